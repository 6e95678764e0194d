//! The machine: everything there is one of in a process, and the state of the running thread.

use crate::class::{LookupLine, TypeObject, LOOKUP_LINES};
use crate::code::CodeObject;
use crate::dict::DictObject;
use crate::frame::{Frame, FrameObject};
use crate::function::FunctionObject;
use crate::heap::{Heap, Options, Visitor};
use crate::kind::Kind;
use crate::map::Maps;
use crate::names::Names;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use hashbrown::HashTable;
use std::cell::Cell;
use std::mem::MaybeUninit;

/// Address space for registers of one thread, in bytes.
const STACK_BYTES: usize = 1 << 29;
/// Address space for frame records of one thread, in bytes.
const FRAME_BYTES: usize = 1 << 27;

/// The state of the running thread. Other threads' states wait in their own memory while they do not hold the lock.
#[repr(C)]
pub struct Thread {
    /// The exception being raised; unbound: none. (Offset known to compiled code.)
    pub exception: Value,
    pub traceback: Value,
    /// The running frame's record; equals `frames` when none runs.
    pub frame: *mut Frame,
    pub frames: *mut Frame,
    pub frames_end: *mut Frame,
    pub stack: *mut Value,
    pub stack_end: *mut Value,
    /// First free register while native code runs: nested runs of the interpreter start there.
    pub stack_top: *mut Value,
    /// The innermost activation of compiled code.
    pub activation: *mut u8,
    /// Native stack pointers below this raise RuntimeError.
    pub native_limit: usize,
    /// Where compiled code's activation records may not begin above.
    pub record_limit: usize,
    /// Frames running, those that exist only in compiled code included, and how many may.
    pub depth: u32,
    pub recursion_limit: u32,
    /// The activation records of compiled code.
    pub activations: Option<Box<jit::backend::ActivationStack>>,
    /// The counter that ran out, when the semantics say that a loop is hot.
    pub hot_counter: *mut u64,
    /// The thread's identity (`thread.get_ident`).
    pub identity: u64,
    /// sys.settrace and setprofile functions, None if unset.
    pub trace_function: Value,
    pub profile_function: Value,
    /// Trace or profile functions of this thread that are running: what they call is not traced.
    pub hook_depth: u32,
    /// Whether a trace or profile function is set and none is running. The thread's code is then interpreted, event by event.
    pub traced: bool,
    /// The frame whose native call a profile function was told of: the same call is not told of again as a function in Python.
    pub told_native: *mut Frame,
    /// Where the frames being traced stand among their lines, outermost first.
    pub line_windows: Vec<LineWindow>,
    /// The objects whose comparison or repr is running (recursive containers), a list; unbound at first.
    pub nesting: Value,
    /// Records of frames of compiled code that somebody looked at (see `visible_frames.rs`).
    pub stand_ins: Vec<Box<crate::visible_frames::StandIn>>,
    /// Weak references to the `thread._local` objects that have attributes of this thread, a list; unbound at first.
    pub locals: Value,
}

/// Where a traced frame stands among its lines, as offsets in words.
pub struct LineWindow {
    pub frame: *mut Frame,
    /// The instructions of the line that runs: from `low` up to `high`.
    pub low: usize,
    pub high: usize,
    /// The last instruction that was looked at.
    pub previous: usize,
}

/// Objects that native code needs at hand.
pub struct Common {
    pub empty_str: Value,
    pub empty_tuple: Value,
    pub empty_unicode: Value,
    pub empty_frozenset: Value,
    pub characters: [Value; 256],
    /// The one-character unicode objects of Latin-1.
    pub unicode_characters: [Value; 256],
    pub memory_error: Value,
    pub recursion_error: Value,
}

impl Common {
    pub(crate) fn short_str(&self, bytes: &[u8]) -> Value {
        match bytes {
            [] => self.empty_str,
            [b] => self.characters[*b as usize],
            _ => unreachable!("short strings have at most one byte"),
        }
    }
}

/// What the interpreter gives the object space: how to run code.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Calls a Python function with positional arguments and a keyword dict (or unbound), to its end.
    pub call_function: fn(&mut Vm, Ref<FunctionObject>, &[Value], Value) -> Result,
    /// Runs code with globals and a namespace for its names.
    pub run_code: fn(&mut Vm, Ref<CodeObject>, Ref<DictObject>, Value) -> Result,
    /// Resumes a generator: sends a value (or raises the waiting exception when `throw`); Ok(None): finished.
    pub resume_generator: fn(&mut Vm, Value, Value, bool) -> Result<Option<Value>>,
    /// Compiles source: (source, filename, mode 0 exec / 1 eval / 2 single, flags, dont_inherit).
    pub compile: fn(&mut Vm, Value, &str, u8, u32, bool) -> Result,
    /// f_locals of a frame object, refreshed: a dict, or the mapping that holds its names.
    pub frame_locals: fn(&mut Vm, Ref<FrameObject>) -> Result,
    /// Sets f_lineno of a frame: a trace function's jump.
    pub set_line: fn(&mut Vm, Ref<FrameObject>, Value) -> Result,
    /// `code(...)`: a code object of its attributes.
    pub make_code: fn(&mut Vm, &[Value]) -> Result,
    /// Polls: finalizers, weakref callbacks, signals, thread switch.
    pub poll: fn(&mut Vm) -> Result<()>,
}

