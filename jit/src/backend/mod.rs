//! Machine code for traces, made with Cranelift.
//!
//! A *unit* is compiled at a time: the root trace of a tree, one bridge, or a tree as a whole. Compiled code runs on
//! an [`Activation`] record and returns the value when it has finished. Else it returns 0, and the record says through which exit it left
//! or which machine code goes on (a bridge, another tree): [`activation::enter`] runs such chains without growing the native stack.

pub mod activation;
mod code_memory;
pub mod exits;
mod lower;
pub mod lowering;
pub mod plain;
mod plan;
pub mod unit;

pub use activation::{enter, unlink, Activation, ActivationStack, Entry, Outcome};
pub use exits::{Exit, ExitValue, Location};
pub use lowering::{ContextLayout, Emitter, Lowering};
pub use unit::{Branch, Code, CompileError, Countdown, Linkage, Unit};

use code_memory::{CodePool, PoolProvider};
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{AbiParam, Function, Signature, UserFuncName};
use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{CodegenError, CompiledCode, Context};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{default_libcall_names, Module, ModuleError, ModuleReloc};
use lowering::types;
use plan::Plan;
use std::sync::atomic::{AtomicU32, AtomicU64};
use std::sync::{Arc, Mutex, PoisonError};

/// Units of more operations get their registers in one pass: the time that thorough allocation takes grows faster than the
/// unit.
const MOST_THOROUGH: usize = 4000;
/// What Cranelift used for a unit of more operations is given back, not kept for the next.
const MOST_KEPT: usize = 600;

/// Settings of a backend.
#[derive(Clone, Default)]
pub struct BackendOptions {
    /// Keep the Cranelift IR and the disassembly of each unit in [`Code::listing`].
    pub listing: bool,
    /// Testing: make every Nth guard that is executed fail (0 = off). Guards that ask what a call did are left alone.
    pub fail_guards: u32,
}

/// Guards that fail for a test.
#[derive(Clone, Copy)]
struct FailingGuards<'a> {
    every: u32,
    counter: &'a AtomicU32,
}

/// The compiler of traces: one a process (or one a compile thread).
pub struct Backend {
    lowering: Box<dyn Lowering + Send>,
    options: BackendOptions,
    /// Counts down to the next guard that fails for a test.
    guard_counter: Arc<AtomicU32>,
    isa: OwnedTargetIsa,
    /// Allocates registers in one pass.
    quick_isa: OwnedTargetIsa,
    pool: Arc<Mutex<CodePool>>,
    context: Context,
    builder_context: FunctionBuilderContext,
}

impl Backend {
    /// A backend for a language. `Unavailable` where the processor is not supported or memory cannot be made executable.
    pub fn new(lowering: Box<dyn Lowering + Send>, options: BackendOptions) -> Result<Backend, CompileError> {
        keep_large_blocks_apart();
        let pool = CodePool::new().map_err(|_| CompileError::Unavailable)?;
        let guard_counter = Arc::new(AtomicU32::new(options.fail_guards));
        Ok(Backend {
            lowering,
            options,
            guard_counter,
            isa: native_isa("backtracking").ok_or(CompileError::Unavailable)?,
            quick_isa: native_isa("single_pass").ok_or(CompileError::Unavailable)?,
            pool: Arc::new(Mutex::new(pool)),
            context: Context::new(),
            builder_context: FunctionBuilderContext::new(),
        })
    }

