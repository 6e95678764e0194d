//! The encodings of `binascii` that make lines of mail: uuencode, quoted-printable, and BinHex with its run lengths.

use super::binascii::{data_of, fail, DIGITS};
use objspace::native::Result;
use objspace::value::Value;
use objspace::vm::Vm;

/// Six bits at a time, first the high ones; the last group is filled with zeros.
fn six_bits(data: &[u8]) -> impl Iterator<Item = u8> + '_ {
    (0..(data.len() * 8).div_ceil(6)).map(|i| {
        let (at, shift) = (i * 6 / 8, i * 6 % 8);
        let two = (data[at] as u16) << 8 | data.get(at + 1).copied().unwrap_or(0) as u16;
        (two >> (10 - shift)) as u8 & 63
    })
}

pub fn to_uu(vm: &mut Vm, arguments: &[Value]) -> Result {
    let data = data_of(vm, arguments[0], "b2a_uu")?;
    if data.len() > 45 {
        return Err(fail(vm, "Error", "At most 45 bytes at once"));
    }
    let mut padded = data.to_vec();
    padded.resize(data.len().div_ceil(3) * 3, 0);
    let mut line = vec![b' ' + data.len() as u8];
    line.extend(six_bits(&padded).map(|six| b' ' + six));
    line.push(b'\n');
    Ok(vm.str(&line))
}

pub fn from_uu(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = data_of(vm, arguments[0], "a2b_uu")?;
    // An empty line counts as one of a zero byte.
    let length = (text.first().copied().unwrap_or(0).wrapping_sub(b' ') & 63) as usize;
    let mut rest = text.get(1..).unwrap_or(&[]).iter();
    let (mut data, mut bits, mut held) = (Vec::with_capacity(length), 0u32, 0);
    while data.len() < length {
        let six = match rest.next() {
            // Trailing spaces may have been lost on the way.
            None | Some(b'\n' | b'\r') => 0,
            Some(&c @ b' '..=b'`') => (c - b' ') & 63,
            Some(_) => return Err(fail(vm, "Error", "Illegal char")),
        };
        bits = bits << 6 | six as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            data.push((bits >> held) as u8);
        }
    }
    if rest.any(|c| !matches!(c, b' ' | b'`' | b'\n' | b'\r')) {
        return Err(fail(vm, "Error", "Trailing garbage"));
    }
    Ok(vm.str(&data))
}

/// The longest line, the `=` of a soft break included.
const LINE: usize = 76;

fn flag(vm: &mut Vm, v: Value, default: bool) -> Result<bool> {
    match v.bound() {
        Some(v) => Ok(vm.argument_i64(v)? != 0),
        None => Ok(default),
    }
}

fn push_quoted(out: &mut Vec<u8>, byte: u8) {
    let digit = |d: u8| DIGITS[d as usize].to_ascii_uppercase();
    out.extend([b'=', digit(byte >> 4), digit(byte & 15)]);
}

pub fn to_quoted(vm: &mut Vm, arguments: &[Value]) -> Result {
    let data = data_of(vm, arguments[0], "")?;
    let quote_tabs = flag(vm, arguments[1], false)?;
    let is_text = flag(vm, arguments[2], true)?;
    let header = flag(vm, arguments[3], false)?;
    // Lines end as the first one does.
    let first = memchr::memchr(b'\n', data);
    let end: &[u8] = match first {
        Some(i) if i > 0 && data[i - 1] == b'\r' => b"\r\n",
        _ => b"\n",
    };
    let (mut out, mut i, mut column) = (Vec::with_capacity(data.len()), 0, 0);
    while let Some(&c) = data.get(i) {
        let next = data.get(i + 1).copied();
        let quoted = match c {
            b'=' | 127.. => true,
            b'_' => header,
            b'.' => column == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0)),
            b'\r' | b'\n' => !is_text,
            b'\t' | b' ' => quote_tabs || next.is_none(),
            _ => c < b' ',
        };
        if quoted {
            if column + 3 >= LINE {
                out.push(b'=');
                out.extend_from_slice(end);
                column = 0;
            }
            push_quoted(&mut out, c);
            column += 3;
            i += 1;
        } else if is_text && (c == b'\n' || (c == b'\r' && next == Some(b'\n'))) {
            if let Some(&blank @ (b' ' | b'\t')) = out.last() {
                out.pop();
                push_quoted(&mut out, blank);
            }
            out.extend_from_slice(end);
            column = 0;
            i += if c == b'\r' { 2 } else { 1 };
        } else {
            if next.is_some_and(|next| next != b'\n') && column + 1 >= LINE {
                out.push(b'=');
                out.extend_from_slice(end);
                column = 0;
            }
            out.push(if header && c == b' ' { b'_' } else { c });
            column += 1;
            i += 1;
        }
    }
    Ok(vm.str(&out))
}

