//! Programs that cannot run, or run into walls: the exit code and the last line on the error stream are those of CPython 2.7.18
//! (recorded; its own name is taken out of what it says).

use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What the program is.
enum Program {
    /// The argument of `-c`.
    Command(&'static str),
    /// A file with these bytes, run as a script.
    Script(Vec<u8>),
    /// The name of what is no script.
    Path(&'static str),
    /// These bytes on the standard input stream.
    Input(&'static [u8]),
}

/// Where its output goes.
enum Output {
    Read,
    /// Nowhere: the descriptor is closed.
    Closed,
    /// To a device that is full.
    Full,
}

struct Case {
    name: &'static str,
    program: Program,
    output: Output,
    code: i32,
    last: &'static str,
}

fn case(name: &'static str, program: Program, code: i32, last: &'static str) -> Case {
    Case {
        name,
        program,
        output: Output::Read,
        code,
        last,
    }
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("pyrs-bad-input-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

/// The last line of what is printed, without the program's name, and the exit code.
fn run(case: &Case) -> (i32, String) {
    let folder = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrs"));
    command
        .current_dir(&folder)
        .env_remove("PYTHONUNBUFFERED")
        .stdin(Stdio::null());
    match &case.program {
        Program::Command(text) => {
            command.args(["-c", text]);
        }
        Program::Script(bytes) => {
            let file = format!("{}.py", case.name.replace(' ', "_"));
            std::fs::write(folder.join(&file), bytes).expect("a script");
            command.arg(file);
        }
        Program::Path(path) => {
            command.arg(path);
        }
        Program::Input(bytes) => {
            std::fs::write(folder.join("input"), bytes).expect("a file");
            command.stdin(std::fs::File::open(folder.join("input")).expect("the file"));
        }
    }
    match case.output {
        Output::Read => {
            command.stdout(Stdio::null());
        }
        Output::Closed => unsafe {
            command.pre_exec(|| {
                libc::close(1);
                Ok(())
            });
        },
        Output::Full => {
            command.stdout(std::fs::File::create("/dev/full").expect("the full device"));
        }
    }
    let output = command.stderr(Stdio::piped()).output().expect("pyrs runs");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = text.lines().last().unwrap_or("");
    let code = output
        .status
        .code()
        .unwrap_or_else(|| -output.status.signal().unwrap_or(0));
    (code, last.strip_prefix("pyrs: ").unwrap_or(last).to_string())
}

/// A value wrapped 100,000 times, and what is done with it.
fn deep(wrap: &str, then: &str) -> Program {
    Program::Script(format!("v = None\nfor i in xrange(100000):\n    v = {wrap}\n{then}\n").into_bytes())
}

fn cases() -> Vec<Case> {
    use Program::*;
    let mut nested = b"x = ".to_vec();
    nested.extend(std::iter::repeat_n(b'[', 100_000));
    nested.extend(std::iter::repeat_n(b']', 100_000));
    let mut long_line = b"x = '".to_vec();
    long_line.extend(std::iter::repeat_n(b'y', 10 << 20));
    let broken_line = [&long_line[..], b"\n"].concat();
    long_line.extend(b"'\nassert len(x) == 10 << 20\n");
    let recursion = b"def f(n):\n    return f(n + 1)\nf(0)\n".to_vec();
    let closed = |program, code, last, name| Case {
        output: Output::Closed,
        ..case(name, program, code, last)
    };
    let full = |program, code, last, name| Case {
        output: Output::Full,
        ..case(name, program, code, last)
    };
    vec![
        case("missing file", Path("nowhere.py"), 2, "can't open file 'nowhere.py': [Errno 2] No such file or directory"),
        case("folder", Path("."), 1, "can't find '__main__' module in '.'"),
        case("file as folder", Path("/dev/null/x"), 2, "can't open file '/dev/null/x': [Errno 20] Not a directory"),
        case("empty file", Script(Vec::new()), 0, ""),
        case("binary file", Script(b"\x7fELF\x02\x01\x01\x00\x00\x00".to_vec()), 1, "SyntaxError: invalid syntax"),
        case("zero bytes", Script(vec![0; 4096]), 0, ""),
        case("undecodable", Script(b"x = 1\ny = '\xff\xfe'\n".to_vec()), 1, "SyntaxError: Non-ASCII character '\\xff' in file undecodable.py on line 2, but no encoding declared; see http://python.org/dev/peps/pep-0263/ for details"),
        case("wrong utf-8", Script(b"# coding: utf-8\nx = u'\xff'\n".to_vec()), 1, "SyntaxError: (unicode error) 'utf8' codec can't decode byte 0xff in position 0: invalid start byte"),
        case("unknown encoding", Script(b"# coding: nonsense\nx = 1\n".to_vec()), 1, "SyntaxError: encoding problem: nonsense"),
        case("long line", Script(long_line), 0, ""),
        case("long line without end", Script(broken_line), 1, "SyntaxError: EOL while scanning string literal"),
        case("nested brackets", Script(nested), 1, "MemoryError"),
        case("deep list", deep("[v]", "repr(v)"), 1, "RuntimeError: maximum recursion depth exceeded while getting the repr of an object"),
        case("deep tuple", deep("(v,)", "repr(v)"), 1, "RuntimeError: maximum recursion depth exceeded while getting the repr of an object"),
        case("deep dicts", deep("{1: v}", "w = 0\nfor i in xrange(100000): w = {1: w}\nv == w"), 1, "RuntimeError: maximum recursion depth exceeded in cmp"),
        case("deep lists", deep("[v]", "w = 0\nfor i in xrange(100000): w = [w]\ncmp(v, w)"), 1, "RuntimeError: maximum recursion depth exceeded in cmp"),
        case("deep classes", deep("(v or str,)", "isinstance(1, v)"), 1, "RuntimeError: maximum recursion depth exceeded in __instancecheck__"),
        case("recursion", Script(recursion), 1, "RuntimeError: maximum recursion depth exceeded"),
        case("impossible str", Command("'x' * (2 ** 62)"), 1, "MemoryError"),
        case("impossible list", Command("[0] * (2 ** 58)"), 1, "MemoryError"),
        case("impossible range", Command("range(2 ** 62)"), 1, "MemoryError"),
        case("impossible shift", Command("1 << (1 << 62)"), 1, "MemoryError"),
        case("tabs and blanks", Script(b"if 1:\n        x = 1\n\ty = 2\n   z = 3\n".to_vec()), 1, "IndentationError: unindent does not match any outer indentation level"),
        case("unfinished", Script(b"x = (1,\n".to_vec()), 1, "SyntaxError: invalid syntax"),
        case("unfinished input", Input(b"if 1:\n"), 1, "IndentationError: expected an indented block"),
        case("exit with text", Command("raise SystemExit('good bye')"), 1, "good bye"),
        case("exit with a number", Command("raise SystemExit(300)"), 44, ""),
        case("exit with a long", Command("raise SystemExit(7L)"), 7, ""),
        case("exit function raises", Command("import sys; sys.exitfunc = lambda: 1 / 0"), 0, "ZeroDivisionError: integer division or modulo by zero"),
        case("no error stream", Command("import sys; del sys.stderr; 1 / 0"), 1, "lost sys.stderr"),
        case("no output stream", Command("import sys; del sys.stdout; print 1"), 1, "RuntimeError: lost sys.stdout"),
        closed(Command("pass"), 0, "", "closed unused"),
        closed(Command("print 1"), 0, "lost sys.stderr", "closed"),
        closed(Command("import sys; print 1; sys.stdout.flush()"), 1, "IOError: [Errno 9] Bad file descriptor", "closed flush"),
        closed(Command("print 'x' * 100000"), 1, "IOError: [Errno 9] Bad file descriptor", "closed large"),
        full(Command("print 1"), 0, "lost sys.stderr", "full"),
        full(Command("print 1; raise KeyError"), 1, "lost sys.stderr", "full and an error"),
        full(Command("import sys; print 1; sys.exit(3)"), 3, "lost sys.stderr", "full exit"),
        full(Command("import sys; print 1; sys.stdout.flush()"), 1, "IOError: [Errno 28] No space left on device", "full flush"),
        full(Command("print 'x' * 100000"), 1, "IOError: [Errno 28] No space left on device", "full large"),
        full(Command("f = open('/dev/full', 'w'); f.write('x')"), 0, "IOError: [Errno 28] No space left on device", "full file"),
        full(Command("f = open('/dev/full', 'w'); f.write('x'); f.close()"), 1, "IOError: [Errno 28] No space left on device", "full file closed"),
    ]
}

#[test]
fn bad_input_ends_as_with_cpython() {
    let mut problems = Vec::new();
    for case in cases() {
        let got = run(&case);
        if got != (case.code, case.last.to_string()) {
            let expected = (case.code, case.last);
            problems.push(format!("{}: {got:?} instead of {expected:?}", case.name));
        }
    }
    let _ = std::fs::remove_dir_all(folder());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
