//! What the tests share: trees and errors written as `record.py` writes them.

// Not every test uses all of it.
#![allow(dead_code)]

pub mod tree;

use pyrs_syntax::{
    completeness, future_statements, parse, Completeness, Mode, Origin, ParseOptions, Parsed, SyntaxError,
    SyntaxErrorKind,
};

/// Parses in one of the modes of `record.py`.
pub fn parse_in(mode: &str, source: &[u8]) -> Result<Parsed, SyntaxError> {
    let mut options = ParseOptions::default();
    let start = match mode {
        "exec" => Mode::File,
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        "incomplete" => {
            options.dont_imply_dedent = true;
            Mode::Single
        }
        "unicode" => {
            options.origin = Origin::Unicode;
            Mode::File
        }
        "file" => {
            options.origin = Origin::File;
            Mode::File
        }
        _ => panic!("no mode is called {mode}"),
    };
    parse(source, "source.py", start, options)
}

/// The fields of the line that `record.py` writes for a source.
pub fn result(mode: &str, source: &[u8]) -> String {
    match mode {
        "codeop" => return completed(source),
        "future" => return future(source),
        _ => {}
    }
    match parse_in(mode, source) {
        Ok(_) if mode == "file" => "ok".into(),
        Ok(parsed) => format!("ok\t{:08x}", crc32(tree::text(&parsed).as_bytes())),
        Err(error) => describe(&error),
    }
}

/// What `codeop` says of a source.
fn completed(source: &[u8]) -> String {
    match completeness(source, "source.py", Mode::Single, ParseOptions::default()) {
        Completeness::Complete(_) => "complete".into(),
        Completeness::Incomplete => "incomplete".into(),
        Completeness::Invalid(error) => describe(&error),
    }
}

/// The future features that are on after a source.
fn future(source: &[u8]) -> String {
    let parsed = match parse_in("exec", source) {
        Ok(parsed) => parsed,
        Err(error) => return describe(&error),
    };
    match future_statements(&parsed) {
        Ok(statements) => format!("{:#x}", (parsed.future | statements.flags).bits()),
        Err(error) => describe(&error),
    }
}

/// An error as `record.py` writes it.
pub fn describe(error: &SyntaxError) -> String {
    let kind = match error.kind {
        SyntaxErrorKind::Syntax => "SyntaxError",
        SyntaxErrorKind::Indentation => "IndentationError",
        SyntaxErrorKind::Tab => "TabError",
        SyntaxErrorKind::Memory => "MemoryError",
        SyntaxErrorKind::Value => "ValueError",
        SyntaxErrorKind::Raised => "exception",
    };
    let message = escape(error.message.as_bytes());
    if matches!(error.kind, SyntaxErrorKind::Memory | SyntaxErrorKind::Value) {
        return format!("{kind}\t{message}");
    }
    let line = error.lineno;
    let offset = error.offset.map_or("None".into(), |offset| offset.to_string());
    let text = error.text.as_ref().map_or("None".into(), |text| escape(text));
    format!("{kind}\t{line}\t{offset}\t{message}\t{text}")
}

/// Python 2's `string_escape`.
pub fn escape(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &byte in bytes {
        match byte {
            b'\\' => text.push_str("\\\\"),
            b'\'' => text.push_str("\\'"),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            b' '..=b'~' => text.push(byte.into()),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text
}

/// Undoes `escape`.
pub fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.push(match rest.next() {
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'x') => {
                let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
                (digit() << 4 | digit()) as u8
            }
            Some(byte) => byte,
            None => panic!("a backslash ends {text:?}"),
        });
    }
    bytes
}

/// The checksum of zlib.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut table = [0u32; 256];
    for (index, entry) in table.iter_mut().enumerate() {
        *entry = (0..8).fold(index as u32, |value, _| {
            if value & 1 == 1 {
                value >> 1 ^ 0xedb8_8320
            } else {
                value >> 1
            }
        });
    }
    !bytes.iter().fold(!0, |value, &byte| {
        value >> 8 ^ table[((value ^ u32::from(byte)) & 0xff) as usize]
    })
}
