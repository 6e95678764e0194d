//! `itertools`: iterators over iterators. All share one struct of five values; a table gives each type its maker and its step.

use super::support::{keep_type, kept_type};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::module::ModuleObject;
use objspace::native::{function, special, ModuleDefinition, Native, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::protocols::arithmetic::Operator;
use objspace::value::Value;
use objspace::vm::Vm;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "itertools",
    doc: "Iterators made of iterators.",
    functions: &[function(
        "tee",
        1,
        2,
        tee,
        "tee(iterable, n=2) --> tuple of n iterators, each of which gives all items.",
    )],
    initialize,
};

/// What the values are is said at each type's maker.
#[repr(C)]
struct IteratorObject {
    header: Header,
    a: Field,
    b: Field,
    c: Field,
    d: Field,
    e: Field,
}

type Iterator = Ref<IteratorObject>;

macro_rules! types {
    ($($definition:ident $name:literal $new:ident $next:ident $doc:literal;)*) => {
        $(static $definition: TypeDefinition = TypeDefinition {
            kind: Kind::Native,
            base: Kind::Object,
            doc: $doc,
            new: Some($new),
            methods: &[
                special("__iter__", 0, 0, |_, a| Ok(a[0]), "x.__iter__() <==> iter(x)"),
                special("next", 0, 0, |vm, a| {
                    let next = $next(vm, Ref::of(a[0]))?;
                    vm.next_result(next)
                }, "x.next() -> the item that comes next; after the last one StopIteration is raised"),
            ],
            subclassable: true,
        };)*
        static TYPES: &[(&str, &TypeDefinition)] = &[$(($name, &$definition)),*];
    };
}

types! {
    CHAIN "chain" new_chain next_chain "chain(*iterables) --> chain object\n\nGives the items of the first iterable, then those of the second, and so on.";
    COUNT "count" new_count next_count "count(start=0, step=1) --> count object";
    CYCLE "cycle" new_cycle next_cycle "cycle(iterable) --> cycle object";
    REPEAT "repeat" new_repeat next_repeat "repeat(object [,times]) -> an iterator that gives object so many times;\nwithout times, for ever.";
    COMPRESS "compress" new_compress next_compress "compress(data, selectors) --> an iterator over the items of data whose selector is true";
    DROP_WHILE "dropwhile" new_with_function next_drop_while "dropwhile(predicate, iterable) --> dropwhile object";
    TAKE_WHILE "takewhile" new_with_function next_take_while "takewhile(predicate, iterable) --> takewhile object";
    FILTER "ifilter" new_with_function next_filter "ifilter(function or None, sequence) --> ifilter object";
    FILTER_FALSE "ifilterfalse" new_with_function next_filter_false "ifilterfalse(function or None, sequence) --> ifilterfalse object";
    STAR_MAP "starmap" new_with_function next_star_map "starmap(function, sequence) --> starmap object";
    MAP "imap" new_map next_map "imap(func, *iterables) --> imap object";
    ZIP "izip" new_zip next_zip "izip(iter1 [,iter2 [...]]) --> izip object";
    ZIP_LONGEST "izip_longest" new_zip_longest next_zip_longest "izip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> izip_longest object";
    SLICE "islice" new_slice next_slice "islice(iterable, [start,] stop [, step]) --> islice object";
    GROUP_BY "groupby" new_group_by next_group_by "groupby(iterable[, keyfunc]) -> an iterator over pairs (key, items):\nthe items are those side by side whose key(value) is equal.";
    PRODUCT "product" new_product next_product "product(*iterables) --> product object";
    PERMUTATIONS "permutations" new_permutations next_permutations "permutations(iterable[, r]) --> permutations object";
    COMBINATIONS "combinations" new_combinations next_combinations "combinations(iterable, r) --> combinations object";
    COMBINATIONS_REPEATED "combinations_with_replacement" new_combinations next_combinations_repeated "combinations_with_replacement(iterable, r) --> combinations_with_replacement object";
    GROUP "_grouper" not_by_calling next_group "the items of a group";
    TEE "tee" not_by_calling next_tee "one of several iterators over the same items";
}

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    let size = std::mem::size_of::<IteratorObject>() as u32;
    for &(name, definition) in TYPES {
        let class = vm.new_native_type(
            &format!("itertools.{name}"),
            size,
            Layout::fixed_words(1, 5),
            definition,
        );
        keep_type(vm, name, class);
        if !matches!(name, "tee" | "_grouper") {
            vm.module_set(module, name, class.value());
        }
    }
    let chain = kept_type(vm, "chain");
    vm.add_natives(
        chain,
        &[const {
            function(
                "from_iterable",
                1,
                1,
                chain_from,
                "chain.from_iterable(iterable) --> chain object",
            )
            .class_method()
        }],
    );
    vm.class_changed(chain);
    for (name, natives) in [("count", COUNT_METHODS), ("repeat", REPEAT_METHODS)] {
        let class = kept_type(vm, name);
        vm.add_natives(class, natives);
        vm.class_changed(class);
    }
    Ok(())
}

