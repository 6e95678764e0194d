//! Exit blocks: what happens between a guard that failed and the return to whoever entered the code.

use super::super::activation::{Activation, LEAVE};
use super::super::lowering::{types, Block, InstBuilder, IntCC, Value};
use super::super::plan::NONE;
use super::super::unit::Countdown;
use super::{word_offset, Lowerer, PendingExit};
use crate::ir::NO_SNAPSHOT;
use std::mem::offset_of;

/// At most this many exits return through one block: a block with very many predecessors makes register
/// allocation quadratic.
const EXITS_PER_RETURN: u32 = 16;

/// Frames that later bridges of a tree may follow into: so many below the limit of depth, its calls are the interpreter's.
const INLINED_BY_BRIDGES: usize = 8;

/// What goes on, according to a shared return block.
#[derive(Clone, Copy, PartialEq)]
enum Returns {
    /// Its argument.
    Value,
    /// What the cell of the exit with this index holds: the number of the exit plus one, or the address of its bridge.
    Target,
}

pub(super) struct ReturnBlock {
    block: Block,
    returns: Returns,
    /// How many exits return through it.
    exits: u32,
}

impl Lowerer<'_, '_> {
    /// The block that leaves through a snapshot of the current trace. With `leave` the exit never goes on in a bridge.
    pub(super) fn exit_block(&mut self, snapshot: u32, leave: bool) -> Block {
        assert_ne!(snapshot, NO_SNAPSHOT, "a guard needs a snapshot");
        if let Some(&block) = self.parts[self.part].exit_blocks.get(&(snapshot, leave)) {
            return block;
        }
        let goes_on = !leave && self.plan.parts[self.part].branch_of[snapshot as usize] != NONE;
        let block = match goes_on {
            true => self.e.block(),
            false => self.e.cold_block(),
        };
        self.parts[self.part].exit_blocks.insert((snapshot, leave), block);
        self.pending.push_back(PendingExit {
            part: self.part,
            snapshot,
            leave,
            block,
            state: self.state,
        });
        block
    }

    /// Fills an exit block: with the branch that takes the exit's place, or with the way out.
    pub(super) fn pending_exit(&mut self, pending: PendingExit) {
        self.part = pending.part;
        self.state = pending.state;
        // (Other jumps to it may come from behind calls.)
        self.state.is_linked &= !self.makes_calls();
        self.e.switch_to(pending.block);
        let plan = &self.plan.parts[pending.part];
        let branch = plan.branch_of[pending.snapshot as usize];
        if branch != NONE && !pending.leave {
            self.part(branch as usize);
            return;
        }
        let exit = plan.exit_of[pending.snapshot as usize];
        self.need_header();
        self.store_values(exit);
        if pending.leave {
            let result = self.leave_result(exit);
            self.return_value(result);
        } else {
            let index = self.e.word(exit as u64);
            self.return_through(Returns::Target, index);
        }
    }

    fn store_values(&mut self, exit: u32) {
        let stores = &self.plan.stores[exit as usize];
        for &(operand, word) in stores {
            let (value, record) = (self.get(operand), self.record);
            self.e.store(value, record, word_offset(word));
        }
    }

    /// What the record says when the code leaves through an exit that no bridge continues.
    pub(super) fn leave_result(&mut self, exit: u32) -> Value {
        let result = (self.unit.first_exit + exit) as u64 + 1;
        self.e.word(result | LEAVE)
    }

    /// Leaves, and says `next` in the record. Ends the current block.
    pub(super) fn return_value(&mut self, next: Value) {
        self.return_through(Returns::Value, next);
    }

    /// Returns through a block shared with other exits.
    fn return_through(&mut self, returns: Returns, argument: Value) {
        let block = match self
            .return_blocks
            .iter_mut()
            .rev()
            .find(|block| block.returns == returns)
        {
            Some(known) if known.exits < EXITS_PER_RETURN => {
                known.exits += 1;
                known.block
            }
            _ => {
                let block = self.e.cold_block();
                self.e.parameter(block, types::I64);
                self.return_blocks.push(ReturnBlock {
                    block,
                    returns,
                    exits: 1,
                });
                block
            }
        };
        self.e.jump(block, &[argument]);
    }

