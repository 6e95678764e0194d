//! Random traces, on machine code and on the reference interpreter: both must end the same way, with the same frames and
//! the same heap. Where a run leaves, a random bridge grows, until the tree is large; each tree is run with its
//! bridges compiled one by one, and compiled as a whole, and with guards that fail although they hold.
//!
//! `RANDOM_TREES` says how many trees are tried, `RANDOM_SEED` where to begin.

use crate::generate::{generate, GeneratedPart, Random, FUEL_REGISTER, HELPERS, OBJECT_SIZE};
use crate::support::{exit_of, Machine};
use jit::backend::activation::{read, unlink, Activation};
use jit::backend::plain::{self, float_word, immediate_word, integer_word, PlainContext, FLOAT_MAP};
use jit::backend::{BackendOptions, Branch, Code, Exit, Outcome};
use jit::helper::Helper;
use jit::ir::{Class, Kind, Opcode, Operand, Operation};
use jit::language::Tag;
use jit::memory::{Content, Shape};
use jit::reference::{self, Host, Run, Start};
use jit::verify::verify;
use std::collections::{BTreeMap, HashSet};

const REGISTERS: usize = 64;

/// Memory that traces run in: registers and a heap. The same seed makes the same world.
struct World {
    context: Box<PlainContext>,
    registers: Vec<u64>,
    /// Stands for the running code's record where there is none.
    record: Box<Activation>,
    /// Every how many guards one fails, and how many there are to the next; 0 = off.
    fail_guards: u32,
    next_failure: u32,
}

fn set_up(seed: u64, context: &mut PlainContext, registers: &mut [u64]) {
    let mut random = Random::new(seed);
    let objects: Vec<u64> = (0..4)
        .map(|_| {
            let map = 5 + random.below(3) as u32;
            context.allocate(Shape { size: OBJECT_SIZE, map })
        })
        .collect();
    let word = |random: &mut Random, context: &mut PlainContext| match random.below(8) {
        0..=2 => integer_word(random.integer() >> 1),
        3 => float_word(random.below(100) as f64 / 4.0 + 0.25).expect("a common float"),
        4 => context.box_float([0.0, 1e300, f64::NAN][random.below(3)]),
        5 => immediate_word(random.below(3) as u32),
        6 => context.box_integer(i64::MAX - random.below(3) as i64),
        _ => objects[random.below(4)],
    };
    for &object in &objects {
        for index in [1, 2, 6, 7, 8, 9] {
            let word = word(&mut random, context);
            // Invariant: objects have `OBJECT_SIZE` bytes.
            unsafe { *(object as *mut u64).add(index) = word };
        }
        unsafe {
            *(object as *mut u32).add(1) = random.below(2) as u32 * plain::OLD;
            *(object as *mut u64).add(3) = random.integer() as u64;
            *(object as *mut f64).add(4) = random.below(64) as f64;
        }
    }
    for register in registers.iter_mut() {
        *register = word(&mut random, context);
    }
    registers[FUEL_REGISTER as usize] = integer_word(40);
    registers[0] = objects[0];
}

impl World {
    fn new(seed: u64) -> World {
        let mut context = PlainContext::new();
        let mut registers = vec![0; REGISTERS];
        set_up(seed, &mut context, &mut registers);
        World {
            context,
            registers,
            // Only numbers and pointers.
            record: Box::new(unsafe { std::mem::zeroed() }),
            fail_guards: 0,
            next_failure: 0,
        }
    }
}

