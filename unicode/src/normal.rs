//! Decompositions, and the normal forms made of them.

use crate::{at, find, properties, section, u16_at, u24_at, Edition};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

// Hangul syllables are computed: lead, vowel, tail.
pub(crate) const S_BASE: u32 = 0xac00;
pub(crate) const L_BASE: u32 = 0x1100;
const V_BASE: u32 = 0x1161;
const T_BASE: u32 = 0x11a7;
const L_COUNT: u32 = 19;
pub(crate) const V_COUNT: u32 = 21;
pub(crate) const T_COUNT: u32 = 28;
pub(crate) const S_COUNT: u32 = L_COUNT * V_COUNT * T_COUNT;

/// A normal form: whether compatible characters are replaced, and whether the result is composed again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Form {
    pub compatible: bool,
    pub composed: bool,
}

impl Form {
    /// From `NFC`, `NFKC`, `NFD`, `NFKD`.
    pub fn named(name: &[u8]) -> Option<Form> {
        let (compatible, composed) = match name {
            b"NFC" => (false, true),
            b"NFKC" => (true, true),
            b"NFD" => (false, false),
            b"NFKD" => (true, false),
            _ => return None,
        };
        Some(Form { compatible, composed })
    }
}

/// What a character decomposes to, one step: the tag (`<compat>`; empty for a canonical one), and the characters. None: it does not.
/// Hangul syllables are not among them.
pub fn decomposition(edition: Edition, code: u32) -> Option<(&'static str, &'static str)> {
    let entry = find(section(at::DECOMPOSITIONS), 5, code)?;
    if edition == Edition::Old && !properties(edition, code).is_assigned() {
        return None;
    }
    Some(text_at(u16_at(entry, 0), entry))
}

/// The text at `start`, which ends where that of the next entry starts.
fn text_at(start: usize, entry: &'static [u8]) -> (&'static str, &'static str) {
    let list = section(at::DECOMPOSITIONS);
    let texts = section(at::DECOMPOSED);
    let place = entry.as_ptr() as usize - list.as_ptr() as usize;
    let end = if place + 5 < list.len() {
        u16_at(list, place + 5)
    } else {
        texts.len()
    };
    let text = std::str::from_utf8(&texts[start + 1..end]).expect("texts are UTF-8");
    (at::TAGS[texts[start] as usize], text)
}

/// The pairs that compose, and the characters that come second in one.
struct Compositions {
    pairs: HashMap<(u32, u32), u32>,
    seconds: HashSet<u32>,
}

fn compositions() -> &'static Compositions {
    static COMPOSITIONS: OnceLock<Compositions> = OnceLock::new();
    COMPOSITIONS.get_or_init(|| {
        let mut pairs = HashMap::new();
        for entry in section(at::DECOMPOSITIONS).chunks(5) {
            let code = u24_at(entry, 0);
            let ("", text) = text_at(u16_at(entry, 3), &entry[3..]) else {
                continue;
            };
            let mut characters = text.chars().map(u32::from);
            if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
                if find(section(at::EXCLUDED), 3, code).is_none() {
                    pairs.insert((first, second), code);
                }
            }
        }
        let seconds = pairs.keys().map(|&(_, second)| second).collect();
        Compositions { pairs, seconds }
    })
}

/// The class that orders marks; the older edition, too, orders them by the newer classes.
fn class(code: u32) -> u8 {
    properties(Edition::Current, code).combining
}

fn push_decomposed(edition: Edition, compatible: bool, code: u32, out: &mut Vec<u32>) {
    if (S_BASE..S_BASE + S_COUNT).contains(&code) {
        let index = code - S_BASE;
        out.push(L_BASE + index / (V_COUNT * T_COUNT));
        out.push(V_BASE + index / T_COUNT % V_COUNT);
        if !index.is_multiple_of(T_COUNT) {
            out.push(T_BASE + index % T_COUNT);
        }
        return;
    }
    if edition == Edition::Old {
        if let Some(&(_, other)) = at::OLD_CORRECTIONS.iter().find(|(corrected, _)| *corrected == code) {
            return push_decomposed(edition, compatible, other, out);
        }
    }
    match decomposition(edition, code) {
        Some((tag, text)) if tag.is_empty() || compatible => {
            text.chars()
                .for_each(|c| push_decomposed(edition, compatible, c as u32, out));
        }
        _ => out.push(code),
    }
}

/// Sorts each run of marks by their classes.
fn order_marks(text: &mut [u32]) {
    let mut start = 0;
    while start < text.len() {
        if class(text[start]) == 0 {
            start += 1;
            continue;
        }
        let length = text[start..].iter().take_while(|&&code| class(code) != 0).count();
        text[start..start + length].sort_by_key(|&code| class(code));
        start += length;
    }
}

fn compose_pair(first: u32, second: u32) -> Option<u32> {
    if (L_BASE..L_BASE + L_COUNT).contains(&first) && (V_BASE..V_BASE + V_COUNT).contains(&second) {
        return Some(S_BASE + ((first - L_BASE) * V_COUNT + second - V_BASE) * T_COUNT);
    }
    let is_open = (S_BASE..S_BASE + S_COUNT).contains(&first) && (first - S_BASE).is_multiple_of(T_COUNT);
    if is_open && (T_BASE + 1..T_BASE + T_COUNT).contains(&second) {
        return Some(first + second - T_BASE);
    }
    compositions().pairs.get(&(first, second)).copied()
}

fn compose(text: &[u32]) -> Vec<u32> {
    let mut out: Vec<u32> = Vec::with_capacity(text.len());
    // Where the last starter is in `out`, and the class of what came last after it (0: nothing yet).
    let mut starter = None;
    let mut last = 0;
    for &code in text {
        let class = class(code);
        if let Some(place) = starter {
            let adjacent = out.len() == place + 1;
            if adjacent || last < class && last != 0 {
                if let Some(composed) = compose_pair(out[place], code) {
                    out[place] = composed;
                    continue;
                }
            }
        }
        if class == 0 {
            starter = Some(out.len());
        }
        last = class;
        out.push(code);
    }
    out
}

/// Whether a character stands in a normal form wherever it is: nothing changes it, and it changes nothing. (May be false for some
/// that do.)
fn is_inert(form: Form, code: u32) -> bool {
    // Below these there are no marks, and only precomposed letters where text is composed.
    let simple = match (form.composed, form.compatible) {
        (true, false) => 0x300,
        (false, false) => 0xc0,
        _ => 0xa0,
    };
    if code < simple {
        return true;
    }
    if class(code) != 0 || (L_BASE..L_BASE + 0x100).contains(&code) {
        return false;
    }
    if (S_BASE..S_BASE + S_COUNT).contains(&code) {
        return form.composed;
    }
    match decomposition(Edition::Current, code) {
        Some(("", text)) => {
            let composes = || text.chars().nth(1).is_some() && find(section(at::EXCLUDED), 3, code).is_none();
            // Compatible characters may hide in the parts.
            form.composed && !form.compatible && composes()
        }
        Some(_) => !form.compatible,
        None => !form.composed || !compositions().seconds.contains(&code),
    }
}

/// Whether a text is seen at once to be in a normal form (of the current edition).
pub fn is_normal(form: Form, mut text: impl Iterator<Item = u32>) -> bool {
    text.all(|code| is_inert(form, code))
}

/// Text in a normal form.
pub fn normalize(edition: Edition, form: Form, text: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut out = Vec::new();
    text.for_each(|code| push_decomposed(edition, form.compatible, code, &mut out));
    order_marks(&mut out);
    if form.composed {
        return compose(&out);
    }
    out
}
