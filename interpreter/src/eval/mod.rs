//! The semantics of the bytecode, written once on `PyMachine`: with `Exec` this text is the interpreter, with the recorder it is the
//! tracer. One file an opcode family. The rules for such code are numbered in `jit::machine`.

mod arithmetic;
pub(crate) mod attributes;
mod binding;
mod build;
mod calls;
mod compare;
mod construct;
mod entries;
mod exceptions;
mod generators;
pub mod helpers;
mod intrinsics;
pub(crate) mod items;
mod iterate;
mod names;
mod old_style;
mod quiet;
mod statements;

pub use calls::call_plainly;
use objspace::machine::{Control, PyMachine};
use pyrs_compiler::opcode::Opcode;

/// Operand a of an instruction word; likewise `b` and `c`.
#[inline(always)]
pub(crate) fn a(word: u64) -> u16 {
    (word >> 16) as u16
}
#[inline(always)]
pub(crate) fn b(word: u64) -> u16 {
    (word >> 32) as u16
}
#[inline(always)]
pub(crate) fn c(word: u64) -> u16 {
    (word >> 48) as u16
}
/// The jump offset in operands b and c.
#[inline(always)]
pub(crate) fn jump_offset(word: u64) -> i32 {
    (word >> 32) as i32
}

/// The jump offset in the first extra word.
#[inline(always)]
pub(crate) fn far_offset<M: PyMachine>(m: &M) -> i32 {
    // Green: part of the code.
    unsafe { *m.position().add(1) as i32 }
}

/// Length in words of the instruction an opcode stands for.
pub(crate) const fn length(opcode: Opcode) -> usize {
    LENGTHS[opcode as usize] as usize
}

const LENGTHS: [u8; 256] = {
    let mut lengths = [1; 256];
    let mut i = 0;
    while i < Opcode::ALL.len() {
        lengths[i] = 1 + Opcode::ALL[i].description().extra_words;
        i += 1;
    }
    lengths
};

/// The window that instructions other than calls push frames on: behind the frame's registers and the generator's place.
#[inline(always)]
pub(crate) fn free_window<M: PyMachine>(m: &M) -> u16 {
    m.code().register_count.get() as u16 + 1
}

/// The opcode of a word of checked code.
#[inline(always)]
pub fn opcode_of(word: u64) -> Opcode {
    debug_assert!((word as u16 as usize) < Opcode::ALL.len());
    // Invariant: code is checked before it becomes executable, stages come from the semantics.
    unsafe { std::mem::transmute(word as u16) }
}

