"""Documentation of modules, classes and functions as text.

help(thing) shows what a thing's documentation strings and names say;
"python -m pydoc name ..." prints it, "python -m pydoc -k word" lists the
modules whose first line has a word. (Pages in HTML and the server of them are
left out.)
"""

import __builtin__
import imp
import inspect
import locale
import os
import pkgutil
import re
import sys
import types
from repr import Repr

__all__ = ['help', 'getdoc', 'render_doc', 'doc', 'locate', 'plain', 'TextDoc', 'text']


class ErrorDuringImport(Exception):
    """A module that was to be documented could not be imported."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        exc = self.exc.__name__ if isinstance(self.exc, types.ClassType) else self.exc
        return 'problem in %s - %s: %s' % (self.filename, exc, self.value)


# ---- names and texts

def getdoc(object):
    """The documentation string of an object, or the comment before its source, or nothing."""
    text = inspect.getdoc(object)
    if not text:
        try:
            text = inspect.getcomments(object)
        except Exception:
            text = None
    return re.sub('^ *\n', '', text.rstrip()) if text else ''


def splitdoc(doc):
    """(the summary, the rest) of a documentation string. A summary is one line alone, or one before an empty line."""
    first, _, rest = doc.strip().partition('\n')
    second, _, after = rest.partition('\n')
    if rest and second.strip():
        return '', doc.strip()
    return first, after


def classname(object, modname):
    """A class's name as it is called in a module."""
    within = object.__module__ == modname
    return object.__name__ if within else '%s.%s' % (object.__module__, object.__name__)


# What has documentation of its own; anything else is data.
_DOCUMENTED = (inspect.ismodule, inspect.isclass, inspect.isroutine, inspect.isframe, inspect.istraceback, inspect.iscode)

_INTERNAL = set('__builtins__ __doc__ __file__ __path__ __module__ __name__ __slots__ __package__ __dict__ __weakref__'.split())


def isdata(object):
    """Whether documentation strings would tell nothing about this object, but about its type."""
    return not any(check(object) for check in _DOCUMENTED)


def visiblename(name, all=None, obj=None):
    """Whether a name is documented: special ones are, and what __all__ has, or else what has no underscore."""
    if name in _INTERNAL:
        return 0
    if name.startswith('__') and name.endswith('__'):
        return 1
    if name.startswith('_') and hasattr(obj, '_fields'):
        # The methods of named tuples have underscores to stay out of the fields' way.
        return 1
    return name in all if all is not None else not name.startswith('_')


def plain(text):
    """Text without the backspaces that make letters bold."""
    return re.sub('.\b', '', text)


def ispackage(path):
    """Whether a folder is a package."""
    return os.path.isdir(path) and any(os.path.isfile(os.path.join(path, '__init__.py' + letter)) for letter in ('', 'c', 'o'))


# ---- finding

def safeimport(path, forceload=0, cache={}):
    """The module of a dotted name, or None if there is none. ErrorDuringImport if it is there but fails."""
    try:
        __import__(path)
    except:
        kind, value, tb = failure = sys.exc_info()
        if path in sys.modules:
            # An earlier import of it was successful.
            raise ErrorDuringImport(sys.modules[path].__file__, failure)
        if kind is SyntaxError:
            raise ErrorDuringImport(value.filename, failure)
        if kind is ImportError and tb.tb_next is None:
            # Nothing of the module was run.
            return None
        raise ErrorDuringImport(path, failure)
    return _attribute(sys.modules[path.partition('.')[0]], path.split('.')[1:])


def _attribute(object, names):
    """The attribute of an attribute and so on; None if there is none."""
    for name in names:
        if not hasattr(object, name):
            return None
        object = getattr(object, name)
    return object


def locate(path, forceload=0):
    """The object of a dotted name, of which the beginning is the longest module that there is, or None."""
    names = filter(None, path.split('.'))
    module, length = None, 0
    for end in range(1, len(names) + 1):
        found = safeimport('.'.join(names[:end]), forceload)
        if not found:
            break
        module, length = found, end
    return _attribute(module or __builtin__, names[length:])


