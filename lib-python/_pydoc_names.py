"""What documentation is about: names, texts, members; of pydoc."""

import __builtin__
import imp
import inspect
import os
import pkgutil
import re
import sys
import types
from repr import Repr


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

_INTERNAL = set('__builtins__ __doc__ __file__ __path__ __module__ __name__ __slots__ __package__'.split())


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


def stripid(text):
    """A representation without the address at its end, which says nothing."""
    return re.sub(r'(?i) at 0x[0-9a-f]{6,16}(>+)$', r'\1', text)


def cram(text, maxlen):
    """Text of at most maxlen characters: what is too much is left out in the middle."""
    if len(text) <= maxlen:
        return text
    before = max(0, (maxlen - 3) // 2)
    after = max(0, maxlen - 3 - before)
    return text[:before] + '...' + text[len(text) - after:]


class TextRepr(Repr):
    """Representations that are not too long. Subclasses can mark up what they consist of."""
    __module__ = 'pydoc'

    def __init__(self):
        Repr.__init__(self)
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def escape(self, text):
        return text

    def _mark(self, text):
        """The text of a string, quotes and backslashes included."""
        return self.escape(text)

    def repr1(self, x, level):
        method = getattr(self, 'repr_' + '_'.join(type(x).__name__.split()), None)
        return method(x, level) if method else self._plain(x)

    def _plain(self, x):
        return self.escape(cram(stripid(repr(x)), self.maxother))

    def repr_instance(self, x, level):
        try:
            return self._plain(x)
        except Exception:
            return self.escape('<%s instance>' % x.__class__.__name__)

    def repr_string(self, x, level):
        x = cram(x, self.maxstring)
        text = repr(x)
        if '\\' in x and '\\' not in text.replace('\\\\', ''):
            # Raw strings read better.
            return 'r%s%s%s' % (text[0], self.escape(x), text[0])
        return self._mark(text)

    repr_str = repr_string


def to_bytes(text, encoding):
    """Bytes of text; what the encoding lacks as references of HTML."""
    return text.encode(encoding, 'xmlcharrefreplace') if isinstance(text, unicode) else text


# ---- members

def module_file(module):
    """Where a module was read, or None. (The library in the binary has names, and no files.)"""
    try:
        file = inspect.getabsfile(module)
    except TypeError:
        return None
    return module.__file__ if module.__file__.startswith('<') else file


def module_members(module):
    """(classes, functions, data) of a module that are documented: lists of (name, value)."""
    all = getattr(module, '__all__', None)
    classes, functions, data = [], [], []
    for key, value in inspect.getmembers(module):
        if not visiblename(key, all, module):
            continue
        if inspect.isclass(value):
            if all is not None or (inspect.getmodule(value) or module) is module:
                classes.append((key, value))
        elif inspect.isroutine(value):
            if all is not None or inspect.isbuiltin(value) or inspect.getmodule(value) is module:
                functions.append((key, value))
        elif isdata(value):
            data.append((key, value))
    return classes, functions, data


def package_contents(module):
    """Sorted (name, whether it is a package) of the modules in a package."""
    return sorted((name, ispkg) for importer, name, ispkg in pkgutil.iter_modules(getattr(module, '__path__', [])))


def version_of(module):
    """A module's __version__ (without the marks of a version control system), or None."""
    if not hasattr(module, '__version__'):
        return None
    version = to_text(module.__version__)
    if version.startswith('$Revision: ') and version.endswith('$'):
        version = version[len('$Revision: '):-1].strip()
    return version


def to_text(value):
    return value if isinstance(value, basestring) else str(value)


def class_attributes(cls):
    """inspect.classify_class_attrs() of the attributes that are documented, with 'data descriptor' as a kind."""
    attributes = []
    for name, kind, home, value in inspect.classify_class_attrs(cls):
        if visiblename(name, obj=cls):
            if kind == 'property' or kind == 'data' and inspect.isdatadescriptor(value):
                kind = 'data descriptor'
            attributes.append((name, kind, home, value))
    return attributes


_SECTIONS = (('method', 'Methods'), ('class method', 'Class methods'), ('static method', 'Static methods'),
             ('data descriptor', 'Data descriptors'), ('data', 'Data and other attributes'))


def class_sections(cls, attributes):
    """Class by class in the order of resolution: (class, title, kind, sorted [(name, value), ...]).

    What object itself has is left out, but for object.
    """
    for home in inspect.getmro(cls):
        if home is __builtin__.object and cls is not __builtin__.object:
            continue
        for kind, title in _SECTIONS:
            members = sorted((name, value) for name, its_kind, its_home, value in attributes
                             if its_home is home and its_kind == kind)
            if members:
                yield home, title, kind, members


def allmethods(cl):
    """{name: method} of a class and its bases."""
    names = [name for base in inspect.getmro(cl) for name, value in inspect.getmembers(base, inspect.isroutine)]
    return dict((name, getattr(cl, name)) for name in names if inspect.ismethod(getattr(cl, name)))


class Doc:
    """Documents objects: a subclass has a method for each kind of them."""
    __module__ = 'pydoc'

    def document(self, object, name=None, *args):
        if inspect.isgetsetdescriptor(object) or inspect.ismemberdescriptor(object):
            method = self.docdata
        elif inspect.ismodule(object):
            method = self.docmodule
        elif inspect.isclass(object):
            method = self.docclass
        elif inspect.isroutine(object):
            method = self.docroutine
        elif isinstance(object, property):
            method = self.docproperty
        else:
            method = self.docother
        return method(object, name, *args)

    def fail(self, object, name=None, *args):
        what = ' ' + repr(name) if name else ''
        raise TypeError("don't know how to document object%s of type %s" % (what, type(object).__name__))

    docmodule = docclass = docroutine = docother = docproperty = docdata = fail

    def getdocloc(self, object, basedir=os.path.dirname(os.__file__)):
        """Where the manual tells of a module of the library: an address or a path, or None."""
        site = os.environ.get('PYTHONDOCS', 'https://docs.python.org/library')
        if not inspect.ismodule(object) or object.__name__ in ('xml.etree', 'test.pydoc_mod'):
            return None
        if object.__name__ in sys.builtin_module_names:
            # Private ones have no page.
            if object.__name__.startswith('_'):
                return None
        else:
            file = getattr(object, '__file__', '')
            if not file.startswith(basedir) or file.startswith(os.path.join(basedir, 'site-packages')):
                return None
        page = object.__name__.lower()
        if not site.startswith(('http://', 'https://')):
            page += '.html'
        return os.path.join(site, page)
