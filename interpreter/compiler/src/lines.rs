//! `co_lnotab`: pairs of increments, one byte each, of the byte offset in the code and of the line.

/// Encodes the table from the offsets and lines of the instructions. Line 0 means the line of the instruction before;
/// lines that go back are left out, as increments are not negative.
pub fn encode(first_line: u32, instructions: impl Iterator<Item = (usize, u32)>) -> Vec<u8> {
    let mut table = Vec::new();
    let mut last_offset = 0;
    let mut last_line = first_line;
    for (offset, line) in instructions {
        if line <= last_line {
            continue;
        }
        let mut bytes = offset - last_offset;
        let mut lines = line - last_line;
        while bytes > 255 {
            table.extend([255, 0]);
            bytes -= 255;
        }
        while lines > 255 {
            table.extend([bytes as u8, 255]);
            bytes = 0;
            lines -= 255;
        }
        table.extend([bytes as u8, lines as u8]);
        last_offset = offset;
        last_line = line;
    }
    table
}

/// The line of the instruction that covers a byte offset.
pub fn line_at(lnotab: &[u8], first_line: u32, offset: usize) -> u32 {
    let mut line = first_line;
    let mut start = 0;
    for pair in lnotab.chunks_exact(2) {
        start += usize::from(pair[0]);
        if start > offset {
            break;
        }
        line += u32::from(pair[1]);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_steps_take_several_pairs() {
        let starts = [(0, 1), (16, 2), (24, 600), (1000, 601)];
        let table = encode(1, starts.into_iter());
        assert_eq!(table, [16, 1, 8, 255, 0, 255, 0, 88, 255, 0, 255, 0, 255, 0, 211, 1]);
        for (offset, line) in starts {
            assert_eq!(line_at(&table, 1, offset), line);
        }
        assert_eq!(line_at(&table, 1, 8), 1);
        assert_eq!(line_at(&table, 1, 999), 600);
        assert_eq!(line_at(&table, 1, 5000), 601);
    }
}
