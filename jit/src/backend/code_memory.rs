//! Memory for machine code: a pool of private pages shared by all units, handed to Cranelift module by module.
//!
//! Pages are never writable and executable at once: while a unit is being written its pages are writable, then all are
//! made executable. They are private, so a forked child has its own. Nothing may run code of the pool while
//! a unit is being written, so units are installed by the thread that runs the program.

use cranelift_jit::{BranchProtection, JITMemoryKind, JITMemoryProvider};
use cranelift_module::{ModuleError, ModuleResult};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Chunks that the pool takes from the system.
const CHUNK: usize = 1 << 20;
/// Code starts at multiples of this.
const GRAIN: usize = 32;
/// What fills memory that holds no code: it traps on x86-64 (int3), and is no instruction on aarch64.
const FILLER: u8 = 0xcc;

fn page_size() -> usize {
    // SAFETY: no preconditions.
    unsafe { libc::sysconf(libc::_SC_PAGESIZE) as usize }
}

/// All memory for code of a process.
pub struct CodePool {
    page: usize,
    chunks: Vec<(usize, usize)>,
    /// Free ranges by address: start to length. Neighbours are merged.
    free: BTreeMap<usize, usize>,
    used: usize,
}

impl CodePool {
    /// A pool; an error where the system does not let memory be executed.
    pub fn new() -> io::Result<CodePool> {
        let mut pool = CodePool {
            page: page_size(),
            chunks: Vec::new(),
            free: BTreeMap::new(),
            used: 0,
        };
        let probe = pool.allocate(GRAIN)?;
        let outcome = pool.make_executable(probe, GRAIN);
        pool.release(probe, GRAIN);
        outcome.map(|()| pool)
    }

    /// Bytes that hold code.
    pub fn used(&self) -> usize {
        self.used
    }

    /// Writable memory for `size` bytes (a multiple of the grain).
    fn allocate(&mut self, size: usize) -> io::Result<usize> {
        let start = match self.free.iter().find(|(_, &length)| length >= size) {
            Some((&start, _)) => start,
            None => self.add_chunk(size)?,
        };
        self.protect(start, size, libc::PROT_READ | libc::PROT_WRITE)?;
        let length = self.free.remove(&start).expect("a free range");
        if length > size {
            self.free.insert(start + size, length - size);
        }
        self.used += size;
        Ok(start)
    }

    fn add_chunk(&mut self, size: usize) -> io::Result<usize> {
        let length = size.next_multiple_of(CHUNK);
        // SAFETY: a fresh anonymous mapping.
        let start = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                length,
                libc::PROT_READ | libc::PROT_EXEC,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        self.chunks.push((start as usize, length));
        self.free.insert(start as usize, length);
        Ok(start as usize)
    }

    /// Gives memory back. Whole chunks that became free go back to the system, but for one.
    fn release(&mut self, start: usize, size: usize) {
        self.used -= size;
        let (mut start, mut length) = (start, size);
        if let Some((&before, &before_length)) = self.free.range(..start).next_back() {
            if before + before_length == start {
                self.free.remove(&before);
                (start, length) = (before, before_length + length);
            }
        }
        if let Some(after) = self.free.remove(&(start + length)) {
            length += after;
        }
        self.free.insert(start, length);
        if self.chunks.len() > 1 {
            // Chunks that the system put side by side are given back together.
            let inside = |chunk: &(usize, usize)| start <= chunk.0 && chunk.0 + chunk.1 <= start + length;
            if let Some(index) = self.chunks.iter().position(inside) {
                let (chunk, chunk_length) = self.chunks.swap_remove(index);
                self.free.remove(&start);
                if start < chunk {
                    self.free.insert(start, chunk - start);
                }
                let end = chunk + chunk_length;
                if end < start + length {
                    self.free.insert(end, start + length - end);
                }
                // SAFETY: the mapping is ours and no code lies in it.
                unsafe { libc::munmap(chunk as *mut libc::c_void, chunk_length) };
            }
        }
    }

    fn make_executable(&self, start: usize, size: usize) -> io::Result<()> {
        clear_instruction_cache(start, size);
        self.protect(start, size, libc::PROT_READ | libc::PROT_EXEC)
    }

    /// Sets the protection of all pages that a range touches.
    fn protect(&self, start: usize, size: usize, protection: i32) -> io::Result<()> {
        let first = start & !(self.page - 1);
        let end = (start + size).next_multiple_of(self.page);
        // SAFETY: the pages belong to the pool, and no code of them runs now (module documentation).
        match unsafe { libc::mprotect(first as *mut libc::c_void, end - first, protection) } {
            0 => Ok(()),
            _ => Err(io::Error::last_os_error()),
        }
    }
}

impl Drop for CodePool {
    fn drop(&mut self) {
        // Providers keep the pool alive: when it is dropped, no code is left.
        for &(start, length) in &self.chunks {
            // SAFETY: the mapping is ours.
            unsafe { libc::munmap(start as *mut libc::c_void, length) };
        }
    }
}

