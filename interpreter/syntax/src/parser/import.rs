//! Import statements. The parser itself acts on future imports.

use super::{Failed, Failure, Parse, Parser};
use crate::ast::{Alias, StmtKind};
use crate::flags::FutureFlags;
use crate::names::Name;
use crate::token::TokenKind;

impl Parser<'_> {
    /// `import_name: 'import' dotted_as_name (',' dotted_as_name)*`
    pub(super) fn import_name(&mut self) -> Parse<StmtKind> {
        self.advance();
        let mut names = Vec::new();
        loop {
            let position = self.token.position;
            let (name, is_dotted) = self.dotted_name()?;
            let asname = self.import_as()?;
            if asname.is_none() && !is_dotted {
                self.check_assignable(name, position);
            }
            names.push(Alias { name, asname });
            if !self.accept(TokenKind::Comma) {
                return Ok(StmtKind::Import { names });
            }
        }
    }

    /// `['as' NAME]`
    fn import_as(&mut self) -> Parse<Option<Name>> {
        if !self.accept(TokenKind::As) {
            return Ok(None);
        }
        let position = self.token.position;
        let name = self.name()?;
        self.check_assignable(name, position);
        Ok(Some(name))
    }

    /// `dotted_name: NAME ('.' NAME)*` as one name, and whether there is a dot.
    fn dotted_name(&mut self) -> Parse<(Name, bool)> {
        let first = self.name()?;
        if self.token.kind != TokenKind::Dot {
            return Ok((first, false));
        }
        let mut spelling = self.names.spelling(first).to_owned();
        while self.accept(TokenKind::Dot) {
            let name = self.name()?;
            spelling.push('.');
            spelling.push_str(self.names.spelling(name));
        }
        Ok((self.names.intern(&spelling), true))
    }

    /// `import_from: 'from' ('.'* dotted_name | '.'+) 'import' ('*' | '(' import_as_names ')' | import_as_names)`
    pub(super) fn import_from(&mut self) -> Parse<StmtKind> {
        self.advance();
        let mut level = 0;
        while self.accept(TokenKind::Dot) {
            level += 1;
        }
        let mut module = None;
        let mut is_dotted = false;
        if level == 0 || self.token.kind == TokenKind::Name {
            let (name, dotted) = self.dotted_name()?;
            module = Some(name);
            is_dotted = dotted;
        }
        self.expect(TokenKind::Import)?;
        if self.accept(TokenKind::Star) {
            let name = self.names.intern("*");
            let names = vec![Alias { name, asname: None }];
            return Ok(StmtKind::ImportFrom { module, names, level });
        }
        let names = if self.accept(TokenKind::LeftParen) {
            let (names, _) = self.import_as_names()?;
            self.expect(TokenKind::RightParen)?;
            names
        } else {
            let position = self.token.position;
            let earlier = self.deferred.take();
            let (names, trailing_comma) = self.import_as_names()?;
            let in_names = std::mem::replace(&mut self.deferred, earlier);
            if trailing_comma {
                self.defer("trailing comma not allowed without surrounding parentheses", position);
            }
            self.deferred = self.deferred.take().or(in_names);
            names
        };
        // CPython's parser looks for future imports in a way that also takes these others for one.
        let is_future = module.is_some_and(|module| self.names.spelling(module) == "__future__");
        match level {
            0 if is_future || is_dotted => self.future_import(&names)?,
            1 if module.is_none() => self.future_import(&names)?,
            _ => {}
        }
        Ok(StmtKind::ImportFrom { module, names, level })
    }

    /// `import_as_names: NAME ['as' NAME] (',' NAME ['as' NAME])* [',']`, and whether a comma ends it.
    fn import_as_names(&mut self) -> Parse<(Vec<Alias>, bool)> {
        let mut names = Vec::new();
        loop {
            let position = self.token.position;
            let name = self.name()?;
            let asname = self.import_as()?;
            if asname.is_none() {
                self.check_assignable(name, position);
            }
            names.push(Alias { name, asname });
            if !self.accept(TokenKind::Comma) {
                return Ok((names, false));
            }
            if self.token.kind != TokenKind::Name {
                return Ok((names, true));
            }
        }
    }

    /// Turns on the features that change how the source is read from here on.
    fn future_import(&mut self, names: &[Alias]) -> Parse<()> {
        for alias in names {
            match self.names.spelling(alias.name) {
                "with_statement" => self.future |= FutureFlags::WITH_STATEMENT,
                "print_function" => {
                    self.future |= FutureFlags::PRINT_FUNCTION;
                    self.lexer.print_is_name = true;
                }
                "unicode_literals" => {
                    self.future |= FutureFlags::UNICODE_LITERALS;
                    if !self.strings.unicode_literals && self.plain_string_seen {
                        self.failure = Some(Box::new(Failure::UnicodeLiterals));
                        return Err(Failed);
                    }
                    self.strings.unicode_literals = true;
                }
                _ => {}
            }
        }
        Ok(())
    }
}
