//! Virtual objects: allocated in the recording, and not (yet) in the trace. Their fields are operands; an object is made
//! when something that the optimizer does not follow gets hold of it.

use super::available::NO_IMPORT;
use super::heap::Place;
use super::optimizer::Optimizer;
use crate::ir::{Kind, Opcode, Operand, NO_SNAPSHOT};
use crate::memory::{Content, Field, Shape};

/// The header: everything else of an object can be virtual.
const HEADER: u32 = 8;

#[derive(Clone, Debug)]
pub(super) struct Virtual {
    pub shape: Shape,
    /// Fields that were written; the others are zero.
    pub fields: Vec<VirtualField>,
    /// The allocation, once it was made.
    pub made: Operand,
    /// The snapshot that numbered it last, and its number there.
    pub numbered: (u32, u32),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct VirtualField {
    pub field: Field,
    pub value: Operand,
    /// It was written as an item of an array.
    pub item: bool,
}

impl Virtual {
    pub fn find(&self, offset: u32) -> Option<&VirtualField> {
        self.fields.iter().find(|field| field.field.offset == offset)
    }
}

impl Optimizer<'_> {
    pub fn new_object(&mut self, shape: Shape) -> Operand {
        self.virtuals.push(Virtual {
            shape,
            fields: Vec::new(),
            made: Operand::NONE,
            numbered: (0, 0),
        });
        self.virtual_clock += 1;
        let object = Operand::virtual_object(self.virtuals.len() - 1);
        match self.quiet {
            true => self.make(object),
            false => object,
        }
    }

    /// The value of a virtual object's field; None when the object has to be made for it.
    pub fn virtual_field(&mut self, object: usize, field: Field) -> Option<Operand> {
        if field.offset < HEADER {
            return None;
        }
        match self.virtuals[object].find(field.offset) {
            Some(found) if found.field.content == field.content => {
                let value = self.resolve(found.value);
                Some(self.narrowed(value, field.content))
            }
            Some(_) => None,
            None => Some(self.zero(Place::Field(field).kind())),
        }
    }

    /// What a load of a location gives after a store of `value` there.
    pub fn narrowed(&mut self, value: Operand, content: Content) -> Operand {
        let mask = match content {
            Content::Half => u32::MAX as i64,
            Content::Byte => u8::MAX as i64,
            _ => return value,
        };
        let mask = self.integer_constant(mask);
        self.pure(Opcode::IntegerAnd, &[value, mask])
    }

    pub fn zero(&mut self, kind: Kind) -> Operand {
        self.constant(kind, 0)
    }

    /// Writes a virtual object's field. False: the object has to be made for it.
    pub fn set_virtual_field(&mut self, object: usize, field: Field, value: Operand, item: bool) -> bool {
        if field.offset < HEADER {
            return false;
        }
        self.virtual_clock += 1;
        let fields = &mut self.virtuals[object].fields;
        match fields.iter_mut().find(|old| old.field.offset == field.offset) {
            Some(old) if old.field.content == field.content => {
                old.value = value;
                old.item = item;
            }
            Some(_) => return false,
            None => fields.push(VirtualField { field, value, item }),
        }
        true
    }

    /// The operand as one that operations can use: virtual objects are allocated.
    pub fn make(&mut self, operand: Operand) -> Operand {
        let operand = self.resolve(operand);
        let Some(index) = operand.as_virtual() else {
            return operand;
        };
        let shape = self.virtuals[index].shape;
        let object = self.push(Opcode::New, &[], shape.pack(), 0, NO_SNAPSHOT);
        self.virtuals[index].made = object;
        self.virtual_clock += 1;
        for number in 0..self.virtuals[index].fields.len() {
            let VirtualField { field, value, item } = self.virtuals[index].fields[number];
            let value = self.make(value);
            if self.constant_bits(value) != Some(0) {
                self.push(Opcode::SetField, &[object, value], field.pack(), 0, NO_SNAPSHOT);
            }
            if !item {
                self.heap
                    .learn(Place::Field(field), object, Operand::NONE, value, NO_IMPORT);
            }
        }
        object
    }
}
