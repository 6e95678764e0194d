//! From an exit back to the interpreter: frames and registers rebuilt from the activation record, objects that were
//! virtual made. And the same for a frame that is only looked at.

use crate::backend::activation::read;
use crate::backend::{Activation, Exit};
use crate::ir::{Kind, Operand};
use crate::language::Language;
use crate::machine::Machine;
use crate::memory::{Content, Field};

/// Makes `live`, which stands as it did when the compiled code was entered, stand where the exit says. `during`: the exit of
/// the call that is under way, when its frames were read ([`Activation::FORCED`]): its objects exist already. Whoever read them
/// may have changed them, so they are given only what the trace stored to them since.
///
/// # Safety
/// `record` left through `exit`, it is the innermost linked record of `live`'s thread.
pub(crate) unsafe fn rebuild<L: Language>(
    live: &mut L::Live,
    record: *mut Activation,
    exit: &Exit,
    during: Option<&Exit>,
) {
    L::restore(live, &exit.snapshot.frames);
    L::publish(live);
    // The words of objects, behind the record's own: the collector sees them there.
    let first = (*record).length as u32;
    let objects = &exit.snapshot.virtuals;
    for number in 0..objects.len() {
        *Activation::word(record, first + number as u32) = 0;
    }
    (*record).length = first as u16 + objects.len() as u16;
    // An allocation has its number within its trace.
    let during = during.filter(|during| during.part == exit.part);
    for (number, object) in objects.iter().enumerate() {
        let word = match during.and_then(|during| Some((during, forced_object(during, object.origin)?))) {
            Some((during, existing)) => *Activation::word(record, during.virtual_words[existing]),
            None => live.new(object.shape),
        };
        *Activation::word(record, first + number as u32) = word;
    }
    let object_word = |number: usize| *Activation::word(record, first + number as u32);
    for (number, object) in objects.iter().enumerate() {
        let existing = during.and_then(|during| Some((during, forced_object(during, object.origin)?)));
        for &(field, operand) in &object.fields {
            let is_there = existing.is_some_and(|(during, existing)| {
                let mut before = during.snapshot.virtuals[existing].fields.iter();
                before.any(|&(other, value)| other == field && exit.is_same_value(operand, during, value))
            });
            if !is_there {
                fill_field::<L>(live, record, exit, object_word(number), (field, operand), &object_word);
            }
        }
    }
    for frame in &exit.snapshot.frames {
        for &(register, operand) in &frame.registers {
            let word = word_of::<L>(live, record, exit, operand, &object_word);
            *(*record).base.add(frame.base as usize + register as usize) = word;
        }
    }
    (*record).length = first as u16;
}

/// The number of an object among those that exist since the call that is under way.
fn forced_object(during: &Exit, origin: u32) -> Option<usize> {
    let mut objects = during.snapshot.virtuals.iter();
    objects.position(|object| object.origin == origin)
}

/// Makes the virtual objects of the frames of a call that is under way, once.
///
/// # Safety
/// `record` is linked and in the call that `exit` describes.
pub(crate) unsafe fn force<L: Language>(live: &mut L::Live, record: *mut Activation, exit: &Exit) {
    if (*record).flags & Activation::FORCED != 0 {
        return;
    }
    (*record).flags |= Activation::FORCED;
    for &index in &exit.virtual_words {
        *Activation::word(record, index) = 0;
    }
    for (object, &index) in exit.snapshot.virtuals.iter().zip(&exit.virtual_words) {
        *Activation::word(record, index) = live.new(object.shape);
    }
    let object_word = |number: usize| *Activation::word(record, exit.virtual_words[number]);
    for (number, object) in exit.snapshot.virtuals.iter().enumerate() {
        for &field in &object.fields {
            fill_field::<L>(live, record, exit, object_word(number), field, &object_word);
        }
    }
}

/// The value of a register of a frame that is under way; None: memory holds it.
///
/// # Safety
/// As [`force`].
pub(crate) unsafe fn register<L: Language>(
    live: &mut L::Live,
    record: *mut Activation,
    exit: &Exit,
    frame: usize,
    register: u16,
) -> Option<u64> {
    let registers = &exit.snapshot.frames[frame].registers;
    let operand = registers.iter().find(|found| found.0 == register)?.1;
    force::<L>(live, record, exit);
    let object_word = |number: usize| *Activation::word(record, exit.virtual_words[number]);
    Some(word_of::<L>(live, record, exit, operand, &object_word))
}

/// As [`register`], for what is a word already.
///
/// # Safety
/// As [`force`].
pub(crate) unsafe fn peek(record: *mut Activation, exit: &Exit, frame: usize, register: u16) -> Option<u64> {
    let registers = &exit.snapshot.frames[frame].registers;
    let operand = registers.iter().find(|found| found.0 == register)?.1;
    if operand.as_virtual().is_some() {
        return None;
    }
    match read(record, exit, operand) {
        (Kind::Value, bits) => Some(bits),
        _ => None,
    }
}

/// Writes a field of an object that was virtual.
unsafe fn fill_field<L: Language>(
    live: &mut L::Live,
    record: *mut Activation,
    exit: &Exit,
    object: u64,
    (field, operand): (Field, Operand),
    object_word: &dyn Fn(usize) -> u64,
) {
    if field.content == Content::Value {
        let word = word_of::<L>(live, record, exit, operand, object_word);
        return live.store(object, field, word);
    }
    let (_, bits) = read(record, exit, operand);
    match field.content {
        Content::Float => live.store_float(object, field, f64::from_bits(bits)),
        _ => live.store_integer(object, field, bits as i64),
    }
}

/// The tagged word of an operand.
unsafe fn word_of<L: Language>(
    live: &mut L::Live,
    record: *mut Activation,
    exit: &Exit,
    operand: Operand,
    object_word: &dyn Fn(usize) -> u64,
) -> u64 {
    if let Some(number) = operand.as_virtual() {
        return object_word(number);
    }
    let (kind, bits) = read(record, exit, operand);
    match kind {
        Kind::Integer => live.box_integer(bits as i64),
        Kind::Float => live.box_float(f64::from_bits(bits)),
        Kind::Value | Kind::Nothing => bits,
    }
}
