//! The blocks that statements open, and how `return`, `break` and `continue` leave them.

use super::assigned::Assigned;
use super::unit::{Label, Operand, Region, Register};
use super::Compiler;
use crate::code::Constant;
use crate::error::{error_nowhere, Result};
use crate::opcode::Opcode;

/// CPython's limit of nested blocks.
const MOST_BLOCKS: usize = 20;

/// A block that the code is inside of.
#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// What protects the block: its handler and where the open region starts.
    pub guard: Option<Guard>,
}

#[derive(Clone, Copy, Debug)]
pub struct Guard {
    pub handler: Label,
    pub start: u32,
}

#[derive(Debug)]
pub enum BlockKind {
    Loop {
        next: Label,
        end: Label,
    },
    /// The body of `try ... except`.
    Except,
    /// The body of `try ... finally`.
    Finally(Finally),
    /// The body of `with`; the register holds the `__exit__` method.
    With(Register),
    /// A `finally` clause.
    FinallyClause,
}

/// A `try ... finally` whose body is being compiled.
#[derive(Debug)]
pub struct Finally {
    /// The clause starts here.
    pub clause: Label,
    /// Three registers: the exception, or the value to return in the first; then the reason.
    pub window: Register,
    /// How the body leaves, other than by its end or an exception.
    pub exits: Vec<Exit>,
}

/// A way to leave a block. The value to return is an operand of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    Return,
    Break,
    Continue,
}

impl Finally {
    /// Why the clause runs: the body's end, ...
    pub const FELL_THROUGH: i64 = 0;
    /// ... an exception, ...
    pub const RAISED: i64 = 1;
    /// ... or one of the exits, numbered from here.
    pub const FIRST_EXIT: i64 = 2;

    pub fn reason(&self) -> Register {
        self.window + 3
    }
}

impl Compiler<'_> {
    /// Opens a block, with a guard if it has a handler.
    pub(super) fn push_block(&mut self, kind: BlockKind, handler: Option<Label>) -> Result<()> {
        if self.unit.blocks.len() >= MOST_BLOCKS {
            return Err(error_nowhere("too many statically nested blocks"));
        }
        let start = self.unit.position();
        let guard = handler.map(|handler| Guard { handler, start });
        self.unit.blocks.push(Block { kind, guard });
        Ok(())
    }

    /// Closes the innermost block and its region.
    pub(super) fn pop_block(&mut self) -> Block {
        let innermost = self.unit.blocks.len() - 1;
        if let Some(guard) = self.unit.blocks[innermost].guard {
            // No handler goes without a protected range.
            let mut regions = self.unit.regions.iter();
            let is_empty =
                guard.start == self.unit.position() && !regions.any(|region| region.handler == guard.handler);
            if is_empty {
                self.unit.emit(Opcode::NOP, 0, 0, 0);
            }
        }
        self.close_region(innermost);
        self.unit.blocks.pop().expect("an open block")
    }

    fn close_region(&mut self, index: usize) {
        let end = self.unit.position();
        let depth = self.unit.blocks[..index]
            .iter()
            .filter(|block| block.guard.is_some())
            .count() as u32;
        let Some(guard) = self.unit.blocks[index].guard else {
            return;
        };
        if guard.start < end {
            self.unit.regions.push(Region {
                start: guard.start,
                end,
                handler: guard.handler,
                depth,
            });
        }
    }

    pub(super) fn unwind_return(&mut self, value: Operand) {
        let outermost = self.unit.blocks.len();
        self.unwind(Exit::Return, Some(value), outermost);
    }

    pub(super) fn break_statement(&mut self) -> Result<()> {
        let in_loop = |block: &Block| matches!(block.kind, BlockKind::Loop { .. });
        if !self.unit.blocks.iter().any(in_loop) {
            return self.error("'break' outside loop");
        }
        let innermost = self.unit.blocks.len();
        self.unwind(Exit::Break, None, innermost);
        Ok(())
    }

    pub(super) fn continue_statement(&mut self) -> Result<()> {
        for block in self.unit.blocks.iter().rev() {
            match block.kind {
                BlockKind::Loop { .. } => {
                    let innermost = self.unit.blocks.len();
                    self.unwind(Exit::Continue, None, innermost);
                    return Ok(());
                }
                BlockKind::FinallyClause => {
                    return self.error("'continue' not supported inside 'finally' clause");
                }
                _ => {}
            }
        }
        self.error("'continue' not properly in loop")
    }

    /// Leaves the blocks below `outermost`, from the innermost of these on, as far as the exit goes.
    pub(super) fn unwind(&mut self, exit: Exit, value: Option<Operand>, outermost: usize) {
        let all = self.unit.blocks.len();
        let mut closed = all;
        let mut finished = false;
        for index in (0..outermost).rev() {
            match &mut self.unit.blocks[index].kind {
                BlockKind::Loop { next, end } => {
                    let (next, end) = (*next, *end);
                    match exit {
                        Exit::Return => continue,
                        Exit::Break => self.unit.jump(end),
                        Exit::Continue => self.unit.jump(next),
                    }
                    finished = true;
                }
                BlockKind::Except | BlockKind::FinallyClause => continue,
                BlockKind::With(method) => {
                    let method = *method;
                    for inner in (index..closed).rev() {
                        self.close_region(inner);
                    }
                    closed = closed.min(index);
                    self.call_exit(method);
                }
                BlockKind::Finally(finally) => {
                    let known = finally.exits.iter().position(|&known| known == exit);
                    let number = known.unwrap_or_else(|| {
                        finally.exits.push(exit);
                        finally.exits.len() - 1
                    });
                    let reason = finally.reason();
                    let (clause, window) = (finally.clause, finally.window);
                    // Every way into the clause binds the value that one of them returns.
                    match value {
                        Some(value) if exit == Exit::Return => self.unit.move_to(window, value),
                        _ => self.unit.load_constant(window, Constant::None),
                    }
                    let number = Constant::Int(Finally::FIRST_EXIT + number as i64);
                    self.unit.load_constant(reason, number);
                    self.unit.jump(clause);
                    finished = true;
                }
            }
            if finished {
                break;
            }
        }
        if !finished {
            let value = value.expect("only a return leaves all blocks");
            self.unit.emit(Opcode::RETURN, value.0, 0, 0);
        }
        let position = self.unit.position();
        for block in &mut self.unit.blocks[closed..] {
            if let Some(guard) = &mut block.guard {
                guard.start = position;
            }
        }
    }

    /// Goes on with what was assigned where a block began that control may leave at any point.
    pub(super) fn resume_assigned(&mut self, before: Option<Assigned>) {
        self.unit.assigned = before;
        self.unit.forget_deletable();
    }
}
