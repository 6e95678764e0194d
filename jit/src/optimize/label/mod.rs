//! Labels: what one expects of those who come to it.
//!
//! A label's phis stand for the registers of the root frame, for fields of virtual objects that registers hold, and
//! for results that the loop's body may use without computing them (*derived*: loads, conditions, unboxed numbers). What is
//! *assumed* of a phi lets the body do without guards. Both are taken up only where the body makes use of them, and
//! whoever jumps to the label, the loop's own end and bridges alike, makes sure of them ([`Optimizer::satisfy`]).

mod arriving;
mod behind;
mod making;

use crate::helper::Helper;
use crate::ir::{Constant, Kind, Opcode, Operand};
use crate::memory::{Field, Shape};
use crate::optimize::fact::Tags;
use ahash::AHashMap;

/// What a label expects of those who jump to it.
#[derive(Clone, Debug)]
pub struct LabelInfo {
    /// The Label operation's `immediate`.
    pub number: u32,
    /// Kinds of its phis.
    pub phis: Vec<Kind>,
    pub(in crate::optimize) registers: Vec<LabelRegister>,
    pub(in crate::optimize) objects: Vec<LabelObject>,
    pub(in crate::optimize) derived: Vec<Derived>,
    pub(in crate::optimize) assumptions: Vec<Assumption>,
}

/// A register of the root frame at a label.
#[derive(Clone, Copy, Debug)]
pub(in crate::optimize) struct LabelRegister {
    pub register: u16,
    pub holds: Expected,
    /// Memory holds it too.
    pub in_memory: bool,
}

/// A virtual object at a label.
#[derive(Clone, Debug)]
pub(in crate::optimize) struct LabelObject {
    pub shape: Shape,
    pub fields: Vec<LabelField>,
}

#[derive(Clone, Copy, Debug)]
pub(in crate::optimize) struct LabelField {
    pub field: Field,
    pub item: bool,
    pub holds: Expected,
}

/// What is expected somewhere. The key names the place over several tries at a label.
#[derive(Clone, Copy, Debug)]
pub(in crate::optimize) struct Expected {
    pub key: u64,
    pub is: Is,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(in crate::optimize) enum Is {
    Constant(Constant),
    /// A phi of the same kind.
    Phi(u32),
    /// A boxed number; the phi stands for the number.
    Boxed(u32),
    Object(u32),
    /// Nobody asks.
    Anything,
}

/// A result that the body uses: of a load, a pure operation, a call that may be merged, a guard. Arguments are constants or
/// phis.
#[derive(Clone, Debug)]
pub(in crate::optimize) struct Derived {
    pub opcode: Opcode,
    /// For calls it is not the helper's number: that differs between traces.
    pub immediate: u64,
    pub helper: Option<&'static Helper>,
    pub arguments: Vec<Is>,
    pub result: Expected,
    pub used: bool,
}

/// What is assumed of a phi or a constant word, and which of it is made use of.
#[derive(Clone, Copy, Debug)]
pub(in crate::optimize) struct Assumption {
    pub of: Is,
    pub key: u64,
    /// The derived result that it is about; [`NO_IMPORT`]: a register, a field of an object, a constant.
    pub derived: u32,
    /// The word that it equals.
    pub constant: Option<u64>,
    pub use_constant: bool,
    pub tags: Tags,
    pub use_tags: bool,
    pub map: u32,
    pub use_map: bool,
    /// The integer is not negative.
    pub natural: bool,
}

impl Assumption {
    /// Some guard was left out for it.
    pub fn is_guarded(&self) -> bool {
        self.use_constant || self.use_tags || self.use_map
    }

    pub fn is_used(&self) -> bool {
        self.use_constant || self.use_tags || self.use_map || self.natural
    }
}

/// Keys of what is assumed, from the key of the place.
const CONSTANT_KEY: u64 = 0x636f_6e73;
const TAGS_KEY: u64 = 0x7461_6773;
const MAP_KEY: u64 = 0x6d61_7073;
const NATURAL_KEY: u64 = 0x6e61_7475;

/// How much a place was generalised: 0 = as it was found, [`NO_CONSTANT`], [`WORD`], [`DROPPED`].
#[derive(Clone, Default)]
pub(in crate::optimize) struct Levels {
    levels: AHashMap<u64, u8>,
    /// Everything is as general as can be.
    pub general: bool,
}

/// No constant, but a number of its kind.
pub(in crate::optimize) const NO_CONSTANT: u8 = 1;
/// A tagged word: not unboxed, not virtual.
pub(in crate::optimize) const WORD: u8 = 2;
/// Not derived, not assumed.
pub(in crate::optimize) const DROPPED: u8 = 3;

impl Levels {
    pub fn of(&self, key: u64) -> u8 {
        match self.general {
            true => DROPPED,
            false => self.levels.get(&key).copied().unwrap_or(0),
        }
    }

    fn allows(&self, key: u64) -> bool {
        self.of(key) < DROPPED
    }

    pub fn raise(&mut self, key: u64, level: u8) {
        let entry = self.levels.entry(key).or_insert(0);
        *entry = (*entry).max(level);
    }
}

/// Where a jump does not fit the label, and the level at which it would.
pub(in crate::optimize) type Problems = Vec<(u64, u8)>;

pub(in crate::optimize) fn mix(key: u64, with: u64) -> u64 {
    (key.rotate_left(17) ^ with).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The label that the walk has passed.
pub(in crate::optimize) struct ActiveLabel {
    pub info: LabelInfo,
    /// The operation of the first phi.
    first_phi: usize,
    /// The heap cache's time there.
    time: u32,
    /// Assumptions by phi, and by constant operand.
    of_phi: Vec<u32>,
    of_constant: AHashMap<Operand, u32>,
}

impl LabelInfo {
    /// A label with nothing but words: phi `i` is the `i`-th of `registers`.
    pub(super) fn plain(number: u32, registers: &[u16]) -> LabelInfo {
        let register = |(&register, phi): (&u16, u32)| LabelRegister {
            register,
            holds: Expected {
                key: 0,
                is: Is::Phi(phi),
            },
            in_memory: false,
        };
        LabelInfo {
            number,
            phis: vec![Kind::Value; registers.len()],
            registers: registers.iter().zip(0..).map(register).collect(),
            objects: Vec::new(),
            derived: Vec::new(),
            assumptions: Vec::new(),
        }
    }

    /// Whether it is such a label.
    pub(super) fn is_plain(&self, registers: &[u16]) -> bool {
        let same = |(at, (&register, phi)): (&LabelRegister, (&u16, u32))| {
            at.register == register && at.holds.is == Is::Phi(phi) && !at.in_memory
        };
        self.registers.len() == registers.len()
            && self.phis.iter().all(|&kind| kind == Kind::Value)
            && self.derived.is_empty()
            && self.assumptions.is_empty()
            && self.registers.iter().zip(registers.iter().zip(0..)).all(same)
    }

    fn key_of_object(&self, number: u32) -> u64 {
        let is = Is::Object(number);
        let registers = self.registers.iter().map(|at| at.holds);
        let fields = self
            .objects
            .iter()
            .flat_map(|object| &object.fields)
            .map(|field| field.holds);
        let mut all = registers.chain(fields);
        all.find(|expected| expected.is == is)
            .map_or(0, |expected| expected.key)
    }
}
