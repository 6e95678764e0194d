//! The encodings a source may be in: recoding to UTF-8, and back for the strings and error texts in it.

use crate::utf8::{self, DecodeError};
use encoding_rs as whatwg;

/// An encoding and the name under which the source declares it.
#[derive(Debug, Clone)]
pub struct Encoding {
    /// As declared, but `utf-8` and `iso-8859-1` for the spellings CPython itself knows.
    pub name: String,
    codec: Codec,
}

#[derive(Debug, Clone)]
enum Codec {
    /// `utf-8`: the bytes are taken as they are.
    Utf8,
    /// `iso-8859-1`: the bytes are taken as they are.
    Latin1,
    /// UTF-8 under another name: the bytes are checked.
    CheckedUtf8,
    /// One byte a character.
    Table(Box<Table>),
    /// Several bytes a character, under Python's name of the codec.
    MultiByte(&'static str, &'static whatwg::Encoding),
}

#[derive(Debug, Clone)]
struct Table {
    codec: &'static str,
    reason: &'static str,
    characters: [Option<char>; 256],
}

/// How the bytes 0x80 to 0x9f of a table differ from those of the encoding it is made from.
#[derive(Clone, Copy)]
enum HighControls {
    /// Not at all.
    Same,
    /// A control character there means that Python leaves the byte undefined.
    Undefined,
    /// Python has control characters there.
    Present,
}

/// Encodings of one byte a character: names (as [`simplify`] makes them) and what the table is made from.
const TABLES: &[(&[&str], &whatwg::Encoding, HighControls)] = {
    use whatwg::*;
    use HighControls::*;
    &[
        (&["iso88592", "latin2", "l2"], ISO_8859_2, Same),
        (&["iso88593", "latin3", "l3"], ISO_8859_3, Same),
        (&["iso88594", "latin4", "l4"], ISO_8859_4, Same),
        (&["iso88595", "cyrillic"], ISO_8859_5, Same),
        (&["iso88596", "arabic"], ISO_8859_6, Same),
        (&["iso88597", "greek"], ISO_8859_7, Same),
        (&["iso88598", "hebrew"], ISO_8859_8, Same),
        (&["iso88599", "latin5", "l5"], WINDOWS_1254, Present),
        (&["iso885910", "latin6", "l6"], ISO_8859_10, Same),
        (&["iso885911", "thai"], WINDOWS_874, Present),
        (&["iso885913", "latin7", "l7"], ISO_8859_13, Same),
        (&["iso885914", "latin8", "l8"], ISO_8859_14, Same),
        (&["iso885915", "latin9", "l9"], ISO_8859_15, Same),
        (&["iso885916", "latin10", "l10"], ISO_8859_16, Same),
        (&["koi8r"], KOI8_R, Same),
        (&["koi8u"], KOI8_U, Same),
        (&["macroman"], MACINTOSH, Same),
        (&["maccyrillic"], X_MAC_CYRILLIC, Same),
        (&["cp866", "ibm866", "866"], IBM866, Same),
        (&["cp874"], WINDOWS_874, Undefined),
        (&["cp1250", "windows1250", "1250"], WINDOWS_1250, Undefined),
        (&["cp1251", "windows1251", "1251"], WINDOWS_1251, Undefined),
        (&["cp1252", "windows1252", "1252"], WINDOWS_1252, Undefined),
        (&["cp1253", "windows1253", "1253"], WINDOWS_1253, Undefined),
        (&["cp1254", "windows1254", "1254"], WINDOWS_1254, Undefined),
        (&["cp1255", "windows1255", "1255"], WINDOWS_1255, Undefined),
        (&["cp1256", "windows1256", "1256"], WINDOWS_1256, Undefined),
        (&["cp1257", "windows1257", "1257"], WINDOWS_1257, Undefined),
        (&["cp1258", "windows1258", "1258"], WINDOWS_1258, Undefined),
    ]
};

/// Encodings of several bytes a character: names, Python's codec, and its counterpart.
const MULTI_BYTE: &[(&[&str], &str, &whatwg::Encoding)] = &[
    (&["gb2312", "chinese", "euccn"], "gb2312", whatwg::GBK),
    (&["gbk", "cp936", "936", "ms936"], "gbk", whatwg::GBK),
    (&["gb18030"], "gb18030", whatwg::GB18030),
    (&["big5", "big5tw", "csbig5"], "big5", whatwg::BIG5),
    (&["eucjp", "ujis"], "euc_jp", whatwg::EUC_JP),
    (
        &["shiftjis", "sjis", "csshiftjis"],
        "shift_jis",
        whatwg::SHIFT_JIS,
    ),
    (
        &["cp932", "932", "ms932", "mskanji"],
        "cp932",
        whatwg::SHIFT_JIS,
    ),
    (&["euckr", "korean", "ksc5601"], "euc_kr", whatwg::EUC_KR),
    (&["cp949", "949", "ms949", "uhc"], "cp949", whatwg::EUC_KR),
];

