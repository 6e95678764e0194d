"""The breakpoints of bdb: what they are, and the part of Bdb that keeps them."""

import linecache
import sys


class Breakpoint:
    """A place where to stop. It has a number, and may have a condition, and hits that are to be ignored.

    All breakpoints are kept in the class: bpbynumber has None for those that were deleted, bplist has lists of those at a
    file's line.
    """

    next = 1
    bplist = {}
    bpbynumber = [None]

    __module__ = 'bdb'

    def __init__(self, file, line, temporary=0, cond=None, funcname=None):
        self.file = file
        self.line = line
        self.temporary = temporary
        self.cond = cond
        self.funcname = funcname
        # Known when the function is first called.
        self.func_first_executable_line = None
        self.enabled = 1
        self.ignore = self.hits = 0
        self.number = Breakpoint.next
        Breakpoint.next += 1
        self.bpbynumber.append(self)
        self.bplist.setdefault((file, line), []).append(self)

    def deleteMe(self):
        place = self.file, self.line
        self.bpbynumber[self.number] = None
        self.bplist[place].remove(self)
        if not self.bplist[place]:
            del self.bplist[place]

    def enable(self):
        self.enabled = 1

    def disable(self):
        self.enabled = 0

    def bpprint(self, out=None):
        """Print all about it."""
        lines = ['%-4dbreakpoint   %-5s%-5s at %s:%d' % (self.number, 'del' if self.temporary else 'keep',
                                                        'yes' if self.enabled else 'no', self.file, self.line)]
        if self.cond:
            lines.append('\tstop only if %s' % (self.cond,))
        if self.ignore:
            lines.append('\tignore next %d hits' % self.ignore)
        if self.hits:
            lines.append('\tbreakpoint already hit %d time%s' % (self.hits, '' if self.hits == 1 else 's'))
        print >>out or sys.stdout, '\n'.join(lines)


def checkfuncname(b, frame):
    """Whether the frame is where this breakpoint stops, if it is known to be on one of the breakpoint's lines."""
    if not b.funcname:
        # The line may be the first one of a function: then it is meant only where it is executed.
        return b.line == frame.f_lineno
    if b.funcname != frame.f_code.co_name:
        return False
    if not b.func_first_executable_line:
        b.func_first_executable_line = frame.f_lineno
    return b.func_first_executable_line == frame.f_lineno


def effective(file, line, frame):
    """(the breakpoint for which to stop here, whether it may be deleted if it is temporary), or (None, None)."""
    for breakpoint in Breakpoint.bplist[file, line]:
        if not breakpoint.enabled or not checkfuncname(breakpoint, frame):
            continue
        breakpoint.hits += 1
        if breakpoint.cond:
            try:
                wanted = eval(breakpoint.cond, frame.f_globals, frame.f_locals)
            except:
                # Whoever wrote the condition should see that it is wrong.
                return breakpoint, 0
            if not wanted:
                continue
        if breakpoint.ignore <= 0:
            return breakpoint, 1
        breakpoint.ignore -= 1
    return None, None


class BreakpointKeeper:
    """The part of Bdb that sets and clears breakpoints. Methods return a message where something is wrong.

    breaks maps files to the lines of their breakpoints.
    """

    def set_break(self, filename, lineno, temporary=0, cond=None, funcname=None):
        filename = self.canonic(filename)
        if not linecache.getline(filename, lineno):
            return 'Line %s:%d does not exist' % (filename, lineno)
        lines = self.breaks.setdefault(filename, [])
        if lineno not in lines:
            lines.append(lineno)
        Breakpoint(filename, lineno, temporary, cond, funcname)

    def get_break(self, filename, lineno):
        return lineno in self.get_file_breaks(filename)

    def get_breaks(self, filename, lineno):
        if not self.get_break(filename, lineno):
            return []
        return Breakpoint.bplist[self.canonic(filename), lineno] or []

    def get_file_breaks(self, filename):
        return self.breaks.get(self.canonic(filename), [])

    def get_all_breaks(self):
        return self.breaks

    def clear_break(self, filename, lineno):
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return 'There are no breakpoints in %s' % filename
        if lineno not in self.breaks[filename]:
            return 'There is no breakpoint at %s:%d' % (filename, lineno)
        self._clear_line(filename, lineno)
        self._prune_breaks(filename, lineno)

    def clear_bpbynumber(self, arg):
        try:
            number = int(arg)
        except:
            return 'Non-numeric breakpoint number (%s)' % arg
        try:
            breakpoint = Breakpoint.bpbynumber[number]
        except IndexError:
            return 'Breakpoint number (%d) out of range' % number
        if not breakpoint:
            return 'Breakpoint (%d) already deleted' % number
        breakpoint.deleteMe()
        self._prune_breaks(breakpoint.file, breakpoint.line)

    def clear_all_file_breaks(self, filename):
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return 'There are no breakpoints in %s' % filename
        for lineno in self.breaks.pop(filename):
            self._clear_line(filename, lineno)

    def clear_all_breaks(self):
        if not self.breaks:
            return 'There are no breakpoints'
        for breakpoint in filter(None, Breakpoint.bpbynumber):
            breakpoint.deleteMe()
        self.breaks = {}

    def _clear_line(self, filename, lineno):
        for breakpoint in Breakpoint.bplist[filename, lineno][:]:
            breakpoint.deleteMe()

    def _prune_breaks(self, filename, lineno):
        """Forget a line, and a file, that have no breakpoints left."""
        lines = self.breaks[filename]
        if not Breakpoint.bplist.get((filename, lineno)):
            lines.remove(lineno)
            if not lines:
                del self.breaks[filename]
