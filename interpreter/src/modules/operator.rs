//! `operator`: the operators as functions.

use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, special, ModuleDefinition, Native, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::protocols::arithmetic::Operator;
use objspace::protocols::compare::Comparison;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "operator",
    doc: "The operators of Python as functions: operator.add(x, y) is x+y.",
    functions: FUNCTIONS,
    initialize,
};

/// Each function under its name and its name with underscores.
macro_rules! both {
    ($($name:literal $special:literal $count:literal $body:expr, $doc:literal;)*) => {
        static FUNCTIONS: &[Native] = &[$(
            function($name, $count, $count, $body, $doc),
            function($special, $count, $count, $body, $doc).alias_of($name),
        )*];
    };
}

both! {
    "lt" "__lt__" 2 |vm, a| vm.compare(Comparison::Less, a[0], a[1]), "lt(a, b): a<b.";
    "le" "__le__" 2 |vm, a| vm.compare(Comparison::LessEqual, a[0], a[1]), "le(a, b): a<=b.";
    "eq" "__eq__" 2 |vm, a| vm.compare(Comparison::Equal, a[0], a[1]), "eq(a, b): a==b.";
    "ne" "__ne__" 2 |vm, a| vm.compare(Comparison::NotEqual, a[0], a[1]), "ne(a, b): a!=b.";
    "gt" "__gt__" 2 |vm, a| vm.compare(Comparison::Greater, a[0], a[1]), "gt(a, b): a>b.";
    "ge" "__ge__" 2 |vm, a| vm.compare(Comparison::GreaterEqual, a[0], a[1]), "ge(a, b): a>=b.";
    "add" "__add__" 2 |vm, a| vm.binary(Operator::Add, a[0], a[1]), "add(a, b): a + b.";
    "sub" "__sub__" 2 |vm, a| vm.binary(Operator::Subtract, a[0], a[1]), "sub(a, b): a - b.";
    "mul" "__mul__" 2 |vm, a| vm.binary(Operator::Multiply, a[0], a[1]), "mul(a, b): a * b.";
    "div" "__div__" 2 |vm, a| vm.binary(Operator::Divide, a[0], a[1]), "div(a, b): a / b as it is without __future__.division.";
    "truediv" "__truediv__" 2 |vm, a| vm.binary(Operator::TrueDivide, a[0], a[1]), "truediv(a, b): a / b as it is with __future__.division.";
    "floordiv" "__floordiv__" 2 |vm, a| vm.binary(Operator::FloorDivide, a[0], a[1]), "floordiv(a, b): a // b.";
    "mod" "__mod__" 2 |vm, a| vm.binary(Operator::Modulo, a[0], a[1]), "mod(a, b): a % b.";
    "pow" "__pow__" 2 |vm, a| vm.binary(Operator::Power, a[0], a[1]), "pow(a, b): a ** b.";
    "lshift" "__lshift__" 2 |vm, a| vm.binary(Operator::ShiftLeft, a[0], a[1]), "lshift(a, b): a << b.";
    "rshift" "__rshift__" 2 |vm, a| vm.binary(Operator::ShiftRight, a[0], a[1]), "rshift(a, b): a >> b.";
    "and_" "__and__" 2 |vm, a| vm.binary(Operator::And, a[0], a[1]), "and_(a, b): a & b.";
    "or_" "__or__" 2 |vm, a| vm.binary(Operator::Or, a[0], a[1]), "or_(a, b): a | b.";
    "xor" "__xor__" 2 |vm, a| vm.binary(Operator::Xor, a[0], a[1]), "xor(a, b): a ^ b.";
    "iadd" "__iadd__" 2 |vm, a| vm.binary_inplace(Operator::Add, a[0], a[1]), "a = iadd(a, b): a += b.";
    "isub" "__isub__" 2 |vm, a| vm.binary_inplace(Operator::Subtract, a[0], a[1]), "a = isub(a, b): a -= b.";
    "imul" "__imul__" 2 |vm, a| vm.binary_inplace(Operator::Multiply, a[0], a[1]), "a = imul(a, b): a *= b.";
    "idiv" "__idiv__" 2 |vm, a| vm.binary_inplace(Operator::Divide, a[0], a[1]), "a = idiv(a, b): a /= b as it is without __future__.division.";
    "itruediv" "__itruediv__" 2 |vm, a| vm.binary_inplace(Operator::TrueDivide, a[0], a[1]), "a = itruediv(a, b): a /= b as it is with __future__.division.";
    "ifloordiv" "__ifloordiv__" 2 |vm, a| vm.binary_inplace(Operator::FloorDivide, a[0], a[1]), "a = ifloordiv(a, b): a //= b.";
    "imod" "__imod__" 2 |vm, a| vm.binary_inplace(Operator::Modulo, a[0], a[1]), "a = imod(a, b): a %= b.";
    "ipow" "__ipow__" 2 |vm, a| vm.binary_inplace(Operator::Power, a[0], a[1]), "a = ipow(a, b): a **= b.";
    "ilshift" "__ilshift__" 2 |vm, a| vm.binary_inplace(Operator::ShiftLeft, a[0], a[1]), "a = ilshift(a, b): a <<= b.";
    "irshift" "__irshift__" 2 |vm, a| vm.binary_inplace(Operator::ShiftRight, a[0], a[1]), "a = irshift(a, b): a >>= b.";
    "iand" "__iand__" 2 |vm, a| vm.binary_inplace(Operator::And, a[0], a[1]), "a = iand(a, b): a &= b.";
    "ior" "__ior__" 2 |vm, a| vm.binary_inplace(Operator::Or, a[0], a[1]), "a = ior(a, b): a |= b.";
    "ixor" "__ixor__" 2 |vm, a| vm.binary_inplace(Operator::Xor, a[0], a[1]), "a = ixor(a, b): a ^= b.";
    "neg" "__neg__" 1 |vm, a| { let name = vm.names.__neg__; vm.unary(a[0], name, "-") }, "neg(a): -a.";
    "pos" "__pos__" 1 |vm, a| { let name = vm.names.__pos__; vm.unary(a[0], name, "+") }, "pos(a): +a.";
    "invert" "__invert__" 1 |vm, a| { let name = vm.names.__invert__; vm.unary(a[0], name, "~") }, "invert(a): ~a.";
    "inv" "__inv__" 1 |vm, a| { let name = vm.names.__invert__; vm.unary(a[0], name, "~") }, "inv(a): ~a.";
    "abs" "__abs__" 1 |vm, a| { let name = vm.names.__abs__; vm.unary(a[0], name, "abs()") }, "abs(a): the built-in abs(a).";
    "not_" "__not__" 1 |vm, a| Ok((!vm.truth(a[0])?).into()), "not_(a): not a.";
    "index" "__index__" 1 |vm, a| vm.index(a[0]), "index(a): a.__index__()";
    "concat" "__concat__" 2 |vm, a| concatenate(vm, a, false), "concat(a, b): a + b of two sequences.";
    "iconcat" "__iconcat__" 2 |vm, a| concatenate(vm, a, true), "a = iconcat(a, b): a += b of two sequences.";
    "repeat" "__repeat__" 2 |vm, a| repeat(vm, a, false), "repeat(a, b): a * b of a sequence and an integer.";
    "irepeat" "__irepeat__" 2 |vm, a| repeat(vm, a, true), "a = irepeat(a, b): a *= b of a sequence and an integer.";
    "contains" "__contains__" 2 |vm, a| Ok(vm.contains(a[0], a[1])?.into()), "contains(a, b): b in a; mind the order.";
    "getitem" "__getitem__" 2 |vm, a| vm.getitem(a[0], a[1]), "getitem(a, b): a[b].";
    "setitem" "__setitem__" 3 |vm, a| { vm.setitem(a[0], a[1], a[2])?; Ok(Value::NONE) }, "setitem(a, b, c): a[b] = c.";
    "delitem" "__delitem__" 2 |vm, a| { vm.delitem(a[0], a[1])?; Ok(Value::NONE) }, "delitem(a, b): del a[b].";
    "getslice" "__getslice__" 3 |vm, a| { let (i, j) = bounds(vm, a)?; vm.getslice(a[0], i, j) }, "getslice(a, b, c): a[b:c].";
    "setslice" "__setslice__" 4 |vm, a| { let (i, j) = bounds(vm, a)?; vm.setslice(a[0], i, j, a[3])?; Ok(Value::NONE) }, "setslice(a, b, c, d): a[b:c] = d.";
    "delslice" "__delslice__" 3 |vm, a| { let (i, j) = bounds(vm, a)?; vm.setslice(a[0], i, j, Value::UNBOUND)?; Ok(Value::NONE) }, "delslice(a, b, c): del a[b:c].";
}