static COUNT_METHODS: &[Native] = &[
    special("__repr__", 0, 0, repr_of_count, "x.__repr__() <==> repr(x)"),
    function("__reduce__", 0, 0, reduce_count, "What pickle keeps of a count."),
];

static REPEAT_METHODS: &[Native] = &[
    special("__repr__", 0, 0, repr_of_repeat, "x.__repr__() <==> repr(x)"),
    function(
        "__length_hint__",
        0,
        0,
        length_of_repeat,
        "How often the object comes still.",
    ),
];

/// Whether the step of a count is the number 1, which is not shown.
fn has_usual_step(vm: &Vm, it: Iterator) -> bool {
    vm.as_int(it.b.get()) == Some(1)
}

fn repr_of_count(vm: &mut Vm, arguments: &[Value]) -> Result {
    let it: Iterator = Ref::of(arguments[0]);
    let next = vm.repr_text(it.a.get())?;
    let text = if has_usual_step(vm, it) {
        format!("count({next})")
    } else {
        format!("count({next}, {})", vm.repr_text(it.b.get())?)
    };
    Ok(vm.str(text.as_bytes()))
}

fn reduce_count(vm: &mut Vm, arguments: &[Value]) -> Result {
    let it: Iterator = Ref::of(arguments[0]);
    let parts = if has_usual_step(vm, it) {
        vm.tuple(&[it.a.get()])
    } else {
        vm.tuple(&[it.a.get(), it.b.get()])
    };
    let class = vm.class_of(arguments[0]).value();
    Ok(vm.tuple(&[class, parts]))
}

fn repr_of_repeat(vm: &mut Vm, arguments: &[Value]) -> Result {
    let it: Iterator = Ref::of(arguments[0]);
    let object = vm.repr_text(it.a.get())?;
    let text = match it.b.get().bound() {
        None => format!("repeat({object})"),
        Some(times) => format!("repeat({object}, {})", times.as_integer()),
    };
    Ok(vm.str(text.as_bytes()))
}

fn length_of_repeat(vm: &mut Vm, arguments: &[Value]) -> Result {
    let it: Iterator = Ref::of(arguments[0]);
    match it.b.get().bound() {
        Some(times) => Ok(times),
        None => Err(vm.type_error("len() of unsized object")),
    }
}

fn not_by_calling(vm: &mut Vm, _: &[Value]) -> Result {
    Err(vm.type_error("cannot create the iterator by calling its type"))
}

/// An instance of the class with these values.
fn make(vm: &mut Vm, class: Value, values: [Value; 5]) -> Result {
    let instance = vm.new_instance(Ref::of(class))?;
    let it: Iterator = Ref::of(instance);
    it.set(vm, |i| &i.a, values[0]);
    it.set(vm, |i| &i.b, values[1]);
    it.set(vm, |i| &i.c, values[2]);
    it.set(vm, |i| &i.d, values[3]);
    it.set(vm, |i| &i.e, values[4]);
    Ok(instance)
}

