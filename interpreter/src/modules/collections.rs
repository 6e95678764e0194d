//! `_collections`: deque and defaultdict.

use super::support::{derived_type, keep_type, kept_type};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::module::ModuleObject;
use objspace::native::{
    function, getter, special, special_variadic, ModuleDefinition, Native, Result, TypeDefinition, INITIALIZER_DOC,
};
use objspace::object::{Field, Ref};
use objspace::protocols::compare::Comparison;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_collections",
    doc: "The containers that collections is made of:\n- deque:        a sequence that grows and shrinks at both ends\n- defaultdict:  a dictionary that makes the values of missing keys\n",
    functions: &[],
    initialize,
};

/// A ring in a list: its length is the ring's capacity, free places hold None.
#[repr(C)]
struct DequeObject {
    header: Header,
    ring: Field,
    /// Where the first item is; how many there are; a number that changes with them: small integers.
    first: Field,
    length: Field,
    state: Field,
    /// The most items there may be, or None.
    limit: Field,
}

#[repr(C)]
struct DequeIteratorObject {
    header: Header,
    deque: Field,
    /// Items given, as a small integer; the deque's state when the iteration began; whether from the right.
    given: Field,
    state: Field,
    reverse: Field,
}

impl DequeObject {
    fn len(&self) -> usize {
        self.length.get().as_integer() as usize
    }

    fn place(&self, i: usize) -> usize {
        (self.first.get().as_integer() as usize + i) & (self.ring.of::<ListObject>().len() - 1)
    }

    fn get(&self, i: usize) -> Value {
        self.ring.of::<ListObject>().get(self.place(i))
    }

    fn limit(&self) -> Option<usize> {
        let limit = self.limit.get();
        limit.is_integer().then(|| limit.as_integer() as usize)
    }

    fn resized(&self, first: usize, length: usize) {
        self.first.init(Value::integer(first as i64));
        self.length.init(Value::integer(length as i64));
        let state = self.state.get().as_integer();
        self.state.init(Value::integer((state + 1) & Value::MAX_INTEGER));
    }
}

static DEQUE: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "deque([iterable[, maxlen]]) --> deque object\n\nA sequence to which items can be added, and taken from, at both ends quickly.",
    new: Some(new_deque),
    methods: METHODS,
    subclassable: true,
};

