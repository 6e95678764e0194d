"""Tables as text: rows of fields, between commas or whatever a dialect says.

_csv reads and writes rows; here are the dialects, rows as dictionaries, and
a guess at the dialect of a text.
"""

import re
from _csv import (Error, __version__, writer, reader, register_dialect, unregister_dialect,
                  get_dialect, list_dialects, field_size_limit, QUOTE_MINIMAL, QUOTE_ALL,
                  QUOTE_NONNUMERIC, QUOTE_NONE, __doc__)
from _csv import Dialect as _Dialect

try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'Error', 'Dialect',
           '__doc__', 'excel', 'excel_tab', 'field_size_limit', 'reader', 'writer',
           'register_dialect', 'get_dialect', 'list_dialects', 'Sniffer', 'unregister_dialect',
           '__version__', 'DictReader', 'DictWriter']


class Dialect:
    """How fields are separated and quoted; classes made from this one say it."""

    _name, _valid = '', False

    delimiter = quotechar = escapechar = lineterminator = None
    doublequote = skipinitialspace = quoting = None

    def __init__(self):
        self._valid = self._valid or self.__class__ is not Dialect
        self._validate()

    def _validate(self):
        try:
            _Dialect(self)
        except TypeError as problem:
            # It was this module's error before _csv did the checking.
            raise Error(str(problem))


class excel(Dialect):
    """What Excel writes."""

    delimiter, quotechar, lineterminator = ',', '"', '\r\n'
    doublequote, skipinitialspace, quoting = True, False, QUOTE_MINIMAL


class excel_tab(excel):
    """What Excel writes with tabs as delimiters."""

    delimiter = '\t'


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)


# ---- dictionaries

class DictReader:
    """Generates rows as dictionaries by the names of the fields.

    The names are those of the first row if they are not given. Fields
    without a name are a list under restkey; names without a field have
    restval.
    """

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel',
                 *args, **kwds):
        self._fieldnames = fieldnames
        self.restkey, self.restval = restkey, restval
        self.dialect = dialect
        self.reader = reader(f, dialect, *args, **kwds)
        self.line_num = 0

    def _get_fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    def _set_fieldnames(self, value):
        self._fieldnames = value

    fieldnames = property(_get_fieldnames, _set_fieldnames)

    def __iter__(self):
        return self

    def next(self):
        # First, since it may read a row.
        names = self.fieldnames
        row = []
        while not row:
            row = self.reader.next()
        self.line_num = self.reader.line_num
        result = dict.fromkeys(names[len(row):], self.restval)
        result.update(zip(names, row))
        if len(row) > len(names):
            result[self.restkey] = row[len(names):]
        return result


class DictWriter:
    """Writes dictionaries as rows, with the fields in the order of their names.

    A missing field is restval; one that has no place is an error, unless
    extrasaction is "ignore".
    """

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel',
                 *args, **kwds):
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def _dict_to_list(self, rowdict):
        if self.extrasaction == 'raise':
            extra = [repr(name) for name in rowdict if name not in self.fieldnames]
            if extra:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(extra))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writeheader(self):
        """Write the names of the fields as a row."""
        self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))


# ---- guessing

_BETWEEN = r'(?P<delim>[^\w\n"\'])(?P<space> ?)'
_QUOTED = r'(?P<quote>["\']).*?(?P=quote)'

# Where quoted fields are: between two delimiters, first in a line, last, alone.
_QUOTED_FIELDS = [re.compile(pattern, re.DOTALL | re.MULTILINE) for pattern in (
    _BETWEEN + _QUOTED + '(?P=delim)',
    r'(?:^|\n)' + _QUOTED + _BETWEEN,
    _BETWEEN + _QUOTED + r'(?:$|\n)',
    r'(?:^|\n)' + _QUOTED + r'(?:$|\n)')]

# A quote that stands twice within quotes.
_DOUBLED_QUOTE = (r'((%(delim)s)|^)\W*%(quote)s[^%(delim)s\n]*%(quote)s[^%(delim)s\n]*'
                  r'%(quote)s\W*((%(delim)s)|$)')

_CANDIDATES = map(chr, range(127))
_LINES_AT_ONCE = 10

# The least share of lines that must agree on the number of delimiters.
_LEAST_CONSISTENCY = 0.9


def _tally(items):
    """How often each item occurs, by the item."""
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


def _most_frequent(counts):
    """The item that occurs most often; of equals, the greatest."""
    return max(counts, key=lambda item: (counts[item], item))


def _is_followed_by_space(line, char):
    """Whether each time the character occurs there is a space behind it."""
    return line.count(char) == line.count(char + ' ')


