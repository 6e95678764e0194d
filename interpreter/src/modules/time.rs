//! `time`: clocks, waiting, and the calendar of the C library.

use super::structure_sequence::{self, structure, structure_type};
use super::support::{bytes, last_error};
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::CStr;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "time",
    doc: "This module provides what has to do with time: to read clocks, to wait, and to convert between the forms of times:\nseconds since the Epoch, tuples of nine numbers in local time or UTC, and texts.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    function(
        "time",
        0,
        0,
        time,
        "time() -> floating point number\n\nThe current time in seconds since the Epoch.",
    ),
    function(
        "clock",
        0,
        0,
        clock,
        "clock() -> floating point number\n\nThe processor time used by the process.",
    ),
    function("sleep", 1, 1, sleep, "sleep(seconds)\n\nWaits for so many seconds."),
    function(
        "gmtime",
        0,
        1,
        |vm, a| broken_down(vm, a, libc::gmtime_r),
        "gmtime([seconds]) -> struct_time\n\nA time (now, if none is given) in UTC.",
    ),
    function(
        "localtime",
        0,
        1,
        |vm, a| broken_down(vm, a, libc::localtime_r),
        "localtime([seconds]) -> struct_time\n\nA time (now, if none is given) in local time.",
    ),
    function(
        "mktime",
        1,
        1,
        mktime,
        "mktime(tuple) -> floating point number\n\nSeconds since the Epoch of a tuple in local time.",
    ),
    function(
        "asctime",
        0,
        1,
        asctime,
        "asctime([tuple]) -> string\n\nA tuple (by default the local time) as in 'Sat Jun 06 16:26:11 1998'.",
    ),
    function(
        "ctime",
        0,
        1,
        ctime,
        "ctime([seconds]) -> string\n\nasctime(localtime(seconds)).",
    ),
    function(
        "strftime",
        1,
        2,
        strftime,
        "strftime(format[, tuple]) -> string\n\nA tuple (by default the local time) as the format says.",
    ),
    function(
        "strptime",
        0,
        255,
        strptime,
        "strptime(string[, format]) -> struct_time\n\nReads a time as the format says it is written.",
    ),
    function(
        "tzset",
        0,
        0,
        tzset,
        "tzset()\n\nMakes a change of the variable TZ count.",
    ),
];

static STRUCT_TIME: &[Native] = structure!(
    "time.struct_time",
    [
        "tm_year" 0, "tm_mon" 1, "tm_mday" 2, "tm_hour" 3, "tm_min" 4, "tm_sec" 5, "tm_wday" 6, "tm_yday" 7, "tm_isdst" 8,
    ]
);

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    vm.module_set(
        module,
        "accept2dyear",
        Value::integer(!accepts_four_digits_only() as i64),
    );
    structure_type(vm, module, "time.struct_time", STRUCT_TIME)?;
    set_zone(vm, module);
    Ok(())
}

/// The variable PYTHONY2K: years must be written in full.
fn accepts_four_digits_only() -> bool {
    std::env::var_os("PYTHONY2K").is_some_and(|value| !value.is_empty())
}

extern "C" {
    #[link_name = "tzset"]
    fn c_tzset();
}

/// The zone's attributes: what holds in January and in July of this year; where July's clocks are behind, it is July that has
/// standard time.
fn set_zone(vm: &mut Vm, module: Ref<ModuleObject>) {
    const YEAR: i64 = (365 * 24 + 6) * 3600;
    let start = now() as i64 / YEAR * YEAR;
    let at = |time: i64| {
        let mut parts: libc::tm = unsafe { std::mem::zeroed() };
        unsafe { libc::localtime_r(&time, &mut parts) };
        let name = match parts.tm_zone.is_null() {
            true => Vec::new(),
            false => unsafe { CStr::from_ptr(parts.tm_zone) }.to_bytes().to_vec(),
        };
        (-parts.tm_gmtoff, name)
    };
    let (january, july) = (at(start), at(start + YEAR / 2));
    let (standard, summer) = if january.0 < july.0 {
        (july, january)
    } else {
        (january, july)
    };
    vm.module_set(module, "timezone", Value::integer(standard.0));
    vm.module_set(module, "altzone", Value::integer(summer.0));
    vm.module_set(module, "daylight", Value::integer((standard.0 != summer.0) as i64));
    let names = [vm.str(&standard.1), vm.str(&summer.1)];
    let names = vm.tuple(&names);
    vm.module_set(module, "tzname", names);
}

