//! The import statement: CPython 2.7's rules for packages, relative names, path hooks.

use crate::modules;
use objspace::code::CodeObject;
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// The import statement's own: `__builtin__.__import__` with what the frame knows.
pub fn import_name(vm: &mut Vm, name: Ref<StrObject>, level: Value, list: Value) -> Result {
    let globals = vm.running_function().expect("an instruction runs in a frame").globals();
    let key = vm.names.__import__;
    let builtins = super::namespace::builtins_of(vm, globals);
    match vm.dict_get_str(builtins, key) {
        Some(import) if vm.kind_of(import) == Kind::NativeFunction => {
            let level = vm.as_int(level).unwrap_or(-1);
            import_module(vm, name, globals.value(), list, level)
        }
        Some(import) => {
            let locals = {
                let frame = vm.frame_at(0).expect("an instruction runs in a frame");
                // Functions keep their variables elsewhere.
                match unsafe { &*frame }.code.namespace_register() {
                    Some(_) => super::frames::locals(vm, frame)?.value(),
                    None => Value::NONE,
                }
            };
            vm.call(import, &[name.value(), globals.value(), locals, list, level])
        }
        None => Err(vm.raise(Error::ImportError, "__import__ not found")),
    }
}

/// `__import__(name, globals, locals, fromlist, level)`.
pub fn import_module(vm: &mut Vm, name: Ref<StrObject>, globals: Value, list: Value, level: i64) -> Result {
    vm.check_native_stack("")?;
    let text = name.text().into_owned();
    if text.contains('/') || text.contains('\0') {
        return Err(vm.raise(Error::ImportError, "Import by filename is not supported."));
    }
    let package = if level == 0 {
        None
    } else {
        parent_package(vm, globals, level)?
    };
    if text.is_empty() && package.is_none() {
        return Err(vm.value_error("Empty module name"));
    }
    let mut parts = text.split('.').filter(|_| !text.is_empty());
    let (mut current, mut path, first);
    match (package, parts.next()) {
        (Some(package), None) => {
            current = Ref::<ModuleObject>::of(module_by_name(vm, &package)?);
            path = package;
            first = current;
        }
        (package, Some(part)) => {
            let mut found = None;
            if let Some(package) = &package {
                let full = format!("{package}.{part}");
                let parent = module_by_name(vm, package)?;
                found = import_part(vm, Some(parent), part, &full)?.map(|module| (module, full.clone()));
                if found.is_none() {
                    if level > 0 {
                        return Err(vm.raise(Error::ImportError, &format!("No module named {text}")));
                    }
                    // An absolute module: remembered, so that the next import does not look in the package again.
                    let key = vm.intern(&full);
                    let modules = vm.modules;
                    if vm.dict_get_str(modules, key).is_none() {
                        vm.dict_set_str(modules, key, Value::NONE);
                    }
                }
            }
            let (module, full) = match found {
                Some(found) => found,
                None => match import_part(vm, None, part, part)? {
                    Some(module) => (module, part.to_string()),
                    None => return Err(vm.raise(Error::ImportError, &format!("No module named {text}"))),
                },
            };
            current = Ref::of(module);
            path = full;
            first = current;
        }
        (None, None) => return Err(vm.value_error("Empty module name")),
    }
    for part in parts {
        if part.is_empty() {
            return Err(vm.value_error("Empty module name"));
        }
        let full = format!("{path}.{part}");
        match import_part(vm, Some(current.value()), part, &full)? {
            Some(module) => current = Ref::of(module),
            None => {
                return Err(vm.raise(
                    Error::ImportError,
                    &format!("No module named {}", missing(&text, &full)),
                ));
            }
        }
        path = full;
    }
    if list.is_unbound() || list.is_none() || !vm.truth(list)? {
        return Ok(first.value());
    }
    ensure_list(vm, current.value(), &path, list)?;
    Ok(current.value())
}

/// What "No module named" says: the part of the dotted name that is missing.
fn missing(asked: &str, full: &str) -> String {
    let tail = full.rsplit('.').next().unwrap_or(full);
    asked.split('.').find(|part| *part == tail).unwrap_or(tail).to_string()
}

