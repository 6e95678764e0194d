//! Case: of each character one other, however many the whole of Unicode's rules give.

use crate::{at, find, section};

/// Difference `i` (upper, lower, title) added to a code.
fn changed(code: u32, i: usize) -> u32 {
    let Some(entry) = find(section(at::CASES), 4, code) else {
        return code;
    };
    let place = (entry[0] as usize * 3 + i) * 4;
    let bytes = &section(at::CASE_CHANGES)[place..place + 4];
    code.wrapping_add_signed(i32::from_le_bytes(bytes.try_into().expect("four bytes")))
}

pub fn to_upper(code: u32) -> u32 {
    match code {
        0..0x80 => (code as u8).to_ascii_uppercase() as u32,
        _ => changed(code, 0),
    }
}

pub fn to_lower(code: u32) -> u32 {
    match code {
        0..0x80 => (code as u8).to_ascii_lowercase() as u32,
        _ => changed(code, 1),
    }
}

pub fn to_title(code: u32) -> u32 {
    match code {
        0..0x80 => to_upper(code),
        _ => changed(code, 2),
    }
}
