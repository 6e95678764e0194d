//! The frozen library: what the build script compiled of the Python files beside this crate.

use pyrs_compiler::code::Code;
use pyrs_compiler::serialize;
use std::io::Read;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// A frozen module.
pub struct Module {
    /// Dotted.
    pub name: &'static str,
    pub package: bool,
    /// What `__file__` and `co_filename` say.
    pub file: &'static str,
    /// Where its code is, deflated; empty if the module is kept as source only.
    image: Range<usize>,
    /// The block that its source is in, and where there.
    source: (usize, Range<usize>),
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

impl Module {
    /// The code, compiled without `-O`; None: it is to be compiled from its source.
    pub fn code(&self) -> Option<Code> {
        if self.image.is_empty() {
            return None;
        }
        let image = &LIBRARY[self.image.clone()];
        let image = miniz_oxide::inflate::decompress_to_vec(image).expect("deflated by this build");
        Some(serialize::deserialize(&image).expect("an image written by this build"))
    }

    pub fn source(&self) -> Vec<u8> {
        let (block, place) = &self.source;
        // The next source that is asked for is often that of a neighbour.
        static LAST: Mutex<Option<(usize, Vec<u8>)>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        let sources = match last.take() {
            Some((known, sources)) if known == *block => sources,
            _ => decompress(&LIBRARY[BLOCKS[*block].clone()]),
        };
        let source = sources[place.clone()].to_vec();
        *last = Some((*block, sources));
        source
    }
}

fn decompress(block: &[u8]) -> Vec<u8> {
    let mut sources = Vec::new();
    let read = bzip2::read::BzDecoder::new(block).read_to_end(&mut sources);
    read.expect("compressed by this build");
    sources
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_module_has_code_and_source() {
        for module in super::modules() {
            match module.code() {
                Some(code) => assert_eq!(&*code.filename, module.file),
                None => assert!(!module.source().is_empty() || module.package, "{}", module.name),
            }
            assert!(
                module.source().is_ascii() || module.name.starts_with("encodings"),
                "{}",
                module.name
            );
        }
        assert!(super::find("os").is_some());
    }
}
