//! `time`: clocks, sleeping, and calendar time by the C library's rules for the time zone.

use super::support::{argument_type_name, c_int, derived_type, keep_type, kept_type, text_or_buffer};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, special, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::{CStr, CString};

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "time",
    doc: "This module provides various functions to manipulate time values.\n\nA time is a number of seconds since the Epoch, or a tuple of nine integers:\nyear, month (1-12), day (1-31), hours (0-23), minutes (0-59), seconds (0-59),\nweekday (0-6, Monday is 0), day of the year (1-366), and whether daylight\nsaving time is in force (0 or 1; -1: not known).",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function("time", 0, 0, time, "time() -> floating point number\n\nThe current time in seconds since the Epoch."),
    function("clock", 0, 0, clock, "clock() -> floating point number\n\nThe processor time used by the process."),
    function("sleep", 1, 1, sleep, "sleep(seconds)\n\nDelay execution for a number of seconds."),
    function("gmtime", 0, 1, |vm, a| broken_down(vm, a, true), "gmtime([seconds]) -> struct_time\n\nConvert seconds since the Epoch to UTC. Without an argument: now."),
    function("localtime", 0, 1, |vm, a| broken_down(vm, a, false), "localtime([seconds]) -> struct_time\n\nConvert seconds since the Epoch to local time. Without an argument: now."),
    function("asctime", 0, 1, asctime, "asctime([tuple]) -> string\n\nConvert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."),
    function("ctime", 0, 1, ctime, "ctime([seconds]) -> string\n\nConvert seconds since the Epoch to a string in local time."),
    function("mktime", 1, 1, mktime, "mktime(tuple) -> floating point number\n\nConvert a time tuple in local time to seconds since the Epoch."),
    function("strftime", 1, 2, strftime, "strftime(format[, tuple]) -> string\n\nConvert a time tuple to a string according to a format specification."),
    function("strptime", 1, 2, strptime, "strptime(string[, format]) -> struct_time\n\nParse a string to a time tuple according to a format specification."),
    function("tzset", 0, 0, tzset, "tzset()\n\nTake the local time zone from the environment variable TZ."),
];

/// The names of the items of a time tuple.
const FIELDS: [&str; 9] = [
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
];

static STRUCT_TIME: &[Native] = &[
    getter("tm_year", |_, a| field(a, 0), "year, for example, 1993").member(),
    getter("tm_mon", |_, a| field(a, 1), "month of year, range [1, 12]").member(),
    getter("tm_mday", |_, a| field(a, 2), "day of month, range [1, 31]").member(),
    getter("tm_hour", |_, a| field(a, 3), "hours, range [0, 23]").member(),
    getter("tm_min", |_, a| field(a, 4), "minutes, range [0, 59]").member(),
    getter("tm_sec", |_, a| field(a, 5), "seconds, range [0, 61])").member(),
    getter("tm_wday", |_, a| field(a, 6), "day of week, range [0, 6], Monday is 0").member(),
    getter("tm_yday", |_, a| field(a, 7), "day of year, range [1, 366]").member(),
    getter(
        "tm_isdst",
        |_, a| field(a, 8),
        "1 if summer time is in effect, 0 if not, and -1 if unknown",
    )
    .member(),
    special("__repr__", 0, 0, repr, "x.__repr__() <==> repr(x)"),
    function("__reduce__", 0, 0, reduce, "helper for pickle"),
];

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

extern "C" {
    #[link_name = "tzset"]
    fn read_time_zone();
    #[link_name = "strftime"]
    fn format_time(out: *mut libc::c_char, most: usize, format: *const libc::c_char, tm: *const libc::tm) -> usize;
}

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    vm.module_set(module, "accept2dyear", Value::integer(1));
    let class = derived_type(vm, "time", "struct_time", Kind::Tuple, &[], STRUCT_TIME)?;
    vm.add_new(class, new_struct_time);
    for (name, count) in [("n_fields", 9), ("n_sequence_fields", 9), ("n_unnamed_fields", 0)] {
        let name = vm.intern(name);
        vm.dict_set_str(class.namespace(), name, Value::integer(count));
    }
    vm.class_changed(class);
    keep_type(vm, "time.struct_time", class);
    vm.module_set(module, "struct_time", class.value());
    set_zone(vm, module);
    Ok(())
}

