//! Trees: what was compiled for a place (a loop header, a function's entry) with everything that grew from it, and
//! how long it lives.
//!
//! A *generation* passes whenever something is compiled. Every `sqrt(loop_longevity)` generations the trees are
//! swept: those that were not made use of (entered some times, see `USES`) for `loop_longevity` generations are freed, and those that
//! became invalid (which make the next generation a swept one). What a living tree jumps to or calls lives too; what runs is freed by a
//! later sweep. [`Trees`] is the only owner; all others hold [`TreeId`]s, which find nothing when the tree is gone.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use ahash::{AHashMap, AHashSet};

use crate::backend::{Code, Exit};
use crate::ir::{SnapshotIndex, NO_SNAPSHOT};
use crate::optimize::{Kept, LabelInfo, Optimized};
use crate::packed::PackedExits;
use crate::snapshot::Resume;

/// A tree, or a recording that will become one. Never used again for another tree: an id that outlives its tree
/// finds nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TreeId(pub u32);

/// Runs of a tree's separate bridges, for each of its operations, that pay for compiling it as a whole: that takes some 10 us an
/// operation, and saves some 20 ns a run and more, as values stay in registers from one part to the next.
const RUNS_AN_OPERATION: u64 = 150;

/// A tree that is entered less often in its lifetime has not been made use of: it takes longer to become hot again than to be compiled
/// again then. (Where lifetimes are shorter than this each use counts.)
const USES: u32 = 128;

/// So many trees, stubs included, are those of a large program.
const LARGE_PROGRAM: u32 = 256;

/// What a tree was compiled for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Place {
    Loop(Resume),
    /// An entry of a function.
    Function(u32),
    /// A program specialized for some of its registers; entered by those who had it made.
    Specialization,
    /// An entry of a function without a trace: leaves at once, so that the interpreter runs it.
    Stub(u32),
}

impl Place {
    /// The entry that calls of the tree start at.
    pub fn entry(self) -> Option<u32> {
        match self {
            Place::Function(entry) | Place::Stub(entry) => Some(entry),
            Place::Loop(_) | Place::Specialization => None,
        }
    }

    pub fn is_stub(self) -> bool {
        matches!(self, Place::Stub(_))
    }
}

/// A code and one of its entries: what compiled code calls.
pub(crate) type Callee = (u64, u32);

/// A trace of a tree: the root, or a bridge.
pub(crate) struct TreeTrace {
    pub kept: Kept,
    /// The trace and the snapshot that it continues.
    pub parent: Option<(u32, SnapshotIndex)>,
}

/// Machine code of a tree and the traces it was made from, in the order of the unit's parts.
pub(crate) struct TreeUnit {
    pub code: Rc<Code>,
    pub exits: PackedExits,
    pub parts: Vec<u32>,
}

/// An exit that was taken.
#[derive(Clone, Copy, Default)]
struct ExitState {
    taken: u32,
    aborts: u32,
    has_bridge: bool,
}

/// An exit of a tree.
#[derive(Clone)]
pub(crate) struct ExitPlace {
    pub code: Rc<Code>,
    pub index: usize,
    /// The trace that it leaves.
    pub trace: u32,
    exit: Rc<Exit>,
}

impl ExitPlace {
    /// Its number in the tree.
    pub fn number(&self) -> u32 {
        self.code.first_exit + self.index as u32
    }

    pub fn exit(&self) -> &Exit {
        &self.exit
    }
}

/// Exits that were taken lately, unpacked: in a program's steady state few are taken, those often.
#[derive(Default)]
struct RecentExits {
    /// By tree and number. (Neither is used again for another.)
    places: RefCell<Vec<Option<(TreeId, u32, Rc<Exit>)>>>,
}

impl RecentExits {
    const COUNT: usize = 1024;

    fn get(&self, tree: TreeId, number: u32, unpack: impl FnOnce() -> Exit) -> Rc<Exit> {
        let mut places = self.places.borrow_mut();
        places.resize(RecentExits::COUNT, None);
        let place = &mut places[(tree.0 as usize * 31 + number as usize) % RecentExits::COUNT];
        match place {
            Some((known_tree, known_number, exit)) if (*known_tree, *known_number) == (tree, number) => Rc::clone(exit),
            _ => {
                let exit = Rc::new(unpack());
                *place = Some((tree, number, Rc::clone(&exit)));
                exit
            }
        }
    }
}

