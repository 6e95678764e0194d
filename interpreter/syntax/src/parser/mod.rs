//! A recursive-descent parser for the LL(1) grammar of Python 2.7, one function a rule.
//!
//! CPython parses in two passes, and so do its errors come in two kinds. A token that the grammar does not allow is
//! reported at once ([`Parser::unexpected`]). What the second pass refuses ("can't assign to literal") is kept
//! ([`Parser::defer`]) and reported if the whole source passes the grammar. The first in the order of that pass wins,
//! which is not always the order of the source: some rules rearrange what was kept.
//!
//! `depth` is the number of rules that CPython's parser would have on its stack, since that stack is bounded and
//! programs can see the bound. It bounds the recursion here as well.

mod argument;
mod atom;
mod block;
mod comprehension;
mod expression;
mod import;
mod parameter;
mod statement;
mod target;

use crate::ast::Mod;
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::flags::FutureFlags;
use crate::lexer::{Lexer, LexicalError};
use crate::names::{Interner, Name};
use crate::position::Position;
use crate::source::{length_of_c_string, Source};
use crate::string::StringContext;
use crate::token::{Token, TokenKind};
use crate::{Mode, ParseOptions, Parsed};

/// As many rules as CPython's parser can have on its stack.
const MAX_DEPTH: u32 = 1500;

/// The parse is over; the parser knows why.
struct Failed;

type Parse<T> = Result<T, Failed>;

/// Why the parse is over.
enum Failure {
    Error(SyntaxError),
    /// `unicode_literals` is imported after a string was read. It holds for the whole source, so read it again.
    UnicodeLiterals,
}

/// An error of the second pass.
struct Deferred {
    kind: SyntaxErrorKind,
    message: String,
    position: Position,
}

/// The first error of the second pass, if any.
type FirstDeferred = Option<Box<Deferred>>;

struct Parser<'s> {
    source: &'s Source<'s>,
    lexer: Lexer<'s>,
    /// The token not yet accepted.
    token: Token,
    names: Interner,
    depth: u32,
    deferred: FirstDeferred,
    failure: Option<Box<Failure>>,
    future: FutureFlags,
    strings: StringContext<'s>,
    /// Whether a string was read that `unicode_literals` would have changed.
    plain_string_seen: bool,
}

/// Parses a source that was read.
pub fn parse(source: &Source, mode: Mode, options: ParseOptions) -> Result<Parsed, SyntaxError> {
    let mut unicode_literals = options.future.contains(FutureFlags::UNICODE_LITERALS);
    loop {
        let mut parser = Parser::new(source, options, unicode_literals);
        match parser.parse_mod(mode) {
            Ok(tree) => return parser.finish(tree),
            Err(Failed) => match *parser.failure.expect("a failure says why") {
                Failure::Error(error) => return Err(error),
                Failure::UnicodeLiterals => unicode_literals = true,
            },
        }
    }
}

impl<'s> Parser<'s> {
    fn new(source: &'s Source<'s>, options: ParseOptions, unicode_literals: bool) -> Self {
        let mut lexer = Lexer::new(source, !options.dont_imply_dedent, options.tab_check);
        lexer.print_is_name = options.future.contains(FutureFlags::PRINT_FUNCTION);
        let token = lexer.next_token();
        Parser {
            source,
            lexer,
            token,
            names: Interner::new(),
            depth: 0,
            deferred: None,
            failure: None,
            future: options.future,
            strings: StringContext {
                encoding: source.string_encoding(),
                unicode_literals,
            },
            plain_string_seen: false,
        }
    }

    fn parse_mod(&mut self, mode: Mode) -> Parse<Mod> {
        self.depth = 1;
        match mode {
            Mode::File => self.file_input(),
            Mode::Eval => self.eval_input(),
            Mode::Single => self.single_input(),
        }
    }

    /// `file_input: (NEWLINE | stmt)* ENDMARKER`
    fn file_input(&mut self) -> Parse<Mod> {
        let mut body = Vec::new();
        while self.token.kind != TokenKind::End {
            if !self.accept(TokenKind::Newline) {
                self.statement(&mut body)?;
            }
        }
        Ok(Mod::Module { body })
    }

    /// `eval_input: testlist NEWLINE* ENDMARKER`
    fn eval_input(&mut self) -> Parse<Mod> {
        let body = Box::new(self.expression_list()?);
        while self.accept(TokenKind::Newline) {}
        if self.token.kind != TokenKind::End {
            return self.unexpected();
        }
        Ok(Mod::Expression { body })
    }

