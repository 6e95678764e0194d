//! Calling anything from native code.

use crate::class::{Constructor, TypeObject};
use crate::dict::DictObject;
use crate::exception::Error;
use crate::function::{FunctionObject, MethodObject, NativeObject};
use crate::kind::Kind;
use crate::native::{Native, Parameters, Result, Role};
use crate::object::Ref;
use crate::string::StrObject;
use crate::types::exception_types;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;

/// Native calls with so many arguments are made from an array on the native stack.
const INLINE_ARGUMENTS: usize = 8;

/// Runs `f` with `first` put before `rest`, on the native stack where the collector sees it.
pub fn with_first<R>(vm: &mut Vm, first: Value, rest: &[Value], f: impl FnOnce(&mut Vm, &[Value]) -> R) -> R {
    if rest.len() < INLINE_ARGUMENTS {
        let mut all = [Value::UNBOUND; INLINE_ARGUMENTS];
        all[0] = first;
        all[1..=rest.len()].copy_from_slice(rest);
        return f(vm, &all[..=rest.len()]);
    }
    let tuple = match vm.new_tuple(rest.len() + 1) {
        Ok(tuple) => tuple,
        Err(_) => panic!("out of memory for an argument list"),
    };
    vm.tuple_put(tuple, 0, first);
    for (i, &v) in rest.iter().enumerate() {
        vm.tuple_put(tuple, i + 1, v);
    }
    f(vm, tuple.items())
}

impl Vm {
    /// Calls anything with positional arguments.
    #[inline]
    pub fn call(&mut self, callable: Value, arguments: &[Value]) -> Result {
        if let Some(native) = self.plain_native(callable, arguments) {
            return (native.call)(self, arguments);
        }
        self.call_with_keywords(callable, arguments, Value::UNBOUND)
    }

