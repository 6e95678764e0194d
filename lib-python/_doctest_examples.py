"""The examples that doctest finds in a text, and the options that they may have."""

import re

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """The flag of this name, which is made if there is none."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


# How outputs are compared.
COMPARISON_FLAGS = 0
for _name in ('DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE',
              'ELLIPSIS', 'SKIP', 'IGNORE_EXCEPTION_DETAIL'):
    globals()[_name] = register_optionflag(_name)
    COMPARISON_FLAGS |= globals()[_name]

# How failures are reported.
REPORTING_FLAGS = 0
for _name in 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF', 'REPORT_ONLY_FIRST_FAILURE':
    globals()[_name] = register_optionflag(_name)
    REPORTING_FLAGS |= globals()[_name]


def _with_newline(text):
    return text if not text or text.endswith('\n') else text + '\n'


class Example:
    """Source, and the output that it should have.

    exc_msg is the message of the exception it should raise, lineno the
    line in the docstring, from 0, indent the columns before the prompt.
    options has flags that are set or not for this example only.
    """

    __module__ = 'doctest'

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = _with_newline(source) or '\n'
        self.want = _with_newline(want)
        self.exc_msg = exc_msg if exc_msg is None else _with_newline(exc_msg) or '\n'
        self.lineno, self.indent = lineno, indent
        self.options = {} if options is None else options

    def _identity(self):
        return self.source, self.want, self.exc_msg, self.lineno, self.indent

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return (other._identity(), other.options) == (self._identity(), self.options)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self._identity())


class DocTest:
    """The examples of a docstring, which run one after the other in one namespace."""

    __module__ = 'doctest'

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, basestring), \
            'DocTest no longer accepts str; use DocTestParser instead'
        self.examples, self.globs = examples, globs.copy()
        self.name, self.filename, self.lineno = name, filename, lineno
        self.docstring = docstring

    def __repr__(self):
        count = len(self.examples)
        contents = '%s example%s' % (count or 'no', '' if count == 1 else 's')
        return '<DocTest %s from %s:%s (%s)>' % (self.name, self.filename, self.lineno, contents)

    def _identity(self):
        return self.name, self.filename, self.lineno, self.docstring

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return (self._identity() == other._identity() and self.examples == other.examples
                and self.globs == other.globs)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self._identity())

    def _place(self):
        return self.name, self.filename, self.lineno, id(self)

    def __cmp__(self, other):
        return cmp(self._place(), other._place()) if isinstance(other, DocTest) else -1


class DocTestParser:
    """Finds the examples in a text."""

    __module__ = 'doctest'

    # A prompt and what continues it; then all up to a blank line or the next prompt.
    _EXAMPLE_RE = re.compile(r'(?P<source>^(?P<indent> *)>>>.*(?:\n *\.\.\..*)*)\n?'
                             r'(?P<want>(?:(?! *$| *>>>).+$\n?)*)', re.MULTILINE)

    # The message starts at the margin, what is above it does not.
    _EXCEPTION_RE = re.compile(
        r'^(?P<hdr>Traceback \((?:most recent call last|innermost last)\):)\s*$'
        r'(?P<stack>.*?)^(?P<msg>\w+.*)', re.MULTILINE | re.DOTALL)

    _OPTION_DIRECTIVE_RE = re.compile('#\\s*doctest:\\s*([^\n\'"]*)$', re.MULTILINE)

    _IS_BLANK_OR_COMMENT = re.compile('^ *(?:#.*)?$').match

    _INDENT_RE = re.compile(r'^( *)(?=\S)', re.MULTILINE)

    def get_doctest(self, string, globs, name, filename, lineno):
        """The DocTest of a text; all but the text is only kept in it."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        """The Examples of a text."""
        return [piece for piece in self.parse(string, name) if isinstance(piece, Example)]

    def parse(self, string, name='<string>'):
        """The Examples of a text, and as strings what is before, between and after them."""
        string = string.expandtabs()
        margin = self._min_indent(string)
        string = '\n'.join([line[margin:] for line in string.split('\n')])
        pieces, position, lineno = [], 0, 0
        for match in self._EXAMPLE_RE.finditer(string):
            text = string[position:match.start()]
            position = match.end()
            pieces.append(text)
            lineno += text.count('\n')
            source, options, want, exc_msg = self._parse_example(match, name, lineno)
            if not self._IS_BLANK_OR_COMMENT(source):
                pieces.append(Example(source, want, exc_msg, lineno,
                                      margin + len(match.group('indent')), options))
            lineno += match.group().count('\n')
        pieces.append(string[position:])
        return pieces

    def _parse_example(self, m, name, lineno):
        """(source, options, want, message of an exception), without indentation and prompts."""
        indent = len(m.group('indent'))
        source = m.group('source').split('\n')
        self._check_prompt_blank(source, indent, name, lineno)
        self._check_prefix(source[1:], ' ' * indent + '.', name, lineno)
        want = m.group('want').split('\n')
        if len(want) > 1 and not want[-1].strip(' '):
            want.pop()
        self._check_prefix(want, ' ' * indent, name, lineno + len(source))
        source = '\n'.join([line[indent + 4:] for line in source])
        want = '\n'.join([line[indent:] for line in want])
        exception = self._EXCEPTION_RE.match(want)
        return (source, self._find_options(source, name, lineno), want,
                exception and exception.group('msg'))

    def _find_options(self, source, name, lineno):
        """The flags of "# doctest: +NAME -NAME" in the source, as a dictionary."""
        directives = self._OPTION_DIRECTIVE_RE.findall(source)
        options = {}
        for option in ' '.join(directives).replace(',', ' ').split():
            sign, flag = option[0], OPTIONFLAGS_BY_NAME.get(option[1:])
            if flag is None or sign not in '+-':
                raise ValueError('line %r of the doctest for %s has an invalid option: %r'
                                 % (lineno + 1, name, option))
            options[flag] = sign == '+'
        if options and self._IS_BLANK_OR_COMMENT(source):
            raise ValueError('line %r of the doctest for %s has an option directive on a line '
                             'with no example: %r' % (lineno, name, source))
        return options

    def _min_indent(self, s):
        """The columns that all lines leave free."""
        return min(map(len, self._INDENT_RE.findall(s)) or [0])

    def _check_prompt_blank(self, lines, indent, name, lineno):
        """A blank must follow each prompt."""
        for number, line in enumerate(lines, lineno + 1):
            prompt, blank = line[indent:indent + 3], line[indent + 3:indent + 4]
            if blank not in ('', ' '):
                raise ValueError('line %r of the docstring for %s lacks blank after %s: %r'
                                 % (number, name, prompt, line))

    def _check_prefix(self, lines, prefix, name, lineno):
        """All lines but empty ones must start alike."""
        for number, line in enumerate(lines, lineno + 1):
            if line and not line.startswith(prefix):
                raise ValueError('line %r of the docstring for %s has inconsistent leading '
                                 'whitespace: %r' % (number, name, line))