def resolve(thing, forceload=0):
    """(object, its name) of an object or a dotted name; ImportError if there is none."""
    if not isinstance(thing, str):
        name = getattr(thing, '__name__', None)
        return thing, name if isinstance(name, str) else None
    found = locate(thing, forceload)
    if found is None:
        raise ImportError('no Python documentation found for %r' % thing)
    return found, thing


# What objects are called that have names. Descriptors are called by their class too.
_NAMED = ((inspect.isbuiltin, 'built-in function'), (inspect.isclass, 'class'), (inspect.isfunction, 'function'),
          (inspect.ismethod, 'method'))
_DESCRIPTORS = ((inspect.isgetsetdescriptor, 'getset descriptor'), (inspect.ismemberdescriptor, 'member descriptor'))


def describe(thing):
    """What kind of thing something is, and its name."""
    if inspect.ismodule(thing):
        kind = 'built-in module' if thing.__name__ in sys.builtin_module_names else 'package' if hasattr(thing, '__path__') else 'module'
        return '%s %s' % (kind, thing.__name__)
    for check, kind in _DESCRIPTORS:
        if check(thing):
            cls = thing.__objclass__
            return '%s %s.%s.%s' % (kind, cls.__module__, cls.__name__, thing.__name__)
    for check, kind in _NAMED:
        if check(thing):
            return '%s %s' % (kind, thing.__name__)
    if isinstance(thing, types.InstanceType):
        return 'instance of ' + thing.__class__.__name__
    return type(thing).__name__


# ---- text

def stripid(text):
    """A representation without the address at its end, which says nothing."""
    return re.sub(r'(?i) at 0x[0-9a-f]{6,16}(>+)$', r'\1', text)


class TextRepr(Repr):
    """Representations that are not too long."""

    maxima = {'maxlist': 20, 'maxtuple': 20, 'maxdict': 10, 'maxstring': 100, 'maxother': 100}

    def __init__(self):
        Repr.__init__(self)
        vars(self).update(self.maxima)

    def repr1(self, x, level):
        return stripid(Repr.repr1(self, x, level))