/// Sets the module's attributes that tell of the time zone: as it is half a year apart.
fn set_zone(vm: &mut Vm, module: Ref<ModuleObject>) {
    const YEAR: i64 = (365 * 24 + 6) * 3600;
    unsafe { read_time_zone() };
    let start = now() as i64 / YEAR * YEAR;
    let zone_at = |seconds: i64| {
        let tm = tm_of(seconds, false).unwrap_or(unsafe { std::mem::zeroed() });
        let name = match tm.tm_zone.is_null() {
            true => Vec::new(),
            false => unsafe { CStr::from_ptr(tm.tm_zone) }.to_bytes().to_vec(),
        };
        (-tm.tm_gmtoff, name)
    };
    let (january, july) = (zone_at(start), zone_at(start + YEAR / 2));
    // South of the equator daylight saving time is in January.
    let (standard, daylight) = if january.0 < july.0 {
        (july, january)
    } else {
        (january, july)
    };
    let names = [vm.str(&standard.1), vm.str(&daylight.1)];
    let names = vm.tuple(&names);
    vm.module_set(module, "timezone", Value::integer(standard.0));
    vm.module_set(module, "altzone", Value::integer(daylight.0));
    vm.module_set(module, "daylight", Value::integer((standard.0 != daylight.0) as i64));
    vm.module_set(module, "tzname", names);
}

fn tzset(vm: &mut Vm, _: &[Value]) -> Result {
    let module = super::module_named(vm, "time");
    set_zone(vm, module);
    Ok(Value::NONE)
}

fn field(arguments: &[Value], i: usize) -> Result {
    Ok(Ref::<TupleObject>::of(arguments[0]).get(i))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut text = String::from("time.struct_time(");
    for (i, name) in FIELDS.into_iter().enumerate() {
        let item = vm.repr_text(field(arguments, i)?)?;
        text += &format!("{}{name}={item}", if i > 0 { ", " } else { "" });
    }
    Ok(vm.str((text + ")").as_bytes()))
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> Result {
    let class = vm.class_of(arguments[0]).value();
    let items = vm.tuple(Ref::<TupleObject>::of(arguments[0]).items());
    let more = vm.new_dict().value();
    let given = vm.tuple(&[items, more]);
    Ok(vm.tuple(&[class, given]))
}

fn new_struct_time(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(&sequence) = arguments.get(1).filter(|_| arguments.len() > 2) else {
        return Err(vm.type_error("Required argument 'sequence' (pos 1) not found"));
    };
    let items = vm.fast_sequence(sequence, "constructor requires a sequence")?;
    let count = vm.items_of(items).len();
    if count != 9 {
        return Err(vm.type_error(&format!(
            "time.struct_time() takes a 9-sequence ({count}-sequence given)"
        )));
    }
    make(vm, Ref::of(arguments[0]), items)
}

/// A struct_time of nine items.
fn make(vm: &mut Vm, class: Ref<objspace::class::TypeObject>, items: Value) -> Result {
    let (new, tuple) = (vm.names.__new__, vm.type_of_kind(Kind::Tuple).value());
    let new = vm.getattr(tuple, new)?;
    vm.call(new, &[class.value(), items])
}

fn struct_time(vm: &mut Vm, tm: &libc::tm) -> Result {
    let numbers = [
        tm.tm_year + 1900,
        tm.tm_mon + 1,
        tm.tm_mday,
        tm.tm_hour,
        tm.tm_min,
        tm.tm_sec,
        (tm.tm_wday + 6) % 7,
        tm.tm_yday + 1,
        tm.tm_isdst,
    ];
    let items = vm.tuple(&numbers.map(|n| Value::integer(n as i64)));
    let class = kept_type(vm, "time.struct_time");
    make(vm, class, items)
}

fn now() -> f64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0.0, |d| d.as_secs_f64())
}

