//! Bytes to tokens, one token at a time.
//!
//! A lexical error is a token too: the parser reports it when it gets there, so that an earlier syntax error wins.
//! What CPython's tokenizer has read when an error is found decides the error's line, offset and text; the fields
//! `line_start`, `buffer_start` and `end_seen` keep track of that.

use crate::error::SyntaxErrorKind;
use crate::number;
use crate::position::Position;
use crate::source::Source;
use crate::token::{Token, TokenKind};
use memchr::memmem;

/// As many indented blocks may be open at once, less one.
const MAX_INDENTS: usize = 100;

/// What CPython does where tabs and spaces are mixed so that indentation depends on the width of a tab.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum TabCheck {
    /// Nothing.
    #[default]
    Off,
    /// Warns (`-t`): see [`crate::Parsed::inconsistent_tabs`].
    Warn,
    /// Refuses the source (`-tt`).
    Error,
}

/// Why there is no next token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LexicalError {
    InvalidToken,
    EndInTripleQuotes,
    EndOfLineInString,
    AfterLineContinuation,
    InconsistentDedent,
    InconsistentTabs,
    TooManyIndents,
    /// The source cannot be decoded from here on; the [`Source`] knows why.
    Undecodable {
        in_string: bool,
    },
}

impl LexicalError {
    /// The exception and its message.
    pub fn describe(self) -> (SyntaxErrorKind, &'static str) {
        use SyntaxErrorKind::{Indentation, Syntax, Tab};
        match self {
            LexicalError::InvalidToken => (Syntax, "invalid token"),
            LexicalError::EndInTripleQuotes => (Syntax, "EOF while scanning triple-quoted string literal"),
            LexicalError::EndOfLineInString => (Syntax, "EOL while scanning string literal"),
            LexicalError::AfterLineContinuation => (Syntax, "unexpected character after line continuation character"),
            LexicalError::InconsistentDedent => (Indentation, "unindent does not match any outer indentation level"),
            LexicalError::InconsistentTabs => (Tab, "inconsistent use of tabs and spaces in indentation"),
            LexicalError::TooManyIndents => (Indentation, "too many levels of indentation"),
            LexicalError::Undecodable { .. } => (Syntax, "unknown decode error"),
        }
    }
}

/// The width of an indentation, with tabs to multiples of the tab size and with tabs as one column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Indent {
    column: u32,
    alternate: u32,
}

/// The lexer's state; see the module's documentation.
pub struct Lexer<'s> {
    source: &'s Source<'s>,
    text: &'s [u8],
    /// The next byte to read.
    cursor: usize,
    /// Where the line read last starts.
    line_start: usize,
    /// Where the text shown with an error starts: a string over several lines keeps its first line in the buffer.
    buffer_start: usize,
    /// Whether CPython's tokenizer, which looks one byte ahead, has met the end of the source.
    end_seen: bool,
    at_line_start: bool,
    open_brackets: i32,
    indents: Vec<Indent>,
    /// Indents (positive) or dedents (negative) still to be delivered.
    pending: i32,
    /// Whether a token came since the last newline made up at the end of the source.
    started: bool,
    imply_dedent: bool,
    tab_check: TabCheck,
    tab_size: u32,
    /// Comments can set the size of a tab, which matters only where there are tabs.
    has_tabs: bool,
    inconsistent_tabs: bool,
    /// Whether `print` is a name.
    pub print_is_name: bool,
    /// The reason of the last `Error` token.
    pub error: Option<LexicalError>,
}

impl<'s> Lexer<'s> {
    /// A lexer at the start of a source.
    pub fn new(source: &'s Source<'s>, imply_dedent: bool, tab_check: TabCheck) -> Self {
        Lexer {
            source,
            text: &source.text,
            cursor: 0,
            line_start: 0,
            buffer_start: 0,
            end_seen: false,
            at_line_start: true,
            open_brackets: 0,
            indents: vec![Indent::default()],
            pending: 0,
            started: false,
            imply_dedent,
            tab_check,
            tab_size: 8,
            has_tabs: memchr::memchr(b'\t', &source.text).is_some(),
            inconsistent_tabs: false,
            print_is_name: false,
            error: None,
        }
    }

    /// Whether indentation depended on the width of a tab, if that was to be noticed.
    pub fn inconsistent_tabs(&self) -> bool {
        self.inconsistent_tabs
    }

    /// The next token. After `End` or `Error`, the same again.
    pub fn next_token(&mut self) -> Token {
        let mut token = self.scan();
        if token.kind == TokenKind::End && self.started {
            // The end of the source ends the last line and the open blocks.
            token.kind = TokenKind::Newline;
            self.started = false;
            if self.indents.len() > 1 && self.imply_dedent {
                self.pending = -(self.indents.len() as i32 - 1);
                self.indents.truncate(1);
            }
        } else {
            self.started = true;
        }
        token
    }

