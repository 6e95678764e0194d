"""What a story becomes: code, texts, a dictionary, and memory.

Memory is all that changes: globals first, then six words for each object,
then the objects' properties, as pairs of a number and a value up to a 0.
"""

from targets.story.huffman import Encoder, decoded

PARENT, SIBLING, CHILD, ATTRIBUTES, TITLE, PROPERTIES = range(6)
RECORD = 6
GLOBALS = 40
VERB, NOUN, LINK, FILLER = range(4)


def record_of(number):
    """Where an object's record begins."""
    return GLOBALS + (number - 1) * RECORD


class Entry(object):
    """A word of the dictionary. `value` is a verb's number or a link's."""

    def __init__(self, word, kind, value):
        self.word = word
        self.kind = kind
        self.value = value


class Verb(object):
    """What players may say: its words take so many objects."""

    def __init__(self, action, objects):
        self.action = action
        self.objects = objects
        self.links = []                 # words between two objects


class Image(object):
    def __init__(self):
        self.code = []
        self.memory = [0] * GLOBALS
        self.texts = []
        self.text_numbers = {}
        self.objects = 0
        self.verbs = []
        self.defaults = []              # by action: its routine
        self.handlers = []              # by action: the property of those
        self.entries = []
        self.nouns = []                 # by object: its words
        self.pairs = []
        self.words = []
        self.starts = []
        self.properties = {}            # name -> number
        self.attributes = {}
        self.player = 0
        self.main = 0

    # -- texts

    def text(self, text):
        if text not in self.text_numbers:
            self.text_numbers[text] = len(self.texts)
            self.texts.append(text)
        return self.text_numbers[text]

    def pack(self):
        """Packs the texts, and sorts the dictionary."""
        encoder = Encoder(self.texts)
        self.pairs = encoder.pairs
        self.words = encoder.words
        self.starts = encoder.starts
        self.texts = []
        entries = self.entries
        for i in range(1, len(entries)):
            entry = entries[i]
            j = i
            while j > 0 and entries[j - 1].word > entry.word:
                entries[j] = entries[j - 1]
                j -= 1
            entries[j] = entry

    def unpacked(self, number):
        if number < 0 or number >= len(self.starts):
            return '<no text %d>' % number
        return decoded(self.pairs, self.words, self.starts[number])

    # -- the dictionary

    def enter(self, word, kind, value):
        for entry in self.entries:
            if entry.word == word and entry.kind == kind and \
                    entry.value == value:
                return
        self.entries.append(Entry(word, kind, value))

    def lookup(self, word, kind):
        """The values of the word's entries of that kind, found by halves."""
        low = 0
        high = len(self.entries)
        while low < high:
            middle = (low + high) // 2
            if self.entries[middle].word < word:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self.entries) and self.entries[low].word == word:
            if self.entries[low].kind == kind:
                found.append(self.entries[low].value)
            low += 1
        return found

    def is_kind(self, word, kind):
        return len(self.lookup(word, kind)) > 0

    def knows(self, word):
        for kind in range(4):
            if self.is_kind(word, kind):
                return True
        return False
