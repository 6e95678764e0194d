//! The built-in iterators.

use crate::native::Result;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// iter() of anything with `__getitem__`.
    pub fn sequence_iterator(&mut self, v: Value) -> Result {
        let _ = v;
        Err(self.type_error("iteration over sequence not supported"))
    }

    /// `next` of the built-in iterators without a method call; None: not one of them.
    pub fn native_next(&mut self, iterator: Value) -> Option<Result<Option<Value>>> {
        let _ = iterator;
        None
    }
}