const NO: Value = Value::UNBOUND;

/// The positional arguments; TypeError for any by name.
fn positional<'a>(vm: &mut Vm, name: &str, arguments: &'a [Value]) -> Result<&'a [Value]> {
    // Subclasses may have uses of their own for names.
    let class = Ref::<objspace::class::TypeObject>::of(arguments[0]);
    if class.heap_type.get() {
        return Ok(&arguments[1..arguments.len() - 1]);
    }
    vm.positional_arguments(name, 0, usize::MAX, &arguments[1..])
}

/// A list of iterators over the arguments.
fn iterators(vm: &mut Vm, name: &str, iterables: &[Value]) -> Result<Ref<ListObject>> {
    let list = vm.new_list(iterables.len())?;
    for (i, &iterable) in iterables.iter().enumerate() {
        let iterator = match vm.iter(iterable) {
            Err(_) if vm.swallow(Error::TypeError) => {
                return Err(vm.type_error(&format!("{name} argument #{} must support iteration", i + 1)))
            }
            other => other?,
        };
        vm.list_append(list, iterator)?;
    }
    Ok(list)
}

/// a: iterator over iterables, unbound at the end; b: the current iterator.
fn new_chain(vm: &mut Vm, arguments: &[Value]) -> Result {
    let iterables = positional(vm, "chain", arguments)?;
    let iterables = vm.tuple(iterables);
    let iterator = vm.iter(iterables)?;
    make(vm, arguments[0], [iterator, NO, NO, NO, NO])
}

fn chain_from(vm: &mut Vm, arguments: &[Value]) -> Result {
    let iterator = vm.iter(arguments[1])?;
    make(vm, arguments[0], [iterator, NO, NO, NO, NO])
}

fn next_chain(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    while let Some(iterables) = it.a.get().bound() {
        if let Some(current) = it.b.get().bound() {
            if let Some(v) = vm.next(current)? {
                return Ok(Some(v));
            }
            it.b.init(NO);
        }
        match vm.next(iterables)? {
            Some(iterable) => {
                let iterator = vm.iter(iterable)?;
                it.set(vm, |i| &i.b, iterator);
            }
            None => it.a.init(NO),
        }
    }
    Ok(None)
}

/// a: the next number; b: the step.
fn new_count(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [start, step] = vm.named_arguments("count", 0, ["start", "step"], &arguments[1..])?;
    let (start, step) = (
        start.bound().unwrap_or(Value::integer(0)),
        step.bound().unwrap_or(Value::integer(1)),
    );
    if !vm.is_number(start) || !vm.is_number(step) {
        return Err(vm.type_error("a number is required"));
    }
    make(vm, arguments[0], [start, step, NO, NO, NO])
}

fn next_count(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    let v = it.a.get();
    let next = vm.binary(Operator::Add, v, it.b.get())?;
    it.set(vm, |i| &i.a, next);
    Ok(Some(v))
}

/// a: the iterator, unbound once through; b: the list of items; c: the next item's index.
fn new_cycle(vm: &mut Vm, arguments: &[Value]) -> Result {
    let iterable = vm.positional_arguments("cycle", 1, 1, &arguments[1..])?[0];
    let (iterator, list) = (vm.iter(iterable)?, vm.new_list(0)?);
    make(vm, arguments[0], [iterator, list.value(), Value::integer(0), NO, NO])
}

fn next_cycle(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    let list = it.b.of::<ListObject>();
    if let Some(iterator) = it.a.get().bound() {
        if let Some(v) = vm.next(iterator)? {
            vm.list_append(list, v)?;
            return Ok(Some(v));
        }
        it.a.init(NO);
    }
    if list.is_empty() {
        return Ok(None);
    }
    let i = it.c.get().as_integer() as usize;
    it.c.init(Value::integer(((i + 1) % list.len()) as i64));
    Ok(Some(list.get(i)))
}

