//! `SRE_Match`: where a pattern and its groups matched.

use super::super::support::keep_type;
use super::pattern::{call_re, group_name, group_number, PatternObject};
use super::scan::Scan;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::native::{function, getter, named, unpacked, variadic, Quiet, Result, TypeDefinition};
use objspace::object::{Field, Ref, Storage};
use objspace::value::Value;
use objspace::vm::Vm;

#[repr(C)]
struct MatchObject {
    header: Header,
    pattern: Field,
    string: Field,
    position: Field,
    limit: Field,
    /// The group that ended last; 0: none.
    last_group: Field,
    /// A bytes cell: start and end of each group, whole match first, as i64 indexes; -1: it has not matched.
    spans: Field,
}

static MATCH: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    new: None,
    methods: &[
        variadic("group", group, "group([group1, ...]) -> str or tuple.\n    The text of groups, by number or name; of the whole match where none is named.").quiet(Quiet::Plain),
        unpacked("start", 0, 1, |vm, a| Ok({ let (start, _) = span(vm, a)?; vm.int(start) }), "start([group=0]) -> int.\n    The index where a group starts.").quiet(Quiet::Plain),
        unpacked("end", 0, 1, |vm, a| Ok({ let (_, end) = span(vm, a)?; vm.int(end) }), "end([group=0]) -> int.\n    The index where a group ends.").quiet(Quiet::Plain),
        unpacked("span", 0, 1, |vm, a| { let span = span(vm, a)?; Ok(pair(vm, span)) }, "span([group]) -> tuple.\n    Where a group starts and ends, (-1, -1) if it has not matched.").quiet(Quiet::Plain),
        named("groups", 0, &["default"], groups, "groups([default=None]) -> tuple.\n    The texts of all groups; default for those that have not matched."),
        named("groupdict", 0, &["default"], group_dict, "groupdict([default=None]) -> dict.\n    The texts of the groups that have names, by name."),
        function("expand", 1, 1, |vm, a| {
            let pattern = this(a).pattern.get();
            call_re(vm, "_expand", &[pattern, a[0], a[1]])
        }, "expand(template) -> str.\n    A template with its escapes replaced, as sub() does it."),
        function("__copy__", 0, 0, |vm, _| Err(vm.type_error("cannot copy this match object")), ""),
        function("__deepcopy__", 1, 1, |vm, _| Err(vm.type_error("cannot deepcopy this match object")), ""),
        getter("string", |_, a| Ok(this(a).string.get()), "").member(),
        getter("re", |_, a| Ok(this(a).pattern.get()), "").member(),
        getter("pos", |_, a| Ok(this(a).position.get()), "").member(),
        getter("endpos", |_, a| Ok(this(a).limit.get()), "").member(),
        getter("lastindex", |_, a| match this(a).last_group.get() {
            group if group.as_integer() > 0 => Ok(group),
            _ => Ok(Value::NONE),
        }, ""),
        getter("lastgroup", |vm, a| match this(a).last_group.get().as_integer() {
            0 => Ok(Value::NONE),
            group => Ok(group_name(vm, this(a).pattern.of::<PatternObject>(), group as usize)),
        }, ""),
        getter("regs", regs, ""),
    ],
    subclassable: false,
};

pub fn make_types(vm: &mut Vm) {
    let size = std::mem::size_of::<MatchObject>() as u32;
    let class = vm.new_native_type("_sre.SRE_Match", size, Layout::fixed_words(1, 6), &MATCH);
    keep_type(vm, "_sre.SRE_Match", class);
}

/// A match object of what a scan has just found.
pub fn new_match(vm: &mut Vm, scan: &mut Scan) -> Result {
    let count = scan.pattern.group_count() + 1;
    let spans = vm.new_bytes(count * 16)?;
    for group in 0..count {
        let span = match scan.span(group) {
            Some((start, end)) => [scan.index(start) as i64, scan.index(end) as i64],
            None => [-1, -1],
        };
        // The cell has room for all groups, and cells are aligned to words of 8 bytes.
        unsafe { *(spans.bytes() as *mut [i64; 2]).add(group) = span };
    }
    let class = scan.pattern.match_type.of();
    let object = Ref::<MatchObject>::of(vm.new_instance(class)?);
    object.set(vm, |m| &m.pattern, scan.pattern.value());
    object.set(vm, |m| &m.string, scan.string);
    object.position.init(Value::integer(scan.position as i64));
    object.limit.init(Value::integer(scan.limit as i64));
    object.last_group.init(Value::integer(scan.last_group() as i64));
    object.set(vm, |m| &m.spans, spans.value());
    Ok(object.value())
}