    /// Checks what the second pass would, and hands over the tree.
    fn finish(self, tree: Mod) -> Result<Parsed, SyntaxError> {
        let lines = self.source.lines();
        if self.source.is_unicode && self.source.encoding.is_some() {
            let message = "encoding declaration in Unicode string";
            return Err(SyntaxError::at_line(SyntaxErrorKind::Syntax, message, 0));
        }
        if let Some(deferred) = self.deferred {
            let line = lines.line(deferred.position);
            return Err(SyntaxError::at_line(deferred.kind, deferred.message, line));
        }
        Ok(Parsed {
            tree,
            names: self.names,
            lines,
            encoding: self.source.encoding.as_ref().map(|encoding| encoding.name().to_owned()),
            future: self.future,
            inconsistent_tabs: self.lexer.inconsistent_tabs(),
        })
    }

    /// The bytes of the current token.
    fn text(&self) -> &'s [u8] {
        &self.source.text[self.token.start as usize..self.token.end as usize]
    }

    /// Goes on to the next token.
    #[inline]
    fn advance(&mut self) {
        self.token = self.lexer.next_token();
    }

    /// Goes on if the current token is of a kind, and tells whether it is.
    #[inline]
    fn accept(&mut self, kind: TokenKind) -> bool {
        let found = self.token.kind == kind;
        if found {
            self.advance();
        }
        found
    }

    /// Goes on if the current token is of a kind, and fails if not.
    #[inline]
    fn expect(&mut self, kind: TokenKind) -> Parse<()> {
        if self.accept(kind) {
            Ok(())
        } else {
            self.unexpected()
        }
    }

    /// An identifier.
    fn name(&mut self) -> Parse<Name> {
        if self.token.kind != TokenKind::Name {
            return self.unexpected();
        }
        let name = self.names.intern_token(self.text());
        self.advance();
        Ok(name)
    }

    /// Checks that one more rule fits on CPython's stack.
    #[inline]
    fn check_depth(&mut self) -> Parse<()> {
        if self.depth > MAX_DEPTH {
            return self.fail(SyntaxErrorKind::Memory, "");
        }
        Ok(())
    }

    /// Fails at the current token, which the grammar does not allow here.
    #[cold]
    fn unexpected<T>(&mut self) -> Parse<T> {
        use SyntaxErrorKind::{Indentation, Syntax};
        let lexical = self.lexer.error.filter(|_| self.token.kind == TokenKind::Error);
        match (lexical, self.token.kind) {
            (Some(LexicalError::Undecodable { in_string }), _) => {
                let why = self.source.undecodable.as_ref();
                let message = why.map_or(String::new(), |why| why.message(in_string));
                self.fail(Syntax, &message)
            }
            (Some(error), _) => {
                let (kind, message) = error.describe();
                self.fail(kind, message)
            }
            (None, TokenKind::Indent) => self.fail(Indentation, "unexpected indent"),
            (None, TokenKind::Dedent) => self.fail(Indentation, "unexpected unindent"),
            _ => self.fail(Syntax, "invalid syntax"),
        }
    }

    /// Fails at the current token, with the place as CPython computes it.
    #[cold]
    fn fail<T>(&mut self, kind: SyntaxErrorKind, message: &str) -> Parse<T> {
        let place = self.lexer.error_place();
        let mut error = SyntaxError {
            kind,
            message: message.into(),
            filename: None,
            lineno: place.line,
            offset: Some(place.offset as u32),
            text: place.text,
            message_only: false,
        };
        if place.at_end_of_first_line {
            error.kind = SyntaxErrorKind::Syntax;
            error.message = "unexpected EOF while parsing".into();
        }
        if let (Some(encoding), Some(text)) = (&self.source.encoding, &mut error.text) {
            if let Some(restored) = encoding.restore(text) {
                *text = restored;
                text.truncate(length_of_c_string(text));
                if place.offset > 1 {
                    let before = encoding.restore(self.lexer.error_prefix(place.offset - 1));
                    error.offset = before.map_or(error.offset, |before| Some(1 + before.len() as u32));
                }
            }
        }
        self.failure = Some(Box::new(Failure::Error(error)));
        Err(Failed)
    }

    /// Keeps an error of the second pass, unless there is one before it.
    #[cold]
    fn defer(&mut self, message: impl Into<String>, position: Position) {
        self.defer_kind(SyntaxErrorKind::Syntax, message, position);
    }

    #[cold]
    fn defer_kind(&mut self, kind: SyntaxErrorKind, message: impl Into<String>, position: Position) {
        if self.deferred.is_none() {
            self.deferred = Some(Box::new(Deferred {
                kind,
                message: message.into(),
                position,
            }));
        }
    }
}
