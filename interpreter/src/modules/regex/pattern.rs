//! `SRE_Pattern` and `SRE_Scanner`.

use super::super::support::{keep_type, kept_type};
use super::match_object::new_match;
use super::program;
use super::scan::Scan;
use super::sets::{Case, Program};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::{function, getter, named, Native, Result, TypeDefinition};
use objspace::object::{Field, Ref, Storage};
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

#[repr(C)]
pub struct PatternObject {
    header: Header,
    /// The expression, or None.
    source: Field,
    flags: Field,
    groups: Field,
    /// Group names: {name: number}, and the list by number.
    pub group_index: Field,
    pub index_group: Field,
    /// A bytes cell: the words of the program.
    program: Field,
    /// The type of its matches.
    pub match_type: Field,
}

impl PatternObject {
    /// The program. It lies still as long as the pattern lives.
    pub fn program(&self) -> Program<'static> {
        let cell = self.program.of::<Storage>();
        // The cell was filled with whole words by `compile`, and cells are aligned to words of 8 bytes.
        let words = unsafe { std::slice::from_raw_parts(cell.bytes() as *const u32, cell.length.get() / 4) };
        Program {
            words,
            case: Case::of_flags(self.flags.get().as_integer()),
        }
    }

    pub fn group_count(&self) -> usize {
        self.groups.get().as_integer() as usize
    }
}

#[repr(C)]
struct ScannerObject {
    header: Header,
    pattern: Field,
    string: Field,
    /// Where it goes on, and its limit: indexes.
    position: Field,
    limit: Field,
}

const PLACES: &[&str] = &["string", "pos", "endpos", "pattern"];

static PATTERN: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "Compiled regular expression objects",
    new: None,
    methods: &[
        named("match", 0, PLACES, |vm, a| once(vm, a, Scan::match_here), "match(string[, pos[, endpos]]) --> a match, or None.\n    A match of the pattern that starts at the beginning of the string."),
        named("search", 0, PLACES, |vm, a| once(vm, a, Scan::search), "search(string[, pos[, endpos]]) --> a match, or None.\n    The first match of the pattern anywhere in the string."),
        named("findall", 0, &["string", "pos", "endpos", "source"], find_all, "findall(string[, pos[, endpos]]) --> a list.\n    All matches of the pattern that do not overlap, as strings."),
        named("finditer", 0, &["string", "pos", "endpos"], find_iterator, "finditer(string[, pos[, endpos]]) --> an iterator.\n    The match objects of all matches that do not overlap."),
        named("scanner", 0, &["string", "pos", "endpos", "source"], |vm, a| {
            let string = text_argument(vm, a[1], a[4], "source")?;
            scanner(vm, a[0], string, a[2], a[3])
        }, "scanner(string[, pos[, endpos]]) --> scanner.\n    An object whose match and search go on where they were."),
        named("split", 0, &["string", "maxsplit", "source"], split, "split(string[, maxsplit = 0])  --> a list.\n    The parts of the string between matches of the pattern."),
        named("sub", 0, REPLACEMENT, |vm, a| Ok(replace(vm, "sub", a)?.0), "sub(repl, string[, count = 0]) --> newstring\n    The string with matches of the pattern replaced."),
        named("subn", 0, REPLACEMENT, |vm, a| {
            let (result, count) = replace(vm, "subn", a)?;
            let count = vm.int(count);
            Ok(vm.tuple(&[result, count]))
        }, "subn(repl, string[, count = 0]) --> (newstring, number of subs)\n    As sub, with the number of replacements."),
        function("__copy__", 0, 0, |vm, _| Err(vm.type_error("cannot copy this pattern object")), ""),
        function("__deepcopy__", 1, 1, |vm, _| Err(vm.type_error("cannot deepcopy this pattern object")), ""),
        getter("pattern", |_, a| Ok(this(a).source.get()), "").member(),
        getter("flags", |_, a| Ok(this(a).flags.get()), "").member(),
        getter("groups", |_, a| Ok(this(a).groups.get()), "").member(),
        getter("groupindex", |_, a| Ok(this(a).group_index.get()), "").member(),
    ],
    subclassable: false,
};

const REPLACEMENT: &[&str] = &["repl", "string", "count"];

static SCANNER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: SCANNER_METHODS,
    subclassable: false,
};