static METHODS: &[Native] = &[
    special_variadic("__init__", initialize_deque, INITIALIZER_DOC),
    function(
        "append",
        1,
        1,
        |vm, a| {
            push(vm, this(a), a[1])?;
            Ok(Value::NONE)
        },
        "Adds an item at the right end.",
    ),
    function(
        "appendleft",
        1,
        1,
        |vm, a| {
            push_left(vm, this(a), a[1])?;
            Ok(Value::NONE)
        },
        "Adds an item at the left end.",
    ),
    function(
        "pop",
        0,
        0,
        |vm, a| pop(vm, this(a)),
        "Takes the last item off and gives it back.",
    ),
    function(
        "popleft",
        0,
        0,
        |vm, a| pop_left(vm, this(a)),
        "Takes the first item off and gives it back.",
    ),
    function(
        "extend",
        1,
        1,
        |vm, a| extend(vm, a, push),
        "Adds the items of an iterable at the right end, one after another",
    ),
    function(
        "extendleft",
        1,
        1,
        |vm, a| extend(vm, a, push_left),
        "Adds the items of an iterable at the left end, one after another",
    ),
    function(
        "clear",
        0,
        0,
        |vm, a| {
            clear(vm, this(a))?;
            Ok(Value::NONE)
        },
        "Takes all items off.",
    ),
    function(
        "rotate",
        0,
        1,
        rotate,
        "Moves n items (default 1) from the right end to the left one; for n < 0 the other way.",
    ),
    function(
        "count",
        1,
        1,
        count,
        "D.count(value) -> how many items are equal to value",
    ),
    function(
        "remove",
        1,
        1,
        remove,
        "D.remove(value) takes off the first item that is equal to value.",
    ),
    function(
        "reverse",
        0,
        0,
        reverse,
        "D.reverse() turns the order of the items around",
    ),
    function("__copy__", 0, 0, copy, "A new deque with the same items."),
    function(
        "__reversed__",
        0,
        0,
        |vm, a| iterator(vm, a[0], true),
        "D.__reversed__() -> an iterator that goes from the right end to the left",
    ),
    function(
        "__reduce__",
        0,
        0,
        reduce,
        "What pickle and copy build the object from again.",
    ),
    special(
        "__len__",
        0,
        0,
        |_, a| Ok(this(a).length.get()),
        "x.__len__() <==> len(x)",
    ),
    special(
        "__iter__",
        0,
        0,
        |vm, a| iterator(vm, a[0], false),
        "x.__iter__() <==> iter(x)",
    ),
    special(
        "__getitem__",
        1,
        1,
        |vm, a| {
            let i = index(vm, a)?;
            Ok(this(a).get(i))
        },
        "x.__getitem__(y) <==> x[y]",
    ),
    special("__setitem__", 2, 2, set_item, "x.__setitem__(i, y) <==> x[i]=y"),
    special(
        "__delitem__",
        1,
        1,
        |vm, a| {
            let i = index(vm, a)?;
            delete(vm, this(a), i)?;
            Ok(Value::NONE)
        },
        "x.__delitem__(y) <==> del x[y]",
    ),
    special(
        "__iadd__",
        1,
        1,
        |vm, a| {
            extend(vm, a, push)?;
            Ok(a[0])
        },
        "x.__iadd__(y) <==> x+=y",
    ),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    special(
        "__lt__",
        1,
        1,
        |vm, a| compare(vm, a, Comparison::Less),
        "x.__lt__(y) <==> x<y",
    ),
    special(
        "__le__",
        1,
        1,
        |vm, a| compare(vm, a, Comparison::LessEqual),
        "x.__le__(y) <==> x<=y",
    ),
    special(
        "__eq__",
        1,
        1,
        |vm, a| compare(vm, a, Comparison::Equal),
        "x.__eq__(y) <==> x==y",
    ),
    special(
        "__ne__",
        1,
        1,
        |vm, a| compare(vm, a, Comparison::NotEqual),
        "x.__ne__(y) <==> x!=y",
    ),
    special(
        "__gt__",
        1,
        1,
        |vm, a| compare(vm, a, Comparison::Greater),
        "x.__gt__(y) <==> x>y",
    ),
    special(
        "__ge__",
        1,
        1,
        |vm, a| compare(vm, a, Comparison::GreaterEqual),
        "x.__ge__(y) <==> x>=y",
    ),
    getter(
        "maxlen",
        |_, a| Ok(this(a).limit.get()),
        "the number of items at which others fall off the far end, or None",
    ),
];

static DEQUE_ITERATOR: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: &[
        special("__iter__", 0, 0, |_, a| Ok(a[0]), "x.__iter__() <==> iter(x)"),
        special(
            "next",
            0,
            0,
            next,
            "x.next() -> the item that comes next; after the last one StopIteration is raised",
        ),
        function("__length_hint__", 0, 0, length_hint, "How many items are left."),
    ],
    subclassable: false,
};

static DEFAULT_DICT: &[Native] = &[
    special_variadic("__init__", initialize_default_dict, INITIALIZER_DOC),
    function("__missing__", 1, 1, missing, "__missing__(key)\n\nCalled for a key that is not there: sets it to what default_factory() gives, and returns that.\nWithout a default_factory a KeyError is raised.\n"),
    function("copy", 0, 0, copy_default_dict, "D.copy() -> a default dictionary with the same items and factory"),
    function("__copy__", 0, 0, copy_default_dict, "D.copy() -> a default dictionary with the same items and factory"),
    function("__reduce__", 0, 0, reduce_default_dict, "What pickle and copy build the object from again."),
    special("__repr__", 0, 0, repr_default_dict, "x.__repr__() <==> repr(x)"),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let size = std::mem::size_of::<DequeObject>() as u32;
    let deque = vm.new_native_type("collections.deque", size, Layout::fixed_words(1, 5), &DEQUE);
    deque.has_weakrefs.set(true);
    let name = vm.names.__hash__;
    vm.class_set(deque, name, Value::NONE);
    vm.module_set(module, "deque", deque.value());
    keep_type(vm, "collections.deque", deque);
    let size = std::mem::size_of::<DequeIteratorObject>() as u32;
    let iterator = vm.new_native_type("deque_iterator", size, Layout::fixed_words(1, 4), &DEQUE_ITERATOR);
    keep_type(vm, "deque_iterator", iterator);
    let default = derived_type(
        vm,
        "collections",
        "defaultdict",
        Kind::Dict,
        Some(&["default_factory"]),
        DEFAULT_DICT,
    )?;
    vm.module_set(module, "defaultdict", default.value());
    Ok(())
}

