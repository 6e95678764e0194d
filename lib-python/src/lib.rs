//! The frozen library: what the build script compiled of the Python files beside this crate.

/// A frozen module.
pub struct Module {
    pub name: &'static str,
    pub package: bool,
    pub source: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// The module of this dotted name.
pub fn find(name: &str) -> Option<&'static Module> {
    MODULES
        .binary_search_by(|module| module.name.cmp(name))
        .ok()
        .map(|i| &MODULES[i])
}

impl Module {
    /// The compiled code, if the image holds it.
    pub fn code(&self) -> Option<pyrs_compiler::code::Code> {
        None
    }
}