fn now() -> f64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0.0, |d| d.as_secs_f64())
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
    let failed = vm.without_lock(|| unsafe { libc::nanosleep(&time, std::ptr::null_mut()) });
    if failed != 0 {
        return Err(last_error(vm, Error::IOError, Value::UNBOUND));
    }
    vm.poll()?;
    Ok(Value::NONE)
}

/// An argument in seconds, whole; now, if there is none.
fn seconds(vm: &mut Vm, arguments: &[Value]) -> Result<i64> {
    let seconds = match arguments.first() {
        Some(&v) if !v.is_none() => vm.float_argument(v)?,
        _ => now(),
    };
    if !(-9.3e18..9.2e18).contains(&seconds) {
        return Err(vm.value_error("timestamp out of range for platform time_t"));
    }
    Ok(seconds as i64)
}

type Convert = unsafe extern "C" fn(*const i64, *mut libc::tm) -> *mut libc::tm;

fn convert(vm: &mut Vm, seconds: i64, convert: Convert) -> Result<libc::tm> {
    let mut parts: libc::tm = unsafe { std::mem::zeroed() };
    if unsafe { convert(&seconds, &mut parts) }.is_null() {
        return Err(last_error(vm, Error::ValueError, Value::UNBOUND));
    }
    Ok(parts)
}

fn broken_down(vm: &mut Vm, arguments: &[Value], function: Convert) -> Result {
    let seconds = seconds(vm, arguments)?;
    let parts = convert(vm, seconds, function)?;
    let numbers = [
        parts.tm_year + 1900,
        parts.tm_mon + 1,
        parts.tm_mday,
        parts.tm_hour,
        parts.tm_min,
        parts.tm_sec,
        (parts.tm_wday + 6) % 7,
        parts.tm_yday + 1,
        parts.tm_isdst,
    ];
    structure_sequence::make(vm, "time.struct_time", &numbers.map(|n| Value::integer(n as i64)))
}

/// A tuple of nine numbers as the C library has them. TypeError, OverflowError, ValueError for a year that is none.
fn parts_of(vm: &mut Vm, v: Value) -> Result<libc::tm> {
    let name = super::support::argument_type_name(vm, v);
    if !matches!(vm.kind_of(v), Kind::Tuple | Kind::List) && !vm.has_special_iter(v) {
        return Err(vm.type_error(&format!("argument must be 9-item sequence, not {name}")));
    }
    let items = vm.list_from(v)?;
    if items.len() != 9 {
        let n = items.len();
        return Err(vm.type_error(&format!("argument must be sequence of length 9, not {n}")));
    }
    let mut numbers = [0i32; 9];
    for (i, number) in numbers.iter_mut().enumerate() {
        *number = vm.argument_c_int(items.get(i))? as i32;
    }
    let [mut year, month, day, hour, minute, second, weekday, yearday, daylight] = numbers;
    if year < 1900 {
        let name = vm.intern("accept2dyear");
        let module = super::module_named(vm, "time");
        let accept = match vm.dict_get_str(module.namespace(), name) {
            Some(accept) => vm.as_int(accept).unwrap_or(1) != 0,
            None => false,
        };
        if !accept {
            return Err(vm.value_error("year >= 1900 required"));
        }
        year += match year {
            69..=99 => 1900,
            0..=68 => 2000,
            _ => return Err(vm.value_error("year out of range")),
        };
    }
    let mut parts: libc::tm = unsafe { std::mem::zeroed() };
    parts.tm_year = year - 1900;
    parts.tm_mon = month.wrapping_sub(1);
    parts.tm_mday = day;
    parts.tm_hour = hour;
    parts.tm_min = minute;
    parts.tm_sec = second;
    parts.tm_wday = weekday.wrapping_add(1) % 7;
    parts.tm_yday = yearday.wrapping_sub(1);
    parts.tm_isdst = daylight;
    Ok(parts)
}

fn local_now(vm: &mut Vm) -> Result<libc::tm> {
    convert(vm, now() as i64, libc::localtime_r)
}

