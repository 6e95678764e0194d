//! Runs a program in several ways and compares.

use std::collections::HashMap;
use std::fmt;

use super::executor::{Executor, Left};
use super::generate::{generate, Random};
use super::program::{Position, Program, ProgramRecorder};
use super::world::{words, World};
use crate::ir::Opcode;
use crate::optimize::{optimize_bridge_of, optimize_loop, LabelInfo, Optimized, Options, Parent, Root};
use crate::recorder::Recording;
use crate::trees::TreeId;

/// One way to run a program.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub optimize: bool,
    /// Guards that fail though they hold: the first, and every so many after it (0: none).
    pub fail: (u64, u64),
    /// Every so many polls find something pending (0: none).
    pub interrupt: u64,
    /// Bridges that a tree may grow.
    pub bridges: usize,
    /// Bridges that satisfy no label may close on themselves.
    pub closing: bool,
}

/// A program that came to another end than its interpretation did.
pub struct Failure {
    pub seed: u64,
    pub plan: Plan,
    pub expected: Vec<u64>,
    pub found: Vec<u64>,
    /// Recordings and traces.
    pub log: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "seed {}, {:?}", self.seed, self.plan)?;
        writeln!(f, "expected {:x?}", self.expected)?;
        writeln!(f, "found    {:x?}", self.found)?;
        f.write_str(&self.log)
    }
}

/// A program being run with compiled traces.
struct Runner<'p, 'e> {
    program: &'p Program,
    executor: &'e mut dyn Executor,
    plan: Plan,
    parts: Vec<Optimized>,
    root: Option<Recording>,
    visits: HashMap<Left, u32>,
    no_root: bool,
    log: String,
}

/// No guard fails though it holds.
const NO_FAILURES: (u64, u64) = (u64::MAX, 0);

/// Labels that a tree may have.
const MAX_LABELS: usize = 4;

/// Times an exit is taken before it gets a bridge.
const EAGERNESS: u32 = 2;

impl Runner<'_, '_> {
    fn options(&self) -> Options {
        Options {
            words: words(),
            tree: TreeId(1),
            optimize: self.plan.optimize,
            failing_guards: self.plan.fail != NO_FAILURES,
        }
    }

    fn run(&mut self, world: &mut World) {
        world.fail = self.plan.fail;
        world.interrupt = self.plan.interrupt;
        let mut position = self.program.begin(world);
        loop {
            if position == Position::at(0) && !self.no_root {
                if self.parts.is_empty() {
                    match self.record(world, ProgramRecorder::at_header(self.program), position) {
                        Some((recording, after)) => {
                            self.add_root(recording);
                            position = after;
                            continue;
                        }
                        None => return,
                    }
                }
                let left = self.executor.run(world);
                let snapshot = self.parts[left.part].trace.snapshots[left.snapshot as usize].clone();
                position = Position::of(&snapshot);
                let visits = self.visits.entry(left).or_insert(0);
                *visits += 1;
                if *visits == EAGERNESS && !left.for_good && !snapshot.raising && self.parts.len() <= self.plan.bridges
                {
                    let recorder = ProgramRecorder::at_exit(self.program, &snapshot);
                    match self.record(world, recorder, position) {
                        Some((recording, after)) => {
                            self.add_bridge(recording, left);
                            position = after;
                            continue;
                        }
                        None => return,
                    }
                }
            }
            match self.program.step(world, position) {
                Some(next) => position = next,
                None => return,
            }
        }
    }

    /// Interprets and records. None: the program is over.
    fn record(
        &mut self,
        world: &mut World,
        mut recorder: ProgramRecorder,
        from: Position,
    ) -> Option<(Recording, Position)> {
        let mut position = from;
        while !recorder.is_ended() {
            position = recorder.step(world, position)?;
        }
        Some((recorder.finish()?, position))
    }

    fn note(&mut self, what: &str, text: &dyn fmt::Display) {
        self.log.push_str(&format!("--- {what}\n{text}"));
    }