static MORE: &[Native] = &[
    function("truth", 1, 1, |vm, a| Ok(vm.truth(a[0])?.into()), "truth(a): bool(a)."),
    function("is_", 2, 2, |_, a| Ok((a[0] == a[1]).into()), "is_(a, b): a is b."),
    function(
        "is_not",
        2,
        2,
        |_, a| Ok((a[0] != a[1]).into()),
        "is_not(a, b): a is not b.",
    ),
    function(
        "countOf",
        2,
        2,
        count,
        "countOf(a, b): how many items of a are equal to b.",
    ),
    function(
        "indexOf",
        2,
        2,
        index_of,
        "indexOf(a, b): the place of the first item of a that is equal to b.",
    ),
    function(
        "sequenceIncludes",
        2,
        2,
        |vm, a| Ok(vm.contains(a[0], a[1])?.into()),
        "sequenceIncludes(a, b): an old name of contains.",
    ),
    function("isCallable", 1, 1, is_callable, "isCallable(a): callable(a)."),
    function(
        "isNumberType",
        1,
        1,
        |vm, a| Ok(vm.is_number(a[0]).into()),
        "isNumberType(a): whether a can be used as a number.",
    ),
    function(
        "isSequenceType",
        1,
        1,
        |vm, a| Ok(vm.is_sequence(a[0])?.into()),
        "isSequenceType(a): whether a can be used as a sequence.",
    ),
    function(
        "isMappingType",
        1,
        1,
        |vm, a| {
            let name = vm.names.__getitem__;
            Ok(vm.has_special(a[0], name)?.into())
        },
        "isMappingType(a): whether a can be used as a mapping.",
    ),
    function(
        "_compare_digest",
        2,
        2,
        same_digest,
        "compare_digest(a, b) -> bool\n\nComparison whose time does not depend on where the strings differ.",
    ),
];

