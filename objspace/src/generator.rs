//! Generator objects: a frame's registers between two resumes.

use crate::code::CodeObject;
use crate::heap::Header;
use crate::layout::mask;
use crate::object::{Field, Ref, Storage};
use crate::value::Value;
use jit::memory::Content;
use jit::Region;
use std::cell::Cell;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum GeneratorState {
    Created,
    Suspended,
    Running,
    Finished,
}

#[repr(C)]
pub struct GeneratorObject {
    pub header: Header,
    /// The function (register 0); unbound once finished.
    pub function: Field,
    pub code: Field,
    /// Words cell with the registers; unbound while running or finished.
    pub registers: Field,
    /// Frame object, if somebody asked for gi_frame or a traceback holds it.
    pub frame: Field,
    /// Where it goes on.
    pub pc: Cell<*const u64>,
    pub state: Cell<GeneratorState>,
}

/// Words of a YIELD instruction: itself, and the counter of how often generators go on behind it.
pub const YIELD_WORDS: usize = 2;

/// The register that what is sent goes to when a generator goes on at entry `entry` of its code (words from the start; 0: it has
/// not run yet, and is sent nothing).
pub fn sent_register(code: Ref<CodeObject>, entry: u32) -> Option<u16> {
    let behind = entry as usize;
    // Invariant: entries other than the first lie behind YIELD instructions, whose operand a is the register.
    (behind != 0).then(|| unsafe { (*code.words.get().add(behind - YIELD_WORDS) >> 16) as u16 })
}

impl GeneratorObject {
    /// Where it goes on: in words from the start of its code.
    pub fn entry(&self) -> u32 {
        let code = self.code.of::<CodeObject>();
        match self.state.get() {
            GeneratorState::Created => 0,
            _ => (code.offset(self.pc.get()) + YIELD_WORDS) as u32,
        }
    }

    /// Brings the registers of the generator, which goes on at `entry`, to those of its frame at `base`; all but the one that
    /// what is sent is in.
    ///
    /// # Safety
    /// There is room for them; the generator is suspended, or its frame has not done anything yet.
    pub unsafe fn load_registers(&self, base: *mut Value, entry: u32) {
        let code = self.code.of::<CodeObject>();
        let registers = self.registers.of::<Storage>().item(0);
        let sent = sent_register(code, entry).map(|register| (register, *base.add(register as usize)));
        for i in 0..code.register_count.get() as usize {
            *base.add(i) = *registers.add(i);
        }
        if let Some((register, v)) = sent {
            *base.add(register as usize) = v;
        }
    }

    pub const MASK: u64 = mask!(GeneratorObject: function code registers frame);
    pub const FUNCTION: jit::Field = jit::Field::new(8, Content::Value, Region::Other);
    pub const CODE: jit::Field = jit::Field::immutable(16, Content::Value, Region::Other);
    pub const REGISTERS: jit::Field = jit::Field::new(24, Content::Value, Region::Other);
    pub const PC: jit::Field = jit::Field::new(40, Content::Word, Region::Other);
    pub const FRAME: jit::Field = jit::Field::new(32, Content::Value, Region::Other);
    pub const STATE: jit::Field = jit::Field::new(48, Content::Byte, Region::Other);
}
