//! How long trees live: pinned at longevity 1, 3 and 0, and under invalidation.

use crate::flowgraph::Context;
use crate::support::{call, jit, load, set};

/// `count` functions with a loop each.
fn many_loops(count: usize) -> Box<Context> {
    let mut text = String::new();
    for number in 0..count {
        text.push_str(&format!(
            "function f{number}(n):
start:
    jump loop
loop:
    n = subtract n 1
    if n loop done
done:
    return n
"
        ));
    }
    load(&text)
}

fn run(context: &mut Context, number: usize) {
    assert_eq!(call(context, &format!("f{number}"), &[40]), "0");
}

/// Runs the loops one after the other, each one once; the number of trees alive after each.
fn alive_after_each(longevity: u32, count: usize) -> Vec<usize> {
    set(&format!(
        "threshold=10,function_threshold=1000000,trace_eagerness=1000000,loop_longevity={longevity}"
    ));
    let mut context = many_loops(count);
    let mut alive = Vec::new();
    for number in 0..count {
        run(&mut context, number);
        alive.push(jit().statistics().live_trees);
    }
    assert_eq!(jit().statistics().loops_compiled, count as u64);
    alive
}

#[test]
fn longevity_1() {
    // A tree is freed by the first sweep that finds it more than one generation old; every generation is swept.
    assert_eq!(alive_after_each(1, 6), [1, 2, 2, 2, 2, 2]);
}

#[test]
fn longevity_3() {
    assert_eq!(alive_after_each(3, 8), [1, 2, 3, 4, 4, 4, 4, 4]);
}

