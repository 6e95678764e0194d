"""Imported at every start: completes sys.path and the interactive built-ins.

For each of sys.prefix and sys.exec_prefix the directory
lib/python<version>/site-packages joins sys.path, with what its .pth files
name: every line of one is a path, relative to the directory, or, where it
starts with "import", a statement to execute. The user's own directory is
treated alike. Then the modules sitecustomize and usercustomize are imported
if they exist.

It is light on purpose: it loads neither re nor sysconfig.
"""

import sys
import os
import __builtin__

PREFIXES = [sys.prefix, sys.exec_prefix]

# Whether the user's directory is used: None if it is unsafe, False if the
# user or an option said no. The other two are found when first wanted.
ENABLE_USER_SITE = None
USER_SITE = None
USER_BASE = None


def makepath(*paths):
    """Join paths to an absolute one; also its form for comparisons."""
    dir = os.path.join(*paths)
    if dir.startswith('<frozen>'):
        # The library inside the program, which is in no folder.
        return dir, dir
    try:
        dir = os.path.abspath(dir)
    except OSError:
        pass
    return dir, os.path.normcase(dir)


def abs__file__():
    """Make the __file__ of every loaded module absolute."""
    for module in sys.modules.values():
        if hasattr(module, '__loader__'):
            # What a loader set is its own affair.
            continue
        if getattr(module, '__file__', None) and module.__file__.startswith('<frozen>'):
            continue
        try:
            module.__file__ = os.path.abspath(module.__file__)
        except (AttributeError, OSError):
            pass


def removeduppaths():
    """Drop repeated entries of sys.path and make all absolute."""
    paths = []
    known_paths = set()
    for entry in sys.path:
        entry, normal = makepath(entry)
        if normal not in known_paths:
            paths.append(entry)
            known_paths.add(normal)
    sys.path[:] = paths
    return known_paths


def _init_pathinfo():
    """The set of the directories now on sys.path, normalised."""
    known_paths = set()
    for entry in sys.path:
        try:
            if os.path.isdir(entry):
                known_paths.add(makepath(entry)[1])
        except TypeError:
            continue
    return known_paths


def addpackage(sitedir, name, known_paths):
    """Do what the .pth file name in sitedir says."""
    if known_paths is None:
        known_paths = _init_pathinfo()
        reset = True
    else:
        reset = False
    fullname = os.path.join(sitedir, name)
    try:
        pth = open(fullname, 'rU')
    except IOError:
        return
    with pth:
        for number, line in enumerate(pth):
            if line.startswith('#'):
                continue
            try:
                if line.startswith(('import ', 'import\t')):
                    exec line
                    continue
                dir, normal = makepath(sitedir, line.rstrip())
                if normal not in known_paths and os.path.exists(dir):
                    sys.path.append(dir)
                    known_paths.add(normal)
            except Exception:
                print >> sys.stderr, ('Error processing line %d of %s:\n'
                                      % (number + 1, fullname))
                import traceback
                for record in traceback.format_exception(*sys.exc_info()):
                    for text in record.splitlines():
                        print >> sys.stderr, '  ' + text
                print >> sys.stderr, '\nRemainder of file ignored'
                break
    return None if reset else known_paths


def addsitedir(sitedir, known_paths=None):
    """Put a directory on sys.path and do what its .pth files say."""
    if known_paths is None:
        known_paths = _init_pathinfo()
        reset = True
    else:
        reset = False
    sitedir, normal = makepath(sitedir)
    if normal not in known_paths:
        sys.path.append(sitedir)
    try:
        names = os.listdir(sitedir)
    except os.error:
        return
    for name in sorted(name for name in names if name.endswith('.pth')):
        addpackage(sitedir, name, known_paths)
    return None if reset else known_paths


def check_enableusersite():
    """Whether the user's directory may be used; see ENABLE_USER_SITE."""
    if sys.flags.no_user_site:
        return False
    # A program that runs with somebody else's rights must not load it.
    for real, effective in (('getuid', 'geteuid'), ('getgid', 'getegid')):
        if hasattr(os, real) and hasattr(os, effective):
            if getattr(os, effective)() != getattr(os, real)():
                return None
    return True


def getuserbase():
    """The base directory of the user's own files, by default ~/.local."""
    global USER_BASE
    if USER_BASE is None:
        USER_BASE = (os.environ.get('PYTHONUSERBASE')
                     or os.path.expanduser(os.path.join('~', '.local')))
    return USER_BASE


def _directory(base):
    """The site-packages directory below base."""
    return os.path.join(base, 'lib', 'python%d.%d' % sys.version_info[:2],
                        'site-packages')


def getusersitepackages():
    """The user's own site-packages directory."""
    global USER_SITE
    if USER_SITE is None:
        USER_SITE = _directory(getuserbase())
    return USER_SITE


def addusersitepackages(known_paths):
    """Add the user's own site-packages directory if it exists."""
    directory = getusersitepackages()
    if ENABLE_USER_SITE and os.path.isdir(directory):
        addsitedir(directory, known_paths)
    return known_paths


