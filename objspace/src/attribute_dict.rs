//! An instance's `__dict__` while its attributes lie in slots: a dict without entries of its own that reads and writes the instance's
//! attributes. Its entries are numbered as the attributes of the instance's map are.
//!
//! It has a map of its own, of class `dict` and kind `Dict`: what looks at exact dicts only (traces, fast paths) leaves it to the functions
//! of `dict`, which turn here where they find no row of entries. What attributes cannot do (keys that are no strs, or being a
//! namespace) turns the instance to dict mode and the view into the plain dict that holds the attributes from then on.
//!
//! An instance has at most one view, found through a table that does not keep it alive; the view keeps its instance alive.

use crate::dict::DictObject;
use crate::heap::Header;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::{flags, Ref};
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use ahash::AHashMap;

/// The map of views: the first after those of the kinds.
pub const VIEW_MAP: u32 = Kind::ALL.len() as u32;

/// Views by their instances' addresses.
#[derive(Default)]
pub struct Views {
    table: AHashMap<u64, u64>,
}

impl DictObject {
    /// Whether the dict has no entries but shows an instance's attributes.
    #[inline(always)]
    pub fn is_view(&self) -> bool {
        self.header.map == VIEW_MAP
    }

    /// The instance whose attributes a view shows.
    fn instance(&self) -> Value {
        debug_assert!(self.is_view());
        self.index.get()
    }

    /// Attributes of the map of a view's instance, set or not.
    pub(crate) fn view_fill(&self) -> usize {
        Vm::current().map(self.instance().map()).names.len()
    }

    pub(crate) fn view_len(&self) -> usize {
        (0..self.view_fill())
            .filter(|&i| !self.view_value(i).is_unbound())
            .count()
    }

    /// The name of attribute `i`; unbound if it is not set.
    pub(crate) fn view_key(&self, i: usize) -> Value {
        let names = &Vm::current().map(self.instance().map()).names;
        match names.get(i) {
            Some(name) if !self.view_value(i).is_unbound() => name.value(),
            _ => Value::UNBOUND,
        }
    }

    pub(crate) fn view_value(&self, i: usize) -> Value {
        Vm::current().attribute_at(self.instance(), i)
    }
}

impl Vm {
    /// Makes what views need, once the kinds have their maps and types.
    pub(crate) fn start_views(&mut self) {
        self.heap.add_liveness_hook(|is_live| {
            Vm::current().views.table.retain(|&instance, &mut view| {
                let live = is_live(view as *mut u8);
                if !live && is_live(instance as *mut u8) {
                    unsafe { (*(instance as *mut Header)).flags &= !flags::HAS_VIEW };
                }
                live
            });
        });
    }

    /// The instance's `__dict__`.
    pub fn attribute_dict(&mut self, object: Value) -> Ref<DictObject> {
        let map = self.map(object.map());
        if map.dict_mode {
            return self.dict_of_dict_mode(object, map);
        }
        if let Some(view) = self.view_of(object) {
            return view;
        }
        let p = self.heap.allocate(std::mem::size_of::<DictObject>(), VIEW_MAP);
        let view = unsafe { Ref::<DictObject>::from_pointer(p) };
        view.index.init(object);
        self.views.table.insert(object.0, view.value().0);
        unsafe { (*(object.pointer() as *mut Header)).flags |= flags::HAS_VIEW };
        view
    }

    /// The living view of an instance in slots.
    pub(crate) fn view_of(&self, object: Value) -> Option<Ref<DictObject>> {
        if object.header().flags & flags::HAS_VIEW == 0 {
            return None;
        }
        self.views.table.get(&object.0).map(|&view| Ref::of(Value(view)))
    }

    /// Turns a view into a plain dict with the same entries that has nothing to do with the instance any more.
    pub(crate) fn detach_view(&mut self, view: Ref<DictObject>) {
        let object = view.instance();
        let attributes = self.instance_attributes(object);
        self.views.table.remove(&object.0);
        unsafe {
            (*(object.pointer() as *mut Header)).flags &= !flags::HAS_VIEW;
            (*(view.pointer() as *mut Header)).map = Kind::Dict.map();
        }
        view.index.init(Value::UNBOUND);
        self.dict_take_over(view, attributes);
    }

    /// Turns a view into the plain dict that holds its instance's attributes from now on. Other dicts stay as they are.
    pub fn make_plain(&mut self, dict: Ref<DictObject>) {
        if dict.is_view() {
            let object = dict.instance();
            self.detach_view(dict);
            self.install_dict(object, dict);
        }
    }

    /// The number of a view's entry at an exact str.
    pub(crate) fn view_entry(&self, view: Ref<DictObject>, key: Ref<StrObject>) -> Option<usize> {
        let map = self.map(view.instance().map());
        let i = match key.has_flag(flags::INTERNED) {
            true => map.number_of(key),
            false => map.names.iter().position(|name| name.bytes() == key.bytes()),
        }?;
        (!view.view_value(i).is_unbound()).then_some(i)
    }

    /// Sets the attribute that entry `i` of a view is.
    pub(crate) fn view_put(&mut self, view: Ref<DictObject>, i: usize, value: Value) {
        self.put_attribute_at(view.instance(), i, value);
    }

    /// Adds the attribute named by an exact str.
    pub(crate) fn view_append(&mut self, view: Ref<DictObject>, key: Ref<StrObject>, value: Value) -> Result<()> {
        let name = self.intern_str(key);
        self.instance_set(view.instance(), name, value)
    }

    /// Removes entry `i` of a view.
    pub(crate) fn view_remove(&mut self, view: Ref<DictObject>, i: usize) -> Result<()> {
        let name = self.map(view.instance().map()).names[i];
        self.instance_delete(view.instance(), name)?;
        Ok(())
    }
}
