#[test]
fn show() {
    let mut e = jit::testing::ReferenceExecutor::default();
    println!("{}", jit::testing::show(7, &mut e));
}
