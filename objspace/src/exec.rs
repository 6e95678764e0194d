//! `Exec`: the plain machine. Every operation is the operation itself; this instantiation of the semantics is the interpreter.
//!
//! It is a small by-value struct, so that the dispatch loop keeps it in processor registers: nothing that is not inlined there may
//! take its address (`outline` passes a copy).

use crate::class::TypeObject;
use crate::code::{code_flags, CodeObject};
use crate::dict::DictObject;
use crate::exception::Error;
use crate::frame::{frame_flags, Frame};
use crate::function::{FunctionObject, PrototypeObject};
use crate::generator::{GeneratorObject, GeneratorState, YIELD_WORDS};
use crate::heap::Header;
use crate::kind::Kind;
use crate::machine::{AttributePlan, Control, Push, PyMachine, StorePlan};
use crate::native::Result;
use crate::object::{Ref, Storage};
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use jit::machine::{Argument, Exception};
use jit::memory::{Array, Content, Field, Shape};
use jit::{Helper, Machine};

#[derive(Clone, Copy)]
pub struct Exec {
    pub pc: *const u64,
    pub base: *mut Value,
    pub constants: *const Value,
    pub vm: *mut Vm,
    /// The stage to enter at `pc`; 0: the instruction's own.
    pub stage: u32,
}

impl Exec {
    /// The machine that stands where the thread's innermost frame does.
    pub fn at_frame(vm: &mut Vm) -> Exec {
        let frame = unsafe { &*vm.thread.frame };
        Exec {
            pc: frame.pc,
            base: frame.base,
            constants: frame.code.constant_items.get(),
            vm,
            stage: 0,
        }
    }

    /// The machine that lies in memory. Field by field, for the compiler would else load pairs of them into vector registers, keep
    /// them there across the dispatch loop and take them apart at every instruction.
    #[inline(always)]
    pub fn from_memory(memory: &Exec) -> Exec {
        use std::ptr::read_volatile;
        // References are valid to read.
        unsafe {
            Exec {
                pc: read_volatile(&memory.pc),
                base: read_volatile(&memory.base),
                constants: read_volatile(&memory.constants),
                vm: read_volatile(&memory.vm),
                stage: read_volatile(&memory.stage),
            }
        }
    }

    #[inline(always)]
    fn state(&self) -> &'static mut Vm {
        unsafe { &mut *self.vm }
    }

    #[inline(always)]
    pub fn frame(&self) -> &'static mut Frame {
        unsafe { &mut *self.state().thread.frame }
    }

    /// Tells the frame where it stands: before anything that can look at it.
    #[inline(always)]
    pub fn publish(&mut self) {
        self.frame().pc = self.pc;
    }

    #[inline(always)]
    fn extra(&self, i: usize) -> *mut u64 {
        unsafe { self.pc.add(1 + i) as *mut u64 }
    }

    #[inline(always)]
    fn invoke(&mut self, helper: &'static Helper, arguments: &[Argument<Exec>]) -> u64 {
        self.publish();
        let word = |i: usize| match arguments[i] {
            Argument::Value(v) => v,
            Argument::Integer(i) => i as u64,
        };
        let context = self.vm as u64;
        // Invariant: a helper's address and parameter list are declared together (`helpers!`).
        unsafe {
            use std::mem::transmute as t;
            let f = helper.address;
            if helper.without_context {
                return match arguments.len() {
                    1 => t::<_, extern "C" fn(u64) -> u64>(f)(word(0)),
                    2 => t::<_, extern "C" fn(u64, u64) -> u64>(f)(word(0), word(1)),
                    _ => t::<_, extern "C" fn(u64, u64, u64) -> u64>(f)(word(0), word(1), word(2)),
                };
            }
            match arguments.len() {
                0 => t::<_, extern "C" fn(u64) -> u64>(f)(context),
                1 => t::<_, extern "C" fn(u64, u64) -> u64>(f)(context, word(0)),
                2 => t::<_, extern "C" fn(u64, u64, u64) -> u64>(f)(context, word(0), word(1)),
                3 => t::<_, extern "C" fn(u64, u64, u64, u64) -> u64>(f)(context, word(0), word(1), word(2)),
                4 => t::<_, extern "C" fn(u64, u64, u64, u64, u64) -> u64>(f)(
                    context,
                    word(0),
                    word(1),
                    word(2),
                    word(3),
                ),
                _ => t::<_, extern "C" fn(u64, u64, u64, u64, u64, u64) -> u64>(f)(
                    context,
                    word(0),
                    word(1),
                    word(2),
                    word(3),
                    word(4),
                ),
            }
        }
    }

    #[inline(always)]
    fn raised(&self) -> bool {
        !self.state().thread.exception.is_unbound()
    }
}

