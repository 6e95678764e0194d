"""Strings: built by +=, join and %, then cut, searched and replaced.

SIZE is the number of records in a small made-up table.
"""

from driver import main, check

DEFAULT = 15000
SMALL = 150

SYLLABLES = ['ka', 'ro', 'mi', 'ten', 'lo', 'su', 'vi', 'an', 'der', 'po']


def name_of(number):
    name = ''
    while True:
        name += SYLLABLES[number % 10]
        number //= 10
        if not number:
            return name.capitalize()


def write_table(size):
    """A text with a line a record, grown by +=."""
    text = ''
    for i in xrange(size):
        text += '%05d;%s;%x;' % (i, name_of(i), i * i)
        text += name_of(size - i).upper() + '\n'
    return text


def read_table(text):
    records = []
    for line in text.split('\n'):
        if not line:
            continue
        number, name, square, upper = line.split(';')
        records.append((int(number), name, int(square, 16), upper.lower()))
    return records


def reverse_words(text):
    characters = []
    word = []
    for character in text:
        if character.isalpha():
            word.append(character)
        else:
            characters.extend(reversed(word))
            characters.append(character)
            word = []
    characters.extend(reversed(word))
    return ''.join(characters)


def checksum_of(text):
    value = 1
    for i in xrange(0, len(text), 7):
        value = (value * 31 + ord(text[i])) % 1000003
    return value


def run(size):
    text = write_table(size)
    records = read_table(text)
    check(len(records) == size, 'every record is read')
    for number, name, square, other in records:
        if square != number * number:
            check(False, 'squares survive')
    turned = reverse_words(text)
    check(reverse_words(turned) == text, 'reversing twice')
    replaced = text.replace('ka', '<K>').replace('\n', '|')
    count = text.count('ka')
    check(replaced.count('<K>') == count, 'replaced as often as counted')
    places = 0
    at = text.find('ten')
    while at >= 0:
        places += at
        at = text.find('ten', at + 1)
    return 'length %d count %d places %d checksums %d %d' % (
        len(text), count, places, checksum_of(turned), checksum_of(replaced))


if __name__ == '__main__':
    main(run, DEFAULT)