def _mode(lines_by_count):
    """(the most frequent count, the lines that have it less those that have another)."""
    count = _most_frequent(lines_by_count)
    return count, 2 * lines_by_count[count] - sum(lines_by_count.values())


def _consistent(modes, lines):
    """Those characters that the lines agree best on, with their modes; {} if on none well."""
    consistency = 1.0
    while consistency >= _LEAST_CONSISTENCY:
        best = dict([(char, (count, weight)) for char, (count, weight) in modes.items()
                     if count > 0 and weight > 0 and weight / float(lines) >= consistency])
        if best:
            return best
        consistency -= 0.01
    return {}


def _kind_of(text):
    """The type that a text is a number of, else its length."""
    for kind in int, float, complex:
        try:
            kind(text)
            return kind
        except (ValueError, OverflowError):
            pass
    return len(text)


class Sniffer:
    """Guesses the dialect of a text, and whether its first row has the names of the fields."""

    def __init__(self):
        # Delimiters that are taken rather than others which fit as well.
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """A Dialect class for the sample; its delimiter is one of those given."""
        quote, doubled, delim, spaced = self._guess_quote_and_delimiter(sample, delimiters)
        if not delim:
            delim, spaced = self._guess_delimiter(sample, delimiters)
        if not delim:
            raise Error('Could not determine delimiter')

        class dialect(excel):
            _name = 'sniffed'
            delimiter = delim
            # Some there must be.
            quotechar = quote or '"'
            doublequote = doubled
            skipinitialspace = spaced

        return dialect

    def _guess_quote_and_delimiter(self, data, delimiters):
        """(quote, whether it is doubled within fields, delimiter, whether a space follows that).

        All by fields with quotes; what they do not show is empty.
        """
        for pattern in _QUOTED_FIELDS:
            fields = [match.groupdict() for match in pattern.finditer(data)]
            if fields:
                break
        else:
            return '', False, None, 0
        quote = _most_frequent(_tally(field['quote'] for field in fields))
        delims = _tally(field['delim'] for field in fields if field.get('delim')
                        and (delimiters is None or field['delim'] in delimiters))
        delim, spaced = '', 0
        if delims:
            delim = _most_frequent(delims)
            spaced = delims[delim] == sum(bool(field.get('space')) for field in fields)
        if delim == '\n':
            # There is one field in each row.
            delim = ''
        doubled = re.search(_DOUBLED_QUOTE % {'delim': re.escape(delim), 'quote': quote},
                            data, re.MULTILINE)
        return quote, bool(doubled), delim, spaced

    def _guess_delimiter(self, data, delimiters):
        """(delimiter, whether a space follows it), by what occurs equally often in all lines.

        More lines are looked at as long as several characters do, or none.
        """
        lines = filter(None, data.split('\n'))
        step = min(_LINES_AT_ONCE, len(lines))
        counts = dict([(char, {}) for char in _CANDIDATES])
        found = {}
        for start in xrange(0, len(lines), step or 1):
            for line in lines[start:start + step]:
                for char, lines_by_count in counts.items():
                    count = line.count(char)
                    lines_by_count[count] = lines_by_count.get(count, 0) + 1
            if not found:
                found = _consistent(dict([
                    (char, _mode(lines_by_count)) for char, lines_by_count in counts.items()
                    if delimiters is None or char in delimiters]), start + step)
            if len(found) == 1:
                break
        if not found:
            return '', 0
        preferred = [char for char in self.preferred if char in found]
        by_mode = sorted(found, key=lambda char: (found[char], char))
        delim = (preferred or by_mode[::-1])[0]
        return delim, _is_followed_by_space(lines[0], delim)

    def has_header(self, sample):
        """Whether the first row looks otherwise than those below it."""
        rows = reader(StringIO(sample), self.sniff(sample))
        header = rows.next()
        kinds = dict.fromkeys(range(len(header)))
        for row, _ in zip(rows, range(21)):
            if len(row) == len(header):
                self._narrow(kinds, row)
        return sum(self._vote(header[column], kind) for column, kind in kinds.items()) > 0

    def _narrow(self, kinds, row):
        """Keep only the columns of one kind."""
        for column, kind in kinds.items():
            here = _kind_of(row[column])
            if kind is None:
                kinds[column] = here
            elif kind != here:
                del kinds[column]

    def _vote(self, title, kind):
        """1 if the title is not of the kind that is below it, else -1."""
        if isinstance(kind, int):
            return 1 if len(title) != kind else -1
        try:
            kind(title)
        except (ValueError, TypeError):
            return 1
        return -1
