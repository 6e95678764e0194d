//! Instances, classes, functions, and whatever has a reduction.

use super::super::opcode::*;
use super::super::{attribute, copy_reg, error, error_with, import, swallow, PICKLE_ERROR, PICKLING_ERROR};
use super::Saver;
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::string::StrObject;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

/// The names that reductions begin with.
fn is_newobj(vm: &mut Vm, callable: Value) -> Result<bool> {
    let name = vm.names.__name__;
    let Some(name) = attribute(vm, callable, name)? else {
        return Ok(false);
    };
    Ok(vm.is_kind(name, Kind::Str) && Ref::<StrObject>::of(name).bytes() == b"__newobj__")
}

impl Saver {
    /// Writes an object as a persistent id, if it has one.
    pub(super) fn save_persistent(&mut self, vm: &mut Vm, v: Value, function: Value) -> Result<bool> {
        let id = vm.call(function, &[v])?;
        if id.is_none() {
            return Ok(false);
        }
        if self.binary {
            self.save(vm, id, true)?;
            self.state.out.push(BINPERSID);
            return Ok(true);
        }
        if !vm.is_kind(id, Kind::Str) {
            return Err(error(vm, PICKLING_ERROR, "persistent id must be string"));
        }
        self.line(PERSID, Ref::<StrObject>::of(id).bytes());
        Ok(true)
    }

    /// Instances, classes, functions, and whatever has a reduction.
    pub(super) fn save_other(&mut self, vm: &mut Vm, v: Value, is_id: bool) -> Result<()> {
        match vm.kind_of(v) {
            Kind::OldInstance => return self.save_instance(vm, v),
            Kind::OldClass | Kind::NativeFunction => return self.save_global(vm, v, None),
            Kind::Type if vm.class_of(v) == vm.type_of_kind(Kind::Type) => return self.save_global(vm, v, None),
            Kind::Function => match self.save_global(vm, v, None) {
                Err(_) if swallow(vm, PICKLE_ERROR) => {}
                result => return result,
            },
            _ => {}
        }
        if !is_id && !self.instance_persistent.is_unbound() && self.save_persistent(vm, v, self.instance_persistent)? {
            return Ok(());
        }
        let class = vm.class_of(v);
        let table = copy_reg(vm, "dispatch_table")?;
        let found = if vm.is_kind(table, Kind::Dict) {
            vm.dict_get(Ref::of(table), class.value())?
        } else {
            None
        };
        let (reduce, reduced) = if let Some(reduce) = found {
            (reduce, vm.call(reduce, &[v])?)
        } else if vm.kind_of(v) == Kind::Type {
            return self.save_global(vm, v, None);
        } else {
            let (reduce_ex, reduce) = (vm.names.__reduce_ex__, vm.names.__reduce__);
            if let Some(method) = attribute(vm, v, reduce_ex)? {
                (method, vm.call(method, &[Value::integer(self.protocol)])?)
            } else if let Some(method) = attribute(vm, v, reduce)? {
                (method, vm.call(method, &[])?)
            } else {
                return Err(error_with(vm, crate::modules::pickle::UNPICKLEABLE_ERROR, v));
            }
        };
        if vm.is_kind(reduced, Kind::Str) {
            return self.save_global(vm, v, Some(reduced));
        }
        if !vm.is_kind(reduced, Kind::Tuple) {
            let method = vm.repr_text(reduce)?;
            let message = format!("Value returned by {method} must be string or tuple");
            return Err(error(vm, PICKLING_ERROR, &message));
        }
        self.save_reduced(vm, Ref::of(reduced), reduce, v)
    }

