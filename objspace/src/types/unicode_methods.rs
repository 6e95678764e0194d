//! `unicode`: its methods. Positions are in characters; searching works on the UTF-8 bytes.

use crate::characters;
use crate::code_points::{self, code_points};
use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, named, Native, Result};
use crate::object::Ref;
use crate::string::StrObject;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;
use memchr::memmem;

const CODEC: &[&str] = &["encoding", "errors"];

pub static METHODS: &[Native] = &[
    function("join", 1, 1, join, "S.join(iterable) -> unicode"),
    function("split", 0, 2, split, "S.split([sep [,maxsplit]]) -> list of strings"),
    function("rsplit", 0, 2, rsplit, "S.rsplit([sep [,maxsplit]]) -> list of strings"),
    function(
        "splitlines",
        0,
        1,
        splitlines,
        "S.splitlines(keepends=False) -> list of strings",
    ),
    function("partition", 1, 1, partition, "S.partition(sep) -> (head, sep, tail)"),
    function("rpartition", 1, 1, rpartition, "S.rpartition(sep) -> (head, sep, tail)"),
    function("replace", 2, 3, replace, "S.replace(old, new[, count]) -> unicode"),
    function("find", 1, 3, find, "S.find(sub [,start [,end]]) -> int"),
    function("rfind", 1, 3, rfind, "S.rfind(sub [,start [,end]]) -> int"),
    function(
        "index",
        1,
        3,
        index,
        "As S.find(), but raises ValueError if sub does not occur.",
    ),
    function(
        "rindex",
        1,
        3,
        rindex,
        "As S.rfind(), but raises ValueError if sub does not occur.",
    ),
    function("count", 1, 3, count, "S.count(sub[, start[, end]]) -> int"),
    function(
        "startswith",
        1,
        3,
        startswith,
        "S.startswith(prefix[, start[, end]]) -> bool",
    ),
    function("endswith", 1, 3, endswith, "S.endswith(suffix[, start[, end]]) -> bool"),
    function("strip", 0, 1, strip, "S.strip([chars]) -> unicode"),
    function("lstrip", 0, 1, lstrip, "S.lstrip([chars]) -> unicode"),
    function("rstrip", 0, 1, rstrip, "S.rstrip([chars]) -> unicode"),
    function("upper", 0, 0, upper, "S.upper() -> unicode"),
    function("lower", 0, 0, lower, "S.lower() -> unicode"),
    function("swapcase", 0, 0, swapcase, "S.swapcase() -> unicode"),
    function("capitalize", 0, 0, capitalize, "S.capitalize() -> unicode"),
    function("title", 0, 0, title, "S.title() -> unicode"),
    function("isalpha", 0, 0, isalpha, "S.isalpha() -> bool"),
    function("isdecimal", 0, 0, isdecimal, "S.isdecimal() -> bool"),
    function("isdigit", 0, 0, isdigit, "S.isdigit() -> bool"),
    function("isnumeric", 0, 0, isnumeric, "S.isnumeric() -> bool"),
    function("isalnum", 0, 0, isalnum, "S.isalnum() -> bool"),
    function("isspace", 0, 0, isspace, "S.isspace() -> bool"),
    function("isupper", 0, 0, isupper, "S.isupper() -> bool"),
    function("islower", 0, 0, islower, "S.islower() -> bool"),
    function("istitle", 0, 0, istitle, "S.istitle() -> bool"),
    function("center", 1, 2, center, "S.center(width[, fillchar]) -> unicode"),
    function("ljust", 1, 2, ljust, "S.ljust(width[, fillchar]) -> unicode"),
    function("rjust", 1, 2, rjust, "S.rjust(width[, fillchar]) -> unicode"),
    function("zfill", 1, 1, zfill, "S.zfill(width) -> unicode"),
    function("expandtabs", 0, 1, expandtabs, "S.expandtabs([tabsize]) -> unicode"),
    function("translate", 1, 1, translate, "S.translate(table) -> unicode"),
    named(
        "encode",
        0,
        CODEC,
        |vm, a| vm.encode_method(a),
        "S.encode([encoding[,errors]]) -> string or unicode",
    ),
    named(
        "decode",
        0,
        CODEC,
        |vm, a| vm.decode_method(a),
        "S.decode([encoding[,errors]]) -> string or unicode",
    ),
];

