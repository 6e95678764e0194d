//! Activation records: where compiled code keeps the values that the rest of the system may need while it runs and
//! after it has left.
//!
//! Records lie one after the other on an [`ActivationStack`], one a thread. The record of the running code is
//! linked at the context's activation word for as long as the code runs; [`Activation::parent`] leads outwards.

use super::exits::Exit;

/// A record. `N` words follow the header.
#[repr(C)]
pub struct Activation {
    /// The record linked before this one.
    pub parent: *mut Activation,
    /// Register 0 of the root frame.
    pub base: *mut u64,
    /// Above every frame of the running unit: frames that helpers push begin here.
    pub frame_top: *mut u64,
    /// The tree whose code runs.
    pub tree: u32,
    /// Size of the record's words, for the unit that runs.
    pub length: u32,
    /// While a call that runs the language is under way: the exit that describes the frames during the call.
    pub exit: u32,
    /// [`Activation::INVALIDATED`], [`Activation::FORCED`]. Not zero: the code leaves when the call it is in returns.
    pub flags: u32,
}

impl Activation {
    /// A watchpoint of the tree fired.
    pub const INVALIDATED: u32 = 1;
    /// The frames of the call that is under way were read: virtual objects of its exit were made and written to their
    /// record words (see [`Exit::virtual_words`]).
    pub const FORCED: u32 = 2;
    /// The value of `exit` before the first call that runs the language.
    pub const NO_EXIT: u32 = u32::MAX;

    /// A word of the record.
    ///
    /// # Safety
    /// `record` is a record and `index` lies within it.
    pub unsafe fn word(record: *mut Activation, index: u32) -> *mut u64 {
        record.add(1).cast::<u64>().add(index as usize)
    }
}

/// Machine code of a unit: `(context, base, record)` to 0, exit number + 1, or the address of the code that goes on.
pub type Entry = unsafe extern "C" fn(*mut u8, *mut u64, *mut Activation) -> u64;

/// How compiled code came back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The root frame returned this word.
    Finished(u64),
    /// It left through this exit of tree `record.tree`; values are in the record.
    Exit(u32),
}

/// The activation records of a thread.
pub struct ActivationStack {
    start: *mut u8,
}

impl ActivationStack {
    /// Reserves address space for records; None when the system refuses.
    pub fn new() -> Option<ActivationStack> {
        None
    }

    /// Where the next record goes: above the record linked at `current` (null: none). None when the stack is full.
    pub fn next(&self, current: *mut Activation) -> Option<*mut Activation> {
        let _ = (current, self.start);
        None
    }

    /// Records may not begin above this address (kept in the context, at [`super::ContextLayout::record_limit`]).
    pub fn limit(&self) -> *mut u8 {
        self.start
    }

    /// The bytes that the collector scans conservatively: all records up to the end of `current`.
    pub fn used(&self, current: *mut Activation) -> &[u64] {
        let _ = current;
        &[]
    }
}

/// Runs compiled code until it finishes or leaves through an exit that has no bridge. Links the record at the
/// activation word of the context while it runs.
///
/// # Safety
/// `entry` is code of a live unit of the running thread's language, `record` came from [`ActivationStack::next`],
/// `link` is the activation word of `context`.
pub unsafe fn enter(
    entry: Entry,
    context: *mut u8,
    link: *mut *mut Activation,
    base: *mut u64,
    record: *mut Activation,
) -> Outcome {
    let _ = (entry, context, link, base, record);
    Outcome::Exit(0)
}

/// Whether a record linked from `head` outwards runs `tree`: its code and exits must be kept.
///
/// # Safety
/// `head` is null or the value of a thread's activation word.
pub unsafe fn is_running(head: *mut Activation, tree: u32) -> bool {
    let mut record = head;
    while !record.is_null() {
        if (*record).tree == tree {
            return true;
        }
        record = (*record).parent;
    }
    false
}

/// Sets a flag on every record linked from `head` outwards that runs `tree`: a watchpoint fired.
///
/// # Safety
/// As [`is_running`].
pub unsafe fn set_flags(head: *mut Activation, tree: u32, flags: u32) {
    let mut record = head;
    while !record.is_null() {
        if (*record).tree == tree {
            (*record).flags |= flags;
        }
        record = (*record).parent;
    }
}

/// The value of an operand of an exit's snapshot that is not virtual: its kind and bits.
///
/// # Safety
/// `record` left through `exit`, or is in the call that `exit` describes.
pub unsafe fn read(record: *mut Activation, exit: &Exit, operand: crate::ir::Operand) -> (crate::ir::Kind, u64) {
    match exit.locate(operand) {
        super::Location::Word { word, kind } => (kind, *Activation::word(record, word)),
        super::Location::Constant(constant) => (constant.kind, constant.bits),
        super::Location::Virtual(_) => unreachable!("a virtual object has no word"),
    }
}