#[inline(always)]
fn address(object: u64, offset: u32) -> *mut u8 {
    unsafe { (object as *mut u8).add(offset as usize) }
}

#[inline(always)]
unsafe fn read(p: *const u8, content: Content) -> i64 {
    match content {
        Content::Value | Content::Word | Content::Float => *(p as *const i64),
        Content::Half => *(p as *const u32) as i64,
        Content::Byte => *p as i64,
    }
}

#[inline(always)]
unsafe fn write(p: *mut u8, content: Content, i: i64) {
    match content {
        Content::Value | Content::Word | Content::Float => *(p as *mut i64) = i,
        Content::Half => *(p as *mut u32) = i as u32,
        Content::Byte => *p = i as u8,
    }
}

impl Machine for Exec {
    type V = u64;
    type I = i64;
    type F = f64;

    #[inline(always)]
    fn value(&mut self, word: u64) -> u64 {
        word
    }
    #[inline(always)]
    fn integer(&mut self, value: i64) -> i64 {
        value
    }
    #[inline(always)]
    fn float(&mut self, value: f64) -> f64 {
        value
    }

    #[inline(always)]
    fn is_integer(&mut self, v: u64) -> bool {
        v & 1 != 0
    }
    #[inline(always)]
    fn both_integers(&mut self, a: u64, b: u64) -> bool {
        a & b & 1 != 0
    }
    #[inline(always)]
    fn is_float(&mut self, v: u64) -> bool {
        v & 3 == 2 || {
            v & 1 == 0
                && (v == Value::FLOAT_ZERO.0
                    || v == Value::FLOAT_NEGATIVE_ZERO.0
                    || (v & 7 == 0 && v != 0 && unsafe { (*(v as *const Header)).map } == Kind::Float.map()))
        }
    }
    #[inline(always)]
    fn both_floats(&mut self, a: u64, b: u64) -> bool {
        (a & 3 == 2 && b & 3 == 2) || (self.is_float(a) && self.is_float(b))
    }
    #[inline(always)]
    fn is_pointer(&mut self, v: u64) -> bool {
        v & 7 == 0 && v != 0 && unsafe { (*(v as *const Header)).map } != Kind::Float.map()
    }
    #[inline(always)]
    fn map(&mut self, v: u64) -> u32 {
        unsafe { (*(v as *const Header)).map }
    }
    #[inline(always)]
    fn has_map(&mut self, v: u64, map: u32) -> bool {
        v & 7 == 0 && v != 0 && unsafe { (*(v as *const Header)).map } == map
    }
    #[inline(always)]
    fn is_same(&mut self, v: u64, constant: u64) -> bool {
        v == constant
    }
    #[inline(always)]
    fn are_same(&mut self, a: u64, b: u64) -> bool {
        a == b
    }
    #[inline(always)]
    fn promote(&mut self, v: u64) -> u64 {
        v
    }
    #[inline(always)]
    fn promote_integer(&mut self, i: i64) -> i64 {
        i
    }

    #[inline(always)]
    fn unbox_integer(&mut self, v: u64) -> i64 {
        (v & !1) as i64
    }
    #[inline(always)]
    fn box_integer(&mut self, i: i64) -> u64 {
        i as u64 | 1
    }
    #[inline(always)]
    fn unbox_float(&mut self, v: u64) -> f64 {
        if v & 3 == 2 {
            return f64::from_bits(v.rotate_right(3).wrapping_sub(1 << 60));
        }
        if v & 7 == 0 {
            return unsafe { *(v as *const f64).add(1) };
        }
        Value(v).as_immediate_float()
    }
    #[inline(always)]
    fn box_float(&mut self, f: f64) -> u64 {
        let word = f.to_bits().wrapping_add(1 << 60).rotate_left(3);
        if word & 3 == 2 {
            return word;
        }
        self.state().float(f).0
    }
    #[inline(always)]
    fn word_to_integer(&mut self, v: u64) -> i64 {
        v as i64
    }
    #[inline(always)]
    fn integer_to_word(&mut self, i: i64) -> u64 {
        i as u64
    }