fn object(arguments: &[Value]) -> Ref<UnicodeObject> {
    Ref::of(arguments[0])
}

fn this(arguments: &[Value]) -> &'static [u8] {
    object(arguments).bytes()
}

/// An argument's UTF-8. TypeError, UnicodeDecodeError.
fn bytes(vm: &mut Vm, v: Value) -> Result<&'static [u8]> {
    Ok(vm.coerce_to_unicode(v)?.bytes())
}

/// The whole as an exact unicode object.
fn whole(vm: &mut Vm, arguments: &[Value]) -> Value {
    if vm.is_exact(arguments[0], Kind::Unicode) {
        return arguments[0];
    }
    let u = object(arguments);
    vm.unicode_counted(u.bytes(), u.len())
}

pub fn join(vm: &mut Vm, arguments: &[Value]) -> Result {
    let separator = this(arguments);
    let list = match vm.list_from(arguments[1]) {
        Ok(list) => list,
        Err(e) => {
            if vm.exception_matches(Error::TypeError) && !vm.has_special_iter(arguments[1]) {
                vm.take_exception();
                return Err(vm.type_error("can only join an iterable"));
            }
            return Err(e);
        }
    };
    if let &[only] = list.items() {
        if vm.is_exact(only, Kind::Unicode) {
            return Ok(only);
        }
    }
    let mut out = Vec::new();
    for i in 0..list.len() {
        let item = list.get(i);
        if !matches!(vm.kind_of(item), Kind::Str | Kind::Unicode) {
            let name = vm.type_name(item);
            return Err(vm.type_error(&format!("sequence item {i}: expected string or Unicode, {name} found")));
        }
        if i > 0 {
            out.extend_from_slice(separator);
        }
        let part = bytes(vm, item)?;
        out.extend_from_slice(part);
    }
    Ok(vm.unicode(&out))
}

