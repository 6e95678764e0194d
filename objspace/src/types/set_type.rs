//! `set` and `frozenset`: their tables, construction and special methods.

use super::set::{self, elements_of, SetObject};
use crate::dict::DictObject;
use crate::kind::Kind;
use crate::native::{
    function, special, special_variadic, Intrinsic, Native, Quiet, Result, TypeDefinition, Writes, INITIALIZER_DOC,
};
use crate::object::Ref;
use crate::protocols::compare::Comparison;
use crate::types::set_methods as methods;
use crate::value::Value;
use crate::vm::Vm;

pub static SET: TypeDefinition = TypeDefinition {
    kind: Kind::Set,
    base: Kind::Object,
    doc: "set() -> an empty set\nset(iterable) -> a set of the iterable's values\n\nA set has no two equal elements.",
    new: Some(new_set),
    methods: SET_METHODS,
    subclassable: true,
};

pub static FROZENSET: TypeDefinition = TypeDefinition {
    kind: Kind::FrozenSet,
    base: Kind::Object,
    doc: "frozenset() -> the empty frozenset\nfrozenset(iterable) -> a frozenset of the iterable's values\n\nA set that cannot be changed.",
    new: Some(new_frozenset),
    methods: FROZENSET_METHODS,
    subclassable: true,
};

const REPR: Native = special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)");
const CMP: Native = special("__cmp__", 1, 1, cmp, "x.__cmp__(y) <==> cmp(x,y)");
const LT: Native = special(
    "__lt__",
    1,
    1,
    |vm, a| compare(vm, Comparison::Less, a),
    "x.__lt__(y) <==> x<y",
);
const LE: Native = special(
    "__le__",
    1,
    1,
    |vm, a| compare(vm, Comparison::LessEqual, a),
    "x.__le__(y) <==> x<=y",
);
const EQ: Native = special(
    "__eq__",
    1,
    1,
    |vm, a| compare(vm, Comparison::Equal, a),
    "x.__eq__(y) <==> x==y",
);
const NE: Native = special(
    "__ne__",
    1,
    1,
    |vm, a| compare(vm, Comparison::NotEqual, a),
    "x.__ne__(y) <==> x!=y",
);
const GT: Native = special(
    "__gt__",
    1,
    1,
    |vm, a| compare(vm, Comparison::Greater, a),
    "x.__gt__(y) <==> x>y",
);
const GE: Native = special(
    "__ge__",
    1,
    1,
    |vm, a| compare(vm, Comparison::GreaterEqual, a),
    "x.__ge__(y) <==> x>=y",
);
const ITER: Native = special("__iter__", 0, 0, iter, "x.__iter__() <==> iter(x)");
const LEN: Native = special("__len__", 0, 0, len, "x.__len__() <==> len(x)");
const AND: Native = special(
    "__and__",
    1,
    1,
    |vm, a| binary(vm, set::intersection, a[0], a[1]),
    "x.__and__(y) <==> x&y",
);
const RAND: Native = special(
    "__rand__",
    1,
    1,
    |vm, a| binary(vm, set::intersection, a[1], a[0]),
    "x.__rand__(y) <==> y&x",
);
const OR: Native = special(
    "__or__",
    1,
    1,
    |vm, a| binary(vm, union, a[0], a[1]),
    "x.__or__(y) <==> x|y",
);
const ROR: Native = special(
    "__ror__",
    1,
    1,
    |vm, a| binary(vm, union, a[1], a[0]),
    "x.__ror__(y) <==> y|x",
);
const SUB: Native = special(
    "__sub__",
    1,
    1,
    |vm, a| binary(vm, set::difference, a[0], a[1]),
    "x.__sub__(y) <==> x-y",
);
const RSUB: Native = special(
    "__rsub__",
    1,
    1,
    |vm, a| binary(vm, set::difference, a[1], a[0]),
    "x.__rsub__(y) <==> y-x",
);
const XOR: Native = special(
    "__xor__",
    1,
    1,
    |vm, a| binary(vm, set::symmetric_difference, a[0], a[1]),
    "x.__xor__(y) <==> x^y",
);
const RXOR: Native = special(
    "__rxor__",
    1,
    1,
    |vm, a| binary(vm, set::symmetric_difference, a[1], a[0]),
    "x.__rxor__(y) <==> y^x",
);
const CONTAINS: Native = function("__contains__", 1, 1, contains, "x.__contains__(y) <==> y in x");
const REDUCE: Native = function("__reduce__", 0, 0, reduce, "What pickle keeps of a set.");
const SIZEOF: Native = function(
    "__sizeof__",
    0,
    0,
    sizeof,
    "S.__sizeof__() -> the memory the set takes, in bytes",
);
const COPY: Native = function("copy", 0, 0, methods::copy, "A set of the same elements.").quiet(Quiet::Always);
const UNION: Native = function(
    "union",
    0,
    255,
    methods::union,
    "A new set of what is in this set or in any of the others.",
);
const INTERSECTION: Native = function(
    "intersection",
    0,
    255,
    methods::intersection,
    "A new set of what is in this set and in all of the others.",
);
const DIFFERENCE: Native = function(
    "difference",
    0,
    255,
    methods::difference,
    "A new set of what is in this set and in none of the others.",
);
const SYMMETRIC_DIFFERENCE: Native = function(
    "symmetric_difference",
    1,
    1,
    methods::symmetric_difference,
    "A new set of what is in exactly one of the two sets.",
);
const ISDISJOINT: Native = function(
    "isdisjoint",
    1,
    1,
    methods::isdisjoint,
    "Whether the two sets have nothing in common.",
);
const ISSUBSET: Native = function(
    "issubset",
    1,
    1,
    methods::issubset,
    "Whether the other set contains this one.",
);
const ISSUPERSET: Native = function(
    "issuperset",
    1,
    1,
    methods::issuperset,
    "Whether this set contains the other one.",
);

