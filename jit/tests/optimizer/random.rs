//! Random programs, interpreted and as traces, on the reference interpreter.

use jit::testing::{check, Counts, ReferenceExecutor};

/// JIT_SEED=n checks that seed only; JIT_SEEDS=n checks as many.
fn seeds() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    match (number("JIT_SEED"), number("JIT_SEEDS")) {
        (Some(seed), _) => seed..seed + 1,
        (None, count) => 0..count.unwrap_or(300),
    }
}

fn run(mut executor: ReferenceExecutor) {
    let mut total = Counts::default();
    for seed in seeds() {
        match check(seed, 20, &mut executor) {
            Ok(counts) => total += counts,
            Err(failure) => panic!("{failure}"),
        }
    }
    println!("{total:?}");
    let inherited = executor.inherited;
    println!("{inherited} results were inherited");
    assert!(total.joined > 0 && total.bridges > 0 && inherited > 0 || total.runs < 1000);
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