    #[inline(always)]
    fn add_overflow(&mut self, a: i64, b: i64) -> Option<i64> {
        a.checked_add(b)
    }
    #[inline(always)]
    fn subtract_overflow(&mut self, a: i64, b: i64) -> Option<i64> {
        a.checked_sub(b)
    }
    #[inline(always)]
    fn multiply_overflow(&mut self, a: i64, b: i64) -> Option<i64> {
        (a >> 1).checked_mul(b)
    }
    #[inline(always)]
    fn integer_add(&mut self, a: i64, b: i64) -> i64 {
        a.wrapping_add(b)
    }
    #[inline(always)]
    fn integer_subtract(&mut self, a: i64, b: i64) -> i64 {
        a.wrapping_sub(b)
    }
    #[inline(always)]
    fn integer_multiply(&mut self, a: i64, b: i64) -> i64 {
        a.wrapping_mul(b)
    }
    #[inline(always)]
    fn integer_and(&mut self, a: i64, b: i64) -> i64 {
        a & b
    }
    #[inline(always)]
    fn integer_or(&mut self, a: i64, b: i64) -> i64 {
        a | b
    }
    #[inline(always)]
    fn integer_xor(&mut self, a: i64, b: i64) -> i64 {
        a ^ b
    }
    #[inline(always)]
    fn integer_shift_left(&mut self, a: i64, count: i64) -> i64 {
        a.wrapping_shl(count as u32)
    }
    #[inline(always)]
    fn integer_shift_right(&mut self, a: i64, count: i64) -> i64 {
        a.wrapping_shr(count as u32)
    }
    #[inline(always)]
    fn integer_floor_divide(&mut self, a: i64, b: i64) -> i64 {
        let q = a.wrapping_div(b);
        if a.wrapping_rem(b) != 0 && (a ^ b) < 0 {
            q - 1
        } else {
            q
        }
    }
    #[inline(always)]
    fn integer_modulo(&mut self, a: i64, b: i64) -> i64 {
        let r = a.wrapping_rem(b);
        if r != 0 && (r ^ b) < 0 {
            r + b
        } else {
            r
        }
    }
    #[inline(always)]
    fn integer_less(&mut self, a: i64, b: i64) -> bool {
        a < b
    }
    #[inline(always)]
    fn integer_less_equal(&mut self, a: i64, b: i64) -> bool {
        a <= b
    }
    #[inline(always)]
    fn integer_equal(&mut self, a: i64, b: i64) -> bool {
        a == b
    }
    #[inline(always)]
    fn integer_below(&mut self, a: i64, b: i64) -> bool {
        (a as u64) < b as u64
    }
    #[inline(always)]
    fn has_bits(&mut self, a: i64, mask: u32, value: u32) -> bool {
        a as u32 & mask == value
    }

    #[inline(always)]
    fn float_add(&mut self, a: f64, b: f64) -> f64 {
        a + b
    }
    #[inline(always)]
    fn float_subtract(&mut self, a: f64, b: f64) -> f64 {
        a - b
    }
    #[inline(always)]
    fn float_multiply(&mut self, a: f64, b: f64) -> f64 {
        a * b
    }
    #[inline(always)]
    fn float_divide(&mut self, a: f64, b: f64) -> f64 {
        a / b
    }
    #[inline(always)]
    fn float_negate(&mut self, a: f64) -> f64 {
        -a
    }
    #[inline(always)]
    fn float_absolute(&mut self, a: f64) -> f64 {
        a.abs()
    }
    #[inline(always)]
    fn float_square_root(&mut self, a: f64) -> f64 {
        a.sqrt()
    }
    #[inline(always)]
    fn float_floor(&mut self, a: f64) -> f64 {
        a.floor()
    }
    #[inline(always)]
    fn float_less(&mut self, a: f64, b: f64) -> bool {
        a < b
    }
    #[inline(always)]
    fn float_less_equal(&mut self, a: f64, b: f64) -> bool {
        a <= b
    }
    #[inline(always)]
    fn float_equal(&mut self, a: f64, b: f64) -> bool {
        a == b
    }
    #[inline(always)]
    fn integer_to_float(&mut self, a: i64) -> f64 {
        a as f64
    }
    #[inline(always)]
    fn float_to_integer(&mut self, a: f64) -> i64 {
        a as i64
    }
    #[inline(always)]
    fn float_bits(&mut self, a: f64) -> i64 {
        a.to_bits() as i64
    }
    #[inline(always)]
    fn bits_float(&mut self, a: i64) -> f64 {
        f64::from_bits(a as u64)
    }

