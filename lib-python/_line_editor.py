"""An editor of one line on a terminal, with the usual keys of Emacs.

Left, right, home, end or C-b, C-f, C-a, C-e move; M-b and M-f by words.
Backspace, delete and C-d erase; C-k, C-u, C-w, M-d and M-backspace cut, C-y
puts back what was cut, C-t swaps characters. Up, down or C-p, C-n and M-<, M->
go through the history, C-r searches it backwards. C-l clears the screen. C-d
on an empty line ends the input.
"""

import fcntl
import os
import struct
import sys
import termios

INPUT = 0
OUTPUT = 1

# What terminals send for keys, behind the escape character.
SEQUENCES = {
    '[A': 'up', '[B': 'down', '[C': 'right', '[D': 'left', '[H': 'home', '[F': 'end',
    'OA': 'up', 'OB': 'down', 'OC': 'right', 'OD': 'left', 'OH': 'home', 'OF': 'end',
    '[1~': 'home', '[7~': 'home', '[4~': 'end', '[8~': 'end', '[3~': 'delete',
    '[1;5C': 'word right', '[1;5D': 'word left', '[1;3C': 'word right', '[1;3D': 'word left',
    'f': 'word right', 'b': 'word left', 'd': 'cut word', '\x7f': 'cut word back',
    '<': 'first', '>': 'last',
}

CONTROLS = {
    '\x01': 'home', '\x02': 'left', '\x04': 'delete or end', '\x05': 'end', '\x06': 'right',
    '\x08': 'backspace', '\x0b': 'cut', '\x0c': 'clear', '\x0e': 'down', '\x10': 'up',
    '\x12': 'search', '\x14': 'swap', '\x15': 'cut back', '\x17': 'cut space word back',
    '\x19': 'paste', '\x7f': 'backspace', '\r': 'enter', '\n': 'enter',
}