fn module_by_name(vm: &mut Vm, name: &str) -> Result {
    let key = vm.intern(name);
    match vm.dict_get_str(vm.modules, key) {
        Some(module) => Ok(module),
        None => Err(vm.raise(
            Error::SystemError,
            &format!("Parent module '{name}' not loaded, cannot perform relative import"),
        )),
    }
}

/// The package that relative names start from; None: the importer is at top level.
fn parent_package(vm: &mut Vm, globals: Value, level: i64) -> Result<Option<String>> {
    if globals.is_unbound() || !vm.is_kind(globals, Kind::Dict) {
        return Ok(None);
    }
    let globals = Ref::<DictObject>::of(globals);
    let (package, name, path) = (vm.names.__package__, vm.names.__name__, vm.names.__path__);
    let mut text = match vm.dict_get_str(globals, package) {
        Some(v) if !v.is_none() => {
            if !vm.is_kind(v, Kind::Str) {
                return Err(vm.value_error("__package__ set to non-string"));
            }
            let text = Ref::<StrObject>::of(v).text().into_owned();
            if text.is_empty() {
                if level > 0 {
                    return Err(vm.value_error("Attempted relative import in non-package"));
                }
                return Ok(None);
            }
            text
        }
        _ => {
            let Some(own) = vm.dict_get_str(globals, name).filter(|&v| vm.is_kind(v, Kind::Str)) else {
                return Ok(None);
            };
            let own = Ref::<StrObject>::of(own).text().into_owned();
            let parent = if vm.dict_get_str(globals, path).is_some() {
                Some(own)
            } else {
                own.rfind('.').map(|dot| own[..dot].to_string())
            };
            match parent {
                Some(parent) => {
                    let v = vm.str(parent.as_bytes());
                    vm.dict_set_str(globals, package, v);
                    parent
                }
                None => {
                    vm.dict_set_str(globals, package, Value::NONE);
                    if level > 0 {
                        return Err(vm.value_error("Attempted relative import in non-package"));
                    }
                    return Ok(None);
                }
            }
        }
    };
    for _ in 1..level {
        match text.rfind('.') {
            Some(dot) => text.truncate(dot),
            None => return Err(vm.value_error("Attempted relative import beyond toplevel package")),
        }
    }
    let key = vm.intern(&text);
    if vm.dict_get_str(vm.modules, key).is_none() {
        if level < 1 {
            return Ok(None);
        }
        return Err(vm.raise(
            Error::SystemError,
            &format!("Parent module '{text}' not loaded, cannot perform relative import"),
        ));
    }
    Ok(Some(text))
}

/// One part of a dotted name, from sys.modules or loaded. None: there is no such module.
fn import_part(vm: &mut Vm, parent: Option<Value>, part: &str, full: &str) -> Result<Option<Value>> {
    let key = vm.intern(full);
    if let Some(module) = vm.dict_get_str(vm.modules, key) {
        return Ok((!module.is_none()).then_some(module));
    }
    let path = match parent {
        Some(parent) => {
            let name = vm.names.__path__;
            match vm.getattr_optional(parent, name)? {
                Some(path) => Some(path),
                None => return Ok(None),
            }
        }
        None => None,
    };
    let module = match find_and_load(vm, part, full, path)? {
        Some(module) => module,
        None => return Ok(None),
    };
    if let Some(parent) = parent {
        let name = vm.intern(part);
        if let Err(e) = vm.setattr(parent, name, module) {
            if !vm.swallow(Error::AttributeError) {
                return Err(e);
            }
        }
    }
    Ok(Some(module))
}

/// Submodules named in `from package import a, b` (or in `__all__` for `*`).
fn ensure_list(vm: &mut Vm, module: Value, path: &str, list: Value) -> Result<()> {
    let name = vm.names.__path__;
    if vm.getattr_optional(module, name)?.is_none() {
        return Ok(());
    }
    let items = vm.list_from(list)?;
    for i in 0..items.len() {
        let item = items.get(i);
        if !vm.is_kind(item, Kind::Str) && !vm.is_kind(item, Kind::Unicode) {
            return Err(vm.type_error("Item in ``from list'' must be str, not something else"));
        }
        let item = vm.name_of(item, "Item in ``from list''")?;
        let text = item.text().into_owned();
        if text == "*" {
            let all = vm.names.__all__;
            if let Some(all) = vm.getattr_optional(module, all)? {
                ensure_list(vm, module, path, all)?;
            }
            continue;
        }
        if vm.getattr_optional(module, item)?.is_none() {
            let full = format!("{path}.{text}");
            import_part(vm, Some(module), &text, &full)?;
        }
    }
    Ok(())
}

