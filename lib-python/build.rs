//! Collects the Python files of the library into one table, sorted by dotted name.

use std::fmt::Write;
use std::path::Path;

fn collect(folder: &Path, prefix: &str, out: &mut Vec<(String, bool, String)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .expect("the library's folder")
        .flatten()
        .collect();
    entries.sort_by_key(|e| e.file_name());
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && path.join("__init__.py").is_file() {
            let dotted = format!("{prefix}{name}");
            out.push((dotted.clone(), true, path.join("__init__.py").display().to_string()));
            collect(&path, &format!("{dotted}."), out);
        } else if let Some(stem) = name.strip_suffix(".py") {
            if stem != "__init__" {
                out.push((format!("{prefix}{stem}"), false, path.display().to_string()));
            }
        }
    }
}

fn main() {
    let folder = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    println!("cargo:rerun-if-changed={folder}");
    let mut modules = Vec::new();
    collect(Path::new(&folder), "", &mut modules);
    modules.sort();
    let mut text = String::from("static MODULES: &[Module] = &[\n");
    for (name, package, path) in modules {
        writeln!(
            text,
            "    Module {{ name: {name:?}, package: {package}, source: include_str!({path:?}) }},"
        )
        .unwrap();
    }
    text.push_str("];\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join("modules.rs"), text).expect("the build folder is writable");
}
