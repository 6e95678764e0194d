//! The input of a parser: bytes in the document's encoding, and the text in UTF-8 that is made of them.
//!
//! Bytes of UTF-8 are the text themselves; of other encodings both are kept, as positions and the input
//! that handlers ask for are told in the document's own bytes. What cannot be decoded is 0xff in the text.

use super::scanner::{code_point, partial, Found, Token};

/// The encodings that Expat has; others are tables of 256 characters.
#[derive(Clone)]
pub enum Encoding {
    Utf8,
    Ascii,
    Latin1,
    /// UTF-16.
    Wide {
        little: bool,
    },
    /// Character by byte; None: no character.
    Table(Box<[Option<u32>; 256]>),
}

/// An encoding that is told by name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Utf8,
    Ascii,
    Latin1,
    Utf16,
    Utf16Big,
    Utf16Little,
}

impl Known {
    /// The encoding of a name; None: Expat has no such encoding.
    pub fn named(name: &[u8]) -> Option<Known> {
        const NAMES: [(&str, Known); 6] = [
            ("ISO-8859-1", Known::Latin1),
            ("US-ASCII", Known::Ascii),
            ("UTF-8", Known::Utf8),
            ("UTF-16", Known::Utf16),
            ("UTF-16BE", Known::Utf16Big),
            ("UTF-16LE", Known::Utf16Little),
        ];
        let found = NAMES
            .iter()
            .find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(name));
        found.map(|&(_, known)| known)
    }

    pub fn encoding(self) -> Encoding {
        match self {
            Known::Utf8 => Encoding::Utf8,
            Known::Ascii => Encoding::Ascii,
            Known::Latin1 => Encoding::Latin1,
            Known::Utf16 | Known::Utf16Big => Encoding::Wide { little: false },
            Known::Utf16Little => Encoding::Wide { little: true },
        }
    }
}

impl Encoding {
    /// Bytes of the shortest character.
    pub fn unit(&self) -> usize {
        match self {
            Encoding::Wide { .. } => 2,
            _ => 1,
        }
    }

    /// Whether the text is made anew, and told in pieces therefore.
    pub fn is_converted(&self) -> bool {
        matches!(self, Encoding::Latin1 | Encoding::Wide { .. } | Encoding::Table(_))
    }

    /// Whether the text is not just the bytes.
    fn differs(&self) -> bool {
        !matches!(self, Encoding::Utf8)
    }

    /// Whether ª, µ and º count as letters of names.
    pub fn has_latin_letters(&self) -> bool {
        matches!(self, Encoding::Latin1 | Encoding::Wide { .. })
    }

    /// How many bytes of this encoding a text in UTF-8 was made of.
    fn source_length(&self, text: &[u8]) -> usize {
        let characters = || text.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        match self {
            Encoding::Utf8 | Encoding::Ascii => text.len(),
            Encoding::Latin1 | Encoding::Table(_) => characters(),
            Encoding::Wide { .. } => {
                2 * (characters() + text.iter().filter(|&&byte| matches!(byte, 0xf0..=0xf4)).count())
            }
        }
    }
}

/// The input.
pub struct Input {
    /// None: not known yet, the text is the bytes as they came.
    pub encoding: Option<Encoding>,
    /// What the caller says that the encoding is.
    pub told: Option<Known>,
    pub text: Vec<u8>,
    /// All text before is done with.
    pub pointer: usize,
    /// The bytes, where the text is not the bytes; those before `decoded` are in the text.
    raw: Vec<u8>,
    decoded: usize,
    /// The text ends with the first byte of a character that is not complete.
    pending: bool,
    /// A position of the text and the same in the bytes.
    mark: (usize, usize),
    /// All bytes that ever came.
    pub total: usize,
}

impl Input {
    pub fn new(told: Option<Known>) -> Input {
        Input {
            encoding: None,
            told,
            text: Vec::new(),
            pointer: 0,
            raw: Vec::new(),
            decoded: 0,
            pending: false,
            mark: (0, 0),
            total: 0,
        }
    }

    fn differs(&self) -> bool {
        self.encoding.as_ref().is_some_and(Encoding::differs)
    }