/// Finds a module by sys.meta_path, the native modules, and the path; loads it.
fn find_and_load(vm: &mut Vm, part: &str, full: &str, path: Option<Value>) -> Result<Option<Value>> {
    let full_value = vm.str(full.as_bytes());
    let meta = vm.names.meta_path;
    if let Some(finders) = vm.dict_get_str(vm.sys, meta) {
        if vm.is_kind(finders, Kind::List) {
            for i in 0..Ref::<objspace::list::ListObject>::of(finders).len() {
                let finder = Ref::<objspace::list::ListObject>::of(finders).get(i);
                let find = vm.intern("find_module");
                let loader = vm.call_method(finder, find, &[full_value, path.unwrap_or(Value::NONE)])?;
                if !loader.is_none() {
                    return load_with(vm, loader, full_value).map(Some);
                }
            }
        }
    }
    if path.is_none() {
        if let Some(module) = modules::load_native(vm, full)? {
            tell(full, "builtin");
            return Ok(Some(module));
        }
    }
    let list = match path {
        Some(path) => path,
        None => {
            let name = vm.names.path;
            match vm.dict_get_str(vm.sys, name) {
                Some(path) => path,
                None => return Err(vm.raise(Error::RuntimeError, "sys.path must be a list of directory names")),
            }
        }
    };
    let folders = vm.list_from(list)?;
    for i in 0..folders.len() {
        let folder = folders.get(i);
        if vm.is_kind(folder, Kind::Unicode) || vm.is_kind(folder, Kind::Str) {
            if let Some(importer) = importer_of(vm, folder)? {
                let find = vm.intern("find_module");
                let loader = vm.call_method(importer, find, &[full_value])?;
                if !loader.is_none() {
                    return load_with(vm, loader, full_value).map(Some);
                }
                continue;
            }
            let folder = vm.to_str(folder)?.text().into_owned();
            if let Some(found) = find_in_folder(&folder, part) {
                match &found {
                    Found::Package(path) => tell(full, &format!("directory {path}")),
                    Found::Source(path) => tell(full, &format!("from {path}")),
                    Found::Frozen(_) => tell(full, "frozen"),
                }
                return load_found(vm, full, found).map(Some);
            }
        }
    }
    Ok(None)
}

/// With `-v`: says on the error stream where a module comes from.
fn tell(name: &str, place: &str) {
    if crate::options::flags().verbose > 0 {
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "import {name} # {place}");
    }
}

fn load_with(vm: &mut Vm, loader: Value, full: Value) -> Result {
    let load = vm.intern("load_module");
    vm.call_method(loader, load, &[full])
}

/// Enters the hook for zip files in sys.path_hooks: `zipimport` is loaded when a path entry is, or lies in, a file.
pub fn add_zip_hook(vm: &mut Vm) -> Result<()> {
    static HOOK: objspace::native::Native = objspace::native::function(
        "zipimporter",
        1,
        1,
        zip_importer,
        "The importer of a zip file, or of a folder inside one. ImportError.",
    );
    let name = vm.intern("zipimport").value();
    let hook = vm.new_native(Kind::NativeFunction, &HOOK, name, Value::UNBOUND);
    let key = vm.names.path_hooks;
    match vm.dict_get_str(vm.sys, key) {
        Some(hooks) => vm.list_append(Ref::of(hooks), hook),
        None => Ok(()),
    }
}

fn zip_importer(vm: &mut Vm, arguments: &[Value]) -> Result {
    if vm.is_kind(arguments[0], Kind::Str) {
        let text = Ref::<StrObject>::of(arguments[0]).text().into_owned();
        let existing = std::path::Path::new(&text).ancestors().find(|path| path.exists());
        if existing.is_some_and(|path| path.is_file()) {
            let name = vm.intern("zipimport");
            let module = import_module(vm, name, Value::UNBOUND, Value::NONE, 0)?;
            let class = vm.intern("zipimporter");
            return vm.call_method(module, class, arguments);
        }
    }
    Err(vm.raise(Error::ImportError, "not a Zip file"))
}

