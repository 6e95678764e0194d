//! The nodes, one table for both directions: the parser's variants and fields beside the names that Python has for them.

use super::{Builder, Node, Reader};
use objspace::native::Result;
use objspace::value::Value;
use pyrs_syntax::ast::*;

/// The Python name of a field: its own unless another is given.
macro_rules! field_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

/// An enumeration: `Variant { field, field = "python name" }`, then `Variant(field)` for variants that hold one value.
macro_rules! sum {
    ($type:ident $base:literal {
        $($variant:ident { $($field:ident $(= $name:literal)?),* })*
        $(; $($whole:ident ($inner:literal))*)?
    }) => {
        impl Node for $type {
            fn to_python(&self, builder: &mut Builder) -> Result {
                match self {
                    $($type::$variant { $($field),* } => {
                        let node = builder.node(stringify!($variant))?;
                        $(
                            let value = $field.to_python(builder)?;
                            builder.set(node, field_name!($field $($name)?), value)?;
                        )*
                        Ok(node)
                    })*
                    $($($type::$whole(part) => {
                        let node = builder.node(stringify!($whole))?;
                        let value = part.to_python(builder)?;
                        builder.set(node, $inner, value)?;
                        Ok(node)
                    })*)?
                    #[allow(unreachable_patterns)]
                    other => other.rest_to_python(builder),
                }
            }

            fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
                reader.vm.check_native_stack("")?;
                let class = reader.class_name(value).unwrap_or_default();
                match &*class {
                    $(stringify!($variant) => Ok($type::$variant {
                        $($field: Node::from_field(reader, value, &class, field_name!($field $($name)?))?,)*
                    }),)*
                    $($(stringify!($whole) => {
                        Ok($type::$whole(Node::from_field(reader, value, &class, $inner)?))
                    })*)?
                    _ => Self::rest_from_python(reader, value, &class)?.ok_or_else(|| reader.unexpected($base, value)),
                }
            }
        }
    };
}

/// What the table of a sum does not say.
trait Rest: Sized {
    fn rest_to_python(&self, _: &mut Builder) -> Result {
        unreachable!("the table has all variants")
    }

    fn rest_from_python(_: &mut Reader, _: Value, _class: &str) -> Result<Option<Self>> {
        Ok(None)
    }
}

impl Rest for Mod {}
impl Rest for StmtKind {}
impl Rest for Slice {}
impl Rest for ExprContext {}
impl Rest for BoolOperator {}
impl Rest for Operator {}
impl Rest for UnaryOperator {}
impl Rest for CompareOperator {}

impl Rest for ExprKind {
    fn rest_to_python(&self, builder: &mut Builder) -> Result {
        match self {
            ExprKind::Call(call) => call.to_python(builder),
            _ => unreachable!("the table has all other variants"),
        }
    }

    fn rest_from_python(reader: &mut Reader, value: Value, class: &str) -> Result<Option<Self>> {
        match class {
            "Call" => Ok(Some(ExprKind::Call(Node::from_python(reader, value)?))),
            _ => Ok(None),
        }
    }
}

/// A node of one shape.
macro_rules! product {
    ($type:ident $class:literal { $($field:ident),* }) => {
        impl Node for $type {
            fn to_python(&self, builder: &mut Builder) -> Result {
                let node = builder.node($class)?;
                $(
                    let value = self.$field.to_python(builder)?;
                    builder.set(node, stringify!($field), value)?;
                )*
                Ok(node)
            }

            fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
                Ok($type { $($field: Node::from_field(reader, value, $class, stringify!($field))?,)* })
            }
        }
    };
}

/// A node with a place.
macro_rules! placed {
    ($type:ident $base:literal) => {
        impl Node for $type {
            fn to_python(&self, builder: &mut Builder) -> Result {
                let node = self.kind.to_python(builder)?;
                builder.set_position(node, self.position)?;
                Ok(node)
            }

            fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
                let position = reader.position(value, $base)?;
                let kind = Node::from_python(reader, value)?;
                Ok($type { kind, position })
            }
        }
    };
}

