//! `_md5`, `_sha`, `_sha256`, `_sha512`: hash functions.

use super::support::{argument_type_name, keep_type, kept_type, text_or_buffer};
use md5::Digest;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::module::ModuleObject;
use objspace::native::{function, getter, named, ModuleDefinition, Result, TypeDefinition};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::{Cell, RefCell};

macro_rules! hashers {
    ($($variant:ident $hasher:ty, $name:literal $class:literal $block:literal;)+) => {
        /// A running hash.
        #[derive(Clone)]
        enum Hasher { $($variant($hasher),)+ }

        #[derive(Clone, Copy)]
        enum Algorithm { $($variant,)+ }

        impl Algorithm {
            fn start(self) -> Hasher {
                match self { $(Algorithm::$variant => Hasher::$variant(<$hasher>::new()),)+ }
            }

            /// The name of the type of its objects.
            fn class(self) -> &'static str {
                match self { $(Algorithm::$variant => $class,)+ }
            }
        }

        impl Hasher {
            fn update(&mut self, bytes: &[u8]) {
                match self { $(Hasher::$variant(h) => h.update(bytes),)+ }
            }

            fn digest(&self) -> Vec<u8> {
                match self { $(Hasher::$variant(h) => h.clone().finalize().to_vec(),)+ }
            }

            fn name(&self) -> &'static str {
                match self { $(Hasher::$variant(_) => $name,)+ }
            }

            fn block_size(&self) -> i64 {
                match self { $(Hasher::$variant(_) => $block,)+ }
            }

            fn class(&self) -> &'static str {
                match self { $(Hasher::$variant(_) => $class,)+ }
            }
        }
    };
}

hashers! {
    Md5 md5::Md5, "MD5" "_md5.md5" 64;
    Sha1 sha1::Sha1, "SHA1" "_sha.sha" 64;
    Sha224 sha2::Sha224, "SHA224" "_sha256.sha224" 64;
    Sha256 sha2::Sha256, "SHA256" "_sha256.sha256" 64;
    Sha384 sha2::Sha384, "SHA384" "_sha512.sha384" 128;
    Sha512 sha2::Sha512, "SHA512" "_sha512.sha512" 128;
}

#[repr(C)]
struct HashObject {
    header: Header,
    /// Owned.
    hasher: Cell<*mut RefCell<Hasher>>,
}

static HASH: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "",
    new: None,
    methods: &[
        function(
            "update",
            1,
            1,
            update,
            "Update this hash object's state with the provided string.",
        ),
        function(
            "digest",
            0,
            0,
            |vm, a| Ok(vm.str(&hasher(a).borrow().digest())),
            "Return the digest value as a string of binary data.",
        ),
        function(
            "hexdigest",
            0,
            0,
            hex_digest,
            "Return the digest value as a string of hexadecimal digits.",
        ),
        function(
            "copy",
            0,
            0,
            copy,
            "An object with the same state, which goes on by itself.",
        ),
        getter("digest_size", digest_size, ""),
        getter("digestsize", digest_size, ""),
        getter(
            "block_size",
            |_, a| Ok(Value::integer(hasher(a).borrow().block_size())),
            "",
        ),
        getter("name", |vm, a| Ok(vm.str(hasher(a).borrow().name().as_bytes())), ""),
    ],
    subclassable: false,
};

pub static MD5: ModuleDefinition = ModuleDefinition {
    name: "_md5",
    doc: "This module implements the interface to RSA's MD5 message digest\nalgorithm (see also Internet RFC 1321).",
    functions: &[function(
        "new",
        0,
        1,
        |vm, a| construct(vm, a, Algorithm::Md5),
        "new([arg]) -> md5 object",
    )],
    initialize: |vm, module| {
        let class = add_class(vm, Algorithm::Md5);
        vm.module_set(Ref::<ModuleObject>::of(module), "MD5Type", class);
        vm.module_set(Ref::of(module), "digest_size", Value::integer(16));
        Ok(())
    },
};

pub static SHA: ModuleDefinition = ModuleDefinition {
    name: "_sha",
    doc: "",
    functions: &[named("new", 0, &["string"], |vm, a| construct(vm, a, Algorithm::Sha1), "Return a new SHA hashing object.  An optional string argument\nmay be provided; if present, this string will be automatically\nhashed.")],
    initialize: |vm, module| {
        add_class(vm, Algorithm::Sha1);
        for (name, value) in [("blocksize", 1), ("digest_size", 20), ("digestsize", 20)] {
            vm.module_set(Ref::<ModuleObject>::of(module), name, Value::integer(value));
        }
        Ok(())
    },
};

