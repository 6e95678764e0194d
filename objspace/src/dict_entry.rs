//! Entries of dicts as compiled code sees them: one operation finds a key's entry, and what stands there is read and written like a field.

use crate::dict::{DictObject, ABSENT, UNKNOWN};
use crate::heap::machine::FLAGS_OFFSET;
use crate::object::{flags, Ref};
use crate::value::Value;
use jit::backend::lowering::{types, InstBuilder, IntCC, Value as Word};
use jit::backend::Emitter;
use jit::memory::{Array, Content};
use jit::{Effects, Field, Region};
use std::mem::offset_of;
use std::sync::atomic::{AtomicU32, Ordering};

impl DictObject {
    /// The cell of entries.
    pub const ROW: Field = Field::new(offset_of!(DictObject, entries) as u32, Content::Value, Region::Dict);
    /// The values in it, by number of the entry.
    pub const VALUES: Array = Array::new(DictObject::value_offset(0), 24, Content::Value, Region::DictValue);
    /// The byte of the flags that says whether the dict is watched: the bit [`WATCHED_BIT`](DictObject::WATCHED_BIT).
    pub const FLAGS: Field = Field::new((FLAGS_OFFSET + FLAGS_BYTE) as u32, Content::Byte, Region::Dict);
    pub const WATCHED_BIT: u32 = flags::WATCHED >> (8 * FLAGS_BYTE);
}

const FLAGS_BYTE: usize = 1;
const _: () = assert!(DictObject::WATCHED_BIT > 0 && DictObject::WATCHED_BIT < 256);

/// The numbers of entries that were found for constant keys lately, by dict and key. What is read here is a guess, which the entry's key
/// confirms.
static GUESSES: [AtomicU32; GUESS_COUNT] = [const { AtomicU32::new(0) }; GUESS_COUNT];
const GUESS_COUNT: usize = 1024;

fn guess(dict: Value, key: Value) -> &'static AtomicU32 {
    &GUESSES[((dict.0 ^ key.0) >> 4) as usize % GUESS_COUNT]
}

crate::helpers! {
    /// The number of a key's entry, [`ABSENT`] or [`UNKNOWN`]. The key's hashing runs no Python code.
    FIND_ENTRY = find_entry(vm, dict: V, key: V) -> I [Effects::READ_DICT_KEYS] { Ok(vm.quiet_entry(Ref::of(dict), key)) }
    /// Adds an entry for a key that is absent.
    APPEND_ENTRY = append_entry(vm, dict: V, key: V, v: V) -> N [
        Effects::READ_DICT.and(Effects::WRITE_DICT).and(Effects::ALLOCATES).and(Effects::RAISES)
    ] {
        vm.append_entry(Ref::of(dict), key, v)
    }
    /// As FIND_ENTRY, for a constant key: the next search begins with what this one finds.
    FIND_AGAIN = find_again(vm, dict: V, key: V) -> I [Effects::READ_DICT_KEYS] {
        let number = vm.quiet_entry(Ref::of(dict), key);
        if number >= 0 {
            guess(dict, key).store(number as u32, Ordering::Relaxed);
        }
        Ok(number)
    }
}

/// FIND_ENTRY for a constant key that is an object: looks first where the key stood last.
pub fn find_constant(e: &mut Emitter, dict: Word, key: Word, constant: Value) -> Word {
    let (look, compare, slow, done) = (e.block(), e.block(), e.cold_block(), e.block());
    let result = e.parameter(done, types::I64);
    let row = e.load(types::I64, dict, DictObject::ROW.offset as i32);
    e.branch(row, look, slow);

    e.switch_to(look);
    let mixed = e.ins().bxor_imm_s(dict, constant.0 as i64);
    let place = e.ins().ushr_imm_s(mixed, 4);
    let place = e.ins().band_imm_s(place, GUESS_COUNT as i64 - 1);
    let distance = e.ins().ishl_imm_s(place, 2);
    let table = e.word(GUESSES.as_ptr() as u64);
    let address = e.ins().iadd(table, distance);
    let number = e.ins().uload32(jit::backend::lowering::trusted(), address, 0);
    let fill = e.load(types::I64, dict, offset_of!(DictObject, fill) as i32);
    let there = e.ins().icmp(IntCC::UnsignedLessThan, number, fill);
    e.branch(there, compare, slow);

    e.switch_to(compare);
    let distance = e.ins().imul_imm_s(number, DictObject::VALUES.stride as i64);
    let entry = e.ins().iadd(row, distance);
    let standing = e.load(types::I64, entry, DictObject::value_offset(0) as i32 - 8);
    let same = e.ins().icmp(IntCC::Equal, standing, key);
    e.ins().brif(same, done, &[number.into()], slow, &[]);

    e.switch_to(slow);
    let context = e.context;
    let found = e.call(FIND_AGAIN.address, &[context, dict, key], Some(types::I64));
    e.jump(done, &[found.expect("a result")]);
    e.switch_to(done);
    result
}

const _: () = assert!(ABSENT < 0 && UNKNOWN < 0);
