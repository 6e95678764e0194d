//! Tuples, lists and dicts: empty ones first, so that they may contain themselves; then their items in batches.

use super::super::opcode::*;
use super::{Saver, BATCH, FAST_LIMIT};
use objspace::dict::DictObject;
use objspace::exception::Error;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::tuple::TupleObject;
use objspace::value::Value;
use objspace::vm::Vm;

impl Saver {
    pub(super) fn save_tuple(&mut self, vm: &mut Vm, tuple: Ref<TupleObject>) -> Result<()> {
        if self.save_tuple_items(vm, tuple)? {
            self.put(vm, tuple.value())?;
        }
        Ok(())
    }

    /// Writes a tuple; false if it turned out to be known.
    pub(super) fn save_tuple_items(&mut self, vm: &mut Vm, tuple: Ref<TupleObject>) -> Result<bool> {
        let length = tuple.len();
        let short = length <= 3 && self.protocol >= 2;
        if !short {
            self.state.out.push(MARK);
        }
        for &item in tuple.items() {
            self.save(vm, item, false)?;
        }
        // A tuple that contains itself was written while its items were.
        if let Some(number) = self.known(tuple.value()) {
            match (short, self.binary) {
                (false, true) => self.state.out.push(POP_MARK),
                _ => (0..length + !short as usize).for_each(|_| self.state.out.push(POP)),
            }
            self.get(number);
            return Ok(false);
        }
        self.state.out.push(match length {
            1 if short => TUPLE1,
            2 if short => TUPLE2,
            3 if short => TUPLE3,
            _ => TUPLE,
        });
        Ok(true)
    }

    /// The arguments of a reduction. The tuple was made for it: nobody else has it, so that it needs no memo entry.
    pub(super) fn save_arguments(&mut self, vm: &mut Vm, given: Ref<TupleObject>, v: Value) -> Result<()> {
        let shared = vm.kind_of(v) == Kind::Exception || given.is_empty() || !self.persistent.is_unbound();
        if shared || self.known(given.value()).is_some() {
            return self.save(vm, given.value(), false);
        }
        self.save_tuple_items(vm, given)?;
        Ok(())
    }

    pub(super) fn save_list(&mut self, vm: &mut Vm, list: Ref<ListObject>) -> Result<()> {
        self.put_bytes(if self.binary { &[EMPTY_LIST] } else { &[MARK, LIST] });
        self.put(vm, list.value())?;
        if list.is_empty() {
            return Ok(());
        }
        self.enter(vm, list.value())?;
        let result = if self.protocol > 0 {
            self.list_items(vm, list)
        } else {
            let iterator = vm.iter(list.value())?;
            self.batch_list(vm, iterator)
        };
        self.leave(list.value());
        result
    }

    /// The items of an exact list in batches.
    pub(super) fn list_items(&mut self, vm: &mut Vm, list: Ref<ListObject>) -> Result<()> {
        let mut i = 0;
        while i < list.len() {
            if i + 1 == list.len() {
                self.save(vm, list.get(i), false)?;
                self.state.out.push(APPEND);
                return Ok(());
            }
            self.state.out.push(MARK);
            let mut count = 0;
            while i < list.len() && count < BATCH {
                self.save(vm, list.get(i), false)?;
                i += 1;
                count += 1;
            }
            self.state.out.push(APPENDS);
        }
        Ok(())
    }

    /// What an iterator gives as items of a list.
    pub(super) fn batch_list(&mut self, vm: &mut Vm, iterator: Value) -> Result<()> {
        if self.protocol == 0 {
            while let Some(item) = vm.next(iterator)? {
                self.save(vm, item, false)?;
                self.state.out.push(APPEND);
            }
            return Ok(());
        }
        loop {
            let Some(first) = vm.next(iterator)? else { return Ok(()) };
            let Some(second) = vm.next(iterator)? else {
                self.save(vm, first, false)?;
                self.state.out.push(APPEND);
                return Ok(());
            };
            self.state.out.push(MARK);
            self.save(vm, first, false)?;
            let (mut count, mut item) = (1, Some(second));
            while let Some(v) = item {
                self.save(vm, v, false)?;
                count += 1;
                if count == BATCH {
                    break;
                }
                item = vm.next(iterator)?;
            }
            self.state.out.push(APPENDS);
            if count < BATCH {
                return Ok(());
            }
        }
    }