pub fn from_quoted(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = data_of(vm, arguments[0], "")?;
    let header = flag(vm, arguments[1], false)?;
    let digit = |c: Option<&u8>| c.and_then(|&c| (c as char).to_digit(16));
    let (mut out, mut i) = (Vec::with_capacity(text.len()), 0);
    while let Some(&c) = text.get(i) {
        i += 1;
        match c {
            b'=' => match text.get(i) {
                None => break,
                // A soft break: up to the end of the line.
                Some(b'\n' | b'\r') => {
                    i = memchr::memchr(b'\n', &text[i..]).map_or(text.len(), |n| i + n + 1);
                }
                // Old encoders wrote an equals sign so.
                Some(b'=') => {
                    out.push(b'=');
                    i += 1;
                }
                high => match (digit(high), digit(text.get(i + 1))) {
                    (Some(high), Some(low)) => {
                        out.push((high << 4 | low) as u8);
                        i += 2;
                    }
                    _ => out.push(b'='),
                },
            },
            b'_' if header => out.push(b' '),
            c => out.push(c),
        }
    }
    Ok(vm.str(&out))
}

const BINHEX: &[u8; 64] = b"!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr";

pub fn to_binhex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let data = data_of(vm, arguments[0], "b2a_hqx")?;
    let text: Vec<u8> = six_bits(data).map(|six| BINHEX[six as usize]).collect();
    Ok(vm.str(&text))
}

pub fn from_binhex(vm: &mut Vm, arguments: &[Value]) -> Result {
    let text = data_of(vm, arguments[0], "a2b_hqx")?;
    let (mut data, mut bits, mut held, mut done) = (Vec::new(), 0u32, 0, false);
    for &c in text {
        let six = match c {
            b'\n' | b'\r' => continue,
            b':' => {
                done = true;
                break;
            }
            c => match BINHEX.iter().position(|&d| d == c) {
                Some(six) => six as u32,
                None => return Err(fail(vm, "Error", "Illegal char")),
            },
        };
        bits = bits << 6 | six;
        held += 6;
        if held >= 8 {
            held -= 8;
            data.push((bits >> held) as u8);
        }
    }
    if held > 0 && !done {
        return Err(fail(vm, "Incomplete", "String has incomplete number of bytes"));
    }
    let data = vm.str(&data);
    Ok(vm.tuple(&[data, Value::integer(done as i64)]))
}

/// Marks a run: the byte before it stands so often as the byte behind it says. Itself it is followed by a zero.
const RUN: u8 = 0x90;

pub fn to_runs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let data = data_of(vm, arguments[0], "rlecode_hqx")?;
    let (mut out, mut i) = (Vec::with_capacity(data.len()), 0);
    while let Some(&c) = data.get(i) {
        if c == RUN {
            out.extend([RUN, 0]);
            i += 1;
            continue;
        }
        let count = data[i..].iter().take(255).take_while(|&&d| d == c).count();
        if count > 3 {
            out.extend([c, RUN, count as u8]);
            i += count;
        } else {
            out.push(c);
            i += 1;
        }
    }
    Ok(vm.str(&out))
}

pub fn from_runs(vm: &mut Vm, arguments: &[Value]) -> Result {
    let data = data_of(vm, arguments[0], "rledecode_hqx")?;
    let (mut out, mut rest) = (Vec::new(), data.iter());
    while let Some(&c) = rest.next() {
        if c != RUN {
            out.push(c);
            continue;
        }
        match (rest.next(), out.last().copied()) {
            (None, _) => return Err(fail(vm, "Incomplete", "")),
            (Some(0), _) => out.push(RUN),
            (Some(_), None) => return Err(fail(vm, "Error", "Orphaned RLE code at start")),
            (Some(&count), Some(last)) => out.resize(out.len() + count as usize - 1, last),
        }
    }
    Ok(vm.str(&out))
}

/// The checksum of BinHex: CRC-16 of polynomial 0x1021.
pub fn crc_16(vm: &mut Vm, arguments: &[Value]) -> Result {
    let data = data_of(vm, arguments[0], "crc_hqx")?;
    let start = vm.argument_i64(arguments[1])? as u16;
    let crc = data.iter().fold(start, |crc, &byte| {
        (0..8).fold(crc ^ (byte as u16) << 8, |crc, _| {
            crc << 1 ^ if crc & 0x8000 != 0 { 0x1021 } else { 0 }
        })
    });
    Ok(Value::integer(crc as i64))
}