static SCANNER_METHODS: &[Native] = &[
    function("match", 0, 0, |vm, a| go_on(vm, a[0], Scan::match_here), ""),
    function("search", 0, 0, |vm, a| go_on(vm, a[0], Scan::search), ""),
    getter("pattern", |_, a| Ok(Ref::<ScannerObject>::of(a[0]).pattern.get()), "").member(),
];

pub fn make_types(vm: &mut Vm) {
    let size = std::mem::size_of::<PatternObject>() as u32;
    let class = vm.new_native_type("_sre.SRE_Pattern", size, Layout::fixed_words(1, 7), &PATTERN);
    class.has_weakrefs.set(true);
    keep_type(vm, "_sre.SRE_Pattern", class);
    let size = std::mem::size_of::<ScannerObject>() as u32;
    let class = vm.new_native_type("_sre.SRE_Scanner", size, Layout::fixed_words(1, 4), &SCANNER);
    keep_type(vm, "_sre.SRE_Scanner", class);
}

fn this(arguments: &[Value]) -> Ref<PatternObject> {
    Ref::of(arguments[0])
}

/// `_sre.compile(pattern, flags, code, groups, groupindex, indexgroup)`. RuntimeError: that is no code.
pub fn compile(vm: &mut Vm, arguments: &[Value]) -> Result {
    let &[source, flags, code, groups, group_index, index_group] = arguments else {
        unreachable!("six arguments are named")
    };
    let flags = super::super::support::c_int(vm, flags)?;
    if !vm.is_kind(code, Kind::List) {
        let name = vm.type_name(code);
        return Err(vm.type_error(&format!("argument 3 must be list, not {name}")));
    }
    let groups = match groups.bound() {
        Some(groups) => vm.argument_i64(groups)?,
        None => 0,
    };
    let code = Ref::<ListObject>::of(code);
    let mut words = Vec::with_capacity(code.len());
    for &word in code.items() {
        let number = if vm.kind_of(word) == Kind::Long {
            vm.argument_i64(word).ok()
        } else {
            vm.as_int(word)
        };
        let Some(word) = number.and_then(|i| u32::try_from(i).ok()) else {
            let limit = "regular expression code size limit exceeded";
            return Err(vm.raise(Error::OverflowError, limit));
        };
        words.push(word);
    }
    // Programs may say so many groups as they like; each takes room in every match.
    let translated = usize::try_from(groups)
        .ok()
        .filter(|&groups| groups <= 1 << 16)
        .and_then(|groups| program::translate(&words, groups).ok());
    let Some(translated) = translated else {
        return Err(vm.raise(Error::RuntimeError, "invalid SRE code"));
    };
    let cell = vm.new_bytes(translated.len() * 4)?;
    // The cell has just been made that long.
    unsafe { std::ptr::copy_nonoverlapping(translated.as_ptr() as *const u8, cell.bytes(), translated.len() * 4) };
    let class = kept_type(vm, "_sre.SRE_Pattern");
    let pattern = Ref::<PatternObject>::of(vm.new_instance(class)?);
    pattern.set(vm, |p| &p.source, source);
    pattern.flags.init(Value::integer(flags as i64));
    pattern.groups.init(Value::integer(groups));
    pattern.set(vm, |p| &p.group_index, group_index.bound().unwrap_or(Value::NONE));
    pattern.set(vm, |p| &p.index_group, index_group.bound().unwrap_or(Value::NONE));
    pattern.set(vm, |p| &p.program, cell.value());
    let match_type = kept_type(vm, "_sre.SRE_Match").value();
    pattern.set(vm, |p| &p.match_type, match_type);
    Ok(pattern.value())
}

/// The text argument, which has an older name too. TypeError.
fn text_argument(vm: &mut Vm, string: Value, other: Value, name: &str) -> Result {
    match (string.bound(), other.bound()) {
        (Some(_), Some(_)) => Err(vm.type_error(&format!("Argument given by name ('{name}') and position (1)"))),
        (Some(string), None) | (None, Some(string)) => Ok(string),
        (None, None) => Err(vm.type_error("Required argument 'string' (pos 1) not found")),
    }
}

fn limits(vm: &mut Vm, position: Value, limit: Value) -> Result<(i64, i64)> {
    let position = match position.bound() {
        Some(v) => vm.argument_i64(v)?,
        None => 0,
    };
    let limit = match limit.bound() {
        Some(v) => vm.argument_i64(v)?,
        None => i64::MAX,
    };
    Ok((position, limit))
}

