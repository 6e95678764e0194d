//! A pattern on a string: the matcher for the string's form, where it starts, and what it found.

use super::matcher::{Matcher, NOWHERE};
use super::pattern::PatternObject;
use super::text::{Bytes, Text, Utf8, Words};
use objspace::kind::Kind;
use objspace::native::Result;
use objspace::object::Ref;
use objspace::unicode::UnicodeObject;
use objspace::value::Value;
use objspace::vm::Vm;

enum AnyMatcher {
    Bytes(Matcher<'static, Bytes<'static>>),
    Utf8(Matcher<'static, Utf8<'static>>),
    Words(Matcher<'static, Words<'static>>),
}

macro_rules! each {
    ($scan:expr, $matcher:ident => $body:expr) => {
        match &mut $scan.matcher {
            AnyMatcher::Bytes($matcher) => $body,
            AnyMatcher::Utf8($matcher) => $body,
            AnyMatcher::Words($matcher) => $body,
        }
    };
}

pub struct Scan {
    pub pattern: Ref<PatternObject>,
    pub string: Value,
    /// Places are offsets in the string's memory; what programs see are indexes of characters.
    bytes: &'static [u8],
    matcher: AnyMatcher,
    /// The limits of the search, as indexes.
    pub position: usize,
    pub limit: usize,
    /// An index and its offset, from which others are counted.
    known: (usize, usize),
    /// Where the next match may start; one past the end: nowhere.
    pub start: usize,
    pub end: usize,
    /// The last match.
    pub found: (usize, usize),
}

impl Scan {
    /// `position` and `limit` as programs give them. TypeError: no string or buffer.
    pub fn new(vm: &mut Vm, pattern: Ref<PatternObject>, string: Value, position: i64, limit: i64) -> Result<Scan> {
        let clip = |length: usize| {
            let to = |i: i64| (i.max(0) as u64).min(length as u64) as usize;
            (to(position), to(limit))
        };
        let (program, groups) = (pattern.program(), pattern.group_count());
        if vm.kind_of(string) == Kind::Unicode {
            let u = Ref::<UnicodeObject>::of(string);
            let bytes = u.bytes();
            let (position, limit) = clip(u.len());
            let (start, end) = (vm.unicode_offset(u, position), vm.unicode_offset(u, limit));
            let matcher = if u.is_ascii() {
                AnyMatcher::Bytes(Matcher::new(program, Bytes(bytes), end, groups, true))
            } else {
                AnyMatcher::Utf8(Matcher::new(program, Utf8(bytes), end, groups, true))
            };
            return Ok(Scan {
                pattern,
                string,
                bytes,
                matcher,
                position,
                limit,
                known: (position, start),
                start,
                end,
                found: (start, start),
            });
        }
        let Some(view) = vm.buffer_view(string) else {
            return Err(vm.type_error("expected string or buffer"));
        };
        // What can be written to may move when other code runs.
        let (bytes, stays) = (view.slice(), !view.writable);
        let length = match vm.kind_of(string) {
            Kind::Array => vm.len(string)?,
            _ => bytes.len(),
        };
        let (position, limit) = clip(length);
        let matcher = if length == bytes.len() {
            AnyMatcher::Bytes(Matcher::new(program, Bytes(bytes), limit, groups, stays))
        } else if length * 4 == bytes.len() {
            let (words, _) = bytes.as_chunks();
            AnyMatcher::Words(Matcher::new(program, Words(words), limit, groups, stays))
        } else {
            return Err(vm.type_error("buffer size mismatch"));
        };
        Ok(Scan {
            pattern,
            string,
            bytes,
            matcher,
            position,
            limit,
            known: (position, position),
            start: position,
            end: limit,
            found: (position, position),
        })
    }

    /// The next match from `start` on.
    pub fn search(&mut self, vm: &mut Vm) -> Result<bool> {
        let start = self.start;
        if start > self.end {
            return Ok(false);
        }
        match each!(self, matcher => matcher.search(vm, start)?) {
            Some(found) => self.found = found,
            None => return Ok(false),
        }
        Ok(true)
    }

    /// A match at `start`.
    pub fn match_here(&mut self, vm: &mut Vm) -> Result<bool> {
        let start = self.start;
        match each!(self, matcher => matcher.match_at(vm, start)?) {
            Some(end) => self.found = (start, end),
            None => return Ok(false),
        }
        Ok(true)
    }

    /// The place after the last match; one character on if that was empty.
    pub fn advance(&mut self) {
        let (start, end) = self.found;
        self.start = if start != end { end } else { self.after(end) };
    }

    /// The next character's place; past the end: one past it.
    pub fn after(&mut self, at: usize) -> usize {
        if at >= self.end {
            return self.end + 1;
        }
        each!(self, matcher => matcher.text().next(at).1)
    }

    /// Where a group (0: the whole) lies; None: it has not matched.
    pub fn span(&mut self, group: usize) -> Option<(usize, usize)> {
        if group == 0 {
            return Some(self.found);
        }
        let (start, end) = each!(self, matcher => (matcher.marks[group * 2 - 2], matcher.marks[group * 2 - 1]));
        (start != NOWHERE && end != NOWHERE && start <= end).then_some((start, end))
    }

    /// The part of the string between two places.
    pub fn slice(&mut self, vm: &mut Vm, from: usize, to: usize) -> Result {
        let whole = from == 0 && to == self.bytes.len();
        match vm.kind_of(self.string) {
            Kind::Str | Kind::Unicode if whole && vm.is_exact(self.string, vm.kind_of(self.string)) => Ok(self.string),
            Kind::Str => Ok(vm.str(&self.bytes[from..to])),
            Kind::Unicode => Ok(vm.unicode(&self.bytes[from..to])),
            _ => vm.getslice(self.string, Value::integer(from as i64), Value::integer(to as i64)),
        }
    }

    /// The text of a group; `missing`: what stands for one that has not matched.
    pub fn group(&mut self, vm: &mut Vm, group: usize, missing: Value) -> Result {
        match self.span(group) {
            Some((from, to)) => self.slice(vm, from, to),
            None if missing.is_unbound() => self.slice(vm, 0, 0),
            None => Ok(missing),
        }
    }

    /// The index of the character at a place.
    pub fn index(&mut self, at: usize) -> usize {
        let (index, offset) = self.known;
        let index = each!(self, matcher => if at >= offset {
            index + matcher.text().count(offset, at)
        } else {
            index - matcher.text().count(at, offset)
        });
        self.known = (index, at);
        index
    }

    /// The group that ended last; 0: none.
    pub fn last_group(&mut self) -> u32 {
        each!(self, matcher => matcher.last_group)
    }
}
