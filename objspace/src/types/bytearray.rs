//! `bytearray`: construction, items, comparison. Its methods are in `bytearray_methods`.

use crate::class::TypeObject;
use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::{special, special_variadic, Native, Result, TypeDefinition, INITIALIZER_DOC};
use crate::object::{Field, Ref, Storage};
use crate::protocols::compare::Comparison;
use crate::slice::SliceObject;
use crate::types::str_type::repr_bytes;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// Bytes that can change. Arrays begin like this too.
#[repr(C)]
pub struct ByteArrayObject {
    pub header: Header,
    pub length: Cell<usize>,
    /// Bytes cell; unbound while empty.
    pub storage: Field,
    /// An array's type code.
    pub typecode: Cell<u64>,
}

impl ByteArrayObject {
    pub const MASK: u64 = mask!(ByteArrayObject: storage);

    /// The bytes. They stay where they are until the array is resized.
    pub fn bytes_mut(&self) -> &'static mut [u8] {
        match self.storage.get().bound() {
            None => &mut [],
            // The cell has room for `length` bytes.
            Some(storage) => unsafe {
                std::slice::from_raw_parts_mut(Ref::<Storage>::of(storage).bytes(), self.length.get())
            },
        }
    }

    pub fn bytes(&self) -> &'static [u8] {
        self.bytes_mut()
    }

    pub fn len(&self) -> usize {
        self.length.get()
    }

    pub fn is_empty(&self) -> bool {
        self.length.get() == 0
    }

    /// How many bytes there is room for.
    pub fn capacity(&self) -> usize {
        match self.storage.get().bound() {
            None => 0,
            Some(storage) => Ref::<Storage>::of(storage).length.get(),
        }
    }
}

impl Vm {
    /// A new bytearray of these bytes.
    pub fn bytearray(&mut self, bytes: &[u8]) -> Result {
        let p = self.allocate(std::mem::size_of::<ByteArrayObject>(), Kind::ByteArray.map())?;
        // A new cell of the kind whose struct this is.
        let array = unsafe { Ref::<ByteArrayObject>::from_pointer(p) };
        self.bytes_resize(array, bytes.len())?;
        array.bytes_mut().copy_from_slice(bytes);
        Ok(array.value())
    }

    /// Makes the array `length` bytes long; what it gains is zero or left over. MemoryError.
    pub fn bytes_resize(&mut self, array: Ref<ByteArrayObject>, length: usize) -> Result<()> {
        if length > array.capacity() {
            let grown = if array.is_empty() {
                length
            } else {
                length + (length >> 3) + 8
            };
            let storage = self.new_bytes(grown)?;
            let old = array.bytes();
            // The new cell is longer than the old bytes.
            unsafe { std::ptr::copy_nonoverlapping(old.as_ptr(), storage.bytes(), old.len()) };
            array.set(self, |a| &a.storage, storage.value());
        }
        array.length.set(length);
        Ok(())
    }

    /// Puts `bytes` in the place of the bytes `low..high`.
    pub fn bytes_splice(&mut self, array: Ref<ByteArrayObject>, low: usize, high: usize, bytes: &[u8]) -> Result<()> {
        // The new bytes may be the array's own.
        let own = bytes.to_vec();
        let (old, tail) = (array.len(), array.len() - high);
        if own.len() > high - low {
            self.bytes_resize(array, old + own.len() - (high - low))?;
        }
        let room = array.bytes_mut();
        room.copy_within(high..high + tail, low + own.len());
        room[low..low + own.len()].copy_from_slice(&own);
        array.length.set(low + own.len() + tail);
        Ok(())
    }

