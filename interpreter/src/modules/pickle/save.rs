//! Writing pickles. An object that was written before is written as a reference to the memo.

use super::opcode::*;
use super::{
    attribute, copy_reg, error, error_with, import, memo_argument, swallow, HIGHEST, PICKLE_ERROR, PICKLING_ERROR,
};
use crate::modules::marshal::seventeen_digits;
use crate::modules::support::{keep_type, kept_type};
use objspace::code_points::code_points;
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::{function, getter, named, Result, TypeDefinition};
use objspace::object::{Field, Ref};
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;
use std::collections::HashMap;

/// Items that one opcode adds to a list or dict at most.
const BATCH: usize = 1000;

/// So many bytes are collected before they go to the file.
const BLOCK: usize = 1 << 16;

/// Depth from which on pickling without a memo looks out for cycles.
const FAST_LIMIT: usize = 50;

/// What a pickler keeps outside the heap.
#[derive(Default)]
pub struct State {
    out: Vec<u8>,
    /// Memo numbers by address of the object; `kept` of the saver keeps the objects.
    numbers: HashMap<u64, u32, ahash::RandomState>,
    /// Where PUTs stand in `out`, of a pickler without file: (offset, number). Those that nobody gets are dropped.
    puts: Vec<(usize, u32)>,
    gets: Vec<u32>,
}

#[repr(C)]
struct PicklerObject {
    header: Header,
    /// The file's `write`; unbound: the pickle is asked for by `getvalue`.
    write: Field,
    persistent: Field,
    instance_persistent: Field,
    pickling_error: Field,
    /// The objects of the memo, a list.
    kept: Field,
    protocol: Cell<i64>,
    binary: Cell<i64>,
    fast: Cell<i64>,
    state: Cell<*mut State>,
}

static PICKLER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "Objects that know how to pickle objects\n",
    new: None,
    methods: &[
        named(
            "dump",
            1,
            &["obj", "get"],
            pickler_dump,
            "dump(object) -- Write an object in pickle format to the object's pickle stream",
        ),
        function(
            "clear_memo",
            0,
            0,
            clear_memo,
            "clear_memo() -- Clear the picklers memo",
        ),
        function(
            "getvalue",
            0,
            1,
            get_value,
            "getvalue() -- Finish picking a list-based pickle",
        ),
        getter("persistent_id", get_persistent, "").setting(|vm, a| set_field(vm, a, |p| &p.persistent)),
        getter(
            "inst_persistent_id",
            |vm, _| {
                Err(vm.raise(
                    Error::AttributeError,
                    "attribute 'inst_persistent_id' of 'cPickle.Pickler' objects is not readable",
                ))
            },
            "",
        )
        .setting(|vm, a| set_field(vm, a, |p| &p.instance_persistent)),
        getter("memo", get_memo, "").setting(set_memo),
        getter("PicklingError", |_, a| Ok(this(a).pickling_error.get()), "")
            .setting(|vm, a| set_field(vm, a, |p| &p.pickling_error)),
        getter("binary", |vm, a| Ok(vm.int(this(a).binary.get())), "")
            .member()
            .setting(|vm, a| set_number(vm, a, |p| &p.binary)),
        getter("fast", |vm, a| Ok(vm.int(this(a).fast.get())), "")
            .member()
            .setting(|vm, a| set_number(vm, a, |p| &p.fast)),
    ],
    subclassable: false,
};

const KEY: &str = "cPickle.Pickler";

pub fn initialize(vm: &mut Vm) {
    let size = std::mem::size_of::<PicklerObject>() as u32;
    let class = vm.new_native_type(KEY, size, Layout::fixed_words(1, 5), &PICKLER);
    keep_type(vm, KEY, class);
}

fn this(arguments: &[Value]) -> Ref<PicklerObject> {
    Ref::of(arguments[0])
}

fn set_field(vm: &mut Vm, arguments: &[Value], field: fn(&PicklerObject) -> &Field) -> Result {
    if arguments[1].is_unbound() {
        return Err(vm.type_error("attribute deletion is not supported"));
    }
    this(arguments).set(vm, field, arguments[1]);
    Ok(Value::NONE)
}

fn set_number(vm: &mut Vm, arguments: &[Value], field: fn(&PicklerObject) -> &Cell<i64>) -> Result {
    if arguments[1].is_unbound() {
        return Err(vm.type_error("can't delete numeric/char attribute"));
    }
    let number = vm.argument_i64(arguments[1])?;
    field(&this(arguments)).set(number as i32 as i64);
    Ok(Value::NONE)
}

fn get_persistent(vm: &mut Vm, arguments: &[Value]) -> Result {
    match this(arguments).persistent.get().bound() {
        Some(function) => Ok(function),
        None => Err(vm.raise(Error::AttributeError, "persistent_id")),
    }
}

