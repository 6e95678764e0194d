"""Compression: deflate WHAT packs texts of its own and unpacks them again.

The format is that of RFC 1951 with blocks of fixed and of dynamic Huffman
codes; a checksum (CRC-32) guards the contents.
"""


class FormatError(Exception):
    """The packed data are not right."""

    def __init__(self, message):
        self.message = message


LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35,
               43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3,
                4, 4, 4, 4, 5, 5, 5, 5, 0]
DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193,
                 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
                 12289, 16385, 24577]
DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8,
                  9, 9, 10, 10, 11, 11, 12, 12, 13, 13]
CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1,
              15]
END_OF_BLOCK = 256
WINDOW = 32768
LONGEST = 258
MOST_TRIES = 32


# -- bits

class BitWriter(object):
    def __init__(self):
        self.bytes = []
        self.held = 0
        self.count = 0

    def write(self, value, count):
        """The lowest bit first."""
        self.held |= value << self.count
        self.count += count
        while self.count >= 8:
            self.bytes.append(self.held & 255)
            self.held >>= 8
            self.count -= 8

    def finish(self):
        if self.count > 0:
            self.bytes.append(self.held & 255)
            self.held = 0
            self.count = 0


class BitReader(object):
    def __init__(self, data):
        self.data = data
        self.at = 0
        self.held = 0
        self.count = 0

    def read(self, count):
        while self.count < count:
            if self.at >= len(self.data):
                raise FormatError('the data end too early')
            self.held |= self.data[self.at] << self.count
            self.at += 1
            self.count += 8
        value = self.held & ((1 << count) - 1)
        self.held >>= count
        self.count -= count
        return value


# -- Huffman codes

class Leaf(object):
    """A node of the tree: a symbol, or two nodes below."""

    def __init__(self, weight, symbol, left, right):
        self.weight = weight
        self.symbol = symbol
        self.left = left
        self.right = right


class Heap(object):
    """Nodes, the lightest first; ties go by the symbol."""

    def __init__(self):
        self.items = []

    def before(self, a, b):
        if a.weight != b.weight:
            return a.weight < b.weight
        return a.symbol < b.symbol

    def push(self, node):
        items = self.items
        items.append(node)
        at = len(items) - 1
        while at > 0:
            above = (at - 1) // 2
            if not self.before(items[at], items[above]):
                break
            items[at], items[above] = items[above], items[at]
            at = above

    def pop(self):
        items = self.items
        top = items[0]
        last = items.pop()
        if len(items) > 0:
            items[0] = last
            at = 0
            while True:
                below = 2 * at + 1
                if below >= len(items):
                    break
                if below + 1 < len(items) and \
                        self.before(items[below + 1], items[below]):
                    below += 1
                if not self.before(items[below], items[at]):
                    break
                items[at], items[below] = items[below], items[at]
                at = below
        return top


def code_lengths(weights, limit):
    """How many bits each symbol gets, at most limit."""
    lengths = [0] * len(weights)
    scaled = weights[:]
    while True:
        heap = Heap()
        for symbol in range(len(scaled)):
            if scaled[symbol] > 0:
                heap.push(Leaf(scaled[symbol], symbol, None, None))
        if len(heap.items) == 0:
            return lengths
        if len(heap.items) == 1:
            lengths[heap.items[0].symbol] = 1
            return lengths
        number = len(weights)
        while len(heap.items) > 1:
            left = heap.pop()
            right = heap.pop()
            heap.push(Leaf(left.weight + right.weight, number, left, right))
            number += 1
        if measure(heap.items[0], 0, lengths) <= limit:
            return lengths
        # Flatter weights give a flatter tree.
        for symbol in range(len(scaled)):
            if scaled[symbol] > 0:
                scaled[symbol] = (scaled[symbol] + 1) // 2


def measure(node, depth, lengths):
    """Notes the depth of each symbol; gives the greatest."""
    if node.left is None:
        lengths[node.symbol] = depth
        return depth
    return max(measure(node.left, depth + 1, lengths),
               measure(node.right, depth + 1, lengths))