    #[inline(always)]
    fn load(&mut self, object: u64, field: Field) -> u64 {
        unsafe { *(address(object, field.offset) as *const u64) }
    }
    #[inline(always)]
    fn load_integer(&mut self, object: u64, field: Field) -> i64 {
        unsafe { read(address(object, field.offset), field.content) }
    }
    #[inline(always)]
    fn load_float(&mut self, object: u64, field: Field) -> f64 {
        unsafe { *(address(object, field.offset) as *const f64) }
    }
    #[inline(always)]
    fn store(&mut self, object: u64, field: Field, v: u64) {
        unsafe { *(address(object, field.offset) as *mut u64) = v };
        self.state().heap.write_barrier(object as *mut u8);
    }
    #[inline(always)]
    fn store_integer(&mut self, object: u64, field: Field, i: i64) {
        unsafe { write(address(object, field.offset), field.content, i) }
    }
    #[inline(always)]
    fn store_float(&mut self, object: u64, field: Field, f: f64) {
        unsafe { *(address(object, field.offset) as *mut f64) = f }
    }
    #[inline(always)]
    fn load_item(&mut self, object: u64, index: i64, array: Array) -> u64 {
        unsafe { *(address(object, array.first).add(index as usize * array.stride as usize) as *const u64) }
    }
    #[inline(always)]
    fn load_item_integer(&mut self, object: u64, index: i64, array: Array) -> i64 {
        unsafe {
            read(
                address(object, array.first).add(index as usize * array.stride as usize),
                array.content,
            )
        }
    }
    #[inline(always)]
    fn store_item(&mut self, object: u64, index: i64, array: Array, v: u64) {
        let slot = unsafe { address(object, array.first).add(index as usize * array.stride as usize) } as *mut u64;
        self.state().heap.array_store(object as *mut u8, slot, v);
    }
    #[inline(always)]
    fn store_item_integer(&mut self, object: u64, index: i64, array: Array, i: i64) {
        unsafe {
            write(
                address(object, array.first).add(index as usize * array.stride as usize),
                array.content,
                i,
            )
        }
    }
    #[inline(always)]
    fn set_map(&mut self, object: u64, map: u32) {
        unsafe { (*(object as *mut Header)).map = map }
    }
    #[inline(always)]
    fn new(&mut self, shape: Shape) -> u64 {
        self.state().heap.allocate(shape.size as usize, shape.map) as u64
    }

    #[inline(always)]
    fn call(&mut self, helper: &'static Helper, arguments: &[Argument<Exec>]) -> Result<u64> {
        match self.invoke(helper, arguments) {
            0 => Err(Exception),
            v => Ok(v),
        }
    }
    #[inline(always)]
    fn call_integer(&mut self, helper: &'static Helper, arguments: &[Argument<Exec>]) -> Result<i64> {
        let result = self.invoke(helper, arguments) as i64;
        if helper.effects.raises() && self.raised() {
            return Err(Exception);
        }
        Ok(result)
    }
    #[inline(always)]
    fn call_nothing(&mut self, helper: &'static Helper, arguments: &[Argument<Exec>]) -> Result<()> {
        self.invoke(helper, arguments);
        if helper.effects.raises() && self.raised() {
            return Err(Exception);
        }
        Ok(())
    }
    #[inline(always)]
    fn call_float(&mut self, helper: &'static Helper, arguments: &[f64]) -> f64 {
        unsafe {
            use std::mem::transmute as t;
            let f = helper.address;
            match arguments.len() {
                1 => t::<_, extern "C" fn(f64) -> f64>(f)(arguments[0]),
                _ => t::<_, extern "C" fn(f64, f64) -> f64>(f)(arguments[0], arguments[1]),
            }
        }
    }

