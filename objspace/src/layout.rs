//! Size and tracing of each kind's struct.

use crate::heap::{Header, Layout, Visitor};
use crate::kind::Kind;
use crate::object::{flags, Storage};
use crate::*;
use std::mem::size_of;

/// Bit mask of the words of `T` that hold values, from the byte offsets of its `Field`s.
macro_rules! mask {
    ($t:ty: $($field:ident)*) => { 0u64 $(| 1 << (std::mem::offset_of!($t, $field) / 8))* };
}

impl Kind {
    /// Size of the kind's struct in bytes (the fixed part where it is variable).
    pub const fn body_size(self) -> usize {
        match self {
            Kind::Words | Kind::Bytes | Kind::Entries => size_of::<Storage>(),
            Kind::Int | Kind::Float => 16,
            Kind::Long => size_of::<long::LongObject>(),
            Kind::Complex => 24,
            Kind::Str => size_of::<string::StrObject>(),
            Kind::Unicode => size_of::<unicode::UnicodeObject>(),
            Kind::ByteArray | Kind::Array => size_of::<types::bytearray::ByteArrayObject>(),
            Kind::List => size_of::<list::ListObject>(),
            Kind::Tuple => size_of::<tuple::TupleObject>(),
            Kind::Dict => size_of::<dict::DictObject>(),
            Kind::Set | Kind::FrozenSet => size_of::<types::set::SetObject>(),
            Kind::Slice => size_of::<slice::SliceObject>(),
            Kind::Type => size_of::<class::TypeObject>(),
            Kind::OldClass => size_of::<old_class::OldClassObject>(),
            Kind::Function => size_of::<function::FunctionObject>(),
            Kind::Prototype => size_of::<function::PrototypeObject>(),
            Kind::NativeFunction
            | Kind::MethodDescriptor
            | Kind::ClassMethodDescriptor
            | Kind::SlotWrapper
            | Kind::MethodWrapper
            | Kind::GetSetDescriptor
            | Kind::MemberDescriptor => size_of::<function::NativeObject>(),
            Kind::Method => size_of::<function::MethodObject>(),
            Kind::Cell => size_of::<function::CellObject>(),
            Kind::Code => size_of::<code::CodeObject>(),
            Kind::Frame => size_of::<frame::FrameObject>(),
            Kind::Traceback => size_of::<frame::TracebackObject>(),
            Kind::Generator => size_of::<generator::GeneratorObject>(),
            Kind::Module => size_of::<module::ModuleObject>(),
            Kind::Exception => size_of::<exception::ExceptionObject>(),
            Kind::File => size_of::<types::file::FileObject>(),
            Kind::WeakReference | Kind::WeakProxy | Kind::WeakCallableProxy => size_of::<weak::WeakObject>(),
            // All the others are made of fields only.
            Kind::StaticMethod | Kind::ClassMethod | Kind::DictProxy => 16,
            Kind::Object | Kind::OldInstance => 8,
            Kind::Super => 40,
            Kind::Property => 48,
            Kind::Xrange => size_of::<types::xrange_type::XrangeObject>(),
            Kind::ListIterator
            | Kind::TupleIterator
            | Kind::SequenceIterator
            | Kind::ListReverseIterator
            | Kind::StrIterator => size_of::<types::iterators::SequenceIteratorObject>(),
            Kind::XrangeIterator => size_of::<types::iterators::XrangeIteratorObject>(),
            Kind::DictKeyIterator | Kind::DictValueIterator | Kind::DictItemIterator | Kind::SetIterator => {
                size_of::<types::dict_iterators::DictIteratorObject>()
            }
            Kind::CallableIterator => size_of::<types::iterators::CallableIteratorObject>(),
            Kind::Enumerate => size_of::<types::enumerate::EnumerateObject>(),
            Kind::Reversed => size_of::<types::enumerate::ReversedObject>(),
            Kind::Buffer | Kind::MemoryView => size_of::<types::memory_view::ViewObject>(),
            Kind::DictKeys | Kind::DictValues | Kind::DictItems => size_of::<types::dict_views::DictViewObject>(),
            _ => 8,
        }
    }

    /// Items or bytes lie inline behind the struct.
    pub const fn is_variable(self) -> bool {
        matches!(
            self,
            Kind::Str | Kind::Unicode | Kind::Tuple | Kind::Long | Kind::Words | Kind::Bytes | Kind::Entries
        )
    }