#[cfg(target_arch = "x86_64")]
fn clear_instruction_cache(_start: usize, _size: usize) {}

#[cfg(not(target_arch = "x86_64"))]
fn clear_instruction_cache(start: usize, size: usize) {
    extern "C" {
        // Part of every compiler's run-time library.
        fn __clear_cache(start: *mut libc::c_char, end: *mut libc::c_char);
    }
    // SAFETY: the range is mapped and readable.
    unsafe { __clear_cache(start as *mut libc::c_char, (start + size) as *mut libc::c_char) };
}

/// A loop begins at most so far behind a multiple of [`LINE`]: a short one that lies in few lines of the processor's cache of
/// instructions runs up to a third faster.
const STEP: usize = 16;
const LINE: usize = 64;

/// The memory of one unit: what it took from the pool goes back when the provider is dropped.
pub struct PoolProvider {
    pool: Arc<Mutex<CodePool>>,
    ranges: Vec<(usize, usize)>,
    loop_start: Option<usize>,
}

impl PoolProvider {
    /// `loop_start`: where the unit's loop begins, in bytes from its start.
    pub fn new(pool: Arc<Mutex<CodePool>>, loop_start: Option<usize>) -> PoolProvider {
        PoolProvider {
            pool,
            loop_start,
            ranges: Vec::new(),
        }
    }

    fn give_back(&mut self) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        for (start, size) in self.ranges.drain(..) {
            pool.release(start, size);
        }
    }
}

impl JITMemoryProvider for PoolProvider {
    fn allocate(&mut self, size: usize, align: u64, kind: JITMemoryKind) -> io::Result<*mut u8> {
        if !matches!(kind, JITMemoryKind::Executable) || align as usize > GRAIN {
            // Units have no data of their own and code needs no more than this.
            return Err(io::Error::from(io::ErrorKind::Unsupported));
        }
        let loop_start = self.loop_start.filter(|_| align as usize <= STEP);
        let room = loop_start.map_or(0, |_| LINE - STEP);
        let size = (size + room).next_multiple_of(GRAIN);
        let start = self
            .pool
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .allocate(size)?;
        self.ranges.push((start, size));
        // SAFETY: the range is ours and writable until `finalize`.
        unsafe { std::ptr::write_bytes(start as *mut u8, FILLER, size) };
        let behind = loop_start.map_or(0, |offset| (start + offset) % LINE);
        let skipped = match behind < STEP {
            true => 0,
            false => (LINE - behind).next_multiple_of(STEP),
        };
        Ok((start + skipped) as *mut u8)
    }

    unsafe fn free_memory(&mut self) {
        self.give_back();
    }

    fn finalize(&mut self, _branch_protection: BranchProtection) -> ModuleResult<()> {
        let pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        for &(start, size) in &self.ranges {
            pool.make_executable(start, size)
                .map_err(|err| ModuleError::Allocation { err })?;
        }
        Ok(())
    }
}

impl Drop for PoolProvider {
    fn drop(&mut self) {
        self.give_back();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_reused() {
        let mut pool = CodePool::new().unwrap();
        let a = pool.allocate(64).unwrap();
        let b = pool.allocate(128).unwrap();
        let c = pool.allocate(64).unwrap();
        assert_eq!(pool.used(), 256);
        pool.release(a, 64);
        pool.release(b, 128);
        assert_eq!(pool.allocate(192).unwrap(), a);
        pool.release(a, 192);
        pool.release(c, 64);
        assert_eq!((pool.used(), pool.free.len()), (0, 1));
    }

    #[test]
    fn loops_begin_near_the_start_of_a_line() {
        let pool = Arc::new(Mutex::new(CodePool::new().unwrap()));
        let mut held = Vec::new();
        for offset in 0..200 {
            let mut provider = PoolProvider::new(pool.clone(), Some(offset));
            let size = 200 + offset % 3 * GRAIN;
            let start = provider.allocate(size, 1, JITMemoryKind::Executable).unwrap() as usize;
            assert!((start + offset) % LINE < STEP);
            assert_eq!(start % STEP, 0);
            let (range, room) = provider.ranges[0];
            assert!(range <= start && start + size <= range + room);
            held.push(provider);
        }
        drop(held);
        assert_eq!(pool.lock().unwrap().used(), 0);
    }

    #[test]
    fn free_chunks_go_back() {
        let mut pool = CodePool::new().unwrap();
        let ranges: Vec<usize> = (0..3).map(|_| pool.allocate(CHUNK).unwrap()).collect();
        assert_eq!(pool.chunks.len(), 3);
        for start in ranges {
            pool.release(start, CHUNK);
        }
        assert_eq!((pool.used(), pool.chunks.len()), (0, 1));
        let again = pool.allocate(CHUNK).unwrap();
        assert_eq!(again, pool.chunks[0].0);
    }
}
