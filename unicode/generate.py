"""Writes the tables of this crate: src/database.bin, and src/layout.rs, which says what lies where in it.

Run it with CPython 2.7 (a build with sys.maxunicode 0x10ffff): the facts are what that Python answers about every code point,
in its own edition of Unicode (5.2.0) and in the older one of unicodedata.ucd_3_2_0.

    python2.7 generate.py
"""

import os
import struct
import unicodedata

LIMIT = 0x110000
SHIFT = 7
EDITIONS = [unicodedata, unicodedata.ucd_3_2_0]
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'src')

sections = []
constants = []


def add(name, data):
    sections.append((name, data))


def u24(number):
    return struct.pack('<I', number)[:3]


def strings(name, values):
    """A constant with strings, all of one kind."""
    constants.append('pub static %s: &[&str] = &[%s];' % (name, ', '.join('"%s"' % value for value in values)))


def or_none(function, character):
    try:
        return function(character)
    except ValueError:
        return None


def properties():
    """Category, direction, combining class, mirroring, width: a record a code point, found through a table of blocks."""
    kinds = [sorted(set(getattr(edition, kind)(unichr(i)) for edition in EDITIONS for i in xrange(LIMIT)))
             for kind in ('category', 'bidirectional', 'east_asian_width')]
    for name, values in zip(['CATEGORIES', 'DIRECTIONS', 'WIDTHS'], kinds):
        strings(name, values)
    categories, directions, widths = [dict((value, i) for i, value in enumerate(values)) for values in kinds]
    records, blocks, indices = {}, {}, []
    for edition in EDITIONS:
        numbers = []
        for i in xrange(LIMIT):
            c = unichr(i)
            record = (categories[edition.category(c)], directions[edition.bidirectional(c)], edition.combining(c),
                      edition.mirrored(c) << 7 | widths[edition.east_asian_width(c)])
            numbers.append(records.setdefault(record, len(records)))
        size = 1 << SHIFT
        indices.append([blocks.setdefault(tuple(numbers[start:start + size]), len(blocks)) for start in xrange(0, LIMIT, size)])
    by_number = lambda table: sorted(table, key=table.get)
    assert len(records) <= 256 and len(blocks) <= 256
    add('RECORDS', ''.join(struct.pack('4B', *record) for record in by_number(records)))
    add('BLOCKS', ''.join(chr(number) for block in by_number(blocks) for number in block))
    add('INDEX', ''.join(map(chr, indices[0])))
    add('OLD_INDEX', ''.join(map(chr, indices[1])))
    constants.append('pub const SHIFT: u32 = %d;' % SHIFT)


def numbers():
    """Decimal, digit and numeric values: sorted lists of (code, number of the triple)."""
    triples = {}
    for name, edition in zip(['NUMBERS', 'OLD_NUMBERS'], EDITIONS):
        entries = []
        for i in xrange(LIMIT):
            c = unichr(i)
            triple = tuple(or_none(function, c) for function in (edition.decimal, edition.digit, edition.numeric))
            if triple != (None, None, None):
                entries.append(u24(i) + struct.pack('B', triples.setdefault(triple, len(triples))))
        add(name, ''.join(entries))
    absent = lambda value: 255 if value is None else value
    add('TRIPLES', ''.join(struct.pack('<BBd', absent(decimal), absent(digit), float('nan') if numeric is None else numeric)
                           for decimal, digit, numeric in sorted(triples, key=triples.get)))


def cases():
    """Upper, lower and title case: a sorted list of (code, number of the triple of differences)."""
    triples, entries = {}, []
    for i in xrange(LIMIT):
        c = unichr(i)
        triple = tuple(ord(changed) - i for changed in (c.upper(), c.lower(), c.title()))
        if triple != (0, 0, 0):
            entries.append(u24(i) + struct.pack('B', triples.setdefault(triple, len(triples))))
    add('CASES', ''.join(entries))
    add('CASE_CHANGES', ''.join(struct.pack('<3i', *triple) for triple in sorted(triples, key=triples.get)))