/// Runs one stage: `opcode` of the instruction `word`.
#[inline(always)]
pub fn step<M: PyMachine>(m: &mut M, opcode: Opcode, word: u64) -> Control {
    use Opcode::*;
    match opcode {
        NOP => {
            m.advance(1);
            Control::Next
        }
        LOAD_CONST => names::load_const(m, word),
        LOAD_CONST_WIDE => m.outline(names::load_const_wide, word),
        MOVE => names::move_register(m, word),
        CHECK_LOCAL => names::check_local(m, word),
        DELETE_LOCAL => m.outline(names::delete_local, word),
        CLEAR => names::clear(m, word),
        LOAD_GLOBAL => names::load_global(m, word),
        STORE_GLOBAL => m.outline(names::store_global, word),
        DELETE_GLOBAL => m.outline(names::delete_global, word),
        LOAD_NAME => m.outline(names::load_name, word),
        STORE_NAME => m.outline(names::store_name, word),
        DELETE_NAME => m.outline(names::delete_name, word),
        MAKE_CELL => m.outline(names::make_cell, word),
        MAKE_EMPTY_CELL => m.outline(names::make_empty_cell, word),
        LOAD_CLOSURE_CELL => names::load_closure_cell(m, word),
        LOAD_CELL => names::load_cell(m, word),
        STORE_CELL => names::store_cell(m, word),

        LOAD_ATTR => attributes::load_attr(m, word),
        STORE_ATTR => attributes::store_attr(m, word),
        DELETE_ATTR => m.outline(attributes::delete_attr, word),
        LOAD_METHOD => attributes::load_method(m, word),
        LOAD_SPECIAL => m.outline(attributes::load_special, word),
        LOAD_ITEM => items::load_item(m, word),
        STORE_ITEM => items::store_item(m, word),
        DELETE_ITEM => m.outline(items::delete_item, word),
        LOAD_SLICE => m.outline(items::load_slice, word),
        STORE_SLICE => m.outline(items::store_slice, word),
        DELETE_SLICE => m.outline(items::delete_slice, word),
        BUILD_SLICE => m.outline(items::build_slice, word),

        NEGATIVE => arithmetic::negative(m, word),
        POSITIVE => m.outline(arithmetic::positive, word),
        INVERT => arithmetic::invert(m, word),
        NOT => compare::not(m, word),
        REPR => m.outline(arithmetic::repr, word),
        ADD | INPLACE_ADD => arithmetic::add(m, word),
        SUBTRACT | INPLACE_SUBTRACT => arithmetic::subtract(m, word),
        MULTIPLY | INPLACE_MULTIPLY => arithmetic::multiply(m, word),
        DIVIDE | INPLACE_DIVIDE => arithmetic::divide(m, word),
        TRUE_DIVIDE | INPLACE_TRUE_DIVIDE => arithmetic::true_divide(m, word),
        FLOOR_DIVIDE | INPLACE_FLOOR_DIVIDE => arithmetic::floor_divide(m, word),
        MODULO | INPLACE_MODULO => arithmetic::modulo(m, word),
        POWER | INPLACE_POWER => m.outline(arithmetic::power, word),
        SHIFT_LEFT | INPLACE_SHIFT_LEFT => arithmetic::shift_left(m, word),
        SHIFT_RIGHT | INPLACE_SHIFT_RIGHT => arithmetic::shift_right(m, word),
        AND | INPLACE_AND => arithmetic::and(m, word),
        OR | INPLACE_OR => arithmetic::or(m, word),
        XOR | INPLACE_XOR => arithmetic::xor(m, word),
        COMPARE_LT | COMPARE_LE | COMPARE_EQ | COMPARE_NE | COMPARE_GT | COMPARE_GE => {
            compare::compare(m, opcode, word)
        }
        COMPARE_IS => compare::compare_is(m, word, true),
        COMPARE_IS_NOT => compare::compare_is(m, word, false),
        COMPARE_IN => m.outline(compare::compare_in, word),
        COMPARE_NOT_IN => m.outline(compare::compare_not_in, word),

        JUMP => {
            m.jump(jump_offset(word));
            Control::Next
        }
        JUMP_BACK => m.jump_back(jump_offset(word)),
        JUMP_IF_TRUE => compare::jump_if(m, word, true),
        JUMP_IF_FALSE => compare::jump_if(m, word, false),
        JUMP_LT => compare::jump_less(m, word),
        JUMP_LE | JUMP_EQ | JUMP_NE | JUMP_GT | JUMP_GE => compare::jump_compare(m, opcode, word),
        JUMP_IS => compare::jump_is(m, word),
        JUMP_IN => m.outline(compare::jump_in, word),
        JUMP_MATCH => m.outline(exceptions::jump_match, word),

        GET_ITER => m.outline(iterate::get_iter, word),
        FOR_ITER => iterate::for_iter(m, word),
        UNPACK_SEQUENCE => m.outline(iterate::unpack_sequence, word),
        UNPACK_TUPLE => m.outline(iterate::unpack_tuple, word),
        BUILD_LIST => m.outline(build::build_list, word),
        BUILD_TUPLE => m.outline(build::build_tuple, word),
        LIST_FROM_TUPLE => m.outline(build::list_from_tuple, word),
        TUPLE_FROM_LIST => m.outline(build::tuple_from_list, word),
        BUILD_SET => m.outline(build::build_set, word),
        BUILD_MAP => m.outline(build::build_map, word),
        LIST_APPEND => build::list_append(m, word),
        SET_ADD => m.outline(build::set_add, word),
        STORE_MAP => m.outline(build::store_map, word),

        CALL => calls::call(m, word),
        CALL_METHOD => calls::call_method(m, word),
        CALL_KEYWORDS => m.outline(calls::call_keywords, word),
        CALL_STAR => m.outline(calls::call_star, word),
        RETURN => {
            let v = m.operand(a(word));
            m.return_value(v)
        }
        YIELD => m.outline(generators::yield_value, word),

        RAISE => m.outline(exceptions::raise, word),
        CATCH => m.outline(exceptions::catch, word),
        RERAISE => m.outline(exceptions::reraise, word),

        PRINT_ITEM => m.outline(statements::print_item, word),
        PRINT_NEWLINE => m.outline(statements::print_newline, word),
        PRINT_EXPRESSION => m.outline(statements::print_expression, word),
        EXEC => m.outline(statements::exec, word),
        IMPORT_NAME => m.outline(statements::import_name, word),
        IMPORT_FROM => m.outline(statements::import_from, word),
        IMPORT_STAR => m.outline(statements::import_star, word),
        MAKE_FUNCTION => m.outline(build::make_function, word),
        BUILD_CLASS => m.outline(build::build_class, word),

        RESULT => m.outline(calls::result, word),
        DROP_RESULT => m.outline(calls::drop_result, word),
        METHOD_RESULT => m.outline(calls::method_result, word),
        INITIALIZED => m.outline(calls::initialized, word),
        INITIALIZED_METHOD => m.outline(calls::initialized_method, word),
        BINARY_RESULT => m.outline(arithmetic::binary_result, word),
        REFLECTED_RESULT => m.outline(arithmetic::reflected_result, word),
        INPLACE_RESULT => m.outline(arithmetic::inplace_result, word),
        COMPARE_RESULT => m.outline(compare::compare_result, word),
        JUMP_COMPARE_RESULT => m.outline(compare::jump_compare_result, word),
        TRUTH_RESULT => m.outline(compare::truth_result, word),
        JUMP_ON => m.outline(compare::jump_on, word),
        JUMP_FAR_ON => m.outline(compare::jump_far_on, word),
        ITER_RESULT => m.outline(iterate::iter_result, word),
        NEXT_RESULT => m.outline(iterate::next_result, word),
        METHOD_VALUE => m.outline(attributes::method_value, word),
        ITEM_RESULT => m.outline(iterate::item_result, word),
        ENUMERATE => m.outline(iterate::enumerate, word),
        ENUMERATED => m.outline(iterate::enumerated, word),
        OLD_COERCED => m.outline(old_style::coerced_left, word),
        OLD_COERCED_RIGHT => m.outline(old_style::coerced_right, word),
        OLD_RESULT => m.outline(old_style::result, word),
        ORDER_COERCED => m.outline(old_style::order_coerced, word),
        ORDER_RESULT => m.outline(old_style::order_result, word),
        COERCED_ORDER_RESULT => m.outline(old_style::coerced_order_result, word),
        GENERATOR_RESULT => m.outline(intrinsics::generator_result, word),
    }
}

/// Stores the result of a helper in register a and goes on; or raises.
#[inline(always)]
pub(crate) fn finish<M: PyMachine>(
    m: &mut M,
    word: u64,
    words: usize,
    result: objspace::native::Result<M::V>,
) -> Control {
    match result {
        Ok(v) => {
            m.set(a(word), v);
            m.advance(words);
            Control::Next
        }
        Err(_) => Control::Raise,
    }
}

/// Goes on after a helper without a result; or raises.
#[inline(always)]
pub(crate) fn finish_nothing<M: PyMachine>(m: &mut M, words: usize, result: objspace::native::Result<()>) -> Control {
    match result {
        Ok(()) => {
            m.advance(words);
            Control::Next
        }
        Err(_) => Control::Raise,
    }
}