#[repr(C)]
struct GetterObject {
    header: Header,
    /// A tuple of keys, of names, or of a name and arguments.
    what: Field,
    /// The keyword dict of a method call, or unbound.
    keywords: Field,
}

macro_rules! getter_type {
    ($definition:ident $doc:literal $new:ident $call:ident) => {
        static $definition: TypeDefinition = TypeDefinition {
            kind: Kind::Native,
            base: Kind::Object,
            doc: $doc,
            new: Some($new),
            methods: &[special("__call__", 1, 1, $call, "x.__call__(obj) <==> x(obj)")],
            subclassable: false,
        };
    };
}

getter_type!(ITEM_GETTER "itemgetter(item, ...) --> itemgetter object\n\nA callable that gives this item of its argument; of several, a tuple of them." new_item_getter get_items);
getter_type!(ATTRIBUTE_GETTER "attrgetter(attr, ...) --> attrgetter object\n\nA callable that gives this attribute of its argument; of several, a tuple of them." new_attribute_getter get_attributes);
getter_type!(METHOD_CALLER "methodcaller(name, ...) --> methodcaller object\n\nA callable that calls this method of its argument with the other arguments given here." new_method_caller call_method);

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let owner = vm.intern("operator");
    for native in MORE {
        let f = vm.new_native(Kind::NativeFunction, native, owner.value(), Value::UNBOUND);
        vm.module_set(module, native.name, f);
    }
    let size = std::mem::size_of::<GetterObject>() as u32;
    let types = [
        ("itemgetter", &ITEM_GETTER),
        ("attrgetter", &ATTRIBUTE_GETTER),
        ("methodcaller", &METHOD_CALLER),
    ];
    for (name, definition) in types {
        let class = vm.new_native_type(&format!("operator.{name}"), size, Layout::fixed_words(1, 2), definition);
        vm.module_set(module, name, class.value());
    }
    Ok(())
}

fn concatenate(vm: &mut Vm, arguments: &[Value], inplace: bool) -> Result {
    for &v in arguments {
        if !vm.is_sequence(v)? {
            let name = vm.type_name(arguments[0]);
            return Err(vm.type_error(&format!("'{name}' object can't be concatenated")));
        }
    }
    if inplace {
        return vm.binary_inplace(Operator::Add, arguments[0], arguments[1]);
    }
    vm.binary(Operator::Add, arguments[0], arguments[1])
}

fn repeat(vm: &mut Vm, arguments: &[Value], inplace: bool) -> Result {
    if !vm.is_sequence(arguments[0])? {
        let name = vm.type_name(arguments[0]);
        return Err(vm.type_error(&format!("'{name}' object can't be repeated")));
    }
    let count = vm.index(arguments[1])?;
    if inplace {
        return vm.binary_inplace(Operator::Multiply, arguments[0], count);
    }
    vm.binary(Operator::Multiply, arguments[0], count)
}

