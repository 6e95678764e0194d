//! Programs run with the compiler give what they give without it.

use jit::Stress;

use crate::support::{both, jit};

/// Settings that compile early, late and in between.
const EAGER: &[&str] = &[
    "threshold=1,function_threshold=1,trace_eagerness=1",
    "threshold=2,function_threshold=2,trace_eagerness=1",
    "threshold=2,function_threshold=1000000,trace_eagerness=2",
    "threshold=1000000,function_threshold=2,trace_eagerness=2",
    "threshold=7,function_threshold=5,trace_eagerness=3",
    "threshold=3,function_threshold=3,trace_eagerness=2,trace_limit=40",
    "threshold=2,function_threshold=2,trace_eagerness=1,optimizer=0",
];

fn check(text: &str, arguments: &[i64], expected: &str) {
    // Under stress, when each run takes long: the eager ones, with and without the optimizer.
    let step = if jit().stress() == Stress::default() { 1 } else { 3 };
    for parameters in EAGER.iter().step_by(step) {
        assert_eq!(both(text, "main", arguments, parameters), expected, "{parameters}");
    }
}

#[test]
fn loops_with_branches() {
    let text = "
function main(n):
start:
    i = 0
    sum = 0
    jump loop
loop:
    odd = and i 1
    if odd left right
left:
    sum = add sum i
    jump next
right:
    three = and i 3
    if three middle next
middle:
    sum = add sum 1000
    jump next
next:
    i = add i 1
    more = less i n
    if more loop done
done:
    return sum
";
    check(text, &[1000], "500000");
}

#[test]
fn nested_loops() {
    let text = "
function main(n):
start:
    i = 0
    sum = 0
    jump outer
outer:
    j = 0
    jump inner
inner:
    p = multiply i j
    sum = add sum p
    j = add j 1
    more = less j n
    if more inner next
next:
    i = add i 1
    more = less i n
    if more outer done
done:
    return sum
";
    check(text, &[3], "9");
    check(text, &[16], "14400");
}

#[test]
fn a_loop_that_changes_its_types() {
    let text = "
function main(n):
start:
    i = 0
    x = 0
    jump loop
loop:
    i = add i 1
    half = less i 300
    if half step other
other:
    x = add x 0.5
    jump step
step:
    x = add x 1
    more = less i n
    if more loop done
done:
    return x
";
    check(text, &[600], "750.5");
}

#[test]
fn overflow_in_a_loop() {
    let text = "
function main(n):
start:
    i = 0
    x = 1
    jump loop
loop:
    x = multiply x 3
    i = add i 1
    more = less i n
    if more loop done
done:
    return x
";
    check(text, &[30], "205891132094649");
    check(text, &[60], "4.23911582752162e28");
}

#[test]
fn recursion() {
    let text = "
function fib(n):
start:
    small = less n 2
    if small done go
done:
    return n
go:
    a = subtract n 1
    x = fib(a)
    b = subtract n 2
    y = fib(b)
    r = add x y
    return r
function main(n):
start:
    r = fib(n)
    return r
";
    check(text, &[13], "233");
}

const DEEP: &str = "
function down(n):
start:
    if n more done
more:
    m = subtract n 1
    r = down(m)
    r = add r 1
    return r
done:
    return n
function main(n):
start except handler:
    i = 0
    r = down(50)
    r = down(50)
    r = down(50)
    r = down(n)
    return r
handler:
    e = caught
    return e
";

#[test]
fn deep_recursion() {
    check(DEEP, &[9_000], "9000");
}

#[test]
fn the_recursion_limit() {
    check(DEEP, &[20_000], "-1");
}

const RAISES: &str = "
function first_of(p):
start:
    x = first p
    return x
function main(n):
start:
    i = 0
    sum = 0
    good = pair 1 2
    jump loop
loop:
    odd = and i 1
    if odd bad fine
bad except handler:
    x = first_of(i)
    jump next
fine except handler:
    x = first_of(good)
    jump next
handler:
    x = caught
    x = multiply x 10
    jump next
next:
    sum = add sum x
    i = add i 1
    more = less i n
    if more loop done
done:
    return sum
";

#[test]
fn exceptions_in_a_loop() {
    check(RAISES, &[400], "400200");
}

#[test]
fn an_exception_that_nobody_catches() {
    let text = "
function main(n):
start:
    jump loop
loop:
    n = subtract n 1
    if n loop bad
bad:
    x = first n
    return x
";
    check(text, &[40], "raised 0");
}

