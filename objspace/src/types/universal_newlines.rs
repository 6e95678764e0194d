//! Universal newlines of a file: `\r`, `\r\n` and `\n` are read as `\n`. What the program's position is in the file itself, and which
//! kinds of line ends it has come past, is told from the bytes as they were read.

/// Kinds of line ends, as bits.
pub const RETURN: u8 = 1;
pub const NEWLINE: u8 = 2;
pub const BOTH: u8 = 4;

/// The bytes that a file's buffer was translated from.
#[derive(Default)]
pub struct UniversalNewlines {
    raw: Vec<u8>,
    /// A carriage return stands before the first of them.
    after_return: bool,
    /// A carriage return is the last of all bytes read: a newline that follows belongs to it.
    pending: bool,
    /// The kinds of line ends before the first of them.
    seen: u8,
}

impl UniversalNewlines {
    /// Appends what bytes read from the file are to the program.
    pub fn translate(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.raw.extend_from_slice(bytes);
        for &byte in bytes {
            match byte {
                b'\n' if self.pending => self.pending = false,
                b'\r' => {
                    out.push(b'\n');
                    self.pending = true;
                }
                _ => {
                    out.push(byte);
                    self.pending = false;
                }
            }
        }
    }

    /// How many of the bytes make the first `count` characters that the program sees: the offset, whether a carriage return whose
    /// newline may still come ends them, and the kinds of line ends so far.
    fn measure(&self, count: usize) -> (usize, bool, u8) {
        let (mut taken, mut at, mut after, mut seen) = (0, 0, self.after_return, self.seen);
        while at < self.raw.len() {
            let byte = self.raw[at];
            if after && byte == b'\n' {
                seen |= BOTH;
                after = false;
                at += 1;
                continue;
            }
            if taken == count {
                break;
            }
            if after {
                seen |= RETURN;
            }
            if byte == b'\n' {
                seen |= NEWLINE;
            }
            after = byte == b'\r';
            taken += 1;
            at += 1;
        }
        (at, after, seen)
    }

    /// The program has taken the first `count` characters and will not come back to them.
    pub fn drop_taken(&mut self, count: usize) {
        let (at, after, seen) = self.measure(count);
        self.raw.drain(..at);
        self.after_return = after;
        self.seen = seen;
    }

    /// Bytes of the file that lie after the first `count` characters.
    pub fn ahead(&self, count: usize) -> usize {
        self.raw.len() - self.measure(count).0
    }

    /// Forgets what lies after the first `count` characters: the file is read from there again.
    pub fn give_back(&mut self, count: usize) {
        self.drop_taken(count);
        self.raw.clear();
        self.pending = self.after_return;
    }

    /// The file's position has been set: what comes next belongs to no carriage return.
    pub fn moved(&mut self) {
        self.after_return = false;
        self.pending = false;
    }

    /// The kinds of line ends among the first `count` characters; at the end of the file a carriage return stands for itself.
    pub fn seen(&self, count: usize, at_end: bool) -> u8 {
        let (_, after, seen) = self.measure(count);
        seen | if after && at_end { RETURN } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_and_kinds_are_those_of_the_file() {
        let mut newlines = UniversalNewlines::default();
        let mut out = Vec::new();
        for part in [&b"a\r"[..], b"\nb\n", b"c\rd\r"] {
            newlines.translate(part, &mut out);
        }
        assert_eq!(out, b"a\nb\nc\nd\n");
        assert_eq!((newlines.ahead(1), newlines.seen(1, false)), (8, 0));
        assert_eq!((newlines.ahead(2), newlines.seen(2, false)), (6, BOTH));
        assert_eq!(newlines.seen(4, false), BOTH | NEWLINE);
        assert_eq!((newlines.ahead(6), newlines.seen(6, false)), (2, BOTH | NEWLINE));
        newlines.drop_taken(2);
        assert_eq!(newlines.ahead(6), 0);
        newlines.give_back(4);
        out.clear();
        newlines.translate(b"d\r", &mut out);
        newlines.translate(b"\n", &mut out);
        assert_eq!((&out[..], newlines.ahead(2)), (&b"d\n"[..], 0));
        assert_eq!(newlines.seen(2, true), BOTH | NEWLINE | RETURN);
    }
}
