"""Parses regular expressions into trees.

A tree is a SubPattern: a sequence of (operator, argument), with arguments:

    LITERAL, NOT_LITERAL    the character's number
    ANY                     None
    IN                      a list of (NEGATE, None), (LITERAL, number),
                            (RANGE, (low, high)) and (CATEGORY, name)
    AT                      a name
    BRANCH                  (None, list of trees)
    SUBPATTERN              (group number or None, tree)
    MAX_REPEAT, MIN_REPEAT  (minimum, maximum, tree)
    GROUPREF                the group's number
    GROUPREF_EXISTS         (group number, tree, tree or None)
    ASSERT, ASSERT_NOT      (1 for ahead and -1 for behind, tree)
"""

import sys

from sre_constants import *

# What may begin something else than a literal, and what may begin a repetition.
SPECIAL_CHARS = '.[({*+?^$|\\'
REPEAT_CHARS = '{*+?'

DIGITS = frozenset('0123456789')
OCTDIGITS = frozenset('01234567')
HEXDIGITS = DIGITS | frozenset('abcdefABCDEF')
ASCIILETTERS = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
WHITESPACE = frozenset('\t\n\v\f\r ')

# Escapes of single characters, of positions, and of kinds of characters.
ESCAPES = dict(('\\' + letter, (LITERAL, ord(character))) for letter, character in zip('abtnvfr\\', '\a\b\t\n\v\f\r\\'))
_POSITIONS = {'A': AT_BEGINNING_STRING, 'Z': AT_END_STRING, 'b': AT_BOUNDARY, 'B': AT_NON_BOUNDARY}
_KINDS = {'d': CATEGORY_DIGIT, 'D': CATEGORY_NOT_DIGIT, 's': CATEGORY_SPACE, 'S': CATEGORY_NOT_SPACE,
          'w': CATEGORY_WORD, 'W': CATEGORY_NOT_WORD}

_KIND_ESCAPES = dict(('\\' + letter, (IN, [(CATEGORY, kind)])) for letter, kind in _KINDS.items())
CATEGORIES = dict((('\\' + letter, (AT, position)) for letter, position in _POSITIONS.items()), **_KIND_ESCAPES)

# What escapes mean within sets and outside of them, where the boundary of a word takes precedence over the backspace.
_SET_ESCAPES = dict(_KIND_ESCAPES, **ESCAPES)
_PLAIN_ESCAPES = dict(ESCAPES, **CATEGORIES)

# The letters of (?...).
FLAGS = dict(zip('iLmsxtu', [SRE_FLAG_IGNORECASE, SRE_FLAG_LOCALE, SRE_FLAG_MULTILINE, SRE_FLAG_DOTALL, SRE_FLAG_VERBOSE,
                             SRE_FLAG_TEMPLATE, SRE_FLAG_UNICODE]))

# Operators that match one character.
_UNITCODES = frozenset([ANY, RANGE, IN, LITERAL, NOT_LITERAL, CATEGORY])
_REPEATCODES = frozenset([MIN_REPEAT, MAX_REPEAT])
_PATTERNENDERS = frozenset('|)')
_OPEN_REPEATS = {'?': (0, 1), '*': (0, MAXREPEAT), '+': (1, MAXREPEAT)}


def _warn(message, category):
    """Warn at the line that called into the regular expression modules."""
    import warnings
    level = 1
    frame = sys._getframe()
    while frame.f_back is not None and frame.f_globals.get('__name__') in (
            're', 'sre_compile', 'sre_parse'):
        frame = frame.f_back
        level += 1
    warnings.warn(message, category, stacklevel=level)


class Pattern:
    """What is known of a pattern as a whole.

    groups is the number of groups, the whole match included; groupdict has the numbers of those with names, open those that
    are being parsed. lookbehind: whether that is within a look-behind assertion.
    """

    def __init__(self):
        self.groups, self.groupdict, self.open = 1, {}, set()
        self.flags = 0
        self.lookbehind = False

    def opengroup(self, name=None):
        """The number of a new group."""
        number = self.groups
        if name is not None and self.groupdict.setdefault(name, number) != number:
            raise error('redefinition of group name %r as group %d; was group %d' % (name, number, self.groupdict[name]))
        self.groups += 1
        self.open.add(number)
        return number

    def closegroup(self, number):
        self.open.remove(number)

    def checkgroup(self, gid):
        """Whether the group exists and is closed."""
        return gid < self.groups and gid not in self.open


