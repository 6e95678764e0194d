"""Compiles the trees of sre_parse to the codes that sre_constants describes."""

import _sre

import sre_parse
from sre_constants import *

assert _sre.MAGIC == MAGIC, 'SRE module mismatch'

if _sre.CODESIZE == 2:
    MAXCODE = 65535
else:
    MAXCODE = 0xFFFFFFFFL

_WORD_BITS = _sre.CODESIZE * 8

# Small letters that have the same capital: lower case alone does not make
# them equal.
_equivalences = (
    (0x69, 0x131), (0x73, 0x17f), (0xb5, 0x3bc), (0x345, 0x3b9, 0x1fbe),
    (0x390, 0x1fd3), (0x3b0, 0x1fe3), (0x3b2, 0x3d0), (0x3b5, 0x3f5),
    (0x3b8, 0x3d1), (0x3ba, 0x3f0), (0x3c0, 0x3d6), (0x3c1, 0x3f1),
    (0x3c2, 0x3c3), (0x3c6, 0x3d5), (0x1e61, 0x1e9b), (0xfb05, 0xfb06),
)

# Character -> the others that equal it.
_ignorecase_fixes = dict((i, tuple(j for j in group if j != i))
                         for group in _equivalences for i in group)


def isstring(obj):
    """Whether obj is a pattern's source."""
    return isinstance(obj, basestring)


def _simple(tree):
    """Whether a tree matches one character and has no group."""
    return tree.getwidth() == (1, 1) and tree[0][0] != SUBPATTERN


class _Case(object):
    """How characters are compared under certain flags."""

    def __init__(self, flags):
        self.ignore = flags & SRE_FLAG_IGNORECASE
        self.flags = flags
        self.fixes = _ignorecase_fixes if flags & SRE_FLAG_UNICODE else {}

    def lower(self, character):
        if not self.ignore:
            return character
        return _sre.getlower(character, self.flags)

    def all_forms(self, character):
        """The lower case of a character, and of what equals it."""
        character = self.lower(character)
        if self.ignore:
            return (character,) + self.fixes.get(character, ())
        return (character,)


class _Emitter(object):
    """Makes the code of trees, which it appends to code."""

    def __init__(self, flags):
        self.code = []
        self.flags = flags
        self.case = _Case(flags)

    def tree(self, tree):
        methods = self._METHODS
        for operator, argument in tree.data:
            methods[operator](self, operator, argument)

    def _add(self, *words):
        self.code.extend(words)

    # Skips come before what they skip.

    def _open(self):
        """Leave room for a skip; its place."""
        self.code.append(0)
        return len(self.code) - 1

    def _close(self, place):
        """Let a skip lead to what comes next."""
        self.code[place] = len(self.code) - place

    # ---- characters

    def _for_case(self, operator):
        return OPCODES[OP_IGNORE[operator] if self.case.ignore else operator]

    def _literal(self, operator, character):
        forms = self.case.all_forms(character)
        if len(forms) == 1:
            self._add(self._for_case(operator), forms[0])
            return
        self._add(OPCODES[IN_IGNORE])
        skip = self._open()
        if operator is NOT_LITERAL:
            self._add(OPCODES[NEGATE])
        for form in forms:
            self._add(OPCODES[LITERAL], form)
        self._add(OPCODES[FAILURE])
        self._close(skip)

    def _in(self, operator, items):
        self._add(self._for_case(operator))
        skip = self._open()
        _compile_charset(items, self.flags, self.code, self.case)
        self._close(skip)

    def _any(self, operator, argument):
        self._add(OPCODES[ANY_ALL if self.flags & SRE_FLAG_DOTALL else ANY])

    def _category(self, operator, name):
        self._add(OPCODES[operator], _category(name, self.flags))

    # ---- positions and references

    def _at(self, operator, position):
        for flag, table in (SRE_FLAG_MULTILINE, AT_MULTILINE), (SRE_FLAG_LOCALE, AT_LOCALE), (SRE_FLAG_UNICODE, AT_UNICODE):
            if self.flags & flag:
                # Once it depends on the locale, it is not in the table of Unicode.
                position = table.get(position, position)
        self._add(OPCODES[operator], ATCODES[position])

    def _reference(self, operator, group):
        self._add(self._for_case(operator), group - 1)

    # ---- structure

    def _group(self, operator, argument):
        group, tree = argument
        if group:
            self._add(OPCODES[MARK], (group - 1) * 2)
        self.tree(tree)
        if group:
            self._add(OPCODES[MARK], (group - 1) * 2 + 1)

    def _branch(self, operator, argument):
        self._add(OPCODES[operator])
        ends = []
        for tree in argument[1]:
            skip = self._open()
            self.tree(tree)
            self._add(OPCODES[JUMP])
            ends.append(self._open())
            self._close(skip)
        self._add(0)
        for end in ends:
            self._close(end)

    def _condition(self, operator, argument):
        group, yes, no = argument
        self._add(OPCODES[operator], group - 1)
        skip = self._open()
        self.tree(yes)
        if no:
            self._add(OPCODES[JUMP])
            end = self._open()
        # The matcher takes it from the group's number.
        self._close(skip)
        self.code[skip] += 1
        if no:
            self.tree(no)
            self._close(end)

    def _assertion(self, operator, argument):
        direction, tree = argument
        low, high = tree.getwidth() if direction < 0 else (0, 0)
        if low != high:
            raise error('look-behind requires fixed-width pattern')
        self._add(OPCODES[operator])
        skip = self._open()
        self._add(low)
        self.tree(tree)
        self._add(OPCODES[SUCCESS])
        self._close(skip)

    def _repetition(self, operator, argument):
        low, high, tree = argument
        if self.flags & SRE_FLAG_TEMPLATE:
            raise error('internal: unsupported template operator')
        greedy = operator is MAX_REPEAT
        if _simple(tree):
            start, end = REPEAT_ONE if greedy else MIN_REPEAT_ONE, SUCCESS
        else:
            start, end = REPEAT, MAX_UNTIL if greedy else MIN_UNTIL
        self._add(OPCODES[start])
        skip = self._open()
        self._add(low, high)
        self.tree(tree)
        if end is SUCCESS:
            self._add(OPCODES[end])
            self._close(skip)
        else:
            # It leads to the end itself.
            self._close(skip)
            self._add(OPCODES[end])

    def _alone(self, operator, argument):
        self._add(OPCODES[operator])

    _METHODS = {
        LITERAL: _literal, NOT_LITERAL: _literal, IN: _in, ANY: _any, CATEGORY: _category, AT: _at, GROUPREF: _reference,
        SUBPATTERN: _group, BRANCH: _branch, GROUPREF_EXISTS: _condition, ASSERT: _assertion, ASSERT_NOT: _assertion,
        MAX_REPEAT: _repetition, MIN_REPEAT: _repetition, SUCCESS: _alone, FAILURE: _alone}


