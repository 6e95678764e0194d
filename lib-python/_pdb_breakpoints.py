"""The part of pdb that is about breakpoints."""

import bdb
import linecache
import os
import re
import sys


class _Wrong(Exception):
    """What the user typed makes no sense; the text says why."""


def find_function(funcname, filename):
    """(name, file, line) of a function that is defined at the margin of a file, or None."""
    pattern = re.compile(r'def\s+%s\s*\(' % re.escape(funcname))
    try:
        with open(filename) as source:
            return next(((funcname, filename, number) for number, line in enumerate(source, 1) if pattern.match(line)), None)
    except IOError:
        return None


class BreakpointCommands:
    """The commands about breakpoints, and what happens when they are hit."""

    # ---- setting

    def do_break(self, arg, temporary=0):
        """b(reak) [[file:]line | function [, condition]]: set or list breakpoints."""
        if not arg:
            self._list_breakpoints()
            return
        place, comma, condition = arg.partition(',')
        try:
            filename, line, function = self._place(place.rstrip() if comma else place)
        except _Wrong as error:
            print >>self.stdout, '***', error
            return
        filename = filename or self.defaultFile()
        line = self.checkline(filename, line)
        if not line:
            return
        error = self.set_break(filename, line, temporary, condition.lstrip() if comma else None, function)
        if error:
            print >>self.stdout, '***', error
        else:
            breakpoint = self.get_breaks(filename, line)[-1]
            print >>self.stdout, 'Breakpoint %d at %s:%d' % (breakpoint.number, breakpoint.file, breakpoint.line)

    do_b = do_break

    def do_tbreak(self, arg):
        """tbreak: a breakpoint that is removed when it is reached."""
        self.do_break(arg, 1)

    def _list_breakpoints(self):
        if self.breaks:
            print >>self.stdout, 'Num Type         Disp Enb   Where'
            for breakpoint in filter(None, bdb.Breakpoint.bpbynumber):
                breakpoint.bpprint(self.stdout)

    def _place(self, text):
        """(file or None, line, function or None) of "file:line", of a line, or of a function's name."""
        name, colon, line = text.rpartition(':')
        if colon:
            filename = self.lookupmodule(name.rstrip())
            if not filename:
                raise _Wrong(' %r not found from sys.path' % name.rstrip())
            try:
                return filename, int(line), None
            except ValueError:
                raise _Wrong('Bad lineno: ' + line.lstrip())
        try:
            return None, int(text), None
        except ValueError:
            return self._function_place(text)

    def _function_place(self, text):
        try:
            function = eval(text, self.curframe.f_globals, self.curframe_locals)
        except:
            function = text
        code = getattr(getattr(function, 'im_func', function), 'func_code', None)
        if code is not None:
            return code.co_filename, code.co_firstlineno, code.co_name
        # One that is defined only later.
        name, filename, line = self.lineinfo(text)
        if not name:
            raise _Wrong('The specified object %r is not a function\nor was not found along sys.path.' % text)
        return filename, int(line), name

    def lineinfo(self, identifier):
        """(function, file, line) of a name such as "module.function", or three times None."""
        # In quotes, there may be text around it.
        quoted = identifier.split("'")
        path = quoted[min(1, len(quoted) - 1)].strip().split('.')
        if path[0] == 'self':
            del path[0]
        found = None
        if path and path[0]:
            filename = self.defaultFile()
            if len(path) > 1:
                filename = self.lookupmodule(path[0]) or filename
            found = find_function(path[min(1, len(path) - 1)], filename)
        return found or (None, None, None)

    def checkline(self, filename, lineno):
        """The line if it has code, else 0 after a message."""
        frame = getattr(self, 'curframe', None)
        line = linecache.getline(filename, lineno, frame.f_globals if frame is not None else None)
        if not line:
            print >>self.stdout, 'End of file'
            return 0
        if not line.strip() or line.lstrip().startswith(('#', '"""', "'''")):
            print >>self.stdout, '*** Blank or comment'
            return 0
        return lineno

    def defaultFile(self):
        """The file that is meant where none is named."""
        filename = self.curframe.f_code.co_filename
        return self.mainpyfile if filename == '<string>' and self.mainpyfile else filename

    def lookupmodule(self, filename):
        """The path of a file or module that is somewhere on sys.path, or None."""
        if os.path.isabs(filename) and os.path.exists(filename):
            return filename
        script = os.path.join(sys.path[0], filename)
        if os.path.exists(script) and self.canonic(script) == self.mainpyfile:
            return script
        if not os.path.splitext(filename)[1]:
            filename += '.py'
        if os.path.isabs(filename):
            return filename
        for folder in sys.path:
            while os.path.islink(folder):
                folder = os.readlink(folder)
            path = os.path.join(folder, filename)
            if os.path.exists(path):
                return path
        return None

    # ---- changing

    def _numbered(self, text):
        """The breakpoint of this number."""
        try:
            number = int(text)
        except ValueError:
            raise _Wrong('Breakpoint index %r is not a number' % text)
        breakpoints = bdb.Breakpoint.bpbynumber
        if not 0 <= number < len(breakpoints) or breakpoints[number] is None:
            raise _Wrong('No breakpoint numbered %s' % number)
        return breakpoints[number]

    def _each(self, arg, change):
        for text in arg.split():
            try:
                change(self._numbered(text))
            except _Wrong as error:
                print >>self.stdout, error

    def do_enable(self, arg):
        """enable number...: switch breakpoints on."""
        self._each(arg, bdb.Breakpoint.enable)

    def do_disable(self, arg):
        """disable number...: switch breakpoints off."""
        self._each(arg, bdb.Breakpoint.disable)

    def do_condition(self, arg):
        """condition number [expression]: stop only if it is true."""
        number, _, condition = arg.partition(' ')

        def change(breakpoint):
            breakpoint.cond = condition or None
            if not condition:
                print >>self.stdout, 'Breakpoint %d is now unconditional.' % breakpoint.number
        self._each(number or ' ', change)

    def do_ignore(self, arg):
        """ignore number [count]: do not stop so many times."""
        words = arg.split()
        try:
            count = int(words[1])
        except (IndexError, ValueError):
            count = 0

        def change(breakpoint):
            breakpoint.ignore = count
            if count > 0:
                print >>self.stdout, 'Will ignore next %d crossing%s of breakpoint %d.' % (
                    count, 's' if count > 1 else '', breakpoint.number)
            else:
                print >>self.stdout, 'Will stop next time breakpoint %d is reached.' % breakpoint.number
        self._each(''.join(words[:1]), change)

    def do_clear(self, arg):
        """cl(ear) [file:line | number...]: remove breakpoints, all by default."""
        filename, colon, line = arg.rpartition(':')
        if not arg:
            self._clear_all()
        elif colon:
            try:
                error = self.clear_break(filename, int(line))
            except ValueError:
                error = 'Invalid line number (%s)' % line
            if error:
                print >>self.stdout, '***', error
        else:
            self._each(arg, self._delete)

    def _delete(self, breakpoint):
        error = self.clear_bpbynumber(breakpoint.number)
        print >>self.stdout, '*** ' + error if error else 'Deleted breakpoint %d' % breakpoint.number

    do_cl = do_clear

    def _clear_all(self):
        try:
            answer = raw_input('Clear all breaks? ')
        except EOFError:
            answer = 'no'
        if answer.strip().lower() in ('y', 'yes'):
            self.clear_all_breaks()

    # ---- commands for breakpoints

    # They go on with the program, so that nothing can come after them.
    commands_resuming = ['do_continue', 'do_step', 'do_next', 'do_return', 'do_quit', 'do_jump']

    def _init_commands(self):
        self.commands = {}              # breakpoint's number -> commands
        self.commands_doprompt = {}     # whether to ask the user afterwards
        self.commands_silent = {}       # whether not to print where one is
        self.commands_defining = False
        self.commands_bnum = None

    def do_commands(self, arg):
        """commands [number]: commands to run at a breakpoint, up to "end"."""
        try:
            number = int(arg) if arg else len(bdb.Breakpoint.bpbynumber) - 1
        except ValueError:
            print >>self.stdout, 'Usage : commands [bnum]\n        ...\n        end'
            return
        self.commands_bnum = number
        self.commands[number] = []
        self.commands_doprompt[number], self.commands_silent[number] = True, False
        prompt, self.prompt = self.prompt, '(com) '
        self.commands_defining = True
        try:
            self.cmdloop()
        finally:
            self.commands_defining = False
            self.prompt = prompt

    def handle_command_def(self, line):
        """Take a line of the list of commands; 1 if it is the last."""
        command, argument, line = self.parseline(line)
        number = self.commands_bnum
        if not command:
            return None
        if command == 'silent':
            self.commands_silent[number] = True
            return None
        if command != 'end':
            self.commands[number].append(' '.join(filter(None, [command, argument])))
            method = getattr(self, 'do_' + command, self.default)
            if method.func_name not in self.commands_resuming:
                return None
            self.commands_doprompt[number] = False
        # Whatever else was typed in the same line.
        self.cmdqueue = []
        return 1

    def bp_commands(self, frame):
        """Run the commands of the breakpoint that was hit; whether the user is to be asked as usual."""
        number = getattr(self, 'currentbp', 0)
        if number not in self.commands:
            return 1
        self.currentbp = 0
        last_command = self.lastcmd
        self.setup(frame, None)
        for line in self.commands[number]:
            self.onecmd(line)
        self.lastcmd = last_command
        if not self.commands_silent[number]:
            self.print_stack_entry(self.stack[self.curindex])
        if self.commands_doprompt[number]:
            self.cmdloop()
        self.forget()
        return 0
