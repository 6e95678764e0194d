//! `str`: its methods.

use crate::exception::Error;
use crate::kind::Kind;
use crate::native::{function, named, Native, Quiet, Result};
use crate::object::Ref;
use crate::string::StrObject;
use crate::types::bytearray::ByteArrayObject;
use crate::types::unicode_methods::{self, promoted};
use crate::value::Value;
use crate::vm::Vm;
use memchr::memmem;

pub static METHODS: &[Native] = &[
    function("join", 1, 1, join, "S.join(iterable) -> string").quiet(Quiet::Items),
    function("split", 0, 2, split, "S.split([sep [,maxsplit]]) -> list of strings").quiet(Quiet::Plain),
    function("rsplit", 0, 2, rsplit, "S.rsplit([sep [,maxsplit]]) -> list of strings").quiet(Quiet::Plain),
    function(
        "splitlines",
        0,
        1,
        splitlines,
        "S.splitlines(keepends=False) -> list of strings",
    )
    .quiet(Quiet::Plain),
    function("partition", 1, 1, partition, "S.partition(sep) -> (head, sep, tail)").quiet(Quiet::Plain),
    function("rpartition", 1, 1, rpartition, "S.rpartition(sep) -> (head, sep, tail)").quiet(Quiet::Plain),
    function("replace", 2, 3, replace, "S.replace(old, new[, count]) -> string").quiet(Quiet::Plain),
    function("find", 1, 3, find, "S.find(sub [,start [,end]]) -> int").quiet(Quiet::Plain),
    function("rfind", 1, 3, rfind, "S.rfind(sub [,start [,end]]) -> int").quiet(Quiet::Plain),
    function(
        "index",
        1,
        3,
        index,
        "As S.find(), but raises ValueError if sub does not occur.",
    )
    .quiet(Quiet::Plain),
    function(
        "rindex",
        1,
        3,
        rindex,
        "As S.rfind(), but raises ValueError if sub does not occur.",
    )
    .quiet(Quiet::Plain),
    function("count", 1, 3, count, "S.count(sub[, start[, end]]) -> int").quiet(Quiet::Plain),
    function(
        "startswith",
        1,
        3,
        startswith,
        "S.startswith(prefix[, start[, end]]) -> bool",
    )
    .quiet(Quiet::Plain),
    function("endswith", 1, 3, endswith, "S.endswith(suffix[, start[, end]]) -> bool").quiet(Quiet::Plain),
    function("strip", 0, 1, strip, "S.strip([chars]) -> string").quiet(Quiet::Plain),
    function("lstrip", 0, 1, lstrip, "S.lstrip([chars]) -> string").quiet(Quiet::Plain),
    function("rstrip", 0, 1, rstrip, "S.rstrip([chars]) -> string").quiet(Quiet::Plain),
    function("upper", 0, 0, upper, "S.upper() -> string").quiet(Quiet::Plain),
    function("lower", 0, 0, lower, "S.lower() -> string").quiet(Quiet::Plain),
    function("swapcase", 0, 0, swapcase, "S.swapcase() -> string").quiet(Quiet::Plain),
    function("capitalize", 0, 0, capitalize, "S.capitalize() -> string").quiet(Quiet::Plain),
    function("title", 0, 0, title, "S.title() -> string").quiet(Quiet::Plain),
    function("isalpha", 0, 0, isalpha, "S.isalpha() -> bool").quiet(Quiet::Plain),
    function("isdigit", 0, 0, isdigit, "S.isdigit() -> bool").quiet(Quiet::Plain),
    function("isalnum", 0, 0, isalnum, "S.isalnum() -> bool").quiet(Quiet::Plain),
    function("isspace", 0, 0, isspace, "S.isspace() -> bool").quiet(Quiet::Plain),
    function("isupper", 0, 0, isupper, "S.isupper() -> bool").quiet(Quiet::Plain),
    function("islower", 0, 0, islower, "S.islower() -> bool").quiet(Quiet::Plain),
    function("istitle", 0, 0, istitle, "S.istitle() -> bool").quiet(Quiet::Plain),
    function("center", 1, 2, center, "S.center(width[, fillchar]) -> string").quiet(Quiet::Plain),
    function("ljust", 1, 2, ljust, "S.ljust(width[, fillchar]) -> string").quiet(Quiet::Plain),
    function("rjust", 1, 2, rjust, "S.rjust(width[, fillchar]) -> string").quiet(Quiet::Plain),
    function("zfill", 1, 1, zfill, "S.zfill(width) -> string").quiet(Quiet::Plain),
    function("expandtabs", 0, 1, expandtabs, "S.expandtabs([tabsize]) -> string").quiet(Quiet::Plain),
    function(
        "translate",
        1,
        2,
        translate,
        "S.translate(table [,deletechars]) -> string",
    ),
    named(
        "encode",
        0,
        &["encoding", "errors"],
        |vm, a| vm.encode_method(a),
        "S.encode([encoding[,errors]]) -> object",
    ),
    named(
        "decode",
        0,
        &["encoding", "errors"],
        |vm, a| vm.decode_method(a),
        "S.decode([encoding[,errors]]) -> object",
    ),
];

