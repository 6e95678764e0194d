//! Explicit roots that Rust structures own: [`Root`] (one word) and [`RootVec`] (many).
//!
//! Each is a node of a doubly linked list whose sentinel the heap owns, so that creating and
//! dropping one is a few stores and the owner may move freely.

use super::{Heap, Visitor, Word};
use std::ptr;

/// So many words are marked at a time, which keeps the mark stack short.
const WORDS_AT_A_TIME: usize = 1024;

struct Node {
    previous: *mut Node,
    next: *mut Node,
    words: Vec<Word>,
    /// The words below this index have not changed since the last collection, so what they
    /// refer to is old and a minor collection need not look.
    unchanged: usize,
}

/// The list of all explicit roots of a heap.
pub(super) struct RootList {
    sentinel: *mut Node,
}

impl RootList {
    pub(super) fn new() -> RootList {
        let sentinel = Box::into_raw(Box::new(Node {
            previous: ptr::null_mut(),
            next: ptr::null_mut(),
            words: Vec::new(),
            unchanged: 0,
        }));
        // SAFETY: just allocated; an empty list is a sentinel linked to itself.
        unsafe {
            (*sentinel).previous = sentinel;
            (*sentinel).next = sentinel;
        }
        RootList { sentinel }
    }

    /// Shows every word, or in a minor collection every changed one, to the visitor.
    pub(super) fn visit(&mut self, visitor: &mut Visitor) {
        let minor = !visitor.is_major();
        self.for_each_node(|node| {
            let start = if minor { node.unchanged } else { 0 };
            for words in node.words[start..].chunks(WORDS_AT_A_TIME) {
                visitor.words(words);
                visitor.drain();
            }
            node.unchanged = node.words.len();
        });
    }

    /// Calls `action` with the words of each root.
    pub(super) fn for_each(&mut self, mut action: impl FnMut(&[Word])) {
        self.for_each_node(|node| action(&node.words));
    }

    fn for_each_node(&mut self, mut action: impl FnMut(&mut Node)) {
        // SAFETY: linked nodes are alive: a RootVec unlinks its node before freeing it. Nothing
        // here runs code that holds another reference to a node.
        unsafe {
            let mut node = (*self.sentinel).next;
            while node != self.sentinel {
                action(&mut *node);
                node = (*node).next;
            }
        }
    }
}

impl Drop for RootList {
    fn drop(&mut self) {
        // SAFETY: as in `for_each_node`. Roots that outlive the heap become plain vectors.
        unsafe {
            let mut node = (*self.sentinel).next;
            while node != self.sentinel {
                let next = (*node).next;
                (*node).previous = node;
                (*node).next = node;
                node = next;
            }
            drop(Box::from_raw(self.sentinel));
        }
    }
}

/// A growable vector of tagged words that the collector sees.
pub struct RootVec {
    node: *mut Node,
}

impl RootVec {
    /// An empty vector whose words are roots of `heap` until it is dropped.
    pub fn new(heap: &mut Heap) -> RootVec {
        let sentinel = heap.roots.sentinel;
        // SAFETY: the sentinel and its neighbour are alive.
        unsafe {
            let node = Box::into_raw(Box::new(Node {
                previous: sentinel,
                next: (*sentinel).next,
                words: Vec::new(),
                unchanged: 0,
            }));
            (*(*sentinel).next).previous = node;
            (*sentinel).next = node;
            RootVec { node }
        }
    }

    fn node(&self) -> &Node {
        // SAFETY: the node lives as long as `self`.
        unsafe { &*self.node }
    }

    fn node_mut(&mut self) -> &mut Node {
        // SAFETY: the node lives as long as `self`, and the collector does not run meanwhile.
        unsafe { &mut *self.node }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.node().words.len()
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The words, in order.
    pub fn as_slice(&self) -> &[Word] {
        &self.node().words
    }

    /// The word at `index`. Panics beyond the end.
    pub fn get(&self, index: usize) -> Word {
        self.node().words[index]
    }

    /// Replaces the word at `index`. Panics beyond the end.
    pub fn set(&mut self, index: usize, word: Word) {
        let node = self.node_mut();
        node.words[index] = word;
        node.unchanged = node.unchanged.min(index);
    }

    /// Appends a word.
    pub fn push(&mut self, word: Word) {
        self.node_mut().words.push(word);
    }

    /// Removes and returns the last word.
    pub fn pop(&mut self) -> Option<Word> {
        let length = self.len().saturating_sub(1);
        let word = self.as_slice().last().copied();
        self.truncate(length);
        word
    }

    /// Drops the words from `length` on.
    pub fn truncate(&mut self, length: usize) {
        let node = self.node_mut();
        node.words.truncate(length);
        node.unchanged = node.unchanged.min(length);
    }

    /// Drops all words.
    pub fn clear(&mut self) {
        self.truncate(0);
    }
}

impl Drop for RootVec {
    fn drop(&mut self) {
        // SAFETY: the neighbours are alive, or the node is linked to itself.
        unsafe {
            let node = Box::from_raw(self.node);
            (*node.previous).next = node.next;
            (*node.next).previous = node.previous;
        }
    }
}

/// One tagged word that the collector sees.
pub struct Root {
    words: RootVec,
}

impl Root {
    /// A root of `heap` that holds `word` until it is dropped.
    pub fn new(heap: &mut Heap, word: Word) -> Root {
        let mut words = RootVec::new(heap);
        words.push(word);
        Root { words }
    }

    /// The word.
    pub fn get(&self) -> Word {
        self.words.get(0)
    }

    /// Replaces the word.
    pub fn set(&mut self, word: Word) {
        self.words.set(0, word);
    }
}
