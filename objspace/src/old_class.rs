//! Old-style classes and their instances: making them, attributes. Instances have maps like new-style ones; their map names the class.

use crate::class::TypeObject;
use crate::dict::DictObject;
use crate::exception::Error;
use crate::heap::Header;
use crate::kind::Kind;
use crate::layout::mask;
use crate::list::ListObject;
use crate::native::Result;
use crate::object::{Field, Ref};
use crate::protocols::arithmetic::Operator;
use crate::protocols::attribute::PropertyObject;
use crate::protocols::compare::Comparison;
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;
use std::cmp::Ordering;

#[repr(C)]
pub struct OldClassObject {
    pub header: Header,
    pub name: Field,
    pub bases: Field,
    pub dict: Field,
    /// List of weak references to the new-style classes that have the class in their mro; unbound while there are none.
    pub derived: Field,
    /// Map of new instances (0: not made yet).
    pub root_map: Cell<u32>,
    /// How many maps instances of the class have.
    pub map_count: Cell<u32>,
    pub predicted_slots: Cell<u16>,
}

impl OldClassObject {
    pub const MASK: u64 = mask!(OldClassObject: name bases dict derived);

    /// The base classes.
    pub fn base_items(&self) -> &'static [Value] {
        self.bases.of::<TupleObject>().items()
    }

    /// The name, for messages.
    pub fn text(&self) -> String {
        self.name.of::<StrObject>().text().into_owned()
    }
}

/// One line of the cache of `Vm::old_class_lookup`.
#[derive(Clone, Copy)]
pub(crate) struct LookupLine {
    class: u64,
    name: u64,
    /// The epoch of attributes that the line was filled in.
    epoch: u32,
    /// What was found; unbound: nothing.
    value: Value,
}

/// A table of lines that hold nothing: as many as eight bits number.
pub(crate) fn no_lookups() -> Box<[Cell<LookupLine>]> {
    let empty = LookupLine {
        class: 0,
        name: 0,
        epoch: 0,
        value: Value::UNBOUND,
    };
    vec![Cell::new(empty); 256].into_boxed_slice()
}

/// Room for attributes in the first instances of a class.
const FIRST_SLOTS: u16 = 3;

impl Vm {
    /// A class of its parts, which are checked: `bases` a tuple of old-style classes.
    pub fn new_old_class(&mut self, name: Value, bases: Value, dict: Ref<DictObject>) -> Ref<OldClassObject> {
        let predicted = Ref::<TupleObject>::of(bases)
            .items()
            .iter()
            .map(|&base| Ref::<OldClassObject>::of(base).predicted_slots.get())
            .max();
        let p = self
            .heap
            .allocate(std::mem::size_of::<OldClassObject>(), Kind::OldClass.map());
        let class = unsafe { Ref::<OldClassObject>::from_pointer(p) };
        // Caches may know a class that was at this address.
        self.attribute_epoch = self.attribute_epoch.wrapping_add(1);
        class.name.init(name);
        class.bases.init(bases);
        class.dict.init(dict.value());
        class.predicted_slots.set(predicted.unwrap_or(FIRST_SLOTS));
        class
    }

    /// The map of new instances of the class.
    pub fn old_instance_map(&mut self, class: Ref<OldClassObject>) -> u32 {
        let map = class.root_map.get();
        if map != 0 {
            return map;
        }
        let instance = self.type_of_kind(Kind::OldInstance);
        let map = self.new_root_map(instance, class.value(), class.predicted_slots.get());
        class.root_map.set(map);
        map
    }

    /// An instance without attributes; `__init__` is not called.
    pub fn new_old_instance(&mut self, class: Ref<OldClassObject>) -> Result {
        let map = self.old_instance_map(class);
        let size = Kind::OldInstance.body_size() + self.map(map).capacity as usize * 8;
        let p = self.allocate(size, map)?;
        let del = self.names.__del__;
        if self.old_class_lookup(class.value(), del).is_some() {
            self.heap.register_finalizer(p);
        }
        Ok(Value(p as u64))
    }

    /// The class of an old-style instance.
    pub fn old_class_of(&self, instance: Value) -> Ref<OldClassObject> {
        Ref::of(self.map(instance.map()).old_class)
    }

