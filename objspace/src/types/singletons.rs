//! The types of None, NotImplemented and Ellipsis.

use crate::kind::Kind;
use crate::native::{special, Native, TypeDefinition};

const fn singleton(kind: Kind, methods: &'static [Native]) -> TypeDefinition {
    TypeDefinition {
        kind,
        base: Kind::Object,
        doc: "",
        new: None,
        methods,
        subclassable: false,
    }
}

pub static NONE: TypeDefinition = singleton(Kind::NoneType, NONE_METHODS);
pub static NOT_IMPLEMENTED: TypeDefinition = singleton(Kind::NotImplementedType, NOT_IMPLEMENTED_METHODS);
pub static ELLIPSIS: TypeDefinition = singleton(Kind::EllipsisType, ELLIPSIS_METHODS);

static NONE_METHODS: &[Native] = &[
    special(
        "__repr__",
        0,
        0,
        |vm, _| Ok(vm.str(b"None")),
        "x.__repr__() <==> repr(x)",
    ),
    special(
        "__hash__",
        0,
        0,
        |vm, a| vm.hash(a[0]).map(|hash| vm.int(hash)),
        "x.__hash__() <==> hash(x)",
    ),
];

static NOT_IMPLEMENTED_METHODS: &[Native] = &[special(
    "__repr__",
    0,
    0,
    |vm, _| Ok(vm.str(b"NotImplemented")),
    "x.__repr__() <==> repr(x)",
)];

static ELLIPSIS_METHODS: &[Native] = &[special(
    "__repr__",
    0,
    0,
    |vm, _| Ok(vm.str(b"Ellipsis")),
    "x.__repr__() <==> repr(x)",
)];
