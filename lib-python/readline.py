"""Editing of lines that are typed at a terminal, with their history.

The prompt and raw_input() read lines through this module once it is imported
and standard input and output are a terminal. Keys are those of Emacs: see
_line_editor. Key bindings cannot be changed, but for the one of completion:
parse_and_bind('tab: complete').
"""

import _line_editor

_editor = _line_editor.Editor()
_history_file_limit = -1
_READLINE_VERSION = _READLINE_RUNTIME_VERSION = 0x600


def parse_and_bind(string):
    """Understand one line of an init file: only what binds completion has an effect."""
    if string.lstrip().startswith('#'):
        return
    key, colon, action = string.partition(':')
    if not colon:
        # libedit's form: bind ^I rl_complete
        words = string.split()
        if len(words) == 3 and words[0] == 'bind':
            key, action = words[1:]
    if action.strip().strip('"') in ('complete', 'menu-complete', 'rl_complete'):
        key = key.strip().strip('"').lower()
        names = {'tab': '\t', '\\t': '\t', '^i': '\t', 'control-i': '\t', '\\c-i': '\t',
                 'esc': '\x1b', '\\e': '\x1b'}
        _editor.completion_keys.add(names.get(key, key))


def read_init_file(filename=None):
    """Understand the lines of an init file."""
    if filename is None:
        import os
        filename = os.environ.get('INPUTRC') or os.path.expanduser('~/.inputrc')
    with open(filename) as lines:
        for line in lines:
            parse_and_bind(line.rstrip('\n'))


def get_line_buffer():
    """The line being edited."""
    return _editor.text()


def insert_text(string):
    """Insert text at the cursor of the line being edited."""
    _editor.insert(string)


def redisplay():
    """Show the line being edited anew."""
    _editor.show()


def _history_path(filename):
    if filename is None:
        import os
        filename = os.path.expanduser('~/.history')
    return filename


def read_history_file(filename=None):
    """Add the lines of a file (by default ~/.history) to the history."""
    with open(_history_path(filename)) as lines:
        for line in lines:
            _editor.history.append(line.rstrip('\n'))


def write_history_file(filename=None):
    """Write the history to a file, as many lines as set_history_length() allows."""
    lines = _editor.history
    if _history_file_limit >= 0:
        lines = lines[len(lines) - min(len(lines), _history_file_limit):]
    import os
    # For its owner's eyes only.
    fd = os.open(_history_path(filename), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0600)
    with os.fdopen(fd, 'w') as out:
        for line in lines:
            out.write(line + '\n')


def get_history_length():
    """How many lines a history file may get; negative: any number."""
    return _history_file_limit


def set_history_length(length):
    global _history_file_limit
    _history_file_limit = int(length)


def get_current_history_length():
    return len(_editor.history)


def get_history_item(index):
    """A line of the history, counted from 1; None if there is no such line."""
    if 0 < index <= len(_editor.history):
        return _editor.history[index - 1]
    return None


def add_history(string):
    _editor.history.append(string)


def clear_history():
    del _editor.history[:]


def _check_position(pos):
    if pos < 0:
        raise ValueError('History index cannot be negative')
    if pos >= len(_editor.history):
        raise ValueError('No history item at position %d' % pos)


def remove_history_item(pos):
    """Drop a line of the history, counted from 0."""
    _check_position(pos)
    del _editor.history[pos]


def replace_history_item(pos, line):
    """Put another line in place of one, counted from 0."""
    _check_position(pos)
    _editor.history[pos] = line


def _callable_or_none(name, function):
    if function is not None and not callable(function):
        raise TypeError('set_%.50s(func): argument not callable' % name)
    return function


def set_completer(function=None):
    """Set what completes words: function(text, state) is called with state
    0, 1, 2 and so on until it gives no string."""
    _editor.completer = _callable_or_none('completer', function)


def get_completer():
    return _editor.completer


def set_completer_delims(string):
    """Set the characters between words."""
    _editor.delimiters = string


def get_completer_delims():
    return _editor.delimiters


def get_completion_type():
    return 9


def get_begidx():
    """Where the word being completed begins."""
    return _editor.completion_begin


def get_endidx():
    """Where the word being completed ends."""
    return _editor.completion_end


def set_completion_display_matches_hook(function=None):
    """Set what shows completions: function(substitution, matches, longest_match_length)."""
    _editor.display_hook = _callable_or_none('completion_display_matches_hook', function)


def set_startup_hook(function=None):
    """Set what is called just before a prompt is shown."""
    _editor.startup_hook = _callable_or_none('startup_hook', function)


def set_pre_input_hook(function=None):
    """Set what is called when a prompt has been shown."""
    _editor.pre_input_hook = _callable_or_none('pre_input_hook', function)


def _read_line(prompt):
    """Read a line with its newline; '' at the end of the input.

    KeyboardInterrupt if the user interrupts.
    """
    line = _editor.read(prompt)
    if line is None:
        return ''
    if line and (not _editor.history or _editor.history[-1] != line):
        _editor.history.append(line)
    return line + '\n'