fn count(vm: &mut Vm, arguments: &[Value]) -> Result {
    let iterator = vm.iter(arguments[0])?;
    let mut count = 0;
    while let Some(item) = vm.next(iterator)? {
        count += vm.equal(item, arguments[1])? as i64;
    }
    Ok(vm.int(count))
}

fn index_of(vm: &mut Vm, arguments: &[Value]) -> Result {
    let iterator = vm.iter(arguments[0])?;
    let mut i = 0;
    while let Some(item) = vm.next(iterator)? {
        if vm.equal(item, arguments[1])? {
            return Ok(vm.int(i));
        }
        i += 1;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

fn is_callable(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(vm.is_callable(arguments[0])?.into())
}

/// The bounds of a slice, which are whole numbers. TypeError.
fn bounds(vm: &mut Vm, arguments: &[Value]) -> Result<(Value, Value)> {
    let (start, stop) = (vm.argument_i64(arguments[1])?, vm.argument_i64(arguments[2])?);
    Ok((vm.int(start), vm.int(stop)))
}

fn same_digest(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (a, b) = (
        super::support::bytes(vm, arguments[0])?,
        super::support::bytes(vm, arguments[1])?,
    );
    let mut difference = (a.len() != b.len()) as u8;
    for (i, &byte) in b.iter().enumerate() {
        difference |= byte ^ a.get(i).copied().unwrap_or(!byte);
    }
    Ok((difference == 0).into())
}

fn new_getter(vm: &mut Vm, class: Value, what: &[Value], keywords: Value) -> Result {
    let what = vm.tuple(what);
    let instance = vm.new_instance(Ref::of(class))?;
    let getter = Ref::<GetterObject>::of(instance);
    getter.set(vm, |g| &g.what, what);
    getter.set(vm, |g| &g.keywords, keywords);
    Ok(instance)
}

fn new_item_getter(vm: &mut Vm, arguments: &[Value]) -> Result {
    let items = vm.positional_arguments("itemgetter", 1, 255, &arguments[1..])?;
    new_getter(vm, arguments[0], items, Value::UNBOUND)
}

fn new_attribute_getter(vm: &mut Vm, arguments: &[Value]) -> Result {
    let names = vm.positional_arguments("attrgetter", 1, 255, &arguments[1..])?;
    new_getter(vm, arguments[0], names, Value::UNBOUND)
}

fn new_method_caller(vm: &mut Vm, arguments: &[Value]) -> Result {
    let what = &arguments[1..arguments.len() - 1];
    if what.is_empty() {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    }
    new_getter(vm, arguments[0], what, arguments[arguments.len() - 1])
}

fn what(arguments: &[Value]) -> &'static [Value] {
    Ref::<GetterObject>::of(arguments[0]).what.of::<TupleObject>().items()
}

/// What `get` gives for the only thing wanted, or a tuple of what it gives for each.
fn each(vm: &mut Vm, arguments: &[Value], get: fn(&mut Vm, Value, Value) -> Result) -> Result {
    let wanted = what(arguments);
    if let &[only] = wanted {
        return get(vm, arguments[1], only);
    }
    let result = vm.new_tuple(wanted.len())?;
    for (i, &one) in wanted.iter().enumerate() {
        let v = get(vm, arguments[1], one)?;
        vm.tuple_put(result, i, v);
    }
    Ok(result.value())
}

fn get_items(vm: &mut Vm, arguments: &[Value]) -> Result {
    each(vm, arguments, |vm, object, key| vm.getitem(object, key))
}

fn get_attributes(vm: &mut Vm, arguments: &[Value]) -> Result {
    each(vm, arguments, |vm, mut object, path| {
        if !matches!(vm.kind_of(path), Kind::Str | Kind::Unicode) {
            return Err(vm.type_error("attribute name must be a string"));
        }
        let path = vm.name_of(path, "attribute name")?;
        for part in path.bytes().split(|&b| b == b'.') {
            let part = vm.intern_bytes(part);
            object = vm.getattr(object, part)?;
        }
        Ok(object)
    })
}

fn call_method(vm: &mut Vm, arguments: &[Value]) -> Result {
    let what = what(arguments);
    let name = vm.name_of(what[0], "method name")?;
    let _: Ref<StrObject> = name;
    let method = vm.getattr(arguments[1], name)?;
    vm.call_with_keywords(method, &what[1..], Ref::<GetterObject>::of(arguments[0]).keywords.get())
}