# ---- sets

def _category(name, flags):
    """The number of a category under these flags."""
    if flags & SRE_FLAG_LOCALE:
        name = CH_LOCALE[name]
    elif flags & SRE_FLAG_UNICODE:
        name = CH_UNICODE[name]
    return CHCODES[name]


# Characters from here on are not put into bitmaps.
_BITMAP_LIMIT = 0x10000

# Characters from here on have no case.
_CASE_LIMIT = 0x12000


def _compile_charset(charset, flags, code, case=None):
    """Append a set, in the form that is quickest to search."""
    if case is None:
        case = _Case(0)
    negate = False
    ranges = []
    categories = []
    for op, av in charset:
        if op is NEGATE:
            negate = True
        elif op is LITERAL:
            ranges.append((av, av))
        elif op is RANGE:
            ranges.append(av)
        elif op is CATEGORY:
            if av not in categories:
                categories.append(av)
        else:
            raise error('internal: unsupported set operator')
    ranges = _merge(_fold(ranges, case))
    if negate:
        code.append(OPCODES[NEGATE])
    small = [pair for pair in ranges if pair[0] < _BITMAP_LIMIT]
    if len(small) > 2:
        # Several comparisons take longer than to look up a bit.
        for pair in small:
            if pair[1] >= _BITMAP_LIMIT:
                ranges.append((_BITMAP_LIMIT, pair[1]))
        small = [(low, min(high, _BITMAP_LIMIT - 1)) for low, high in small]
        ranges = [pair for pair in ranges if pair[0] >= _BITMAP_LIMIT]
        if small[-1][1] < 256:
            code.append(OPCODES[CHARSET])
            code.extend(_bitmap(small, 0))
        else:
            _compile_big_charset(small, code)
    for low, high in ranges:
        if low == high:
            code.extend((OPCODES[LITERAL], low))
        else:
            code.extend((OPCODES[RANGE], low, high))
    for name in categories:
        code.extend((OPCODES[CATEGORY], _category(name, flags)))
    code.append(OPCODES[FAILURE])


def _fold(ranges, case):
    """The ranges with characters in lower case where case does not count."""
    if not case.ignore:
        return ranges
    folded = []
    for low, high in ranges:
        for character in xrange(low, min(high + 1, _CASE_LIMIT)):
            for form in case.all_forms(character):
                folded.append((form, form))
        if high >= _CASE_LIMIT:
            folded.append((max(low, _CASE_LIMIT), high))
    return folded


def _merge(ranges):
    """The ranges in order, those that touch as one."""
    merged = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            if high > merged[-1][1]:
                merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return merged


