//! The recorder as a [`Machine`]: each operation on the live machine, and in the trace.

use super::{Recorder, RedFloat, RedInteger, RedValue};
use crate::helper::Helper;
use crate::ir::{Kind, Opcode, Operand};
use crate::language::{Language, Tag};
use crate::machine::{Argument, Exception, Machine};
use crate::memory::{Array, Content, Field, Shape};

/// What a load gives in the trace.
fn load_opcode(content: Content, field: bool) -> Opcode {
    match (content, field) {
        (Content::Value, true) => Opcode::GetFieldValue,
        (Content::Float, true) => Opcode::GetFieldFloat,
        (_, true) => Opcode::GetFieldInteger,
        (Content::Value, false) => Opcode::GetItemValue,
        (Content::Float, false) => Opcode::GetItemFloat,
        (_, false) => Opcode::GetItemInteger,
    }
}

impl<L: Language> Recorder<L> {
    /// A pure operation: a constant when all its arguments are.
    fn pure(&mut self, opcode: Opcode, arguments: &[Operand], bits: u64) -> Operand {
        if arguments.iter().all(|argument| argument.as_constant().is_some()) {
            return self.constant(opcode.result(), bits);
        }
        self.emit(opcode, arguments, 0, 0)
    }

    fn pure_integer(&mut self, opcode: Opcode, a: RedInteger, b: RedInteger, value: i64) -> RedInteger {
        let arguments = [self.use_integer(a), self.use_integer(b)];
        let operand = self.pure(opcode, &arguments, value as u64);
        self.red_integer(value, operand)
    }

    fn pure_float(&mut self, opcode: Opcode, arguments: &[RedFloat], value: f64) -> RedFloat {
        let arguments: Vec<Operand> = arguments.iter().map(|&f| self.use_float(f)).collect();
        let operand = self.pure(opcode, &arguments, value.to_bits());
        self.red_float(value, operand)
    }

    /// A guard that cannot fail when its first argument is a constant.
    fn guard_unless_constant(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64) {
        if arguments[0].as_constant().is_none() {
            self.guard(opcode, arguments, immediate);
        }
    }

    /// The guard for a condition that was computed in the trace.
    fn decide(&mut self, condition: Operand, seen: bool) -> bool {
        let opcode = if seen { Opcode::GuardTrue } else { Opcode::GuardFalse };
        self.guard_unless_constant(opcode, &[condition], 0);
        seen
    }

    fn compare_integers(&mut self, opcode: Opcode, a: RedInteger, b: RedInteger, seen: bool) -> bool {
        let arguments = [self.use_integer(a), self.use_integer(b)];
        let condition = self.pure(opcode, &arguments, seen as u64);
        self.decide(condition, seen)
    }

    fn compare_floats(&mut self, opcode: Opcode, a: RedFloat, b: RedFloat, seen: bool) -> bool {
        let arguments = [self.use_float(a), self.use_float(b)];
        let condition = self.pure(opcode, &arguments, seen as u64);
        self.decide(condition, seen)
    }

    /// A test of a word by its bits.
    fn test(&mut self, v: RedValue, seen: bool, holds: Opcode, fails: Opcode) -> bool {
        let operand = self.use_value(v);
        self.guard_unless_constant(if seen { holds } else { fails }, &[operand], 0);
        seen
    }

    /// Checked arithmetic, or the guard that it overflows.
    fn checked(
        &mut self,
        opcode: Opcode,
        overflows: Opcode,
        a: RedInteger,
        b: RedInteger,
        result: Option<i64>,
    ) -> Option<RedInteger> {
        let arguments = [self.use_integer(a), self.use_integer(b)];
        let constant = arguments.iter().all(|argument| argument.as_constant().is_some());
        match result {
            Some(value) if constant => {
                let operand = self.constant(Kind::Integer, value as u64);
                Some(self.red_integer(value, operand))
            }
            Some(value) => {
                let operand = self.guard(opcode, &arguments, 0);
                Some(self.red_integer(value, operand))
            }
            None => {
                if !constant {
                    self.guard(overflows, &arguments, 0);
                }
                None
            }
        }
    }

