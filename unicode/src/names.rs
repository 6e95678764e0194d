//! The names of characters. Those of ideographs and Hangul syllables are computed; the others are kept as numbers of words.

use crate::normal::{L_BASE, S_BASE, S_COUNT, T_COUNT, V_COUNT};
use crate::{at, section, u16_at, u24_at};
use std::cmp::Ordering;

const _: () = assert!(L_BASE < S_BASE);

const IDEOGRAPH: &str = "CJK UNIFIED IDEOGRAPH-";
const SYLLABLE: &str = "HANGUL SYLLABLE ";

const LEADS: [&str; 19] = [
    "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H",
];
const VOWELS: [&str; V_COUNT as usize] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU",
    "YI", "I",
];
const TAILS: [&str; T_COUNT as usize] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S",
    "SS", "NG", "J", "C", "K", "T", "P", "H",
];

/// Names from one entry of the table of starts to the next.
const STRIDE: usize = 16;

fn is_ideograph(code: u32) -> bool {
    at::IDEOGRAPHS
        .iter()
        .any(|&(first, last)| (first..=last).contains(&code))
}

/// Runs of codes with names: the first code, how many, and the number of the first one's name.
fn runs() -> impl Iterator<Item = (u32, u32, u32)> {
    let mut number = 0;
    section(at::NAMED).chunks(5).map(move |run| {
        let (first, count) = (u24_at(run, 0), u16_at(run, 3) as u32);
        number += count;
        (first, count, number - count)
    })
}

/// The words of name `number`.
fn words(number: u32) -> impl Iterator<Item = &'static str> {
    let names = section(at::NAMES);
    let number = number as usize;
    let mut place = u24_at(section(at::NAME_STARTS), number / STRIDE * 3) as usize;
    // The second byte of a word number may be the one that ends names.
    let next = move |place: &mut usize| {
        let first = names[*place] as usize;
        *place += 1;
        if first < at::FIRST_OF_TWO {
            return first;
        }
        *place += 1;
        at::FIRST_OF_TWO + (first - at::FIRST_OF_TWO) * 256 + names[*place - 1] as usize
    };
    for _ in 0..number % STRIDE {
        while next(&mut place) != 0 {}
    }
    std::iter::from_fn(move || match next(&mut place) {
        0 => None,
        word => Some(word_text(word - 1)),
    })
}

fn word_text(word: usize) -> &'static str {
    let ends = section(at::WORD_ENDS);
    let start = if word == 0 { 0 } else { u16_at(ends, word * 2 - 2) };
    let text = &section(at::WORDS)[start..u16_at(ends, word * 2)];
    std::str::from_utf8(text).expect("words are ASCII")
}

fn joined(number: u32) -> String {
    let mut name = String::new();
    for word in words(number) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

/// The name of a character (of the current edition). None: it has none.
pub fn name(code: u32) -> Option<String> {
    if (S_BASE..S_BASE + S_COUNT).contains(&code) {
        let index = code - S_BASE;
        let lead = LEADS[(index / (V_COUNT * T_COUNT)) as usize];
        let vowel = VOWELS[(index / T_COUNT % V_COUNT) as usize];
        return Some(format!("{SYLLABLE}{lead}{vowel}{}", TAILS[(index % T_COUNT) as usize]));
    }
    if is_ideograph(code) {
        return Some(format!("{IDEOGRAPH}{code:X}"));
    }
    let (first, _, number) = runs().find(|&(first, count, _)| (first..first + count).contains(&code))?;
    Some(joined(number + code - first))
}

/// The longest part of a syllable's name that `rest` starts with: its number, and what follows.
fn part<'a>(rest: &'a [u8], parts: &[&str]) -> Option<(u32, &'a [u8])> {
    let fitting = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| rest.starts_with(part.as_bytes()));
    let (i, part) = fitting.max_by_key(|(_, part)| part.len())?;
    Some((i as u32, &rest[part.len()..]))
}

fn syllable(rest: &[u8]) -> Option<u32> {
    let (lead, rest) = part(rest, &LEADS)?;
    let (vowel, rest) = part(rest, &VOWELS)?;
    let (tail, rest) = part(rest, &TAILS)?;
    rest.is_empty()
        .then_some(S_BASE + (lead * V_COUNT + vowel) * T_COUNT + tail)
}

fn ideograph(digits: &[u8]) -> Option<u32> {
    let upper = |byte: &u8| matches!(byte, b'0'..=b'9' | b'A'..=b'F');
    if !matches!(digits.len(), 4 | 5) || !digits.iter().all(upper) {
        return None;
    }
    let code = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    is_ideograph(code).then_some(code)
}

/// The character of this name: in either case, computed names in upper case only. No aliases.
pub fn named(name: &[u8]) -> Option<u32> {
    if let Some(rest) = name.strip_prefix(SYLLABLE.as_bytes()) {
        return syllable(rest);
    }
    if let Some(rest) = name.strip_prefix(IDEOGRAPH.as_bytes()) {
        return ideograph(rest);
    }
    let name = name.to_ascii_uppercase();
    let order = section(at::BY_NAME);
    let (mut low, mut high) = (0, order.len() / 2);
    while low < high {
        let middle = (low + high) / 2;
        let number = u16_at(order, middle * 2) as u32;
        match joined(number).as_bytes().cmp(&name) {
            Ordering::Equal => {
                let (first, _, start) = runs().find(|&(_, count, start)| (start..start + count).contains(&number))?;
                return Some(first + number - start);
            }
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back() {
        let mut count = 0;
        for code in 0..0x110000 {
            if let Some(name) = name(code) {
                assert_eq!(named(name.as_bytes()), Some(code), "{name}");
                count += 1;
            }
        }
        assert!(count > 100_000);
        assert_eq!(named(b"space"), Some(0x20));
        assert_eq!(named(b"hangul syllable ga"), None);
        assert_eq!(named(b"CJK UNIFIED IDEOGRAPH-04E00"), Some(0x4e00));
    }
}
