"""Version numbers to compare: strict ones of a fixed form, and loose ones of any."""

import re


class Version:
    """What versions have in common. Classes define parse(), which sets .version, and __str__()."""

    def __init__(self, vstring=None):
        if vstring:
            self.parse(vstring)

    def __repr__(self):
        return "%s ('%s')" % (self.__class__.__name__, self)

    def _other(self, other):
        return self.__class__(other) if isinstance(other, str) else other


class StrictVersion(Version):
    """Two or three numbers, and perhaps 'a' or 'b' (for a version before that one) and a number: 1.2, 1.5.2, 2.0b3."""

    version_re = re.compile(r'(\d+)\.(\d+)(?:\.(\d+))?(?:([ab])(\d+))?$')

    def parse(self, vstring):
        match = self.version_re.match(vstring)
        if not match:
            raise ValueError("invalid version number '%s'" % vstring)
        major, minor, patch, letter, number = match.groups()
        self.version = int(major), int(minor), int(patch or 0)
        self.prerelease = (letter, int(number)) if letter else None

    def __str__(self):
        numbers = self.version if self.version[2] else self.version[:2]
        return '.'.join(map(str, numbers)) + ('%s%d' % self.prerelease if self.prerelease else '')

    def _order(self):
        # A version follows all that come before it.
        return self.version, self.prerelease is None, self.prerelease

    def __cmp__(self, other):
        return cmp(self._order(), self._other(other)._order())


class LooseVersion(Version):
    """Numbers and words in any order; they are compared one after another, numbers with numbers."""

    component_re = re.compile(r'\d+|[a-z]+|\.|[^\da-z.]+')

    def parse(self, vstring):
        self.vstring = vstring
        parts = [part for part in self.component_re.findall(vstring) if part != '.']
        self.version = [int(part) if part.isdigit() else part for part in parts]

    def __str__(self):
        return self.vstring

    def __cmp__(self, other):
        return cmp(self.version, self._other(other).version)
