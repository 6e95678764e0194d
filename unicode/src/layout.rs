//! Written by generate.py: what lies where in database.bin, and the small tables.

use std::ops::Range;

pub const VERSIONS: [&str; 2] = ["5.2.0", "3.2.0"];
pub static CATEGORIES: &[&str] = &[
    "Cc", "Cf", "Cn", "Co", "Cs", "Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd", "Nl", "No", "Pc", "Pd", "Pe",
    "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm", "So", "Zl", "Zp", "Zs",
];
pub static DIRECTIONS: &[&str] = &[
    "", "AL", "AN", "B", "BN", "CS", "EN", "ES", "ET", "L", "LRE", "LRO", "NSM", "ON", "PDF", "R", "RLE", "RLO", "S",
    "WS",
];
pub static WIDTHS: &[&str] = &["A", "F", "H", "N", "Na", "W"];
pub const SHIFT: u32 = 7;
pub static TAGS: &[&str] = &[
    "",
    "<noBreak>",
    "<compat>",
    "<super>",
    "<fraction>",
    "<sub>",
    "<font>",
    "<circle>",
    "<wide>",
    "<vertical>",
    "<square>",
    "<isolated>",
    "<final>",
    "<initial>",
    "<medial>",
    "<small>",
    "<narrow>",
];
/// Characters that the older edition decomposed to another one.
pub static OLD_CORRECTIONS: &[(u32, u32)] = &[
    (0x2f868, 0x2136a),
    (0x2f874, 0x5f33),
    (0x2f91f, 0x43ab),
    (0x2f95f, 0x7aae),
    (0x2f9bf, 0x4d57),
];
pub static IDEOGRAPHS: &[(u32, u32)] = &[
    (0x3400, 0x4db5),
    (0x4e00, 0x9fcb),
    (0x20000, 0x2a6d6),
    (0x2a700, 0x2b734),
];
/// The first byte of a word number of two bytes.
pub const FIRST_OF_TWO: usize = 220;
pub const RECORDS: Range<usize> = 0..960;
pub const BLOCKS: Range<usize> = 960..32960;
pub const INDEX: Range<usize> = 32960..41664;
pub const OLD_INDEX: Range<usize> = 41664..50368;
pub const NUMBERS: Range<usize> = 50368..54932;
pub const OLD_NUMBERS: Range<usize> = 54932..58188;
pub const TRIPLES: Range<usize> = 58188..59628;
pub const CASES: Range<usize> = 59628..67876;
pub const CASE_CHANGES: Range<usize> = 67876..69508;
pub const DECOMPOSITIONS: Range<usize> = 69508..97088;
pub const DECOMPOSED: Range<usize> = 97088..119597;
pub const EXCLUDED: Range<usize> = 119597..119852;
pub const WORDS: Range<usize> = 119852..182168;
pub const WORD_ENDS: Range<usize> = 182168..200730;
pub const NAMED: Range<usize> = 200730..203135;
pub const NAMES: Range<usize> = 203135..338253;
pub const NAME_STARTS: Range<usize> = 338253..342330;
pub const BY_NAME: Range<usize> = 342330..385814;
