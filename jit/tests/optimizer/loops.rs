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
    // The bodies might be the same object: a field is loaded again after the other's was stored. Arithmetic is on
    // unboxed floats, a field that was just stored is not loaded, maps are not looked at.
    let count = |name: &str| count_in_body(&result.trace, name);
    assert_eq!(count("guard_map") + count("guard_pointer") + count("guard_integer"), 0);
    assert_eq!(
        (count("get_field_value"), count("guard_float"), count("unbox_float")),
        (8, 8, 8)
    );
    assert_eq!((count("set_field"), count("box_float")), (8, 8));
    assert_eq!(count("add_overflow"), 0);
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
    assert_body(
        &result.trace,
        "
        c = phi_value
        s = phi_integer
        i = phi_integer
        nw = phi_value
        n = phi_integer
        val = phi_integer
        less = integer_less i n
        guard_true less
        k = integer_and i 6
        val2 = add_overflow val k
        w = box_integer val2
        set_field c w instance+8
        s2 = subtract_overflow val2 s
        i2 = integer_add i 2
        jump c s2 i2 nw n val2 0",
    );
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
    assert_trace(
        &result.trace,
        "
        n = load_register 1
        guard_integer n
        i = unbox_integer n
        c = integer_less i 4
        guard_false c
        a = integer_add i -2
        aw = box_integer a
        store_register aw 5
        x = call_trace 77 4
        guard_no_exception x
        guard_not_invalidated
        b = integer_add i -4
        bw = box_integer b
        store_register bw 7
        y = call_trace 77 6
        guard_no_exception y
        guard_not_invalidated
        guard_integer x
        xi = unbox_integer x
        guard_integer y
        yi = unbox_integer y
        s = add_overflow xi yi
        sw = box_integer s
        finish sw",
    );
}

/// A float that is summed up stays unboxed; one that starts as a boxed stranger too.
#[test]
fn float_sum() {
    let mut sketch = Sketch::new(&[0, 1, 2]);
    let (s, x, o) = (sketch.get(0), sketch.get(1), sketch.get(2));
    sketch.floats("float_multiply", 1, &x, "1.5");
    let x = sketch.get(1);
    sketch.floats("float_add", 0, &s, &x);
    sketch.set(2, &o);
    sketch.stage();
    let here = sketch.here();
    sketch.nothing(&format!("guard_not_pending {here}"));
    let result = optimized(&sketch.end_loop());
    assert_body(
        &result.trace,
        "
        s = phi_float
        x = phi_float
        x2 = float_multiply x 1.5
        s2 = float_add s x2
        guard_not_pending
        jump s2 x2 0",
    );
}

/// An object made anew in each round, alive over the edge, is never allocated: its fields are phis.
#[test]
fn virtual_over_the_edge() {
    let mut sketch = Sketch::new(&[0, 1]);
    sketch.stage();
    let point = sketch.instance(0, BODY);
    let x = sketch.value(&format!("get_field_value {point} instance+8"));
    sketch.set(2, &x);
    sketch.floats("float_add", 2, &x, "0.5");
    let sum = sketch.get(2);
    sketch.forget(2);
    sketch.stage();
    let new = sketch.value("new 32/10");
    sketch.nothing(&format!("set_field {new} {sum} instance+8"));
    let other = sketch.get(1);
    sketch.nothing(&format!("set_field {new} {other} instance+16"));
    sketch.set(0, &new);
    sketch.stage();
    let here = sketch.here();
    sketch.nothing(&format!("guard_not_pending {here}"));
    let result = optimized(&sketch.end_loop());
    assert_body(
        &result.trace,
        "
        x = phi_float
        o = phi_value
        x2 = float_add x 0.5
        guard_not_pending
        jump x2 o 0",
    );
}

/// What does not stay as the first round left it is generalised: a register that is None and a number in turns.
#[test]
fn demoted_phis() {
    let mut sketch = Sketch::new(&[0, 1]);
    let (a, b) = (sketch.get(0), sketch.get(1));
    sketch.stage();
    sketch.set(0, &b);
    sketch.set(1, &a);
    sketch.stage();
    let here = sketch.here();
    sketch.nothing(&format!("guard_not_pending {here}"));
    let result = optimized(&sketch.end_loop());
    assert_body(
        &result.trace,
        "
        a = phi_value
        b = phi_value
        guard_not_pending
        jump b a 0",
    );
}

/// Calls of pure helpers, conditions and loads of what the loop leaves alone are done before it.
#[test]
fn invariants() {
    let mut sketch = Sketch::new(&[0, 1, 2]);
    sketch.stage();
    let object = sketch.instance(0, BODY);
    let limit = sketch.value(&format!("get_field_value {object} instance+8"));
    let (key, i) = (sketch.get(1), sketch.get(2));
    let hash = sketch.value(&format!("call_value pure {key} {limit}"));
    let here = sketch.here();
    sketch.nothing(&format!("guard_not_value {hash} 0x4 {here}"));
    sketch.integers("add_overflow", 2, &i, &limit);
    let result = optimized(&sketch.end_loop());
    assert_eq!(count_in_body(&result.trace, "call_value"), 0);
    assert_eq!(count_in_body(&result.trace, "get_field_value"), 0);
    assert_eq!(count_in_body(&result.trace, "guard_"), 0);
    assert_eq!(count_in_body(&result.trace, "add_overflow"), 1);
}

/// A call that writes what the loop loads: it is loaded anew in each round.
#[test]
fn no_invariants_over_calls_that_write() {
    let mut sketch = Sketch::new(&[0, 1]);
    sketch.stage();
    let object = sketch.instance(0, BODY);
    let value = sketch.value(&format!("get_field_value {object} instance+8"));
    let here = sketch.here();
    let result = sketch.value(&format!("call_value run {value} {here}"));
    sketch.set(1, &result);
    sketch.stage();
    let here = sketch.here();
    sketch.nothing(&format!("guard_not_invalidated {here}"));
    let result = optimized(&sketch.end_loop());
    assert_eq!(count_in_body(&result.trace, "guard_map"), 1);
    assert_eq!(count_in_body(&result.trace, "get_field_value"), 1);
    assert_eq!(count_in_body(&result.trace, "guard_not_invalidated"), 1);
}

/// The body contradicts what the first round ends with: the loop is closed without its assumptions, or not at all.
#[test]
fn loops_that_cannot_go_round() {
    let mut sketch = Sketch::new(&[0]);
    sketch.stage();
    let (a, here) = (sketch.get(0), sketch.here());
    sketch.nothing(&format!("guard_value {a} 0x4 {here}"));
    sketch.set(0, "0x7");
    let result = optimized(&sketch.end_loop());
    assert_body(
        &result.trace,
        "
        a = phi_value
        guard_value a 0x4
        jump 0x7 0",
    );
}