/// The importer that sys.path_hooks give for a path entry; None: files.
fn importer_of(vm: &mut Vm, folder: Value) -> Result<Option<Value>> {
    let (hooks, cache) = (vm.names.path_hooks, vm.names.path_importer_cache);
    let Some(hooks) = vm.dict_get_str(vm.sys, hooks).filter(|&h| vm.is_kind(h, Kind::List)) else {
        return Ok(None);
    };
    let Some(cache) = vm.dict_get_str(vm.sys, cache).filter(|&c| vm.is_kind(c, Kind::Dict)) else {
        return Ok(None);
    };
    if let Some(importer) = vm.dict_get(Ref::of(cache), folder)? {
        return Ok((!importer.is_none()).then_some(importer));
    }
    // A hook that imports something itself does not ask itself again.
    vm.dict_set(Ref::of(cache), folder, Value::NONE)?;
    let mut importer = Value::NONE;
    for i in 0..Ref::<objspace::list::ListObject>::of(hooks).len() {
        let hook = Ref::<objspace::list::ListObject>::of(hooks).get(i);
        let result = vm.call(hook, &[folder]);
        if let Some(found) = vm.unless(result, Error::ImportError)? {
            importer = found;
            break;
        }
    }
    vm.dict_set(Ref::of(cache), folder, importer)?;
    Ok((!importer.is_none()).then_some(importer))
}

/// A module found on the path.
pub enum Found {
    /// A folder with `__init__.py`.
    Package(String),
    Source(String),
    /// In the frozen library: its dotted name.
    Frozen(String),
}

/// Looks for package or module `part` in a folder (or the frozen library's).
pub fn find_in_folder(folder: &str, part: &str) -> Option<Found> {
    if let Some(inside) = crate::library::inside(folder) {
        let name = if inside.is_empty() {
            part.to_string()
        } else {
            format!("{inside}.{part}")
        };
        return crate::library::contains(&name).then_some(Found::Frozen(name));
    }
    let base = if folder.is_empty() {
        part.to_string()
    } else {
        format!("{}/{part}", folder.trim_end_matches('/'))
    };
    let base = if folder == "/" { format!("/{part}") } else { base };
    if std::path::Path::new(&format!("{base}/__init__.py")).is_file() {
        return Some(Found::Package(base));
    }
    let source = format!("{base}.py");
    std::path::Path::new(&source).is_file().then_some(Found::Source(source))
}

/// Loads what was found as module `full`.
pub fn load_found(vm: &mut Vm, full: &str, found: Found) -> Result {
    match found {
        Found::Package(folder) => {
            let file = format!("{folder}/__init__.py");
            let code = compile_file(vm, &file)?;
            run_module(vm, full, code, &file, Some(&folder))
        }
        Found::Source(file) => {
            let code = compile_file(vm, &file)?;
            run_module(vm, full, code, &file, None)
        }
        Found::Frozen(name) => {
            let (code, file, package) = crate::library::load(vm, &name)?;
            run_module(vm, full, code, &file, package.as_deref())
        }
    }
}

/// Compiles a source file.
pub fn compile_file(vm: &mut Vm, file: &str) -> Result<Ref<CodeObject>> {
    let source = match std::fs::read(file) {
        Ok(source) => source,
        Err(e) => {
            return Err(vm.raise(Error::ImportError, &format!("cannot read {file}: {e}")));
        }
    };
    crate::source::compile_bytes(vm, &source, file, 0, 0, true)
}

