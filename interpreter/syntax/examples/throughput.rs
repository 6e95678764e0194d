//! Measures how fast sources become trees: `throughput FILE...`, or file names on standard input.

use pyrs_syntax::{parse, Mode, ParseOptions};
use std::io::Read;
use std::time::{Duration, Instant};

const ROUNDS: u32 = 5;

fn main() -> std::io::Result<()> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        let mut names = String::new();
        std::io::stdin().read_to_string(&mut names)?;
        paths = names.lines().map(String::from).collect();
    }
    let mut sources = Vec::new();
    for path in &paths {
        sources.push(std::fs::read(path)?);
    }
    sources.retain(|source| parse(source, "", Mode::File, ParseOptions::default()).is_ok());
    let bytes: usize = sources.iter().map(Vec::len).sum();
    let lines: usize = sources
        .iter()
        .map(|source| source.iter().filter(|&&byte| byte == b'\n').count())
        .sum();

    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for source in &sources {
            let parsed = parse(source, "", Mode::File, ParseOptions::default());
            std::hint::black_box(&parsed).as_ref().expect("it parsed before");
        }
        best = best.min(start.elapsed());
    }
    let seconds = best.as_secs_f64();
    println!(
        "{} files, {:.1} MB, {lines} lines: {:.0} MB/s, {:.1} million lines/s (best of {ROUNDS}, trees dropped)",
        sources.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds,
        lines as f64 / 1e6 / seconds,
    );
    Ok(())
}