static SET_METHODS: &[Native] = &[
    special_variadic("__init__", init, INITIALIZER_DOC),
    special(
        "__iand__",
        1,
        1,
        |vm, a| in_place(vm, set::intersection_update, a),
        "x.__iand__(y) <==> x&=y",
    ),
    special(
        "__ior__",
        1,
        1,
        |vm, a| in_place(vm, set::update, a),
        "x.__ior__(y) <==> x|=y",
    ),
    special(
        "__isub__",
        1,
        1,
        |vm, a| in_place(vm, set::difference_update, a),
        "x.__isub__(y) <==> x-=y",
    ),
    special(
        "__ixor__",
        1,
        1,
        |vm, a| in_place(vm, set::symmetric_difference_update, a),
        "x.__ixor__(y) <==> x^=y",
    ),
    function(
        "add",
        1,
        1,
        methods::add,
        "Adds an element, unless it is there already.",
    )
    .quiet(Quiet::Key)
    .writing(Writes::Dicts)
    .traced(Intrinsic::Add),
    function(
        "remove",
        1,
        1,
        methods::remove,
        "Removes an element. Raises KeyError if it is not there.",
    )
    .quiet(Quiet::Key)
    .writing(Writes::Dicts),
    function("discard", 1, 1, methods::discard, "Removes an element if it is there.")
        .quiet(Quiet::Key)
        .writing(Writes::Dicts),
    function(
        "pop",
        0,
        0,
        methods::pop,
        "Removes an element and gives it back; an empty set raises KeyError.",
    )
    .quiet(Quiet::Always)
    .writing(Writes::Dicts),
    function("clear", 0, 0, methods::clear, "Removes all elements.")
        .quiet(Quiet::Always)
        .writing(Writes::Dicts),
    function("update", 0, 255, methods::update, "Adds what is in any of the others."),
    function(
        "intersection_update",
        0,
        255,
        methods::intersection_update,
        "Keeps what is in all of the others, too.",
    ),
    function(
        "difference_update",
        0,
        255,
        methods::difference_update,
        "Removes what is in any of the others.",
    ),
    function(
        "symmetric_difference_update",
        1,
        1,
        methods::symmetric_difference_update,
        "Keeps and adds what is in exactly one of the two sets.",
    ),
    REPR,
    CMP,
    LT,
    LE,
    EQ,
    NE,
    GT,
    GE,
    ITER,
    LEN,
    AND,
    RAND,
    OR,
    ROR,
    SUB,
    RSUB,
    XOR,
    RXOR,
    CONTAINS,
    REDUCE,
    SIZEOF,
    COPY,
    UNION,
    INTERSECTION,
    DIFFERENCE,
    SYMMETRIC_DIFFERENCE,
    ISDISJOINT,
    ISSUBSET,
    ISSUPERSET,
];

static FROZENSET_METHODS: &[Native] = &[
    special("__hash__", 0, 0, hash, "x.__hash__() <==> hash(x)"),
    REPR,
    CMP,
    LT,
    LE,
    EQ,
    NE,
    GT,
    GE,
    ITER,
    LEN,
    AND,
    RAND,
    OR,
    ROR,
    SUB,
    RSUB,
    XOR,
    RXOR,
    CONTAINS,
    REDUCE,
    SIZEOF,
    COPY,
    UNION,
    INTERSECTION,
    DIFFERENCE,
    SYMMETRIC_DIFFERENCE,
    ISDISJOINT,
    ISSUBSET,
    ISSUPERSET,
];

fn new_set(vm: &mut Vm, arguments: &[Value]) -> Result {
    let elements = vm.new_dict();
    vm.new_set_of_class(Ref::of(arguments[0]), elements)
}

fn init(vm: &mut Vm, arguments: &[Value]) -> Result {
    let source = vm.positional_arguments("set", 0, 1, &arguments[1..])?;
    let elements = elements_of(arguments[0]);
    vm.dict_clear(elements);
    if let Some(&source) = source.first() {
        set::update(vm, elements, source)?;
    }
    Ok(Value::NONE)
}

