//! Recordings as text.

use crate::support::{check, function_text, loop_text, set};

const SUM: &str = "
function triple(i):
start:
    r = multiply i 3
    return r
function main(n):
start:
    i = 0
    sum = 0
    jump loop
loop:
    more = less i n
    if more body done
body:
    t = triple(i)
    sum = add sum t
    i = add i 1
    jump loop
done:
    return sum
";

#[test]
fn a_loop_with_a_call() {
    set("");
    check(
        &loop_text(SUM, "main", &[10]),
        "
v0 = load_register 1
v1 = load_register 2
v2 = load_register 3
guard_not_pending @s0
guard_integer v1 @s1
guard_integer v0 @s1
v6 = unbox_integer v1 @s1
v7 = unbox_integer v0 @s1
v8 = integer_less v6 v7
guard_true v8 @s1
guard_integer v1 @s2
v11 = unbox_integer v1 @s2
v12 = multiply_overflow v11 6 @s2
v13 = box_integer v12
guard_integer v2 @s3
guard_integer v13 @s3
v16 = unbox_integer v2 @s3
v17 = unbox_integer v13 @s3
v18 = add_overflow v16 v17 @s3
v19 = box_integer v18
guard_integer v1 @s4
v21 = unbox_integer v1 @s4
v22 = add_overflow v21 2 @s4
v23 = box_integer v22
s0: code main at 3 flags 1 { r1=v0 r2=v1 r3=v2 }
s1: code main at 5 flags 1 { r1=v0 r2=v1 r3=v2 }
s2: code main at 9 flags 1 { r1=v0 r2=v1 r3=v2 } code triple at 0 base 6 { r1=v1 }
s3: code main at 10 flags 1 { r1=v0 r2=v1 r3=v2 r5=v13 }
s4: code main at 11 flags 1 { r1=v0 r2=v1 r3=v19 }
s5: code main at 3 flags 1 { r1=v0 r2=v23 r3=v19 }
end loop @s5
",
    );
}

#[test]
fn a_float_loop() {
    set("");
    let text = "
function main(n):
start:
    x = to_float n
    jump loop
loop:
    more = less 0.5 x
    if more body done
body:
    x = subtract x 1.5
    jump loop
done:
    return x
";
    check(
        &loop_text(text, "main", &[10]),
        "
v0 = load_register 2
guard_not_pending @s0
guard_float v0 @s1
v3 = unbox_float v0
v4 = float_less 0.5 v3
guard_true v4 @s1
guard_not_integer v0 @s2
guard_float v0 @s2
v8 = unbox_float v0
v9 = float_subtract v8 1.5
v10 = box_float v9
s0: code main at 2 flags 1 { r2=v0 }
s1: code main at 4 flags 1 { r2=v0 }
s2: code main at 6 flags 1 { r2=v0 }
s3: code main at 2 flags 1 { r2=v10 }
end loop @s3
",
    );
}

#[test]
fn objects() {
    set("");
    let text = "
function main(n):
start:
    p = pair n 1
    a = first p
    t = set_second p a
    b = is_pair p
    c = is_pair n
    return p
";
    check(
        &function_text(text, "main", &[10]),
        "
v0 = load_register 1
guard_not_pending @s0
v2 = new 24/3
set_field v2 v0 instance+8
set_field v2 0x3 instance+16
guard_pointer v2 @s1
guard_map v2 3 @s1
v7 = get_field_value v2 instance+8
guard_pointer v2 @s2
guard_map v2 3 @s2
set_field v2 v7 instance+16
guard_pointer v2 @s3
guard_map v2 3 @s3
guard_not_pointer v0 @s4
s0: code main at 0 flags 1 { r1=v0 }
s1: code main at 1 flags 1 { r1=v0 r2=v2 }
s2: code main at 2 flags 1 { r1=v0 r2=v2 r3=v7 }
s3: code main at 3 flags 1 { r1=v0 r2=v2 }
s4: code main at 4 flags 1 { r1=v0 r2=v2 }
end finish v2
",
    );
}

#[test]
fn an_overflow() {
    set("");
    let text = "
function main(n):
start:
    a = multiply n n
    return a
";
    check(
        &function_text(text, "main", &[1 << 40]),
        "
v0 = load_register 1
guard_not_pending @s0
guard_integer v0 @s0
guard_integer v0 @s0
v4 = unbox_integer v0 @s0
v5 = unbox_integer v0 @s0
multiply_overflows v4 v5 @s0
v7 = call_value arithmetic 2 v0 v0
guard_no_exception v7 @s1
s0: code main at 0 flags 1 { r1=v0 }
s1: code main at 0 flags 1 { r1=v0 } raising
end finish v7
",
    );
}