pub static SHA256: ModuleDefinition = ModuleDefinition {
    name: "_sha256",
    doc: "",
    functions: &[
        named(
            "sha224",
            0,
            &["string"],
            |vm, a| construct(vm, a, Algorithm::Sha224),
            "Return a new SHA-224 hash object; optionally initialized with a string.",
        ),
        named(
            "sha256",
            0,
            &["string"],
            |vm, a| construct(vm, a, Algorithm::Sha256),
            "Return a new SHA-256 hash object; optionally initialized with a string.",
        ),
    ],
    initialize: |vm, _| {
        add_class(vm, Algorithm::Sha224);
        add_class(vm, Algorithm::Sha256);
        Ok(())
    },
};

pub static SHA512: ModuleDefinition = ModuleDefinition {
    name: "_sha512",
    doc: "",
    functions: &[
        named(
            "sha384",
            0,
            &["string"],
            |vm, a| construct(vm, a, Algorithm::Sha384),
            "Return a new SHA-384 hash object; optionally initialized with a string.",
        ),
        named(
            "sha512",
            0,
            &["string"],
            |vm, a| construct(vm, a, Algorithm::Sha512),
            "Return a new SHA-512 hash object; optionally initialized with a string.",
        ),
    ],
    initialize: |vm, _| {
        add_class(vm, Algorithm::Sha384);
        add_class(vm, Algorithm::Sha512);
        Ok(())
    },
};

fn add_class(vm: &mut Vm, algorithm: Algorithm) -> Value {
    let name = algorithm.class();
    let size = std::mem::size_of::<HashObject>() as u32;
    let class = vm.new_native_type(name, size, Layout::raw(), &HASH);
    keep_type(vm, name, class);
    class.value()
}

fn hasher(arguments: &[Value]) -> &'static RefCell<Hasher> {
    // The argument keeps the object alive, and it the hasher, while the method runs.
    unsafe { &*Ref::<HashObject>::of(arguments[0]).hasher.get() }
}

fn new_object(vm: &mut Vm, hasher: Hasher) -> Result {
    let class = kept_type(vm, hasher.class());
    let object = vm.new_instance(class)?;
    let owned = Box::into_raw(Box::new(RefCell::new(hasher)));
    Ref::<HashObject>::of(object).hasher.set(owned);
    vm.heap.register_native_drop(object.pointer(), release);
    Ok(object)
}

fn release(object: *mut u8) {
    // Called once, when the object that owns the hasher is dead.
    unsafe { drop(Box::from_raw((*(object as *const HashObject)).hasher.get())) }
}

fn data(vm: &mut Vm, v: Value, function: &str) -> Result<&'static [u8]> {
    match text_or_buffer(vm, v)? {
        Some(bytes) => Ok(bytes),
        None => {
            let name = argument_type_name(vm, v);
            Err(vm.type_error(&format!("{function}() argument 1 must be string or buffer, not {name}")))
        }
    }
}

fn construct(vm: &mut Vm, arguments: &[Value], algorithm: Algorithm) -> Result {
    let mut hasher = algorithm.start();
    if let Some(&first) = arguments.first().filter(|v| !v.is_unbound()) {
        hasher.update(data(vm, first, "new")?);
    }
    new_object(vm, hasher)
}

fn update(vm: &mut Vm, arguments: &[Value]) -> Result {
    let bytes = data(vm, arguments[1], "update")?;
    hasher(arguments).borrow_mut().update(bytes);
    Ok(Value::NONE)
}

fn hex_digest(vm: &mut Vm, arguments: &[Value]) -> Result {
    let digest = hasher(arguments).borrow().digest();
    let text: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(vm.str(text.as_bytes()))
}

fn copy(vm: &mut Vm, arguments: &[Value]) -> Result {
    let copy = hasher(arguments).borrow().clone();
    new_object(vm, copy)
}

fn digest_size(_: &mut Vm, arguments: &[Value]) -> Result {
    Ok(Value::integer(hasher(arguments).borrow().digest().len() as i64))
}
