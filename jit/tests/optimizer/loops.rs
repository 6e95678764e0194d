//! Whole loops: the body must be as tight as one would write it.

use crate::tools::*;

#[test]
fn integer_sum() {
    let result = optimized(
        "
        s = load_register 0
        i = load_register 1
        n = load_register 2
        guard_not_pending @s0
        guard_integer i @s0
        guard_integer n @s0
        i1 = unbox_integer i @s0
        n1 = unbox_integer n @s0
        c = integer_less i1 n1
        guard_true c @s0
        guard_integer i @s1
        i2 = unbox_integer i @s1
        m = integer_and i2 14
        t = box_integer m
        guard_integer t @s2
        t1 = unbox_integer t @s2
        e = integer_equal t1 0
        guard_false e @s2
        guard_integer s @s3
        guard_integer i @s3
        s1 = unbox_integer s @s3
        i3 = unbox_integer i @s3
        s2 = add_overflow s1 i3 @s3
        s3 = box_integer s2
        guard_integer i @s4
        i4 = unbox_integer i @s4
        i5 = add_overflow i4 2 @s4
        i6 = box_integer i5
        s0: code 1 at 0.0 { r0=s r1=i r2=n }
        s1: code 1 at 1.0 { r0=s r1=i r2=n }
        s2: code 1 at 2.0 { r0=s r1=i r2=n r3=t }
        s3: code 1 at 3.0 { r0=s r1=i r2=n }
        s4: code 1 at 4.0 { r0=s3 r1=i r2=n }
        s5: code 1 at 0.0 { r0=s3 r1=i6 r2=n }
        end loop @s5",
    );
    println!("{}", result.trace);
}