/// The bytes that a method works on: of a str, or of a bytearray, which borrows the methods.
fn this(arguments: &[Value]) -> &'static [u8] {
    match Vm::current().kind_of(arguments[0]) {
        Kind::ByteArray => Ref::<ByteArrayObject>::of(arguments[0]).bytes(),
        _ => Ref::<StrObject>::of(arguments[0]).bytes(),
    }
}

/// Whether one of the first `most` arguments is unicode, so that the method is that of unicode.
fn promotes(vm: &Vm, arguments: &[Value], most: usize) -> bool {
    vm.is_kind(arguments[0], Kind::Str)
        && arguments
            .iter()
            .skip(1)
            .take(most)
            .any(|&v| vm.is_kind(v, Kind::Unicode))
}

/// An argument's bytes. TypeError: not a string or buffer.
fn bytes(vm: &mut Vm, v: Value) -> Result<&'static [u8]> {
    vm.buffer_bytes(v)
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

fn join(vm: &mut Vm, arguments: &[Value]) -> Result {
    let separator = this(arguments);
    let sequence = match vm.is_exact(arguments[1], Kind::List) || vm.is_exact(arguments[1], Kind::Tuple) {
        true => arguments[1],
        false => match vm.list_from(arguments[1]) {
            Ok(list) => list.value(),
            Err(e) => {
                if vm.exception_matches(Error::TypeError) && !vm.has_special_iter(arguments[1]) {
                    vm.take_exception();
                    return Err(vm.type_error("can only join an iterable"));
                }
                return Err(e);
            }
        },
    };
    // Nothing here runs Python code that could change a list.
    let items = vm.items_of(sequence);
    let mut total = separator.len() * items.len().saturating_sub(1);
    for (i, &item) in items.iter().enumerate() {
        match vm.kind_of(item) {
            Kind::Str => total += Ref::<StrObject>::of(item).len(),
            Kind::Unicode => {
                let u = vm.decode_default(arguments[0])?;
                let name = vm.intern("join");
                return vm.call_method(u, name, &[sequence]);
            }
            _ => {
                let name = vm.type_name(item);
                return Err(vm.type_error(&format!("sequence item {i}: expected string, {name} found")));
            }
        }
    }
    if let [only] = items {
        if vm.is_exact(*only, Kind::Str) {
            return Ok(*only);
        }
    }
    vm.str_with(total, |out| {
        let mut at = 0;
        for (i, &item) in items.iter().enumerate() {
            if i > 0 {
                out[at..at + separator.len()].copy_from_slice(separator);
                at += separator.len();
            }
            let part = Ref::<StrObject>::of(item).bytes();
            out[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        }
    })
}

/// Separator (None: runs of white space) and the most splits.
fn split_arguments(vm: &mut Vm, arguments: &[Value]) -> Result<(Option<&'static [u8]>, usize)> {
    let most = match arguments.get(2) {
        Some(&n) => {
            let n = vm.index_clipped(n)?;
            if n < 0 {
                usize::MAX
            } else {
                n as usize
            }
        }
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

/// A list of strs for these ranges of the bytes.
fn pieces(vm: &mut Vm, s: &[u8], ranges: &[(usize, usize)]) -> Result {
    let list = vm.new_list(ranges.len())?;
    for &(start, end) in ranges {
        let piece = vm.str(&s[start..end]);
        vm.list_append(list, piece)?;
    }
    Ok(list.value())
}

pub fn split(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::split);
    }
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
            let mut i = 0;
            loop {
                while i < s.len() && is_space(s[i]) {
                    i += 1;
                }
                if i == s.len() {
                    break;
                }
                if ranges.len() == most {
                    ranges.push((i, s.len()));
                    break;
                }
                let start = i;
                while i < s.len() && !is_space(s[i]) {
                    i += 1;
                }
                ranges.push((start, i));
            }
        }
    }
    pieces(vm, s, &ranges)
}