/// Separator (None: runs of white space) and the most splits.
fn split_arguments(vm: &mut Vm, arguments: &[Value]) -> Result<(Option<&'static [u8]>, usize)> {
    let most = match arguments.get(2) {
        Some(&n) => usize::try_from(vm.argument_i64(n)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    match arguments.get(1).filter(|v| !v.is_none()) {
        None => Ok((None, most)),
        Some(&v) => {
            let separator = bytes(vm, v)?;
            if separator.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            Ok((Some(separator), most))
        }
    }
}

/// A list of texts for these ranges of the bytes.
fn pieces(vm: &mut Vm, s: &[u8], ranges: &[(usize, usize)]) -> Result {
    let list = vm.new_list(ranges.len())?;
    for &(start, end) in ranges {
        let piece = vm.unicode(&s[start..end]);
        vm.list_append(list, piece)?;
    }
    Ok(list.value())
}

/// The byte after the characters from `at` on that satisfy the test.
fn skip(s: &[u8], mut at: usize, test: impl Fn(u32) -> bool) -> usize {
    while at < s.len() {
        let (code, next) = code_points::decode_at(s, at);
        if !test(code) {
            break;
        }
        at = next;
    }
    at
}

/// The first byte of the characters before `end` that satisfy the test.
fn skip_back(s: &[u8], mut end: usize, test: impl Fn(u32) -> bool) -> usize {
    while end > 0 {
        let (code, start) = code_points::decode_before(s, end);
        if !test(code) {
            break;
        }
        end = start;
    }
    end
}

fn is_word(code: u32) -> bool {
    !characters::is_space(code)
}

pub fn split(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let (separator, most) = split_arguments(vm, arguments)?;
    let mut ranges = Vec::new();
    match separator {
        Some(separator) => {
            let mut start = 0;
            for at in memmem::find_iter(s, separator).take(most) {
                ranges.push((start, at));
                start = at + separator.len();
            }
            ranges.push((start, s.len()));
        }
        None => {
            let mut start = skip(s, 0, characters::is_space);
            while start < s.len() {
                let end = if ranges.len() == most {
                    s.len()
                } else {
                    skip(s, start, is_word)
                };
                ranges.push((start, end));
                start = skip(s, end, characters::is_space);
            }
        }
    }
    pieces(vm, s, &ranges)
}

pub fn rsplit(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let (separator, most) = split_arguments(vm, arguments)?;
    let mut ranges = Vec::new();
    match separator {
        Some(separator) => {
            let mut end = s.len();
            while ranges.len() < most {
                let Some(at) = memmem::rfind(&s[..end], separator) else {
                    break;
                };
                ranges.push((at + separator.len(), end));
                end = at;
            }
            ranges.push((0, end));
        }
        None => {
            let mut end = skip_back(s, s.len(), characters::is_space);
            while end > 0 {
                let start = if ranges.len() == most {
                    0
                } else {
                    skip_back(s, end, is_word)
                };
                ranges.push((start, end));
                end = skip_back(s, start, characters::is_space);
            }
        }
    }
    ranges.reverse();
    pieces(vm, s, &ranges)
}

fn splitlines(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let keep = match arguments.get(1) {
        Some(&v) => vm.argument_i64(v)? != 0,
        None => false,
    };
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < s.len() {
        let end = skip(s, start, |code| !characters::is_line_break(code));
        let next = if s[end..].starts_with(b"\r\n") {
            end + 2
        } else if end < s.len() {
            code_points::decode_at(s, end).1
        } else {
            end
        };
        ranges.push((start, if keep { next } else { end }));
        start = next;
    }
    pieces(vm, s, &ranges)
}

fn three(vm: &mut Vm, s: &[u8], at: usize, length: usize) -> Result {
    let (a, b, c) = (
        vm.unicode(&s[..at]),
        vm.unicode(&s[at..at + length]),
        vm.unicode(&s[at + length..]),
    );
    Ok(vm.tuple(&[a, b, c]))
}

pub fn partition(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (s, separator) = (this(arguments), bytes(vm, arguments[1])?);
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    match memmem::find(s, separator) {
        Some(at) => three(vm, s, at, separator.len()),
        None => three(vm, s, s.len(), 0),
    }
}

pub fn rpartition(vm: &mut Vm, arguments: &[Value]) -> Result {
    let (s, separator) = (this(arguments), bytes(vm, arguments[1])?);
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    match memmem::rfind(s, separator) {
        Some(at) => three(vm, s, at, separator.len()),
        None => three(vm, s, 0, 0),
    }
}

pub fn replace(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let most = match arguments.get(3) {
        Some(&n) => usize::try_from(vm.argument_i64(n)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let (old, new) = (bytes(vm, arguments[1])?, bytes(vm, arguments[2])?);
    let mut out = Vec::with_capacity(s.len());
    if old.is_empty() {
        let mut at = 0;
        let mut done = 0;
        while done < most && at < s.len() {
            out.extend_from_slice(new);
            let next = code_points::decode_at(s, at).1;
            out.extend_from_slice(&s[at..next]);
            (at, done) = (next, done + 1);
        }
        if done < most {
            out.extend_from_slice(new);
        }
        out.extend_from_slice(&s[at..]);
        return Ok(vm.unicode(&out));
    }
    let mut start = 0;
    let mut found = false;
    for at in memmem::find_iter(s, old).take(most) {
        out.extend_from_slice(&s[start..at]);
        out.extend_from_slice(new);
        start = at + old.len();
        found = true;
    }
    if !found {
        return Ok(whole(vm, arguments));
    }
    out.extend_from_slice(&s[start..]);
    Ok(vm.unicode(&out))
}

/// The part of the text that start and end arguments select, as a range of bytes; None: the start lies past the end.
fn range(vm: &mut Vm, arguments: &[Value]) -> Result<Option<(usize, usize)>> {
    let u = object(arguments);
    let n = u.len() as i64;
    let mut part = |i: usize, default: i64| -> Result<i64> {
        match arguments.get(i).filter(|v| !v.is_none()) {
            Some(&v) => {
                let i = vm.slice_index(v)?;
                Ok(if i < 0 { i.saturating_add(n).max(0) } else { i })
            }
            None => Ok(default),
        }
    };
    let (start, end) = (part(2, 0)?, part(3, n)?.min(n));
    if start > end {
        return Ok(None);
    }
    Ok(Some((
        vm.unicode_offset(u, start as usize),
        vm.unicode_offset(u, end as usize),
    )))
}

fn search(vm: &mut Vm, arguments: &[Value], last: bool) -> Result<Option<i64>> {
    let needle = bytes(vm, arguments[1])?;
    let Some((start, end)) = range(vm, arguments)? else {
        return Ok(None);
    };
    let s = this(arguments);
    let part = &s[start..end];
    let found = if last {
        memmem::rfind(part, needle)
    } else {
        memmem::find(part, needle)
    };
    Ok(found.map(|at| code_points::count(&s[..start + at]) as i64))
}

pub fn find(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(search(vm, arguments, false)?.unwrap_or(-1)))
}

pub fn rfind(vm: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(search(vm, arguments, true)?.unwrap_or(-1)))
}

pub fn index(vm: &mut Vm, arguments: &[Value]) -> Result {
    match search(vm, arguments, false)? {
        Some(i) => Ok(Value::integer(i)),
        None => Err(vm.value_error("substring not found")),
    }
}

pub fn rindex(vm: &mut Vm, arguments: &[Value]) -> Result {
    match search(vm, arguments, true)? {
        Some(i) => Ok(Value::integer(i)),
        None => Err(vm.value_error("substring not found")),
    }
}

pub fn count(vm: &mut Vm, arguments: &[Value]) -> Result {
    let needle = bytes(vm, arguments[1])?;
    let Some((start, end)) = range(vm, arguments)? else {
        return Ok(Value::integer(0));
    };
    let part = &this(arguments)[start..end];
    let n = if needle.is_empty() {
        code_points::count(part) + 1
    } else {
        memmem::find_iter(part, needle).count()
    };
    Ok(Value::integer(n as i64))
}

fn affix(vm: &mut Vm, arguments: &[Value], test: fn(&[u8], &[u8]) -> bool, what: &str) -> Result {
    let part = range(vm, arguments)?.map(|(start, end)| &this(arguments)[start..end]);
    let v = arguments[1];
    let candidates: &[Value] = match vm.kind_of(v) {
        Kind::Tuple => vm.items_of(v),
        Kind::Str | Kind::Unicode => &arguments[1..2],
        _ => {
            let name = vm.type_name(v);
            return Err(vm.type_error(&format!("{what} first arg must be str, unicode, or tuple, not {name}")));
        }
    };
    for &candidate in candidates {
        let affix = bytes(vm, candidate)?;
        if part.is_some_and(|part| test(part, affix)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub fn startswith(vm: &mut Vm, arguments: &[Value]) -> Result {
    affix(vm, arguments, |s, p| s.starts_with(p), "startswith")
}

pub fn endswith(vm: &mut Vm, arguments: &[Value]) -> Result {
    affix(vm, arguments, |s, p| s.ends_with(p), "endswith")
}

fn stripped(vm: &mut Vm, arguments: &[Value], left: bool, right: bool, name: &str) -> Result {
    let s = this(arguments);
    let set = match arguments.get(1).filter(|v| !v.is_none()) {
        Some(&v) if matches!(vm.kind_of(v), Kind::Str | Kind::Unicode) => Some(bytes(vm, v)?),
        Some(_) => return Err(vm.type_error(&format!("{name} arg must be None, unicode or str"))),
        None => None,
    };
    let drop = |code: u32| match set {
        Some(set) => code_points(set).any(|c| c == code),
        None => characters::is_space(code),
    };
    let start = if left { skip(s, 0, drop) } else { 0 };
    let end = if right {
        start + skip_back(&s[start..], s.len() - start, drop)
    } else {
        s.len()
    };
    if start == 0 && end == s.len() {
        return Ok(whole(vm, arguments));
    }
    Ok(vm.unicode(&s[start..end]))
}

pub fn strip(vm: &mut Vm, arguments: &[Value]) -> Result {
    stripped(vm, arguments, true, true, "strip")
}

pub fn lstrip(vm: &mut Vm, arguments: &[Value]) -> Result {
    stripped(vm, arguments, true, false, "lstrip")
}

pub fn rstrip(vm: &mut Vm, arguments: &[Value]) -> Result {
    stripped(vm, arguments, false, true, "rstrip")
}

/// Each character changed by a function of it and the one before.
fn mapped(vm: &mut Vm, arguments: &[Value], change: impl Fn(u32, Option<u32>) -> u32) -> Result {
    let s = this(arguments);
    let mut out = Vec::with_capacity(s.len());
    let mut before = None;
    for code in code_points(s) {
        code_points::push(&mut out, change(code, before));
        before = Some(code);
    }
    Ok(vm.unicode_counted(&out, object(arguments).len()))
}

fn upper(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |c, _| characters::to_upper(c))
}

fn lower(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |c, _| characters::to_lower(c))
}

fn swapcase(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |c, _| {
        if characters::is_upper(c) {
            characters::to_lower(c)
        } else if characters::is_lower(c) {
            characters::to_upper(c)
        } else {
            c
        }
    })
}

fn capitalize(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |c, before| match before {
        None => characters::to_upper(c),
        Some(_) => characters::to_lower(c),
    })
}

fn is_cased(code: u32) -> bool {
    characters::is_upper(code) || characters::is_lower(code) || characters::is_title(code)
}

fn title(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |c, before| {
        if before.is_some_and(is_cased) {
            characters::to_lower(c)
        } else {
            characters::to_title(c)
        }
    })
}

