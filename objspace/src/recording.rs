//! `PyMachine` for the recorder: the same operations on the live machine, written down.

use crate::class::TypeObject;
use crate::code::CodeObject;
use crate::dict::DictObject;
use crate::exec::Exec;
use crate::frame::frame_flags;
use crate::function::{FunctionObject, PrototypeObject};
use crate::generator::{sent_register, GeneratorObject, GeneratorState, YIELD_WORDS};
use crate::kind::Kind;
use crate::language::{Python, CALLING};
use crate::machine::{AttributePlan, Control, Push, PyMachine, StorePlan};
use crate::native::Result;
use crate::object::Ref;
use crate::old_class::OldClassObject;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use jit::ir::{Kind as IrKind, Opcode};
use jit::memory::{Array, Content, Field, Region};
use jit::recorder::{CallDecision, MergeAction, Purpose, Recorder, RedValue, Returned};
use jit::snapshot::Resume;
use jit::{Language, Machine};

const VERSION: Field = Field::new(
    std::mem::offset_of!(TypeObject, version) as u32,
    Content::Word,
    Region::Other,
);
const ENTRIES: Field = Field::new(
    std::mem::offset_of!(DictObject, entries) as u32,
    Content::Value,
    Region::Dict,
);
const REGISTERS: Array = Array::new(16, 8, Content::Value, Region::Other);

/// Watches the class attribute; where it changes too often, guards on the class's version instead, and where it is a variable, on its value.
fn watch_class(r: &mut Recorder<Python>, class: Ref<TypeObject>, name: Ref<StrObject>) {
    let vm = Vm::current();
    if vm.is_volatile(class, name) {
        if let Some((dict, entry)) = variable_place(r, class.value(), name) {
            let v = load_entry(r, dict, entry);
            r.promote(v);
        }
        return;
    }
    match vm.watch(class.value(), name) {
        Some(watch) => r.watch(watch),
        None => {
            let class = r.value(class.value().0);
            let version = r.load_integer(class, VERSION);
            r.promote_integer(version);
        }
    }
}

/// Where a class attribute lies that is read anew each time: the namespace and the entry. What is watched are the classes' order and
/// the structure of their namespaces up to there.
fn variable_place(r: &mut Recorder<Python>, class: Value, name: Ref<StrObject>) -> Option<(Ref<DictObject>, usize)> {
    let vm = Vm::current();
    let namespaces = if class.map() == Kind::OldClass.map() {
        let mut all = Vec::new();
        old_namespaces(class, &mut all);
        all
    } else {
        let class = Ref::<TypeObject>::of(class);
        let bases = vm.names.__bases__;
        match vm.watch(class.value(), bases) {
            Some(watch) => r.watch(watch),
            None => r.unsupported("a class whose bases keep changing"),
        }
        let of_class = |&c: &Value| match vm.kind_of(c) {
            Kind::OldClass => Ref::<OldClassObject>::of(c).dict.of(),
            _ => Ref::<TypeObject>::of(c).namespace(),
        };
        class.mro_items().iter().map(of_class).collect()
    };
    for dict in namespaces {
        match Vm::current().watch_structure(dict) {
            Some(watch) => r.watch(watch),
            None => r.unsupported("a class whose attributes keep coming and going"),
        }
        if let Some(entry) = Vm::current().dict_entry_str(dict, name) {
            return Some((dict, entry));
        }
    }
    None
}

/// The namespaces of an old-style class and its bases in the order they are looked at. (Other bases void every watch of a namespace.)
fn old_namespaces(class: Value, all: &mut Vec<Ref<DictObject>>) {
    let class = Ref::<OldClassObject>::of(class);
    all.push(class.dict.of());
    for &base in class.base_items() {
        old_namespaces(base, all);
    }
}

/// The place of an entry's value in the cell of entries of a dict.
fn entry_place(r: &mut Recorder<Python>, dict: Ref<DictObject>, entry: usize) -> (RedValue, Field) {
    let dict = r.value(dict.value().0);
    let entries = r.load(dict, ENTRIES);
    let field = Field::new(DictObject::value_offset(entry), Content::Value, Region::Dict);
    (entries, field)
}

fn load_entry(r: &mut Recorder<Python>, dict: Ref<DictObject>, entry: usize) -> RedValue {
    let (entries, field) = entry_place(r, dict, entry);
    r.load(entries, field)
}

