//! Loads and stores: through virtual objects and the heap cache.

use super::available::NO_IMPORT;
use super::fact::NO_MAP;
use super::heap::Place;
use super::optimizer::{MapChange, Optimizer};
use crate::ir::{Opcode, Operand, NO_SNAPSHOT};
use crate::memory::{Array, Field, Region};

/// Map changes remembered before all maps are forgotten.
const MAX_MAP_CHANGES: usize = 16;

impl Optimizer<'_> {
    pub fn get_field(&mut self, opcode: Opcode, object: Operand, field: Field) -> Operand {
        let mut object = object;
        if let Some(index) = object.as_virtual() {
            if let Some(value) = self.virtual_field(index, field) {
                return value;
            }
            object = self.make(object);
        }
        self.load(opcode, Place::Field(field), object, Operand::NONE, field.pack())
    }

    pub fn set_field(&mut self, object: Operand, field: Field, value: Operand) {
        let mut object = object;
        if let Some(index) = object.as_virtual() {
            if self.set_virtual_field(index, field, value, false) {
                return;
            }
            object = self.make(object);
        }
        let value = self.make(value);
        if self.holds(Place::Field(field), object, Operand::NONE, value) {
            return;
        }
        self.push(Opcode::SetField, &[object, value], field.pack(), 0, NO_SNAPSHOT);
        self.store(Place::Field(field), object, Operand::NONE, value);
    }

    pub fn get_item(&mut self, opcode: Opcode, object: Operand, index: Operand, immediate: u64) -> Operand {
        let array = Array::unpack(immediate);
        let mut object = object;
        if let Some(number) = object.as_virtual() {
            let field = self.item_field(array, index);
            if let Some(value) = field.and_then(|field| self.virtual_field(number, field)) {
                return value;
            }
            object = self.make(object);
        }
        self.load(opcode, Place::Item(array), object, index, immediate)
    }

    pub fn set_item(&mut self, object: Operand, index: Operand, immediate: u64, value: Operand) {
        let array = Array::unpack(immediate);
        let mut object = object;
        if let Some(number) = object.as_virtual() {
            let field = self.item_field(array, index);
            if field.is_some_and(|field| self.set_virtual_field(number, field, value, true)) {
                return;
            }
            object = self.make(object);
        }
        let value = self.make(value);
        if self.holds(Place::Item(array), object, index, value) {
            return;
        }
        self.push(Opcode::SetItem, &[object, index, value], immediate, 0, NO_SNAPSHOT);
        self.store(Place::Item(array), object, index, value);
    }

    /// The location of an item at a constant index, as a field.
    fn item_field(&self, array: Array, index: Operand) -> Option<Field> {
        let index = u32::try_from(self.as_integer(index)?).ok()?;
        let offset = array.first.checked_add(index.checked_mul(array.stride as u32)?)?;
        Some(Field {
            offset,
            content: array.content,
            region: array.region,
            immutable: array.immutable,
        })
    }

    fn load(&mut self, opcode: Opcode, place: Place, object: Operand, index: Operand, immediate: u64) -> Operand {
        if let Some(entry) = self.heap.find(place, object, index) {
            self.use_import(entry.import);
            let value = self.resolve(entry.value);
            return self.narrowed(value, place.content());
        }
        let result = match index {
            Operand::NONE => self.push(opcode, &[object], immediate, 0, NO_SNAPSHOT),
            _ => self.push(opcode, &[object, index], immediate, 0, NO_SNAPSHOT),
        };
        self.heap.learn(place, object, index, result, NO_IMPORT);
        result
    }

    /// The location holds the value already: a store would change nothing.
    fn holds(&mut self, place: Place, object: Operand, index: Operand, value: Operand) -> bool {
        let Some(entry) = self.heap.find(place, object, index) else {
            return false;
        };
        let same = self.resolve(entry.value) == value;
        if same {
            self.use_import(entry.import);
        }
        same
    }

    fn store(&mut self, place: Place, object: Operand, index: Operand, value: Operand) {
        let mut heap = std::mem::replace(&mut self.heap, super::heap::HeapCache::new());
        heap.store(place, object, index, value, |other, other_index| {
            self.differ(object, other) || index != Operand::NONE && self.indices_differ(index, other_index)
        });
        self.heap = heap;
    }

    /// Two indices are known to differ: constants, or one is the other one plus a constant.
    fn indices_differ(&self, a: Operand, b: Operand) -> bool {
        let (base_a, offset_a) = self.base_and_offset(a);
        let (base_b, offset_b) = self.base_and_offset(b);
        base_a == base_b && offset_a != offset_b || {
            let (a, b) = (self.range(a), self.range(b));
            a.high < b.low || b.high < a.low
        }
    }

    fn base_and_offset(&self, index: Operand) -> (Operand, i64) {
        if let Some(value) = self.as_integer(index) {
            return (Operand::NONE, value);
        }
        let sum = self
            .definition(index)
            .filter(|operation| operation.opcode == Opcode::IntegerAdd);
        match sum.map(|sum| (sum.arguments[0], self.as_integer(self.resolve(sum.arguments[1])))) {
            Some((base, Some(offset))) => (self.resolve(base), offset),
            _ => (index, 0),
        }
    }

    pub fn set_map(&mut self, object: Operand, map: u32) {
        if let Some(index) = object.as_virtual() {
            self.virtuals[index].shape.map = map;
            self.virtual_clock += 1;
            return;
        }
        let from = self.known_map(object);
        if from == Some(map) {
            return;
        }
        self.push(Opcode::SetMap, &[object], map as u64, 0, NO_SNAPSHOT);
        self.heap.note_store(Region::Instance);
        let time = self.heap.now();
        if self.map_changes.len() >= MAX_MAP_CHANGES {
            self.forget_maps();
        }
        let from = from.unwrap_or(NO_MAP);
        self.map_changes.push(MapChange { time, object, from });
        self.learn_map(object, map);
    }

    /// Any object may have another map now.
    pub fn forget_maps(&mut self) {
        self.maps_forgotten = self.heap.tick();
        self.map_changes.clear();
    }
}