    /// `Class(...)`.
    pub fn old_class_call(&mut self, class: Value, arguments: &[Value], keywords: Value) -> Result {
        let instance = self.new_old_instance(Ref::of(class))?;
        let name = self.names.__init__;
        match self.old_instance_find(instance, name)? {
            Some(init) => {
                if !self.call_with_keywords(init, arguments, keywords)?.is_none() {
                    return Err(self.type_error("__init__() should return None"));
                }
            }
            None => {
                let any_keywords = !keywords.is_unbound() && !Ref::<DictObject>::of(keywords).is_empty();
                if !arguments.is_empty() || any_keywords {
                    return Err(self.type_error("this constructor takes no arguments"));
                }
            }
        }
        Ok(instance)
    }

    /// `instance(...)` through `__call__`.
    pub fn old_instance_call(&mut self, instance: Value, arguments: &[Value], keywords: Value) -> Result {
        let name = self.names.__call__;
        match self.old_instance_special(instance, name)? {
            Some(call) => self.call_with_keywords(call, arguments, keywords),
            None => {
                let class = self.old_class_of(instance).text();
                Err(self.raise(
                    Error::AttributeError,
                    &format!("{class} instance has no __call__ method"),
                ))
            }
        }
    }

    /// The class attribute of this name, unbound to anything: depth first, left to right.
    pub fn old_class_lookup(&self, class: Value, name: Ref<StrObject>) -> Option<Value> {
        let (key, epoch) = (name.value().0, self.attribute_epoch);
        let line = &self.old_lookups[(class.0 >> 4 ^ key >> 4).wrapping_mul(0x9e3779b97f4a7c15) as usize >> 56];
        let cached = line.get();
        if cached.class == class.0 && cached.name == key && cached.epoch == epoch {
            return cached.value.bound();
        }
        let found = self.old_class_search(class, name);
        // Changes from and to numbers, None and bools go unnoticed by those who depend on namespaces.
        if found.is_none_or(Value::is_pointer) {
            self.depend_on_namespaces(class);
            line.set(LookupLine {
                class: class.0,
                name: key,
                epoch,
                value: found.unwrap_or(Value::UNBOUND),
            });
        }
        found
    }

    fn old_class_search(&self, class: Value, name: Ref<StrObject>) -> Option<Value> {
        let class = Ref::<OldClassObject>::of(class);
        self.dict_get_str(class.dict.of(), name).or_else(|| {
            class
                .base_items()
                .iter()
                .find_map(|&base| self.old_class_search(base, name))
        })
    }

    /// The instance's own attribute or its class's, bound; no `__getattr__`.
    pub fn old_instance_find(&mut self, instance: Value, name: Ref<StrObject>) -> Result<Option<Value>> {
        if let Some(own) = self.instance_get(instance, name) {
            return Ok(Some(own));
        }
        let class = self.map(instance.map()).old_class;
        match self.old_class_lookup(class, name) {
            Some(attribute) => self.old_bind(attribute, instance, class).map(Some),
            None => Ok(None),
        }
    }

    /// What a class attribute gives on access through an instance (`__get__`).
    fn old_bind(&mut self, attribute: Value, instance: Value, class: Value) -> Result {
        if !attribute.is_pointer() {
            return Ok(attribute);
        }
        match self.kind_of(attribute) {
            Kind::Function => Ok(self.new_method(attribute, instance, class)),
            Kind::Method => self.bind_method(Ref::of(attribute), instance, class),
            Kind::StaticMethod | Kind::ClassMethod | Kind::ClassMethodDescriptor => {
                self.bind_to_class(attribute, class)
            }
            Kind::Property => {
                let getter = Ref::<PropertyObject>::of(attribute).getter.get();
                if getter.is_unbound() || getter.is_none() {
                    return Err(self.raise(Error::AttributeError, "unreadable attribute"));
                }
                self.call(getter, &[instance])
            }
            Kind::Type | Kind::OldClass | Kind::NativeFunction => Ok(attribute),
            _ => {
                let get = self.names.__get__;
                Ok(self
                    .call_special(attribute, get, &[instance, class])?
                    .unwrap_or(attribute))
            }
        }
    }

    /// The bound special method of an old-style instance, its own attributes and `__getattr__` included; None if there is none.
    pub fn old_instance_special(&mut self, instance: Value, name: Ref<StrObject>) -> Result<Option<Value>> {
        // AttributeError may come out of a descriptor or `__getattr__`; most often there is just nothing.
        let class = self.map(instance.map()).old_class;
        let hook = self.names.__getattr__;
        let hook = self.old_class_lookup(class, hook);
        let found = self.old_instance_find(instance, name);
        match (self.unless(found, Error::AttributeError)?.flatten(), hook) {
            (Some(found), _) => Ok(Some(found)),
            (None, None) => Ok(None),
            (None, Some(hook)) => {
                let found = self.call(hook, &[instance, name.value()]);
                self.unless(found, Error::AttributeError)
            }
        }
    }