pub(crate) struct Tree {
    pub id: TreeId,
    pub place: Place,
    /// The code of the root frame.
    pub root: u64,
    valid: Cell<bool>,
    /// The generation it was last made use of in.
    entered: Cell<u64>,
    /// How often it was entered since.
    uses: Cell<u32>,
    /// The machine code's address for jumps from other trees; 0: not to be entered.
    pub cell: Rc<AtomicU64>,
    /// How many runs of separate bridges are left until it is compiled as a whole.
    pub countdown: Box<AtomicU64>,
    /// A collection was shown what its traces hold on to, all of which is old since.
    shown: Cell<bool>,
    state: RefCell<TreeState>,
}

#[derive(Default)]
struct TreeState {
    traces: Vec<TreeTrace>,
    units: Vec<TreeUnit>,
    /// What runs when the tree is entered: the code of the last unit with the root.
    entry: Option<Rc<Code>>,
    exits: AHashMap<(u32, SnapshotIndex), ExitState>,
    next_exit: u32,
    /// Cells of trees that the code jumps to.
    cells: Vec<Rc<AtomicU64>>,
    jumps: Vec<TreeId>,
    /// Functions that it calls.
    calls: Vec<Callee>,
    /// Codes that its snapshots resume in.
    codes: Vec<u64>,
    /// Operations of all traces.
    operations: usize,
    /// Bridges that were compiled by themselves since the tree was compiled as a whole.
    loose_bridges: usize,
}

/// What one piece of compiled code refers to.
#[derive(Default)]
pub(crate) struct References {
    pub cells: Vec<Rc<AtomicU64>>,
    pub jumps: Vec<TreeId>,
    pub calls: Vec<Callee>,
}

impl Tree {
    pub fn new(id: TreeId, place: Place, root: u64, codes: Vec<u64>) -> Tree {
        Tree {
            id,
            place,
            root,
            valid: Cell::new(true),
            entered: Cell::new(0),
            uses: Cell::new(0),
            cell: Rc::new(AtomicU64::new(0)),
            countdown: Box::new(AtomicU64::new(u64::MAX)),
            shown: Cell::new(false),
            state: RefCell::new(TreeState {
                codes,
                ..TreeState::default()
            }),
        }
    }

    pub fn is_valid(&self) -> bool {
        self.valid.get()
    }

    /// A watch fired: nobody enters it from now on.
    pub fn invalidate(&self) {
        self.valid.set(false);
        self.cell.store(0, Ordering::Release);
    }

    /// It is entered: the last of `uses` times keeps it alive.
    pub fn note_entry(&self, generation: u64, uses: u32) {
        let count = self.uses.get() + 1;
        if count < uses {
            self.uses.set(count);
            return;
        }
        self.uses.set(0);
        self.entered.set(generation);
    }

    /// The number the next unit's first exit gets.
    pub fn next_exit(&self) -> u32 {
        self.state.borrow().next_exit
    }

    /// The number of traces.
    pub fn len(&self) -> usize {
        self.state.borrow().traces.len()
    }

    /// Operations of all traces.
    pub fn operations(&self) -> usize {
        self.state.borrow().operations
    }

    pub fn trace(&self, index: u32) -> Optimized {
        self.state.borrow().traces[index as usize].kept.unpack()
    }

    pub fn parent(&self, index: u32) -> Option<(u32, SnapshotIndex)> {
        self.state.borrow().traces[index as usize].parent
    }

    /// The labels of its traces, the root's first.
    pub fn labels(&self) -> Vec<LabelInfo> {
        let state = self.state.borrow();
        state
            .traces
            .iter()
            .filter_map(|trace| trace.kept.label.clone())
            .collect()
    }

    /// Adds a trace; gives its number.
    pub fn add_trace(&self, optimized: &Optimized, parent: Option<(u32, SnapshotIndex)>, codes: &[u64]) -> u32 {
        let mut state = self.state.borrow_mut();
        state.operations += optimized.trace.operations.len();
        if let Some(place) = parent {
            state.exits.entry(place).or_default().has_bridge = true;
        }
        for &code in codes {
            if !state.codes.contains(&code) {
                state.codes.push(code);
            }
        }
        let kept = Kept::new(optimized);
        self.shown.set(false);
        state.traces.push(TreeTrace { kept, parent });
        (state.traces.len() - 1) as u32
    }