    /// A byte given as a number or a str of one. TypeError, ValueError.
    pub fn byte_argument(&mut self, v: Value) -> Result<u8> {
        if self.kind_of(v) == Kind::Str {
            return match self.buffer_bytes(v)? {
                [byte] => Ok(*byte),
                _ => Err(self.value_error("string must be of size 1")),
            };
        }
        let number = match self.kind_of(v) {
            Kind::Float | Kind::Unicode | Kind::NoneType => None,
            _ if self.is_index(v) => {
                let clipped = self.index_clipped(v);
                self.unless(clipped, Error::TypeError)?
            }
            _ => None,
        };
        match number {
            Some(n) => match u8::try_from(n) {
                Ok(byte) => Ok(byte),
                Err(_) => Err(self.value_error("byte must be in range(0, 256)")),
            },
            None => Err(self.type_error("an integer or string of size 1 is required")),
        }
    }
}

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::ByteArray,
    base: Kind::Object,
    doc: "bytearray(iterable_of_ints) -> bytearray.\nbytearray(string, encoding[, errors]) -> bytearray.\nbytearray(bytes_or_bytearray) -> bytearray.\nbytearray(memory_view) -> bytearray.\nbytearray(int) -> bytearray.\n\nA string of bytes that can be changed. It starts with these bytes: integers\nfrom 0 to 255, a text in some encoding, a copy of another string or buffer,\nor so many zeros.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special_variadic("__init__", init, INITIALIZER_DOC),
    special(
        "__len__",
        0,
        0,
        |vm, a| Ok(vm.int(this(a).len() as i64)),
        "x.__len__() <==> len(x)",
    ),
    special("__getitem__", 1, 1, get_item, "x.__getitem__(y) <==> x[y]"),
    special(
        "__setitem__",
        2,
        2,
        |vm, a| assign(vm, a, a[2]),
        "x.__setitem__(i, y) <==> x[i]=y",
    ),
    special(
        "__delitem__",
        1,
        1,
        |vm, a| assign(vm, a, Value::UNBOUND),
        "x.__delitem__(y) <==> del x[y]",
    ),
    special("__contains__", 1, 1, contains, "x.__contains__(y) <==> y in x"),
    special("__add__", 1, 1, add, "x.__add__(y) <==> x+y"),
    special("__iadd__", 1, 1, add_in_place, "x.__iadd__(y) <==> x+=y"),
    special("__mul__", 1, 1, multiply, "x.__mul__(n) <==> x*n"),
    special("__rmul__", 1, 1, multiply, "x.__rmul__(n) <==> n*x"),
    special("__imul__", 1, 1, multiply_in_place, "x.__imul__(y) <==> x*=y"),
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
    special(
        "__iter__",
        0,
        0,
        |vm, a| vm.sequence_iterator(a[0]),
        "x.__iter__() <==> iter(x)",
    ),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special(
        "__str__",
        0,
        0,
        |vm, a| Ok(vm.str(this(a).bytes())),
        "x.__str__() <==> str(x)",
    ),
];

pub fn this(arguments: &[Value]) -> Ref<ByteArrayObject> {
    Ref::of(arguments[0])
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    vm.new_instance(Ref::<TypeObject>::of(arguments[0]))
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    let names = ["source", "encoding", "errors"];
    let [source, encoding, errors] = vm.named_arguments("bytearray", 0, names, &arguments[1..])?;
    let array = this(arguments);
    array.length.set(0);
    let Some(source) = source.bound() else {
        if encoding.bound().or(errors.bound()).is_some() {
            return Err(vm.type_error("encoding or errors without sequence argument"));
        }
        return Ok(Value::NONE);
    };
    let mut source = source;
    let kind = vm.kind_of(source);
    if kind == Kind::Unicode || (kind == Kind::Str && encoding.bound().is_some()) {
        let Some(encoding) = encoding.bound() else {
            return Err(vm.type_error("unicode argument without an encoding"));
        };
        let encode = vm.intern("encode");
        source = match errors.bound() {
            Some(errors) => vm.call_method(source, encode, &[encoding, errors])?,
            None => vm.call_method(source, encode, &[encoding])?,
        };
    } else if encoding.bound().or(errors.bound()).is_some() {
        return Err(vm.type_error("encoding or errors without a string argument"));
    } else if kind != Kind::Float && vm.buffer_view(source).is_none() && vm.is_index(source) {
        let count = vm.index_as(source, Error::OverflowError);
        // What refuses to be a number may still be iterated over.
        if let Some(count) = vm.unless(count, Error::TypeError)? {
            if count < 0 {
                return Err(vm.value_error("negative count"));
            }
            vm.bytes_resize(array, count as usize)?;
            array.bytes_mut().fill(0);
            return Ok(Value::NONE);
        }
    }
    extend(vm, array, source)?;
    Ok(Value::NONE)
}