pub fn rsplit(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::rsplit);
    }
    let s = this(arguments);
    let (separator, most) = split_arguments(vm, arguments)?;
    let mut ranges = Vec::new();
    match separator {
        Some(separator) => {
            let mut end = s.len();
            while ranges.len() < most {
                match memmem::rfind(&s[..end], separator) {
                    Some(at) => {
                        ranges.push((at + separator.len(), end));
                        end = at;
                    }
                    None => break,
                }
            }
            ranges.push((0, end));
        }
        None => {
            let mut i = s.len();
            loop {
                while i > 0 && is_space(s[i - 1]) {
                    i -= 1;
                }
                if i == 0 {
                    break;
                }
                if ranges.len() == most {
                    ranges.push((0, i));
                    break;
                }
                let end = i;
                while i > 0 && !is_space(s[i - 1]) {
                    i -= 1;
                }
                ranges.push((i, end));
            }
        }
    }
    ranges.reverse();
    pieces(vm, s, &ranges)
}

pub fn splitlines(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let keep = match arguments.get(1) {
        Some(&v) => vm.truth(v)?,
        None => false,
    };
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < s.len() {
        let end = s[start..]
            .iter()
            .position(|&b| b == b'\n' || b == b'\r')
            .map_or(s.len(), |i| start + i);
        let next = if s[end..].starts_with(b"\r\n") {
            end + 2
        } else {
            (end + 1).min(s.len())
        };
        ranges.push((start, if keep { next } else { end }));
        start = next;
    }
    pieces(vm, s, &ranges)
}

fn three(vm: &mut Vm, s: &[u8], at: usize, length: usize) -> Result {
    let (a, b, c) = (vm.str(&s[..at]), vm.str(&s[at..at + length]), vm.str(&s[at + length..]));
    Ok(vm.tuple(&[a, b, c]))
}

pub fn partition(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::partition);
    }
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
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::rpartition);
    }
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
    if promotes(vm, arguments, 2) {
        return promoted(vm, arguments, unicode_methods::replace);
    }
    let s = this(arguments);
    let (old, new) = (bytes(vm, arguments[1])?, bytes(vm, arguments[2])?);
    let most = match arguments.get(3) {
        Some(&n) => vm.index_clipped(n)?,
        None => -1,
    };
    let most = if most < 0 { usize::MAX } else { most as usize };
    let mut out = Vec::with_capacity(s.len());
    if old.is_empty() {
        let mut done = 0;
        for &b in s {
            if done < most {
                out.extend_from_slice(new);
                done += 1;
            }
            out.push(b);
        }
        if done < most {
            out.extend_from_slice(new);
        }
        return Ok(vm.str(&out));
    }
    let mut start = 0;
    for at in memmem::find_iter(s, old).take(most) {
        out.extend_from_slice(&s[start..at]);
        out.extend_from_slice(new);
        start = at + old.len();
    }
    if start == 0 && vm.is_exact(arguments[0], Kind::Str) {
        return Ok(arguments[0]);
    }
    out.extend_from_slice(&s[start..]);
    Ok(vm.str(&out))
}

