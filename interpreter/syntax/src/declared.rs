//! The encoding that a source declares: one of this crate's, or a codec of the program that parses.

use crate::encoding::Encoding;
use crate::utf8;

/// The codecs of the program that parses a source. They may do anything: also to the source, which need not be Python
/// before it is decoded. Texts are UTF-8 in which surrogates are allowed.
pub trait ProgramCodecs {
    /// Decodes a whole source.
    ///
    /// # Errors
    /// The text of the exception, also where there is no such encoding.
    fn decode(&self, encoding: &str, source: &[u8]) -> Result<Vec<u8>, String>;

    /// Opens a file, which is to be read from `start` on, with the encoding's stream reader. Tells whether there is one.
    fn open(&self, encoding: &str, file: &[u8], start: usize) -> bool;

    /// What the `readline` of the reader opened last returns: nothing at the end.
    ///
    /// # Errors
    /// The text of the exception.
    fn read_line(&self) -> Result<Vec<u8>, String>;

    /// Encodes what stands in a byte string.
    ///
    /// # Errors
    /// See [`EncodeError`].
    fn encode(&self, encoding: &str, text: &[u8]) -> Result<Vec<u8>, EncodeError>;

    /// Encodes with marks for what cannot be encoded, if that works.
    fn encode_with_marks(&self, encoding: &str, text: &[u8]) -> Option<Vec<u8>>;
}

/// Why a codec of the program did not encode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EncodeError {
    /// A `UnicodeError` with this text.
    Unicode(String),
    /// Any other exception. Its owner keeps the first: see [`crate::SyntaxErrorKind::Raised`].
    Raised,
}

/// A program without codecs.
pub struct NoCodecs;

impl ProgramCodecs for NoCodecs {
    fn decode(&self, encoding: &str, _: &[u8]) -> Result<Vec<u8>, String> {
        Err(format!("unknown encoding: {encoding}"))
    }

    fn open(&self, _: &str, _: &[u8], _: usize) -> bool {
        false
    }

    fn read_line(&self) -> Result<Vec<u8>, String> {
        Ok(Vec::new())
    }

    fn encode(&self, encoding: &str, _: &[u8]) -> Result<Vec<u8>, EncodeError> {
        Err(EncodeError::Unicode(format!("unknown encoding: {encoding}")))
    }

    fn encode_with_marks(&self, _: &str, _: &[u8]) -> Option<Vec<u8>> {
        None
    }
}

/// See the module's documentation.
#[derive(Clone)]
pub enum Declared<'c> {
    Known(Encoding),
    /// An encoding of the program, by its name.
    Program(String, &'c dyn ProgramCodecs),
}

impl Declared<'_> {
    /// The name that the source declares, as [`crate::encoding::normalize`] makes it.
    pub fn name(&self) -> &str {
        match self {
            Declared::Known(encoding) => &encoding.name,
            Declared::Program(name, _) => name,
        }
    }

    /// Whether the lexer sees the bytes as they are in the source.
    pub fn is_transparent(&self) -> bool {
        matches!(self, Declared::Known(encoding) if encoding.is_transparent())
    }

    /// Whether this is `iso-8859-1`, in which CPython keeps the source.
    pub fn is_latin1(&self) -> bool {
        matches!(self, Declared::Known(encoding) if encoding.is_latin1())
    }

    /// Whether ASCII is encoded as it is, which nobody knows of a codec of the program.
    pub fn extends_ascii(&self) -> bool {
        matches!(self, Declared::Known(_))
    }

    /// The bytes in this encoding of text the lexer sees.
    ///
    /// # Errors
    /// Only of a codec of the program: otherwise `?` stands for what the encoding lacks.
    pub fn encode(&self, text: &[u8]) -> Result<Vec<u8>, EncodeError> {
        match self {
            Declared::Known(encoding) => Ok(encoding.encode(text)),
            Declared::Program(name, codecs) => codecs.encode(name, text),
        }
    }

    /// The text of an error as CPython shows it: decoded as UTF-8 and encoded, with marks for what cannot be, if that
    /// can be done.
    pub fn restore(&self, text: &[u8]) -> Option<Vec<u8>> {
        let mut decoded = Vec::with_capacity(text.len());
        for code_point in utf8::decode_lossy(text) {
            utf8::push(&mut decoded, code_point);
        }
        match self {
            Declared::Known(encoding) => Some(encoding.encode(&decoded)),
            Declared::Program(name, codecs) => codecs.encode_with_marks(name, &decoded),
        }
    }
}
