//! The encodings a source may be in: recoding to UTF-8, and back for the strings and error texts in it.

use crate::line_reader::DecodedPart;
use crate::utf8::{self, DecodeError};
use encoding_rs as whatwg;
use std::borrow::Cow;

/// An encoding and the name under which the source declares it.
#[derive(Debug, Clone)]
pub struct Encoding {
    /// As declared, but `utf-8` and `iso-8859-1` for the spellings CPython itself knows.
    pub name: Cow<'static, str>,
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

/// What a codec is made from.
#[derive(Clone, Copy)]
enum Origin {
    Utf8,
    Ascii,
    Latin1,
    Table(&'static whatwg::Encoding, HighControls),
    /// Under Python's name of the codec.
    MultiByte(&'static str, &'static whatwg::Encoding),
}

/// The codecs, each with the names Python has for it (as [`simplify`] makes them).
const CODECS: &[(Origin, &str)] = {
    use whatwg::*;
    use HighControls::*;
    use Origin::*;
    &[
        (Utf8, "utf_8 u8 utf utf8 utf8_ucs2 utf8_ucs4"),
        (Ascii, "ascii 646 ansi_x3.4_1968 ansi_x3.4_1986 ansi_x3_4_1968 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 us us_ascii"),
        (Latin1, "latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1"),
        (Table(ISO_8859_2, Same), "iso8859_2 csisolatin2 iso_8859_2 iso_8859_2_1987 iso_ir_101 l2 latin2"),
        (Table(ISO_8859_3, Same), "iso8859_3 csisolatin3 iso_8859_3 iso_8859_3_1988 iso_ir_109 l3 latin3"),
        (Table(ISO_8859_4, Same), "iso8859_4 csisolatin4 iso_8859_4 iso_8859_4_1988 iso_ir_110 l4 latin4"),
        (Table(ISO_8859_5, Same), "iso8859_5 csisolatincyrillic cyrillic iso_8859_5 iso_8859_5_1988 iso_ir_144"),
        (Table(ISO_8859_6, Same), "iso8859_6 arabic asmo_708 csisolatinarabic ecma_114 iso_8859_6 iso_8859_6_1987 iso_ir_127"),
        (Table(ISO_8859_7, Same), "iso8859_7 csisolatingreek ecma_118 elot_928 greek greek8 iso_8859_7 iso_8859_7_1987 iso_ir_126"),
        (Table(ISO_8859_8, Same), "iso8859_8 csisolatinhebrew hebrew iso_8859_8 iso_8859_8_1988 iso_ir_138"),
        (Table(WINDOWS_1254, Present), "iso8859_9 csisolatin5 iso_8859_9 iso_8859_9_1989 iso_ir_148 l5 latin5"),
        (Table(ISO_8859_10, Same), "iso8859_10 csisolatin6 iso_8859_10 iso_8859_10_1992 iso_ir_157 l6 latin6"),
        (Table(WINDOWS_874, Present), "iso8859_11 iso_8859_11 iso_8859_11_2001 thai"),
        (Table(ISO_8859_13, Same), "iso8859_13 iso_8859_13 l7 latin7"),
        (Table(ISO_8859_14, Same), "iso8859_14 iso_8859_14 iso_8859_14_1998 iso_celtic iso_ir_199 l8 latin8"),
        (Table(ISO_8859_15, Same), "iso8859_15 iso_8859_15 l9 latin9"),
        (Table(ISO_8859_16, Same), "iso8859_16 iso_8859_16 iso_8859_16_2001 iso_ir_226 l10 latin10"),
        (Table(KOI8_R, Same), "koi8_r cskoi8r"),
        (Table(KOI8_U, Same), "koi8_u"),
        (Table(MACINTOSH, Same), "mac_roman macroman"),
        (Table(X_MAC_CYRILLIC, Same), "mac_cyrillic maccyrillic"),
        (Table(IBM866, Same), "cp866 866 csibm866 ibm866"),
        (Table(WINDOWS_874, Undefined), "cp874"),
        (Table(WINDOWS_1250, Undefined), "cp1250 1250 windows_1250"),
        (Table(WINDOWS_1251, Undefined), "cp1251 1251 windows_1251"),
        (Table(WINDOWS_1252, Undefined), "cp1252 1252 windows_1252"),
        (Table(WINDOWS_1253, Undefined), "cp1253 1253 windows_1253"),
        (Table(WINDOWS_1254, Undefined), "cp1254 1254 windows_1254"),
        (Table(WINDOWS_1255, Undefined), "cp1255 1255 windows_1255"),
        (Table(WINDOWS_1256, Undefined), "cp1256 1256 windows_1256"),
        (Table(WINDOWS_1257, Undefined), "cp1257 1257 windows_1257"),
        (Table(WINDOWS_1258, Undefined), "cp1258 1258 windows_1258"),
        (MultiByte("gb2312", GBK), "gb2312 chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58"),
        (MultiByte("gbk", GBK), "gbk 936 cp936 ms936"),
        (MultiByte("gb18030", GB18030), "gb18030 gb18030_2000"),
        (MultiByte("big5", BIG5), "big5 big5_tw csbig5"),
        (MultiByte("euc_jp", EUC_JP), "euc_jp eucjp u_jis ujis"),
        (MultiByte("shift_jis", SHIFT_JIS), "shift_jis csshiftjis s_jis shiftjis sjis"),
        (MultiByte("cp932", SHIFT_JIS), "cp932 932 ms932 ms_kanji mskanji"),
        (MultiByte("euc_kr", EUC_KR), "euc_kr euckr korean ks_c_5601 ks_c_5601_1987 ks_x_1001 ksc5601 ksx1001"),
        (MultiByte("cp949", EUC_KR), "cp949 949 ms949 uhc"),
    ]
};

/// A name as the table above spells it: in lower case, words of letters, digits and dots joined by underscores.
fn simplify(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let words: Vec<_> = name
        .split(|character: char| !(character.is_ascii_alphanumeric() || character == '.'))
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_")
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
    } else if ["latin-1", "iso-8859-1", "iso-latin-1"].into_iter().any(is_or_extends) {
        "iso-8859-1"
    } else {
        name
    }
}

impl Encoding {
    /// UTF-8, as for a source with a byte order mark.
    pub const fn utf8() -> Self {
        Encoding {
            name: Cow::Borrowed("utf-8"),
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
            name: Cow::Owned(name.into()),
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

    /// The name of the codec in error messages.
    pub fn codec(&self) -> &'static str {
        match &self.codec {
            Codec::Utf8 | Codec::CheckedUtf8 => "utf8",
            Codec::Latin1 => "latin-1",
            Codec::Table(table) => table.codec,
            Codec::MultiByte(codec, _) => codec,
        }
    }

    /// Recodes a source to UTF-8, unless it is [transparent](Self::is_transparent).
    ///
    /// # Errors
    /// The first bytes that cannot be decoded.
    pub fn decode(&self, bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
        match &self.codec {
            Codec::Utf8 | Codec::Latin1 => Ok(bytes.to_vec()),
            Codec::CheckedUtf8 => utf8::check(bytes).map(|()| bytes.to_vec()),
            Codec::Table(table) => table.decode(bytes),
            Codec::MultiByte(_, encoding) => decode_multi_byte(encoding, bytes),
        }
    }

    /// What a reader that decodes ahead finds before an error in a file; `None` if it reads line by line.
    pub fn part_before(&self, bytes: &[u8], error: DecodeError) -> Option<DecodedPart> {
        let longest = match &self.codec {
            Codec::MultiByte(..) => return None,
            Codec::CheckedUtf8 => utf8::sequence_length(bytes[error.start]),
            _ => 1,
        };
        let text = self.decode(&bytes[..error.start]).ok()?;
        let characters = utf8::decode_lossy(&text);
        let mut offset = 0;
        let mut offsets = vec![0];
        for &character in &characters {
            offset += match &self.codec {
                Codec::CheckedUtf8 => utf8::encoded_length(character),
                _ => 1,
            };
            offsets.push(offset);
        }
        Some(DecodedPart {
            characters,
            offsets,
            bytes_to_error: error.start + longest.max(1),
        })
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
}

impl Codec {
    /// The codec with a [simplified](simplify) name.
    fn find(name: &str) -> Option<Codec> {
        let is_named = |&&(_, names): &&(Origin, &str)| names.split(' ').any(|known| known == name);
        let &(origin, _) = CODECS.iter().find(is_named)?;
        Some(match origin {
            Origin::Utf8 => Codec::CheckedUtf8,
            Origin::Ascii => Codec::Table(Box::new(Table::ascii())),
            Origin::Latin1 => Codec::Table(Box::new(Table::latin1())),
            Origin::Table(encoding, controls) => Codec::Table(Box::new(Table::new(encoding, controls))),
            Origin::MultiByte(codec, encoding) => Codec::MultiByte(codec, encoding),
        })
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

    fn decode(&self, bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
        for (start, &byte) in bytes.iter().enumerate() {
            match self.characters[usize::from(byte)] {
                Some(character) => text.push(character),
                None => {
                    return Err(DecodeError {
                        start,
                        end: start + 1,
                        reason: self.reason,
                    })
                }
            }
        }
        Ok(text.into_bytes())
    }

    /// The byte of a character: of several the last, as in maps that codecs encode with.
    fn byte(&self, code_point: u32) -> Option<u8> {
        let character = char::from_u32(code_point);
        let found = self
            .characters
            .iter()
            .rposition(|&known| known.is_some() && known == character);
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

fn decode_multi_byte(encoding: &'static whatwg::Encoding, bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = vec![0; room.unwrap_or(0)];
    let (result, read, written) = decoder.decode_to_utf8_without_replacement(bytes, &mut text, true);
    match result {
        whatwg::DecoderResult::Malformed(length, after) => {
            // Python's codecs report the byte after the bad one as well.
            let start = read - usize::from(after) - usize::from(length);
            let (length, reason) = match bytes.len() - start {
                1 => (1, "incomplete multibyte sequence"),
                _ => (2, "illegal multibyte sequence"),
            };
            let end = start + length;
            Err(DecodeError { start, end, reason })
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
        for name in ["latin-1", "Latin_1", "ISO-8859-1", "iso-latin-1-unix", "iso_8859_1-x"] {
            assert_eq!(normalize(name), "iso-8859-1");
        }
        for name in ["utf8", "latin1", "iso-8859-15", "utf-88", "cp1252"] {
            assert_eq!(normalize(name), name);
        }
    }

    #[test]
    fn tables_round_trip() {
        for name in ["iso-8859-15", "cp1252", "koi8-r", "iso8859-9", "mac-roman", "latin1"] {
            let encoding = Encoding::find(name).unwrap();
            let defined: Vec<u8> = (0..=255).filter(|&byte| encoding.decode(&[byte]).is_ok()).collect();
            let text = encoding.decode(&defined).unwrap();
            assert_eq!(encoding.encode(&text), defined, "{name}");
        }
    }

    #[test]
    fn python_leaves_bytes_undefined() {
        let cp1252 = Encoding::find("cp1252").unwrap();
        let error = cp1252.decode(b"ab\x81").unwrap_err();
        assert_eq!(
            error.message(cp1252.codec(), b"ab\x81"),
            "'charmap' codec can't decode byte 0x81 in position 2: character maps to <undefined>"
        );
        let shift_jis = Encoding::find("shift_jis").unwrap();
        assert_eq!(shift_jis.encode(&shift_jis.decode(b"\x82\xa0a").unwrap()), b"\x82\xa0a");
        assert!(shift_jis.decode(b"a\x81").is_err());
    }
}
