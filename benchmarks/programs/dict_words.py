"""Dictionaries and sets: counts words of a made-up text of SIZE words."""

from driver import main, check

DEFAULT = 140000
SMALL = 800

FIRST = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'st']
VOWEL = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou']
LAST = ['', 'n', 'r', 's', 't']


def words(number):
    """Yields words; short ones come more often."""
    state = 42
    for _ in xrange(number):
        word = ''
        while True:
            state = (state * 1103515245 + 12345) & 0x7fffffff
            bits = state >> 8
            word += FIRST[bits % 13] + VOWEL[bits // 13 % 7]
            if bits % 3:
                break
        yield word + LAST[bits // 91 % 5]


def run(size):
    counts = {}
    positions = {}
    followers = {}
    previous = None
    for at, word in enumerate(words(size)):
        counts[word] = counts.get(word, 0) + 1
        if word not in positions:
            positions[word] = []
        positions[word].append(at)
        if previous is not None:
            followers.setdefault(previous, set()).add(word)
        previous = word
    check(sum(counts.values()) == size, 'every word is counted')
    check(sorted(positions) == sorted(counts), 'both know the same words')
    ranking = sorted(counts.iteritems(), key=lambda item: (-item[1], item[0]))
    pairs = sum([len(after) for after in followers.itervalues()])
    lengths = {}
    for word in counts:
        lengths.setdefault(len(word), set()).add(word)
    check(sum(map(len, lengths.values())) == len(counts), 'lengths')
    common = set([word for word, count in ranking[:100]])
    mutual = 0
    for word in common:
        for after in followers.get(word, ()):
            if word in followers.get(after, ()):
                mutual += 1
    for word in positions.keys():
        if len(positions[word]) < 2:
            del positions[word]
    gaps = 0
    for places in positions.itervalues():
        for i in xrange(1, len(places)):
            gaps = (gaps + (places[i] - places[i - 1]) ** 2) % 1000003
    return 'words %d repeated %d pairs %d mutual %d gaps %d first %s' % (
        len(counts), len(positions), pairs, mutual, gaps,
        ' '.join(['%s=%d' % item for item in ranking[:3]]))


if __name__ == '__main__':
    main(run, DEFAULT)
