//! From the bytes of a source to the text the lexer reads: byte order mark, declared encoding (PEP 263), line ends.

use crate::declared::{Declared, ProgramCodecs};
use crate::encoding::{self, Encoding};
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::line_reader;
use crate::position::{LineTable, Position};
use crate::utf8::{self, DecodeError};
use crate::{Mode, Origin};

/// A source with `\n` at the end of its lines, recoded to UTF-8 (unless it is in `iso-8859-1`).
pub struct Source<'c> {
    pub text: Vec<u8>,
    /// What the source declares, by a byte order mark or a comment.
    pub encoding: Option<Declared<'c>>,
    /// CPython reads files line by line, and so counts a line more at the end.
    pub is_file: bool,
    /// Whether CPython sees a line more in a file that ends within a string.
    pub extra_newline: bool,
    /// Whether the source was given as a `unicode`.
    pub is_unicode: bool,
    /// What stops a file from being read after the end of `text`.
    pub undecodable: Option<Undecodable>,
    /// The lines of a file that a codec of the program reads: what it returns at once counts as one.
    lines_read: Option<LineTable>,
    codecs: &'c dyn ProgramCodecs,
}

/// Why a file is not read further.
#[derive(Debug)]
pub enum Undecodable {
    Message(String),
    /// Without a declared encoding, only ASCII is allowed.
    NonAscii {
        byte: u8,
        filename: String,
        line: u32,
    },
}

impl Undecodable {
    /// The message of the error. CPython miscounts a line that continues a string.
    pub fn message(&self, in_string: bool) -> String {
        match self {
            Undecodable::Message(message) => message.clone(),
            Undecodable::NonAscii { byte, filename, line } => {
                let line = line + u32::from(in_string);
                format!(
                    "Non-ASCII character '\\x{byte:02x}' in file {filename:.200} on line {line}, \
                     but no encoding declared; see http://python.org/dev/peps/pep-0263/ for details"
                )
            }
        }
    }
}

/// In a `unicode` source, strings are UTF-8.
const UTF8: &Declared<'static> = &Declared::Known(Encoding::utf8());

