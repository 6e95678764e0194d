//! The frozen library: modules compiled when pyrs was built, found under a path that names no folder.

use objspace::code::CodeObject;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::vm::Vm;

/// The entry of sys.path that stands for the frozen library.
pub const PATH: &str = "<frozen>";

/// The dotted package that a path inside the library names: "" for the library itself. None: another path.
pub fn inside(path: &str) -> Option<String> {
    // A program may have made the entry of sys.path absolute.
    let at = path
        .find(PATH)
        .filter(|&at| at == 0 || path.as_bytes()[at - 1] == b'/')?;
    let rest = &path[at + PATH.len()..];
    Some(rest.trim_start_matches('/').replace('/', "."))
}

/// Whether there is a frozen module of this dotted name.
pub fn contains(name: &str) -> bool {
    lib_python::find(name).is_some()
}

/// The source of the file that frozen code says it is from.
pub fn source(path: &str) -> Option<Vec<u8>> {
    let path = path.strip_prefix(PATH)?.strip_prefix('/')?.strip_suffix(".py")?;
    let name = path.strip_suffix("/__init__").unwrap_or(path).replace('/', ".");
    Some(lib_python::find(&name)?.source())
}

/// Code, file name and, for packages, the folder of a frozen module.
pub fn load(vm: &mut Vm, name: &str) -> Result<(Ref<CodeObject>, String, Option<String>)> {
    let module = lib_python::find(name).expect("the caller asked whether it is there");
    let folder = module.package.then(|| format!("{PATH}/{}", name.replace('.', "/")));
    let image = module.code();
    let source = match vm.optimize_level == 0 && image.is_some() {
        true => Vec::new(),
        false => module.source(),
    };
    // Modules that the build makes have no source: their code is the same at every level.
    let code = match image {
        Some(image) if source.is_empty() => crate::runtime::code::code_object(vm, &image)?,
        _ => crate::source::compile_bytes(vm, &source, module.file, 0, 0, true)?,
    };
    Ok((code, module.file.to_string(), folder))
}