/// Start and end arguments applied to a length, as slices are.
fn range(vm: &mut Vm, arguments: &[Value], length: usize) -> Result<(usize, usize, bool)> {
    let n = length as i64;
    let mut part = |i: usize, default: i64| -> Result<i64> {
        match arguments.get(i).filter(|v| !v.is_none()) {
            Some(&v) => {
                let i = vm.slice_index(v)?;
                Ok(if i < 0 { (i + n).max(0) } else { i })
            }
            None => Ok(default),
        }
    };
    let (start, end) = (part(2, 0)?, part(3, n)?.min(n));
    Ok((start.min(n) as usize, end.max(0) as usize, start > n || start > end))
}

fn search(vm: &mut Vm, arguments: &[Value], last: bool) -> Result<Option<usize>> {
    let s = this(arguments);
    let needle = bytes(vm, arguments[1])?;
    let (start, end, empty) = range(vm, arguments, s.len())?;
    if empty || end < start {
        return Ok(None);
    }
    let part = &s[start..end];
    Ok(if last {
        memmem::rfind(part, needle)
    } else {
        memmem::find(part, needle)
    }
    .map(|i| i + start))
}

pub fn find(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::find);
    }
    Ok(Value::integer(search(vm, arguments, false)?.map_or(-1, |i| i as i64)))
}

pub fn rfind(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::rfind);
    }
    Ok(Value::integer(search(vm, arguments, true)?.map_or(-1, |i| i as i64)))
}

fn index(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::index);
    }
    match search(vm, arguments, false)? {
        Some(i) => Ok(Value::integer(i as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn rindex(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::rindex);
    }
    match search(vm, arguments, true)? {
        Some(i) => Ok(Value::integer(i as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

pub fn count(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::count);
    }
    let s = this(arguments);
    let needle = bytes(vm, arguments[1])?;
    let (start, end, empty) = range(vm, arguments, s.len())?;
    if empty || end < start {
        return Ok(Value::integer(0));
    }
    let part = &s[start..end];
    let n = if needle.is_empty() {
        part.len() + 1
    } else {
        memmem::find_iter(part, needle).count()
    };
    Ok(Value::integer(n as i64))
}

fn affix(vm: &mut Vm, arguments: &[Value], test: fn(&[u8], &[u8]) -> bool, what: &str) -> Result {
    let s = this(arguments);
    let (start, end, empty) = range(vm, arguments, s.len())?;
    let part = if empty || end < start {
        None
    } else {
        Some(&s[start..end])
    };
    let candidates: &[Value] = if vm.kind_of(arguments[1]) == Kind::Tuple {
        vm.items_of(arguments[1])
    } else {
        &arguments[1..2]
    };
    for &candidate in candidates {
        if vm.is_kind(candidate, Kind::Unicode) && vm.is_kind(arguments[0], Kind::Str) {
            // The str decoded decides about this one, and with it its range.
            let mut all = [candidate; 4];
            all[0] = vm.decode_default(arguments[0])?;
            all[2..arguments.len()].copy_from_slice(&arguments[2..]);
            let method = if what == "startswith" {
                unicode_methods::startswith
            } else {
                unicode_methods::endswith
            };
            if method(vm, &all[..arguments.len()])? == Value::TRUE {
                return Ok(Value::TRUE);
            }
            continue;
        }
        if !matches!(vm.kind_of(candidate), Kind::Unicode) && vm.buffer_view(candidate).is_none() {
            let name = vm.type_name(candidate);
            return Err(vm.type_error(&format!("{what} first arg must be str, unicode, or tuple, not {name}")));
        }
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

fn stripped(vm: &mut Vm, arguments: &[Value], left: bool, right: bool) -> Result {
    let s = this(arguments);
    let set = match arguments.get(1).filter(|v| !v.is_none()) {
        Some(&v) if matches!(vm.kind_of(v), Kind::Str | Kind::Unicode) => Some(bytes(vm, v)?),
        Some(&v) if vm.kind_of(arguments[0]) == Kind::ByteArray => Some(bytes(vm, v)?),
        Some(_) => return Err(vm.type_error("strip arg must be None, str or unicode")),
        None => None,
    };
    let drop = |b: &u8| set.map_or(is_space(*b), |set| set.contains(b));
    let start = if left {
        s.iter().take_while(|b| drop(b)).count()
    } else {
        0
    };
    let tail = if right {
        s[start..].iter().rev().take_while(|b| drop(b)).count()
    } else {
        0
    };
    if start == 0 && tail == 0 && vm.is_exact(arguments[0], Kind::Str) {
        return Ok(arguments[0]);
    }
    Ok(vm.str(&s[start..s.len() - tail]))
}

pub fn strip(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::strip);
    }
    stripped(vm, arguments, true, true)
}

pub fn lstrip(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::lstrip);
    }
    stripped(vm, arguments, true, false)
}

pub fn rstrip(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 1) {
        return promoted(vm, arguments, unicode_methods::rstrip);
    }
    stripped(vm, arguments, false, true)
}