fn all(arguments: &[Value], test: impl Fn(u32) -> bool) -> Result {
    let s = this(arguments);
    Ok((!s.is_empty() && code_points(s).all(test)).into())
}

fn isalpha(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, characters::is_alpha)
}

fn isdecimal(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, |c| characters::decimal(c).is_some())
}

fn isdigit(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, |c| characters::digit(c).is_some())
}

fn isnumeric(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, characters::is_numeric)
}

fn isalnum(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, characters::is_alphanumeric)
}

fn isspace(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, characters::is_space)
}

/// Some character satisfies `wanted`, and none `other` or is of title case.
fn of_case(arguments: &[Value], wanted: fn(u32) -> bool, other: fn(u32) -> bool) -> Result {
    let mut found = false;
    for code in code_points(this(arguments)) {
        if other(code) || characters::is_title(code) {
            return Ok(Value::FALSE);
        }
        found |= wanted(code);
    }
    Ok(found.into())
}

fn isupper(_: &mut Vm, arguments: &[Value]) -> Result {
    of_case(arguments, characters::is_upper, characters::is_lower)
}

fn islower(_: &mut Vm, arguments: &[Value]) -> Result {
    of_case(arguments, characters::is_lower, characters::is_upper)
}

fn istitle(_: &mut Vm, arguments: &[Value]) -> Result {
    let (mut cased, mut inside) = (false, false);
    for code in code_points(this(arguments)) {
        let start = characters::is_upper(code) || characters::is_title(code);
        let lower = characters::is_lower(code);
        if start && inside || lower && !inside {
            return Ok(Value::FALSE);
        }
        inside = start || lower;
        cased |= inside;
    }
    Ok(cased.into())
}

