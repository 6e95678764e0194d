//! The grammar of the prolog and the document type: what a token means by those before it.
//!
//! A machine of states: each token moves it on and has a role, or is an error.

use super::scanner::Token;
use State::*;

/// How often a part of a content model may occur.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quantifier {
    Once = 0,
    Optional = 1,
    Any = 2,
    AtLeastOnce = 3,
}

/// What a token is there for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Error,
    /// Nothing to be done; the declarations that have it say whose part it is.
    None,
    DoctypeNone,
    EntityNone,
    NotationNone,
    AttlistNone,
    ElementNone,
    XmlDeclaration,
    TextDeclaration,
    Instruction,
    Comment,
    Instance,
    DoctypeName,
    DoctypePublicId,
    DoctypeSystemId,
    InternalSubset,
    DoctypeClose,
    GeneralEntityName,
    ParameterEntityName,
    EntityValue,
    EntityPublicId,
    EntitySystemId,
    EntityComplete,
    EntityNotationName,
    NotationName,
    NotationPublicId,
    NotationSystemId,
    NotationNoSystemId,
    AttlistElementName,
    AttributeName,
    AttributeType(&'static str),
    AttributeEnumValue,
    AttributeNotationValue,
    ImpliedAttribute,
    RequiredAttribute,
    DefaultValue,
    FixedValue,
    ElementName,
    ContentAny,
    ContentEmpty,
    ContentText,
    ContentElement(Quantifier),
    GroupOpen,
    GroupClose(Quantifier),
    GroupChoice,
    GroupSequence,
    ParameterReference,
    /// Within a declaration.
    InnerParameterReference,
    IgnoredSection,
}

/// What came before: `Doctype0` is behind "<!DOCTYPE", `Doctype1` behind the name that follows, and so on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Prolog0,
    Prolog1,
    Prolog2,
    Doctype0,
    Doctype1,
    DoctypePublic,
    DoctypeSystem,
    DoctypeIds,
    DoctypeSubset,
    Internal,
    External0,
    External,
    Entity0,
    EntityPercent,
    EntityName,
    EntityPublic,
    EntitySystem,
    EntityIds,
    EntityNdata,
    ParameterName,
    ParameterPublic,
    ParameterSystem,
    ParameterIds,
    Notation0,
    NotationNamed,
    NotationPublic,
    NotationSystem,
    NotationPublicId,
    Attlist0,
    AttlistNext,
    AttributeNamed,
    EnumValue,
    EnumNext,
    NotationOpen,
    NotationValue,
    NotationNext,
    AttributeDefault,
    AttributeFixed,
    Element0,
    ElementNamed,
    Model,
    MixedFirst,
    MixedName,
    MixedNext,
    GroupItem,
    GroupNext,
    Section0,
    SectionInclude,
    SectionIgnore,
    /// A declaration that is complete but for its '>'.
    Close(CloseOf),
    Failed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum CloseOf {
    Entity,
    Notation,
    Element,
}

/// The machine.
#[derive(Clone)]
pub struct Grammar {
    state: State,
    /// It reads the document itself, no external entity.
    pub is_document: bool,
    /// Groups of a content model that are open.
    pub level: usize,
    included: usize,
    /// The text of an entity's declaration is being read.
    pub in_entity_value: bool,
}

const ATTRIBUTE_TYPES: [&str; 8] = [
    "CDATA", "ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES", "NMTOKEN", "NMTOKENS",
];

impl Grammar {
    /// Of a document.
    pub fn document() -> Grammar {
        Grammar {
            state: Prolog0,
            is_document: true,
            level: 0,
            included: 0,
            in_entity_value: false,
        }
    }

    /// Of an external part of the document type.
    pub fn external() -> Grammar {
        Grammar {
            state: External0,
            is_document: false,
            ..Grammar::document()
        }
    }

    /// The role of the next token; `text` is the token's.
    pub fn role(&mut self, token: Token, text: &[u8]) -> Role {
        if self.state == External0 {
            self.state = External;
            if token == Token::XmlDeclaration {
                return Role::TextDeclaration;
            }
        }
        if self.state == Failed {
            return Role::None;
        }
        if let Some((state, role)) = self.transition(token, text) {
            self.state = state;
            return role;
        }
        if !self.is_document && token == Token::ParameterReference {
            return Role::InnerParameterReference;
        }
        self.state = Failed;
        Role::Error
    }

    fn top(&self) -> State {
        match self.is_document {
            true => Internal,
            false => External,
        }
    }