def getsitepackages():
    """The site-packages directories of all prefixes."""
    directories = []
    seen = set()
    for prefix in PREFIXES:
        if prefix and prefix not in seen:
            seen.add(prefix)
            directories.append(_directory(prefix))
            directories.append(os.path.join(prefix, 'lib', 'site-python'))
    return directories


def addsitepackages(known_paths):
    """Add the site-packages directories of all prefixes that exist."""
    for directory in getsitepackages():
        if os.path.isdir(directory):
            addsitedir(directory, known_paths)
    return known_paths


# ---- built-ins for the interactive user

class Quitter(object):
    """What quit and exit are: called, they leave; written, they say how to leave."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return 'Use %s() or Ctrl-D (i.e. EOF) to exit' % self.name

    def __call__(self, code=None):
        try:
            # So that a shell around the interpreter leaves, too.
            sys.stdin.close()
        except:
            pass
        raise SystemExit(code)


class _Printer(object):
    """A text that is shown when the object is called: of a file, or else that given."""

    MAXLINES = 23

    def __init__(self, name, data, files=(), dirs=()):
        self._name, self._text = name, data
        self._paths = [os.path.join(dir, file) for dir in dirs for file in files]

    def _lines(self):
        while self._paths:
            try:
                with open(self._paths.pop(0), 'rU') as file:
                    self._text, self._paths = file.read(), []
            except IOError:
                pass
        return self._text.split('\n')

    def __repr__(self):
        lines = self._lines()
        if len(lines) > self.MAXLINES:
            return 'Type %s() to see the full %s text' % (self._name, self._name)
        return '\n'.join(lines)

    def __call__(self):
        """Print it page by page."""
        lines = self._lines()
        while lines:
            print '\n'.join(lines[:self.MAXLINES])
            del lines[:self.MAXLINES]
            answer = None
            while lines and answer not in ('', 'q'):
                answer = raw_input('Hit Return for more, or q (and Return) to quit: ')
            if answer == 'q':
                break


class _Helper(object):
    """What help is: the module pydoc is only loaded when it is called."""

    def __repr__(self):
        return 'Type help() for interactive help, or help(object) for help about object.'

    def __call__(self, *args, **kwds):
        from pydoc import help
        return help(*args, **kwds)


def _define(**objects):
    vars(__builtin__).update(objects)


def setquit():
    """Define quit and exit."""
    _define(quit=Quitter('quit'), exit=Quitter('exit'))


def setcopyright():
    """Define copyright, credits and license."""
    _define(copyright=_Printer('copyright', sys.copyright),
            credits=_Printer('credits', 'Type license() for the terms under which this '
                             'program is given.'),
            license=_Printer('license', 'See the file LICENSE that comes with this program.',
                             ('LICENSE.txt', 'LICENSE'), (sys.prefix, os.curdir)))


def sethelper():
    """Define help."""
    _define(help=_Helper())


# ---- modules of the user

def setencoding():
    """Called for the default encoding: it stays ascii unless sitecustomize changes it."""


def _customize(name):
    """Import a module if there is one; what goes wrong in it is not fatal."""
    try:
        __import__(name)
    except ImportError:
        pass
    except Exception:
        if sys.flags.verbose:
            sys.excepthook(*sys.exc_info())
        else:
            sys.stderr.write("'import %s' failed; use -v for traceback\n" % name)


def execsitecustomize():
    """Import sitecustomize."""
    _customize('sitecustomize')


def execusercustomize():
    """Import usercustomize."""
    _customize('usercustomize')


def main():
    """Do what this module is imported for."""
    global ENABLE_USER_SITE
    abs__file__()
    paths = removeduppaths()
    if ENABLE_USER_SITE is None:
        ENABLE_USER_SITE = check_enableusersite()
    addsitepackages(addusersitepackages(paths))
    for define in setquit, setcopyright, sethelper, setencoding, execsitecustomize:
        define()
    if ENABLE_USER_SITE:
        execusercustomize()
    # From now on the default encoding stays what it is.
    vars(sys).pop('setdefaultencoding', None)


main()


def _script():
    """What `-m site` does: show the paths, or those asked for by options."""
    options = sys.argv[1:]
    if not options:
        print 'sys.path = ['
        for directory in sys.path:
            print '    %r,' % (directory,)
        print ']'
        for name, value in (('USER_BASE', getuserbase()),
                            ('USER_SITE', getusersitepackages())):
            print '%s: %r (%s)' % (name, value, 'exists' if os.path.isdir(value)
                                   else "doesn't exist")
        print 'ENABLE_USER_SITE: %r' % ENABLE_USER_SITE
        sys.exit(0)
    shown = []
    if '--user-base' in options:
        shown.append(getuserbase())
    if '--user-site' in options:
        shown.append(getusersitepackages())
    if not shown:
        print '%s [--user-base] [--user-site]' % sys.argv[0]
        sys.exit(10)
    print os.pathsep.join(shown)
    if ENABLE_USER_SITE:
        sys.exit(0)
    sys.exit(1 if ENABLE_USER_SITE is False else 2)


if __name__ == '__main__':
    _script()
