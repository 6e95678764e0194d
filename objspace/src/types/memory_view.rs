//! `memoryview` and `buffer`: windows on the bytes of other objects.

use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::{function, getter, special, Native, Result, TypeDefinition};
use crate::object::{Field, Ref};
use crate::protocols::buffer::BufferView;
use crate::protocols::compare::Comparison;
use crate::slice::{clip_bounds, SliceObject};
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

#[repr(C)]
pub struct ViewObject {
    pub header: Header,
    pub object: Field,
    pub start: Cell<usize>,
    /// The most bytes that are seen.
    pub length: Cell<usize>,
    /// A `buffer` without a size.
    pub open: Cell<bool>,
}

impl ViewObject {
    pub const MASK: u64 = mask!(ViewObject: object);
}

pub static MEMORY_VIEW: TypeDefinition = TypeDefinition {
    kind: Kind::MemoryView,
    base: Kind::Object,
    doc: "memoryview(object)\n\nThe bytes of another object, read and changed in place.",
    new: Some(new_memory_view),
    methods: MEMORY_VIEW_METHODS,
    subclassable: false,
};

pub static BUFFER: TypeDefinition = TypeDefinition {
    kind: Kind::Buffer,
    base: Kind::Object,
    doc: "buffer(object [, offset[, size]])\n\nThe bytes of another object, from offset on (0 if it is not given) and\nup to its end, or only size of them. They are not copied.",
    new: Some(new_buffer),
    methods: BUFFER_METHODS,
    subclassable: false,
};