    /// A load from a field: a constant when the object is one and the field never changes.
    fn load_field(&mut self, object: RedValue, field: Field, bits: u64) -> Operand {
        let argument = self.use_value(object);
        let opcode = load_opcode(field.content, true);
        if field.immutable && argument.as_constant().is_some() {
            return self.constant(opcode.result(), bits);
        }
        self.emit(opcode, &[argument], field.pack(), 0)
    }

    fn load_from_array(&mut self, object: RedValue, index: RedInteger, array: Array, bits: u64) -> Operand {
        let arguments = [self.use_value(object), self.use_integer(index)];
        let opcode = load_opcode(array.content, false);
        if array.immutable && arguments.iter().all(|argument| argument.as_constant().is_some()) {
            return self.constant(opcode.result(), bits);
        }
        self.emit(opcode, &arguments, array.pack(), 0)
    }

    fn store_field(&mut self, object: RedValue, field: Field, value: Operand) {
        let object = self.use_value(object);
        self.emit(Opcode::SetField, &[object, value], field.pack(), 0);
        self.stored(object);
    }

    fn store_into_array(&mut self, object: RedValue, index: RedInteger, array: Array, value: Operand) {
        let object = self.use_value(object);
        let index = self.use_integer(index);
        self.emit(Opcode::SetItem, &[object, index, value], array.pack(), 0);
        self.stored(object);
    }

    /// A store is an effect unless this stage made the object.
    fn stored(&mut self, object: Operand) {
        if !self.fresh.contains(&object) {
            self.effect();
        }
    }
}

macro_rules! integer_operations {
    ($($name:ident $opcode:ident;)+) => {
        $(fn $name(&mut self, a: RedInteger, b: RedInteger) -> RedInteger {
            let value = self.live.$name(a.value, b.value);
            self.pure_integer(Opcode::$opcode, a, b, value)
        })+
    };
}

macro_rules! float_operations {
    ($($name:ident $opcode:ident ($($argument:ident),+);)+) => {
        $(fn $name(&mut self, $($argument: RedFloat),+) -> RedFloat {
            let value = self.live.$name($($argument.value),+);
            self.pure_float(Opcode::$opcode, &[$($argument),+], value)
        })+
    };
}

macro_rules! integer_comparisons {
    ($($name:ident $opcode:ident;)+) => {
        $(fn $name(&mut self, a: RedInteger, b: RedInteger) -> bool {
            let seen = self.live.$name(a.value, b.value);
            self.compare_integers(Opcode::$opcode, a, b, seen)
        })+
    };
}

macro_rules! float_comparisons {
    ($($name:ident $opcode:ident;)+) => {
        $(fn $name(&mut self, a: RedFloat, b: RedFloat) -> bool {
            let seen = self.live.$name(a.value, b.value);
            self.compare_floats(Opcode::$opcode, a, b, seen)
        })+
    };
}

macro_rules! checked_operations {
    ($($name:ident $opcode:ident $overflows:ident;)+) => {
        $(fn $name(&mut self, a: RedInteger, b: RedInteger) -> Option<RedInteger> {
            let result = self.live.$name(a.value, b.value);
            self.checked(Opcode::$opcode, Opcode::$overflows, a, b, result)
        })+
    };
}

/// Whether an object that has this map now has it whenever the trace runs: a constant one, whose map never changes.
fn is_known_map<L: Language>(object: Operand, map: u32) -> bool {
    object.as_constant().is_some() && L::is_fixed_map(map)
}

impl<L: Language> Machine for Recorder<L> {
    type V = RedValue;
    type I = RedInteger;
    type F = RedFloat;

    fn value(&mut self, word: u64) -> RedValue {
        let operand = self.constant(Kind::Value, word);
        self.red(word, operand)
    }

    fn integer(&mut self, value: i64) -> RedInteger {
        let operand = self.constant(Kind::Integer, value as u64);
        self.red_integer(value, operand)
    }

    fn float(&mut self, value: f64) -> RedFloat {
        let operand = self.constant(Kind::Float, value.to_bits());
        self.red_float(value, operand)
    }

    fn is_integer(&mut self, v: RedValue) -> bool {
        let seen = self.live.is_integer(v.word);
        self.test(v, seen, Opcode::GuardInteger, Opcode::GuardNotInteger)
    }

    fn both_integers(&mut self, a: RedValue, b: RedValue) -> bool {
        self.is_integer(a) && self.is_integer(b)
    }