impl Host for World {
    fn tag(&mut self, word: u64) -> Tag {
        unsafe { plain::tag(word) }
    }
    fn map(&mut self, object: u64) -> u32 {
        unsafe { plain::map_of(object) }
    }
    fn set_map(&mut self, object: u64, map: u32) {
        unsafe { *(object as *mut u32) = map }
    }
    fn box_integer(&mut self, doubled: i64) -> u64 {
        doubled as u64 | 1
    }
    fn unbox_integer(&mut self, word: u64) -> Option<i64> {
        (word & 1 == 1).then_some(word as i64 & !1)
    }
    fn box_float(&mut self, float: f64) -> u64 {
        self.context.box_float(float)
    }
    fn unbox_float(&mut self, word: u64) -> f64 {
        unsafe { plain::float_of(word) }
    }
    fn allocate(&mut self, shape: Shape) -> u64 {
        self.context.allocate(shape)
    }
    fn load(&mut self, object: u64, offset: u64, content: Content) -> u64 {
        unsafe { jit::plain::load(object + offset, content) }
    }
    fn store(&mut self, object: u64, offset: u64, content: Content, bits: u64) {
        unsafe { jit::plain::store(object + offset, content, bits) }
    }
    fn call(&mut self, helper: &'static Helper, arguments: &[u64]) -> u64 {
        self.context.activation = &mut *self.record;
        let known = HELPERS.iter().find(|known| known.0.name == helper.name);
        let call = known.expect("a helper of the generator").1;
        call(self.context.pointer(), arguments)
    }
    fn call_trace(&mut self, _code: u64, _base: u64) -> u64 {
        unreachable!("not generated")
    }
    fn raised(&mut self) -> bool {
        self.context.exception != 0
    }
    fn pending(&mut self) -> bool {
        self.context.pending != 0
    }
    fn invalidated(&mut self) -> bool {
        self.record.flags != 0
    }
    fn register(&mut self, index: u64) -> &mut u64 {
        &mut self.registers[index as usize]
    }
    fn fail_guard(&mut self) -> bool {
        if self.fail_guards == 0 {
            return false;
        }
        self.next_failure -= 1;
        if self.next_failure != 0 {
            return false;
        }
        self.next_failure = self.fail_guards;
        true
    }
}

/// A tree: its traces, and which bridge continues which exit.
struct Tree {
    parts: Vec<GeneratedPart>,
    bridges: BTreeMap<(usize, u32), usize>,
}

impl Tree {
    /// Whether a guard leads to a part for certain. Where only a jump does, which the compiled tree takes to a label
    /// instead, other jumps to the part's label go to the entry.
    fn reaches(&self, part: usize) -> bool {
        let Some((&(parent, snapshot), _)) = self.bridges.iter().find(|bridge| *bridge.1 == part) else {
            return true;
        };
        let leads = |operation: &Operation| {
            operation.snapshot == snapshot
                && operation.opcode.class() != Class::Call
                && !matches!(
                    operation.opcode,
                    Opcode::GuardNotInvalidated | Opcode::GuardNotPending | Opcode::JumpLabel
                )
        };
        self.reaches(parent) && self.parts[parent].trace.operations.iter().any(leads)
    }
}

/// How a run ended, as far as both backends can tell.
#[derive(Clone, PartialEq, Debug)]
enum End {
    Finished,
    Exit { part: usize, snapshot: u32, leaves: bool },
}

/// Runs a tree on the reference interpreter. Compiled one by one, bridges reach labels of other traces through the entry.
fn run_reference(tree: &Tree, whole: bool, world: &mut World) -> End {
    let mut part = 0;
    let mut inputs = Vec::new();
    let mut at_label = false;
    world.record.flags = 0;
    loop {
        let trace = &tree.parts[part].trace;
        let mut run = Run::new(trace);
        let start = match at_label {
            true => Start::Label(&inputs),
            false => Start::Entry(&inputs),
        };
        let outcome = run.run(world, start);
        at_label = false;
        let (snapshot, to_entry) = match outcome {
            reference::Outcome::Finished(word) => {
                world.registers[1] = word;
                return End::Finished;
            }
            reference::Outcome::Exit { operation, snapshot } => {
                let opcode = trace.operations[operation].opcode;
                let leaves = matches!(opcode, Opcode::GuardNotInvalidated | Opcode::GuardNotPending);
                if let (Some(&bridge), false) = (tree.bridges.get(&(part, snapshot)), leaves) {
                    inputs = run.exit_values(snapshot);
                    part = bridge;
                    continue;
                }
                run.rebuild(world, snapshot);
                return End::Exit { part, snapshot, leaves };
            }
            reference::Outcome::Label {
                label,
                arguments,
                snapshot,
            } => {
                if whole && tree.reaches(label as usize) {
                    part = label as usize;
                    inputs = arguments;
                    at_label = true;
                    continue;
                }
                (snapshot, true)
            }
            reference::Outcome::Tree { snapshot, .. } => (snapshot, true),
        };
        assert!(to_entry);
        let frames = &trace.snapshots[snapshot as usize];
        if frames.frames.len() > 1 || frames.raising {
            if let Some(&bridge) = tree.bridges.get(&(part, snapshot)) {
                inputs = run.exit_values(snapshot);
                part = bridge;
                continue;
            }
            run.rebuild(world, snapshot);
            return End::Exit {
                part,
                snapshot,
                leaves: false,
            };
        }
        run.rebuild(world, snapshot);
        part = 0;
        inputs = Vec::new();
        world.record.flags = 0;
    }
}

