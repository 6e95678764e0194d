//! Reading pickles: a machine with a stack, marks on it, and a memo.

use super::opcode::*;
use super::source::Source;
use super::{attribute, copy_reg, error, error_with, import, memo_argument, BAD_GET, HIGHEST, UNPICKLING_ERROR};
use crate::modules::marshal::decode_utf8;
use crate::modules::support::{argument_type_name, keep_type, kept_type};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::{function, getter, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::types::float_type;
use objspace::value::Value;
use objspace::vm::Vm;

#[repr(C)]
struct UnpicklerObject {
    header: Header,
    file: Field,
    persistent: Field,
    find_global: Field,
    unpickling_error: Field,
    /// The memo: a list by number, and a dict for numbers far beyond.
    memo: Field,
    sparse: Field,
}

static UNPICKLER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "Objects that know how to unpickle",
    new: None,
    methods: &[
        function("load", 0, 0, |vm, a| run(vm, a, true), "load() -- Load a pickle"),
        function("noload", 0, 0, |vm, a| run(vm, a, false), "noload() -- not load a pickle, but go through most of the motions\n\nThis function can be used to read past a pickle without instantiating\nany objects or importing any modules.  It can also be used to find all\npersistent references without instantiating any objects or importing\nany modules.\n"),
        getter("persistent_load", |vm, a| get_field(vm, this(a).persistent.get(), "persistent_load"), "").setting(|vm, a| set_field(vm, a, |u| &u.persistent)),
        getter("find_global", |vm, a| get_field(vm, this(a).find_global.get(), "find_global"), "").setting(|vm, a| set_field(vm, a, |u| &u.find_global)),
        getter("UnpicklingError", |vm, a| get_field(vm, this(a).unpickling_error.get(), "UnpicklingError"), "").setting(|vm, a| set_field(vm, a, |u| &u.unpickling_error)),
        getter("memo", get_memo, "").setting(set_memo),
    ],
    subclassable: false,
};

const KEY: &str = "cPickle.Unpickler";

/// A memo number is beyond the list if it is so much larger than the list.
const GAP: usize = 4096;

pub fn initialize(vm: &mut Vm) {
    let size = std::mem::size_of::<UnpicklerObject>() as u32;
    let class = vm.new_native_type(KEY, size, Layout::fixed_words(1, 6), &UNPICKLER);
    keep_type(vm, KEY, class);
}

fn this(arguments: &[Value]) -> Ref<UnpicklerObject> {
    Ref::of(arguments[0])
}

fn get_field(vm: &mut Vm, v: Value, name: &str) -> Result {
    v.bound().ok_or_else(|| vm.raise(Error::AttributeError, name))
}

/// Sets an attribute; deleting it brings back what is done without.
fn set_field(vm: &mut Vm, arguments: &[Value], field: fn(&UnpicklerObject) -> &Field) -> Result {
    this(arguments).set(vm, field, arguments[1]);
    Ok(Value::NONE)
}

fn get_memo(vm: &mut Vm, arguments: &[Value]) -> Result {
    let memo = vm.dict_copy(this(arguments).sparse.of())?;
    let list = this(arguments).memo.of::<ListObject>();
    for i in 0..list.len() {
        if let Some(v) = list.get(i).bound() {
            vm.dict_set(memo, Value::integer(i as i64), v)?;
        }
    }
    Ok(memo.value())
}

fn set_memo(vm: &mut Vm, arguments: &[Value]) -> Result {
    let given = memo_argument(vm, arguments[1])?;
    let mut memo = Memo {
        list: vm.new_list(0)?,
        sparse: vm.new_dict(),
    };
    let mut position = 0;
    while let Some((entry, key, v)) = given.next(position) {
        position = entry + 1;
        memo.put(vm, key, v)?;
    }
    this(arguments).set(vm, |u| &u.memo, memo.list.value());
    this(arguments).set(vm, |u| &u.sparse, memo.sparse.value());
    Ok(Value::NONE)
}

