//! `_locale`: the system's locales.

use super::support::{bytes, c_int};
use objspace::class::TypeObject;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, unpacked, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::{CStr, CString};

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_locale",
    doc: "Support for POSIX locales.",
    functions: FUNCTIONS,
    initialize,
};

static FUNCTIONS: &[Native] = &[
    unpacked(
        "setlocale",
        1,
        2,
        set,
        "setlocale(category[, locale]) -> the locale's name\n\nSet the locale of a category, or ask for it.",
    ),
    function(
        "localeconv",
        0,
        0,
        conventions,
        "localeconv() -> dict\n\nHow numbers and money are written.",
    ),
    unpacked(
        "strcoll",
        2,
        2,
        collate,
        "strcoll(a, b) -> negative, 0 or positive\n\nCompare as the locale sorts.",
    ),
    unpacked(
        "strxfrm",
        1,
        1,
        transform,
        "strxfrm(s) -> a string that compares as s does by strcoll()",
    ),
    unpacked(
        "nl_langinfo",
        1,
        1,
        information,
        "nl_langinfo(key) -> string\n\nA text of the locale.",
    ),
];

#[rustfmt::skip]
static CONSTANTS: &[(&str, i32)] = &[
    ("LC_CTYPE", libc::LC_CTYPE), ("LC_TIME", libc::LC_TIME), ("LC_COLLATE", libc::LC_COLLATE),
    ("LC_MONETARY", libc::LC_MONETARY), ("LC_MESSAGES", libc::LC_MESSAGES), ("LC_NUMERIC", libc::LC_NUMERIC),
    ("LC_ALL", libc::LC_ALL), ("CHAR_MAX", 127),
];

/// What `nl_langinfo` knows.
#[rustfmt::skip]
static TEXTS: &[(&str, libc::nl_item)] = &[
    ("DAY_1", libc::DAY_1), ("DAY_2", libc::DAY_2), ("DAY_3", libc::DAY_3), ("DAY_4", libc::DAY_4),
    ("DAY_5", libc::DAY_5), ("DAY_6", libc::DAY_6), ("DAY_7", libc::DAY_7),
    ("ABDAY_1", libc::ABDAY_1), ("ABDAY_2", libc::ABDAY_2), ("ABDAY_3", libc::ABDAY_3), ("ABDAY_4", libc::ABDAY_4),
    ("ABDAY_5", libc::ABDAY_5), ("ABDAY_6", libc::ABDAY_6), ("ABDAY_7", libc::ABDAY_7),
    ("MON_1", libc::MON_1), ("MON_2", libc::MON_2), ("MON_3", libc::MON_3), ("MON_4", libc::MON_4),
    ("MON_5", libc::MON_5), ("MON_6", libc::MON_6), ("MON_7", libc::MON_7), ("MON_8", libc::MON_8),
    ("MON_9", libc::MON_9), ("MON_10", libc::MON_10), ("MON_11", libc::MON_11), ("MON_12", libc::MON_12),
    ("ABMON_1", libc::ABMON_1), ("ABMON_2", libc::ABMON_2), ("ABMON_3", libc::ABMON_3), ("ABMON_4", libc::ABMON_4),
    ("ABMON_5", libc::ABMON_5), ("ABMON_6", libc::ABMON_6), ("ABMON_7", libc::ABMON_7), ("ABMON_8", libc::ABMON_8),
    ("ABMON_9", libc::ABMON_9), ("ABMON_10", libc::ABMON_10), ("ABMON_11", libc::ABMON_11), ("ABMON_12", libc::ABMON_12),
    ("RADIXCHAR", libc::RADIXCHAR), ("THOUSEP", libc::THOUSEP), ("CRNCYSTR", libc::CRNCYSTR),
    ("D_FMT", libc::D_FMT), ("D_T_FMT", libc::D_T_FMT), ("T_FMT", libc::T_FMT), ("T_FMT_AMPM", libc::T_FMT_AMPM),
    ("AM_STR", libc::AM_STR), ("PM_STR", libc::PM_STR), ("CODESET", libc::CODESET),
    ("YESEXPR", libc::YESEXPR), ("NOEXPR", libc::NOEXPR),
    ("ERA", libc::ERA), ("ERA_D_FMT", libc::ERA_D_FMT), ("ERA_D_T_FMT", libc::ERA_D_T_FMT), ("ERA_T_FMT", libc::ERA_T_FMT),
    ("ALT_DIGITS", libc::ALT_DIGITS),
];

fn initialize(vm: &mut Vm, module: Value) -> Result<()> {
    let module = Ref::<ModuleObject>::of(module);
    for &(name, value) in CONSTANTS.iter().chain(TEXTS) {
        vm.module_set(module, name, Value::integer(value as i64));
    }
    let error = super::support::module_error(vm, "locale", "Error", objspace::exception::Error::Exception);
    vm.module_state.insert("_locale.Error", Box::new(error));
    vm.module_set(module, "Error", error.value());
    Ok(())
}

fn failed(vm: &mut Vm, message: &str) -> jit::Exception {
    let class = *vm.module_state["_locale.Error"]
        .downcast_ref::<Ref<TypeObject>>()
        .expect("kept when the module was made");
    let message = vm.str(message.as_bytes());
    match vm.call(class.value(), &[message]) {
        Ok(error) => vm.raise_instance(error, Value::UNBOUND),
        Err(e) => e,
    }
}

