//! From an exit back to the interpreter: frames and registers rebuilt from the activation record, objects that were
//! virtual made. And the same for a frame that is only looked at.

use crate::backend::activation::read;
use crate::backend::{Activation, Exit};
use crate::ir::{Kind, Operand};
use crate::language::Language;
use crate::machine::Machine;
use crate::memory::Content;

/// Makes `live`, which stands as it did when the compiled code was entered, stand where the exit says. `during`: the exit of
/// the call that is under way, when its frames were read ([`Activation::FORCED`]): its objects exist already.
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
    let first = (*record).length;
    let objects = &exit.snapshot.virtuals;
    for number in 0..objects.len() {
        *Activation::word(record, first + number as u32) = 0;
    }
    (*record).length = first + objects.len() as u32;
    let mut made = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        let existing = during.and_then(|during| forced_word(during, object.origin));
        let word = match existing {
            Some(index) => *Activation::word(record, index),
            None => {
                made.push(number);
                live.new(object.shape)
            }
        };
        *Activation::word(record, first + number as u32) = word;
    }
    let object_word = |number: usize| *Activation::word(record, first + number as u32);
    fill_objects::<L>(live, record, exit, &made, &object_word);
    for frame in &exit.snapshot.frames {
        for &(register, operand) in &frame.registers {
            let word = word_of::<L>(live, record, exit, operand, &object_word);
            *(*record).base.add(frame.base as usize + register as usize) = word;
        }
    }
    (*record).length = first;
}

/// The record word that holds an object of the call that is under way.
fn forced_word(during: &Exit, origin: u32) -> Option<u32> {
    let number = during
        .snapshot
        .virtuals
        .iter()
        .position(|object| object.origin == origin)?;
    Some(during.virtual_words[number])
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
    let all: Vec<usize> = (0..exit.virtual_words.len()).collect();
    let object_word = |number: usize| *Activation::word(record, exit.virtual_words[number]);
    fill_objects::<L>(live, record, exit, &all, &object_word);
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

unsafe fn fill_objects<L: Language>(
    live: &mut L::Live,
    record: *mut Activation,
    exit: &Exit,
    numbers: &[usize],
    object_word: &dyn Fn(usize) -> u64,
) {
    for &number in numbers {
        for &(field, operand) in &exit.snapshot.virtuals[number].fields {
            if field.content == Content::Value {
                let word = word_of::<L>(live, record, exit, operand, object_word);
                live.store(object_word(number), field, word);
                continue;
            }
            let (_, bits) = read(record, exit, operand);
            match field.content {
                Content::Float => live.store_float(object_word(number), field, f64::from_bits(bits)),
                _ => live.store_integer(object_word(number), field, bits as i64),
            }
        }
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