/// a: the object; b: how often still, or unbound.
fn new_repeat(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [object, times] = vm.named_arguments("repeat", 1, ["object", "times"], &arguments[1..])?;
    let times = match times.bound() {
        Some(times) => Value::integer(vm.argument_i64(times)?.clamp(0, Value::MAX_INTEGER)),
        None => NO,
    };
    make(vm, arguments[0], [object, times, NO, NO, NO])
}

fn next_repeat(_: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    if let Some(times) = it.b.get().bound() {
        if times.as_integer() == 0 {
            return Ok(None);
        }
        it.b.init(Value::integer(times.as_integer() - 1));
    }
    Ok(Some(it.a.get()))
}

/// a: data; b: selectors.
fn new_compress(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [data, selectors] = vm.named_arguments("compress", 2, ["data", "selectors"], &arguments[1..])?;
    let (data, selectors) = (vm.iter(data)?, vm.iter(selectors)?);
    make(vm, arguments[0], [data, selectors, NO, NO, NO])
}

fn next_compress(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    loop {
        let (Some(v), Some(selector)) = (vm.next(it.a.get())?, vm.next(it.b.get())?) else {
            return Ok(None);
        };
        if vm.truth(selector)? {
            return Ok(Some(v));
        }
    }
}

/// a: the function; b: the iterator; c: bound once the state changed for good.
fn new_with_function(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = Ref::<objspace::class::TypeObject>::of(arguments[0]).short_name();
    let &[function, iterable] = vm.positional_arguments(&name, 2, 2, &arguments[1..])? else {
        return Err(vm.type_error("2 arguments expected"));
    };
    let iterator = vm.iter(iterable)?;
    make(vm, arguments[0], [function, iterator, NO, NO, NO])
}

fn holds(vm: &mut Vm, predicate: Value, v: Value) -> Result<bool> {
    if predicate.is_none() {
        return vm.truth(v);
    }
    let answer = vm.call(predicate, &[v])?;
    vm.truth(answer)
}

fn next_drop_while(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    while let Some(v) = vm.next(it.b.get())? {
        if !it.c.get().is_unbound() {
            return Ok(Some(v));
        }
        let answer = vm.call(it.a.get(), &[v])?;
        if !vm.truth(answer)? {
            it.c.init(Value::TRUE);
            return Ok(Some(v));
        }
    }
    Ok(None)
}

fn next_take_while(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    if !it.c.get().is_unbound() {
        return Ok(None);
    }
    let Some(v) = vm.next(it.b.get())? else {
        return Ok(None);
    };
    let answer = vm.call(it.a.get(), &[v])?;
    if vm.truth(answer)? {
        return Ok(Some(v));
    }
    it.c.init(Value::TRUE);
    Ok(None)
}

fn filtered(vm: &mut Vm, it: Iterator, wanted: bool) -> Result<Option<Value>> {
    while let Some(v) = vm.next(it.b.get())? {
        if holds(vm, it.a.get(), v)? == wanted {
            return Ok(Some(v));
        }
    }
    Ok(None)
}

fn next_filter(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    filtered(vm, it, true)
}

fn next_filter_false(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    filtered(vm, it, false)
}

fn next_star_map(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    let Some(arguments) = vm.next(it.b.get())? else {
        return Ok(None);
    };
    let arguments = vm.tuple_from(arguments)?;
    let arguments = vm.items_of(arguments);
    vm.call(it.a.get(), arguments).map(Some)
}

/// a: the function; b: list of iterators.
fn new_map(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = positional(vm, "imap", arguments)?;
    if given.len() < 2 {
        return Err(vm.type_error("imap() must have at least two arguments."));
    }
    let list = vm.new_list(given.len())?;
    for &iterable in &given[1..] {
        let iterator = vm.iter(iterable)?;
        vm.list_append(list, iterator)?;
    }
    make(vm, arguments[0], [given[0], list.value(), NO, NO, NO])
}

