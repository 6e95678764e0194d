//! Names of elements and attributes, each by a number, with the objects that handlers are told.

use super::handlers::text_object;
use ahash::AHashMap;
use objspace::dict::DictObject;
use objspace::kind::Kind;
use objspace::list::ListObject;
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use std::rc::Rc;

#[derive(Default)]
pub struct Names {
    by_text: AHashMap<Rc<[u8]>, u32>,
    all: Vec<Name>,
}

pub struct Name {
    pub text: Rc<[u8]>,
    /// The object, which the list `names` of the parser keeps; unbound before anybody was told it.
    object: Value,
    /// The tag that had an attribute of this name last.
    pub seen: u64,
    /// The name with its namespace, as of this generation of bindings: of elements, of attributes.
    pub expanded: [(u32, u32); 2],
}

impl Names {
    /// The number of a name.
    pub fn number(&mut self, text: &[u8]) -> u32 {
        if let Some(&number) = self.by_text.get(text) {
            return number;
        }
        let number = self.all.len() as u32;
        let text: Rc<[u8]> = Rc::from(text);
        self.by_text.insert(text.clone(), number);
        self.all.push(Name {
            text,
            object: Value::UNBOUND,
            seen: 0,
            expanded: [(u32::MAX, 0); 2],
        });
        number
    }

    #[inline(always)]
    pub fn get(&mut self, number: u32) -> &mut Name {
        &mut self.all[number as usize]
    }

    /// The object for a name: the one of the dict `intern` that equals it, if there is a dict.
    pub fn object(
        &mut self,
        vm: &mut Vm,
        number: u32,
        unicode: bool,
        kept: Ref<ListObject>,
        intern: Value,
    ) -> objspace::native::Result {
        let name = &mut self.all[number as usize];
        let kind = if unicode { Kind::Unicode } else { Kind::Str };
        if name.object.is_unbound() || vm.kind_of(name.object) != kind {
            let object = text_object(vm, &name.text, unicode)?;
            vm.list_append(kept, object)?;
            name.object = object;
        }
        interned(vm, intern, name.object)
    }
}

/// The object of the dict that equals a text; the text itself, which the dict has from now on, if it has none.
pub fn interned(vm: &mut Vm, intern: Value, text: Value) -> objspace::native::Result {
    if intern.is_none() {
        return Ok(text);
    }
    let dict = Ref::<DictObject>::of(intern);
    if let Some(known) = vm.dict_get(dict, text)? {
        return Ok(known);
    }
    vm.dict_set(dict, text, text)?;
    Ok(text)
}