#[repr(C)]
pub struct Vm {
    pub thread: Thread,
    /// Something waits for the next poll (see `Hooks::poll`). (Offset known to compiled code.)
    pub pending: u32,
    /// Changes whenever a class changes: inline caches are void then.
    pub attribute_epoch: u32,
    pub heap: Box<Heap>,
    pub maps: Maps,
    /// Type objects by kind.
    pub types: Vec<Ref<TypeObject>>,
    /// Exception classes by `Error`.
    pub errors: Vec<Ref<TypeObject>>,
    pub names: Names,
    pub common: Common,
    pub interned: HashTable<u64>,
    pub lookup_cache: Box<[LookupLine; LOOKUP_LINES]>,
    pub(crate) plan_cache: Box<[crate::plans::PlanLine]>,
    pub(crate) old_lookups: Box<[Cell<crate::old_class::LookupLine>]>,
    pub dict_versions: u64,
    /// What `%` writes to; empty between two formats.
    pub(crate) format_buffer: Vec<u8>,
    pub class_versions: u64,
    /// What the counters of new code start at.
    pub entry_cell_start: u64,
    pub loop_cell_start: u64,
    /// 0, or what `-O` and `-OO` say.
    pub optimize_level: u8,
    /// What `-Qwarn` and `-Qwarnall` say: 1: classic divisions of integers are warned of, 2: those of floats and complex numbers, too.
    pub division_warning: u8,
    /// A buffer for the digits of the next long.
    pub long_digits: Vec<u64>,
    /// The __builtin__ module's namespace.
    pub builtins: Ref<DictObject>,
    /// sys.modules.
    pub modules: Ref<DictObject>,
    /// The sys module's namespace.
    pub sys: Ref<DictObject>,
    pub hooks: Hooks,
    pub codecs: crate::codecs::Registry,
    /// The bytes that objects of native types show, if a module has such a type.
    pub native_buffer: Option<fn(&Vm, Value) -> Option<crate::protocols::buffer::BufferView>>,
    pub watches: crate::watch::Watches,
    pub views: crate::attribute_dict::Views,
    /// All threads (see `threads.rs`).
    pub threads: Vec<*mut crate::threads::ThreadEntry>,
    /// Further roots that native modules register: each is visited at every collection.
    pub module_roots: Vec<Box<dyn FnMut(&mut Visitor)>>,
    /// State of native modules, by their own keys.
    pub module_state: ahash::AHashMap<&'static str, Box<dyn std::any::Any>>,
}

static mut CURRENT: *mut Vm = std::ptr::null_mut();

/// Address space; None when the system refuses.
fn reserve(bytes: usize) -> Option<*mut u8> {
    let p = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    (p != libc::MAP_FAILED).then_some(p as *mut u8)
}

/// Native stack below this much raises RuntimeError: room for helpers and for raising itself.
pub(crate) const NATIVE_RESERVE: usize = 1 << 19;

/// The running thread's native stack: lowest address and base.
pub fn native_stack() -> (usize, usize) {
    unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        let (mut lowest, mut size) = (std::ptr::null_mut(), 0);
        libc::pthread_getattr_np(libc::pthread_self(), &mut attributes);
        libc::pthread_attr_getstack(&attributes, &mut lowest, &mut size);
        libc::pthread_attr_destroy(&mut attributes);
        (lowest as usize, lowest as usize + size)
    }
}

impl Thread {
    /// The state of a new thread: empty stacks. None when there is no address space for them.
    pub fn new() -> Option<Thread> {
        let frames = reserve(FRAME_BYTES)? as *mut Frame;
        let Some(stack) = reserve(STACK_BYTES) else {
            unsafe { libc::munmap(frames.cast(), FRAME_BYTES) };
            return None;
        };
        let stack = stack as *mut Value;
        Some(Thread {
            exception: Value::UNBOUND,
            traceback: Value::UNBOUND,
            frame: frames,
            frames,
            frames_end: unsafe { frames.add(FRAME_BYTES / std::mem::size_of::<Frame>() - 1) },
            stack,
            stack_end: unsafe { stack.add(STACK_BYTES / 8 - (1 << 16)) },
            stack_top: stack,
            activation: std::ptr::null_mut(),
            native_limit: 0,
            record_limit: 0,
            depth: 0,
            recursion_limit: 1000,
            activations: None,
            hot_counter: std::ptr::null_mut(),
            identity: 0,
            trace_function: Value::NONE,
            profile_function: Value::NONE,
            hook_depth: 0,
            traced: false,
            told_native: std::ptr::null_mut(),
            line_windows: Vec::new(),
            nesting: Value::UNBOUND,
            stand_ins: Vec::new(),
            locals: Value::UNBOUND,
        })
    }