    /// The byte at `index`, or zero at the end, which is no byte of any token.
    #[inline]
    fn at(&self, index: usize) -> u8 {
        self.text.get(index).copied().unwrap_or(0)
    }

    #[inline]
    fn token(&self, kind: TokenKind, start: usize) -> Token {
        Token {
            kind,
            start: start as u32,
            end: self.cursor as u32,
            position: Position::new(start as u32),
        }
    }

    #[cold]
    fn fail(&mut self, error: LexicalError) -> Token {
        self.error = Some(error);
        self.token(TokenKind::Error, self.cursor)
    }

    /// As `fail`, for errors that CPython finds with the whole line read.
    #[cold]
    fn fail_line(&mut self, error: LexicalError) -> Token {
        self.cursor = self.line_end();
        self.fail(error)
    }

    fn end_of_source(&mut self) -> Token {
        self.end_seen = true;
        if self.source.undecodable.is_some() {
            return self.fail(LexicalError::Undecodable { in_string: false });
        }
        self.token(TokenKind::End, self.cursor)
    }

    /// The end of the line read last, its newline included.
    fn line_end(&self) -> usize {
        self.source.line_end(self.line_start)
    }

    /// Reads the first byte of a new line, unless the source ends there.
    #[inline]
    fn begin_line(&mut self) {
        if self.cursor >= self.text.len() {
            self.end_seen = true;
        } else if self.source.starts_line(self.cursor) {
            self.line_start = self.cursor;
        }
    }

    /// Reads the first byte of a new line outside of tokens: the text of an error starts here.
    #[inline]
    fn begin_buffer(&mut self) {
        self.begin_line();
        if !self.end_seen {
            self.buffer_start = self.line_start;
        }
    }

    fn scan(&mut self) -> Token {
        if self.error.is_some() {
            return self.token(TokenKind::Error, self.cursor);
        }
        loop {
            let mut blank_line = false;
            if self.at_line_start {
                self.at_line_start = false;
                self.begin_buffer();
                if self.end_seen && self.source.undecodable.is_some() {
                    return self.fail(LexicalError::Undecodable { in_string: false });
                }
                match self.indentation() {
                    Ok(blank) => blank_line = blank,
                    Err(error) => return self.fail_line(error),
                }
            }
            if self.pending < 0 {
                self.pending += 1;
                return self.token(TokenKind::Dedent, self.cursor);
            }
            if self.pending > 0 {
                self.pending -= 1;
                return self.token(TokenKind::Indent, self.cursor);
            }
            loop {
                while matches!(self.at(self.cursor), b' ' | b'\t' | b'\x0c') {
                    self.cursor += 1;
                }
                if self.at(self.cursor) == b'#' {
                    self.comment();
                }
                if self.cursor >= self.text.len() {
                    return self.end_of_source();
                }
                if self.text[self.cursor] != b'\\' {
                    break;
                }
                if self.at(self.cursor + 1) != b'\n' {
                    return self.fail_line(LexicalError::AfterLineContinuation);
                }
                self.cursor += 2;
                self.begin_buffer();
            }
            if self.text[self.cursor] != b'\n' {
                return self.visible();
            }
            self.cursor += 1;
            self.at_line_start = true;
            if !blank_line && self.open_brackets <= 0 {
                return self.token(TokenKind::Newline, self.cursor - 1);
            }
        }
    }

    /// Reads the white space at the start of a line and notes the blocks that it opens or closes.
    /// Tells whether the line has nothing but white space and comments.
    fn indentation(&mut self) -> Result<bool, LexicalError> {
        let spaces = run(&self.text[self.cursor..], |byte| byte == b' ');
        self.cursor += spaces;
        let mut indent = Indent {
            column: spaces as u32,
            alternate: spaces as u32,
        };
        loop {
            match self.at(self.cursor) {
                b' ' => {
                    indent.column += 1;
                    indent.alternate += 1;
                }
                b'\t' => {
                    indent.column = (indent.column / self.tab_size + 1) * self.tab_size;
                    indent.alternate += 1;
                }
                b'\x0c' => indent = Indent::default(),
                _ => break,
            }
            self.cursor += 1;
        }
        self.end_seen |= self.cursor == self.text.len();
        if matches!(self.at(self.cursor), b'#' | b'\n') {
            return Ok(true);
        }
        if self.open_brackets > 0 {
            return Ok(false);
        }
        let current = self.indents[self.indents.len() - 1];
        if indent.column > current.column {
            if self.indents.len() >= MAX_INDENTS {
                return Err(LexicalError::TooManyIndents);
            }
            if indent.alternate <= current.alternate {
                self.mixed_tabs()?;
            }
            self.pending += 1;
            self.indents.push(indent);
            return Ok(false);
        }
        while indent.column < self.indents[self.indents.len() - 1].column {
            self.pending -= 1;
            self.indents.pop();
        }
        let current = self.indents[self.indents.len() - 1];
        if indent.column != current.column {
            return Err(LexicalError::InconsistentDedent);
        }
        if indent.alternate != current.alternate {
            self.mixed_tabs()?;
        }
        Ok(false)
    }

