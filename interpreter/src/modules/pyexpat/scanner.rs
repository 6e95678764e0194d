//! The scanner: text in UTF-8, what a byte of it means, and the steps that all tokens are found by.
//!
//! A scanner never looks behind the end of the text it has. Where a token may go on there it says so, and the
//! caller waits for more or, at the end of the document, makes an error of it. Bytes that are no character of XML
//! (0xff stands for what another encoding could not decode) end a token where they stand.

use super::name_characters::{begins_name, continues_name};

/// What a byte means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// No character, or none of XML.
    Bad,
    Lead2,
    Lead3,
    Lead4,
    Less,
    Greater,
    Ampersand,
    Quote,
    Apostrophe,
    Equals,
    Question,
    Exclamation,
    Slash,
    Semicolon,
    Hash,
    Percent,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    Star,
    Plus,
    Comma,
    Bar,
    Return,
    Newline,
    Space,
    Colon,
    Minus,
    /// A letter or '_', what names begin with.
    Letter,
    /// A letter that is a hexadecimal digit.
    HexLetter,
    Digit,
    /// Of names, but not first.
    Dot,
    Other,
}

use Class::*;

/// Classes of bytes; `namespaces`: a colon parts names; `entity`: in the text of an entity, whose returns are spaces.
const fn classes(namespaces: bool, entity: bool) -> [Class; 256] {
    let mut table = [Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\t' | b' ' => Space,
            b'\n' => Newline,
            b'\r' => {
                if entity {
                    Space
                } else {
                    Return
                }
            }
            0..=0x1f | 0x80..=0xbf | 0xf5..=0xff => Bad,
            b'<' => Less,
            b'>' => Greater,
            b'&' => Ampersand,
            b'"' => Quote,
            b'\'' => Apostrophe,
            b'=' => Equals,
            b'?' => Question,
            b'!' => Exclamation,
            b'/' => Slash,
            b';' => Semicolon,
            b'#' => Hash,
            b'%' => Percent,
            b'[' => OpenBracket,
            b']' => CloseBracket,
            b'(' => OpenParenthesis,
            b')' => CloseParenthesis,
            b'*' => Star,
            b'+' => Plus,
            b',' => Comma,
            b'|' => Bar,
            b'-' => Minus,
            b'.' => Dot,
            b':' => {
                if namespaces {
                    Colon
                } else {
                    Letter
                }
            }
            b'0'..=b'9' => Digit,
            b'A'..=b'F' | b'a'..=b'f' => HexLetter,
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => Letter,
            0xc0..=0xdf => Lead2,
            0xe0..=0xef => Lead3,
            0xf0..=0xf4 => Lead4,
            _ => Other,
        };
        byte += 1;
    }
    table
}

static PLAIN: [Class; 256] = classes(false, false);
static PLAIN_ENTITY: [Class; 256] = classes(false, true);
static NAMESPACES: [Class; 256] = classes(true, false);
static NAMESPACES_ENTITY: [Class; 256] = classes(true, true);

/// What was found in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    /// The text is at its end.
    None,
    /// The text ends within a token, or a character.
    Partial,
    PartialCharacter,
    /// Not well formed, at `next`.
    Invalid,
    /// The text ends with what may begin "]]>" or a line's end.
    TrailingBracket,
    TrailingReturn,
    StartTag,
    EmptyElement,
    EndTag,
    Data,
    Newline,
    CdataOpen,
    CdataClose,
    EntityReference,
    CharacterReference,
    Instruction,
    XmlDeclaration,
    Comment,
    ByteOrderMark,
    /// White space in an attribute's value.
    ValueSpace,
    Space,
    DeclarationOpen,
    DeclarationClose,
    Name,
    /// With a colon in it.
    PrefixedName,
    Nmtoken,
    NameQuestion,
    NameStar,
    NamePlus,
    /// #NAME
    HashName,
    Bar,
    Comma,
    Percent,
    OpenParenthesis,
    CloseParenthesis,
    CloseParenthesisQuestion,
    CloseParenthesisStar,
    CloseParenthesisPlus,
    OpenBracket,
    CloseBracket,
    Literal,
    ParameterReference,
    /// The document's element begins.
    Instance,
    /// "<![" and "]]>"
    SectionOpen,
    SectionClose,
    IgnoredSection,
}

