//! Random programs, interpreted and as traces, on the reference interpreter.

use jit::testing::{check, ReferenceExecutor};

/// JIT_SEED=n checks that seed only; JIT_SEEDS=n checks as many.
fn seeds() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    match (number("JIT_SEED"), number("JIT_SEEDS")) {
        (Some(seed), _) => seed..seed + 1,
        (None, count) => 0..count.unwrap_or(300),
    }
}

fn run(mut executor: ReferenceExecutor) {
    let mut total = (0, 0, 0, 0);
    for seed in seeds() {
        match check(seed, 20, &mut executor) {
            Ok(counts) => {
                total.0 += counts.runs;
                total.1 += counts.loops;
                total.2 += counts.bridges;
                total.3 += counts.joined;
            }
            Err(failure) => panic!("{failure}"),
        }
    }
    println!(
        "{} runs, {} loops, {} bridges, {} joined",
        total.0, total.1, total.2, total.3
    );
}

#[test]
fn programs_come_to_the_same_end() {
    run(ReferenceExecutor::default());
}

#[test]
fn programs_come_to_the_same_end_through_memory() {
    let mut executor = ReferenceExecutor::default();
    executor.through_memory = true;
    run(executor);
}
