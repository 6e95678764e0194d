//! The trace IR: linear static single assignment. One table declares every operation.

use crate::helper::Helper;
use crate::snapshot::Snapshot;

/// The kind of an operation's result, of a constant and of a helper's parameter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Kind {
    /// A tagged word.
    Value,
    /// A raw 64-bit integer. A small integer of the language is kept unboxed as twice its value, so that the
    /// machine's overflow flag is the check of the 63-bit range.
    Integer,
    Float,
    Nothing,
}

/// What the optimizer may do with an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// Depends on its arguments alone: may be folded, merged, moved, dropped.
    Pure,
    /// Leaves the trace through its snapshot when the condition does not hold.
    Guard,
    /// Reads memory: may be merged and dropped.
    Load,
    /// Writes memory.
    Store,
    /// Allocates: dropped when the object does not escape.
    New,
    /// Calls; the effects are its helper's.
    Call,
    /// Parameters of the trace and of labels.
    Input,
    /// Ends the trace.
    End,
}

macro_rules! operations {
    ($($(#[doc = $doc:literal])* $name:ident $text:literal $arity:tt $result:ident $class:ident;)+) => {
        /// Every IR operation. The number after the text name is the arity (`*` = any).
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Opcode { $($(#[doc = $doc])* $name,)+ }

        impl Opcode {
            pub const ALL: &'static [Opcode] = &[$(Opcode::$name,)+];
            pub const fn text(self) -> &'static str { match self { $(Opcode::$name => $text,)+ } }
            /// None: any number of arguments.
            pub const fn arity(self) -> Option<usize> { match self { $(Opcode::$name => operations!(@arity $arity),)+ } }
            pub const fn result(self) -> Kind { match self { $(Opcode::$name => Kind::$result,)+ } }
            pub const fn class(self) -> Class { match self { $(Opcode::$name => Class::$class,)+ } }
        }
    };
    (@arity *) => { None };
    (@arity $n:literal) => { Some($n) };
}

operations! {
    /// Parameter `immediate` of the trace (live register of the entry label, value of a bridge's exit). For integers and
    /// floats see InputInteger and InputFloat.
    InputValue "input_value" 0 Value Input;
    InputInteger "input_integer" 0 Integer Input;
    InputFloat "input_float" 0 Float Input;
    /// Parameter of a loop label.
    PhiValue "phi_value" 0 Value Input;
    PhiInteger "phi_integer" 0 Integer Input;
    PhiFloat "phi_float" 0 Float Input;
    /// The start of a loop label: everything after it is the loop's body; the arguments are the initial values of the phis
    /// that follow it. `immediate` is the label's number in the tree (the root trace's is 0).
    Label "label" * Nothing Input;
    /// Register `immediate` of the root frame, as memory holds it when the trace is entered.
    LoadRegister "load_register" 0 Value Input;
    /// Writes register `immediate` of the root frame in memory (arguments of called traces).
    StoreRegister "store_register" 1 Nothing Store;

    /// The word's tag is Integer ([`Tag`](crate::language::Tag)). Boxed wide integers are pointers, unless the language takes them in.
    GuardInteger "guard_integer" 1 Nothing Guard;
    GuardNotInteger "guard_not_integer" 1 Nothing Guard;
    /// The word is a float, immediate or boxed.
    GuardFloat "guard_float" 1 Nothing Guard;
    GuardNotFloat "guard_not_float" 1 Nothing Guard;
    /// The word's tag is Pointer: a heap object that the language does not take for a number.
    GuardPointer "guard_pointer" 1 Nothing Guard;
    GuardNotPointer "guard_not_pointer" 1 Nothing Guard;
    /// The object's map id is `immediate`. The argument is known to be a pointer.
    GuardMap "guard_map" 1 Nothing Guard;
    /// The object's map id is not `immediate`.
    GuardNotMap "guard_not_map" 1 Nothing Guard;
    /// The word equals the constant second argument, bit for bit.
    GuardValue "guard_value" 2 Nothing Guard;
    GuardNotValue "guard_not_value" 2 Nothing Guard;
    /// The integer equals the constant second argument.
    GuardIntegerValue "guard_integer_value" 2 Nothing Guard;
    GuardTrue "guard_true" 1 Nothing Guard;
    GuardFalse "guard_false" 1 Nothing Guard;
    /// `(argument & (immediate >> 32)) == (immediate & 0xffffffff)` on a raw integer.
    GuardBits "guard_bits" 1 Nothing Guard;
    /// The call before it did not raise. Its argument is the call's result; the snapshot is a raising one.
    GuardNoException "guard_no_exception" 1 Nothing Guard;
    /// The call before it did raise; the recording went on in the handler.
    GuardException "guard_exception" 1 Nothing Guard;
    /// No watchpoint of the tree fired and no frame was forced during the call before it.
    GuardNotInvalidated "guard_not_invalidated" 0 Nothing Guard;
    /// Nothing is pending (signals, finalizers, thread switch): at back-edges and function entries.
    GuardNotPending "guard_not_pending" 0 Nothing Guard;

    /// Checked arithmetic on doubled integers: leaves through its snapshot on overflow.
    AddOverflow "add_overflow" 2 Integer Guard;
    SubtractOverflow "subtract_overflow" 2 Integer Guard;
    /// The product of two doubled integers, doubled (the first is halved before the multiplication).
    MultiplyOverflow "multiply_overflow" 2 Integer Guard;
    /// The inverted guards: leave when it does not overflow.
    AddOverflows "add_overflows" 2 Nothing Guard;
    SubtractOverflows "subtract_overflows" 2 Nothing Guard;
    MultiplyOverflows "multiply_overflows" 2 Nothing Guard;

    /// Wrapping arithmetic on raw integers.
    IntegerAdd "integer_add" 2 Integer Pure;
    IntegerSubtract "integer_subtract" 2 Integer Pure;
    IntegerMultiply "integer_multiply" 2 Integer Pure;
    IntegerAnd "integer_and" 2 Integer Pure;
    IntegerOr "integer_or" 2 Integer Pure;
    IntegerXor "integer_xor" 2 Integer Pure;
    /// Shift counts are 0..=63.
    IntegerShiftLeft "integer_shift_left" 2 Integer Pure;
    IntegerShiftRight "integer_shift_right" 2 Integer Pure;
    /// Quotient rounded to minus infinity; the divisor is neither 0 nor -1.
    IntegerFloorDivide "integer_floor_divide" 2 Integer Pure;
    /// Remainder with the divisor's sign; the divisor is neither 0 nor -1.
    IntegerModulo "integer_modulo" 2 Integer Pure;
    IntegerLess "integer_less" 2 Integer Pure;
    IntegerLessEqual "integer_less_equal" 2 Integer Pure;
    IntegerEqual "integer_equal" 2 Integer Pure;
    IntegerNotEqual "integer_not_equal" 2 Integer Pure;
    /// Unsigned comparison: bounds checks.
    IntegerBelow "integer_below" 2 Integer Pure;
    /// Bit for bit equality of two words.
    Same "same" 2 Integer Pure;
    FloatAdd "float_add" 2 Float Pure;
    FloatSubtract "float_subtract" 2 Float Pure;
    FloatMultiply "float_multiply" 2 Float Pure;
    FloatDivide "float_divide" 2 Float Pure;
    FloatNegate "float_negate" 1 Float Pure;
    FloatAbsolute "float_absolute" 1 Float Pure;
    FloatSquareRoot "float_square_root" 1 Float Pure;
    FloatFloor "float_floor" 1 Float Pure;
    FloatLess "float_less" 2 Integer Pure;
    FloatLessEqual "float_less_equal" 2 Integer Pure;
    FloatEqual "float_equal" 2 Integer Pure;
    /// A plain (not doubled) integer to the nearest float.
    IntegerToFloat "integer_to_float" 1 Float Pure;
    /// Truncates; the float is known to lie in the range of i64.
    FloatToInteger "float_to_integer" 1 Integer Pure;
    /// The float's bits.
    FloatBits "float_bits" 1 Integer Pure;
    BitsFloat "bits_float" 1 Float Pure;

    /// A doubled integer to a word. Never fails: the range is that of the tag.
    BoxInteger "box_integer" 1 Value Pure;
    /// A word known to be an integer to its doubled value. (One that the trace cannot hold leaves through the
    /// snapshot.)
    UnboxInteger "unbox_integer" 1 Integer Guard;
    BoxFloat "box_float" 1 Value Pure;
    UnboxFloat "unbox_float" 1 Float Pure;
    /// The word as a raw integer, and back (addresses, tagged constants).
    WordToInteger "word_to_integer" 1 Integer Pure;
    IntegerToWord "integer_to_word" 1 Value Pure;

    /// Field `immediate` (packed) of an object.
    GetFieldValue "get_field_value" 1 Value Load;
    GetFieldInteger "get_field_integer" 1 Integer Load;
    GetFieldFloat "get_field_float" 1 Float Load;
    SetField "set_field" 2 Nothing Store;
    /// Changes the object's map id to `immediate`.
    SetMap "set_map" 1 Nothing Store;
    /// Item (array, index) of the array `immediate` (packed); the index is a plain integer within bounds.
    GetItemValue "get_item_value" 2 Value Load;
    GetItemInteger "get_item_integer" 2 Integer Load;
    GetItemFloat "get_item_float" 2 Float Load;
    SetItem "set_item" 3 Nothing Store;
    /// A new object of shape `immediate` (packed); fields are zero.
    New "new" 0 Value New;
    /// Calls helper `immediate` (an index into the trace's helpers) with the arguments.
    CallValue "call_value" * Value Call;
    CallInteger "call_integer" * Integer Call;
    CallFloat "call_float" * Float Call;
    CallNothing "call_nothing" * Nothing Call;
    /// Calls compiled entry `Operation::entry` of code `immediate`, whose frame's register 0 is register `Operation::window` of this
    /// trace's root frame (its arguments are stored by StoreRegister); gives the function's value, 0 when it raised.
    CallTrace "call_trace" * Value Call;

    /// Back to the trace's own label with the next values of its phis.
    Jump "jump" * Nothing End;
    /// From a bridge to loop label `immediate` of the same tree with the next values of its phis, where the tree is compiled as
    /// a whole and the label dominates the bridge. Otherwise to the tree's entry label: the snapshot says what is live in
    /// which register, as for JumpTree.
    JumpLabel "jump_label" * Nothing End;
    /// To the entry label of tree `immediate`; the snapshot says what is live in which register.
    JumpTree "jump_tree" 0 Nothing End;
    /// The root frame returns the value; it raises, and the exception waits, if that is the constant 0.
    Finish "finish" 1 Nothing End;
    /// Always leaves through its snapshot.
    Exit "exit" 0 Nothing End;
}

impl Opcode {
    /// Guards on the state of the system: their exit must reach the driver each time, so it does not go on in a bridge that other
    /// guards with the same snapshot lead to.
    pub const fn is_never_bridged(self) -> bool {
        matches!(self, Opcode::GuardNotInvalidated | Opcode::GuardNotPending)
    }
}

/// The result of an operation, a constant, or (in snapshots only) a virtual object.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Operand(u32);

impl Operand {
    const CONSTANT: u32 = 1 << 31;
    const VIRTUAL: u32 = 1 << 30;
    pub const NONE: Operand = Operand(u32::MAX);

    pub const fn operation(index: usize) -> Operand {
        Operand(index as u32)
    }
    pub const fn constant(index: usize) -> Operand {
        Operand(index as u32 | Operand::CONSTANT)
    }
    pub const fn virtual_object(index: usize) -> Operand {
        Operand(index as u32 | Operand::VIRTUAL)
    }
    /// The operand as a number, for hashing.
    pub const fn bits(self) -> u32 {
        self.0
    }
    /// Index of the operation, if it is one's result.
    pub const fn as_operation(self) -> Option<usize> {
        if self.0 & (Operand::CONSTANT | Operand::VIRTUAL) == 0 {
            Some(self.0 as usize)
        } else {
            None
        }
    }
    /// Index into the trace's constants, if it is one.
    pub fn as_constant(self) -> Option<usize> {
        (self != Operand::NONE && self.0 & Operand::CONSTANT != 0).then_some((self.0 & !Operand::CONSTANT) as usize)
    }
    /// Index into the snapshot's virtual objects, if it is one.
    pub const fn as_virtual(self) -> Option<usize> {
        if self.0 & (Operand::CONSTANT | Operand::VIRTUAL) == Operand::VIRTUAL {
            Some((self.0 & !Operand::VIRTUAL) as usize)
        } else {
            None
        }
    }
}

impl std::fmt::Debug for Operand {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        if *self == Operand::NONE {
            f.write_str("none")
        } else if let Some(c) = self.as_constant() {
            write!(f, "c{c}")
        } else if let Some(v) = self.as_virtual() {
            write!(f, "virtual{v}")
        } else {
            write!(f, "v{}", self.0)
        }
    }
}

/// A constant of a trace. Values are roots of the collector for as long as the trace lives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Constant {
    pub kind: Kind,
    pub bits: u64,
}

pub type SnapshotIndex = u32;
pub const NO_SNAPSHOT: SnapshotIndex = u32::MAX;

/// One operation: its result is named by its index in the trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Operation {
    pub opcode: Opcode,
    pub arguments: Vec<Operand>,
    /// See the opcode's documentation; 0 where it says nothing.
    pub immediate: u64,
    pub second_immediate: u64,
    pub snapshot: SnapshotIndex,
}

/// A trace: recorded or optimized.
#[derive(Clone, Default)]
pub struct Trace {
    pub operations: Vec<Operation>,
    pub constants: Vec<Constant>,
    pub snapshots: Vec<Snapshot>,
    pub helpers: Vec<&'static Helper>,
}

impl Trace {
    /// The kind of an operand that is an operation's result or a constant.
    pub fn kind(&self, operand: Operand) -> Kind {
        match (operand.as_operation(), operand.as_constant()) {
            (Some(index), _) => self.operations[index].opcode.result(),
            (_, Some(index)) => self.constants[index].kind,
            _ => Kind::Value,
        }
    }

    /// Adds a snapshot.
    pub fn add_snapshot(&mut self, snapshot: Snapshot) -> SnapshotIndex {
        self.snapshots.push(snapshot);
        (self.snapshots.len() - 1) as SnapshotIndex
    }
}

impl Operation {
    /// CallTrace: where the callee's frame lies, in words from the root frame's register 0.
    pub const fn window(&self) -> u32 {
        self.second_immediate as u32
    }

    /// CallTrace: which of the code's entries is called ([`Language::entry`](crate::language::Language::entry)).
    pub const fn entry(&self) -> u32 {
        (self.second_immediate >> 32) as u32
    }

    /// What `second_immediate` of a CallTrace is.
    pub const fn call_place(window: u32, entry: u32) -> u64 {
        window as u64 | (entry as u64) << 32
    }

    pub fn new(opcode: Opcode, arguments: &[Operand], immediate: u64, snapshot: SnapshotIndex) -> Operation {
        Operation {
            opcode,
            arguments: arguments.to_vec(),
            immediate,
            second_immediate: 0,
            snapshot,
        }
    }
}

/// What an operation's immediates mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Immediate {
    None,
    /// A register, an input, a map, a label, a tree.
    Number,
    /// Mask in the upper half, value in the lower.
    Bits,
    /// A packed [`Field`](crate::memory::Field).
    Field,
    /// A packed [`Array`](crate::memory::Array).
    Array,
    /// A packed [`Shape`](crate::memory::Shape).
    Shape,
    /// An index into the trace's helpers.
    Helper,
    /// A function's code; window and entry in the second immediate.
    Call,
}

impl Opcode {
    /// What the operation's immediates mean.
    pub fn immediate(self) -> Immediate {
        use Opcode::*;
        match self {
            InputValue | InputInteger | InputFloat | Label | LoadRegister | StoreRegister | GuardMap | GuardNotMap
            | SetMap | Jump | JumpLabel | JumpTree => Immediate::Number,
            GuardBits => Immediate::Bits,
            GetFieldValue | GetFieldInteger | GetFieldFloat | SetField => Immediate::Field,
            GetItemValue | GetItemInteger | GetItemFloat | SetItem => Immediate::Array,
            New => Immediate::Shape,
            CallValue | CallInteger | CallFloat | CallNothing => Immediate::Helper,
            CallTrace => Immediate::Call,
            _ => Immediate::None,
        }
    }
}
