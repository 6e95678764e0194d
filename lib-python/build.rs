//! Freezes the library: each Python file becomes an image of compiled code, deflated by itself, as it is read at each start. Its source
//! (for tracebacks, `inspect`, and `-O`, which compiles anew) is compressed by bzip2 together with its neighbours', which takes a fifth
//! less room. All lie in one file; a table sorted by dotted name says where.
//!
//! The package `benchmark` is frozen along, with a module that is made here: `benchmark.frozen_files` has the programs
//! it runs, which other interpreters are to run too and are therefore kept as they are.

use pyrs_compiler::{compile, serialize, Options};
use pyrs_syntax::{parse, Mode, Origin, ParseOptions};
use std::fmt::Write;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The folder that frozen modules say they are from.
const FOLDER: &str = "<frozen>";

/// Sources are compressed together until there are so many bytes; longer blocks take less room and more time to read.
const BLOCK: usize = 60_000;

/// Large modules that few programs import, by the beginnings of their names: they are kept as source only, and compiled when they are imported,
/// which takes some milliseconds each.
const WITHOUT_IMAGE: [&str; 8] = [
    "_mailbox",
    "_pydoc",
    "compiler.",
    "ctypes",
    "distutils",
    "mailbox",
    "mhlib",
    "pydoc",
];

/// A module: dotted name, whether it is a package, its text.
struct File {
    name: String,
    package: bool,
    source: Vec<u8>,
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
                source: std::fs::read(initializer).expect("a file of the library"),
            });
        } else if let Some(stem) = name.strip_suffix(".py").filter(|stem| *stem != "__init__") {
            out.push(File {
                name: format!("{prefix}{stem}"),
                package: false,
                source: std::fs::read(path).expect("a file of the library"),
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

/// Appends the files below a folder that programs need: a line `NAME LENGTH`, then the contents.
fn archive(folder: &Path, prefix: &str, out: &mut Vec<u8>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder of programs")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().expect("an entry's name").to_string_lossy();
        let is_needed = [".py", ".txt", ".c", ".h"].iter().any(|ending| name.ends_with(ending));
        if path.is_dir() {
            if !["build", "tests", "__pycache__"].contains(&&*name) {
                archive(&path, &format!("{prefix}/{name}"), out);
            }
        } else if is_needed && !name.starts_with("test_") {
            let contents = std::fs::read(&path).expect("a file of a program");
            out.extend(format!("{prefix}/{name} {}\n", contents.len()).bytes());
            out.extend(contents);
        }
    }
}

/// The module `benchmark.frozen_files`: the archive of what the benchmark runs, compressed, and FILES, its contents.
fn benchmark_files(root: &Path) -> File {
    let mut files = Vec::new();
    archive(&root.join("benchmarks/programs"), "programs", &mut files);
    archive(&root.join("translate"), "translate", &mut files);
    let mut source = String::from("\"\"\"The files that the benchmark runs.\"\"\"\n");
    source.push_str("import bz2\nfrom benchmark.resources import unpack\nFILES = unpack(bz2.decompress(\n");
    for line in compress(&files).chunks(30) {
        source.push_str("    '");
        for byte in line {
            write!(source, "\\x{byte:02x}").expect("a string takes everything");
        }
        source.push_str("'\n");
    }
    source.push_str("))\n");
    File {
        name: "benchmark.frozen_files".to_string(),
        package: false,
        source: source.into_bytes(),
    }
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let mut encoder = bzip2::read::BzEncoder::new(bytes, bzip2::Compression::best());
    encoder.read_to_end(&mut compressed).expect("memory does not fail");
    compressed
}

fn append(blob: &mut Vec<u8>, bytes: &[u8]) -> Range<usize> {
    let start = blob.len();
    blob.extend(bytes);
    start..blob.len()
}

fn main() {
    let folder = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let root = Path::new(&folder).parent().expect("the workspace").to_path_buf();
    for part in [
        &folder,
        "../benchmarks/benchmark",
        "../benchmarks/programs",
        "../translate",
    ] {
        println!("cargo:rerun-if-changed={part}");
    }
    let mut files = Vec::new();
    collect(Path::new(&folder), "", &mut files);
    collect(&root.join("benchmarks/benchmark"), "benchmark.", &mut files);
    files.push(File {
        name: "benchmark".to_string(),
        package: true,
        source: std::fs::read(root.join("benchmarks/benchmark/__init__.py")).expect("a file of the library"),
    });
    files.push(benchmark_files(&root));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut blob = Vec::new();
    let mut table = String::from("static MODULES: &[Module] = &[\n");
    let (mut blocks, mut sources) = (Vec::new(), Vec::new());
    for file in &files {
        let filename = file.frozen_path();
        let image = miniz_oxide::deflate::compress_to_vec(&image(&file.source, &filename), 9);
        let image = match WITHOUT_IMAGE.iter().any(|start| file.name.starts_with(start)) {
            true => 0..0,
            false => append(&mut blob, &image),
        };
        // What the build makes has no source to show, and would take as much room again.
        let made = file.name == "benchmark.frozen_files";
        let source = append(&mut sources, if made { &[] } else { &file.source });
        let (name, package, block) = (&file.name, file.package, blocks.len());
        writeln!(
            table,
            "Module {{ name: {name:?}, package: {package}, file: {filename:?}, image: {image:?}, source: ({block}, {source:?}) }},"
        )
        .expect("a string takes everything");
        if sources.len() >= BLOCK {
            blocks.push(append(&mut blob, &compress(&sources)));
            sources.clear();
        }
    }
    blocks.push(append(&mut blob, &compress(&sources)));
    writeln!(table, "];\nstatic BLOCKS: &[Range<usize>] = &{blocks:?};").expect("a string takes everything");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("modules.rs"), table).expect("the build folder is writable");
    std::fs::write(out.join("library.bin"), blob).expect("the build folder is writable");
}
