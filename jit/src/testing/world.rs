//! The world of random programs: registers, a heap of the plain language, helpers that log what they do.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::backend::plain::{self, PlainContext};
use crate::helper::{Effects, Helper};
use crate::ir::Kind;
use crate::language::Tag;
use crate::memory::{Array, Content, Field, Region, Shape};
use crate::optimize::Words;
use crate::reference::Host;

/// Maps of instances, which change from one to the other.
pub const INSTANCE_MAPS: [u32; 3] = [10, 11, 12];
/// Lists keep their map.
pub const LIST_MAP: u32 = 100;
/// Cells keep their map.
pub const CELL_MAP: u32 = 101;
/// All objects are as large: any field of one is a field of all.
pub const SIZE: u32 = 96;
/// Items of a list.
pub const LENGTH: i64 = 6;

pub const FIRST: Field = Field::new(8, Content::Value, Region::Instance);
pub const SECOND: Field = Field::new(16, Content::Value, Region::Instance);
pub const WORD: Field = Field::new(24, Content::Word, Region::Instance);
pub const FLOAT: Field = Field::new(32, Content::Float, Region::Instance);
pub const HALF: Field = Field::new(40, Content::Half, Region::Instance);
pub const BYTE: Field = Field::new(44, Content::Byte, Region::Instance);
pub const FIXED: Field = Field::immutable(48, Content::Value, Region::Instance);
pub const LIST_LENGTH: Field = Field::new(8, Content::Word, Region::List);
pub const ITEMS: Array = Array::new(16, 8, Content::Value, Region::List);
pub const CELL: Field = Field::new(8, Content::Value, Region::Cell);

/// A word that is nothing else.
pub const NONE: u64 = plain::immediate_word(1);
pub const TRUE: u64 = plain::immediate_word(2);

/// Registers that programs use.
pub const REGISTERS: usize = 16;

thread_local! {
    /// What helpers did, in words that do not depend on addresses.
    static LOG: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
    /// The objects that there are from the start.
    static OBJECTS: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// A word without its address.
fn trace_of(word: u64) -> u64 {
    // SAFETY: words of programs are of the plain language.
    unsafe {
        match plain::tag(word) {
            Tag::Float => float_bits(plain::float_of(word)),
            Tag::Pointer => plain::map_of(word) as u64 | 1 << 62,
            _ => word,
        }
    }
}

/// One NaN stands for all.
fn float_bits(float: f64) -> u64 {
    match float.is_nan() {
        true => f64::NAN.to_bits(),
        false => float.to_bits(),
    }
}

fn log(entry: u64) {
    LOG.with(|log| log.borrow_mut().push(entry));
}

unsafe fn field(object: u64, field: Field) -> *mut u64 {
    (object + field.offset as u64) as *mut u64
}

fn is_instance(word: u64) -> bool {
    // SAFETY: as in `trace_of`.
    unsafe { plain::tag(word) == Tag::Pointer && INSTANCE_MAPS.contains(&plain::map_of(word)) }
}

fn has_map(word: u64, map: u32) -> bool {
    // SAFETY: as in `trace_of`.
    unsafe { plain::tag(word) == Tag::Pointer && plain::map_of(word) == map }
}

extern "C" fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(7) ^ b.wrapping_mul(3)) & !1
}

extern "C" fn sine(x: f64) -> f64 {
    x.sin()
}

extern "C" fn read_first(_: *mut PlainContext, object: u64) -> u64 {
    match is_instance(object) {
        // SAFETY: an instance has the field.
        true => unsafe { *field(object, FIRST) },
        false => NONE,
    }
}

extern "C" fn read_item(context: *mut PlainContext, list: u64, index: u64) -> u64 {
    if !has_map(list, LIST_MAP) || index as i64 >= LENGTH || (index as i64) < 0 {
        // SAFETY: traces pass their context.
        unsafe { (*context).exception = NONE };
        return 0;
    }
    // SAFETY: the index lies within the list.
    unsafe { plain_item(list, index as i64).read() }
}

unsafe fn plain_item(list: u64, index: i64) -> *mut u64 {
    (list + ITEMS.first as u64 + ITEMS.stride as u64 * index as u64) as *mut u64
}