class TextDoc:
    """Makes text of objects."""

    _repr = TextRepr()

    def bold(self, text):
        return ''.join([ch + '\b' + ch for ch in text])

    def indent(self, text, prefix='    '):
        if not text:
            return ''
        lines = [prefix + line for line in text.split('\n')]
        lines[-1] = lines[-1].rstrip()
        return '\n'.join(lines)

    def section(self, title, contents):
        return self.bold(title) + '\n' + self.indent(contents).rstrip() + '\n\n'

    def document(self, object, name=None, mod=None, cl=None):
        if inspect.isgetsetdescriptor(object) or inspect.ismemberdescriptor(object):
            return self.docdata(object, name, mod)
        if inspect.ismodule(object):
            return self.docmodule(object, name, mod)
        if inspect.isclass(object):
            return self.docclass(object, name, mod)
        if inspect.isroutine(object):
            return self.docroutine(object, name, mod, cl)
        if isinstance(object, property):
            return self.docdata(object, name, mod)
        return self.docother(object, name, mod)

    def formattree(self, tree, modname, parent=None, prefix=''):
        """A class tree, as inspect.getclasstree() gives it, as text."""
        result = ''
        for entry in tree:
            if type(entry) is tuple:
                c, bases = entry
                result += prefix + classname(c, modname)
                if bases and bases != (parent,):
                    result += '(%s)' % ', '.join([classname(base, modname) for base in bases])
                result += '\n'
            else:
                result += self.formattree(entry, modname, c, prefix + '    ')
        return result

    def docmodule(self, object, name=None, mod=None):
        name = object.__name__
        synopsis, description = splitdoc(getdoc(object))
        result = self.section('NAME', name + (synopsis and ' - ' + synopsis))
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = '(built-in)'
        result += self.section('FILE', file)
        if description:
            result += self.section('DESCRIPTION', description)
        all = getattr(object, '__all__', None)
        classes, functions, data = [], [], []
        for key, value in inspect.getmembers(object):
            if not visiblename(key, all, object):
                continue
            if inspect.isclass(value):
                if all is not None or (inspect.getmodule(value) or object) is object:
                    classes.append((key, value))
            elif inspect.isroutine(value):
                if all is not None or inspect.isbuiltin(value) or inspect.getmodule(value) is object:
                    functions.append((key, value))
            elif isdata(value):
                data.append((key, value))
        if hasattr(object, '__path__'):
            contents = [modname + (' (package)' if ispkg else '')
                        for importer, modname, ispkg in pkgutil.iter_modules(object.__path__)]
            if contents:
                result += self.section('PACKAGE CONTENTS', '\n'.join(sorted(contents)))
        if classes:
            tree = inspect.getclasstree([value for key, value in classes], 1)
            contents = [self.formattree(tree, name)]
            contents += [self.document(value, key, name) for key, value in classes]
            result += self.section('CLASSES', '\n'.join(contents))
        if functions:
            contents = [self.document(value, key, name) for key, value in functions]
            result += self.section('FUNCTIONS', '\n'.join(contents))
        if data:
            contents = [self.docother(value, key, name, maxlen=70) for key, value in data]
            result += self.section('DATA', '\n'.join(contents))
        for title, key in (('VERSION', '__version__'), ('DATE', '__date__'), ('AUTHOR', '__author__'),
                           ('CREDITS', '__credits__')):
            if hasattr(object, key):
                value = getattr(object, key)
                result += self.section(title, value if isinstance(value, basestring) else str(value))
        return result

    def docclass(self, object, name=None, mod=None):
        realname = object.__name__
        name = name or realname
        title = 'class ' + self.bold(name)
        if name != realname:
            title = self.bold(name) + ' = class ' + realname
        if object.__bases__:
            title += '(%s)' % ', '.join([classname(base, object.__module__) for base in object.__bases__])
        contents = []
        doc = getdoc(object)
        if doc:
            contents.append(doc + '\n')
        order = inspect.getmro(object)
        if len(order) > 2:
            contents.append('Method resolution order:\n'
                            + '\n'.join(['    ' + classname(base, object.__module__) for base in order])
                            + '\n')
        rule = '-' * 70
        attributes = [attribute for attribute in inspect.classify_class_attrs(object)
                      if visiblename(attribute[0], obj=object)]
        for home in order:
            own = [attribute for attribute in attributes if attribute[2] is home]
            if home is __builtin__.object and object is not __builtin__.object or not own:
                continue
            tag = 'defined here' if home is object else 'inherited from ' + classname(home, object.__module__)
            for kind, what in (('method', 'Methods'), ('class method', 'Class methods'),
                               ('static method', 'Static methods'), ('property', 'Data descriptors'),
                               ('data', 'Data and other attributes')):
                members = sorted(attribute for attribute in own if self._kind(attribute, object) == kind)
                if not members:
                    continue
                if contents:
                    contents.append(rule)
                contents.append('%s %s:\n' % (what, tag))
                for key, _, _, value in members:
                    contents.append(self._member(kind, key, value, object))
        text = '\n'.join(contents)
        if not text:
            return title + '\n'
        return title + '\n' + self.indent(text.rstrip(), ' |  ') + '\n'

    def _kind(self, attribute, klass):
        kind, value = attribute[1], attribute[3]
        if kind == 'data' and inspect.isdatadescriptor(value):
            return 'property'
        return kind

    def _member(self, kind, key, value, klass):
        if kind in ('method', 'class method', 'static method'):
            return self.document(getattr(klass, key, value), key, klass.__module__, klass)
        if kind == 'property':
            return self.docdata(value, key)
        return self.docother(getattr(klass, key, value), key, maxlen=70)

    def _note(self, method, mod, cl):
        """To which class or instance a method belongs, where that is not the class that is being documented."""
        if cl is not None:
            return '' if method.im_class is cl or method.im_self is cl else ' from ' + classname(method.im_class, mod)
        if method.im_self is None:
            return ' unbound %s method' % classname(method.im_class, mod)
        return ' method of %s instance' % classname(method.im_self.__class__, mod)

    def docroutine(self, object, name=None, mod=None, cl=None):
        realname = object.__name__
        name = name or realname
        title = self.bold(name)
        if name != realname:
            title += ' = ' + realname
        function = object.im_func if inspect.ismethod(object) else object
        if inspect.isfunction(function):
            args, varargs, varkw, defaults = inspect.getargspec(function)
            spec = inspect.formatargspec(args, varargs, varkw, defaults,
                                         formatvalue=lambda v: '=' + self._repr.repr(v))
            if realname == '<lambda>':
                title = self.bold(name) + ' lambda '
                spec = spec[1:-1]
        else:
            spec = '(...)'
        doc = getdoc(object) or ''
        note = self._note(object, mod, cl) if inspect.ismethod(object) else ''
        return title + spec + note + '\n' + (doc and self.indent(doc).rstrip() + '\n')

    def docdata(self, object, name=None, mod=None):
        doc = getdoc(object) or ''
        return (self.bold(name) + '\n' if name else '') + (doc and self.indent(doc) + '\n')

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, maxlen=None, doc=None):
        text = self._repr.repr(object)
        line = (name + ' = ' if name else '') + text
        if maxlen and len(line) > maxlen:
            text = text[:maxlen - len(line)] + '...'
        return (self.bold(name) + ' = ' if name else '') + text