fn mktime(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut parts = parts_of(vm, arguments[0])?;
    // The library sets the day of the week when it succeeds: -1 may be a time.
    parts.tm_wday = -1;
    let seconds = unsafe { libc::mktime(&mut parts) };
    if seconds == -1 && parts.tm_wday == -1 {
        return Err(vm.raise(Error::OverflowError, "mktime argument out of range"));
    }
    Ok(vm.float(seconds as f64))
}

fn text_of(vm: &mut Vm, parts: &libc::tm) -> Value {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let name = |names: &[&'static str], i: i32| names.get(i as usize).copied().unwrap_or("???");
    let text = format!(
        "{} {}{:3} {:02}:{:02}:{:02} {}",
        name(&DAYS, parts.tm_wday),
        name(&MONTHS, parts.tm_mon),
        parts.tm_mday,
        parts.tm_hour,
        parts.tm_min,
        parts.tm_sec,
        parts.tm_year as i64 + 1900
    );
    vm.str(text.as_bytes())
}

fn asctime(vm: &mut Vm, arguments: &[Value]) -> Result {
    let parts = match arguments.first() {
        Some(&v) => {
            let mut parts = parts_of(vm, v)?;
            check_parts(vm, &mut parts)?;
            parts
        }
        None => local_now(vm)?,
    };
    Ok(text_of(vm, &parts))
}

fn ctime(vm: &mut Vm, arguments: &[Value]) -> Result {
    let seconds = seconds(vm, arguments)?;
    let parts = convert(vm, seconds, libc::localtime_r)?;
    Ok(text_of(vm, &parts))
}

/// ValueError for numbers that no time has. A month, day or day of the year of 0 stands for the first.
fn check_parts(vm: &mut Vm, parts: &mut libc::tm) -> Result<()> {
    if parts.tm_mon == -1 {
        parts.tm_mon = 0;
    }
    if parts.tm_mday == 0 {
        parts.tm_mday = 1;
    }
    if parts.tm_yday == -1 {
        parts.tm_yday = 0;
    }
    let ranges = [
        (parts.tm_mon, 0, 11, "month out of range"),
        (parts.tm_mday, 1, 31, "day of month out of range"),
        (parts.tm_hour, 0, 23, "hour out of range"),
        (parts.tm_min, 0, 59, "minute out of range"),
        (parts.tm_sec, 0, 61, "seconds out of range"),
        (parts.tm_wday, 0, 6, "day of week out of range"),
        (parts.tm_yday, 0, 365, "day of year out of range"),
    ];
    for (number, low, high, message) in ranges {
        if !(low..=high).contains(&number) {
            return Err(vm.value_error(message));
        }
    }
    parts.tm_isdst = parts.tm_isdst.clamp(-1, 1);
    Ok(())
}

fn strftime(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !matches!(vm.kind_of(arguments[0]), Kind::Str | Kind::Unicode) {
        let name = super::support::argument_type_name(vm, arguments[0]);
        return Err(vm.type_error(&format!("strftime() argument 1 must be string, not {name}")));
    }
    let format = bytes(vm, arguments[0])?;
    let Ok(format) = std::ffi::CString::new(format) else {
        return Err(vm.type_error("strftime() argument 1 must be string without null bytes, not str"));
    };
    let mut parts = match arguments.get(1) {
        Some(&v) => parts_of(vm, v)?,
        None => local_now(vm)?,
    };
    check_parts(vm, &mut parts)?;
    let mut size = 1024;
    loop {
        let mut text = vec![0u8; size];
        let n = unsafe { libc::strftime(text.as_mut_ptr().cast(), size, format.as_ptr(), &parts) };
        // 0 means that there is no room, or nothing to write.
        if n > 0 || size >= 256 * format.as_bytes().len().max(4) {
            return Ok(vm.str(&text[..n]));
        }
        size *= 2;
    }
}

fn strptime(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = vm.intern("_strptime");
    let module = crate::runtime::import::import_module(vm, name, Value::UNBOUND, Value::NONE, 0)?;
    let function = vm.getattr_text(module, "_strptime_time")?;
    vm.call(function, arguments)
}

fn tzset(vm: &mut Vm, _: &[Value]) -> Result {
    unsafe { c_tzset() };
    let module = super::module_named(vm, "time");
    set_zone(vm, module);
    Ok(Value::NONE)
}
