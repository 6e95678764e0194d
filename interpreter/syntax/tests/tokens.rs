//! The lexer, token by token.

use pyrs_syntax::lexer::{Lexer, LexicalError, TabCheck};
use pyrs_syntax::source::Source;
use pyrs_syntax::token::TokenKind::{self, *};
use pyrs_syntax::{Mode, Origin};
use std::string::String;

fn read(text: &[u8]) -> Source<'static> {
    Source::read(text, "", Mode::File, Origin::Bytes, &pyrs_syntax::NoCodecs).expect("it decodes")
}

/// The kinds and the bytes of the tokens up to the end or an error.
fn tokens(text: &str) -> (Vec<(TokenKind, String)>, Option<LexicalError>) {
    let source = read(text.as_bytes());
    let mut lexer = Lexer::new(&source, true, TabCheck::Error);
    let mut found = Vec::new();
    loop {
        let token = lexer.next_token();
        let text = &source.text[token.start as usize..token.end as usize];
        found.push((token.kind, String::from_utf8_lossy(text).into_owned()));
        if matches!(token.kind, End | Error) {
            return (found, lexer.error);
        }
    }
}

fn kinds(text: &str) -> Vec<TokenKind> {
    tokens(text).0.into_iter().map(|(kind, _)| kind).collect()
}

/// The kinds of the tokens of one line, without those that end it.
fn line(text: &str) -> Vec<TokenKind> {
    let mut kinds = kinds(text);
    assert_eq!(kinds.split_off(kinds.len() - 3), [Newline, Newline, End], "{text}");
    kinds
}

#[test]
fn operators_and_keywords() {
    let table = "( LeftParen ) RightParen [ LeftBracket ] RightBracket { LeftBrace } RightBrace : Colon , Comma \
        ; Semicolon . Dot + Plus - Minus * Star / Slash % Percent | Bar & Ampersand ^ Circumflex ~ Tilde < Less \
        > Greater = Equal ` Backquote @ At == EqualEqual != NotEqual <> LessGreater <= LessEqual >= GreaterEqual \
        << LeftShift >> RightShift ** DoubleStar // DoubleSlash += PlusEqual -= MinusEqual *= StarEqual /= SlashEqual \
        %= PercentEqual &= AmpersandEqual |= BarEqual ^= CircumflexEqual <<= LeftShiftEqual >>= RightShiftEqual \
        **= DoubleStarEqual //= DoubleSlashEqual and And as As assert Assert break Break class Class continue Continue \
        def Def del Del elif Elif else Else except Except exec Exec finally Finally for For from From global Global if If \
        import Import in In is Is lambda Lambda not Not or Or pass Pass print Print raise Raise return Return try Try \
        while While with With yield Yield ! Unknown $ Unknown ? Unknown None Name True Name nonlocal Name async Name";
    let words: Vec<_> = table.split_whitespace().collect();
    for pair in words.chunks(2) {
        let (spelling, kind) = (pair[0], pair[1]);
        let found = match spelling {
            // A line cannot end with an open bracket.
            "(" | "[" | "{" => kinds(spelling)[0],
            _ => line(spelling)[0],
        };
        assert_eq!(format!("{found:?}"), kind, "{spelling}");
        if found != Unknown && found != Name {
            assert_eq!(found.spelling(), Some(spelling.as_bytes()));
        }
    }
}

