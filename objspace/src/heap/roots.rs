//! Explicit roots that Rust structures own: [`Root`] (one word) and [`RootVec`] (many).
//!
//! Each is a node of a doubly linked list whose sentinel the heap owns, so that creating and
//! dropping one is a few stores and the owner may move freely. Nodes that changed since the last
//! collection are at the front of the list: a minor collection looks at no others.

use super::{Heap, Visitor, Word};
use std::ptr;

/// So many words are marked at a time, which keeps the mark stack short.
const WORDS_AT_A_TIME: usize = 1024;

struct Node {
    previous: *mut Node,
    next: *mut Node,
    /// The list's own node. A node whose heap is gone is a list of its own.
    sentinel: *mut Node,
    /// At the front of the list.
    changed: bool,
    words: Vec<Word>,
    /// The words below this index have not changed since the last collection, so what they
    /// refer to is old and a minor collection need not look.
    unchanged: usize,
}

impl Node {
    /// A node that is linked to itself.
    fn new() -> *mut Node {
        let node = Box::into_raw(Box::new(Node {
            previous: ptr::null_mut(),
            next: ptr::null_mut(),
            sentinel: ptr::null_mut(),
            changed: false,
            words: Vec::new(),
            unchanged: 0,
        }));
        // SAFETY: just allocated.
        unsafe { Node::isolate(node) };
        node
    }

    /// Makes `node` a list of its own, without regard to its neighbours.
    ///
    /// # Safety
    /// `node` is alive, and no reference to it is in use.
    unsafe fn isolate(node: *mut Node) {
        (*node).previous = node;
        (*node).next = node;
        (*node).sentinel = node;
    }

    /// Takes `node` out of its list.
    ///
    /// # Safety
    /// `node` and its neighbours are alive, and no reference to them is in use.
    unsafe fn unlink(node: *mut Node) {
        (*(*node).previous).next = (*node).next;
        (*(*node).next).previous = (*node).previous;
    }

    /// Puts `node` at the front of its sentinel's list.
    ///
    /// # Safety
    /// As [`Node::unlink`]; the sentinel is alive.
    unsafe fn link(node: *mut Node) {
        let sentinel = (*node).sentinel;
        (*node).previous = sentinel;
        (*node).next = (*sentinel).next;
        (*(*sentinel).next).previous = node;
        (*sentinel).next = node;
    }
}

/// The list of all explicit roots of a heap.
pub(super) struct RootList {
    sentinel: *mut Node,
}

impl RootList {
    pub(super) fn new() -> RootList {
        let sentinel = Node::new();
        RootList { sentinel }
    }

    /// Shows every word, or in a minor collection every changed one, to the visitor.
    pub(super) fn visit(&mut self, visitor: &mut Visitor) {
        let minor = !visitor.is_major();
        self.for_each_node(|node| {
            if minor && !node.changed {
                return false;
            }
            let start = if minor { node.unchanged } else { 0 };
            for words in node.words[start..].chunks(WORDS_AT_A_TIME) {
                visitor.words(words);
                visitor.drain();
            }
            node.unchanged = node.words.len();
            node.changed = false;
            true
        });
    }

    /// Calls `action` with the words of each root.
    pub(super) fn for_each(&mut self, mut action: impl FnMut(&[Word])) {
        self.for_each_node(|node| {
            action(&node.words);
            true
        });
    }

    /// Calls `action` with each node until it returns false.
    fn for_each_node(&mut self, mut action: impl FnMut(&mut Node) -> bool) {
        // SAFETY: linked nodes are alive: a RootVec unlinks its node before freeing it. Nothing
        // here runs code that holds another reference to a node.
        unsafe {
            let mut node = (*self.sentinel).next;
            while node != self.sentinel && action(&mut *node) {
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
                Node::isolate(node);
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
        let node = Node::new();
        // SAFETY: the node is new; the nodes of the list are alive.
        unsafe {
            (*node).sentinel = heap.roots.sentinel;
            (*node).changed = true;
            Node::link(node);
        }
        RootVec { node }
    }

    fn node(&self) -> &Node {
        // SAFETY: the node lives as long as `self`.
        unsafe { &*self.node }
    }

    /// The node, to change so that a minor collection has to look at it.
    fn change(&mut self) -> &mut Node {
        // SAFETY: the node lives as long as `self`, its neighbours are alive, and the collector
        // does not run meanwhile.
        unsafe {
            if !(*self.node).changed {
                (*self.node).changed = true;
                Node::unlink(self.node);
                Node::link(self.node);
            }
            &mut *self.node
        }
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
        let node = self.change();
        node.words[index] = word;
        node.unchanged = node.unchanged.min(index);
    }

    /// Appends a word.
    pub fn push(&mut self, word: Word) {
        self.change().words.push(word);
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
        // SAFETY: as in `change`; nothing new needs to be looked at.
        let node = unsafe { &mut *self.node };
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
        // SAFETY: the neighbours are alive (or the node itself), and nobody else has the node.
        unsafe {
            Node::unlink(self.node);
            drop(Box::from_raw(self.node));
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
