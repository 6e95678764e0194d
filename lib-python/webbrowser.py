"""Showing pages in the user's browser: open('http://...')."""

import os
import shlex
import subprocess
import sys

__all__ = ['Error', 'open', 'open_new', 'open_new_tab', 'get', 'register']


class Error(Exception):
    pass


_browsers = {}
_tryorder = []


def register(name, klass, instance=None, update_tryorder=1):
    """Make a kind of browser known: an instance, or a class that makes one."""
    _browsers[name.lower()] = [klass, instance]
    if update_tryorder > 0:
        _tryorder.append(name)
    elif update_tryorder < 0:
        _tryorder.insert(0, name)


def get(using=None):
    """A browser: of a name, of a command with %s for the address, or any. Error."""
    for browser in [using] if using is not None else _tryorder:
        if '%s' in browser:
            words = shlex.split(browser)
            return BackgroundBrowser(words[:-1]) if words[-1] == '&' else GenericBrowser(words)
        command = _browsers.get(browser.lower())
        if command is None and _executable(browser):
            return GenericBrowser(browser)
        if command is not None:
            klass, instance = command
            if instance is not None:
                return instance
            if klass is not None:
                return klass()
    raise Error('could not locate runnable browser')


def open(url, new=0, autoraise=True):
    """Show a page: in the same window (0), a new one (1), a new tab (2). Whether it worked."""
    for name in _tryorder:
        if get(name).open(url, new, autoraise):
            return True
    return False


def open_new(url):
    return open(url, 1)


def open_new_tab(url):
    return open(url, 2)


def _executable(name):
    """Whether there is such a program."""
    if os.sep in name:
        return os.path.isfile(name) and os.access(name, os.X_OK)
    return any(os.access(os.path.join(folder, name), os.X_OK)
               for folder in os.environ.get('PATH', '').split(os.pathsep) if folder)


class BaseBrowser(object):
    args = ['%s']

    def __init__(self, name=''):
        self.name = name
        self.basename = name

    def open(self, url, new=0, autoraise=True):
        raise NotImplementedError

    def open_new(self, url):
        return self.open(url, 1)

    def open_new_tab(self, url):
        return self.open(url, 2)


class GenericBrowser(BaseBrowser):
    """A program that is waited for."""

    def __init__(self, name):
        if isinstance(name, basestring):
            self.name = name
            self.args = ['%s']
        else:
            self.name = name[0]
            self.args = name[1:]
        self.basename = os.path.basename(self.name)

    def _command(self, url):
        return [self.name] + [arg.replace('%s', url) for arg in self.args]

    def open(self, url, new=0, autoraise=True):
        try:
            return not subprocess.Popen(self._command(url), close_fds=True).wait()
        except OSError:
            return False


class BackgroundBrowser(GenericBrowser):
    """A program that runs on its own."""

    def open(self, url, new=0, autoraise=True):
        try:
            process = subprocess.Popen(self._command(url), close_fds=True, preexec_fn=os.setsid)
            return process.poll() is None
        except OSError:
            return False


def _register_known():
    if os.environ.get('DISPLAY'):
        for name in ('xdg-open', 'x-www-browser', 'firefox', 'chromium', 'google-chrome', 'epiphany',
                     'konqueror', 'opera'):
            if _executable(name):
                register(name, None, BackgroundBrowser(name))
    if os.environ.get('TERM'):
        for name in ('www-browser', 'links', 'elinks', 'lynx', 'w3m'):
            if _executable(name):
                register(name, None, GenericBrowser(name))
    wanted = os.environ.get('BROWSER')
    if wanted:
        for command in reversed(wanted.split(os.pathsep)):
            if command and command.lower() not in _browsers:
                register(command, None, get(command) if '%s' in command else GenericBrowser(command), -1)


_register_known()


def main():
    import getopt
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'ntd')
    except getopt.error, msg:
        print >> sys.stderr, msg
        args = []
        opts = []
    if len(args) != 1:
        print >> sys.stderr, 'Usage: %s [-n | -t] url\n    -n: open new window\n    -t: open new tab' % sys.argv[0]
        sys.exit(1)
    new = 0
    for option, value in opts:
        new = {'-n': 1, '-t': 2}.get(option, new)
    open(args[0], new)


if __name__ == '__main__':
    main()