pub fn new_unpickler(vm: &mut Vm, arguments: &[Value]) -> Result {
    Source::of(vm, arguments[0])?;
    let class = kept_type(vm, KEY);
    let unpickler = Ref::<UnpicklerObject>::of(vm.new_instance(class)?);
    unpickler.set(vm, |u| &u.file, arguments[0]);
    let memo = vm.new_list(0)?.value();
    unpickler.set(vm, |u| &u.memo, memo);
    let sparse = vm.new_dict().value();
    unpickler.set(vm, |u| &u.sparse, sparse);
    let error = kept_type(vm, UNPICKLING_ERROR).value();
    unpickler.set(vm, |u| &u.unpickling_error, error);
    Ok(unpickler.value())
}

fn run(vm: &mut Vm, arguments: &[Value], building: bool) -> Result {
    let unpickler = this(arguments);
    let file = unpickler.file.get();
    let source = Source::of(vm, file)?;
    let mut loader = Loader::new(vm, source)?;
    loader.memo = Memo {
        list: unpickler.memo.of(),
        sparse: unpickler.sparse.of(),
    };
    loader.persistent = unpickler.persistent.get();
    loader.find_global = unpickler.find_global.get();
    loader.building = building;
    let result = loader.run(vm);
    loader.source.finish(vm, file);
    result
}

pub fn load(vm: &mut Vm, arguments: &[Value]) -> Result {
    let source = Source::of(vm, arguments[0])?;
    let mut loader = Loader::new(vm, source)?;
    let result = loader.run(vm);
    loader.source.finish(vm, arguments[0]);
    result
}

pub fn loads(vm: &mut Vm, arguments: &[Value]) -> Result {
    if !vm.is_kind(arguments[0], Kind::Str) {
        let name = argument_type_name(vm, arguments[0]);
        return Err(vm.type_error(&format!("loads() argument 1 must be string, not {name}")));
    }
    let bytes = Ref::<StrObject>::of(arguments[0]).bytes();
    Loader::new(vm, Source::Bytes(bytes, 0))?.run(vm)
}

/// Objects by number.
struct Memo {
    /// Unbound where a number was not used.
    list: Ref<ListObject>,
    sparse: Ref<DictObject>,
}

impl Memo {
    fn put(&mut self, vm: &mut Vm, key: Value, v: Value) -> Result<()> {
        let length = self.list.len();
        match vm.as_int(key) {
            Some(number) if (0..length as i64).contains(&number) => vm.list_put(self.list, number as usize, v),
            Some(number) if number >= 0 && (number as usize) < length + GAP => {
                for _ in length..number as usize {
                    vm.list_append(self.list, Value::UNBOUND)?;
                }
                vm.list_append(self.list, v)?;
            }
            _ => vm.dict_set(self.sparse, key, v)?,
        }
        Ok(())
    }

    fn get(&self, vm: &mut Vm, key: Value) -> Result {
        let number = vm.as_int(key).and_then(|number| usize::try_from(number).ok());
        if let Some(v) = number.and_then(|n| self.list.items().get(n)?.bound()) {
            return Ok(v);
        }
        match vm.dict_get(self.sparse, key)? {
            Some(v) => Ok(v),
            None => Err(error_with(vm, BAD_GET, key)),
        }
    }
}

/// One run of unpickling. It lives on the stack, where the collector sees its values.
struct Loader {
    source: Source,
    stack: Ref<ListObject>,
    marks: Vec<usize>,
    memo: Memo,
    persistent: Value,
    find_global: Value,
    /// False: nothing is imported or called.
    building: bool,
}

impl Loader {
    fn new(vm: &mut Vm, source: Source) -> Result<Loader> {
        Ok(Loader {
            source,
            stack: vm.new_list(16)?,
            marks: Vec::new(),
            memo: Memo {
                list: vm.new_list(0)?,
                sparse: vm.new_dict(),
            },
            persistent: Value::UNBOUND,
            find_global: Value::UNBOUND,
            building: true,
        })
    }