    #[inline(always)]
    fn get(&mut self, register: u16) -> u64 {
        unsafe { (*self.base.add(register as usize)).0 }
    }
    #[inline(always)]
    fn set(&mut self, register: u16, v: u64) {
        unsafe { *self.base.add(register as usize) = Value(v) }
    }

    #[inline(always)]
    fn outline<A, R>(&mut self, part: fn(&mut Exec, A) -> R, argument: A) -> R {
        // A copy whose address escapes, so that the original stays in processor registers.
        let mut copy = *self;
        let result = part(&mut copy, argument);
        *self = Exec::from_memory(&copy);
        result
    }
}

impl PyMachine for Exec {
    #[inline(always)]
    fn position(&self) -> *const u64 {
        self.pc
    }
    fn variables_assigned(&mut self) {}
    #[inline(always)]
    fn shows_variables(&mut self) {}
    #[inline(always)]
    fn advance(&mut self, words: usize) {
        self.pc = unsafe { self.pc.add(words) };
    }
    #[inline(always)]
    fn jump(&mut self, offset: i32) {
        self.pc = unsafe { self.pc.offset(offset as isize) };
    }
    #[inline(always)]
    fn jump_back(&mut self, offset: i32) -> Control {
        let counter = self.extra(0) as *mut u32;
        self.jump(offset);
        unsafe {
            *counter = (*counter).wrapping_sub(1);
            if *counter == 0 {
                self.state().thread.hot_counter = counter as *mut u64;
                return Control::HotLoop;
            }
        }
        if self.state().pending != 0 {
            return Control::Poll;
        }
        Control::Next
    }
    #[inline(always)]
    fn enter_stage(&mut self, stage: u16) -> Control {
        self.stage = stage as u32;
        Control::EnterStage
    }
    #[inline(always)]
    fn code(&self) -> Ref<CodeObject> {
        self.frame().code
    }
    #[inline(always)]
    fn vm(&mut self) -> &'static mut Vm {
        self.state()
    }

    #[inline(always)]
    fn operand(&mut self, operand: u16) -> u64 {
        let i = operand as usize;
        unsafe {
            if i & 0x8000 == 0 {
                (*self.base.add(i)).0
            } else {
                (*self.constants.add(i & 0x7fff)).0
            }
        }
    }

    #[inline(always)]
    fn attribute_plan(&mut self, map: u32, name: Ref<StrObject>) -> AttributePlan {
        let key = map as u64 | (self.state().attribute_epoch as u64) << 32;
        unsafe {
            if *self.extra(0) != key {
                let plan = self.state().plan_word(map, name);
                *self.extra(0) = map as u64 | (self.state().attribute_epoch as u64) << 32;
                *self.extra(1) = plan;
            }
            AttributePlan::unpack(*self.extra(1))
        }
    }
    #[inline(always)]
    fn store_plan(&mut self, map: u32, name: Ref<StrObject>) -> StorePlan {
        let key = map as u64 | (self.state().attribute_epoch as u64) << 32;
        unsafe {
            if *self.extra(0) != key {
                let plan = self.state().store_plan_word(map, name);
                *self.extra(0) = map as u64 | (self.state().attribute_epoch as u64) << 32;
                *self.extra(1) = plan;
            }
            StorePlan::unpack(*self.extra(1))
        }
    }
    #[inline(always)]
    fn class_attribute(&mut self, map: u32, name: Ref<StrObject>) -> Option<Value> {
        let class: Ref<TypeObject> = self.state().map(map).class;
        self.state().lookup(class, name)
    }
    fn class_variable(&mut self, _: Value, _: Ref<StrObject>) -> Option<u64> {
        None
    }
    fn store_class_variable(&mut self, _: Value, _: Ref<StrObject>, _: u64) -> bool {
        false
    }
    #[inline(always)]
    fn prototype(&mut self, function: u64) -> Ref<PrototypeObject> {
        Ref::<FunctionObject>::of(Value(function)).prototype.of()
    }
    fn namespace_entry(&mut self, dict: Ref<DictObject>, name: Ref<StrObject>) -> Option<u64> {
        self.state().dict_get_str(dict, name).map(|v| v.0)
    }
    #[inline(always)]
    fn load_global(&mut self, name: Ref<StrObject>) -> Result<u64> {
        let globals = self.frame().function().globals();
        let builtins = self.state().builtins;
        let key = globals.version.get() as u32 as u64 | builtins.version.get() << 32;
        unsafe {
            if *self.extra(0) != key || *self.extra(0) == 0 {
                return self.outline(Exec::load_global_slow, name);
            }
            let cached = *self.extra(1);
            let dict = if cached >> 63 == 0 { globals } else { builtins };
            Ok(dict.value_of((cached & !(1 << 63)) as usize).0)
        }
    }

    #[inline(always)]
    fn push_frame(&mut self, push: Push) -> Control {
        let vm = self.state();
        if !self.push_record(push) {
            return too_deep(vm, push);
        }
        let code = push.code;
        let cell = code.entry_cell.as_ptr() as *mut u32;
        unsafe {
            *cell = (*cell).wrapping_sub(1);
            if *cell == 0 {
                return Control::HotFunction;
            }
        }
        if vm.pending != 0 {
            return Control::Poll;
        }
        Control::Next
    }

    #[inline(always)]
    fn return_value(&mut self, v: u64) -> Control {
        let vm = self.state();
        let frame = unsafe { &mut *vm.thread.frame };
        if frame.object.bound().is_some() || frame.flags & (frame_flags::GENERATOR | frame_flags::BOUNDARY) != 0 {
            return self.outline(Exec::return_slow, v);
        }
        unsafe {
            *frame.base = Value(v);
            vm.thread.frame = vm.thread.frame.sub(1);
            vm.thread.depth -= 1;
            let caller = &*vm.thread.frame;
            self.pc = caller.pc.add(frame.advance as usize);
            self.base = caller.base;
            self.constants = caller.code.constant_items.get();
            if frame.continuation != 0 {
                self.stage = frame.continuation as u32;
                return Control::EnterStage;
            }
        }
        Control::Next
    }
    fn old_class_attribute(&mut self, class: Value, name: Ref<StrObject>) -> Option<Option<Value>> {
        Some(self.state().old_class_lookup(class, name))
    }

    fn type_attribute(&mut self, _: Ref<TypeObject>, _: Ref<StrObject>) -> Option<Option<Value>> {
        // The protocol is as fast.
        None
    }

    fn leave_to_interpreter(&mut self) {}

    fn may_resume(&mut self, _: u64) -> bool {
        true
    }

    fn resume_generator(&mut self, generator: u64, sent: u64, push: Push) -> Control {
        let vm = self.state();
        let g = Ref::<GeneratorObject>::of(Value(generator));
        let caller = vm.thread.frame;
        let base = unsafe { self.base.add(push.window as usize) };
        unsafe { (*caller).pc = self.pc };
        let code = g.code.of::<CodeObject>();
        let frame = unsafe { caller.add(1) };
        if vm.thread.depth >= vm.thread.recursion_limit
            || frame >= vm.thread.frames_end
            || unsafe { base.add(code.register_count.get() as usize) } >= vm.thread.stack_end
        {
            // It cannot go on any more, as if it had raised that.
            finish_generator(g);
            return too_deep(vm, push);
        }
        let fresh = g.state.get() == GeneratorState::Created;
        let registers = g.registers.of::<Storage>();
        let mut pc = g.pc.get();
        unsafe {
            let (mut i, count) = (0, code.register_count.get() as usize);
            while i < count {
                *base.add(i) = *registers.item(i);
                i += 1;
            }
            // The generator is found through the register behind the frame's own.
            *base.add(code.generator_register.get() as usize) = Value(generator);
            if !fresh {
                // The yield expression's value, then on to the next instruction.
                *base.add((*pc >> 16) as u16 as usize) = Value(sent);
                pc = pc.add(YIELD_WORDS);
            }
            *frame = Frame {
                code,
                base,
                pc,
                continuation: push.continuation,
                result: push.window,
                advance: push.advance,
                flags: push.flags | frame_flags::GENERATOR,
                object: Value::UNBOUND,
            };
            if let Some(object) = g.frame.get().bound() {
                (*frame).object = object;
                Ref::<crate::frame::FrameObject>::of(object).live.set(frame);
            }
        }
        g.state.set(GeneratorState::Running);
        vm.thread.frame = frame;
        vm.thread.depth += 1;
        self.base = base;
        self.pc = pc;
        self.constants = code.constant_items.get();
        unsafe {
            let counter = self.entry_counter() as *mut u32;
            *counter = (*counter).wrapping_sub(1);
            if *counter == 0 {
                return Control::HotFunction;
            }
        }
        Control::Next
    }

    fn yield_value(&mut self, v: u64, _result: u16) -> Control {
        let vm = self.state();
        let frame = unsafe { &mut *vm.thread.frame };
        let count = frame.code.register_count.get() as usize;
        let g = Ref::<GeneratorObject>::of(frame.register(frame.code.generator_register.get() as usize));
        let registers = g.registers.of::<Storage>();
        unsafe {
            let mut i = 0;
            while i < count {
                *registers.item(i) = *frame.base.add(i);
                i += 1;
            }
        }
        vm.heap.log_object(registers.pointer());
        g.pc.set(self.pc);
        g.state.set(GeneratorState::Suspended);
        self.suspended(v, g)
    }
}