def canonical_codes(lengths):
    """The code of each symbol, its first bit lowest."""
    counts = [0] * 16
    for length in lengths:
        counts[length] += 1
    counts[0] = 0
    following = [0] * 17
    code = 0
    for bits in range(1, 16):
        code = (code + counts[bits - 1]) << 1
        following[bits] = code
    codes = [0] * len(lengths)
    for symbol in range(len(lengths)):
        length = lengths[symbol]
        if length > 0:
            codes[symbol] = reversed_bits(following[length], length)
            following[length] += 1
    return codes


def reversed_bits(value, count):
    result = 0
    for _ in range(count):
        result = result << 1 | value & 1
        value >>= 1
    return result


class Decoder(object):
    """Reads symbols of a canonical code."""

    def __init__(self, lengths):
        self.counts = [0] * 16
        for length in lengths:
            self.counts[length] += 1
        self.counts[0] = 0
        starts = [0] * 17
        for bits in range(1, 16):
            starts[bits + 1] = starts[bits] + self.counts[bits]
        self.symbols = [0] * len(lengths)
        for symbol in range(len(lengths)):
            length = lengths[symbol]
            if length > 0:
                self.symbols[starts[length]] = symbol
                starts[length] += 1

    def read(self, reader):
        code = 0
        first = 0
        start = 0
        for bits in range(1, 16):
            code |= reader.read(1)
            count = self.counts[bits]
            if code - first < count:
                return self.symbols[start + code - first]
            start += count
            first = (first + count) << 1
            code <<= 1
        raise FormatError('no such code')


# -- packing

class Item(object):
    """A byte (its distance is 0), or a copy of what came before."""

    def __init__(self, value, distance):
        self.value = value
        self.distance = distance


class Matcher(object):
    """Finds what came before: by the last places of three bytes."""

    def __init__(self, text):
        self.text = text
        self.last = {}
        self.previous = [0] * len(text)

    def key(self, at):
        text = self.text
        return (ord(text[at]) << 16) + (ord(text[at + 1]) << 8) + \
            ord(text[at + 2])

    def note(self, at):
        if at + 2 < len(self.text):
            key = self.key(at)
            self.previous[at] = self.last.get(key, -1)
            self.last[key] = at

    def longest(self, at):
        """The longest match: its length, and how far back it is."""
        best = 0
        distance = 0
        if at + 2 >= len(self.text):
            return best, distance
        place = self.last.get(self.key(at), -1)
        tries = 0
        while place >= 0 and at - place <= WINDOW and tries < MOST_TRIES:
            length = self.common(place, at)
            if length > best:
                best = length
                distance = at - place
            place = self.previous[place]
            tries += 1
        return best, distance

    def common(self, a, b):
        length = 0
        while length < LONGEST and b + length < len(self.text) and \
                self.text[a + length] == self.text[b + length]:
            length += 1
        return length


def find_items(text):
    items = []
    matcher = Matcher(text)
    at = 0
    while at < len(text):
        length, distance = matcher.longest(at)
        matcher.note(at)
        if length >= 3:
            following, _ = matcher.longest(at + 1)
            if following > length:
                # A longer one begins at the next byte.
                length = 0
        if length < 3:
            items.append(Item(ord(text[at]), 0))
            at += 1
            continue
        items.append(Item(length, distance))
        for i in range(at + 1, at + length):
            matcher.note(i)
        at += length
    return items


def index_in(bases, value):
    """The last base that is not above the value."""
    low = 0
    high = len(bases)
    while high - low > 1:
        middle = (low + high) // 2
        if bases[middle] <= value:
            low = middle
        else:
            high = middle
    return low


def fixed_lengths():
    lengths = [8] * 144 + [9] * 112 + [7] * 24 + [8] * 8
    return lengths