/// A str argument for the system. TypeError.
fn text(vm: &mut Vm, v: Value) -> Result<CString> {
    match CString::new(bytes(vm, v)?) {
        Ok(text) => Ok(text),
        Err(_) => Err(vm.type_error("must be string without null bytes, not str")),
    }
}

fn set(vm: &mut Vm, arguments: &[Value]) -> Result {
    let category = c_int(vm, arguments[0])?;
    let wanted = match arguments.get(1) {
        Some(&v) if !v.is_none() => Some(text(vm, v)?),
        _ => None,
    };
    let pointer = wanted.as_ref().map_or(std::ptr::null(), |text| text.as_ptr());
    let name = unsafe { libc::setlocale(category, pointer) };
    if name.is_null() {
        let message = match wanted {
            Some(_) => "unsupported locale setting",
            None => "locale query failed",
        };
        return Err(failed(vm, message));
    }
    // The system's text, up to the next call.
    Ok(vm.str(unsafe { CStr::from_ptr(name) }.to_bytes()))
}

fn conventions(vm: &mut Vm, _: &[Value]) -> Result {
    let system = unsafe { &*libc::localeconv() };
    let dict = vm.new_dict();
    let texts = [
        ("decimal_point", system.decimal_point),
        ("thousands_sep", system.thousands_sep),
        ("int_curr_symbol", system.int_curr_symbol),
        ("currency_symbol", system.currency_symbol),
        ("mon_decimal_point", system.mon_decimal_point),
        ("mon_thousands_sep", system.mon_thousands_sep),
        ("positive_sign", system.positive_sign),
        ("negative_sign", system.negative_sign),
    ];
    for (name, pointer) in texts {
        let (name, text) = (vm.intern(name), vm.str(unsafe { CStr::from_ptr(pointer) }.to_bytes()));
        vm.dict_set_str(dict, name, text);
    }
    let numbers = [
        ("int_frac_digits", system.int_frac_digits),
        ("frac_digits", system.frac_digits),
        ("p_cs_precedes", system.p_cs_precedes),
        ("p_sep_by_space", system.p_sep_by_space),
        ("n_cs_precedes", system.n_cs_precedes),
        ("n_sep_by_space", system.n_sep_by_space),
        ("p_sign_posn", system.p_sign_posn),
        ("n_sign_posn", system.n_sign_posn),
    ];
    for (name, number) in numbers {
        let name = vm.intern(name);
        vm.dict_set_str(dict, name, Value::integer(number as i64));
    }
    for (name, pointer) in [("grouping", system.grouping), ("mon_grouping", system.mon_grouping)] {
        // Sizes of groups; 0: the last one again and again, CHAR_MAX: no more groups. Both end the list.
        let groups = unsafe { CStr::from_ptr(pointer) }.to_bytes();
        let list = vm.new_list(groups.len() + 1)?;
        for &size in groups {
            vm.list_append(list, Value::integer(size as i64))?;
        }
        if groups.last().is_some_and(|&size| size != 127) {
            vm.list_append(list, Value::integer(0))?;
        }
        let name = vm.intern(name);
        vm.dict_set_str(dict, name, list.value());
    }
    Ok(dict.value())
}

fn collate(vm: &mut Vm, arguments: &[Value]) -> Result {
    if arguments.iter().any(|&v| vm.is_kind(v, Kind::Unicode)) {
        let (a, b) = (vm.coerce_to_unicode(arguments[0])?, vm.coerce_to_unicode(arguments[1])?);
        let wide = |v| -> Vec<u32> {
            let mut wide: Vec<u32> = objspace::types::memory_view::wide_characters(v)
                .chunks_exact(4)
                .map(|c| u32::from_ne_bytes([c[0], c[1], c[2], c[3]]))
                .collect();
            wide.push(0);
            wide
        };
        extern "C" {
            fn wcscoll(a: *const u32, b: *const u32) -> i32;
        }
        let (a, b) = (wide(a), wide(b));
        return Ok(Value::integer(unsafe { wcscoll(a.as_ptr(), b.as_ptr()) } as i64));
    }
    let (a, b) = (text(vm, arguments[0])?, text(vm, arguments[1])?);
    let order = unsafe { libc::strcoll(a.as_ptr(), b.as_ptr()) };
    Ok(Value::integer(order as i64))
}

fn transform(vm: &mut Vm, arguments: &[Value]) -> Result {
    let source = text(vm, arguments[0])?;
    let needed = unsafe { libc::strxfrm(std::ptr::null_mut(), source.as_ptr(), 0) };
    let mut buffer = vec![0u8; needed + 1];
    unsafe { libc::strxfrm(buffer.as_mut_ptr().cast(), source.as_ptr(), buffer.len()) };
    Ok(vm.str(&buffer[..needed]))
}

fn information(vm: &mut Vm, arguments: &[Value]) -> Result {
    let key = c_int(vm, arguments[0])?;
    if !TEXTS.iter().any(|&(_, known)| known == key) {
        return Err(vm.value_error("unsupported langinfo constant"));
    }
    let text = unsafe { libc::nl_langinfo(key) };
    if text.is_null() {
        return Ok(vm.empty_str());
    }
    Ok(vm.str(unsafe { CStr::from_ptr(text) }.to_bytes()))
}