fn this(arguments: &[Value]) -> Ref<MatchObject> {
    Ref::of(arguments[0])
}

impl MatchObject {
    fn count(&self) -> usize {
        self.spans.of::<Storage>().length.get() / 16
    }

    /// Where a group below the count lies.
    fn span(&self, group: usize) -> (i64, i64) {
        debug_assert!(group < self.count());
        let [start, end] = unsafe { *(self.spans.of::<Storage>().bytes() as *const [i64; 2]).add(group) };
        (start, end)
    }

    /// The text of a group below the count.
    fn text(&self, vm: &mut Vm, group: usize, missing: Value) -> Result {
        let (start, end) = self.span(group);
        if start < 0 {
            return Ok(missing);
        }
        let (string, from, to) = (self.string.get(), start as usize, end as usize);
        match vm.kind_of(string) {
            Kind::Str => {
                let bytes = Ref::<objspace::string::StrObject>::of(string).bytes();
                if from == 0 && to == bytes.len() && vm.is_exact(string, Kind::Str) {
                    return Ok(string);
                }
                Ok(vm.str(&bytes[from..to]))
            }
            Kind::Unicode => {
                let u = Ref::<objspace::unicode::UnicodeObject>::of(string);
                if from == 0 && to == u.len() && vm.is_exact(string, Kind::Unicode) {
                    return Ok(string);
                }
                Ok(vm.unicode_slice(u, from, to))
            }
            _ => vm.getslice(string, Value::integer(start), Value::integer(end)),
        }
    }
}

fn pair(vm: &mut Vm, (start, end): (i64, i64)) -> Value {
    let (start, end) = (vm.int(start), vm.int(end));
    vm.tuple(&[start, end])
}

fn number(vm: &mut Vm, arguments: &[Value]) -> Result<usize> {
    match arguments.get(1) {
        Some(&group) => group_number(vm, this(arguments).pattern.of(), group),
        None => Ok(0),
    }
}

fn span(vm: &mut Vm, arguments: &[Value]) -> Result<(i64, i64)> {
    let group = number(vm, arguments)?;
    Ok(this(arguments).span(group))
}

fn group(vm: &mut Vm, arguments: &[Value]) -> Result {
    let &[_, ref wanted @ .., keywords] = arguments else {
        unreachable!("self and the keyword arguments")
    };
    if !keywords.is_unbound() {
        return Err(vm.type_error("group() takes no keyword arguments"));
    }
    let this = this(arguments);
    match wanted {
        [] => this.text(vm, 0, Value::NONE),
        &[group] => {
            let group = group_number(vm, this.pattern.of(), group)?;
            this.text(vm, group, Value::NONE)
        }
        _ => {
            let tuple = vm.new_tuple(wanted.len())?;
            for (i, &group) in wanted.iter().enumerate() {
                let group = group_number(vm, this.pattern.of(), group)?;
                let text = this.text(vm, group, Value::NONE)?;
                vm.tuple_put(tuple, i, text);
            }
            Ok(tuple.value())
        }
    }
}

fn groups(vm: &mut Vm, arguments: &[Value]) -> Result {
    let this = this(arguments);
    let missing = arguments[1].bound().unwrap_or(Value::NONE);
    let tuple = vm.new_tuple(this.count() - 1)?;
    for group in 1..this.count() {
        let text = this.text(vm, group, missing)?;
        vm.tuple_put(tuple, group - 1, text);
    }
    Ok(tuple.value())
}

fn group_dict(vm: &mut Vm, arguments: &[Value]) -> Result {
    let this = this(arguments);
    let missing = arguments[1].bound().unwrap_or(Value::NONE);
    let pattern: Ref<PatternObject> = this.pattern.of();
    let dict = vm.new_dict();
    let names = vm.list_from(pattern.group_index.get())?;
    for i in 0..names.len() {
        let name = names.get(i);
        let group = group_number(vm, pattern, name)?;
        let text = this.text(vm, group, missing)?;
        vm.dict_set(dict, name, text)?;
    }
    Ok(dict.value())
}

fn regs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let this = this(arguments);
    let tuple = vm.new_tuple(this.count())?;
    for group in 0..this.count() {
        let span = pair(vm, this.span(group));
        vm.tuple_put(tuple, group, span);
    }
    Ok(tuple.value())
}