    /// The next state and the token's role. None: it must not stand there.
    fn transition(&mut self, token: Token, text: &[u8]) -> Option<(State, Role)> {
        let state = self.state;
        if token == Token::Space {
            // White space is allowed between any two tokens.
            return Some(match state {
                Prolog0 => (Prolog1, Role::None),
                _ => (state, none_of(state)),
            });
        }
        let none = none_of(state);
        let is = |word: &str| token == Token::Name && text == word.as_bytes();
        let plain_name = token == Token::Name;
        let name = matches!(token, Token::Name | Token::PrefixedName);
        let literal = token == Token::Literal;
        let close = token == Token::DeclarationClose;
        Some(match state {
            Prolog0 | Prolog1 | Prolog2 => return self.prolog_transition(token, text),
            Doctype0 if name => (Doctype1, Role::DoctypeName),
            Doctype1 | DoctypeIds if token == Token::OpenBracket => (Internal, Role::InternalSubset),
            Doctype1 | DoctypeIds | DoctypeSubset if close => (Prolog2, Role::DoctypeClose),
            Doctype1 if is("SYSTEM") => (DoctypeSystem, none),
            Doctype1 if is("PUBLIC") => (DoctypePublic, none),
            DoctypePublic if literal => (DoctypeSystem, Role::DoctypePublicId),
            DoctypeSystem if literal => (DoctypeIds, Role::DoctypeSystemId),
            Internal | External => return self.subset_transition(token, text),
            Entity0 if token == Token::Percent => (EntityPercent, none),
            Entity0 if plain_name => (EntityName, Role::GeneralEntityName),
            EntityPercent if plain_name => (ParameterName, Role::ParameterEntityName),
            EntityName if is("SYSTEM") => (EntitySystem, none),
            EntityName if is("PUBLIC") => (EntityPublic, none),
            EntityName | ParameterName if literal => (Close(CloseOf::Entity), Role::EntityValue),
            EntityPublic if literal => (EntitySystem, Role::EntityPublicId),
            EntitySystem if literal => (EntityIds, Role::EntitySystemId),
            EntityIds | ParameterIds if close => (self.top(), Role::EntityComplete),
            EntityIds if is("NDATA") => (EntityNdata, none),
            EntityNdata if plain_name => (Close(CloseOf::Entity), Role::EntityNotationName),
            ParameterName if is("SYSTEM") => (ParameterSystem, none),
            ParameterName if is("PUBLIC") => (ParameterPublic, none),
            ParameterPublic if literal => (ParameterSystem, Role::EntityPublicId),
            ParameterSystem if literal => (ParameterIds, Role::EntitySystemId),
            Notation0 if plain_name => (NotationNamed, Role::NotationName),
            NotationNamed if is("SYSTEM") => (NotationSystem, none),
            NotationNamed if is("PUBLIC") => (NotationPublic, none),
            NotationPublic if literal => (NotationPublicId, Role::NotationPublicId),
            NotationSystem | NotationPublicId if literal => (Close(CloseOf::Notation), Role::NotationSystemId),
            NotationPublicId if close => (self.top(), Role::NotationNoSystemId),
            Attlist0 if name => (AttlistNext, Role::AttlistElementName),
            AttlistNext if close => (self.top(), none),
            AttlistNext if name => (AttributeNamed, Role::AttributeName),
            AttributeNamed if is("NOTATION") => (NotationOpen, none),
            AttributeNamed if plain_name => {
                let kind = ATTRIBUTE_TYPES.iter().find(|kind| kind.as_bytes() == text)?;
                (AttributeDefault, Role::AttributeType(kind))
            }
            AttributeNamed if token == Token::OpenParenthesis => (EnumValue, none),
            EnumValue if name || token == Token::Nmtoken => (EnumNext, Role::AttributeEnumValue),
            EnumNext | NotationNext if token == Token::CloseParenthesis => (AttributeDefault, none),
            EnumNext if token == Token::Bar => (EnumValue, none),
            NotationOpen if token == Token::OpenParenthesis => (NotationValue, none),
            NotationValue if plain_name => (NotationNext, Role::AttributeNotationValue),
            NotationNext if token == Token::Bar => (NotationValue, none),
            AttributeDefault if token == Token::HashName => match text {
                b"#IMPLIED" => (AttlistNext, Role::ImpliedAttribute),
                b"#REQUIRED" => (AttlistNext, Role::RequiredAttribute),
                b"#FIXED" => (AttributeFixed, none),
                _ => return None,
            },
            AttributeDefault if literal => (AttlistNext, Role::DefaultValue),
            AttributeFixed if literal => (AttlistNext, Role::FixedValue),
            Element0 | ElementNamed | Model | MixedFirst | MixedName | MixedNext | GroupItem | GroupNext => {
                return self.model_transition(token, text)
            }
            Section0 if is("INCLUDE") => (SectionInclude, none),
            Section0 if is("IGNORE") => (SectionIgnore, none),
            SectionInclude if token == Token::OpenBracket => {
                self.included += 1;
                (External, none)
            }
            SectionIgnore if token == Token::OpenBracket => (External, Role::IgnoredSection),
            Close(_) if close => (self.top(), none),
            _ => return None,
        })
    }

    fn prolog_transition(&mut self, token: Token, text: &[u8]) -> Option<(State, Role)> {
        let first = self.state == Prolog0;
        let next = if first { Prolog1 } else { self.state };
        Some(match token {
            Token::XmlDeclaration if first => (next, Role::XmlDeclaration),
            Token::Instruction => (next, Role::Instruction),
            Token::Comment => (next, Role::Comment),
            Token::ByteOrderMark if self.state != Prolog2 => (self.state, Role::None),
            Token::DeclarationOpen if self.state != Prolog2 && text == b"<!DOCTYPE" => (Doctype0, Role::DoctypeNone),
            Token::Instance => (Failed, Role::Instance),
            _ => return None,
        })
    }