class Packer(object):
    def __init__(self):
        self.out = BitWriter()

    def pack(self, text, dynamic):
        items = find_items(text)
        self.out.write(1, 1)
        if dynamic:
            self.out.write(2, 2)
            literal, distance = self.count(items)
            literal_lengths = code_lengths(literal, 15)
            distance_lengths = code_lengths(distance, 15)
            self.write_lengths(literal_lengths, distance_lengths)
        else:
            self.out.write(1, 2)
            literal_lengths = fixed_lengths()
            distance_lengths = [5] * 30
        self.write_items(items, literal_lengths, distance_lengths)
        self.out.finish()
        return self.out.bytes

    def count(self, items):
        literal = [0] * 286
        distance = [0] * 30
        for item in items:
            if item.distance == 0:
                literal[item.value] += 1
            else:
                literal[257 + index_in(LENGTH_BASE, item.value)] += 1
                distance[index_in(DISTANCE_BASE, item.distance)] += 1
        literal[END_OF_BLOCK] = 1
        return literal, distance

    def write_items(self, items, literal_lengths, distance_lengths):
        out = self.out
        literal_codes = canonical_codes(literal_lengths)
        distance_codes = canonical_codes(distance_lengths)
        for item in items:
            if item.distance == 0:
                out.write(literal_codes[item.value],
                          literal_lengths[item.value])
                continue
            i = index_in(LENGTH_BASE, item.value)
            out.write(literal_codes[257 + i], literal_lengths[257 + i])
            out.write(item.value - LENGTH_BASE[i], LENGTH_EXTRA[i])
            i = index_in(DISTANCE_BASE, item.distance)
            out.write(distance_codes[i], distance_lengths[i])
            out.write(item.distance - DISTANCE_BASE[i], DISTANCE_EXTRA[i])
        out.write(literal_codes[END_OF_BLOCK], literal_lengths[END_OF_BLOCK])

    def write_lengths(self, literal_lengths, distance_lengths):
        """The lengths themselves are run-length and Huffman coded."""
        symbols, extras = run_lengths(literal_lengths + distance_lengths)
        weights = [0] * 19
        for symbol in symbols:
            weights[symbol] += 1
        lengths = code_lengths(weights, 7)
        codes = canonical_codes(lengths)
        count = 19
        while count > 4 and lengths[CODE_ORDER[count - 1]] == 0:
            count -= 1
        out = self.out
        out.write(len(literal_lengths) - 257, 5)
        out.write(len(distance_lengths) - 1, 5)
        out.write(count - 4, 4)
        for i in range(count):
            out.write(lengths[CODE_ORDER[i]], 3)
        for i in range(len(symbols)):
            symbol = symbols[i]
            out.write(codes[symbol], lengths[symbol])
            out.write(extras[i], extra_bits(symbol))


def extra_bits(symbol):
    if symbol == 16:
        return 2
    if symbol == 17:
        return 3
    if symbol == 18:
        return 7
    return 0


def run_lengths(lengths):
    """Symbols for the lengths and what follows each: 16 repeats, 17 and 18
    are zeros."""
    symbols = []
    extras = []
    at = 0
    while at < len(lengths):
        value = lengths[at]
        run = 1
        while at + run < len(lengths) and lengths[at + run] == value:
            run += 1
        at += run
        if value != 0:
            symbols.append(value)
            extras.append(0)
            run -= 1
        while run > 0:
            symbol = value
            count = 1
            extra = 0
            if value == 0 and run >= 11:
                symbol = 18
                count = min(run, 138)
                extra = count - 11
            elif run >= 3:
                symbol = 17 if value == 0 else 16
                count = min(run, 10 if value == 0 else 6)
                extra = count - 3
            symbols.append(symbol)
            extras.append(extra)
            run -= count
    return symbols, extras


# -- unpacking

