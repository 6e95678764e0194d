//! The built-in types, one file each: their tables and native methods.

pub mod array_items;
pub mod array_type;
pub mod bytearray;
pub mod bytearray_methods;
pub mod code_type;
pub mod complex_type;
pub mod descriptor_types;
pub mod dict_compare;
pub mod dict_iterators;
pub mod dict_methods;
pub mod dict_proxy;
pub mod dict_type;
pub mod dict_views;
pub mod enumerate;
pub mod exception_types;
pub mod file;
pub mod float_format;
pub mod float_type;
pub mod format_percent;
pub mod format_specification;
pub mod format_template;
pub mod function_type;
pub mod generator_type;
pub mod int_type;
pub mod iterators;
pub mod list_methods;
pub mod list_type;
pub mod long_operations;
pub mod long_type;
pub mod memory_view;
pub mod merge_sort;
pub mod method_type;
pub mod number_methods;
pub mod numbers;
pub mod object_type;
pub mod old_types;
pub mod parse_integer;
pub mod sequence;
pub mod set;
pub mod set_methods;
pub mod set_type;
pub mod singletons;
pub mod slice_type;
pub mod slots;
pub mod small_types;
pub mod sort;
pub mod str_methods;
pub mod str_type;
pub mod super_type;
pub mod tuple_type;
pub mod type_type;
pub mod unicode_methods;
pub mod unicode_type;
mod universal_newlines;
pub mod xrange_type;

use crate::kind::Kind;
use crate::native::TypeDefinition;

/// Every built-in type, bases before derived types.
pub static DEFINITIONS: &[&TypeDefinition] = &[
    &object_type::DEFINITION,
    &type_type::DEFINITION,
    &singletons::NONE,
    &singletons::NOT_IMPLEMENTED,
    &singletons::ELLIPSIS,
    &old_types::CLASS,
    &old_types::INSTANCE,
    &str_type::BASE,
    &str_type::DEFINITION,
    &unicode_type::DEFINITION,
    &int_type::DEFINITION,
    &int_type::BOOL,
    &long_type::DEFINITION,
    &float_type::DEFINITION,
    &complex_type::DEFINITION,
    &exception_types::DEFINITION,
    &descriptor_types::PROPERTY,
    &descriptor_types::STATIC_METHOD,
    &descriptor_types::CLASS_METHOD,
    &descriptor_types::METHOD_DESCRIPTOR,
    &descriptor_types::CLASS_METHOD_DESCRIPTOR,
    &descriptor_types::SLOT_WRAPPER,
    &descriptor_types::METHOD_WRAPPER,
    &descriptor_types::GET_SET,
    &descriptor_types::MEMBER,
    &super_type::DEFINITION,
    &function_type::FUNCTION,
    &function_type::NATIVE,
    &method_type::DEFINITION,
    &generator_type::DEFINITION,
    &code_type::CODE,
    &code_type::FRAME,
    &code_type::TRACEBACK,
    &small_types::NONE,
    &small_types::NOT_IMPLEMENTED,
    &small_types::ELLIPSIS,
    &small_types::CELL,
    &small_types::MODULE,
    &file::DEFINITION,
    &bytearray::DEFINITION,
    &array_type::DEFINITION,
    &memory_view::MEMORY_VIEW,
    &memory_view::BUFFER,
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
    Kind::ByteArray,
    Kind::Array,
    Kind::MemoryView,
];