class SubPattern:
    """A tree: see the module's description."""

    def __init__(self, pattern, data=None):
        self.pattern = pattern
        self.data = [] if data is None else data
        self.width = None

    def dump(self, level=0):
        """Print the tree."""
        indent = level * '  '
        for op, av in self.data:
            print indent + op,
            if op == IN:
                print
                for item, argument in av:
                    print indent + '  ' + item, argument
            elif op == BRANCH:
                print
                for i, alternative in enumerate(av[1]):
                    if i:
                        print indent + 'or'
                    alternative.dump(level + 1)
            elif op == GROUPREF_EXISTS:
                group, yes, no = av
                print group
                yes.dump(level + 1)
                if no:
                    print indent + 'else'
                    no.dump(level + 1)
            elif isinstance(av, (tuple, list)):
                at_start = False
                for argument in av:
                    if isinstance(argument, SubPattern):
                        if not at_start:
                            print
                        argument.dump(level + 1)
                        at_start = True
                    else:
                        print argument,
                        at_start = False
                if not at_start:
                    print
            else:
                print av

    # It is the sequence that data is.

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        return iter(self.data)

    def __getitem__(self, index):
        found = self.data[index]
        return SubPattern(self.pattern, found) if isinstance(index, slice) else found

    def __setitem__(self, index, item):
        self.data[index] = item

    def __delitem__(self, index):
        del self.data[index]

    def append(self, item):
        self.data.append(item)

    def insert(self, index, item):
        self.data.insert(index, item)

    def getwidth(self):
        """(the shortest, the longest) text that it can match.

        References to groups count nothing.
        """
        if self.width is not None:
            return self.width
        shortest = longest = 0
        for op, av in self.data:
            if op in _UNITCODES:
                shortest += 1
                longest += 1
            elif op is BRANCH:
                widths = [alternative.getwidth() for alternative in av[1]]
                shortest += min(width[0] for width in widths)
                longest += max(width[1] for width in widths)
            elif op is SUBPATTERN:
                low, high = av[1].getwidth()
                shortest += low
                longest += high
            elif op in _REPEATCODES:
                low, high = av[2].getwidth()
                shortest += low * av[0]
                longest += high * av[1]
            elif op is GROUPREF_EXISTS:
                low, high = av[1].getwidth()
                if av[2]:
                    no_low, no_high = av[2].getwidth()
                    low = min(low, no_low)
                    high = max(high, no_high)
                else:
                    low = 0
                shortest += low
                longest += high
            elif op is SUCCESS:
                break
        self.width = (min(shortest, MAXREPEAT - 1), min(longest, MAXREPEAT))
        return self.width


class Tokenizer:
    """Takes a pattern apart: into characters, and escapes of two."""

    def __init__(self, string):
        self.string = string
        self.index = 0
        self.__next()

    def __next(self):
        index = self.index
        if index >= len(self.string):
            self.next = None
            return
        char = self.string[index]
        if char == '\\':
            try:
                char += self.string[index + 1]
            except IndexError:
                raise error('bogus escape (end of line)')
        self.index = index + len(char)
        self.next = char

    def match(self, char, skip=1):
        """Whether char comes next; it is passed over unless skip is 0."""
        if char != self.next:
            return 0
        if skip:
            self.__next()
        return 1

    def get(self):
        """The next piece, passed over; None at the end."""
        this = self.next
        self.__next()
        return this

    def getwhile(self, charset, longest=MAXREPEAT):
        """Characters of charset that follow, at most so many."""
        text = ''
        while len(text) < longest and self.next in charset:
            text += self.get()
        return text

    def getuntil(self, terminator, problem):
        """What comes before the terminator, which is passed over too."""
        text = ''
        while True:
            char = self.get()
            if char is None:
                raise error(problem)
            if char == terminator:
                return text
            text += char

    def tell(self):
        return self.index, self.next

    def seek(self, index):
        self.index, self.next = index


def isident(char):
    """Whether a character can start a name."""
    return 'a' <= char <= 'z' or 'A' <= char <= 'Z' or char == '_'


def isdigit(char):
    return '0' <= char <= '9'


def isname(name):
    """Whether name is one for a group."""
    if not isident(name[0]):
        return False
    for char in name[1:]:
        if not isident(char) and not isdigit(char):
            return False
    return True


