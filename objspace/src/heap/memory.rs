//! The operating system's and the processor's part: address space, registers, prefetch.
//!
//! Everything that differs between platforms is in this file.

use std::ptr;

/// Reserves `size` bytes of address space that cannot be accessed yet, or `None`.
pub(super) fn reserve(size: usize) -> Option<usize> {
    map(0, size, libc::PROT_NONE, 0)
}

/// Maps `size` bytes of zeroed memory that takes space only where it is touched, or `None`.
pub(super) fn map_lazily(size: usize) -> Option<usize> {
    map(0, size, libc::PROT_READ | libc::PROT_WRITE, 0)
}

/// Makes a page-aligned part of a reservation accessible. False if the system refuses.
pub(super) fn open(address: usize, size: usize) -> bool {
    let access = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: the range belongs to a reservation of this process; its content is unchanged.
    unsafe { libc::mprotect(address as *mut _, size, access) == 0 }
}

/// Asks for small pages, so that touching a little of a range takes little memory.
pub(super) fn prefer_small_pages(address: usize, size: usize) {
    #[cfg(target_os = "linux")]
    // SAFETY: a hint about a mapping of this process.
    unsafe {
        libc::madvise(address as *mut _, size, libc::MADV_NOHUGEPAGE);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (address, size);
}

/// Gives the memory of an accessible range back; the range then reads as zeros.
pub(super) fn release(address: usize, size: usize) {
    #[cfg(target_os = "linux")]
    // SAFETY: the range belongs to a private mapping whose content the caller gave up.
    let done = unsafe { libc::madvise(address as *mut _, size, libc::MADV_DONTNEED) == 0 };
    #[cfg(not(target_os = "linux"))]
    let done = false;
    let access = libc::PROT_READ | libc::PROT_WRITE;
    if !done && map(address, size, access, libc::MAP_FIXED).is_none() {
        // SAFETY: as above; the caller relies on reading zeros.
        unsafe { ptr::write_bytes(address as *mut u8, 0, size) };
    }
}

/// Gives the memory of a range back and makes it inaccessible again. False if the system refuses.
pub(super) fn close(address: usize, size: usize) -> bool {
    map(address, size, libc::PROT_NONE, libc::MAP_FIXED).is_some()
}

/// Unmaps a whole mapping of [`reserve`] or [`map_lazily`].
pub(super) fn unmap(address: usize, size: usize) {
    // SAFETY: the caller owns the mapping and gives up every pointer into it.
    unsafe { libc::munmap(address as *mut _, size) };
}

fn map(address: usize, size: usize, access: i32, flags: i32) -> Option<usize> {
    let flags = flags | libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: without MAP_FIXED the system picks a free range; with it the caller owns the range.
    let result = unsafe { libc::mmap(address as *mut _, size, access, flags, -1, 0) };
    (result != libc::MAP_FAILED).then_some(result as usize)
}

/// Number of callee-saved registers that [`with_registers_spilled`] stores.
#[cfg(target_arch = "x86_64")]
pub(super) const REGISTERS: usize = 6;
#[cfg(target_arch = "aarch64")]
pub(super) const REGISTERS: usize = 20;

/// Stores the callee-saved registers, then calls `then` with their values and the stack pointer:
/// every word that a caller still needs is in the values or above that stack pointer.
#[inline(never)]
pub(super) fn with_registers_spilled<R>(then: impl FnOnce(&[usize; REGISTERS], usize) -> R) -> R {
    let mut registers = [0usize; REGISTERS];
    // SAFETY: stores into the array only.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        std::arch::asm!(
            "mov [{0}], rbx", "mov [{0} + 8], rbp", "mov [{0} + 16], r12",
            "mov [{0} + 24], r13", "mov [{0} + 32], r14", "mov [{0} + 40], r15",
            in(reg) registers.as_mut_ptr(), options(nostack, preserves_flags)
        );
    }
    // SAFETY: stores into the array only.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        std::arch::asm!(
            "stp x19, x20, [{0}]", "stp x21, x22, [{0}, 16]", "stp x23, x24, [{0}, 32]",
            "stp x25, x26, [{0}, 48]", "stp x27, x28, [{0}, 64]", "stp x29, x30, [{0}, 80]",
            "stp d8, d9, [{0}, 96]", "stp d10, d11, [{0}, 112]", "stp d12, d13, [{0}, 128]",
            "stp d14, d15, [{0}, 144]",
            in(reg) registers.as_mut_ptr(), options(nostack, preserves_flags)
        );
    }
    let registers = std::hint::black_box(registers);
    then(&registers, stack_pointer())
}

/// The current stack pointer.
#[inline(always)]
pub(super) fn stack_pointer() -> usize {
    let pointer: usize;
    // SAFETY: reads a register.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        std::arch::asm!("mov {}, rsp", out(reg) pointer, options(nomem, nostack, preserves_flags));
    }
    // SAFETY: reads a register.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        std::arch::asm!("mov {}, sp", out(reg) pointer, options(nomem, nostack, preserves_flags));
    }
    pointer
}

/// Asks the processor to load the cache line at `address`, which need not be valid.
#[inline(always)]
pub(super) fn prefetch(address: usize) {
    // SAFETY: a hint that never faults.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        use std::arch::x86_64::{_mm_prefetch, _MM_HINT_T0};
        _mm_prefetch(address as *const i8, _MM_HINT_T0);
    }
    // SAFETY: a hint that never faults.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        std::arch::asm!("prfm pldl1keep, [{}]", in(reg) address, options(readonly, nostack));
    }
}

/// The memory of the machine.
pub(super) fn machine_memory() -> Option<usize> {
    // SAFETY: plain queries.
    let (pages, page) = unsafe { (libc::sysconf(libc::_SC_PHYS_PAGES), libc::sysconf(libc::_SC_PAGESIZE)) };
    let page = usize::try_from(page).ok()?;
    usize::try_from(pages).ok()?.checked_mul(page)
}

/// The memory that this process may use: that of the machine or of its control group.
pub(super) fn memory_limit() -> usize {
    let machine = machine_memory().unwrap_or(usize::MAX);
    control_group_limits().fold(machine, usize::min)
}

/// The limits of the control groups (version 2 or 1) of this process, as far as they can be read.
fn control_group_limits() -> impl Iterator<Item = usize> {
    let groups = std::fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let mut files = vec![
        "/sys/fs/cgroup/memory.max".to_owned(),
        "/sys/fs/cgroup/memory/memory.limit_in_bytes".to_owned(),
    ];
    for line in groups.lines() {
        let mut parts = line.splitn(3, ':').skip(1);
        match (parts.next(), parts.next()) {
            (Some(""), Some(path)) => files.push(format!("/sys/fs/cgroup{path}/memory.max")),
            (Some("memory"), Some(path)) => files.push(format!("/sys/fs/cgroup/memory{path}/memory.limit_in_bytes")),
            _ => (),
        }
    }
    files
        .into_iter()
        .filter_map(|file| std::fs::read_to_string(file).ok()?.trim().parse().ok())
}
