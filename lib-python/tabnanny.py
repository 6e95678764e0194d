"""Indentation whose meaning depends on how wide tabs are.

    python -m tabnanny [-v] [-q] files and folders

tells of lines whose spaces and tabs compare otherwise with those of lines before when tabs have another width.
"""

import os
import sys
import tokenize

__version__ = '6'
__all__ = ['check', 'NannyNag', 'process_tokens']

verbose = 0
filename_only = 0


def errprint(*args):
    sys.stderr.write(' '.join(map(str, args)) + '\n')


class NannyNag(Exception):
    """A line that is not clear."""

    def __init__(self, lineno, msg, line):
        self.lineno, self.msg, self.line = lineno, msg, line

    def get_lineno(self):
        return self.lineno

    def get_msg(self):
        return self.msg

    def get_line(self):
        return self.line


class Whitespace:
    """The spaces and tabs that a line begins with.

    norm counts the tabs that stand after each number of spaces, and has the spaces after the last tab: that is all that
    decides how wide it is, so two are as wide whatever tabs are if their norms are equal.
    """

    def __init__(self, ws):
        self.raw = ws
        self.n = len(ws) - len(ws.lstrip(' \t'))
        runs = ws[:self.n].split('\t')
        self.nt = len(runs) - 1
        counts = [0] * (max([len(run) for run in runs[:-1]] + [-1]) + 1)
        for run in runs[:-1]:
            counts[len(run)] += 1
        self.norm = tuple(counts), len(runs[-1])
        self.is_simple = len(counts) <= 1

    def longest_run_of_spaces(self):
        counts, trailing = self.norm
        return max(len(counts) - 1, trailing)

    def indent_level(self, tabsize):
        counts, trailing = self.norm
        tabs = sum(count * (spaces // tabsize + 1) for spaces, count in enumerate(counts))
        return trailing + tabs * tabsize

    def equal(self, other):
        return self.norm == other.norm

    def _witnesses(self, other, unlike):
        """Widths of tabs and both levels, where these are as told. Beyond the longest run, wider tabs change nothing."""
        widest = max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 1
        levels = [(width, self.indent_level(width), other.indent_level(width)) for width in range(1, widest + 1)]
        return [level for level in levels if unlike(level[1], level[2])]

    def not_equal_witness(self, other):
        return self._witnesses(other, lambda mine, others: mine != others)

    def less(self, other):
        """Whether this is less wide, whatever tabs are."""
        return self.n < other.n and (self.is_simple and other.is_simple and self.nt <= other.nt
                                     or not self.not_less_witness(other))

    def not_less_witness(self, other):
        return self._witnesses(other, lambda mine, others: mine >= others)


def format_witnesses(w):
    return 'at tab size%s %s' % ('s' if len(w) > 1 else '', ', '.join(str(witness[0]) for witness in w))


def check(file):
    """Tells of the first unclear line of a file, or of all files in a folder."""
    if os.path.isdir(file) and not os.path.islink(file):
        if verbose:
            print '%r: listing directory' % (file,)
        for name in os.listdir(file):
            path = os.path.join(file, name)
            if os.path.isdir(path) and not os.path.islink(path) or os.path.normcase(name[-3:]) == '.py':
                check(path)
        return
    try:
        opened = open(file)
    except IOError as error:
        errprint('%r: I/O Error: %s' % (file, error))
        return
    if verbose > 1:
        print 'checking %r ...' % file
    with opened:
        _check_lines(file, opened)


def _check_lines(name, opened):
    try:
        process_tokens(tokenize.generate_tokens(opened.readline))
    except tokenize.TokenError as error:
        errprint('%r: Token Error: %s' % (name, error))
    except IndentationError as error:
        errprint('%r: Indentation Error: %s' % (name, error))
    except NannyNag as nag:
        shown = '"%s"' % name if ' ' in name else name
        if verbose:
            print '%r: *** Line %d: trouble in tab city! ***' % (name, nag.get_lineno())
            print 'offending line: %r' % (nag.get_line(),)
            print nag.get_msg()
        elif filename_only:
            print shown
        else:
            print shown, nag.get_lineno(), repr(nag.get_line())
    else:
        if verbose:
            print '%r: Clean bill of health.' % (name,)


def process_tokens(tokens):
    """NannyNag for the first line of a file's tokens that is not clear."""
    indents = [Whitespace('')]
    at_start = False
    for kind, text, start, _end, line in tokens:
        if kind == tokenize.NEWLINE:
            # The next line that is not blank nor a comment has to compare with those before.
            at_start = True
        elif kind == tokenize.INDENT:
            at_start = False
            here = Whitespace(text)
            if not indents[-1].less(here):
                raise NannyNag(start[0], 'indent not greater e.g. '
                               + format_witnesses(indents[-1].not_less_witness(here)), line)
            indents.append(here)
        elif kind == tokenize.DEDENT:
            at_start = True
            indents.pop()
        elif at_start and kind not in (tokenize.COMMENT, tokenize.NL):
            at_start = False
            here = Whitespace(line)
            if not indents[-1].equal(here):
                raise NannyNag(start[0], 'indent not equal e.g. '
                               + format_witnesses(indents[-1].not_equal_witness(here)), line)


def main():
    global verbose, filename_only
    import getopt
    try:
        options, names = getopt.getopt(sys.argv[1:], 'qv')
    except getopt.error as error:
        errprint(error)
        return
    for option, _value in options:
        filename_only += option == '-q'
        verbose += option == '-v'
    if not names:
        errprint('Usage:', sys.argv[0], '[-v] file_or_directory ...')
    for name in names:
        check(name)


if __name__ == '__main__':
    main()
