//! The matcher: runs a program over a text, with an explicit stack of what is still to be tried and of what is to be undone when
//! it goes back there. It recurses only for assertions and items of repetitions, as deep as they are nested in the
//! pattern, never as deep as the text is long.

use super::program::{header, Op, UNLIMITED};
use super::sets::{self, positions, Program};
use super::text::{Needle, Text};
use objspace::native::Result;
use objspace::vm::Vm;

/// No place of the text; no context.
pub const NOWHERE: usize = usize::MAX;
const OUTSIDE: u32 = u32::MAX;

/// So many times the matcher goes back before it looks whether a signal has come.
const PATIENCE: u32 = 1 << 14;

/// Contract of the stack:
/// 1. Every change of marks, contexts and the current context pushes what undoes it.
/// 2. Whoever goes back pops down to a choice and undoes on the way: at a choice all is as it was when it was pushed.
/// 3. A successful assertion or item takes its choices off, and leaves what undoes its changes.
enum Entry {
    // Choices: where to go on.
    Alternative {
        code: u32,
        at: usize,
    },
    /// A repetition gives characters back: go on at `code` from a place in `least..=at`.
    Shorter {
        code: u32,
        least: usize,
        at: usize,
    },
    /// A repetition takes one character more: `code` is the repetition's.
    Longer {
        code: u32,
        count: u32,
        at: usize,
    },
    /// Leave the current repetition; `code` is the Until's.
    Leave {
        code: u32,
        at: usize,
    },
    /// Do the body of the current repetition once more.
    Again {
        at: usize,
    },
    // What to undo.
    Mark {
        mark: u32,
        last_group: u32,
        place: usize,
    },
    Counter {
        context: u32,
        count: u32,
        last: usize,
    },
    Current {
        context: u32,
    },
    NewContext,
}

impl Entry {
    fn is_choice(&self) -> bool {
        use Entry::*;
        matches!(
            self,
            Alternative { .. } | Shorter { .. } | Longer { .. } | Leave { .. } | Again { .. }
        )
    }
}

/// A repetition under way.
struct Context {
    /// Its Repeat operation.
    code: u32,
    /// How often its body has matched; the Until counts up from one less than 0.
    count: u32,
    /// Where the body was last started by choice: twice at one place would be for ever.
    last: usize,
    outer: u32,
}

/// The memory of matchers that are done, for the next ones.
#[derive(Default)]
struct Spare {
    marks: Vec<usize>,
    contexts: Vec<Context>,
    stack: Vec<Entry>,
}

thread_local! {
    static SPARE: std::cell::Cell<Option<Spare>> = const { std::cell::Cell::new(None) };
}

/// Stacks that have grown beyond this are not kept.
const MOST_SPARE: usize = 1 << 12;

pub struct Matcher<'a, T> {
    program: Program<'a>,
    text: T,
    /// Where the text ends for this match.
    end: usize,
    /// Where each group starts and ends.
    pub marks: Vec<usize>,
    /// The group that ended last; 0: none.
    pub last_group: u32,
    contexts: Vec<Context>,
    current: u32,
    stack: Vec<Entry>,
    patience: u32,
    interruptible: bool,
    needle: Option<Needle>,
}

