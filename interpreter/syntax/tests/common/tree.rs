//! Trees as text, one line a node.

use pyrs_syntax::ast::*;
use pyrs_syntax::{Name, Parsed, Position};
use std::fmt::Write;

/// The tree as `record.py` writes it.
pub fn text(parsed: &Parsed) -> String {
    let mut writer = Writer {
        parsed,
        text: String::new(),
        depth: 0,
    };
    match &parsed.tree {
        Mod::Module { body } => writer.node("tree", "Module", None, "", |w| w.statements("body", body)),
        Mod::Interactive { body } => writer.node("tree", "Interactive", None, "", |w| w.statements("body", body)),
        Mod::Expression { body } => writer.node("tree", "Expression", None, "", |w| w.expr("body", body)),
    }
    writer.text
}

struct Writer<'p> {
    parsed: &'p Parsed,
    text: String,
    depth: usize,
}

impl Writer<'_> {
    fn node(
        &mut self,
        field: &str,
        class: &str,
        position: Option<Position>,
        plain: &str,
        children: impl FnOnce(&mut Self),
    ) {
        let indent = " ".repeat(self.depth);
        write!(self.text, "{indent}{field} {class}").unwrap();
        if let Some(position) = position {
            let location = self.parsed.lines.location(position);
            write!(self.text, " {}:{}", location.line, location.column).unwrap();
        }
        if !plain.is_empty() {
            write!(self.text, " {plain}").unwrap();
        }
        self.text.push('\n');
        self.depth += 1;
        children(self);
        self.depth -= 1;
    }

    fn name(&self, field: &str, name: Name) -> String {
        format!("{field}={}", self.parsed.names.spelling(name))
    }

    fn optional_name(&self, field: &str, name: Option<Name>) -> String {
        name.map_or(String::new(), |name| self.name(field, name))
    }

    fn statements(&mut self, field: &str, body: &[Stmt]) {
        for stmt in body {
            self.statement(field, stmt);
        }
    }

    fn exprs(&mut self, field: &str, exprs: &[Expr]) {
        for expr in exprs {
            self.expr(field, expr);
        }
    }

    fn optional(&mut self, field: &str, expr: &Option<Box<Expr>>) {
        if let Some(expr) = expr {
            self.expr(field, expr);
        }
    }

    fn aliases(&mut self, names: &[Alias]) {
        for alias in names {
            let plain = join(&[
                self.name("name", alias.name),
                self.optional_name("asname", alias.asname),
            ]);
            self.node("names", "alias", None, &plain, |_| {});
        }
    }

    fn arguments(&mut self, arguments: &Arguments) {
        let plain = join(&[
            self.optional_name("vararg", arguments.vararg),
            self.optional_name("kwarg", arguments.kwarg),
        ]);
        self.node("args", "arguments", None, &plain, |w| {
            w.exprs("args", &arguments.args);
            w.exprs("defaults", &arguments.defaults);
        });
    }

    fn statement(&mut self, field: &str, stmt: &Stmt) {
        use StmtKind::*;
        let at = Some(stmt.position);
        match &stmt.kind {
            FunctionDef {
                name,
                args,
                body,
                decorator_list,
            } => {
                let plain = self.name("name", *name);
                self.node(field, "FunctionDef", at, &plain, |w| {
                    w.arguments(args);
                    w.statements("body", body);
                    w.exprs("decorator_list", decorator_list);
                });
            }
            ClassDef {
                name,
                bases,
                body,
                decorator_list,
            } => {
                let plain = self.name("name", *name);
                self.node(field, "ClassDef", at, &plain, |w| {
                    w.exprs("bases", bases);
                    w.statements("body", body);
                    w.exprs("decorator_list", decorator_list);
                });
            }
            Return { value } => self.node(field, "Return", at, "", |w| w.optional("value", value)),
            Delete { targets } => self.node(field, "Delete", at, "", |w| w.exprs("targets", targets)),
            Assign { targets, value } => self.node(field, "Assign", at, "", |w| {
                w.exprs("targets", targets);
                w.expr("value", value);
            }),
            AugAssign { target, op, value } => self.node(field, "AugAssign", at, &format!("op={op:?}"), |w| {
                w.expr("target", target);
                w.expr("value", value);
            }),
            Print { dest, values, nl } => {
                let plain = if *nl { "nl=True" } else { "nl=False" };
                self.node(field, "Print", at, plain, |w| {
                    w.optional("dest", dest);
                    w.exprs("values", values);
                });
            }
            For {
                target,
                iter,
                body,
                orelse,
            } => self.node(field, "For", at, "", |w| {
                w.expr("target", target);
                w.expr("iter", iter);
                w.statements("body", body);
                w.statements("orelse", orelse);
            }),
            While { test, body, orelse } => self.node(field, "While", at, "", |w| {
                w.expr("test", test);
                w.statements("body", body);
                w.statements("orelse", orelse);
            }),
            If { test, body, orelse } => self.node(field, "If", at, "", |w| {
                w.expr("test", test);
                w.statements("body", body);
                w.statements("orelse", orelse);
            }),
            With {
                context_expr,
                optional_vars,
                body,
            } => self.node(field, "With", at, "", |w| {
                w.expr("context_expr", context_expr);
                w.optional("optional_vars", optional_vars);
                w.statements("body", body);
            }),
            Raise { kind, inst, tback } => self.node(field, "Raise", at, "", |w| {
                w.optional("type", kind);
                w.optional("inst", inst);
                w.optional("tback", tback);
            }),
            TryExcept { body, handlers, orelse } => self.node(field, "TryExcept", at, "", |w| {
                w.statements("body", body);
                for handler in handlers {
                    let at = Some(handler.position);
                    w.node("handlers", "ExceptHandler", at, "", |w| {
                        w.optional("type", &handler.kind);
                        w.optional("name", &handler.name);
                        w.statements("body", &handler.body);
                    });
                }
                w.statements("orelse", orelse);
            }),
            TryFinally { body, finalbody } => self.node(field, "TryFinally", at, "", |w| {
                w.statements("body", body);
                w.statements("finalbody", finalbody);
            }),
            Assert { test, msg } => self.node(field, "Assert", at, "", |w| {
                w.expr("test", test);
                w.optional("msg", msg);
            }),
            Import { names } => self.node(field, "Import", at, "", |w| w.aliases(names)),
            ImportFrom { module, names, level } => {
                let plain = join(&[self.optional_name("module", *module), format!("level={level}")]);
                self.node(field, "ImportFrom", at, &plain, |w| w.aliases(names));
            }
            Exec { body, globals, locals } => self.node(field, "Exec", at, "", |w| {
                w.expr("body", body);
                w.optional("globals", globals);
                w.optional("locals", locals);
            }),
            Global { names } => {
                let names: Vec<_> = names.iter().map(|&name| self.parsed.names.spelling(name)).collect();
                let plain = format!("names={}", names.join(","));
                self.node(field, "Global", at, &plain, |_| {});
            }
            Expr { value } => self.node(field, "Expr", at, "", |w| w.expr("value", value)),
            Pass => self.node(field, "Pass", at, "", |_| {}),
            Break => self.node(field, "Break", at, "", |_| {}),
            Continue => self.node(field, "Continue", at, "", |_| {}),
        }
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        for generator in generators {
            self.node("generators", "comprehension", None, "", |w| {
                w.expr("target", &generator.target);
                w.expr("iter", &generator.iter);
                w.exprs("ifs", &generator.ifs);
            });
        }
    }

    fn slice(&mut self, field: &str, slice: &Slice) {
        match slice {
            Slice::Ellipsis => self.node(field, "Ellipsis", None, "", |_| {}),
            Slice::Slice { lower, upper, step } => self.node(field, "Slice", None, "", |w| {
                w.optional("lower", lower);
                w.optional("upper", upper);
                w.optional("step", step);
            }),
            Slice::ExtSlice { dims } => self.node(field, "ExtSlice", None, "", |w| {
                for dim in dims {
                    w.slice("dims", dim);
                }
            }),
            Slice::Index { value } => self.node(field, "Index", None, "", |w| w.expr("value", value)),
        }
    }

    fn expr(&mut self, field: &str, expr: &Expr) {
        use ExprKind::*;
        let at = Some(expr.position);
        match &expr.kind {
            BoolOp { op, values } => self.node(field, "BoolOp", at, &format!("op={op:?}"), |w| {
                w.exprs("values", values)
            }),
            BinOp { left, op, right } => self.node(field, "BinOp", at, &format!("op={op:?}"), |w| {
                w.expr("left", left);
                w.expr("right", right);
            }),
            UnaryOp { op, operand } => self.node(field, "UnaryOp", at, &format!("op={op:?}"), |w| {
                w.expr("operand", operand)
            }),
            Lambda { args, body } => self.node(field, "Lambda", at, "", |w| {
                w.arguments(args);
                w.expr("body", body);
            }),
            IfExp { test, body, orelse } => self.node(field, "IfExp", at, "", |w| {
                w.expr("test", test);
                w.expr("body", body);
                w.expr("orelse", orelse);
            }),
            Dict { keys, values } => self.node(field, "Dict", at, "", |w| {
                w.exprs("keys", keys);
                w.exprs("values", values);
            }),
            Set { elts } => self.node(field, "Set", at, "", |w| w.exprs("elts", elts)),
            ListComp { elt, generators } => self.node(field, "ListComp", at, "", |w| {
                w.expr("elt", elt);
                w.generators(generators);
            }),
            SetComp { elt, generators } => self.node(field, "SetComp", at, "", |w| {
                w.expr("elt", elt);
                w.generators(generators);
            }),
            DictComp { key, value, generators } => self.node(field, "DictComp", at, "", |w| {
                w.expr("key", key);
                w.expr("value", value);
                w.generators(generators);
            }),
            GeneratorExp { elt, generators } => self.node(field, "GeneratorExp", at, "", |w| {
                w.expr("elt", elt);
                w.generators(generators);
            }),
            Yield { value } => self.node(field, "Yield", at, "", |w| w.optional("value", value)),
            Compare { left, ops, comparators } => {
                let ops: Vec<_> = ops.iter().map(|op| format!("{op:?}")).collect();
                let plain = format!("ops={}", ops.join(","));
                self.node(field, "Compare", at, &plain, |w| {
                    w.expr("left", left);
                    w.exprs("comparators", comparators);
                });
            }
            Call(call) => self.node(field, "Call", at, "", |w| {
                w.expr("func", &call.func);
                w.exprs("args", &call.args);
                for keyword in &call.keywords {
                    let plain = w.name("arg", keyword.arg);
                    w.node("keywords", "keyword", None, &plain, |w| w.expr("value", &keyword.value));
                }
                if let Some(starargs) = &call.starargs {
                    w.expr("starargs", starargs);
                }
                if let Some(kwargs) = &call.kwargs {
                    w.expr("kwargs", kwargs);
                }
            }),
            Repr { value } => self.node(field, "Repr", at, "", |w| w.expr("value", value)),
            Num(number) => {
                let plain = match number {
                    pyrs_syntax::ast::Num::Int(value) => format!("n={value}"),
                    pyrs_syntax::ast::Num::Long(value) => format!("n={value}L"),
                    pyrs_syntax::ast::Num::Float(value) => {
                        format!("n=float:{:016x}", value.to_bits())
                    }
                    pyrs_syntax::ast::Num::Imaginary(value) => {
                        format!("n=imaginary:{:016x}", value.to_bits())
                    }
                };
                self.node(field, "Num", at, &plain, |_| {});
            }
            Str(string) => {
                let plain = match string {
                    pyrs_syntax::ast::Str::Bytes(bytes) => format!("s=bytes:{}", show_bytes(bytes)),
                    pyrs_syntax::ast::Str::Unicode(text) => {
                        format!("s=unicode:{}", show_unicode(text))
                    }
                };
                self.node(field, "Str", at, &plain, |_| {});
            }
            Attribute { value, attr, ctx } => {
                let plain = format!("{} ctx={ctx:?}", self.name("attr", *attr));
                self.node(field, "Attribute", at, &plain, |w| w.expr("value", value));
            }
            Subscript { value, slice, ctx } => self.node(field, "Subscript", at, &format!("ctx={ctx:?}"), |w| {
                w.expr("value", value);
                w.slice("slice", slice);
            }),
            Name { id, ctx } => {
                let plain = format!("{} ctx={ctx:?}", self.name("id", *id));
                self.node(field, "Name", at, &plain, |_| {});
            }
            List { elts, ctx } => self.node(field, "List", at, &format!("ctx={ctx:?}"), |w| w.exprs("elts", elts)),
            Tuple { elts, ctx } => self.node(field, "Tuple", at, &format!("ctx={ctx:?}"), |w| w.exprs("elts", elts)),
        }
    }
}