text = TextDoc()


def render_doc(thing, title='Python Library Documentation: %s', forceload=0):
    """The text of a thing, or of what a dotted name stands for. ImportError."""
    object, name = resolve(thing, forceload)
    what = describe(object)
    module = inspect.getmodule(object)
    if name and '.' in name:
        what += ' in ' + name[:name.rfind('.')]
    elif module and module is not object:
        what += ' in module ' + module.__name__
    if not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
            or inspect.isgetsetdescriptor(object) or inspect.ismemberdescriptor(object)
            or isinstance(object, property)):
        # Of a value its type tells more.
        object = getattr(object, '__class__', None) if type(object).__name__ == 'instance' else type(object)
        what += ' object'
    return _encode(title % what + '\n\n' + text.document(object, name))


def doc(thing, title='Python Library Documentation: %s', forceload=0):
    """Show the text of a thing."""
    try:
        pager(render_doc(thing, title, forceload))
    except (ImportError, ErrorDuringImport), value:
        print value


# ---- pagers

def pager(text):
    """Show text page by page, where that can be done."""
    global pager
    # The environment does not change any more.
    pager = getpager()
    pager(text)


def getpager():
    """The function by which text is shown: at a terminal by a program, elsewhere plainly."""
    if not all(hasattr(stream, 'isatty') and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return plainpager
    if os.environ.get('TERM') in ('dumb', 'emacs'):
        return lambda text: plainpager(plain(text))
    for command in filter(None, [os.environ.get('PAGER'), 'less', 'more']):
        if os.system('command -v %s >/dev/null 2>&1' % command.split()[0]) == 0:
            return lambda text: pipepager(text, command)
    return ttypager


def plainpager(text):
    sys.stdout.write(_encode(plain(text)))


def pipepager(text, cmd):
    """Show text by a program that reads it from its standard input."""
    pipe = os.popen(cmd, 'w')
    try:
        pipe.write(_encode(text))
        pipe.close()
    except IOError:
        # The user has left it.
        pass


def tempfilepager(text, cmd):
    """Show text by a program that reads it from a file."""
    import tempfile
    with tempfile.NamedTemporaryFile() as file:
        file.write(_encode(text))
        file.flush()
        os.system('%s "%s"' % (cmd, file.name))


def ttypager(text):
    """Show text a screen at a time, by nothing but raw_input()."""
    lines = _encode(plain(text)).split('\n')
    for start in range(0, len(lines), 24):
        print '\n'.join(lines[start:start + 24])
        if start + 24 < len(lines) and raw_input('-- more --').strip() in ('q', 'Q'):
            break


def _encode(text, encoding=None):
    """Bytes of text, by default for the terminal."""
    if not isinstance(text, unicode):
        return text
    encoding = encoding or getattr(sys.stdout, 'encoding', None) or locale.getpreferredencoding()
    return text.encode(encoding, 'xmlcharrefreplace')


class Helper(object):
    """What help is: call it with a thing, or without to be asked for names."""

    def __repr__(self):
        return '<pydoc.Helper instance>'

    _no_argument = object()

    def __call__(self, request=_no_argument):
        if request is not self._no_argument:
            self.help(request)
            return
        self.intro()
        while True:
            try:
                request = raw_input('help> ').strip()
            except (KeyboardInterrupt, EOFError):
                break
            if request.lower() in ('q', 'quit'):
                break
            if request:
                self.help(request)
        print 'You are now leaving help.'

    def intro(self):
        print 'Type the name of a module, class or function, "modules" or "keywords",'
        print 'or "quit" to return to the interpreter.'

    def help(self, request):
        if isinstance(request, str):
            request = request.strip()
            if request == 'help':
                self.intro()
            elif request == 'keywords':
                import keyword
                self._columns(keyword.kwlist)
            elif request == 'modules':
                names = set(sys.builtin_module_names)
                names.update(name for loader, name, ispkg in pkgutil.iter_modules())
                self._columns(sorted(names))
            elif request.startswith('modules '):
                apropos(request.split(None, 1)[1])
            elif request:
                doc(request, 'Help on %s:')
        elif isinstance(request, Helper):
            self()
        else:
            doc(request, 'Help on %s:')
        print

    def _columns(self, names):
        width = max(map(len, names)) + 2
        per_row = max(78 // width, 1)
        rows = (len(names) + per_row - 1) // per_row
        for row in range(rows):
            print ''.join([name.ljust(width) for name in names[row::rows]]).rstrip()


help = Helper()


def source_synopsis(file):
    """The first line of the documentation string of a module's source, or None."""
    return _summary(file.read())


def synopsis(filename, cache={}):
    """The first line of the documentation string of the module that a file is, or None."""
    changed = os.stat(filename).st_mtime
    if cache.get(filename, (changed - 1,))[0] < changed:
        info = inspect.getmoduleinfo(filename)
        if info and 'b' in info[2]:
            cache[filename] = changed, _compiled_synopsis(filename, info)
        else:
            with open(filename) as source:
                cache[filename] = changed, source_synopsis(source)
    return cache[filename][1]


def _compiled_synopsis(filename, info):
    try:
        with open(filename, info[2]) as file:
            module = imp.load_module('__temp__', file, filename, info[1:])
    except Exception:
        return None
    del sys.modules['__temp__']
    return (module.__doc__ or '').split('\n')[0] or None


def _summary(source):
    match = re.match(r'(?:#.*\n|\s*\n)*[uUrR]*(?:"""|\'\'\'|"|\')\s*(.*)', source)
    return match and (match.group(1).strip('\'" ') or None)


def apropos(key):
    """Print the modules whose name or first line has a word."""
    for loader, name, is_package in pkgutil.iter_modules():
        try:
            summary = _summary(loader.find_module(name).get_source(name) or '') or ''
        except Exception:
            continue
        if key.lower() in ('%s %s' % (name, summary)).lower():
            print name, summary and '- ' + summary


def cli():
    """What "python -m pydoc" does."""
    names = sys.argv[1:]
    if '' not in sys.path:
        sys.path.insert(0, os.getcwd())
    if names[:1] == ['-k'] and len(names) == 2:
        apropos(names[1])
        return
    if not names or names[0].startswith('-'):
        print 'pydoc <name> ...      show the documentation of modules, classes, functions'
        print 'pydoc -k <word>       list modules by their first lines'
        return
    for name in names:
        try:
            if ispackage(name) or os.path.isfile(name):
                module = imp.load_source(os.path.splitext(os.path.basename(name))[0], name)
                help.help(module)
            else:
                help.help(name)
        except ErrorDuringImport, value:
            print value


if __name__ == '__main__':
    cli()
