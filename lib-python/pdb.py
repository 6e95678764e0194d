"""A debugger: python -m pdb script.py, or pdb.set_trace() in a program."""

import bdb
import cmd
import linecache
import os
import pprint
import re
import sys
import traceback
from repr import Repr

__all__ = ['run', 'pm', 'Pdb', 'runeval', 'runctx', 'runcall', 'set_trace',
           'post_mortem', 'help']

_repr = Repr()
_repr.maxstring = 200
_saferepr = _repr.repr

line_prefix = '\n-> '


class Restart(Exception):
    """The program is to be started anew."""


def find_function(funcname, filename):
    """(name, file, line) of a function in a file, or None."""
    pattern = re.compile(r'def\s+%s\s*[(]' % re.escape(funcname))
    try:
        stream = open(filename)
    except IOError:
        return None
    with stream:
        for number, line in enumerate(stream):
            if pattern.match(line):
                return funcname, filename, number + 1
    return None


class Pdb(bdb.Bdb, cmd.Cmd):

    def __init__(self, completekey='tab', stdin=None, stdout=None, skip=None):
        bdb.Bdb.__init__(self, skip=skip)
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        if stdout:
            self.use_rawinput = 0
        self.prompt = '(Pdb) '
        self.aliases = {}
        self.mainpyfile = ''
        self._wait_for_mainpyfile = 0
        try:
            import readline
        except ImportError:
            pass
        # Commands of the user's file, and of the directory's.
        self.rcLines = []
        for directory in os.environ.get('HOME'), os.curdir:
            if directory:
                try:
                    with open(os.path.join(directory, '.pdbrc')) as stream:
                        self.rcLines.extend(stream.readlines())
                except IOError:
                    pass
        self.commands = {}              # number -> list of commands
        self.commands_doprompt = {}
        self.commands_silent = {}
        self.commands_defining = False
        self.commands_bnum = None

    def reset(self):
        bdb.Bdb.reset(self)
        self.forget()

    def forget(self):
        self.lineno = None
        self.stack = []
        self.curindex = 0
        self.curframe = None

    def setup(self, f, t):
        self.forget()
        self.stack, self.curindex = self.get_stack(f, t)
        self.curframe = self.stack[self.curindex][0]
        # f_locals is made anew whenever it is read: keep what the user changes.
        self.curframe_locals = self.curframe.f_locals
        self.execRcLines()

    def execRcLines(self):
        lines, self.rcLines = self.rcLines, []
        for line in lines:
            line = line[:-1] if line[-1:] == '\n' else line
            if line and line[0] != '#':
                self.onecmd(line)

    # ---- stops

    def user_call(self, frame, argument_list):
        if self._wait_for_mainpyfile:
            return
        if self.stop_here(frame):
            print >> self.stdout, '--Call--'
            self.interaction(frame, None)

    def user_line(self, frame):
        if self._wait_for_mainpyfile:
            if (self.mainpyfile != self.canonic(frame.f_code.co_filename)
                    or frame.f_lineno <= 0):
                return
            self._wait_for_mainpyfile = 0
        if self.bp_commands(frame):
            self.interaction(frame, None)

    def bp_commands(self, frame):
        """Run the commands of the breakpoint reached; whether to talk to the user."""
        number = getattr(self, 'currentbp', False)
        if not number or number not in self.commands:
            return 1
        self.currentbp = 0
        lastcmd_back = self.lastcmd
        self.setup(frame, None)
        for line in self.commands[number]:
            self.onecmd(line)
        self.lastcmd = lastcmd_back
        if not self.commands_silent[number]:
            self.print_stack_entry(self.stack[self.curindex])
        if self.commands_doprompt[number]:
            self.cmdloop()
        self.forget()
        return 0

    def user_return(self, frame, return_value):
        if self._wait_for_mainpyfile:
            return
        frame.f_locals['__return__'] = return_value
        print >> self.stdout, '--Return--'
        self.interaction(frame, None)

    def user_exception(self, frame, exc_info):
        if self._wait_for_mainpyfile:
            return
        exc_type, exc_value, exc_traceback = exc_info
        frame.f_locals['__exception__'] = exc_type, exc_value
        name = exc_type if isinstance(exc_type, str) else exc_type.__name__
        print >> self.stdout, name + ':', _saferepr(exc_value)
        self.interaction(frame, exc_traceback)

    def interaction(self, frame, traceback):
        self.setup(frame, traceback)
        self.print_stack_entry(self.stack[self.curindex])
        self.cmdloop()
        self.forget()

    def displayhook(self, obj):
        # Unlike sys.displayhook, it leaves __builtin__._ alone.
        if obj is not None:
            print repr(obj)

    def default(self, line):
        """Execute a statement in the current frame."""
        if line[:1] == '!':
            line = line[1:]
        locals = self.curframe_locals
        globals = self.curframe.f_globals
        try:
            code = compile(line + '\n', '<stdin>', 'single')
            save = sys.stdout, sys.stdin, sys.displayhook
            try:
                sys.stdin = self.stdin
                sys.stdout = self.stdout
                sys.displayhook = self.displayhook
                exec code in globals, locals
            finally:
                sys.stdout, sys.stdin, sys.displayhook = save
        except:
            self._print_error()

    def _print_error(self):
        kind, value = sys.exc_info()[:2]
        name = kind if isinstance(kind, str) else kind.__name__
        print >> self.stdout, '***', name + ':', value

    def precmd(self, line):
        """Replace aliases; split commands at ;;."""
        if not line.strip():
            return line
        args = line.split()
        while args[0] in self.aliases:
            line = self.aliases[args[0]]
            for i, arg in enumerate(args[1:]):
                line = line.replace('%' + str(i + 1), arg)
            line = line.replace('%*', ' '.join(args[1:]))
            args = line.split()
        if args[0] != 'alias':
            marker = line.find(';;')
            if marker >= 0:
                self.cmdqueue.append(line[marker + 2:].lstrip())
                line = line[:marker].rstrip()
        return line

    def onecmd(self, line):
        if not self.commands_defining:
            return cmd.Cmd.onecmd(self, line)
        return self.handle_command_def(line)

    def handle_command_def(self, line):
        """Take a command for a breakpoint; 1 at the end of the list."""
        command, arg, line = self.parseline(line)
        if not command:
            return
        if command == 'silent':
            self.commands_silent[self.commands_bnum] = True
            return
        if command == 'end':
            self.cmdqueue = []
            return 1
        lines = self.commands[self.commands_bnum]
        lines.append(command + ' ' + arg if arg else command)
        func = getattr(self, 'do_' + command, self.default)
        if func.func_name in self.commands_resuming:
            # What goes on ends the list.
            self.commands_doprompt[self.commands_bnum] = False
            self.cmdqueue = []
            return 1

    commands_resuming = ['do_continue', 'do_step', 'do_next', 'do_return', 'do_quit',
                         'do_jump']

    # ---- breakpoints

    def do_commands(self, arg):
        """commands [number]: commands to run at a breakpoint, up to "end"."""
        if not arg:
            number = len(bdb.Breakpoint.bpbynumber) - 1
        else:
            try:
                number = int(arg)
            except:
                print >> self.stdout, ('Usage : commands [bnum]\n        ...\n'
                                       '        end')
                return
        self.commands_bnum = number
        self.commands[number] = []
        self.commands_doprompt[number] = True
        self.commands_silent[number] = False
        prompt_back = self.prompt
        self.prompt = '(com) '
        self.commands_defining = True
        try:
            self.cmdloop()
        finally:
            self.commands_defining = False
            self.prompt = prompt_back

    def do_break(self, arg, temporary=0):
        """b(reak) [[file:]line | function [, condition]]: set or list breakpoints."""
        if not arg:
            if self.breaks:
                print >> self.stdout, 'Num Type         Disp Enb   Where'
                for bp in bdb.Breakpoint.bpbynumber:
                    if bp:
                        bp.bpprint(self.stdout)
            return
        filename = lineno = cond = funcname = None
        arg, comma, condition = arg.partition(',')
        if comma:
            cond = condition.lstrip()
            arg = arg.rstrip()
        before, colon, after = arg.rpartition(':')
        if colon:
            filename = before.rstrip()
            found = self.lookupmodule(filename)
            if not found:
                print >> self.stdout, '*** ', repr(filename), 'not found from sys.path'
                return
            filename = found
            try:
                lineno = int(after.lstrip())
            except ValueError as problem:
                print >> self.stdout, '*** Bad lineno:', after.lstrip()
                return
        else:
            try:
                lineno = int(arg)
            except ValueError:
                try:
                    func = eval(arg, self.curframe.f_globals, self.curframe_locals)
                except:
                    func = arg
                try:
                    if hasattr(func, 'im_func'):
                        func = func.im_func
                    code = func.func_code
                    funcname = code.co_name
                    lineno = code.co_firstlineno
                    filename = code.co_filename
                except:
                    ok, filename, line = self.lineinfo(arg)
                    if not ok:
                        print >> self.stdout, ('*** The specified object %r is not a '
                                               'function\nor was not found along '
                                               'sys.path.' % arg)
                        return
                    funcname = ok
                    lineno = int(line)
        if not filename:
            filename = self.defaultFile()
        line = self.checkline(filename, lineno)
        if line:
            problem = self.set_break(filename, line, temporary, cond, funcname)
            if problem:
                print >> self.stdout, '***', problem
            else:
                bp = self.get_breaks(filename, line)[-1]
                print >> self.stdout, 'Breakpoint %d at %s:%d' % (bp.number, bp.file,
                                                                  bp.line)

    do_b = do_break

    def defaultFile(self):
        filename = self.curframe.f_code.co_filename
        if filename == '<string>' and self.mainpyfile:
            filename = self.mainpyfile
        return filename

    def do_tbreak(self, arg):
        """tbreak: a breakpoint that is removed when it is reached."""
        self.do_break(arg, 1)

    def lineinfo(self, identifier):
        """(function, file, line) of a name, or three times None."""
        failed = None, None, None
        parts = identifier.split("'")
        name = parts[0].strip() if len(parts) == 1 else parts[1].strip()
        if not name:
            return failed
        parts = name.split('.')
        if parts[0] == 'self':
            del parts[0]
            if not parts:
                return failed
        filename = self.defaultFile()
        if len(parts) == 1:
            item = parts[0]
        else:
            found = self.lookupmodule(parts[0])
            if found:
                filename = found
            item = parts[1]
        return find_function(item, filename) or failed

    def checkline(self, filename, lineno):
        """lineno if one can stop there, else 0 and a message."""
        globs = self.curframe.f_globals if hasattr(self, 'curframe') else None
        line = linecache.getline(filename, lineno, globs)
        if not line:
            print >> self.stdout, 'End of file'
            return 0
        line = line.strip()
        if not line or line[0] == '#' or line[:3] in ('"""', "'''"):
            print >> self.stdout, '*** Blank or comment'
            return 0
        return lineno

    def _breakpoint(self, text):
        """The breakpoint of a number, or None and a message."""
        try:
            bp = bdb.Breakpoint.bpbynumber[int(text)]
        except (ValueError, IndexError):
            print >> self.stdout, 'Breakpoint index %r is not a number' % text
            return None
        if bp is None:
            print >> self.stdout, 'No breakpoint numbered %r' % text
        return bp

    def do_enable(self, arg):
        """enable number...: switch breakpoints on."""
        for text in arg.split():
            bp = self._breakpoint(text)
            if bp:
                bp.enable()

    def do_disable(self, arg):
        """disable number...: switch breakpoints off."""
        for text in arg.split():
            bp = self._breakpoint(text)
            if bp:
                bp.disable()

    def do_condition(self, arg):
        """condition number [expression]: stop only if it is true."""
        words = arg.split(' ', 1)
        bp = self._breakpoint(words[0].strip())
        if bp:
            bp.cond = words[1] if len(words) > 1 else None
            if not bp.cond:
                print >> self.stdout, 'Breakpoint', bp.number, 'is now unconditional.'

    def do_ignore(self, arg):
        """ignore number [count]: do not stop so many times."""
        words = arg.split()
        bp = self._breakpoint(words[0]) if words else None
        if not bp:
            return
        try:
            bp.ignore = int(words[1])
        except (IndexError, ValueError):
            bp.ignore = 0
        if bp.ignore > 0:
            crossings = 'crossings' if bp.ignore > 1 else 'crossing'
            print >> self.stdout, 'Will ignore next %d %s of breakpoint %d.' % (
                bp.ignore, crossings, bp.number)
        else:
            print >> self.stdout, 'Will stop next time breakpoint', bp.number, \
                'is reached.'

    def do_clear(self, arg):
        """cl(ear) [file:line | number...]: remove breakpoints, all by default."""
        if not arg:
            try:
                reply = raw_input('Clear all breaks? ')
            except EOFError:
                reply = 'no'
            if reply.strip().lower() in ('y', 'yes'):
                self.clear_all_breaks()
            return
        if ':' in arg:
            filename, _, line = arg.rpartition(':')
            try:
                problem = self.clear_break(filename, int(line))
            except ValueError:
                problem = 'Invalid line number (%s)' % line
            if problem:
                print >> self.stdout, '***', problem
            return
        for text in arg.split():
            problem = self.clear_bpbynumber(text)
            if problem:
                print >> self.stdout, '***', problem
            else:
                print >> self.stdout, 'Deleted breakpoint', text

    do_cl = do_clear

    # ---- the stack

    def do_where(self, arg):
        """w(here), bt: print the stack, the current frame last but for its callees."""
        self.print_stack_trace()

    do_w = do_bt = do_where

    def _move(self, index):
        self.curindex = index
        self.curframe = self.stack[index][0]
        self.curframe_locals = self.curframe.f_locals
        self.print_stack_entry(self.stack[index])
        self.lineno = None

    def do_up(self, arg):
        """u(p): to the frame that called this one."""
        if self.curindex == 0:
            print >> self.stdout, '*** Oldest frame'
        else:
            self._move(self.curindex - 1)

    do_u = do_up

    def do_down(self, arg):
        """d(own): to the frame that this one called."""
        if self.curindex + 1 == len(self.stack):
            print >> self.stdout, '*** Newest frame'
        else:
            self._move(self.curindex + 1)

    do_d = do_down

    # ---- going on

    def do_until(self, arg):
        """unt(il): to a line after this one."""
        self.set_until(self.curframe)
        return 1

    do_unt = do_until

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

    def do_run(self, arg):
        """run [arguments]: start the program anew."""
        if arg:
            import shlex
            argv0 = sys.argv[0:1]
            sys.argv = shlex.split(arg)
            sys.argv[:0] = argv0
        raise Restart

    do_restart = do_run

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
        if self.curindex + 1 != len(self.stack):
            print >> self.stdout, '*** You can only jump within the bottom frame'
            return
        try:
            line = int(arg)
        except ValueError:
            print >> self.stdout, "*** The 'jump' command requires a line number."
            return
        try:
            self.curframe.f_lineno = line
            self.stack[self.curindex] = self.stack[self.curindex][0], line
            self.print_stack_entry(self.stack[self.curindex])
        except ValueError as problem:
            print >> self.stdout, '*** Jump failed:', problem

    do_j = do_jump

    def do_debug(self, arg):
        """debug statement: debug it, with a debugger inside this one."""
        sys.settrace(None)
        globals = self.curframe.f_globals
        inner = Pdb(self.completekey, self.stdin, self.stdout)
        inner.prompt = '(%s) ' % self.prompt.strip()
        print >> self.stdout, 'ENTERING RECURSIVE DEBUGGER'
        sys.call_tracing(inner.run, (arg, globals, self.curframe_locals))
        print >> self.stdout, 'LEAVING RECURSIVE DEBUGGER'
        sys.settrace(self.trace_dispatch)
        self.lastcmd = inner.lastcmd

    def do_quit(self, arg):
        """q(uit), exit: end the program."""
        self._user_requested_quit = 1
        self.set_quit()
        return 1

    do_q = do_exit = do_quit

    do_h = cmd.Cmd.do_help

    def do_EOF(self, arg):
        """The end of input: quit."""
        print >> self.stdout
        return self.do_quit(arg)

    # ---- showing things

    def do_args(self, arg):
        """a(rgs): print this function's arguments."""
        code = self.curframe.f_code
        locals = self.curframe_locals
        n = code.co_argcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
        for name in code.co_varnames[:n]:
            print >> self.stdout, name, '=',
            print >> self.stdout, locals.get(name, '*** undefined ***')

    do_a = do_args

    def do_retval(self, arg):
        """retval: print what the last function returned."""
        if '__return__' in self.curframe_locals:
            print >> self.stdout, self.curframe_locals['__return__']
        else:
            print >> self.stdout, '*** Not yet returned!'

    do_rv = do_retval

    def _getval(self, arg):
        try:
            return eval(arg, self.curframe.f_globals, self.curframe_locals)
        except:
            self._print_error()
            raise

    def do_p(self, arg):
        """p expression: print its value."""
        try:
            print >> self.stdout, repr(self._getval(arg))
        except:
            pass

    def do_pp(self, arg):
        """pp expression: print its value prettily."""
        try:
            pprint.pprint(self._getval(arg), self.stdout)
        except:
            pass

    def do_list(self, arg):
        """l(ist) [first[, last]]: print source, around the current line or on."""
        self.lastcmd = 'list'
        last = None
        if arg:
            try:
                first, comma, end = arg.partition(',')
                first = int(first)
                if comma:
                    last = int(end)
                    if last < first:
                        # A count.
                        last = first + last
                else:
                    first = max(1, first - 5)
            except ValueError:
                print >> self.stdout, '*** Error in argument:', repr(arg)
                return
        elif self.lineno is None:
            first = max(1, self.curframe.f_lineno - 5)
        else:
            first = self.lineno + 1
        if last is None:
            last = first + 10
        filename = self.curframe.f_code.co_filename
        breaklist = self.get_file_breaks(filename)
        for lineno in range(first, last + 1):
            line = linecache.getline(filename, lineno, self.curframe.f_globals)
            if not line:
                print >> self.stdout, '[EOF]'
                break
            text = repr(lineno).rjust(3)
            if len(text) < 4:
                text += ' '
            text += 'B' if lineno in breaklist else ' '
            if lineno == self.curframe.f_lineno:
                text += '->'
            print >> self.stdout, text + '\t' + line,
            self.lineno = lineno

    do_l = do_list

    def do_whatis(self, arg):
        """whatis expression: print the kind of its value."""
        try:
            value = eval(arg, self.curframe.f_globals, self.curframe_locals)
        except:
            self._print_error()
            return
        code = getattr(value, 'func_code', None)
        if code is not None and hasattr(value, 'im_func'):
            print >> self.stdout, 'Method', code.co_name
        elif code is not None:
            print >> self.stdout, 'Function', code.co_name
        else:
            print >> self.stdout, type(value)

    def do_alias(self, arg):
        """alias [name [command]]: give a command another name; %1, %* are arguments."""
        words = arg.split()
        if not words:
            for name in sorted(self.aliases):
                print >> self.stdout, '%s = %s' % (name, self.aliases[name])
        elif len(words) == 1:
            if words[0] in self.aliases:
                print >> self.stdout, '%s = %s' % (words[0], self.aliases[words[0]])
        else:
            self.aliases[words[0]] = ' '.join(words[1:])

    def do_unalias(self, arg):
        """unalias name: remove an alias."""
        words = arg.split()
        if words:
            self.aliases.pop(words[0], None)

    def print_stack_trace(self):
        try:
            for frame_lineno in self.stack:
                self.print_stack_entry(frame_lineno)
        except KeyboardInterrupt:
            pass

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        frame, lineno = frame_lineno
        print >> self.stdout, '>' if frame is self.curframe else ' ',
        print >> self.stdout, self.format_stack_entry(frame_lineno, prompt_prefix)

    def lookupmodule(self, filename):
        """The path of a file, looked for along sys.path; None if it is not found."""
        if os.path.isabs(filename) and os.path.exists(filename):
            return filename
        path = os.path.join(sys.path[0], filename)
        if os.path.exists(path) and self.canonic(path) == self.mainpyfile:
            return path
        if not os.path.splitext(filename)[1]:
            filename += '.py'
        if os.path.isabs(filename):
            return filename
        for directory in sys.path:
            while os.path.islink(directory):
                directory = os.readlink(directory)
            path = os.path.join(directory, filename)
            if os.path.exists(path):
                return path
        return None

    def _runscript(self, filename):
        # The script finds itself in __main__; what was there is of no use to it.
        import __main__
        __main__.__dict__.clear()
        __main__.__dict__.update({'__name__': '__main__', '__file__': filename,
                                  '__builtins__': __builtins__})
        # Do not stop before the script's first line.
        self._wait_for_mainpyfile = 1
        self.mainpyfile = self.canonic(filename)
        self._user_requested_quit = 0
        self.run('execfile(%r)' % filename)