/// A tuple of the next item of each; None when one of them ends.
fn next_of_each(vm: &mut Vm, list: Ref<ListObject>) -> Result<Option<Value>> {
    let tuple = vm.new_tuple(list.len())?;
    for i in 0..list.len() {
        match vm.next(list.get(i))? {
            Some(v) => vm.tuple_put(tuple, i, v),
            None => return Ok(None),
        }
    }
    Ok(Some(tuple.value()))
}

fn next_map(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    let Some(arguments) = next_of_each(vm, it.b.of())? else {
        return Ok(None);
    };
    if it.a.get().is_none() {
        return Ok(Some(arguments));
    }
    let arguments = vm.items_of(arguments);
    vm.call(it.a.get(), arguments).map(Some)
}

/// a: list of iterators.
fn new_zip(vm: &mut Vm, arguments: &[Value]) -> Result {
    let iterables = positional(vm, "izip", arguments)?;
    let list = iterators(vm, "izip", iterables)?;
    make(vm, arguments[0], [list.value(), NO, NO, NO, NO])
}

fn next_zip(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    if it.a.of::<ListObject>().is_empty() {
        return Ok(None);
    }
    next_of_each(vm, it.a.of())
}

/// a: list of iterators, None for those that ended; b: what stands for missing items.
fn new_zip_longest(vm: &mut Vm, arguments: &[Value]) -> Result {
    let &[class, ref iterables @ .., keywords] = arguments else {
        return Err(vm.type_error("izip_longest() expected a class"));
    };
    let mut fill = Value::NONE;
    if let Some(keywords) = keywords.bound().map(Ref::<objspace::dict::DictObject>::of) {
        let name = vm.intern("fillvalue");
        match vm.dict_get_str(keywords, name) {
            Some(v) if keywords.len() == 1 => fill = v,
            None if keywords.is_empty() => {}
            _ => return Err(vm.type_error("izip_longest() got an unexpected keyword argument")),
        }
    }
    let list = iterators(vm, "izip_longest", iterables)?;
    make(vm, class, [list.value(), fill, NO, NO, NO])
}

fn next_zip_longest(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    let list = it.a.of::<ListObject>();
    let tuple = vm.new_tuple(list.len())?;
    let mut any = false;
    for i in 0..list.len() {
        let mut v = it.b.get();
        if !list.get(i).is_none() {
            match vm.next(list.get(i))? {
                Some(item) => (v, any) = (item, true),
                None => vm.list_put(list, i, Value::NONE),
            }
        }
        vm.tuple_put(tuple, i, v);
    }
    Ok(any.then_some(tuple.value()))
}

/// a: the iterator, unbound at the end; b: how many to pass over before the next; c: items given or passed so far; d: stop or None; e: step.
fn new_slice(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = vm.positional_arguments("islice", 2, 4, &arguments[1..])?;
    let (start, stop, step) = match *given {
        [_, stop] => (Value::NONE, stop, Value::NONE),
        [_, start, stop] => (start, stop, Value::NONE),
        [_, start, stop, step, ..] => (start, stop, step),
        _ => return Err(vm.type_error("islice expected at least 2 arguments")),
    };
    let index = |vm: &mut Vm, v: Value, default: i64| {
        if v.is_none() {
            return Some(default);
        }
        let number = vm.c_long(v);
        if number.is_err() {
            vm.take_exception();
        }
        number.ok().filter(|&i| i >= 0).map(|i| i.min(Value::MAX_INTEGER))
    };
    let Some(last) = index(vm, stop, Value::MAX_INTEGER) else {
        let message = if given.len() == 2 {
            "Stop argument for islice() must be None or an integer: 0 <= x <= maxint."
        } else {
            "Indices for islice() must be None or an integer: 0 <= x <= maxint."
        };
        return Err(vm.value_error(message));
    };
    let Some(start) = index(vm, start, 0) else {
        return Err(vm.value_error("Indices for islice() must be None or an integer: 0 <= x <= maxint."));
    };
    let Some(step) = index(vm, step, 1).filter(|&step| step > 0) else {
        return Err(vm.value_error("Step for islice() must be a positive integer or None."));
    };
    let iterator = vm.iter(given[0])?;
    let numbers = [start, 0, last, step].map(Value::integer);
    make(
        vm,
        arguments[0],
        [iterator, numbers[0], numbers[1], numbers[2], numbers[3]],
    )
}