    /// Calls a special method that an operation cannot do without. AttributeError, as getting any attribute raises it.
    pub fn old_instance_method(&mut self, instance: Value, name: Ref<StrObject>, arguments: &[Value]) -> Result {
        let method = self.old_instance_getattr(instance, name)?;
        self.call(method, arguments)
    }

    /// `instance.name`.
    pub fn old_instance_getattr(&mut self, instance: Value, name: Ref<StrObject>) -> Result {
        if name == self.names.__dict__ {
            return Ok(self.attribute_dict(instance).value());
        }
        let class = self.map(instance.map()).old_class;
        if name == self.names.__class__ {
            return Ok(class);
        }
        let found = match self.old_instance_find(instance, name) {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => None,
            Err(e) => Some(e),
        };
        let hook = self.names.__getattr__;
        if let Some(hook) = self.old_class_lookup(class, hook) {
            if found.is_none() || self.swallow(Error::AttributeError) {
                return self.call(hook, &[instance, name.value()]);
            }
        }
        Err(found.unwrap_or_else(|| self.no_attribute(instance, name)))
    }

    /// `Class.name`.
    pub fn old_class_getattr(&mut self, class: Value, name: Ref<StrObject>) -> Result {
        let c = Ref::<OldClassObject>::of(class);
        if name == self.names.__dict__ {
            return Ok(c.dict.get());
        } else if name == self.names.__bases__ {
            return Ok(c.bases.get());
        } else if name == self.names.__name__ {
            return Ok(c.name.get());
        }
        match self.old_class_lookup(class, name) {
            Some(attribute) if attribute.is_pointer() => match self.kind_of(attribute) {
                Kind::MethodDescriptor | Kind::SlotWrapper | Kind::GetSetDescriptor | Kind::MemberDescriptor => {
                    Ok(attribute)
                }
                _ => self.bind_to_class(attribute, class),
            },
            Some(attribute) => Ok(attribute),
            None => Err(self.no_attribute(class, name)),
        }
    }

    /// `instance.name = value`; unbound deletes.
    pub fn old_instance_setattr(&mut self, instance: Value, name: Ref<StrObject>, value: Value) -> Result<()> {
        if name == self.names.__dict__ {
            if value.is_unbound() || !self.is_kind(value, Kind::Dict) {
                return Err(self.type_error("__dict__ must be set to a dictionary"));
            }
            self.install_dict(instance, Ref::of(value));
            return Ok(());
        }
        if name == self.names.__class__ {
            if value.is_unbound() || self.kind_of(value) != Kind::OldClass {
                return Err(self.type_error("__class__ must be set to a class"));
            }
            let class = self.type_of_kind(Kind::OldInstance);
            return self.move_to_class(instance, class, value);
        }
        let class = self.map(instance.map()).old_class;
        let hook = if value.is_unbound() {
            self.names.__delattr__
        } else {
            self.names.__setattr__
        };
        if let Some(hook) = self.old_class_lookup(class, hook) {
            if value.is_unbound() {
                self.call(hook, &[instance, name.value()])?;
            } else {
                self.call(hook, &[instance, name.value(), value])?;
            }
            return Ok(());
        }
        if value.is_unbound() {
            if self.instance_delete(instance, name)? {
                return Ok(());
            }
            return Err(self.no_attribute(instance, name));
        }
        if name == self.names.__del__ && self.old_class_lookup(class, name).is_none() {
            self.heap.register_finalizer(instance.pointer());
        }
        self.instance_set(instance, name, value)
    }