    /// Gives the stacks' memory back.
    pub fn release(&mut self) {
        unsafe {
            libc::munmap(self.frames as *mut libc::c_void, FRAME_BYTES);
            libc::munmap(self.stack as *mut libc::c_void, STACK_BYTES);
        }
    }

    /// Frame records in use.
    pub fn frame_count(&self) -> usize {
        unsafe { self.frame.offset_from(self.frames) as usize }
    }

    /// Visits what a thread holds, running or waiting.
    pub fn visit(&self, visitor: &mut Visitor) {
        for v in [
            self.exception,
            self.traceback,
            self.trace_function,
            self.profile_function,
            self.nesting,
            self.locals,
        ] {
            visitor.word(v.0);
        }
        self.visit_stand_ins(&mut |word| visitor.word(word));
        let mut top = self.stack_top;
        for i in 1..=self.frame_count() {
            let frame = unsafe { &*self.frames.add(i) };
            visitor.word(frame.code.value().0);
            visitor.word(frame.object.0);
            let end = unsafe { frame.base.add(frame.code.register_count.get() as usize + 1) };
            top = top.max(end);
        }
        if let Some(activations) = &self.activations {
            let innermost = self.activation as *mut jit::backend::Activation;
            if !innermost.is_null() {
                // Invariant: compiled code does not run while the collector does.
                let words = unsafe { activations.used(innermost) };
                visitor.conservative(words.as_ptr() as usize, words.as_ptr() as usize + words.len() * 8);
                top = top.max(unsafe { jit::backend::Activation::frame_top(innermost) } as *mut Value);
            }
        }
        visitor.conservative(self.stack as usize, top as usize);
    }
}