/// Each byte changed by a function of it and the one before.
fn mapped(vm: &mut Vm, arguments: &[Value], change: fn(u8, Option<u8>) -> u8) -> Result {
    let s = this(arguments);
    let out: Vec<u8> = (0..s.len())
        .map(|i| change(s[i], i.checked_sub(1).map(|j| s[j])))
        .collect();
    Ok(vm.str(&out))
}

pub fn upper(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |b, _| b.to_ascii_uppercase())
}

pub fn lower(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |b, _| b.to_ascii_lowercase())
}

pub fn swapcase(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |b, _| {
        if b.is_ascii_lowercase() {
            b.to_ascii_uppercase()
        } else {
            b.to_ascii_lowercase()
        }
    })
}

pub fn capitalize(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |b, before| {
        if before.is_none() {
            b.to_ascii_uppercase()
        } else {
            b.to_ascii_lowercase()
        }
    })
}

pub fn title(vm: &mut Vm, arguments: &[Value]) -> Result {
    mapped(vm, arguments, |b, before| {
        if before.is_some_and(|c| c.is_ascii_alphabetic()) {
            b.to_ascii_lowercase()
        } else {
            b.to_ascii_uppercase()
        }
    })
}

fn all(arguments: &[Value], test: fn(&u8) -> bool) -> Result {
    let s = this(arguments);
    Ok((!s.is_empty() && s.iter().all(test)).into())
}

pub fn isalpha(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, u8::is_ascii_alphabetic)
}

pub fn isdigit(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, u8::is_ascii_digit)
}

pub fn isalnum(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, u8::is_ascii_alphanumeric)
}

pub fn isspace(_: &mut Vm, arguments: &[Value]) -> Result {
    all(arguments, |b| is_space(*b))
}

pub fn isupper(_: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    Ok((s.iter().any(u8::is_ascii_uppercase) && !s.iter().any(u8::is_ascii_lowercase)).into())
}

pub fn islower(_: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    Ok((s.iter().any(u8::is_ascii_lowercase) && !s.iter().any(u8::is_ascii_uppercase)).into())
}

pub fn istitle(_: &mut Vm, arguments: &[Value]) -> Result {
    let (mut cased, mut inside) = (false, false);
    for b in this(arguments) {
        if b.is_ascii_uppercase() && inside || b.is_ascii_lowercase() && !inside {
            return Ok(Value::FALSE);
        }
        inside = b.is_ascii_alphabetic();
        cased |= inside;
    }
    Ok(cased.into())
}