    fn subset_transition(&mut self, token: Token, text: &[u8]) -> Option<(State, Role)> {
        let state = self.state;
        if state == External {
            match token {
                Token::SectionOpen => return Some((Section0, Role::None)),
                Token::SectionClose if self.included > 0 => {
                    self.included -= 1;
                    return Some((External, Role::None));
                }
                Token::CloseBracket => return None,
                Token::None if self.included > 0 => return None,
                _ => {}
            }
        }
        Some(match token {
            Token::DeclarationOpen => match text {
                b"<!ENTITY" => (Entity0, Role::EntityNone),
                b"<!ATTLIST" => (Attlist0, Role::AttlistNone),
                b"<!ELEMENT" => (Element0, Role::ElementNone),
                b"<!NOTATION" => (Notation0, Role::NotationNone),
                _ => return None,
            },
            Token::Instruction => (state, Role::Instruction),
            Token::Comment => (state, Role::Comment),
            Token::ParameterReference => (state, Role::ParameterReference),
            Token::CloseBracket => (DoctypeSubset, Role::DoctypeNone),
            Token::None => (state, Role::None),
            _ => return None,
        })
    }

    fn model_transition(&mut self, token: Token, text: &[u8]) -> Option<(State, Role)> {
        let declared = Close(CloseOf::Element);
        let name = matches!(token, Token::Name | Token::PrefixedName);
        Some(match (self.state, token) {
            (Element0, _) if name => (ElementNamed, Role::ElementName),
            (ElementNamed, Token::Name) if text == b"EMPTY" => (declared, Role::ContentEmpty),
            (ElementNamed, Token::Name) if text == b"ANY" => (declared, Role::ContentAny),
            (ElementNamed, Token::OpenParenthesis) => {
                self.level = 1;
                (Model, Role::GroupOpen)
            }
            (Model, Token::HashName) if text == b"#PCDATA" => (MixedFirst, Role::ContentText),
            (Model | GroupItem, Token::OpenParenthesis) => {
                self.level += 1;
                (GroupItem, Role::GroupOpen)
            }
            (Model | GroupItem, _) => {
                let quantifier = match token {
                    Token::Name | Token::PrefixedName => Quantifier::Once,
                    Token::NameQuestion => Quantifier::Optional,
                    Token::NameStar => Quantifier::Any,
                    Token::NamePlus => Quantifier::AtLeastOnce,
                    _ => return None,
                };
                (GroupNext, Role::ContentElement(quantifier))
            }
            (MixedFirst, Token::CloseParenthesis) => (declared, Role::GroupClose(Quantifier::Once)),
            (MixedFirst | MixedNext, Token::CloseParenthesisStar) => (declared, Role::GroupClose(Quantifier::Any)),
            (MixedFirst | MixedNext, Token::Bar) => (MixedName, Role::ElementNone),
            (MixedName, _) if name => (MixedNext, Role::ContentElement(Quantifier::Once)),
            (GroupNext, Token::Comma) => (GroupItem, Role::GroupSequence),
            (GroupNext, Token::Bar) => (GroupItem, Role::GroupChoice),
            (GroupNext, _) => {
                let quantifier = match token {
                    Token::CloseParenthesis => Quantifier::Once,
                    Token::CloseParenthesisQuestion => Quantifier::Optional,
                    Token::CloseParenthesisStar => Quantifier::Any,
                    Token::CloseParenthesisPlus => Quantifier::AtLeastOnce,
                    _ => return None,
                };
                self.level -= 1;
                let next = if self.level == 0 { declared } else { GroupNext };
                (next, Role::GroupClose(quantifier))
            }
            _ => return None,
        })
    }
}

/// The role of tokens without a meaning of their own, by the declaration that they are in.
fn none_of(state: State) -> Role {
    match state {
        Doctype0 | Doctype1 | DoctypePublic | DoctypeSystem | DoctypeIds | DoctypeSubset => Role::DoctypeNone,
        Entity0
        | EntityPercent
        | EntityName
        | EntityPublic
        | EntitySystem
        | EntityIds
        | EntityNdata
        | ParameterName
        | ParameterPublic
        | ParameterSystem
        | ParameterIds
        | Close(CloseOf::Entity) => Role::EntityNone,
        Notation0 | NotationNamed | NotationPublic | NotationSystem | NotationPublicId | Close(CloseOf::Notation) => {
            Role::NotationNone
        }
        Attlist0 | AttlistNext | AttributeNamed | EnumValue | EnumNext | NotationOpen | NotationValue
        | NotationNext | AttributeDefault | AttributeFixed => Role::AttlistNone,
        Element0
        | ElementNamed
        | Model
        | MixedFirst
        | MixedName
        | MixedNext
        | GroupItem
        | GroupNext
        | Close(CloseOf::Element) => Role::ElementNone,
        _ => Role::None,
    }
}