class Unpacker(object):
    def __init__(self, data):
        self.reader = BitReader(data)
        self.out = []

    def unpack(self):
        last = False
        while not last:
            last = self.reader.read(1) == 1
            kind = self.reader.read(2)
            if kind == 1:
                self.block(Decoder(fixed_lengths()), Decoder([5] * 30))
            elif kind == 2:
                self.dynamic_block()
            else:
                raise FormatError('unknown kind of block')
        return self.out

    def dynamic_block(self):
        reader = self.reader
        literals = reader.read(5) + 257
        distances = reader.read(5) + 1
        count = reader.read(4) + 4
        lengths = [0] * 19
        for i in range(count):
            lengths[CODE_ORDER[i]] = reader.read(3)
        decoder = Decoder(lengths)
        both = []
        while len(both) < literals + distances:
            symbol = decoder.read(reader)
            if symbol < 16:
                both.append(symbol)
                continue
            value = 0
            base = 3
            if symbol == 16:
                if len(both) == 0:
                    raise FormatError('nothing to repeat')
                value = both[len(both) - 1]
            elif symbol == 18:
                base = 11
            for _ in range(base + reader.read(extra_bits(symbol))):
                both.append(value)
        self.block(Decoder(both[:literals]), Decoder(both[literals:]))

    def block(self, literal, distance):
        reader = self.reader
        out = self.out
        while True:
            symbol = literal.read(reader)
            if symbol < 256:
                out.append(symbol)
            elif symbol == END_OF_BLOCK:
                return
            else:
                i = symbol - 257
                if i >= len(LENGTH_BASE):
                    raise FormatError('no such length')
                length = LENGTH_BASE[i] + reader.read(LENGTH_EXTRA[i])
                i = distance.read(reader)
                back = DISTANCE_BASE[i] + reader.read(DISTANCE_EXTRA[i])
                if back > len(out):
                    raise FormatError('too far back')
                for _ in range(length):
                    out.append(out[len(out) - back])


# -- the checksum

def make_table():
    table = []
    for i in range(256):
        value = i
        for _ in range(8):
            if value & 1:
                value = value >> 1 ^ 0xedb88320
            else:
                value >>= 1
        table.append(value)
    return table


CRC_TABLE = make_table()


def checksum(data):
    crc = 0xffffffff
    for byte in data:
        crc = CRC_TABLE[(crc ^ byte) & 255] ^ crc >> 8
    return crc ^ 0xffffffff


def bytes_of(text):
    data = []
    for char in text:
        data.append(ord(char))
    return data


# -- texts

def verses():
    """A text with many repetitions, as songs have."""
    parts = []
    for i in range(40):
        count = 99 - i
        parts.append('%d bottles of beer on the wall, %d bottles of beer. '
                     'Take one down and pass it around: %d bottles of beer '
                     'on the wall.\n' % (count, count, count - 1))
    return ''.join(parts)


def noise(length):
    parts = []
    seed = 42
    for _ in range(length):
        seed = (seed * 1103515245 + 12345) % 2147483648
        parts.append(chr(seed >> 16 & 255))
    return ''.join(parts)


def text_named(name):
    if name == 'verses':
        return verses()
    if name == 'noise':
        return noise(3000)
    if name == 'zeros':
        return '0' * 20000
    if name == 'short':
        return 'abracadabra'
    return ''


def show(name, dynamic):
    text = text_named(name)
    packed = Packer().pack(text, dynamic)
    back = Unpacker(packed).unpack()
    same = len(back) == len(text) and \
        checksum(back) == checksum(bytes_of(text))
    print name, 'dynamic' if dynamic else 'fixed', len(text), len(packed), \
        checksum(packed), checksum(back), same


def entry_point(argv):
    what = 'verses'
    if len(argv) > 1:
        what = argv[1]
    if what == 'damaged':
        for place in [0, 3, 40, 100]:
            packed = Packer().pack(verses(), True)
            packed[place] ^= 0x55
            try:
                back = Unpacker(packed).unpack()
                print place, checksum(back) == checksum(bytes_of(verses()))
            except FormatError as error:
                print place, error.message
        return 0
    show(what, False)
    show(what, True)
    return 0


CHECKS = [
    (['verses'],
     'verses fixed 4720 524 1000671863 141833948 True\n'
     'verses dynamic 4720 368 1982823211 141833948 True\n'),
    (['noise'],
     'noise fixed 3000 3158 2030813231 2043295280 True\n'
     'noise dynamic 3000 3043 3448295651 2043295280 True\n'),
    (['zeros'],
     'zeros fixed 20000 130 2129269553 2350583741 True\n'
     'zeros dynamic 20000 38 825645326 2350583741 True\n'),
    (['short'],
     'short fixed 11 10 3645046019 401275319 True\n'
     'short dynamic 11 21 2297079482 401275319 True\n'),
    (['nothing'],
     'nothing fixed 0 2 1794392380 0 True\n'
     'nothing dynamic 0 13 2782550062 0 True\n'),
    (['damaged'],
     '0 unknown kind of block\n'
     '3 no such code\n'
     '40 too far back\n'
     '100 too far back\n'),
]