    fn add_root(&mut self, recording: Recording) {
        self.note("recorded loop", &recording);
        match optimize_loop(&recording, 0, &self.options()) {
            Ok(root) => {
                self.note("loop", &root.trace);
                self.executor.set_root(&root);
                self.parts.push(root);
                self.root = Some(recording);
            }
            Err(_) => self.no_root = true,
        }
    }

    fn add_bridge(&mut self, recording: Recording, left: Left) {
        self.note(&format!("recorded bridge from {left:?}"), &recording);
        let labels: Vec<&LabelInfo> = self.parts.iter().filter_map(|part| part.label.as_ref()).collect();
        let root = self.root.as_ref().map(|recording| Root {
            recording,
            label: labels.len() as u32,
        });
        let parent = Parent {
            optimized: &self.parts[left.part],
            exit: left.snapshot,
        };
        let root = root.filter(|_| self.plan.closing && labels.len() < MAX_LABELS);
        if let Ok(bridge) = optimize_bridge_of(&recording, parent, &labels, root, &self.options()) {
            self.note("bridge", &bridge.trace);
            self.executor.add_bridge(left, &bridge);
            self.parts.push(bridge);
        }
    }
}

/// What came of a program's runs, all of which agreed.
#[derive(Clone, Copy, Default, Debug)]
pub struct Counts {
    pub runs: usize,
    pub loops: usize,
    pub bridges: usize,
    /// Bridges that joined a label.
    pub joined: usize,
    /// Bridges that closed on themselves.
    pub closed: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.runs += other.runs;
        self.loops += other.loops;
        self.bridges += other.bridges;
        self.joined += other.joined;
        self.closed += other.closed;
    }
}

/// Generates the program of a seed, interprets it, and runs it with traces in many ways: plain and optimized, with every
/// guard made to fail, growing bridges. `effort` is how many guards are made to fail one at a time.
pub fn check(seed: u64, effort: u64, executor: &mut dyn Executor) -> Result<Counts, Box<Failure>> {
    let mut world = World::new();
    let program = generate(&mut Random::new(seed), &world);
    world.reset();
    let mut position = program.begin(&mut world);
    while let Some(next) = program.step(&mut world, position) {
        position = next;
    }
    let expected = world.describe(&program.live[0]);
    let mut counts = Counts::default();
    let mut guards = 0;
    let plan = Plan {
        optimize: true,
        fail: NO_FAILURES,
        interrupt: 0,
        bridges: 0,
        closing: !seed.is_multiple_of(4),
    };
    let mut run = |plan: Plan| -> Result<u64, Box<Failure>> {
        world.reset();
        let mut runner = Runner {
            program: &program,
            executor: &mut *executor,
            plan,
            parts: Vec::new(),
            root: None,
            visits: HashMap::new(),
            no_root: false,
            log: String::new(),
        };
        runner.run(&mut world);
        counts.runs += 1;
        counts.loops += !runner.parts.is_empty() as usize;
        counts.bridges += runner.parts.len().saturating_sub(1);
        let ends_at_label = |part: &&Optimized| {
            let last = part.trace.operations.last();
            last.is_some_and(|operation| operation.opcode == Opcode::JumpLabel)
        };
        counts.joined += runner.parts.iter().filter(ends_at_label).count();
        let closed = runner.parts.iter().skip(1).filter(|part| part.label.is_some());
        counts.closed += closed.count();
        let found = world.describe(&program.live[0]);
        match found == expected {
            true => Ok(world.guards),
            false => Err(Box::new(Failure {
                seed,
                plan,
                expected: expected.clone(),
                found,
                log: std::mem::take(&mut runner.log),
            })),
        }
    };
    for optimize in [false, true] {
        for bridges in [0, 12] {
            guards = run(Plan {
                optimize,
                bridges,
                ..plan
            })?;
        }
    }
    let step = (guards / effort.max(1)).max(1);
    for guard in (0..guards).step_by(step as usize) {
        run(Plan {
            fail: (guard, 0),
            bridges: 8,
            ..plan
        })?;
    }
    for every in [3, 7, 11, 29] {
        for bridges in [0, 30] {
            run(Plan {
                fail: (every % 3, every),
                interrupt: every + 2,
                bridges,
                ..plan
            })?;
        }
    }
    Ok(counts)
}
