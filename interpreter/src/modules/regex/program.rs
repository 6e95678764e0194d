//! What the matcher runs. The code that `sre_compile` makes (described in `sre_constants`) is checked and laid out anew: targets are
//! places in the program instead of distances, each set of characters has a bitmap of its first 256, and what helps
//! a search stands in front.

use super::sets;

macro_rules! operations {
    ($($(#[$documentation:meta])* $name:ident)*) => {
        /// Operations of a program; operands follow as words.
        #[repr(u32)]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Op {
            $($(#[$documentation])* $name,)*
        }

        const OPERATIONS: &[Op] = &[$(Op::$name),*];
    };
}

operations! {
    /// The pattern (or the item of a repetition, or an assertion) has matched.
    Success
    Failure
    // Single characters: each with one operand (0 where it means nothing).
    Any
    AnyAll
    Literal
    NotLiteral
    LiteralIgnore
    NotLiteralIgnore
    /// Operand: where the set is.
    In
    InIgnore
    Category
    /// A position (`At` code).
    At
    /// Mark number.
    Mark
    /// Group number from 0.
    Group
    GroupIgnore
    /// Group number from 0, where to go on if it has not matched.
    GroupExists
    /// Where each alternative starts; 0 ends the list.
    Branch
    Jump
    /// Least, most, where to go on; the single character follows.
    RepeatOne
    MinRepeatOne
    /// The same with an item of any form, ended by Success.
    RepeatItem
    MinRepeatItem
    /// Least, most, where the Until is; the body follows.
    Repeat
    MaxUntil
    MinUntil
    /// How many characters back, where to go on; the pattern follows, ended by Success.
    Assert
    AssertNot
}

use Op::*;

impl Op {
    /// The operation of a word of a program.
    #[inline]
    pub fn of(word: u32) -> Op {
        OPERATIONS[word as usize]
    }

    /// Whether it matches one character.
    pub fn is_single(self) -> bool {
        matches!(
            self,
            Any | AnyAll | Literal | NotLiteral | LiteralIgnore | NotLiteralIgnore | In | InIgnore | Category
        )
    }
}

/// No most number of repetitions.
pub const UNLIMITED: u32 = u32::MAX;

/// Where patterns may be inside each other this deep: checking and matching them recurses.
const DEEPEST: usize = 2000;

/// What stands in front of a program.
pub mod header {
    /// Where the code starts.
    pub const START: usize = 0;
    /// Where the set of characters is with which matches start; 0: any.
    pub const FIRST: usize = 1;
    /// Where the characters are that start every match, and how many.
    pub const PREFIX: usize = 2;
    pub const PREFIX_LENGTH: usize = 3;
    /// 1: the prefix is the whole pattern, which has no groups.
    pub const WHOLE: usize = 4;
    pub const SIZE: usize = 5;
}

/// The numbers of `sre_constants`.
mod code {
    pub const FAILURE: u32 = 0;
    pub const SUCCESS: u32 = 1;
    pub const ANY: u32 = 2;
    pub const ANY_ALL: u32 = 3;
    pub const ASSERT: u32 = 4;
    pub const ASSERT_NOT: u32 = 5;
    pub const AT: u32 = 6;
    pub const BRANCH: u32 = 7;
    pub const CATEGORY: u32 = 9;
    pub const GROUPREF: u32 = 12;
    pub const GROUPREF_EXISTS: u32 = 13;
    pub const GROUPREF_IGNORE: u32 = 14;
    pub const IN: u32 = 15;
    pub const IN_IGNORE: u32 = 16;
    pub const INFO: u32 = 17;
    pub const JUMP: u32 = 18;
    pub const LITERAL: u32 = 19;
    pub const LITERAL_IGNORE: u32 = 20;
    pub const MARK: u32 = 21;
    pub const MAX_UNTIL: u32 = 22;
    pub const MIN_UNTIL: u32 = 23;
    pub const NOT_LITERAL: u32 = 24;
    pub const NOT_LITERAL_IGNORE: u32 = 25;
    pub const REPEAT: u32 = 28;
    pub const REPEAT_ONE: u32 = 29;
    pub const MIN_REPEAT_ONE: u32 = 31;
    pub const INFO_PREFIX: u32 = 1;
    pub const INFO_LITERAL: u32 = 2;
    pub const INFO_CHARSET: u32 = 4;
}

/// The code is none that `sre_compile` makes.
#[derive(Debug)]
pub struct Invalid;

/// The program of a pattern's code with this many groups.
pub fn translate(code: &[u32], groups: usize) -> Result<Vec<u32>, Invalid> {
    let mut translator = Translator {
        code,
        groups,
        out: vec![0; header::SIZE],
        sets: Vec::new(),
        depth: 0,
    };
    if let [code::INFO, ..] = *code {
        translator.info()?;
    }
    translator.out[header::START] = translator.place();
    if translator.sequence(0, code.len())? != End::Success {
        return Err(Invalid);
    }
    translator.finish();
    Ok(translator.out)
}

/// How a piece of code ends.
#[derive(PartialEq, Eq)]
enum End {
    Falls,
    Success,
    /// A jump, to a place in the old code.
    Jump(usize),
}

struct Translator<'a> {
    code: &'a [u32],
    groups: usize,
    out: Vec<u32>,
    /// The sets still to be written, and the operand that is to say where.
    sets: Vec<(usize, Vec<u32>)>,
    depth: usize,
}

impl Translator<'_> {
    fn place(&self) -> u32 {
        self.out.len() as u32
    }

    fn word(&self, at: usize, end: usize) -> Result<u32, Invalid> {
        if at < end {
            Ok(self.code[at])
        } else {
            Err(Invalid)
        }
    }

    fn emit(&mut self, op: Op, operands: &[u32]) {
        self.out.push(op as u32);
        self.out.extend_from_slice(operands);
    }

    /// Where a distance in the word at `at` leads; inside `..=end`.
    fn target(&self, at: usize, end: usize) -> Result<usize, Invalid> {
        let target = at + self.word(at, end)? as usize;
        if target > at && target <= end {
            Ok(target)
        } else {
            Err(Invalid)
        }
    }

    /// Reads what helps a search from the block at the start.
    fn info(&mut self) -> Result<(), Invalid> {
        let all = self.code.len();
        let end = self.target(1, all)?;
        let mask = self.word(2, end)?;
        if mask & code::INFO_PREFIX != 0 {
            let (length, outside) = (self.word(5, end)? as usize, self.word(6, end)? as usize);
            let prefix = self
                .code
                .get(7..7 + length)
                .filter(|_| 7 + length <= end)
                .ok_or(Invalid)?;
            self.out[header::PREFIX] = self.place();
            self.out[header::PREFIX_LENGTH] = length as u32;
            self.out[header::WHOLE] = (mask & code::INFO_LITERAL != 0 && length == outside && self.groups == 0) as u32;
            self.out.extend_from_slice(prefix);
        } else if mask & code::INFO_CHARSET != 0 {
            self.set(5, end, header::FIRST)?;
        }
        Ok(())
    }

    /// A set, whose place becomes the operand at `operand`.
    fn set(&mut self, at: usize, end: usize, operand: usize) -> Result<(), Invalid> {
        let set = self
            .code
            .get(at..end)
            .filter(|set| sets::is_valid(set))
            .ok_or(Invalid)?;
        self.sets.push((operand, set.to_vec()));
        Ok(())
    }

    /// Writes the sets, equal ones once.
    fn finish(&mut self) {
        let mut written: Vec<(Vec<u32>, u32)> = Vec::new();
        for (operand, set) in std::mem::take(&mut self.sets) {
            let place = match written.iter().find(|(other, _)| *other == set) {
                Some(&(_, place)) => place,
                None => {
                    let place = self.place();
                    self.out.extend_from_slice(&sets::bitmap(&set));
                    self.out.extend_from_slice(&set);
                    written.push((set, place));
                    place
                }
            };
            self.out[operand] = place;
        }
    }

    /// The code from `at` to `end`.
    fn sequence(&mut self, at: usize, end: usize) -> Result<End, Invalid> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Invalid);
        }
        let result = self.operations(at, end);
        self.depth -= 1;
        result
    }

    fn operations(&mut self, mut at: usize, end: usize) -> Result<End, Invalid> {
        while at < end {
            let op = self.code[at];
            at += 1;
            match op {
                code::SUCCESS | code::JUMP => {
                    let how = if op == code::SUCCESS {
                        self.emit(Success, &[]);
                        End::Success
                    } else {
                        let target = self.target(at, self.code.len())?;
                        at += 1;
                        End::Jump(target)
                    };
                    return if at == end { Ok(how) } else { Err(Invalid) };
                }
                code::FAILURE => self.emit(Failure, &[]),
                code::ANY => self.emit(Any, &[0]),
                code::ANY_ALL => self.emit(AnyAll, &[0]),
                code::LITERAL | code::NOT_LITERAL | code::LITERAL_IGNORE | code::NOT_LITERAL_IGNORE => {
                    let own = match op {
                        code::LITERAL => Literal,
                        code::NOT_LITERAL => NotLiteral,
                        code::LITERAL_IGNORE => LiteralIgnore,
                        _ => NotLiteralIgnore,
                    };
                    let character = self.word(at, end)?;
                    self.emit(own, &[character]);
                    at += 1;
                }
                code::IN | code::IN_IGNORE => {
                    let after = self.target(at, end)?;
                    self.emit(if op == code::IN { In } else { InIgnore }, &[0]);
                    let operand = self.out.len() - 1;
                    self.set(at + 1, after, operand)?;
                    at = after;
                }
                code::CATEGORY | code::AT => {
                    let number = self.word(at, end)?;
                    let (own, numbers) = if op == code::AT {
                        (At, 12)
                    } else {
                        (Category, sets::CATEGORIES)
                    };
                    if number >= numbers {
                        return Err(Invalid);
                    }
                    self.emit(own, &[number]);
                    at += 1;
                }
                code::MARK => {
                    let mark = self.word(at, end)?;
                    if mark as usize >= self.groups * 2 {
                        return Err(Invalid);
                    }
                    self.emit(Mark, &[mark]);
                    at += 1;
                }
                code::GROUPREF | code::GROUPREF_IGNORE => {
                    let group = self.group(at, end)?;
                    self.emit(if op == code::GROUPREF { Group } else { GroupIgnore }, &[group]);
                    at += 1;
                }
                code::GROUPREF_EXISTS => at = self.conditional(at, end)?,
                code::BRANCH => at = self.branch(at, end)?,
                code::REPEAT_ONE | code::MIN_REPEAT_ONE => at = self.repeat_one(op, at, end)?,
                code::REPEAT => at = self.repeat(at, end)?,
                code::ASSERT | code::ASSERT_NOT => {
                    let after = self.target(at, end)?;
                    let back = self.word(at + 1, after)?;
                    self.emit(if op == code::ASSERT { Assert } else { AssertNot }, &[back, 0]);
                    let operand = self.out.len() - 1;
                    if self.sequence(at + 2, after)? != End::Success {
                        return Err(Invalid);
                    }
                    self.out[operand] = self.place();
                    at = after;
                }
                code::INFO => at = self.target(at, end)?,
                _ => return Err(Invalid),
            }
        }
        Ok(End::Falls)
    }

    fn group(&self, at: usize, end: usize) -> Result<u32, Invalid> {
        let group = self.word(at, end)?;
        if (group as usize) < self.groups {
            Ok(group)
        } else {
            Err(Invalid)
        }
    }

    /// `GROUPREF_EXISTS`; its distance counts from the group's number.
    fn conditional(&mut self, at: usize, end: usize) -> Result<usize, Invalid> {
        let group = self.group(at, end)?;
        let no = at + self.word(at + 1, end)? as usize;
        if no < at + 2 || no > end {
            return Err(Invalid);
        }
        self.emit(GroupExists, &[group, 0]);
        let operand = self.out.len() - 1;
        match self.sequence(at + 2, no)? {
            End::Falls => {
                self.out[operand] = self.place();
                Ok(no)
            }
            End::Jump(after) if after >= no && after <= end => {
                self.emit(Jump, &[0]);
                let jump = self.out.len() - 1;
                self.out[operand] = self.place();
                if self.sequence(no, after)? != End::Falls {
                    return Err(Invalid);
                }
                self.out[jump] = self.place();
                Ok(after)
            }
            _ => Err(Invalid),
        }
    }

    fn branch(&mut self, at: usize, end: usize) -> Result<usize, Invalid> {
        // How many alternatives there are, before any is written.
        let (mut count, mut place) = (0, at);
        while self.word(place, end)? != 0 {
            place = self.target(place, end)?;
            count += 1;
        }
        let after = place + 1;
        self.emit(Branch, &[]);
        let starts = self.out.len();
        self.out.resize(starts + count + 1, 0);
        let mut jumps = Vec::with_capacity(count);
        place = at;
        for number in 0..count {
            let next = self.target(place, end)?;
            self.out[starts + number] = self.place();
            if self.sequence(place + 1, next)? != End::Jump(after) {
                return Err(Invalid);
            }
            self.emit(Jump, &[0]);
            jumps.push(self.out.len() - 1);
            place = next;
        }
        for jump in jumps {
            self.out[jump] = self.place();
        }
        Ok(after)
    }

    fn limits(&self, at: usize, end: usize) -> Result<(u32, u32), Invalid> {
        let (least, most) = (self.word(at, end)?, self.word(at + 1, end)?);
        if least <= most {
            Ok((least, most))
        } else {
            Err(Invalid)
        }
    }

    fn repeat_one(&mut self, op: u32, at: usize, end: usize) -> Result<usize, Invalid> {
        let after = self.target(at, end)?;
        let (least, most) = self.limits(at + 1, after)?;
        self.emit(RepeatOne, &[least, most, 0]);
        let operand = self.out.len() - 1;
        let item = self.out.len();
        if self.sequence(at + 3, after)? != End::Success {
            return Err(Invalid);
        }
        let single = self.out.len() == item + 3 && Op::of(self.out[item]).is_single();
        self.out[operand - 3] = match (op == code::REPEAT_ONE, single) {
            (true, true) => RepeatOne,
            (false, true) => MinRepeatOne,
            (true, false) => RepeatItem,
            (false, false) => MinRepeatItem,
        } as u32;
        self.out[operand] = self.place();
        Ok(after)
    }

    fn repeat(&mut self, at: usize, end: usize) -> Result<usize, Invalid> {
        let until = self.target(at, end)?;
        let (least, most) = self.limits(at + 1, until)?;
        self.emit(Repeat, &[least, most, 0]);
        let operand = self.out.len() - 1;
        if self.sequence(at + 3, until)? != End::Falls {
            return Err(Invalid);
        }
        self.out[operand] = self.place();
        match self.word(until, end)? {
            code::MAX_UNTIL => self.emit(MaxUntil, &[]),
            code::MIN_UNTIL => self.emit(MinUntil, &[]),
            _ => return Err(Invalid),
        }
        Ok(until + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_gets_places() {
        // a|bc
        let code = [7, 5, 19, 97, 18, 9, 7, 19, 98, 19, 99, 18, 2, 0, 1];
        let program = translate(&code, 0).unwrap();
        let start = program[header::START] as usize;
        assert_eq!(Op::of(program[start]), Branch);
        assert_eq!(program[start + 3], 0);
        let second = program[start + 2] as usize;
        assert_eq!(&program[second..second + 4], &[Literal as u32, 98, Literal as u32, 99]);
    }

    #[test]
    fn damaged_code_is_refused() {
        let code = [7, 5, 19, 97, 18, 9, 7, 19, 98, 19, 99, 18, 2, 0, 1];
        assert!(translate(&code[..14], 0).is_err());
        for at in 0..code.len() {
            for word in [0, 1, 3, 7, 18, 29, 200, u32::MAX] {
                let mut other = code;
                other[at] = word;
                // It is refused or it is a program; never a panic.
                let _ = translate(&other, 0);
            }
        }
        assert!(translate(&[21, 2, 1], 1).is_err());
        assert!(translate(&[], 0).is_err());
    }
}
