//! Freezes the library: each Python file becomes an image of compiled code and, deflated, its source (for tracebacks,
//! `inspect`, and `-O`, which compiles anew). All lie in one file; a table sorted by dotted name says where.

use pyrs_compiler::{compile, serialize, Options};
use pyrs_syntax::{parse, Mode, Origin, ParseOptions};
use std::fmt::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The folder that frozen modules say they are from.
const FOLDER: &str = "<frozen>";

/// A Python file: dotted name, whether it is a package, where it is.
struct File {
    name: String,
    package: bool,
    path: PathBuf,
}

impl File {
    /// What `__file__` says.
    fn frozen_path(&self) -> String {
        let path = self.name.replace('.', "/");
        let ending = if self.package { "/__init__.py" } else { ".py" };
        format!("{FOLDER}/{path}{ending}")
    }
}

fn collect(folder: &Path, prefix: &str, out: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).expect("the library's folder").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let initializer = path.join("__init__.py");
        if initializer.is_file() {
            let name = format!("{prefix}{name}");
            collect(&path, &format!("{name}."), out);
            out.push(File {
                name,
                package: true,
                path: initializer,
            });
        } else if let Some(stem) = name.strip_suffix(".py").filter(|stem| *stem != "__init__") {
            out.push(File {
                name: format!("{prefix}{stem}"),
                package: false,
                path,
            });
        }
    }
}

/// The image of a file's code. A file that does not compile stops the build with its error.
fn image(source: &[u8], filename: &str) -> Vec<u8> {
    let options = ParseOptions {
        origin: Origin::File,
        ..ParseOptions::default()
    };
    let mut parsed = match parse(source, filename, Mode::File, options) {
        Ok(parsed) => parsed,
        Err(error) => panic!("{filename}, line {}: {}", error.lineno, error.message),
    };
    let options = Options { filename, optimize: 0 };
    match compile(&mut parsed, &options, &mut Vec::new()) {
        Ok(compiled) => serialize::serialize(&compiled.code),
        Err(error) => panic!("{filename}, line {}: {}", error.lineno, error.message),
    }
}

fn append(blob: &mut Vec<u8>, bytes: &[u8]) -> Range<usize> {
    let start = blob.len();
    blob.extend(bytes);
    start..blob.len()
}

fn main() {
    let folder = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    println!("cargo:rerun-if-changed={folder}");
    let mut files = Vec::new();
    collect(Path::new(&folder), "", &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut blob = Vec::new();
    let mut table = String::from("static MODULES: &[Module] = &[\n");
    for file in &files {
        let source = std::fs::read(&file.path).expect("a file of the library");
        let filename = file.frozen_path();
        let image = append(&mut blob, &image(&source, &filename));
        let source = append(&mut blob, &miniz_oxide::deflate::compress_to_vec(&source, 9));
        let (name, package) = (&file.name, file.package);
        writeln!(
            table,
            "Module {{ name: {name:?}, package: {package}, file: {filename:?}, image: {image:?}, source: {source:?} }},"
        )
        .expect("a string takes everything");
    }
    table.push_str("];\n");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("modules.rs"), table).expect("the build folder is writable");
    std::fs::write(out.join("library.bin"), blob).expect("the build folder is writable");
}