def _plain_escape(escape):
    """The literal of an escape that has no meaning of its own."""
    char = escape[1]
    if sys.py3kwarning and char in ASCIILETTERS:
        if char in 'Uu':
            _warn('bad escape %s; Unicode escapes are supported only since Python 3.3'
                  % escape, FutureWarning)
        else:
            _warn('bad escape %s' % escape, DeprecationWarning)
    return LITERAL, ord(char)


def _octal_escape(source, digit):
    """The literal of up to three octal digits, of which the first is known."""
    return LITERAL, int(digit + source.getwhile(OCTDIGITS, 2), 8) & 0xff


def _hexadecimal_escape(source, escape):
    """The literal of two hexadecimal digits after what the escape begins with."""
    digits = source.getwhile(HEXDIGITS, 2)
    if len(digits) != 2:
        raise error('bogus escape: %r' % (escape + digits))
    return LITERAL, int(digits, 16)


def _class_escape(source, escape):
    """Parse an escape in a set."""
    if escape in _SET_ESCAPES:
        return _SET_ESCAPES[escape]
    char = escape[1]
    if char == 'x':
        return _hexadecimal_escape(source, '\\' + escape)
    if char in OCTDIGITS:
        return _octal_escape(source, char)
    if char in DIGITS:
        raise error('bogus escape: %r' % escape)
    return _plain_escape(escape)


def _escape(source, escape, state):
    """Parse an escape outside of sets."""
    if escape in _PLAIN_ESCAPES:
        return _PLAIN_ESCAPES[escape]
    char = escape[1]
    if char == 'x':
        return _hexadecimal_escape(source, escape)
    if char == '0':
        return _octal_escape(source, char)
    if char in DIGITS:
        return _number_escape(source, char, state)
    return _plain_escape(escape)


def _number_escape(source, digits, state):
    """A reference to a group, or a literal if there are three octal digits."""
    if source.next in DIGITS:
        digits += source.get()
        if source.next in OCTDIGITS and OCTDIGITS.issuperset(digits):
            return LITERAL, int(digits + source.get(), 8) & 0xff
    group = int(digits)
    if group >= state.groups:
        raise error('bogus escape: %r' % ('\\' + digits))
    if not state.checkgroup(group):
        raise error('cannot refer to open group')
    _warn_of_reference(state)
    return GROUPREF, group


def _warn_of_reference(state):
    if state.lookbehind:
        _warn('group references in lookbehind assertions are not supported',
              RuntimeWarning)


def _parse_sub(source, state, nested=True):
    """Parse alternatives, up to the end or a closing parenthesis."""
    items = [_parse(source, state)]
    while source.match('|'):
        items.append(_parse(source, state))
    if nested and source.next and source.next != ')':
        raise error('pattern not properly closed')
    if len(items) == 1:
        return items[0]
    result = SubPattern(state)
    # What all alternatives start with is matched but once.
    while True:
        for item in items:
            if not item or item[0] != items[0][0]:
                break
        else:
            result.append(items[0][0])
            for item in items:
                del item[0]
            continue
        break
    for item in items:
        if len(item) != 1 or item[0][0] is not LITERAL:
            result.append((BRANCH, (None, items)))
            break
    else:
        # Single characters make a set.
        result.append((IN, [item[0] for item in items]))
    return result


def _parse_conditional(source, state, group):
    """Parse the one or two alternatives of (?(group)yes|no)."""
    yes = _parse(source, state)
    no = None
    if source.match('|'):
        no = _parse(source, state)
        if source.next == '|':
            raise error('conditional backref with more than two branches')
    if source.next and source.next != ')':
        raise error('pattern not properly closed')
    return SubPattern(state, [(GROUPREF_EXISTS, (group, yes, no))])


def _parse_set(source):
    """Parse a set after its opening bracket."""
    items = []
    if source.match('^'):
        items.append((NEGATE, None))
    first = True
    while True:
        this = source.get()
        if this is None:
            raise error('unexpected end of regular expression')
        if this == ']' and not first:
            break
        first = False
        low = _class_escape(source, this) if this[0] == '\\' else (LITERAL, ord(this))
        if not source.match('-'):
            items.append(low[1][0] if low[0] is IN else low)
            continue
        this = source.get()
        if this is None:
            raise error('unexpected end of regular expression')
        if this == ']':
            items.append(low[1][0] if low[0] is IN else low)
            items.append((LITERAL, ord('-')))
            break
        high = _class_escape(source, this) if this[0] == '\\' else (LITERAL, ord(this))
        if low[0] is not LITERAL or high[0] is not LITERAL or high[1] < low[1]:
            raise error('bad character range')
        items.append((RANGE, (low[1], high[1])))
    if len(items) == 1 and items[0][0] is LITERAL:
        return items[0]
    if len(items) == 2 and items[0][0] is NEGATE and items[1][0] is LITERAL:
        return NOT_LITERAL, items[1][1]
    return IN, items