/// Appends the bytes of a buffer, or an iterable's.
pub fn extend(vm: &mut Vm, array: Ref<ByteArrayObject>, source: Value) -> Result<()> {
    if let Some(view) = vm.buffer_view(source) {
        return vm.bytes_splice(array, array.len(), array.len(), view.slice());
    }
    if vm.kind_of(source) == Kind::Unicode && !Ref::<crate::unicode::UnicodeObject>::of(source).is_empty() {
        return Err(vm.type_error("an integer or string of size 1 is required"));
    }
    let iterator = vm.iter(source)?;
    let mut bytes = Vec::new();
    while let Some(item) = vm.next(iterator)? {
        bytes.push(vm.byte_argument(item)?);
    }
    vm.bytes_splice(array, array.len(), array.len(), &bytes)
}

fn item_index(vm: &mut Vm, index: Value, array: Ref<ByteArrayObject>) -> Result<usize> {
    if !vm.is_index(index) {
        return Err(vm.type_error("bytearray indices must be integers"));
    }
    let i = vm.index_i64(index)?;
    // Finding the number may have run code that changed the array.
    match vm.item_index(i, array.len()) {
        Some(i) => Ok(i),
        None => Err(vm.raise(Error::IndexError, "bytearray index out of range")),
    }
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    let array = this(arguments);
    if vm.kind_of(arguments[1]) == Kind::Slice {
        let range = vm.slice_range(Ref::<SliceObject>::of(arguments[1]), || array.len())?;
        let bytes = array.bytes();
        let taken: Vec<u8> = range.indexes().map(|i| bytes[i]).collect();
        return vm.bytearray(&taken);
    }
    let i = item_index(vm, arguments[1], array)?;
    Ok(Value::integer(array.bytes()[i] as i64))
}

/// `self[index] = value`, or its deletion when `value` is unbound.
fn assign(vm: &mut Vm, arguments: &[Value], value: Value) -> Result {
    let (array, index) = (this(arguments), arguments[1]);
    if vm.kind_of(index) != Kind::Slice {
        let i = item_index(vm, index, array)?;
        match value.bound() {
            Some(value) => {
                let byte = vm.byte_argument(value)?;
                if let Some(place) = array.bytes_mut().get_mut(i) {
                    *place = byte;
                }
            }
            None => vm.bytes_splice(array, i, i + 1, &[])?,
        }
        return Ok(Value::NONE);
    }
    let bytes: Vec<u8> = match value.bound() {
        None => Vec::new(),
        Some(value) if matches!(vm.kind_of(value), Kind::Unicode) || vm.is_number(value) => {
            let message = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
            return Err(vm.type_error(message));
        }
        Some(value) => {
            let collected = Ref::<ByteArrayObject>::of(vm.bytearray(b"")?);
            extend(vm, collected, value)?;
            collected.bytes().to_vec()
        }
    };
    let range = vm.slice_range(Ref::<SliceObject>::of(index), || array.len())?;
    if range.step == 1 {
        let (low, high) = range.bounds();
        vm.bytes_splice(array, low, high, &bytes)?;
    } else if bytes.is_empty() {
        let gone: Vec<usize> = range.indexes().collect();
        let mut kept = Vec::with_capacity(array.len());
        let (low, high) = (gone.iter().min(), gone.iter().max());
        for (i, &byte) in array.bytes().iter().enumerate() {
            let inside = low.is_some_and(|&l| i >= l) && high.is_some_and(|&h| i <= h);
            let hit = inside && (i as i64 - range.start) % range.step == 0;
            if !hit {
                kept.push(byte);
            }
        }
        array.length.set(kept.len());
        array.bytes_mut().copy_from_slice(&kept);
    } else if bytes.len() != range.count {
        let (size, count) = (bytes.len(), range.count);
        return Err(vm.value_error(&format!(
            "attempt to assign bytes of size {size} to extended slice of size {count}"
        )));
    } else {
        let room = array.bytes_mut();
        for (i, byte) in range.indexes().zip(bytes) {
            room[i] = byte;
        }
    }
    Ok(Value::NONE)
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = this(arguments).bytes();
    if vm.is_index(arguments[1]) {
        let byte = vm.byte_argument(arguments[1])?;
        return Ok(bytes.contains(&byte).into());
    }
    let needle = vm.byte_operand(arguments[1])?;
    Ok(memchr::memmem::find(bytes, needle).is_some().into())
}

