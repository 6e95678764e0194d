//! Declaring helpers: native functions that the semantics call where they do not look further.

/// Declares helpers: `NAME = name(vm, a: V, b: I) -> V [effects] { body }`. Parameters are values (V) or raw integers (I); a result V is
/// `Result<Value>`, I `Result<i64>`, N `Result<()>` of the body. The function is `extern "C"`; V gives 0 when it raised.
#[macro_export]
macro_rules! helpers {
    ($($(#[$attribute:meta])* $constant:ident = $name:ident($vm:ident $(, $argument:ident: $kind:ident)*) -> $result:ident [$effects:expr] $body:block)*) => {
        $(
            $(#[$attribute])*
            pub static $constant: jit::Helper = jit::Helper::new(
                stringify!($name),
                $name as *const u8,
                &[$($crate::helpers!(@kind $kind)),*],
                $crate::helpers!(@kind $result),
                $effects,
            );

            $(#[$attribute])*
            #[allow(unused_variables)]
            pub extern "C" fn $name($vm: *mut $crate::vm::Vm $(, $argument: $crate::helpers!(@type $kind))*) -> $crate::helpers!(@return $result) {
                // Invariant: the context of a helper is the machine.
                let $vm = unsafe { &mut *$vm };
                #[inline(always)]
                fn body($vm: &mut $crate::vm::Vm $(, $argument: $crate::helpers!(@type $kind))*) -> $crate::native::Result<$crate::helpers!(@value $result)> $body
                $crate::helpers!(@finish $result, body($vm $(, $argument)*))
            }
        )*
    };
    (@kind V) => { jit::ir::Kind::Value };
    (@kind I) => { jit::ir::Kind::Integer };
    (@kind N) => { jit::ir::Kind::Nothing };
    (@type V) => { $crate::value::Value };
    (@type I) => { i64 };
    (@value V) => { $crate::value::Value };
    (@value I) => { i64 };
    (@value N) => { () };
    (@return V) => { u64 };
    (@return I) => { i64 };
    (@return N) => { () };
    (@finish V, $e:expr) => { match $e { Ok(v) => v.0, Err(_) => 0 } };
    (@finish I, $e:expr) => { $e.unwrap_or(0) };
    (@finish N, $e:expr) => { { let _ = $e; } };
}