def _parse_counts(source):
    """Parse what follows {: (minimum, maximum), or None if it is no repetition."""
    if source.next == '}':
        return None
    here = source.tell()
    low = high = source.getwhile(DIGITS)
    if source.match(','):
        high = source.getwhile(DIGITS)
    if not source.match('}'):
        source.seek(here)
        return None
    minimum = int(low) if low else 0
    maximum = int(high) if high else MAXREPEAT
    if low and minimum >= MAXREPEAT or high and maximum >= MAXREPEAT:
        raise OverflowError('the repetition number is too large')
    if maximum < minimum:
        raise error('bad repeat interval')
    return minimum, maximum


def _parse(source, state):
    """Parse a sequence, up to a bar, a closing parenthesis or the end."""
    result = SubPattern(state)
    append = result.data.append
    verbose = state.flags & SRE_FLAG_VERBOSE
    while True:
        this = source.next
        if this is None or this in _PATTERNENDERS:
            return result
        source.get()
        if verbose:
            if this in WHITESPACE:
                continue
            if this == '#':
                while this is not None and this != '\n':
                    this = source.get()
                continue
        if this[0] == '\\':
            append(_escape(source, this, state))
        elif this not in SPECIAL_CHARS:
            append((LITERAL, ord(this)))
        elif this == '[':
            append(_parse_set(source))
        elif this in REPEAT_CHARS:
            counts = _OPEN_REPEATS.get(this) or _parse_counts(source)
            if counts is None:
                append((LITERAL, ord(this)))
                continue
            item = result[-1:]
            if not item or item[0][0] is AT:
                raise error('nothing to repeat')
            if item[0][0] in _REPEATCODES:
                raise error('multiple repeat')
            op = MIN_REPEAT if source.match('?') else MAX_REPEAT
            result[-1] = (op, (counts[0], counts[1], item))
        elif this == '.':
            append((ANY, None))
        elif this == '(':
            item = _parse_group(source, state)
            if item is not None:
                append(item)
        elif this == '^':
            append((AT, AT_BEGINNING))
        else:
            append((AT, AT_END))


def _parse_group(source, state):
    """Parse what follows an opening parenthesis; None for what matches nothing."""
    capture = True
    name = None
    condition = None
    if source.match('?'):
        if source.match('P'):
            if source.match('<'):
                name = source.getuntil('>', 'unterminated name')
                if not name:
                    raise error('missing group name')
                if not isname(name):
                    raise error('bad character in group name %r' % name)
            elif source.match('='):
                return _parse_named_reference(source, state)
            else:
                char = source.get()
                if char is None:
                    raise error('unexpected end of pattern')
                raise error('unknown specifier: ?P%s' % char)
        elif source.match(':'):
            capture = False
        elif source.match('#'):
            while source.next is not None and source.next != ')':
                source.get()
            if not source.match(')'):
                raise error('unbalanced parenthesis')
            return None
        elif source.next is not None and source.next in '=!<':
            return _parse_assertion(source, state)
        elif source.match('('):
            capture = False
            condition = _parse_condition(source, state)
        else:
            return _parse_flags(source, state)
    group = state.opengroup(name) if capture else None
    if condition is None:
        tree = _parse_sub(source, state)
    else:
        tree = _parse_conditional(source, state, condition)
    if not source.match(')'):
        raise error('unbalanced parenthesis')
    if capture:
        state.closegroup(group)
    return SUBPATTERN, (group, tree)


def _parse_named_reference(source, state):
    """Parse what follows (?P=."""
    name = source.getuntil(')', 'unterminated name')
    if not name:
        raise error('missing group name')
    if not isname(name):
        raise error('bad character in backref group name %r' % name)
    group = state.groupdict.get(name)
    if group is None:
        raise error('unknown group name: {0!r}'.format(name))
    _warn_of_reference(state)
    return GROUPREF, group


def _parse_assertion(source, state):
    """Parse a look-ahead or look-behind assertion after its question mark."""
    direction = 1
    char = source.get()
    if char == '<':
        if source.next is None or source.next not in '=!':
            raise error('syntax error')
        direction = -1
        char = source.get()
        outer = state.lookbehind
        state.lookbehind = True
    tree = _parse_sub(source, state)
    if direction < 0:
        state.lookbehind = outer
    if not source.match(')'):
        raise error('unbalanced parenthesis')
    return ASSERT if char == '=' else ASSERT_NOT, (direction, tree)


