//! The kinds of token, each with its spelling where that is fixed.

use crate::position::Position;

/// One token: its bytes are `source[start..end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub start: u32,
    pub end: u32,
    /// The position of a node that begins with this token.
    pub position: Position,
}

macro_rules! tokens {
    (
        classes { $($class:ident $description:literal)* }
        three { $($op3:ident $spelling3:literal)* }
        two { $($op2:ident $spelling2:literal)* }
        one { $($op1:ident $spelling1:literal)* }
        keywords { $($keyword:ident $word:literal)* }
    ) => {
        /// What a token is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum TokenKind {
            $(#[doc = $description] $class,)*
            $($op3,)* $($op2,)* $($op1,)* $($keyword,)*
        }

        impl TokenKind {
            /// The spelling of operators and keywords.
            pub fn spelling(self) -> Option<&'static [u8]> {
                match self {
                    $(TokenKind::$op3 => Some($spelling3),)*
                    $(TokenKind::$op2 => Some($spelling2),)*
                    $(TokenKind::$op1 => Some($spelling1),)*
                    $(TokenKind::$keyword => Some($word),)*
                    _ => None,
                }
            }

            /// The keyword spelled `word`, or `Name`.
            pub fn of_word(word: &[u8]) -> TokenKind {
                match word {
                    $($word => TokenKind::$keyword,)*
                    _ => TokenKind::Name,
                }
            }

            /// The operator of three bytes spelled so.
            pub fn of_three(bytes: [u8; 3]) -> Option<TokenKind> {
                match &bytes {
                    $($spelling3 => Some(TokenKind::$op3),)*
                    _ => None,
                }
            }

            /// The operator of two bytes spelled so.
            pub fn of_two(bytes: [u8; 2]) -> Option<TokenKind> {
                match &bytes {
                    $($spelling2 => Some(TokenKind::$op2),)*
                    _ => None,
                }
            }

            /// The operator of one byte spelled so.
            pub fn of_one(byte: u8) -> Option<TokenKind> {
                match &[byte] {
                    $($spelling1 => Some(TokenKind::$op1),)*
                    _ => None,
                }
            }
        }
    };
}

tokens! {
    classes {
        Name "An identifier."
        Number "A number."
        String "A string literal with prefix and quotes."
        Newline "The end of a logical line."
        Indent "The start of an indented block."
        Dedent "The end of an indented block."
        End "The end of the source."
        Unknown "A byte that starts no token."
        Error "A place the lexer cannot get past; it holds the reason."
    }
    three {
        DoubleStarEqual b"**="
        DoubleSlashEqual b"//="
        LeftShiftEqual b"<<="
        RightShiftEqual b">>="
    }
    two {
        DoubleStar b"**"
        DoubleSlash b"//"
        LeftShift b"<<"
        RightShift b">>"
        EqualEqual b"=="
        NotEqual b"!="
        LessGreater b"<>"
        LessEqual b"<="
        GreaterEqual b">="
        PlusEqual b"+="
        MinusEqual b"-="
        StarEqual b"*="
        SlashEqual b"/="
        PercentEqual b"%="
        AmpersandEqual b"&="
        BarEqual b"|="
        CircumflexEqual b"^="
    }
    one {
        LeftParen b"("
        RightParen b")"
        LeftBracket b"["
        RightBracket b"]"
        LeftBrace b"{"
        RightBrace b"}"
        Colon b":"
        Comma b","
        Semicolon b";"
        Dot b"."
        Plus b"+"
        Minus b"-"
        Star b"*"
        Slash b"/"
        Percent b"%"
        Bar b"|"
        Ampersand b"&"
        Circumflex b"^"
        Tilde b"~"
        Less b"<"
        Greater b">"
        Equal b"="
        Backquote b"`"
        At b"@"
    }
    keywords {
        And b"and"
        As b"as"
        Assert b"assert"
        Break b"break"
        Class b"class"
        Continue b"continue"
        Def b"def"
        Del b"del"
        Elif b"elif"
        Else b"else"
        Except b"except"
        Exec b"exec"
        Finally b"finally"
        For b"for"
        From b"from"
        Global b"global"
        If b"if"
        Import b"import"
        In b"in"
        Is b"is"
        Lambda b"lambda"
        Not b"not"
        Or b"or"
        Pass b"pass"
        Print b"print"
        Raise b"raise"
        Return b"return"
        Try b"try"
        While b"while"
        With b"with"
        Yield b"yield"
    }
}

impl TokenKind {
    /// Whether an `expr` (an operand of a comparison) can start with this token.
    pub fn starts_expr(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Name | Number | String | LeftParen | LeftBracket | LeftBrace | Backquote | Minus | Plus | Tilde
        )
    }

    /// Whether a `test` (any expression without `yield` or commas) can start with this token.
    pub fn starts_test(self) -> bool {
        self.starts_expr() || matches!(self, TokenKind::Not | TokenKind::Lambda)
    }
}
