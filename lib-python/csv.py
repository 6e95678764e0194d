"""Comma-separated values: readers, writers, dialects, and a guess of a file's dialect."""

import re
from _csv import (Error, __version__, writer, reader, register_dialect, unregister_dialect,
                  get_dialect, list_dialects, field_size_limit, QUOTE_MINIMAL, QUOTE_ALL,
                  QUOTE_NONNUMERIC, QUOTE_NONE, __doc__)
from _csv import Dialect as _Dialect

try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'Error', 'Dialect', '__doc__',
           'excel', 'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect',
           'list_dialects', 'Sniffer', 'unregister_dialect', '__version__', 'DictReader', 'DictWriter']


class Dialect:
    """What a CSV file looks like. Subclasses set all attributes that have no default."""

    _name = ''
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        self._validate()

    def _validate(self):
        try:
            _Dialect(self)
        except TypeError, e:
            # For compatibility with what the module raised at first.
            raise Error(str(e))


class excel(Dialect):
    """What Excel writes."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """What Excel writes with tabs."""

    delimiter = '\t'


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)


class DictReader:
    """Rows as dictionaries. Without fieldnames the first row has them.

    What a row has too much is a list under restkey; what it lacks is restval.
    """

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = self.reader.next()
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    # Old-style classes take the place of a property that is assigned to.
    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def next(self):
        if self.line_num == 0:
            # Read the names before the first row.
            self.fieldnames
        row = self.reader.next()
        self.line_num = self.reader.line_num
        while row == []:
            row = self.reader.next()
        names = self.fieldnames
        result = dict(zip(names, row))
        extra = len(row) - len(names)
        if extra > 0:
            result[self.restkey] = row[len(names):]
        elif extra < 0:
            for name in names[len(row):]:
                result[name] = self.restval
        return result


class DictWriter:
    """Writes dictionaries as rows of the fields named."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """Write a row of the field names."""
        self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [name for name in rowdict if name not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: '
                                 + ', '.join([repr(name) for name in wrong]))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._dict_to_list(row) for row in rowdicts])


class Sniffer:
    """Guesses the dialect of a sample, and whether its first row is a header."""

    def __init__(self):
        # In case of doubt, in this order.
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """The dialect (a class) of a sample; its delimiter is one of those given, if any are."""
        quotechar, doublequote, delimiter, skip = self._guess_quote_and_delimiter(sample, delimiters)
        if not delimiter:
            delimiter, skip = self._guess_delimiter(sample, delimiters)
        if not delimiter:
            raise Error('Could not determine delimiter')

        class dialect(Dialect):
            _name = 'sniffed'
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        # There is always one.
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skip
        return dialect

    def _guess_quote_and_delimiter(self, data, delimiters):
        """By what stands between quoted fields: (quote, doubled?, delimiter, space after it?)."""
        for pattern in (r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim)',
                        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)',
                        r'(?P<delim>>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
                        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n)'):
            matches = [m.groupdict() for m in re.compile(pattern, re.DOTALL | re.MULTILINE).finditer(data)]
            if matches:
                break
        else:
            return '', False, None, 0
        quotes = {}
        delims = {}
        spaces = 0
        for match in matches:
            quote = match['quote']
            quotes[quote] = quotes.get(quote, 0) + 1
            delim = match.get('delim')
            if delim and (delimiters is None or delim in delimiters):
                delims[delim] = delims.get(delim, 0) + 1
            if match.get('space'):
                spaces += 1
        quotechar = max(quotes, key=quotes.get)
        if delims:
            delim = max(delims, key=delims.get)
            skip = delims[delim] == spaces
            if delim == '\n':
                # A file with one column.
                delim = ''
        else:
            delim = ''
            skip = 0
        doubled = re.compile(r'((%(delim)s)|^)\W*%(quote)s[^%(delim)s\n]*%(quote)s[^%(delim)s\n]*%(quote)s\W*((%(delim)s)|$)'
                             % {'delim': re.escape(delim), 'quote': quotechar}, re.MULTILINE)
        return quotechar, bool(doubled.search(data)), delim, skip

    def _guess_delimiter(self, data, delimiters):
        """By which character is equally frequent in all lines: (delimiter, space after it?)."""
        lines = filter(None, data.split('\n'))
        characters = [chr(c) for c in range(127)]
        size = min(10, len(lines))
        frequencies = {}        # character -> {count in a line: number of such lines}
        modes = {}              # character -> (its commonest count, lines with it minus lines without)
        delims = {}
        iteration = 0
        start, end = 0, size
        while start < len(lines):
            iteration += 1
            for line in lines[start:end]:
                for char in characters:
                    counts = frequencies.setdefault(char, {})
                    count = line.count(char)
                    counts[count] = counts.get(count, 0) + 1
            for char, counts in frequencies.iteritems():
                items = counts.items()
                if len(items) == 1 and items[0][0] == 0:
                    continue
                if len(items) > 1:
                    best = max(items, key=lambda item: item[1])
                    items.remove(best)
                    modes[char] = best[0], best[1] - sum(item[1] for item in items)
                else:
                    modes[char] = items[0]
            total = float(size * iteration)
            # Less and less consistent ones, until there is one.
            consistency = 1.0
            while not delims and consistency >= 0.9:
                for char, (count, number) in modes.iteritems():
                    if count > 0 and number > 0 and number / total >= consistency \
                            and (delimiters is None or char in delimiters):
                        delims[char] = count, number
                consistency -= 0.01
            if len(delims) == 1:
                delim = delims.keys()[0]
                return delim, self._is_followed_by_space(lines[0], delim)
            start = end
            end += size
        if not delims:
            return '', 0
        # Several: one that all lines have, the preferred ones first.
        if len(delims) > 1:
            for char in self.preferred:
                if char in delims:
                    return char, self._is_followed_by_space(lines[0], char)
        delim = max((value, char) for char, value in delims.items())[1]
        return delim, self._is_followed_by_space(lines[0], delim)

    def _is_followed_by_space(self, line, delim):
        return line.count(delim) == line.count(delim + ' ')

    def has_header(self, sample):
        """Whether the first row differs from the others: in type, or in length of the text."""
        rows = reader(StringIO(sample), self.sniff(sample))
        header = rows.next()
        columns = len(header)
        kinds = dict.fromkeys(range(columns))
        for checked, row in enumerate(rows):
            if checked > 20:
                break
            if len(row) != columns:
                continue
            for column in kinds.keys():
                kind = _kind_of(row[column])
                if kind != kinds[column]:
                    if kinds[column] is None:
                        kinds[column] = kind
                    else:
                        # Not the same in all rows: it says nothing.
                        del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0


def _kind_of(text):
    """The type of number that a text is; its length if it is none."""
    for kind in int, long, float, complex:
        try:
            kind(text)
        except (ValueError, OverflowError):
            continue
        return int if kind is long else kind
    return len(text)
