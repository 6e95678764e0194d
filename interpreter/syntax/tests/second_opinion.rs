//! Trees compared with those of a parser of Python 3, for sources that both languages read alike.

use pyrs_syntax::ast::{self, Num, Slice, StmtKind, UnaryOperator};
use pyrs_syntax::{parse, Mode, Name, ParseOptions, Parsed};
use rustpython_parser::ast as theirs;
use rustpython_parser::Parse;
use std::fmt::Debug;

/// `(head part part ...)`
fn form(head: impl AsRef<str>, parts: impl IntoIterator<Item = String>) -> String {
    let mut text = format!("({}", head.as_ref());
    for part in parts {
        text.push(' ');
        text.push_str(&part);
    }
    text + ")"
}

fn joined(ops: &[impl Debug]) -> String {
    let ops: Vec<_> = ops.iter().map(|op| format!("{op:?}")).collect();
    ops.join(",")
}

/// The shape of our trees.
struct Ours<'p>(&'p Parsed);

impl Ours<'_> {
    fn name(&self, name: Name) -> String {
        self.0.names.spelling(name).into()
    }

    fn all(&self, exprs: &[ast::Expr]) -> String {
        form("list", exprs.iter().map(|expr| self.expr(expr)))
    }

    fn maybe(&self, expr: &Option<Box<ast::Expr>>) -> String {
        expr.as_ref().map_or("-".into(), |expr| self.expr(expr))
    }

    fn body(&self, body: &[ast::Stmt]) -> String {
        form("body", body.iter().map(|stmt| self.stmt(stmt)))
    }

    fn arguments(&self, arguments: &ast::Arguments) -> String {
        let collector = |name: Option<Name>| name.map_or("-".into(), |name| self.name(name));
        let names = arguments.args.iter().map(|arg| self.expr(arg));
        form(
            "arguments",
            [
                form("list", names),
                self.all(&arguments.defaults),
                collector(arguments.vararg),
                collector(arguments.kwarg),
            ],
        )
    }

    fn generators(&self, generators: &[ast::Comprehension]) -> String {
        let generator = |generator: &ast::Comprehension| {
            form(
                "for",
                [
                    self.expr(&generator.target),
                    self.expr(&generator.iter),
                    self.all(&generator.ifs),
                ],
            )
        };
        form("generators", generators.iter().map(generator))
    }

    fn slice(&self, slice: &Slice) -> String {
        match slice {
            Slice::Ellipsis => "...".into(),
            Slice::Slice { lower, upper, step } => {
                // Python 3 has no step in `a[b:c:]`.
                let has_step = |step: &ast::Expr| !matches!(step.kind, ast::ExprKind::Name { id: Name::NONE, .. });
                let step = step.as_ref().filter(|step| has_step(step));
                let step = step.map_or("-".into(), |step| self.expr(step));
                form("slice", [self.maybe(lower), self.maybe(upper), step])
            }
            Slice::ExtSlice { dims } => form("tuple", [form("list", dims.iter().map(|dim| self.slice(dim)))]),
            Slice::Index { value } => self.expr(value),
        }
    }

    fn expr(&self, expr: &ast::Expr) -> String {
        use ast::ExprKind::*;
        match &expr.kind {
            BoolOp { op, values } => form(format!("{op:?}"), [self.all(values)]),
            BinOp { left, op, right } => form(format!("{op:?}"), [self.expr(left), self.expr(right)]),
            UnaryOp { op, operand } => form(format!("{op:?}"), [self.expr(operand)]),
            Lambda { args, body } => form("lambda", [self.arguments(args), self.expr(body)]),
            IfExp { test, body, orelse } => form("if", [test, body, orelse].map(|part| self.expr(part))),
            Dict { keys, values } => form("dict", [self.all(keys), self.all(values)]),
            Set { elts } => form("set", [self.all(elts)]),
            ListComp { elt, generators } => form("listcomp", [self.expr(elt), self.generators(generators)]),
            SetComp { elt, generators } => form("setcomp", [self.expr(elt), self.generators(generators)]),
            DictComp { key, value, generators } => form(
                "dictcomp",
                [self.expr(key), self.expr(value), self.generators(generators)],
            ),
            GeneratorExp { elt, generators } => form("genexp", [self.expr(elt), self.generators(generators)]),
            Yield { value } => form("yield", [self.maybe(value)]),
            Compare { left, ops, comparators } => form(joined(ops), [self.expr(left), self.all(comparators)]),
            Call(call) => {
                let stars = call.starargs.iter().map(|expr| form("*", [self.expr(expr)]));
                let args = call.args.iter().map(|arg| self.expr(arg)).chain(stars);
                let keyword = |keyword: &ast::Keyword| form(self.name(keyword.arg), [self.expr(&keyword.value)]);
                let double_stars = call.kwargs.iter().map(|expr| form("**", [self.expr(expr)]));
                let keywords = call.keywords.iter().map(keyword).chain(double_stars);
                form(
                    "call",
                    [self.expr(&call.func), form("list", args), form("list", keywords)],
                )
            }
            Repr { value } => form("repr", [self.expr(value)]),
            Num(number) => {
                let negative = match number {
                    self::Num::Int(value) => *value < 0,
                    self::Num::Long(value) => value < &0.into(),
                    self::Num::Float(value) | self::Num::Imaginary(value) => value.is_sign_negative(),
                };
                match negative {
                    // Python 3's parser leaves the sign alone.
                    true => form(format!("{:?}", UnaryOperator::USub), ["constant".into()]),
                    false => "constant".into(),
                }
            }
            Str(_) => "constant".into(),
            Attribute { value, attr, .. } => form(".", [self.expr(value), self.name(*attr)]),
            Subscript { value, slice, .. } => form("[]", [self.expr(value), self.slice(slice)]),
            Name { id, .. } => match self.name(*id).as_str() {
                "None" => "constant".into(),
                name => name.into(),
            },
            List { elts, .. } => form("display", [self.all(elts)]),
            Tuple { elts, .. } => form("tuple", [self.all(elts)]),
        }
    }

    fn aliases(&self, names: &[ast::Alias]) -> String {
        let alias = |alias: &ast::Alias| {
            let asname = alias.asname.map_or("-".into(), |name| self.name(name));
            form(self.name(alias.name), [asname])
        };
        form("list", names.iter().map(alias))
    }

    fn stmt(&self, stmt: &ast::Stmt) -> String {
        match &stmt.kind {
            StmtKind::FunctionDef {
                name,
                args,
                body,
                decorator_list,
            } => form(
                "def",
                [
                    self.name(*name),
                    self.arguments(args),
                    self.body(body),
                    self.all(decorator_list),
                ],
            ),
            StmtKind::ClassDef {
                name,
                bases,
                body,
                decorator_list,
            } => form(
                "class",
                [
                    self.name(*name),
                    self.all(bases),
                    self.body(body),
                    self.all(decorator_list),
                ],
            ),
            StmtKind::Return { value } => form("return", [self.maybe(value)]),
            StmtKind::Delete { targets } => form("del", [self.all(targets)]),
            StmtKind::Assign { targets, value } => form("=", [self.all(targets), self.expr(value)]),
            StmtKind::AugAssign { target, op, value } => {
                form(format!("{op:?}="), [self.expr(target), self.expr(value)])
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => form(
                "for",
                [self.expr(target), self.expr(iter), self.body(body), self.body(orelse)],
            ),
            StmtKind::While { test, body, orelse } => {
                form("while", [self.expr(test), self.body(body), self.body(orelse)])
            }
            StmtKind::If { test, body, orelse } => form("if", [self.expr(test), self.body(body), self.body(orelse)]),
            StmtKind::With {
                context_expr,
                optional_vars,
                body,
            } => form(
                "with",
                [self.expr(context_expr), self.maybe(optional_vars), self.body(body)],
            ),
            StmtKind::Raise { kind, .. } => form("raise", [self.maybe(kind)]),
            StmtKind::TryExcept { body, handlers, orelse } => {
                let handler = |handler: &ast::ExceptHandler| {
                    form(
                        "except",
                        [
                            self.maybe(&handler.kind),
                            self.maybe(&handler.name),
                            self.body(&handler.body),
                        ],
                    )
                };
                let handlers = form("list", handlers.iter().map(handler));
                form("try", [self.body(body), handlers, self.body(orelse)])
            }
            StmtKind::TryFinally { body, finalbody } => form("finally", [self.body(body), self.body(finalbody)]),
            StmtKind::Assert { test, msg } => form("assert", [self.expr(test), self.maybe(msg)]),
            StmtKind::Import { names } => form("import", [self.aliases(names)]),
            StmtKind::ImportFrom { module, names, level } => {
                let module = module.map_or("-".into(), |name| self.name(name));
                form("from", [module, self.aliases(names), level.to_string()])
            }
            StmtKind::Global { names } => form("global", names.iter().map(|&name| self.name(name))),
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Pass => "pass".into(),
            StmtKind::Break => "break".into(),
            StmtKind::Continue => "continue".into(),
            StmtKind::Print { .. } | StmtKind::Exec { .. } => "not in Python 3".into(),
        }
    }
}

