//! The text that is matched, in the form in which it lies in memory. Places are offsets in that form.

use objspace::code_points;

pub trait Text: Copy {
    /// The character at a place before the end, and the next place.
    fn next(self, at: usize) -> (u32, usize);

    /// How many characters from `at` on are accepted, up to `most` and `end`, and the place after them.
    #[inline]
    fn run(self, mut at: usize, end: usize, most: u32, accepts: impl Fn(u32) -> bool) -> (u32, usize) {
        let mut count = 0;
        while at < end && count < most {
            let (character, next) = self.next(at);
            if !accepts(character) {
                break;
            }
            at = next;
            count += 1;
        }
        (count, at)
    }

    /// The character before a place, and where it starts.
    fn previous(self, at: usize) -> (u32, usize);

    /// The place so many characters before; None: there are fewer.
    fn back(self, at: usize, count: usize) -> Option<usize>;

    /// How many characters lie between two places.
    fn count(self, from: usize, to: usize) -> usize;

    /// Whether the text at `at` (up to `end`) starts with that at `from..to`.
    fn repeats(self, from: usize, to: usize, at: usize, end: usize) -> bool;

    /// The last place in `least..=at` with this character, before `end`.
    fn find_last(self, character: u32, least: usize, at: usize, end: usize) -> Option<usize>;

    /// What finds these characters; not empty.
    fn needle(self, characters: &[u32]) -> Needle;

    /// The first place from `from` on where the needle lies before `end`.
    fn find(self, needle: &Needle, from: usize, end: usize) -> Option<usize>;
}

pub enum Needle {
    Byte(u8),
    Bytes(ByteNeedle),
    Words(Vec<u32>),
    /// Characters that the text cannot have.
    Nowhere,
}

/// Several bytes that are looked for, by the first one as long as that is good enough.
pub struct ByteNeedle {
    bytes: Vec<u8>,
    finder: std::cell::OnceCell<Box<memchr::memmem::Finder<'static>>>,
}

/// So many places with the first byte alone are looked at before it is worth while to make a finder.
const FIRST_BYTES: usize = 16;

impl ByteNeedle {
    fn find(&self, text: &[u8]) -> Option<usize> {
        let mut from = 0;
        if self.finder.get().is_none() {
            for _ in 0..FIRST_BYTES {
                let at = from + memchr::memchr(self.bytes[0], &text[from..])?;
                if text[at..].starts_with(&self.bytes) {
                    return Some(at);
                }
                from = at + 1;
            }
        }
        let new = || Box::new(memchr::memmem::Finder::new(&self.bytes).into_owned());
        let found = self.finder.get_or_init(new).find(&text[from..])?;
        Some(from + found)
    }
}

/// Characters of one byte each.
#[derive(Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

fn find_bytes(text: &[u8], needle: &Needle, from: usize, end: usize) -> Option<usize> {
    let part = text.get(from..end)?;
    let found = match needle {
        Needle::Byte(byte) => memchr::memchr(*byte, part),
        Needle::Bytes(finder) => finder.find(part),
        Needle::Words(_) | Needle::Nowhere => None,
    };
    found.map(|at| from + at)
}

fn byte_needle(bytes: Vec<u8>) -> Needle {
    match bytes[..] {
        [byte] => Needle::Byte(byte),
        _ => Needle::Bytes(ByteNeedle {
            bytes,
            finder: std::cell::OnceCell::new(),
        }),
    }
}

