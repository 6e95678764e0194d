"""The part of pdb that shows things: the stack, sources and values."""

import linecache
import pprint
import sys

line_prefix = '\n-> '


class DisplayCommands:
    """The commands that show things. Where one is in the stack tell stack, curindex, curframe and curframe_locals."""

    # ---- the stack

    def do_where(self, arg):
        """w(here), bt: print the stack, the current frame last but for its callees."""
        self.print_stack_trace()

    do_w = do_bt = do_where

    def do_up(self, arg):
        """u(p): to the frame that called this one."""
        if self.curindex > 0:
            self._move(self.curindex - 1)
        else:
            print >>self.stdout, '*** Oldest frame'

    do_u = do_up

    def do_down(self, arg):
        """d(own): to the frame that this one called."""
        if self.curindex < len(self.stack) - 1:
            self._move(self.curindex + 1)
        else:
            print >>self.stdout, '*** Newest frame'

    do_d = do_down

    def _move(self, index):
        self._select(index)
        self.print_stack_entry(self.stack[index])
        self.lineno = None

    def _select(self, index):
        self.curindex = index
        self.curframe = self.stack[index][0]
        # Asked for again, it would lose what the user changed.
        self.curframe_locals = self.curframe.f_locals

    def print_stack_trace(self):
        try:
            for entry in self.stack:
                self.print_stack_entry(entry)
        except KeyboardInterrupt:
            pass

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        margin = '> ' if frame_lineno[0] is self.curframe else '  '
        print >>self.stdout, margin + self.format_stack_entry(frame_lineno, prompt_prefix)

    # ---- source

    def do_list(self, arg):
        """l(ist) [first[, last]]: print source, around the current line or on."""
        self.lastcmd = 'list'
        try:
            first, last = self._range(arg)
        except ValueError:
            print >>self.stdout, '*** Error in argument: %r' % arg
            return
        frame = self.curframe
        filename = frame.f_code.co_filename
        stops = self.get_file_breaks(filename)
        for number in range(first, last + 1):
            line = linecache.getline(filename, number, frame.f_globals)
            if not line:
                print >>self.stdout, '[EOF]'
                break
            marks = ('B' if number in stops else ' ') + ('->' if number == frame.f_lineno else '')
            print >>self.stdout, ('%3d' % number).ljust(4) + marks + '\t' + line,
            self.lineno = number

    do_l = do_list

    def _range(self, arg):
        """(first line, last line): what the user says, or the neighbourhood, or what comes after what was shown."""
        if not arg:
            first = max(1, self.curframe.f_lineno - 5) if self.lineno is None else self.lineno + 1
            return first, first + 10
        start, comma, end = arg.partition(',')
        start = int(start)
        if not comma:
            start = max(1, start - 5)
            return start, start + 10
        end = int(end)
        # A last line before the first one is a number of lines.
        return start, end if end >= start else start + end

    # ---- values

    def _complain(self, text=str):
        """Print the exception that is being handled."""
        kind, value = sys.exc_info()[:2]
        print >>self.stdout, '*** %s: %s' % (getattr(kind, '__name__', kind), text(value))

    def _getval(self, arg):
        try:
            return eval(arg, self.curframe.f_globals, self.curframe_locals)
        except:
            self._complain(repr)
            raise

    def _show_value(self, arg, show):
        try:
            show(self._getval(arg))
        except:
            # The user has been told.
            pass

    def _print(self, text):
        print >>self.stdout, text

    def do_p(self, arg):
        """p expression: print its value."""
        self._show_value(arg, lambda value: self._print(repr(value)))

    def do_pp(self, arg):
        """pp expression: print its value prettily."""
        self._show_value(arg, lambda value: pprint.pprint(value, self.stdout))

    def do_whatis(self, arg):
        """whatis expression: print the kind of its value."""
        def show(value):
            code = getattr(value, 'func_code', None)
            self._print('Function %s' % code.co_name if code else type(value))
        self._show_value(arg, show)

    def do_args(self, arg):
        """a(rgs): print this function's arguments."""
        code = self.curframe.f_code
        rest = (code.co_flags >> 2 & 1) + (code.co_flags >> 3 & 1)      # *, **
        for name in code.co_varnames[:code.co_argcount + rest]:
            print >>self.stdout, name, '=', self.curframe_locals.get(name, '*** undefined ***')

    do_a = do_args

    def do_retval(self, arg):
        """retval: print what the last function returned."""
        self._print(self.curframe_locals.get('__return__', '*** Not yet returned!'))

    do_rv = do_retval