def _parse_condition(source, state):
    """Parse the name or number in (?(...); the group's number."""
    name = source.getuntil(')', 'unterminated name')
    if not name:
        raise error('missing group name')
    if isname(name):
        group = state.groupdict.get(name)
        if group is None:
            raise error('unknown group name: {0!r}'.format(name))
    else:
        try:
            group = int(name)
        except ValueError:
            raise error('bad character in group name')
    _warn_of_reference(state)
    return group


def _parse_flags(source, state):
    """Parse the letters of (?...)."""
    if source.next not in FLAGS:
        raise error('unexpected end of pattern')
    while source.next in FLAGS:
        state.flags |= FLAGS[source.get()]
    char = source.get()
    if char is None:
        raise error('unexpected end of pattern')
    if char != ')':
        raise error('unknown extension')
    return None


def parse(str, flags=0, pattern=None):
    """Parse a regular expression; its tree, with what else is known in .pattern."""
    pattern = Pattern() if pattern is None else pattern
    pattern.str, pattern.flags = str, flags
    source = Tokenizer(str)
    tree = _parse_sub(source, pattern, nested=False)
    if (sys.py3kwarning and tree.pattern.flags & SRE_FLAG_LOCALE
            and tree.pattern.flags & SRE_FLAG_UNICODE):
        _warn('LOCALE and UNICODE flags are incompatible', DeprecationWarning)
    tail = source.get()
    if tail == ')':
        raise error('unbalanced parenthesis')
    if tail:
        raise error('bogus characters at end of regular expression')
    if not flags & SRE_FLAG_VERBOSE and tree.pattern.flags & SRE_FLAG_VERBOSE:
        # The flag was met in the pattern, whose start was read without it.
        return parse(str, tree.pattern.flags)
    if flags & SRE_FLAG_DEBUG:
        tree.dump()
    return tree


def parse_template(source, pattern):
    """Parse a replacement for sub(): (groups, literals).

    literals is the list of its parts, with None where groups go; groups is
    a list of (index in literals, group number).
    """
    tokens = Tokenizer(source)
    makechar = chr if isinstance(source, str) else unichr
    groups = []
    literals = []
    text = []

    def add_group(number):
        if text:
            literals.append(source[:0].join(text))
            del text[:]
        groups.append((len(literals), number))
        literals.append(None)

    while True:
        this = tokens.get()
        if this is None:
            break
        if this[0] != '\\':
            text.append(this)
            continue
        char = this[1]
        if char == 'g':
            if not tokens.match('<'):
                raise error('missing group name')
            add_group(_template_group(tokens.getuntil('>', 'unterminated group name'),
                                      pattern))
        elif char == '0':
            digits = char + tokens.getwhile(OCTDIGITS, 2)
            text.append(makechar(int(digits, 8) & 0xff))
        elif char in DIGITS:
            digits = char
            if tokens.next in DIGITS:
                digits += tokens.get()
                if (char in OCTDIGITS and digits[1] in OCTDIGITS
                        and tokens.next in OCTDIGITS):
                    text.append(makechar(int(digits + tokens.get(), 8) & 0xff))
                    continue
            add_group(int(digits))
        elif this in ESCAPES:
            text.append(makechar(ESCAPES[this][1]))
        else:
            if sys.py3kwarning and char in ASCIILETTERS:
                _warn('bad escape %s' % this, DeprecationWarning)
            text.append(this)
    if text:
        literals.append(source[:0].join(text))
    return groups, literals


def _template_group(name, pattern):
    """The number of the group that \\g<name> means."""
    if not name:
        raise error('missing group name')
    try:
        number = int(name)
    except ValueError:
        if not isname(name):
            raise error('bad character in group name')
        try:
            return pattern.groupindex[name]
        except KeyError:
            raise IndexError('unknown group name: {0!r}'.format(name))
    if number < 0:
        raise error('negative group number')
    return number


def expand_template(template, match):
    """The text of a parsed replacement for one match."""
    groups, literals = template
    literals = literals[:]
    try:
        for index, group in groups:
            text = match.group(group)
            if text is None:
                raise error('unmatched group')
            literals[index] = text
    except IndexError:
        raise error('invalid group reference')
    return match.string[:0].join(literals)
