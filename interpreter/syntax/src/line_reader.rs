//! Where CPython notices that a file cannot be decoded.
//!
//! It reads a recoded file through the `readline` of Python's `codecs.StreamReader`, which decodes ahead of the line it
//! returns. So an error shows up some lines early, at a position that depends on what was decoded before. This module
//! follows that reader through a file known to have an error, to find the line and the position.

/// How many characters the reader asks for at first.
const FIRST_READ: usize = 72;

/// From here on it asks for no more characters at once.
const LARGEST_READ: usize = 8000;

/// The part of a file before its first error.
pub struct DecodedPart {
    pub characters: Vec<u32>,
    /// Where each character starts, and where the first error does.
    pub offsets: Vec<usize>,
    /// How many bytes it takes to see the error.
    pub bytes_to_error: usize,
}

/// What the reader was doing when it met the error.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    /// The bytes that make up the lines returned before.
    pub returned: usize,
    /// Where the bytes start that it was decoding; positions in the message count from here.
    pub decoding_from: usize,
}

/// Finds where the reader fails in a file of `length` bytes.
pub fn find_failure(part: &DecodedPart, length: usize) -> Failure {
    let mut reader = Reader {
        part,
        length,
        bytes_read: 0,
        decoded: 0,
        returned: 0,
        cached_lines: 0,
    };
    let is_at_end = |reader: &Reader| reader.bytes_read == length && reader.returned == part.characters.len();
    while !is_at_end(&reader) && reader.read_line().is_ok() {}
    Failure {
        returned: part.offsets[reader.returned],
        decoding_from: part.offsets[reader.decoded],
    }
}

/// The reader met the error.
struct MetError;

/// The state of a `StreamReader`. Its buffers hold the characters from `returned` to `decoded`.
struct Reader<'p> {
    part: &'p DecodedPart,
    length: usize,
    bytes_read: usize,
    decoded: usize,
    returned: usize,
    /// The lines in its line buffer, if that is in use.
    cached_lines: usize,
}

impl Reader<'_> {
    /// `readline`
    fn read_line(&mut self) -> Result<(), MetError> {
        if self.cached_lines > 0 {
            self.returned = self.line_end(self.returned, self.decoded);
            self.cached_lines -= 1;
            if self.cached_lines == 1 {
                self.cached_lines = 0;
            }
            return Ok(());
        }
        let mut size = FIRST_READ;
        let mut taken = self.returned;
        loop {
            let before = taken;
            self.read(size, before)?;
            taken = self.decoded.min(before + size);
            if taken > before && self.part.characters[taken - 1] == u32::from('\r') {
                self.read_one(taken)?;
                taken = self.decoded.min(taken + 1);
            }
            let first_end = self.line_end(self.returned, taken);
            let lines = self.count_lines(self.returned, taken);
            if lines > 1 {
                self.returned = first_end;
                self.cached_lines = if lines > 2 { lines - 1 } else { 0 };
                return Ok(());
            }
            let is_whole = taken > self.returned && is_line_break(self.part.characters[taken - 1]);
            if is_whole || taken == before {
                self.returned = taken;
                return Ok(());
            }
            if size < LARGEST_READ {
                size *= 2;
            }
        }
    }

    /// `read(size, firstline=True)` with the characters from `start` on in the buffer.
    fn read(&mut self, size: usize, start: usize) -> Result<(), MetError> {
        while self.decoded - start < size {
            let count = self.read_bytes(size);
            if self.bytes_read < self.part.bytes_to_error {
                self.decode();
            } else {
                // The error is put off if there are lines before it.
                let end = self.part.characters.len();
                if self.count_lines(self.decoded, end) <= 1 {
                    return Err(MetError);
                }
                self.decoded = end;
            }
            if count == 0 {
                break;
            }
        }
        Ok(())
    }

    /// `read(size=1, chars=1)` with the characters from `start` on in the buffer.
    fn read_one(&mut self, start: usize) -> Result<(), MetError> {
        while self.decoded == start {
            let count = self.read_bytes(1);
            if self.bytes_read >= self.part.bytes_to_error {
                return Err(MetError);
            }
            self.decode();
            if count == 0 {
                break;
            }
        }
        Ok(())
    }

    fn read_bytes(&mut self, most: usize) -> usize {
        let count = most.min(self.length - self.bytes_read);
        self.bytes_read += count;
        count
    }

    /// Decodes the whole characters among the bytes read.
    fn decode(&mut self) {
        let ends = &self.part.offsets[1..];
        self.decoded = ends.partition_point(|&end| end <= self.bytes_read);
    }

    /// The end of the line that starts at `start`, or `end`.
    fn line_end(&self, start: usize, end: usize) -> usize {
        let characters = &self.part.characters[start..end];
        let Some(at) = characters.iter().position(|&character| is_line_break(character)) else {
            return end;
        };
        let is_pair = characters[at] == u32::from('\r') && characters.get(at + 1) == Some(&u32::from('\n'));
        start + at + 1 + usize::from(is_pair)
    }

    fn count_lines(&self, start: usize, end: usize) -> usize {
        let mut count = 0;
        let mut at = start;
        while at < end {
            at = self.line_end(at, end);
            count += 1;
        }
        count
    }
}

/// The characters at which `unicode.splitlines` splits.
fn is_line_break(character: u32) -> bool {
    matches!(character, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}
