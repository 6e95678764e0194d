//! The built-in types, one file each: their tables and native methods.

pub mod bytearray;
pub mod complex_type;
pub mod descriptor_types;
pub mod exception_types;
pub mod file;
pub mod float_format;
pub mod float_type;
pub mod format_percent;
pub mod int_type;
pub mod iterators;
pub mod long_type;
pub mod number_methods;
pub mod numbers;
pub mod object_type;
pub mod parse_integer;
pub mod set;
pub mod slots;
pub mod str_methods;
pub mod str_type;
pub mod super_type;
pub mod type_type;

use crate::native::TypeDefinition;

/// Every built-in type, bases before derived types.
pub static DEFINITIONS: &[&TypeDefinition] = &[
    &object_type::DEFINITION,
    &type_type::DEFINITION,
    &str_type::BASE,
    &str_type::DEFINITION,
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
];
