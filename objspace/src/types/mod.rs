//! The built-in types, one file each: their tables and native methods.

pub mod bytearray;
pub mod dict_compare;
pub mod dict_iterators;
pub mod dict_methods;
pub mod dict_proxy;
pub mod dict_type;
pub mod dict_views;
pub mod enumerate;
pub mod exception_types;
pub mod file;
pub mod iterators;
pub mod list_methods;
pub mod list_type;
pub mod merge_sort;
pub mod numbers;
pub mod object_type;
pub mod sequence;
pub mod set;
pub mod set_methods;
pub mod set_type;
pub mod slice_type;
pub mod sort;
pub mod tuple_type;
pub mod type_type;
pub mod xrange_type;

use crate::kind::Kind;
use crate::native::TypeDefinition;

/// Every built-in type, bases before derived types.
pub static DEFINITIONS: &[&TypeDefinition] = &[
    &object_type::DEFINITION,
    &type_type::DEFINITION,
    &exception_types::DEFINITION,
    &list_type::DEFINITION,
    &tuple_type::DEFINITION,
    &dict_type::DEFINITION,
    &dict_views::KEYS,
    &dict_views::VALUES,
    &dict_views::ITEMS,
    &dict_proxy::DEFINITION,
    &set_type::SET,
    &set_type::FROZENSET,
    &slice_type::DEFINITION,
    &xrange_type::DEFINITION,
    &enumerate::ENUMERATE,
    &enumerate::REVERSED,
    &iterators::LIST,
    &iterators::LIST_REVERSE,
    &iterators::TUPLE,
    &iterators::SEQUENCE,
    &iterators::XRANGE,
    &iterators::CALLABLE,
    &iterators::DICT_KEYS,
    &iterators::DICT_VALUES,
    &iterators::DICT_ITEMS,
    &iterators::SET,
];

/// Types whose instances can be changed or hold what can, and compare by it: their `__hash__` is None.
pub static UNHASHABLE: &[Kind] = &[
    Kind::List,
    Kind::Dict,
    Kind::Set,
    Kind::DictKeys,
    Kind::DictItems,
    Kind::DictProxy,
];