    pub(super) fn save_dict(&mut self, vm: &mut Vm, dict: Ref<DictObject>) -> Result<()> {
        self.put_bytes(if self.binary { &[EMPTY_DICT] } else { &[MARK, DICT] });
        self.put(vm, dict.value())?;
        if dict.is_empty() {
            return Ok(());
        }
        self.enter(vm, dict.value())?;
        let result = self.dict_items(vm, dict);
        self.leave(dict.value());
        result
    }

    /// The items of an exact dict in batches. RuntimeError if it changes.
    pub(super) fn dict_items(&mut self, vm: &mut Vm, dict: Ref<DictObject>) -> Result<()> {
        let size = dict.len();
        let (mut position, mut count) = (0, 0);
        let grouped = self.protocol > 0 && size > 1;
        while let Some((entry, key, v)) = dict.next(position) {
            if grouped && count % BATCH == 0 {
                self.state.out.push(MARK);
            }
            self.save(vm, key, false)?;
            self.save(vm, v, false)?;
            if dict.len() != size {
                return Err(vm.raise(Error::RuntimeError, "dictionary changed size during iteration"));
            }
            position = entry + 1;
            count += 1;
            if !grouped {
                self.state.out.push(SETITEM);
            } else if count % BATCH == 0 || count == size {
                self.state.out.push(SETITEMS);
            }
        }
        // As CPython has it: a full batch is followed by another, if only an empty one.
        if grouped && size.is_multiple_of(BATCH) {
            self.put_bytes(&[MARK, SETITEMS]);
        }
        Ok(())
    }

    /// What an iterator gives, pairs, as items of a dict.
    pub(super) fn batch_dict(&mut self, vm: &mut Vm, iterator: Value) -> Result<()> {
        if self.protocol == 0 {
            while let Some(pair) = vm.next(iterator)? {
                self.save_pair(vm, pair)?;
                self.state.out.push(SETITEM);
            }
            return Ok(());
        }
        loop {
            let Some(first) = vm.next(iterator)? else { return Ok(()) };
            let Some(second) = vm.next(iterator)? else {
                self.save_pair(vm, first)?;
                self.state.out.push(SETITEM);
                return Ok(());
            };
            self.state.out.push(MARK);
            self.save_pair(vm, first)?;
            let (mut count, mut item) = (1, Some(second));
            while let Some(pair) = item {
                self.save_pair(vm, pair)?;
                count += 1;
                if count == BATCH {
                    break;
                }
                item = vm.next(iterator)?;
            }
            self.state.out.push(SETITEMS);
            if count < BATCH {
                return Ok(());
            }
        }
    }

    pub(super) fn save_pair(&mut self, vm: &mut Vm, pair: Value) -> Result<()> {
        if !vm.is_kind(pair, Kind::Tuple) || vm.items_of(pair).len() != 2 {
            return Err(vm.type_error("dict items iterator must return 2-tuples"));
        }
        let items = vm.items_of(pair);
        self.save(vm, items[0], false)?;
        self.save(vm, items[1], false)
    }

    /// Without a memo a cycle would never end: from some depth on, what is being written is looked up. ValueError.
    pub(super) fn enter(&mut self, vm: &mut Vm, v: Value) -> Result<()> {
        self.fast_depth += 1;
        if self.fast && self.fast_depth > FAST_LIMIT {
            if self.fast_inside.contains(&v.0) {
                let name = vm.type_name(v);
                return Err(vm.value_error(&format!(
                    "fast mode: can't pickle cyclic objects including object type {name} at {:#x}",
                    v.0
                )));
            }
            self.fast_inside.push(v.0);
        }
        Ok(())
    }

    pub(super) fn leave(&mut self, v: Value) {
        self.fast_depth -= 1;
        if self.fast_inside.last() == Some(&v.0) {
            self.fast_inside.pop();
        }
    }
}