fn next_slice(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    let Some(iterator) = it.a.get().bound() else {
        return Ok(None);
    };
    let (wanted, stop) = (it.b.get().as_integer(), it.d.get().as_integer());
    let mut at = it.c.get().as_integer();
    while at < wanted.min(stop) {
        if vm.next(iterator)?.is_none() {
            it.a.init(NO);
            return Ok(None);
        }
        at += 1;
        it.c.init(Value::integer(at));
    }
    if at >= stop {
        it.a.init(NO);
        return Ok(None);
    }
    let Some(v) = vm.next(iterator)? else {
        it.a.init(NO);
        return Ok(None);
    };
    it.c.init(Value::integer(at + 1));
    it.b.init(Value::integer(
        wanted.saturating_add(it.e.get().as_integer()).min(Value::MAX_INTEGER),
    ));
    Ok(Some(v))
}

/// a: the iterator; b: the key function; c: the key of the current group; d: the key and e: the value read last.
fn new_group_by(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [iterable, key] = vm.named_arguments("groupby", 1, ["iterable", "key"], &arguments[1..])?;
    let iterator = vm.iter(iterable)?;
    make(
        vm,
        arguments[0],
        [iterator, key.bound().unwrap_or(Value::NONE), NO, NO, NO],
    )
}

/// Reads the next value and its key; false at the end.
fn read(vm: &mut Vm, it: Iterator) -> Result<bool> {
    let Some(v) = vm.next(it.a.get())? else {
        return Ok(false);
    };
    let key = if it.b.get().is_none() {
        v
    } else {
        vm.call(it.b.get(), &[v])?
    };
    it.set(vm, |i| &i.d, key);
    it.set(vm, |i| &i.e, v);
    Ok(true)
}

fn next_group_by(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    loop {
        let read_last = it.d.get();
        if !read_last.is_unbound() && (it.c.get().is_unbound() || !vm.equal(it.c.get(), read_last)?) {
            break;
        }
        if !read(vm, it)? {
            return Ok(None);
        }
    }
    let key = it.d.get();
    it.set(vm, |i| &i.c, key);
    let class = kept_type(vm, "_grouper");
    let group = make(vm, class.value(), [it.value(), key, NO, NO, NO])?;
    Ok(Some(vm.tuple(&[key, group])))
}

/// a: the groupby; b: the group's key.
fn next_group(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    let parent: Iterator = it.a.of();
    if parent.e.get().is_unbound() && !read(vm, parent)? {
        return Ok(None);
    }
    if !vm.equal(it.b.get(), parent.d.get())? {
        return Ok(None);
    }
    // The comparison may have come back here and taken the value.
    let v = parent.e.get().bound();
    parent.e.init(NO);
    Ok(v)
}

/// A list of the numbers.
fn numbers(vm: &mut Vm, numbers: impl IntoIterator<Item = usize>) -> Result<Ref<ListObject>> {
    let list = vm.new_list(0)?;
    for n in numbers {
        vm.list_append(list, Value::integer(n as i64))?;
    }
    Ok(list)
}

fn number(list: Ref<ListObject>, i: usize) -> usize {
    list.get(i).as_integer() as usize
}