const CATCHES: &str = "
function inner(p):
start:
    x = first p
    return x
function main(p):
start except handler:
    x = inner(p)
    return x
handler:
    e = caught
    y = add e 1
    return y
";

#[test]
fn an_exception_through_an_inlined_frame() {
    set("");
    check(
        &function_text(CATCHES, "main", &[10]),
        "
v0 = load_register 1
guard_not_pending @s0
guard_not_pointer v0 @s1
v3 = call_value type_error v0
guard_exception v3 @s2
v5 = call_value caught
guard_integer v5 @s3
v7 = unbox_integer v5 @s3
v8 = add_overflow v7 2 @s3
v9 = box_integer v8
s0: code main at 0 flags 1 { r1=v0 }
s1: code main at 2 flags 1 { } code inner at 0 base 5 { r1=v0 }
s2: code main at 2 flags 1 { } code inner at 1 base 5 { r2=v3 }
s3: code main at 5 flags 1 { r3=v5 }
end finish v9
",
    );
}

#[test]
fn an_exception_that_leaves_the_root_frame() {
    set("");
    check(
        &function_text(CATCHES, "inner", &[10]),
        "
v0 = load_register 1
guard_not_pending @s0
guard_not_pointer v0 @s0
v3 = call_value type_error v0
guard_exception v3 @s1
exit @s2
s0: code inner at 0 flags 1 { r1=v0 }
s1: code inner at 1 flags 1 { r2=v3 }
s2: code inner at 0 flags 1 { r1=v0 } raising
end exit
",
    );
}

/// The call is followed once, then called.
#[test]
fn recursion() {
    set("");
    let text = "
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
";
    check(
        &function_text(text, "down", &[3]),
        "
v0 = load_register 1
guard_not_pending @s0
guard_integer v0 @s0
v3 = unbox_integer v0 @s0
v4 = integer_equal v3 0
guard_false v4 @s0
guard_integer v0 @s1
v7 = unbox_integer v0 @s1
v8 = subtract_overflow v7 2 @s1
v9 = box_integer v8
guard_integer v9 @s2
v11 = unbox_integer v9 @s2
v12 = integer_equal v11 0
guard_false v12 @s2
guard_integer v9 @s3
v15 = unbox_integer v9 @s3
v16 = subtract_overflow v15 2 @s3
v17 = box_integer v16
store_register v17 9
v19 = call_trace down 8 @s4
guard_no_exception v19 @s5
guard_not_invalidated @s6
guard_integer v19 @s7
v23 = unbox_integer v19 @s7
v24 = add_overflow v23 2 @s7
v25 = box_integer v24
guard_integer v25 @s8
v27 = unbox_integer v25 @s8
v28 = add_overflow v27 2 @s8
v29 = box_integer v28
s0: code down at 0 flags 1 { r1=v0 }
s1: code down at 1 flags 1 { r1=v0 }
s2: code down at 4 flags 1 { } code down at 0 base 4 { r1=v9 }
s3: code down at 4 flags 1 { } code down at 1 base 4 { r1=v9 }
s4: code down at 4 flags 1 { } code down at 3 base 4 { r5=v17 }
s5: code down at 4 flags 1 { } code down at 3 base 4 { r5=v17 } raising
s6: code down at 4 flags 1 { } code down at 4 base 4 { r4=v19 }
s7: code down at 4 flags 1 { } code down at 5 base 4 { r3=v19 }
s8: code down at 5 flags 1 { r3=v25 }
end finish v29
",
    );
}

#[test]
fn a_call_that_runs_the_language() {
    set("");
    let text = "
function same(x):
start:
    return x
function main(n):
start:
    m = apply same n
    m = add m 1
    return m
";
    check(
        &function_text(text, "main", &[3]),
        "
v0 = load_register 1
guard_not_pending @s0
v2 = call_value apply 0 v0 @s0
guard_no_exception v2 @s1
guard_not_invalidated @s2
guard_integer v2 @s2
v6 = unbox_integer v2 @s2
v7 = add_overflow v6 2 @s2
v8 = box_integer v7
s0: code main at 0 flags 1 { r1=v0 }
s1: code main at 0 flags 1 { r1=v0 } raising
s2: code main at 1 flags 1 { r2=v2 }
end finish v8
",
    );
}

