//! Operations whose results are available: a hash table from an operation and its arguments to the result.

use crate::ir::{Opcode, Operand};

/// No import.
pub(super) const NO_IMPORT: u32 = u32::MAX;

/// An available result.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    hash: u32,
    first_argument: u32,
    arguments: u16,
    pub opcode: Opcode,
    pub immediate: u64,
    pub result: Operand,
    /// When it was computed, by the clock of the heap cache.
    pub time: u32,
    /// The label's import that it came from.
    pub import: u32,
}

/// The table. Open addressing; entries are never removed one by one.
#[derive(Clone, Default)]
pub(super) struct Available {
    /// Numbers of entries + 1.
    slots: Vec<u32>,
    entries: Vec<Entry>,
    arguments: Vec<Operand>,
}

impl Available {
    pub fn clear(&mut self) {
        self.slots.fill(0);
        self.entries.clear();
        self.arguments.clear();
    }

    fn hash(opcode: Opcode, immediate: u64, arguments: &[Operand]) -> u32 {
        let mut hash = (opcode as u64) ^ immediate.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for argument in arguments {
            hash = (hash.rotate_left(5) ^ argument.bits() as u64).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
        (hash >> 32) as u32
    }

    pub fn arguments(&self, entry: &Entry) -> &[Operand] {
        let first = entry.first_argument as usize;
        &self.arguments[first..first + entry.arguments as usize]
    }

    /// Every entry, the oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn find(&self, opcode: Opcode, immediate: u64, arguments: &[Operand]) -> Option<&Entry> {
        let mask = self.slots.len().wrapping_sub(1);
        if self.entries.is_empty() {
            return None;
        }
        let hash = Available::hash(opcode, immediate, arguments);
        let mut slot = hash as usize & mask;
        while self.slots[slot] != 0 {
            let entry = &self.entries[self.slots[slot] as usize - 1];
            if entry.hash == hash
                && entry.opcode == opcode
                && entry.immediate == immediate
                && self.arguments(entry) == arguments
            {
                return Some(entry);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    /// Adds an entry; it replaces an older one for the same operation.
    pub fn insert(
        &mut self,
        opcode: Opcode,
        immediate: u64,
        arguments: &[Operand],
        result: Operand,
        time: u32,
        import: u32,
    ) {
        if (self.entries.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let hash = Available::hash(opcode, immediate, arguments);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot] != 0 {
            let number = self.slots[slot] as usize - 1;
            let entry = &self.entries[number];
            let same = entry.hash == hash && entry.opcode == opcode && entry.immediate == immediate;
            if same && self.arguments(entry) == arguments {
                let entry = &mut self.entries[number];
                entry.result = result;
                entry.time = time;
                entry.import = import;
                return;
            }
            slot = (slot + 1) & mask;
        }
        let first_argument = self.arguments.len() as u32;
        self.arguments.extend_from_slice(arguments);
        self.entries.push(Entry {
            hash,
            first_argument,
            arguments: arguments.len() as u16,
            opcode,
            immediate,
            result,
            time,
            import,
        });
        self.slots[slot] = self.entries.len() as u32;
    }

    fn grow(&mut self) {
        self.rehash((self.slots.len() * 2).max(64));
    }

    fn rehash(&mut self, size: usize) {
        self.slots.clear();
        self.slots.resize(size, 0);
        for (number, entry) in self.entries.iter().enumerate() {
            let mut slot = entry.hash as usize & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = number as u32 + 1;
        }
    }
}