/// The most bytes of a recoded source: positions are offsets of 31 bits.
pub const LONGEST: usize = (1 << 31) - 48;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl<'c> Source<'c> {
    /// Reads a source.
    ///
    /// # Errors
    /// Where a string cannot be decoded. A file is read up to that line, and the error kept.
    pub fn read(
        bytes: &[u8],
        filename: &str,
        mode: Mode,
        origin: Origin,
        codecs: &'c dyn ProgramCodecs,
    ) -> Result<Self, SyntaxError> {
        let is_file = origin == Origin::File;
        let mut text = translate_newlines(bytes, is_file);
        let ends_line = text.last().is_none_or(|&byte| byte == b'\n');
        // CPython does not see that a string that ends in `\r\n` needs no other newline.
        let wants_newline = match is_file {
            true => !ends_line,
            false => mode == Mode::File && (!ends_line || bytes.ends_with(b"\r\n")),
        };
        if wants_newline {
            text.push(b'\n');
        }
        let mut encoding = None;
        if text.starts_with(BYTE_ORDER_MARK) {
            text.drain(..BYTE_ORDER_MARK.len());
            encoding = Some(Declared::Known(Encoding::utf8()));
        }
        let mut source = Source {
            text,
            encoding,
            is_file,
            is_unicode: origin == Origin::Unicode,
            // After `\r` CPython looks for `\n`, and so finds the end of the file earlier.
            extra_newline: is_file && ends_line && !bytes.ends_with(b"\r"),
            undecodable: None,
            lines_read: None,
            codecs,
        };
        if is_file {
            source.decode_file(bytes, filename);
            source.extra_newline &= source.encoding.as_ref().is_none_or(Declared::is_transparent);
        } else {
            source.decode().map_err(SyntaxError::undecodable)?;
        }
        if source.text.len() > LONGEST {
            return Err(SyntaxError::at_line(SyntaxErrorKind::Memory, "", 0));
        }
        Ok(source)
    }

    /// The encoding of the strings in the source, if they are not just bytes.
    pub fn string_encoding(&self) -> Option<&Declared<'c>> {
        match self.is_unicode {
            true => Some(UTF8),
            false => self.encoding.as_ref(),
        }
    }

    /// The table of the lines.
    pub fn lines(&self) -> LineTable {
        self.lines_read.clone().unwrap_or_else(|| LineTable::new(&self.text))
    }

    /// Whether a line starts at an offset that follows a newline.
    #[inline]
    pub fn starts_line(&self, offset: usize) -> bool {
        self.lines_read.as_ref().is_none_or(|lines| lines.starts_at(offset))
    }

    /// The end of the line that starts at an offset, its newline included.
    pub fn line_end(&self, start: usize) -> usize {
        match &self.lines_read {
            Some(lines) => lines.start(lines.line(Position::new(start as u32)) + 1) as usize,
            None => start + line_at(&self.text, start).len(),
        }
    }

    /// The number of the line that starts at an offset, from 1.
    pub fn line_number(&self, start: usize) -> u32 {
        match &self.lines_read {
            Some(lines) => lines.line(Position::new(start as u32)),
            None => lines_in(&self.text[..start]) as u32 + 1,
        }
    }

    /// Recodes a string, all at once.
    fn decode(&mut self) -> Result<(), String> {
        let mut start = 0;
        for _ in 0..2 {
            // Only whole lines are searched.
            let Some(length) = memchr::memchr(b'\n', &self.text[start..]) else {
                return Ok(());
            };
            let line = &self.text[start..start + length];
            if let Some(name) = declared_encoding(line) {
                let name = encoding::normalize(&name).to_owned();
                self.check_byte_order_mark(&name)?;
                if let Some(found) = Encoding::find(&name) {
                    if !found.is_transparent() {
                        self.text = found
                            .decode(&self.text)
                            .map_err(|error| error.message(found.codec(), &self.text))?;
                    }
                    self.encoding = Some(Declared::Known(found));
                } else {
                    self.text = self.codecs.decode(&name, &self.text)?;
                    self.text.truncate(length_of_c_string(&self.text));
                    self.encoding = Some(Declared::Program(name, self.codecs));
                }
                return Ok(());
            }
            if !is_comment_or_blank(line) {
                return Ok(());
            }
            start += length + 1;
        }
        Ok(())
    }

    /// Recodes a file, given with its line ends as they were, up to the line that cannot be.
    fn decode_file(&mut self, bytes: &[u8], filename: &str) {
        let text = std::mem::take(&mut self.text);
        let mut start = 0;
        for number in 1..=2 {
            let line = line_at(&text, start);
            let next_line = bytes.len() - after_lines(bytes, number).len();
            match self.search_line(line, bytes, next_line) {
                Ok(true) => {
                    // The line with the declaration was read before it counts.
                    self.text.extend_from_slice(line);
                    match self.encoding.clone() {
                        Some(Declared::Known(encoding)) if encoding.is_transparent() => {
                            self.text.extend_from_slice(&text[start + line.len()..]);
                        }
                        Some(Declared::Known(encoding)) => {
                            let rest = &bytes[next_line..];
                            self.decode_rest(&encoding, &recoded_lines(rest), rest);
                        }
                        _ => self.read_lines(),
                    }
                    return;
                }
                Ok(false) if self.encoding.is_none() && !line.is_ascii() => break,
                Ok(false) if is_comment_or_blank(line) => {}
                Ok(false) => break,
                Err(message) => {
                    self.undecodable = Some(Undecodable::Message(message));
                    return;
                }
            }
            self.text.extend_from_slice(line);
            start += line.len();
        }
        let rest = &text[start..];
        let end = match rest.iter().position(|byte| !byte.is_ascii()) {
            Some(at) if self.encoding.is_none() => {
                let line = lines_in(&text[..start + at]);
                self.undecodable = Some(Undecodable::NonAscii {
                    byte: rest[at],
                    filename: filename.into(),
                    line: line as u32 + 1,
                });
                memchr::memrchr(b'\n', &rest[..at]).map_or(0, |end| end + 1)
            }
            _ => rest.len(),
        };
        self.text.extend_from_slice(&rest[..end]);
    }

    /// Reads what follows a declaration with the reader of the program's codec.
    fn read_lines(&mut self) {
        let mut lines = LineTable::new(&self.text);
        let mut line = Vec::new();
        while self.text.len() + line.len() <= LONGEST {
            match self.codecs.read_line() {
                Ok(part) if part.is_empty() && line.is_empty() => break,
                // The source goes on if the reader does.
                Ok(part) if part.is_empty() => line.push(b'\n'),
                Ok(part) => line.extend_from_slice(&part[..length_of_c_string(&part)]),
                Err(message) => {
                    self.undecodable = Some(Undecodable::Message(message));
                    line.clear();
                    break;
                }
            }
            if line.ends_with(b"\r\n") {
                line.remove(line.len() - 2);
            }
            if line.ends_with(b"\n") {
                self.text.append(&mut line);
                lines.push(self.text.len());
            }
        }
        // Of an endless line there is more than can be held.
        self.text.append(&mut line);
        self.lines_read = Some(lines);
    }

    /// Recodes what follows a declaration; `bytes` are the same with their own line ends.
    fn decode_rest(&mut self, encoding: &Encoding, text: &[u8], bytes: &[u8]) {
        if let Ok(recoded) = encoding.decode(text) {
            return self.text.extend_from_slice(&recoded);
        }
        let Err(error) = encoding.decode(bytes) else {
            return;
        };
        if error.reason == utf8::UNEXPECTED_END {
            // The reader waits for the rest of the character, and at the end leaves it out.
            let bytes = &bytes[..error.start];
            return self.decode_rest(encoding, &recoded_lines(bytes), bytes);
        }
        let (returned, decoding_from) = match encoding.part_before(bytes, error) {
            Some(part) => {
                let failure = line_reader::find_failure(&part, bytes.len());
                (failure.returned, failure.decoding_from)
            }
            None => {
                let line = memchr::memrchr(b'\n', &bytes[..error.start]).map_or(0, |end| end + 1);
                (line, line)
            }
        };
        let error = DecodeError {
            start: error.start - decoding_from,
            end: error.end - decoding_from,
            ..error
        };
        let message = error.message(encoding.codec(), &bytes[decoding_from..]);
        self.undecodable = Some(Undecodable::Message(message));
        let lines = lines_in(&translate_newlines(&bytes[..returned], false));
        let kept = &text[..text.len() - after_lines(text, lines).len()];
        self.text.extend(encoding.decode(kept).unwrap_or_default());
    }

    /// Looks for a declaration in one of the first two lines of a file, and tells whether it is there. A codec of the
    /// program reads the file from `next_line` on.
    fn search_line(&mut self, line: &[u8], file: &[u8], next_line: usize) -> Result<bool, String> {
        let Some(name) = declared_encoding(line) else {
            return Ok(false);
        };
        let name = encoding::normalize(&name).to_owned();
        self.check_byte_order_mark(&name)?;
        self.encoding = Some(match Encoding::find(&name) {
            Some(found) => Declared::Known(found),
            None if self.codecs.open(&name, file, next_line) => Declared::Program(name, self.codecs),
            None => return Err(format!("encoding problem: {name}")),
        });
        Ok(true)
    }

    /// With a byte order mark, nothing but `utf-8` may be declared.
    fn check_byte_order_mark(&self, name: &str) -> Result<(), String> {
        match &self.encoding {
            Some(encoding) if encoding.name() != name => Err(format!("encoding problem: {name} with BOM")),
            _ => Ok(()),
        }
    }
}