/// Filled up to a width: `left` says how much of the filling comes before.
fn padded(vm: &mut Vm, arguments: &[Value], left: fn(usize, usize) -> usize) -> Result {
    let u = object(arguments);
    let width = vm.argument_i64(arguments[1])?.max(0) as usize;
    let mut fill: &[u8] = b" ";
    if let Some(&v) = arguments.get(2) {
        let Ok(c) = vm.coerce_to_unicode(v) else {
            if vm.swallow(Error::TypeError) {
                return Err(vm.type_error("The fill character cannot be converted to Unicode"));
            }
            return Err(jit::Exception);
        };
        if c.len() != 1 {
            return Err(vm.type_error("The fill character must be exactly one character long"));
        }
        fill = c.bytes();
    }
    if width <= u.len() {
        return Ok(whole(vm, arguments));
    }
    let (s, total) = (u.bytes(), width - u.len());
    let before = left(total, width) * fill.len();
    let Some(size) = total.checked_mul(fill.len()).and_then(|n| n.checked_add(s.len())) else {
        return Err(vm.memory_error());
    };
    vm.unicode_with(size, width, |out| {
        let (head, rest) = out.split_at_mut(before);
        let (middle, tail) = rest.split_at_mut(s.len());
        middle.copy_from_slice(s);
        head.chunks_mut(fill.len())
            .chain(tail.chunks_mut(fill.len()))
            .for_each(|c| c.copy_from_slice(fill));
    })
}

