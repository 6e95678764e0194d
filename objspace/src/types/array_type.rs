//! `array.array`: numbers and characters of one C type in a row.

use super::array_items::{item_size, read_item, write_item};
use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::exception::Error;
use crate::kind::Kind;
use crate::list::ListObject;
use crate::native::{function, getter, special, unpacked, Native, Result, TypeDefinition};
use crate::object::Ref;
use crate::protocols::compare::Comparison;
use crate::slice::{clip_bounds, SliceObject, SliceRange};
use crate::string::StrObject;
use crate::types::bytearray::ByteArrayObject;
use crate::types::memory_view::wide_characters;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::Array,
    base: Kind::Object,
    doc: "array(typecode [, initializer]) -> array\n\nAn array whose items are all of the type that typecode stands for.\nIt starts with the items of the initializer: a list or other iterable of such\nitems, or a string with their bytes.",
    new: Some(new),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special("__len__", 0, 0, |vm, a| Ok(vm.int(count(a) as i64)), "x.__len__() <==> len(x)"),
    special("__getitem__", 1, 1, get_item, "x.__getitem__(y) <==> x[y]"),
    special("__setitem__", 2, 2, set_item, "x.__setitem__(i, y) <==> x[i]=y"),
    special("__delitem__", 1, 1, delete_item, "x.__delitem__(y) <==> del x[y]"),
    special("__getslice__", 2, 2, get_slice, "x.__getslice__(i, j) <==> x[i:j]"),
    special("__setslice__", 3, 3, |vm, a| { let r = plain_range(vm, a)?; assign(vm, a, r, a[3]) }, "x.__setslice__(i, j, y) <==> x[i:j]=y"),
    special("__delslice__", 2, 2, |vm, a| { let r = plain_range(vm, a)?; delete(vm, a, r) }, "x.__delslice__(i, j) <==> del x[i:j]"),
    special("__contains__", 1, 1, |vm, a| { let l = list(vm, a)?; Ok(vm.contains_item(l, a[1])?.into()) }, "x.__contains__(y) <==> y in x"),
    special("__add__", 1, 1, add, "x.__add__(y) <==> x+y"),
    special("__iadd__", 1, 1, add_in_place, "x.__iadd__(y) <==> x+=y"),
    special("__mul__", 1, 1, multiply, "x.__mul__(n) <==> x*n"),
    special("__rmul__", 1, 1, multiply, "x.__rmul__(n) <==> n*x"),
    special("__imul__", 1, 1, multiply_in_place, "x.__imul__(y) <==> x*=y"),
    special("__lt__", 1, 1, |vm, a| order(vm, a, Comparison::Less), "x.__lt__(y) <==> x<y"),
    special("__le__", 1, 1, |vm, a| order(vm, a, Comparison::LessEqual), "x.__le__(y) <==> x<=y"),
    special("__eq__", 1, 1, |vm, a| order(vm, a, Comparison::Equal), "x.__eq__(y) <==> x==y"),
    special("__ne__", 1, 1, |vm, a| order(vm, a, Comparison::NotEqual), "x.__ne__(y) <==> x!=y"),
    special("__gt__", 1, 1, |vm, a| order(vm, a, Comparison::Greater), "x.__gt__(y) <==> x>y"),
    special("__ge__", 1, 1, |vm, a| order(vm, a, Comparison::GreaterEqual), "x.__ge__(y) <==> x>=y"),
    special("__iter__", 0, 0, |vm, a| vm.sequence_iterator(a[0]), "x.__iter__() <==> iter(x)"),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    function("__copy__", 0, 0, copy, "copy(array)\n\n A new array with the same items."),
    function("__deepcopy__", 1, 1, copy, "copy(array)\n\n A new array with the same items."),
    function("__reduce__", 0, 0, reduce, "What pickle and copy build the array from again."),
    function("append", 1, 1, |vm, a| insert_at(vm, a, a[1], count(a)), "append(x)\n\nAdds x as the last item."),
    function("buffer_info", 0, 0, buffer_info, "buffer_info() -> (address, length)\n\nWhere the items are in memory, and how many there are."),
    function("byteswap", 0, 0, byte_swap, "byteswap()\n\nTurns the order of the bytes in each item around."),
    function("count", 1, 1, |vm, a| { let l = list(vm, a)?; vm.count_item(l, a[1]) }, "count(x)\n\nHow many items are equal to x."),
    function("extend", 1, 1, |vm, a| { extend(vm, a[0], a[1])?; Ok(Value::NONE) }, "extend(array or iterable)\n\n Adds all of these items at the end."),
    unpacked("fromfile", 2, 2, from_file, FROM_FILE),
    unpacked("read", 2, 2, from_file, FROM_FILE),
    function("fromlist", 1, 1, from_list, "fromlist(list)\n\nAdds the items of a list at the end."),
    function("fromstring", 1, 1, from_string, "fromstring(string)\n\nAdds the items whose bytes the string holds, as fromfile() does for a file."),
    function("fromunicode", 1, 1, from_unicode, "fromunicode(ustr)\n\nAdds the characters of ustr.\nOnly for arrays of the type 'u': others raise ValueError."),
    function("index", 1, 1, |vm, a| { let i = find(vm, a, "index")?; Ok(vm.int(i as i64)) }, "index(x)\n\nThe place of the first item that is equal to x."),
    function("insert", 2, 2, insert, "insert(i,x)\n\nPuts x in before the item at i."),
    function("pop", 0, 1, pop, "pop([i])\n\nTakes the item at i off and gives it back; without i, the last one."),
    function("remove", 1, 1, |vm, a| { let i = find(vm, a, "remove")?; delete(vm, a, SliceRange::contiguous(i, i + 1)) }, "remove(x)\n\nTakes off the first item that is equal to x."),
    function("reverse", 0, 0, reverse, "reverse()\n\nTurns the order of the items around."),
    function("tofile", 1, 1, to_file, TO_FILE),
    function("write", 1, 1, to_file, TO_FILE),
    function("tolist", 0, 0, list, "tolist() -> list\n\nThe items in a list."),
    function("tostring", 0, 0, |vm, a| Ok(vm.str(this(a).bytes())), "tostring() -> string\n\nThe bytes of all items, as the machine\nhas them."),
    function("tounicode", 0, 0, to_unicode, "tounicode() -> unicode\n\nThe characters as unicode.  Only for arrays of\nthe type 'u': others raise ValueError."),
    getter("typecode", |vm, a| Ok(vm.char_str(code(a))), "the letter of the items' type"),
    getter("itemsize", |_, a| Ok(Value::integer(width(a) as i64)), "how many bytes an item takes"),
];

