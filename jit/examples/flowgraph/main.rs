//! Runs a flowgraph program: `cargo run -p jit --example flowgraph -- program.flow function arguments...`. See
//! `docs/jit-from-any-interpreter.md`.

#[path = "mod.rs"]
mod flowgraph;

use flowgraph::{words, Context, Flowgraph, Program, Stop};
use jit::Language;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, function, values @ ..] = &arguments[..] else {
        eprintln!("usage: flowgraph program.flow function arguments...");
        std::process::exit(2);
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            std::process::exit(1);
        }
    };
    let jit = Flowgraph::jit();
    let program = match Program::parse(&text, jit.loop_counter(), jit.function_counter()) {
        Ok(program) => program,
        Err(error) => {
            eprintln!("{path}: {error}");
            std::process::exit(1);
        }
    };
    let values: Vec<u64> = values
        .iter()
        .map(|value| words::integer(value.parse().unwrap_or(0)))
        .collect();
    let mut context = Context::new(program);
    let stop = context.call(function, &values);
    for line in &context.output {
        println!("{line}");
    }
    match stop {
        Stop::Returned(word) => println!("{}", words::show(word)),
        Stop::Raised => println!("raised {}", words::show(context.plain.exception)),
        Stop::Stopped => {}
    }
}