extern "C" fn write_first(_: *mut PlainContext, object: u64, value: u64) {
    log(1);
    log(trace_of(value));
    if is_instance(object) {
        // SAFETY: an instance has the field.
        unsafe {
            *field(object, FIRST) = value;
            if value & 3 == 3 {
                *(object as *mut u32) = INSTANCE_MAPS[1];
            }
        }
    }
}

extern "C" fn write_item(_: *mut PlainContext, list: u64, value: u64) {
    log(2);
    log(trace_of(value));
    if has_map(list, LIST_MAP) {
        // SAFETY: a list has items.
        unsafe { plain_item(list, 1).write(value) };
    }
}

/// Stands for code of the language: it may do anything.
extern "C" fn run(context: *mut PlainContext, value: u64) -> u64 {
    log(3);
    log(trace_of(value));
    let first = OBJECTS.with(|objects| objects.borrow()[0]);
    // SAFETY: the first object is an instance.
    unsafe {
        *field(first, SECOND) = value;
        if value & 15 == 7 {
            *(first as *mut u32) = INSTANCE_MAPS[2];
        }
        if value & 7 == 5 {
            (*context).exception = value;
            return 0;
        }
    }
    value
}

extern "C" fn new_pair(context: *mut PlainContext, a: u64, b: u64) -> u64 {
    let shape = Shape {
        size: SIZE,
        map: INSTANCE_MAPS[0],
    };
    // SAFETY: traces pass their context; a new instance has the fields.
    unsafe {
        let object = (*context).allocate(shape);
        *field(object, FIRST) = a;
        *field(object, SECOND) = b;
        *field(object, FIXED) = NONE;
        object
    }
}

extern "C" fn clear_exception(context: *mut PlainContext) {
    // SAFETY: traces pass their context.
    unsafe { (*context).exception = 0 };
}

const V: Kind = Kind::Value;
const I: Kind = Kind::Integer;

macro_rules! helpers {
    ($($upper:ident $name:ident ($($parameter:expr),*) $result:expr, $effects:expr, $leaf:expr;)+) => {
        $(pub static $upper: Helper = {
            let helper = Helper::new(
                stringify!($name), $name as *const u8, &[$($parameter),*], $result, $effects);
            if $leaf { helper.leaf() } else { helper }
        };)+
        /// All helpers that programs call.
        pub static HELPERS: &[&Helper] = &[$(&$upper),+];
    };
}

helpers! {
    MIX mix (I, I) I, Effects::PURE, true;
    SINE sine (Kind::Float) Kind::Float, Effects::PURE, true;
    READ_FIRST read_first (V) V, Effects::READ_INSTANCE, false;
    READ_ITEM read_item (V, I) V, Effects::READ_LIST.and(Effects::RAISES), false;
    WRITE_FIRST write_first (V, V) Kind::Nothing, Effects::WRITE_INSTANCE, false;
    WRITE_ITEM write_item (V, V) Kind::Nothing, Effects::WRITE_LIST, false;
    RUN run (V) V, Effects::RUNS_LANGUAGE, false;
    NEW_PAIR new_pair (V, V) V, Effects::ALLOCATES, false;
    CLEAR_EXCEPTION clear_exception () Kind::Nothing, Effects::WRITE_OTHER, false;
}

/// Words of the plain language, as the optimizer sees constants.
pub fn words() -> Words {
    Words {
        // SAFETY: constants of programs are words of the plain language.
        tag: |word| match word {
            0 => Tag::Immediate,
            _ => unsafe { plain::tag(word) },
        },
        is_fixed_map: |map| map >= LIST_MAP,
        ..Words::tagging()
    }
}

/// Registers and heap of a run.
pub struct World {
    pub context: Box<PlainContext>,
    pub registers: Vec<u64>,
    /// Objects that there are from the start.
    pub objects: Vec<u64>,
    /// Guards executed since [`World::reset`].
    pub guards: u64,
    /// Guards that are to fail: this one (counted as `guards`) and every so many after it (0: none).
    pub fail: (u64, u64),
    /// Guards on the state of the tree and on what is pending that are to fail: every so many (0: none).
    pub interrupt: u64,
    interrupts: u64,
}