/// A token and where it ends.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub token: Token,
    pub next: usize,
    /// It ends with the text and would go on, or be another, if the right thing followed.
    pub open: bool,
}

/// What a scanning step gives: Err is what ends the token early.
pub type Scanned<T = Found> = Result<T, Found>;

pub const fn found(token: Token, next: usize) -> Scanned {
    Ok(Found {
        token,
        next,
        open: false,
    })
}

/// A token that the text's end ended.
pub const fn found_open(token: Token, next: usize) -> Scanned {
    Ok(Found {
        token,
        next,
        open: true,
    })
}

#[cold]
pub const fn invalid<T>(at: usize) -> Scanned<T> {
    Err(Found {
        token: Token::Invalid,
        next: at,
        open: false,
    })
}

pub const fn partial<T>(at: usize) -> Scanned<T> {
    Err(Found {
        token: Token::Partial,
        next: at,
        open: false,
    })
}

/// A text to be scanned.
#[derive(Clone, Copy)]
pub struct Scanner<'a> {
    pub text: &'a [u8],
    classes: &'static [Class; 256],
    /// Its encoding was one whose letters ª, µ and º count as letters of names.
    latin: bool,
    /// Letters up to this one are as those of ASCII where declarations begin.
    pub single: u32,
    /// A byte of a character that is not complete follows the text.
    pub odd: bool,
}