    pub fn layout(self) -> Layout {
        match self {
            Kind::Words | Kind::Tuple | Kind::Entries => Layout::array(1, 2),
            Kind::Bytes | Kind::Int | Kind::Float | Kind::Long | Kind::Complex => Layout::raw(),
            Kind::Str => Layout::custom(trace_str),
            Kind::Unicode => Layout::custom(unicode::trace),
            Kind::Buffer | Kind::MemoryView => Layout::fixed(types::memory_view::ViewObject::MASK),
            Kind::ByteArray | Kind::Array => Layout::fixed(types::bytearray::ByteArrayObject::MASK),
            Kind::List => Layout::fixed(mask!(list::ListObject: storage)),
            Kind::Dict => Layout::fixed(mask!(dict::DictObject: entries index)),
            Kind::Set | Kind::FrozenSet => Layout::fixed(types::set::SetObject::MASK),
            Kind::Slice => Layout::fixed(mask!(slice::SliceObject: start stop step)),
            Kind::Type => Layout::fixed(class::TypeObject::MASK),
            Kind::OldClass => Layout::fixed(old_class::OldClassObject::MASK),
            Kind::Function => Layout::fixed(function::FunctionObject::MASK),
            Kind::Prototype => Layout::fixed(function::PrototypeObject::MASK),
            Kind::NativeFunction
            | Kind::MethodDescriptor
            | Kind::ClassMethodDescriptor
            | Kind::SlotWrapper
            | Kind::MethodWrapper
            | Kind::GetSetDescriptor
            | Kind::MemberDescriptor => Layout::fixed(mask!(function::NativeObject: receiver owner function)),
            Kind::Method => Layout::fixed(mask!(function::MethodObject: function receiver class)),
            Kind::Cell => Layout::fixed(mask!(function::CellObject: content)),
            Kind::Code => Layout::fixed(code::CodeObject::MASK),
            Kind::Frame => Layout::fixed(frame::FrameObject::MASK),
            Kind::Traceback => Layout::fixed(frame::TracebackObject::MASK),
            Kind::Generator => Layout::fixed(generator::GeneratorObject::MASK),
            Kind::Module => Layout::fixed(mask!(module::ModuleObject: dict)),
            Kind::Exception => Layout::fixed(mask!(exception::ExceptionObject: arguments message)),
            Kind::File => Layout::fixed(types::file::FileObject::MASK),
            Kind::WeakReference | Kind::WeakProxy | Kind::WeakCallableProxy => {
                Layout::fixed(mask!(weak::WeakObject: callback))
            }
            Kind::Object | Kind::OldInstance | Kind::Xrange | Kind::XrangeIterator => Layout::raw(),
            // One object and raw numbers.
            Kind::ListIterator
            | Kind::TupleIterator
            | Kind::SequenceIterator
            | Kind::ListReverseIterator
            | Kind::StrIterator => Layout::fixed(1 << 1),
            Kind::DictKeyIterator | Kind::DictValueIterator | Kind::DictItemIterator | Kind::SetIterator => {
                Layout::fixed(types::dict_iterators::DictIteratorObject::MASK)
            }
            Kind::DictKeys | Kind::DictValues | Kind::DictItems => {
                Layout::fixed(types::dict_views::DictViewObject::MASK)
            }
            // All words are values; numbers in them are tagged.
            kind => Layout::fixed_words(1, kind.body_size() / 8 - 1),
        }
    }

    /// Objects of a subclass: the struct, then attribute slots.
    pub fn layout_with_slots(self, slots: u16) -> Layout {
        let words = self.body_size() / 8;
        if self == Kind::Object || self == Kind::OldInstance {
            return Layout::fixed_words(1, slots as usize);
        }
        if self.is_variable() || words + slots as usize > 64 {
            return Layout::custom(trace_with_slots);
        }
        match self.layout().fixed_mask() {
            Some(mask) => Layout::fixed(mask | ((1u64 << slots) - 1) << words),
            None => Layout::custom(trace_with_slots),
        }
    }
}

fn trace_str(object: *mut u8, visitor: &mut Visitor) {
    let flags = unsafe { (*(object as *const Header)).flags };
    if flags & (flags::ROPE | flags::INDIRECT) != 0 {
        visitor.range(unsafe { (object as *const u64).add(3) }, 2);
    }
}

/// Objects of a subclass of a kind with a variable part, or with very many slots.
fn trace_with_slots(object: *mut u8, visitor: &mut Visitor) {
    let header = unsafe { &*(object as *const Header) };
    let map = vm::Vm::current().map(header.map);
    let words = object as *const u64;
    match map.kind {
        Kind::Str => trace_str(object, visitor),
        Kind::Unicode => unicode::trace(object, visitor),
        Kind::Tuple => unsafe { visitor.range(words.add(2), *words.add(1) as usize) },
        kind => {
            if let Some(mask) = kind.layout().fixed_mask() {
                visit_mask(words, mask, visitor)
            }
        }
    }
    let slots = unsafe { object.add(instance::slots_offset(object, map)) } as *const u64;
    visitor.range(slots, map.capacity as usize);
}

fn visit_mask(words: *const u64, mut mask: u64, visitor: &mut Visitor) {
    while mask != 0 {
        visitor.word(unsafe { *words.add(mask.trailing_zeros() as usize) });
        mask &= mask - 1;
    }
}

pub(crate) use mask;
