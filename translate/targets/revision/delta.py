"""A text as copies from another, and what is new."""

from targets.revision.hunks import PatchError
from targets.revision.suffixes import SuffixArray

LEAST = 6


class Step(object):
    """Copy so many characters from a place, or, with length 0, add text."""

    def __init__(self, place, length, text):
        self.place = place
        self.length = length
        self.text = text

    def shown(self):
        if self.length:
            return 'copy %d %d' % (self.place, self.length)
        return 'add ' + escaped(self.text)


def escaped(text):
    return text.replace('\\', '\\\\').replace('\n', '\\n')


def unescaped(text):
    parts = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == '\\' and at + 1 < len(text):
            at += 1
            char = '\n' if text[at] == 'n' else text[at]
        parts.append(char)
        at += 1
    return ''.join(parts)


def delta_of(first, second):
    """The steps that make the second text of the first one."""
    suffixes = SuffixArray(first)
    steps = []
    added = []
    at = 0
    while at < len(second):
        place, length = suffixes.longest_match(second, at)
        if length < LEAST:
            added.append(second[at])
            at += 1
            continue
        # What was added before may belong to the copy after all.
        while len(added) and place > 0 and first[place - 1] == added[-1]:
            added.pop()
            place -= 1
            at -= 1
            length += 1
        if len(added):
            steps.append(Step(0, 0, ''.join(added)))
            added = []
        steps.append(Step(place, length, ''))
        at += length
    if len(added):
        steps.append(Step(0, 0, ''.join(added)))
    return steps


def parse_delta(text):
    steps = []
    for line in text.split('\n'):
        if line == '':
            continue
        if line.startswith('add '):
            steps.append(Step(0, 0, unescaped(line[4:])))
            continue
        words = line.split(' ')
        if len(words) != 3 or words[0] != 'copy' or \
                not words[1].isdigit() or not words[2].isdigit():
            raise PatchError('bad step ' + line)
        steps.append(Step(int(words[1]), int(words[2]), ''))
    return steps


def apply_delta(first, steps):
    parts = []
    for step in steps:
        if step.length == 0:
            parts.append(step.text)
        elif step.place + step.length > len(first):
            raise PatchError('a copy from behind the end')
        else:
            parts.append(first[step.place:step.place + step.length])
    return ''.join(parts)
