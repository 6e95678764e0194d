"""The parts of a debugger that do not talk to the user: tracing and breakpoints."""

import fnmatch
import os
import sys
import types

from _breakpoints import Breakpoint, BreakpointKeeper, checkfuncname, effective

__all__ = ['BdbQuit', 'Bdb', 'Breakpoint']


class BdbQuit(Exception):
    """Ends the program that is being debugged."""


def _frames(frame):
    """The frame and those it was called from."""
    while frame is not None:
        yield frame
        frame = frame.f_back


class Bdb(BreakpointKeeper):
    """A debugger. Subclasses define the methods user_..., in which they talk to the user, and do_clear().

    It does not stop in modules that match one of the patterns skip.

    stopframe       the frame to stop in, or in frames further out; None: in all. Within it only from the line stoplineno
                    on, or at no line if that is -1
    returnframe     the frame to stop in when it returns
    botframe        the outermost frame that is debugged
    """

    def __init__(self, skip=None):
        self.skip = set(skip) if skip else None
        self.breaks = {}
        self.fncache = {}
        self.frame_returning = None

    def canonic(self, filename):
        """The one form of a file's name. Names in angle brackets are no files."""
        if filename[:1] == '<' and filename[-1:] == '>':
            return filename
        if filename not in self.fncache:
            self.fncache[filename] = os.path.normcase(os.path.abspath(filename))
        return self.fncache[filename]

    def reset(self):
        import linecache
        linecache.checkcache()
        self.botframe = None
        self._set_stopinfo(None, None)

    # ---- events of the interpreter

    # Events with an argument; "line" has none.
    _METHODS = {'call': 'dispatch_call', 'return': 'dispatch_return', 'exception': 'dispatch_exception'}
    _PROFILING = 'c_call', 'c_return', 'c_exception'

    def trace_dispatch(self, frame, event, arg):
        if self.quitting:
            return None
        if event == 'line':
            return self.dispatch_line(frame)
        if event in self._METHODS:
            return getattr(self, self._METHODS[event])(frame, arg)
        if event not in self._PROFILING:
            print 'bdb.Bdb.dispatch: unknown debugging event: %r' % (event,)
        return self.trace_dispatch

    def dispatch_line(self, frame):
        if self.stop_here(frame) or self.break_here(frame):
            self._ask(self.user_line, frame)
        return self.trace_dispatch

    def dispatch_call(self, frame, arg):
        if self.botframe is None:
            # What is debugged begins here.
            self.botframe = frame.f_back
        elif self.stop_here(frame) or self.break_anywhere(frame):
            self._ask(self.user_call, frame, arg)
        else:
            return None
        return self.trace_dispatch

    def dispatch_return(self, frame, arg):
        if frame == self.returnframe or self.stop_here(frame):
            # set_step() has to know.
            self.frame_returning = frame
            try:
                self._ask(self.user_return, frame, arg)
            finally:
                self.frame_returning = None
        return self.trace_dispatch

    def dispatch_exception(self, frame, arg):
        if self.stop_here(frame):
            self._ask(self.user_exception, frame, arg)
        return self.trace_dispatch

    def _ask(self, method, *arguments):
        method(*arguments)
        if self.quitting:
            raise BdbQuit

    # ---- whether to stop

    def is_skipped_module(self, module_name):
        return any(fnmatch.fnmatch(module_name, pattern) for pattern in self.skip)

    def stop_here(self, frame):
        if self.skip and self.is_skipped_module(frame.f_globals.get('__name__')):
            return False
        if frame is self.stopframe:
            return self.stoplineno != -1 and frame.f_lineno >= self.stoplineno
        for outer in _frames(frame):
            # Not in what the frame to stop in has called.
            if outer is self.stopframe or outer is self.botframe:
                return outer is not self.stopframe
        return False

    def break_here(self, frame):
        filename = self.canonic(frame.f_code.co_filename)
        lines = self.breaks.get(filename)
        if not lines:
            return False
        # A breakpoint of a function is at the line of its "def".
        lineno = next((line for line in (frame.f_lineno, frame.f_code.co_firstlineno) if line in lines), None)
        if lineno is None:
            return False
        breakpoint, deletable = effective(filename, lineno, frame)
        if not breakpoint:
            return False
        self.currentbp = breakpoint.number
        if deletable and breakpoint.temporary:
            self.do_clear(str(breakpoint.number))
        return True

    def break_anywhere(self, frame):
        return self.canonic(frame.f_code.co_filename) in self.breaks

    # ---- for subclasses

    def do_clear(self, arg):
        """Delete a temporary breakpoint that has been hit."""
        raise NotImplementedError('subclass of bdb must implement do_clear()')

    def user_call(self, frame, argument_list):
        """A function is called in which there may be reason to stop."""

    def user_line(self, frame):
        """Stopped before a line."""

    def user_return(self, frame, return_value):
        """Stopped before a return."""

    def user_exception(self, frame, exc_info):
        """Stopped where an exception passes."""

    # ---- how to go on

    def _set_stopinfo(self, stopframe, returnframe, stoplineno=0):
        self.stopframe = stopframe
        self.returnframe = returnframe
        self.stoplineno = stoplineno
        self.quitting = 0

    def set_until(self, frame):
        """Stop at a line further down, or when the frame returns."""
        self._set_stopinfo(frame, frame, frame.f_lineno + 1)

    def set_step(self):
        """Stop at the next line wherever it is."""
        if self.frame_returning:
            # The caller is not traced if it was entered without a reason to stop in it.
            caller = self.frame_returning.f_back
            if caller and not caller.f_trace:
                caller.f_trace = self.trace_dispatch
        self._set_stopinfo(None, None)

    def set_next(self, frame):
        """Stop at the next line of this frame or of one further out."""
        self._set_stopinfo(frame, None)

    def set_return(self, frame):
        """Stop when this frame returns."""
        self._set_stopinfo(frame.f_back, frame)

    def set_trace(self, frame=None):
        """Debug from here on: from the caller, or from this frame."""
        self.reset()
        for outer in _frames(frame or sys._getframe(1)):
            outer.f_trace = self.trace_dispatch
            self.botframe = outer
        self.set_step()
        sys.settrace(self.trace_dispatch)

    def set_continue(self):
        """Stop at breakpoints only."""
        self._set_stopinfo(self.botframe, None, -1)
        if not self.breaks:
            # The program may run at full speed.
            sys.settrace(None)
            for frame in _frames(sys._getframe(1)):
                if frame is self.botframe:
                    break
                del frame.f_trace

    def set_quit(self):
        """End the program."""
        self._set_stopinfo(self.botframe, None, self.stoplineno)
        self.quitting = 1
        sys.settrace(None)

    # ---- the stack

    def get_stack(self, f, t):
        """([(frame, line)], index of the frame): from botframe to the frame f, then what the traceback t adds."""
        inner = []
        if t and t.tb_frame is f:
            t = t.tb_next
        while t is not None:
            inner.append((t.tb_frame, t.tb_lineno))
            t = t.tb_next
        outer = []
        for frame in _frames(f):
            outer.append((frame, frame.f_lineno))
            if frame is self.botframe:
                break
            f = frame.f_back
        stack = outer[::-1] + inner
        # Where botframe is not met, the program has ended, and what the traceback tells counts.
        current = stack if f is None else outer
        return stack, max(0, len(current) - 1)

    def format_stack_entry(self, frame_lineno, lprefix=': '):
        import linecache
        import repr
        frame, lineno = frame_lineno
        filename = self.canonic(frame.f_code.co_filename)
        variables = frame.f_locals
        arguments = repr.repr(variables['__args__']) if variables.get('__args__') else '()'
        returned = '->' + repr.repr(variables['__return__']) if '__return__' in variables else ''
        line = linecache.getline(filename, lineno, frame.f_globals)
        text = '%s(%r)%s%s%s' % (filename, lineno, frame.f_code.co_name or '<lambda>', arguments, returned)
        return text + lprefix + line.strip() if line else text

    # ---- running something

    def run(self, cmd, globals=None, locals=None):
        """Debug a statement, by default in the namespace of __main__."""
        if not isinstance(cmd, types.CodeType):
            cmd = compile(cmd + '\n', '<string>', 'exec')
        self._debug(eval, cmd, *_namespaces(globals, locals))

    def runeval(self, expr, globals=None, locals=None):
        """Debug an expression; its value."""
        if not isinstance(expr, types.CodeType):
            expr += '\n'
        return self._debug(eval, expr, *_namespaces(globals, locals))

    def runctx(self, cmd, globals, locals):
        self.run(cmd, globals, locals)

    def runcall(self, func, *args, **kwds):
        """Debug a call; its value."""
        return self._debug(func, *args, **kwds)

    def _debug(*arguments, **keywords):
        # Without names, for the function may have keywords of any.
        self, function = arguments[:2]
        self.reset()
        sys.settrace(self.trace_dispatch)
        try:
            return function(*arguments[2:], **keywords)
        except BdbQuit:
            pass
        finally:
            self.quitting = 1
            sys.settrace(None)


def _namespaces(globals, locals):
    if globals is None:
        import __main__
        globals = vars(__main__)
    return globals, globals if locals is None else locals


def set_trace():
    """Start debugging here, with a Bdb that never stops."""
    Bdb().set_trace()