impl Exec {
    /// The counter of the entry of the running code that the machine stands at.
    pub fn entry_counter(&self) -> *mut u64 {
        let code = self.frame().code;
        if std::ptr::eq(self.pc, code.words.get()) {
            return code.entry_cell.as_ptr();
        }
        // The last word of the YIELD instruction.
        unsafe { self.pc.sub(1) as *mut u64 }
    }

    /// The entry that the machine stands at was counted, but nothing goes on from there.
    pub fn did_not_enter(&mut self) {
        let counter = self.entry_counter() as *mut u32;
        unsafe { *counter = (*counter).wrapping_add(1) };
    }

    /// The running frame, whose generator is suspended or finished already, gives its value (`Value::END`: none) to whom resumed it.
    pub fn generator_left(&mut self, v: u64) -> Control {
        if v == Value::END.0 {
            return self.return_value(v);
        }
        let place = self.code().generator_register.get() as usize;
        self.suspended(v, Ref::of(self.frame().register(place)))
    }

    /// The running frame's generator is suspended: the frame goes.
    fn suspended(&mut self, v: u64, g: Ref<GeneratorObject>) -> Control {
        let vm = self.state();
        let frame = self.frame();
        if let Some(object) = frame.object.bound() {
            let object = Ref::<crate::frame::FrameObject>::of(object);
            object.position.set(frame.code.offset(g.pc.get()));
            object.live.set(std::ptr::null_mut());
            object.set(vm, |f| &f.registers, g.registers.get());
            g.set(vm, |g| &g.frame, object.value());
        }
        let boundary = frame.flags & frame_flags::BOUNDARY != 0;
        self.pop_to_caller(v);
        if boundary {
            Control::Yielded
        } else {
            self.control()
        }
    }