#[test]
fn longevity_9_sweeps_every_third_generation() {
    let alive = alive_after_each(9, 20);
    assert_eq!(alive[..11], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    assert!(alive[11..].iter().all(|&alive| (10..=13).contains(&alive)), "{alive:?}");
}

#[test]
fn longevity_0_keeps_everything() {
    assert_eq!(alive_after_each(0, 8), [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn a_tree_that_is_entered_lives() {
    set("threshold=10,function_threshold=1000000,trace_eagerness=1000000,loop_longevity=2");
    let mut context = many_loops(12);
    run(&mut context, 0);
    for number in 1..12 {
        run(&mut context, number);
        run(&mut context, 0);
    }
    // Compiled once.
    assert_eq!(jit().statistics().loops_compiled, 12);
}

#[test]
fn a_freed_tree_is_compiled_again() {
    set("threshold=10,function_threshold=1000000,trace_eagerness=1000000,loop_longevity=1");
    let mut context = many_loops(5);
    for number in 0..5 {
        run(&mut context, number);
    }
    assert_eq!(jit().statistics().loops_compiled, 5);
    run(&mut context, 0);
    assert_eq!(jit().statistics().loops_compiled, 6);
}

#[test]
fn memory_of_freed_trees_is_used_again() {
    set("threshold=10,function_threshold=1000000,trace_eagerness=1000000,loop_longevity=4");
    let mut context = many_loops(200);
    let mut most = 0;
    for number in 0..200 {
        run(&mut context, number);
        most = most.max(jit().statistics().code_bytes);
    }
    let statistics = jit().statistics();
    assert_eq!(statistics.trees_freed as usize, 200 - statistics.live_trees);
    assert!(statistics.live_trees <= 7, "{statistics:?}");
    let one_tree = statistics.code_bytes / statistics.live_trees;
    assert!(most <= one_tree * 10, "{most} bytes at once, {one_tree} bytes a tree");
}

/// The caller's loop is compiled code that calls the callee's code: the callee lives as long as the caller is entered.
#[test]
fn what_a_living_tree_calls_lives() {
    set("threshold=10,function_threshold=10,trace_eagerness=10,loop_longevity=2");
    let mut text = String::from(
        "function count(n):
start:
    jump loop
loop:
    n = subtract n 1
    if n loop done
done:
    return n
function main(n):
start:
    jump loop
loop:
    r = count(3)
    n = subtract n 1
    if n loop done
done:
    return n
",
    );
    for number in 0..10 {
        text.push_str(&format!(
            "function f{number}(n):
start:
    jump loop
loop:
    n = subtract n 1
    if n loop done
done:
    return n
"
        ));
    }
    let mut context = load(&text);
    for _ in 0..3 {
        assert_eq!(call(&mut context, "main", &[100]), "0");
    }
    let before = jit().statistics();
    for number in 0..10 {
        run(&mut context, number);
        assert_eq!(call(&mut context, "main", &[100]), "0");
    }
    let after = jit().statistics();
    assert_eq!(after.loops_compiled - before.loops_compiled, 10, "{after:?}");
    assert_eq!(after.functions_compiled, before.functions_compiled, "{after:?}");
}

/// Trees go while their code is on the stack: it runs on, and is freed later.
#[test]
fn a_running_tree_is_not_freed() {
    set("threshold=5,function_threshold=1000000,trace_eagerness=1000000,loop_longevity=1");
    let mut text = String::new();
    let mut calls = String::new();
    for number in 0..6 {
        text.push_str(&format!(
            "function f{number}(n):
start:
    jump loop
loop:
    n = subtract n 1
    if n loop done
done:
    return n
"
        ));
        calls.push_str(&format!("    r = apply f{number} 20\n"));
    }
    text.push_str(&format!(
        "function inner(n):
start:
{calls}    return n
function main(n):
start:
    jump loop
loop:
    n = subtract n 1
    m = less n 2
    if m late next
late:
    r = apply inner n
    jump next
next:
    if n loop done
done:
    return n
"
    ));
    let mut context = load(&text);
    assert_eq!(call(&mut context, "main", &[30]), "0");
    assert!(jit().statistics().trees_freed > 0);
}

const GLOBAL: &str = "
function set(x):
start:
    r = set_global x
    return r
function main(n):
start:
    s = 0
    jump loop
loop:
    g = global 0
    s = add s g
    n = subtract n 1
    if n loop done
done:
    return s
";

#[test]
fn a_watch_that_fires_invalidates() {
    set("threshold=10,function_threshold=1000000");
    let mut context = load(GLOBAL);
    call(&mut context, "set", &[1]);
    assert_eq!(call(&mut context, "main", &[100]), "100");
    assert!(context.global_watch.is_watched());
    call(&mut context, "set", &[2]);
    assert!(!context.global_watch.is_watched());
    assert_eq!(call(&mut context, "main", &[100]), "200");
    let statistics = jit().statistics();
    assert_eq!(statistics.trees_invalidated, 1);
    assert_eq!(statistics.loops_compiled, 2);
    // The next compilation has swept the first tree.
    assert_eq!(statistics.live_trees, 1);
}

#[test]
fn invalidating_everything() {
    set("threshold=10,function_threshold=1000000");
    let mut context = load(GLOBAL);
    assert_eq!(call(&mut context, "main", &[100]), "0");
    jit().invalidate_all();
    assert_eq!(call(&mut context, "main", &[100]), "0");
    assert_eq!(jit().statistics().loops_compiled, 2);
}

#[test]
fn freeing_everything() {
    set("threshold=10,function_threshold=1000000");
    let mut context = load(GLOBAL);
    assert_eq!(call(&mut context, "main", &[100]), "0");
    jit().free_trees();
    let statistics = jit().statistics();
    assert_eq!((statistics.live_trees, statistics.code_bytes), (0, 0));
    assert_eq!(call(&mut context, "main", &[100]), "0");
}

#[test]
fn constants_and_codes_are_shown_to_the_collector() {
    set("threshold=10,function_threshold=1000000");
    let mut context = load(GLOBAL);
    call(&mut context, "set", &[77]);
    assert_eq!(call(&mut context, "main", &[100]), "7700");
    let mut constants = Vec::new();
    jit().visit_constants(&mut |word| constants.push(word));
    assert!(constants.contains(&crate::flowgraph::words::integer(77)));
    let mut codes = Vec::new();
    jit().visit_codes(&mut |code| codes.push(code));
    assert_eq!(codes, [context.program.function("main") as *const _ as u64]);
}