def decompositions():
    """A sorted list of (code, start of the text), the texts (a byte for the tag, UTF-8), and pairs that do not compose again."""
    tags, entries, texts, excluded = [''], [], [], []
    size = 0
    old_corrections = []
    for i in xrange(LIMIT):
        c = unichr(i)
        parts = unicodedata.decomposition(c).split()
        old = unicodedata.ucd_3_2_0.decomposition(c).split()
        assert old == (parts if unicodedata.ucd_3_2_0.category(c) != 'Cn' else []), hex(i)
        if not parts:
            continue
        tag = parts.pop(0) if parts[0].startswith('<') else ''
        if tag not in tags:
            tags.append(tag)
        characters = u''.join(unichr(int(part, 16)) for part in parts)
        text = chr(tags.index(tag)) + characters.encode('utf-8')
        entries.append(u24(i) + struct.pack('<H', size))
        texts.append(text)
        size += len(text)
        if not tag and len(characters) == 2 and unicodedata.normalize('NFC', characters) != c:
            excluded.append(i)
        if old:
            expected = decomposed(c, unicodedata.ucd_3_2_0, False)
            found = unicodedata.ucd_3_2_0.normalize('NFD', c)
            if expected != found:
                assert len(found) == 1
                old_corrections.append((i, ord(found)))
    strings('TAGS', tags)
    add('DECOMPOSITIONS', ''.join(entries))
    add('DECOMPOSED', ''.join(texts))
    add('EXCLUDED', ''.join(map(u24, excluded)))
    constants.append('/// Characters that the older edition decomposed to another one.')
    constants.append('pub static OLD_CORRECTIONS: &[(u32, u32)] = &[%s];' % ', '.join('(%#x, %#x)' % pair for pair in old_corrections))


def decomposed(c, edition, compatible):
    """A character's full decomposition, without reordering (the exceptions are single characters)."""
    parts = edition.decomposition(c).split()
    if not parts or parts[0].startswith('<') and not compatible:
        return c
    return u''.join(decomposed(unichr(int(part, 16)), edition, compatible) for part in parts if not part.startswith('<'))


def names():
    """Names as words. A name is the numbers of its words, of one byte or two; 0 ends it.

    NAMED: (first code, how many) of runs of codes with names. NAME_STARTS: where each 16th name starts. BY_NAME: numbers of names
    in the order of the names.
    """
    ideographs, named = [], []
    for i in xrange(LIMIT):
        name = unicodedata.name(unichr(i), None)
        if name is None or name.startswith('HANGUL SYLLABLE '):
            continue
        if name == 'CJK UNIFIED IDEOGRAPH-%X' % i:
            if ideographs and ideographs[-1][1] == i - 1:
                ideographs[-1][1] = i
            else:
                ideographs.append([i, i])
            continue
        named.append((i, name))
    constants.append('pub static IDEOGRAPHS: &[(u32, u32)] = &[%s];' % ', '.join('(%#x, %#x)' % tuple(run) for run in ideographs))
    counts = {}
    for _, name in named:
        for word in name.split(' '):
            counts[word] = counts.get(word, 0) + 1
    words = sorted(counts, key=lambda word: (-counts[word], word))
    short = next(n for n in range(255, 0, -1) if (256 - n) * 256 + n - 1 >= len(words))
    codes = {}
    for i, word in enumerate(words):
        if i + 1 < short:
            codes[word] = chr(i + 1)
        else:
            rest = i + 1 - short
            codes[word] = chr(short + rest // 256) + chr(rest % 256)
    constants.append('/// The first byte of a word number of two bytes.')
    constants.append('pub const FIRST_OF_TWO: usize = %d;' % short)
    ends, text = [], ''
    for word in words:
        text += word
        ends.append(len(text))
    add('WORDS', text)
    add('WORD_ENDS', struct.pack('<%dH' % len(ends), *ends))
    runs, starts, data = [], [], []
    size = 0
    for number, (code, name) in enumerate(named):
        if runs and runs[-1][0] + runs[-1][1] == code:
            runs[-1][1] += 1
        else:
            runs.append([code, 1])
        if number % 16 == 0:
            starts.append(u24(size))
        encoded = ''.join(codes[word] for word in name.split(' ')) + '\0'
        size += len(encoded)
        data.append(encoded)
    add('NAMED', ''.join(u24(code) + struct.pack('<H', count) for code, count in runs))
    add('NAMES', ''.join(data))
    add('NAME_STARTS', ''.join(starts))
    order = sorted(range(len(named)), key=lambda number: named[number][1])
    add('BY_NAME', struct.pack('<%dH' % len(order), *order))


def main():
    for step in (properties, numbers, cases, decompositions, names):
        step()
    lines = ['//! Written by generate.py: what lies where in database.bin, and the small tables.', '',
             'use std::ops::Range;', '', 'pub const VERSIONS: [&str; 2] = ["%s", "%s"];' % tuple(e.unidata_version for e in EDITIONS)]
    lines += constants
    data = ''
    for name, section in sections:
        lines.append('pub const %s: Range<usize> = %d..%d;' % (name, len(data), len(data) + len(section)))
        data += section
    with open(os.path.join(HERE, 'database.bin'), 'wb') as out:
        out.write(data)
    with open(os.path.join(HERE, 'layout.rs'), 'w') as out:
        out.write('\n'.join(lines) + '\n')
    for name, section in sections:
        print '%-16s %7d' % (name, len(section))
    print '%-16s %7d' % ('all', len(data))


main()
