//! Objects made into JSON text.

use super::text::{encode_ascii, push_ascii};
use objspace::dict::DictObject;
use objspace::function::NativeObject;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::module::ModuleObject;
use objspace::native::{getter, special_variadic, Result, TypeDefinition, INITIALIZER_DOC};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::types::float_format;
use objspace::value::Value;
use objspace::vm::Vm;

#[repr(C)]
struct EncoderObject {
    header: Header,
    /// A dict of the containers being written, by id; or None.
    markers: Field,
    default: Field,
    encoder: Field,
    indent: Field,
    key_separator: Field,
    item_separator: Field,
    sort_keys: Field,
    skip_keys: Field,
    allow_nan: Field,
}

static ENCODER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "_iterencode(obj, _current_indent_level) -> the parts of the JSON text of obj",
    new: Some(new_encoder),
    methods: &[
        special_variadic("__init__", |_, _| Ok(Value::NONE), INITIALIZER_DOC),
        special_variadic("__call__", call, "x.__call__(...) <==> x(...)"),
        getter("markers", |_, a| Ok(this(a).markers.get()), "markers").member(),
        getter("default", |_, a| Ok(this(a).default.get()), "default").member(),
        getter("encoder", |_, a| Ok(this(a).encoder.get()), "encoder").member(),
        getter("indent", |_, a| Ok(this(a).indent.get()), "indent").member(),
        getter("key_separator", |_, a| Ok(this(a).key_separator.get()), "key_separator").member(),
        getter(
            "item_separator",
            |_, a| Ok(this(a).item_separator.get()),
            "item_separator",
        )
        .member(),
        getter("sort_keys", |_, a| Ok(this(a).sort_keys.get()), "sort_keys").member(),
        getter("skipkeys", |_, a| Ok(this(a).skip_keys.get()), "skipkeys").member(),
    ],
    subclassable: true,
};

pub fn initialize(vm: &mut Vm, module: Ref<ModuleObject>) {
    let size = std::mem::size_of::<EncoderObject>() as u32;
    let class = vm.new_native_type("_json.Encoder", size, Layout::fixed_words(1, 9), &ENCODER);
    vm.module_set(module, "Encoder", class.value());
    vm.module_set(module, "make_encoder", class.value());
}

fn this(arguments: &[Value]) -> Ref<EncoderObject> {
    Ref::of(arguments[0])
}

fn new_encoder(vm: &mut Vm, arguments: &[Value]) -> Result {
    let names = [
        "markers",
        "default",
        "encoder",
        "indent",
        "key_separator",
        "item_separator",
        "sort_keys",
        "skipkeys",
        "allow_nan",
    ];
    let given = vm.named_arguments("make_encoder", 9, names, &arguments[1..])?;
    if !given[0].is_none() && !vm.is_kind(given[0], Kind::Dict) {
        let name = vm.type_name(given[0]);
        return Err(vm.type_error(&format!("make_encoder() argument 1 must be dict or None, not {name}")));
    }
    let encoder = Ref::<EncoderObject>::of(vm.new_instance(Ref::of(arguments[0]))?);
    let fields: [fn(&EncoderObject) -> &Field; 9] = [
        |e| &e.markers,
        |e| &e.default,
        |e| &e.encoder,
        |e| &e.indent,
        |e| &e.key_separator,
        |e| &e.item_separator,
        |e| &e.sort_keys,
        |e| &e.skip_keys,
        |e| &e.allow_nan,
    ];
    for (field, v) in fields.into_iter().zip(given) {
        encoder.set(vm, field, v);
    }
    Ok(encoder.value())
}

/// Whether a function is the module's own `encode_basestring_ascii`.
fn is_ascii_encoder(vm: &Vm, v: Value) -> bool {
    vm.kind_of(v) == Kind::NativeFunction
        && Ref::<NativeObject>::of(v).definition.get().call as usize == encode_ascii as *const () as usize
}

fn call(vm: &mut Vm, arguments: &[Value]) -> Result {
    let encoder = this(arguments);
    let [object, _] = vm.named_arguments("_iterencode", 2, ["obj", "_current_indent_level"], &arguments[1..])?;
    let mut writer = Writer {
        encoder,
        native_strings: is_ascii_encoder(vm, encoder.encoder.get()),
        sort_keys: vm.truth(encoder.sort_keys.get())?,
        skip_keys: vm.truth(encoder.skip_keys.get())?,
        allow_nan: vm.truth(encoder.allow_nan.get())?,
        out: Vec::new(),
        chunks: vm.new_list(1)?,
    };
    writer.value(vm, object)?;
    writer.flush(vm)?;
    Ok(writer.chunks.value())
}

/// One run of writing. It lives on the stack, where the collector sees its values.
struct Writer {
    encoder: Ref<EncoderObject>,
    native_strings: bool,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
    /// Text that is in no chunk yet.
    out: Vec<u8>,
    chunks: Ref<ListObject>,
}

impl Writer {
    fn flush(&mut self, vm: &mut Vm) -> Result<()> {
        if !self.out.is_empty() {
            let text = vm.str(&self.out);
            self.out.clear();
            vm.list_append(self.chunks, text)?;
        }
        Ok(())
    }

    /// Text that somebody else made: of ASCII, or a chunk of its own.
    fn text(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        if vm.is_kind(v, Kind::Str) {
            self.out.extend_from_slice(Ref::<StrObject>::of(v).bytes());
            return Ok(());
        }
        self.flush(vm)?;
        vm.list_append(self.chunks, v)
    }

    fn string(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        if self.native_strings {
            return push_ascii(vm, &mut self.out, v);
        }
        let text = vm.call(self.encoder.encoder.get(), &[v])?;
        self.text(vm, text)
    }

