//! The items of arrays: how values of a type code lie in memory.

use crate::exception::Error;
use crate::kind::Kind;
use crate::native::Result;
use crate::object::Ref;
use crate::string::StrObject;
use crate::types::memory_view::wide_characters;
use crate::unicode::UnicodeObject;
use crate::value::Value;
use crate::vm::Vm;

/// The bytes an item of this code takes. None: no such code.
pub fn item_size(code: u8) -> Option<usize> {
    match code {
        b'c' | b'b' | b'B' => Some(1),
        b'h' | b'H' => Some(2),
        b'u' | b'i' | b'I' | b'f' => Some(4),
        b'l' | b'L' | b'd' => Some(8),
        _ => None,
    }
}

/// The item in `bytes`, which are as many as the code's size.
pub fn read_item(vm: &mut Vm, code: u8, bytes: &[u8]) -> Result {
    let bits = bytes_to_bits(bytes);
    Ok(match code {
        b'c' => vm.char_str(bits as u8),
        b'b' => Value::integer(bits as i8 as i64),
        b'B' | b'H' => Value::integer(bits as i64),
        b'h' => Value::integer(bits as i16 as i64),
        b'i' => Value::integer(bits as i32 as i64),
        b'l' => vm.int(bits as i64),
        b'I' | b'L' => vm.long_from_digits(false, &[bits])?,
        b'u' => {
            if bits > 0x10ffff {
                let message = format!("character U+{bits:x} is not in range [U+0000; U+10ffff]");
                return Err(vm.value_error(&message));
            }
            vm.unicode_character(bits as u32)
        }
        b'f' => vm.float(f32::from_bits(bits as u32) as f64),
        _ => vm.float(f64::from_bits(bits)),
    })
}

/// A number in the machine's order of bytes.
fn bytes_to_bits(bytes: &[u8]) -> u64 {
    let join = |bits: u64, &byte: &u8| bits << 8 | byte as u64;
    if cfg!(target_endian = "big") {
        bytes.iter().fold(0, join)
    } else {
        bytes.iter().rev().fold(0, join)
    }
}

/// Appends a value as an item of this code to `out`. TypeError, OverflowError.
pub fn write_item(vm: &mut Vm, code: u8, v: Value, out: &mut Vec<u8>) -> Result<()> {
    match code {
        b'c' => match (vm.kind_of(v) == Kind::Str).then(|| Ref::<StrObject>::of(v).bytes()) {
            Some([byte]) => out.push(*byte),
            _ => return Err(vm.type_error("array item must be char")),
        },
        b'u' => {
            if vm.kind_of(v) != Kind::Unicode || Ref::<UnicodeObject>::of(v).len() != 1 {
                return Err(vm.type_error("array item must be unicode character"));
            }
            out.extend(wide_characters(Ref::of(v)));
        }
        b'f' => out.extend((vm.float_argument(v)? as f32).to_ne_bytes()),
        b'd' => out.extend(vm.float_argument(v)?.to_ne_bytes()),
        b'I' => {
            let n = unsigned(vm, v, "unsigned int", u32::MAX as u64)?;
            out.extend((n as u32).to_ne_bytes());
        }
        b'L' => out.extend(unsigned(vm, v, "unsigned long", u64::MAX)?.to_ne_bytes()),
        _ => {
            let n = vm.argument_i64(v)?;
            let short = (i16::MIN as i64, i16::MAX as i64, "signed short integer");
            let int = (i32::MIN as i64, i32::MAX as i64, "signed integer");
            // CPython looks first whether a C type fits, then whether the item does.
            let limits: &[(i64, i64, &str)] = match code {
                b'b' => &[short, (i8::MIN as i64, i8::MAX as i64, "signed char")],
                b'B' => &[(0, u8::MAX as i64, "unsigned byte integer")],
                b'h' => &[short],
                b'H' => &[int, (0, u16::MAX as i64, "unsigned short")],
                b'i' => &[int],
                _ => &[],
            };
            for &(low, high, what) in limits {
                within(vm, n as i128, low as i128, high as i128, what)?;
            }
            match code {
                b'b' | b'B' => out.push(n as u8),
                b'h' | b'H' => out.extend((n as u16).to_ne_bytes()),
                b'i' => out.extend((n as u32).to_ne_bytes()),
                _ => out.extend(n.to_ne_bytes()),
            }
        }
    }
    Ok(())
}

fn within(vm: &mut Vm, n: i128, low: i128, high: i128, what: &str) -> Result<()> {
    let problem = if n < low {
        "less than minimum"
    } else if n > high {
        "greater than maximum"
    } else {
        return Ok(());
    };
    Err(vm.raise(Error::OverflowError, &format!("{what} is {problem}")))
}

fn unsigned(vm: &mut Vm, v: Value, what: &str, most: u64) -> Result<u64> {
    let number = match vm.kind_of(v) {
        Kind::Long => vm.bigint(v).unwrap_or_default(),
        _ => num_bigint::BigInt::from(vm.argument_i64(v)?),
    };
    if number.bits() > 64 {
        let message = if number.sign() == num_bigint::Sign::Minus {
            "can't convert negative value to unsigned long"
        } else {
            "long int too large to convert"
        };
        return Err(vm.raise(Error::OverflowError, message));
    }
    let n = i128::try_from(number).expect("65 bits fit");
    within(vm, n, 0, most as i128, what)?;
    Ok(n as u64)
}