impl<'a> Scanner<'a> {
    /// `entity`: the text is that of an entity declared before, not the document's.
    pub fn new(text: &'a [u8], namespaces: bool, entity: bool, latin: bool) -> Scanner<'a> {
        let classes = match (namespaces, entity) {
            (false, false) => &PLAIN,
            (false, true) => &PLAIN_ENTITY,
            (true, false) => &NAMESPACES,
            (true, true) => &NAMESPACES_ENTITY,
        };
        Scanner {
            text,
            classes,
            latin,
            single: 0,
            odd: false,
        }
    }

    /// What is found at the end of the text.
    pub fn at_end(&self) -> Scanned {
        let end = self.end();
        match self.odd {
            true => partial(end),
            false => found(Token::None, end),
        }
    }

    pub fn end(&self) -> usize {
        self.text.len()
    }

    /// The class of the byte at `at`, which is there.
    #[inline(always)]
    pub fn class(&self, at: usize) -> Class {
        self.classes[self.text[at] as usize]
    }

    /// The class of the byte at `at`, if it is there.
    #[inline(always)]
    pub fn peek(&self, at: usize) -> Option<Class> {
        self.text.get(at).map(|&byte| self.classes[byte as usize])
    }

    /// The class of the byte at `at`; the token is partial without one.
    #[inline(always)]
    pub fn need(&self, at: usize) -> Scanned<Class> {
        match self.text.get(at) {
            Some(&byte) => Ok(self.classes[byte as usize]),
            None => partial(at),
        }
    }

    /// Whether the byte at `at` is there and is this.
    pub fn is(&self, at: usize, byte: u8) -> bool {
        self.text.get(at) == Some(&byte)
    }

    /// The position after the character at `at`, whatever it is.
    #[inline(always)]
    pub fn step(&self, at: usize) -> Scanned<usize> {
        match self.class(at) {
            Bad => invalid(at),
            Lead2 => self.step_wide(at, 2),
            Lead3 => self.step_wide(at, 3),
            Lead4 => self.step_wide(at, 4),
            _ => Ok(at + 1),
        }
    }

    /// The position after a character of `width` bytes.
    pub fn step_wide(&self, at: usize, width: usize) -> Scanned<usize> {
        let Some(bytes) = self.text.get(at..at + width) else {
            return Err(Found {
                token: Token::PartialCharacter,
                next: at,
                open: false,
            });
        };
        match is_character(bytes) {
            true => Ok(at + width),
            false => invalid(at),
        }
    }

    /// The position after a character that names begin with; None: it is another.
    #[inline(always)]
    pub fn name_begins(&self, at: usize) -> Scanned<Option<usize>> {
        match self.need(at)? {
            Letter | HexLetter => Ok(Some(at + 1)),
            class @ (Lead2 | Lead3 | Lead4) => self.wide_of_name(at, class, true).map(Some),
            _ => Ok(None),
        }
    }

    /// The position of what ends a name that has begun: its end, or the text's.
    #[inline(always)]
    pub fn name_end(&self, mut at: usize) -> Scanned<usize> {
        while let Some(class) = self.peek(at) {
            at = match class {
                Letter | HexLetter | Digit | Dot | Minus => at + 1,
                Lead2 | Lead3 | Lead4 => self.wide_of_name(at, class, false)?,
                _ => break,
            };
        }
        Ok(at)
    }

    /// The position after a character above ASCII, which must be one of names.
    pub fn wide_of_name(&self, at: usize, class: Class, first: bool) -> Scanned<usize> {
        match self.wide_name_class(at, class)? {
            Some(begins) if begins || !first => Ok(at + width(class)),
            _ => invalid(at),
        }
    }

    /// Whether names may begin with a character above ASCII; None: it is none of names.
    ///
    /// As Expat 2.2.8, it looks at the bits of the character only: a name may have bytes that are not UTF-8. Nobody
    /// is told one as text.
    pub fn wide_name_class(&self, at: usize, class: Class) -> Scanned<Option<bool>> {
        let Some(bytes) = self.text.get(at..at + width(class)) else {
            return Err(Found {
                token: Token::PartialCharacter,
                next: at,
                open: false,
            });
        };
        let code = match class {
            Lead4 => return Ok(None),
            _ => code_point(bytes),
        };
        let latin = self.latin && matches!(code, 0xaa | 0xb5 | 0xba);
        if latin || begins_name(code) {
            return Ok(Some(true));
        }
        Ok(continues_name(code).then_some(false))
    }

    /// Whether the character above ASCII at `at` is there and one of those that `single` says.
    pub fn is_single(&self, at: usize, class: Class) -> bool {
        let bytes = self.text.get(at..at + width(class));
        bytes.is_some_and(|bytes| code_point(bytes) <= self.single)
    }

    /// A name that must begin at `at`: its end.
    pub fn name(&self, at: usize) -> Scanned<usize> {
        match self.name_begins(at)? {
            Some(next) => self.name_end(next),
            None => invalid(at),
        }
    }

    /// The position after white space, if there is any.
    pub fn skip_space(&self, mut at: usize) -> usize {
        while matches!(self.peek(at), Some(Space | Newline | Return)) {
            at += 1;
        }
        at
    }

    /// The end of a name (with colons) in a text that is known to be well formed.
    pub fn known_name_end(&self, mut at: usize) -> usize {
        while let Some(class @ (Letter | HexLetter | Digit | Dot | Minus | Colon | Lead2 | Lead3 | Lead4)) =
            self.peek(at)
        {
            at += width(class);
        }
        at
    }
}

/// The bytes of a character by the class of its first.
pub fn width(class: Class) -> usize {
    match class {
        Lead2 => 2,
        Lead3 => 3,
        Lead4 => 4,
        _ => 1,
    }
}

/// Whether bytes above ASCII are the UTF-8 of a character of XML: no surrogate, not U+FFFE or U+FFFF.
fn is_character(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() && !matches!(bytes, [0xef, 0xbf, 0xbe | 0xbf])
}

/// The character of its UTF-8.
pub fn code_point(bytes: &[u8]) -> u32 {
    let first = bytes[0] as u32;
    let head = match bytes.len() {
        1 => return first,
        2 => first & 0x1f,
        3 => first & 0xf,
        _ => first & 7,
    };
    bytes[1..].iter().fold(head, |code, &b| code << 6 | (b & 0x3f) as u32)
}