fn this(arguments: &[Value]) -> Ref<DequeObject> {
    Ref::of(arguments[0])
}

/// A list of None of the capacity, a power of two.
fn new_ring(vm: &mut Vm, capacity: usize) -> Result<Ref<ListObject>> {
    let ring = vm.new_list(capacity)?;
    for _ in 0..capacity {
        vm.list_append(ring, Value::NONE)?;
    }
    Ok(ring)
}

fn new_deque(vm: &mut Vm, arguments: &[Value]) -> Result {
    let ring = new_ring(vm, 8)?;
    let instance = vm.new_instance(Ref::of(arguments[0]))?;
    let deque = Ref::<DequeObject>::of(instance);
    deque.set(vm, |d| &d.ring, ring.value());
    for field in [&deque.first, &deque.length, &deque.state] {
        field.init(Value::integer(0));
    }
    deque.limit.init(Value::NONE);
    Ok(instance)
}

fn initialize_deque(vm: &mut Vm, arguments: &[Value]) -> Result {
    let deque = this(arguments);
    let [iterable, limit] = vm.named_arguments("deque", 0, ["iterable", "maxlen"], &arguments[1..])?;
    let limit = match limit.bound() {
        Some(limit) if !limit.is_none() => {
            let Some(limit) = vm.as_int(limit) else {
                return Err(vm.type_error("an integer is required"));
            };
            if limit < 0 {
                return Err(vm.value_error("maxlen must be non-negative"));
            }
            Value::integer(limit.min(Value::MAX_INTEGER))
        }
        _ => Value::NONE,
    };
    deque.limit.init(limit);
    clear(vm, deque)?;
    if !iterable.is_unbound() {
        extend(vm, &[arguments[0], iterable], push)?;
    }
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, deque: Ref<DequeObject>) -> Result<()> {
    let ring = new_ring(vm, 8)?;
    deque.set(vm, |d| &d.ring, ring.value());
    deque.resized(0, 0);
    Ok(())
}

/// Makes room for one more item.
fn grow(vm: &mut Vm, deque: Ref<DequeObject>) -> Result<()> {
    let (length, capacity) = (deque.len(), deque.ring.of::<ListObject>().len());
    if length < capacity {
        return Ok(());
    }
    let ring = new_ring(vm, capacity * 2)?;
    for i in 0..length {
        vm.list_put(ring, i, deque.get(i));
    }
    deque.set(vm, |d| &d.ring, ring.value());
    deque.first.init(Value::integer(0));
    Ok(())
}

fn put(vm: &mut Vm, deque: Ref<DequeObject>, i: usize, v: Value) {
    vm.list_put(deque.ring.of(), deque.place(i), v);
}

fn push(vm: &mut Vm, deque: Ref<DequeObject>, v: Value) -> Result<()> {
    if deque.limit() == Some(0) {
        return Ok(());
    }
    if deque.limit() == Some(deque.len()) {
        pop_left(vm, deque)?;
    }
    grow(vm, deque)?;
    let length = deque.len();
    put(vm, deque, length, v);
    deque.resized(deque.place(0), length + 1);
    Ok(())
}

fn push_left(vm: &mut Vm, deque: Ref<DequeObject>, v: Value) -> Result<()> {
    if deque.limit() == Some(0) {
        return Ok(());
    }
    if deque.limit() == Some(deque.len()) {
        pop(vm, deque)?;
    }
    grow(vm, deque)?;
    let before = deque.place(deque.ring.of::<ListObject>().len() - 1);
    deque.resized(before, deque.len() + 1);
    put(vm, deque, 0, v);
    Ok(())
}

fn pop(vm: &mut Vm, deque: Ref<DequeObject>) -> Result {
    let length = deque.len();
    if length == 0 {
        return Err(vm.raise(Error::IndexError, "pop from an empty deque"));
    }
    let v = deque.get(length - 1);
    put(vm, deque, length - 1, Value::NONE);
    deque.resized(deque.place(0), length - 1);
    Ok(v)
}

fn pop_left(vm: &mut Vm, deque: Ref<DequeObject>) -> Result {
    let length = deque.len();
    if length == 0 {
        return Err(vm.raise(Error::IndexError, "pop from an empty deque"));
    }
    let v = deque.get(0);
    put(vm, deque, 0, Value::NONE);
    deque.resized(deque.place(1), length - 1);
    Ok(v)
}

