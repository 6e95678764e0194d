//! `dictproxy`: the read-only view of a class's namespace.

use crate::dict::DictObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::native::{function, special, unpacked, Native, Result, TypeDefinition};
use crate::object::{Field, Ref};
use crate::protocols::compare::Comparison;
use crate::types::dict_methods as methods;
use crate::value::Value;
use crate::vm::Vm;

#[repr(C)]
pub struct DictProxyObject {
    pub header: Header,
    pub dict: Field,
}

impl DictProxyObject {
    pub const MASK: u64 = mask!(DictProxyObject: dict);
}

pub static DEFINITION: TypeDefinition = TypeDefinition {
    kind: Kind::DictProxy,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: METHODS,
    subclassable: false,
};

static METHODS: &[Native] = &[
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special(
        "__str__",
        0,
        0,
        |vm, a| Ok(vm.repr(dict_of(a[0]).value())?.value()),
        "x.__str__() <==> str(x)",
    ),
    special("__cmp__", 1, 1, cmp, "x.__cmp__(y) <==> cmp(x,y)"),
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
        "__iter__",
        0,
        0,
        |vm, a| of_dict(vm, methods::iterkeys, a),
        "x.__iter__() <==> iter(x)",
    ),
    special(
        "__len__",
        0,
        0,
        |_, a| Ok(Value::integer(dict_of(a[0]).len() as i64)),
        "x.__len__() <==> len(x)",
    ),
    special(
        "__getitem__",
        1,
        1,
        |vm, a| vm.dict_getitem(dict_of(a[0]).value(), a[1]),
        "x.__getitem__(y) <==> x[y]",
    ),
    special(
        "__contains__",
        1,
        1,
        |vm, a| of_dict(vm, methods::has_key, a),
        "x.__contains__(y) <==> y in x",
    ),
    function(
        "has_key",
        1,
        1,
        |vm, a| of_dict(vm, methods::has_key, a),
        "D.has_key(k) -> whether D has the key k",
    ),
    unpacked(
        "get",
        1,
        2,
        |vm, a| of_dict(vm, methods::get, a),
        "D.get(k[, d]) -> D[k] if D has the key k, else d, which is None by default",
    ),
    function(
        "keys",
        0,
        0,
        |vm, a| of_dict(vm, methods::keys, a),
        "D.keys() -> a list of the keys",
    ),
    function(
        "values",
        0,
        0,
        |vm, a| of_dict(vm, methods::values, a),
        "D.values() -> a list of the values",
    ),
    function(
        "items",
        0,
        0,
        |vm, a| of_dict(vm, methods::items, a),
        "D.items() -> a list of the (key, value) pairs",
    ),
    function(
        "iterkeys",
        0,
        0,
        |vm, a| of_dict(vm, methods::iterkeys, a),
        "D.iterkeys() -> an iterator over the keys",
    ),
    function(
        "itervalues",
        0,
        0,
        |vm, a| of_dict(vm, methods::itervalues, a),
        "D.itervalues() -> an iterator over the values",
    ),
    function(
        "iteritems",
        0,
        0,
        |vm, a| of_dict(vm, methods::iteritems, a),
        "D.iteritems() -> an iterator over the (key, value) pairs",
    ),
    function(
        "copy",
        0,
        0,
        |vm, a| of_dict(vm, methods::copy, a),
        "D.copy() -> a dictionary with the same items",
    ),
];

fn dict_of(v: Value) -> Ref<DictObject> {
    Ref::<DictProxyObject>::of(v).dict.of()
}

/// A dict's method, of the dict behind the proxy.
fn of_dict(vm: &mut Vm, method: fn(&mut Vm, &[Value]) -> Result, arguments: &[Value]) -> Result {
    let mut all = [Value::UNBOUND; 3];
    all[..arguments.len()].copy_from_slice(arguments);
    all[0] = dict_of(arguments[0]).value();
    method(vm, &all[..arguments.len()])
}

/// What stands for a value in a comparison: the dict behind a proxy.
fn compared(vm: &Vm, v: Value) -> Value {
    if vm.is_kind(v, Kind::DictProxy) {
        dict_of(v).value()
    } else {
        v
    }
}

impl Vm {
    /// A read-only view of a dict.
    pub fn new_dict_proxy(&mut self, dict: Ref<DictObject>) -> Value {
        let p = self.heap.allocate(Kind::DictProxy.body_size(), Kind::DictProxy.map());
        let proxy = unsafe { Ref::<DictProxyObject>::from_pointer(p) };
        proxy.dict.init(dict.value());
        proxy.value()
    }
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = vm.repr(dict_of(arguments[0]).value())?;
    let text = [b"dict_proxy(", text.bytes(), b")"].concat();
    Ok(vm.str(&text))
}

fn cmp(vm: &mut Vm, arguments: &[Value]) -> Result {
    let other = compared(vm, arguments[1]);
    let ordering = vm.cmp(dict_of(arguments[0]).value(), other)?;
    Ok(Value::integer(ordering as i64))
}

fn compare(vm: &mut Vm, op: Comparison, arguments: &[Value]) -> Result {
    let other = compared(vm, arguments[1]);
    vm.compare(op, dict_of(arguments[0]).value(), other)
}