    /// Writes a reduction: callable, arguments, state, list items, dict items. PicklingError.
    pub(super) fn save_reduced(
        &mut self,
        vm: &mut Vm,
        reduced: Ref<TupleObject>,
        reduce: Value,
        v: Value,
    ) -> Result<()> {
        let complaint = |vm: &mut Vm, before: &str, after: &str| {
            let method = vm.repr_text(reduce)?;
            Err(error(vm, PICKLING_ERROR, &format!("{before} {method} {after}")))
        };
        if !(2..=5).contains(&reduced.len()) {
            return complaint(vm, "tuple returned by", "must contain 2 through 5 elements");
        }
        let part = |i: usize| reduced.items().get(i).copied().filter(|v| !v.is_none());
        let (callable, given) = (reduced.get(0), reduced.get(1));
        if !vm.is_kind(given, Kind::Tuple) {
            return complaint(vm, "Second element of tuple returned by", "must be a tuple");
        }
        for (i, which) in [(3, "Fourth"), (4, "Fifth")] {
            if let Some(items) = part(i).filter(|&items| !vm.is_iterator(items)) {
                let name = vm.type_name(items);
                return complaint(
                    vm,
                    &format!("{which} element of tuple returned by"),
                    &format!("must be an iterator, not {name}"),
                );
            }
        }
        let given = Ref::<TupleObject>::of(given);
        if self.protocol >= 2 && is_newobj(vm, callable)? {
            self.check_newobj(vm, given, v)?;
            self.save(vm, given.get(0), false)?;
            let rest = vm.tuple(&given.items()[1..]);
            self.save_arguments(vm, Ref::of(rest), v)?;
            self.state.out.push(NEWOBJ);
        } else {
            self.save(vm, callable, false)?;
            self.save_arguments(vm, given, v)?;
            self.state.out.push(REDUCE);
        }
        match self.known(v) {
            // It was written while its own arguments were: that one counts.
            Some(number) => {
                self.state.out.push(POP);
                self.get(number);
                return Ok(());
            }
            None => self.put(vm, v)?,
        }
        if let Some(items) = part(3) {
            self.batch_list(vm, items)?;
        }
        if let Some(items) = part(4) {
            self.batch_dict(vm, items)?;
        }
        if let Some(state) = part(2) {
            self.save(vm, state, false)?;
            self.state.out.push(BUILD);
        }
        Ok(())
    }

    pub(super) fn check_newobj(&mut self, vm: &mut Vm, given: Ref<TupleObject>, v: Value) -> Result<()> {
        let Some(&class) = given.items().first() else {
            return Err(error(vm, PICKLING_ERROR, "__newobj__ arglist is empty"));
        };
        let new = vm.names.__new__;
        if attribute(vm, class, new)?.is_none() {
            return Err(error(vm, PICKLING_ERROR, "args[0] from __newobj__ args has no __new__"));
        }
        let name = vm.names.__class__;
        if vm.getattr(v, name)? != class {
            return Err(error(
                vm,
                PICKLING_ERROR,
                "args[0] from __newobj__ args has the wrong class",
            ));
        }
        Ok(())
    }

    /// An instance of an old-style class.
    pub(super) fn save_instance(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        self.enter(vm, v)?;
        let result = self.instance_parts(vm, v);
        self.leave(v);
        result
    }

    pub(super) fn instance_parts(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        let class = vm.old_class_of(v);
        self.state.out.push(MARK);
        if self.binary {
            self.save(vm, class.value(), false)?;
        }
        let name = vm.names.__getinitargs__;
        if let Some(method) = attribute(vm, v, name)? {
            let given = vm.call(method, &[])?;
            let items = vm.list_from(given)?;
            for i in 0..items.len() {
                self.save(vm, items.get(i), false)?;
            }
        }
        if self.binary {
            self.state.out.push(OBJ);
        } else {
            let name = class.name.get();
            let module = self.module_of(vm, class.value(), name)?;
            self.state.out.push(INST);
            self.name_lines(vm, module, name)?;
        }
        let name = vm.names.__getstate__;
        let state = match attribute(vm, v, name)? {
            Some(method) => vm.call(method, &[])?,
            // The attributes as a dict of their own: the instance stays as it is.
            None if !vm.map(v.map()).dict_mode => vm.instance_attributes(v).value(),
            None => vm.instance_dict(v)?.value(),
        };
        self.put(vm, v)?;
        self.save(vm, state, false)?;
        self.state.out.push(BUILD);
        Ok(())
    }