/// The protocol asked for. ValueError.
fn protocol(vm: &mut Vm, v: Value) -> Result<i64> {
    let protocol = match v.bound() {
        Some(v) => vm.argument_i64(v)?,
        None => 0,
    };
    if protocol > HIGHEST {
        return Err(vm.value_error(&format!(
            "pickle protocol {protocol} asked for; the highest available protocol is {HIGHEST}"
        )));
    }
    Ok(if protocol < 0 { HIGHEST } else { protocol })
}

/// The `write` of a file. TypeError.
fn writer(vm: &mut Vm, file: Value) -> Result {
    let name = vm.names.write;
    match vm.getattr_optional(file, name)? {
        Some(write) => Ok(write),
        None => Err(vm.type_error("argument must have 'write' attribute")),
    }
}

/// What one run of pickling works with. It lives on the stack, where the collector sees its values.
struct Saver {
    state: State,
    kept: Ref<ListObject>,
    write: Value,
    persistent: Value,
    instance_persistent: Value,
    protocol: i64,
    binary: bool,
    /// No memo.
    fast: bool,
    fast_depth: usize,
    fast_inside: Vec<u64>,
    /// PUTs are noted for `getvalue`.
    is_list: bool,
}

pub fn dumps(vm: &mut Vm, arguments: &[Value]) -> Result {
    let protocol = protocol(vm, arguments[1])?;
    let mut saver = Saver::new(vm, protocol, Value::UNBOUND)?;
    saver.dump(vm, arguments[0])?;
    Ok(vm.str(&saver.state.out))
}

pub fn dump(vm: &mut Vm, arguments: &[Value]) -> Result {
    let protocol = protocol(vm, arguments[2])?;
    let write = writer(vm, arguments[1])?;
    let mut saver = Saver::new(vm, protocol, write)?;
    saver.dump(vm, arguments[0])?;
    saver.flush(vm)?;
    Ok(Value::NONE)
}

pub fn new_pickler(vm: &mut Vm, arguments: &[Value]) -> Result {
    // A first argument that is a number is the protocol: the pickler has no file then.
    let (file, number) = match (arguments[0].bound(), arguments[1].bound()) {
        (Some(first), None) if vm.is_index(first) => (Value::UNBOUND, first),
        _ => (arguments[0], arguments[1]),
    };
    let protocol = protocol(vm, number)?;
    let write = match file.bound() {
        Some(file) if !file.is_none() => writer(vm, file)?,
        _ => Value::UNBOUND,
    };
    let class = kept_type(vm, KEY);
    let object = vm.new_instance(class)?;
    let pickler = Ref::<PicklerObject>::of(object);
    pickler.state.set(Box::into_raw(Box::default()));
    vm.heap.register_native_drop(object.pointer(), |p| unsafe {
        drop(Box::from_raw((*(p as *const PicklerObject)).state.get()));
    });
    pickler.protocol.set(protocol);
    pickler.binary.set((protocol > 0) as i64);
    pickler.set(vm, |p| &p.write, write);
    let kept = vm.new_list(0)?.value();
    pickler.set(vm, |p| &p.kept, kept);
    let error = kept_type(vm, PICKLING_ERROR).value();
    pickler.set(vm, |p| &p.pickling_error, error);
    Ok(object)
}

/// The state of a pickler. Taken out while it runs, so that what it calls finds an empty one.
fn state(pickler: Ref<PicklerObject>) -> &'static mut State {
    unsafe { &mut *pickler.state.get() }
}

fn pickler_dump(vm: &mut Vm, arguments: &[Value]) -> Result {
    let pickler = this(arguments);
    let get = match arguments[2].bound() {
        Some(v) => vm.argument_i64(v)? != 0,
        None => false,
    };
    let mut saver = Saver {
        state: std::mem::take(state(pickler)),
        kept: pickler.kept.of(),
        write: pickler.write.get(),
        persistent: pickler.persistent.get(),
        instance_persistent: pickler.instance_persistent.get(),
        protocol: pickler.protocol.get(),
        binary: pickler.binary.get() != 0,
        fast: pickler.fast.get() != 0,
        fast_depth: 0,
        fast_inside: Vec::new(),
        is_list: pickler.write.get().is_unbound(),
    };
    let mut result = saver.dump(vm, arguments[1]);
    if result.is_ok() {
        result = saver.flush(vm);
    }
    *state(pickler) = saver.state;
    result?;
    if get {
        return get_value(vm, &arguments[..1]);
    }
    Ok(arguments[0])
}

fn clear_memo(vm: &mut Vm, arguments: &[Value]) -> Result {
    let pickler = this(arguments);
    state(pickler).numbers.clear();
    vm.list_clear(pickler.kept.of());
    Ok(Value::NONE)
}

