//! Rows made into text.

use super::dialect::DialectObject;
use super::{dialect_argument, error, QUOTE_ALL, QUOTE_NONE, QUOTE_NONNUMERIC};
use crate::modules::support::{keep_type, kept_type};
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::native::{function, getter, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::value::Value;
use objspace::vm::Vm;

#[repr(C)]
struct WriterObject {
    header: Header,
    /// The file's `write`.
    write: Field,
    dialect: Field,
}

static WRITER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n",
    new: None,
    methods: &[
        function("writerow", 1, 1, write_row, "writerow(sequence)\n\nConstruct and write a CSV record from a sequence of fields.  Non-string\nelements will be converted to string."),
        function("writerows", 1, 1, write_rows, "writerows(sequence of sequences)\n\nConstruct and write a series of sequences to a csv file.  Non-string\nelements will be converted to string."),
        getter("dialect", |_, a| Ok(this(a).dialect.get()), "").member(),
    ],
    subclassable: false,
};

const KEY: &str = "_csv.writer";

pub fn initialize(vm: &mut Vm) {
    let size = std::mem::size_of::<WriterObject>() as u32;
    let class = vm.new_native_type(KEY, size, Layout::fixed_words(1, 2), &WRITER);
    keep_type(vm, KEY, class);
}

fn this(arguments: &[Value]) -> Ref<WriterObject> {
    Ref::of(arguments[0])
}

pub fn new(vm: &mut Vm, arguments: &[Value]) -> Result {
    let Some((&keywords, positional)) = arguments.split_last() else {
        return Ok(Value::NONE);
    };
    vm.check_count("", 1, 2, positional.len())?;
    let name = vm.names.write;
    let write = match vm.getattr_optional(positional[0], name)? {
        Some(write) if vm.is_callable(write)? => write,
        _ => return Err(vm.type_error("argument 1 must have a \"write\" method")),
    };
    let dialect = dialect_argument(vm, positional, keywords)?;
    let class = kept_type(vm, KEY);
    let writer = Ref::<WriterObject>::of(vm.new_instance(class)?);
    writer.set(vm, |w| &w.write, write);
    writer.set(vm, |w| &w.dialect, dialect.value());
    Ok(writer.value())
}

/// Appends a field. `only`: the row has no other.
fn append(
    vm: &mut Vm,
    out: &mut Vec<u8>,
    dialect: &DialectObject,
    field: &[u8],
    only: bool,
    mut quoted: bool,
) -> Result<()> {
    let (delimiter, quote, escape) = (dialect.delimiter.get(), dialect.quote.get(), dialect.escape.get());
    let quoting = dialect.quoting.get();
    let terminator = dialect.terminator.of::<StrObject>().bytes();
    // CPython's fields end at a zero byte.
    let field = &field[..memchr::memchr(0, field).unwrap_or(field.len())];
    let start = out.len();
    for &byte in field {
        let is_special = byte == delimiter || byte == escape || byte == quote || terminator.contains(&byte);
        if is_special {
            let mut escaped = quoting == QUOTE_NONE;
            if !escaped {
                if byte == quote {
                    if dialect.double_quote.get() {
                        out.push(quote);
                    } else {
                        escaped = true;
                    }
                }
                quoted |= !escaped;
            }
            if escaped {
                if escape == 0 {
                    return Err(error(vm, "need to escape, but no escapechar set"));
                }
                out.push(escape);
            }
        }
        out.push(byte);
    }
    if field.is_empty() && only {
        if quoting == QUOTE_NONE {
            return Err(error(vm, "single empty field record must be quoted"));
        }
        quoted = true;
    }
    if quoted {
        out.insert(start, quote);
        out.push(quote);
    }
    Ok(())
}

fn row(vm: &mut Vm, out: &mut Vec<u8>, dialect: Ref<DialectObject>, sequence: Value) -> Result<()> {
    if !vm.is_sequence(sequence)? {
        return Err(error(vm, "sequence expected"));
    }
    let count = vm.len(sequence)?;
    for i in 0..count {
        let field = if vm.is_exact(sequence, Kind::List) || vm.is_exact(sequence, Kind::Tuple) {
            match vm.items_of(sequence).get(i) {
                Some(&field) => field,
                None => return Err(vm.raise(objspace::exception::Error::IndexError, "list index out of range")),
            }
        } else {
            vm.getitem(sequence, Value::integer(i as i64))?
        };
        if i > 0 {
            out.push(dialect.delimiter.get());
        }
        let quoted = match dialect.quoting.get() {
            QUOTE_NONNUMERIC => !vm.is_number(field),
            quoting => quoting == QUOTE_ALL,
        };
        let text = match vm.kind_of(field) {
            _ if field.is_none() => vm.empty_str(),
            Kind::Str => field,
            Kind::Float => vm.repr(field)?.value(),
            _ => vm.to_str(field)?.value(),
        };
        append(
            vm,
            out,
            &dialect,
            Ref::<StrObject>::of(text).bytes(),
            count == 1,
            quoted,
        )?;
    }
    out.extend_from_slice(dialect.terminator.of::<StrObject>().bytes());
    Ok(())
}

fn write_row(vm: &mut Vm, arguments: &[Value]) -> Result {
    let writer = this(arguments);
    let mut out = Vec::new();
    row(vm, &mut out, writer.dialect.of(), arguments[1])?;
    let text = vm.str(&out);
    vm.call(writer.write.get(), &[text])
}

fn write_rows(vm: &mut Vm, arguments: &[Value]) -> Result {
    let writer = this(arguments);
    let Ok(rows) = vm.iter(arguments[1]) else {
        vm.take_exception();
        return Err(vm.type_error("writerows() argument must be iterable"));
    };
    let mut out = Vec::new();
    while let Some(sequence) = vm.next(rows)? {
        out.clear();
        row(vm, &mut out, writer.dialect.of(), sequence)?;
        let text = vm.str(&out);
        vm.call(writer.write.get(), &[text])?;
    }
    Ok(Value::NONE)
}