fn scan(vm: &mut Vm, pattern: Value, string: Value, position: Value, limit: Value) -> Result<Scan> {
    let (position, limit) = limits(vm, position, limit)?;
    Scan::new(vm, Ref::of(pattern), string, position, limit)
}

/// `match` and `search`.
fn once(vm: &mut Vm, arguments: &[Value], find: fn(&mut Scan, &mut Vm) -> Result<bool>) -> Result {
    let string = text_argument(vm, arguments[1], arguments[4], "pattern")?;
    let mut scan = scan(vm, arguments[0], string, arguments[2], arguments[3])?;
    if find(&mut scan, vm)? {
        return new_match(vm, &mut scan);
    }
    Ok(Value::NONE)
}

fn find_all(vm: &mut Vm, arguments: &[Value]) -> Result {
    let string = text_argument(vm, arguments[1], arguments[4], "source")?;
    let mut scan = scan(vm, arguments[0], string, arguments[2], arguments[3])?;
    let groups = scan.pattern.group_count();
    let list = vm.new_list(0)?;
    while scan.search(vm)? {
        let item = match groups {
            0 | 1 => scan.group(vm, groups, Value::UNBOUND)?,
            _ => {
                let tuple = vm.new_tuple(groups)?;
                for i in 0..groups {
                    let group = scan.group(vm, i + 1, Value::UNBOUND)?;
                    vm.tuple_put(tuple, i, group);
                }
                tuple.value()
            }
        };
        vm.list_append(list, item)?;
        scan.advance();
    }
    Ok(list.value())
}

fn scanner(vm: &mut Vm, pattern: Value, string: Value, position: Value, limit: Value) -> Result {
    // Bad arguments are refused here, not when it is used.
    let first = scan(vm, pattern, string, position, limit)?;
    let class = kept_type(vm, "_sre.SRE_Scanner");
    let scanner = Ref::<ScannerObject>::of(vm.new_instance(class)?);
    scanner.set(vm, |s| &s.pattern, pattern);
    scanner.set(vm, |s| &s.string, string);
    scanner.position.init(Value::integer(first.position as i64));
    scanner.limit.init(Value::integer(first.limit as i64));
    Ok(scanner.value())
}

fn find_iterator(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments[1].is_unbound() {
        return Err(vm.type_error("scanner() takes at least 1 argument (0 given)"));
    }
    let scanner = scanner(vm, arguments[0], arguments[1], arguments[2], arguments[3])?;
    let search = vm.intern("search");
    let search = vm.getattr(scanner, search)?;
    Ok(vm.new_callable_iterator(search, Value::NONE))
}

/// A scanner's next match.
fn go_on(vm: &mut Vm, scanner: Value, find: fn(&mut Scan, &mut Vm) -> Result<bool>) -> Result {
    let scanner = Ref::<ScannerObject>::of(scanner);
    let (position, limit) = (scanner.position.get().as_integer(), scanner.limit.get().as_integer());
    if position > limit {
        return Ok(Value::NONE);
    }
    let mut scan = Scan::new(vm, scanner.pattern.of(), scanner.string.get(), position, limit)?;
    if !find(&mut scan, vm)? {
        return Ok(Value::NONE);
    }
    let found = new_match(vm, &mut scan)?;
    let (start, end) = scan.found;
    let index = scan.index(end) + (start == end) as usize;
    scanner.position.init(Value::integer(index as i64));
    Ok(found)
}

fn split(vm: &mut Vm, arguments: &[Value]) -> Result {
    let string = text_argument(vm, arguments[1], arguments[3], "source")?;
    let most = match arguments[2].bound() {
        Some(v) => vm.argument_i64(v)?,
        None => 0,
    };
    let mut scan = Scan::new(vm, this(arguments), string, 0, i64::MAX)?;
    let groups = scan.pattern.group_count();
    let list = vm.new_list(0)?;
    let (mut last, mut count) = (scan.start, 0);
    while (most == 0 || count < most) && scan.search(vm)? {
        let (start, end) = scan.found;
        if start == end {
            // An empty match splits nothing.
            if last == scan.end {
                break;
            }
            scan.start = scan.after(end);
            continue;
        }
        let part = scan.slice(vm, last, start)?;
        vm.list_append(list, part)?;
        for group in 1..=groups {
            let group = scan.group(vm, group, Value::NONE)?;
            vm.list_append(list, group)?;
        }
        count += 1;
        last = end;
        scan.start = end;
    }
    let end = scan.end;
    let part = scan.slice(vm, last, end)?;
    vm.list_append(list, part)?;
    Ok(list.value())
}