fn center(vm: &mut Vm, arguments: &[Value]) -> Result {
    padded(vm, arguments, |total, width| total / 2 + (total & width & 1))
}

fn ljust(vm: &mut Vm, arguments: &[Value]) -> Result {
    padded(vm, arguments, |_, _| 0)
}

fn rjust(vm: &mut Vm, arguments: &[Value]) -> Result {
    padded(vm, arguments, |total, _| total)
}

fn zfill(vm: &mut Vm, arguments: &[Value]) -> Result {
    let u = object(arguments);
    let width = vm.argument_i64(arguments[1])?.max(0) as usize;
    if width <= u.len() {
        return Ok(whole(vm, arguments));
    }
    let (s, zeros) = (u.bytes(), width - u.len());
    let signed = matches!(s.first(), Some(b'+' | b'-')) as usize;
    let Some(size) = zeros.checked_add(s.len()) else {
        return Err(vm.memory_error());
    };
    vm.unicode_with(size, width, |out| {
        out[..signed].copy_from_slice(&s[..signed]);
        out[signed..signed + zeros].fill(b'0');
        out[signed + zeros..].copy_from_slice(&s[signed..]);
    })
}

fn expandtabs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let size = match arguments.get(1) {
        Some(&n) => vm.argument_c_int(n)?.max(0) as usize,
        None => 8,
    };
    let mut out = Vec::new();
    let mut column = 0;
    for code in code_points(this(arguments)) {
        if code == '\t' as u32 {
            if size > 0 {
                let n = size - column % size;
                if out.try_reserve(n).is_err() || out.len() + n > i32::MAX as usize {
                    return Err(vm.raise(Error::OverflowError, "new string is too long"));
                }
                out.extend(std::iter::repeat_n(b' ', n));
                column += n;
            }
        } else {
            column = if code == 10 || code == 13 { 0 } else { column + 1 };
            code_points::push(&mut out, code);
        }
    }
    Ok(vm.unicode(&out))
}

/// The table maps codes to codes, texts or None; codes it does not have stay.
pub fn translate(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut out = Vec::new();
    for code in code_points(this(arguments)) {
        let found = vm.getitem(arguments[1], Value::integer(code as i64));
        match vm.unless(found, Error::LookupError)? {
            None => code_points::push(&mut out, code),
            Some(v) if v.is_none() => {}
            Some(v) if vm.is_kind(v, Kind::Unicode) => out.extend_from_slice(Ref::<UnicodeObject>::of(v).bytes()),
            Some(v) => match vm.as_int(v) {
                Some(to) if (0..=code_points::MAXIMUM as i64).contains(&to) => code_points::push(&mut out, to as u32),
                Some(_) => return Err(vm.type_error("character mapping must be in range(0x%lx)")),
                None => return Err(vm.type_error("character mapping must return integer, None or unicode")),
            },
        }
    }
    Ok(vm.unicode(&out))
}

/// A method of str some argument of which is unicode: the same of the str decoded.
pub fn promoted(vm: &mut Vm, arguments: &[Value], method: crate::native::NativeFunction) -> Result {
    let u = vm.decode_default(arguments[0])?;
    debug_assert!(!Ref::<StrObject>::of(arguments[0]).value().is_unbound());
    let mut all = [u; 4];
    all[1..arguments.len()].copy_from_slice(&arguments[1..]);
    method(vm, &all[..arguments.len()])
}