fn get_value(vm: &mut Vm, arguments: &[Value]) -> Result {
    let pickler = this(arguments);
    let clear = match arguments.get(1) {
        Some(&v) => vm.argument_i64(v)? != 0,
        None => true,
    };
    if !pickler.write.get().is_unbound() {
        return Err(error(
            vm,
            PICKLING_ERROR,
            "Attempt to getvalue() a non-list-based pickler",
        ));
    }
    let state = state(pickler);
    let mut out = Vec::with_capacity(state.out.len());
    let mut copied = 0;
    for &(offset, number) in &state.puts {
        out.extend(&state.out[copied..offset]);
        copied = offset;
        if !state.gets.contains(&number) {
            copied += if number < 256 { 2 } else { 5 };
        }
    }
    out.extend(&state.out[copied..]);
    if clear {
        *state = State::default();
        vm.list_clear(pickler.kept.of());
    }
    Ok(vm.str(&out))
}

fn get_memo(vm: &mut Vm, arguments: &[Value]) -> Result {
    let kept = this(arguments).kept.of::<ListObject>();
    let memo = vm.new_dict();
    for i in 0..kept.len() {
        let entry = vm.tuple(&[Value::integer(i as i64 + 1), kept.get(i)]);
        let key = kept.get(i).0 as i64;
        let key = vm.int(key);
        vm.dict_set(memo, key, entry)?;
    }
    Ok(memo.value())
}

/// Takes a memo as `memo` gives it, or another pickler's.
fn set_memo(vm: &mut Vm, arguments: &[Value]) -> Result {
    let memo = memo_argument(vm, arguments[1])?;
    let kept = vm.new_list(memo.len())?;
    let mut numbers: HashMap<u64, u32, ahash::RandomState> = HashMap::default();
    for _ in 0..memo.len() {
        vm.list_append(kept, Value::NONE)?;
    }
    for (_, entry) in memo.pairs() {
        let pair = vm.items_of(entry);
        let number = pair.first().and_then(|&v| vm.as_int(v));
        match (number, pair.get(1)) {
            (Some(number), Some(&v)) if number >= 1 && number as usize <= kept.len() => {
                vm.list_put(kept, number as usize - 1, v);
                numbers.insert(v.0, number as u32);
            }
            _ => return Err(vm.type_error("memo must be a dictionary")),
        }
    }
    state(this(arguments)).numbers = numbers;
    this(arguments).set(vm, |p| &p.kept, kept.value());
    Ok(Value::NONE)
}

/// The names that reductions begin with.
fn is_newobj(vm: &mut Vm, callable: Value) -> Result<bool> {
    let name = vm.names.__name__;
    let Some(name) = attribute(vm, callable, name)? else {
        return Ok(false);
    };
    Ok(vm.is_kind(name, Kind::Str) && Ref::<StrObject>::of(name).bytes() == b"__newobj__")
}

impl Saver {
    fn new(vm: &mut Vm, protocol: i64, write: Value) -> Result<Saver> {
        Ok(Saver {
            state: State::default(),
            kept: vm.new_list(0)?,
            write,
            persistent: Value::UNBOUND,
            instance_persistent: Value::UNBOUND,
            protocol,
            binary: protocol > 0,
            fast: false,
            fast_depth: 0,
            fast_inside: Vec::new(),
            is_list: false,
        })
    }

    fn dump(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        if self.protocol >= 2 {
            self.state.out.extend([PROTO, self.protocol as u8]);
        }
        self.save(vm, v, false)?;
        self.state.out.push(STOP);
        Ok(())
    }

    /// Gives what was written so far to the file.
    fn flush(&mut self, vm: &mut Vm) -> Result<()> {
        if !self.write.is_unbound() && !self.state.out.is_empty() {
            let text = vm.str(&self.state.out);
            self.state.out.clear();
            vm.call(self.write, &[text])?;
        }
        Ok(())
    }

    fn put_bytes(&mut self, bytes: &[u8]) {
        self.state.out.extend_from_slice(bytes);
    }

    fn line(&mut self, opcode: u8, text: &[u8]) {
        self.state.out.push(opcode);
        self.state.out.extend_from_slice(text);
        self.state.out.push(b'\n');
    }

    /// Remembers an object that has just been written.
    fn put(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        if self.fast {
            return Ok(());
        }
        vm.list_append(self.kept, v)?;
        let number = self.kept.len() as u32;
        self.state.numbers.insert(v.0, number);
        if self.binary && self.is_list {
            self.state.puts.push((self.state.out.len(), number));
        }
        self.reference(number, PUT, BINPUT, LONG_BINPUT);
        Ok(())
    }

    fn reference(&mut self, number: u32, text: u8, short: u8, long: u8) {
        if !self.binary {
            self.line(text, number.to_string().as_bytes());
        } else if number < 256 {
            self.put_bytes(&[short, number as u8]);
        } else {
            self.state.out.push(long);
            self.put_bytes(&number.to_le_bytes());
        }
    }

    fn get(&mut self, number: u32) {
        if self.is_list {
            self.state.gets.push(number);
        }
        self.reference(number, GET, BINGET, LONG_BINGET);
    }

    fn known(&self, v: Value) -> Option<u32> {
        self.state.numbers.get(&v.0).copied()
    }