    /// Pushes a frame whose register 0 is where the machine's is, as its registers are.
    pub fn push_frame_at(&mut self, code: Ref<CodeObject>, flags: u16) {
        let vm = self.state();
        unsafe {
            let frame = vm.thread.frame.add(1);
            *frame = Frame {
                code,
                base: self.base,
                pc: code.words.get(),
                continuation: 0,
                result: 0,
                advance: 0,
                flags,
                object: Value::UNBOUND,
            };
            vm.thread.frame = frame;
        }
        vm.thread.depth += 1;
        self.pc = code.words.get();
        self.constants = code.constant_items.get();
    }

    /// Pushes a frame. False: too many, or no room for its registers.
    #[inline(always)]
    pub fn push_record(&mut self, push: Push) -> bool {
        let vm = self.state();
        let caller = vm.thread.frame;
        let base = unsafe { self.base.add(push.window as usize) };
        let code = push.code;
        let frame = unsafe { caller.add(1) };
        unsafe {
            (*caller).pc = self.pc;
            if vm.thread.depth >= vm.thread.recursion_limit
                || frame >= vm.thread.frames_end
                || base.add(code.register_count.get() as usize) >= vm.thread.stack_end
            {
                return false;
            }
            *frame = Frame {
                code,
                base,
                pc: code.words.get(),
                continuation: push.continuation,
                result: push.window,
                advance: push.advance,
                flags: push.flags,
                object: Value::UNBOUND,
            };
        }
        code.unbind(base, push.arguments as usize);
        vm.thread.frame = frame;
        vm.thread.depth += 1;
        self.base = base;
        self.pc = code.words.get();
        self.constants = code.constant_items.get();
        true
    }

