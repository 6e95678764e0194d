//! Lines taken apart into rows.

use super::dialect::DialectObject;
use super::{dialect_argument, error, limit, QUOTE_NONE, QUOTE_NONNUMERIC};
use crate::modules::support::{keep_type, kept_type};
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::{getter, special, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;

#[repr(C)]
struct ReaderObject {
    header: Header,
    lines: Field,
    dialect: Field,
    line_number: Cell<i64>,
}

static READER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n",
    new: None,
    methods: &[
        special("__iter__", 0, 0, |_, a| Ok(a[0]), "x.__iter__() <==> iter(x)"),
        special(
            "next",
            0,
            0,
            next,
            "x.next() -> the item that comes next; after the last one StopIteration is raised",
        ),
        getter("dialect", |_, a| Ok(this(a).dialect.get()), "").member(),
        getter(
            "line_num",
            |vm, a| vm.long_from_digits(false, &[this(a).line_number.get() as u64]),
            "",
        )
        .member(),
    ],
    subclassable: false,
};

const KEY: &str = "_csv.reader";

pub fn initialize(vm: &mut Vm) {
    let size = std::mem::size_of::<ReaderObject>() as u32;
    let class = vm.new_native_type(KEY, size, Layout::fixed_words(1, 2), &READER);
    keep_type(vm, KEY, class);
}

fn this(arguments: &[Value]) -> Ref<ReaderObject> {
    Ref::of(arguments[0])
}

pub fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some((&keywords, positional)) = arguments.split_last() else {
        return Ok(Value::NONE);
    };
    vm.check_count("", 1, 2, positional.len())?;
    let Ok(lines) = vm.iter(positional[0]) else {
        vm.take_exception();
        return Err(vm.type_error("argument 1 must be an iterator"));
    };
    let dialect = dialect_argument(vm, positional, keywords)?;
    let class = kept_type(vm, KEY);
    let reader = Ref::<ReaderObject>::of(vm.new_instance(class)?);
    reader.set(vm, |r| &r.lines, lines);
    reader.set(vm, |r| &r.dialect, dialect.value());
    Ok(reader.value())
}

/// Where in a row the parser is.
#[derive(Clone, Copy, PartialEq)]
enum State {
    RecordStart,
    FieldStart,
    /// After an escape character.
    Escaped,
    InField,
    InQuoted,
    EscapedInQuoted,
    /// After a quote in a quoted field, which ends it unless another follows.
    QuoteInQuoted,
    /// After the end of a row: only line ends may follow.
    LineEnd,
}

struct Parser {
    dialect: Ref<DialectObject>,
    fields: Ref<ListObject>,
    field: Vec<u8>,
    limit: usize,
    state: State,
    /// The field was not quoted where quotes tell strings from numbers.
    numeric: bool,
}

fn next(vm: &mut Vm, arguments: &[Value]) -> Result {
    let reader = this(arguments);
    let mut parser = Parser {
        dialect: reader.dialect.of(),
        fields: vm.new_list(8)?,
        field: Vec::new(),
        limit: limit(vm).max(0) as usize,
        state: State::RecordStart,
        numeric: false,
    };
    loop {
        let Some(line) = vm.next(reader.lines.get())? else {
            let unfinished = !parser.field.is_empty() || parser.state == State::InQuoted;
            if !unfinished {
                return vm.next_result(None);
            }
            if parser.dialect.strict.get() {
                return Err(error(vm, "unexpected end of data"));
            }
            parser.save(vm)?;
            break;
        };
        reader.line_number.set(reader.line_number.get() + 1);
        let line = match vm.kind_of(line) {
            Kind::Str => line,
            Kind::Unicode => vm.encode_default(line)?,
            _ => {
                let name = vm.type_name(line);
                return Err(vm.type_error(&format!("expected string or Unicode object, {name} found")));
            }
        };
        parser.line(vm, Ref::<StrObject>::of(line).bytes())?;
        if parser.state == State::RecordStart {
            break;
        }
    }
    Ok(parser.fields.value())
}

impl Parser {
    /// Takes a line in, and its end.
    fn line(&mut self, vm: &mut Vm, line: &[u8]) -> Result<()> {
        let mut rest = line;
        while let Some((&byte, after)) = rest.split_first() {
            if byte == 0 {
                return Err(error(vm, "line contains NUL"));
            }
            rest = after;
            self.byte(vm, byte)?;
            let plain = self.plain_run(rest);
            if plain > 0 {
                if self.field.len() + plain > self.limit {
                    return self.too_long(vm);
                }
                self.field.extend_from_slice(&rest[..plain]);
                rest = &rest[plain..];
            }
        }
        self.byte(vm, 0)
    }