fn new_frozenset(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = Ref::of(arguments[0]);
    let exact = class == vm.type_of_kind(Kind::FrozenSet);
    let positional = if exact {
        vm.positional_arguments("frozenset", 0, 1, &arguments[1..])?
    } else {
        let positional = &arguments[1..arguments.len() - 1];
        vm.check_count("frozenset", 0, 1, positional.len())?;
        positional
    };
    let source = positional.first().copied();
    if exact {
        if let Some(source) = source.filter(|&v| vm.is_exact(v, Kind::FrozenSet)) {
            return Ok(source);
        }
    }
    let elements = vm.new_dict();
    if let Some(source) = source {
        set::update(vm, elements, source)?;
    }
    if exact && elements.is_empty() {
        return Ok(vm.common.empty_frozenset);
    }
    vm.new_set_of_class(class, elements)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let set = arguments[0];
    let mut text = vm.type_name(set).into_bytes();
    if !vm.enter_repr(set)? {
        text.extend_from_slice(b"(...)");
        return Ok(vm.str(&text));
    }
    let result = repr_elements(vm, elements_of(set));
    vm.leave_repr();
    text.push(b'(');
    text.extend_from_slice(&result?);
    text.push(b')');
    vm.str_with(text.len(), |s| s.copy_from_slice(&text))
}

fn repr_elements(vm: &mut Vm, elements: Ref<DictObject>) -> Result<Vec<u8>> {
    let list = vm.dict_keys(elements)?;
    Ok(vm.repr(list)?.bytes().to_vec())
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> Result {
    let hash = set::hash(vm, Ref::<SetObject>::of(arguments[0]))?;
    Ok(vm.int(hash))
}

fn cmp(vm: &mut Vm, arguments: &[Value]) -> Result {
    let kind = vm.kind_of(arguments[0]);
    vm.check_compared(arguments[0], arguments[1], kind)?;
    Err(vm.type_error("cannot compare sets using cmp()"))
}

fn compare(vm: &mut Vm, op: Comparison, arguments: &[Value]) -> Result {
    if !vm.is_set(arguments[1]) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (elements_of(arguments[0]), elements_of(arguments[1]));
    let result = match op {
        Comparison::Equal => vm.sets_equal(arguments[0], arguments[1])?,
        Comparison::NotEqual => !vm.sets_equal(arguments[0], arguments[1])?,
        Comparison::LessEqual => set::is_subset(vm, a, b)?,
        Comparison::GreaterEqual => set::is_subset(vm, b, a)?,
        Comparison::Less => a.len() < b.len() && set::is_subset(vm, a, b)?,
        Comparison::Greater => a.len() > b.len() && set::is_subset(vm, b, a)?,
    };
    Ok(Value::bool(result))
}

impl Vm {
    /// Whether two sets have the same elements.
    pub fn sets_equal(&mut self, a: Value, b: Value) -> Result<bool> {
        let (hash, other_hash) = (Ref::<SetObject>::of(a).hash.get(), Ref::<SetObject>::of(b).hash.get());
        if hash != 0 && other_hash != 0 && hash != other_hash {
            return Ok(false);
        }
        let (a, b) = (elements_of(a), elements_of(b));
        Ok(a.len() == b.len() && set::is_subset(self, a, b)?)
    }
}

fn iter(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.new_dict_iterator(Kind::SetIterator, elements_of(arguments[0])))
}

fn len(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(elements_of(arguments[0]).len() as i64))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> Result {
    let entry = vm.set_entry(elements_of(arguments[0]), arguments[1])?;
    Ok(Value::bool(entry.is_some()))
}

fn union(vm: &mut Vm, a: Ref<DictObject>, other: Value) -> Result<Ref<DictObject>> {
    let result = vm.dict_copy(a)?;
    set::update(vm, result, other)?;
    Ok(result)
}

/// A set of the left operand's class; NotImplemented unless both are sets.
fn binary(
    vm: &mut Vm,
    operation: fn(&mut Vm, Ref<DictObject>, Value) -> Result<Ref<DictObject>>,
    left: Value,
    right: Value,
) -> Result {
    if !vm.is_set(left) || !vm.is_set(right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let elements = operation(vm, elements_of(left), right)?;
    methods::like(vm, left, elements)
}

fn in_place(vm: &mut Vm, operation: fn(&mut Vm, Ref<DictObject>, Value) -> Result<()>, arguments: &[Value]) -> Result {
    if !vm.is_set(arguments[1]) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    operation(vm, elements_of(arguments[0]), arguments[1])?;
    Ok(arguments[0])
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let set = arguments[0];
    let elements = vm.dict_keys(elements_of(set))?;
    let elements = vm.tuple(&[elements]);
    let name = vm.names.__dict__;
    let state = vm.getattr_optional(set, name)?.unwrap_or(Value::NONE);
    let class = vm.class_of(set).value();
    Ok(vm.tuple(&[class, elements, state]))
}

fn sizeof(_: &mut Vm, arguments: &[Value]) -> Result {
    let size = Kind::Set.body_size() + elements_of(arguments[0]).size_in_bytes();
    Ok(Value::integer(size as i64))
}
