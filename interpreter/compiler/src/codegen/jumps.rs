//! Jumps to jumps go straight to where they end, and jumps to the next instruction disappear.

use super::unit::{Instruction, Label, Target, Unit};
use crate::opcode::{JumpPlace, Opcode};

/// Shortens the jumps of a finished unit. Backward jumps stay as they are: each is its loop's only one.
pub fn shorten(unit: &mut Unit) {
    for index in 0..unit.instructions.len() {
        let jump = unit.instructions[index];
        let is_forward = jump.opcode.description().jump != JumpPlace::None && jump.opcode != Opcode::JUMP_BACK;
        if !is_forward {
            continue;
        }
        let before = position(&unit.targets, jump.label);
        let after = destination(unit, &jump, before);
        if jump.opcode == Opcode::JUMP {
            if let Some(target) = unit.instructions.get(after) {
                // (On a line of its own it is seen by trace functions.)
                if target.opcode == Opcode::RETURN && target.line == jump.line {
                    let line = jump.line;
                    unit.instructions[index] = Instruction { line, ..*target };
                    continue;
                }
            }
        }
        if after != before {
            unit.instructions[index].label = new_label(unit, after);
        }
    }
    remove_jumps_over_jumps(unit);
    remove_jumps_to_next(unit);
}

/// `if a: jump to x` for `if not a: jump over; jump to x`, on one line: a line of its own keeps its instruction.
fn remove_jumps_over_jumps(unit: &mut Unit) {
    let mut is_target = vec![false; unit.instructions.len() + 1];
    for instruction in &unit.instructions {
        if instruction.label != Label::NONE {
            is_target[position(&unit.targets, instruction.label)] = true;
        }
    }
    for (index, &is_target) in is_target.iter().enumerate().skip(1) {
        let over = unit.instructions[index - 1];
        let Some(&jump) = unit.instructions.get(index) else {
            break;
        };
        let goes_over = jump.opcode == Opcode::JUMP
            && jump.line == over.line
            && !is_target
            && over.label != Label::NONE
            && position(&unit.targets, over.label) == index + 1;
        if !goes_over {
            continue;
        }
        if let Some(opposite) = opposite(over) {
            unit.instructions[index - 1] = Instruction {
                label: jump.label,
                ..opposite
            };
            unit.instructions[index].label = new_label(unit, index + 1);
        }
    }
}

/// The conditional jump that is taken exactly if the given one is not.
fn opposite(jump: Instruction) -> Option<Instruction> {
    Some(match jump.opcode {
        Opcode::JUMP_IF_TRUE => Instruction {
            opcode: Opcode::JUMP_IF_FALSE,
            ..jump
        },
        Opcode::JUMP_IF_FALSE => Instruction {
            opcode: Opcode::JUMP_IF_TRUE,
            ..jump
        },
        opcode if opcode.description().jump == JumpPlace::FirstExtraWord && opcode != Opcode::FOR_ITER => Instruction {
            c: u16::from(jump.c == 0),
            ..jump
        },
        _ => return None,
    })
}

fn position(targets: &[Target], label: Label) -> usize {
    let position = targets[label.0 as usize].position;
    position.expect("every label that is jumped to is bound") as usize
}

fn new_label(unit: &mut Unit, position: usize) -> Label {
    let label = unit.new_label();
    unit.targets[label.0 as usize].position = Some(position as u32);
    label
}

/// Where control really goes that jumps to `position`. All jumps looked at go forward, so this ends.
fn destination(unit: &Unit, jump: &Instruction, mut position: usize) -> usize {
    let is_test = |opcode| matches!(opcode, Opcode::JUMP_IF_TRUE | Opcode::JUMP_IF_FALSE);
    while let Some(next) = unit.instructions.get(position) {
        position = if next.opcode == Opcode::JUMP {
            self::position(&unit.targets, next.label)
        } else if is_test(jump.opcode) && is_test(next.opcode) && jump.a == next.a && Unit::is_temporary(jump.a) {
            // The value of an inner `and` or `or` was just tested. A variable tested again is asked again.
            if jump.opcode == next.opcode {
                self::position(&unit.targets, next.label)
            } else {
                position + 1
            }
        } else {
            break;
        };
    }
    position
}

fn remove_jumps_to_next(unit: &mut Unit) {
    let mut kept = 0;
    let mut new_positions = Vec::with_capacity(unit.instructions.len() + 1);
    for (index, instruction) in unit.instructions.iter().enumerate() {
        new_positions.push(kept);
        let is_empty = instruction.opcode == Opcode::JUMP
            && position(&unit.targets, instruction.label) == index + 1
            && index > 0
            && unit.instructions[index - 1].line == instruction.line;
        kept += u32::from(!is_empty);
    }
    new_positions.push(kept);
    if kept as usize == unit.instructions.len() {
        return;
    }
    let mut index = 0;
    unit.instructions.retain(|_| {
        index += 1;
        new_positions[index] > new_positions[index - 1]
    });
    for target in &mut unit.targets {
        if let Some(position) = &mut target.position {
            *position = new_positions[*position as usize];
        }
    }
    for region in &mut unit.regions {
        region.start = new_positions[region.start as usize];
        region.end = new_positions[region.end as usize];
    }
    unit.regions.retain(|region| region.start < region.end);
}
