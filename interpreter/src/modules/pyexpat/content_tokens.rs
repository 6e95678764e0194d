//! Tokens of elements' contents: tags, character data, references, CDATA sections.

use super::scanner::{found, invalid, partial, Class, Found, Scanned, Scanner, Token};

impl Scanner<'_> {
    /// The token at `at` in an element's content.
    pub fn content(&self, at: usize) -> Found {
        self.scan_content(at).unwrap_or_else(|early| early)
    }

    /// The token at `at` in a CDATA section.
    pub fn cdata(&self, at: usize) -> Found {
        self.scan_cdata(at).unwrap_or_else(|early| early)
    }

    fn scan_content(&self, at: usize) -> Scanned {
        let Some(class) = self.peek(at) else {
            return self.at_end();
        };
        let next = match class {
            Class::Less => return self.markup(at + 1),
            Class::Ampersand => return self.reference(at + 1),
            Class::Return => {
                return match self.peek(at + 1) {
                    None => found(Token::TrailingReturn, at),
                    Some(Class::Newline) => found(Token::Newline, at + 2),
                    Some(_) => found(Token::Newline, at + 1),
                }
            }
            Class::Newline => return found(Token::Newline, at + 1),
            Class::CloseBracket => {
                if at + 1 == self.end() {
                    return found(Token::TrailingBracket, at);
                }
                if self.is(at + 1, b']') {
                    match self.text.get(at + 2) {
                        None => return found(Token::TrailingBracket, at),
                        Some(b'>') => return invalid(at + 2),
                        Some(_) => {}
                    }
                }
                at + 1
            }
            _ => self.step(at)?,
        };
        self.data(next)
    }

    /// The rest of a run of character data.
    fn data(&self, mut at: usize) -> Scanned {
        while let Some(class) = self.peek(at) {
            match class {
                Class::Lead2 | Class::Lead3 | Class::Lead4 => match self.step(at) {
                    Ok(next) => at = next,
                    Err(_) => break,
                },
                Class::CloseBracket => match (self.text.get(at + 1), self.text.get(at + 2)) {
                    (Some(b']'), Some(b'>')) => return invalid(at + 2),
                    (None, _) | (Some(b']'), None) => break,
                    _ => at += 1,
                },
                Class::Ampersand | Class::Less | Class::Bad | Class::Return | Class::Newline => break,
                _ => at += 1,
            }
        }
        found(Token::Data, at)
    }

    fn scan_cdata(&self, at: usize) -> Scanned {
        let Some(class) = self.peek(at) else {
            return self.at_end();
        };
        let mut at = match class {
            Class::CloseBracket => {
                self.need(at + 1)?;
                if self.is(at + 1, b']') {
                    self.need(at + 2)?;
                    if self.is(at + 2, b'>') {
                        return found(Token::CdataClose, at + 3);
                    }
                }
                at + 1
            }
            Class::Return => {
                let pair = self.need(at + 1)? == Class::Newline;
                return found(Token::Newline, at + 1 + pair as usize);
            }
            Class::Newline => return found(Token::Newline, at + 1),
            _ => self.step(at)?,
        };
        while let Some(class) = self.peek(at) {
            match class {
                Class::Bad | Class::Return | Class::Newline | Class::CloseBracket => break,
                _ => match self.step(at) {
                    Ok(next) => at = next,
                    Err(_) => break,
                },
            }
        }
        found(Token::Data, at)
    }

    /// After '<'.
    fn markup(&self, at: usize) -> Scanned {
        match self.need(at)? {
            Class::Exclamation => {
                self.need(at + 1)?;
                match self.text[at + 1] {
                    b'-' => self.comment(at + 2),
                    b'[' => self.cdata_open(at + 2),
                    _ => invalid(at + 1),
                }
            }
            Class::Question => self.instruction(at + 1),
            Class::Slash => self.end_tag(at + 1),
            _ => self.start_tag(at),
        }
    }

    /// After "<![".
    fn cdata_open(&self, at: usize) -> Scanned {
        if self.end() - at < 6 {
            return partial(at);
        }
        for (i, &expected) in b"CDATA[".iter().enumerate() {
            if self.text[at + i] != expected {
                return invalid(at + i);
            }
        }
        found(Token::CdataOpen, at + 6)
    }

    /// After "</".
    fn end_tag(&self, at: usize) -> Scanned {
        let mut at = self.name(at)?;
        while self.peek(at) == Some(Class::Colon) {
            // It must be as in the start tag anyway.
            at = self.name_end(at + 1)?;
        }

        loop {
            match self.need(at)? {
                Class::Greater => return found(Token::EndTag, at + 1),
                Class::Space | Class::Newline | Class::Return => {}
                _ => return invalid(at),
            }
            at += 1;
        }
    }

    /// A name with at most one colon, which is not at its end, from `at` on.
    fn qualified_name(&self, at: usize) -> Scanned<usize> {
        let end = self.name(at)?;
        self.rest_of_qualified_name(end)
    }

    /// Its rest from where a name without a colon ends.
    fn rest_of_qualified_name(&self, end: usize) -> Scanned<usize> {
        if self.peek(end) != Some(Class::Colon) {
            return Ok(end);
        }
        let end = self.name(end + 1)?;
        match self.peek(end) {
            Some(Class::Colon) => invalid(end),
            _ => Ok(end),
        }
    }

    /// From the name on.
    fn start_tag(&self, at: usize) -> Scanned {
        let mut at = self.qualified_name(at)?;
        match self.need(at)? {
            Class::Greater | Class::Slash => return self.tag_end(at),
            Class::Space | Class::Newline | Class::Return => {}
            _ => return invalid(at),
        }
        // White space is behind us at each turn.
        loop {
            at = self.skip_space(at);
            match self.need(at)? {
                Class::Greater | Class::Slash => return self.tag_end(at),
                _ => at = self.attribute(at)?,
            }
            match self.need(at)? {
                Class::Greater | Class::Slash => return self.tag_end(at),
                Class::Space | Class::Newline | Class::Return => {}
                _ => return invalid(at),
            }
        }
    }

    /// '>' or "/>" at `at`.
    fn tag_end(&self, at: usize) -> Scanned {
        if self.class(at) == Class::Greater {
            return found(Token::StartTag, at + 1);
        }
        self.need(at + 1)?;
        match self.is(at + 1, b'>') {
            true => found(Token::EmptyElement, at + 2),
            false => invalid(at + 1),
        }
    }

    /// name = "value"; the position after it.
    fn attribute(&self, at: usize) -> Scanned<usize> {
        let mut at = self.skip_space(self.qualified_name(at)?);
        if self.need(at)? != Class::Equals {
            return invalid(at);
        }
        at = self.skip_space(at + 1);
        let open = self.need(at)?;
        if !matches!(open, Class::Quote | Class::Apostrophe) {
            return invalid(at);
        }
        at += 1;
        loop {
            at = match self.need(at)? {
                class if class == open => return Ok(at + 1),
                Class::Ampersand => self.reference(at + 1)?.next,
                Class::Less => return invalid(at),
                _ => self.step(at)?,
            }
        }
    }

    /// After '&'.
    pub fn reference(&self, at: usize) -> Scanned {
        if self.need(at)? == Class::Hash {
            return self.character_reference(at + 1);
        }
        let at = self.name(at)?;
        match self.need(at)? {
            Class::Semicolon => found(Token::EntityReference, at + 1),
            _ => invalid(at),
        }
    }

    /// After "&#".
    fn character_reference(&self, at: usize) -> Scanned {
        self.need(at)?;
        let hexadecimal = self.is(at, b'x');
        let first = at + hexadecimal as usize;
        let mut at = first;
        loop {
            match self.need(at)? {
                Class::Digit => {}
                Class::HexLetter if hexadecimal => {}
                Class::Semicolon if at > first => return found(Token::CharacterReference, at + 1),
                _ => return invalid(at),
            }
            at += 1;
        }
    }

    /// After "<!-".
    pub fn comment(&self, at: usize) -> Scanned {
        self.need(at)?;
        if !self.is(at, b'-') {
            return invalid(at);
        }
        let mut at = at + 1;
        loop {
            if self.need(at)? != Class::Minus {
                at = self.step(at)?;
                continue;
            }
            at += 1;
            self.need(at)?;
            if self.is(at, b'-') {
                self.need(at + 1)?;
                return match self.is(at + 1, b'>') {
                    true => found(Token::Comment, at + 2),
                    false => invalid(at + 1),
                };
            }
        }
    }

    /// After "<?".
    pub fn instruction(&self, start: usize) -> Scanned {
        let mut at = self.name(start)?;
        let token = match &self.text[start..at] {
            b"xml" => Some(Token::XmlDeclaration),
            other if other.eq_ignore_ascii_case(b"xml") => None,
            _ => Some(Token::Instruction),
        };
        match self.need(at)? {
            Class::Space | Class::Newline | Class::Return => {
                let Some(token) = token else {
                    return invalid(at);
                };
                at += 1;
                loop {
                    if self.need(at)? != Class::Question {
                        at = self.step(at)?;
                        continue;
                    }
                    at += 1;
                    self.need(at)?;
                    if self.is(at, b'>') {
                        return found(token, at + 1);
                    }
                }
            }
            Class::Question => {
                let Some(token) = token else {
                    return invalid(at);
                };
                self.need(at + 1)?;
                match self.is(at + 1, b'>') {
                    true => found(token, at + 2),
                    false => invalid(at + 1),
                }
            }
            _ => invalid(at),
        }
    }
}