fn extend(vm: &mut Vm, arguments: &[Value], push: fn(&mut Vm, Ref<DequeObject>, Value) -> Result<()>) -> Result {
    let deque = this(arguments);
    let source = if arguments[0] == arguments[1] {
        vm.list_from(arguments[1])?.value()
    } else {
        arguments[1]
    };
    let iterator = vm.iter(source)?;
    while let Some(item) = vm.next(iterator)? {
        push(vm, deque, item)?;
    }
    Ok(Value::NONE)
}

fn rotate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let deque = this(arguments);
    let steps = match arguments.get(1) {
        Some(&n) => vm.argument_i64(n)?,
        None => 1,
    };
    let length = deque.len() as i64;
    if length < 2 {
        return Ok(Value::NONE);
    }
    let mut steps = steps.rem_euclid(length);
    if steps > length / 2 {
        steps -= length;
    }
    for _ in 0..steps {
        let v = pop(vm, deque)?;
        push_left(vm, deque, v)?;
    }
    for _ in steps..0 {
        let v = pop_left(vm, deque)?;
        push(vm, deque, v)?;
    }
    Ok(Value::NONE)
}

fn changed(vm: &mut Vm, deque: Ref<DequeObject>, state: Value, error: Error, message: &str) -> Result<()> {
    if deque.state.get() != state {
        return Err(vm.raise(error, message));
    }
    Ok(())
}

fn count(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (deque, mut count) = (this(arguments), 0);
    let state = deque.state.get();
    for i in 0..deque.len() {
        count += vm.equal(deque.get(i), arguments[1])? as i64;
        changed(vm, deque, state, Error::RuntimeError, "deque mutated during iteration")?;
    }
    Ok(vm.int(count))
}

fn remove(vm: &mut Vm, arguments: &[Value]) -> Result {
    let deque = this(arguments);
    let state = deque.state.get();
    for i in 0..deque.len() {
        let found = vm.equal(deque.get(i), arguments[1])?;
        changed(vm, deque, state, Error::IndexError, "deque mutated during remove().")?;
        if found {
            delete(vm, deque, i)?;
            return Ok(Value::NONE);
        }
    }
    Err(vm.value_error("deque.remove(x): x not in deque"))
}

fn delete(vm: &mut Vm, deque: Ref<DequeObject>, i: usize) -> Result<()> {
    for at in i + 1..deque.len() {
        let v = deque.get(at);
        put(vm, deque, at - 1, v);
    }
    pop(vm, deque)?;
    Ok(())
}

fn reverse(vm: &mut Vm, arguments: &[Value]) -> Result {
    let deque = this(arguments);
    let length = deque.len();
    for i in 0..length / 2 {
        let (left, right) = (deque.get(i), deque.get(length - 1 - i));
        put(vm, deque, i, right);
        put(vm, deque, length - 1 - i, left);
    }
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (class, limit) = (vm.class_of(arguments[0]).value(), this(arguments).limit.get());
    if limit.is_none() {
        return vm.call(class, &[arguments[0]]);
    }
    vm.call(class, &[arguments[0], limit])
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (class, limit) = (vm.class_of(arguments[0]).value(), this(arguments).limit.get());
    let items = vm.list_from(arguments[0])?.value();
    let arguments = if limit.is_none() {
        vm.tuple(&[items])
    } else {
        vm.tuple(&[items, limit])
    };
    Ok(vm.tuple(&[class, arguments]))
}

