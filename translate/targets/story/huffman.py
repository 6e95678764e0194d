"""Texts as bits: frequent letters have short codes.

The tree is stored as pairs of words: each is another pair's number, or, below
0, a letter. Texts follow one another; each ends with the letter 0.
"""

WIDTH = 32


class Leaf(object):
    """A letter, or a node over two others."""

    def __init__(self, letter, count):
        self.letter = letter
        self.count = count
        self.left = None
        self.right = None


def joined(left, right):
    node = Leaf(-1, left.count + right.count)
    node.left = left
    node.right = right
    return node


def take_least(nodes):
    least = 0
    for i in range(1, len(nodes)):
        if nodes[i].count < nodes[least].count:
            least = i
    return nodes.pop(least)


def tree_of(texts):
    counts = [0] * 256
    counts[0] = len(texts)
    for text in texts:
        for char in text:
            counts[ord(char)] += 1
    nodes = []
    for letter in range(256):
        if counts[letter]:
            nodes.append(Leaf(letter, counts[letter]))
    if len(nodes) == 1:
        nodes.append(Leaf(1, 0))
    while len(nodes) > 1:
        first = take_least(nodes)
        nodes.append(joined(first, take_least(nodes)))
    return nodes[0]


class Encoder(object):
    def __init__(self, texts):
        self.pairs = []
        self.codes = [''] * 256
        self.words = []
        self.free = 0                   # bits of the last word
        self.starts = []                # of the texts, in bits
        self.store(tree_of(texts), '')
        for text in texts:
            self.starts.append(len(self.words) * WIDTH - self.free)
            for char in text:
                self.bits(self.codes[ord(char)])
            self.bits(self.codes[0])

    def store(self, node, code):
        """Gives the word that stands for the node."""
        if node.letter >= 0:
            self.codes[node.letter] = code
            return -1 - node.letter
        place = len(self.pairs)
        self.pairs.append(0)
        self.pairs.append(0)
        left = node.left
        right = node.right
        if left is not None and right is not None:
            self.pairs[place] = self.store(left, code + '0')
            self.pairs[place + 1] = self.store(right, code + '1')
        return place

    def bits(self, code):
        for char in code:
            if self.free == 0:
                self.words.append(0)
                self.free = WIDTH
            self.free -= 1
            if char == '1':
                self.words[-1] |= 1 << self.free


def decoded(pairs, words, bit):
    """The text that begins at a bit."""
    letters = []
    place = 0
    while True:
        word = words[bit // WIDTH]
        place += (word >> (WIDTH - 1 - bit % WIDTH)) & 1
        bit += 1
        place = pairs[place]
        if place < 0:
            if place == -1:
                return ''.join(letters)
            letters.append(chr(-1 - place))
            place = 0