    /// Writes an object. `is_id`: it is a persistent id, which has none itself.
    fn save(&mut self, vm: &mut Vm, v: Value, is_id: bool) -> Result<()> {
        if !is_id && !self.persistent.is_unbound() && self.save_persistent(vm, v, self.persistent)? {
            return Ok(());
        }
        if v.is_integer() {
            self.save_int(v.as_integer());
            return Ok(());
        }
        if !v.is_pointer() {
            return self.save_immediate(vm, v, is_id);
        }
        let kind = Kind::of_exact_map(v.map());
        match kind {
            Some(Kind::Str) if Ref::<StrObject>::of(v).len() < 2 => {
                return self.save_str(vm, v);
            }
            Some(Kind::Unicode) if Ref::<UnicodeObject>::of(v).len() < 2 => {
                self.save_unicode(Ref::of(v));
                return Ok(());
            }
            Some(Kind::Int) => {
                self.save_int(vm.as_int(v).unwrap_or(0));
                return Ok(());
            }
            Some(Kind::Float) => {
                self.save_float(vm.as_float(v).unwrap_or(0.0));
                return Ok(());
            }
            Some(Kind::Long) => return self.save_long(vm, v),
            Some(Kind::Tuple) if Ref::<TupleObject>::of(v).is_empty() => {
                self.put_bytes(if self.protocol > 0 {
                    &[EMPTY_TUPLE]
                } else {
                    &[MARK, TUPLE]
                });
                return Ok(());
            }
            _ => {}
        }
        if let Some(number) = self.known(v) {
            self.get(number);
            return Ok(());
        }
        match kind {
            Some(Kind::Str) => {
                self.save_str(vm, v)?;
                return self.put(vm, v);
            }
            Some(Kind::Unicode) => {
                self.save_unicode(Ref::of(v));
                return self.put(vm, v);
            }
            _ => {}
        }
        vm.check_native_stack(" while pickling an object")?;
        if self.state.out.len() >= BLOCK {
            self.flush(vm)?;
        }
        match kind {
            Some(Kind::List) => self.save_list(vm, Ref::of(v)),
            Some(Kind::Dict) => self.save_dict(vm, Ref::of(v)),
            Some(Kind::Tuple) => self.save_tuple(vm, Ref::of(v)),
            _ => self.save_other(vm, v, is_id),
        }
    }

    /// None, the booleans, floats that need no box.
    fn save_immediate(&mut self, vm: &mut Vm, v: Value, is_id: bool) -> Result<()> {
        match v {
            Value::NONE => self.state.out.push(NONE),
            Value::TRUE if self.protocol >= 2 => self.state.out.push(NEWTRUE),
            Value::FALSE if self.protocol >= 2 => self.state.out.push(NEWFALSE),
            Value::TRUE => self.put_bytes(b"I01\n"),
            Value::FALSE => self.put_bytes(b"I00\n"),
            _ if v.is_immediate_float() => self.save_float(v.as_immediate_float()),
            _ => return self.save_other(vm, v, is_id),
        }
        Ok(())
    }

    fn save_int(&mut self, i: i64) {
        match i {
            _ if !self.binary || i32::try_from(i).is_err() => self.line(INT, i.to_string().as_bytes()),
            0..=0xff => self.put_bytes(&[BININT1, i as u8]),
            0x100..=0xffff => self.put_bytes(&[BININT2, i as u8, (i >> 8) as u8]),
            _ => {
                self.state.out.push(BININT);
                self.put_bytes(&(i as i32).to_le_bytes());
            }
        }
    }

    fn save_long(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        if self.protocol < 2 {
            let text = vm.repr(v)?;
            self.line(LONG, text.bytes());
            return Ok(());
        }
        let bytes = match vm.bigint(v) {
            Some(i) if i.sign() != num_bigint::Sign::NoSign => i.to_signed_bytes_le(),
            _ => Vec::new(),
        };
        match bytes.len() {
            length @ 0..=0xff => self.put_bytes(&[LONG1, length as u8]),
            length => {
                let Ok(length) = i32::try_from(length) else {
                    return Err(vm.raise(Error::OverflowError, "long too large to pickle"));
                };
                self.state.out.push(LONG4);
                self.put_bytes(&length.to_le_bytes());
            }
        }
        self.put_bytes(&bytes);
        Ok(())
    }

    fn save_float(&mut self, f: f64) {
        if self.binary {
            self.state.out.push(BINFLOAT);
            self.put_bytes(&f.to_be_bytes());
        } else {
            self.line(FLOAT, seventeen_digits(f).as_bytes());
        }
    }

    fn save_str(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        if !self.binary {
            let text = vm.repr(v)?;
            self.line(STRING, text.bytes());
            return Ok(());
        }
        let bytes = Ref::<StrObject>::of(v).bytes();
        match bytes.len() {
            length @ 0..=0xff => self.put_bytes(&[SHORT_BINSTRING, length as u8]),
            length => {
                self.state.out.push(BINSTRING);
                self.put_bytes(&(length as u32).to_le_bytes());
            }
        }
        self.put_bytes(bytes);
        Ok(())
    }