const FROM_FILE: &str =
    "fromfile(f, n)\n\nReads n items from the file f and adds them at the end.  The old name is\nread.";
const TO_FILE: &str = "tofile(f)\n\nWrites the bytes of all items to the file f.  The old name is\nwrite.";

fn this(arguments: &[Value]) -> Ref<ByteArrayObject> {
    Ref::of(arguments[0])
}

fn code(arguments: &[Value]) -> u8 {
    this(arguments).typecode.get() as u8
}

fn width(arguments: &[Value]) -> usize {
    item_size(code(arguments)).unwrap_or(1)
}

/// How many items there are.
fn count(arguments: &[Value]) -> usize {
    this(arguments).len() / width(arguments)
}

/// A new array with these bytes as items.
fn array_of(vm: &mut Vm, class: Ref<TypeObject>, code: u8, bytes: &[u8]) -> Result {
    let v = vm.new_instance(class)?;
    let array = Ref::<ByteArrayObject>::of(v);
    array.typecode.set(code as u64);
    vm.bytes_splice(array, 0, 0, bytes)?;
    Ok(v)
}

fn plain_array(vm: &mut Vm, code: u8, bytes: &[u8]) -> Result {
    let class = vm.type_of_kind(Kind::Array);
    array_of(vm, class, code, bytes)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = Ref::<TypeObject>::of(arguments[0]);
    let keywords = arguments[arguments.len() - 1];
    let exact = class == vm.type_of_kind(Kind::Array);
    if exact && keywords.bound().is_some_and(|k| !Ref::<DictObject>::of(k).is_empty()) {
        return Err(vm.type_error("array.array() does not take keyword arguments"));
    }
    let given = &arguments[1..arguments.len() - 1];
    if given.is_empty() || given.len() > 2 {
        let (most, limit, s) = if given.is_empty() {
            ("at least", 1, "")
        } else {
            ("at most", 2, "s")
        };
        let count = given.len();
        return Err(vm.type_error(&format!("array() takes {most} {limit} argument{s} ({count} given)")));
    }
    let text: &[u8] = match vm.kind_of(given[0]) {
        Kind::Str => Ref::<StrObject>::of(given[0]).bytes(),
        Kind::Unicode => Ref::<UnicodeObject>::of(given[0]).bytes(),
        _ => &[],
    };
    let &[code] = text else {
        let name = vm.type_name(given[0]);
        return Err(vm.type_error(&format!(
            "array() argument 1 or typecode must be char (string or ascii-unicode with length 1), not {name}"
        )));
    };
    if item_size(code).is_none() {
        return Err(vm.value_error("bad typecode (must be c, b, B, u, h, H, i, I, l, L, f or d)"));
    }
    let array = array_of(vm, class, code, b"")?;
    let Some(&source) = given.get(1) else {
        return Ok(array);
    };
    match vm.kind_of(source) {
        Kind::Str | Kind::ByteArray => from_string(vm, &[array, source])?,
        Kind::Unicode if code == b'u' => from_unicode(vm, &[array, source])?,
        _ => {
            append_items(vm, array, source)?;
            Value::NONE
        }
    };
    Ok(array)
}

