//! Programs of the flowgraph language: functions made of labelled blocks, from text to instruction words.
//!
//! ```text
//! function power(x, y):
//! start:
//!     result = 1
//!     jump loop
//! loop:
//!     more = less 0 y
//!     if more body done
//! body:
//!     result = multiply result x
//!     y = subtract y 1
//!     jump loop
//! done:
//!     print_and_stop result
//! ```
//!
//! Other instructions: `r = f(a, b)` calls a function (in the interpreter's own frames), `r = apply f a` calls it through native
//! code, `return v`, `raise v`, and `v = caught` at the start of a block that another names as its handler:
//! `body except handler:`.

use std::cell::Cell;
use std::collections::HashMap;

use jit::Counter;

use super::words;

/// The operation codes of instruction words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Code {
    /// a = b
    Same,
    /// a = kind b
    Op1,
    /// a = kind b c
    Op2,
    /// to instruction b if a is true, else to instruction c
    If,
    /// to instruction b
    Jump,
    /// The next word is the loop's counter.
    Header,
    /// calls function b with c arguments; its frame's register 0 is register a
    Call,
    /// a = function b applied to c, through native code
    Apply,
    Return,
    Raise,
    /// a = the exception
    Caught,
    PrintAndStop,
}

macro_rules! kinds {
    ($type:ident: $($name:ident $text:literal),+) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum $type { $($name),+ }

        impl $type {
            pub const ALL: &'static [$type] = &[$($type::$name),+];
            fn parse(text: &str) -> Option<$type> {
                match text { $($text => Some($type::$name),)+ _ => None }
            }
        }
    };
}

kinds! { Op1: Negate "negate", ToFloat "to_float", IsPair "is_pair", First "first", Second "second", Global "global",
SetGlobal "set_global", CallerRegister "caller_register" }
kinds! { Op2: Add "add", Subtract "subtract", Multiply "multiply", And "and", Less "less", Equal "equal", Pair "pair",
SetFirst "set_first", SetSecond "set_second" }

/// An instruction word: `code | kind << 8 | a << 16 | b << 32 | c << 48`.
#[derive(Clone, Copy)]
pub struct Instruction(pub u64);

impl Instruction {
    pub fn code(self) -> Code {
        // Invariant: words are made by the compiler below.
        unsafe { std::mem::transmute(self.0 as u8) }
    }
    pub fn kind(self) -> usize {
        (self.0 >> 8) as u8 as usize
    }
    pub fn a(self) -> u16 {
        (self.0 >> 16) as u16
    }
    pub fn b(self) -> u16 {
        (self.0 >> 32) as u16
    }
    pub fn c(self) -> u16 {
        (self.0 >> 48) as u16
    }
}

/// Operands from here on are constants of the function.
pub const FIRST_CONSTANT: u16 = 1 << 15;

/// A function. Register 0 is where its caller finds the result, its parameters follow.
pub struct Function {
    pub name: String,
    pub registers: u32,
    pub words: Vec<u64>,
    pub constants: Vec<u64>,
    /// Registers that are live before each word.
    pub live: Vec<Vec<u16>>,
    /// `(first, last, handler)`: exceptions of these words go there.
    pub handlers: Vec<(usize, usize, usize)>,
    pub names: Vec<String>,
    pub has_loop: bool,
    pub counter: Cell<Counter>,
}

impl Function {
    pub fn index_of(&self, position: u64) -> usize {
        (position as usize - self.words.as_ptr() as usize) / 8
    }
}

#[derive(Default)]
pub struct Program {
    /// Boxed: frames and machine code point to them.
    #[allow(clippy::vec_box)]
    pub functions: Vec<Box<Function>>,
}

struct Block<'t> {
    label: &'t str,
    handler: Option<&'t str>,
    lines: Vec<Vec<&'t str>>,
}

impl Program {
    /// Compiles a program; the error names the line.
    pub fn parse(text: &str, loop_counter: Counter, function_counter: Counter) -> Result<Program, String> {
        let mut functions: Vec<(&str, Vec<&str>, Vec<Block>)> = Vec::new();
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or("").trim_end();
            if line.trim().is_empty() {
                continue;
            }
            let words: Vec<&str> = line
                .split(|c: char| " \t(),:=".contains(c))
                .filter(|w| !w.is_empty())
                .collect();
            if words[0] == "function" {
                functions.push((words[1], words[2..].to_vec(), Vec::new()));
            } else {
                let blocks = &mut functions.last_mut().ok_or("code before the first function")?.2;
                if line.ends_with(':') {
                    let handler = (words.get(1) == Some(&"except")).then(|| words[2]);
                    blocks.push(Block {
                        label: words[0],
                        handler,
                        lines: Vec::new(),
                    });
                } else {
                    blocks
                        .last_mut()
                        .ok_or("code before the first label")?
                        .lines
                        .push(words);
                }
            }
        }
        let names: HashMap<&str, u16> = functions.iter().enumerate().map(|(i, f)| (f.0, i as u16)).collect();
        let mut program = Program::default();
        for (name, parameters, blocks) in functions {
            let mut compiler = Compiler::new(name, &parameters, &names);
            compiler.function.counter = Cell::new(function_counter);
            compiler
                .compile(&blocks, loop_counter)
                .map_err(|error| format!("{name}: {error}"))?;
            program.functions.push(Box::new(compiler.function));
        }
        Ok(program)
    }

    pub fn function(&self, name: &str) -> &Function {
        self.functions
            .iter()
            .find(|function| function.name == name)
            .expect("a function of the program")
    }
}