impl Vm {
    /// The machine of this process. Only for code that cannot be handed one (tracing, signal handlers).
    #[inline(always)]
    pub fn current() -> &'static mut Vm {
        unsafe { &mut *CURRENT }
    }

    pub(crate) fn current_pointer() -> *mut Vm {
        unsafe { CURRENT }
    }

    /// A machine with the built-in types and exceptions, no modules. It lives as long as the process (or test).
    pub fn new(options: Options, hooks: Hooks) -> std::result::Result<&'static mut Vm, crate::heap::OutOfMemory> {
        let mut heap = Heap::new(options)?;
        let (lowest, base) = native_stack();
        let stack = heap.register_thread_stack(base);
        heap.adopt_thread_stack(stack);
        let mut vm: Box<MaybeUninit<Vm>> = Box::new(MaybeUninit::zeroed());
        unsafe {
            let p = vm.as_mut_ptr();
            use std::ptr::addr_of_mut;
            addr_of_mut!((*p).thread).write(Thread::new().ok_or(crate::heap::OutOfMemory)?);
            (*p).thread.identity = crate::threads::identity();
            (*p).thread.native_limit = lowest + NATIVE_RESERVE;
            addr_of_mut!((*p).long_digits).write(Vec::new());
            addr_of_mut!((*p).format_buffer).write(Vec::new());
            addr_of_mut!((*p).heap).write(heap);
            addr_of_mut!((*p).maps).write(Maps {
                table: Vec::new(),
                native_layouts: Default::default(),
            });
            addr_of_mut!((*p).types).write(Vec::new());
            addr_of_mut!((*p).errors).write(Vec::new());
            addr_of_mut!((*p).interned).write(HashTable::new());
            addr_of_mut!((*p).lookup_cache).write(Box::new([LookupLine::EMPTY; LOOKUP_LINES]));
            addr_of_mut!((*p).plan_cache).write(crate::plans::no_plans());
            addr_of_mut!((*p).old_lookups).write(crate::old_class::no_lookups());
            addr_of_mut!((*p).hooks).write(hooks);
            addr_of_mut!((*p).watches).write(crate::watch::Watches::default());
            addr_of_mut!((*p).views).write(Default::default());
            addr_of_mut!((*p).threads).write(Vec::new());
            addr_of_mut!((*p).module_roots).write(Vec::new());
            addr_of_mut!((*p).module_state).write(ahash::AHashMap::new());
            (*p).entry_cell_start = u32::MAX as u64;
            (*p).loop_cell_start = u32::MAX as u64;
            CURRENT = p;
            let vm = &mut *Box::into_raw(vm).cast::<Vm>();
            vm.start_main_thread(stack);
            vm.heap.set_collecting(false);
            crate::startup::initialize(vm);
            let pending = &mut vm.pending as *mut u32;
            vm.heap.set_poll_flag(pending);
            vm.heap.add_root_source(|visitor| Vm::current().visit_roots(visitor));
            vm.heap.set_collecting(true);
            Ok(vm)
        }
    }

    fn visit_roots(&mut self, visitor: &mut Visitor) {
        self.visit_threads(visitor);
        self.codecs.visit(visitor);
        for list in [&self.types, &self.errors] {
            for t in list.iter() {
                visitor.word(t.value().0);
            }
        }
        for &word in self.interned.iter() {
            visitor.word(word);
        }
        for map in &self.maps.table {
            visitor.word(map.class.value().0);
            visitor.word(map.old_class.0);
        }
        let common = &self.common;
        for v in [
            common.empty_str,
            common.empty_tuple,
            common.empty_unicode,
            common.empty_frozenset,
            common.memory_error,
            common.recursion_error,
        ] {
            visitor.word(v.0);
        }
        for v in common.characters.iter().chain(&common.unicode_characters) {
            visitor.word(v.0);
        }
        for d in [self.builtins, self.modules, self.sys] {
            visitor.word(d.value().0);
        }
        self.watches.visit(visitor);
        let mut roots = std::mem::take(&mut self.module_roots);
        for root in &mut roots {
            root(visitor);
        }
        self.module_roots.append(&mut roots);
    }

    /// A zeroed cell of any size with its header. MemoryError if there is no room.
    #[inline]
    pub fn allocate(&mut self, size: usize, map: u32) -> Result<*mut u8> {
        if size <= crate::heap::MAX_SMALL {
            return Ok(self.heap.allocate(size, map));
        }
        match self.heap.allocate_large_or_small(size, map) {
            Ok(p) => Ok(p),
            Err(_) => Err(self.memory_error()),
        }
    }

    /// RuntimeError if the native stack is nearly used up. `doing`: " while calling a Python object" and the like.
    #[inline]
    pub fn check_native_stack(&mut self, doing: &str) -> Result<()> {
        let marker = 0u8;
        if (&marker as *const u8 as usize) < self.thread.native_limit {
            return Err(self.recursion_error(doing));
        }
        Ok(())
    }

    /// Runs native code that may come back to itself: it counts for the recursion limit as a Python frame does. RuntimeError.
    pub fn nested<T>(&mut self, doing: &str, run: impl FnOnce(&mut Vm) -> Result<T>) -> Result<T> {
        self.check_native_stack(doing)?;
        if self.thread.depth >= self.thread.recursion_limit {
            return Err(self.recursion_error(doing));
        }
        self.thread.depth += 1;
        let result = run(self);
        self.thread.depth -= 1;
        result
    }

    #[cold]
    pub fn recursion_error(&mut self, doing: &str) -> jit::Exception {
        // Raising needs stack of its own.
        let limit = self.thread.native_limit;
        self.thread.native_limit = limit.saturating_sub(1 << 18);
        let frames = self.thread.recursion_limit;
        self.thread.recursion_limit = frames + 50;
        let e = self.raise(
            crate::exception::Error::RuntimeError,
            &format!("maximum recursion depth exceeded{doing}"),
        );
        self.thread.recursion_limit = frames;
        self.thread.native_limit = limit;
        e
    }

    /// Runs what waits (finalizers, signals, thread switches).
    #[inline]
    pub fn poll(&mut self) -> Result<()> {
        if self.pending != 0 {
            return (self.hooks.poll)(self);
        }
        Ok(())
    }

    /// A name given as a Python object: an exact str, interned. TypeError for anything else (`what`: "attribute name").
    pub fn name_of(&mut self, v: Value, what: &str) -> Result<Ref<StrObject>> {
        if self.is_kind(v, Kind::Str) {
            let s = Ref::<StrObject>::of(v);
            if self.is_exact(v, Kind::Str) {
                return Ok(self.intern_str(s));
            }
            return Ok(self.intern_bytes(s.bytes()));
        }
        if self.is_kind(v, Kind::Unicode) {
            let u = Ref::<crate::unicode::UnicodeObject>::of(v);
            if u.is_ascii() {
                return Ok(self.intern_bytes(u.bytes()));
            }
            let encoded = self.encode_default(v)?;
            return Ok(self.intern_str(Ref::of(encoded)));
        }
        let name = self.type_name(v);
        Err(self.type_error(&format!("{what} must be string, not '{name}'")))
    }
}