/// The shape of the other parser's trees, in the same words.
mod other {
    use super::{form, joined, theirs};

    fn all<'e>(exprs: impl IntoIterator<Item = &'e theirs::Expr>) -> String {
        form("list", exprs.into_iter().map(expr))
    }

    fn maybe(value: &Option<Box<theirs::Expr>>) -> String {
        value.as_ref().map_or("-".into(), |value| expr(value))
    }

    pub fn body(statements: &[theirs::Stmt]) -> String {
        form("body", statements.iter().map(stmt))
    }

    fn arguments(arguments: &theirs::Arguments) -> String {
        let collector = |arg: &Option<Box<theirs::Arg>>| arg.as_ref().map_or("-".into(), |arg| arg.arg.to_string());
        form(
            "arguments",
            [
                form("list", arguments.args.iter().map(|arg| arg.def.arg.to_string())),
                all(arguments.args.iter().filter_map(|arg| arg.default.as_deref())),
                collector(&arguments.vararg),
                collector(&arguments.kwarg),
            ],
        )
    }

    fn generators(generators: &[theirs::Comprehension]) -> String {
        let generator = |generator: &theirs::Comprehension| {
            form(
                "for",
                [expr(&generator.target), expr(&generator.iter), all(&generator.ifs)],
            )
        };
        form("generators", generators.iter().map(generator))
    }

    fn expr(value: &theirs::Expr) -> String {
        use theirs::Expr::*;
        match value {
            BoolOp(e) => form(format!("{:?}", e.op), [all(&e.values)]),
            BinOp(e) => form(format!("{:?}", e.op), [expr(&e.left), expr(&e.right)]),
            UnaryOp(e) => form(format!("{:?}", e.op), [expr(&e.operand)]),
            Lambda(e) => form("lambda", [arguments(&e.args), expr(&e.body)]),
            IfExp(e) => form("if", [&e.test, &e.body, &e.orelse].map(|part| expr(part))),
            Dict(e) => form("dict", [all(e.keys.iter().flatten()), all(&e.values)]),
            Set(e) => form("set", [all(&e.elts)]),
            ListComp(e) => form("listcomp", [expr(&e.elt), generators(&e.generators)]),
            SetComp(e) => form("setcomp", [expr(&e.elt), generators(&e.generators)]),
            DictComp(e) => form("dictcomp", [expr(&e.key), expr(&e.value), generators(&e.generators)]),
            GeneratorExp(e) => form("genexp", [expr(&e.elt), generators(&e.generators)]),
            Yield(e) => form("yield", [maybe(&e.value)]),
            Compare(e) => form(joined(&e.ops), [expr(&e.left), all(&e.comparators)]),
            Call(e) => {
                let keyword = |keyword: &theirs::Keyword| {
                    let name = keyword.arg.as_ref().map_or("**", |name| name.as_str());
                    form(name, [expr(&keyword.value)])
                };
                form(
                    "call",
                    [
                        expr(&e.func),
                        all(&e.args),
                        form("list", e.keywords.iter().map(keyword)),
                    ],
                )
            }
            Constant(_) => "constant".into(),
            Attribute(e) => form(".", [expr(&e.value), e.attr.to_string()]),
            Subscript(e) => form("[]", [expr(&e.value), expr(&e.slice)]),
            Starred(e) => form("*", [expr(&e.value)]),
            Name(e) => e.id.to_string(),
            List(e) => form("display", [all(&e.elts)]),
            Tuple(e) => form("tuple", [all(&e.elts)]),
            Slice(e) => form("slice", [maybe(&e.lower), maybe(&e.upper), maybe(&e.step)]),
            _ => "not in Python 2".into(),
        }
    }

    fn aliases(names: &[theirs::Alias]) -> String {
        let alias = |alias: &theirs::Alias| {
            let asname = alias.asname.as_ref().map_or("-".into(), ToString::to_string);
            form(alias.name.as_str(), [asname])
        };
        form("list", names.iter().map(alias))
    }

    fn stmt(statement: &theirs::Stmt) -> String {
        use theirs::Stmt::*;
        match statement {
            FunctionDef(s) => form(
                "def",
                [
                    s.name.to_string(),
                    arguments(&s.args),
                    body(&s.body),
                    all(&s.decorator_list),
                ],
            ),
            ClassDef(s) => form(
                "class",
                [s.name.to_string(), all(&s.bases), body(&s.body), all(&s.decorator_list)],
            ),
            Return(s) => form("return", [maybe(&s.value)]),
            Delete(s) => form("del", [all(&s.targets)]),
            Assign(s) => form("=", [all(&s.targets), expr(&s.value)]),
            AugAssign(s) => form(format!("{:?}=", s.op), [expr(&s.target), expr(&s.value)]),
            For(s) => form("for", [expr(&s.target), expr(&s.iter), body(&s.body), body(&s.orelse)]),
            While(s) => form("while", [expr(&s.test), body(&s.body), body(&s.orelse)]),
            If(s) => form("if", [expr(&s.test), body(&s.body), body(&s.orelse)]),
            With(s) => {
                // Python 2 nests the items.
                let mut items = s.items.iter().rev();
                let with = |item: &theirs::WithItem, body: String| {
                    form("with", [expr(&item.context_expr), maybe(&item.optional_vars), body])
                };
                let last = with(items.next().expect("there is an item"), body(&s.body));
                items.fold(last, |inner, item| with(item, form("body", [inner])))
            }
            Raise(s) => form("raise", [maybe(&s.exc)]),
            Try(s) => {
                let handler = |handler: &theirs::ExceptHandler| {
                    let theirs::ExceptHandler::ExceptHandler(handler) = handler;
                    let name = handler.name.as_ref().map_or("-".into(), ToString::to_string);
                    form("except", [maybe(&handler.type_), name, body(&handler.body)])
                };
                // Python 2 has two statements for it.
                let mut tried = body(&s.body);
                if !s.handlers.is_empty() {
                    let handlers = form("list", s.handlers.iter().map(handler));
                    let inner = form("try", [tried, handlers, body(&s.orelse)]);
                    if s.finalbody.is_empty() {
                        return inner;
                    }
                    tried = form("body", [inner]);
                }
                form("finally", [tried, body(&s.finalbody)])
            }
            Assert(s) => form("assert", [expr(&s.test), maybe(&s.msg)]),
            Import(s) => form("import", [aliases(&s.names)]),
            ImportFrom(s) => {
                let module = s.module.as_ref().map_or("-".into(), ToString::to_string);
                let level = s.level.map_or(0, |level| level.to_u32());
                form("from", [module, aliases(&s.names), level.to_string()])
            }
            Global(s) => form("global", s.names.iter().map(ToString::to_string)),
            Expr(s) => expr(&s.value),
            Pass(_) => "pass".into(),
            Break(_) => "break".into(),
            Continue(_) => "continue".into(),
            _ => "not in Python 2".into(),
        }
    }
}