/// Whether the name has the same meaning in an old-style class as long as what is watched then stays: false where it has changed before.
fn watch_old_class(r: &mut Recorder<Python>, class: Value, name: Ref<StrObject>) -> bool {
    let class = Ref::<OldClassObject>::of(class);
    match Vm::current().watch_entry(class.dict.of(), name) {
        Some(watch) => r.watch(watch),
        None => return false,
    }
    class.base_items().iter().all(|&base| watch_old_class(r, base, name))
}

/// Whether an attribute of an old-style class has changed while it was watched.
fn is_old_variable(class: Value, name: Ref<StrObject>) -> bool {
    let class = Ref::<OldClassObject>::of(class);
    Vm::current().watch_entry(class.dict.of(), name).is_none()
        || class.base_items().iter().any(|&base| is_old_variable(base, name))
}

/// Where the caller goes on when the pushed frame returns.
fn continuation(pc: *const u64, push: &Push) -> Resume {
    if push.continuation == 0 {
        Resume {
            position: unsafe { pc.add(push.advance as usize) } as u64,
            stage: 0,
        }
    } else {
        Resume {
            position: pc as u64,
            stage: push.continuation as u32,
        }
    }
}

impl PyMachine for Recorder<Python> {
    fn position(&self) -> *const u64 {
        self.live.pc
    }
    /// The trace has the variables as they were.
    fn shows_variables(&mut self) {
        self.unsupported("a frame's variables by name");
    }
    fn variables_assigned(&mut self) {
        if self.code().assigns_by_name() {
            self.unsupported("a function's variables assigned by name");
        }
    }
    fn advance(&mut self, words: usize) {
        self.live.advance(words)
    }
    fn jump(&mut self, offset: i32) {
        self.live.jump(offset)
    }
    fn jump_back(&mut self, offset: i32) -> Control {
        self.live.jump(offset);
        let header = Resume {
            position: self.live.pc as u64,
            stage: 0,
        };
        if self.depth() > 0 && self.live.frame().flags & frame_flags::GENERATOR != 0 {
            // A generator goes round a few times between two yields: its loop is unrolled into the consumer's.
            self.begin_stage(header);
            if !self.is_ended() && !self.unrolls() {
                return Control::Stop;
            }
            self.poll();
            return Control::Next;
        }
        match self.merge_point(header) {
            MergeAction::Continue => Control::Next,
            MergeAction::Stop => Control::Stop,
        }
    }
    fn enter_stage(&mut self, stage: u16) -> Control {
        self.live.enter_stage(stage)
    }
    fn code(&self) -> Ref<CodeObject> {
        self.live.code()
    }
    fn vm(&mut self) -> &'static mut Vm {
        self.live.vm()
    }

    fn operand(&mut self, operand: u16) -> RedValue {
        if operand & 0x8000 == 0 {
            return self.get(operand);
        }
        let word = self.live.operand(operand);
        self.value(word)
    }

    fn attribute_plan(&mut self, map: u32, name: Ref<StrObject>) -> AttributePlan {
        let vm = Vm::current();
        let class = vm.map(map).class;
        let plan = vm.plan_attribute(map, name);
        if let Some(old_class) = vm.map(map).old_class.bound() {
            let own = matches!(
                plan,
                AttributePlan::Slot(_) | AttributePlan::Overflow(..) | AttributePlan::Slow
            );
            if own || watch_old_class(self, old_class, name) {
                return plan;
            }
            // It has changed before: a method goes by its value.
            if !vm.old_class_lookup(old_class, name).is_some_and(Value::is_pointer) {
                return AttributePlan::Slow;
            }
            return match variable_place(self, old_class, name) {
                Some((dict, entry)) => {
                    let v = load_entry(self, dict, entry);
                    self.promote(v);
                    plan
                }
                None => AttributePlan::Slow,
            };
        }
        if plan != AttributePlan::Slow {
            let hook = vm.names.__getattribute__;
            watch_class(self, class, hook);
            watch_class(self, class, name);
        }
        plan
    }

    fn store_plan(&mut self, map: u32, name: Ref<StrObject>) -> StorePlan {
        let vm = Vm::current();
        let class = vm.map(map).class;
        let plan = vm.plan_store(map, name);
        if let Some(old_class) = vm.map(map).old_class.bound() {
            let hook = vm.names.__setattr__;
            let known = plan == StorePlan::Slow || watch_old_class(self, old_class, hook);
            return if known { plan } else { StorePlan::Slow };
        }
        if plan != StorePlan::Slow {
            let hook = vm.names.__setattr__;
            watch_class(self, class, hook);
            watch_class(self, class, name);
        }
        plan
    }

    fn class_attribute(&mut self, map: u32, name: Ref<StrObject>) -> Option<Value> {
        let class = Vm::current().map(map).class;
        watch_class(self, class, name);
        Vm::current().lookup(class, name)
    }

    fn old_class_attribute(&mut self, class: Value, name: Ref<StrObject>) -> Option<Option<Value>> {
        if !is_old_variable(class, name) {
            watch_old_class(self, class, name);
            return Some(Vm::current().old_class_lookup(class, name));
        }
        Some(variable_place(self, class, name).map(|(dict, entry)| {
            let v = load_entry(self, dict, entry);
            Value(self.promote(v))
        }))
    }

    fn class_variable(&mut self, class: Value, name: Ref<StrObject>) -> Option<RedValue> {
        let changes = match class.map() == Kind::OldClass.map() {
            true => is_old_variable(class, name),
            false => Vm::current().is_volatile(Ref::of(class), name),
        };
        if !changes {
            return None;
        }
        let (dict, entry) = variable_place(self, class, name)?;
        Some(load_entry(self, dict, entry))
    }

    fn store_class_variable(&mut self, class: Value, name: Ref<StrObject>, v: RedValue) -> bool {
        let vm = Vm::current();
        let dict = if class.map() == Kind::OldClass.map() {
            let class = Ref::<OldClassObject>::of(class);
            let dict = class.dict.of::<DictObject>();
            if !class.derived.get().is_unbound() || vm.watch_entry(dict, name).is_some() {
                return false;
            }
            dict
        } else {
            let class = Ref::<TypeObject>::of(class);
            if !vm.has_variable(class, name) {
                return false;
            }
            class.namespace()
        };
        let Some(entry) = vm.dict_entry_str(dict, name) else {
            return false;
        };
        match vm.watch_structure(dict) {
            Some(watch) => self.watch(watch),
            None => {
                self.unsupported("a class whose attributes keep coming and going");
                return false;
            }
        }
        let (entries, field) = entry_place(self, dict, entry);
        if class.map() == Kind::OldClass.map() {
            // Caches of old-style classes know objects only.
            let old = self.load(entries, field);
            if !self.is_integer(old) || !self.is_integer(v) {
                return false;
            }
        }
        self.store(entries, field, v);
        true
    }

    fn type_attribute(&mut self, class: Ref<TypeObject>, name: Ref<StrObject>) -> Option<Option<Value>> {
        watch_class(self, class, name);
        Some(Vm::current().lookup(class, name))
    }

    fn prototype(&mut self, function: RedValue) -> Ref<PrototypeObject> {
        let field = match Vm::current().watch_function_code() {
            Some(watch) => {
                self.watch(watch);
                FunctionObject::PROTOTYPE
            }
            None => FunctionObject::VARIABLE_PROTOTYPE,
        };
        let prototype = self.load(function, field);
        Ref::of(Value(self.promote(prototype)))
    }

    fn namespace_entry(&mut self, dict: Ref<DictObject>, name: Ref<StrObject>) -> Option<RedValue> {
        let vm = Vm::current();
        let entry = vm.dict_entry_str(dict, name);
        if let Some(watch) = vm.watch_entry(dict, name) {
            self.watch(watch);
            return entry.map(|entry| self.value(dict.value_of(entry).0));
        }
        // A variable: its place in the table is watched, its value loaded.
        match vm.watch_structure(dict) {
            Some(watch) => self.watch(watch),
            None => {
                self.unsupported("a namespace whose structure keeps changing");
            }
        }
        let entry = entry?;
        Some(load_entry(self, dict, entry))
    }

    fn load_global(&mut self, name: Ref<StrObject>) -> Result<RedValue> {
        let function = self.get(0);
        let globals = self.prototype(function).globals.of::<DictObject>();
        if let Some(v) = self.namespace_entry(globals, name) {
            return Ok(v);
        }
        let builtins = Vm::current().builtins;
        if let Some(v) = self.namespace_entry(builtins, name) {
            return Ok(v);
        }
        // The error is raised by the interpreter.
        self.leave();
        let word = self.live.load_global(name)?;
        Ok(self.value(word))
    }

    fn push_frame(&mut self, push: Push) -> Control {
        let pc = self.live.pc;
        let next = continuation(pc, &push);
        let code = push.code.value().0;
        if self.is_ended() {
            let control = self.live.push_frame(push);
            return quiet(control, &mut self.live);
        }
        let alone = push.code.has_loop.get() || push.code.assigns_by_name();
        match self.decide_call(code, alone) {
            CallDecision::Inline => {
                let control = self.live.push_frame(push);
                if quiet(control, &mut self.live) == Control::Raise {
                    self.unsupported("recursion limit");
                    return control;
                }
                self.frame_pushed(code, push.window, push.flags as u32, next);
                self.unbind_locals(push);
                Control::Next
            }
            CallDecision::Trace => {
                // What the callee may read before it assigns it is unbound, whatever used the registers before.
                let nothing = self.value(Value::UNBOUND.0);
                let mut live = Vec::new();
                Python::live_registers(code, Python::entry(code, 0), &mut live);
                for register in live.into_iter().filter(|&register| register > push.arguments) {
                    self.set(push.window + register, nothing);
                }
                // The arguments are in their registers: what follows is a stage of its own.
                self.begin_stage(Resume {
                    position: pc as u64,
                    stage: CALLING,
                });
                if self.is_ended() {
                    let control = self.live.push_frame(push);
                    return quiet(control, &mut self.live);
                }
                push.code.unbind(
                    unsafe { self.live.base.add(push.window as usize) },
                    push.arguments as usize,
                );
                self.call_outcome(Some(push.window), next);
                match self.call_trace(code, 0, push.window) {
                    Ok(v) => {
                        self.set(push.window, v);
                        if push.continuation == 0 {
                            self.live.advance(push.advance as usize);
                            Control::Next
                        } else {
                            self.live.enter_stage(push.continuation)
                        }
                    }
                    Err(_) => Control::Raise,
                }
            }
        }
    }

    fn return_value(&mut self, v: RedValue) -> Control {
        if self.is_ended() {
            return self.live.return_value(v.word);
        }
        let generator = self.live.frame().flags & frame_flags::GENERATOR != 0;
        if generator {
            let place = self.live.code().generator_register.get();
            let generator = self.get(place);
            write_finished(self, generator);
            let end = self.value(Value::END.0);
            self.frame_returned(end);
            return self.live.return_value(v.word);
        }
        match self.frame_returned(v) {
            Returned::Inlined | Returned::Root => self.live.return_value(v.word),
        }
    }

    fn leave_to_interpreter(&mut self) {
        self.leave();
    }

    fn may_resume(&mut self, generator: RedValue) -> bool {
        let frame = self.load(generator, GeneratorObject::FRAME);
        self.is_same(frame, Value::UNBOUND.0)
    }

    fn resume_generator(&mut self, generator: RedValue, sent: RedValue, push: Push) -> Control {
        let code = self.load(generator, GeneratorObject::CODE);
        let code = Value(self.promote(code));
        let pc = self.load_integer(generator, GeneratorObject::PC);
        let pc = self.promote_integer(pc) as *const u64;
        let object = Ref::<GeneratorObject>::of(Value(generator.word));
        let fresh = object.state.get() == GeneratorState::Created;
        let code = Ref::<CodeObject>::of(code);
        if self.is_ended() {
            let control = self.live.resume_generator(generator.word, sent.word, push);
            return quiet(control, &mut self.live);
        }
        let next = continuation(self.live.pc, &push);
        let word = code.value().0;
        if self.is_recursion(word) || self.depth() > DEEPEST || !self.may_follow(word) {
            return call_generator(self, generator, sent, push, next);
        }
        let storage = self.load(generator, GeneratorObject::REGISTERS);
        // Where it goes on: behind the yield, whose value is what was sent.
        let start = if fresh { pc } else { unsafe { pc.add(YIELD_WORDS) } };
        let mut live = Vec::new();
        Python::live_registers(
            code.value().0,
            Resume {
                position: start as u64,
                stage: 0,
            },
            &mut live,
        );
        let yielded = (!fresh).then(|| (unsafe { *pc } >> 16) as u16);
        let mut registers = Vec::new();
        for register in live {
            if Some(register) == yielded || register as u32 >= code.register_count.get() {
                continue;
            }
            let index = self.integer(register as i64);
            registers.push((register, self.load_item(storage, index, REGISTERS)));
        }
        let running = self.integer(GeneratorState::Running as i64);
        self.write_down(generator, GeneratorObject::STATE, Written::Integer(running));
        let flags = push.flags | frame_flags::GENERATOR;
        let control = self.live.resume_generator(generator.word, sent.word, push);
        if quiet(control, &mut self.live) == Control::Raise {
            self.unsupported("recursion limit");
            return control;
        }
        self.frame_pushed(code.value().0, push.window, flags as u32, next);
        self.register_forget(0..code.register_count.get() as u16 + 1);
        for (register, v) in registers {
            self.set(register, v);
        }
        if let Some(register) = yielded {
            self.set(register, sent);
        }
        self.set(code.generator_register.get(), generator);
        Control::Next
    }

    fn yield_value(&mut self, v: RedValue, result: u16) -> Control {
        if self.is_ended() {
            return self.live.yield_value(v.word, result);
        }
        if self.depth() == 0 && matches!(self.purpose(), Purpose::Loop { .. }) {
            // It does not go round without yielding: what goes on behind the yield gets a trace.
            self.unsupported("a loop that yields");
            return self.live.yield_value(v.word, result);
        }
        let code = self.live.code();
        let count = code.register_count.get() as u16;
        let place = code.generator_register.get();
        let generator = self.get(place);
        let storage = self.load(generator, GeneratorObject::REGISTERS);
        let mut live = Vec::new();
        let behind = Resume {
            position: unsafe { self.live.pc.add(YIELD_WORDS) } as u64,
            stage: 0,
        };
        Python::live_registers(code.value().0, behind, &mut live);
        let mut stores = Vec::new();
        for register in live {
            if register == result || register == place || register >= count {
                continue;
            }
            let v = self.get(register);
            if !is_loaded_item(self, v, generator, register) {
                stores.push((register, v));
            }
        }
        for (register, v) in stores {
            self.write_down_item(storage, register, v);
        }
        let pc = self.integer(self.live.pc as i64);
        let suspended = self.integer(GeneratorState::Suspended as i64);
        self.write_down(generator, GeneratorObject::PC, Written::Integer(pc));
        self.write_down(generator, GeneratorObject::STATE, Written::Integer(suspended));
        self.frame_returned(v);
        self.live.yield_value(v.word, result)
    }
}