    fn save_unicode(&mut self, u: Ref<UnicodeObject>) {
        let bytes = u.bytes();
        if self.binary {
            self.state.out.push(BINUNICODE);
            self.put_bytes(&(bytes.len() as u32).to_le_bytes());
            self.put_bytes(bytes);
            return;
        }
        let mut text = Vec::with_capacity(bytes.len());
        for code in code_points(bytes) {
            match code {
                0x5c | 0x0a | 0x100..=0xffff => text.extend(format!("\\u{code:04x}").as_bytes()),
                0x10000.. => text.extend(format!("\\U{code:08x}").as_bytes()),
                _ => text.push(code as u8),
            }
        }
        self.line(UNICODE, &text);
    }

    fn save_tuple(&mut self, vm: &mut Vm, tuple: Ref<TupleObject>) -> Result<()> {
        if self.save_tuple_items(vm, tuple)? {
            self.put(vm, tuple.value())?;
        }
        Ok(())
    }

    /// Writes a tuple; false if it turned out to be known.
    fn save_tuple_items(&mut self, vm: &mut Vm, tuple: Ref<TupleObject>) -> Result<bool> {
        let length = tuple.len();
        let short = length <= 3 && self.protocol >= 2;
        if !short {
            self.state.out.push(MARK);
        }
        for &item in tuple.items() {
            self.save(vm, item, false)?;
        }
        // A tuple that contains itself was written while its items were.
        if let Some(number) = self.known(tuple.value()) {
            match (short, self.binary) {
                (false, true) => self.state.out.push(POP_MARK),
                _ => (0..length + !short as usize).for_each(|_| self.state.out.push(POP)),
            }
            self.get(number);
            return Ok(false);
        }
        self.state.out.push(match length {
            1 if short => TUPLE1,
            2 if short => TUPLE2,
            3 if short => TUPLE3,
            _ => TUPLE,
        });
        Ok(true)
    }

    /// The arguments of a reduction. The tuple was made for it: nobody else has it, so that it needs no memo entry.
    fn save_arguments(&mut self, vm: &mut Vm, given: Ref<TupleObject>, v: Value) -> Result<()> {
        let shared = vm.kind_of(v) == Kind::Exception || given.is_empty() || !self.persistent.is_unbound();
        if shared || self.known(given.value()).is_some() {
            return self.save(vm, given.value(), false);
        }
        self.save_tuple_items(vm, given)?;
        Ok(())
    }

    fn save_list(&mut self, vm: &mut Vm, list: Ref<ListObject>) -> Result<()> {
        self.put_bytes(if self.binary { &[EMPTY_LIST] } else { &[MARK, LIST] });
        self.put(vm, list.value())?;
        if list.is_empty() {
            return Ok(());
        }
        self.enter(vm, list.value())?;
        let result = if self.protocol > 0 {
            self.list_items(vm, list)
        } else {
            let iterator = vm.iter(list.value())?;
            self.batch_list(vm, iterator)
        };
        self.leave(list.value());
        result
    }

    /// The items of an exact list in batches.
    fn list_items(&mut self, vm: &mut Vm, list: Ref<ListObject>) -> Result<()> {
        let mut i = 0;
        while i < list.len() {
            if i + 1 == list.len() {
                self.save(vm, list.get(i), false)?;
                self.state.out.push(APPEND);
                return Ok(());
            }
            self.state.out.push(MARK);
            let mut count = 0;
            while i < list.len() && count < BATCH {
                self.save(vm, list.get(i), false)?;
                i += 1;
                count += 1;
            }
            self.state.out.push(APPENDS);
        }
        Ok(())
    }

    /// What an iterator gives as items of a list.
    fn batch_list(&mut self, vm: &mut Vm, iterator: Value) -> Result<()> {
        if self.protocol == 0 {
            while let Some(item) = vm.next(iterator)? {
                self.save(vm, item, false)?;
                self.state.out.push(APPEND);
            }
            return Ok(());
        }
        loop {
            let Some(first) = vm.next(iterator)? else { return Ok(()) };
            let Some(second) = vm.next(iterator)? else {
                self.save(vm, first, false)?;
                self.state.out.push(APPEND);
                return Ok(());
            };
            self.state.out.push(MARK);
            self.save(vm, first, false)?;
            let (mut count, mut item) = (1, Some(second));
            while let Some(v) = item {
                self.save(vm, v, false)?;
                count += 1;
                if count == BATCH {
                    break;
                }
                item = vm.next(iterator)?;
            }
            self.state.out.push(APPENDS);
            if count < BATCH {
                return Ok(());
            }
        }
    }

    fn save_dict(&mut self, vm: &mut Vm, dict: Ref<DictObject>) -> Result<()> {
        self.put_bytes(if self.binary { &[EMPTY_DICT] } else { &[MARK, DICT] });
        self.put(vm, dict.value())?;
        if dict.is_empty() {
            return Ok(());
        }
        self.enter(vm, dict.value())?;
        let result = self.dict_items(vm, dict);
        self.leave(dict.value());
        result
    }