impl Default for World {
    fn default() -> World {
        World::new()
    }
}

impl World {
    /// A new heap with a few objects.
    pub fn new() -> World {
        let mut context = PlainContext::new();
        let mut objects = Vec::new();
        for map in [
            INSTANCE_MAPS[0],
            INSTANCE_MAPS[0],
            INSTANCE_MAPS[1],
            LIST_MAP,
            LIST_MAP,
            CELL_MAP,
        ] {
            objects.push(context.allocate(Shape { size: SIZE, map }));
        }
        let mut world = World {
            context,
            registers: vec![NONE; 256],
            objects,
            guards: 0,
            fail: (u64::MAX, 0),
            interrupt: 0,
            interrupts: 0,
        };
        world.reset();
        world
    }

    /// Everything is as it was at first. (Objects made since stay allocated, out of reach.)
    pub fn reset(&mut self) {
        LOG.with(|log| log.borrow_mut().clear());
        OBJECTS.with(|objects| objects.borrow_mut().clone_from(&self.objects));
        self.context.exception = 0;
        self.registers.fill(NONE);
        (self.guards, self.interrupts) = (0, 0);
        let integer = plain::integer_word;
        let objects = self.objects.clone();
        for (number, &object) in objects.iter().enumerate() {
            // SAFETY: all objects have the same size.
            unsafe {
                for offset in (8..SIZE as u64).step_by(8) {
                    *((object + offset) as *mut u64) = NONE;
                }
                match number {
                    0..=2 => {
                        *(object as *mut u32) = INSTANCE_MAPS[number / 2];
                        *field(object, FIRST) = integer(number as i64 + 3);
                        *field(object, SECOND) = plain::float_word(1.5 + number as f64).unwrap_or(NONE);
                        *field(object, WORD) = 10 + number as u64;
                        *field(object, FLOAT) = 0.25f64.to_bits();
                        *field(object, HALF) = 0;
                        *field(object, FIXED) = objects[(number + 1) % 3];
                    }
                    3 | 4 => {
                        *field(object, LIST_LENGTH) = LENGTH as u64;
                        for index in 0..LENGTH {
                            *plain_item(object, index) = integer(index * 5 + number as i64);
                        }
                    }
                    _ => *field(object, CELL) = integer(1),
                }
            }
        }
    }

    /// What can be seen of the world: the log, these registers, all objects within reach. Equal worlds give equal
    /// descriptions, wherever their objects lie.
    pub fn describe(&self, registers: &[u16]) -> Vec<u64> {
        let mut description = LOG.with(|log| log.borrow().clone());
        let mut numbers = HashMap::new();
        let mut work = Vec::new();
        let roots = registers.iter().map(|&register| self.registers[register as usize]);
        let mut words: Vec<u64> = roots.chain(self.objects.iter().copied()).collect();
        loop {
            for word in words.drain(..) {
                // SAFETY: words of programs are of the plain language.
                match unsafe { plain::tag(word) } {
                    Tag::Pointer => {
                        let next = numbers.len() as u64;
                        let number = *numbers.entry(word).or_insert_with(|| {
                            work.push(word);
                            next
                        });
                        description.push(number | 1 << 63);
                    }
                    Tag::Float => description.push(unsafe { float_bits(plain::float_of(word)) }),
                    _ => description.push(word),
                }
            }
            let Some(object) = work.pop() else {
                return description;
            };
            // SAFETY: an object that a word points to, and its fields.
            unsafe {
                let map = plain::map_of(object);
                description.push(map as u64);
                match map {
                    LIST_MAP => words.extend((0..LENGTH).map(|index| *plain_item(object, index))),
                    CELL_MAP => words.push(*field(object, CELL)),
                    _ => {
                        description.push(*field(object, WORD));
                        description.push(float_bits(f64::from_bits(*field(object, FLOAT))));
                        description.push(*field(object, HALF) & 0xff_ffff_ffff);
                        words.extend([FIRST, SECOND, FIXED].map(|at| *field(object, at)));
                    }
                }
                words.retain(|&word| word != 0);
            }
        }
    }
}

