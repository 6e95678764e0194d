//! The kinds of heap objects: one Rust struct each. The map of the exact type of a kind has the kind's number as its id, so that
//! "is this exactly a list" is one compare; a subclass's maps name the same kind.

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $name:ident $python:literal;)+) => {
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[doc = $doc])* $name,)+ }

        impl Kind {
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)+];

            /// The Python name of the kind's own type; empty for cells that are no Python objects.
            pub const fn type_name(self) -> &'static str {
                match self { $(Kind::$name => $python,)+ }
            }

            /// The map id of an object whose type is exactly this kind's.
            #[inline(always)]
            pub const fn map(self) -> u32 {
                self as u32
            }
        }
    };
}

impl Kind {
    /// The kind whose own type, no subclass, objects of the map have.
    #[inline]
    pub fn of_exact_map(map: u32) -> Option<Kind> {
        match Kind::ALL.get(map as usize) {
            None if map == crate::attribute_dict::VIEW_MAP => Some(Kind::Dict),
            kind => kind.copied(),
        }
    }
}

kinds! {
    /// Map id 0: no object.
    Invalid "";
    /// Array of values (storage).
    Words "";
    /// Raw bytes (storage).
    Bytes "";
    /// Hash table entries of dicts and sets.
    Entries "";
    /// A plain instance: header and attribute slots.
    Object "object";
    NoneType "NoneType";
    NotImplementedType "NotImplementedType";
    EllipsisType "ellipsis";
    Bool "bool";
    /// A boxed integer of the outer 64-bit range.
    Int "int";
    Long "long";
    /// A boxed float.
    Float "float";
    Complex "complex";
    BaseString "basestring";
    Str "str";
    Unicode "unicode";
    ByteArray "bytearray";
    Buffer "buffer";
    MemoryView "memoryview";
    /// Of the module `array`.
    Array "array.array";
    List "list";
    Tuple "tuple";
    Dict "dict";
    Set "set";
    FrozenSet "frozenset";
    Slice "slice";
    Xrange "xrange";
    ListIterator "listiterator";
    TupleIterator "tupleiterator";
    /// iter() of anything with __getitem__.
    SequenceIterator "iterator";
    ListReverseIterator "listreverseiterator";
    StrIterator "striterator";
    XrangeIterator "rangeiterator";
    /// Iterators over dict keys; over values and items: the next two.
    DictKeyIterator "dictionary-keyiterator";
    DictValueIterator "dictionary-valueiterator";
    DictItemIterator "dictionary-itemiterator";
    DictKeys "dict_keys";
    DictValues "dict_values";
    DictItems "dict_items";
    SetIterator "setiterator";
    /// iter(callable, sentinel).
    CallableIterator "callable-iterator";
    Enumerate "enumerate";
    Reversed "reversed";
    Type "type";
    OldClass "classobj";
    OldInstance "instance";
    Super "super";
    Property "property";
    StaticMethod "staticmethod";
    ClassMethod "classmethod";
    Function "function";
    /// What functions made at the same place share: code and globals.
    Prototype "";
    NativeFunction "builtin_function_or_method";
    /// A method bound to its object, or unbound with its class.
    Method "instancemethod";
    MethodDescriptor "method_descriptor";
    ClassMethodDescriptor "classmethod_descriptor";
    SlotWrapper "wrapper_descriptor";
    MethodWrapper "method-wrapper";
    GetSetDescriptor "getset_descriptor";
    MemberDescriptor "member_descriptor";
    Cell "cell";
    Code "code";
    Frame "frame";
    Traceback "traceback";
    Generator "generator";
    Module "module";
    DictProxy "dictproxy";
    File "file";
    Exception "exceptions.BaseException";
    WeakReference "weakref";
    WeakProxy "weakproxy";
    WeakCallableProxy "weakcallableproxy";
    /// A type of a native module: its struct is the module's own.
    Native "";
}