    /// The items of an exact dict in batches. RuntimeError if it changes.
    fn dict_items(&mut self, vm: &mut Vm, dict: Ref<DictObject>) -> Result<()> {
        let size = dict.len();
        let (mut position, mut count) = (0, 0);
        let grouped = self.protocol > 0 && size > 1;
        while let Some((entry, key, v)) = dict.next(position) {
            if grouped && count % BATCH == 0 {
                self.state.out.push(MARK);
            }
            self.save(vm, key, false)?;
            self.save(vm, v, false)?;
            if dict.len() != size {
                return Err(vm.raise(Error::RuntimeError, "dictionary changed size during iteration"));
            }
            position = entry + 1;
            count += 1;
            if !grouped {
                self.state.out.push(SETITEM);
            } else if count % BATCH == 0 || count == size {
                self.state.out.push(SETITEMS);
            }
        }
        // As CPython has it: a full batch is followed by another, if only an empty one.
        if grouped && size.is_multiple_of(BATCH) {
            self.put_bytes(&[MARK, SETITEMS]);
        }
        Ok(())
    }

    /// What an iterator gives, pairs, as items of a dict.
    fn batch_dict(&mut self, vm: &mut Vm, iterator: Value) -> Result<()> {
        if self.protocol == 0 {
            while let Some(pair) = vm.next(iterator)? {
                self.save_pair(vm, pair)?;
                self.state.out.push(SETITEM);
            }
            return Ok(());
        }
        loop {
            let Some(first) = vm.next(iterator)? else { return Ok(()) };
            let Some(second) = vm.next(iterator)? else {
                self.save_pair(vm, first)?;
                self.state.out.push(SETITEM);
                return Ok(());
            };
            self.state.out.push(MARK);
            self.save_pair(vm, first)?;
            let (mut count, mut item) = (1, Some(second));
            while let Some(pair) = item {
                self.save_pair(vm, pair)?;
                count += 1;
                if count == BATCH {
                    break;
                }
                item = vm.next(iterator)?;
            }
            self.state.out.push(SETITEMS);
            if count < BATCH {
                return Ok(());
            }
        }
    }

    fn save_pair(&mut self, vm: &mut Vm, pair: Value) -> Result<()> {
        if !vm.is_kind(pair, Kind::Tuple) || vm.items_of(pair).len() != 2 {
            return Err(vm.type_error("dict items iterator must return 2-tuples"));
        }
        let items = vm.items_of(pair);
        self.save(vm, items[0], false)?;
        self.save(vm, items[1], false)
    }

    /// Without a memo a cycle would never end: from some depth on, what is being written is looked up. ValueError.
    fn enter(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        self.fast_depth += 1;
        if self.fast && self.fast_depth > FAST_LIMIT {
            if self.fast_inside.contains(&v.0) {
                let name = vm.type_name(v);
                return Err(vm.value_error(&format!(
                    "fast mode: can't pickle cyclic objects including object type {name} at {:#x}",
                    v.0
                )));
            }
            self.fast_inside.push(v.0);
        }
        Ok(())
    }

    fn leave(&mut self, v: Value) {
        self.fast_depth -= 1;
        if self.fast_inside.last() == Some(&v.0) {
            self.fast_inside.pop();
        }
    }

    /// Writes an object as a persistent id, if it has one.
    fn save_persistent(&mut self, vm: &mut Vm, v: Value, function: Value) -> Result<bool> {
        let id = vm.call(function, &[v])?;
        if id.is_none() {
            return Ok(false);
        }
        if self.binary {
            self.save(vm, id, true)?;
            self.state.out.push(BINPERSID);
            return Ok(true);
        }
        if !vm.is_kind(id, Kind::Str) {
            return Err(error(vm, PICKLING_ERROR, "persistent id must be string"));
        }
        self.line(PERSID, Ref::<StrObject>::of(id).bytes());
        Ok(true)
    }

