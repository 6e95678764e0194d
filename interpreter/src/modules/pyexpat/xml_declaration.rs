//! The XML declaration, and the text declaration of external entities.

/// What a declaration says, by positions in the text.
#[derive(Default)]
pub struct XmlDeclaration {
    pub version: Option<(usize, usize)>,
    pub encoding: Option<(usize, usize)>,
    pub standalone: Option<bool>,
}

/// name="value" in a declaration.
struct Pair<'a> {
    name: &'a [u8],
    at: usize,
    value: (usize, usize),
}

/// Reads the declaration `text[at..end]`, "<?xml" and "?>" included; `is_text`: of an external entity.
/// Err: where it is not well formed.
pub fn read(text: &[u8], at: usize, end: usize, is_text: bool) -> Result<XmlDeclaration, usize> {
    let mut declaration = XmlDeclaration::default();
    let mut reader = Reader {
        text: &text[..end - 2],
        at: at + 5,
    };
    let Some(mut pair) = reader.pair()? else {
        return Err(reader.at);
    };
    let value = |(start, end)| &text[start..end];
    if pair.name == b"version" {
        declaration.version = Some(pair.value);
        match reader.pair()? {
            Some(next) => pair = next,
            None if is_text => return Err(reader.at),
            None => return Ok(declaration),
        }
    } else if !is_text {
        return Err(pair.at);
    }
    if pair.name == b"encoding" {
        if !value(pair.value).first().is_some_and(u8::is_ascii_alphabetic) {
            return Err(pair.value.0);
        }
        declaration.encoding = Some(pair.value);
        match reader.pair()? {
            Some(next) => pair = next,
            None => return Ok(declaration),
        }
    }
    if pair.name != b"standalone" || is_text {
        return Err(pair.at);
    }
    declaration.standalone = Some(match value(pair.value) {
        b"yes" => true,
        b"no" => false,
        _ => return Err(pair.value.0),
    });
    reader.skip_space();
    match reader.at == reader.text.len() {
        true => Ok(declaration),
        false => Err(reader.at),
    }
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.get(self.at).copied().filter(u8::is_ascii)
    }

    fn skip_space(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// The next pair; None at the end. Err: where there is none.
    fn pair(&mut self) -> Result<Option<Pair<'a>>, usize> {
        let start = self.at;
        if start == self.text.len() {
            return Ok(None);
        }
        self.skip_space();
        if self.at == start {
            return Err(start);
        }
        if self.at == self.text.len() {
            // Where the space began, as nothing was found.
            self.at = start;
            return Ok(None);
        }
        let at = self.at;
        while !matches!(self.byte(), None | Some(b'=' | b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        let name = &self.text[at..self.at];
        self.skip_space();
        if name.is_empty() || self.byte() != Some(b'=') {
            return Err(self.at);
        }
        self.at += 1;
        self.skip_space();
        let Some(quote @ (b'"' | b'\'')) = self.byte() else {
            return Err(self.at);
        };
        self.at += 1;
        let first = self.at;
        loop {
            match self.byte() {
                Some(byte) if byte == quote => break,
                Some(byte) if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) => self.at += 1,
                _ => return Err(self.at),
            }
        }
        self.at += 1;
        let value = (first, self.at - 1);
        Ok(Some(Pair { name, at, value }))
    }
}
