//! Whole loops and functions: the code must be as tight as one would write it.

use crate::sketch::Sketch;
use crate::tools::*;

/// `while i < n: if i & 7: s += i; i += 1`, s in register 0, i in 1, n in 2.
#[test]
fn integer_sum() {
    let mut sketch = Sketch::new(&[0, 1, 2]);
    sketch.stage();
    let here = sketch.here();
    sketch.nothing(&format!("guard_not_pending {here}"));
    let (s, i, n) = (sketch.get(0), sketch.get(1), sketch.get(2));
    sketch.branch("integer_less", &i, &n, true);
    sketch.integers("integer_and", 3, &i, "0xf");
    let bits = sketch.get(3);
    sketch.branch("integer_equal", &bits, "0x1", false);
    sketch.forget(3);
    sketch.integers("add_overflow", 0, &s, &i);
    sketch.integers("add_overflow", 1, &i, "0x3");
    let result = optimized(&sketch.end_loop());
    assert_body(
        &result.trace,
        "
        s = phi_integer
        i = phi_integer
        nw = phi_value
        n = phi_integer
        guard_not_pending
        c = integer_less i n
        guard_true c
        b = integer_and i 14
        z = integer_equal b 0
        guard_false z
        s2 = add_overflow s i
        i2 = integer_add i 2
        jump s2 i2 nw n 0",
    );
}

const BODY: u32 = 10;

/// Two bodies that attract each other: 0 and 1, i in 2, n in 3; temporaries from 4 on.
#[test]
fn two_bodies() {
    let (x, y, vx, vy) = ("instance+8", "instance+16", "instance+24", "instance+32");
    let mut sketch = Sketch::new(&[0, 1, 2, 3]);
    let (i, n) = (sketch.get(2), sketch.get(3));
    sketch.branch("integer_less", &i, &n, true);
    for (target, field) in [(4, x), (5, y)] {
        sketch.get_attribute(target, 0, BODY, field);
        sketch.get_attribute(6, 1, BODY, field);
        let (a, b) = (sketch.get(target), sketch.get(6));
        sketch.floats("float_subtract", target, &a, &b);
    }
    let (dx, dy) = (sketch.get(4), sketch.get(5));
    sketch.floats("float_multiply", 6, &dx, &dx);
    sketch.floats("float_multiply", 7, &dy, &dy);
    let (a, b) = (sketch.get(6), sketch.get(7));
    sketch.floats("float_add", 6, &a, &b);
    let d = sketch.get(6);
    sketch.floats("float_add", 6, &d, "0.01");
    let d = sketch.get(6);
    sketch.floats("float_multiply", 6, &d, &d);
    let d = sketch.get(6);
    sketch.floats("float_divide", 6, "0.001", &d);
    let magnitude = sketch.get(6);
    sketch.floats("float_multiply", 4, &dx, &magnitude);
    sketch.floats("float_multiply", 5, &dy, &magnitude);
    let (dx, dy) = (sketch.get(4), sketch.get(5));
    for (body, operation) in [(0, "float_subtract"), (1, "float_add")] {
        for (field, d) in [(vx, &dx), (vy, &dy)] {
            sketch.get_attribute(7, body, BODY, field);
            let v = sketch.get(7);
            sketch.floats(operation, 7, &v, d);
            let v = sketch.get(7);
            sketch.set_attribute(body, BODY, field, &v);
        }
    }
    for body in [0, 1] {
        for (position, speed) in [(x, vx), (y, vy)] {
            sketch.get_attribute(6, body, BODY, position);
            sketch.get_attribute(7, body, BODY, speed);
            let v = sketch.get(7);
            sketch.floats("float_multiply", 7, &v, "0.001");
            let (p, v) = (sketch.get(6), sketch.get(7));
            sketch.floats("float_add", 6, &p, &v);
            let p = sketch.get(6);
            sketch.set_attribute(body, BODY, position, &p);
        }
    }
    for register in 4..8 {
        sketch.forget(register);
    }
    sketch.integers("add_overflow", 2, &i, "0x3");
    let result = optimized(&sketch.end_loop());
    println!("{}", result.trace);
}

/// `while i < n: s = c.inc(i & 3) - s; i += 1` with `inc` inlined: c in 0, s in 1, i in 2, n in 3.
#[test]
fn method_call() {
    const COUNTER: u32 = 11;
    let mut sketch = Sketch::new(&[0, 1, 2, 3]);
    let (c, s, i, n) = (sketch.get(0), sketch.get(1), sketch.get(2), sketch.get(3));
    sketch.branch("integer_less", &i, &n, true);
    sketch.integers("integer_and", 6, &i, "0x7");
    // The call: the method is found by the map.
    sketch.stage();
    sketch.instance(0, COUNTER);
    sketch.set(5, &c);
    sketch.push_frame(5);
    sketch.get_attribute(7, 5, COUNTER, "instance+8");
    let (value, k) = (sketch.get(7), sketch.get(6));
    sketch.integers("add_overflow", 7, &value, &k);
    let sum = sketch.get(7);
    sketch.set_attribute(5, COUNTER, "instance+8", &sum);
    sketch.get_attribute(7, 5, COUNTER, "instance+8");
    let value = sketch.get(7);
    sketch.pop_frame(&value);
    let value = sketch.get(5);
    sketch.integers("subtract_overflow", 1, &value, &s);
    sketch.forget(5);
    sketch.integers("add_overflow", 2, &i, "0x3");
    let result = optimized(&sketch.end_loop());
    println!("{}", result.trace);
}

/// `def fib(n): if n < 2: return n; return fib(n - 1) + fib(n - 2)`: n in register 1.
#[test]
fn fibonacci() {
    let mut sketch = Sketch::new(&[1]);
    let n = sketch.get(1);
    sketch.branch("integer_less", &n, "0x5", false);
    for (window, less) in [(4, "0x3"), (6, "0x5")] {
        sketch.integers("subtract_overflow", window + 1, &n, less);
        sketch.stage();
        let argument = sketch.get(window + 1);
        sketch.nothing(&format!("store_register {argument} {}", window + 1));
        let result = sketch.call_trace(77, window);
        sketch.forget(window + 1);
        sketch.stage();
        sketch.set(window, &result);
        let here = sketch.here();
        sketch.nothing(&format!("guard_not_invalidated {here}"));
    }
    let (a, b) = (sketch.get(4), sketch.get(6));
    sketch.integers("add_overflow", 2, &a, &b);
    let sum = sketch.get(2);
    let result = optimized(&sketch.end_finish(&sum));
    println!("{}", result.trace);
}