/// The bytes of two operands joined; TypeError.
pub fn concatenate(vm: &mut Vm, a: Value, b: Value) -> Result {
    match (vm.buffer_view(a), vm.buffer_view(b)) {
        (Some(left), Some(right)) => {
            let both = [left.slice(), right.slice()].concat();
            vm.bytearray(&both)
        }
        _ => {
            let (a, b) = (vm.type_name(a), vm.type_name(b));
            Err(vm.type_error(&format!("can't concat {a} to {b}")))
        }
    }
}

fn add(vm: &mut Vm, arguments: &[Value]) -> Result {
    concatenate(vm, arguments[0], arguments[1])
}

fn add_in_place(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (array, other) = (this(arguments), arguments[1]);
    let Some(view) = vm.buffer_view(other) else {
        let (a, b) = (vm.type_name(arguments[0]), vm.type_name(other));
        return Err(vm.type_error(&format!("can't concat {b} to {a}")));
    };
    vm.bytes_splice(array, array.len(), array.len(), view.slice())?;
    Ok(arguments[0])
}

fn repeated(vm: &mut Vm, arguments: &[Value]) -> Result<Option<Vec<u8>>> {
    let Some(count) = vm.repeat_count(arguments[1])? else {
        return Ok(None);
    };
    let bytes = this(arguments).bytes();
    let total = bytes.len().checked_mul(count).filter(|&n| n <= isize::MAX as usize);
    let mut out = Vec::new();
    if total.is_none_or(|n| out.try_reserve_exact(n).is_err()) {
        return Err(vm.memory_error());
    }
    (0..count).for_each(|_| out.extend_from_slice(bytes));
    Ok(Some(out))
}

fn multiply(vm: &mut Vm, arguments: &[Value]) -> Result {
    match repeated(vm, arguments)? {
        Some(bytes) => vm.bytearray(&bytes),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn multiply_in_place(vm: &mut Vm, arguments: &[Value]) -> Result {
    match repeated(vm, arguments)? {
        Some(bytes) => {
            let array = this(arguments);
            vm.bytes_splice(array, 0, array.len(), &bytes)?;
            Ok(arguments[0])
        }
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn order(vm: &mut Vm, arguments: &[Value], comparison: Comparison) -> Result {
    match vm.buffer_view(arguments[1]) {
        Some(other) => Ok(comparison.holds(this(arguments).bytes().cmp(other.slice())).into()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    // Single quotes are escaped whatever the quotes around are.
    let quoted = repr_bytes(this(arguments).bytes());
    let mut text = b"bytearray(b".to_vec();
    if quoted[0] == b'"' {
        quoted.iter().for_each(|&b| match b {
            b'\'' => text.extend_from_slice(b"\\'"),
            b => text.push(b),
        });
    } else {
        text.extend_from_slice(&quoted);
    }
    text.push(b')');
    Ok(vm.str(&text))
}
