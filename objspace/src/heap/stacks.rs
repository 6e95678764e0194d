//! Native stacks and registers, scanned conservatively.

use super::memory::{self, REGISTERS};
use super::visitor::Visitor;
use super::Heap;

/// Names a stack registered by [`Heap::register_thread_stack`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadStack(u32);

#[derive(Clone)]
struct Stack {
    /// Words from here on hold no references.
    base: usize,
    /// What [`Heap::publish_thread_stack`] recorded.
    published: Option<(usize, [usize; REGISTERS])>,
}

/// The stacks of all threads and coroutines, of which at most one is running.
#[derive(Default)]
pub(super) struct Stacks {
    stacks: Vec<Option<Stack>>,
    running: Option<u32>,
}

impl Stacks {
    /// Shows every word of every stack to the visitor. `registers` and `stack_pointer` are those
    /// of the caller, which is on the running stack.
    pub fn visit(&self, registers: &[usize; REGISTERS], stack_pointer: usize, visitor: &mut Visitor) {
        for (index, stack) in self.stacks.iter().enumerate() {
            let Some(stack) = stack else { continue };
            let (low, registers) = match &stack.published {
                _ if self.running == Some(index as u32) => (stack_pointer, registers),
                Some((low, registers)) => (*low, registers),
                None => continue,
            };
            for &register in registers {
                visitor.conservative_word(register);
            }
            visitor.conservative(low, stack.base);
        }
    }

    fn get_mut(&mut self, stack: ThreadStack) -> &mut Stack {
        let stack = self.stacks[stack.0 as usize].as_mut();
        stack.expect("the stack was not unregistered")
    }
}

impl Heap {
    /// Registers the native stack of a thread or a coroutine. `base` is the highest address that
    /// can hold references: that of a local of the outermost function that has any, or above.
    /// The stack is not scanned until it is adopted.
    pub fn register_thread_stack(&mut self, base: usize) -> ThreadStack {
        let stack = Some(Stack { base, published: None });
        let stacks = &mut self.stacks.stacks;
        let index = stacks.iter().position(Option::is_none);
        let index = index.unwrap_or_else(|| {
            stacks.push(None);
            stacks.len() - 1
        });
        stacks[index] = stack;
        ThreadStack(index as u32)
    }

    /// Forgets a stack. Panics if it was forgotten before.
    pub fn unregister_thread_stack(&mut self, stack: ThreadStack) {
        self.stacks.get_mut(stack);
        self.stacks.stacks[stack.0 as usize] = None;
        if self.stacks.running == Some(stack.0) {
            self.stacks.running = None;
        }
    }

    /// The caller runs on `stack` from now on: it got the global lock, or switched to it.
    pub fn adopt_thread_stack(&mut self, stack: ThreadStack) {
        self.stacks.get_mut(stack).published = None;
        self.stacks.running = Some(stack.0);
    }

    /// The caller is about to give up the global lock or to switch stacks: its registers and
    /// stack pointer are recorded, and it touches no heap object until it adopts a stack.
    pub fn publish_thread_stack(&mut self) {
        memory::with_registers_spilled(|registers, stack_pointer| {
            if let Some(index) = self.stacks.running.take() {
                let published = Some((stack_pointer, *registers));
                self.stacks.get_mut(ThreadStack(index)).published = published;
            }
        });
    }
}
