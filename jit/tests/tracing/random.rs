//! Random programs, interpreted and traced. `RANDOM_PROGRAMS=count` runs more, `RANDOM_SEED=seed` that one alone.

use std::fmt::Write;

use crate::flowgraph::{Context, Program};
use crate::support::{call, jit, load, set};

/// xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound as u64) as usize
    }

    fn pick<'t>(&mut self, items: &[&'t str]) -> &'t str {
        items[self.below(items.len())]
    }
}

const VARIABLES: &[&str] = &["a", "b", "c", "d", "e"];
const FUNCTIONS: usize = 4;

/// Writes structured programs: every loop is bounded, and functions call those with higher numbers only.
struct Writer {
    random: Random,
    text: String,
    labels: usize,
    /// The handler of the blocks being written.
    handler: Option<String>,
    function: usize,
    loops: usize,
}

impl Writer {
    fn program(seed: u64) -> String {
        let mut writer = Writer {
            random: Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
            text: String::new(),
            labels: 0,
            handler: None,
            function: 0,
            loops: 0,
        };
        for function in 0..FUNCTIONS {
            writer.write_function(function);
        }
        writer.text
    }

    fn write_function(&mut self, function: usize) {
        self.function = function;
        self.loops = 0;
        let name = if function == 0 {
            "main".to_string()
        } else {
            format!("f{function}")
        };
        writeln!(self.text, "function {name}(a, b):").expect("a string");
        let start = self.label();
        self.begin(&start);
        for variable in &VARIABLES[2..] {
            let value = self.constant();
            self.line(&format!("{variable} = {value}"));
        }
        let statements = if function == 0 { 4 } else { 3 };
        self.statements(statements, 0);
        self.line("r = pair a b");
        self.line("r = pair c r");
        self.line("r = pair d r");
        let result = if function == 0 {
            "r"
        } else {
            self.random.pick(VARIABLES)
        };
        self.line(&format!("return {result}"));
        // Native code passes one argument.
        writeln!(
            self.text,
            "function g{function}(x):\nstart:\n    r = {name}(x, x)\n    return r"
        )
        .expect("a string");
    }

    fn label(&mut self) -> String {
        self.labels += 1;
        format!("l{}", self.labels)
    }

    fn begin(&mut self, label: &str) {
        match &self.handler {
            Some(handler) => writeln!(self.text, "{label} except {handler}:"),
            None => writeln!(self.text, "{label}:"),
        }
        .expect("a string");
    }

    fn line(&mut self, line: &str) {
        writeln!(self.text, "    {line}").expect("a string");
    }

