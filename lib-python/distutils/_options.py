"""Tables of options, as commands have them, written as text."""

import re

_ENTRY = re.compile(r'(\S+)\s+(\S)\s+(.*)')


def table(text):
    """The options that lines tell: a name (with '=' if it takes a value), a letter or '-' for none, what it is for.
    A line that is indented deeper than the first goes on with the text of the one before it."""
    lines = [line for line in text.expandtabs().split('\n') if line.strip()]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    options = []
    for line in lines:
        if line[margin] == ' ':
            name, letter, purpose = options.pop()
            options.append((name, letter, purpose + ' ' + line.strip()))
        else:
            name, letter, purpose = _ENTRY.match(line.strip()).groups()
            options.append((name, None if letter == '-' else letter, purpose))
    return options