impl Host for World {
    fn tag(&mut self, word: u64) -> Tag {
        // SAFETY: words of programs are of the plain language.
        unsafe { plain::tag(word) }
    }

    fn map(&mut self, object: u64) -> u32 {
        // SAFETY: the trace knows that it is an object.
        unsafe { plain::map_of(object) }
    }

    fn set_map(&mut self, object: u64, map: u32) {
        // SAFETY: the trace knows that it is an object.
        unsafe { *(object as *mut u32) = map }
    }

    fn box_integer(&mut self, doubled: i64) -> u64 {
        doubled as u64 | 1
    }

    fn unbox_integer(&mut self, word: u64) -> Option<i64> {
        (word & 1 == 1).then_some((word & !1) as i64)
    }

    fn box_float(&mut self, float: f64) -> u64 {
        self.context.box_float(float)
    }

    fn unbox_float(&mut self, word: u64) -> f64 {
        // SAFETY: the trace knows that it is a float.
        unsafe { plain::float_of(word) }
    }

    fn allocate(&mut self, shape: Shape) -> u64 {
        self.context.allocate(shape)
    }

    fn load(&mut self, object: u64, offset: u64, content: Content) -> u64 {
        let address = object.wrapping_add(offset);
        // SAFETY: traces load from objects within their bounds.
        unsafe {
            assert!(
                plain::map_of(object) >= 3 && offset < SIZE as u64,
                "a load that is out of bounds"
            );
            match content {
                Content::Half => *(address as *const u32) as u64,
                Content::Byte => *(address as *const u8) as u64,
                _ => *(address as *const u64),
            }
        }
    }

    fn store(&mut self, object: u64, offset: u64, content: Content, bits: u64) {
        let address = object.wrapping_add(offset);
        // SAFETY: traces store into objects within their bounds.
        unsafe {
            assert!(
                plain::map_of(object) >= 3 && offset < SIZE as u64,
                "a store that is out of bounds"
            );
            match content {
                Content::Half => *(address as *mut u32) = bits as u32,
                Content::Byte => *(address as *mut u8) = bits as u8,
                _ => *(address as *mut u64) = bits,
            }
        }
    }

    fn call(&mut self, helper: &'static Helper, arguments: &[u64]) -> u64 {
        let context = self.context.pointer() as u64;
        let address = helper.address;
        // SAFETY: the helpers of this module, by their declared signatures.
        unsafe {
            type One = extern "C" fn(u64) -> u64;
            type Two = extern "C" fn(u64, u64) -> u64;
            type Three = extern "C" fn(u64, u64, u64) -> u64;
            match (helper.without_context, arguments) {
                (true, &[x]) if helper.result == Kind::Float => {
                    let function: extern "C" fn(f64) -> f64 = std::mem::transmute(address);
                    function(f64::from_bits(x)).to_bits()
                }
                (true, &[a, b]) => std::mem::transmute::<*const u8, Two>(address)(a, b),
                (false, &[]) => std::mem::transmute::<*const u8, One>(address)(context),
                (false, &[a]) => std::mem::transmute::<*const u8, Two>(address)(context, a),
                (false, &[a, b]) => std::mem::transmute::<*const u8, Three>(address)(context, a, b),
                _ => unreachable!("no helper has such a signature"),
            }
        }
    }

    fn call_trace(&mut self, _code: u64, _base: u64) -> u64 {
        unreachable!("random programs call no traces")
    }

    fn raised(&mut self) -> bool {
        self.context.exception != 0
    }

    fn pending(&mut self) -> bool {
        self.interrupts += 1;
        self.interrupt != 0 && self.interrupts.is_multiple_of(self.interrupt)
    }

    fn invalidated(&mut self) -> bool {
        self.pending()
    }

    fn register(&mut self, index: u64) -> &mut u64 {
        &mut self.registers[index as usize]
    }

    fn fail_guard(&mut self) -> bool {
        let guard = self.guards;
        self.guards += 1;
        let (first, every) = self.fail;
        guard == first || every != 0 && guard > first && (guard - first).is_multiple_of(every)
    }
}
