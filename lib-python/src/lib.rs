//! The frozen library: what the build script compiled of the Python files beside this crate.

use pyrs_compiler::code::Code;
use pyrs_compiler::serialize;
use std::ops::Range;

/// A frozen module.
pub struct Module {
    /// Dotted.
    pub name: &'static str,
    pub package: bool,
    /// What `__file__` and `co_filename` say.
    pub file: &'static str,
    /// Where its code and its source are, both deflated.
    image: Range<usize>,
    source: Range<usize>,
}

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

static LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));

/// The module of this dotted name.
pub fn find(name: &str) -> Option<&'static Module> {
    MODULES
        .binary_search_by(|module| module.name.cmp(name))
        .ok()
        .map(|i| &MODULES[i])
}

/// All modules, sorted by name.
pub fn modules() -> &'static [Module] {
    MODULES
}

fn inflate(range: &Range<usize>) -> Vec<u8> {
    miniz_oxide::inflate::decompress_to_vec(&LIBRARY[range.clone()]).expect("deflated by this build")
}

impl Module {
    /// The code, compiled without `-O`.
    pub fn code(&self) -> Code {
        let image = inflate(&self.image);
        serialize::deserialize(&image).expect("an image written by this build")
    }

    pub fn source(&self) -> Vec<u8> {
        inflate(&self.source)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_module_has_code_and_source() {
        for module in super::modules() {
            assert_eq!(&*module.code().filename, module.file);
            assert!(
                module.source().is_ascii() || module.name.starts_with("encodings"),
                "{}",
                module.name
            );
        }
        assert!(super::find("os").is_some());
    }
}