    /// Adds machine code. A unit that has the root (its first part is 0) takes over from those before it.
    pub fn add_unit(&self, mut code: Code, parts: Vec<u32>, references: References) -> Rc<Code> {
        let mut state = self.state.borrow_mut();
        let exits = PackedExits::new(&std::mem::take(&mut code.exits));
        let code = Rc::new(code);
        state.next_exit += exits.len() as u32;
        state.cells.extend(references.cells);
        state.jumps.extend(references.jumps);
        state.calls.extend(references.calls);
        if parts[0] == 0 {
            self.cell.store(code.entry as usize as u64, Ordering::Release);
            state.loose_bridges = 0;
            state.entry = Some(Rc::clone(&code));
        } else {
            if state.loose_bridges == 0 {
                let runs = state.operations as u64 * RUNS_AN_OPERATION;
                self.countdown.store(runs.max(1), Ordering::Relaxed);
            }
            state.loose_bridges += 1;
        }
        let added = Rc::clone(&code);
        state.units.push(TreeUnit { code, exits, parts });
        added
    }

    /// Whether separate bridges have run so often that the tree is to be compiled as a whole. They start over.
    pub fn takes_whole_due(&self) -> bool {
        let due = self.countdown.load(Ordering::Relaxed) == 0;
        if due {
            self.countdown.store(u64::MAX, Ordering::Relaxed);
        }
        due
    }

    /// The machine code that runs when the tree is entered.
    pub fn entry(&self) -> Option<Rc<Code>> {
        self.state.borrow().entry.clone()
    }

    /// Finds an exit by its number.
    fn exit(&self, number: u32, recent: &RecentExits) -> Option<ExitPlace> {
        let state = self.state.borrow();
        // Units are in the order of their exits.
        let behind = state.units.partition_point(|unit| unit.code.first_exit <= number);
        let unit = &state.units[behind.checked_sub(1)?];
        let index = (number - unit.code.first_exit) as usize;
        if index >= unit.exits.len() {
            return None;
        }
        let exit = recent.get(self.id, number, || unit.exits.get(index));
        Some(ExitPlace {
            code: Rc::clone(&unit.code),
            index,
            trace: unit.parts[exit.part as usize],
            exit,
        })
    }

    /// Counts an exit; whether it is to get a bridge now. (Not when the tree has grown to `most_operations`.)
    pub fn count_exit(&self, trace: u32, snapshot: SnapshotIndex, eagerness: u32, most_operations: u32) -> bool {
        if snapshot == NO_SNAPSHOT || self.place.is_stub() {
            return false;
        }
        let mut state = self.state.borrow_mut();
        let full = state.operations >= most_operations as usize;
        let exit = state.exits.entry((trace, snapshot)).or_default();
        exit.taken = exit.taken.saturating_add(1);
        !full && !exit.has_bridge && exit.taken >= eagerness.max(1).saturating_mul(1 << exit.aborts)
    }

    /// A bridge from this exit is being recorded. What the recording calls may take the exit too, and record a bridge of its
    /// own after as many times.
    pub fn start_bridge(&self, trace: u32, snapshot: SnapshotIndex) {
        let mut state = self.state.borrow_mut();
        state.exits.entry((trace, snapshot)).or_default().taken = 0;
    }

    pub fn has_bridge(&self, trace: u32, snapshot: SnapshotIndex) -> bool {
        let state = self.state.borrow();
        state.exits.get(&(trace, snapshot)).is_some_and(|exit| exit.has_bridge)
    }

    /// A bridge from this exit was given up: the wait doubles each time.
    pub fn back_off(&self, trace: u32, snapshot: SnapshotIndex) {
        let mut state = self.state.borrow_mut();
        let exit = state.exits.entry((trace, snapshot)).or_default();
        exit.taken = 0;
        exit.aborts = (exit.aborts + 1).min(16);
    }

    fn visit_constants(&self, visit: &mut dyn FnMut(u64)) {
        for trace in &self.state.borrow().traces {
            trace.kept.trace.value_constants().for_each(&mut *visit);
        }
    }
}

/// A function that compiled code calls.
struct Function {
    /// The address of its trace, or of its stub.
    cell: Rc<AtomicU64>,
    stub: TreeId,
    tree: Option<TreeId>,
}