    fn push(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        vm.list_append(self.stack, v)
    }

    fn underflow<T>(vm: &mut Vm) -> Result<T> {
        Err(error(vm, UNPICKLING_ERROR, "unpickling stack underflow"))
    }

    /// The top; UnpicklingError if there is none.
    fn top(&self, vm: &mut Vm) -> Result {
        match self.stack.items().last() {
            Some(&v) => Ok(v),
            None => Self::underflow(vm),
        }
    }

    fn pop(&mut self, vm: &mut Vm) -> Result {
        let v = self.top(vm)?;
        self.drop_from(vm, self.stack.len() - 1);
        Ok(v)
    }

    fn drop_from(&mut self, vm: &mut Vm, length: usize) {
        vm.list_truncate(self.stack, length);
    }

    /// The height of the stack at the last mark, which is taken away.
    fn mark(&mut self, vm: &mut Vm) -> Result<usize> {
        match self.marks.pop() {
            // A pickle may have popped below its mark.
            Some(mark) => Ok(mark.min(self.stack.len())),
            None => Err(error(vm, UNPICKLING_ERROR, "could not find MARK")),
        }
    }

    /// The items above a height of the stack: they stay there.
    fn above(&self, height: usize) -> &'static [Value] {
        &self.stack.items()[height..]
    }

    /// Puts one object in the place of all above a height.
    fn replace(&mut self, vm: &mut Vm, height: usize, v: Value) -> Result<()> {
        self.drop_from(vm, height);
        self.push(vm, v)
    }

    fn run(&mut self, vm: &mut Vm) -> Result {
        vm.check_native_stack(" while unpickling")?;
        loop {
            let opcode = self.source.byte(vm)?;
            if opcode == STOP {
                break;
            }
            self.step(vm, opcode)?;
        }
        if self.stack.is_empty() {
            return Err(error(vm, UNPICKLING_ERROR, "bad pickle data"));
        }
        self.pop(vm)
    }

    fn step(&mut self, vm: &mut Vm, opcode: u8) -> Result<()> {
        let v = match opcode {
            NONE => Value::NONE,
            NEWTRUE => Value::TRUE,
            NEWFALSE => Value::FALSE,
            BININT1 => Value::integer(self.source.byte(vm)? as i64),
            BININT2 => Value::integer(u16::from_le_bytes(self.source.array(vm)?) as i64),
            BININT => Value::integer(i32::from_le_bytes(self.source.array(vm)?) as i64),
            SHORT_BINSTRING => {
                let length = self.source.byte(vm)? as usize;
                let bytes = self.source.take(vm, length)?;
                vm.str(bytes)
            }
            BINSTRING => {
                let bytes = self.counted(vm, "BINSTRING")?;
                vm.str(bytes)
            }
            BINUNICODE => {
                let bytes = self.counted(vm, "BINUNICODE")?;
                decode_utf8(vm, bytes)?
            }
            BINFLOAT => {
                let f = f64::from_be_bytes(self.source.array(vm)?);
                vm.float(f)
            }
            BINGET => {
                let number = self.source.byte(vm)? as i64;
                self.memo.get(vm, Value::integer(number))?
            }
            LONG_BINGET => {
                let number = u32::from_le_bytes(self.source.array(vm)?) as i64;
                self.memo.get(vm, Value::integer(number))?
            }
            EMPTY_LIST => vm.new_list(0)?.value(),
            EMPTY_DICT => vm.new_dict().value(),
            EMPTY_TUPLE => vm.common.empty_tuple,
            INT => self.int_line(vm)?,
            LONG => self.long_line(vm)?,
            FLOAT => {
                let text = self.source.line(vm, 1)?;
                match std::str::from_utf8(text)
                    .ok()
                    .and_then(|t| float_type::parse_text(t.trim_start()))
                {
                    Some(f) => vm.float(f),
                    None => {
                        let text = String::from_utf8_lossy(text);
                        return Err(vm.value_error(&format!("could not convert string to float: {text}\n")));
                    }
                }
            }
            LONG1 => {
                let length = self.source.byte(vm)? as usize;
                let bytes = self.source.take(vm, length)?;
                signed_long(vm, bytes)?
            }
            LONG4 => {
                let bytes = self.counted(vm, "LONG")?;
                signed_long(vm, bytes)?
            }
            STRING => self.string_line(vm)?,
            UNICODE => self.unicode_line(vm)?,
            GET => {
                let key = self.number_line(vm)?;
                self.memo.get(vm, key)?
            }
            DUP => self.top(vm)?,
            _ => return self.act(vm, opcode),
        };
        self.push(vm, v)
    }

    /// The opcodes that work on what the stack holds.
    fn act(&mut self, vm: &mut Vm, opcode: u8) -> Result<()> {
        match opcode {
            MARK => {
                self.marks.push(self.stack.len());
                Ok(())
            }
            BINPUT => {
                let top = self.top(vm)?;
                let number = self.source.byte(vm)? as i64;
                self.memo.put(vm, Value::integer(number), top)
            }
            LONG_BINPUT => {
                let top = self.top(vm)?;
                let number = u32::from_le_bytes(self.source.array(vm)?) as i64;
                self.memo.put(vm, Value::integer(number), top)
            }
            PUT => {
                let key = self.number_line(vm)?;
                let top = self.top(vm)?;
                self.memo.put(vm, key, top)
            }
            POP => {
                // A mark may be on top.
                if self.marks.last() == Some(&self.stack.len()) {
                    self.marks.pop();
                    return Ok(());
                }
                self.pop(vm).map(|_| ())
            }
            POP_MARK => {
                let height = self.mark(vm)?;
                self.drop_from(vm, height);
                Ok(())
            }
            TUPLE => {
                let height = self.mark(vm)?;
                let tuple = vm.tuple(self.above(height));
                self.replace(vm, height, tuple)
            }
            TUPLE1 | TUPLE2 | TUPLE3 => {
                let Some(height) = self.stack.len().checked_sub((opcode - TUPLE1) as usize + 1) else {
                    return Self::underflow(vm);
                };
                let tuple = vm.tuple(self.above(height));
                self.replace(vm, height, tuple)
            }
            LIST => {
                let height = self.mark(vm)?;
                let list = vm.list(self.above(height));
                self.replace(vm, height, list)
            }
            DICT => {
                let height = self.mark(vm)?;
                let dict = vm.new_dict();
                for pair in self.above(height).chunks_exact(2) {
                    vm.dict_set(dict, pair[0], pair[1])?;
                }
                self.replace(vm, height, dict.value())
            }
            APPEND => match self.stack.len().checked_sub(1) {
                Some(height) => self.append(vm, height),
                None => Self::underflow(vm),
            },
            APPENDS => {
                let height = self.mark(vm)?;
                self.append(vm, height)
            }
            SETITEM => match self.stack.len().checked_sub(2) {
                Some(height) => self.set_items(vm, height),
                None => Self::underflow(vm),
            },
            SETITEMS => {
                let height = self.mark(vm)?;
                self.set_items(vm, height)
            }
            BUILD => self.build(vm),
            GLOBAL => {
                let module = self.source.line(vm, 1)?;
                let module = vm.str(module);
                let name = self.source.line(vm, 1)?;
                let name = vm.str(name);
                let found = if self.building {
                    self.find_class(vm, module, name)?
                } else {
                    Value::NONE
                };
                self.push(vm, found)
            }
            EXT1 => {
                let code = self.source.byte(vm)? as i64;
                self.extension(vm, code)
            }
            EXT2 => {
                let code = u16::from_le_bytes(self.source.array(vm)?) as i64;
                self.extension(vm, code)
            }
            EXT4 => {
                let code = i32::from_le_bytes(self.source.array(vm)?) as i64;
                self.extension(vm, code)
            }
            REDUCE => self.reduce(vm),
            NEWOBJ => self.new_object(vm),
            OBJ => {
                let height = self.mark(vm)?;
                let Some((&class, rest)) = self.above(height).split_first() else {
                    return Self::underflow(vm);
                };
                let given = vm.tuple(rest);
                let instance = self.instance(vm, class, given)?;
                self.replace(vm, height, instance)
            }
            INST => {
                let height = self.mark(vm)?;
                let module = self.source.line(vm, 1)?;
                let module = vm.str(module);
                let name = self.source.line(vm, 1)?;
                let name = vm.str(name);
                let given = vm.tuple(self.above(height));
                let instance = if self.building {
                    let class = self.find_class(vm, module, name)?;
                    self.instance(vm, class, given)?
                } else {
                    Value::NONE
                };
                self.replace(vm, height, instance)
            }
            PERSID => {
                if self.persistent.is_unbound() {
                    return self.no_persistent(vm);
                }
                let id = self.source.line(vm, 1)?;
                let id = vm.str(id);
                self.persistent(vm, id)
            }
            BINPERSID => {
                if self.persistent.is_unbound() {
                    return self.no_persistent(vm);
                }
                let id = self.pop(vm)?;
                self.persistent(vm, id)
            }
            PROTO => {
                let protocol = self.source.byte(vm)? as i64;
                if protocol > HIGHEST {
                    return Err(vm.value_error(&format!("unsupported pickle protocol: {protocol}")));
                }
                Ok(())
            }
            0 => Err(vm.raise_with(Error::EOFError, &[])),
            _ => {
                let message = [b"invalid load key, '", &[opcode][..], b"'."].concat();
                let text = vm.str(&message);
                Err(error_with(vm, UNPICKLING_ERROR, text))
            }
        }
    }

    /// A length of four bytes and so many bytes. UnpicklingError, EOFError.
    fn counted(&mut self, vm: &mut Vm, what: &str) -> Result<&'static [u8]> {
        let length = i32::from_le_bytes(self.source.array(vm)?);
        match usize::try_from(length) {
            Ok(length) => self.source.take(vm, length),
            Err(_) => Err(error(
                vm,
                UNPICKLING_ERROR,
                &format!("{what} pickle has negative byte count"),
            )),
        }
    }

    /// A memo number in decimal.
    fn number_line(&mut self, vm: &mut Vm) -> Result {
        let text = self.source.line(vm, 1)?;
        match std::str::from_utf8(text).ok().and_then(|text| text.parse::<i64>().ok()) {
            Some(number) => Ok(vm.int(number)),
            None => Ok(vm.str(text)),
        }
    }

    fn int_line(&mut self, vm: &mut Vm) -> Result {
        let text = self.source.line(vm, 1)?;
        match text {
            b"00" => return Ok(Value::FALSE),
            b"01" => return Ok(Value::TRUE),
            _ => {}
        }
        // A leading zero is a base's.
        let digits = text.strip_prefix(b"-").unwrap_or(text);
        if text == b"0" || matches!(digits.first(), Some(b'1'..=b'9')) {
            let number = std::str::from_utf8(text).ok().and_then(|text| text.parse::<i64>().ok());
            if let Some(number) = number {
                return Ok(vm.int(number));
            }
        }
        let text = vm.str(text);
        match vm.int_from(text, Some(Value::integer(0))) {
            Err(_) if vm.swallow(Error::ValueError) => Err(vm.value_error("could not convert string to int")),
            result => result,
        }
    }

    fn long_line(&mut self, vm: &mut Vm) -> Result {
        let text = self.source.line(vm, 1)?;
        let digits = text.strip_suffix(b"L").unwrap_or(text);
        let digits = vm.str(digits);
        match vm.int_from(digits, Some(Value::integer(0))) {
            Ok(v) => {
                let big = vm.bigint(v).unwrap_or_default();
                vm.long(&big)
            }
            Err(_) if vm.swallow(Error::ValueError) => {
                let text = String::from_utf8_lossy(text);
                Err(vm.value_error(&format!("invalid literal for long() with base 10: '{text}\\n'")))
            }
            Err(e) => Err(e),
        }
    }

    fn string_line(&mut self, vm: &mut Vm) -> Result {
        let line = self.source.line(vm, 1)?;
        let end = line.iter().rposition(|&b| b > b' ').map_or(0, |i| i + 1);
        let inner = match &line[..end] {
            [b'\'', inner @ .., b'\''] | [b'"', inner @ .., b'"'] => inner,
            _ => return Err(vm.value_error("insecure string pickle")),
        };
        let text = vm.str(inner);
        if memchr::memchr(b'\\', inner).is_none() {
            return Ok(text);
        }
        let (decode, encoding) = (vm.intern("decode"), vm.str(b"string_escape"));
        vm.call_method(text, decode, &[encoding])
    }

    fn unicode_line(&mut self, vm: &mut Vm) -> Result {
        let line = self.source.line(vm, 0)?;
        if memchr::memchr(b'\\', line).is_none() {
            let text: String = line.iter().map(|&b| b as char).collect();
            return Ok(vm.unicode_counted(text.as_bytes(), line.len()));
        }
        let text = vm.str(line);
        let (decode, encoding) = (vm.intern("decode"), vm.str(b"raw-unicode-escape"));
        vm.call_method(text, decode, &[encoding])
    }

    /// Adds what is above a height to the list below it.
    fn append(&mut self, vm: &mut Vm, height: usize) -> Result<()> {
        let Some(below) = height.checked_sub(1) else {
            return Self::underflow(vm);
        };
        let list = self.stack.get(below);
        if !self.building {
            // What was not built goes nowhere.
        } else if vm.is_kind(list, Kind::List) {
            let items = self.above(height);
            if let [item] = items {
                vm.list_append(Ref::of(list), *item)?;
            } else {
                vm.list_extend(Ref::of(list), items)?;
            }
        } else {
            let name = vm.intern("append");
            let append = vm.getattr(list, name)?;
            for i in height..self.stack.len() {
                vm.call(append, &[self.stack.get(i)])?;
            }
        }
        self.drop_from(vm, height);
        Ok(())
    }

    /// Puts pairs above a height into the dictionary below it.
    fn set_items(&mut self, vm: &mut Vm, height: usize) -> Result<()> {
        let Some(below) = height.checked_sub(1) else {
            return Self::underflow(vm);
        };
        if !(self.stack.len() - height).is_multiple_of(2) {
            return Err(error(vm, UNPICKLING_ERROR, "odd number of items for SETITEMS"));
        }
        let dict = self.stack.get(below);
        if !self.building {
            // As in `append`.
        } else if vm.is_exact(dict, Kind::Dict) {
            for pair in self.above(height).chunks_exact(2) {
                vm.dict_set(Ref::of(dict), pair[0], pair[1])?;
            }
        } else {
            for pair in self.above(height).chunks_exact(2) {
                vm.setitem(dict, pair[0], pair[1])?;
            }
        }
        self.drop_from(vm, height);
        Ok(())
    }

    /// Gives an object its state.
    fn build(&mut self, vm: &mut Vm) -> Result<()> {
        if self.stack.len() < 2 {
            return Self::underflow(vm);
        }
        let state = self.pop(vm)?;
        let object = self.top(vm)?;
        if !self.building {
            return Ok(());
        }
        let name = vm.names.__setstate__;
        if let Some(set_state) = attribute(vm, object, name)? {
            vm.call(set_state, &[state])?;
            return Ok(());
        }
        let (mut attributes, mut slots) = (state, Value::NONE);
        if vm.is_kind(state, Kind::Tuple) {
            if let &[first, second] = Ref::<TupleObject>::of(state).items() {
                (attributes, slots) = (first, second);
            }
        }
        if !attributes.is_none() {
            if !vm.is_kind(attributes, Kind::Dict) {
                return Err(error(vm, UNPICKLING_ERROR, "state is not a dictionary"));
            }
            self.set_attributes(vm, object, Ref::of(attributes))?;
        }
        if !slots.is_none() {
            if !vm.is_kind(slots, Kind::Dict) {
                return Err(error(vm, UNPICKLING_ERROR, "slot state is not a dictionary"));
            }
            let slots = Ref::<DictObject>::of(slots);
            let mut position = 0;
            while let Some((entry, key, v)) = slots.next(position) {
                let name = vm.name_of(key, "attribute name")?;
                vm.setattr(object, name, v)?;
                position = entry + 1;
            }
        }
        Ok(())
    }

    /// Fills the `__dict__` of an object.
    fn set_attributes(&mut self, vm: &mut Vm, object: Value, attributes: Ref<DictObject>) -> Result<()> {
        let plain = matches!(vm.kind_of(object), Kind::Object | Kind::OldInstance) && vm.has_instance_dict(object);
        let names = attributes.pairs().all(|(key, _)| vm.is_exact(key, Kind::Str));
        let mut position = 0;
        if plain && names {
            while let Some((entry, key, v)) = attributes.next(position) {
                let name = vm.intern_str(Ref::of(key));
                vm.instance_set(object, name, v)?;
                position = entry + 1;
            }
            return Ok(());
        }
        let name = vm.names.__dict__;
        let dict = vm.getattr(object, name)?;
        while let Some((entry, key, v)) = attributes.next(position) {
            let key = if vm.is_exact(key, Kind::Str) {
                vm.intern_str(Ref::of(key)).value()
            } else {
                key
            };
            vm.setitem(dict, key, v)?;
            position = entry + 1;
        }
        Ok(())
    }

    /// What a module has under a name.
    fn find_class(&mut self, vm: &mut Vm, module: Value, name: Value) -> Result {
        if let Some(find) = self.find_global.bound() {
            if find.is_none() {
                return Err(error(
                    vm,
                    UNPICKLING_ERROR,
                    "Global and instance pickles are not supported.",
                ));
            }
            return vm.call(find, &[module, name]);
        }
        let module = import(vm, module)?;
        let name = vm.name_of(name, "attribute name")?;
        vm.getattr(module, name)
    }

    /// A global of the extension registry.
    fn extension(&mut self, vm: &mut Vm, code: i64) -> Result<()> {
        if !self.building {
            return self.push(vm, Value::NONE);
        }
        if code <= 0 {
            return Err(error(vm, UNPICKLING_ERROR, "EXT specifies code <= 0"));
        }
        let code = Value::integer(code);
        let cache = copy_reg(vm, "_extension_cache")?;
        if let Some(found) = vm.dict_get(Ref::of(cache), code)? {
            return self.push(vm, found);
        }
        let registry = copy_reg(vm, "_inverted_registry")?;
        let Some(key) = vm.dict_get(Ref::of(registry), code)? else {
            let number = code.as_integer();
            return Err(vm.value_error(&format!("unregistered extension code {number}")));
        };
        let pair = vm.items_of(key);
        let is_pair = vm.is_kind(key, Kind::Tuple) && pair.len() == 2;
        if !is_pair || !pair.iter().all(|&v| vm.is_kind(v, Kind::Str)) {
            return Err(vm.value_error("_inverted_registry[%ld] isn't a 2-tuple of strings"));
        }
        let found = self.find_class(vm, pair[0], pair[1])?;
        vm.dict_set(Ref::of(cache), code, found)?;
        self.push(vm, found)
    }

    /// An instance of a class; of an old-style class without `__init__`, where there is nothing to call it with.
    fn instance(&mut self, vm: &mut Vm, class: Value, given: Value) -> Result {
        if !self.building {
            return Ok(Value::NONE);
        }
        let items = vm.items_of(given);
        if vm.kind_of(class) == Kind::OldClass && items.is_empty() {
            let name = vm.names.__getinitargs__;
            if vm.old_class_lookup(class, name).is_none() {
                return vm.new_old_instance(Ref::of(class));
            }
        }
        vm.call(class, items)
    }

    fn reduce(&mut self, vm: &mut Vm) -> Result<()> {
        let Some(height) = self.stack.len().checked_sub(2) else {
            return Err(error(vm, UNPICKLING_ERROR, "bad pickle data"));
        };
        let (callable, given) = (self.stack.get(height), self.stack.get(height + 1));
        if !self.building {
            return self.replace(vm, height, Value::NONE);
        }
        if !vm.is_kind(given, Kind::Tuple) {
            return Err(vm.type_error("argument list must be a tuple"));
        }
        let result = self.instance(vm, callable, given)?;
        self.replace(vm, height, result)
    }

    fn new_object(&mut self, vm: &mut Vm) -> Result<()> {
        let Some(height) = self.stack.len().checked_sub(2) else {
            return Self::underflow(vm);
        };
        let (class, given) = (self.stack.get(height), self.stack.get(height + 1));
        if !self.building {
            return self.replace(vm, height, Value::NONE);
        }
        if !vm.is_kind(given, Kind::Tuple) {
            return Err(error(vm, UNPICKLING_ERROR, "NEWOBJ expected an arg tuple."));
        }
        if vm.kind_of(class) != Kind::Type {
            return Err(error(vm, UNPICKLING_ERROR, "NEWOBJ class argument isn't a type object"));
        }
        let new = vm.names.__new__;
        let items = vm.items_of(given);
        let (found, object) = (vm.lookup(Ref::of(class), new), vm.type_of_kind(Kind::Object));
        let result = if items.is_empty()
            && found == vm.lookup(object, new)
            && vm.class_of(class) == vm.type_of_kind(Kind::Type)
            && !self.is_abstract(vm, class)
        {
            vm.new_instance(Ref::of(class))?
        } else {
            let new = vm.getattr(class, new)?;
            let all = vm.new_list(items.len() + 1)?;
            vm.list_append(all, class)?;
            vm.list_extend(all, items)?;
            vm.call(new, all.items())?
        };
        self.replace(vm, height, result)
    }

    fn is_abstract(&self, vm: &mut Vm, class: Value) -> bool {
        let name = vm.names.__abstractmethods__;
        vm.lookup(Ref::of(class), name).is_some()
    }

    fn no_persistent(&mut self, vm: &mut Vm) -> Result<()> {
        Err(error(
            vm,
            UNPICKLING_ERROR,
            "A load persistent id instruction was encountered,\nbut no persistent_load function was specified.",
        ))
    }

    fn persistent(&mut self, vm: &mut Vm, id: Value) -> Result<()> {
        if vm.is_kind(self.persistent, Kind::List) {
            vm.list_append(Ref::of(self.persistent), id)?;
            return self.push(vm, id);
        }
        let found = vm.call(self.persistent, &[id])?;
        self.push(vm, found)
    }
}

/// A long of two's complement bytes, the lowest first.
fn signed_long(vm: &mut Vm, bytes: &[u8]) -> Result {
    if bytes.len() <= 8 {
        let negative = bytes.last().is_some_and(|&b| b & 0x80 != 0);
        let mut word = if negative { [0xff; 8] } else { [0; 8] };
        word[..bytes.len()].copy_from_slice(bytes);
        let i = i64::from_le_bytes(word);
        return vm.long_from_digits(i < 0, &[i.unsigned_abs()]);
    }
    vm.long(&num_bigint::BigInt::from_signed_bytes_le(bytes))
}
