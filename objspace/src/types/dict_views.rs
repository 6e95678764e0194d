//! `dict_keys`, `dict_values` and `dict_items`: what `viewkeys` and its kind give. Keys and items behave like sets.

use crate::dict::DictObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::{special, Native, Result, TypeDefinition};
use crate::object::{Field, Ref};
use crate::protocols::compare::Comparison;
use crate::tuple::TupleObject;
use crate::types::set;
use crate::value::Value;
use crate::vm::Vm;

#[repr(C)]
pub struct DictViewObject {
    pub header: Header,
    pub dict: Field,
}

impl DictViewObject {
    pub const MASK: u64 = mask!(DictViewObject: dict);
}

const fn view(kind: Kind, methods: &'static [Native]) -> TypeDefinition {
    TypeDefinition {
        kind,
        base: Kind::Object,
        doc: "",
        new: None,
        methods,
        subclassable: false,
    }
}

pub static KEYS: TypeDefinition = view(Kind::DictKeys, LIKE_SETS);
pub static VALUES: TypeDefinition = view(Kind::DictValues, VALUES_METHODS);
pub static ITEMS: TypeDefinition = view(Kind::DictItems, LIKE_SETS);

const REPR: Native = special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)");
const ITER: Native = special("__iter__", 0, 0, iter, "x.__iter__() <==> iter(x)");
const LEN: Native = special("__len__", 0, 0, len, "x.__len__() <==> len(x)");

static VALUES_METHODS: &[Native] = &[REPR, ITER, LEN];

static LIKE_SETS: &[Native] = &[
    REPR,
    ITER,
    LEN,
    special("__contains__", 1, 1, contains, "x.__contains__(y) <==> y in x"),
    special(
        "__lt__",
        1,
        1,
        |vm, a| compare(vm, Comparison::Less, a),
        "x.__lt__(y) <==> x<y",
    ),
    special(
        "__le__",
        1,
        1,
        |vm, a| compare(vm, Comparison::LessEqual, a),
        "x.__le__(y) <==> x<=y",
    ),
    special(
        "__eq__",
        1,
        1,
        |vm, a| compare(vm, Comparison::Equal, a),
        "x.__eq__(y) <==> x==y",
    ),
    special(
        "__ne__",
        1,
        1,
        |vm, a| compare(vm, Comparison::NotEqual, a),
        "x.__ne__(y) <==> x!=y",
    ),
    special(
        "__gt__",
        1,
        1,
        |vm, a| compare(vm, Comparison::Greater, a),
        "x.__gt__(y) <==> x>y",
    ),
    special(
        "__ge__",
        1,
        1,
        |vm, a| compare(vm, Comparison::GreaterEqual, a),
        "x.__ge__(y) <==> x>=y",
    ),
    special(
        "__sub__",
        1,
        1,
        |vm, a| combine(vm, set::difference_update, a[0], a[1]),
        "x.__sub__(y) <==> x-y",
    ),
    special(
        "__rsub__",
        1,
        1,
        |vm, a| combine(vm, set::difference_update, a[1], a[0]),
        "x.__rsub__(y) <==> y-x",
    ),
    special(
        "__and__",
        1,
        1,
        |vm, a| combine(vm, set::intersection_update, a[0], a[1]),
        "x.__and__(y) <==> x&y",
    ),
    special(
        "__rand__",
        1,
        1,
        |vm, a| combine(vm, set::intersection_update, a[1], a[0]),
        "x.__rand__(y) <==> y&x",
    ),
    special(
        "__or__",
        1,
        1,
        |vm, a| combine(vm, set::update, a[0], a[1]),
        "x.__or__(y) <==> x|y",
    ),
    special(
        "__ror__",
        1,
        1,
        |vm, a| combine(vm, set::update, a[1], a[0]),
        "x.__ror__(y) <==> y|x",
    ),
    special(
        "__xor__",
        1,
        1,
        |vm, a| combine(vm, set::symmetric_difference_update, a[0], a[1]),
        "x.__xor__(y) <==> x^y",
    ),
    special(
        "__rxor__",
        1,
        1,
        |vm, a| combine(vm, set::symmetric_difference_update, a[1], a[0]),
        "x.__rxor__(y) <==> y^x",
    ),
];