fn our_shape(source: &str) -> String {
    let parsed = parse(source.as_bytes(), "", Mode::File, ParseOptions::default());
    let parsed = parsed.unwrap_or_else(|error| panic!("{source}: {error:?}"));
    match &parsed.tree {
        ast::Mod::Module { body } => Ours(&parsed).body(body),
        _ => panic!("a file is a module"),
    }
}

fn other_shape(source: &str) -> String {
    let suite = theirs::Suite::parse(source, "").unwrap_or_else(|error| panic!("{source}: {error}"));
    other::body(&suite)
}

#[test]
fn the_common_subset() {
    let source = include_str!("fixtures/common.py");
    assert_eq!(our_shape(source), other_shape(source));
}

/// Random numbers by Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// An expression whose structure is up to the precedence of its operators.
    fn expr(&mut self, size: usize) -> String {
        if size == 0 {
            return self
                .pick(&[
                    "a", "b", "c", "1", "2.5", "'s'", "()", "[]", "{}", "f(x)", "g.h", "i[j]",
                ])
                .into();
        }
        let rest = size - 1;
        match self.below(12) {
            0..=4 => {
                let op = self.pick(&[
                    "+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "<", ">", "==", "!=", "<=", ">=",
                    "in", "not in", "is", "is not", "and", "or",
                ]);
                let split = self.below(size);
                let left = self.operand(split);
                let right = self.operand(rest - split.min(rest));
                format!("{left} {op} {right}")
            }
            5 => format!("({})", self.expr(rest)),
            6 => {
                let item = self.expr(rest / 2);
                let test = self.operand(rest / 3);
                format!("[{item} for x, y in {test} if {test}]")
            }
            7 => format!(
                "f({}, *{}, k={})",
                self.expr(rest / 3),
                self.expr(rest / 3),
                self.expr(rest / 3)
            ),
            8 => format!("{{{}: {}}}", self.expr(rest / 2), self.expr(rest / 2)),
            9 => format!("(a)[{}:{}]", self.expr(rest / 2), self.expr(rest / 2)),
            10 => format!(
                "({} if {} else {})",
                self.operand(rest / 3),
                self.operand(rest / 3),
                self.expr(rest / 3)
            ),
            _ => format!("(lambda x, y=1: {})", self.expr(rest)),
        }
    }

    /// An expression that may stand next to an operator, with a sign before it perhaps.
    fn operand(&mut self, size: usize) -> String {
        let sign = self.pick(&["", "", "", "-", "+", "~", "- -"]);
        format!("{sign}{}", self.expr(size))
    }
}

#[test]
fn random_expressions() {
    const SEED: u64 = 0x2545_f491_4f6c_dd1d;
    let mut random = Random(SEED);
    for number in 0..2000 {
        let size = 1 + number % 12;
        let source = format!("{}\n", random.expr(size));
        assert_eq!(
            our_shape(&source),
            other_shape(&source),
            "seed {SEED:#x}, number {number}: {source}"
        );
    }
}