    fn variable(&mut self) -> &'static str {
        self.random.pick(VARIABLES)
    }

    fn constant(&mut self) -> &'static str {
        self.random.pick(&[
            "0",
            "1",
            "2",
            "3",
            "-1",
            "7",
            "100",
            "0.5",
            "1.5",
            "-2.25",
            "4611686018427387900",
            "1073741824",
        ])
    }

    fn operand(&mut self) -> &'static str {
        if self.random.below(3) == 0 {
            self.constant()
        } else {
            self.variable()
        }
    }

    fn statements(&mut self, count: usize, depth: usize) {
        for _ in 0..count {
            self.statement(depth);
        }
    }

    fn statement(&mut self, depth: usize) {
        let target = self.variable();
        match self.random.below(if depth < 3 { 20 } else { 13 }) {
            0..=4 => {
                let kind = self
                    .random
                    .pick(&["add", "subtract", "multiply", "less", "equal", "and", "add"]);
                let (x, y) = (self.operand(), self.operand());
                self.line(&format!("{target} = {kind} {x} {y}"));
            }
            5 => {
                let value = self.operand();
                self.line(&format!("{target} = {value}"));
            }
            6 => {
                let kind = self.random.pick(&["negate", "to_float", "is_pair", "first", "second"]);
                let x = self.variable();
                self.line(&format!("{target} = {kind} {x}"));
            }
            7 | 8 => {
                let (x, y) = (self.operand(), self.operand());
                self.line(&format!("{target} = pair {x} {y}"));
                let reader = self.variable();
                self.line(&format!("{reader} = first {target}"));
            }
            9 => {
                let kind = self.random.pick(&["set_first", "set_second"]);
                let (x, y) = (self.operand(), self.operand());
                self.line(&format!("p = pair {x} {y}"));
                self.line(&format!("{target} = {kind} p {x}"));
                self.line(&format!("{target} = second p"));
            }
            10 => match self.random.below(8) {
                0 => self.line("t = set_global 5"),
                1 => {
                    let value = self.operand();
                    self.line(&format!("t = set_global {value}"));
                }
                2 => {
                    // Variables have the registers 1, 2 ... Only of a live one does the language say what it holds.
                    let register = self.random.below(3);
                    self.line(&format!("t = caller_register {}", register + 1));
                    self.line(&format!("u = is_pair {}", VARIABLES[register]));
                    self.line(&format!("{target} = t"));
                }
                _ => self.line(&format!("{target} = global 0")),
            },
            11 | 12 => self.call(target),
            13 | 14 => self.branch(depth),
            15..=17 => self.repeat(depth),
            _ => self.guarded(target, depth),
        }
    }

    fn call(&mut self, target: &str) {
        let next = self.function + 1;
        if next >= FUNCTIONS {
            return;
        }
        let callee = next + self.random.below(FUNCTIONS - next);
        let (x, y) = (self.operand(), self.operand());
        if self.random.below(3) == 0 {
            self.line(&format!("{target} = apply g{callee} {x}"));
        } else {
            self.line(&format!("{target} = f{callee}({x}, {y})"));
        }
    }

    fn branch(&mut self, depth: usize) {
        let (yes, no, join) = (self.label(), self.label(), self.label());
        let condition = self.variable();
        if self.random.below(2) == 0 {
            self.line(&format!("if {condition} {yes} {no}"));
        } else {
            let (x, y) = (self.operand(), self.operand());
            self.line(&format!("t = less {x} {y}"));
            self.line(&format!("if t {yes} {no}"));
        }
        for label in [yes, no] {
            self.begin(&label);
            self.statements(1 + self.random.0 as usize % 2, depth + 1);
            self.line(&format!("jump {join}"));
        }
        self.begin(&join);
    }

    fn repeat(&mut self, depth: usize) {
        let (head, after) = (self.label(), self.label());
        let most = if depth == 0 && self.function == 0 { 30 } else { 6 };
        let rounds = 1 + self.random.below(most);
        let counter = format!("i{}", self.loops);
        self.loops += 1;
        self.line(&format!("{counter} = {rounds}"));
        self.line(&format!("jump {head}"));
        self.begin(&head);
        let count = 1 + self.random.below(3);
        self.statements(count, depth + 1);
        self.line(&format!("{counter} = subtract {counter} 1"));
        self.line(&format!("if {counter} {head} {after}"));
        self.begin(&after);
    }

    fn guarded(&mut self, target: &str, depth: usize) {
        let (body, handler, after) = (self.label(), self.label(), self.label());
        self.line(&format!("jump {body}"));
        let outer = self.handler.replace(handler.clone());
        self.begin(&body);
        let count = 1 + self.random.below(3);
        self.statements(count, depth + 1);
        if self.random.below(3) == 0 {
            let value = self.operand();
            self.line(&format!("raise {value}"));
        } else {
            self.line(&format!("jump {after}"));
        }
        self.handler = outer;
        self.begin(&handler);
        self.line(&format!("{target} = caught"));
        self.line(&format!("jump {after}"));
        self.begin(&after);
    }
}

/// What the program gives for a few arguments, one after the other.
fn results(context: &mut Context) -> Vec<String> {
    let arguments = [[1, 2], [3, -4], [0, 7], [100, 1]];
    arguments
        .iter()
        .map(|arguments| call(context, "main", arguments))
        .collect()
}

fn check(seed: u64) {
    if std::env::var_os("SHOW").is_some() {
        eprintln!("{}", Writer::program(seed));
    }
    // A test that dies says what it did last.
    eprintln!("seed {seed}");
    let text = Writer::program(seed);
    if let Err(error) = Program::parse(&text, jit().loop_counter(), jit().function_counter()) {
        panic!("seed {seed}: {error}\n{text}");
    }
    set("off");
    let expected = results(&mut load(&text));
    for parameters in [
        "threshold=1,function_threshold=1,trace_eagerness=1",
        "threshold=2,function_threshold=2,trace_eagerness=1,optimizer=0",
        "threshold=3,function_threshold=1000000,trace_eagerness=2",
        "threshold=5,function_threshold=2,trace_eagerness=3,trace_limit=60,loop_longevity=1",
    ] {
        set(parameters);
        eprintln!("  {parameters}");
        let found = results(&mut load(&text));
        for (number, (found, expected)) in found.iter().zip(&expected).enumerate() {
            assert!(found == expected, "seed {seed}, {parameters}, call {number}\n{text}");
        }
    }
}

#[test]
fn random_programs() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    if let Some(seed) = number("RANDOM_SEED") {
        return check(seed);
    }
    for seed in 0..number("RANDOM_PROGRAMS").unwrap_or(60) {
        check(seed);
    }
}
