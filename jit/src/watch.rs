//! State that compiled code relies on without checking it: a watch is registered by the recordings that read the
//! state and fired by whoever changes it.

use std::cell::RefCell;

use crate::trees::TreeId;

/// Who relies on one piece of state. Eight bytes while nobody does.
#[derive(Default)]
pub struct Watch {
    // A box of a vector: watches are many and mostly empty.
    #[allow(clippy::box_collection)]
    dependents: RefCell<Option<Box<Vec<TreeId>>>>,
}

impl Watch {
    pub const fn new() -> Watch {
        Watch {
            dependents: RefCell::new(None),
        }
    }

    /// Whether anything relies on the state.
    pub fn is_watched(&self) -> bool {
        self.dependents.borrow().is_some()
    }

    /// Registers a tree (or a recording, which has its tree's id from the start). `is_alive` prunes the list when it
    /// is about to grow.
    pub(crate) fn register(&self, tree: TreeId, is_alive: impl Fn(TreeId) -> bool) {
        let mut dependents = self.dependents.borrow_mut();
        let list = dependents.get_or_insert_with(Default::default);
        if list.last() == Some(&tree) || list.contains(&tree) {
            return;
        }
        if list.len() == list.capacity() {
            list.retain(|&id| is_alive(id));
        }
        list.push(tree);
    }

    /// Empties the list: the trees that were on it.
    pub(crate) fn take(&self) -> Vec<TreeId> {
        self.dependents.take().map_or_else(Vec::new, |list| *list)
    }
}