/// Frames that generators are followed into at most.
const DEEPEST: usize = 8;

/// The generator goes on in a trace of its own, which takes its registers from it.
fn call_generator(r: &mut Recorder<Python>, generator: RedValue, sent: RedValue, push: Push, next: Resume) -> Control {
    let object = Ref::<GeneratorObject>::of(Value(generator.word));
    let code = object.code.of::<CodeObject>();
    let entry = object.entry();
    let function = r.load(generator, GeneratorObject::FUNCTION);
    r.set(push.window, function);
    if let Some(register) = sent_register(code, entry) {
        r.set(push.window + register, sent);
    }
    let place = push.window + code.generator_register.get();
    r.set(place, generator);
    let position = r.live.pc as u64;
    r.begin_stage(Resume {
        position,
        stage: CALLING,
    });
    if r.is_ended() {
        let control = r.live.resume_generator(generator.word, sent.word, push);
        return quiet(control, &mut r.live);
    }
    let generator = r.get(place);
    let running = r.integer(GeneratorState::Running as i64);
    r.write_down(generator, GeneratorObject::STATE, Written::Integer(running));
    r.call_outcome(Some(push.window), next);
    match r.call_trace(code.value().0, entry, push.window) {
        Ok(v) => {
            r.set(push.window, v);
            r.live.enter_stage(push.continuation)
        }
        Err(_) => Control::Raise,
    }
}