/// The line that starts at `start`, with its end.
fn line_at(text: &[u8], start: usize) -> &[u8] {
    let rest = &text[start..];
    &rest[..memchr::memchr(b'\n', rest).map_or(rest.len(), |length| length + 1)]
}

/// How many bytes come before the first zero byte.
pub fn length_of_c_string(text: &[u8]) -> usize {
    memchr::memchr(0, text).unwrap_or(text.len())
}

fn lines_in(text: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', text).count()
}

/// What follows the first `count` lines, which may end in any way.
fn after_lines(mut bytes: &[u8], count: usize) -> &[u8] {
    for _ in 0..count {
        let Some(length) = memchr::memchr2(b'\n', b'\r', bytes) else {
            return &[];
        };
        let is_pair = bytes[length..].starts_with(b"\r\n");
        bytes = &bytes[length + 1 + usize::from(is_pair)..];
    }
    bytes
}

/// Makes every line end in `\n`. In a file a line is cut at a zero byte, its end included, as C strings are.
fn translate_newlines(bytes: &[u8], is_file: bool) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len() + 1);
    if memchr::memchr(b'\r', bytes).is_none() {
        text.extend_from_slice(bytes);
    } else {
        let mut rest = bytes;
        while let Some(length) = memchr::memchr(b'\r', rest) {
            text.extend_from_slice(&rest[..length]);
            text.push(b'\n');
            rest = &rest[length + 1..];
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        text.extend_from_slice(rest);
    }
    if is_file {
        cut_lines(&mut text);
    }
    text
}

/// The lines of a file that is recoded: there `\r` alone does not end a line, and is no token either.
fn recoded_lines(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len() + 1);
    let mut rest = bytes;
    while let Some(length) = memchr::memmem::find(rest, b"\r\n") {
        text.extend_from_slice(&rest[..length]);
        rest = &rest[length + 1..];
    }
    text.extend_from_slice(rest);
    cut_lines(&mut text);
    if text.last().is_some_and(|&byte| byte != b'\n') {
        // With this newline, `\r` makes a pair.
        text.pop_if(|byte| *byte == b'\r');
        text.push(b'\n');
    }
    text
}

/// Cuts lines at a zero byte, their ends included, as C strings are.
fn cut_lines(text: &mut Vec<u8>) {
    if memchr::memchr(0, text).is_none() {
        return;
    }
    let mut cut = false;
    text.retain(|&byte| {
        let was_cut = cut;
        cut = byte == 0 || (cut && byte != b'\n');
        !(cut || was_cut)
    });
}

/// The encoding that a comment in a line declares (`coding: name` or `coding=name`).
fn declared_encoding(line: &[u8]) -> Option<String> {
    let comment = line
        .iter()
        .position(|byte| !is_blank(*byte))
        .filter(|&at| line[at] == b'#')?;
    let mut rest = &line[comment..];
    while let Some(at) = memchr::memmem::find(rest, b"coding") {
        rest = &rest[at + b"coding".len()..];
        let Some(b':' | b'=') = rest.first() else {
            continue;
        };
        let value = &rest[1..];
        let value = &value[value.iter().take_while(|&&byte| matches!(byte, b' ' | b'\t')).count()..];
        let length = value
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
            .count();
        if length > 0 {
            return Some(String::from_utf8_lossy(&value[..length]).into_owned());
        }
    }
    None
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0c')
}

/// Whether a declaration may still follow on the next line.
fn is_comment_or_blank(line: &[u8]) -> bool {
    line.iter()
        .find(|byte| !is_blank(**byte))
        .is_none_or(|byte| matches!(byte, b'#' | b'\n' | b'\r'))
}
