//! What the compiler does for programs: how much it compiles, how often it leaves.

use crate::support::{call, jit, load, set};

const COUNT: &str = "
function main(n):
start:
    i = 0
    jump loop
loop:
    odd = and i 1
    if odd left right
left:
    i = add i 1
    jump next
right:
    i = add i 1
    jump next
next:
    more = less i n
    if more loop done
done:
    return i
";

#[test]
fn hot_exits_become_bridges() {
    set("threshold=10,trace_eagerness=10");
    let mut context = load(COUNT);
    assert_eq!(call(&mut context, "main", &[10_000]), "10000");
    let statistics = jit().statistics();
    assert_eq!((statistics.loops_compiled, statistics.bridges_compiled), (1, 1));
    // The other exits are the ones taken until the bridge was there, and the end.
    assert!(statistics.exits < 15, "{} exits", statistics.exits);
}

#[test]
fn nothing_is_compiled_below_the_threshold() {
    set("threshold=100,function_threshold=100");
    let mut context = load(COUNT);
    assert_eq!(call(&mut context, "main", &[90]), "90");
    assert_eq!(jit().statistics().loops_compiled, 0);
    assert_eq!(call(&mut context, "main", &[90]), "90");
    assert_eq!(jit().statistics().loops_compiled, 1);
}

#[test]
fn off() {
    set("threshold=2,function_threshold=2,off");
    let mut context = load(COUNT);
    assert_eq!(call(&mut context, "main", &[1000]), "1000");
    assert_eq!(jit().statistics().recorded_operations, 0);
}

#[test]
fn pending_work_is_polled() {
    set("threshold=2");
    let mut context = load(COUNT);
    assert_eq!(call(&mut context, "main", &[1000]), "1000");
    context.plain.pending = 1;
    assert_eq!(call(&mut context, "main", &[1000]), "1000");
    assert_eq!(context.polls, 1);
    assert_eq!(context.plain.pending, 0);
}

#[test]
fn an_inner_loop_is_compiled_first() {
    set("threshold=20,function_threshold=100000,trace_eagerness=200");
    let text = "
function main(n):
start:
    i = 0
    jump outer
outer:
    j = 0
    jump inner
inner:
    j = add j 1
    more = less j n
    if more inner next
next:
    i = add i 1
    more = less i n
    if more outer done
done:
    return i
";
    let mut context = load(text);
    assert_eq!(call(&mut context, "main", &[300]), "300");
    let statistics = jit().statistics();
    // Both loops, and the way from the inner one back to the outer one.
    assert_eq!(
        (statistics.loops_compiled, statistics.bridges_compiled),
        (2, 1),
        "{statistics:?}"
    );
    assert!(statistics.exits < 250, "{statistics:?}");
}

#[test]
fn recordings_that_fail_wait_longer_each_time() {
    set("threshold=4,trace_limit=5,trace_eagerness=4");
    let mut context = load(COUNT);
    assert_eq!(call(&mut context, "main", &[10_000]), "10000");
    let statistics = jit().statistics();
    let aborts: u64 = statistics.aborts.values().sum();
    // 4, 8, 16 ... up to 10000.
    assert!((8..=13).contains(&aborts), "{statistics:?}");
}

#[test]
fn functions_call_each_other_as_traces() {
    set("function_threshold=10,trace_eagerness=5");
    let text = "
function even(n):
start:
    if n more done
more:
    m = subtract n 1
    r = odd(m)
    return r
done:
    return 1
function odd(n):
start:
    if n more done
more:
    m = subtract n 1
    r = even(m)
    return r
done:
    return 0
function main(n):
start:
    r = even(n)
    return r
";
    let mut context = load(text);
    for _ in 0..50 {
        assert_eq!(call(&mut context, "main", &[101]), "0");
    }
    let statistics = jit().statistics();
    assert!(statistics.functions_compiled >= 2, "{statistics:?}");
    assert!(statistics.exits < 300, "{statistics:?}");
}
