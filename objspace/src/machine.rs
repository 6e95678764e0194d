//! What Python's semantics need beyond `jit::Machine`: positions, frames, globals, and the green answers about classes and
//! namespaces that inline caches and watches stand behind.

use crate::class::TypeObject;
use crate::code::CodeObject;
use crate::dict::DictObject;
use crate::function::PrototypeObject;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use jit::Machine;

/// What a stage says to the loop that runs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Control {
    /// Go on with the instruction at the position.
    Next,
    /// Go on with the stage that the machine was told to enter, of the instruction at the position.
    EnterStage,
    /// An exception waits; it was raised at the position.
    Raise,
    /// A boundary frame returned: its value is in its register 0.
    Boundary,
    /// A generator's frame of a nested run yielded (its value is in register 0), or ended.
    Yielded,
    Finished,
    /// The counter of the loop whose header the machine stands at ran out.
    HotLoop,
    /// The counter of the function whose frame was just pushed ran out.
    HotFunction,
    /// Something is pending: poll, then go on.
    Poll,
    /// A recording ended.
    Stop,
}

/// How an attribute of objects of one map is read. Packed into a word for inline caches: a kind in the low three bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AttributePlan {
    /// In the object, at this byte offset.
    Slot(u32),
    /// In the overflow array that the field at the offset points to: item number.
    Overflow(u32, u32),
    /// A class attribute that needs no binding.
    Constant(Value),
    /// A function of the class.
    Method(Value),
    /// A method of an exact built-in type: its descriptor.
    NativeMethod(Value),
    /// A property with this Python function as getter.
    Property(Value),
    /// Any other way: the full protocol.
    Slow,
}

impl AttributePlan {
    pub fn pack(self) -> u64 {
        match self {
            AttributePlan::Constant(v) if v.is_pointer() => v.0,
            AttributePlan::Constant(_) | AttributePlan::Slow => 5,
            AttributePlan::Slot(offset) => (offset as u64) << 3 | 1,
            AttributePlan::Overflow(offset, item) => (offset as u64) << 3 | (item as u64) << 35 | 2,
            AttributePlan::Method(f) => f.0 | 3,
            AttributePlan::Property(f) => f.0 | 4,
            AttributePlan::NativeMethod(f) => f.0 | 6,
        }
    }

    #[inline(always)]
    pub fn unpack(word: u64) -> AttributePlan {
        match word & 7 {
            0 => AttributePlan::Constant(Value(word)),
            1 => AttributePlan::Slot((word >> 3) as u32),
            2 => AttributePlan::Overflow((word >> 3) as u32, (word >> 35) as u32),
            3 => AttributePlan::Method(Value(word & !7)),
            4 => AttributePlan::Property(Value(word & !7)),
            6 => AttributePlan::NativeMethod(Value(word & !7)),
            _ => AttributePlan::Slow,
        }
    }
}

/// How an attribute of objects of one map is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StorePlan {
    Slot(u32),
    Overflow(u32, u32),
    /// The attribute is new: into the slot at the offset, and the object gets this map.
    Add {
        offset: u32,
        map: u32,
    },
    Slow,
}

impl StorePlan {
    pub fn pack(self) -> u64 {
        match self {
            StorePlan::Slow => 0,
            StorePlan::Slot(offset) => (offset as u64) << 3 | 1,
            StorePlan::Overflow(offset, item) => (offset as u64) << 3 | (item as u64) << 35 | 2,
            StorePlan::Add { offset, map } => (offset as u64) << 3 | (map as u64) << 32 | 3,
        }
    }

    #[inline(always)]
    pub fn unpack(word: u64) -> StorePlan {
        match word & 7 {
            1 => StorePlan::Slot((word >> 3) as u32),
            2 => StorePlan::Overflow((word >> 3) as u32, (word >> 35) as u32),
            3 => StorePlan::Add {
                offset: word as u32 >> 3,
                map: (word >> 32) as u32,
            },
            _ => StorePlan::Slow,
        }
    }
}

/// A Python function call about to be made: everything green but the values.
#[derive(Clone, Copy)]
pub struct Push {
    pub code: Ref<CodeObject>,
    /// The caller's register that becomes register 0.
    pub window: u16,
    pub flags: u16,
    /// The stage at which the caller goes on; 0: at the next instruction, `advance` words on.
    pub continuation: u16,
    pub advance: u16,
    /// Arguments that are in their registers already; the other locals become unbound.
    pub arguments: u16,
}

