"""An interactive interpreter in Python."""

import sys
import traceback

from codeop import CommandCompiler, compile_command

__all__ = ['InteractiveInterpreter', 'InteractiveConsole', 'interact', 'compile_command']


def softspace(file, newvalue):
    """Set the attribute softspace of a file, where that can be done; what it was, or 0."""
    before = getattr(file, 'softspace', 0)
    try:
        file.softspace = newvalue
    except (AttributeError, TypeError):
        pass
    return before


class InteractiveInterpreter:
    """Runs texts in the namespace locals. Where they come from is up to the user."""

    def __init__(self, locals=None):
        self.locals = {'__name__': '__console__', '__doc__': None} if locals is None else locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename='<input>', symbol='single'):
        """Run a text if it is complete; whether it is not. Syntax errors are shown."""
        try:
            code = self.compile(source, filename, symbol)
        except (SyntaxError, ValueError, OverflowError):
            self.showsyntaxerror(filename)
            return False
        if code is not None:
            self.runcode(code)
        return code is None

    def runcode(self, code):
        """Run code. Exceptions are shown, but for SystemExit."""
        try:
            exec code in self.locals
        except SystemExit:
            raise
        except:
            self.showtraceback()
            return
        if softspace(sys.stdout, 0):
            # End the line of a print statement with a comma.
            print

    def showsyntaxerror(self, filename=None):
        """Show the syntax error that is being handled, as one of this file."""
        kind, value, frames = sys.exc_info()
        if filename and kind is SyntaxError:
            try:
                message, place = value.args
                _, line, column, text = place
            except (TypeError, ValueError):
                # Somebody raised it with other arguments.
                pass
            else:
                value = SyntaxError(message, (filename, line, column, text))
        self._show(kind, value, frames, [])

    def showtraceback(self):
        """Show the exception that is being handled. The traceback begins with the code that was run."""
        kind, value, frames = sys.exc_info()
        shown = traceback.format_list(traceback.extract_tb(frames)[1:])
        self._show(kind, value, frames, ['Traceback (most recent call last):\n'] + shown if shown else [])

    def _show(self, kind, value, frames, lines):
        sys.last_type, sys.last_value, sys.last_traceback = kind, value, frames
        for line in lines + traceback.format_exception_only(kind, value):
            self.write(line)

    def write(self, data):
        """Where errors go: to standard error."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """An interpreter with prompts, which collects lines until they are complete."""

    def __init__(self, locals=None, filename='<console>'):
        InteractiveInterpreter.__init__(self, locals)
        self.filename = filename
        self.resetbuffer()

    def resetbuffer(self):
        """Forget the lines that have been collected."""
        self.buffer = []

    def interact(self, banner=None):
        """Run what is typed, until there is no more."""
        vars(sys).setdefault('ps1', '>>> ')
        vars(sys).setdefault('ps2', '... ')
        if banner is None:
            banner = 'Python %s on %s\nType "help", "copyright", "credits" or "license" for more information.\n(%s)' % (
                sys.version, sys.platform, self.__class__.__name__)
        self.write('%s\n' % banner)
        more = False
        while more is not None:
            try:
                more = self._step(sys.ps2 if more else sys.ps1)
            except KeyboardInterrupt:
                self.write('\nKeyboardInterrupt\n')
                self.resetbuffer()
                more = False

    def _step(self, prompt):
        """Ask for a line and take it: whether more are wanted, or None if there is none."""
        try:
            line = self._typed(prompt)
        except EOFError:
            self.write('\n')
            return None
        return bool(self.push(line))

    def _typed(self, prompt):
        line = self.raw_input(prompt)
        encoding = getattr(sys.stdin, 'encoding', None)
        return line.decode(encoding) if encoding and not isinstance(line, unicode) else line

    def push(self, line):
        """Take a line, without its end; whether more are wanted."""
        self.buffer.append(line)
        more = self.runsource('\n'.join(self.buffer), self.filename)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=''):
        """For subclasses: ask for a line; EOFError if there is none."""
        return raw_input(prompt)


def interact(banner=None, readfunc=None, local=None):
    """Run a console with this banner, function instead of raw_input(), and namespace."""
    console = InteractiveConsole(local)
    if readfunc is None:
        try:
            # For editing, by the built-in raw_input().
            import readline
        except ImportError:
            pass
    else:
        console.raw_input = readfunc
    console.interact(banner)


if __name__ == '__main__':
    interact()