    pub(super) fn name_lines(&mut self, vm: &mut Vm, module: Value, name: Value) -> Result<()> {
        for v in [module, name] {
            let text = vm.to_str(v)?.bytes();
            self.put_bytes(text);
            self.state.out.push(b'\n');
        }
        Ok(())
    }

    /// The module in which an object is found under a name.
    pub(super) fn module_of(&mut self, vm: &mut Vm, v: Value, name: Value) -> Result {
        let key = vm.names.__module__;
        let given = attribute(vm, v, key)?;
        let is_builtin = |vm: &mut Vm| {
            let name = vm.name_of(name, "attribute name")?;
            Ok(vm.dict_get_str(vm.builtins, name) == Some(v))
        };
        match given {
            // Built-in functions that are written in Python do not tell.
            Some(module) if module.is_none() && is_builtin(vm)? => return Ok(vm.names.__builtin__.value()),
            Some(module) => return Ok(module),
            None => {}
        }
        let main = vm.names.__main__;
        let name = vm.name_of(name, "attribute name")?;
        let modules = vm.dict_copy(vm.modules)?;
        let mut position = 0;
        while let Some((entry, key, module)) = modules.next(position) {
            position = entry + 1;
            if key == main.value() || module.is_none() {
                continue;
            }
            if attribute(vm, module, name)? == Some(v) {
                return Ok(key);
            }
        }
        Ok(main.value())
    }

    /// A class or function by its name.
    pub(super) fn save_global(&mut self, vm: &mut Vm, v: Value, name: Option<Value>) -> Result<()> {
        let attribute = vm.names.__name__;
        let name = match name {
            Some(name) => name,
            None => vm.getattr(v, attribute)?,
        };
        let module_name = self.module_of(vm, v, name)?;
        if !matches!(vm.kind_of(module_name), Kind::Str | Kind::Unicode) {
            let got = vm.type_name(module_name);
            return Err(vm.type_error(&format!("expected string or Unicode object, {got} found")));
        }
        let (module_text, name_text) = (vm.to_str(module_name)?.text(), vm.to_str(name)?.text());
        let Ok(module) = import(vm, module_name) else {
            vm.take_exception();
            return self.refuse(vm, v, &format!("import of module {module_text} failed"));
        };
        let name_str = vm.name_of(name, "attribute name")?;
        let Ok(found) = vm.getattr(module, name_str) else {
            vm.take_exception();
            return self.refuse(vm, v, &format!("attribute lookup {module_text}.{name_text} failed"));
        };
        if found != v {
            return self.refuse(vm, v, &format!("it's not the same object as {module_text}.{name_text}"));
        }
        if self.protocol >= 2 && self.save_extension(vm, v, module_name, name)? {
            return Ok(());
        }
        self.state.out.push(GLOBAL);
        self.name_lines(vm, module_name, name)?;
        self.put(vm, v)
    }

    pub(super) fn refuse(&mut self, vm: &mut Vm, v: Value, why: &str) -> Result<()> {
        let text = vm.repr_text(v)?;
        Err(error(vm, PICKLING_ERROR, &format!("Can't pickle {text}: {why}")))
    }

    /// A global as its registered number.
    pub(super) fn save_extension(&mut self, vm: &mut Vm, v: Value, module: Value, name: Value) -> Result<bool> {
        let registry = copy_reg(vm, "_extension_registry")?;
        let key = vm.tuple(&[module, name]);
        let Some(code) = vm.dict_get(Ref::of(registry), key)? else {
            return Ok(false);
        };
        let Some(number) = vm.as_int(code) else {
            let text = vm.repr_text(code)?;
            self.refuse(vm, v, &format!("extension code {text} isn't an integer"))?;
            return Ok(false);
        };
        match number {
            1..=0xff => self.put_bytes(&[EXT1, number as u8]),
            0x100..=0xffff => self.put_bytes(&[EXT2, number as u8, (number >> 8) as u8]),
            0x10000..=0x7fff_ffff => {
                self.state.out.push(EXT4);
                self.put_bytes(&(number as u32).to_le_bytes());
            }
            _ => {
                self.refuse(vm, v, &format!("extension code {number} is out of range"))?;
            }
        }
        Ok(true)
    }
}