/// Makes the module, enters it into sys.modules, runs its code; takes it out again when that raises.
pub fn run_module(vm: &mut Vm, full: &str, code: Ref<CodeObject>, file: &str, package: Option<&str>) -> Result {
    let key = vm.intern(full);
    let existing = vm
        .dict_get_str(vm.modules, key)
        .filter(|&m| vm.is_kind(m, Kind::Module));
    let fresh = existing.is_none();
    let module = match existing {
        Some(module) => Ref::<ModuleObject>::of(module),
        None => {
            let module = vm.new_module(full, Value::NONE);
            let modules = vm.modules;
            vm.dict_set_str(modules, key, module.value());
            module
        }
    };
    let dict = module.namespace();
    let builtins_name = vm.names.__builtins__;
    if vm.dict_get_str(dict, builtins_name).is_none() {
        let builtins = modules::builtin_module(vm);
        vm.dict_set_str(dict, builtins_name, builtins);
    }
    let (file_name, path_name) = (vm.names.__file__, vm.names.__path__);
    let file = vm.str(file.as_bytes());
    vm.dict_set_str(dict, file_name, file);
    if let Some(folder) = package {
        let folder = vm.str(folder.as_bytes());
        let path = vm.list(&[folder]);
        vm.dict_set_str(dict, path_name, path);
    }
    match super::run::run_code(vm, code, dict, dict.value()) {
        Ok(_) => {
            // The module may have replaced itself.
            match vm.dict_get_str(vm.modules, key) {
                Some(module) => Ok(module),
                None => Err(vm.raise(
                    Error::ImportError,
                    &format!("Loaded module {full} not found in sys.modules"),
                )),
            }
        }
        Err(e) => {
            if fresh {
                let modules = vm.modules;
                vm.dict_delete_str(modules, key);
            }
            Err(e)
        }
    }
}

/// `reload(module)`: found and loaded again into the same module.
pub fn reload(vm: &mut Vm, module: Value) -> Result {
    let name = vm.names.__name__;
    let name = vm.getattr(module, name)?;
    let full = vm.to_str(name)?.text().into_owned();
    let key = vm.intern(&full);
    if vm.dict_get_str(vm.modules, key) != Some(module) {
        return Err(vm.raise(
            Error::ImportError,
            &format!("reload(): module {full} not in sys.modules"),
        ));
    }
    let (path, part) = match full.rfind('.') {
        None => (None, full.as_str()),
        Some(dot) => {
            let parent = module_by_name(vm, &full[..dot])?;
            let name = vm.names.__path__;
            (vm.getattr_optional(parent, name)?, &full[dot + 1..])
        }
    };
    if path.is_none() && modules::is_native(&full) {
        modules::restore_native(vm, &full, Ref::of(module))?;
        return Ok(module);
    }
    match find_and_load(vm, part, &full, path)? {
        Some(module) => Ok(module),
        None => Err(vm.raise(Error::ImportError, &format!("No module named {part}"))),
    }
}

/// `from module import name`.
pub fn import_from(vm: &mut Vm, module: Value, name: Ref<StrObject>) -> Result {
    match vm.getattr_optional(module, name)? {
        Some(v) => Ok(v),
        None => {
            let name = name.text();
            Err(vm.raise(Error::ImportError, &format!("cannot import name {name}")))
        }
    }
}

/// `from module import *`: `__all__`, or all names without underscore.
pub fn import_star(vm: &mut Vm, module: Value) -> Result<()> {
    let frame = vm.thread.frame;
    let target = super::frames::locals(vm, frame)?;
    let (all, dict_name) = (vm.names.__all__, vm.names.__dict__);
    let (names, filter) = match vm.getattr_optional(module, all)? {
        Some(all) => (all, false),
        None => match vm.getattr_optional(module, dict_name)? {
            Some(dict) => {
                let keys = vm.names.keys;
                (vm.call_method(dict, keys, &[])?, true)
            }
            None => {
                return Err(vm.raise(
                    Error::ImportError,
                    "from-import-* object has no __dict__ and no __all__",
                ))
            }
        },
    };
    let names = vm.list_from(names)?;
    for i in 0..names.len() {
        let name = names.get(i);
        if filter && vm.is_kind(name, Kind::Str) && Ref::<StrObject>::of(name).bytes().first() == Some(&b'_') {
            continue;
        }
        let name = vm.name_of(name, "attribute name")?;
        let v = vm.getattr(module, name)?;
        if vm.is_exact(target.value(), Kind::Dict) {
            vm.dict_set_str(target, name, v);
        } else {
            vm.setitem(target.value(), name.value(), v)?;
        }
    }
    super::frames::write_back(vm, frame);
    Ok(())
}
