//! Code from outside: whatever is damaged, `validate` says so or the code is harmless to look at.

use pyrs_compiler::code::{Code, Constant};
use pyrs_compiler::dis::disassemble;
use pyrs_compiler::liveness::Liveness;
use pyrs_compiler::opcode::{encode, Opcode};
use pyrs_compiler::validate::validate;
use pyrs_compiler::{compile, Options};
use pyrs_syntax::{parse, Mode, ParseOptions};

const SOURCE: &str = "\
def f(x, (y, z), *args, **kwargs):
    def inner():
        yield x, w
    for y in x:
        try:
            w = x[y:1] + inner(*args)
            if not z < y in (1, 2): break
        except E, z:
            print z.a(1, b=2)
            del y
        finally:
            with x: return inner
    exec_ = [x.y for x in z]
    return exec_
";

fn code() -> Code {
    let mut parsed =
        parse(SOURCE.as_bytes(), "damaged.py", Mode::File, ParseOptions::default()).expect("a source without errors");
    let options = Options {
        filename: "damaged.py",
        optimize: 0,
    };
    let compiled = compile(&mut parsed, &options, &mut Vec::new()).expect("no errors");
    for constant in &compiled.code.constants {
        if let Constant::Code(code) = constant {
            return (**code).clone();
        }
    }
    panic!("a function");
}

/// Whether the code is valid; if it is, it can be looked at.
fn is_valid(code: &Code) -> bool {
    let _ = disassemble(code);
    if validate(code).is_err() {
        return false;
    }
    let liveness = Liveness::new(code);
    for instruction in code.instructions() {
        liveness.live_before(code, instruction.offset);
        liveness.live_after(code, instruction.offset);
    }
    true
}

/// Numbers that look random and are the same every time (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

#[test]
fn random_damage_is_found_or_harmless() {
    let code = code();
    assert!(is_valid(&code));
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut refused = 0;
    const ROUNDS: usize = 20_000;
    for _ in 0..ROUNDS {
        let mut damaged = code.clone();
        let mut words = code.code.to_vec();
        for _ in 0..1 + random.below(2) {
            let index = random.below(words.len());
            match random.below(4) {
                0 => words[index] ^= 1 << random.below(64),
                1 => words[index] ^= 1 << random.below(16),
                2 => words[index] = words[random.below(words.len())],
                _ => {
                    let length = words.len();
                    words.truncate(length - random.below(3).min(length - 1));
                }
            }
        }
        damaged.code = words.into();
        match random.below(8) {
            0 => damaged.stacksize = random.below(damaged.stacksize as usize) as u32,
            1 => {
                damaged.constants.pop();
            }
            2 => {
                damaged.names.pop();
            }
            3 => {
                damaged.freevars.pop();
            }
            _ => {}
        }
        refused += usize::from(!is_valid(&damaged));
    }
    assert!(refused > ROUNDS / 2, "{refused} refused");
}

/// Code without arguments that consists of some words.
fn with_words(words: &[u64], stacksize: u32) -> Code {
    Code {
        argcount: 0,
        nlocals: 0,
        stacksize,
        flags: 0x43,
        code: [words, &[0]].concat().into(),
        constants: vec![Constant::None],
        names: vec!["name".into()],
        varnames: vec![],
        filename: "file".into(),
        name: "name".into(),
        firstlineno: 1,
        lnotab: [].into(),
        freevars: vec![],
        cellvars: vec![],
    }
}

#[test]
fn each_kind_of_damage_has_its_reason() {
    const NONE: u16 = 0x8000;
    let load = encode(Opcode::LOAD_CONST, 1, 0, 0);
    let load_second = encode(Opcode::LOAD_CONST, 2, 0, 0);
    let leave = encode(Opcode::RETURN, NONE, 0, 0);
    let cases: &[(&[u64], &str)] = &[
        (&[], "no code"),
        (&[leave], ""),
        (&[load], "control runs off the end"),
        (&[0xffff, leave], "unknown opcode"),
        (&[encode(Opcode::RETURN, 1, 0, 0)], "reads an unbound register"),
        (&[load, encode(Opcode::RETURN, 1, 0, 0)], ""),
        (&[encode(Opcode::RETURN, 3, 0, 0)], "register outside the frame"),
        (&[encode(Opcode::RETURN, NONE + 1, 0, 0)], "no such constant"),
        (&[encode(Opcode::LOAD_CONST, 0, 0, 0), leave], "the function is written"),
        (&[encode(Opcode::JUMP, 0, 5, 0), leave], "jump to no instruction"),
        (&[encode(Opcode::JUMP, 0, 0, 0), leave], "jump in the wrong direction"),
        (&[encode(Opcode::LOAD_GLOBAL, 1, 1, 0), 0, 0, leave], "no such name"),
        (
            &[encode(Opcode::LOAD_NAME, 1, 0, 1), 0, 0, leave],
            "not the register of the namespace",
        ),
        (&[load, encode(Opcode::LOAD_CELL, 2, 1, 0), leave], "not a cell"),
        (
            &[encode(Opcode::MAKE_EMPTY_CELL, 1, 0, 0), leave],
            "a cell in another register",
        ),
        (&[encode(Opcode::CHECK_LOCAL, 1, 0, 0), leave], "not a local"),
        (
            &[encode(Opcode::YIELD, 1, NONE, 0), 0, leave],
            "YIELD outside a generator",
        ),
        (
            &[encode(Opcode::CATCH, 1, 1, 0), leave],
            "CATCH without its exception register",
        ),
        // A call leaves nothing in the registers above its window.
        (
            &[
                load,
                load_second,
                encode(Opcode::CALL, 1, 0, 0),
                0,
                0,
                encode(Opcode::RETURN, 2, 0, 0),
            ],
            "reads an unbound register",
        ),
        // One way leads past the binding.
        (
            &[
                encode(Opcode::JUMP_IF_TRUE, NONE, 2, 0),
                load,
                encode(Opcode::RETURN, 1, 0, 0),
            ],
            "reads an unbound register",
        ),
    ];
    for (words, reason) in cases {
        let found = validate(&with_words(words, 2)).map_err(|invalid| invalid.reason);
        let expected = if reason.is_empty() { Ok(()) } else { Err(*reason) };
        assert_eq!(found, expected, "{}", disassemble(&with_words(words, 2)));
    }
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    let leave = encode(Opcode::RETURN, 0x8000, 0, 0);
    let mut code = with_words(&[leave], 2);
    code.stacksize = u32::MAX;
    code.nlocals = u32::MAX;
    assert!(!is_valid(&code));
    code = with_words(&[leave], 0);
    code.argcount = 1;
    assert!(!is_valid(&code));
    code = with_words(&[leave], 0);
    code.code = [leave, u64::MAX].into();
    assert!(!is_valid(&code));
    code.code = [].into();
    assert!(!is_valid(&code));
}