pub trait PyMachine: Machine {
    // --- position
    /// Address of the running instruction.
    fn position(&self) -> *const u64;
    /// Goes on `words` further.
    fn advance(&mut self, words: usize);
    /// Goes on at the instruction `offset` words from this one.
    fn jump(&mut self, offset: i32);
    /// A loop's back-edge: jumps to the header; the counter cell is the instruction's first extra word.
    fn jump_back(&mut self, offset: i32) -> Control;
    /// Goes on with another stage of the same instruction: `return m.enter_stage(...)`.
    fn enter_stage(&mut self, stage: u16) -> Control;
    /// The code that runs.
    fn code(&self) -> Ref<CodeObject>;
    /// The machine's green state. Reading what can change needs a watch, a guard or an inline cache.
    fn vm(&mut self) -> &'static mut Vm;

    /// A register, or with bit 15 a constant.
    fn operand(&mut self, operand: u16) -> Self::V;

    // --- green answers
    /// The prototype of a function: its code and globals.
    fn prototype(&mut self, function: Self::V) -> Ref<PrototypeObject>;
    /// How `object.name` is read for the map. Exec: inline cache in the first two extra words. Recorder: watches what it depends on.
    fn attribute_plan(&mut self, map: u32, name: Ref<StrObject>) -> AttributePlan;
    fn store_plan(&mut self, map: u32, name: Ref<StrObject>) -> StorePlan;
    /// The class attribute of objects of this map, as `Vm::lookup` finds it (special methods).
    fn class_attribute(&mut self, map: u32, name: Ref<StrObject>) -> Option<Value>;
    /// The attribute that an old-style class or its bases have, as it lies in their namespaces. The outer None: not told.
    fn old_class_attribute(&mut self, class: Value, name: Ref<StrObject>) -> Option<Option<Value>>;
    /// The attribute that a class (whose metaclass is `type`) or its bases have, as it lies in their namespaces. The outer None: not told.
    fn type_attribute(&mut self, class: Ref<TypeObject>, name: Ref<StrObject>) -> Option<Option<Value>>;
    /// The value of an attribute of a class, or old-style class, that is written again and again. None: it is not, or is not there.
    fn class_variable(&mut self, class: Value, name: Ref<StrObject>) -> Option<Self::V>;
    /// Writes such an attribute of the class itself, if that concerns nobody. The stage's effect. False: not done.
    fn store_class_variable(&mut self, class: Value, name: Ref<StrObject>, v: Self::V) -> bool;
    /// The entry of a namespace whose dict is green. None: absent.
    fn namespace_entry(&mut self, dict: Ref<DictObject>, name: Ref<StrObject>) -> Option<Self::V>;
    /// A global variable or builtin; inline cache in the first two extra words. Err: NameError.
    fn load_global(&mut self, name: Ref<StrObject>) -> Result<Self::V>;

    // --- frames
    /// Pushes the frame of a Python function: register `window` holds the function, its arguments follow. The stage's effect.
    fn push_frame(&mut self, push: Push) -> Control;
    /// The running frame returns.
    fn return_value(&mut self, v: Self::V) -> Control;
    /// A recording ends at the start of this stage: the interpreter does what follows, whenever a trace comes to it.
    fn leave_to_interpreter(&mut self);
    /// Whether `resume_generator` does for this generator: one that nobody looks at. If not, it is resumed by a helper.
    fn may_resume(&mut self, generator: Self::V) -> bool;
    /// Pushes a suspended generator's frame with its registers; `sent` is what its yield expression gives.
    fn resume_generator(&mut self, generator: Self::V, sent: Self::V, push: Push) -> Control;
    /// The running frame, a generator's, yields.
    fn yield_value(&mut self, v: Self::V, result: u16) -> Control;

    /// What has just run may have assigned the running frame's variables by name (exec, import *).
    fn variables_assigned(&mut self);
    /// What comes looks at the frame's variables in memory.
    fn shows_variables(&mut self);

    /// The vm-green name at index `i` of co_names.
    #[inline(always)]
    fn name(&self, i: u16) -> Ref<StrObject> {
        let names = self.code().names.of::<crate::tuple::TupleObject>();
        Ref::of(names.get(i as usize))
    }
}