/// A function of the module `re`.
pub fn call_re(vm: &mut Vm, name: &str, arguments: &[Value]) -> Result {
    let re = vm.intern("re");
    let module = crate::runtime::import::import_module(vm, re, Value::NONE, Value::NONE, 0)?;
    let name = vm.intern(name);
    let function = vm.getattr(module, name)?;
    vm.call(function, arguments)
}

/// Whether a replacement stands for itself: a string without escapes.
fn is_literal(vm: &mut Vm, template: Value) -> bool {
    let bytes = match vm.kind_of(template) {
        Kind::Unicode => Some(Ref::<objspace::unicode::UnicodeObject>::of(template).bytes()),
        _ => vm.buffer_view(template).map(|view| view.slice()),
    };
    bytes.is_some_and(|bytes| memchr::memchr(b'\\', bytes).is_none())
}

/// `sub` and `subn`: the new string and how often it was replaced.
fn replace(vm: &mut Vm, name: &str, arguments: &[Value]) -> Result<(Value, i64)> {
    for (argument, name) in [(1, "repl"), (2, "string")] {
        if arguments[argument].is_unbound() {
            return Err(vm.type_error(&format!("Required argument '{name}' (pos {argument}) not found")));
        }
    }
    debug_assert!(name.starts_with("sub"));
    let (template, string) = (arguments[1], arguments[2]);
    let most = match arguments[3].bound() {
        Some(v) => vm.argument_i64(v)?,
        None => 0,
    };
    let (filter, called) = if vm.is_callable(template)? {
        (template, true)
    } else if is_literal(vm, template) {
        (template, false)
    } else {
        let filter = call_re(vm, "_subx", &[arguments[0], template])?;
        let called = vm.is_callable(filter)?;
        (filter, called)
    };
    let mut scan = Scan::new(vm, this(arguments), string, 0, i64::MAX)?;
    let list = vm.new_list(0)?;
    let (mut last, mut count) = (scan.start, 0);
    while (most == 0 || count < most) && scan.search(vm)? {
        let (start, end) = scan.found;
        if last < start {
            let part = scan.slice(vm, last, start)?;
            vm.list_append(list, part)?;
        } else if last == start && last == end && count > 0 {
            // An empty match right after another one is none.
            scan.advance();
            continue;
        }
        let item = if called {
            let found = new_match(vm, &mut scan)?;
            vm.call(filter, &[found])?
        } else {
            filter
        };
        if !item.is_none() {
            vm.list_append(list, item)?;
        }
        last = end;
        count += 1;
        scan.advance();
    }
    if last < scan.end {
        let end = scan.end;
        let part = scan.slice(vm, last, end)?;
        vm.list_append(list, part)?;
    }
    let joiner = scan.slice(vm, 0, 0)?;
    if list.is_empty() {
        return Ok((joiner, count));
    }
    let join = vm.intern("join");
    Ok((vm.call_method(joiner, join, &[list.value()])?, count))
}

/// A group's number by number or name. IndexError.
pub fn group_number(vm: &mut Vm, pattern: Ref<PatternObject>, group: Value) -> Result<usize> {
    let number = match vm.kind_of(group) {
        Kind::Int | Kind::Bool | Kind::Long => Some(vm.index_clipped(group)?),
        _ => {
            let index = pattern.group_index.get();
            match vm.getitem(index, group) {
                Ok(number) => vm.as_int(number),
                // Whatever is wrong with it, it names no group.
                Err(_) => {
                    vm.take_exception();
                    None
                }
            }
        }
    };
    match number.and_then(|n| usize::try_from(n).ok()) {
        Some(number) if number <= pattern.group_count() => Ok(number),
        _ => Err(vm.raise(Error::IndexError, "no such group")),
    }
}

/// The name of a group, or None.
pub fn group_name(vm: &Vm, pattern: Ref<PatternObject>, group: usize) -> Value {
    let names = pattern.index_group.get();
    let items: &[Value] = match vm.kind_of(names) {
        Kind::List => Ref::<ListObject>::of(names).items(),
        Kind::Tuple => Ref::<TupleObject>::of(names).items(),
        _ => &[],
    };
    items.get(group).copied().unwrap_or(Value::NONE)
}
