"""An interactive interpreter in Python."""

import sys
import traceback
from codeop import CommandCompiler, compile_command

__all__ = ['InteractiveInterpreter', 'InteractiveConsole', 'interact',
           'compile_command']


def softspace(file, newvalue):
    """Set a file's softspace; what it was before, 0 where it has none."""
    oldvalue = 0
    try:
        oldvalue = file.softspace
    except AttributeError:
        pass
    try:
        file.softspace = newvalue
    except (AttributeError, TypeError):
        # A file that does not let it be set.
        pass
    return oldvalue


class InteractiveInterpreter:
    """Compiles and runs input in a namespace; input comes from elsewhere."""

    def __init__(self, locals=None):
        if locals is None:
            locals = {'__name__': '__console__', '__doc__': None}
        self.locals = locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename='<input>', symbol='single'):
        """Run some source: True if more of it is wanted.

        A syntax error is shown.
        """
        try:
            code = self.compile(source, filename, symbol)
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename)
            return False
        if code is None:
            return True
        self.runcode(code)
        return False

    def runcode(self, code):
        """Run code; exceptions other than SystemExit are shown."""
        try:
            exec code in self.locals
        except SystemExit:
            raise
        except:
            self.showtraceback()
        else:
            if softspace(sys.stdout, 0):
                print

    def showsyntaxerror(self, filename=None):
        """Show the syntax error that is being handled."""
        kind, value, sys.last_traceback = sys.exc_info()
        sys.last_type = kind
        sys.last_value = value
        if filename and kind is SyntaxError:
            # The compiler may have put in another name.
            try:
                message, (_, lineno, offset, line) = value
            except:
                # Not in the usual form: leave it alone.
                pass
            else:
                value = SyntaxError(message, (filename, lineno, offset, line))
                sys.last_value = value
        map(self.write, traceback.format_exception_only(kind, value))

    def showtraceback(self):
        """Show the exception that is being handled, without this module's frame."""
        kind, value, tb = sys.exc_info()
        sys.last_type = kind
        sys.last_value = value
        sys.last_traceback = tb
        try:
            entries = traceback.extract_tb(tb)[1:]
            lines = traceback.format_list(entries)
            if lines:
                lines.insert(0, 'Traceback (most recent call last):\n')
            lines.extend(traceback.format_exception_only(kind, value))
        finally:
            tb = entries = None
        map(self.write, lines)

    def write(self, data):
        """Write to standard error."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """An interpreter that also prompts for its input."""

    def __init__(self, locals=None, filename='<console>'):
        InteractiveInterpreter.__init__(self, locals)
        self.filename = filename
        self.resetbuffer()

    def resetbuffer(self):
        """Forget the lines of incomplete input."""
        self.buffer = []

    def interact(self, banner=None):
        """Read, run and print until the end of input."""
        for name, prompt in (('ps1', '>>> '), ('ps2', '... ')):
            if not hasattr(sys, name):
                setattr(sys, name, prompt)
        if banner is None:
            self.write('Python %s on %s\n%s\n(%s)\n' % (
                sys.version, sys.platform,
                'Type "help", "copyright", "credits" or "license" for more information.',
                self.__class__.__name__))
        elif banner:
            self.write('%s\n' % str(banner))
        more = 0
        while True:
            try:
                try:
                    line = self.raw_input(sys.ps2 if more else sys.ps1)
                    encoding = getattr(sys.stdin, 'encoding', None)
                    if encoding and not isinstance(line, unicode):
                        line = line.decode(encoding)
                except EOFError:
                    self.write('\n')
                    break
                more = self.push(line)
            except KeyboardInterrupt:
                self.write('\nKeyboardInterrupt\n')
                self.resetbuffer()
                more = 0

    def push(self, line):
        """Take one line, without its newline; whether more are wanted."""
        self.buffer.append(line)
        more = self.runsource('\n'.join(self.buffer), self.filename)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=''):
        """Read a line after a prompt; EOFError at the end."""
        return raw_input(prompt)


def interact(banner=None, readfunc=None, local=None):
    """Run an InteractiveConsole; readfunc, if given, is its raw_input()."""
    console = InteractiveConsole(local)
    if readfunc is not None:
        console.raw_input = readfunc
    else:
        try:
            import readline
        except ImportError:
            pass
    console.interact(banner)


if __name__ == '__main__':
    interact()
