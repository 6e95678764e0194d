//! The native modules, one file each.

pub mod accounts;
pub mod array;
pub mod binascii;
mod binascii_lines;
pub mod bisect;
pub mod builtin;
pub mod builtin_more;
pub mod bz2;
mod charmap;
pub mod cmath;
pub mod codecs;
pub mod collections;
pub mod csv;
pub mod descriptor_control;
pub mod errno;
pub mod exceptions;
pub mod frozen;
pub mod functools;
pub mod gc;
pub mod hashes;
pub mod heapq;
pub mod iconv;
pub mod itertools;
mod jit_control;
pub mod json;
pub mod locale;
pub mod marshal;
pub mod math;
pub mod mmap;
pub mod operator;
pub mod pickle;
pub mod posix;
mod posix_process;
mod posix_system;
pub mod pyexpat;
pub mod random;
pub mod regex;
pub mod resource;
pub mod select;
pub mod signal;
pub mod sockets;
pub mod source_file;
pub mod string_io;
mod structure_sequence;
pub mod structures;
mod support;
pub mod sys;
pub mod syslog;
pub mod terminal;
pub mod thread;
pub mod time;
pub mod unicode_data;
pub mod weakref;
pub mod zlib;

use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{ModuleDefinition, Result};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;

/// The native modules, `__builtin__` and `sys` first.
pub static MODULES: &[&ModuleDefinition] = &[
    &builtin::MODULE,
    &sys::MODULE,
    &math::MODULE,
    &mmap::MODULE,
    &iconv::MODULE,
    &locale::MODULE,
    &syslog::MODULE,
    &time::MODULE,
    &errno::MODULE,
    &posix::MODULE,
    &weakref::MODULE,
    &collections::MODULE,
    &functools::MODULE,
    &thread::MODULE,
    &signal::MODULE,
    &operator::MODULE,
    &random::MODULE,
    &itertools::MODULE,
    &binascii::MODULE,
    &gc::MODULE,
    &exceptions::MODULE,
    &structures::MODULE,
    &marshal::MODULE,
    &csv::MODULE,
    &bz2::MODULE,
    &json::MODULE,
    &heapq::MODULE,
    &bisect::MODULE,
    &pickle::MODULE,
    &pyexpat::MODULE,
    &string_io::MODULE,
    &hashes::MD5,
    &hashes::SHA,
    &hashes::SHA256,
    &hashes::SHA512,
    &zlib::MODULE,
    &accounts::PWD,
    &accounts::GRP,
    &descriptor_control::MODULE,
    &resource::MODULE,
    &select::MODULE,
    &terminal::MODULE,
    &array::MODULE,
    &cmath::MODULE,
    &codecs::MODULE,
    &unicode_data::MODULE,
    &regex::MODULE,
    &frozen::MODULE,
    &source_file::MODULE,
    &jit_control::MODULE,
    &sockets::MODULE,
];

/// The native module of this name, made when first imported. None: there is none.
pub fn load_native(vm: &mut Vm, name: &str) -> Result<Option<Value>> {
    let Some(definition) = MODULES.iter().find(|m| m.name == name) else {
        return Ok(None);
    };
    let module = vm.make_native_module(definition)?;
    let key = vm.intern(name);
    let modules = vm.modules;
    vm.dict_set_str(modules, key, module.value());
    Ok(Some(module.value()))
}

/// Gives a native module its functions back, those that were removed too (`sys.setdefaultencoding`), whatever else it lacks, and `sys` its
/// first streams.
pub fn restore_native(vm: &mut Vm, name: &str, module: Ref<ModuleObject>) -> Result<()> {
    let Some(definition) = MODULES.iter().find(|m| m.name == name) else {
        return Ok(());
    };
    vm.add_functions(module, definition);
    // There is but one namespace of these two.
    if !matches!(name, "sys" | "__builtin__") {
        let fresh = vm.make_native_module(definition)?.namespace();
        let mut position = 0;
        while let Some((entry, key, v)) = fresh.next(position) {
            position = entry + 1;
            if vm.dict_get(module.namespace(), key)?.is_none() || vm.is_exact(v, Kind::NativeFunction) {
                vm.dict_set(module.namespace(), key, v)?;
            }
        }
    }
    if name == "sys" {
        for stream in ["stdin", "stdout", "stderr"] {
            let original = vm.intern(&format!("__{stream}__"));
            if let Some(file) = vm.dict_get_str(module.namespace(), original) {
                vm.module_set(module, stream, file);
            }
        }
    }
    Ok(())
}

/// The `__builtin__` module.
pub fn builtin_module(vm: &mut Vm) -> Value {
    let name = vm.names.__builtin__;
    match vm.dict_get_str(vm.modules, name) {
        Some(module) if vm.is_kind(module, Kind::Module) => module,
        _ => Value::NONE,
    }
}

/// A module that is known to be loaded.
pub fn module_named(vm: &mut Vm, name: &str) -> objspace::object::Ref<objspace::module::ModuleObject> {
    let key = vm.intern(name);
    let module = vm.dict_get_str(vm.modules, key).expect("the module is loaded at start");
    objspace::object::Ref::of(module)
}

/// Whether there is a native module of this name.
pub fn is_native(name: &str) -> bool {
    MODULES.iter().any(|m| m.name == name)
}
