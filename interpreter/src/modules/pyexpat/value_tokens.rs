//! Tokens of what stands between quotes: values of attributes and of entities; and sections that are ignored.

use super::scanner::{found, invalid, Class, Found, Scanned, Scanner, Token};

impl Scanner<'_> {
    /// The token at `at` in an attribute's value.
    pub fn attribute_value(&self, at: usize) -> Found {
        self.scan_attribute_value(at).unwrap_or_else(|early| early)
    }

    /// The token at `at` in an entity's value.
    pub fn entity_value(&self, at: usize) -> Found {
        self.scan_entity_value(at).unwrap_or_else(|early| early)
    }

    /// The section at `at`, behind its "[", that is not to be read.
    pub fn ignored_section(&self, at: usize) -> Found {
        self.scan_ignored_section(at).unwrap_or_else(|early| early)
    }

    fn scan_attribute_value(&self, start: usize) -> Scanned {
        match self.peek(start) {
            None => return found(Token::None, start),
            Some(Class::Ampersand) => return self.reference(start + 1),
            Some(Class::Less) => return invalid(start),
            Some(Class::Newline) => return found(Token::Newline, start + 1),
            Some(Class::Return) => return self.line_end(start),
            Some(Class::Space) => return found(Token::ValueSpace, start + 1),
            Some(_) => {}
        }
        let mut at = start + 1;
        while let Some(class) = self.peek(at) {
            match class {
                Class::Less => return invalid(at),
                Class::Ampersand | Class::Newline | Class::Return | Class::Space => break,
                _ => at += 1,
            }
        }
        found(Token::Data, at)
    }

    fn scan_entity_value(&self, start: usize) -> Scanned {
        match self.peek(start) {
            None => return found(Token::None, start),
            Some(Class::Ampersand) => return self.reference(start + 1),
            Some(Class::Percent) => {
                let reference = self.percent(start + 1)?;
                return match reference.token {
                    Token::Percent => invalid(reference.next),
                    _ => Ok(reference),
                };
            }
            Some(Class::Newline) => return found(Token::Newline, start + 1),
            Some(Class::Return) => return self.line_end(start),
            Some(_) => {}
        }
        let mut at = start + 1;
        while let Some(class) = self.peek(at) {
            match class {
                Class::Ampersand | Class::Percent | Class::Newline | Class::Return => break,
                _ => at += 1,
            }
        }
        found(Token::Data, at)
    }

    /// At a return.
    fn line_end(&self, at: usize) -> Scanned {
        match self.peek(at + 1) {
            None => found(Token::TrailingReturn, at + 1),
            Some(Class::Newline) => found(Token::Newline, at + 2),
            Some(_) => found(Token::Newline, at + 1),
        }
    }

    fn scan_ignored_section(&self, mut at: usize) -> Scanned {
        let mut depth = 0;
        loop {
            match self.need(at)? {
                Class::Less => {
                    at += 1;
                    self.need(at)?;
                    if self.is(at, b'!') {
                        at += 1;
                        self.need(at)?;
                        if self.is(at, b'[') {
                            depth += 1;
                            at += 1;
                        }
                    }
                }
                Class::CloseBracket => {
                    at += 1;
                    self.need(at)?;
                    if self.is(at, b']') {
                        self.need(at + 1)?;
                        if self.is(at + 1, b'>') {
                            at += 2;
                            if depth == 0 {
                                return found(Token::IgnoredSection, at);
                            }
                            depth -= 1;
                        }
                    }
                }
                _ => at = self.step(at)?,
            }
        }
    }

    /// Where a public id has a character that it must not have, between the quotes `at..end` includes; None: nowhere.
    pub fn bad_in_public_id(&self, at: usize, end: usize) -> Option<usize> {
        (at + 1..end - 1).find(|&i| {
            let byte = self.text[i];
            !(byte.is_ascii_alphanumeric() || b" \r\n-'()+,./:=?;!*#@$_%".contains(&byte))
        })
    }
}