/// Calendar time of a number of seconds; None: the year is out of range.
fn tm_of(seconds: i64, utc: bool) -> Option<libc::tm> {
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    let result = match utc {
        true => unsafe { libc::gmtime_r(&seconds, &mut tm) },
        false => unsafe { libc::localtime_r(&seconds, &mut tm) },
    };
    (!result.is_null()).then_some(tm)
}

/// The argument as seconds; absent or None: now. ValueError.
fn seconds(vm: &mut Vm, argument: Option<&Value>) -> Result<i64> {
    let seconds = match argument {
        Some(&v) if !v.is_none() => vm.float_argument(v)?,
        _ => now(),
    };
    if !(-9.2e18..9.2e18).contains(&seconds) {
        return Err(vm.value_error("timestamp out of range for platform time_t"));
    }
    Ok(seconds as i64)
}

fn calendar(vm: &mut Vm, argument: Option<&Value>, utc: bool) -> Result<libc::tm> {
    let seconds = seconds(vm, argument)?;
    match tm_of(seconds, utc) {
        Some(tm) => Ok(tm),
        None => {
            let text = vm.str(b"Value too large for defined data type");
            Err(vm.raise_with(Error::ValueError, &[Value::integer(libc::EOVERFLOW as i64), text]))
        }
    }
}

fn broken_down(vm: &mut Vm, arguments: &[Value], utc: bool) -> Result {
    let tm = calendar(vm, arguments.first(), utc)?;
    struct_time(vm, &tm)
}

/// A time tuple as C has it. TypeError, ValueError.
fn tm_argument(vm: &mut Vm, v: Value) -> Result<libc::tm> {
    if !vm.is_sequence(v)? {
        let name = argument_type_name(vm, v);
        return Err(vm.type_error(&format!("argument must be 9-item sequence, not {name}")));
    }
    let items: Ref<ListObject> = vm.list_from(v)?;
    if items.len() != 9 {
        let message = format!("argument must be sequence of length 9, not {}", items.len());
        return Err(vm.type_error(&message));
    }
    let mut n = [0; 9];
    for (i, number) in n.iter_mut().enumerate() {
        *number = c_int(vm, items.get(i))?;
    }
    let mut year = n[0];
    if year < 1900 {
        let module = super::module_named(vm, "time");
        let name = vm.intern("accept2dyear");
        let short = vm.dict_get_str(module.namespace(), name).unwrap_or(Value::FALSE);
        let short = vm.truth(short)?;
        year = match year {
            69..=99 if short => year + 1900,
            0..=68 if short => year + 2000,
            _ => return Err(vm.value_error("year out of range")),
        };
    }
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    tm.tm_year = year - 1900;
    tm.tm_mon = n[1].wrapping_sub(1);
    tm.tm_mday = n[2];
    tm.tm_hour = n[3];
    tm.tm_min = n[4];
    tm.tm_sec = n[5];
    tm.tm_wday = n[6].wrapping_add(1) % 7;
    tm.tm_yday = n[7].wrapping_sub(1);
    tm.tm_isdst = n[8].clamp(-1, 1);
    Ok(tm)
}

/// Checks what is formatted: zero stands for the first month, day, day of the year. ValueError.
fn check(vm: &mut Vm, tm: &mut libc::tm) -> Result<()> {
    if tm.tm_mon == -1 {
        tm.tm_mon = 0;
    }
    if tm.tm_mday == 0 {
        tm.tm_mday = 1;
    }
    if tm.tm_yday == -1 {
        tm.tm_yday = 0;
    }
    let wrong = [
        (!(0..=11).contains(&tm.tm_mon), "month"),
        (!(1..=31).contains(&tm.tm_mday), "day of month"),
        (!(0..=23).contains(&tm.tm_hour), "hour"),
        (!(0..=59).contains(&tm.tm_min), "minute"),
        (!(0..=61).contains(&tm.tm_sec), "seconds"),
        (tm.tm_wday < 0, "day of week"),
        (!(0..=365).contains(&tm.tm_yday), "day of year"),
    ];
    match wrong.into_iter().find(|&(wrong, _)| wrong) {
        Some((_, what)) => Err(vm.value_error(&format!("{what} out of range"))),
        None => Ok(()),
    }
}

