//! Writing pickles: what stands for itself. An object that was written before is written as a reference to the memo. (`containers`:
//! tuples, lists, dicts; `objects`: instances, classes and what has a reduction; `pickler`: the Pickler.)

mod containers;
mod objects;
mod pickler;

pub use pickler::{initialize, new_pickler};

use super::opcode::*;
use super::HIGHEST;
use crate::modules::marshal::seventeen_digits;
use objspace::code_points::code_points;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;
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
}