/// Gives the registers of the root frame, a generator's that has just gone on, the values that the generator has.
pub fn load_generator(r: &mut Recorder<Python>) {
    let code = r.live.code();
    let entry = (code.offset(r.live.pc)) as u32;
    let sent = sent_register(code, entry);
    let place = code.generator_register.get();
    let generator = r.get(place);
    let storage = r.load(generator, GeneratorObject::REGISTERS);
    let mut live = Vec::new();
    Python::live_registers(code.value().0, Python::entry(code.value().0, entry), &mut live);
    for register in live {
        if Some(register) == sent {
            r.get(register);
        } else if register != place && (register as u32) < code.register_count.get() {
            let index = r.integer(register as i64);
            let v = r.load_item(storage, index, REGISTERS);
            r.register_holds(register, v);
        }
    }
}

/// Whether the value is what the generator's registers have there already: nobody else changes them while its frame runs.
fn is_loaded_item(r: &Recorder<Python>, v: RedValue, generator: RedValue, register: u16) -> bool {
    let Some(item) = r
        .operation(v.operand)
        .filter(|item| item.opcode == Opcode::GetItemValue)
    else {
        return false;
    };
    let storage = r.operation(item.arguments[0]);
    let is_own = storage.is_some_and(|storage| {
        storage.opcode == Opcode::GetFieldValue
            && storage.arguments[0] == generator.operand
            && storage.immediate == GeneratorObject::REGISTERS.pack()
    });
    is_own && item.immediate == REGISTERS.pack() && r.constant_bits(item.arguments[1]) == Some(register as u64)
}

