//! Tokens of what is not content: the prolog, the document type, and what follows the document's element.

use super::scanner::{found, found_open, invalid, width, Class, Found, Scanned, Scanner, Token};

impl Scanner<'_> {
    /// The token at `at` outside of elements.
    pub fn prolog(&self, at: usize) -> Found {
        self.scan_prolog(at).unwrap_or_else(|early| early)
    }

    fn scan_prolog(&self, at: usize) -> Scanned {
        let Some(class) = self.peek(at) else {
            return self.at_end();
        };
        let (token, next) = match class {
            Class::Quote | Class::Apostrophe => return self.literal(class, at + 1),
            Class::Less => {
                return match self.need(at + 1)? {
                    Class::Exclamation => self.declaration(at + 2),
                    Class::Question => self.instruction(at + 2),
                    Class::Letter | Class::HexLetter | Class::Lead2 | Class::Lead3 | Class::Lead4 => {
                        found(Token::Instance, at)
                    }
                    _ => invalid(at + 1),
                }
            }
            Class::Return if at + 1 == self.end() => return found_open(Token::Space, at + 1),
            Class::Space | Class::Newline | Class::Return => return found(Token::Space, self.space_end(at + 1)),
            Class::Percent => return self.percent(at + 1),
            Class::Comma => return found(Token::Comma, at + 1),
            Class::OpenBracket => return found(Token::OpenBracket, at + 1),
            Class::CloseBracket => return self.close_bracket(at + 1),
            Class::OpenParenthesis => return found(Token::OpenParenthesis, at + 1),
            Class::CloseParenthesis => return self.close_parenthesis(at + 1),
            Class::Bar => return found(Token::Bar, at + 1),
            Class::Greater => return found(Token::DeclarationClose, at + 1),
            Class::Hash => return self.hash_name(at + 1),
            Class::Lead2 | Class::Lead3 | Class::Lead4 => match self.wide_name_class(at, class)? {
                Some(true) => (Token::Name, at + width(class)),
                Some(false) => (Token::Nmtoken, at + width(class)),
                None => return invalid(at),
            },
            Class::Letter | Class::HexLetter => (Token::Name, at + 1),
            Class::Digit | Class::Dot | Class::Minus | Class::Colon => (Token::Nmtoken, at + 1),
            _ => return invalid(at),
        };
        self.rest_of_name(token, next)
    }

    /// A pair of return and newline is not parted at the text's end.
    fn space_end(&self, mut at: usize) -> usize {
        while let Some(class) = self.peek(at) {
            match class {
                Class::Space | Class::Newline => {}
                Class::Return if at + 1 != self.end() => {}
                _ => break,
            }
            at += 1;
        }
        at
    }

    fn rest_of_name(&self, mut token: Token, at: usize) -> Scanned {
        let mut at = self.name_end(at)?;
        while self.peek(at) == Some(Class::Colon) {
            at += 1;
            if token == Token::Name {
                let class = self.need(at)?;
                token = match class {
                    Class::Letter | Class::HexLetter | Class::Digit | Class::Dot | Class::Minus => Token::PrefixedName,
                    Class::Lead2 | Class::Lead3 | Class::Lead4 => {
                        self.wide_of_name(at, class, false)?;
                        Token::PrefixedName
                    }
                    _ => Token::Nmtoken,
                };
            } else {
                token = Token::Nmtoken;
            }
            at = self.name_end(at)?;
        }
        let Some(class) = self.peek(at) else {
            return found_open(token, at);
        };
        let marked = match class {
            Class::Greater
            | Class::CloseParenthesis
            | Class::Comma
            | Class::Bar
            | Class::OpenBracket
            | Class::Percent
            | Class::Space
            | Class::Return
            | Class::Newline => return found(token, at),
            Class::Plus => Token::NamePlus,
            Class::Star => Token::NameStar,
            Class::Question => Token::NameQuestion,
            _ => return invalid(at),
        };
        match token {
            Token::Nmtoken => invalid(at),
            _ => found(marked, at + 1),
        }
    }

    /// After ']'.
    fn close_bracket(&self, at: usize) -> Scanned {
        if at == self.end() {
            return found_open(Token::CloseBracket, at);
        }
        if self.is(at, b']') {
            self.need(at + 1)?;
            if self.is(at + 1, b'>') {
                return found(Token::SectionClose, at + 2);
            }
        }
        found(Token::CloseBracket, at)
    }

    /// After ')'.
    fn close_parenthesis(&self, at: usize) -> Scanned {
        match self.peek(at) {
            None => found_open(Token::CloseParenthesis, at),
            Some(Class::Star) => found(Token::CloseParenthesisStar, at + 1),
            Some(Class::Question) => found(Token::CloseParenthesisQuestion, at + 1),
            Some(Class::Plus) => found(Token::CloseParenthesisPlus, at + 1),
            Some(
                Class::Return
                | Class::Newline
                | Class::Space
                | Class::Greater
                | Class::Comma
                | Class::Bar
                | Class::CloseParenthesis,
            ) => found(Token::CloseParenthesis, at),
            Some(_) => invalid(at),
        }
    }

    /// After the quote that opened it.
    fn literal(&self, open: Class, mut at: usize) -> Scanned {
        loop {
            if self.need(at)? != open {
                at = self.step(at)?;
                continue;
            }
            at += 1;
            return match self.peek(at) {
                None => found_open(Token::Literal, at),
                Some(
                    Class::Space
                    | Class::Return
                    | Class::Newline
                    | Class::Greater
                    | Class::Percent
                    | Class::OpenBracket,
                ) => found(Token::Literal, at),
                Some(_) => invalid(at),
            };
        }
    }

    /// After "<!".
    fn declaration(&self, at: usize) -> Scanned {
        match self.need(at)? {
            Class::Minus => return self.comment(at + 1),
            Class::OpenBracket => return found(Token::SectionOpen, at + 1),
            Class::Letter | Class::HexLetter => {}
            _ => return invalid(at),
        }
        let mut at = at + 1;
        loop {
            match self.need(at)? {
                Class::Percent => {
                    // <!ENTITY% name ...> is no declaration, but <!ENTITY%name; ...> may be one.
                    return match self.need(at + 1)? {
                        Class::Space | Class::Return | Class::Newline | Class::Percent => invalid(at),
                        _ => found(Token::DeclarationOpen, at),
                    };
                }
                Class::Space | Class::Return | Class::Newline => return found(Token::DeclarationOpen, at),
                Class::Letter | Class::HexLetter => at += 1,
                // Letters as any other in the encodings that have them.
                class @ (Class::Lead2 | Class::Lead3) if self.is_single(at, class) => {
                    at = self.wide_of_name(at, class, true)?;
                }
                _ => return invalid(at),
            }
        }
    }

    /// After '%'.
    pub fn percent(&self, at: usize) -> Scanned {
        let Some(next) = self.name_begins(at)? else {
            return match self.class(at) {
                Class::Space | Class::Newline | Class::Return | Class::Percent => found(Token::Percent, at),
                _ => invalid(at),
            };
        };
        let at = self.name_end(next)?;
        match self.need(at)? {
            Class::Semicolon => found(Token::ParameterReference, at + 1),
            _ => invalid(at),
        }
    }

    /// After '#'.
    fn hash_name(&self, at: usize) -> Scanned {
        let at = self.name(at)?;
        match self.peek(at) {
            None => found_open(Token::HashName, at),
            Some(
                Class::Return
                | Class::Newline
                | Class::Space
                | Class::CloseParenthesis
                | Class::Greater
                | Class::Percent
                | Class::Bar,
            ) => found(Token::HashName, at),
            Some(_) => invalid(at),
        }
    }
}