def _bitmap(ranges, first):
    """The words of the 256 bits from first on, set in the ranges."""
    bits = 0
    for low, high in ranges:
        low = max(low - first, 0)
        high = min(high - first, 255)
        if low <= high:
            bits |= (1 << high + 1) - (1 << low)
    return [int(bits >> shift & (1 << _WORD_BITS) - 1)
            for shift in range(0, 256, _WORD_BITS)]


def _compile_big_charset(ranges, code):
    """Append BIGCHARSET: equal blocks of 256 bits are there only once."""
    blocks = []
    numbers = {}
    indices = []
    # The ranges of each block; most have none.
    by_block = [[] for _ in range(256)]
    for pair in ranges:
        for block in range(pair[0] >> 8, (pair[1] >> 8) + 1):
            by_block[block].append(pair)
    for block in range(256):
        words = tuple(_bitmap(by_block[block], block << 8))
        if words not in numbers:
            numbers[words] = len(blocks)
            blocks.append(words)
        indices.append(numbers[words])
    code.extend((OPCODES[BIGCHARSET], len(blocks)))
    # The indices are bytes; a word has them in the machine's order.
    import sys
    count = _sre.CODESIZE
    for start in range(0, 256, count):
        part = indices[start:start + count]
        if sys.byteorder == 'little':
            part.reverse()
        word = 0
        for index in part:
            word = word << 8 | index
        code.append(word)
    for words in blocks:
        code.extend(words)


# ---- the help for search()

def _literal_prefix(pattern):
    """(characters every match starts with, how many of them are in no group)."""
    prefix = []
    outside = 0
    for op, av in pattern.data:
        if op is LITERAL:
            if len(prefix) == outside:
                outside += 1
            prefix.append(av)
        elif op is SUBPATTERN and len(av[1]) == 1 and av[1][0][0] is LITERAL:
            prefix.append(av[1][0][1])
        else:
            break
    return prefix, outside


def _first_characters(pattern):
    """A set of all characters with which a match can start, or None."""
    first = pattern.data[0]
    if first[0] is SUBPATTERN and first[1][1]:
        first = first[1][1][0]
    op, av = first
    if op is IN:
        return av
    firsts = [first]
    if op is BRANCH:
        firsts = [tree[0] if tree else None for tree in av[1]]
    return firsts if all(item and item[0] is LITERAL for item in firsts) else None


def _overlap_table(prefix):
    """For each place of the prefix: how much of its start ends there.

    The table of the algorithm of Knuth, Morris and Pratt.
    """
    table = [0] * len(prefix)
    length = 0
    for i in range(1, len(prefix)):
        while length and prefix[i] != prefix[length]:
            length = table[length - 1]
        if prefix[i] == prefix[length]:
            length += 1
        table[i] = length
    return table


def _compile_info(code, pattern, flags):
    """Append the INFO block, where it is of use."""
    low, high = pattern.getwidth()
    if low == 0:
        return
    prefix, outside, charset = [], 0, None
    if not flags & SRE_FLAG_IGNORECASE:
        prefix, outside = _literal_prefix(pattern)
        if not prefix and pattern.data:
            charset = _first_characters(pattern)
    mask = 0
    if prefix:
        mask = SRE_INFO_PREFIX
        if len(prefix) == outside == len(pattern.data):
            mask |= SRE_INFO_LITERAL
    elif charset:
        mask = SRE_INFO_CHARSET
    code.append(OPCODES[INFO])
    skip = len(code)
    code.append(0)
    code.append(mask)
    if low < MAXCODE:
        code.append(low)
    else:
        code.append(MAXCODE)
        prefix = prefix[:MAXCODE]
    code.append(min(high, MAXCODE))
    if prefix:
        code.extend((len(prefix), outside))
        code.extend(prefix)
        code.extend(_overlap_table(prefix))
    elif charset:
        _compile_charset(charset, flags, code)
    code[skip] = len(code) - skip


def compile(p, flags=0):
    """The pattern object of a regular expression's source or tree."""
    source = p if isstring(p) else None
    tree = p if source is None else sre_parse.parse(source, flags)
    pattern = tree.pattern
    flags |= pattern.flags
    emitter = _Emitter(flags)
    _compile_info(emitter.code, tree, flags)
    emitter.tree(tree)
    emitter.code.append(OPCODES[SUCCESS])
    if pattern.groups > 100:
        # The matcher keeps its marks in a table of fixed size.
        raise AssertionError('sorry, but this version only supports 100 named groups')
    names = [None] * pattern.groups
    for name, number in pattern.groupdict.items():
        names[number] = name
    return _sre.compile(source, flags, emitter.code, pattern.groups - 1, pattern.groupdict, names)