    fn is_float(&mut self, v: RedValue) -> bool {
        let seen = L::tag(v.word) == Tag::Float;
        self.test(v, seen, Opcode::GuardFloat, Opcode::GuardNotFloat)
    }

    fn both_floats(&mut self, a: RedValue, b: RedValue) -> bool {
        self.is_float(a) && self.is_float(b)
    }

    fn is_pointer(&mut self, v: RedValue) -> bool {
        let seen = L::tag(v.word) == Tag::Pointer;
        self.test(v, seen, Opcode::GuardPointer, Opcode::GuardNotPointer)
    }

    fn map(&mut self, v: RedValue) -> u32 {
        let map = L::map_of(v.word);
        let operand = self.use_value(v);
        if !is_known_map::<L>(operand, map) {
            self.guard(Opcode::GuardMap, &[operand], map as u64);
        }
        map
    }

    fn has_map(&mut self, v: RedValue, map: u32) -> bool {
        if !self.is_pointer(v) {
            return false;
        }
        let own = L::map_of(v.word);
        let seen = own == map;
        let operand = self.use_value(v);
        let opcode = if seen { Opcode::GuardMap } else { Opcode::GuardNotMap };
        if !is_known_map::<L>(operand, own) {
            self.guard(opcode, &[operand], map as u64);
        }
        seen
    }

    fn is_same(&mut self, v: RedValue, constant: u64) -> bool {
        let seen = v.word == constant;
        let operand = self.use_value(v);
        let constant = self.constant(Kind::Value, constant);
        let opcode = if seen {
            Opcode::GuardValue
        } else {
            Opcode::GuardNotValue
        };
        self.guard_unless_constant(opcode, &[operand, constant], 0);
        seen
    }

    fn are_same(&mut self, a: RedValue, b: RedValue) -> bool {
        let seen = a.word == b.word;
        let arguments = [self.use_value(a), self.use_value(b)];
        let condition = self.pure(Opcode::Same, &arguments, seen as u64);
        self.decide(condition, seen)
    }

    fn promote(&mut self, v: RedValue) -> u64 {
        let operand = self.use_value(v);
        let constant = self.constant(Kind::Value, v.word);
        self.guard_unless_constant(Opcode::GuardValue, &[operand, constant], 0);
        v.word
    }

    fn promote_integer(&mut self, i: RedInteger) -> i64 {
        let operand = self.use_integer(i);
        let constant = self.constant(Kind::Integer, i.value as u64);
        self.guard_unless_constant(Opcode::GuardIntegerValue, &[operand, constant], 0);
        i.value
    }

    fn unbox_integer(&mut self, v: RedValue) -> RedInteger {
        let value = self.live.unbox_integer(v.word);
        let argument = self.use_value(v);
        let operand = if argument.as_constant().is_some() {
            self.constant(Kind::Integer, value as u64)
        } else {
            self.guard(Opcode::UnboxInteger, &[argument], 0)
        };
        self.red_integer(value, operand)
    }

    fn box_integer(&mut self, i: RedInteger) -> RedValue {
        let word = self.live.box_integer(i.value);
        let argument = self.use_integer(i);
        let operand = self.pure(Opcode::BoxInteger, &[argument], word);
        self.red(word, operand)
    }

    fn unbox_float(&mut self, v: RedValue) -> RedFloat {
        let value = self.live.unbox_float(v.word);
        let argument = self.use_value(v);
        let operand = self.pure(Opcode::UnboxFloat, &[argument], value.to_bits());
        self.red_float(value, operand)
    }

    fn box_float(&mut self, f: RedFloat) -> RedValue {
        let word = self.live.box_float(f.value);
        let argument = self.use_float(f);
        let operand = self.pure(Opcode::BoxFloat, &[argument], word);
        self.red(word, operand)
    }

    fn word_to_integer(&mut self, v: RedValue) -> RedInteger {
        let value = self.live.word_to_integer(v.word);
        let argument = self.use_value(v);
        let operand = self.pure(Opcode::WordToInteger, &[argument], value as u64);
        self.red_integer(value, operand)
    }

    fn integer_to_word(&mut self, i: RedInteger) -> RedValue {
        let word = self.live.integer_to_word(i.value);
        let argument = self.use_integer(i);
        let operand = self.pure(Opcode::IntegerToWord, &[argument], word);
        self.red(word, operand)
    }