    /// `Class.name = value`; unbound deletes.
    pub fn old_class_setattr(&mut self, class: Value, name: Ref<StrObject>, value: Value) -> Result<()> {
        let c = Ref::<OldClassObject>::of(class);
        let is = |vm: &Vm, kind: Kind| !value.is_unbound() && vm.is_kind(value, kind);
        if name == self.names.__dict__ {
            if !is(self, Kind::Dict) {
                return Err(self.type_error("__dict__ must be a dictionary object"));
            }
            self.watched_all_changed(c.dict.of());
            c.set(self, |c| &c.dict, value);
        } else if name == self.names.__name__ {
            if !is(self, Kind::Str) {
                return Err(self.type_error("__name__ must be a string object"));
            }
            if Ref::<StrObject>::of(value).bytes().contains(&0) {
                return Err(self.type_error("__name__ must not contain null bytes"));
            }
            c.set(self, |c| &c.name, value);
        } else if name == self.names.__bases__ {
            if !is(self, Kind::Tuple) {
                return Err(self.type_error("__bases__ must be a tuple object"));
            }
            for &base in Ref::<TupleObject>::of(value).items() {
                if self.kind_of(base) != Kind::OldClass {
                    return Err(self.type_error("__bases__ items must be classes"));
                }
                if self.old_is_subclass(base, class) {
                    return Err(self.type_error("a __bases__ item causes an inheritance cycle"));
                }
            }
            self.watched_all_changed(c.dict.of());
            c.set(self, |c| &c.bases, value);
        } else if !value.is_unbound() {
            self.dict_set_str(c.dict.of(), name, value);
        } else if self.dict_delete_str(c.dict.of(), name).is_none() {
            return Err(self.no_attribute(class, name));
        }
        self.old_class_changed(c, name);
        Ok(())
    }

    /// New-style classes that derive from the class look its attributes up anew.
    fn old_class_changed(&mut self, class: Ref<OldClassObject>, name: Ref<StrObject>) {
        let Some(derived) = class.derived.get().bound() else {
            return;
        };
        let derived = Ref::<ListObject>::of(derived);
        for i in 0..derived.len() {
            if let Some(class) = self.weak_target(derived.get(i)) {
                let class = Ref::<TypeObject>::of(class);
                self.class_changed(class);
                self.watched_class_changed(class, name);
            }
        }
    }

    /// Notes that a new-style class has the old-style one in its mro.
    pub fn add_derived_class(&mut self, class: Ref<OldClassObject>, derived: Ref<TypeObject>) -> Result<()> {
        // Written in place, its attributes would not be noticed.
        self.watched_all_changed(class.dict.of());
        let weak = self.weak_reference(derived.value());
        match class.derived.get().bound() {
            Some(list) => self.list_append(Ref::of(list), weak),
            None => {
                let list = self.list(&[weak]);
                class.set(self, |c| &c.derived, list);
                Ok(())
            }
        }
    }

    /// hash(instance): `__hash__`, or the identity where nothing compares by value.
    pub fn old_instance_hash(&mut self, instance: Value) -> Result<i64> {
        let name = self.names.__hash__;
        if let Some(hash) = self.old_instance_special(instance, name)? {
            let result = self.call(hash, &[])?;
            if !matches!(self.kind_of(result), Kind::Int | Kind::Long | Kind::Bool) {
                return Err(self.type_error("__hash__() should return an int"));
            }
            return self.hash(result);
        }
        for name in [self.names.__eq__, self.names.__cmp__] {
            if self.old_instance_special(instance, name)?.is_some() {
                return Err(self.type_error("unhashable instance"));
            }
        }
        Ok(self.identity_hash(instance))
    }

    /// A binary operation with an old-style instance on a side; NotImplemented if neither takes it. Coercion comes before the methods.
    pub(crate) fn old_instance_binary(&mut self, op: Operator, a: Value, b: Value) -> Result {
        let (forward, reflected) = (op.forward(self), op.reflected(self));
        let sides = [(a, b, forward), (b, a, reflected)];
        // Sequences' own concatenation and repetition come last.
        let last_first = matches!(op, Operator::Add | Operator::Multiply) && self.is_builtin_sequence(a);
        for i in if last_first { [1, 0] } else { [0, 1] } {
            let (v, other, name) = sides[i];
            let result = if self.kind_of(v) != Kind::OldInstance {
                self.call_special(v, name, &[other])?
            } else {
                self.old_operand(op, v, other, name, i == 1)?
            };
            match result {
                Some(result) if result != Value::NOT_IMPLEMENTED => return Ok(result),
                _ => {}
            }
        }
        self.old_coerced_at_last(op, a, b)
    }

    /// What an operation comes to that neither side took: where one's type knows operations only with its like, both are coerced again.
    fn old_coerced_at_last(&mut self, op: Operator, a: Value, b: Value) -> Result {
        match self.coerce_for_operation(a, b)? {
            Some((p, q)) if p != a || q != b => self.binary(op, p, q),
            _ => Ok(Value::NOT_IMPLEMENTED),
        }
    }