class Editor(object):
    """The line being edited, the history, and what completes words."""

    def __init__(self):
        self.history = []
        self.completer = None
        self.completion_keys = set()
        self.completion_begin = self.completion_end = 0
        self.delimiters = ' \t\n`~!@#$%^&*()-=+[{]}\\|;:\'",<>/?'
        self.display_hook = self.startup_hook = self.pre_input_hook = None
        self.cut_text = []
        self._begin('')

    def _begin(self, prompt):
        self.characters = []    # byte strings, each the UTF-8 of one character
        self.cursor = 0
        self.place = len(self.history)
        self.edited = {}        # lines of the history as they were changed here
        self.rows_above = 0     # rows of the terminal between the first and the cursor's
        # All lines of a prompt but the last are shown once.
        head, newline, self.prompt = prompt.rpartition('\n')
        self.head = head + newline

    # ---- reading

    def read(self, prompt):
        """Show a prompt and read a line; None at the end of the input."""
        sys.stdout.flush()
        self._begin(prompt)
        if self.startup_hook:
            self._run_hook(self.startup_hook)
        self.saved = termios.tcgetattr(INPUT)
        self._enter()
        try:
            self._write(self.head)
            self.show()
            if self.pre_input_hook:
                self._run_hook(self.pre_input_hook)
                self.show()
            return self._edit()
        finally:
            self._move_below()
            termios.tcsetattr(INPUT, termios.TCSADRAIN, self.saved)

    def _enter(self):
        """Have the terminal give every key at once and show none."""
        mode = list(self.saved)
        mode[0] &= ~(termios.BRKINT | termios.ICRNL | termios.INPCK | termios.ISTRIP | termios.IXON)
        mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        mode[6] = list(mode[6])
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        termios.tcsetattr(INPUT, termios.TCSADRAIN, mode)

    def _run_hook(self, hook):
        try:
            hook()
        except Exception:
            pass

    def _byte(self):
        """The next byte; '' at the end."""
        while True:
            try:
                return os.read(INPUT, 1)
            except OSError, e:
                import errno
                if e.errno != errno.EINTR:
                    return ''
                # (An interrupt raises.) After a stop the terminal's mode is somebody else's.
                self._enter()
                self.rows_above = 0
                self.show()

    def _key(self):
        """The next key: a name, or the bytes of a character; None at the end."""
        first = self._byte()
        if not first:
            return None
        if first in self.completion_keys:
            return 'complete'
        if first == '\x1b':
            return self._sequence()
        if first in CONTROLS:
            return CONTROLS[first]
        for mark, more in ('\xf0', 3), ('\xe0', 2), ('\xc0', 1):
            if first >= mark:
                return first + ''.join([self._byte() for i in range(more)])
        return first

    def _sequence(self):
        rest = self._byte()
        if rest in ('[', 'O'):
            while True:
                last = self._byte()
                rest += last
                if not last or last.isalpha() or last == '~':
                    break
        return SEQUENCES.get(rest, 'nothing')

    def _edit(self):
        key = None
        while True:
            last, key = key, self._key()
            if key == 'search':
                key = self._search()
            if key is None:
                return self.text() or None
            if key == 'enter':
                self.cursor = len(self.characters)
                self.show()
                return self.text()
            if key == 'delete or end':
                if not self.characters:
                    return None
                key = 'delete'
            if key == 'complete':
                self._complete(again=last == 'complete')
            elif len(key) > 1 and ord(key[0]) < 0x80:
                getattr(self, 'key_' + key.replace(' ', '_'))()
            elif key >= ' ' or key == '\t':
                self.characters.insert(self.cursor, key)
                self.cursor += 1
                if self._appended(key):
                    continue
            self.show()

    # ---- the text

    def text(self):
        return ''.join(self.characters)

    def set_text(self, text):
        self.characters = split(text)
        self.cursor = len(self.characters)

    def insert(self, text):
        added = split(text)
        self.characters[self.cursor:self.cursor] = added
        self.cursor += len(added)

    def _cut(self, start, end):
        if start < end:
            self.cut_text = self.characters[start:end]
            del self.characters[start:end]
            self.cursor = start

    def _word_start(self, inside=lambda c: c.isalnum() or c >= '\x80'):
        at = self.cursor
        while at > 0 and not inside(self.characters[at - 1]):
            at -= 1
        while at > 0 and inside(self.characters[at - 1]):
            at -= 1
        return at

    def _word_end(self, inside=lambda c: c.isalnum() or c >= '\x80'):
        at = self.cursor
        while at < len(self.characters) and not inside(self.characters[at]):
            at += 1
        while at < len(self.characters) and inside(self.characters[at]):
            at += 1
        return at

    # ---- keys

    def key_nothing(self):
        pass

    def key_left(self):
        self.cursor = max(self.cursor - 1, 0)

    def key_right(self):
        self.cursor = min(self.cursor + 1, len(self.characters))

    def key_home(self):
        self.cursor = 0

    def key_end(self):
        self.cursor = len(self.characters)

    def key_word_left(self):
        self.cursor = self._word_start()

    def key_word_right(self):
        self.cursor = self._word_end()

    def key_delete(self):
        del self.characters[self.cursor:self.cursor + 1]

    def key_backspace(self):
        if self.cursor:
            self.cursor -= 1
            del self.characters[self.cursor]

    def key_cut(self):
        self._cut(self.cursor, len(self.characters))

    def key_cut_back(self):
        self._cut(0, self.cursor)

    def key_cut_word(self):
        self._cut(self.cursor, self._word_end())

    def key_cut_word_back(self):
        self._cut(self._word_start(), self.cursor)

    def key_cut_space_word_back(self):
        self._cut(self._word_start(lambda c: not c.isspace()), self.cursor)

    def key_paste(self):
        self.insert(''.join(self.cut_text))

    def key_swap(self):
        at = min(self.cursor, len(self.characters) - 1)
        if at > 0:
            pair = self.characters[at - 1:at + 1]
            self.characters[at - 1:at + 1] = reversed(pair)
            self.cursor = at + 1

    def key_clear(self):
        self._write('\x1b[H\x1b[2J')
        self.rows_above = 0

    # ---- history

    def _go(self, place):
        if 0 <= place <= len(self.history):
            self.edited[self.place] = self.text()
            self.place = place
            line = self.history[place] if place < len(self.history) else ''
            self.set_text(self.edited.get(place, line))

    def key_up(self):
        self._go(self.place - 1)

    def key_down(self):
        self._go(self.place + 1)

    def key_first(self):
        self._go(0)

    def key_last(self):
        self._go(len(self.history))

    def _search(self):
        """C-r: find lines backwards by what is typed. The key that ended it."""
        wanted, place = '', self.place
        before = self.characters, self.cursor, self.place
        prompt = self.prompt
        try:
            while True:
                self.prompt = "(reverse-i-search)`%s': " % wanted
                self.show()
                key = self._key()
                if key == 'search':
                    start = place - 1
                elif key == 'backspace':
                    wanted, start = ''.join(split(wanted)[:-1]), before[2]
                elif key == '\x07':
                    self.characters, self.cursor, self.place = before
                    return 'nothing'
                elif key is None or len(key) > 1 and key[0] < '\x80' or key < ' ':
                    return key
                else:
                    wanted, start = wanted + key, place
                for at in range(min(start, len(self.history) - 1), -1, -1):
                    found = self.history[at].find(wanted)
                    if found >= 0:
                        place = at
                        self._go(at)
                        self.cursor = len(split(self.text()[:found]))
                        break
        finally:
            self.prompt = prompt

    # ---- completion

    def _complete(self, again):
        if self.completer is None:
            self.insert('\t')
            return
        start = self.cursor
        while start > 0 and self.characters[start - 1] not in self.delimiters:
            start -= 1
        word = ''.join(self.characters[start:self.cursor])
        self.completion_begin = len(''.join(self.characters[:start]))
        self.completion_end = self.completion_begin + len(word)
        matches = []
        try:
            while True:
                match = self.completer(word, len(matches))
                if not isinstance(match, basestring):
                    break
                matches.append(str(match))
        except Exception:
            # As when there are no more.
            pass
        if not matches:
            return
        common = os.path.commonprefix(matches)
        if len(common) > len(word) or len(matches) == 1:
            del self.characters[start:self.cursor]
            self.cursor = start
            self.insert(common)
        elif again:
            self._list(word, sorted(set(matches)))

    def _list(self, word, matches):
        longest = max(map(len, matches))
        if self.display_hook:
            self._run_hook(lambda: self.display_hook(word, matches, longest))
            return
        self._move_below()
        columns = max(self._columns() // (longest + 2), 1)
        rows = (len(matches) + columns - 1) // columns
        for row in range(rows):
            line = [match.ljust(longest + 2) for match in matches[row::rows]]
            self._write(''.join(line).rstrip() + '\r\n')

    # ---- the terminal

    def _write(self, text):
        while text:
            text = text[os.write(OUTPUT, text):]

    def _columns(self):
        try:
            size = fcntl.ioctl(OUTPUT, termios.TIOCGWINSZ, '\0' * 8)
            return struct.unpack('4H', size)[1] or 80
        except IOError:
            return 80

    def _prompt_parts(self):
        """The prompt as it is written, and how many columns it takes: what is
        between the characters 1 and 2 takes none."""
        shown, width = [], 0
        for i, part in enumerate(self.prompt.replace('\x02', '\x01').split('\x01')):
            shown.append(part)
            if i % 2 == 0:
                width += len(split(part))
        return ''.join(shown), width

    def show(self):
        """Write prompt and line over what was shown of them before."""
        prompt, width = self._prompt_parts()
        columns = self._columns()
        end = width + len(self.characters)
        at = width + self.cursor
        out = ['\r']
        if self.rows_above:
            out.append('\x1b[%dA' % self.rows_above)
        out += ['\x1b[J', prompt]
        out += [c if c >= ' ' else ' ' for c in self.characters]
        if end and end % columns == 0:
            # Else the terminal stays behind the last column.
            out.append('\r\n')
        if end // columns > at // columns:
            out.append('\x1b[%dA' % (end // columns - at // columns))
        out.append('\r')
        if at % columns:
            out.append('\x1b[%dC' % (at % columns))
        self.rows_above = at // columns
        self._write(''.join(out))

    def _appended(self, key):
        """Show a character put at the end of a line that goes on in its row."""
        end = self._prompt_parts()[1] + len(self.characters)
        simple = key >= ' ' and self.cursor == len(self.characters) and end % self._columns()
        if simple:
            self._write(key)
        return simple

    def _move_below(self):
        """Leave the line: what is written next comes below it."""
        self.cursor = len(self.characters)
        self.show()
        self._write('\r\n')
        self.rows_above = 0


def split(text):
    """The characters of UTF-8 text; bytes that are none are characters of their own."""
    try:
        return [c.encode('utf-8') for c in text.decode('utf-8')]
    except UnicodeDecodeError:
        return list(text)