    checked_operations! {
        add_overflow AddOverflow AddOverflows;
        subtract_overflow SubtractOverflow SubtractOverflows;
        multiply_overflow MultiplyOverflow MultiplyOverflows;
    }

    integer_operations! {
        integer_add IntegerAdd;
        integer_subtract IntegerSubtract;
        integer_multiply IntegerMultiply;
        integer_and IntegerAnd;
        integer_or IntegerOr;
        integer_xor IntegerXor;
        integer_shift_left IntegerShiftLeft;
        integer_shift_right IntegerShiftRight;
        integer_floor_divide IntegerFloorDivide;
        integer_modulo IntegerModulo;
    }

    integer_comparisons! {
        integer_less IntegerLess;
        integer_less_equal IntegerLessEqual;
        integer_equal IntegerEqual;
        integer_below IntegerBelow;
    }

    fn has_bits(&mut self, a: RedInteger, mask: u32, value: u32) -> bool {
        let seen = self.live.has_bits(a.value, mask, value);
        let operand = self.use_integer(a);
        if operand.as_constant().is_some() {
            return seen;
        }
        if seen {
            self.guard(Opcode::GuardBits, &[operand], (mask as u64) << 32 | value as u64);
        } else {
            let mask = self.constant(Kind::Integer, mask as u64);
            let value = self.constant(Kind::Integer, value as u64);
            let masked = self.emit(Opcode::IntegerAnd, &[operand, mask], 0, 0);
            let equal = self.emit(Opcode::IntegerEqual, &[masked, value], 0, 0);
            self.guard(Opcode::GuardFalse, &[equal], 0);
        }
        seen
    }

    float_operations! {
        float_add FloatAdd (a, b);
        float_subtract FloatSubtract (a, b);
        float_multiply FloatMultiply (a, b);
        float_divide FloatDivide (a, b);
        float_negate FloatNegate (a);
        float_absolute FloatAbsolute (a);
        float_square_root FloatSquareRoot (a);
        float_floor FloatFloor (a);
    }

    float_comparisons! {
        float_less FloatLess;
        float_less_equal FloatLessEqual;
        float_equal FloatEqual;
    }

    fn integer_to_float(&mut self, a: RedInteger) -> RedFloat {
        let value = self.live.integer_to_float(a.value);
        let argument = self.use_integer(a);
        let operand = self.pure(Opcode::IntegerToFloat, &[argument], value.to_bits());
        self.red_float(value, operand)
    }

    fn float_to_integer(&mut self, a: RedFloat) -> RedInteger {
        let value = self.live.float_to_integer(a.value);
        let argument = self.use_float(a);
        let operand = self.pure(Opcode::FloatToInteger, &[argument], value as u64);
        self.red_integer(value, operand)
    }

    fn float_bits(&mut self, a: RedFloat) -> RedInteger {
        let value = self.live.float_bits(a.value);
        let argument = self.use_float(a);
        let operand = self.pure(Opcode::FloatBits, &[argument], value as u64);
        self.red_integer(value, operand)
    }

    fn bits_float(&mut self, a: RedInteger) -> RedFloat {
        let value = self.live.bits_float(a.value);
        let argument = self.use_integer(a);
        let operand = self.pure(Opcode::BitsFloat, &[argument], value.to_bits());
        self.red_float(value, operand)
    }

    fn load(&mut self, object: RedValue, field: Field) -> RedValue {
        let word = self.live.load(object.word, field);
        let operand = self.load_field(object, field, word);
        self.red(word, operand)
    }

    fn load_integer(&mut self, object: RedValue, field: Field) -> RedInteger {
        let value = self.live.load_integer(object.word, field);
        let operand = self.load_field(object, field, value as u64);
        self.red_integer(value, operand)
    }

    fn load_float(&mut self, object: RedValue, field: Field) -> RedFloat {
        let value = self.live.load_float(object.word, field);
        let operand = self.load_field(object, field, value.to_bits());
        self.red_float(value, operand)
    }

    fn store(&mut self, object: RedValue, field: Field, v: RedValue) {
        self.live.store(object.word, field, v.word);
        let operand = self.use_value(v);
        self.store_field(object, field, operand);
    }

