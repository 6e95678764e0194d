//! Programs: their stages, how they are interpreted and how they are recorded.

use super::world::{World, CLEAR_EXCEPTION, REGISTERS};
use crate::ir::{Class, Constant, Kind, Opcode, Operand, Operation, SnapshotIndex, Trace, NO_SNAPSHOT};
use crate::recorder::{RecordedEnd, Recording};
use crate::reference::{Outcome, Run, Start};
use crate::snapshot::{FrameSnapshot, Resume, Snapshot};

/// Where a program goes on: a stage, and whether an exception is raised there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    pub stage: usize,
    pub raising: bool,
}

impl Position {
    pub fn at(stage: usize) -> Position {
        Position { stage, raising: false }
    }

    /// Where the innermost frame of a snapshot goes on.
    pub fn of(snapshot: &Snapshot) -> Position {
        Position {
            stage: snapshot.frames.last().map_or(0, |frame| frame.resume.position as usize),
            raising: snapshot.raising,
        }
    }
}

/// A stage: a trace that ends in Exit when all goes well and leaves elsewhere when a guard fails. (Its snapshots are
/// all the same empty one.)
#[derive(Clone)]
pub struct Stage {
    pub trace: Trace,
    /// Written when all went well.
    pub writes: Vec<(u16, Operand)>,
    /// Written when a guard failed.
    pub otherwise: Vec<(u16, u64)>,
    /// It runs in an inlined frame: its registers belong to a second frame.
    pub inlined: bool,
}

/// A loop of stages. Stage 0 counts the rounds: when its guard fails the program is over.
#[derive(Clone)]
pub struct Program {
    pub stages: Vec<Stage>,
    /// Registers that are live where each stage starts.
    pub live: Vec<Vec<u16>>,
    /// What registers hold at first.
    pub initial: Vec<u64>,
}

/// Registers from here on belong to the inlined frame where there is one.
const INLINED_BASE: u16 = 8;

impl Program {
    /// A program of these stages; computes what is live. `all_live`: every register is, everywhere.
    pub fn new(stages: Vec<Stage>, initial: Vec<u64>, all_live: bool) -> Program {
        let count = stages.len();
        let mut live = vec![[all_live; REGISTERS]; count + 1];
        for _ in 0..2 {
            live[count] = live[0];
            for number in (0..count).rev() {
                let stage = &stages[number];
                let mut set = live[number + 1];
                for &(register, _) in &stage.writes {
                    if !all_live && stage.otherwise.iter().any(|other| other.0 == register) {
                        set[register as usize] = false;
                    }
                }
                for operation in &stage.trace.operations {
                    if operation.opcode == Opcode::LoadRegister {
                        set[operation.immediate as usize] = true;
                    }
                }
                live[number] = set;
            }
        }
        let registers = |set: &[bool; REGISTERS]| {
            let all = 0..REGISTERS as u16;
            all.filter(|&register| set[register as usize]).collect()
        };
        Program {
            live: live[..count].iter().map(registers).collect(),
            stages,
            initial,
        }
    }

    /// Sets the registers to what they hold at first.
    pub fn begin(&self, world: &mut World) -> Position {
        world.registers[..REGISTERS].copy_from_slice(&self.initial);
        Position::at(0)
    }

    fn after(&self, stage: usize) -> Position {
        Position::at((stage + 1) % self.stages.len())
    }

    /// Interprets one stage. None: the program is over.
    pub fn step(&self, world: &mut World, position: Position) -> Option<Position> {
        let stage = &self.stages[position.stage];
        if position.raising {
            world.context.exception = 0;
            stage.fail(world);
            return Some(self.after(position.stage));
        }
        let (run, failed) = stage.run(world);
        match failed {
            None => {
                let values: Vec<u64> = stage.writes.iter().map(|write| run.value(write.1)).collect();
                for (write, value) in stage.writes.iter().zip(values) {
                    world.registers[write.0 as usize] = value;
                }
            }
            Some(_) if position.stage == 0 => return None,
            Some(_) => {
                world.context.exception = 0;
                stage.fail(world);
            }
        }
        Some(self.after(position.stage))
    }

    /// The frames where a stage starts, with their live registers' operands from `operand`.
    fn snapshot(&self, position: Position, mut operand: impl FnMut(u16) -> Operand) -> Snapshot {
        let frame = |base: u32| FrameSnapshot {
            code: 1 + base as u64,
            base,
            flags: 0,
            resume: Resume {
                position: position.stage as u64,
                stage: 0,
            },
            registers: Vec::new(),
        };
        let mut frames = vec![frame(0)];
        let inlined = self.stages[position.stage].inlined;
        if inlined {
            frames.push(frame(INLINED_BASE as u32));
        }
        for &register in &self.live[position.stage] {
            let operand = operand(register);
            match inlined && register >= INLINED_BASE {
                true => frames[1].registers.push((register - INLINED_BASE, operand)),
                false => frames[0].registers.push((register, operand)),
            }
        }
        Snapshot {
            frames,
            virtuals: Vec::new(),
            raising: position.raising,
        }
    }
}

