//! Positions of nodes and the table that turns them into lines and columns.

/// The place of a node in the recoded source: a byte offset, mapped to a line and a column by the [`LineTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Position(u32);

/// A string literal over several lines is placed on its last line with column -1: then this bit is set,
/// and the offset is that of the literal's last byte.
const MULTILINE: u32 = 1 << 31;

impl Position {
    /// No place: line 0, column 0.
    pub const NONE: Position = Position(MULTILINE - 1);

    /// The place of a node whose first token starts at `offset`, which is below 2^31 - 1.
    pub fn new(offset: u32) -> Self {
        debug_assert!(offset < MULTILINE - 1);
        Position(offset)
    }

    /// The place of a node whose first token is a string over several lines; `last` is the offset of its last byte.
    pub fn multiline(last: u32) -> Self {
        Position(last | MULTILINE)
    }

    /// The byte offset.
    pub fn offset(self) -> u32 {
        self.0 & !MULTILINE
    }
}

/// Line number (from 1) and column (bytes from 0, or -1: see [`Position`]) as CPython's `lineno` and `col_offset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Location {
    pub line: u32,
    pub column: i32,
}

/// Where each line of the recoded source starts; empty for a tree without a source, whose positions number lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineTable {
    starts: Vec<u32>,
}

impl LineTable {
    /// A table for a tree that has no source: its positions are line numbers (see [`LineTable::numbered_position`]).
    pub fn numbered() -> Self {
        LineTable { starts: Vec::new() }
    }

    /// The position, under a table from [`LineTable::numbered`], of a line; no place if there cannot be such a line.
    pub fn numbered_position(line: i64) -> Position {
        match u32::try_from(line - 1) {
            Ok(offset) if offset < MULTILINE - 1 => Position::new(offset),
            _ => Position::NONE,
        }
    }

    /// The table for a source whose lines end in `\n`.
    pub fn new(source: &[u8]) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', source).map(|end| end as u32 + 1));
        LineTable { starts }
    }

    /// Adds a line that starts where the one before it ends, and ends at `end`: a source that is not read line by line
    /// has lines with newlines in them.
    pub fn push(&mut self, end: usize) {
        self.starts.push(end as u32);
    }

    /// Whether a line starts at an offset.
    pub fn starts_at(&self, offset: usize) -> bool {
        self.starts.binary_search(&(offset as u32)).is_ok()
    }

    /// The line number and column of a position.
    pub fn location(&self, position: Position) -> Location {
        if position == Position::NONE {
            return Location { line: 0, column: 0 };
        }
        let line = self.line(position);
        if self.starts.is_empty() {
            return Location { line, column: 0 };
        }
        let column = if position.0 & MULTILINE != 0 {
            -1
        } else {
            (position.offset() - self.starts[line as usize - 1]) as i32
        };
        Location { line, column }
    }

    /// The line number of a position, from 1.
    pub fn line(&self, position: Position) -> u32 {
        if position == Position::NONE {
            return 0;
        }
        if self.starts.is_empty() {
            return position.offset() + 1;
        }
        self.starts.partition_point(|&start| start <= position.offset()) as u32
    }

    /// The offset at which a line starts; lines count from 1.
    pub fn start(&self, line: u32) -> u32 {
        match self.starts.get(line as usize - 1) {
            Some(&start) => start,
            None => line - 1,
        }
    }

    /// The number of lines, one more than there are newlines.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no source.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}
