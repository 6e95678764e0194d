"""Showing pages in the user's browser: open('http://...').

The browsers that are found when the module is imported are tried in turn, after those that the environment variable
BROWSER names.
"""

import copy
import os
import shlex
import subprocess
import sys
import time

__all__ = ['Error', 'open', 'open_new', 'open_new_tab', 'get', 'register']


class Error(Exception):
    pass


# For each name in small letters what register() was given: a class that makes a browser, and a browser, or None.
_browsers = {}
_tryorder = []


def register(name, klass, instance=None, update_tryorder=1):
    """Make a browser known, to be tried last; first if update_tryorder is negative, not by itself if it is 0."""
    _browsers[name.lower()] = [klass, instance]
    if update_tryorder:
        _tryorder.insert(len(_tryorder) if update_tryorder > 0 else 0, name)


def get(using=None):
    """A browser: the one of a name or command (with %s for the URL), or else the first that there is."""
    for name in _tryorder if using is None else [using]:
        if '%s' in name:
            words = shlex.split(name)
            return BackgroundBrowser(words[:-1]) if words[-1] == '&' else GenericBrowser(words)
        klass, instance = _browsers.get(name.lower()) or _synthesize(name)
        if instance is not None:
            return instance
        if klass is not None:
            return klass()
    raise Error('could not locate runnable browser')


def open(url, new=0, autoraise=True):
    """Show a page, if possible in the window there is (new=0), a new window (1) or a new tab (2). Whether one did."""
    return any(get(name).open(url, new, autoraise) for name in list(_tryorder))


def open_new(url):
    return open(url, 1)


def open_new_tab(url):
    return open(url, 2)


def _synthesize(browser, update_tryorder=1):
    """Make a browser known that is one of those known, but in another place; what register() keeps of it."""
    command = browser.split()[0]
    known = _browsers.get(os.path.basename(command).lower(), [None, None])[1]
    if not _executable(command) or known is None or known.basename != os.path.basename(command).lower():
        return [None, None]
    controller = copy.copy(known)
    controller.name, controller.basename = browser, os.path.basename(browser)
    register(browser, None, controller, update_tryorder)
    return [None, controller]


def _executable(name):
    """Whether there is such a program."""
    folders = [''] if os.sep in name else filter(None, os.environ.get('PATH', '').split(os.pathsep))
    paths = [os.path.join(folder, name) for folder in folders]
    return any(os.path.isfile(path) and os.access(path, os.X_OK) for path in paths)


def _start(command, **files):
    """Start a program that lives on when this one ends."""
    return subprocess.Popen(command, close_fds=True, preexec_fn=getattr(os, 'setsid', None), **files)


class BaseBrowser(object):
    """A browser; subclasses have open()."""

    args = ['%s']

    def __init__(self, name=''):
        self.name = self.basename = name

    def open(self, url, new=0, autoraise=True):
        raise NotImplementedError

    def open_new(self, url):
        return self.open(url, 1)

    def open_new_tab(self, url):
        return self.open(url, 2)


class GenericBrowser(BaseBrowser):
    """A program that is waited for. It is given by its name, or by a list of that and its arguments."""

    def __init__(self, name):
        words = [name, '%s'] if isinstance(name, basestring) else name
        self.name, self.args = words[0], words[1:]
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
            return _start(self._command(url)).poll() is None
        except OSError:
            return False


class UnixBrowser(BaseBrowser):
    """A browser that can be told to show a page in the process that runs already.

    In remote_args %s stands for the URL and %action for what is to be done: one of remote_action,
    remote_action_newwin, remote_action_newtab. raise_opts are the options for not raising the window and for doing
    so.
    """

    raise_opts = None
    remote_args = ['%action', '%s']
    remote_action = remote_action_newwin = remote_action_newtab = None
    # Not in the background are browsers in the terminal.
    background = False
    redirect_stdout = True

    def open(self, url, new=0, autoraise=True):
        if new not in (0, 1, 2):
            raise Error("Bad 'new' parameter to open(); expected 0, 1, or 2, got %s" % new)
        action = (self.remote_action, self.remote_action_newwin, self.remote_action_newtab)[new]
        if action is None:
            action = self.remote_action_newwin
        args = [arg.replace('%s', url).replace('%action', action) for arg in self.remote_args]
        # If that fails none runs yet.
        return bool(self._invoke(args, True, autoraise)
                    or self._invoke([arg.replace('%s', url) for arg in self.args], False, False))

    def _invoke(self, args, remote, autoraise):
        options = [self.raise_opts[int(autoraise)]] if remote and self.raise_opts else []
        files = {}
        if remote or self.background:
            null = file(os.devnull, 'r+')
            files = {'stdin': null, 'stderr': null, 'stdout': null if self.redirect_stdout else None}
        process = _start([self.name] + filter(None, options) + args, **files)
        if remote:
            # It ends soon if it could pass on the page, or could not; else it is the browser itself.
            for wait in 1, 4:
                time.sleep(wait)
                if process.poll() is not None:
                    return not process.returncode
            return True
        return process.poll() is None if self.background else not process.wait()


