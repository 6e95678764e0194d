//! The semantics of the flowgraph language, written once for every machine: the interpreter runs them, the
//! recorder runs and records them.

use std::ops::ControlFlow;

use jit::machine::{Argument, Exception, Machine};
use jit::memory::{Content, Field, Region, Shape};

use super::helpers;
use super::program::{Code, Instruction, Op1, Op2, FIRST_CONSTANT};
use super::words;

/// Why an interpreter's loop ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The frame it was started for returned.
    Returned(u64),
    /// It raised; the exception waits in the context.
    Raised,
    /// `print_and_stop`.
    Stopped,
}

pub type Flow = ControlFlow<Stop>;

/// What the language needs of a machine beyond operations on words.
pub trait FlowgraphMachine: Machine {
    /// The instruction to run; a stage starts here.
    fn instruction(&mut self) -> Instruction;
    /// Goes on at the next word, or at word `index` of the running function.
    fn next(&mut self, words: usize);
    fn jump(&mut self, index: usize);
    fn constant(&mut self, index: usize) -> u64;
    /// The global, as a green value.
    fn global(&mut self) -> u64;
    /// A loop header: the machine stands at it.
    fn header(&mut self) -> Flow;
    fn call_function(&mut self, function: usize, window: u16) -> Flow;
    fn return_value(&mut self, v: Self::V) -> Flow;
    /// The exception in the context is raised at the running instruction.
    fn raise(&mut self) -> Flow;
    fn print_and_stop(&mut self, v: Self::V) -> Flow;
    /// Where the result of a call in this instruction goes, and how many words further it goes on.
    fn announce_result(&mut self, register: u16, words: usize);
}

pub const FIRST: Field = Field::new(8, Content::Value, Region::Instance);
pub const SECOND: Field = Field::new(16, Content::Value, Region::Instance);
pub const PAIR: Shape = Shape {
    size: 24,
    map: words::PAIR_MAP,
};

/// Runs one instruction.
#[inline(always)]
pub fn step<M: FlowgraphMachine>(m: &mut M) -> Flow {
    let i = m.instruction();
    match i.code() {
        Code::Same => {
            let v = operand(m, i.b());
            m.set(i.a(), v);
            m.next(1);
        }
        Code::Op1 => {
            let a = operand(m, i.b());
            m.announce_result(i.a(), 1);
            return give(m, i.a(), |m| op1(m, Op1::ALL[i.kind()], a));
        }
        Code::Op2 => {
            let a = operand(m, i.b());
            let b = operand(m, i.c());
            m.announce_result(i.a(), 1);
            return give(m, i.a(), |m| op2(m, Op2::ALL[i.kind()], a, b));
        }
        Code::If => {
            let condition = operand(m, i.a());
            if is_true(m, condition) {
                m.jump(i.b() as usize);
            } else {
                m.jump(i.c() as usize);
            }
        }
        Code::Jump => m.jump(i.b() as usize),
        Code::Header => return m.header(),
        Code::Call => return m.call_function(i.b() as usize, i.a()),
        Code::Apply => {
            let argument = operand(m, i.c());
            let function = m.integer(i.b() as i64);
            m.announce_result(i.a(), 1);
            return give(m, i.a(), |m| {
                m.call(
                    &helpers::APPLY,
                    &[Argument::Integer(function), Argument::Value(argument)],
                )
            });
        }
        Code::Return => {
            let v = operand(m, i.a());
            return m.return_value(v);
        }
        Code::Raise => {
            let v = operand(m, i.a());
            let raised = m.call_nothing(&helpers::RAISE, &[Argument::Value(v)]);
            debug_assert!(raised.is_err());
            return m.raise();
        }
        Code::Caught => return give(m, i.a(), |m| m.call(&helpers::CAUGHT, &[])),
        Code::PrintAndStop => {
            let v = operand(m, i.a());
            return m.print_and_stop(v);
        }
    }
    ControlFlow::Continue(())
}

fn operand<M: FlowgraphMachine>(m: &mut M, operand: u16) -> M::V {
    if operand < FIRST_CONSTANT {
        m.get(operand)
    } else {
        let word = m.constant((operand - FIRST_CONSTANT) as usize);
        m.value(word)
    }
}

/// Stores the outcome of an operation, the last thing its instruction does.
fn give<M: FlowgraphMachine>(m: &mut M, target: u16, operation: impl Fn(&mut M) -> Result<M::V, Exception>) -> Flow {
    match operation(m) {
        Ok(v) => {
            m.set(target, v);
            m.next(1);
            ControlFlow::Continue(())
        }
        Err(Exception) => m.raise(),
    }
}