impl Stage {
    /// Runs the stage: the values of its operations, and the guard that failed.
    fn run(&self, world: &mut World) -> (Run<'_>, Option<usize>) {
        let (fail, interrupt) = (world.fail, world.interrupt);
        (world.fail, world.interrupt) = ((u64::MAX, 0), 0);
        let guards = world.guards;
        let mut run = Run::new(&self.trace);
        let outcome = run.run(world, Start::Entry(&[]));
        (world.fail, world.interrupt, world.guards) = (fail, interrupt, guards);
        let Outcome::Exit { operation, .. } = outcome else {
            unreachable!("stages end in Exit");
        };
        let failed = operation + 1 != self.trace.operations.len();
        (run, failed.then_some(operation))
    }

    fn fail(&self, world: &mut World) {
        for &(register, word) in &self.otherwise {
            world.registers[register as usize] = word;
        }
    }
}

/// Records a program while it is interpreted.
pub struct ProgramRecorder<'p> {
    program: &'p Program,
    trace: Trace,
    shadow: Vec<Operand>,
    end: Option<RecordedEnd>,
    started: bool,
    check_validity: bool,
}

impl<'p> ProgramRecorder<'p> {
    /// A recording that starts at the loop's header.
    pub fn at_header(program: &'p Program) -> ProgramRecorder<'p> {
        let mut recorder = ProgramRecorder {
            program,
            trace: Trace::default(),
            shadow: vec![Operand::NONE; REGISTERS],
            end: None,
            started: false,
            check_validity: false,
        };
        let snapshot = recorder.snapshot(Position::at(0));
        recorder.push(Opcode::GuardNotPending, &[], 0, snapshot);
        recorder
    }

    /// A recording that continues an exit with this snapshot.
    pub fn at_exit(program: &'p Program, snapshot: &Snapshot) -> ProgramRecorder<'p> {
        let mut recorder = ProgramRecorder {
            program,
            trace: Trace::default(),
            shadow: vec![Operand::NONE; REGISTERS],
            end: None,
            // From an exit at the header the recording goes round the loop once.
            started: Position::of(snapshot).stage != 0,
            check_validity: false,
        };
        let frames = snapshot.frames.iter();
        let registers = frames.flat_map(|frame| frame.registers.iter().map(|r| frame.base as usize + r.0 as usize));
        for (number, register) in registers.enumerate() {
            let input = recorder.push(Opcode::InputValue, &[], number as u64, NO_SNAPSHOT);
            recorder.shadow[register] = input;
        }
        recorder
    }

    /// The recording, once it has ended.
    pub fn finish(self) -> Option<Recording> {
        Some(Recording {
            trace: self.trace,
            end: self.end?,
            codes: vec![1],
        })
    }

    pub fn is_ended(&self) -> bool {
        self.end.is_some()
    }

    fn push(&mut self, opcode: Opcode, arguments: &[Operand], immediate: u64, snapshot: SnapshotIndex) -> Operand {
        let operation = Operation::new(opcode, arguments, immediate, snapshot);
        self.trace.operations.push(operation);
        Operand::operation(self.trace.operations.len() - 1)
    }

    fn constant(&mut self, constant: Constant) -> Operand {
        let constants = &mut self.trace.constants;
        let found = constants.iter().position(|&other| other == constant);
        Operand::constant(found.unwrap_or_else(|| {
            constants.push(constant);
            constants.len() - 1
        }))
    }

    fn register(&mut self, register: u16) -> Operand {
        if self.shadow[register as usize] == Operand::NONE {
            let loaded = self.push(Opcode::LoadRegister, &[], register as u64, NO_SNAPSHOT);
            self.shadow[register as usize] = loaded;
        }
        self.shadow[register as usize]
    }

    fn snapshot(&mut self, position: Position) -> SnapshotIndex {
        for &register in &self.program.live[position.stage] {
            self.register(register);
        }
        let snapshot = self
            .program
            .snapshot(position, |register| self.shadow[register as usize]);
        self.trace.add_snapshot(snapshot)
    }

    /// Interprets one stage and records it. None: the program is over.
    pub fn step(&mut self, world: &mut World, position: Position) -> Option<Position> {
        let program = self.program;
        let number = position.stage;
        if number == 0 && self.started {
            let snapshot = self.snapshot(position);
            self.end = Some(RecordedEnd::Loop { snapshot });
            return Some(position);
        }
        self.started = true;
        let stage = &program.stages[number];
        let here = self.snapshot(position);
        if std::mem::take(&mut self.check_validity) {
            self.push(Opcode::GuardNotInvalidated, &[], 0, here);
        }
        let (run, failed) = stage.run(world);
        world.context.exception = 0;
        let values: Vec<u64> = stage.writes.iter().map(|write| run.value(write.1)).collect();
        let count = stage.trace.operations.len() - 1;
        let mut places: Vec<Operand> = Vec::with_capacity(count);
        for (index, operation) in stage.trace.operations[..count].iter().enumerate() {
            let arguments: Vec<Operand> = operation
                .arguments
                .iter()
                .map(|&operand| self.place(stage, &places, operand))
                .collect();
            if failed == Some(index) {
                if !self.record_failure(stage, operation, &arguments, here, &places, number) {
                    self.push(Opcode::Exit, &[], 0, here);
                    self.end = Some(RecordedEnd::Exit);
                }
                break;
            }
            places.push(self.record(stage, operation, &arguments, here, position));
        }
        match failed {
            None => {
                let writes: Vec<(u16, Operand)> = stage
                    .writes
                    .iter()
                    .map(|&(register, operand)| (register, self.place(stage, &places, operand)))
                    .collect();
                for ((register, operand), word) in writes.into_iter().zip(values) {
                    self.shadow[register as usize] = operand;
                    world.registers[register as usize] = word;
                }
            }
            Some(_) if number == 0 => return None,
            Some(_) => {
                stage.fail(world);
                for &(register, bits) in &stage.otherwise {
                    let constant = self.constant(Constant {
                        kind: Kind::Value,
                        bits,
                    });
                    self.shadow[register as usize] = constant;
                }
            }
        }
        Some(program.after(number))
    }

    fn place(&mut self, stage: &Stage, places: &[Operand], operand: Operand) -> Operand {
        match operand.as_constant() {
            Some(index) => self.constant(stage.trace.constants[index]),
            None => operand.as_operation().map_or(operand, |index| places[index]),
        }
    }

    fn record(
        &mut self,
        stage: &Stage,
        operation: &Operation,
        arguments: &[Operand],
        here: SnapshotIndex,
        position: Position,
    ) -> Operand {
        let opcode = operation.opcode;
        let immediate = operation.immediate;
        match opcode.class() {
            _ if opcode == Opcode::LoadRegister => self.register(immediate as u16),
            _ if opcode == Opcode::GuardNoException => {
                let raising = self.snapshot(Position {
                    raising: true,
                    ..position
                });
                self.push(opcode, arguments, 0, raising)
            }
            Class::Guard => self.push(opcode, arguments, immediate, here),
            Class::Call => {
                let helper = stage.trace.helpers[immediate as usize];
                let during = match helper.effects.runs_language() {
                    true => here,
                    false => NO_SNAPSHOT,
                };
                self.check_validity |= helper.effects.runs_language();
                let helper = self.helper(helper);
                self.push(opcode, arguments, helper, during)
            }
            _ => self.push(opcode, arguments, immediate, NO_SNAPSHOT),
        }
    }

    fn helper(&mut self, helper: &'static crate::Helper) -> u64 {
        let helpers = &mut self.trace.helpers;
        let found = helpers.iter().position(|&other| std::ptr::eq(other, helper));
        found.unwrap_or_else(|| {
            helpers.push(helper);
            helpers.len() - 1
        }) as u64
    }

    /// The inverted guard of one that failed. False: there is none.
    fn record_failure(
        &mut self,
        stage: &Stage,
        operation: &Operation,
        arguments: &[Operand],
        here: SnapshotIndex,
        places: &[Operand],
        number: usize,
    ) -> bool {
        use Opcode::*;
        let inverted = match operation.opcode {
            GuardInteger => GuardNotInteger,
            GuardFloat => GuardNotFloat,
            GuardPointer => GuardNotPointer,
            GuardNotInteger => GuardInteger,
            GuardNotFloat => GuardFloat,
            GuardNotPointer => GuardPointer,
            GuardMap => GuardNotMap,
            GuardNotMap => GuardMap,
            GuardValue => GuardNotValue,
            GuardNotValue => GuardValue,
            GuardTrue => GuardFalse,
            GuardFalse => GuardTrue,
            AddOverflow => AddOverflows,
            SubtractOverflow => SubtractOverflows,
            MultiplyOverflow => MultiplyOverflows,
            GuardIntegerValue => {
                let equal = self.push(IntegerEqual, arguments, 0, NO_SNAPSHOT);
                self.push(GuardFalse, &[equal], 0, here);
                return true;
            }
            GuardNoException => {
                // Had it not raised: the registers are written, the next stage runs.
                let next = self.program.after(number);
                let mut shadow = self.shadow.clone();
                let writes: Vec<(u16, Operand)> = stage
                    .writes
                    .iter()
                    .map(|&(register, operand)| (register, self.place(stage, places, operand)))
                    .collect();
                for &(register, operand) in &writes {
                    shadow[register as usize] = operand;
                }
                std::mem::swap(&mut self.shadow, &mut shadow);
                let snapshot = self.snapshot(next);
                // Registers loaded for it are what memory holds for the other way too.
                for (register, &operand) in shadow.iter().enumerate() {
                    let written = writes.iter().any(|write| write.0 as usize == register);
                    if operand != Operand::NONE || written {
                        self.shadow[register] = operand;
                    }
                }
                self.push(GuardException, arguments, 0, snapshot);
                let helper = self.helper(&CLEAR_EXCEPTION);
                self.push(CallNothing, &[], helper, NO_SNAPSHOT);
                return true;
            }
            _ => return false,
        };
        self.push(inverted, arguments, operation.immediate, here);
        true
    }
}