/// OverflowError for a width that no str can have.
fn check_width(vm: &mut Vm, width: usize) -> Result<()> {
    if width > isize::MAX as usize - 64 {
        return Err(vm.raise(crate::exception::Error::OverflowError, "string is too large"));
    }
    Ok(())
}

/// Fill bytes to put before and after for a width.
fn padded(vm: &mut Vm, arguments: &[Value], name: &str, left: fn(usize, usize) -> usize) -> Result {
    let s = this(arguments);
    let width = vm.index_i64(arguments[1])?.max(0) as usize;
    let fill = match arguments.get(2) {
        Some(&v) if vm.is_kind(v, Kind::Str) && Ref::<StrObject>::of(v).len() == 1 => {
            Ref::<StrObject>::of(v).bytes()[0]
        }
        Some(&v) => {
            let got = vm.type_name(v);
            return Err(vm.type_error(&format!("{name}() argument 2 must be char, not {got}")));
        }
        None => b' ',
    };
    if width <= s.len() {
        return Ok(vm.str(s));
    }
    check_width(vm, width)?;
    let total = width - s.len();
    let before = left(total, width);
    vm.str_with(width, |out| {
        out.fill(fill);
        out[before..before + s.len()].copy_from_slice(s);
    })
}

pub fn center(vm: &mut Vm, arguments: &[Value]) -> Result {
    padded(vm, arguments, "center", |total, width| total / 2 + (total & width & 1))
}

pub fn ljust(vm: &mut Vm, arguments: &[Value]) -> Result {
    padded(vm, arguments, "ljust", |_, _| 0)
}

pub fn rjust(vm: &mut Vm, arguments: &[Value]) -> Result {
    padded(vm, arguments, "rjust", |total, _| total)
}

pub fn zfill(vm: &mut Vm, arguments: &[Value]) -> Result {
    let s = this(arguments);
    let width = vm.index_i64(arguments[1])?.max(0) as usize;
    if width <= s.len() {
        return Ok(vm.str(s));
    }
    check_width(vm, width)?;
    let signed = matches!(s.first(), Some(b'+' | b'-')) as usize;
    let zeros = width - s.len();
    vm.str_with(width, |out| {
        out[..signed].copy_from_slice(&s[..signed]);
        out[signed..signed + zeros].fill(b'0');
        out[signed + zeros..].copy_from_slice(&s[signed..]);
    })
}

pub fn expandtabs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let size = match arguments.get(1) {
        Some(&n) => vm.argument_c_int(n)?.max(0) as usize,
        None => 8,
    };
    let mut out = Vec::new();
    let mut column = 0;
    for &b in this(arguments) {
        match b {
            b'\t' => {
                if size > 0 {
                    let n = size - column % size;
                    if out.try_reserve(n).is_err() {
                        return Err(vm.memory_error());
                    }
                    out.extend(std::iter::repeat_n(b' ', n));
                    column += n;
                }
            }
            _ => {
                column = if b == b'\n' || b == b'\r' { 0 } else { column + 1 };
                out.push(b);
            }
        }
    }
    Ok(vm.str(&out))
}

pub fn translate(vm: &mut Vm, arguments: &[Value]) -> Result {
    if promotes(vm, arguments, 2) {
        if arguments.len() > 2 {
            return Err(vm.type_error("deletions are implemented differently for unicode"));
        }
        return promoted(vm, arguments, unicode_methods::translate);
    }
    let table = if arguments[1].is_none() {
        None
    } else {
        Some(bytes(vm, arguments[1])?)
    };
    if table.is_some_and(|t| t.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete: &[u8] = match arguments.get(2) {
        Some(&v) => bytes(vm, v)?,
        None => &[],
    };
    let out: Vec<u8> = this(arguments)
        .iter()
        .filter(|b| !delete.contains(b))
        .map(|&b| table.map_or(b, |t| t[b as usize]))
        .collect();
    Ok(vm.str(&out))
}