impl Text for Bytes<'_> {
    #[inline]
    fn next(self, at: usize) -> (u32, usize) {
        (self.0[at] as u32, at + 1)
    }

    #[inline]
    fn run(self, at: usize, end: usize, most: u32, accepts: impl Fn(u32) -> bool) -> (u32, usize) {
        let most = (end - at).min(most as usize);
        let part = &self.0[at..at + most];
        let count = part.iter().position(|&byte| !accepts(byte as u32)).unwrap_or(most);
        (count as u32, at + count)
    }

    #[inline]
    fn previous(self, at: usize) -> (u32, usize) {
        (self.0[at - 1] as u32, at - 1)
    }

    fn back(self, at: usize, count: usize) -> Option<usize> {
        at.checked_sub(count)
    }

    fn count(self, from: usize, to: usize) -> usize {
        to - from
    }

    fn repeats(self, from: usize, to: usize, at: usize, end: usize) -> bool {
        to - from <= end.saturating_sub(at) && self.0[from..to] == self.0[at..at + (to - from)]
    }

    fn find_last(self, character: u32, least: usize, at: usize, end: usize) -> Option<usize> {
        let byte = u8::try_from(character).ok()?;
        let part = &self.0[least..end.min(at + 1).max(least)];
        memchr::memrchr(byte, part).map(|found| least + found)
    }

    fn needle(self, characters: &[u32]) -> Needle {
        let bytes: Result<Vec<u8>, _> = characters.iter().map(|&c| u8::try_from(c)).collect();
        bytes.map_or(Needle::Nowhere, byte_needle)
    }

    fn find(self, needle: &Needle, from: usize, end: usize) -> Option<usize> {
        find_bytes(self.0, needle, from, end)
    }
}

/// Code points in generalised UTF-8.
#[derive(Clone, Copy)]
pub struct Utf8<'a>(pub &'a [u8]);

impl Text for Utf8<'_> {
    #[inline]
    fn next(self, at: usize) -> (u32, usize) {
        code_points::decode_at(self.0, at)
    }

    #[inline]
    fn previous(self, at: usize) -> (u32, usize) {
        code_points::decode_before(self.0, at)
    }

    fn back(self, mut at: usize, count: usize) -> Option<usize> {
        for _ in 0..count {
            if at == 0 {
                return None;
            }
            at = self.previous(at).1;
        }
        Some(at)
    }

    fn count(self, from: usize, to: usize) -> usize {
        code_points::count(&self.0[from..to])
    }

    fn repeats(self, from: usize, to: usize, at: usize, end: usize) -> bool {
        Bytes(self.0).repeats(from, to, at, end)
    }

    fn find_last(self, character: u32, least: usize, mut at: usize, end: usize) -> Option<usize> {
        loop {
            if at < end && self.next(at).0 == character {
                return Some(at);
            }
            if at <= least {
                return None;
            }
            at = self.previous(at).1;
        }
    }

    fn needle(self, characters: &[u32]) -> Needle {
        let mut bytes = Vec::new();
        for &character in characters {
            if character > code_points::MAXIMUM {
                return Needle::Nowhere;
            }
            code_points::push(&mut bytes, character);
        }
        byte_needle(bytes)
    }

    fn find(self, needle: &Needle, from: usize, end: usize) -> Option<usize> {
        find_bytes(self.0, needle, from, end)
    }
}

/// Characters of four bytes each: what an array of such items shows.
#[derive(Clone, Copy)]
pub struct Words<'a>(pub &'a [[u8; 4]]);

impl Text for Words<'_> {
    fn next(self, at: usize) -> (u32, usize) {
        (u32::from_ne_bytes(self.0[at]), at + 1)
    }

    fn previous(self, at: usize) -> (u32, usize) {
        (u32::from_ne_bytes(self.0[at - 1]), at - 1)
    }

    fn back(self, at: usize, count: usize) -> Option<usize> {
        at.checked_sub(count)
    }

    fn count(self, from: usize, to: usize) -> usize {
        to - from
    }

    fn repeats(self, from: usize, to: usize, at: usize, end: usize) -> bool {
        to - from <= end.saturating_sub(at) && self.0[from..to] == self.0[at..at + (to - from)]
    }

    fn find_last(self, character: u32, least: usize, at: usize, end: usize) -> Option<usize> {
        (least..end.min(at + 1)).rev().find(|&i| self.next(i).0 == character)
    }

    fn needle(self, characters: &[u32]) -> Needle {
        Needle::Words(characters.to_vec())
    }

    fn find(self, needle: &Needle, from: usize, end: usize) -> Option<usize> {
        let Needle::Words(characters) = needle else { return None };
        let starts = from..(end + 1).saturating_sub(characters.len());
        starts
            .into_iter()
            .find(|&at| characters.iter().enumerate().all(|(i, &c)| self.next(at + i).0 == c))
    }
}
