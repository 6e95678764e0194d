r"""Regular expressions.

Most characters of a pattern match themselves. Others are special:

    .            any character but a newline
    ^ $          the start; the end, or before a newline at the end
    * + ?        as often as possible: 0 or more, 1 or more, 0 or 1 times
    {m,n}        m to n times
    *? +? ?? {m,n}?    the same, as seldom as possible
    [...]        a character of a set; [^...] one that is not in it
    a|b          a or b
    (...)        a group, whose text is remembered
    (?iLmsux)    flags for the whole pattern (see below)
    (?:...)      a group that is not remembered
    (?P<name>...)   a group with a name; (?P=name) its text again
    (?#...)      a comment
    (?=...) (?!...)     if ... follows, or does not follow
    (?<=...) (?<!...)   if ... comes before, or does not
    (?(id/name)yes|no)  yes if that group has matched, else no
    \number      the text of a group again
    \A \Z        the start and the end of the string
    \b \B        a boundary of a word, or no boundary
    \d \D \s \S \w \W   a digit, blank, letter or digit or underscore, or none

Flags: I or IGNORECASE, L or LOCALE (\w, \b by locale), M or MULTILINE (^ and $
at every line), S or DOTALL (the dot matches newlines too), X or VERBOSE (blanks
and comments in the pattern), U or UNICODE (\w, \d, \s by Unicode).
"""

import copy_reg

import sre_compile
import sre_parse
from sre_constants import (
    SRE_FLAG_DEBUG as DEBUG, SRE_FLAG_DOTALL as DOTALL, SRE_FLAG_IGNORECASE as IGNORECASE, SRE_FLAG_LOCALE as LOCALE,
    SRE_FLAG_MULTILINE as MULTILINE, SRE_FLAG_TEMPLATE as TEMPLATE, SRE_FLAG_UNICODE as UNICODE, SRE_FLAG_VERBOSE as VERBOSE,
    error)
try:
    import _locale
except ImportError:
    _locale = None

__all__ = ['match', 'search', 'sub', 'subn', 'split', 'findall', 'compile', 'purge', 'template', 'escape', 'I', 'L', 'M', 'S', 'X', 'U',
           'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL', 'VERBOSE', 'UNICODE', 'error', 'finditer']

__version__ = '2.2.1'

I, L, M, S, T, U, X = IGNORECASE, LOCALE, MULTILINE, DOTALL, TEMPLATE, UNICODE, VERBOSE


def match(pattern, string, flags=0):
    """Match a pattern at the start of a string: a match object or None."""
    return _compile(pattern, flags).match(string)


def search(pattern, string, flags=0):
    """Look for a pattern anywhere in a string: a match object or None."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """Replace what the pattern matches, at most count times (0: every time).

    repl is a string, in which escapes such as \\1 and \\g<name> stand for
    groups, or a function that is called with the match object.
    """
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """Like sub(), but the result is (new string, number of replacements)."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """Split a string where the pattern matches; groups are part of the result."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """A list of all matches: of strings, or of tuples where there are groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over the match objects of all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """Make a pattern object of a regular expression."""
    return _compile(pattern, flags)


def purge():
    """Forget the expressions and replacements that were compiled."""
    _cache.clear()
    _cache_repl.clear()


def template(pattern, flags=0):
    """Make a pattern object that does not backtrack."""
    return _compile(pattern, flags | T)


_alphanum = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')


def escape(pattern):
    """Put a backslash before all characters but ASCII letters and digits."""
    characters = list(pattern)
    for i, character in enumerate(characters):
        if character not in _alphanum:
            characters[i] = '\\000' if character == '\000' else '\\' + character
    return pattern[:0].join(characters)


_pattern_type = type(sre_compile.compile('', 0))

# (type, pattern, flags) -> (pattern object, locale it depends on or None)
_cache = {}
_cache_repl = {}
_MAXCACHE = 100


def _current_locale():
    return _locale.setlocale(_locale.LC_CTYPE) if _locale else None


def _compile(pattern, flags):
    """The pattern object of an expression, from the cache if it is there."""
    key = type(pattern), pattern, flags
    try:
        found, locale = _cache[key]
    except KeyError:
        pass
    else:
        if locale is None or locale == _current_locale():
            return found
    if isinstance(pattern, _pattern_type):
        if not flags:
            return pattern
        raise ValueError('Cannot process flags argument with a compiled pattern')
    if not isinstance(pattern, basestring):
        raise TypeError('first argument must be string or compiled pattern')
    compiled = sre_compile.compile(pattern, flags)
    if not flags & DEBUG:
        if len(_cache) >= _MAXCACHE:
            _cache.clear()
        _cache[key] = compiled, _current_locale() if compiled.flags & LOCALE else None
    return compiled


def _compile_repl(*key):
    """The parsed form of (replacement, pattern), from the cache if it is there."""
    parsed = _cache_repl.get(key)
    if parsed is None:
        parsed = sre_parse.parse_template(*key)
        if len(_cache_repl) >= _MAXCACHE:
            _cache_repl.clear()
        _cache_repl[key] = parsed
    return parsed


# The next two are called by the matcher.

def _expand(pattern, match, template):
    """match.expand(template)"""
    return sre_parse.expand_template(sre_parse.parse_template(template, pattern), match)


def _subx(pattern, template):
    """What sub() replaces by: a string, or a function of the match object."""
    parsed = _compile_repl(template, pattern)
    groups, literals = parsed
    if not groups and len(literals) == 1:
        return literals[0]
    return lambda match: sre_parse.expand_template(parsed, match)


# Pattern objects are pickled as their source.
copy_reg.pickle(_pattern_type, lambda pattern: (_compile, (pattern.pattern, pattern.flags)), _compile)


class Scanner:
    """Splits text into tokens by a list of (pattern, action).

    action is a function of (scanner, text) that returns the token, None
    for no token, or else the token itself. Experimental.
    """

    def __init__(self, lexicon, flags=0):
        from sre_constants import BRANCH, SUBPATTERN
        self.lexicon = lexicon
        state = sre_parse.Pattern()
        state.flags = flags
        trees = []
        for number, (phrase, _) in enumerate(lexicon):
            tree = sre_parse.parse(phrase, flags)
            trees.append(sre_parse.SubPattern(state, [(SUBPATTERN, (number + 1, tree))]))
        state.groups = len(trees) + 1
        whole = sre_parse.SubPattern(state, [(BRANCH, (None, trees))])
        self.scanner = sre_compile.compile(whole)

    def scan(self, string):
        """(list of tokens, the rest of the string that nothing matches)."""
        tokens = []
        position = 0
        match = self.scanner.scanner(string).match
        while True:
            self.match = found = match()
            if not found or found.end() == position:
                break
            action = self.lexicon[found.lastindex - 1][1]
            if hasattr(action, '__call__'):
                action = action(self, found.group())
            if action is not None:
                tokens.append(action)
            position = found.end()
        return tokens, string[position:]