/// The bytes of items of an array.
fn range_bytes(arguments: &[Value], range: SliceRange) -> Vec<u8> {
    let (bytes, width) = (this(arguments).bytes(), width(arguments));
    if range.step == 1 {
        let (low, high) = range.bounds();
        return bytes[low * width..high * width].to_vec();
    }
    let items = range.indexes().map(|i| &bytes[i * width..][..width]);
    items.flatten().copied().collect()
}

fn item(vm: &mut Vm, arguments: &[Value], i: usize) -> Result {
    let width = width(arguments);
    read_item(vm, code(arguments), &this(arguments).bytes()[i * width..][..width])
}

fn list(vm: &mut Vm, arguments: &[Value]) -> Result {
    let items = vm.new_list(count(arguments))?;
    for i in 0..count(arguments) {
        let v = item(vm, arguments, i)?;
        vm.list_append(items, v)?;
    }
    Ok(items.value())
}

fn item_index(vm: &mut Vm, arguments: &[Value], message: &str) -> Result<usize> {
    let i = vm.index_i64(arguments[1])?;
    match vm.item_index(i, count(arguments)) {
        Some(i) => Ok(i),
        None => Err(vm.raise(Error::IndexError, message)),
    }
}

/// What a subscript that is a slice takes; None: it is an index. TypeError with `message`: it is neither.
fn subscript(vm: &mut Vm, arguments: &[Value], message: &str) -> Result<Option<SliceRange>> {
    if vm.kind_of(arguments[1]) == Kind::Slice {
        let slice = Ref::<SliceObject>::of(arguments[1]);
        return vm.slice_range(slice, || count(arguments)).map(Some);
    }
    if vm.is_index(arguments[1]) {
        return Ok(None);
    }
    Err(vm.type_error(message))
}

fn plain_range(vm: &mut Vm, arguments: &[Value]) -> Result<SliceRange> {
    let (low, high) = (vm.index_clipped(arguments[1])?, vm.index_clipped(arguments[2])?);
    let (low, high) = clip_bounds(low, high, count(arguments));
    Ok(SliceRange::contiguous(low, high))
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    if let Some(range) = subscript(vm, arguments, "array indices must be integers")? {
        return plain_array(vm, code(arguments), &range_bytes(arguments, range));
    }
    let i = item_index(vm, arguments, "array index out of range")?;
    item(vm, arguments, i)
}

