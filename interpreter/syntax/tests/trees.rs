//! Trees of our own sources, class by class, position by position and value by value as CPython 2.7 builds them.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> Vec<PathBuf> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/trees");
    let mut paths: Vec<_> = fs::read_dir(directory)
        .expect("the fixtures are there")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    paths.sort();
    paths
}

fn recorded(path: &Path) -> String {
    fs::read_to_string(path.with_extension("py.tree")).expect("the tree is recorded")
}

#[test]
fn trees_are_cpythons() {
    for path in fixtures() {
        let parsed = match common::parse_in("exec", &fs::read(&path).unwrap()) {
            Ok(parsed) => parsed,
            Err(error) => panic!("{}: {}", path.display(), common::describe(&error)),
        };
        let tree = common::tree::text(&parsed);
        let expected = recorded(&path);
        for (number, (line, expected)) in tree.lines().zip(expected.lines()).enumerate() {
            assert_eq!(line, expected, "{}.tree, line {}", path.display(), number + 1);
        }
        assert_eq!(tree.len(), expected.len(), "{}", path.display());
    }
}

/// A class that no fixture has would be a class that is not tested.
#[test]
fn fixtures_have_every_class() {
    let trees: String = fixtures().iter().map(|path| recorded(path)).collect();
    let classes = "Module FunctionDef ClassDef Return Delete Assign AugAssign Print For While If With Raise TryExcept \
        TryFinally Assert Import ImportFrom Exec Global Expr Pass Break Continue BoolOp BinOp UnaryOp Lambda IfExp Dict \
        Set ListComp SetComp DictComp GeneratorExp Yield Compare Call Repr Num Str Attribute Subscript Name List Tuple \
        Ellipsis Slice ExtSlice Index comprehension ExceptHandler arguments keyword alias";
    for class in classes.split_whitespace() {
        let has = |line: &str| line.trim_start().split(' ').nth(1) == Some(class);
        assert!(trees.lines().any(has), "{class}");
    }
    let plain =
        "op=And op=Or op=Add op=Sub op=Mult op=Div op=Mod op=Pow op=LShift op=RShift op=BitOr op=BitXor op=BitAnd \
        op=FloorDiv op=Invert op=Not op=UAdd op=USub ops=Eq ops=NotEq ops=Lt ops=LtE ops=Gt ops=GtE ops=Is ops=IsNot \
        ops=In ops=NotIn ctx=Load ctx=Store ctx=Del ctx=Param nl=True nl=False level=0 level=1 level=3 s=bytes: \
        s=unicode: n=float: n=imaginary: vararg= kwarg= asname= module=";
    for part in plain.split_whitespace() {
        let found = match part.strip_prefix("ops=") {
            Some(op) => trees.contains(&format!("ops={op}")) || trees.contains(&format!(",{op}")),
            None => trees.contains(&format!(" {part}")),
        };
        assert!(found, "{part}");
    }
}
