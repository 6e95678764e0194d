//! Writes recordings as an interpreter's recorder would: stage by stage, with every guard, all values boxed.

use std::collections::BTreeMap;
use std::fmt::Write;

/// A recording being written. Registers are those of the root frame and of one inlined frame above it.
#[derive(Default)]
pub struct Sketch {
    text: String,
    snapshots: String,
    registers: BTreeMap<u16, String>,
    names: usize,
    stages: usize,
    here: Option<usize>,
    /// Register 0 of the inlined frame.
    inlined: Option<u16>,
}

impl Sketch {
    /// A recording that starts at a header where these registers are live.
    pub fn new(live: &[u16]) -> Sketch {
        let mut sketch = Sketch::default();
        for &register in live {
            let name = sketch.value(&format!("load_register {register}"));
            sketch.registers.insert(register, name);
        }
        sketch
    }

    /// Writes an operation with a result.
    pub fn value(&mut self, operation: &str) -> String {
        let name = format!("t{}", self.names);
        self.names += 1;
        let _ = writeln!(self.text, "{name} = {operation}");
        name
    }

    pub fn nothing(&mut self, operation: &str) {
        let _ = writeln!(self.text, "{operation}");
    }

    /// The next instruction starts.
    pub fn stage(&mut self) {
        self.stages += 1;
        self.here = None;
    }

    /// The snapshot of this stage's start.
    pub fn here(&mut self) -> String {
        if self.here.is_none() {
            self.here = Some(self.snapshot(false));
        }
        format!("@s{}", self.here.unwrap_or_default())
    }

    fn snapshot(&mut self, raising: bool) -> usize {
        let number = self.snapshots.lines().count();
        let frame = |from: u16, to: u16| {
            let registers = self.registers.range(from..to);
            registers
                .map(|(r, name)| format!("r{}={name} ", r - from))
                .collect::<String>()
        };
        let split = self.inlined.unwrap_or(u16::MAX);
        let at = self.stages;
        let mut text = format!("s{number}: code 1 at {at}.0 {{ {}}}", frame(0, split));
        if let Some(base) = self.inlined {
            let _ = write!(text, " code 2 at {at}.0 base {base} {{ {}}}", frame(base, u16::MAX));
        }
        if raising {
            text += " raising";
        }
        let _ = writeln!(self.snapshots, "{text}");
        number
    }

    pub fn get(&self, register: u16) -> String {
        self.registers[&register].clone()
    }

    pub fn set(&mut self, register: u16, name: &str) {
        self.registers.insert(register, name.to_string());
    }

    pub fn forget(&mut self, register: u16) {
        self.registers.remove(&register);
    }

    pub fn integer(&mut self, word: &str) -> String {
        let here = self.here();
        if let Some(bits) = word.strip_prefix("0x") {
            let bits = u64::from_str_radix(bits, 16).expect("a word");
            return (bits as i64 & !1).to_string();
        }
        self.nothing(&format!("guard_integer {word} {here}"));
        self.value(&format!("unbox_integer {word} {here}"))
    }

    pub fn float(&mut self, word: &str) -> String {
        if word.contains('.') {
            return word.to_string();
        }
        let here = self.here();
        self.nothing(&format!("guard_float {word} {here}"));
        self.value(&format!("unbox_float {word}"))
    }

    /// `target = a op b` on integers: one stage.
    pub fn integers(&mut self, operation: &str, target: u16, a: &str, b: &str) {
        self.stage();
        let (a, b) = (self.integer(a), self.integer(b));
        let here = if operation.ends_with("overflow") {
            self.here()
        } else {
            String::new()
        };
        let result = self.value(&format!("{operation} {a} {b} {here}"));
        let boxed = self.value(&format!("box_integer {result}"));
        self.set(target, &boxed);
    }

    /// `target = a op b` on floats: one stage.
    pub fn floats(&mut self, operation: &str, target: u16, a: &str, b: &str) {
        self.stage();
        let (a, b) = (self.float(a), self.float(b));
        let result = self.value(&format!("{operation} {a} {b}"));
        let boxed = self.value(&format!("box_float {result}"));
        self.set(target, &boxed);
    }

    /// A comparison of integers and its guard.
    pub fn branch(&mut self, operation: &str, a: &str, b: &str, truth: bool) {
        self.stage();
        let (a, b) = (self.integer(a), self.integer(b));
        let condition = self.value(&format!("{operation} {a} {b}"));
        let here = self.here();
        self.nothing(&format!("guard_{truth} {condition} {here}"));
    }

    pub fn instance(&mut self, object: u16, map: u32) -> String {
        let (object, here) = (self.get(object), self.here());
        self.nothing(&format!("guard_pointer {object} {here}"));
        self.nothing(&format!("guard_map {object} {map} {here}"));
        object
    }

    /// `target = object.field`: one stage.
    pub fn get_attribute(&mut self, target: u16, object: u16, map: u32, field: &str) {
        self.stage();
        let object = self.instance(object, map);
        let value = self.value(&format!("get_field_value {object} {field}"));
        self.set(target, &value);
    }

    /// `object.field = value`: one stage.
    pub fn set_attribute(&mut self, object: u16, map: u32, field: &str, value: &str) {
        self.stage();
        let object = self.instance(object, map);
        self.nothing(&format!("set_field {object} {value} {field}"));
    }

    /// The frame of a callee whose register 0 is register `base` here.
    pub fn push_frame(&mut self, base: u16) {
        self.stage();
        self.inlined = Some(base);
    }

    /// The callee returns: its value in its register 0, the others are gone.
    pub fn pop_frame(&mut self, value: &str) {
        self.stage();
        let base = self.inlined.take().expect("a frame");
        self.registers.retain(|&register, _| register < base);
        self.set(base, value);
    }

    /// A raising call of a trace of its own, whose window starts at `base`.
    pub fn call_trace(&mut self, code: u32, base: u16) -> String {
        let during = self.here();
        let result = self.value(&format!("call_trace {code} {base} {during}"));
        let raising = self.snapshot(true);
        self.nothing(&format!("guard_no_exception {result} @s{raising}"));
        result
    }

    /// The recording, ended at the header it started from.
    pub fn end_loop(mut self) -> String {
        self.stage();
        self.stages = 0;
        let here = self.here();
        format!("{}{}end loop {here}\n", self.text, self.snapshots)
    }

    /// The recording of a function that returns.
    pub fn end_finish(self, value: &str) -> String {
        format!("{}{}end finish {value}\n", self.text, self.snapshots)
    }
}
