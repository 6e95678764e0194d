//! The codecs whose units are of several bytes, in one order or the other: utf-16, utf-32, and unicode-internal, which is how the
//! characters would lie in memory.

use crate::code_points;
use crate::codecs::errors::{Decoding, Handling};
use crate::codecs::utf_8::pair;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::Vm;

/// The order of a unit's bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// A byte order mark says it; without one that of the machine.
    Marked,
    Little,
    Big,
}

impl Order {
    /// From the number that Python programs give: 0, negative, positive.
    pub fn from_number(number: i64) -> Order {
        match number {
            0 => Order::Marked,
            i64::MIN..0 => Order::Little,
            _ => Order::Big,
        }
    }

    /// Python's number for the order.
    pub fn number(self) -> i64 {
        match self {
            Order::Marked => 0,
            Order::Little => -1,
            Order::Big => 1,
        }
    }

    fn is_big(self) -> bool {
        match self {
            Order::Marked => cfg!(target_endian = "big"),
            _ => self == Order::Big,
        }
    }
}

const MARK: u32 = 0xfeff;

/// Units of `WIDTH` bytes, 2 or 4.
struct Units<const WIDTH: usize> {
    big: bool,
}

impl<const WIDTH: usize> Units<WIDTH> {
    fn read(&self, bytes: &[u8], at: usize) -> u32 {
        let unit = &bytes[at..at + WIDTH];
        let join = |value: u32, &byte: &u8| value << 8 | byte as u32;
        if self.big {
            unit.iter().fold(0, join)
        } else {
            unit.iter().rev().fold(0, join)
        }
    }

    fn push(&self, out: &mut Vec<u8>, unit: u32) {
        if self.big {
            out.extend_from_slice(&unit.to_be_bytes()[4 - WIDTH..]);
        } else {
            out.extend_from_slice(&unit.to_le_bytes()[..WIDTH]);
        }
    }
}

/// Text (generalised UTF-8) as utf-16; a mark first if the order is `Marked`.
pub fn encode_16(text: &[u8], order: Order) -> Vec<u8> {
    let units = Units::<2> { big: order.is_big() };
    let mut out = Vec::with_capacity(text.len() * 2 + 2);
    if order == Order::Marked {
        units.push(&mut out, MARK);
    }
    for code in code_points::code_points(text) {
        if code < 0x10000 {
            units.push(&mut out, code);
        } else {
            units.push(&mut out, 0xd800 + ((code - 0x10000) >> 10));
            units.push(&mut out, 0xdc00 + (code & 0x3ff));
        }
    }
    out
}

/// Text (generalised UTF-8) as utf-32; a mark first if the order is `Marked`.
pub fn encode_32(text: &[u8], order: Order) -> Vec<u8> {
    let units = Units::<4> { big: order.is_big() };
    let mut out = Vec::with_capacity(text.len() * 4 + 4);
    if order == Order::Marked {
        units.push(&mut out, MARK);
    }
    code_points::code_points(text).for_each(|code| units.push(&mut out, code));
    out
}

/// What a decoder gives: the text, how many bytes were consumed, and the order found.
pub struct Decoded {
    pub text: Value,
    pub consumed: usize,
    pub order: Order,
}

/// The order that a mark at the start says, and where the text starts.
fn find_order<const WIDTH: usize>(bytes: &[u8], order: Order) -> (Order, usize) {
    if order != Order::Marked || bytes.len() < WIDTH {
        return (order, 0);
    }
    for (found, big) in [(Order::Little, false), (Order::Big, true)] {
        if (Units::<WIDTH> { big }).read(bytes, 0) == MARK {
            return (found, WIDTH);
        }
    }
    (order, 0)
}

/// Bytes as utf-16. Unless `last`, an incomplete character at the end is not consumed. UnicodeDecodeError.
pub fn decode_16(vm: &mut Vm, source: Ref<StrObject>, handling: Handling, order: Order, last: bool) -> Result<Decoded> {
    let bytes = source.bytes();
    let (order, mut at) = find_order::<2>(bytes, order);
    let units = Units::<2> { big: order.is_big() };
    let mut errors = Decoding::new("utf16", source, handling);
    let mut out = Vec::with_capacity(bytes.len());
    while at < bytes.len() {
        let left = bytes.len() - at;
        let unit = if left >= 2 { units.read(bytes, at) } else { 0 };
        let surrogate = (0xd800..0xe000).contains(&unit);
        let (end, reason) = if left < 2 {
            (bytes.len(), "truncated data")
        } else if !surrogate {
            code_points::push(&mut out, unit);
            at += 2;
            continue;
        } else if left < 4 {
            (bytes.len(), "unexpected end of data")
        } else if let Some(code) = pair(unit, units.read(bytes, at + 2)) {
            code_points::push(&mut out, code);
            at += 4;
            continue;
        } else if unit < 0xdc00 {
            (at + 2, "illegal UTF-16 surrogate")
        } else {
            (at + 2, "illegal encoding")
        };
        if !last && left < if surrogate { 4 } else { 2 } {
            break;
        }
        at = errors.replace(vm, &mut out, at..end, reason)?;
    }
    Ok(Decoded {
        text: vm.unicode(&out),
        consumed: at,
        order,
    })
}

/// Bytes as utf-32. Unless `last`, an incomplete character at the end is not consumed. UnicodeDecodeError.
pub fn decode_32(vm: &mut Vm, source: Ref<StrObject>, handling: Handling, order: Order, last: bool) -> Result<Decoded> {
    let bytes = source.bytes();
    let (order, mut at) = find_order::<4>(bytes, order);
    let units = Units::<4> { big: order.is_big() };
    let mut errors = Decoding::new("utf32", source, handling);
    let mut out = Vec::with_capacity(bytes.len());
    while at < bytes.len() {
        let (end, reason) = if bytes.len() - at < 4 {
            if !last {
                break;
            }
            (bytes.len(), "truncated data")
        } else {
            let code = units.read(bytes, at);
            if code <= code_points::MAXIMUM {
                code_points::push(&mut out, code);
                at += 4;
                continue;
            }
            (at + 4, "code point not in range(0x110000)")
        };
        at = errors.replace(vm, &mut out, at..end, reason)?;
    }
    Ok(Decoded {
        text: vm.unicode(&out),
        consumed: at,
        order,
    })
}

/// Text (generalised UTF-8) as unicode-internal.
pub fn encode_internal(text: &[u8]) -> Vec<u8> {
    let order = if Order::Marked.is_big() {
        Order::Big
    } else {
        Order::Little
    };
    encode_32(text, order)
}

/// Bytes of unicode-internal. UnicodeDecodeError.
pub fn decode_internal(vm: &mut Vm, source: Ref<StrObject>, handling: Handling) -> Result {
    let bytes = source.bytes();
    let units = Units::<4> {
        big: Order::Marked.is_big(),
    };
    let mut errors = Decoding::new("unicode_internal", source, handling);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (end, reason) = if bytes.len() - at < 4 {
            (bytes.len(), "truncated input")
        } else {
            let code = units.read(bytes, at);
            if code <= code_points::MAXIMUM {
                code_points::push(&mut out, code);
                at += 4;
                continue;
            }
            (at + 4, "illegal code point (> 0x10FFFF)")
        };
        at = errors.replace(vm, &mut out, at..end, reason)?;
    }
    Ok(vm.unicode(&out))
}