/// The frames of an exit of compiled code, written to the registers.
fn rebuild(machine: &mut Machine, exit: &Exit) {
    let record = machine.record();
    let context = &mut machine.context;
    let objects: Vec<u64> = exit
        .snapshot
        .virtuals
        .iter()
        .map(|object| context.allocate(object.shape))
        .collect();
    let boxed = |context: &mut PlainContext, operand: Operand| match operand.as_virtual() {
        Some(index) => objects[index],
        None => match unsafe { read(record, exit, operand) } {
            (Kind::Integer, bits) => bits | 1,
            (Kind::Float, bits) => context.box_float(f64::from_bits(bits)),
            (_, bits) => bits,
        },
    };
    for (object, &address) in exit.snapshot.virtuals.iter().zip(&objects) {
        for &(field, operand) in &object.fields {
            let bits = match field.content {
                Content::Value => boxed(context, operand),
                _ => unsafe { read(record, exit, operand) }.1,
            };
            unsafe { jit::plain::store(address + field.offset as u64, field.content, bits) };
        }
    }
    for frame in &exit.snapshot.frames {
        for &(register, operand) in &frame.registers {
            let word = boxed(context, operand);
            machine.registers[(frame.base + register as u32) as usize] = word;
        }
    }
}

/// Compiled code of a tree, with the part that each unit's first trace is.
struct Compiled {
    codes: Vec<(usize, Code)>,
}

impl Compiled {
    fn new(machine: &mut Machine, tree: &Tree, whole: bool) -> Compiled {
        let branches = |tree: &Tree| -> Vec<(usize, u32)> {
            let mut at: Vec<(usize, (usize, u32))> = tree.bridges.iter().map(|(&at, &part)| (part, at)).collect();
            at.sort_unstable();
            at.into_iter().map(|branch| branch.1).collect()
        };
        let at = branches(tree);
        let mut codes: Vec<(usize, Code)> = Vec::new();
        if whole {
            let branches = at.iter().enumerate().map(|(index, &(parent, snapshot))| Branch {
                parent: parent as u32,
                snapshot,
                trace: &tree.parts[index + 1].trace,
                inherited: &[],
            });
            let code = machine.compile_whole(1, &tree.parts[0].trace, branches.collect());
            codes.push((0, code));
        } else {
            codes.push((0, machine.compile(1, &tree.parts[0].trace)));
            for (index, &(parent, snapshot)) in at.iter().enumerate() {
                let from = &codes[parent].1;
                let exit = from
                    .exits
                    .iter()
                    .position(|exit| exit.snapshot_index == snapshot)
                    .expect("an exit");
                let bridge = machine.compile_bridge(1, &tree.parts[index + 1].trace, &from.exits[exit]);
                let from = &codes[parent].1;
                from.attach_bridge(from.first_exit + exit as u32, &bridge);
                codes.push((index + 1, bridge));
            }
        }
        machine.set_tree(1, Some(&codes[0].1));
        Compiled { codes }
    }

    fn run(&self, machine: &mut Machine) -> End {
        let outcome = machine.run(&self.codes[0].1);
        let number = match outcome {
            Outcome::Finished(word) => {
                machine.registers[1] = word;
                return End::Finished;
            }
            Outcome::Exit(number) | Outcome::Leave(number) => number,
        };
        let owner = self
            .codes
            .iter()
            .find(|(_, code)| (code.first_exit..code.first_exit + code.exits.len() as u32).contains(&number));
        let (part, code) = owner.expect("the exit of a unit");
        let exit = exit_of(code, outcome);
        rebuild(machine, exit);
        unsafe { unlink(&mut machine.context.activation) };
        End::Exit {
            part: part + exit.part as usize,
            snapshot: exit.snapshot_index,
            leaves: matches!(outcome, Outcome::Leave(_)),
        }
    }
}