fn text(vm: &mut Vm, tm: &libc::tm) -> Value {
    let text = format!(
        "{} {} {:2} {:02}:{:02}:{:02} {}",
        DAYS[tm.tm_wday as usize % 7],
        MONTHS[tm.tm_mon as usize % 12],
        tm.tm_mday,
        tm.tm_hour,
        tm.tm_min,
        tm.tm_sec,
        tm.tm_year + 1900
    );
    vm.str(text.as_bytes())
}

fn asctime(vm: &mut Vm, arguments: &[Value]) -> Result {
    let tm = match arguments.first() {
        Some(&v) => {
            let mut tm = tm_argument(vm, v)?;
            check(vm, &mut tm)?;
            tm
        }
        None => calendar(vm, None, false)?,
    };
    Ok(text(vm, &tm))
}

fn ctime(vm: &mut Vm, arguments: &[Value]) -> Result {
    let tm = calendar(vm, arguments.first(), false)?;
    Ok(text(vm, &tm))
}

fn mktime(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut tm = tm_argument(vm, arguments[0])?;
    // C changes the weekday if it succeeds: -1 may be the result or an error.
    tm.tm_wday = -1;
    let seconds = unsafe { libc::mktime(&mut tm) };
    if seconds == -1 && tm.tm_wday == -1 {
        return Err(vm.raise(Error::OverflowError, "mktime argument out of range"));
    }
    Ok(vm.float(seconds as f64))
}

fn strftime(vm: &mut Vm, arguments: &[Value]) -> Result {
    let format = match vm.kind_of(arguments[0]) {
        Kind::Str | Kind::Unicode => text_or_buffer(vm, arguments[0])?,
        _ => None,
    };
    let Some(format) = format else {
        let name = argument_type_name(vm, arguments[0]);
        return Err(vm.type_error(&format!("strftime() argument 1 must be string, not {name}")));
    };
    let Ok(format) = CString::new(format) else {
        return Err(vm.type_error("strftime() argument 1 must be string without null bytes, not str"));
    };
    let tm = match arguments.get(1) {
        Some(&v) => {
            let mut tm = tm_argument(vm, v)?;
            check(vm, &mut tm)?;
            tm
        }
        None => calendar(vm, None, false)?,
    };
    let mut room = 1024;
    loop {
        let mut out = vec![0u8; room];
        let length = unsafe { format_time(out.as_mut_ptr().cast(), room, format.as_ptr(), &tm) };
        // Nothing may be right: for an empty format, a time zone without a name.
        if length > 0 || room > 256 * format.as_bytes().len() {
            return Ok(vm.str(&out[..length]));
        }
        room *= 2;
    }
}

fn strptime(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.intern("_strptime");
    let module = crate::runtime::import::import_module(vm, name, Value::NONE, Value::NONE, 0)?;
    let parse = vm.getattr_text(module, "_strptime_time")?;
    vm.call(parse, arguments)
}

fn time(vm: &mut Vm, _: &[Value]) -> Result {
    Ok(vm.float(now()))
}

fn clock(vm: &mut Vm, _: &[Value]) -> Result {
    let mut at: libc::timespec = unsafe { std::mem::zeroed() };
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut at) };
    Ok(vm.float(at.tv_sec as f64 + at.tv_nsec as f64 * 1e-9))
}

fn sleep(vm: &mut Vm, arguments: &[Value]) -> Result {
    let seconds = vm.float_argument(arguments[0])?;
    if !(0.0..1e15).contains(&seconds) {
        return Err(vm.os_error(Error::IOError, libc::EINVAL, Value::UNBOUND));
    }
    let time = libc::timespec {
        tv_sec: seconds as i64,
        tv_nsec: (seconds.fract() * 1e9) as i64,
    };
    // A signal ends the sleep early, its handler runs.
    vm.without_lock(|| unsafe { libc::nanosleep(&time, std::ptr::null_mut()) });
    vm.poll()?;
    Ok(Value::NONE)
}
