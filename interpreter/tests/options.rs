//! Options of the command line and variables of the environment: what is printed, and the exit code, are those of CPython 2.7.18
//! (recorded).

use std::io::Write;
use std::process::{Command, Stdio};

struct Case {
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
    input: &'static str,
    code: i32,
    output: &'static str,
    /// The last line on the error stream.
    last: &'static str,
}

fn run(case: &Case) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyrs"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PYTHON")) {
        command.env_remove(name);
    }
    command.args(case.arguments).envs(case.environment.iter().copied());
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("pyrs starts");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(case.input.as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("pyrs ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let errors = text(&output.stderr);
    let last = errors.lines().last().unwrap_or("").to_string();
    (output.status.code().unwrap_or(-1), text(&output.stdout), last)
}

const FLAGS: &str = "import sys; print tuple(sys.flags), sys.py3kwarning";
const TABS: &str = "if 1:\n        x = 1\n\ty = 2";

#[test]
fn options_do_what_they_do_in_cpython() {
    let plain = Case {
        arguments: &[],
        environment: &[],
        input: "",
        code: 0,
        output: "",
        last: "",
    };
    let cases = [
        Case {
            arguments: &["-Qbad", "-c", "1"],
            code: 2,
            last: "Try `pyrs -h' for more information.",
            ..plain
        },
        Case {
            arguments: &["-Qnew", "-c", "print 1 / 2, eval('3 / 2')"],
            output: "0.5 1.5\n",
            ..plain
        },
        Case {
            arguments: &["-Q", "old", "-c", "print 1 / 2"],
            output: "0\n",
            ..plain
        },
        Case {
            arguments: &["-W"],
            code: 2,
            last: "Try `pyrs -h' for more information.",
            ..plain
        },
        Case {
            arguments: &["-W", "error", "-c", "import warnings; warnings.warn('x')"],
            code: 1,
            last: "UserWarning: x",
            ..plain
        },
        Case {
            arguments: &["-Wignore", "-c", "import warnings; warnings.warn('x')"],
            ..plain
        },
        Case {
            arguments: &["-W", "bogus", "-c", "print 1"],
            output: "1\n",
            last: "Invalid -W option ignored: invalid action: 'bogus'",
            ..plain
        },
        Case {
            arguments: &["-W", "error", "-c", "import sys; print sys.warnoptions"],
            environment: &[("PYTHONWARNINGS", "ignore,default")],
            output: "['error', 'ignore', 'default']\n",
            ..plain
        },
        Case {
            arguments: &["-3", "-tt", "-B", "-s", "-bb", "-R", "-c", FLAGS],
            environment: &[("PYTHONOPTIMIZE", "2")],
            output: "(0, 1, 1, 0, 0, 0, 2, 1, 1, 0, 0, 2, 0, 0, 2, 1) True\n",
            ..plain
        },
        Case {
            arguments: &["-E", "-c", FLAGS],
            environment: &[("PYTHONOPTIMIZE", "2"), ("PYTHONDEBUG", "1")],
            output: "(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0) False\n",
            ..plain
        },
        Case {
            arguments: &["-tt", "-c", TABS],
            code: 1,
            last: "TabError: inconsistent use of tabs and spaces in indentation",
            ..plain
        },
        Case {
            arguments: &["-t", "-c", TABS],
            last: "<string>: inconsistent use of tabs and spaces in indentation",
            ..plain
        },
        Case {
            arguments: &["-i", "-c", "x = 1"],
            input: "print x\ndef f():\n    return 3\n\nf()\n1/0\nx\n",
            output: "1\n3\n1\n",
            last: ">>> >>> ",
            ..plain
        },
        Case {
            arguments: &["-i"],
            input: "1 + 1\n_ * 2\n",
            output: "2\n4\n",
            last: ">>> >>> >>> ",
            ..plain
        },
        Case {
            arguments: &["-c", "import os; os.environ['PYTHONINSPECT'] = '1'; x = 5"],
            input: "x\n",
            output: "5\n",
            last: ">>> >>> ",
            ..plain
        },
    ];
    let mut problems = Vec::new();
    for case in &cases {
        let got = run(case);
        let expected = (case.code, case.output.to_string(), case.last.to_string());
        if got != expected {
            problems.push(format!("{:?}: {got:?} instead of {expected:?}", case.arguments));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
