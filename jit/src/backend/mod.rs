//! Machine code for traces, made with Cranelift.
//!
//! A *unit* is compiled at a time: the root trace of a tree, one bridge, or a tree as a whole. Compiled code runs on
//! an [`Activation`] record and returns 0 (finished, the value is in record word 0), the number of an exit plus one, or the
//! address of the machine code that goes on (a bridge, another tree): [`activation::enter`] runs such chains
//! without growing the native stack.

pub mod activation;
pub mod exits;
pub mod lowering;
pub mod unit;

pub use activation::{enter, Activation, ActivationStack, Entry, Outcome};
pub use exits::{Exit, ExitValue, Location};
pub use lowering::{ContextLayout, Emitter, Lowering};
pub use unit::{Branch, Code, CompileError, Linkage, Unit};

/// Settings of a backend.
#[derive(Clone, Default)]
pub struct BackendOptions {
    /// Keep the Cranelift IR and the disassembly of each unit in [`Code::listing`].
    pub listing: bool,
    /// Testing: make every Nth guard that is executed fail (0 = off). Guards on the outcome of a call are left alone.
    pub fail_guards: u32,
}

/// The compiler of traces: one a process (or one a compile thread).
pub struct Backend {
    lowering: Box<dyn Lowering + Send>,
    options: BackendOptions,
}

impl Backend {
    /// A backend for a language. `Unavailable` where the processor is not supported or memory cannot be made executable.
    pub fn new(lowering: Box<dyn Lowering + Send>, options: BackendOptions) -> Result<Backend, CompileError> {
        Ok(Backend { lowering, options })
    }

    /// Compiles a unit. The code is installed and ready to run, but nothing leads to it yet: store
    /// [`Code::entry`] in an entry cell, or call [`Code::attach_bridge`] on the code that owns the exit.
    pub fn compile(&mut self, unit: &Unit) -> Result<Code, CompileError> {
        let _ = (unit, &self.lowering, &self.options);
        Err(CompileError::Unavailable)
    }

    /// Bytes of executable memory in use.
    pub fn code_bytes(&self) -> usize {
        0
    }
}