fn dict_of(v: Value) -> Ref<DictObject> {
    Ref::<DictViewObject>::of(v).dict.of()
}

impl Vm {
    /// A view (DictKeys, DictValues, DictItems) of a dict.
    pub fn new_dict_view(&mut self, kind: Kind, dict: Ref<DictObject>) -> Value {
        let p = self.heap.allocate(kind.body_size(), kind.map());
        let view = unsafe { Ref::<DictViewObject>::from_pointer(p) };
        view.dict.init(dict.value());
        view.value()
    }
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let view = arguments[0];
    if !vm.enter_repr(view)? {
        return Ok(vm.str(b"..."));
    }
    let result = match vm.list_from(view) {
        Ok(list) => vm.repr(list.value()),
        Err(e) => Err(e),
    };
    vm.leave_repr();
    let text = [vm.type_name(view).as_bytes(), b"(", result?.bytes(), b")"].concat();
    vm.str_with(text.len(), |s| s.copy_from_slice(&text))
}

fn iter(vm: &mut Vm, arguments: &[Value]) -> Result {
    let kind = match vm.kind_of(arguments[0]) {
        Kind::DictKeys => Kind::DictKeyIterator,
        Kind::DictValues => Kind::DictValueIterator,
        _ => Kind::DictItemIterator,
    };
    Ok(vm.new_dict_iterator(kind, dict_of(arguments[0])))
}

fn len(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(dict_of(arguments[0]).len() as i64))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (dict, wanted) = (dict_of(arguments[0]), arguments[1]);
    if vm.is_kind(arguments[0], Kind::DictKeys) {
        return Ok(Value::bool(vm.dict_entry(dict, wanted)?.is_some()));
    }
    if !vm.is_kind(wanted, Kind::Tuple) {
        return Ok(Value::FALSE);
    }
    let &[key, value] = Ref::<TupleObject>::of(wanted).items() else {
        return Ok(Value::FALSE);
    };
    match vm.dict_get(dict, key)? {
        Some(found) => vm.equal(value, found).map(Value::bool),
        None => Ok(Value::FALSE),
    }
}

/// Views compare as sets do, with sets and each other.
fn compare(vm: &mut Vm, op: Comparison, arguments: &[Value]) -> Result {
    let (view, other) = (arguments[0], arguments[1]);
    if !matches!(
        vm.kind_of(other),
        Kind::Set | Kind::FrozenSet | Kind::DictKeys | Kind::DictItems
    ) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (ours, theirs) = (vm.len(view)?, vm.len(other)?);
    let result = match op {
        Comparison::Equal => ours == theirs && all_in(vm, view, other)?,
        Comparison::NotEqual => ours != theirs || !all_in(vm, view, other)?,
        Comparison::Less => ours < theirs && all_in(vm, view, other)?,
        Comparison::LessEqual => ours <= theirs && all_in(vm, view, other)?,
        Comparison::Greater => ours > theirs && all_in(vm, other, view)?,
        Comparison::GreaterEqual => ours >= theirs && all_in(vm, other, view)?,
    };
    Ok(Value::bool(result))
}

fn all_in(vm: &mut Vm, part: Value, whole: Value) -> Result<bool> {
    let iterator = vm.iter(part)?;
    while let Some(v) = vm.next(iterator)? {
        if !vm.contains(whole, v)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A set of the left operand, changed by the right one.
fn combine(
    vm: &mut Vm,
    change: fn(&mut Vm, Ref<DictObject>, Value) -> Result<()>,
    left: Value,
    right: Value,
) -> Result {
    let elements = vm.new_dict();
    set::update(vm, elements, left)?;
    change(vm, elements, right)?;
    Ok(vm.set_of_elements(Kind::Set, elements))
}