    fn float(&self, vm: &mut Vm, f: f64) -> Result<String> {
        if f.is_finite() {
            return Ok(float_format::repr(f));
        }
        if !self.allow_nan {
            return Err(vm.value_error("Out of range float values are not JSON compliant"));
        }
        Ok(match f {
            _ if f.is_nan() => "NaN",
            _ if f > 0.0 => "Infinity",
            _ => "-Infinity",
        }
        .to_string())
    }

    /// The text of a value that is no string and no container.
    fn simple(&self, vm: &mut Vm, v: Value) -> Result<Option<String>> {
        Ok(Some(match v {
            Value::NONE => "null".to_string(),
            Value::TRUE => "true".to_string(),
            Value::FALSE => "false".to_string(),
            _ => match vm.kind_of(v) {
                Kind::Int if vm.is_exact(v, Kind::Int) => vm.as_int(v).unwrap_or(0).to_string(),
                Kind::Int | Kind::Long => vm.to_str(v)?.text().into_owned(),
                Kind::Float => {
                    let f = vm.as_float(v).unwrap_or(0.0);
                    self.float(vm, f)?
                }
                _ => return Ok(None),
            },
        }))
    }

    fn value(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        match vm.kind_of(v) {
            Kind::Str | Kind::Unicode => return self.string(vm, v),
            Kind::List | Kind::Tuple => {
                vm.check_native_stack(" while encoding a JSON object")?;
                return self.marked(vm, v, Self::list);
            }
            Kind::Dict => {
                vm.check_native_stack(" while encoding a JSON object")?;
                return self.marked(vm, v, Self::dict);
            }
            _ => {}
        }
        if let Some(text) = self.simple(vm, v)? {
            self.out.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        vm.check_native_stack(" while encoding a JSON object")?;
        self.marked(vm, v, |writer, vm, v| {
            let other = vm.call(writer.encoder.default.get(), &[v])?;
            writer.value(vm, other)
        })
    }

    /// Writes a container while it is among the markers. ValueError if it is there already.
    fn marked(&mut self, vm: &mut Vm, v: Value, write: fn(&mut Self, &mut Vm, Value) -> Result<()>) -> Result<()> {
        let markers = self.encoder.markers.get();
        if markers.is_none() {
            return write(self, vm, v);
        }
        let markers = Ref::<DictObject>::of(markers);
        let mark = vm.int(v.0 as i64);
        if vm.dict_get(markers, mark)?.is_some() {
            return Err(vm.value_error("Circular reference detected"));
        }
        vm.dict_set(markers, mark, v)?;
        write(self, vm, v)?;
        vm.dict_delete(markers, mark)?;
        Ok(())
    }

    fn list(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        if vm.items_of(v).is_empty() {
            self.out.extend_from_slice(b"[]");
            return Ok(());
        }
        self.out.push(b'[');
        let mut i = 0;
        while let Some(&item) = vm.items_of(v).get(i) {
            if i > 0 {
                self.text(vm, self.encoder.item_separator.get())?;
            }
            self.value(vm, item)?;
            i += 1;
        }
        self.out.push(b']');
        Ok(())
    }

    fn dict(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        let dict = Ref::<DictObject>::of(v);
        if dict.is_empty() {
            self.out.extend_from_slice(b"{}");
            return Ok(());
        }
        self.out.push(b'{');
        let mut first = true;
        if vm.is_exact(v, Kind::Dict) && !self.sort_keys {
            let mut position = 0;
            while let Some((entry, key, item)) = dict.next(position) {
                position = entry + 1;
                self.item(vm, key, item, &mut first)?;
            }
        } else {
            let name = vm.names.items;
            let items = vm.call_method(v, name, &[])?;
            let items = vm.list_from(items)?;
            if self.sort_keys {
                sort_by_key(vm, items)?;
            }
            for i in 0..items.len() {
                let pair = vm.tuple_from(items.get(i))?;
                let &[key, item] = vm.items_of(pair) else {
                    return Err(vm.value_error("items must return 2-tuples"));
                };
                self.item(vm, key, item, &mut first)?;
            }
        }
        self.out.push(b'}');
        Ok(())
    }

    fn item(&mut self, vm: &mut Vm, key: Value, v: Value, first: &mut bool) -> Result<()> {
        let is_string = matches!(vm.kind_of(key), Kind::Str | Kind::Unicode);
        let text = match key {
            _ if is_string => None,
            // CPython's C code, which does not sort, writes booleans as str() does; its Python code, which sorts, as JSON does.
            Value::TRUE if !self.sort_keys => Some("True".to_string()),
            Value::FALSE if !self.sort_keys => Some("False".to_string()),
            _ => self.simple(vm, key)?,
        };
        if !is_string && text.is_none() {
            if self.skip_keys {
                return Ok(());
            }
            if self.sort_keys {
                let key = vm.repr_text(key)?;
                return Err(vm.type_error(&format!("key {key} is not a string")));
            }
            return Err(vm.type_error("keys must be a string"));
        }
        if !*first {
            self.text(vm, self.encoder.item_separator.get())?;
        }
        *first = false;
        match text {
            Some(text) => {
                let text = vm.str(text.as_bytes());
                self.string(vm, text)?;
            }
            None => self.string(vm, key)?,
        }
        self.text(vm, self.encoder.key_separator.get())?;
        self.value(vm, v)
    }
}

/// Sorts pairs by their first items.
fn sort_by_key(vm: &mut Vm, items: Ref<ListObject>) -> Result<()> {
    let name = vm.intern("operator");
    let module = crate::runtime::import::import_module(vm, name, Value::NONE, Value::NONE, 0)?;
    let getter = vm.getattr_text(module, "itemgetter")?;
    let first = vm.call(getter, &[Value::integer(0)])?;
    vm.list_sort(items, Value::NONE, first, false)
}
