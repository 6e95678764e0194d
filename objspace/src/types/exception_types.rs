//! The exception classes' methods and members.

use crate::kind::Kind;
use crate::native::{Native, TypeDefinition};
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Exception,
    base: Kind::Object,
    doc: "Common base class for all exceptions",
    new: None,
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[];

/// Members of the classes that have them, once all exist.
pub(crate) fn finish(vm: &mut Vm) {
    let _ = vm;
}