/// Numbers are true when they are not zero, everything else is true.
fn is_true<M: FlowgraphMachine>(m: &mut M, v: M::V) -> bool {
    if m.is_integer(v) {
        let i = m.unbox_integer(v);
        let zero = m.integer(0);
        !m.integer_equal(i, zero)
    } else if m.is_float(v) {
        let f = m.unbox_float(v);
        let zero = m.float(0.0);
        !m.float_equal(f, zero)
    } else {
        true
    }
}

fn op1<M: FlowgraphMachine>(m: &mut M, kind: Op1, a: M::V) -> Result<M::V, Exception> {
    match kind {
        Op1::Negate if m.is_integer(a) => {
            let i = m.unbox_integer(a);
            let zero = m.integer(0);
            if let Some(i) = m.subtract_overflow(zero, i) {
                return Ok(m.box_integer(i));
            }
        }
        Op1::ToFloat if m.is_integer(a) => {
            let doubled = m.unbox_integer(a);
            let one = m.integer(1);
            let i = m.integer_shift_right(doubled, one);
            let f = m.integer_to_float(i);
            return Ok(m.box_float(f));
        }
        Op1::IsPair => {
            let truth = m.has_map(a, words::PAIR_MAP);
            return Ok(m.value(words::integer(truth as i64)));
        }
        Op1::First | Op1::Second if m.has_map(a, words::PAIR_MAP) => {
            return Ok(m.load(a, if kind == Op1::First { FIRST } else { SECOND }));
        }
        Op1::Global => {
            let word = m.global();
            return Ok(m.value(word));
        }
        Op1::SetGlobal => return m.call(&helpers::SET_GLOBAL, &[Argument::Value(a)]),
        Op1::CallerRegister => return m.call(&helpers::CALLER_REGISTER, &[Argument::Value(a)]),
        _ => {}
    }
    type_error(m, a)
}

fn op2<M: FlowgraphMachine>(m: &mut M, kind: Op2, a: M::V, b: M::V) -> Result<M::V, Exception> {
    match kind {
        Op2::Pair => {
            let pair = m.new(PAIR);
            m.store(pair, FIRST, a);
            m.store(pair, SECOND, b);
            return Ok(pair);
        }
        Op2::SetFirst | Op2::SetSecond if m.has_map(a, words::PAIR_MAP) => {
            m.store(a, if kind == Op2::SetFirst { FIRST } else { SECOND }, b);
            return Ok(b);
        }
        Op2::SetFirst | Op2::SetSecond => return type_error(m, a),
        _ => {}
    }
    if m.both_integers(a, b) {
        let (x, y) = (m.unbox_integer(a), m.unbox_integer(b));
        let result = match kind {
            Op2::Add => m.add_overflow(x, y),
            Op2::Subtract => m.subtract_overflow(x, y),
            Op2::Multiply => m.multiply_overflow(x, y),
            Op2::And => Some(m.integer_and(x, y)),
            Op2::Less => return Ok(truth(m, |m| m.integer_less(x, y))),
            _ => return Ok(truth(m, |m| m.integer_equal(x, y))),
        };
        if let Some(i) = result {
            return Ok(m.box_integer(i));
        }
    } else if m.both_floats(a, b) {
        let (x, y) = (m.unbox_float(a), m.unbox_float(b));
        let result = match kind {
            Op2::Add => m.float_add(x, y),
            Op2::Subtract => m.float_subtract(x, y),
            Op2::Multiply => m.float_multiply(x, y),
            Op2::Less => return Ok(truth(m, |m| m.float_less(x, y))),
            Op2::Equal => return Ok(truth(m, |m| m.float_equal(x, y))),
            _ => return type_error(m, a),
        };
        return Ok(m.box_float(result));
    }
    let kind = m.integer(kind as i64);
    m.call(
        &helpers::ARITHMETIC,
        &[Argument::Integer(kind), Argument::Value(a), Argument::Value(b)],
    )
}

fn truth<M: FlowgraphMachine>(m: &mut M, test: impl Fn(&mut M) -> bool) -> M::V {
    let truth = test(m);
    m.value(words::integer(truth as i64))
}

fn type_error<M: FlowgraphMachine>(m: &mut M, a: M::V) -> Result<M::V, Exception> {
    m.call(&helpers::TYPE_ERROR, &[Argument::Value(a)])
}