fn join(parts: &[String]) -> String {
    let parts: Vec<_> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect();
    parts.join(" ")
}

fn is_plain(code: u32) -> bool {
    (0x21..0x7f).contains(&code) && code != 0x5c
}

fn show_bytes(bytes: &[u8]) -> String {
    let show = |&byte: &u8| match is_plain(byte.into()) {
        true => char::from(byte).to_string(),
        false => format!("\\x{byte:02x}"),
    };
    bytes.iter().map(show).collect()
}

/// The code points of generalized UTF-8.
fn show_unicode(text: &[u8]) -> String {
    let mut shown = String::new();
    let mut at = 0;
    while at < text.len() {
        let length = match text[at] {
            0..=0x7f => 1,
            0x80..=0xdf => 2,
            0xe0..=0xef => 3,
            _ => 4,
        };
        let first = match length {
            1 => u32::from(text[at]),
            _ => u32::from(text[at]) & (0x7f >> length),
        };
        let code = text[at + 1..at + length]
            .iter()
            .fold(first, |code, &byte| code << 6 | u32::from(byte & 0x3f));
        if is_plain(code) {
            shown.push(char::from(code as u8));
        } else {
            write!(shown, "\\u{{{code:x}}}").unwrap();
        }
        at += length;
    }
    shown
}