    /// Instances, classes, functions, and whatever has a reduction.
    fn save_other(&mut self, vm: &mut Vm, v: Value, is_id: bool) -> Result<()> {
        match vm.kind_of(v) {
            Kind::OldInstance => return self.save_instance(vm, v),
            Kind::OldClass | Kind::NativeFunction => return self.save_global(vm, v, None),
            Kind::Type if vm.class_of(v) == vm.type_of_kind(Kind::Type) => return self.save_global(vm, v, None),
            Kind::Function => match self.save_global(vm, v, None) {
                Err(_) if swallow(vm, PICKLE_ERROR) => {}
                result => return result,
            },
            _ => {}
        }
        if !is_id && !self.instance_persistent.is_unbound() && self.save_persistent(vm, v, self.instance_persistent)? {
            return Ok(());
        }
        let class = vm.class_of(v);
        let table = copy_reg(vm, "dispatch_table")?;
        let found = if vm.is_kind(table, Kind::Dict) {
            vm.dict_get(Ref::of(table), class.value())?
        } else {
            None
        };
        let (reduce, reduced) = if let Some(reduce) = found {
            (reduce, vm.call(reduce, &[v])?)
        } else if vm.kind_of(v) == Kind::Type {
            return self.save_global(vm, v, None);
        } else {
            let (reduce_ex, reduce) = (vm.names.__reduce_ex__, vm.names.__reduce__);
            if let Some(method) = attribute(vm, v, reduce_ex)? {
                (method, vm.call(method, &[Value::integer(self.protocol)])?)
            } else if let Some(method) = attribute(vm, v, reduce)? {
                (method, vm.call(method, &[])?)
            } else {
                return Err(error_with(vm, super::UNPICKLEABLE_ERROR, v));
            }
        };
        if vm.is_kind(reduced, Kind::Str) {
            return self.save_global(vm, v, Some(reduced));
        }
        if !vm.is_kind(reduced, Kind::Tuple) {
            let method = vm.repr_text(reduce)?;
            let message = format!("Value returned by {method} must be string or tuple");
            return Err(error(vm, PICKLING_ERROR, &message));
        }
        self.save_reduced(vm, Ref::of(reduced), reduce, v)
    }

    /// Writes a reduction: callable, arguments, state, list items, dict items. PicklingError.
    fn save_reduced(&mut self, vm: &mut Vm, reduced: Ref<TupleObject>, reduce: Value, v: Value) -> Result<()> {
        let complaint = |vm: &mut Vm, before: &str, after: &str| {
            let method = vm.repr_text(reduce)?;
            Err(error(vm, PICKLING_ERROR, &format!("{before} {method} {after}")))
        };
        if !(2..=5).contains(&reduced.len()) {
            return complaint(vm, "tuple returned by", "must contain 2 through 5 elements");
        }
        let part = |i: usize| reduced.items().get(i).copied().filter(|v| !v.is_none());
        let (callable, given) = (reduced.get(0), reduced.get(1));
        if !vm.is_kind(given, Kind::Tuple) {
            return complaint(vm, "Second element of tuple returned by", "must be a tuple");
        }
        for (i, which) in [(3, "Fourth"), (4, "Fifth")] {
            if let Some(items) = part(i).filter(|&items| !vm.is_iterator(items)) {
                let name = vm.type_name(items);
                return complaint(
                    vm,
                    &format!("{which} element of tuple returned by"),
                    &format!("must be an iterator, not {name}"),
                );
            }
        }
        let given = Ref::<TupleObject>::of(given);
        if self.protocol >= 2 && is_newobj(vm, callable)? {
            self.check_newobj(vm, given, v)?;
            self.save(vm, given.get(0), false)?;
            let rest = vm.tuple(&given.items()[1..]);
            self.save_arguments(vm, Ref::of(rest), v)?;
            self.state.out.push(NEWOBJ);
        } else {
            self.save(vm, callable, false)?;
            self.save_arguments(vm, given, v)?;
            self.state.out.push(REDUCE);
        }
        match self.known(v) {
            // It was written while its own arguments were: that one counts.
            Some(number) => {
                self.state.out.push(POP);
                self.get(number);
                return Ok(());
            }
            None => self.put(vm, v)?,
        }
        if let Some(items) = part(3) {
            self.batch_list(vm, items)?;
        }
        if let Some(items) = part(4) {
            self.batch_dict(vm, items)?;
        }
        if let Some(state) = part(2) {
            self.save(vm, state, false)?;
            self.state.out.push(BUILD);
        }
        Ok(())
    }

    fn check_newobj(&mut self, vm: &mut Vm, given: Ref<TupleObject>, v: Value) -> Result<()> {
        let Some(&class) = given.items().first() else {
            return Err(error(vm, PICKLING_ERROR, "__newobj__ arglist is empty"));
        };
        let new = vm.names.__new__;
        if attribute(vm, class, new)?.is_none() {
            return Err(error(vm, PICKLING_ERROR, "args[0] from __newobj__ args has no __new__"));
        }
        let name = vm.names.__class__;
        if vm.getattr(v, name)? != class {
            return Err(error(
                vm,
                PICKLING_ERROR,
                "args[0] from __newobj__ args has the wrong class",
            ));
        }
        Ok(())
    }

    /// An instance of an old-style class.
    fn save_instance(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        self.enter(vm, v)?;
        let result = self.instance_parts(vm, v);
        self.leave(v);
        result
    }