    /// `a <op>= b` of an old-style instance as its in-place method does it, after coercion. None: it has no such method, or that declines.
    pub(crate) fn old_instance_inplace(&mut self, op: Operator, a: Value, b: Value) -> Result<Option<Value>> {
        let name = op.inplace(self);
        let result = match self.old_coerce(a, b)? {
            Some((p, q)) if self.kind_of(p) != Kind::OldInstance => Some(self.binary_inplace(op, p, q)?),
            coerced => {
                let (p, q) = coerced.unwrap_or((a, b));
                self.call_special(p, name, &[q])?
            }
        };
        Ok(result.filter(|&result| result != Value::NOT_IMPLEMENTED))
    }

    /// The rest of `a <op> b` when `a.__coerce__(b)` gave `coerced`.
    pub fn old_binary_coerced(&mut self, op: Operator, a: Value, b: Value, coerced: Value, inplace: bool) -> Result {
        let (pair, name) = (self.coerced_pair(coerced)?, op.forward(self));
        match self.old_operand_coerced(op, a, b, pair, name, false)? {
            Some(result) if result != Value::NOT_IMPLEMENTED => Ok(result),
            _ => self.old_binary_right(op, a, b, inplace),
        }
    }

    /// The rest of `a <op> b` when `b.__coerce__(a)` gave `coerced`.
    pub fn old_binary_coerced_right(
        &mut self,
        op: Operator,
        a: Value,
        b: Value,
        coerced: Value,
        inplace: bool,
    ) -> Result {
        let (pair, name) = (self.coerced_pair(coerced)?, op.reflected(self));
        match self.old_operand_coerced(op, b, a, pair, name, true)? {
            Some(result) if result != Value::NOT_IMPLEMENTED => Ok(result),
            _ => Err(self.unsupported_operands(op, a, b, inplace)),
        }
    }

    /// The rest of `a <op> b` when `a`, an old-style instance, passed.
    pub fn old_binary_right(&mut self, op: Operator, a: Value, b: Value, inplace: bool) -> Result {
        let name = op.reflected(self);
        let result = match self.kind_of(b) == Kind::OldInstance {
            true => self.old_operand(op, b, a, name, true)?,
            false => self.call_special(b, name, &[a])?,
        };
        let result = match result {
            Some(result) if result != Value::NOT_IMPLEMENTED => result,
            _ => self.old_coerced_at_last(op, a, b)?,
        };
        match result {
            Value::NOT_IMPLEMENTED => Err(self.unsupported_operands(op, a, b, inplace)),
            result => Ok(result),
        }
    }

    /// What one old-style side makes of an operation: after coercion the operation of what came of it, else its method `name`. `right`:
    /// it stands there. None: it has no such method.
    pub(crate) fn old_operand(
        &mut self,
        op: Operator,
        v: Value,
        other: Value,
        name: Ref<StrObject>,
        right: bool,
    ) -> Result<Option<Value>> {
        let pair = self.old_coerce(v, other)?;
        self.old_operand_coerced(op, v, other, pair, name, right)
    }

    /// `old_operand` after coercion.
    fn old_operand_coerced(
        &mut self,
        op: Operator,
        v: Value,
        other: Value,
        coerced: Option<(Value, Value)>,
        name: Ref<StrObject>,
        right: bool,
    ) -> Result<Option<Value>> {
        match coerced {
            Some((v, other)) if self.kind_of(v) != Kind::OldInstance => {
                let (x, y) = if right { (other, v) } else { (v, other) };
                self.binary(op, x, y).map(Some)
            }
            coerced => {
                let (v, other) = coerced.unwrap_or((v, other));
                self.call_special(v, name, &[other])
            }
        }
    }

    /// The three-way comparison with an old-style instance on a side: coercion, then `__cmp__` of what came of it. None: neither side
    /// has an opinion.
    pub(crate) fn old_instance_order(&mut self, a: Value, b: Value) -> Result<Option<Ordering>> {
        let coerced = self.coerce_by_method(a, b)?;
        self.old_instance_order_coerced(a, b, coerced)
    }

    /// The rest of a comparison when `a.__coerce__(b)` gave `coerced`; `a` is an old-style instance.
    pub fn compare_coerced(&mut self, op: Comparison, a: Value, b: Value, coerced: Value) -> Result<bool> {
        let pair = match self.coerced_pair(coerced)? {
            Some(pair) => Some(pair),
            None => self.coerce_side(b, a)?.map(|(q, p)| (p, q)),
        };
        let ordering = match self.old_instance_order_coerced(a, b, pair)? {
            Some(ordering) => ordering,
            None => self.default_order(a, b),
        };
        Ok(op.holds(ordering))
    }