    /// Fills the shared return blocks.
    pub(super) fn finish_returns(&mut self) {
        let calls = self.makes_calls();
        for ReturnBlock { block, returns, .. } in std::mem::take(&mut self.return_blocks) {
            self.e.switch_to(block);
            let argument = self.e.builder.block_params(block)[0];
            let next = match returns {
                Returns::Value => argument,
                Returns::Target => {
                    let targets = self.e.word(self.targets.as_ptr() as u64);
                    let distance = self.e.ins().ishl_imm_s(argument, 3);
                    let cell = self.e.ins().iadd(targets, distance);
                    self.e.load(types::I64, cell, 0)
                }
            };
            let record = self.record;
            self.e.store(next, record, offset_of!(Activation, next) as i32);
            if calls {
                self.e.store_context(record, self.lowering.context().activation);
            }
            let left = self.e.word(0);
            self.e.ins().return_(&[left]);
        }
    }

    /// At the entry of trees that compiled code calls: leaves when the native stack, the record stack or the language's
    /// recursion depth is used up.
    pub(super) fn check_stacks(&mut self, exit: u32) {
        let layout = self.lowering.context();
        let leave = self.e.cold_block();
        let stack = self.e.ins().get_stack_pointer(types::I64);
        let stack_limit = self.e.load_context(types::I64, layout.stack_limit);
        self.leave_if(IntCC::UnsignedLessThan, stack, stack_limit, leave);
        let record_limit = self.e.load_context(types::I64, layout.record_limit);
        self.leave_if(IntCC::UnsignedGreaterThan, self.record, record_limit, leave);
        // Frames that are followed into count, and so do those of bridges to come.
        let snapshots = self.parts.iter().flat_map(|part| &part.trace.snapshots);
        let inlined = snapshots.map(|snapshot| snapshot.frames.len() - 1).max();
        let inlined = inlined.unwrap_or(0).max(INLINED_BY_BRIDGES);
        let depth = self.e.load_context(types::I32, layout.depth);
        let depth = self.e.ins().iadd_imm_s(depth, inlined as i64);
        let depth_limit = self.e.load_context(types::I32, layout.depth_limit);
        self.leave_if(IntCC::SignedGreaterThan, depth, depth_limit, leave);
        let here = self.e.block();
        self.e.jump(here, &[]);
        let state = self.state;
        self.e.switch_to(leave);
        self.need_header();
        let result = self.leave_result(exit);
        self.return_value(result);
        self.state = state;
        self.e.switch_to(here);
    }

    fn leave_if(&mut self, condition: IntCC, a: Value, b: Value, leave: Block) {
        let condition = self.e.ins().icmp(condition, a, b);
        let go_on = self.e.block();
        self.e.branch(condition, leave, go_on);
        self.e.switch_to(go_on);
    }

    /// At the start of a bridge, while the record still is as the exit left it: counts the run, and leaves if it was the last.
    pub(super) fn count_down(&mut self, countdown: Countdown) {
        let cell = self.e.word(countdown.cell as u64);
        let before = self.e.load(types::I64, cell, 0);
        let left = self.e.ins().iadd_imm_s(before, -1);
        self.e.store(left, cell, 0);
        let (over, go_on) = (self.e.cold_block(), self.e.block());
        self.e.branch(left, go_on, over);
        self.e.switch_to(over);
        let result = self.e.word((countdown.exit as u64 + 1) | LEAVE);
        self.return_value(result);
        self.e.switch_to(go_on);
    }

    /// Before a call during which the frames may be read: says which exit describes them.
    pub(super) fn note_call(&mut self, snapshot: u32) {
        let exit = self.plan.parts[self.part].exit_of[snapshot as usize];
        self.store_header(offset_of!(Activation, exit), self.unit.first_exit + exit);
    }
}
