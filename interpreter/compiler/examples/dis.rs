//! Prints the bytecode of a file: `cargo run -p pyrs-compiler --example dis -- file.py`.

use pyrs_compiler::{compile, dis::disassemble, validate::validate, Options};
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
        let mut warnings = Vec::new();
        let result = parse(&source, &filename, Mode::File, options)
            .map_err(Box::new)
            .and_then(|mut parsed| {
                let options = Options {
                    filename: &filename,
                    optimize: 0,
                };
                compile(&mut parsed, &options, &mut warnings)
            });
        for warning in warnings {
            eprintln!("{filename}:{}: {}", warning.lineno, warning.message);
        }
        match result {
            Ok(compiled) => {
                print!("{}", disassemble(&compiled.code));
                if let Err(invalid) = validate(&compiled.code) {
                    eprintln!("{filename}: {invalid:?}");
                }
            }
            Err(error) => eprintln!("{filename}:{}: {}", error.lineno, error.message),
        }
    }
}