fn get_slice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let range = plain_range(vm, arguments)?;
    plain_array(vm, code(arguments), &range_bytes(arguments, range))
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    if let Some(range) = subscript(vm, arguments, "array indices must be integer")? {
        return assign(vm, arguments, range, arguments[2]);
    }
    let i = item_index(vm, arguments, "array assignment index out of range")?;
    let mut bytes = Vec::new();
    write_item(vm, code(arguments), arguments[2], &mut bytes)?;
    // Converting the value can have run code that made the array shorter.
    if i < count(arguments) {
        this(arguments).bytes_mut()[i * bytes.len()..][..bytes.len()].copy_from_slice(&bytes);
    }
    Ok(Value::NONE)
}

fn delete_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    match subscript(vm, arguments, "array indices must be integer")? {
        Some(range) => delete(vm, arguments, range),
        None => {
            let i = item_index(vm, arguments, "array assignment index out of range")?;
            delete(vm, arguments, SliceRange::contiguous(i, i + 1))
        }
    }
}

fn assign(vm: &mut Vm, arguments: &[Value], range: SliceRange, source: Value) -> Result {
    if vm.kind_of(source) != Kind::Array {
        let name = vm.type_name(source);
        let name = name.rsplit('.').next().unwrap_or_default();
        return Err(vm.type_error(&format!("can only assign array (not \"{name}\") to array slice")));
    }
    if code(&[source]) != code(arguments) {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let (width, bytes) = (width(arguments), Ref::<ByteArrayObject>::of(source).bytes().to_vec());
    if range.step == 1 {
        let (low, high) = range.bounds();
        vm.bytes_splice(this(arguments), low * width, high * width, &bytes)?;
        return Ok(Value::NONE);
    }
    let given = bytes.len() / width;
    if given == 0 {
        return delete(vm, arguments, range);
    }
    if given != range.count {
        let wanted = range.count;
        return Err(vm.value_error(&format!(
            "attempt to assign array of size {given} to extended slice of size {wanted}"
        )));
    }
    let room = this(arguments).bytes_mut();
    for (i, one) in range.indexes().zip(bytes.chunks(width)) {
        room[i * width..][..width].copy_from_slice(one);
    }
    Ok(Value::NONE)
}

fn delete(vm: &mut Vm, arguments: &[Value], range: SliceRange) -> Result {
    let (array, width) = (this(arguments), width(arguments));
    if range.step == 1 {
        let (low, high) = range.bounds();
        vm.bytes_splice(array, low * width, high * width, &[])?;
        return Ok(Value::NONE);
    }
    let mut gone = vec![false; count(arguments)];
    range.indexes().for_each(|i| gone[i] = true);
    let items = array.bytes().chunks(width).zip(gone);
    let kept: Vec<u8> = items
        .filter(|(_, gone)| !gone)
        .flat_map(|(one, _)| one)
        .copied()
        .collect();
    vm.bytes_splice(array, 0, array.len(), &kept)?;
    Ok(Value::NONE)
}

/// The bytes of an array of the same type code. TypeError: "can only ... array".
fn same_kind(vm: &mut Vm, arguments: &[Value], problem: &str) -> Result<Vec<u8>> {
    let other = arguments[1];
    if vm.kind_of(other) != Kind::Array {
        let name = vm.type_name(other);
        return Err(vm.type_error(&problem.replace("NAME", &name)));
    }
    if code(&[other]) != code(arguments) {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    Ok(Ref::<ByteArrayObject>::of(other).bytes().to_vec())
}

fn add(vm: &mut Vm, arguments: &[Value]) -> Result {
    let right = same_kind(vm, arguments, "can only append array (not \"NAME\") to array")?;
    let both = [this(arguments).bytes(), &right].concat();
    plain_array(vm, code(arguments), &both)
}

fn add_in_place(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[1]) != Kind::Array {
        same_kind(vm, arguments, "can only extend array with array (not \"NAME\")")?;
    }
    extend(vm, arguments[0], arguments[1])?;
    Ok(arguments[0])
}

fn repeated(vm: &mut Vm, arguments: &[Value]) -> Result<Option<Vec<u8>>> {
    let Some(times) = vm.repeat_count(arguments[1])? else {
        return Ok(None);
    };
    let bytes = this(arguments).bytes();
    let total = vm.repeated_length(bytes.len(), times)?;
    let mut out = Vec::new();
    if out.try_reserve_exact(total).is_err() {
        return Err(vm.memory_error());
    }
    (0..times).for_each(|_| out.extend_from_slice(bytes));
    Ok(Some(out))
}

fn multiply(vm: &mut Vm, arguments: &[Value]) -> Result {
    match repeated(vm, arguments)? {
        Some(bytes) => plain_array(vm, code(arguments), &bytes),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn multiply_in_place(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(bytes) = repeated(vm, arguments)? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let array = this(arguments);
    vm.bytes_splice(array, 0, array.len(), &bytes)?;
    Ok(arguments[0])
}

fn order(vm: &mut Vm, arguments: &[Value], comparison: Comparison) -> Result {
    if vm.kind_of(arguments[1]) != Kind::Array {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let left = list(vm, arguments)?;
    let right = list(vm, &arguments[1..])?;
    vm.compare_sequences(comparison, left, right)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let code = code(arguments);
    let mut text = format!("array('{}'", code as char).into_bytes();
    if count(arguments) > 0 {
        let items = match code {
            b'c' => vm.str(this(arguments).bytes()),
            b'u' => to_unicode(vm, arguments)?,
            _ => list(vm, arguments)?,
        };
        text.extend_from_slice(b", ");
        text.extend_from_slice(vm.repr(items)?.bytes());
    }
    text.push(b')');
    Ok(vm.str(&text))
}

fn copy(vm: &mut Vm, arguments: &[Value]) -> Result {
    plain_array(vm, code(arguments), this(arguments).bytes())
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let items = list(vm, arguments)?;
    let given = vm.tuple(&[vm.char_str(code(arguments)), items]);
    let name = vm.intern("__dict__");
    let dict = match vm.getattr(arguments[0], name) {
        Ok(dict) => dict,
        Err(_) if vm.swallow(Error::AttributeError) => Value::NONE,
        Err(e) => return Err(e),
    };
    let class = vm.class_of(arguments[0]).value();
    Ok(vm.tuple(&[class, given, dict]))
}

/// Puts one value before item `i`.
fn insert_at(vm: &mut Vm, arguments: &[Value], v: Value, i: usize) -> Result {
    let mut bytes = Vec::new();
    write_item(vm, code(arguments), v, &mut bytes)?;
    let at = i.min(count(arguments)) * bytes.len();
    vm.bytes_splice(this(arguments), at, at, &bytes)?;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = vm.argument_i64(arguments[1])?;
    let length = count(arguments) as i64;
    let i = if i < 0 { i.saturating_add(length) } else { i };
    insert_at(vm, arguments, arguments[2], i.clamp(0, length) as usize)
}

fn buffer_info(vm: &mut Vm, arguments: &[Value]) -> Result {
    let address = this(arguments).bytes().as_ptr() as i64;
    let (address, length) = (vm.int(address), vm.int(count(arguments) as i64));
    Ok(vm.tuple(&[address, length]))
}

fn byte_swap(_: &mut Vm, arguments: &[Value]) -> Result {
    let items = this(arguments).bytes_mut().chunks_mut(width(arguments));
    items.for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

fn reverse(_: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = this(arguments).bytes_mut();
    // Backwards all bytes, then each item's again.
    bytes.reverse();
    bytes.chunks_mut(width(arguments)).for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

/// Appends another array or the items of an iterable.
fn extend(vm: &mut Vm, array: Value, source: Value) -> Result<()> {
    if vm.kind_of(source) != Kind::Array {
        return append_items(vm, array, source);
    }
    if code(&[source]) != code(&[array]) {
        return Err(vm.type_error("can only extend with array of same kind"));
    }
    let array = Ref::<ByteArrayObject>::of(array);
    vm.bytes_splice(
        array,
        array.len(),
        array.len(),
        Ref::<ByteArrayObject>::of(source).bytes(),
    )
}

/// Appends the items of an iterable one by one: those before one that does not fit stay.
fn append_items(vm: &mut Vm, array: Value, source: Value) -> Result<()> {
    let (iterator, code) = (vm.iter(source)?, code(&[array]));
    let array = Ref::<ByteArrayObject>::of(array);
    let mut bytes = Vec::new();
    while let Some(v) = vm.next(iterator)? {
        bytes.clear();
        write_item(vm, code, v, &mut bytes)?;
        let end = array.len();
        vm.bytes_resize(array, end + bytes.len())?;
        array.bytes_mut()[end..].copy_from_slice(&bytes);
    }
    Ok(())
}

fn from_list(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[1]) != Kind::List {
        return Err(vm.type_error("arg must be list"));
    }
    let (items, mut bytes, mut i) = (Ref::<ListObject>::of(arguments[1]), Vec::new(), 0);
    // All or none: an item that does not fit leaves the array as it was.
    while let Some(&v) = vm.items_of(items.value()).get(i) {
        write_item(vm, code(arguments), v, &mut bytes)?;
        i += 1;
    }
    let array = this(arguments);
    vm.bytes_splice(array, array.len(), array.len(), &bytes)?;
    Ok(Value::NONE)
}

fn from_string(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = vm.buffer_bytes(arguments[1])?;
    if bytes.len() % width(arguments) != 0 {
        return Err(vm.value_error("string length not a multiple of item size"));
    }
    let array = this(arguments);
    vm.bytes_splice(array, array.len(), array.len(), bytes)?;
    Ok(Value::NONE)
}

fn from_unicode(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[1]) != Kind::Unicode {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(&format!(
            "fromunicode() argument 1 must be cannot convert raw buffers, not {name}"
        )));
    }
    if code(arguments) != b'u' {
        return Err(vm.value_error("fromunicode() may only be called on type 'u' arrays"));
    }
    let array = this(arguments);
    vm.bytes_splice(array, array.len(), array.len(), &wide_characters(Ref::of(arguments[1])))?;
    Ok(Value::NONE)
}

fn to_unicode(vm: &mut Vm, arguments: &[Value]) -> Result {
    if code(arguments) != b'u' {
        return Err(vm.value_error("tounicode() may only be called on type 'u' arrays"));
    }
    let characters = list(vm, arguments)?;
    let (empty, join) = (vm.unicode(b""), vm.intern("join"));
    vm.call_method(empty, join, &[characters])
}

/// The index of the first item equal to the argument. ValueError.
fn find(vm: &mut Vm, arguments: &[Value], method: &str) -> Result<usize> {
    let items = list(vm, arguments)?;
    match vm.find_item(items, arguments[1], 0, usize::MAX)? {
        Some(i) => Ok(i),
        None => Err(vm.value_error(&format!("array.{method}(x): x not in list"))),
    }
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = match arguments.get(1) {
        Some(&i) => vm.argument_i64(i)?,
        None => -1,
    };
    if count(arguments) == 0 {
        return Err(vm.raise(Error::IndexError, "pop from empty array"));
    }
    let Some(i) = vm.item_index(i, count(arguments)) else {
        return Err(vm.raise(Error::IndexError, "pop index out of range"));
    };
    let v = item(vm, arguments, i)?;
    delete(vm, arguments, SliceRange::contiguous(i, i + 1))?;
    Ok(v)
}

fn from_file(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[1]) != Kind::File {
        return Err(vm.type_error("arg1 must be open file"));
    }
    let wanted = vm.argument_i64(arguments[2])?;
    let width = width(arguments) as i64;
    let Some(size) = wanted.max(0).checked_mul(width) else {
        return Err(vm.memory_error());
    };
    let (read, size) = (vm.intern("read"), vm.int(size));
    let data = vm.call_method(arguments[1], read, &[size])?;
    let bytes = vm.buffer_bytes(data)?;
    let whole = bytes.len() / width as usize;
    let array = this(arguments);
    vm.bytes_splice(array, array.len(), array.len(), &bytes[..whole * width as usize])?;
    if (whole as i64) < wanted {
        return Err(vm.raise(Error::EOFError, "not enough items in file"));
    }
    Ok(Value::NONE)
}

fn to_file(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.kind_of(arguments[1]) != Kind::File {
        return Err(vm.type_error("arg must be open file"));
    }
    let (write, data) = (vm.intern("write"), vm.str(this(arguments).bytes()));
    vm.call_method(arguments[1], write, &[data])?;
    Ok(Value::NONE)
}