def run(statement, globals=None, locals=None):
    """Debug a statement."""
    Pdb().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """Debug an expression; its value."""
    return Pdb().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    """run(), by another name."""
    run(statement, globals, locals)


def runcall(*args, **kwds):
    """Debug a call; its value."""
    return Pdb().runcall(*args, **kwds)


def set_trace():
    """Start debugging at the caller."""
    Pdb().set_trace(sys._getframe().f_back)


def post_mortem(t=None):
    """Look at a traceback, by default that of the exception being handled."""
    if t is None:
        t = sys.exc_info()[2]
        if t is None:
            raise ValueError('A valid traceback must be passed if no exception is '
                             'being handled')
    p = Pdb()
    p.reset()
    p.interaction(None, t)


def pm():
    """Look at the traceback of the last exception that was not handled."""
    post_mortem(sys.last_traceback)


def test():
    """Debug a statement of the module test_pdb's."""
    run('import x; x.main()')


def help():
    """Print what the commands do."""
    for name in sorted(set(dir(Pdb))):
        if name.startswith('do_'):
            doc = getattr(Pdb, name).__doc__
            if doc:
                print doc


def main():
    if not sys.argv[1:] or sys.argv[1] in ('--help', '-h'):
        print 'usage: pdb.py scriptfile [arg] ...'
        sys.exit(2)
    script = sys.argv[1]
    if not os.path.exists(script):
        print 'Error:', script, 'does not exist'
        sys.exit(1)
    del sys.argv[0]
    sys.path[0] = os.path.dirname(script)
    debugger = Pdb()
    while True:
        try:
            debugger._runscript(script)
            if debugger._user_requested_quit:
                break
            print 'The program finished and will be restarted'
        except Restart:
            print 'Restarting', script, 'with arguments:'
            print '\t' + ' '.join(sys.argv[1:])
        except SystemExit:
            print 'The program exited via sys.exit(). Exit status:', sys.exc_info()[1]
        except SyntaxError:
            traceback.print_exc()
            sys.exit(1)
        except:
            traceback.print_exc()
            print 'Uncaught exception. Entering post mortem debugging'
            print 'Running \'cont\' or \'step\' will restart the program'
            debugger.interaction(None, sys.exc_info()[2])
            print 'Post mortem debugger finished. The %s will be restarted' % script


if __name__ == '__main__':
    # Under its own name: __main__ is for the script.
    import pdb
    pdb.main()
