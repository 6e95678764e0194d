//! Objects: fields, items, allocation.

use super::super::lowering::{trusted, types, InstBuilder, Value};
use super::Lowerer;
use crate::ir::{Opcode, Operand, Operation};
use crate::memory::{Array, Content, Field, Shape};

impl Lowerer<'_, '_> {
    pub(super) fn get_field(&mut self, operation: &Operation) -> Value {
        let field = Field::unpack(operation.immediate);
        let object = self.argument(operation, 0);
        self.load_content(field.content, object, field.offset as i32)
    }

    pub(super) fn get_item(&mut self, operation: &Operation) -> Value {
        let array = Array::unpack(operation.immediate);
        let address = self.item_address(operation, array);
        self.load_content(array.content, address, array.first as i32)
    }

    pub(super) fn set_field(&mut self, operation: &Operation) {
        let field = Field::unpack(operation.immediate);
        let object = self.argument(operation, 0);
        let value = self.argument(operation, 1);
        self.store_content(field.content, value, object, field.offset as i32);
        if field.content == Content::Value && self.needs_barrier(operation.arguments[0], operation.arguments[1]) {
            self.lowering.field_barrier(&mut self.e, object, value);
        }
    }

    pub(super) fn set_item(&mut self, operation: &Operation) {
        let array = Array::unpack(operation.immediate);
        let address = self.item_address(operation, array);
        let value = self.argument(operation, 2);
        self.store_content(array.content, value, address, array.first as i32);
        if array.content == Content::Value && self.needs_barrier(operation.arguments[0], operation.arguments[2]) {
            let object = self.argument(operation, 0);
            let slot = self.e.ins().iadd_imm_s(address, array.first as i64);
            self.lowering.item_barrier(&mut self.e, object, slot, value);
        }
    }

    /// The address of an item, less the array's first byte.
    fn item_address(&mut self, operation: &Operation, array: Array) -> Value {
        let (object, index) = (self.argument(operation, 0), self.argument(operation, 1));
        let distance = match array.stride {
            1 => index,
            stride if stride.is_power_of_two() => self.e.ins().ishl_imm_s(index, stride.trailing_zeros() as i64),
            stride => self.e.ins().imul_imm_s(index, stride as i64),
        };
        self.e.ins().iadd(object, distance)
    }

    fn load_content(&mut self, content: Content, address: Value, offset: i32) -> Value {
        match content {
            Content::Value | Content::Word => self.e.load(types::I64, address, offset),
            Content::Half => self.e.ins().uload32(trusted(), address, offset),
            Content::Byte => self.e.ins().uload8(types::I64, trusted(), address, offset),
            Content::Float => self.e.load(types::F64, address, offset),
        }
    }

    pub(super) fn store_content(&mut self, content: Content, value: Value, address: Value, offset: i32) {
        match content {
            Content::Value | Content::Word | Content::Float => self.e.store(value, address, offset),
            Content::Half => {
                self.e.ins().istore32(trusted(), value, address, offset);
            }
            Content::Byte => {
                self.e.ins().istore8(trusted(), value, address, offset);
            }
        }
    }

    /// Stores of what is no pointer, and stores into the object allocated last, need no barrier.
    fn needs_barrier(&self, object: Operand, stored: Operand) -> bool {
        let part = &self.parts[self.part];
        if let Some(word) = self.constant(stored) {
            if !self.lowering.is_pointer(word) {
                return false;
            }
        }
        let made_by = |operand: Operand| operand.as_operation().map(|index| part.trace.operations[index].opcode);
        made_by(stored) != Some(Opcode::BoxInteger) && (part.fresh.is_none() || part.fresh != object.as_operation())
    }

    pub(super) fn new_object(&mut self, position: usize, operation: &Operation) -> Value {
        self.parts[self.part].fresh = Some(position);
        self.lowering.allocate(&mut self.e, Shape::unpack(operation.immediate))
    }
}