    /// Pops the innermost frame; its value goes to its register 0.
    #[inline(always)]
    fn pop_to_caller(&mut self, v: u64) {
        let vm = self.state();
        unsafe {
            let frame = &*vm.thread.frame;
            *frame.base = Value(v);
            vm.thread.frame = vm.thread.frame.sub(1);
            vm.thread.depth -= 1;
            let caller = &*vm.thread.frame;
            if vm.thread.frame > vm.thread.frames {
                self.pc = caller.pc.add(frame.advance as usize);
                self.base = caller.base;
                self.constants = caller.code.constant_items.get();
                self.stage = frame.continuation as u32;
            }
        }
    }

    /// How to go on after a return: at the continuation's stage if there is one.
    fn control(&self) -> Control {
        if self.stage != 0 {
            Control::EnterStage
        } else {
            Control::Next
        }
    }

    /// A return that has more to do: frame objects, generators, boundaries.
    #[cold]
    #[inline(never)]
    fn return_slow(&mut self, v: u64) -> Control {
        self.publish();
        let vm = self.state();
        let frame = vm.thread.frame;
        let record = unsafe { &mut *frame };
        let place = record.code.generator_register.get() as usize;
        let generator = (record.flags & frame_flags::GENERATOR != 0).then(|| record.register(place));
        vm.frame_ended(frame);
        let boundary = record.flags & frame_flags::BOUNDARY != 0;
        if let Some(generator) = generator {
            finish_generator(Ref::of(generator));
            self.pop_to_caller(Value::END.0);
            if boundary {
                return Control::Finished;
            }
            if self.stage != 0 {
                return Control::EnterStage;
            }
            // The resumer learns of the end by StopIteration.
            self.publish();
            vm.raise_with(Error::StopIteration, &[]);
            return Control::Raise;
        }
        self.pop_to_caller(v);
        if boundary {
            Control::Boundary
        } else {
            self.control()
        }
    }

    #[cold]
    #[inline(never)]
    fn load_global_slow(&mut self, name: Ref<StrObject>) -> Result<u64> {
        self.publish();
        let vm = self.state();
        let globals = self.frame().function().globals();
        let builtins = vm.builtins;
        let (dict, entry, which) = match vm.dict_entry_str(globals, name) {
            Some(entry) => (globals, entry, 0),
            None => match vm.dict_entry_str(builtins, name) {
                Some(entry) => (builtins, entry, 1u64 << 63),
                None => {
                    let name = name.text();
                    return Err(vm.raise(Error::NameError, &format!("global name '{name}' is not defined")));
                }
            },
        };
        unsafe {
            *self.extra(0) = globals.version.get() as u32 as u64 | builtins.version.get() << 32;
            *self.extra(1) = entry as u64 | which;
        }
        Ok(dict.value_of(entry).0)
    }
}

/// RuntimeError in place of a frame. Calls that an instruction makes for its own purposes (special methods) and calls of native
/// code are worded as CPython words those of its object protocols.
#[cold]
#[inline(never)]
fn too_deep(vm: &mut Vm, push: Push) -> Control {
    let nested = push.flags & frame_flags::BOUNDARY != 0 && push.code.has_flags(code_flags::NEWLOCALS);
    let resumed = push.code.has_flags(code_flags::GENERATOR);
    let doing = if (nested || push.continuation != 0) && !resumed {
        " while calling a Python object"
    } else {
        ""
    };
    vm.recursion_error(doing);
    Control::Raise
}

/// The generator's frame is gone for good.
pub fn finish_generator(g: Ref<GeneratorObject>) {
    // There is nothing left to close.
    g.clear_flags(Header::HAS_FINALIZER);
    g.state.set(GeneratorState::Finished);
    g.registers.init(Value::UNBOUND);
    g.function.init(Value::UNBOUND);
    g.frame.init(Value::UNBOUND);
}