    /// How many bytes that come next mean only themselves.
    fn plain_run(&self, rest: &[u8]) -> usize {
        let dialect = &*self.dialect;
        let (delimiter, quote, escape) = (dialect.delimiter.get(), dialect.quote.get(), dialect.escape.get());
        let end = match self.state {
            State::InField => rest
                .iter()
                .position(|&b| b == delimiter || b == b'\n' || b == b'\r' || b == escape || b == 0),
            State::InQuoted => rest.iter().position(|&b| b == quote || b == escape || b == 0),
            _ => Some(0),
        };
        end.unwrap_or(rest.len())
    }

    fn too_long(&self, vm: &mut Vm) -> Result<()> {
        Err(error(vm, &format!("field larger than field limit ({})", self.limit)))
    }

    fn add(&mut self, vm: &mut Vm, byte: u8) -> Result<()> {
        if self.field.len() >= self.limit {
            return self.too_long(vm);
        }
        self.field.push(byte);
        Ok(())
    }

    /// Ends a field.
    fn save(&mut self, vm: &mut Vm) -> Result<()> {
        let mut field = vm.str(&self.field);
        self.field.clear();
        if self.numeric {
            self.numeric = false;
            let f = vm.float_from(field)?;
            field = vm.float(f);
        }
        vm.list_append(self.fields, field)
    }

    /// Ends a field and the row.
    fn end(&mut self, vm: &mut Vm, byte: u8) -> Result<()> {
        self.save(vm)?;
        self.state = if byte == 0 { State::RecordStart } else { State::LineEnd };
        Ok(())
    }

    /// A byte; 0 is the end of the line.
    fn byte(&mut self, vm: &mut Vm, byte: u8) -> Result<()> {
        let dialect = self.dialect;
        let quoting = dialect.quoting.get();
        let is_end = matches!(byte, b'\n' | b'\r' | 0);
        let is_delimiter = byte == dialect.delimiter.get();
        let is_escape = byte != 0 && byte == dialect.escape.get();
        let is_quote = byte != 0 && byte == dialect.quote.get() && quoting != QUOTE_NONE;
        match self.state {
            State::RecordStart if byte == 0 => {}
            State::RecordStart if is_end => self.state = State::LineEnd,
            State::RecordStart | State::FieldStart => {
                self.state = State::FieldStart;
                if is_end {
                    return self.end(vm, byte);
                } else if is_quote {
                    self.state = State::InQuoted;
                } else if is_escape {
                    self.state = State::Escaped;
                } else if byte == b' ' && dialect.skip_space.get() {
                    // Skipped.
                } else if is_delimiter {
                    return self.save(vm);
                } else {
                    self.numeric = quoting == QUOTE_NONNUMERIC;
                    self.state = State::InField;
                    return self.add(vm, byte);
                }
            }
            State::Escaped => {
                self.state = State::InField;
                return self.add(vm, if byte == 0 { b'\n' } else { byte });
            }
            State::InField => {
                if is_end {
                    return self.end(vm, byte);
                } else if is_escape {
                    self.state = State::Escaped;
                } else if is_delimiter {
                    self.state = State::FieldStart;
                    return self.save(vm);
                } else {
                    return self.add(vm, byte);
                }
            }
            State::InQuoted => {
                if byte == 0 {
                    // The field goes on in the next line.
                } else if is_escape {
                    self.state = State::EscapedInQuoted;
                } else if is_quote {
                    self.state = match dialect.double_quote.get() {
                        true => State::QuoteInQuoted,
                        false => State::InField,
                    };
                } else {
                    return self.add(vm, byte);
                }
            }
            State::EscapedInQuoted => {
                self.state = State::InQuoted;
                return self.add(vm, if byte == 0 { b'\n' } else { byte });
            }
            State::QuoteInQuoted => {
                if is_quote {
                    self.state = State::InQuoted;
                    return self.add(vm, byte);
                } else if is_delimiter {
                    self.state = State::FieldStart;
                    return self.save(vm);
                } else if is_end {
                    return self.end(vm, byte);
                } else if !dialect.strict.get() {
                    self.state = State::InField;
                    return self.add(vm, byte);
                }
                let (delimiter, quote) = (dialect.delimiter.get() as char, dialect.quote.get() as char);
                return Err(error(vm, &format!("'{delimiter}' expected after '{quote}'")));
            }
            State::LineEnd if byte == 0 => self.state = State::RecordStart,
            State::LineEnd if is_end => {}
            State::LineEnd => {
                return Err(error(
                    vm,
                    "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?",
                ));
            }
        }
        Ok(())
    }
}