#[test]
fn a_watched_global() {
    set("");
    let text = "
function main(n):
start:
    g = global 0
    m = add n g
    return m
";
    check(
        &function_text(text, "main", &[3]),
        "
v0 = load_register 1
guard_not_pending @s0
guard_integer v0 @s1
v3 = unbox_integer v0 @s1
v4 = add_overflow v3 0 @s1
v5 = box_integer v4
s0: code main at 0 flags 1 { r1=v0 }
s1: code main at 1 flags 1 { r1=v0 r2=0x1 }
end finish v5
",
    );
}

#[test]
fn printing_ends_the_trace() {
    set("");
    let text = "
function main(n):
start:
    m = add n 1
    print_and_stop m
";
    check(
        &function_text(text, "main", &[3]),
        "
v0 = load_register 1
guard_not_pending @s0
guard_integer v0 @s0
v3 = unbox_integer v0 @s0
v4 = add_overflow v3 2 @s0
v5 = box_integer v4
exit @s1
s0: code main at 0 flags 1 { r1=v0 }
s1: code main at 1 flags 1 { r2=v5 }
end exit
",
    );
}

const NESTED: &str = "
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
    more = less i 5
    if more outer done
done:
    return i
";

#[test]
fn an_inner_loop() {
    set("");
    check(
        &loop_text(NESTED, "main", &[100]),
        "
inner loop
",
    );
}

#[test]
fn a_short_inner_loop_is_unrolled() {
    set("");
    check(
        &loop_text(NESTED, "main", &[2]),
        "
v0 = load_register 1
v1 = load_register 2
guard_not_pending @s0
guard_not_pending @s1
guard_integer v0 @s2
v5 = unbox_integer v0 @s2
v6 = integer_less 2 v5
guard_true v6 @s2
guard_not_pending @s3
guard_integer v0 @s4
v10 = unbox_integer v0 @s4
v11 = integer_less 4 v10
guard_false v11 @s4
guard_integer v1 @s5
v14 = unbox_integer v1 @s5
v15 = add_overflow v14 2 @s5
v16 = box_integer v15
guard_integer v16 @s6
v18 = unbox_integer v16 @s6
v19 = integer_less v18 10
guard_true v19 @s6
s0: code main at 2 flags 1 { r1=v0 r2=v1 }
s1: code main at 6 flags 1 { r1=v0 r2=v1 r3=0x1 }
s2: code main at 9 flags 1 { r1=v0 r2=v1 r3=0x3 }
s3: code main at 6 flags 1 { r1=v0 r2=v1 r3=0x3 }
s4: code main at 9 flags 1 { r1=v0 r2=v1 r3=0x5 }
s5: code main at 11 flags 1 { r1=v0 r2=v1 }
s6: code main at 12 flags 1 { r1=v0 r2=v16 }
s7: code main at 2 flags 1 { r1=v0 r2=v16 }
end loop @s7
",
    );
}

#[test]
fn a_loop_in_a_callee() {
    set("");
    let text = "
function count(n):
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
";
    check(
        &loop_text(text, "main", &[4]),
        "
v0 = load_register 1
guard_not_pending @s0
store_register 0x7 4
v3 = call_trace count 3 @s1
guard_no_exception v3 @s2
guard_not_invalidated @s3
guard_integer v0 @s4
v7 = unbox_integer v0 @s4
v8 = subtract_overflow v7 2 @s4
v9 = box_integer v8
guard_integer v9 @s5
v11 = unbox_integer v9 @s5
v12 = integer_equal v11 0
guard_false v12 @s5
s0: code main at 1 flags 1 { r1=v0 }
s1: code main at 4 flags 1 { r1=v0 r4=0x7 }
s2: code main at 4 flags 1 { r1=v0 r4=0x7 } raising
s3: code main at 5 flags 1 { r1=v0 r3=v3 }
s4: code main at 6 flags 1 { r1=v0 }
s5: code main at 7 flags 1 { r1=v9 }
s6: code main at 1 flags 1 { r1=v9 }
end loop @s6
",
    );
}

#[test]
fn too_long() {
    set("trace_limit=10");
    check(
        &loop_text(SUM, "main", &[4]),
        "
too long, callee: true
",
    );
}