/// a: list of lists or tuples; b: the indexes of the next result, unbound at the end.
fn new_product(vm: &mut Vm, arguments: &[Value]) -> Result {
    let &[class, ref iterables @ .., keywords] = arguments else {
        return Err(vm.type_error("product() expected a class"));
    };
    let mut times = 1;
    if let Some(keywords) = keywords.bound().map(Ref::<objspace::dict::DictObject>::of) {
        let name = vm.intern("repeat");
        match vm.dict_get_str(keywords, name) {
            Some(v) if keywords.len() == 1 => times = vm.argument_i64(v)?,
            None if keywords.is_empty() => {}
            _ => return Err(vm.type_error("product() got an unexpected keyword argument")),
        }
    }
    if times < 0 {
        return Err(vm.value_error("repeat argument cannot be negative"));
    }
    let pools = vm.new_list(iterables.len())?;
    for &iterable in iterables {
        let pool = vm.tuple_from(iterable)?;
        vm.list_append(pools, pool)?;
    }
    let all = vm.new_list(0)?;
    for _ in 0..times {
        vm.list_extend(all, pools.items())?;
    }
    let empty = all.items().iter().any(|&pool| vm.items_of(pool).is_empty());
    let indexes = numbers(vm, all.items().iter().map(|_| 0))?;
    make(
        vm,
        class,
        [all.value(), if empty { NO } else { indexes.value() }, NO, NO, NO],
    )
}

fn next_product(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    if it.b.get().is_unbound() {
        return Ok(None);
    }
    let (pools, indexes) = (it.a.of::<ListObject>(), it.b.of::<ListObject>());
    let result = vm.new_tuple(pools.len())?;
    for i in 0..pools.len() {
        let v = vm.items_of(pools.get(i))[number(indexes, i)];
        vm.tuple_put(result, i, v);
    }
    let mut i = pools.len();
    loop {
        if i == 0 {
            it.b.init(NO);
            break;
        }
        i -= 1;
        let next = number(indexes, i) + 1;
        if next < vm.items_of(pools.get(i)).len() {
            vm.list_put(indexes, i, Value::integer(next as i64));
            break;
        }
        vm.list_put(indexes, i, Value::integer(0));
    }
    Ok(Some(result.value()))
}

/// a: the pool; b: indexes, unbound at the end; c: how many are chosen; d: (permutations) the cycles.
fn new_combinations(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = Ref::<objspace::class::TypeObject>::of(arguments[0]);
    let repeated = vm.is_subtype(class, kept_type(vm, "combinations_with_replacement"));
    let [iterable, r] = vm.named_arguments(&class.short_name(), 2, ["iterable", "r"], &arguments[1..])?;
    let pool = vm.tuple_from(iterable)?;
    let (r, n) = (vm.argument_i64(r)?, vm.items_of(pool).len());
    if r < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    let r = r as usize;
    let none = if repeated { n == 0 && r > 0 } else { r > n };
    let indexes = match none {
        true => NO,
        false if repeated => numbers(vm, std::iter::repeat_n(0, r))?.value(),
        false => numbers(vm, 0..r)?.value(),
    };
    make(vm, arguments[0], [pool, indexes, NO, NO, NO])
}

/// The items of the pool that the first `r` indexes name.
fn chosen(vm: &mut Vm, it: Iterator, r: usize) -> Result {
    let indexes = it.b.of::<ListObject>();
    let result = vm.new_tuple(r)?;
    for i in 0..r {
        let v = vm.items_of(it.a.get())[number(indexes, i)];
        vm.tuple_put(result, i, v);
    }
    Ok(result.value())
}

fn combination(vm: &mut Vm, it: Iterator, repeated: bool) -> Result<Option<Value>> {
    if it.b.get().is_unbound() {
        return Ok(None);
    }
    let indexes = it.b.of::<ListObject>();
    let (r, n) = (indexes.len(), vm.items_of(it.a.get()).len());
    let result = chosen(vm, it, r)?;
    let highest = |i: usize| if repeated { n - 1 } else { i + n - r };
    match (0..r).rev().find(|&i| number(indexes, i) != highest(i)) {
        None => it.b.init(NO),
        Some(i) => {
            let first = number(indexes, i) + 1;
            for j in i..r {
                let index = if repeated { first } else { first + j - i };
                vm.list_put(indexes, j, Value::integer(index as i64));
            }
        }
    }
    Ok(Some(result))
}

