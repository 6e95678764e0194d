//! `_iconv`: the system's converters between encodings, for those that the library has no tables of.

use super::support::{bytes, keep_type, kept_type, name_argument};
use objspace::exception::Error;
use objspace::heap::{Header, Layout};
use objspace::kind::Kind;
use objspace::native::{function, unpacked, ModuleDefinition, Native, Result, TypeDefinition};
use objspace::object::Ref;
use objspace::value::Value;
use objspace::vm::Vm;
use std::cell::Cell;
use std::ffi::CString;

pub static MODULE: ModuleDefinition = ModuleDefinition {
    name: "_iconv",
    doc: "The system's converters between encodings.",
    functions: &[unpacked(
        "open",
        2,
        2,
        open,
        "open(to, from) -> converter\n\nA converter between two encodings, by the system's names. LookupError if it has none.",
    )],
    initialize,
};

const KEY: &str = "_iconv.converter";

#[repr(C)]
struct Converter {
    header: Header,
    /// Owned.
    handle: Cell<libc::iconv_t>,
}

static CONVERTER: TypeDefinition = TypeDefinition {
    kind: Kind::Native,
    base: Kind::Object,
    doc: "A converter with its state.",
    new: None,
    methods: METHODS,
    subclassable: false,
};

static METHODS: &[Native] = &[
    function(
        "convert",
        1,
        1,
        convert,
        "convert(string) -> (converted, bytes used, what ended it)\n\nConvert as far as it goes. 0: to the end; 1: the rest is the beginning of a character; 2: what comes next is none.",
    ),
    function(
        "finish",
        0,
        0,
        |vm, a| {
            let mut out = [0u8; 64];
            let (mut to, mut room) = (out.as_mut_ptr().cast::<libc::c_char>(), out.len());
            unsafe { libc::iconv(handle(a), std::ptr::null_mut(), std::ptr::null_mut(), &mut to, &mut room) };
            Ok(vm.str(&out[..64 - room]))
        },
        "finish() -> string\n\nWhat takes the output back to the initial state, in which the converter is then.",
    ),
];

fn initialize(vm: &mut Vm, _: Value) -> Result<()> {
    let size = std::mem::size_of::<Converter>() as u32;
    let class = vm.new_native_type(KEY, size, Layout::raw(), &CONVERTER);
    keep_type(vm, KEY, class);
    Ok(())
}

fn handle(arguments: &[Value]) -> libc::iconv_t {
    Ref::<Converter>::of(arguments[0]).handle.get()
}

fn open(vm: &mut Vm, arguments: &[Value]) -> Result {
    let mut names = Vec::new();
    for (i, &v) in arguments.iter().enumerate() {
        // Without zero bytes: checked.
        names.push(CString::new(name_argument(vm, v, "open", i + 1, "")?.bytes()).unwrap_or_default());
    }
    let handle = unsafe { libc::iconv_open(names[0].as_ptr(), names[1].as_ptr()) };
    if handle as isize == -1 {
        return Err(vm.raise(Error::LookupError, "the system has no such converter"));
    }
    let object = vm.new_instance(kept_type(vm, KEY))?;
    Ref::<Converter>::of(object).handle.set(handle);
    vm.heap.register_native_drop(object.pointer(), |p| unsafe {
        libc::iconv_close(Ref::<Converter>::from_pointer(p).handle.get());
    });
    Ok(object)
}

fn convert(vm: &mut Vm, arguments: &[Value]) -> Result {
    let source = bytes(vm, arguments[1])?;
    let mut out: Vec<u8> = Vec::with_capacity(source.len() * 2 + 16);
    let (mut from, mut left) = (source.as_ptr() as *mut libc::c_char, source.len());
    let ended = loop {
        out.reserve(64);
        let start = out.len();
        let spare = out.spare_capacity_mut();
        let (mut to, mut room) = (spare.as_mut_ptr().cast::<libc::c_char>(), spare.len());
        let before = room;
        let result = unsafe { libc::iconv(handle(arguments), &mut from, &mut left, &mut to, &mut room) };
        let error = std::io::Error::last_os_error().raw_os_error();
        // The converter has written these.
        unsafe { out.set_len(start + before - room) };
        if result != usize::MAX {
            break 0;
        }
        match error {
            Some(libc::E2BIG) => {
                let more = out.capacity();
                out.reserve(more);
            }
            Some(libc::EINVAL) => break 1,
            _ => break 2,
        }
    };
    let converted = vm.str(&out);
    let used = Value::integer((source.len() - left) as i64);
    Ok(vm.tuple(&[converted, used, Value::integer(ended)]))
}