    fn instance_parts(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        let class = vm.old_class_of(v);
        self.state.out.push(MARK);
        if self.binary {
            self.save(vm, class.value(), false)?;
        }
        let name = vm.names.__getinitargs__;
        if let Some(method) = attribute(vm, v, name)? {
            let given = vm.call(method, &[])?;
            let items = vm.list_from(given)?;
            for i in 0..items.len() {
                self.save(vm, items.get(i), false)?;
            }
        }
        if self.binary {
            self.state.out.push(OBJ);
        } else {
            let name = class.name.get();
            let module = self.module_of(vm, class.value(), name)?;
            self.state.out.push(INST);
            self.name_lines(vm, module, name)?;
        }
        let name = vm.names.__getstate__;
        let state = match attribute(vm, v, name)? {
            Some(method) => vm.call(method, &[])?,
            // The attributes as a dict of their own: the instance stays as it is.
            None if !vm.map(v.map()).dict_mode => vm.instance_attributes(v).value(),
            None => vm.instance_dict(v)?.value(),
        };
        self.put(vm, v)?;
        self.save(vm, state, false)?;
        self.state.out.push(BUILD);
        Ok(())
    }

    fn name_lines(&mut self, vm: &mut Vm, module: Value, name: Value) -> Result<()> {
        for v in [module, name] {
            let text = vm.to_str(v)?.bytes();
            self.put_bytes(text);
            self.state.out.push(b'\n');
        }
        Ok(())
    }

    /// The module in which an object is found under a name.
    fn module_of(&mut self, vm: &mut Vm, v: Value, name: Value) -> Result {
        let key = vm.names.__module__;
        let given = attribute(vm, v, key)?;
        let is_builtin = |vm: &mut Vm| {
            let name = vm.name_of(name, "attribute name")?;
            Ok(vm.dict_get_str(vm.builtins, name) == Some(v))
        };
        match given {
            // Built-in functions that are written in Python do not tell.
            Some(module) if module.is_none() && is_builtin(vm)? => return Ok(vm.names.__builtin__.value()),
            Some(module) => return Ok(module),
            None => {}
        }
        let main = vm.names.__main__;
        let name = vm.name_of(name, "attribute name")?;
        let modules = vm.dict_copy(vm.modules)?;
        let mut position = 0;
        while let Some((entry, key, module)) = modules.next(position) {
            position = entry + 1;
            if key == main.value() || module.is_none() {
                continue;
            }
            if attribute(vm, module, name)? == Some(v) {
                return Ok(key);
            }
        }
        Ok(main.value())
    }

    /// A class or function by its name.
    fn save_global(&mut self, vm: &mut Vm, v: Value, name: Option<Value>) -> Result<()> {
        let attribute = vm.names.__name__;
        let name = match name {
            Some(name) => name,
            None => vm.getattr(v, attribute)?,
        };
        let module_name = self.module_of(vm, v, name)?;
        if !matches!(vm.kind_of(module_name), Kind::Str | Kind::Unicode) {
            let got = vm.type_name(module_name);
            return Err(vm.type_error(&format!("expected string or Unicode object, {got} found")));
        }
        let (module_text, name_text) = (vm.to_str(module_name)?.text(), vm.to_str(name)?.text());
        let Ok(module) = import(vm, module_name) else {
            vm.take_exception();
            return self.refuse(vm, v, &format!("import of module {module_text} failed"));
        };
        let name_str = vm.name_of(name, "attribute name")?;
        let Ok(found) = vm.getattr(module, name_str) else {
            vm.take_exception();
            return self.refuse(vm, v, &format!("attribute lookup {module_text}.{name_text} failed"));
        };
        if found != v {
            return self.refuse(vm, v, &format!("it's not the same object as {module_text}.{name_text}"));
        }
        if self.protocol >= 2 && self.save_extension(vm, v, module_name, name)? {
            return Ok(());
        }
        self.state.out.push(GLOBAL);
        self.name_lines(vm, module_name, name)?;
        self.put(vm, v)
    }

    fn refuse(&mut self, vm: &mut Vm, v: Value, why: &str) -> Result<()> {
        let text = vm.repr_text(v)?;
        Err(error(vm, PICKLING_ERROR, &format!("Can't pickle {text}: {why}")))
    }

    /// A global as its registered number.
    fn save_extension(&mut self, vm: &mut Vm, v: Value, module: Value, name: Value) -> Result<bool> {
        let registry = copy_reg(vm, "_extension_registry")?;
        let key = vm.tuple(&[module, name]);
        let Some(code) = vm.dict_get(Ref::of(registry), key)? else {
            return Ok(false);
        };
        let Some(number) = vm.as_int(code) else {
            let text = vm.repr_text(code)?;
            self.refuse(vm, v, &format!("extension code {text} isn't an integer"))?;
            return Ok(false);
        };
        match number {
            1..=0xff => self.put_bytes(&[EXT1, number as u8]),
            0x100..=0xffff => self.put_bytes(&[EXT2, number as u8, (number >> 8) as u8]),
            0x10000..=0x7fff_ffff => {
                self.state.out.push(EXT4);
                self.put_bytes(&(number as u32).to_le_bytes());
            }
            _ => {
                self.refuse(vm, v, &format!("extension code {number} is out of range"))?;
            }
        }
        Ok(true)
    }
}