    /// Whether a byte of UTF-16 lacks its other half.
    pub fn has_odd_byte(&self) -> bool {
        !self.pending && self.decoded < self.raw.len()
    }

    /// Lets go what is done with; gives by how much all positions are smaller now.
    pub fn compact(&mut self) -> usize {
        let done = self.pointer;
        if self.differs() {
            let raw_done = self.raw_position(done);
            self.raw.drain(..raw_done);
            self.decoded -= raw_done;
            self.mark = (0, 0);
        }
        self.text.drain(..done);
        self.pointer = 0;
        done
    }

    /// More bytes.
    pub fn append(&mut self, bytes: &[u8]) {
        self.total += bytes.len();
        match self.encoding {
            None | Some(Encoding::Utf8) => self.text.extend_from_slice(bytes),
            _ => {
                self.raw.extend_from_slice(bytes);
                self.decode();
            }
        }
    }

    /// The encoding is known; what stands from `at` on is in it.
    pub fn settle(&mut self, encoding: Encoding, at: usize) {
        let differs = encoding.differs();
        self.encoding = Some(encoding);
        if differs {
            self.raw = self.text.clone();
            self.text.truncate(at);
            self.decoded = at;
            self.mark = (at, at);
            self.pending = false;
            self.decode();
        }
    }

    /// Adds to the text what the bytes say.
    fn decode(&mut self) {
        if std::mem::take(&mut self.pending) {
            self.text.pop();
        }
        let raw = &self.raw[self.decoded..];
        let text = &mut self.text;
        match self.encoding.as_ref() {
            Some(Encoding::Ascii) => text.extend(raw.iter().map(|&b| if b.is_ascii() { b } else { 0xff })),
            Some(Encoding::Latin1) => raw.iter().for_each(|&byte| push(text, byte as u32)),
            Some(Encoding::Table(table)) => {
                for &byte in raw {
                    match table[byte as usize] {
                        Some(code) => push(text, code),
                        None => text.push(0xff),
                    }
                }
            }
            Some(&Encoding::Wide { little }) => {
                let unit = |i: usize| match little {
                    true => u16::from_le_bytes([raw[i], raw[i + 1]]),
                    false => u16::from_be_bytes([raw[i], raw[i + 1]]),
                } as u32;
                let mut at = 0;
                while at + 2 <= raw.len() {
                    let first = unit(at);
                    match first {
                        0xd800..=0xdbff if at + 4 > raw.len() => {
                            text.push(0xf0);
                            self.pending = true;
                            break;
                        }
                        0xd800..=0xdbff => {
                            // The second half is not looked at more closely.
                            push(text, 0x10000 + ((first & 0x3ff) << 10) + (unit(at + 2) & 0x3ff));
                            at += 2;
                        }
                        0xdc00..=0xdfff => text.push(0xff),
                        _ => push(text, first),
                    }
                    at += 2;
                }
                self.decoded += at;
                return;
            }
            _ => unreachable!("the text is the bytes"),
        }
        self.decoded = self.raw.len();
    }

    /// The position among the bytes of a position in the text.
    fn raw_position(&mut self, at: usize) -> usize {
        if !self.differs() {
            return at;
        }
        let (mut text_at, mut raw_at) = self.mark;
        if at < text_at {
            (text_at, raw_at) = (0, 0);
        }
        let encoding = self.encoding.as_ref().expect("an encoding that differs is known");
        let raw = raw_at + encoding.source_length(&self.text[text_at..at]);
        self.mark = (at, raw);
        raw
    }

    /// The index among all bytes of the document.
    pub fn byte_index(&mut self, at: usize) -> usize {
        let here = self.raw_position(at);
        let length = if self.differs() {
            self.raw.len()
        } else {
            self.text.len()
        };
        self.total - (length - here)
    }

    /// The bytes from a position of the text on.
    pub fn bytes_from(&mut self, at: usize) -> &[u8] {
        let here = self.raw_position(at);
        match self.differs() {
            true => &self.raw[here..],
            false => &self.text[here..],
        }
    }