struct Compiler<'t> {
    parameters: usize,
    functions: &'t HashMap<&'t str, u16>,
    registers: HashMap<&'t str, u16>,
    function: Function,
    /// Word and shift of each operand that is a label.
    labels: Vec<(usize, u32, &'t str)>,
}

impl<'t> Compiler<'t> {
    fn new(name: &str, parameters: &[&'t str], functions: &'t HashMap<&'t str, u16>) -> Compiler<'t> {
        let function = Function {
            name: name.to_string(),
            registers: 1,
            words: Vec::new(),
            constants: Vec::new(),
            live: Vec::new(),
            handlers: Vec::new(),
            names: vec!["(result)".to_string()],
            has_loop: false,
            counter: Cell::new(Counter::new(0)),
        };
        let mut compiler = Compiler {
            parameters: parameters.len(),
            functions,
            registers: HashMap::new(),
            function,
            labels: Vec::new(),
        };
        for parameter in parameters {
            compiler.register(parameter);
        }
        compiler
    }

    fn register(&mut self, name: &'t str) -> u16 {
        let function = &mut self.function;
        *self.registers.entry(name).or_insert_with(|| {
            function.names.push(name.to_string());
            function.registers += 1;
            function.registers as u16 - 1
        })
    }

    fn operand(&mut self, text: &'t str) -> Result<u16, String> {
        let word = if let Ok(integer) = text.parse() {
            words::integer(integer)
        } else if let Ok(float) = text.parse() {
            jit::backend::plain::float_word(float).ok_or("a float that has no immediate form")?
        } else {
            return Ok(self.register(text));
        };
        self.function.constants.push(word);
        Ok(FIRST_CONSTANT + self.function.constants.len() as u16 - 1)
    }

    fn emit(&mut self, code: Code, kind: u8, a: u16, b: u16, c: u16) {
        let word = code as u64 | (kind as u64) << 8 | (a as u64) << 16 | (b as u64) << 32 | (c as u64) << 48;
        self.function.words.push(word);
    }

    fn label(&mut self, shift: u32, label: &'t str) {
        self.labels.push((self.function.words.len() - 1, shift, label));
    }

    fn compile(&mut self, blocks: &[Block<'t>], loop_counter: Counter) -> Result<(), String> {
        // Name every register first: call windows lie above them.
        for line in blocks.iter().flat_map(|block| &block.lines) {
            if !["if", "jump", "return", "raise", "print_and_stop"].contains(&line[0]) {
                self.register(line[0]);
            }
        }
        let window = self.function.registers as u16;
        let numbers: HashMap<&str, usize> = blocks.iter().enumerate().map(|(i, b)| (b.label, i)).collect();
        let mut starts = vec![0; blocks.len()];
        for (number, block) in blocks.iter().enumerate() {
            let jumps_here = |target: &&str| numbers.get(target) == Some(&number);
            let is_header = blocks[number..].iter().flat_map(|b| &b.lines).any(|line| {
                (line[0] == "jump" && line.get(1).is_some_and(jumps_here))
                    || (line[0] == "if" && line[2..].iter().any(jumps_here))
            });
            starts[number] = self.function.words.len();
            if is_header {
                self.function.has_loop = true;
                self.emit(Code::Header, 0, 0, 0, 0);
                // Invariant: a counter is one word.
                self.function
                    .words
                    .push(unsafe { std::mem::transmute::<Counter, u64>(loop_counter) });
            }
            for line in &block.lines {
                self.line(line, window)
                    .map_err(|error| format!("{}: {error}", line.join(" ")))?;
            }
        }
        for (word, shift, label) in std::mem::take(&mut self.labels) {
            let number = numbers.get(label).ok_or_else(|| format!("no block '{label}'"))?;
            self.function.words[word] |= (starts[*number] as u64) << shift;
        }
        for (number, block) in blocks.iter().enumerate() {
            if let Some(handler) = block.handler {
                let end = starts.get(number + 1).copied().unwrap_or(self.function.words.len());
                let target = numbers.get(handler).ok_or_else(|| format!("no block '{handler}'"))?;
                self.function.handlers.push((starts[number], end, starts[*target]));
            }
        }
        find_live_registers(&mut self.function);
        let function = &self.function;
        match function.live[0]
            .iter()
            .find(|&&register| register as usize > self.parameters)
        {
            Some(&register) => {
                let name = function.names.get(register as usize).map_or("an argument", |name| name);
                Err(format!("{name} may be read before it is set"))
            }
            None => Ok(()),
        }
    }

    fn line(&mut self, line: &[&'t str], window: u16) -> Result<(), String> {
        match *line {
            ["jump", target] => {
                self.emit(Code::Jump, 0, 0, 0, 0);
                self.label(32, target);
            }
            ["if", condition, yes, no] => {
                let condition = self.operand(condition)?;
                self.emit(Code::If, 0, condition, 0, 0);
                self.label(32, yes);
                self.label(48, no);
            }
            ["return", value] => {
                let value = self.operand(value)?;
                self.emit(Code::Return, 0, value, 0, 0);
            }
            ["raise", value] => {
                let value = self.operand(value)?;
                self.emit(Code::Raise, 0, value, 0, 0);
            }
            ["print_and_stop", value] => {
                let value = self.operand(value)?;
                self.emit(Code::PrintAndStop, 0, value, 0, 0);
            }
            [target, "caught"] => {
                let target = self.register(target);
                self.emit(Code::Caught, 0, target, 0, 0);
            }
            [target, "apply", function, argument] => {
                let function = *self.functions.get(function).ok_or("no such function")?;
                let (target, argument) = (self.register(target), self.operand(argument)?);
                self.emit(Code::Apply, 0, target, function, argument);
            }
            [target, function, ref arguments @ ..] if self.functions.contains_key(function) => {
                for (number, argument) in arguments.iter().enumerate() {
                    let argument = self.operand(argument)?;
                    self.emit(Code::Same, 0, window + 1 + number as u16, argument, 0);
                }
                let target = self.register(target);
                self.emit(Code::Call, 0, window, self.functions[function], arguments.len() as u16);
                self.emit(Code::Same, 0, target, window, 0);
                self.function.registers = self.function.registers.max(window as u32 + 1 + arguments.len() as u32);
            }
            [target, value] => {
                let (target, value) = (self.register(target), self.operand(value)?);
                self.emit(Code::Same, 0, target, value, 0);
            }
            [target, kind, b] => {
                let kind = Op1::parse(kind).ok_or("no such operation")?;
                let (target, b) = (self.register(target), self.operand(b)?);
                self.emit(Code::Op1, kind as u8, target, b, 0);
            }
            [target, kind, b, c] => {
                let kind = Op2::parse(kind).ok_or("no such operation")?;
                let (target, b, c) = (self.register(target), self.operand(b)?, self.operand(c)?);
                self.emit(Code::Op2, kind as u8, target, b, c);
            }
            _ => return Err("not an instruction".to_string()),
        }
        Ok(())
    }
}

/// What a word reads, what it writes, and where it goes on.
fn flow(i: Instruction, index: usize) -> (Vec<u16>, Option<u16>, Vec<usize>) {
    let next = vec![index + 1];
    match i.code() {
        Code::Same => (vec![i.b()], Some(i.a()), next),
        Code::Op1 => (vec![i.b()], Some(i.a()), next),
        Code::Op2 => (vec![i.b(), i.c()], Some(i.a()), next),
        Code::If => (vec![i.a()], None, vec![i.b() as usize, i.c() as usize]),
        Code::Jump => (vec![], None, vec![i.b() as usize]),
        Code::Header => (vec![], None, vec![index + 2]),
        // The arguments lie from the window's second register on.
        Code::Call => ((i.a() + 1..=i.a() + i.c()).collect(), Some(i.a()), next),
        Code::Apply => (vec![i.c()], Some(i.a()), next),
        Code::Return | Code::Raise | Code::PrintAndStop => (vec![i.a()], None, vec![]),
        Code::Caught => (vec![], Some(i.a()), next),
    }
}

/// Backward data flow to the fixed point.
fn find_live_registers(function: &mut Function) {
    let length = function.words.len();
    let mut live = vec![std::collections::BTreeSet::new(); length + 1];
    let mut indices = Vec::new();
    let mut index = 0;
    while index < length {
        indices.push(index);
        index += if Instruction(function.words[index]).code() == Code::Header {
            2
        } else {
            1
        };
    }
    let mut changed = true;
    while changed {
        changed = false;
        for &index in indices.iter().rev() {
            let (reads, writes, next) = flow(Instruction(function.words[index]), index);
            let mut set = std::collections::BTreeSet::new();
            for next in next {
                set.extend(live[next].iter().copied());
            }
            if let Some(register) = writes {
                set.remove(&register);
            }
            // An instruction that raises has not written its register.
            for handler in function.handlers.iter().filter(|h| h.0 <= index && index < h.1) {
                set.extend(live[handler.2].iter().copied());
            }
            set.extend(reads.into_iter().filter(|&register| register < FIRST_CONSTANT));
            if set != live[index] {
                live[index] = set;
                changed = true;
            }
        }
    }
    function.live = live.into_iter().map(|set| set.into_iter().collect()).collect();
}