#[test]
fn raising_on_purpose_through_calls() {
    let text = "
function check(i):
start:
    three = and i 3
    if three fine bad
bad:
    raise i
fine:
    return i
function middle(i):
start:
    r = check(i)
    r = add r 1
    return r
function main(n):
start:
    i = 0
    sum = 0
    jump loop
loop:
    i = add i 1
    jump try
try except handler:
    r = middle(i)
    sum = add sum r
    jump next
handler:
    e = caught
    sum = subtract sum e
    jump next
next:
    more = less i n
    if more loop done
done:
    return sum
";
    check(text, &[100], "2525");
}

#[test]
fn calls_through_native_code() {
    let text = "
function count(n):
start:
    s = 0
    jump loop
loop:
    s = add s n
    n = subtract n 1
    if n loop done
done:
    return s
function main(n):
start:
    i = 0
    sum = 0
    jump loop
loop:
    i = add i 1
    r = apply count i
    sum = add sum r
    more = less i n
    if more loop done
done:
    return sum
";
    check(text, &[40], "11480");
}

#[test]
fn a_loop_in_a_called_function() {
    let text = "
function count(n):
start:
    s = 0
    jump loop
loop:
    s = add s n
    n = subtract n 1
    if n loop done
done:
    return s
function main(n):
start:
    i = 0
    sum = 0
    jump loop
loop:
    i = add i 1
    r = count(i)
    sum = add sum r
    more = less i n
    if more loop done
done:
    return sum
";
    check(text, &[40], "11480");
}

#[test]
fn exceptions_through_native_code() {
    let text = "
function bad(i):
start:
    odd = and i 1
    if odd raises fine
raises:
    raise i
fine:
    return i
function main(n):
start:
    i = 0
    sum = 0
    jump loop
loop:
    i = add i 1
    jump try
try except handler:
    r = apply bad i
    sum = add sum r
    jump next
handler:
    e = caught
    sum = subtract sum e
    jump next
next:
    more = less i n
    if more loop done
done:
    return sum
";
    check(text, &[100], "50");
}

#[test]
fn reading_the_registers_of_compiled_frames() {
    // Register 3 of main is `i`, register 4 a pair, which no trace needs to make; 1 of inner is its argument.
    let text = "
function inner(x):
start:
    a = caller_register 1
    return a
function main(n):
start:
    sum = 0
    i = 0
    jump loop
loop:
    i = add i 1
    p = pair i sum
    a = caller_register 3
    q = caller_register 4
    b = first q
    t = set_first q 7
    c = first p
    d = inner(i)
    sum = add sum a
    sum = add sum b
    sum = add sum c
    sum = add sum d
    more = less i n
    if more loop done
done:
    return sum
";
    check(text, &[20], "770");
}

#[test]
fn a_global_that_changes() {
    let text = "
function bump(i):
start:
    r = set_global i
    return r
function main(n):
start:
    i = 0
    sum = 0
    jump loop
loop:
    g = global 0
    sum = add sum g
    i = add i 1
    last = and i 63
    if last next change
change:
    r = apply bump i
    jump next
next:
    more = less i n
    if more loop done
done:
    return sum
";
    check(text, &[400], "67584");
}

#[test]
fn objects_in_a_loop() {
    let text = "
function main(n):
start:
    i = 0
    p = pair 0 0.25
    jump loop
loop:
    a = first p
    a = add a i
    b = second p
    b = add b 0.5
    p = pair a b
    i = add i 1
    more = less i n
    if more loop done
done:
    return p
";
    check(text, &[100], "(4950, 50.25)");
}

#[test]
fn a_list_grows_in_a_loop() {
    let text = "
function main(n):
start:
    list = 0
    i = 0
    jump build
build:
    list = pair i list
    i = add i 1
    more = less i n
    if more build total
total:
    sum = 0
    jump walk
walk:
    x = first list
    sum = add sum x
    list = second list
    more = is_pair list
    if more walk done
done:
    return sum
";
    check(text, &[300], "44850");
}

#[test]
fn printing_in_the_middle() {
    let text = "
function main(n):
start:
    jump loop
loop:
    n = subtract n 1
    if n loop done
done:
    print_and_stop n
";
    check(text, &[50], "0");
}

#[test]
fn stopping_inside_native_calls() {
    let text = "
function stop(n):
start:
    small = less n 5
    if small halt fine
halt:
    print_and_stop n
fine:
    return n
function main(n):
start:
    jump loop
loop except handler:
    n = subtract n 1
    r = apply stop n
    if n loop done
handler:
    e = caught
    return e
done:
    return n
";
    check(text, &[50], "4");
}