sum! { Mod "mod" {
    Module { body }
    Interactive { body }
    Expression { body }
}}

placed! { Stmt "stmt" }

sum! { StmtKind "stmt" {
    FunctionDef { name, args, body, decorator_list }
    ClassDef { name, bases, body, decorator_list }
    Return { value }
    Delete { targets }
    Assign { targets, value }
    AugAssign { target, op, value }
    Print { dest, values, nl }
    For { target, iter, body, orelse }
    While { test, body, orelse }
    If { test, body, orelse }
    With { context_expr, optional_vars, body }
    Raise { kind = "type", inst, tback }
    TryExcept { body, handlers, orelse }
    TryFinally { body, finalbody }
    Assert { test, msg }
    Import { names }
    ImportFrom { module, names, level }
    Exec { body, globals, locals }
    Global { names }
    Expr { value }
    Pass {}
    Break {}
    Continue {}
}}

placed! { Expr "expr" }

sum! { ExprKind "expr" {
    BoolOp { op, values }
    BinOp { left, op, right }
    UnaryOp { op, operand }
    Lambda { args, body }
    IfExp { test, body, orelse }
    Dict { keys, values }
    Set { elts }
    ListComp { elt, generators }
    SetComp { elt, generators }
    DictComp { key, value, generators }
    GeneratorExp { elt, generators }
    Yield { value }
    Compare { left, ops, comparators }
    Repr { value }
    Attribute { value, attr, ctx }
    Subscript { value, slice, ctx }
    Name { id, ctx }
    List { elts, ctx }
    Tuple { elts, ctx }
    ;
    Num ("n")
    Str ("s")
}}

sum! { Slice "slice" {
    Ellipsis {}
    Slice { lower, upper, step }
    ExtSlice { dims }
    Index { value }
}}

sum! { ExprContext "expr_context" { Load {} Store {} Del {} AugLoad {} AugStore {} Param {} }}
sum! { BoolOperator "boolop" { And {} Or {} }}
sum! { UnaryOperator "unaryop" { Invert {} Not {} UAdd {} USub {} }}

sum! { Operator "operator" {
    Add {} Sub {} Mult {} Div {} Mod {} Pow {} LShift {} RShift {} BitOr {} BitXor {} BitAnd {} FloorDiv {}
}}

sum! { CompareOperator "cmpop" {
    Eq {} NotEq {} Lt {} LtE {} Gt {} GtE {} Is {} IsNot {} In {} NotIn {}
}}

product! { Call "Call" { func, args, keywords, starargs, kwargs } }
product! { Comprehension "comprehension" { target, iter, ifs } }
product! { Arguments "arguments" { args, vararg, kwarg, defaults } }
product! { Keyword "keyword" { arg, value } }
product! { Alias "alias" { name, asname } }

impl Node for ExceptHandler {
    fn to_python(&self, builder: &mut Builder) -> Result {
        let node = builder.node("ExceptHandler")?;
        for (field, part) in [("type", &self.kind), ("name", &self.name)] {
            let value = part.to_python(builder)?;
            builder.set(node, field, value)?;
        }
        let body = self.body.to_python(builder)?;
        builder.set(node, "body", body)?;
        builder.set_position(node, self.position)?;
        Ok(node)
    }

    fn from_python(reader: &mut Reader, value: Value) -> Result<Self> {
        let class = "ExceptHandler";
        let position = reader.position(value, "excepthandler")?;
        if reader.class_name(value).as_deref() != Some(class) {
            return Err(reader.unexpected("excepthandler", value));
        }
        Ok(ExceptHandler {
            kind: Node::from_field(reader, value, class, "type")?,
            name: Node::from_field(reader, value, class, "name")?,
            body: Node::from_field(reader, value, class, "body")?,
            position,
        })
    }
}
