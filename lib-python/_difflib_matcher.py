"""Where two sequences agree: SequenceMatcher of the module difflib."""

from collections import namedtuple

Match = namedtuple('Match', 'a b size')
Match.__module__ = 'difflib'


def _similarity(common, length):
    """Twice the number of common items, as a share of all items."""
    return 2.0 * common / length if length else 1.0


class SequenceMatcher:
    """How a sequence b can be made of another one, a; their items must be hashable.

    The longest block of items that is in both is kept, and what is before it, and what is
    after it, treated in the same way: people find the result natural. isjunk(item) says
    which items are no reason for a block. With autojunk, items that make up more than 1 %
    of a b of at least 200 do not count either.
    """

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Compare two other sequences."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Compare another first sequence."""
        if a is not self.a:
            self.a = a
            self._forget()

    def set_seq2(self, b):
        """Compare another second sequence; this is the one that is analysed."""
        if b is not self.b:
            self.b = b
            self.fullbcount = None
            self._forget()
            self._index()

    def _forget(self):
        self.matching_blocks = self.opcodes = None

    def _index(self):
        """Find where each item is in b, but for junk and what is too frequent."""
        places = self.b2j = {}
        for j, item in enumerate(self.b):
            places.setdefault(item, []).append(j)
        junk, popular = set(), set()
        if self.isjunk:
            junk.update(filter(self.isjunk, places))
        if self.autojunk and len(self.b) >= 200:
            limit = len(self.b) // 100 + 1
            popular.update([item for item in places
                            if len(places[item]) > limit and item not in junk])
        for item in junk | popular:
            del places[item]
        self.isbjunk, self.isbpopular = junk.__contains__, popular.__contains__

    # ---- blocks

    def find_longest_match(self, alo, ahi, blo, bhi):
        """The longest block that a[alo:ahi] and b[blo:bhi] have in common, as a Match.

        The first in a, and then in b, if there are several. Junk is part of a block only
        beside other items, unless nothing else is the same.
        """
        a, places = self.a, self.b2j
        start_a, start_b, size = alo, blo, 0
        # By the place in b where they end: the lengths of blocks that end at this item
        # of a. Diagonals of a table, of which two rows are enough.
        lengths = {}
        for i in xrange(alo, ahi):
            above, lengths = lengths, {}
            for j in places.get(a[i], ()):
                if j >= bhi:
                    break
                if j >= blo:
                    length = lengths[j] = above.get(j - 1, 0) + 1
                    if length > size:
                        start_a, start_b, size = i - length + 1, j - length + 1, length
        # What has no places can only come in here: first frequent items, then junk.
        match = start_a, start_b, size
        for junk in False, True:
            match = self._extended(match, junk, alo, ahi, blo, bhi)
        return Match(*match)

    def _extended(self, match, junk, alo, ahi, blo, bhi):
        """A block with the equal items beside it that are junk, or are none."""
        a, b, isjunk = self.a, self.b, self.isbjunk
        i, j, size = match
        while i > alo and j > blo and a[i - 1] == b[j - 1] and isjunk(b[j - 1]) == junk:
            i, j, size = i - 1, j - 1, size + 1
        while (i + size < ahi and j + size < bhi and a[i + size] == b[j + size]
               and isjunk(b[j + size]) == junk):
            size += 1
        return i, j, size

    def get_matching_blocks(self):
        """All blocks as Matches, in order, and an empty one at the end."""
        if self.matching_blocks is None:
            blocks = []
            for block in sorted(self._all_blocks()):
                if blocks and _touch(blocks[-1], block):
                    last = blocks.pop()
                    block = last._replace(size=last.size + block.size)
                blocks.append(block)
            blocks.append(Match(len(self.a), len(self.b), 0))
            self.matching_blocks = blocks
        return self.matching_blocks

    def _all_blocks(self):
        """Generate the blocks in no order. (Recursion could be too deep.)"""
        areas = [(0, len(self.a), 0, len(self.b))]
        while areas:
            alo, ahi, blo, bhi = areas.pop()
            if alo < ahi and blo < bhi:
                block = self.find_longest_match(alo, ahi, blo, bhi)
                if block.size:
                    yield block
                    areas.append((alo, block.a, blo, block.b))
                    areas.append((block.a + block.size, ahi, block.b + block.size, bhi))

    # ---- operations

    _tags = {(True, True): 'replace', (True, False): 'delete', (False, True): 'insert'}

    def get_opcodes(self):
        """What makes b of a, in order, as tuples (tag, i1, i2, j1, j2).

        'equal' keeps a[i1:i2], which is b[j1:j2]; 'replace' puts b[j1:j2] in its place,
        'delete' and 'insert' do half of that.
        """
        if self.opcodes is None:
            codes = []
            i = j = 0
            for block in self.get_matching_blocks():
                tag = self._tags.get((i < block.a, j < block.b))
                if tag:
                    codes.append((tag, i, block.a, j, block.b))
                i, j = block.a + block.size, block.b + block.size
                if block.size:
                    codes.append(('equal', block.a, i, block.b, j))
            self.opcodes = codes
        return self.opcodes

    def get_grouped_opcodes(self, n=3):
        """Generate lists of opcodes: each has changes that lie near, and n equal items around.

        The opcodes at the ends of get_opcodes() are shortened, too.
        """
        codes = self.get_opcodes() or [('equal', 0, 1, 0, 1)]
        if codes[0][0] == 'equal':
            codes[0] = _last_items(codes[0], n)
        if codes[-1][0] == 'equal':
            codes[-1] = _first_items(codes[-1], n)
        group = []
        for code in codes:
            if code[0] == 'equal' and code[2] - code[1] > 2 * n:
                group.append(_first_items(code, n))
                yield group
                group, code = [], _last_items(code, n)
            group.append(code)
        if [code[0] for code in group] != ['equal']:
            yield group

    # ---- similarity

    def ratio(self):
        """How alike the sequences are, from 0 to 1."""
        common = sum([block.size for block in self.get_matching_blocks()])
        return _similarity(common, len(self.a) + len(self.b))

    def quick_ratio(self):
        """An upper bound of ratio(): as if the order did not matter."""
        if self.fullbcount is None:
            self.fullbcount = {}
            for item in self.b:
                self.fullbcount[item] = self.fullbcount.get(item, 0) + 1
        left = self.fullbcount.copy()
        common = 0
        for item in self.a:
            if left.get(item, 0):
                left[item] -= 1
                common += 1
        return _similarity(common, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """An upper bound of ratio(): as if the shorter one were in the longer one."""
        sizes = len(self.a), len(self.b)
        return _similarity(min(sizes), sum(sizes))

    def _is_above(self, bound):
        """Whether ratio() is above a bound, found as quickly as can be."""
        return (self.real_quick_ratio() > bound and self.quick_ratio() > bound
                and self.ratio() > bound)


SequenceMatcher.__module__ = 'difflib'


def _touch(block, other):
    return block.a + block.size == other.a and block.b + block.size == other.b


def _first_items(code, n):
    tag, i1, i2, j1, j2 = code
    return tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)


def _last_items(code, n):
    tag, i1, i2, j1, j2 = code
    return tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