/// What is stored by an operation that the live machine does in its own way.
enum Written {
    Value(RedValue),
    Integer(jit::recorder::RedInteger),
}

/// An exception leaves the innermost frame, a generator's that was followed into: the generator is finished.
pub fn end_generator(r: &mut Recorder<Python>) {
    let position = r.live.pc as u64;
    r.begin_effect(Resume { position, stage: 0 });
    let place = r.live.code().generator_register.get();
    let generator = r.get(place);
    write_finished(r, generator);
    crate::exec::finish_generator(Ref::of(Value(generator.word)));
}

fn write_finished(r: &mut Recorder<Python>, generator: RedValue) {
    let finished = r.integer(GeneratorState::Finished as i64);
    let nothing = r.value(Value::UNBOUND.0);
    r.write_down(generator, GeneratorObject::STATE, Written::Integer(finished));
    r.write_down(generator, GeneratorObject::REGISTERS, Written::Value(nothing));
    r.write_down(generator, GeneratorObject::FUNCTION, Written::Value(nothing));
}

/// Operations written down without being done: the live machine does them as part of something larger.
trait WriteDown {
    fn write_down(&mut self, object: RedValue, field: Field, what: Written);
    fn write_down_item(&mut self, array: RedValue, index: u16, v: RedValue);
    fn unbind_locals(&mut self, push: Push);
}