impl<'a, T: Text> Matcher<'a, T> {
    /// `interruptible`: whether other code may run meanwhile (the text stays where it is then).
    pub fn new(program: Program<'a>, text: T, end: usize, groups: usize, interruptible: bool) -> Matcher<'a, T> {
        let spare = SPARE.take().unwrap_or_default();
        let mut marks = spare.marks;
        marks.clear();
        marks.resize(groups * 2, NOWHERE);
        Matcher {
            program,
            text,
            end,
            marks,
            last_group: 0,
            contexts: spare.contexts,
            current: OUTSIDE,
            stack: spare.stack,
            patience: PATIENCE,
            interruptible,
            needle: None,
        }
    }

    pub fn text(&self) -> T {
        self.text
    }

    fn reset(&mut self) {
        self.marks.fill(NOWHERE);
        self.last_group = 0;
        self.contexts.clear();
        self.current = OUTSIDE;
        self.stack.clear();
    }

    /// Matches at `at`: where the match ends. Errors: what a signal handler raises.
    pub fn match_at(&mut self, vm: &mut Vm, at: usize) -> Result<Option<usize>> {
        self.reset();
        self.run(vm, self.program.start(), at)
    }

    /// The first match that starts at `at` or later: where it starts and ends.
    pub fn search(&mut self, vm: &mut Vm, mut at: usize) -> Result<Option<(usize, usize)>> {
        self.reset();
        let words = self.program.words;
        let first = words[header::FIRST] as usize;
        let prefix = words[header::PREFIX_LENGTH] as usize;
        while at <= self.end {
            if prefix > 0 {
                let place = words[header::PREFIX] as usize;
                let needle = self
                    .needle
                    .get_or_insert_with(|| self.text.needle(&words[place..place + prefix]));
                match self.text.find(needle, at, self.end) {
                    Some(found) => at = found,
                    None => return Ok(None),
                }
            } else if first != 0 {
                let set = self.program.set(first);
                while at < self.end && !set.has(self.text.next(at).0) {
                    at = self.text.run(at, self.end, u32::MAX, |c| !set.has(c)).1;
                }
                if at >= self.end {
                    return Ok(None);
                }
            }
            // A match that fails leaves all as it was.
            if let Some(end) = self.run(vm, self.program.start(), at)? {
                return Ok(Some((at, end)));
            }
            if at >= self.end {
                return Ok(None);
            }
            at = self.text.next(at).1;
            self.wait(vm)?;
        }
        Ok(None)
    }

    /// Looks for signals now and then.
    #[inline]
    fn wait(&mut self, vm: &mut Vm) -> Result<()> {
        self.patience -= 1;
        if self.patience == 0 {
            self.patience = PATIENCE;
            if self.interruptible {
                vm.poll()?;
            }
        }
        Ok(())
    }

    /// Runs from `code` until Success: where the match ends. None: it failed, and all is as it was.
    fn run(&mut self, vm: &mut Vm, mut code: usize, mut at: usize) -> Result<Option<usize>> {
        let base = self.stack.len();
        let words = self.program.words;
        loop {
            let op = self.program.op(code);
            let next = match op {
                Op::Success => return Ok(Some(at)),
                Op::Failure => None,
                Op::Any
                | Op::AnyAll
                | Op::Literal
                | Op::NotLiteral
                | Op::LiteralIgnore
                | Op::NotLiteralIgnore
                | Op::In
                | Op::InIgnore
                | Op::Category => self.single(code, at).map(|at| (code + 2, at)),
                Op::At => self.is_at(words[code + 1], at).then_some((code + 2, at)),
                Op::Mark => {
                    self.mark(words[code + 1], at);
                    Some((code + 2, at))
                }
                Op::Group | Op::GroupIgnore => self
                    .group_again(words[code + 1] as usize, at, op == Op::GroupIgnore)
                    .map(|at| (code + 2, at)),
                Op::GroupExists => {
                    let group = words[code + 1] as usize * 2;
                    let is = self.marks[group] != NOWHERE && self.marks[group + 1] != NOWHERE;
                    Some((if is { code + 3 } else { words[code + 2] as usize }, at))
                }
                Op::Branch => self.alternative(code + 1, at),
                Op::Jump => Some((words[code + 1] as usize, at)),
                Op::RepeatOne => {
                    let (least, most) = (words[code + 1], words[code + 2]);
                    let (count, near) = self.many(code + 4, at, least);
                    if count < least {
                        None
                    } else {
                        let (_, far) = self.many(code + 4, near, rest(most, least));
                        self.shorter(words[code + 3], near, far)
                    }
                }
                Op::RepeatItem => {
                    let (least, most) = (words[code + 1], words[code + 2]);
                    match self.items(vm, code + 4, at, least)? {
                        (count, _) if count < least => None,
                        (_, near) => {
                            let (_, far) = self.items(vm, code + 4, near, rest(most, least))?;
                            self.shorter(words[code + 3], near, far)
                        }
                    }
                }
                Op::MinRepeatOne | Op::MinRepeatItem => {
                    let least = words[code + 1];
                    let (count, near) = match op {
                        Op::MinRepeatOne => self.many(code + 4, at, least),
                        _ => self.items(vm, code + 4, at, least)?,
                    };
                    if count < least {
                        None
                    } else {
                        self.stack.push(Entry::Longer {
                            code: code as u32,
                            count,
                            at: near,
                        });
                        Some((words[code + 3] as usize, near))
                    }
                }
                Op::Repeat => {
                    self.contexts.push(Context {
                        code: code as u32,
                        count: u32::MAX,
                        last: NOWHERE,
                        outer: self.current,
                    });
                    self.stack.push(Entry::NewContext);
                    self.make_current(self.contexts.len() as u32 - 1);
                    Some((words[code + 3] as usize, at))
                }
                Op::MaxUntil => Some(self.max_until(code, at)),
                Op::MinUntil => Some(self.min_until(code, at)),
                Op::Assert => match self.text.back(at, words[code + 1] as usize) {
                    Some(start) => self.part(vm, code + 3, start)?.map(|_| (words[code + 2] as usize, at)),
                    None => None,
                },
                Op::AssertNot => {
                    let matched = match self.text.back(at, words[code + 1] as usize) {
                        Some(start) => {
                            let here = self.stack.len();
                            let matched = self.part(vm, code + 3, start)?.is_some();
                            self.undo_to(here);
                            matched
                        }
                        None => false,
                    };
                    (!matched).then_some((words[code + 2] as usize, at))
                }
            };
            (code, at) = match next {
                Some(next) => next,
                None => match self.go_back(vm, base)? {
                    Some(next) => next,
                    None => return Ok(None),
                },
            };
        }
    }

    /// One character by the operation at `code`: the next place.
    #[inline]
    fn single(&self, code: usize, at: usize) -> Option<usize> {
        if at >= self.end {
            return None;
        }
        let (character, next) = self.text.next(at);
        let accepted = self
            .program
            .accepts(self.program.op(code), self.program.words[code + 1], character);
        accepted.then_some(next)
    }

    /// As many characters as there are, up to `most`, by the operation at `code`: how many, and the place after.
    fn many(&self, code: usize, at: usize, most: u32) -> (u32, usize) {
        let program = self.program;
        let operand = program.words[code + 1];
        match program.op(code) {
            Op::In => {
                let set = program.set(operand as usize);
                self.run_of(at, most, |c| set.has(c))
            }
            Op::Any => self.run_of(at, most, |c| c != 10),
            Op::AnyAll => self.run_of(at, most, |_| true),
            Op::Literal => self.run_of(at, most, |c| c == operand),
            Op::NotLiteral => self.run_of(at, most, |c| c != operand),
            op => self.run_of(at, most, |c| program.accepts(op, operand, c)),
        }
    }

    #[inline]
    fn run_of(&self, at: usize, most: u32, accepts: impl Fn(u32) -> bool) -> (u32, usize) {
        if at >= self.end {
            return (0, at);
        }
        self.text.run(at, self.end, most, accepts)
    }

    /// As `many`, of items of any form.
    fn items(&mut self, vm: &mut Vm, code: usize, mut at: usize, most: u32) -> Result<(u32, usize)> {
        let mut count = 0;
        while count < most && at < self.end {
            match self.part(vm, code, at)? {
                Some(next) if next != at => at = next,
                _ => break,
            }
            count += 1;
        }
        Ok((count, at))
    }

    /// Goes on at `code` from the last fit place in `least..=at`, and remembers that earlier ones may be tried.
    fn shorter(&mut self, code: u32, least: usize, at: usize) -> Option<(usize, usize)> {
        let words = self.program.words;
        let at = match self.program.op(code as usize) {
            // The first one that fits is taken: nobody comes back.
            Op::Success => return Some((code as usize, at)),
            Op::Literal => self.text.find_last(words[code as usize + 1], least, at, self.end)?,
            _ => at,
        };
        if at > least {
            let at = self.text.previous(at).1;
            self.stack.push(Entry::Shorter { code, least, at });
        }
        Some((code as usize, at))
    }

    /// Goes on at the first alternative listed from `place` on whose first character fits; the rest remains to be tried.
    fn alternative(&mut self, mut place: usize, at: usize) -> Option<(usize, usize)> {
        let words = self.program.words;
        loop {
            let start = words[place] as usize;
            if start == 0 {
                return None;
            }
            place += 1;
            if matches!(self.program.op(start), Op::Literal | Op::In) && self.single(start, at).is_none() {
                continue;
            }
            if words[place] != 0 {
                self.stack.push(Entry::Alternative { code: place as u32, at });
            }
            return Some((start, at));
        }
    }

    #[inline]
    fn mark(&mut self, mark: u32, at: usize) {
        self.stack.push(Entry::Mark {
            mark,
            last_group: self.last_group,
            place: self.marks[mark as usize],
        });
        self.marks[mark as usize] = at;
        if mark & 1 == 1 {
            self.last_group = mark / 2 + 1;
        }
    }

    fn make_current(&mut self, context: u32) {
        self.stack.push(Entry::Current { context: self.current });
        self.current = context;
    }

    /// Counts the current repetition's body as matched so often, started again at `last`.
    fn count(&mut self, count: u32, last: usize) {
        let context = &mut self.contexts[self.current as usize];
        self.stack.push(Entry::Counter {
            context: self.current,
            count: context.count,
            last: context.last,
        });
        context.count = count;
        context.last = last;
    }

    /// The current repetition: its body, how often it has matched by now, its limits, where it was started last.
    fn repetition(&self) -> (usize, u32, u32, u32, usize) {
        let context = &self.contexts[self.current as usize];
        let code = context.code as usize;
        let words = self.program.words;
        (
            code + 4,
            context.count.wrapping_add(1),
            words[code + 1],
            words[code + 2],
            context.last,
        )
    }

    fn leave(&mut self, code: usize, at: usize) -> (usize, usize) {
        self.make_current(self.contexts[self.current as usize].outer);
        (code + 1, at)
    }

    fn max_until(&mut self, code: usize, at: usize) -> (usize, usize) {
        let (body, count, least, most, last) = self.repetition();
        if count < least {
            self.count(count, last);
            return (body, at);
        }
        if (count < most || most == UNLIMITED) && at != last {
            self.stack.push(Entry::Leave { code: code as u32, at });
            self.count(count, at);
            return (body, at);
        }
        self.leave(code, at)
    }

    fn min_until(&mut self, code: usize, at: usize) -> (usize, usize) {
        let (body, count, least, _, last) = self.repetition();
        if count < least {
            self.count(count, last);
            return (body, at);
        }
        self.stack.push(Entry::Again { at });
        self.leave(code, at)
    }

    /// Takes off what was pushed since, down to a choice; where that goes on. None: there was none above `base`.
    fn go_back(&mut self, vm: &mut Vm, base: usize) -> Result<Option<(usize, usize)>> {
        self.wait(vm)?;
        let words = self.program.words;
        while self.stack.len() > base {
            let next = match self.stack.pop().expect("the stack is higher than its base") {
                Entry::Alternative { code, at } => self.alternative(code as usize, at),
                Entry::Shorter { code, least, at } => self.shorter(code, least, at),
                Entry::Longer { code, count, at } => {
                    let code = code as usize;
                    let most = words[code + 2];
                    let once = match self.program.op(code) {
                        _ if count >= most && most != UNLIMITED => None,
                        Op::MinRepeatOne => self.single(code + 4, at),
                        _ if at >= self.end => None,
                        _ => self.part(vm, code + 4, at)?,
                    };
                    once.map(|at| {
                        self.stack.push(Entry::Longer {
                            code: code as u32,
                            count: count.saturating_add(1),
                            at,
                        });
                        (words[code + 3] as usize, at)
                    })
                }
                Entry::Leave { code, at } => Some(self.leave(code as usize, at)),
                Entry::Again { at } => {
                    let (body, count, _, most, last) = self.repetition();
                    if count >= most && most != UNLIMITED || at == last {
                        None
                    } else {
                        self.count(count, at);
                        Some((body, at))
                    }
                }
                undo => {
                    self.undo(undo);
                    None
                }
            };
            if next.is_some() {
                return Ok(next);
            }
        }
        Ok(None)
    }

    fn undo(&mut self, entry: Entry) {
        match entry {
            Entry::Mark {
                mark,
                last_group,
                place,
            } => {
                self.marks[mark as usize] = place;
                self.last_group = last_group;
            }
            Entry::Counter { context, count, last } => {
                let context = &mut self.contexts[context as usize];
                context.count = count;
                context.last = last;
            }
            Entry::Current { context } => self.current = context,
            Entry::NewContext => {
                self.contexts.pop();
            }
            _ => {}
        }
    }

    /// Takes off all that was pushed above a height.
    fn undo_to(&mut self, height: usize) {
        while self.stack.len() > height {
            let entry = self.stack.pop().expect("the stack is higher");
            self.undo(entry);
        }
    }

    /// Runs a part of the pattern, which ends by Success (contract 3).
    fn part(&mut self, vm: &mut Vm, code: usize, at: usize) -> Result<Option<usize>> {
        let base = self.stack.len();
        let matched = self.run(vm, code, at)?;
        let mut kept = base;
        for i in base..self.stack.len() {
            if !self.stack[i].is_choice() {
                self.stack.swap(kept, i);
                kept += 1;
            }
        }
        self.stack.truncate(kept);
        Ok(matched)
    }

    fn is_at(&self, position: u32, at: usize) -> bool {
        match position {
            positions::BEGINNING | positions::BEGINNING_STRING => at == 0,
            positions::BEGINNING_LINE => at == 0 || self.text.previous(at).0 == 10,
            positions::END => at == self.end || at < self.end && self.text.next(at) == (10, self.end),
            positions::END_LINE => at == self.end || at < self.end && self.text.next(at).0 == 10,
            positions::END_STRING => at == self.end,
            _ => {
                if self.end == 0 {
                    return false;
                }
                let before = at > 0 && sets::is_of_word(position, self.text.previous(at).0);
                let after = at < self.end && sets::is_of_word(position, self.text.next(at).0);
                let boundary = matches!(
                    position,
                    positions::BOUNDARY | positions::LOCALE_BOUNDARY | positions::UNICODE_BOUNDARY
                );
                (before != after) == boundary
            }
        }
    }

    /// The text of a group once more: the place after.
    fn group_again(&self, group: usize, at: usize, ignore: bool) -> Option<usize> {
        let (start, end) = (self.marks[group * 2], self.marks[group * 2 + 1]);
        if start == NOWHERE || end == NOWHERE || end < start {
            return None;
        }
        if !ignore {
            return self
                .text
                .repeats(start, end, at, self.end)
                .then_some(at + (end - start));
        }
        let case = self.program.case;
        let (mut own, mut at) = (start, at);
        while own < end {
            if at >= self.end {
                return None;
            }
            let ((a, own_next), (b, next)) = (self.text.next(own), self.text.next(at));
            if case.lower(a) != case.lower(b) {
                return None;
            }
            (own, at) = (own_next, next);
        }
        Some(at)
    }
}

impl<T> Drop for Matcher<'_, T> {
    fn drop(&mut self) {
        use std::mem::take;
        let spare = Spare {
            marks: take(&mut self.marks),
            contexts: take(&mut self.contexts),
            stack: take(&mut self.stack),
        };
        if spare.stack.capacity() + spare.contexts.capacity() + spare.marks.capacity() <= MOST_SPARE {
            SPARE.set(Some(spare));
        }
    }
}

fn rest(most: u32, least: u32) -> u32 {
    if most == UNLIMITED {
        UNLIMITED
    } else {
        most - least
    }
}
