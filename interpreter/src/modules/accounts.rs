//! `pwd` and `grp`: the system's users and groups.

use super::structure_sequence::{self, structure, structure_type};
use super::support::bytes;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, ModuleDefinition, Native, Result};
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::ffi::{c_char, CStr, CString};

pub static PWD: ModuleDefinition = ModuleDefinition {
    name: "pwd",
    doc: "The user entries of the Unix password file.",
    functions: &[
        function("getpwuid", 1, 1, user_by_number, "getpwuid(uid) -> (pw_name,pw_passwd,pw_uid,\n                  pw_gid,pw_gecos,pw_dir,pw_shell)\nThe entry of the user with this number."),
        function("getpwnam", 1, 1, user_by_name, "getpwnam(name) -> (pw_name,pw_passwd,pw_uid,\n                    pw_gid,pw_gecos,pw_dir,pw_shell)\nThe entry of the user with this name."),
        function("getpwall", 0, 0, all_users, "getpwall() -> list_of_entries\nAll entries of users, in no particular order."),
    ],
    initialize: |vm, module| {
        let module = Ref::<ModuleObject>::of(module);
        structure_type(vm, module, "pwd.struct_passwd", PASSWD)?;
        let class = super::support::kept_type(vm, "pwd.struct_passwd").value();
        vm.module_set(module, "struct_pwent", class);
        Ok(())
    },
};

pub static GRP: ModuleDefinition = ModuleDefinition {
    name: "grp",
    doc: "The group entries of the Unix group file.",
    functions: &[
        function(
            "getgrgid",
            1,
            1,
            group_by_number,
            "getgrgid(id) -> tuple\nThe entry of the group with this number.",
        ),
        function(
            "getgrnam",
            1,
            1,
            group_by_name,
            "getgrnam(name) -> tuple\nThe entry of the group with this name.",
        ),
        function(
            "getgrall",
            0,
            0,
            all_groups,
            "getgrall() -> list of tuples\nAll entries of groups, in no particular order.",
        ),
    ],
    initialize: |vm, module| structure_type(vm, Ref::<ModuleObject>::of(module), "grp.struct_group", GROUP),
};

static PASSWD: &[Native] = structure!(
    "pwd.struct_passwd",
    ["pw_name" 0, "pw_passwd" 1, "pw_uid" 2, "pw_gid" 3, "pw_gecos" 4, "pw_dir" 5, "pw_shell" 6]
);

static GROUP: &[Native] = structure!("grp.struct_group", ["gr_name" 0, "gr_passwd" 1, "gr_gid" 2, "gr_mem" 3]);

/// A text of the C library; None for none.
fn text(vm: &mut Vm, p: *const c_char) -> Value {
    if p.is_null() {
        return Value::NONE;
    }
    vm.str(unsafe { CStr::from_ptr(p) }.to_bytes())
}

fn user(vm: &mut Vm, p: &libc::passwd) -> Result {
    let items = [
        text(vm, p.pw_name),
        text(vm, p.pw_passwd),
        Value::integer(p.pw_uid as i64),
        Value::integer(p.pw_gid as i64),
        text(vm, p.pw_gecos),
        text(vm, p.pw_dir),
        text(vm, p.pw_shell),
    ];
    structure_sequence::make(vm, "pwd.struct_passwd", &items)
}

fn group(vm: &mut Vm, g: &libc::group) -> Result {
    let members = vm.new_list(0)?;
    let mut p = g.gr_mem;
    while !p.is_null() && unsafe { !(*p).is_null() } {
        let member = text(vm, unsafe { *p });
        vm.list_append(members, member)?;
        p = unsafe { p.add(1) };
    }
    let items = [
        text(vm, g.gr_name),
        text(vm, g.gr_passwd),
        Value::integer(g.gr_gid as i64),
        members.value(),
    ];
    structure_sequence::make(vm, "grp.struct_group", &items)
}

fn missing(vm: &mut Vm, message: String) -> jit::Exception {
    let message = vm.str(message.as_bytes());
    vm.raise_with(Error::KeyError, &[message])
}

/// A user's or group's number; None: no such number can exist.
fn number(vm: &mut Vm, v: Value) -> Result<Option<u32>> {
    if vm.is_kind(v, Kind::Float) {
        return Err(vm.type_error("integer argument expected, got float"));
    }
    if vm.as_int(v).is_none() && vm.kind_of(v) != Kind::Long {
        return Err(vm.type_error("an integer is required"));
    }
    match vm.argument_i64(v) {
        Ok(-1) => Ok(Some(u32::MAX)),
        Ok(n) => Ok(u32::try_from(n).ok()),
        Err(_) => {
            vm.take_exception();
            Ok(None)
        }
    }
}

fn name(vm: &mut Vm, v: Value, function: &str) -> Result<CString> {
    if !matches!(vm.kind_of(v), Kind::Str | Kind::Unicode) {
        let got = super::support::argument_type_name(vm, v);
        return Err(vm.type_error(&format!("{function}() argument 1 must be string, not {got}")));
    }
    let name = bytes(vm, v)?;
    match CString::new(name) {
        Ok(name) => Ok(name),
        Err(_) => Err(vm.type_error(&format!(
            "{function}() argument 1 must be string without null bytes, not str"
        ))),
    }
}

fn user_by_number(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(id) = number(vm, arguments[0])? else {
        return Err(missing(vm, "getpwuid(): uid not found".to_string()));
    };
    match unsafe { libc::getpwuid(id).as_ref() } {
        Some(p) => user(vm, p),
        None => Err(missing(vm, format!("getpwuid(): uid not found: {}", id))),
    }
}

fn user_by_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    let name = name(vm, arguments[0], "getpwnam")?;
    match unsafe { libc::getpwnam(name.as_ptr()).as_ref() } {
        Some(p) => user(vm, p),
        None => Err(missing(
            vm,
            format!("getpwnam(): name not found: {}", name.to_string_lossy()),
        )),
    }
}

fn all_users(vm: &mut Vm, _: &[Value]) -> Result {
    let list = vm.new_list(0)?;
    unsafe { libc::setpwent() };
    while let Some(p) = unsafe { libc::getpwent().as_ref() } {
        let user = user(vm, p)?;
        vm.list_append(list, user)?;
    }
    unsafe { libc::endpwent() };
    Ok(list.value())
}

fn group_by_number(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some(id) = number(vm, arguments[0])? else {
        return Err(missing(vm, "getgrgid(): gid not found".to_string()));
    };
    match unsafe { libc::getgrgid(id).as_ref() } {
        Some(g) => group(vm, g),
        None => Err(missing(vm, format!("getgrgid(): gid not found: {}", id))),
    }
}

fn group_by_name(vm: &mut Vm, arguments: &[Value]) -> Result {
    // Whatever is given is taken as its str.
    let text = vm.to_str(arguments[0])?;
    let name = CString::new(Ref::<StrObject>::of(text.value()).bytes()).unwrap_or_default();
    match unsafe { libc::getgrnam(name.as_ptr()).as_ref() } {
        Some(g) => group(vm, g),
        None => Err(missing(
            vm,
            format!("getgrnam(): name not found: {}", name.to_string_lossy()),
        )),
    }
}

fn all_groups(vm: &mut Vm, _: &[Value]) -> Result {
    let list = vm.new_list(0)?;
    unsafe { libc::setgrent() };
    while let Some(g) = unsafe { libc::getgrent().as_ref() } {
        let group = group(vm, g)?;
        vm.list_append(list, group)?;
    }
    unsafe { libc::endgrent() };
    Ok(list.value())
}