    /// The native function or method that takes just these arguments as they are; None: the call has more to look at.
    #[inline]
    fn plain_native(&self, callable: Value, arguments: &[Value]) -> Option<&'static Native> {
        let map = callable.map();
        let method = map == Kind::MethodDescriptor.map() || map == Kind::SlotWrapper.map();
        if !method && map != Kind::NativeFunction.map() {
            return None;
        }
        let native = Ref::<NativeObject>::of(callable);
        let owner = native.owner.get();
        let given = if method {
            if self.class_of(*arguments.first()?).value() != owner {
                return None;
            }
            arguments.len() - 1
        } else {
            if !owner.is_unbound() || native.receiver.get().map() == Kind::Type.map() {
                return None;
            }
            arguments.len()
        };
        let definition = native.definition.get();
        match definition.parameters {
            Parameters::Positional(min, max) | Parameters::Unpacked(min, max)
                if given >= min as usize && (max == 255 || given <= max as usize) =>
            {
                Some(definition)
            }
            _ => None,
        }
    }

    /// Calls anything. `keywords`: a dict with str keys, or unbound.
    pub fn call_with_keywords(&mut self, callable: Value, arguments: &[Value], keywords: Value) -> Result {
        match self.kind_of(callable) {
            Kind::Function => {
                (self.hooks.call_function)(self, Ref::<FunctionObject>::of(callable), arguments, keywords)
            }
            Kind::NativeFunction => {
                let native = Ref::<NativeObject>::of(callable);
                let definition = native.definition.get();
                if let Some(function) = native.function.get().bound() {
                    return (self.hooks.call_function)(self, Ref::of(function), arguments, keywords);
                }
                if native.owner.get().is_unbound() {
                    // A module's function: the receiver is the module's name; a type's `__new__`: it is the type.
                    if native.receiver.get().map() == Kind::Type.map() {
                        self.check_new(native, callable, arguments)?;
                    }
                    self.call_native(definition, arguments, keywords, 0)
                } else {
                    with_first(self, native.receiver.get(), arguments, |vm, all| {
                        vm.call_native(definition, all, keywords, 1)
                    })
                }
            }
            Kind::MethodWrapper => {
                let native = Ref::<NativeObject>::of(callable);
                with_first(self, native.receiver.get(), arguments, |vm, all| {
                    let result = vm.call_native(native.definition.get(), all, keywords, 1)?;
                    vm.slot_result(native.definition.get(), all, result)
                })
            }
            Kind::MethodDescriptor | Kind::SlotWrapper | Kind::ClassMethodDescriptor => {
                let native = Ref::<NativeObject>::of(callable);
                self.check_receiver(native, arguments)?;
                let result = self.call_native(native.definition.get(), arguments, keywords, 1)?;
                self.slot_result(native.definition.get(), arguments, result)
            }
            Kind::Method => {
                let method = Ref::<MethodObject>::of(callable);
                match method.receiver.get().bound() {
                    Some(receiver) => with_first(self, receiver, arguments, |vm, all| {
                        vm.call_with_keywords(method.function.get(), all, keywords)
                    }),
                    None => {
                        self.check_unbound_receiver(method, arguments)?;
                        self.call_with_keywords(method.function.get(), arguments, keywords)
                    }
                }
            }
            Kind::Type => self.call_type(Ref::of(callable), arguments, keywords),
            _ => {
                self.check_native_stack(" while calling a Python object")?;
                let name = self.names.__call__;
                if self.kind_of(callable) == Kind::OldClass {
                    return self.old_class_call(callable, arguments, keywords);
                }
                if self.kind_of(callable) == Kind::OldInstance {
                    return self.old_instance_call(callable, arguments, keywords);
                }
                match self.lookup_special(callable, name) {
                    Some(method) => {
                        let class = self.class_of(callable);
                        let bound = self.bind(method, callable, class)?;
                        self.call_with_keywords(bound, arguments, keywords)
                    }
                    None => {
                        let name = self.type_name(callable);
                        Err(self.type_error(&format!("'{name}' object is not callable")))
                    }
                }
            }
        }
    }

    /// What a special method called by name gives: repetition of built-in sequences does not say NotImplemented then. TypeError.
    fn slot_result(&mut self, native: &Native, arguments: &[Value], result: Value) -> Result {
        if result == Value::NOT_IMPLEMENTED
            && matches!(native.name, "__mul__" | "__rmul__")
            && self.is_builtin_sequence(arguments[0])
        {
            let name = self.type_name(arguments[1]);
            return Err(self.type_error(&format!("'{name}' object cannot be interpreted as an index")));
        }
        Ok(result)
    }

    /// Whether the value can be called.
    pub fn is_callable(&mut self, v: Value) -> Result<bool> {
        let known = matches!(
            self.kind_of(v),
            Kind::Function
                | Kind::NativeFunction
                | Kind::Method
                | Kind::MethodDescriptor
                | Kind::ClassMethodDescriptor
                | Kind::SlotWrapper
                | Kind::MethodWrapper
                | Kind::Type
                | Kind::OldClass
        );
        let name = self.names.__call__;
        Ok(known || self.has_special(v, name)?)
    }

    /// type(...) and all classes: the metaclass's __call__, usually type's own.
    fn call_type(&mut self, class: Ref<TypeObject>, arguments: &[Value], keywords: Value) -> Result {
        let metaclass = self.class_of(class.value());
        if metaclass != self.type_of_kind(Kind::Type) {
            let name = self.names.__call__;
            if let Some(call) = self.lookup(metaclass, name) {
                let own = self.type_of_kind(Kind::Type);
                if self.lookup(own, name) != Some(call) {
                    let bound = self.bind(call, class.value(), metaclass)?;
                    return self.call_with_keywords(bound, arguments, keywords);
                }
            }
        }
        self.construct(class, arguments, keywords)
    }

    /// type.__call__: `__new__`, then `__init__` if it made an instance of the class.
    pub fn construct(&mut self, class: Ref<TypeObject>, arguments: &[Value], keywords: Value) -> Result {
        self.check_native_stack(" while calling a Python object")?;
        if class == self.type_of_kind(Kind::Type) && arguments.len() == 1 && keywords.is_unbound() {
            return Ok(self.class_of(arguments[0]).value());
        }
        if let Some(constructor) = self.constructor(class) {
            if let Some(result) = self.construct_built_in(class, constructor, arguments, keywords) {
                return result;
            }
        }
        let name = self.names.__new__;
        let Some(new) = self.lookup(class, name).filter(|&new| self.may_construct(class, new)) else {
            let name = class.full_name();
            return Err(self.type_error(&format!("cannot create '{name}' instances")));
        };
        let object = self.type_of_kind(Kind::Object);
        if !class.heap_type.get() && class != object && self.lookup(object, name) == Some(new) {
            let name = class.full_name();
            return Err(self.type_error(&format!("cannot create '{name}' instances")));
        }
        let new = match self.kind_of(new) {
            Kind::StaticMethod => self.unwrap_static(new),
            Kind::Function | Kind::NativeFunction => new,
            _ => self.bind_to_class(new, class.value())?,
        };
        let instance = with_first(self, class.value(), arguments, |vm, all| {
            vm.call_with_keywords(new, all, keywords)
        })?;
        self.initialize(class, instance, arguments, keywords)
    }

    /// How instances of a built-in type are made, if just its native `__new__` and `__init__` make them.
    fn constructor(&mut self, class: Ref<TypeObject>) -> Option<Constructor> {
        if class.heap_type.get() {
            return None;
        }
        if !class.constructor_known.get() {
            let found = self.find_constructor(class);
            class.constructor.set(found);
            class.constructor_known.set(true);
        }
        class.constructor.get()
    }

    fn find_constructor(&mut self, class: Ref<TypeObject>) -> Option<Constructor> {
        let (object, exception) = (self.type_of_kind(Kind::Object), self.error_class(Error::BaseException));
        let (new_name, init_name) = (self.names.__new__, self.names.__init__);
        let (new, init) = (self.lookup(class, new_name)?, self.lookup(class, init_name)?);
        if !self.is_exact(new, Kind::NativeFunction) || !self.is_exact(init, Kind::SlotWrapper) {
            return None;
        }
        let native = |v: Value| (v, Ref::<NativeObject>::of(v).definition.get());
        let is_variadic = |native: &Native| matches!(native.parameters, Parameters::Any);
        let ((new, new_definition), (init, init_definition)) = (native(new), native(init));
        let in_python = Ref::<NativeObject>::of(new).function.get().bound().is_some();
        if in_python || !is_variadic(new_definition) || self.lookup(object, new_name) == Some(new) {
            return None;
        }
        if self.check_new(Ref::of(new), new, &[class.value()]).is_err() {
            self.take_exception();
            return None;
        }
        let is_default = self.lookup(object, init_name) == Some(init);
        if !is_default && !is_variadic(init_definition) {
            return None;
        }
        let plain = self.lookup(exception, new_name) == Some(new) && self.lookup(exception, init_name) == Some(init);
        Some(Constructor {
            new: new_definition.call,
            init: (!is_default).then_some(init_definition.call),
            plain_exception: plain,
        })
    }

    /// None: there are too many arguments.
    fn construct_built_in(
        &mut self,
        class: Ref<TypeObject>,
        constructor: Constructor,
        arguments: &[Value],
        keywords: Value,
    ) -> Option<Result> {
        if constructor.plain_exception && keywords.is_unbound() {
            return Some(exception_types::plain(self, class, arguments));
        }
        let end = arguments.len() + 1;
        if end >= INLINE_ARGUMENTS {
            return None;
        }
        // The class or instance, the arguments, the keywords.
        let mut all = [Value::UNBOUND; INLINE_ARGUMENTS];
        all[0] = class.value();
        all[1..end].copy_from_slice(arguments);
        all[end] = keywords;
        let instance = match (constructor.new)(self, &all[..=end]) {
            Ok(instance) => instance,
            Err(e) => return Some(Err(e)),
        };
        let Some(init) = constructor.init else {
            return Some(Ok(instance));
        };
        if self.class_of(instance) != class {
            return Some(self.initialize(class, instance, arguments, keywords));
        }
        all[0] = instance;
        Some(init(self, &all[..=end]).map(|_| instance))
    }

    /// Calls the `__init__` of what a class's `__new__` made, if that is an instance of the class.
    fn initialize(&mut self, class: Ref<TypeObject>, instance: Value, arguments: &[Value], keywords: Value) -> Result {
        if !self.is_instance_of(instance, class) {
            return Ok(instance);
        }
        let actual = self.class_of(instance);
        let name = self.names.__init__;
        if let Some(init) = self.lookup(actual, name) {
            let result = if self.kind_of(init) == Kind::Function || self.kind_of(init) == Kind::SlotWrapper {
                with_first(self, instance, arguments, |vm, all| {
                    vm.call_with_keywords(init, all, keywords)
                })?
            } else {
                let bound = self.bind(init, instance, actual)?;
                self.call_with_keywords(bound, arguments, keywords)?
            };
            if !result.is_none() {
                let name = self.type_name(result);
                return Err(self.type_error(&format!("__init__() should return None, not '{name}'")));
            }
        }
        Ok(instance)
    }

    /// Built-in types do not inherit object's `__new__`: those without one of their own cannot be called.
    fn may_construct(&mut self, class: Ref<TypeObject>, new: Value) -> bool {
        let (object, name) = (self.type_of_kind(Kind::Object), self.names.__new__);
        class.heap_type.get() || class == object || self.lookup(object, name) != Some(new)
    }

    /// A built-in type's `__new__` makes instances of the type and of those subclasses whose struct is the same.
    fn check_new(&mut self, native: Ref<NativeObject>, callable: Value, arguments: &[Value]) -> Result<()> {
        let owner = native.receiver.of::<TypeObject>();
        if arguments.first() == Some(&owner.value()) {
            return Ok(());
        }
        let name = owner.full_name();
        let Some(&first) = arguments.first() else {
            return Err(self.type_error(&format!("{name}.__new__(): not enough arguments")));
        };
        if !self.is_kind(first, Kind::Type) {
            let got = self.type_name(first);
            return Err(self.type_error(&format!("{name}.__new__(X): X is not a type object ({got})")));
        }
        let class = Ref::<TypeObject>::of(first);
        if !self.is_subtype(class, owner) {
            let class = class.full_name();
            return Err(self.type_error(&format!("{name}.__new__({class}): {class} is not a subtype of {name}")));
        }
        let mut base = class;
        while base.heap_type.get() {
            base = base.base.of();
        }
        let name = self.names.__new__;
        let safe = base == owner
            || self
                .lookup(base, name)
                .is_some_and(|new| new == callable && self.may_construct(base, new));
        if !safe {
            let (name, class, base) = (owner.full_name(), class.full_name(), base.full_name());
            return Err(self.type_error(&format!("{name}.__new__({class}) is not safe, use {base}.__new__()")));
        }
        Ok(())
    }

    fn check_receiver(&mut self, native: Ref<NativeObject>, arguments: &[Value]) -> Result<()> {
        let owner = Ref::<TypeObject>::of(native.owner.get());
        let name = native.definition.get().name;
        let Some(&receiver) = arguments.first() else {
            let owner = owner.full_name();
            return Err(self.type_error(&format!("descriptor '{name}' of '{owner}' object needs an argument")));
        };
        if matches!(native.definition.get().role, Role::ClassMethod) || self.is_instance_of(receiver, owner) {
            return Ok(());
        }
        let (owner, got) = (owner.full_name(), self.type_name(receiver));
        Err(self.type_error(&format!(
            "descriptor '{name}' requires a '{owner}' object but received a '{got}'"
        )))
    }

    fn check_unbound_receiver(&mut self, method: Ref<MethodObject>, arguments: &[Value]) -> Result<()> {
        let class = method.class.get();
        let ok = match arguments.first() {
            Some(&receiver) => self.is_instance(receiver, class)?,
            None => false,
        };
        if ok {
            return Ok(());
        }
        let function = self.callable_name(method.function.get());
        let class_name = self.class_display_name(class);
        let got = match arguments.first() {
            Some(&v) => format!("{} instance", self.instance_display_name(v)),
            None => "nothing".to_string(),
        };
        Err(self.type_error(&format!(
            "unbound method {function}() must be called with {class_name} instance as first argument (got {got} instead)"
        )))
    }

    /// Calls a native function, checking its arity; `receivers`: how many leading arguments are not counted (self).
    pub fn call_native(
        &mut self,
        native: &'static Native,
        arguments: &[Value],
        keywords: Value,
        receivers: usize,
    ) -> Result {
        let given = arguments.len() - receivers.min(arguments.len());
        match native.parameters {
            Parameters::Positional(min, max) | Parameters::Unpacked(min, max) => {
                if !keywords.is_unbound() && !Ref::<DictObject>::of(keywords).is_empty() {
                    return Err(self.type_error(&format!("{}() takes no keyword arguments", native.name)));
                }
                if given < min as usize || (max != 255 && given > max as usize) {
                    if matches!(native.parameters, Parameters::Unpacked(..)) {
                        self.check_count(native.name, min as usize, max as usize, given)?;
                    }
                    return Err(self.arity_error(native, min, max, given));
                }
                (native.call)(self, arguments)
            }
            Parameters::Any => {
                let mut all = [Value::UNBOUND; INLINE_ARGUMENTS + 1];
                if arguments.len() < INLINE_ARGUMENTS {
                    all[..arguments.len()].copy_from_slice(arguments);
                    all[arguments.len()] = keywords;
                    return (native.call)(self, &all[..=arguments.len()]);
                }
                let tuple = self.new_tuple(arguments.len() + 1)?;
                for (i, &v) in arguments.iter().enumerate() {
                    self.tuple_put(tuple, i, v);
                }
                self.tuple_put(tuple, arguments.len(), keywords);
                (native.call)(self, tuple.items())
            }
            Parameters::Named { required, names } => {
                let total = receivers + names.len();
                let mut all = [Value::UNBOUND; 24];
                all[..receivers].copy_from_slice(&arguments[..receivers]);
                let (arguments, required) = (&arguments[receivers..], required as usize);
                self.bind_named(
                    native.name,
                    required,
                    names,
                    arguments,
                    keywords,
                    &mut all[receivers..total],
                )?;
                (native.call)(self, &all[..total])
            }
        }
    }

    /// Distributes arguments to parameters that may be given by name; absent ones are left unbound. `bound` is all unbound
    /// and as long as `names`.
    fn bind_named(
        &mut self,
        function: &str,
        required: usize,
        names: &[&str],
        positional: &[Value],
        keywords: Value,
        bound: &mut [Value],
    ) -> Result<()> {
        let keywords = keywords.bound().map(Ref::<DictObject>::of);
        let given = positional.len() + keywords.map_or(0, |k| k.len());
        if given > names.len() {
            let most = if required == names.len() { "exactly" } else { "at most" };
            let (count, plural) = (names.len(), if names.len() == 1 { "" } else { "s" });
            return Err(self.type_error(&format!(
                "{function}() takes {most} {count} argument{plural} ({given} given)"
            )));
        }
        bound[..positional.len()].copy_from_slice(positional);
        if let Some(keywords) = keywords {
            let mut used = 0;
            for (i, name) in names.iter().enumerate() {
                let key = self.intern(name);
                if let Some(v) = self.dict_get_str(keywords, key) {
                    used += 1;
                    if i < positional.len() {
                        let position = i + 1;
                        return Err(
                            self.type_error(&format!("Argument given by name ('{name}') and position ({position})"))
                        );
                    }
                    bound[i] = v;
                }
            }
            if used < keywords.len() {
                if keywords.pairs().any(|(key, _)| !self.is_kind(key, Kind::Str)) {
                    return Err(self.type_error("keywords must be strings"));
                }
                let unknown = keywords
                    .pairs()
                    .map(|(key, _)| Ref::<StrObject>::of(key).text())
                    .find(|text| !names.contains(&&**text))
                    .unwrap_or_default();
                return Err(self.type_error(&format!("'{unknown}' is an invalid keyword argument for this function")));
            }
        }
        match (0..required).find(|&i| bound[i].is_unbound()) {
            None => Ok(()),
            Some(missing) => {
                let (name, position) = (names[missing], missing + 1);
                Err(self.type_error(&format!("Required argument '{name}' (pos {position}) not found")))
            }
        }
    }

    /// The parameters of a variadic native function (`__new__`, `__init__`) by position or name: `arguments` is what it sees after
    /// self, the keyword dict or unbound last. Absent optional ones are unbound.
    pub fn named_arguments<const N: usize>(
        &mut self,
        function: &str,
        required: usize,
        names: [&str; N],
        arguments: &[Value],
    ) -> Result<[Value; N]> {
        let mut bound = [Value::UNBOUND; N];
        if let [positional @ .., keywords] = arguments {
            self.bind_named(function, required, &names, positional, *keywords, &mut bound)?;
        }
        Ok(bound)
    }

    /// A keyword, a str or unicode, as messages show it. TypeError if it is anything else.
    pub fn keyword_text(&mut self, key: Value) -> Result<String> {
        match self.kind_of(key) {
            Kind::Str => Ok(Ref::<StrObject>::of(key).text().into_owned()),
            Kind::Unicode => {
                let text = String::from_utf8_lossy(Ref::<UnicodeObject>::of(key).bytes()).into_owned();
                Ok(text.replace(|c: char| !c.is_ascii(), "?"))
            }
            _ => Err(self.type_error("keywords must be strings")),
        }
    }

    /// As `named_arguments` for a function that takes between `min` and `max` positional arguments only: these.
    pub fn positional_arguments<'a>(
        &mut self,
        function: &str,
        min: usize,
        max: usize,
        arguments: &'a [Value],
    ) -> Result<&'a [Value]> {
        let Some((&keywords, positional)) = arguments.split_last() else {
            return Ok(arguments);
        };
        if !keywords.is_unbound() && !Ref::<DictObject>::of(keywords).is_empty() {
            return Err(self.type_error(&format!("{function}() does not take keyword arguments")));
        }
        self.check_count(function, min, max, positional.len())?;
        Ok(positional)
    }

    /// TypeError in the words of a function that unpacks a tuple of arguments, unless `min <= given <= max`.
    pub fn check_count(&mut self, function: &str, min: usize, max: usize, given: usize) -> Result<()> {
        if (min..=max).contains(&given) {
            return Ok(());
        }
        let (most, limit) = match (min == max, given < min) {
            (true, _) => ("", min),
            (_, true) => ("at least ", min),
            _ => ("at most ", max),
        };
        Err(self.type_error(&format!("{function} expected {most}{limit} arguments, got {given}")))
    }

    #[cold]
    fn arity_error(&mut self, native: &Native, min: u8, max: u8, given: usize) -> jit::Exception {
        let name = native.name;
        let plural = |n: u8| if n == 1 { "" } else { "s" };
        let message = if matches!(native.role, Role::Special) {
            // Slot wrappers check their tuple without a name.
            match (min == max, given < min as usize) {
                (true, _) if name.ends_with("slice__") => {
                    format!("function takes exactly {min} arguments ({given} given)")
                }
                (true, _) => format!("expected {min} arguments, got {given}"),
                (_, true) => format!("expected at least {min} arguments, got {given}"),
                _ => format!("expected at most {max} arguments, got {given}"),
            }
        } else if max == 0 {
            format!("{name}() takes no arguments ({given} given)")
        } else if min == max {
            if min == 1 {
                format!("{name}() takes exactly one argument ({given} given)")
            } else {
                format!("{name}() takes exactly {min} arguments ({given} given)")
            }
        } else if given < min as usize {
            format!("{name}() takes at least {min} argument{} ({given} given)", plural(min))
        } else {
            format!("{name}() takes at most {max} argument{} ({given} given)", plural(max))
        };
        self.type_error(&message)
    }

    /// Calls the method `name` of a value: attribute lookup with the instance's own, then the call.
    pub fn call_method(&mut self, receiver: Value, name: Ref<StrObject>, arguments: &[Value]) -> Result {
        let method = self.getattr(receiver, name)?;
        self.call(method, arguments)
    }

    /// Calls the special method `name` found on the value's class; None if there is none.
    pub fn call_special(
        &mut self,
        receiver: Value,
        name: Ref<StrObject>,
        arguments: &[Value],
    ) -> Result<Option<Value>> {
        let class = self.class_of(receiver);
        if class.kind.get() == Kind::OldInstance {
            return match self.old_instance_special(receiver, name)? {
                Some(method) => self.call(method, arguments).map(Some),
                None => Ok(None),
            };
        }
        let Some(method) = self.lookup(class, name) else {
            return Ok(None);
        };
        match self.kind_of(method) {
            Kind::Function | Kind::SlotWrapper | Kind::MethodDescriptor => {
                with_first(self, receiver, arguments, |vm, all| vm.call(method, all)).map(Some)
            }
            _ => {
                let bound = self.bind(method, receiver, class)?;
                self.call(bound, arguments).map(Some)
            }
        }
    }

    /// A callable's `__name__`, for messages.
    pub fn callable_name(&mut self, callable: Value) -> String {
        match self.kind_of(callable) {
            Kind::Function => Ref::<FunctionObject>::of(callable)
                .name
                .of::<StrObject>()
                .text()
                .into_owned(),
            Kind::NativeFunction | Kind::MethodDescriptor | Kind::SlotWrapper | Kind::MethodWrapper => {
                Ref::<NativeObject>::of(callable).definition.get().name.to_string()
            }
            Kind::Method => {
                let function = Ref::<MethodObject>::of(callable).function.get();
                self.callable_name(function)
            }
            Kind::Type => Ref::<TypeObject>::of(callable).short_name(),
            _ => match self.lookup_named_attribute(callable) {
                Some(name) => name,
                None => self.type_name(callable),
            },
        }
    }

    fn lookup_named_attribute(&mut self, v: Value) -> Option<String> {
        let name = self.names.__name__;
        let found = self.getattr(v, name);
        match self.unless(found, Error::AttributeError) {
            Ok(Some(name)) if self.is_kind(name, Kind::Str) => Some(Ref::<StrObject>::of(name).text().into_owned()),
            Ok(_) => None,
            Err(_) => {
                self.take_exception();
                None
            }
        }
    }
}