    #[cold]
    fn mixed_tabs(&mut self) -> Result<(), LexicalError> {
        match self.tab_check {
            TabCheck::Off => {}
            TabCheck::Warn => self.inconsistent_tabs = true,
            TabCheck::Error => return Err(LexicalError::InconsistentTabs),
        }
        Ok(())
    }

    /// Skips a comment. Like editors, CPython takes the size of a tab from it.
    fn comment(&mut self) {
        let start = self.cursor + 1;
        self.cursor =
            memchr::memchr(b'\n', &self.text[self.cursor..]).map_or(self.text.len(), |length| self.cursor + length);
        if self.has_tabs {
            let looked_at = &self.text[start..self.cursor.min(start + 79)];
            if let Some(size) = declared_tab_size(looked_at) {
                self.tab_size = size;
            }
        }
    }

    /// A token that is neither white space nor the end of a line.
    fn visible(&mut self) -> Token {
        let start = self.cursor;
        let byte = self.text[start];
        if is_name_start(byte) {
            return self.word(start);
        }
        if byte.is_ascii_digit() || (byte == b'.' && self.at(start + 1).is_ascii_digit()) {
            return self.number(start);
        }
        if matches!(byte, b'"' | b'\'') {
            return self.string(start, start);
        }
        self.operator(start)
    }

    fn word(&mut self, start: usize) -> Token {
        let end = start + run(&self.text[start..], |byte| NAME_BYTES[usize::from(byte)]);
        if matches!(self.at(end), b'"' | b'\'') && is_string_prefix(&self.text[start..end]) {
            return self.string(start, end);
        }
        self.cursor = end;
        self.end_seen |= end == self.text.len();
        let mut kind = TokenKind::of_word(&self.text[start..end]);
        if kind == TokenKind::Print && self.print_is_name {
            kind = TokenKind::Name;
        }
        self.token(kind, start)
    }

    fn operator(&mut self, start: usize) -> Token {
        let byte = self.text[start];
        let next = self.at(start + 1);
        // All operators of more than one byte have one of these second.
        if matches!(next, b'=' | b'*' | b'/' | b'<' | b'>') {
            if let Some(kind) = TokenKind::of_three([byte, next, self.at(start + 2)]) {
                self.cursor = start + 3;
                return self.token(kind, start);
            }
            if let Some(kind) = TokenKind::of_two([byte, next]) {
                self.cursor = start + 2;
                self.end_seen |= self.cursor == self.text.len();
                return self.token(kind, start);
            }
        }
        self.cursor = start + 1;
        self.end_seen |= self.cursor == self.text.len();
        let kind = TokenKind::of_one(byte).unwrap_or(TokenKind::Unknown);
        match kind {
            TokenKind::LeftParen | TokenKind::LeftBracket | TokenKind::LeftBrace => self.open_brackets += 1,
            TokenKind::RightParen | TokenKind::RightBracket | TokenKind::RightBrace => self.open_brackets -= 1,
            _ => {}
        }
        self.token(kind, start)
    }

    /// A string whose prefix starts at `start` and whose opening quote is at `quote_at`.
    fn string(&mut self, start: usize, quote_at: usize) -> Token {
        let quote = self.text[quote_at];
        if self.at(quote_at + 1) == quote && self.at(quote_at + 2) == quote {
            return self.triple_quoted(start, quote_at);
        }
        let mut at = quote_at + 1;
        loop {
            let Some(length) = memchr::memchr3(quote, b'\\', b'\n', &self.text[at..]) else {
                return self.unended(LexicalError::EndOfLineInString);
            };
            at += length;
            match self.text[at] {
                b'\\' => {
                    if self.at(at + 1) == b'\n' {
                        self.cursor = at + 2;
                        self.begin_line();
                    }
                    at = (at + 2).min(self.text.len());
                }
                b'\n' => {
                    self.cursor = at;
                    return self.fail(LexicalError::EndOfLineInString);
                }
                _ => break,
            }
        }
        self.cursor = at + 1;
        // After two quotes CPython looks for the third.
        self.end_seen |= at == quote_at + 1 && self.cursor == self.text.len();
        self.string_token(start)
    }