    fn store_integer(&mut self, object: RedValue, field: Field, i: RedInteger) {
        self.live.store_integer(object.word, field, i.value);
        let operand = self.use_integer(i);
        self.store_field(object, field, operand);
    }

    fn store_float(&mut self, object: RedValue, field: Field, f: RedFloat) {
        self.live.store_float(object.word, field, f.value);
        let operand = self.use_float(f);
        self.store_field(object, field, operand);
    }

    fn load_item(&mut self, object: RedValue, index: RedInteger, array: Array) -> RedValue {
        let word = self.live.load_item(object.word, index.value, array);
        let operand = self.load_from_array(object, index, array, word);
        self.red(word, operand)
    }

    fn load_item_integer(&mut self, object: RedValue, index: RedInteger, array: Array) -> RedInteger {
        let value = self.live.load_item_integer(object.word, index.value, array);
        let operand = self.load_from_array(object, index, array, value as u64);
        self.red_integer(value, operand)
    }

    fn store_item(&mut self, object: RedValue, index: RedInteger, array: Array, v: RedValue) {
        self.live.store_item(object.word, index.value, array, v.word);
        let operand = self.use_value(v);
        self.store_into_array(object, index, array, operand);
    }

    fn store_item_integer(&mut self, object: RedValue, index: RedInteger, array: Array, i: RedInteger) {
        self.live.store_item_integer(object.word, index.value, array, i.value);
        let operand = self.use_integer(i);
        self.store_into_array(object, index, array, operand);
    }

    fn set_map(&mut self, object: RedValue, map: u32) {
        self.live.set_map(object.word, map);
        let object = self.use_value(object);
        self.emit(Opcode::SetMap, &[object], map as u64, 0);
        self.stored(object);
    }

    fn new(&mut self, shape: Shape) -> RedValue {
        let word = self.live.new(shape);
        let operand = self.emit(Opcode::New, &[], shape.pack(), 0);
        self.fresh.push(operand);
        self.red(word, operand)
    }

    fn call(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> Result<RedValue, Exception> {
        let (operands, live) = self.split_arguments(arguments);
        let result = self.live.call(helper, &live);
        let bits = result.ok();
        let operand = self.record_call(Opcode::CallValue, helper, &operands, result.map(drop), bits);
        result.map(|word| self.red(word, operand))
    }

    fn call_integer(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> Result<RedInteger, Exception> {
        let (operands, live) = self.split_arguments(arguments);
        let result = self.live.call_integer(helper, &live);
        let bits = result.ok().map(|value| value as u64);
        let operand = self.record_call(Opcode::CallInteger, helper, &operands, result.map(drop), bits);
        result.map(|value| self.red_integer(value, operand))
    }

    fn call_nothing(&mut self, helper: &'static Helper, arguments: &[Argument<Self>]) -> Result<(), Exception> {
        let (operands, live) = self.split_arguments(arguments);
        let result = self.live.call_nothing(helper, &live);
        self.record_call(Opcode::CallNothing, helper, &operands, result, None);
        result
    }

    fn call_float(&mut self, helper: &'static Helper, arguments: &[RedFloat]) -> RedFloat {
        let operands: Vec<Operand> = arguments.iter().map(|&f| self.use_float(f)).collect();
        let live: Vec<f64> = arguments.iter().map(|f| f.value).collect();
        let value = self.live.call_float(helper, &live);
        let operand = self.record_call(Opcode::CallFloat, helper, &operands, Ok(()), Some(value.to_bits()));
        self.red_float(value, operand)
    }

    fn get(&mut self, register: u16) -> RedValue {
        let word = self.live.get(register);
        let slot = self.innermost_frame().base + register as u32;
        let operand = self.load_slot(slot);
        self.red(word, operand)
    }

    /// An effect of the stage: a stage that starts over must find the registers it reads.
    fn set(&mut self, register: u16, v: RedValue) {
        let operand = self.use_value(v);
        self.live.set(register, v.word);
        let slot = self.innermost_frame().base + register as u32;
        self.effect();
        self.set_shadow(slot, operand);
    }

    fn outline<A, R>(&mut self, part: fn(&mut Self, A) -> R, argument: A) -> R {
        part(self, argument)
    }
}
