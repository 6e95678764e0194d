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
    /// When the code returned 0: 0 where it has finished by raising; else what it leaves through (the exit's number + 1, perhaps with
    /// [`LEAVE`]), or the address of the code that goes on.
    pub next: u64,
    /// The tree whose code runs.
    pub tree: u32,
    /// Size of the record's words, for the unit that runs.
    pub length: u16,
    /// Words from `base` to above every frame of the running unit.
    pub frame_words: u16,
    /// While a call that runs the language is under way: the exit that describes the frames during the call.
    pub exit: u32,
    /// [`Activation::INVALIDATED`], [`Activation::FORCED`], [`Activation::LEFT`]. Not zero: the code leaves when the call it is in returns.
    pub flags: u32,
}

impl Activation {
    /// A watchpoint of the tree fired.
    pub const INVALIDATED: u32 = 1;
    /// The frames of the call that is under way were read: virtual objects of its exit were made and written to their
    /// record words (see [`Exit::virtual_words`]).
    pub const FORCED: u32 = 2;
    /// The code has left through an exit, and the frames are being rebuilt: walks over frames skip the record.
    pub const LEFT: u32 = 4;
    /// The value of `exit` before the first call that runs the language.
    pub const NO_EXIT: u32 = u32::MAX;

    /// Above every frame of the running unit: frames that helpers push begin here.
    ///
    /// # Safety
    /// `record` is linked, and its code runs.
    pub unsafe fn frame_top(record: *const Activation) -> *mut u64 {
        (*record).base.add((*record).frame_words as usize)
    }

    /// `length` and `frame_words` as compiled code writes them, at the offset of `length`.
    pub(super) fn sizes(length: u16, frame_words: u16) -> u32 {
        let ([a, b], [c, d]) = (length.to_ne_bytes(), frame_words.to_ne_bytes());
        u32::from_ne_bytes([a, b, c, d])
    }

    /// A word of the record.
    ///
    /// # Safety
    /// `record` is a record and `index` lies within it.
    pub unsafe fn word(record: *mut Activation, index: u32) -> *mut u64 {
        record.add(1).cast::<u64>().add(index as usize)
    }
}

/// Machine code of a unit: `(context, base, record)` to the word that the root frame returned, or to 0, which no word is: see
/// [`Activation::next`].
pub type Entry = unsafe extern "C" fn(*mut u8, *mut u64, *mut Activation) -> u64;

/// In [`Activation::next`]: the exit was not taken for its guard's sake (see [`Outcome::Leave`]).
pub(super) const LEAVE: u64 = 1 << 31;
/// [`Activation::next`] is the address of machine code when it is at least this.
pub(super) const FIRST_ADDRESS: u64 = 1 << 32;

/// How compiled code came back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The root frame returned this word; 0: it raised.
    Finished(u64),
    /// It left through this exit of tree `record.tree`; values are in the record.
    Exit(u32),
    /// The same, because the tree was invalidated, a frame was read, something is pending, or a stack is used up: does not
    /// count towards a bridge.
    Leave(u32),
}

impl Outcome {
    /// What [`Activation::next`] means that is not an address. The helper that ends calls made by CallTrace
    /// ([`super::Linkage::finish_call`]) is given such a one.
    pub fn decode(next: u64) -> Outcome {
        debug_assert!(next != 0 && next < FIRST_ADDRESS);
        match next & LEAVE {
            0 => Outcome::Exit(next as u32 - 1),
            _ => Outcome::Leave((next & !LEAVE) as u32 - 1),
        }
    }
}

/// The activation records of a thread: reserved address space, used from its start upwards.
pub struct ActivationStack {
    start: *mut u8,
    size: usize,
}

// SAFETY: a range of memory without ties to the thread that made it.
unsafe impl Send for ActivationStack {}

impl ActivationStack {
    /// Address space for the records of a thread; pages that were never used take no memory.
    const SIZE: usize = 64 << 20;
    /// The most words that a unit's record may have. What lies above the limit is large enough for two more: one begins at
    /// the limit, the header of the next is written before the limit is checked.
    pub const MOST_WORDS: u32 = 4096;

    /// Reserves address space for records; None when the system refuses.
    pub fn new() -> Option<ActivationStack> {
        // SAFETY: a fresh anonymous mapping.
        let start = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                ActivationStack::SIZE,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        (start != libc::MAP_FAILED).then_some(ActivationStack {
            start: start.cast(),
            size: ActivationStack::SIZE,
        })
    }

    /// The end of a record.
    unsafe fn end(record: *mut Activation) -> *mut u8 {
        Activation::word(record, (*record).length as u32).cast()
    }

    /// Where the next record goes: above the record linked at `current` (null: none). None when the stack is full.
    ///
    /// # Safety
    /// `current` is null or the innermost linked record of this stack.
    pub unsafe fn next(&self, current: *mut Activation) -> Option<*mut Activation> {
        let record = match current.is_null() {
            true => self.start,
            false => ActivationStack::end(current),
        };
        (record <= self.limit()).then_some(record.cast())
    }

    /// Records may not begin above this address (kept in the context, at [`super::ContextLayout::record_limit`]).
    pub fn limit(&self) -> *mut u8 {
        let room = size_of::<Activation>() + ActivationStack::MOST_WORDS as usize * size_of::<u64>();
        // SAFETY: stays within the mapping.
        unsafe { self.start.add(self.size - 2 * room) }
    }

    /// What the collector scans conservatively: all records up to the end of `current`, the innermost linked one.
    ///
    /// # Safety
    /// As [`ActivationStack::next`]; no compiled code runs while the slice is in use.
    pub unsafe fn used(&self, current: *mut Activation) -> &[u64] {
        if current.is_null() {
            return &[];
        }
        let length = ActivationStack::end(current) as usize - self.start as usize;
        std::slice::from_raw_parts(self.start.cast(), length / size_of::<u64>())
    }
}

impl Drop for ActivationStack {
    fn drop(&mut self) {
        // SAFETY: the mapping is ours; records do not outlive their stack.
        unsafe { libc::munmap(self.start.cast(), self.size) };
    }
}

/// Runs compiled code until it finishes or leaves through an exit that has no bridge. The record is linked at
/// the activation word of the context while it runs, and stays linked (with [`Activation::LEFT`]) when the code left
/// through an exit, so that nothing overwrites the values: call [`unlink`] when they have been read.
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
    (*record).parent = *link;
    (*record).length = 0;
    *link = record;
    let mut word = entry(context, base, record);
    while word == 0 && (*record).next >= FIRST_ADDRESS {
        debug_assert_eq!(*link, record);
        let next: Entry = std::mem::transmute((*record).next as usize);
        word = next(context, base, record);
    }
    if word != 0 || (*record).next == 0 {
        // The records of calls are not unlinked as they return.
        *link = (*record).parent;
        return Outcome::Finished(word);
    }
    debug_assert_eq!(*link, record);
    (*record).flags |= Activation::LEFT;
    Outcome::decode((*record).next)
}

/// Unlinks the innermost record.
///
/// # Safety
/// `link` is the activation word of a thread with a linked record.
pub unsafe fn unlink(link: *mut *mut Activation) {
    *link = (**link).parent;
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