    fn triple_quoted(&mut self, start: usize, quote_at: usize) -> Token {
        let quote = self.text[quote_at];
        let mut at = quote_at + 3;
        loop {
            let Some(length) = memchr::memchr3(quote, b'\\', b'\n', &self.text[at..]) else {
                return self.unended(LexicalError::EndInTripleQuotes);
            };
            at += length;
            match self.text[at] {
                b'\\' => {
                    if at + 1 >= self.text.len() {
                        return self.unended(LexicalError::EndOfLineInString);
                    }
                    if self.text[at + 1] == b'\n' {
                        self.cursor = at + 2;
                        self.begin_line();
                    }
                    at += 2;
                }
                b'\n' => {
                    at += 1;
                    self.cursor = at;
                    self.begin_line();
                }
                _ if self.at(at + 1) == quote && self.at(at + 2) == quote => break,
                _ => at += 1,
            }
        }
        self.cursor = at + 3;
        self.string_token(start)
    }

    fn string_token(&self, start: usize) -> Token {
        let mut token = self.token(TokenKind::String, start);
        if start < self.line_start {
            token.position = Position::multiline(token.end - 1);
        }
        token
    }

    /// The source ends inside a string.
    #[cold]
    fn unended(&mut self, error: LexicalError) -> Token {
        self.cursor = self.text.len();
        self.end_seen = true;
        match self.source.undecodable {
            Some(_) => self.fail(LexicalError::Undecodable { in_string: true }),
            None => self.fail(error),
        }
    }

    fn number(&mut self, start: usize) -> Token {
        match number::end(self.text, start) {
            Ok(end) => {
                self.cursor = end;
                // CPython looks beyond an `e` for the digits of an exponent.
                let seen = end + usize::from(matches!(self.at(end), b'e' | b'E'));
                self.end_seen |= seen == self.text.len();
                self.token(TokenKind::Number, start)
            }
            Err(at) => {
                self.cursor = at;
                self.fail(LexicalError::InvalidToken)
            }
        }
    }

    /// Where CPython sees an error found after the last token: its line, offset and text.
    pub fn error_place(&self) -> ErrorPlace {
        let mut line = 0;
        if !self.text.is_empty() {
            line = self.source.line_number(self.line_start);
        }
        let at_end_of_file = self.end_seen && self.source.is_file;
        if at_end_of_file {
            // Reading a file, CPython counts the line that is not there.
            line += 1;
        }
        let mut place = ErrorPlace {
            line,
            offset: self.cursor - self.buffer_start,
            text: Some(self.text[self.buffer_start..self.line_end()].to_vec()),
            at_end_of_first_line: self.end_seen && line <= 1 && self.error.is_none(),
        };
        if matches!(self.error, Some(LexicalError::Undecodable { .. })) {
            place.offset = 0;
            place.text = None;
        } else if at_end_of_file {
            let in_quotes = self.error == Some(LexicalError::EndOfLineInString);
            let in_triple_quotes = self.error == Some(LexicalError::EndInTripleQuotes);
            if !in_quotes && !in_triple_quotes {
                place.text = Some(Vec::new());
            } else if self.source.extra_newline {
                place.text.get_or_insert_default().push(b'\n');
                place.line += u32::from(in_triple_quotes);
                place.offset += usize::from(in_triple_quotes);
            }
        }
        place
    }

    /// The bytes before the error on its line, which CPython counts in the encoding of the source.
    pub fn error_prefix(&self, length: usize) -> &'s [u8] {
        let rest = &self.text[self.buffer_start..];
        &rest[..length.min(rest.len())]
    }
}

/// Where an error is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorPlace {
    pub line: u32,
    /// In bytes of the recoded source.
    pub offset: usize,
    pub text: Option<Vec<u8>>,
    /// Then CPython says that the source ended unexpectedly.
    pub at_end_of_first_line: bool,
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

/// The bytes that go on with a name.
const NAME_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128u8 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    table
};

/// How many bytes at the start of `text` satisfy a condition.
#[inline]
fn run(text: &[u8], condition: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|&&byte| condition(byte)).count()
}

fn is_string_prefix(word: &[u8]) -> bool {
    match *word {
        [one] => matches!(one, b'b' | b'B' | b'r' | b'R' | b'u' | b'U'),
        [first, second] => matches!(first, b'b' | b'B' | b'u' | b'U') && matches!(second, b'r' | b'R'),
        _ => false,
    }
}

/// The size of a tab that a comment declares, in the manner of Emacs and vi.
fn declared_tab_size(comment: &[u8]) -> Option<u32> {
    let mut size = None;
    for form in ["tab-width:", ":tabstop=", ":ts=", "set tabsize="] {
        let Some(at) = memmem::find(comment, form.as_bytes()) else {
            continue;
        };
        let value = comment[at + form.len()..].trim_ascii_start();
        let value = value.strip_prefix(b"+").unwrap_or(value);
        let mut number = 0u32;
        for digit in value.iter().take_while(|byte| byte.is_ascii_digit()) {
            number = number.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
        }
        if (1..=40).contains(&number) {
            size = Some(number);
        }
    }
    size
}