/// All trees of the process.
#[derive(Default)]
pub(crate) struct Trees {
    table: RefCell<AHashMap<TreeId, Rc<Tree>>>,
    /// The newest tree of each place, by the root frame's code.
    places: RefCell<AHashMap<(u64, Place), TreeId>>,
    functions: RefCell<AHashMap<Callee, Function>>,
    generation: Cell<u64>,
    next_sweep: Cell<u64>,
    /// How often a tree is entered before that counts.
    uses: Cell<u32>,
    recent_exits: RecentExits,
}

impl Trees {
    pub fn generation(&self) -> u64 {
        self.generation.get()
    }

    /// How often a tree is to be entered for that to count as a use.
    pub fn uses(&self) -> u32 {
        self.uses.get()
    }

    pub fn len(&self) -> usize {
        self.table
            .borrow()
            .values()
            .filter(|tree| !tree.place.is_stub())
            .count()
    }

    /// How much hotter than in a small program an exit is to be before it gets a bridge: large programs have many exits that are taken
    /// some thousand times in all, whose bridges cost more than they save.
    pub fn patience(&self) -> u32 {
        1 + self.table.borrow().len() as u32 / LARGE_PROGRAM
    }

    /// The number of bridges.
    pub fn bridges(&self) -> usize {
        self.table
            .borrow()
            .values()
            .map(|tree| tree.len().saturating_sub(1))
            .sum()
    }

    /// A tree, valid or not: it may be running.
    pub fn find(&self, id: TreeId) -> Option<Rc<Tree>> {
        self.table.borrow().get(&id).cloned()
    }

    /// An exit of a tree, by its number.
    pub fn exit(&self, tree: &Tree, number: u32) -> Option<ExitPlace> {
        tree.exit(number, &self.recent_exits)
    }

    pub fn valid(&self, id: TreeId) -> Option<Rc<Tree>> {
        self.find(id).filter(|tree| tree.is_valid())
    }

    /// The valid tree of a place.
    pub fn at(&self, root: u64, place: Place) -> Option<Rc<Tree>> {
        let id = self.places.borrow().get(&(root, place)).copied()?;
        self.valid(id)
    }

    pub fn insert(&self, tree: Rc<Tree>) {
        tree.note_entry(self.generation(), 1);
        self.places.borrow_mut().insert((tree.root, tree.place), tree.id);
        self.table.borrow_mut().insert(tree.id, tree);
    }

    pub fn all(&self) -> Vec<TreeId> {
        self.table.borrow().keys().copied().collect()
    }

    /// The cell through which compiled code calls a function; None: it has no stub yet.
    pub fn function_cell(&self, callee: Callee) -> Option<Rc<AtomicU64>> {
        self.functions
            .borrow()
            .get(&callee)
            .map(|function| Rc::clone(&function.cell))
    }

    pub fn add_stub(&self, callee: Callee, stub: &Tree) {
        let function = Function {
            cell: Rc::new(AtomicU64::new(stub.cell.load(Ordering::Acquire))),
            stub: stub.id,
            tree: None,
        };
        self.functions.borrow_mut().insert(callee, function);
    }

    /// The tree of a function that compiled code calls; None: calls go to the stub.
    pub fn set_function_tree(&self, callee: Callee, tree: Option<&Tree>) {
        let mut functions = self.functions.borrow_mut();
        let Some(function) = functions.get_mut(&callee) else {
            return;
        };
        let stub = function.stub;
        function.tree = tree.map(|tree| tree.id);
        let target = match tree {
            Some(tree) => tree.cell.load(Ordering::Acquire),
            None => self.find(stub).map_or(0, |stub| stub.cell.load(Ordering::Acquire)),
        };
        function.cell.store(target, Ordering::Release);
    }

    /// Shows a collection the words and the codes that the trees hold on to. `recent_only`: not those of trees that have got nothing
    /// since a collection was shown theirs.
    pub fn visit(&self, recent_only: bool, visit: &mut dyn FnMut(u64)) {
        for tree in self.table.borrow().values() {
            if !tree.shown.replace(true) || !recent_only {
                tree.visit_constants(visit);
                tree.state.borrow().codes.iter().for_each(|&code| visit(code));
            }
        }
    }

    pub fn visit_constants(&self, visit: &mut dyn FnMut(u64)) {
        self.table
            .borrow()
            .values()
            .for_each(|tree| tree.visit_constants(visit));
    }

