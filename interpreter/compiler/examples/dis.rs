//! Prints the bytecode of a file: `cargo run -p pyrs-compiler --example dis -- file.py`.

use pyrs_compiler::{compile, dis::disassemble, Options};
use pyrs_syntax::{parse, Mode, Origin, ParseOptions};

fn main() {
    for filename in std::env::args().skip(1) {
        let source = match std::fs::read(&filename) {
            Ok(source) => source,
            Err(error) => {
                eprintln!("{filename}: {error}");
                continue;
            }
        };
        let options = ParseOptions {
            origin: Origin::File,
            ..ParseOptions::default()
        };
        let result = parse(&source, &filename, Mode::File, options)
            .map_err(Box::new)
            .and_then(|mut parsed| {
                let options = Options {
                    filename: &filename,
                    optimize: 0,
                };
                compile(&mut parsed, &options)
            });
        match result {
            Ok(compiled) => {
                for warning in compiled.warnings {
                    eprintln!("{filename}:{}: {}", warning.lineno, warning.message);
                }
                print!("{}", disassemble(&compiled.code));
            }
            Err(error) => eprintln!("{filename}:{}: {}", error.lineno, error.message),
        }
    }
}
