//! Liveness: which registers of a frame may still be read.
//!
//! The usual backward data flow over basic blocks, with what the opcode table says an instruction reads and writes. An
//! instruction in a protected range may go to its handler before it writes anything, so all that the handler needs is live
//! throughout the range. Only one set for each block is kept; a query walks back from the end of its block.
//!
//! Some registers are live everywhere: the function, the namespace and the exception that the frame handles, which are read
//! without being operands; and the locals and cells of code that shows them to others (`exec`, `locals()`, `eval` ...).

use crate::code::{flags, Code};
use crate::instruction::Instruction;
use crate::register_set::RegisterSet;

/// Builtins that read the locals of their caller.
const LOCALS_READERS: [&str; 7] = ["locals", "vars", "dir", "eval", "execfile", "input", "_getframe"];

/// The live registers of a code object.
#[derive(Debug)]
pub struct Liveness {
    blocks: Vec<Block>,
    always: RegisterSet,
}

#[derive(Debug)]
struct Block {
    /// Offset of the first instruction.
    start: usize,
    /// Offset of the last instruction.
    last: usize,
    /// Index of the block that handles exceptions here.
    handler: Option<usize>,
    /// Index of the block that the last instruction jumps to.
    jump: Option<usize>,
    /// Index of the block that it falls through to.
    next: Option<usize>,
    /// Live at the start.
    live: RegisterSet,
}

impl Liveness {
    /// Analyses code, which is valid (the compiler's own, or checked by `validate`).
    pub fn new(code: &Code) -> Self {
        let always = always_live(code);
        let mut liveness = Liveness {
            blocks: blocks(code, &always),
            always,
        };
        // Backwards, most of what a block depends on is already known; loops take a second pass.
        let mut changed = true;
        while changed {
            changed = false;
            for index in (0..liveness.blocks.len()).rev() {
                let block = &liveness.blocks[index];
                let live = liveness.live_at(code, block, block.start);
                changed |= liveness.blocks[index].live.unite(&live);
            }
        }
        liveness
    }

    /// The registers live before the instruction at an offset.
    pub fn live_before(&self, code: &Code, offset: usize) -> RegisterSet {
        self.live_at(code, self.block_of(offset), offset)
    }

    /// The registers that must survive while the instruction at an offset is under way: those live after it, without the
    /// ones it writes, and those its handler needs.
    pub fn live_after(&self, code: &Code, offset: usize) -> RegisterSet {
        let block = self.block_of(offset);
        let Some(instruction) = Instruction::at(code, offset) else {
            return self.always.clone();
        };
        let mut live = if offset == block.last {
            self.live_after_last(&instruction, block)
        } else {
            let mut live = self.live_at(code, block, instruction.end());
            remove_writes(&instruction, &mut live);
            live
        };
        self.add_handler(block, &mut live);
        live
    }

    fn block_of(&self, offset: usize) -> &Block {
        let after = self.blocks.partition_point(|block| block.start <= offset);
        &self.blocks[after - 1]
    }

    /// The registers live before an instruction of a block.
    fn live_at(&self, code: &Code, block: &Block, offset: usize) -> RegisterSet {
        // The table gives the length of an instruction only from its start, so the block's are collected first.
        let mut instructions = Vec::new();
        let mut position = offset;
        while let Some(instruction) = Instruction::at(code, position) {
            position = instruction.end();
            instructions.push(instruction);
            if instruction.offset >= block.last {
                break;
            }
        }
        let Some(last) = instructions.pop() else {
            return self.always.clone();
        };
        let mut live = self.live_after_last(&last, block);
        self.add_handler(block, &mut live);
        add_reads(&last, code, &mut live);
        for instruction in instructions.iter().rev() {
            remove_writes(instruction, &mut live);
            self.add_handler(block, &mut live);
            add_reads(instruction, code, &mut live);
        }
        live
    }

    /// What is live after the last instruction of a block, without what it writes. A jump leaves before the write.
    fn live_after_last(&self, last: &Instruction, block: &Block) -> RegisterSet {
        let mut live = match block.next {
            Some(next) => self.blocks[next].live.clone(),
            None => self.always.clone(),
        };
        remove_writes(last, &mut live);
        live.unite(&self.always);
        if let Some(jump) = block.jump {
            live.unite(&self.blocks[jump].live);
        }
        live
    }

    fn add_handler(&self, block: &Block, live: &mut RegisterSet) {
        if let Some(handler) = block.handler {
            live.unite(&self.blocks[handler].live);
        }
    }
}

fn add_reads(instruction: &Instruction, code: &Code, live: &mut RegisterSet) {
    for (first, count) in instruction.reads(code) {
        (first..first + count).for_each(|register| live.insert(register));
    }
}

fn remove_writes(instruction: &Instruction, live: &mut RegisterSet) {
    for (first, count) in instruction.writes() {
        (first..first + count).for_each(|register| live.remove(register));
    }
}

fn always_live(code: &Code) -> RegisterSet {
    let mut always = RegisterSet::new(code.register_count());
    always.insert(0);
    let hidden = [code.namespace_register(), code.exception_register()];
    for register in hidden.into_iter().flatten() {
        always.insert(register);
    }
    let shows_locals =
        code.flags & flags::OPTIMIZED == 0 || code.names.iter().any(|name| LOCALS_READERS.contains(&&**name));
    if shows_locals {
        let cells = code.cellvars.len() + code.freevars.len();
        (1..=code.nlocals as usize + cells).for_each(|register| always.insert(register));
    }
    always
}

/// The basic blocks in order; protected ranges begin and end with blocks.
fn blocks(code: &Code, always: &RegisterSet) -> Vec<Block> {
    let end = code.instructions_end();
    let mut is_start = vec![false; end + 1];
    is_start[0] = true;
    for entry in code.exception_table() {
        for offset in [entry.start, entry.end, entry.handler] {
            is_start[offset as usize] = true;
        }
    }
    for instruction in code.instructions() {
        if let Some(target) = instruction.jump_target() {
            is_start[target] = true;
        }
        if instruction.jump_target().is_some() || instruction.opcode.description().ends {
            is_start[instruction.end()] = true;
        }
    }
    let mut numbers = vec![0; end + 1];
    let mut count = 0;
    for (number, &is_start) in numbers.iter_mut().zip(&is_start) {
        count += usize::from(is_start);
        *number = count - 1;
    }

    let mut blocks: Vec<Block> = Vec::new();
    for instruction in code.instructions() {
        let offset = instruction.offset;
        if is_start[offset] {
            let handler = code
                .exception_table()
                .find(|entry| (entry.start as usize..entry.end as usize).contains(&offset));
            blocks.push(Block {
                start: offset,
                last: offset,
                handler: handler.map(|entry| numbers[entry.handler as usize]),
                jump: None,
                next: None,
                live: always.clone(),
            });
        }
        let block = blocks.last_mut().expect("the first instruction starts one");
        block.last = offset;
        block.jump = instruction.jump_target().map(|target| numbers[target]);
        let falls_through = !instruction.opcode.description().ends && instruction.end() < end;
        block.next = falls_through.then(|| numbers[instruction.end()]);
    }
    blocks
}