fn index(vm: &mut Vm, arguments: &[Value]) -> Result<usize> {
    let i = vm.index_i64(arguments[1])?;
    let length = this(arguments).len();
    match vm.item_index(i, length) {
        Some(i) => Ok(i),
        None => Err(vm.raise(Error::IndexError, "deque index out of range")),
    }
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> Result {
    let i = index(vm, arguments)?;
    put(vm, this(arguments), i, arguments[2]);
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.enter_repr(arguments[0])? {
        return Ok(vm.str(b"[...]"));
    }
    let items = vm.list_from(arguments[0]);
    let text = items.and_then(|items| vm.repr_text(items.value()));
    vm.leave_repr();
    let text = match this(arguments).limit() {
        Some(limit) => format!("deque({}, maxlen={limit})", text?),
        None => format!("deque({})", text?),
    };
    Ok(vm.str(text.as_bytes()))
}

fn compare(vm: &mut Vm, arguments: &[Value], comparison: Comparison) -> Result {
    let deque = kept_type(vm, "collections.deque");
    if !vm.is_instance_of(arguments[1], deque) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (vm.list_from(arguments[0])?, vm.list_from(arguments[1])?);
    vm.compare(comparison, a.value(), b.value())
}

fn iterator(vm: &mut Vm, deque: Value, reverse: bool) -> Result {
    let class = kept_type(vm, "deque_iterator");
    let instance = vm.new_instance(class)?;
    let it = Ref::<DequeIteratorObject>::of(instance);
    it.set(vm, |it| &it.deque, deque);
    it.given.init(Value::integer(0));
    it.state.init(Ref::<DequeObject>::of(deque).state.get());
    it.reverse.init(reverse.into());
    Ok(instance)
}

fn next(vm: &mut Vm, arguments: &[Value]) -> Result {
    let it = Ref::<DequeIteratorObject>::of(arguments[0]);
    let deque = it.deque.of::<DequeObject>();
    let given = it.given.get().as_integer() as usize;
    changed(
        vm,
        deque,
        it.state.get(),
        Error::RuntimeError,
        "deque mutated during iteration",
    )?;
    if given >= deque.len() {
        return vm.next_result(None);
    }
    it.given.init(Value::integer(given as i64 + 1));
    let i = if it.reverse.get() == Value::TRUE {
        deque.len() - 1 - given
    } else {
        given
    };
    Ok(deque.get(i))
}

fn length_hint(vm: &mut Vm, arguments: &[Value]) -> Result {
    let it = Ref::<DequeIteratorObject>::of(arguments[0]);
    let deque = it.deque.of::<DequeObject>();
    if it.state.get() != deque.state.get() {
        return Ok(Value::integer(0));
    }
    Ok(vm.int(deque.len() as i64 - it.given.get().as_integer()))
}

fn initialize_default_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    let &[this, ref positional @ .., keywords] = arguments else {
        return Ok(Value::NONE);
    };
    let factory = positional.first().copied().unwrap_or(Value::NONE);
    if !factory.is_none() && !vm.is_callable(factory)? {
        return Err(vm.type_error("first argument must be callable"));
    }
    let name = vm.intern("default_factory");
    vm.setattr(this, name, factory)?;
    let init = vm.names.__init__;
    let dict = vm.type_of_kind(Kind::Dict);
    let init = vm.type_getattr(dict, init)?;
    let rest = vm.list(positional.get(1..).unwrap_or(&[]));
    vm.list_insert(Ref::of(rest), 0, this)?;
    vm.call_with_keywords(init, vm.items_of(rest), keywords)
}

fn factory(vm: &mut Vm, dict: Value) -> Result {
    let name = vm.intern("default_factory");
    Ok(vm.getattr_optional(dict, name)?.unwrap_or(Value::NONE))
}

fn missing(vm: &mut Vm, arguments: &[Value]) -> Result {
    let factory = factory(vm, arguments[0])?;
    if factory.is_none() {
        return Err(vm.raise_with(Error::KeyError, &[arguments[1]]));
    }
    let v = vm.call(factory, &[])?;
    vm.setitem(arguments[0], arguments[1], v)?;
    Ok(v)
}

fn copy_default_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (class, factory) = (vm.class_of(arguments[0]).value(), factory(vm, arguments[0])?);
    vm.call(class, &[factory, arguments[0]])
}

fn reduce_default_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (class, factory) = (vm.class_of(arguments[0]).value(), factory(vm, arguments[0])?);
    let creation = if factory.is_none() {
        vm.tuple(&[])
    } else {
        vm.tuple(&[factory])
    };
    let items = vm.intern("iteritems");
    let items = vm.call_method(arguments[0], items, &[])?;
    Ok(vm.tuple(&[class, creation, Value::NONE, Value::NONE, items]))
}

fn repr_default_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    let dict = vm.type_of_kind(Kind::Dict);
    let name = vm.names.__repr__;
    let method = vm.type_getattr(dict, name)?;
    let items = vm.call(method, &[arguments[0]])?;
    let items = Ref::<objspace::string::StrObject>::of(items).text();
    let factory = factory(vm, arguments[0])?;
    let factory = if vm.enter_repr(factory)? {
        let text = vm.repr_text(factory);
        vm.leave_repr();
        text?
    } else {
        "...".to_string()
    };
    Ok(vm.str(format!("defaultdict({factory}, {items})").as_bytes()))
}
