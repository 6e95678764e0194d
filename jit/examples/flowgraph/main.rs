//! Runs a flowgraph program: `cargo run -p jit --example flowgraph -- [--jit name=value,...] program.flow function arguments...`
//! (a comma between arguments: another call). See
//! `docs/jit-from-any-interpreter.md`.

#[path = "mod.rs"]
mod flowgraph;

use flowgraph::{words, Context, Flowgraph, Program, Stop};
use jit::{Language, Parameters};

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let jit = Flowgraph::jit();
    if arguments.len() > 1 && arguments[0] == "--jit" {
        if arguments[1] == "help" {
            print!("{}", Parameters::help());
            return;
        }
        let mut parameters = jit.parameters();
        if let Err(error) = parameters.apply(&arguments[1]) {
            eprintln!("--jit: {error}");
            std::process::exit(2);
        }
        jit.set_parameters(parameters);
        arguments.drain(..2);
    }
    let [path, function, values @ ..] = &arguments[..] else {
        eprintln!("usage: flowgraph [--jit name=value,...] program.flow function arguments... , arguments...");
        std::process::exit(2);
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            std::process::exit(1);
        }
    };
    let program = match Program::parse(&text, jit.loop_counter(), jit.function_counter()) {
        Ok(program) => program,
        Err(error) => {
            eprintln!("{path}: {error}");
            std::process::exit(1);
        }
    };
    let mut context = Context::new(program);
    for values in values.split(|value| value == ",") {
        let values: Vec<u64> = values
            .iter()
            .map(|value| words::integer(value.parse().unwrap_or(0)))
            .collect();
        let stop = context.call(function, &values);
        context.output.drain(..).for_each(|line| println!("{line}"));
        match stop {
            Stop::Returned(word) => println!("{}", words::show(word)),
            Stop::Raised => println!("raised {}", words::show(std::mem::take(&mut context.plain.exception))),
            Stop::Stopped => break,
        }
    }
    jit.log_totals();
}
