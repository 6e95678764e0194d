"""A debugger: python -m pdb script.py, or pdb.set_trace() in a program."""

import bdb
import cmd
import os
import sys
import traceback
from repr import Repr

from _pdb_breakpoints import BreakpointCommands, find_function
from _pdb_display import DisplayCommands, line_prefix

__all__ = ['run', 'pm', 'Pdb', 'runeval', 'runctx', 'runcall', 'set_trace', 'post_mortem', 'help']

_repr = Repr()
_repr.maxstring = 200
_saferepr = _repr.repr


class Restart(Exception):
    """The program is to be started anew."""


class Pdb(BreakpointCommands, DisplayCommands, bdb.Bdb, cmd.Cmd):

    def __init__(self, completekey='tab', stdin=None, stdout=None, skip=None):
        bdb.Bdb.__init__(self, skip)
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        if stdout:
            self.use_rawinput = 0
        self.prompt = '(Pdb) '
        self.aliases = {}
        self.mainpyfile = ''
        self._wait_for_mainpyfile = 0
        self._init_commands()
        self.rcLines = _settings()
        try:
            # For editing, by the built-in raw_input().
            import readline
        except ImportError:
            pass

    # ---- where one is

    def reset(self):
        bdb.Bdb.reset(self)
        self.forget()

    def forget(self):
        self.stack = []
        self.curindex = 0
        self.curframe = self.lineno = None

    def setup(self, f, t):
        self.forget()
        self.stack, index = self.get_stack(f, t)
        self._select(index)
        self.execRcLines()

    def execRcLines(self):
        """Run the user's settings, once."""
        lines, self.rcLines = self.rcLines, []
        for line in lines:
            line = line.rstrip('\n')
            if line and not line.startswith('#'):
                self.onecmd(line)

    # ---- reasons to stop

    def user_call(self, frame, argument_list):
        if not self._wait_for_mainpyfile and self.stop_here(frame):
            print >>self.stdout, '--Call--'
            self.interaction(frame, None)

    def user_line(self, frame):
        if self._wait_for_mainpyfile:
            if self.canonic(frame.f_code.co_filename) != self.mainpyfile or frame.f_lineno <= 0:
                return
            self._wait_for_mainpyfile = 0
        if self.bp_commands(frame):
            self.interaction(frame, None)

    def user_return(self, frame, return_value):
        if not self._wait_for_mainpyfile:
            frame.f_locals['__return__'] = return_value
            print >>self.stdout, '--Return--'
            self.interaction(frame, None)

    def user_exception(self, frame, exc_info):
        if not self._wait_for_mainpyfile:
            kind, value, tb = exc_info
            frame.f_locals['__exception__'] = kind, value
            print >>self.stdout, '%s: %s' % (getattr(kind, '__name__', kind), _saferepr(value))
            self.interaction(frame, tb)

    def interaction(self, frame, traceback):
        """Ask the user what to do."""
        self.setup(frame, traceback)
        self.print_stack_entry(self.stack[self.curindex])
        self.cmdloop()
        self.forget()

    # ---- what is typed

    def default(self, line):
        """Run a statement in the current frame."""
        streams = sys.stdin, sys.stdout, sys.displayhook
        try:
            code = compile(line[line.startswith('!'):] + '\n', '<stdin>', 'single')
            try:
                sys.stdin, sys.stdout, sys.displayhook = self.stdin, self.stdout, self.displayhook
                exec code in self.curframe.f_globals, self.curframe_locals
            finally:
                sys.stdin, sys.stdout, sys.displayhook = streams
        except:
            self._complain()

    def displayhook(self, obj):
        """Print a value, but leave __builtin__._ to the program."""
        if obj is not None:
            print repr(obj)

    def precmd(self, line):
        """Replace aliases, and put off what comes after ;;."""
        words = line.split()
        while words and words[0] in self.aliases:
            line = self.aliases[words[0]]
            for number, word in enumerate(words[1:], 1):
                line = line.replace('%%%d' % number, word)
            line = line.replace('%*', ' '.join(words[1:]))
            words = line.split()
        # What an alias stands for is split when it is used.
        if ';;' in line and words[0] != 'alias':
            line, _, rest = line.partition(';;')
            self.cmdqueue.append(rest.lstrip())
            line = line.rstrip()
        return line

    def onecmd(self, line):
        return self.handle_command_def(line) if self.commands_defining else cmd.Cmd.onecmd(self, line)

    do_h = cmd.Cmd.do_help

    def do_alias(self, arg):
        """alias [name [command]]: give a command another name; %1, %* are arguments."""
        words = arg.split()
        if len(words) > 1:
            self.aliases[words[0]] = ' '.join(words[1:])
            return
        for name in words or sorted(self.aliases):
            if name in self.aliases:
                print >>self.stdout, '%s = %s' % (name, self.aliases[name])

    def do_unalias(self, arg):
        """unalias name: remove an alias."""
        for name in arg.split()[:1]:
            self.aliases.pop(name, None)

    # ---- going on

    def do_step(self, arg):
        """s(tep): to the next line, also in a function called."""
        self.set_step()
        return 1

    do_s = do_step

    def do_next(self, arg):
        """n(ext): to the next line of this function."""
        self.set_next(self.curframe)
        return 1

    do_n = do_next

    def do_until(self, arg):
        """unt(il): to a line after this one."""
        self.set_until(self.curframe)
        return 1

    do_unt = do_until

    def do_return(self, arg):
        """r(eturn): to where this function returns."""
        self.set_return(self.curframe)
        return 1

    do_r = do_return

    def do_continue(self, arg):
        """c(ont(inue)): to the next breakpoint."""
        self.set_continue()
        return 1

    do_c = do_cont = do_continue

    def do_jump(self, arg):
        """j(ump) line: go on at another line of this function."""
        if self.curindex < len(self.stack) - 1:
            print >>self.stdout, '*** You can only jump within the bottom frame'
            return
        try:
            line = int(arg)
        except ValueError:
            print >>self.stdout, "*** The 'jump' command requires a line number."
            return
        try:
            # Setting it makes the interpreter go there.
            self.curframe.f_lineno = line
        except ValueError as error:
            print >>self.stdout, '*** Jump failed:', error
            return
        self.stack[self.curindex] = self.curframe, line
        self.print_stack_entry(self.stack[self.curindex])

    do_j = do_jump

    def do_run(self, arg):
        """run [arguments]: start the program anew."""
        if arg:
            import shlex
            sys.argv = sys.argv[:1] + shlex.split(arg)
        raise Restart

    do_restart = do_run

    def do_debug(self, arg):
        """debug statement: debug it, with a debugger inside this one."""
        inner = Pdb(self.completekey, self.stdin, self.stdout)
        inner.prompt = '(%s) ' % self.prompt.strip()
        sys.settrace(None)
        print >>self.stdout, 'ENTERING RECURSIVE DEBUGGER'
        sys.call_tracing(inner.run, (arg, self.curframe.f_globals, self.curframe_locals))
        print >>self.stdout, 'LEAVING RECURSIVE DEBUGGER'
        sys.settrace(self.trace_dispatch)
        self.lastcmd = inner.lastcmd

    def do_quit(self, arg):
        """q(uit), exit: end the program."""
        self._user_requested_quit = 1
        self.set_quit()
        return 1

    do_q = do_exit = do_quit

    def do_EOF(self, arg):
        """The end of input: quit."""
        print >>self.stdout
        return self.do_quit(arg)

    def _runscript(self, filename):
        """Run a script. It finds itself in __main__, and nothing of this debugger."""
        import __main__
        vars(__main__).clear()
        vars(__main__).update(__name__='__main__', __file__=filename, __builtins__=__builtins__)
        self.mainpyfile = self.canonic(filename)
        self._wait_for_mainpyfile = 1
        self._user_requested_quit = 0
        self.run('execfile(%r)' % filename)