/// Whether two words of different heaps mean the same.
fn same(a: u64, b: u64, seen: &mut HashSet<(u64, u64)>) -> bool {
    if a & 7 != 0 || b & 7 != 0 || a == 0 || b == 0 {
        return a == b;
    }
    if !seen.insert((a, b)) {
        return true;
    }
    let word = |object: u64, index: usize| unsafe { *(object as *const u64).add(index) };
    let map = unsafe { plain::map_of(a) };
    if map != unsafe { plain::map_of(b) } {
        return false;
    }
    let same_float = |a: u64, b: u64| a == b || (f64::from_bits(a).is_nan() && f64::from_bits(b).is_nan());
    match map {
        FLOAT_MAP => same_float(word(a, 1), word(b, 1)),
        plain::WIDE_INTEGER_MAP => word(a, 1) == word(b, 1),
        _ => {
            word(a, 3) == word(b, 3)
                && same_float(word(a, 4), word(b, 4))
                && word(a, 5) == word(b, 5)
                && [1, 2, 6, 7, 8, 9]
                    .into_iter()
                    .all(|index| same(word(a, index), word(b, index), seen))
        }
    }
}

fn check(seed: u64, tree: &Tree, worlds: u64) -> Vec<End> {
    let mut ends = Vec::new();
    for (whole, fail_guards) in [(false, 0), (true, 0), (false, 2), (true, 3), (true, 7)] {
        let mut machine = Machine::with(BackendOptions {
            fail_guards,
            ..BackendOptions::default()
        });
        let mut next_failure = fail_guards;
        machine.add_tree(1);
        let compiled = Compiled::new(&mut machine, tree, whole);
        for world_seed in seed..seed + worlds {
            let mut world = World::new(world_seed);
            machine.registers = vec![0; REGISTERS];
            machine.context.exception = 0;
            set_up(world_seed, &mut machine.context, &mut machine.registers);
            (world.fail_guards, world.next_failure) = (fail_guards, next_failure);
            let expected = run_reference(tree, whole, &mut world);
            next_failure = world.next_failure;
            let found = compiled.run(&mut machine);
            let describe = || {
                let mut text = format!("seed {seed}, world {world_seed}, whole {whole}, failing {fail_guards}: {found:?}, not {expected:?}\n");
                for (number, part) in tree.parts.iter().enumerate() {
                    let at = tree.bridges.iter().find(|bridge| *bridge.1 == number);
                    text.push_str(&format!("part {number} at {:?}\n{}", at.map(|at| at.0), part.trace));
                }
                text
            };
            assert_eq!(found, expected, "{}", describe());
            assert_eq!(machine.context.exception, world.context.exception, "{}", describe());
            let mut seen = HashSet::new();
            for register in 0..REGISTERS {
                let (a, b) = (machine.registers[register], world.registers[register]);
                assert!(
                    same(a, b, &mut seen),
                    "register {register} is {a:x}, not {b:x}\n{}",
                    describe()
                );
            }
            ends.push(expected);
        }
    }
    ends
}

fn grow(seed: u64, most_parts: usize) -> usize {
    let mut random = Random::new(seed);
    let root = generate(&mut random, None, &[]);
    verify(&root.trace).unwrap_or_else(|problem| panic!("seed {seed}: {problem}\n{}", root.trace));
    let mut tree = Tree {
        parts: vec![root],
        bridges: BTreeMap::new(),
    };
    loop {
        let ends = check(seed, &tree, 4);
        let has_fuel = |part: usize, snapshot: u32| {
            let registers = &tree.parts[part].trace.snapshots[snapshot as usize].frames[0].registers;
            registers.iter().any(|register| register.0 == FUEL_REGISTER)
        };
        let exits: Vec<(usize, u32)> = ends
            .iter()
            .filter_map(|end| match *end {
                End::Exit { part, snapshot, leaves } if !leaves && has_fuel(part, snapshot) => Some((part, snapshot)),
                _ => None,
            })
            .collect();
        if exits.is_empty() || tree.parts.len() == most_parts {
            return tree.parts.len();
        }
        let (part, snapshot) = exits[random.below(exits.len())];
        let from = (&tree.parts[part].trace, snapshot);
        let bridge = generate(&mut random, Some(from), &tree.parts);
        verify(&bridge.trace).unwrap_or_else(|problem| panic!("seed {seed}: {problem}\n{}", bridge.trace));
        tree.bridges.insert((part, snapshot), tree.parts.len());
        tree.parts.push(bridge);
    }
}

#[test]
fn random_trees() {
    let count = std::env::var("RANDOM_TREES").map_or(30, |count| count.parse().expect("a number"));
    let first = std::env::var("RANDOM_SEED").map_or(1, |seed| seed.parse().expect("a number"));
    let mut parts = 0;
    for seed in first..first + count {
        parts += grow(seed * 1000, 8);
    }
    assert!(parts > count as usize, "bridges grew");
}
