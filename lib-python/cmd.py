"""A framework for interpreters of commands that are typed line by line."""

import string
import sys

__all__ = ['Cmd']

PROMPT = '(Cmd) '
IDENTCHARS = string.ascii_letters + string.digits + '_'


class Cmd:
    """Reads lines and calls do_X(the rest of the line) for the command X.

    "?" means help, "!" means shell, and an empty line repeats the last command. Help for X is what help_X() prints or the
    docstring of do_X(). complete_X(text, line, begidx, endidx) lists what could stand for the text in X's arguments.
    """

    prompt = PROMPT
    identchars = IDENTCHARS
    ruler = '='
    lastcmd = ''
    intro = None
    doc_leader = ''
    doc_header = 'Documented commands (type help <topic>):'
    misc_header = 'Miscellaneous help topics:'
    undoc_header = 'Undocumented commands:'
    nohelp = '*** No help on %s'
    use_rawinput = 1

    def __init__(self, completekey='tab', stdin=None, stdout=None):
        self.completekey = completekey
        self.stdin = sys.stdin if stdin is None else stdin
        self.stdout = sys.stdout if stdout is None else stdout
        # Lines that are taken before any are read.
        self.cmdqueue = []

    # ---- reading and running

    def cmdloop(self, intro=None):
        """Run commands until one returns true."""
        self.preloop()
        readline = self._readline_module()
        if readline:
            self.old_completer = readline.get_completer()
            readline.set_completer(self.complete)
            readline.parse_and_bind(self.completekey + ': complete')
        try:
            if intro is not None:
                self.intro = intro
            if self.intro:
                self._print(self.intro)
            stop = None
            while not stop:
                line = self.precmd(self.cmdqueue.pop(0) if self.cmdqueue else self._next_line())
                stop = self.postcmd(self.onecmd(line), line)
            self.postloop()
        finally:
            if readline:
                readline.set_completer(self.old_completer)

    def _readline_module(self):
        """The module that completes what is typed, where it is wanted and there."""
        if self.use_rawinput and self.completekey:
            try:
                import readline
                return readline
            except ImportError:
                pass
        return None

    def _next_line(self):
        """What is typed, or "EOF"."""
        if self.use_rawinput:
            try:
                return raw_input(self.prompt)
            except EOFError:
                return 'EOF'
        self.stdout.write(self.prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip('\r\n') if line else 'EOF'

    def _print(self, text):
        self.stdout.write('%s\n' % str(text))

    def precmd(self, line):
        """For subclasses: the line to run instead of this one."""
        return line

    def postcmd(self, stop, line):
        """For subclasses: whether to stop after this line, of which the command says so."""
        return stop

    def preloop(self):
        """For subclasses: called before the first line."""

    def postloop(self):
        """For subclasses: called after the last line."""

    def parseline(self, line):
        """(command, arguments, line without abbreviations); the first two are None where there is no command."""
        line = line.strip()
        if line.startswith('?'):
            line = 'help ' + line[1:]
        elif line.startswith('!') and hasattr(self, 'do_shell'):
            line = 'shell ' + line[1:]
        elif not line or line.startswith('!'):
            return None, None, line
        rest = line.lstrip(self.identchars)
        return line[:len(line) - len(rest)], rest.strip(), line

    def onecmd(self, line):
        """Run a line; whether to stop after it."""
        command, arguments, line = self.parseline(line)
        if not line:
            return self.emptyline()
        if command is None:
            return self.default(line)
        self.lastcmd = '' if line == 'EOF' else line
        method = getattr(self, 'do_' + command, None) if command else None
        return self.default(line) if method is None else method(arguments)

    def emptyline(self):
        """What an empty line does."""
        if self.lastcmd:
            return self.onecmd(self.lastcmd)

    def default(self, line):
        """What a line does that is no command."""
        self._print('*** Unknown syntax: %s' % line)

    # ---- completion

    def complete(self, text, state):
        """What could stand for the text, the first possibility for the state 0 and so on; for readline."""
        if state == 0:
            self.completion_matches = self._completions(text)
        return self.completion_matches[state] if state < len(self.completion_matches) else None

    def _completions(self, text):
        import readline
        typed = readline.get_line_buffer()
        line = typed.lstrip()
        start, end = [place - len(typed) + len(line) for place in (readline.get_begidx(), readline.get_endidx())]
        method = self.completenames
        if start > 0:
            command = self.parseline(line)[0]
            method = getattr(self, 'complete_%s' % command, self.completedefault) if command != '' else self.completedefault
        return method(text, line, start, end)

    def completedefault(self, *ignored):
        """The completions for the arguments of commands without complete_X()."""
        return []

    def completenames(self, text, *ignored):
        return self._names('do_', text)

    def complete_help(self, *args):
        return list(set(self.completenames(*args) + self._names('help_', args[0])))

    def get_names(self):
        """The names of methods, of base classes too, with repetitions."""
        names, classes = [], [self.__class__]
        for cls in classes:
            names += dir(cls)
            classes += cls.__bases__
        return names

    def _names(self, prefix, beginning=''):
        """What comes after a prefix of methods' names."""
        return [name[len(prefix):] for name in sorted(set(self.get_names())) if name.startswith(prefix + beginning)]

    # ---- help

    def do_help(self, arg):
        'List available commands with "help" or detailed help with "help cmd".'
        if not arg:
            self._list_topics()
        elif hasattr(self, 'help_' + arg):
            getattr(self, 'help_' + arg)()
        else:
            self._print(getattr(getattr(self, 'do_' + arg, None), '__doc__', None) or self.nohelp % (arg,))

    def _list_topics(self):
        topics, commands = self._names('help_'), self._names('do_')
        documented = [name for name in commands if name in topics or getattr(self, 'do_' + name).__doc__]
        self._print(self.doc_leader)
        self.print_topics(self.doc_header, documented, 15, 80)
        self.print_topics(self.misc_header, [name for name in topics if name not in commands], 15, 80)
        self.print_topics(self.undoc_header, [name for name in commands if name not in documented], 15, 80)

    def print_topics(self, header, cmds, cmdlen, maxcol):
        if cmds:
            self._print(header)
            if self.ruler:
                self._print(self.ruler * len(header))
            self.columnize(cmds, maxcol - 1)
            self.stdout.write('\n')

    def columnize(self, list, displaywidth=80):
        """Print strings in columns, in as few lines as can be."""
        wrong = [index for index, item in enumerate(list) if not isinstance(item, str)]
        if wrong:
            raise TypeError('list[i] not a string for i in ' + ', '.join(map(str, wrong)))
        if not list:
            self._print('<empty>')
            return
        for rows in range(1, len(list) + 1):
            columns = [list[start:start + rows] for start in range(0, len(list), rows)]
            widths = [max(map(len, column)) for column in columns]
            if sum(widths) + 2 * (len(widths) - 1) <= displaywidth:
                break
        for row in range(rows):
            texts = [column[row] for column in columns if row < len(column)]
            line = '  '.join(text.ljust(width) for text, width in zip(texts, widths))
            # A single column is not filled up.
            self._print(line if len(columns) > 1 else texts[0])