    pub fn visit_codes(&self, visit: &mut dyn FnMut(u64)) {
        for tree in self.table.borrow().values() {
            tree.state.borrow().codes.iter().for_each(|&code| visit(code));
        }
    }

    /// A tree became invalid: the next generation is swept.
    pub fn sweep_soon(&self) {
        self.next_sweep.set(0);
    }

    /// Something was compiled: a generation passes. Whether it is time to [`sweep`](Trees::sweep).
    pub fn next_generation(&self, longevity: u32) -> bool {
        self.uses.set(if longevity > USES { USES } else { 1 });
        let generation = self.generation.get() + 1;
        self.generation.set(generation);
        if generation < self.next_sweep.get() {
            return false;
        }
        // A sweep looks at every tree: not more often than pays, also where few are freed or none.
        let by_size = self.table.borrow().len() as u64 / 16;
        let by_longevity = (longevity as f64).sqrt() as u64;
        self.next_sweep.set(generation + by_longevity.max(by_size).max(1));
        true
    }

    /// Frees what is invalid, and what was not entered for `longevity` generations (0: nothing of that sort; None: all
    /// that does not run). Gives the ids of freed trees.
    pub fn sweep(&self, longevity: Option<u32>, running: &dyn Fn(TreeId) -> bool) -> Vec<TreeId> {
        let marked = self.mark(longevity, running);
        let mut dead = Vec::new();
        self.table.borrow_mut().retain(|&id, tree| {
            let keep = marked.contains(&id);
            if !keep {
                dead.push(Rc::clone(tree));
            } else if !running(id) {
                tree.drop_retired_units();
            }
            keep
        });
        for tree in &dead {
            tree.invalidate();
            let mut places = self.places.borrow_mut();
            if places.get(&(tree.root, tree.place)) == Some(&tree.id) {
                places.remove(&(tree.root, tree.place));
            }
            drop(places);
            match tree.place {
                Place::Stub(entry) => {
                    self.functions.borrow_mut().remove(&(tree.root, entry));
                }
                Place::Function(entry) if self.function_tree((tree.root, entry)) == Some(tree.id) => {
                    self.set_function_tree((tree.root, entry), None);
                }
                _ => {}
            }
        }
        let is_counted = |tree: &&Rc<Tree>| !tree.place.is_stub();
        dead.iter().filter(is_counted).map(|tree| tree.id).collect()
    }

    fn function_tree(&self, callee: Callee) -> Option<TreeId> {
        self.functions.borrow().get(&callee).and_then(|function| function.tree)
    }

    /// The trees that stay.
    fn mark(&self, longevity: Option<u32>, running: &dyn Fn(TreeId) -> bool) -> AHashSet<TreeId> {
        let table = self.table.borrow();
        let functions = self.functions.borrow();
        let generation = self.generation();
        let is_young = |tree: &Tree| match longevity {
            None => false,
            Some(0) => true,
            Some(longevity) => generation - tree.entered.get() <= longevity as u64,
        };
        let stays = |tree: &Tree| {
            let in_use = tree.is_valid() && !tree.place.is_stub() && is_young(tree);
            in_use || running(tree.id)
        };
        let mut waiting: Vec<TreeId> = table.values().filter(|tree| stays(tree)).map(|tree| tree.id).collect();
        let mut marked = AHashSet::new();
        while let Some(id) = waiting.pop() {
            let Some(tree) = table.get(&id) else { continue };
            if !marked.insert(id) {
                continue;
            }
            let state = tree.state.borrow();
            waiting.extend(
                state
                    .jumps
                    .iter()
                    .filter(|id| table.get(id).is_some_and(|tree| tree.is_valid())),
            );
            let called = state.calls.iter().filter_map(|callee| functions.get(callee));
            for function in called {
                waiting.push(function.stub);
                waiting.extend(
                    function
                        .tree
                        .filter(|id| table.get(id).is_some_and(|tree| tree.is_valid())),
                );
            }
        }
        marked
    }
}

impl Tree {
    /// Machine code that a compilation of the whole tree replaced. The tree is not running.
    fn drop_retired_units(&self) {
        let mut state = self.state.borrow_mut();
        if let Some(last_root) = state.units.iter().rposition(|unit| unit.parts[0] == 0) {
            state.units.drain(..last_root);
        }
    }
}
