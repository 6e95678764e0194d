//! Partial evaluation.

use crate::flowgraph::{Context, Stop};
use crate::support::{call, check, enter, jit, load, readable, set};
use jit::driver::Specialization;

const POWER: &str = include_str!("../../examples/programs/power.flow");

/// `power` for one exponent.
fn power_for(context: &mut Context, exponent: i64) -> Specialization {
    let mut live = enter(context, "power", &[2, exponent]);
    // Register 2 is `y`. Invariant: the machine stands at the entry of the function.
    let (specialization, _) = unsafe { jit().specialize(&mut live, &[2]) };
    while !live.pop_frame() {}
    specialization.expect("a specialization")
}

#[test]
fn five_multiplications_and_no_loop() {
    set("optimizer=0");
    let mut context = load(POWER);
    let specialization = power_for(&mut context, 5);
    check(
        &readable(&context, &specialization.residual.to_string()),
        "
v0 = load_register 1
guard_integer v0 @s0
v2 = unbox_integer v0 @s0
v3 = multiply_overflow 2 v2 @s0
v4 = box_integer v3
guard_integer v4 @s1
guard_integer v0 @s1
v7 = unbox_integer v4 @s1
v8 = unbox_integer v0 @s1
v9 = multiply_overflow v7 v8 @s1
v10 = box_integer v9
guard_integer v10 @s2
guard_integer v0 @s2
v13 = unbox_integer v10 @s2
v14 = unbox_integer v0 @s2
v15 = multiply_overflow v13 v14 @s2
v16 = box_integer v15
guard_integer v16 @s3
guard_integer v0 @s3
v19 = unbox_integer v16 @s3
v20 = unbox_integer v0 @s3
v21 = multiply_overflow v19 v20 @s3
v22 = box_integer v21
guard_integer v22 @s4
guard_integer v0 @s4
v25 = unbox_integer v22 @s4
v26 = unbox_integer v0 @s4
v27 = multiply_overflow v25 v26 @s4
v28 = box_integer v27
exit @s5
s0: code power at 6 flags 1 { r1=v0 r2=0xb r3=0x3 }
s1: code power at 6 flags 1 { r1=v0 r2=0x9 r3=v4 }
s2: code power at 6 flags 1 { r1=v0 r2=0x7 r3=v10 }
s3: code power at 6 flags 1 { r1=v0 r2=0x5 r3=v16 }
s4: code power at 6 flags 1 { r1=v0 r2=0x3 r3=v22 }
s5: code power at 9 flags 1 { r3=v28 }
",
    );
}

#[test]
fn the_specialized_program_runs() {
    set("");
    let mut context = load(POWER);
    let specialization = power_for(&mut context, 5);
    for x in [3, -7, 10] {
        let mut live = enter(&mut context, "power", &[x, 5]);
        // Invariant: `y` is 5.
        let (ran, flow) = unsafe { jit().enter_specialized(specialization.tree, &mut live) };
        assert!(ran && flow.is_continue());
        // It left at `print_and_stop`, which the interpreter does.
        assert_eq!(crate::flowgraph::live::run(&mut live), Stop::Stopped);
    }
    assert_eq!(context.output, ["243", "-16807", "100000"]);
    context.stopped = false;
    context.output.clear();
    // What it was not made for goes on in the interpreter.
    let mut live = enter(&mut context, "power", &[1 << 20, 5]);
    // Invariant: as above.
    let (ran, flow) = unsafe { jit().enter_specialized(specialization.tree, &mut live) };
    assert!(ran && flow.is_continue());
    assert_eq!(crate::flowgraph::live::run(&mut live), Stop::Stopped);
    assert_eq!(context.output, ["1.2676506002282294e30"]);
}

#[test]
fn interpreted_traced_and_specialized_agree() {
    for parameters in ["off", "threshold=2", "threshold=2,optimizer=0"] {
        set(parameters);
        assert_eq!(
            call(&mut load(POWER), "power", &[3, 30]),
            "205891132094649",
            "{parameters}"
        );
    }
}

#[test]
fn calls_are_followed() {
    set("optimizer=0");
    let text = "
function down(n, x):
start:
    if n more done
more:
    m = subtract n 1
    r = down(m, x)
    r = add r x
    return r
done:
    return 0
";
    let mut context = load(text);
    let mut live = enter(&mut context, "down", &[3, 5]);
    // Invariant: the machine stands at the entry of the function.
    let (specialization, _) = unsafe { jit().specialize(&mut live, &[1]) };
    let residual = specialization.expect("a specialization").residual;
    check(
        &readable(&context, &residual.to_string()),
        "
v0 = load_register 2
guard_integer v0 @s0
v2 = unbox_integer v0 @s0
v3 = add_overflow 0 v2 @s0
v4 = box_integer v3
guard_integer v4 @s1
guard_integer v0 @s1
v7 = unbox_integer v4 @s1
v8 = unbox_integer v0 @s1
v9 = add_overflow v7 v8 @s1
v10 = box_integer v9
guard_integer v10 @s2
guard_integer v0 @s2
v13 = unbox_integer v10 @s2
v14 = unbox_integer v0 @s2
v15 = add_overflow v13 v14 @s2
v16 = box_integer v15
finish v16
s0: code down at 5 flags 1 { r2=v0 } code down at 5 base 5 { r2=v0 } code down at 6 base 10 { r2=v0 r4=0x1 }
s1: code down at 5 flags 1 { r2=v0 } code down at 6 base 5 { r2=v0 r4=v4 }
s2: code down at 6 flags 1 { r2=v0 r4=v10 }
",
    );
}