impl WriteDown for Recorder<Python> {
    fn write_down(&mut self, object: RedValue, field: Field, what: Written) {
        let object = self.use_value(object);
        let operand = match what {
            Written::Value(v) => self.use_value(v),
            Written::Integer(i) => self.use_integer(i),
        };
        self.emit(Opcode::SetField, &[object, operand], field.pack(), 0);
    }

    fn write_down_item(&mut self, array: RedValue, index: u16, v: RedValue) {
        let array = self.use_value(array);
        let index = self.constant(IrKind::Integer, index as u64);
        let v = self.use_value(v);
        self.emit(Opcode::SetItem, &[array, index, v], REGISTERS.pack(), 0);
    }

    /// The registers of a new frame that are no arguments: locals and cells are unbound, and so is the exception.
    fn unbind_locals(&mut self, push: Push) {
        let count = push.code.register_count.get() as u16;
        self.register_forget(1 + push.arguments..count + 4);
        let code = push.code;
        let nothing = self.value(Value::UNBOUND.0);
        let end = (code.register_count.get() - code.stack_size.get()) as u16;
        for register in 1 + push.arguments..end {
            self.set(register, nothing);
        }
        if code.exception_register.get() != 0 {
            self.set(code.exception_register.get(), nothing);
        }
    }
}

/// A live control while nothing is recorded: counters do not matter now. (One that has just run out is to do so again.)
fn quiet(control: Control, live: &mut Exec) -> Control {
    match control {
        Control::HotFunction => {
            live.did_not_enter();
            Control::Next
        }
        Control::Poll => Control::Next,
        other => other,
    }
}

/// The live machine of a recorder, for code that is written for it.
pub fn live(r: &mut Recorder<Python>) -> &mut Exec {
    &mut r.live
}