#[test]
fn longest_match() {
    let table: [(&str, &[TokenKind]); 10] = [
        ("a**=b", &[Name, DoubleStarEqual, Name]),
        ("a***b", &[Name, DoubleStar, Star, Name]),
        ("a//==b", &[Name, DoubleSlashEqual, Equal, Name]),
        ("a<>=b", &[Name, LessGreater, Equal, Name]),
        ("a<<<b", &[Name, LeftShift, Less, Name]),
        ("a=-b", &[Name, Equal, Minus, Name]),
        ("a!b", &[Name, Unknown, Name]),
        ("...", &[Dot, Dot, Dot]),
        ("a->b", &[Name, Minus, Greater, Name]),
        ("1..2", &[Number, Number]),
    ];
    for (text, expected) in table {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn numbers_and_strings() {
    let table = [
        ("1", vec!["1"]),
        ("1.5e-3j", vec!["1.5e-3j"]),
        (".5", vec![".5"]),
        ("1.e5", vec!["1.e5"]),
        ("1e", vec!["1", "e"]),
        ("1else", vec!["1", "else"]),
        ("0xfL", vec!["0xfL"]),
        ("0777L", vec!["0777L"]),
        ("09.5", vec!["09.5"]),
        ("0b12", vec!["0b1", "2"]),
        ("12abc", vec!["12", "abc"]),
        ("'a''b'", vec!["'a'", "'b'"]),
        ("'''a''''b'", vec!["'''a'''", "'b'"]),
        ("''\"\"", vec!["''", "\"\""]),
        ("'a\\'b'", vec!["'a\\'b'"]),
        ("'a\\\\'", vec!["'a\\\\'"]),
        ("\"\"\"a\nb\"\"\"", vec!["\"\"\"a\nb\"\"\""]),
        ("ur'a' bR\"b\" u'' B''", vec!["ur'a'", "bR\"b\"", "u''", "B''"]),
        ("ub'a'", vec!["ub", "'a'"]),
        ("rb'a'", vec!["rb", "'a'"]),
    ];
    for (text, expected) in table {
        let found = tokens(text).0;
        let texts: Vec<_> = found.iter().take(expected.len()).map(|(_, text)| text).collect();
        assert_eq!(texts, expected.iter().collect::<Vec<_>>(), "{text}");
        assert_eq!(found.len(), expected.len() + 3, "{text}");
    }
}

#[test]
fn lines_and_blocks() {
    let table: [(&str, &[TokenKind]); 10] = [
        ("", &[End]),
        ("\n  \n# comment\n", &[End]),
        ("a # comment", &[Name, Newline, Newline, End]),
        ("a \\\n b", &[Name, Name, Newline, Newline, End]),
        ("(\n#\n\n  a\n)", &[LeftParen, Name, RightParen, Newline, Newline, End]),
        (
            "a:\n b\n  # c\nd",
            &[
                Name, Colon, Newline, Indent, Name, Newline, Dedent, Name, Newline, Newline, End,
            ],
        ),
        (
            "a\n b\n  c",
            &[
                Name, Newline, Indent, Name, Newline, Indent, Name, Newline, Dedent, Dedent, Newline, End,
            ],
        ),
        (
            "a\n\x0c b",
            &[Name, Newline, Indent, Name, Newline, Dedent, Newline, End],
        ),
        ("a\n  \x0cb", &[Name, Newline, Name, Newline, Newline, End]),
        // A line that continues onto an empty one is not blank.
        ("\\\n\n", &[Newline, Newline, End]),
    ];
    for (text, expected) in table {
        assert_eq!(kinds(text), expected, "{text:?}");
    }
}

#[test]
fn tabs() {
    // A tab goes to the next multiple of eight columns.
    assert_eq!(kinds("a\n\tb\n\tc")[2..6], [Indent, Name, Newline, Name]);
    // Where it matters how wide a tab is, `-tt` refuses the source, `-t` takes note, and nothing else happens.
    let text = "a\n        b\n\tc\n";
    assert_eq!(tokens(text).1, Some(LexicalError::InconsistentTabs));
    assert_eq!(tokens("a\n\tb\n        c\n").1, Some(LexicalError::InconsistentTabs));
    for (check, noted) in [(TabCheck::Off, false), (TabCheck::Warn, true)] {
        let source = read(text.as_bytes());
        let mut lexer = Lexer::new(&source, true, check);
        while lexer.next_token().kind != End {}
        assert_eq!(lexer.inconsistent_tabs(), noted);
        assert_eq!(lexer.error, None);
    }
    // A comment may say how wide a tab is.
    let text = "# :ts=4\na\n    b\n\tc";
    let source = read(text.as_bytes());
    let mut lexer = Lexer::new(&source, true, TabCheck::Off);
    let found: Vec<_> = (0..6).map(|_| lexer.next_token().kind).collect();
    assert_eq!(found, [Name, Newline, Indent, Name, Newline, Name]);
}

#[test]
fn errors_come_last() {
    let table = [
        ("a 09", LexicalError::InvalidToken),
        ("a 0x", LexicalError::InvalidToken),
        ("a 1e+", LexicalError::InvalidToken),
        ("a 'b", LexicalError::EndOfLineInString),
        ("a '''b\n", LexicalError::EndInTripleQuotes),
        ("a \\b", LexicalError::AfterLineContinuation),
        ("a\n  b\n c", LexicalError::InconsistentDedent),
    ];
    for (text, error) in table {
        let (found, reason) = tokens(text);
        assert_eq!(found[0], (Name, "a".into()), "{text}");
        assert_eq!(found.last().unwrap().0, Error, "{text}");
        assert_eq!(reason, Some(error), "{text}");
    }
    let deep: String = (0..101).map(|depth| " ".repeat(depth) + "a\n").collect();
    assert_eq!(tokens(&deep).1, Some(LexicalError::TooManyIndents));
}