    /// Finds the encoding by the first bytes, at `at`. Some: the token that they are, or why they do not tell yet.
    /// `content`: they are of an external entity of the document, which may begin with any text.
    pub fn begin(&mut self, at: usize, content: bool) -> Option<Found> {
        if self.encoding.is_some() {
            return None;
        }
        let told = self.told;
        let wait = Some(partial::<Found>(at).unwrap_or_else(|early| early));
        let found = |token, next| {
            Some(Found {
                token,
                next,
                open: false,
            })
        };
        let latin_content = content && told == Some(Known::Latin1);
        let is_utf_16 = matches!(told, Some(Known::Utf16 | Known::Utf16Big | Known::Utf16Little));
        let little = Encoding::Wide { little: true };
        let big = Encoding::Wide { little: false };
        let default = told.unwrap_or(Known::Utf8).encoding();
        match self.text[at..] {
            [] => return found(Token::None, at),
            [_] if is_utf_16 => return wait,
            [0xfe | 0xff | 0xef] if !latin_content => return wait,
            [0 | b'<'] => return wait,
            [_] => self.settle(default, at),
            [0xfe, 0xff, ..] if !latin_content => return self.mark_found(big, at),
            [0xff, 0xfe, ..] if !latin_content => return self.mark_found(little, at),
            [b'<', 0, ..] if !(content && matches!(told, Some(Known::Utf16 | Known::Utf16Big))) => {
                self.settle(little, at)
            }
            [0xef, 0xbb, ref rest @ ..] if !(content && (is_utf_16 || told == Some(Known::Latin1))) => match rest {
                [] => return wait,
                [0xbf, ..] => return self.mark_found(Encoding::Utf8, at),
                _ => self.settle(default, at),
            },
            [0, _, ..] if !(content && told == Some(Known::Utf16Little)) => self.settle(big, at),
            [first, 0, ..] if first != 0 && first != b'<' && !content => self.settle(little, at),
            _ => self.settle(default, at),
        }
        None
    }

    fn mark_found(&mut self, encoding: Encoding, at: usize) -> Option<Found> {
        self.settle(encoding, at);
        Some(Found {
            token: Token::ByteOrderMark,
            next: at + 3,
            open: false,
        })
    }
}

/// Adds a character; what XML does not have above ASCII is as what cannot be decoded.
fn push(text: &mut Vec<u8>, code: u32) {
    match code {
        0..=0x7f => text.push(code as u8),
        0xd800..=0xdfff | 0xfffe | 0xffff => text.push(0xff),
        0x80..=0x7ff => text.extend([0xc0 | (code >> 6) as u8, 0x80 | (code & 0x3f) as u8]),
        0x800..=0xffff => text.extend([
            0xe0 | (code >> 12) as u8,
            0x80 | (code >> 6 & 0x3f) as u8,
            0x80 | (code & 0x3f) as u8,
        ]),
        _ => text.extend([
            0xf0 | (code >> 18) as u8,
            0x80 | (code >> 12 & 0x3f) as u8,
            0x80 | (code >> 6 & 0x3f) as u8,
            0x80 | (code & 0x3f) as u8,
        ]),
    }
}

/// The table of an encoding by the 256 characters of its bytes, in UTF-8. None: what XML writes with it differs
/// from ASCII, or it has characters above the basic plane.
pub fn table(characters: &[u8]) -> Option<Encoding> {
    let mut table = Box::new([None; 256]);
    let mut rest = characters;
    for (byte, entry) in table.iter_mut().enumerate() {
        let length = match rest.first()? {
            0..=0x7f => 1,
            0x80..=0xdf => 2,
            0xe0..=0xef => 3,
            _ => return None,
        };
        let code = code_point(rest.get(..length)?);
        rest = &rest[length..];
        // U+FFFD is what no character is replaced by.
        let free = |code: u32| {
            code < 0x80 && (code < 0x20 && !matches!(code, 9 | 10 | 13) || b"$@\\^`{}~\x7f".contains(&(code as u8)))
        };
        *entry = (code != 0xfffd).then_some(code);
        let (own, same) = (byte as u32, code == byte as u32 && entry.is_some());
        if own < 0x80 && !free(own) && !same || code < 0x80 && !free(code) && !same {
            return None;
        }
    }
    Some(Encoding::Table(table))
}