    /// The rest of a comparison when `__cmp__` gave `result`, which says the order or declines; `pair`: what `a` and `b` were coerced to,
    /// and the method was asked about, or None.
    pub fn compare_ordered(&mut self, op: Comparison, a: Value, b: Value, pair: Value, result: Value) -> Result<bool> {
        let (v, other) = match self.items_of_pair(pair) {
            Some(pair) => pair,
            None => (a, b),
        };
        let is_old = self.kind_of(v) == Kind::OldInstance;
        let mut ordering = self.order_of_result(v, result)?;
        let other_says = match is_old {
            true => self.kind_of(other) == Kind::OldInstance,
            // New-style: the other one is of the same class, or of a built-in one.
            false => self.class_of(other) == self.class_of(v),
        };
        if ordering.is_none() && other_says {
            ordering = self.cmp_method(other, v)?.map(Ordering::reverse);
        }
        let ordering = match ordering {
            Some(ordering) => ordering,
            None if is_old => self.default_order(a, b),
            None => a.0.cmp(&b.0),
        };
        Ok(op.holds(ordering))
    }

    fn items_of_pair(&self, pair: Value) -> Option<(Value, Value)> {
        if !self.is_exact(pair, Kind::Tuple) {
            return None;
        }
        match Ref::<TupleObject>::of(pair).items() {
            &[v, other] => Some((v, other)),
            _ => None,
        }
    }

    fn old_instance_order_coerced(
        &mut self,
        a: Value,
        b: Value,
        coerced: Option<(Value, Value)>,
    ) -> Result<Option<Ordering>> {
        let is_instance = |vm: &Vm, v: Value| vm.kind_of(v) == Kind::OldInstance;
        let (a, b) = coerced.unwrap_or((a, b));
        if coerced.is_some() && !is_instance(self, a) && !is_instance(self, b) {
            return self.cmp(a, b).map(Some);
        }
        for (x, y, reversed) in [(a, b, false), (b, a, true)] {
            if is_instance(self, x) {
                if let Some(ordering) = self.cmp_method(x, y)? {
                    return Ok(Some(if reversed { ordering.reverse() } else { ordering }));
                }
            }
        }
        Ok(None)
    }

    /// `instance.__coerce__(other)`; None: it has no such method, or that declines.
    fn old_coerce(&mut self, instance: Value, other: Value) -> Result<Option<(Value, Value)>> {
        let name = self.names.__coerce__;
        match self.call_special(instance, name, &[other])? {
            Some(result) => self.coerced_pair(result),
            None => Ok(None),
        }
    }

    /// What an old-style instance's `__coerce__` gave; None: it declined. TypeError.
    fn coerced_pair(&mut self, result: Value) -> Result<Option<(Value, Value)>> {
        if result.is_none() || result == Value::NOT_IMPLEMENTED {
            return Ok(None);
        }
        if self.is_kind(result, Kind::Tuple) {
            if let &[v, other] = Ref::<TupleObject>::of(result).items() {
                return Ok(Some((v, other)));
            }
        }
        Err(self.type_error("coercion should return None or 2-tuple"))
    }

    /// `<module.Class instance at 0x...>`.
    pub fn old_instance_repr(&mut self, instance: Value) -> Value {
        let class = self.old_class_of(instance);
        let (module, name) = (self.old_class_module(class), class.text());
        let module = module.unwrap_or_else(|| "?".to_string());
        self.str(format!("<{module}.{name} instance at {:#x}>", instance.0).as_bytes())
    }

    /// The text of the class's `__module__`, if it is a string.
    pub fn old_class_module(&mut self, class: Ref<OldClassObject>) -> Option<String> {
        let name = self.names.__module__;
        let module = self.dict_get_str(class.dict.of(), name)?;
        self.is_kind(module, Kind::Str)
            .then(|| Ref::<StrObject>::of(module).text().into_owned())
    }

    /// The name of a class, old or new, for messages.
    pub fn class_display_name(&mut self, class: Value) -> String {
        match self.kind_of(class) {
            Kind::Type => Ref::<TypeObject>::of(class).short_name(),
            Kind::OldClass => Ref::<OldClassObject>::of(class).text(),
            _ => "?".to_string(),
        }
    }

    /// The name of an instance's class, old or new, for messages.
    pub fn instance_display_name(&mut self, v: Value) -> String {
        match self.kind_of(v) {
            Kind::OldInstance => self.old_class_of(v).text(),
            _ => self.class_of(v).short_name(),
        }
    }
}
