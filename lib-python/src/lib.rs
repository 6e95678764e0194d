//! The frozen library: what the build script compiled of the Python files beside this crate.

use pyrs_compiler::code::Code;
use pyrs_compiler::serialize;
use std::io::Read;
use std::ops::Range;

/// A frozen module.
pub struct Module {
    /// Dotted.
    pub name: &'static str,
    pub package: bool,
    /// What `__file__` and `co_filename` say.
    pub file: &'static str,
    /// Where its code is, deflated.
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
    /// The code, compiled without `-O`.
    pub fn code(&self) -> Code {
        let image = &LIBRARY[self.image.clone()];
        let image = miniz_oxide::inflate::decompress_to_vec(image).expect("deflated by this build");
        serialize::deserialize(&image).expect("an image written by this build")
    }

    pub fn source(&self) -> Vec<u8> {
        let (block, place) = &self.source;
        let mut sources = Vec::new();
        bzip2::read::BzDecoder::new(&LIBRARY[BLOCKS[*block].clone()])
            .read_to_end(&mut sources)
            .expect("compressed by this build");
        sources[place.clone()].to_vec()
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