fn next_combinations(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    combination(vm, it, false)
}

fn next_combinations_repeated(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    combination(vm, it, true)
}

fn new_permutations(vm: &mut Vm, arguments: &[Value]) -> Result {
    let [iterable, r] = vm.named_arguments("permutations", 1, ["iterable", "r"], &arguments[1..])?;
    let pool = vm.tuple_from(iterable)?;
    let n = vm.items_of(pool).len();
    let r = match r.bound() {
        Some(r) if !r.is_none() => match vm.as_int(r) {
            Some(r) => r,
            None => return Err(vm.type_error("Expected int as r")),
        },
        _ => n as i64,
    };
    if r < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    let r = r as usize;
    let indexes = if r > n { NO } else { numbers(vm, 0..n)?.value() };
    let cycles = numbers(vm, (0..r.min(n)).map(|i| n - i))?;
    make(
        vm,
        arguments[0],
        [pool, indexes, Value::integer(r as i64), cycles.value(), NO],
    )
}

fn next_permutations(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    if it.b.get().is_unbound() {
        return Ok(None);
    }
    let (indexes, cycles) = (it.b.of::<ListObject>(), it.d.of::<ListObject>());
    let (r, n) = (it.c.get().as_integer() as usize, indexes.len());
    let result = chosen(vm, it, r)?;
    for i in (0..r).rev() {
        let left = number(cycles, i) - 1;
        if left > 0 {
            vm.list_put(cycles, i, Value::integer(left as i64));
            let (a, b) = (indexes.get(i), indexes.get(n - left));
            vm.list_put(indexes, i, b);
            vm.list_put(indexes, n - left, a);
            return Ok(Some(result));
        }
        let v = indexes.get(i);
        for j in i..n - 1 {
            vm.list_put(indexes, j, indexes.get(j + 1));
        }
        vm.list_put(indexes, n - 1, v);
        vm.list_put(cycles, i, Value::integer((n - i) as i64));
    }
    it.b.init(NO);
    Ok(Some(result))
}

/// The iterators share a chain of links [value, next link]: what all have passed is garbage.
fn tee(vm: &mut Vm, arguments: &[Value]) -> Result {
    let n = match arguments.get(1) {
        Some(&n) => vm.argument_i64(n)?,
        None => 2,
    };
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    let class = kept_type(vm, "tee").value();
    let given = arguments[0];
    let (iterator, link) = if vm.class_of(given).value() == class {
        let it: Iterator = Ref::of(given);
        (it.a.get(), it.b.get())
    } else {
        (vm.iter(given)?, vm.list(&[]))
    };
    let result = vm.new_tuple(n as usize)?;
    for i in 0..n as usize {
        let one = make(vm, class, [iterator, link, NO, NO, NO])?;
        vm.tuple_put(result, i, one);
    }
    Ok(result.value())
}

/// a: the iterator; b: the link of the next value, an empty list where it was not read yet, one of one item while it is read.
fn next_tee(vm: &mut Vm, it: Iterator) -> Result<Option<Value>> {
    let link = it.b.of::<ListObject>();
    if link.len() == 1 {
        // Another thread, or the iterator itself, is reading that value.
        return Err(vm.raise(Error::RuntimeError, "cannot re-enter the tee iterator"));
    }
    if link.is_empty() {
        vm.list_append(link, Value::NONE)?;
        let result = vm.next(it.a.get());
        vm.list_clear(link);
        let Some(v) = result? else {
            return Ok(None);
        };
        let next = vm.list(&[]);
        vm.list_append(link, v)?;
        vm.list_append(link, next)?;
    }
    let next = link.get(1);
    it.set(vm, |i| &i.b, next);
    Ok(Some(link.get(0)))
}