static MEMORY_VIEW_METHODS: &[Native] = &[
    special("__len__", 0, 0, len, "x.__len__() <==> len(x)"),
    special("__getitem__", 1, 1, get_item, "x.__getitem__(y) <==> x[y]"),
    special("__setitem__", 2, 2, set_item, "x.__setitem__(i, y) <==> x[i]=y"),
    special("__delitem__", 1, 1, delete_item, "x.__delitem__(y) <==> del x[y]"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__eq__", 1, 1, |vm, a| equal(vm, a, true), "x.__eq__(y) <==> x==y"),
    special("__ne__", 1, 1, |vm, a| equal(vm, a, false), "x.__ne__(y) <==> x!=y"),
    function("tobytes", 0, 0, to_str, "The bytes as a str."),
    function("tolist", 0, 0, to_list, "The bytes as a list of integers."),
    getter("format", |vm, _| Ok(vm.char_str(b'B')), ""),
    getter("itemsize", |vm, _| vm.long_from_digits(false, &[1]), ""),
    getter("ndim", |vm, _| vm.long_from_digits(false, &[1]), ""),
    getter("readonly", |vm, a| Ok((!view(vm, a).writable).into()), ""),
    getter(
        "shape",
        |vm, a| {
            let length = view(vm, a).length as u64;
            let length = vm.long_from_digits(false, &[length])?;
            Ok(vm.tuple(&[length]))
        },
        "",
    ),
    getter(
        "strides",
        |vm, _| {
            let one = vm.long_from_digits(false, &[1])?;
            Ok(vm.tuple(&[one]))
        },
        "",
    ),
    getter("suboffsets", |_, _| Ok(Value::NONE), ""),
];

static BUFFER_METHODS: &[Native] = &[
    special("__len__", 0, 0, len, "x.__len__() <==> len(x)"),
    special("__getitem__", 1, 1, get_buffer_item, "x.__getitem__(y) <==> x[y]"),
    special("__getslice__", 2, 2, get_slice, "x.__getslice__(i, j) <==> x[i:j]"),
    special("__setitem__", 2, 2, read_only, "x.__setitem__(i, y) <==> x[i]=y"),
    special("__delitem__", 1, 1, read_only, "x.__delitem__(y) <==> del x[y]"),
    special("__setslice__", 3, 3, read_only, "x.__setslice__(i, j, y) <==> x[i:j]=y"),
    special("__delslice__", 2, 2, read_only, "x.__delslice__(i, j) <==> del x[i:j]"),
    special("__add__", 1, 1, concatenate, "x.__add__(y) <==> x+y"),
    special("__mul__", 1, 1, repeat, "x.__mul__(n) <==> x*n"),
    special("__rmul__", 1, 1, repeat, "x.__rmul__(n) <==> n*x"),
    special(
        "__lt__",
        1,
        1,
        |vm, a| order(vm, a, Comparison::Less),
        "x.__lt__(y) <==> x<y",
    ),
    special(
        "__le__",
        1,
        1,
        |vm, a| order(vm, a, Comparison::LessEqual),
        "x.__le__(y) <==> x<=y",
    ),
    special(
        "__eq__",
        1,
        1,
        |vm, a| order(vm, a, Comparison::Equal),
        "x.__eq__(y) <==> x==y",
    ),
    special(
        "__ne__",
        1,
        1,
        |vm, a| order(vm, a, Comparison::NotEqual),
        "x.__ne__(y) <==> x!=y",
    ),
    special(
        "__gt__",
        1,
        1,
        |vm, a| order(vm, a, Comparison::Greater),
        "x.__gt__(y) <==> x>y",
    ),
    special(
        "__ge__",
        1,
        1,
        |vm, a| order(vm, a, Comparison::GreaterEqual),
        "x.__ge__(y) <==> x>=y",
    ),
    special("__hash__", 0, 0, hash, "x.__hash__() <==> hash(x)"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special("__str__", 0, 0, to_str, "x.__str__() <==> str(x)"),
];

fn view(vm: &Vm, arguments: &[Value]) -> BufferView {
    vm.buffer_view(arguments[0])
        .expect("views are made of objects with the buffer interface")
}

impl Vm {
    /// A window on `length` bytes of `object` from `start` on. The object has the buffer interface.
    pub fn new_view(&mut self, kind: Kind, object: Value, start: usize, length: Option<usize>) -> Result {
        let p = self.allocate(std::mem::size_of::<ViewObject>(), kind.map())?;
        // A new cell of a kind whose struct this is.
        let view = unsafe { Ref::<ViewObject>::from_pointer(p) };
        view.object.init(object);
        view.start.set(start);
        view.length.set(length.unwrap_or(usize::MAX));
        view.open.set(length.is_none());
        Ok(view.value())
    }
}

fn new_memory_view(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [object] = vm.named_arguments("memoryview", 1, ["object"], &arguments[1..])?;
    if vm.kind_of(object) == Kind::Array || vm.buffer_view(object).is_none() {
        return Err(vm.type_error("cannot make memory view because object does not have the buffer interface"));
    }
    let (target, start, length) = window(vm, object);
    vm.new_view(Kind::MemoryView, target, start, Some(length))
}

/// The object behind views, and what is seen of it.
fn window(vm: &Vm, object: Value) -> (Value, usize, usize) {
    let length = vm.buffer_view(object).map_or(0, |view| view.length);
    match vm.kind_of(object) {
        Kind::MemoryView => {
            let view = Ref::<ViewObject>::of(object);
            (view.object.get(), view.start.get(), length)
        }
        _ => (object, 0, length),
    }
}

fn new_buffer(vm: &mut Vm, arguments: &[Value]) -> Result {
    let keywords = arguments[arguments.len() - 1];
    let given = &arguments[1..arguments.len() - 1];
    if keywords.bound().is_some() && !Ref::<crate::dict::DictObject>::of(keywords).is_empty() {
        return Err(vm.type_error("buffer() does not take keyword arguments"));
    }
    if given.is_empty() || given.len() > 3 {
        let (most, limit, s) = if given.is_empty() {
            ("at least", 1, "")
        } else {
            ("at most", 3, "s")
        };
        let count = given.len();
        return Err(vm.type_error(&format!("buffer() takes {most} {limit} argument{s} ({count} given)")));
    }
    let offset = match given.get(1) {
        Some(&v) => vm.argument_i64(v)?,
        None => 0,
    };
    let size = match given.get(2) {
        Some(&v) => vm.argument_i64(v)?,
        None => -1,
    };
    let mut object = given[0];
    if vm.kind_of(object) == Kind::Unicode {
        // The characters as 32-bit numbers, as they lie in CPython's memory.
        let wide = wide_characters(Ref::of(object));
        object = vm.str(&wide);
    }
    if vm.kind_of(object) == Kind::MemoryView || vm.buffer_view(object).is_none() {
        return Err(vm.type_error("buffer object expected"));
    }
    if offset < 0 {
        return Err(vm.value_error("offset must be zero or positive"));
    }
    if size < -1 {
        return Err(vm.value_error("size must be zero or positive"));
    }
    let length = (size >= 0).then_some(size as usize);
    vm.new_view(Kind::Buffer, object, offset as usize, length)
}

/// Each character as a 32-bit number in the machine's order.
pub fn wide_characters(text: Ref<UnicodeObject>) -> Vec<u8> {
    let mut wide: Vec<u32> = Vec::with_capacity(text.len());
    for &byte in text.bytes() {
        match (byte, wide.last_mut()) {
            // The bytes behind the first of a character add six bits each.
            (0x80..=0xbf, Some(code)) => *code = *code << 6 | (byte & 0x3f) as u32,
            (0xf0.., _) => wide.push((byte & 0x07) as u32),
            (0xe0.., _) => wide.push((byte & 0x0f) as u32),
            (0xc0.., _) => wide.push((byte & 0x1f) as u32),
            _ => wide.push(byte as u32),
        }
    }
    wide.iter().flat_map(|code| code.to_ne_bytes()).collect()
}

fn len(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.int(view(vm, arguments).length as i64))
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (seen, index) = (view(vm, arguments), arguments[1]);
    if vm.kind_of(index) == Kind::Slice {
        let range = vm.slice_range(Ref::<SliceObject>::of(index), || seen.length)?;
        if range.step != 1 {
            return Err(vm.raise_with(Error::NotImplementedError, &[]));
        }
        let this = Ref::<ViewObject>::of(arguments[0]);
        let start = this.start.get() + range.start as usize;
        return vm.new_view(Kind::MemoryView, this.object.get(), start, Some(range.count));
    }
    let i = item_index(vm, arguments)?;
    Ok(vm.char_str(view(vm, arguments).slice()[i]))
}

fn item_index(vm: &mut Vm, arguments: &[Value]) -> Result<usize> {
    let index = arguments[1];
    if !vm.is_index(index) {
        let name = vm.type_name(index);
        return Err(vm.type_error(&format!("cannot index memory using \"{name}\"")));
    }
    let i = vm.index_i64(index)?;
    // Finding the number may have run code that changed what is seen.
    match vm.item_index(i, view(vm, arguments).length) {
        Some(i) => Ok(i),
        None => Err(vm.raise(Error::IndexError, "index out of bounds")),
    }
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (seen, index) = (view(vm, arguments), arguments[1]);
    if !seen.writable {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let (start, count) = if vm.kind_of(index) == Kind::Slice {
        let range = vm.slice_range(Ref::<SliceObject>::of(index), || seen.length)?;
        if range.step != 1 {
            return Err(vm.raise_with(Error::NotImplementedError, &[]));
        }
        (range.start as usize, range.count)
    } else {
        (item_index(vm, arguments)?, 1)
    };
    let Some(source) = vm.buffer_view(arguments[2]) else {
        let name = vm.type_name(arguments[2]);
        return Err(vm.type_error(&format!("'{name}' does not have the buffer interface")));
    };
    if source.length != count {
        return Err(vm.value_error("cannot modify size of memoryview object"));
    }
    let seen = view(vm, arguments);
    if start + count > seen.length {
        return Err(vm.raise(Error::IndexError, "index out of bounds"));
    }
    // Source and target may overlap. Both lie within their objects.
    unsafe { std::ptr::copy(source.bytes, seen.bytes.add(start), count) };
    Ok(Value::NONE)
}

fn delete_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    let message = if view(vm, arguments).writable {
        "cannot delete memory"
    } else {
        "cannot modify read-only memory"
    };
    Err(vm.type_error(message))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (v, this) = (arguments[0], Ref::<ViewObject>::of(arguments[0]));
    let text = if vm.kind_of(v) == Kind::MemoryView {
        format!("<memory at {:#x}>", v.0)
    } else {
        let size = if this.open.get() { -1 } else { this.length.get() as i64 };
        let (object, start) = (this.object.get().0, this.start.get());
        format!(
            "<read-only buffer for {object:#x}, size {size}, offset {start} at {:#x}>",
            v.0
        )
    };
    Ok(vm.str(text.as_bytes()))
}

fn equal(vm: &mut Vm, arguments: &[Value], wanted: bool) -> Result {
    let seen = view(vm, arguments);
    match vm.buffer_view(arguments[1]) {
        Some(other) => Ok(((seen.slice() == other.slice()) == wanted).into()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn order(vm: &mut Vm, arguments: &[Value], comparison: Comparison) -> Result {
    if vm.kind_of(arguments[1]) != Kind::Buffer {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (seen, other) = (view(vm, arguments), view(vm, &arguments[1..]));
    Ok(comparison.holds(seen.slice().cmp(other.slice())).into())
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let hash = crate::string::str_hash(view(vm, arguments).slice());
    Ok(vm.int(hash))
}

fn to_str(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = view(vm, arguments).slice();
    Ok(vm.str(bytes))
}

fn to_list(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = view(vm, arguments).slice();
    let list = vm.new_list(bytes.len())?;
    for &byte in bytes {
        vm.list_append(list, Value::integer(byte as i64))?;
    }
    Ok(list.value())
}

fn get_buffer_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (bytes, index) = (view(vm, arguments).slice(), arguments[1]);
    if vm.kind_of(index) == Kind::Slice {
        let range = vm.slice_range(Ref::<SliceObject>::of(index), || bytes.len())?;
        return vm.str_with(range.count, |out| {
            for (byte, i) in out.iter_mut().zip(range.indexes()) {
                *byte = bytes[i];
            }
        });
    }
    if !vm.is_index(index) {
        return Err(vm.type_error("sequence index must be integer"));
    }
    let i = vm.index_i64(index)?;
    let bytes = view(vm, arguments).slice();
    match vm.item_index(i, bytes.len()) {
        Some(i) => Ok(vm.char_str(bytes[i])),
        None => Err(vm.raise(Error::IndexError, "buffer index out of range")),
    }
}

fn get_slice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = view(vm, arguments).slice();
    let (low, high) = (vm.index_clipped(arguments[1])?, vm.index_clipped(arguments[2])?);
    let (low, high) = clip_bounds(low, high, bytes.len());
    Ok(vm.str(&bytes[low..high]))
}

fn read_only(vm: &mut Vm, _: &[Value]) -> Result {
    Err(vm.type_error("buffer is read-only"))
}

fn concatenate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let left = view(vm, arguments).slice();
    let right = match vm.kind_of(arguments[1]) {
        Kind::Unicode => wide_characters(Ref::of(arguments[1])),
        _ => match vm.buffer_view(arguments[1]) {
            Some(right) => right.slice().to_vec(),
            None => return Err(vm.type_error("bad argument type for built-in operation")),
        },
    };
    let both = [left, &right].concat();
    Ok(vm.str(&both))
}

fn repeat(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(count) = vm.repeat_count(arguments[1])? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let bytes = view(vm, arguments).slice();
    let total = vm.repeated_length(bytes.len(), count)?;
    vm.str_with(total, |out| {
        for chunk in out.chunks_mut(bytes.len().max(1)) {
            chunk.copy_from_slice(bytes);
        }
    })
}
