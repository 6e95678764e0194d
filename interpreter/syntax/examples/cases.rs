//! Reads cases from standard input and answers each as `tests/record.py cases` does, to compare the two.
//! With a file name, prints the tree of that file.

#[path = "../tests/common/mod.rs"]
mod common;

use std::io::{self, BufRead, Read, Write};

fn main() -> io::Result<()> {
    if let Some(path) = std::env::args().nth(1) {
        return print_tree(&path);
    }
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::new(io::stdout().lock());
    loop {
        let mut head = String::new();
        if input.read_line(&mut head)? == 0 {
            return Ok(());
        }
        let (mode, length) = head.trim().split_once(' ').expect("a mode and a length");
        let mut source = vec![0; length.parse().expect("a length")];
        input.read_exact(&mut source)?;
        writeln!(output, "{}", common::result(mode, &source))?;
    }
}

fn print_tree(path: &str) -> io::Result<()> {
    match common::parse_in("exec", &std::fs::read(path)?) {
        Ok(parsed) => print!("{}", common::tree::text(&parsed)),
        Err(error) => println!("{}", common::describe(&error)),
    }
    Ok(())
}
