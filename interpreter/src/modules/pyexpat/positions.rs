//! Where a parser is: lines, columns and bytes.

use super::parser::{Parser, Source};
use super::scanner::{width, Class, Scanner};

impl Parser {
    /// Notes what a handler is called for, if it is in the document's own text.
    #[inline(always)]
    pub fn set_event(mut self, source: Source, at: usize) {
        if !source.is_entity {
            self.event = Some(at);
        }
    }

    /// Counts lines and columns on to `at`.
    pub fn count_to(mut self, at: usize) {
        let text = &self.source().text[self.counted.min(at)..at];
        self.counted = at;
        if std::str::from_utf8(text).is_err() {
            return self.count_steps(text);
        }
        let mut last = None;
        for i in memchr::memchr2_iter(b'\n', b'\r', text) {
            // A pair is one line's end.
            let second = text[i] == b'\n' && i > 0 && text[i - 1] == b'\r';
            self.line += !second as usize;
            last = Some(i);
        }
        let rest = match last {
            Some(i) => {
                self.column = 0;
                &text[i + 1..]
            }
            None => text,
        };
        self.column += rest.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
    }

    /// The columns of a byte order mark that turns out to be bytes of another encoding.
    pub fn count_mark_as_bytes(mut self) {
        let is_start = self.counted == 0 && self.input.total == self.input.text.len();
        if is_start && self.input.text.starts_with(b"\xef\xbb\xbf") {
            self.column += 2;
        }
    }

    /// Counts a text with names that are no UTF-8: a first byte says how many belong to it.
    fn count_steps(mut self, text: &[u8]) {
        let scanner = Scanner::new(text, false, false, false);
        let mut at = 0;
        while let Some(class) = scanner.peek(at) {
            let pair = class == Class::Return && scanner.is(at + 1, b'\n');
            at += if pair { 2 } else { width(class) };
            if matches!(class, Class::Return | Class::Newline) {
                self.line += 1;
                self.column = 0;
            } else {
                self.column += 1;
            }
        }
    }

    /// (line from 1, column from 0) of what handlers are called for, or of an error.
    pub fn place(self) -> (usize, usize) {
        if let Some(event) = self.event {
            if event > self.counted {
                self.count_to(event);
            }
        }
        (self.line + 1, self.column)
    }

    /// Its index among the bytes of the document; -1 before there is any.
    pub fn byte_index(mut self) -> i64 {
        match self.event {
            Some(event) if self.input.total > 0 => self.input.byte_index(event) as i64,
            _ => -1,
        }
    }
}