class Mozilla(UnixBrowser):
    raise_opts = ['-noraise', '-raise']
    remote_args = ['-remote', 'openURL(%s%action)']
    remote_action, remote_action_newwin, remote_action_newtab = '', ',new-window', ',new-tab'
    background = True


Netscape = Mozilla


class Galeon(UnixBrowser):
    raise_opts = ['-noraise', '']
    remote_action, remote_action_newwin = '-n', '-w'
    background = True


class Chrome(UnixBrowser):
    remote_action, remote_action_newwin, remote_action_newtab = '', '--new-window', ''
    background = True


Chromium = Opera = Chrome


class Elinks(UnixBrowser):
    remote_args = Mozilla.remote_args
    remote_action, remote_action_newwin, remote_action_newtab = '', ',new-window', ',new-tab'
    # It is in the terminal, though it is told by another process.
    redirect_stdout = False


class Konqueror(BaseBrowser):
    """KDE's browser, by one of three programs."""

    def open(self, url, new=0, autoraise=True):
        null = file(os.devnull, 'r+')
        action = 'newTab' if new == 2 else 'openURL'
        for command in ['kfmclient', action, url], ['konqueror', '--silent', url], ['kfm', '-d', url]:
            try:
                process = _start(command, stdin=null, stdout=null, stderr=null)
            except OSError:
                # It is not installed.
                continue
            if command[0] == 'kfmclient':
                process.wait()
                return True
            return process.poll() is None
        return False


# The programs by the kind of browser they are, the preferred ones first.
_GRAPHICAL = [
    (BackgroundBrowser, ['xdg-open', 'x-www-browser']),
    (Mozilla, ['firefox', 'iceweasel', 'iceape', 'seamonkey', 'mozilla-firefox', 'mozilla-firebird', 'firebird',
               'mozilla', 'netscape']),
    (Konqueror, ['kfm', 'konqueror']),
    (Galeon, ['galeon', 'epiphany']),
    (BackgroundBrowser, ['skipstone']),
    (Chrome, ['google-chrome', 'chrome', 'chromium', 'chromium-browser', 'opera']),
    (BackgroundBrowser, ['mosaic']),
]
_TERMINAL = [
    (GenericBrowser, ['www-browser', 'links']),
    (Elinks, ['elinks']),
    (GenericBrowser, ['lynx', 'w3m']),
]


def _register_known():
    for variable, kinds in ('DISPLAY', _GRAPHICAL), ('TERM', _TERMINAL):
        if os.environ.get(variable):
            for klass, names in kinds:
                for name in filter(_executable, names):
                    register(name, None, klass(name))
    for command in reversed(os.environ.get('BROWSER', '').split(os.pathsep)):
        if command and _synthesize(command, -1)[1] is None:
            register(command, None, GenericBrowser(command), -1)


_register_known()

_USAGE = '''Usage: %s [-n | -t] url
    -n: open new window
    -t: open new tab'''


def main():
    import getopt
    try:
        options, urls = getopt.getopt(sys.argv[1:], 'ntd')
    except getopt.error, problem:
        print >> sys.stderr, problem
        urls = []
    if len(urls) != 1:
        print >> sys.stderr, _USAGE % sys.argv[0]
        sys.exit(1)
    kinds = [{'-n': 1, '-t': 2}[option] for option, _ in options if option != '-d']
    open(urls[0], kinds[-1] if kinds else 0)


if __name__ == '__main__':
    main()