/// A name as the tables above spell it: only its letters and digits, in lower case.
fn simplify(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

/// The name CPython's tokenizer uses for a declared one: it knows some spellings of two encodings.
pub fn normalize(name: &str) -> &str {
    let head: String = name
        .chars()
        .take(12)
        .map(|character| {
            if character == '_' {
                '-'
            } else {
                character.to_ascii_lowercase()
            }
        })
        .collect();
    let is_or_extends = |known: &str| {
        head.strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    if is_or_extends("utf-8") {
        "utf-8"
    } else if ["latin-1", "iso-8859-1", "iso-latin-1"]
        .into_iter()
        .any(is_or_extends)
    {
        "iso-8859-1"
    } else {
        name
    }
}

impl Encoding {
    /// UTF-8, as for a source with a byte order mark.
    pub fn utf8() -> Self {
        Encoding {
            name: "utf-8".into(),
            codec: Codec::Utf8,
        }
    }

    /// The encoding with a [normalized](normalize) name, if it is known and extends ASCII.
    pub fn find(name: &str) -> Option<Self> {
        let codec = match name {
            "utf-8" => Codec::Utf8,
            "iso-8859-1" => Codec::Latin1,
            _ => Codec::find(&simplify(name))?,
        };
        Some(Encoding {
            name: name.into(),
            codec,
        })
    }

    /// Whether the lexer sees the bytes as they are in the source.
    pub fn is_transparent(&self) -> bool {
        matches!(self.codec, Codec::Utf8 | Codec::Latin1)
    }

    /// Whether this is `iso-8859-1`, in which CPython keeps the source.
    pub fn is_latin1(&self) -> bool {
        matches!(self.codec, Codec::Latin1)
    }

    /// Recodes a source to UTF-8, unless it is [transparent](Self::is_transparent).
    ///
    /// # Errors
    /// The message of Python's `UnicodeDecodeError`.
    pub fn decode(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        match &self.codec {
            Codec::Utf8 | Codec::Latin1 => Ok(bytes.to_vec()),
            Codec::CheckedUtf8 => match utf8::check(bytes) {
                Ok(()) => Ok(bytes.to_vec()),
                Err(error) => Err(error.message("utf8", bytes)),
            },
            Codec::Table(table) => table.decode(bytes),
            Codec::MultiByte(codec, encoding) => decode_multi_byte(codec, encoding, bytes),
        }
    }

    /// The bytes in this encoding of text the lexer sees; `?` stands for what it lacks.
    pub fn encode(&self, text: &[u8]) -> Vec<u8> {
        match &self.codec {
            Codec::Utf8 | Codec::CheckedUtf8 => text.to_vec(),
            Codec::Latin1 => encode_each(text, |character| u8::try_from(character).ok()),
            Codec::Table(table) => encode_each(text, |character| table.byte(character)),
            Codec::MultiByte(_, encoding) => encode_multi_byte(encoding, text),
        }
    }

    /// The text of an error as CPython shows it: decoded as UTF-8 and encoded, with marks for what cannot be.
    pub fn restore(&self, text: &[u8]) -> Vec<u8> {
        let mut decoded = Vec::with_capacity(text.len());
        for code_point in utf8::decode_lossy(text) {
            utf8::push(&mut decoded, code_point);
        }
        self.encode(&decoded)
    }
}

impl Codec {
    /// The codec with a [simplified](simplify) name.
    fn find(name: &str) -> Option<Codec> {
        match name {
            "utf8" | "utf" | "u8" => return Some(Codec::CheckedUtf8),
            "ascii" | "usascii" | "us" | "646" => {
                return Some(Codec::Table(Box::new(Table::ascii())))
            }
            "latin1" | "iso88591" | "l1" | "latin" | "8859" | "cp819" => {
                return Some(Codec::Table(Box::new(Table::latin1())));
            }
            _ => {}
        }
        for &(names, encoding, controls) in TABLES {
            if names.contains(&name) {
                return Some(Codec::Table(Box::new(Table::new(encoding, controls))));
            }
        }
        for &(names, codec, encoding) in MULTI_BYTE {
            if names.contains(&name) {
                return Some(Codec::MultiByte(codec, encoding));
            }
        }
        None
    }
}

impl Table {
    fn ascii() -> Self {
        let mut characters = [None; 256];
        for (byte, character) in (0..128u8).zip(&mut characters) {
            *character = Some(char::from(byte));
        }
        Table {
            codec: "ascii",
            reason: "ordinal not in range(128)",
            characters,
        }
    }

    fn latin1() -> Self {
        Table {
            codec: "latin-1",
            reason: "",
            characters: std::array::from_fn(|byte| Some(char::from(byte as u8))),
        }
    }

    fn new(encoding: &'static whatwg::Encoding, controls: HighControls) -> Self {
        let character = |byte: usize| {
            let byte = byte as u8;
            let found = encoding
                .decode_without_bom_handling_and_without_replacement(&[byte])
                .and_then(|text| text.chars().next());
            match controls {
                HighControls::Present if (0x80..0xa0).contains(&byte) => Some(char::from(byte)),
                HighControls::Undefined => found.filter(|found| byte < 0x80 || !found.is_control()),
                _ => found,
            }
        };
        Table {
            codec: "charmap",
            reason: "character maps to <undefined>",
            characters: std::array::from_fn(character),
        }
    }

    fn decode(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
        for (start, &byte) in bytes.iter().enumerate() {
            match self.characters[usize::from(byte)] {
                Some(character) => text.push(character),
                None => {
                    let error = DecodeError {
                        start,
                        end: start + 1,
                        reason: self.reason,
                    };
                    return Err(error.message(self.codec, bytes));
                }
            }
        }
        Ok(text.into_bytes())
    }

    fn byte(&self, code_point: u32) -> Option<u8> {
        let character = char::from_u32(code_point);
        let found = self
            .characters
            .iter()
            .position(|&known| known.is_some() && known == character);
        found.map(|byte| byte as u8)
    }
}

/// Encodes character by character, with `?` for what cannot be.
fn encode_each(text: &[u8], byte: impl Fn(u32) -> Option<u8>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for code_point in utf8::decode_lossy(text) {
        bytes.push(match code_point {
            0..=0x7f => code_point as u8,
            _ => byte(code_point).unwrap_or(b'?'),
        });
    }
    bytes
}

fn decode_multi_byte(
    codec: &'static str,
    encoding: &'static whatwg::Encoding,
    bytes: &[u8],
) -> Result<Vec<u8>, String> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = vec![0; room.unwrap_or(0)];
    let (result, read, written) =
        decoder.decode_to_utf8_without_replacement(bytes, &mut text, true);
    match result {
        whatwg::DecoderResult::Malformed(length, after) => {
            let end = read - usize::from(after);
            let error = DecodeError {
                start: end - usize::from(length),
                end,
                reason: "illegal multibyte sequence",
            };
            Err(error.message(codec, bytes))
        }
        _ => {
            text.truncate(written);
            Ok(text)
        }
    }
}

fn encode_multi_byte(encoding: &'static whatwg::Encoding, text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for character in String::from_utf8_lossy(text).chars() {
        let mut buffer = [0; 4];
        let (encoded, _, failed) = encoding.encode(character.encode_utf8(&mut buffer));
        if failed {
            bytes.push(b'?');
        } else {
            bytes.extend_from_slice(&encoded);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cpython_knows() {
        for name in ["utf-8", "UTF-8", "utf_8", "Utf-8-Unix", "utf-8-sig"] {
            assert_eq!(normalize(name), "utf-8");
        }
        for name in [
            "latin-1",
            "Latin_1",
            "ISO-8859-1",
            "iso-latin-1-unix",
            "iso_8859_1-x",
        ] {
            assert_eq!(normalize(name), "iso-8859-1");
        }
        for name in ["utf8", "latin1", "iso-8859-15", "utf-88", "cp1252"] {
            assert_eq!(normalize(name), name);
        }
    }

    #[test]
    fn tables_round_trip() {
        for name in [
            "iso-8859-15",
            "cp1252",
            "koi8-r",
            "iso8859-9",
            "mac-roman",
            "latin1",
        ] {
            let encoding = Encoding::find(name).unwrap();
            let defined: Vec<u8> = (0..=255)
                .filter(|&byte| encoding.decode(&[byte]).is_ok())
                .collect();
            let text = encoding.decode(&defined).unwrap();
            assert_eq!(encoding.encode(&text), defined, "{name}");
        }
    }

    #[test]
    fn python_leaves_bytes_undefined() {
        let cp1252 = Encoding::find("cp1252").unwrap();
        assert_eq!(
            cp1252.decode(b"ab\x81").unwrap_err(),
            "'charmap' codec can't decode byte 0x81 in position 2: character maps to <undefined>"
        );
        let shift_jis = Encoding::find("shift_jis").unwrap();
        assert_eq!(
            shift_jis.encode(&shift_jis.decode(b"\x82\xa0a").unwrap()),
            b"\x82\xa0a"
        );
        assert!(shift_jis.decode(b"a\x81").is_err());
    }
}