    /// Compiles a unit. The code is installed and ready to run, but nothing leads to it yet: store
    /// [`Code::entry`] in an entry cell, or call [`Code::attach_bridge`] on the code that owns the exit.
    pub fn compile(&mut self, unit: &Unit) -> Result<Code, CompileError> {
        let plan = Plan::new(unit, |code| self.lowering.frame_size(code));
        let objects = plan.exits.iter().map(|exit| exit.snapshot.virtuals.len()).max();
        let most_words = ActivationStack::MOST_WORDS;
        if plan.length > most_words || plan.frame_words > u16::MAX as u32 || objects > Some(most_words as usize) {
            return Err(CompileError::TooLarge);
        }
        let targets: Box<[AtomicU64]> = (0..plan.exits.len() as u64)
            .map(|index| AtomicU64::new(unit.first_exit as u64 + index + 1))
            .collect();
        let signature = self.signature();
        self.context.clear();
        self.context.func = Function::with_name_signature(UserFuncName::user(0, unit.tree), signature.clone());
        self.lower(unit, &plan, &targets);
        let mut listing = None;
        if self.options.listing {
            listing = Some(self.context.func.display().to_string());
            self.context.set_disasm(true);
        }

        let operations = unit.operations();
        let isa = match operations > MOST_THOROUGH {
            true => &self.quick_isa,
            false => &self.isa,
        };
        let compiled = self.context.compile(&**isa, &mut ControlPlane::default());
        compiled.map_err(|error| refused(ModuleError::Compilation(error.inner)))?;
        let compiled = self.context.compiled_code().expect("compiled just now");
        let mut builder = JITBuilder::with_isa(isa.clone(), default_libcall_names());
        builder.symbol_lookup_fn(Box::new(library_function));
        let provider = PoolProvider::new(self.pool.clone(), loop_start(compiled));
        builder.memory_provider(Box::new(provider));
        let mut module = JITModule::new(builder);
        let function = module.declare_anonymous_function(&signature).map_err(refused)?;
        let (buffer, code) = (&compiled.buffer, &self.context.func);
        let relocation = |relocation| ModuleReloc::from_mach_reloc(relocation, code, function);
        let relocations: Vec<ModuleReloc> = buffer.relocs().iter().map(relocation).collect();
        let defined = module.define_function_bytes(function, buffer.alignment as u64, buffer.data(), &relocations);
        defined.map_err(refused)?;
        module.finalize_definitions().map_err(refused)?;
        let address = module.get_finalized_function(function);

        if let (Some(text), Some(disassembly)) = (&mut listing, &compiled.vcode) {
            text.push_str(disassembly);
        }
        let size = compiled.code_buffer().len();
        if operations > MOST_KEPT {
            self.context = Context::new();
        }
        Ok(Code {
            tree: unit.tree,
            // SAFETY: code with this signature was put there.
            entry: unsafe { std::mem::transmute::<*const u8, Entry>(address) },
            size,
            first_exit: unit.first_exit,
            exits: plan.exits,
            listing,
            targets,
            _guard_counter: self.guard_counter.clone(),
            _module: module,
        })
    }

    /// Bytes of executable memory in use.
    pub fn code_bytes(&self) -> usize {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).used()
    }

    /// The signature of [`Entry`].
    fn signature(&self) -> Signature {
        let mut signature = Signature::new(self.isa.default_call_conv());
        signature.params = vec![AbiParam::new(types::I64); 3];
        signature.returns = vec![AbiParam::new(types::I64)];
        signature
    }

    /// Fills the context's function.
    fn lower(&mut self, unit: &Unit, plan: &Plan, targets: &[AtomicU64]) {
        let builder = FunctionBuilder::new(&mut self.context.func, &mut self.builder_context);
        let emitter = Emitter::new(builder, self.isa.default_call_conv());
        let failing = FailingGuards {
            every: self.options.fail_guards,
            counter: &self.guard_counter,
        };
        let emitter = lower::lower(emitter, &*self.lowering, failing, unit, plan, targets);
        emitter.builder.finalize(self.isa.frontend_config());
    }
}

/// Compiling takes large blocks for a short time. They are to come from the system and go back to it, and not to leave
/// holes in the C library's heap, which it would otherwise take them from once it has seen some.
fn keep_large_blocks_apart() {
    #[cfg(target_env = "gnu")]
    // SAFETY: no preconditions.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, 256 << 10);
        libc::mallopt(libc::M_TRIM_THRESHOLD, 512 << 10);
    }
}

/// The processor we run on, with the settings for traces: compile time matters as much as the code.
fn native_isa(regalloc_algorithm: &str) -> Option<OwnedTargetIsa> {
    let mut flags = settings::builder();
    let verify = match cfg!(debug_assertions) {
        true => "true",
        false => "false",
    };
    for (name, value) in [
        ("opt_level", "none"),
        ("regalloc_algorithm", regalloc_algorithm),
        ("enable_verifier", verify),
        ("is_pic", "false"),
        ("unwind_info", "false"),
        ("enable_probestack", "false"),
    ] {
        flags.set(name, value).ok()?;
    }
    let isa = cranelift_native::builder().ok()?;
    isa.finish(settings::Flags::new(flags)).ok()
}

/// Where the first loop of a unit begins, in bytes from its start.
fn loop_start(compiled: &CompiledCode) -> Option<usize> {
    let marked = compiled.buffer.get_srclocs_sorted().iter();
    let starts = marked
        .filter(|range| range.loc == lowering::loop_mark())
        .map(|range| range.start as usize);
    starts.min()
}

/// Functions that Cranelift calls for instructions which the processor lacks.
fn library_function(name: &str) -> Option<*const u8> {
    extern "C" fn floor(x: f64) -> f64 {
        x.floor()
    }
    (name == "floor").then_some(floor as *const u8)
}

fn refused(error: ModuleError) -> CompileError {
    match error {
        ModuleError::Allocation { .. } => CompileError::Unavailable,
        ModuleError::Compilation(CodegenError::Verifier(errors)) => CompileError::Refused(errors.to_string()),
        other => CompileError::Refused(other.to_string()),
    }
}

// A compile thread may own a backend and hand its code over.
const _: () = {
    const fn is_send<T: Send>() {}
    is_send::<Backend>();
    is_send::<Code>();
};