def _settings():
    """The lines of .pdbrc in the user's folder and in this one."""
    lines = []
    for folder in filter(None, (os.environ.get('HOME'), os.curdir)):
        try:
            with open(os.path.join(folder, '.pdbrc')) as file:
                lines += file.readlines()
        except IOError:
            pass
    return lines


# ---- for programs

def run(statement, globals=None, locals=None):
    """Debug a statement."""
    Pdb().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """Debug an expression; its value."""
    return Pdb().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    """Debug a statement in these namespaces."""
    run(statement, globals, locals)


def runcall(*args, **kwds):
    """Debug a call; its value."""
    return Pdb().runcall(*args, **kwds)


def set_trace():
    """Debug the caller from here on."""
    Pdb().set_trace(sys._getframe(1))


def post_mortem(t=None):
    """Look at a traceback, by default that of the exception being handled."""
    t = t or sys.exc_info()[2]
    if t is None:
        raise ValueError('A valid traceback must be passed if no exception is being handled')
    debugger = Pdb()
    debugger.reset()
    debugger.interaction(None, t)


def pm():
    """Look at the traceback of the last exception that nothing handled."""
    post_mortem(sys.last_traceback)


def help():
    """Print what the commands do."""
    texts = [getattr(Pdb, name).__doc__ for name in sorted(set(dir(Pdb))) if name.startswith('do_')]
    print '\n'.join(filter(None, texts))


def main():
    if not sys.argv[1:] or sys.argv[1] in ('-h', '--help'):
        print 'usage: pdb.py scriptfile [arg] ...'
        sys.exit(2)
    script = sys.argv[1]
    if not os.path.exists(script):
        print 'Error:', script, 'does not exist'
        sys.exit(1)
    del sys.argv[0]
    # What the script imports is beside it.
    sys.path[0] = os.path.dirname(script)
    debugger = Pdb()
    while _run_once(debugger, script):
        pass


def _run_once(debugger, script):
    """Run a script; whether to do so again."""
    try:
        debugger._runscript(script)
        if debugger._user_requested_quit:
            return False
        print 'The program finished and will be restarted'
    except Restart:
        print 'Restarting %s with arguments:\n\t%s' % (script, ' '.join(sys.argv[1:]))
    except SystemExit as leaving:
        print 'The program exited via sys.exit(). Exit status:', leaving
    except SyntaxError:
        traceback.print_exc()
        sys.exit(1)
    except:
        traceback.print_exc()
        print "Uncaught exception. Entering post mortem debugging\nRunning 'cont' or 'step' will restart the program"
        debugger.interaction(None, sys.exc_info()[2])
        print 'Post mortem debugger finished. The %s will be restarted' % script
    return True


if __name__ == '__main__':
    # Under its own name: __main__ is for the script.
    import pdb
    pdb.main()
