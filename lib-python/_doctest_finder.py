"""Finds the docstrings that doctest takes its examples from."""

import inspect
import linecache
import re

from _doctest_examples import DocTestParser


def source_name(path):
    """The source's file name, if the one given is that of byte code."""
    return path[:-1] if path.endswith(('.pyc', '.pyo')) else path


# How to get from what has code to the code.
_TO_CODE = [
    (inspect.ismethod, 'im_func'),
    (inspect.isfunction, 'func_code'),
    (inspect.istraceback, 'tb_frame'),
    (inspect.isframe, 'f_code'),
]

_HAS_DOCSTRING = [inspect.isfunction, inspect.isclass, inspect.ismethod, inspect.ismodule,
                  lambda obj: isinstance(obj, basestring)]


def _class_line(name, lines):
    """The line, from 0, on which the definition of a class starts."""
    start = re.compile(r'^\s*class\s*%s\b' % name).match
    for number, line in enumerate(lines):
        if start(line):
            return number
    return None


class DocTestFinder:
    """Makes DocTests of the docstrings of an object and, with recurse, of what is defined in it.

    exclude_empty leaves those without docstrings out; verbose says what is
    looked at.
    """

    __module__ = 'doctest'

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True,
                 exclude_empty=True):
        self._verbose, self._parser = verbose, parser
        self._recurse, self._exclude_empty = recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The DocTests of an object, sorted.

        module is the one it is in: None stands for that which it seems to
        be, False for none. The namespace is the module's, or globs; and
        extraglobs in any case.
        """
        if name is None:
            name = getattr(obj, '__name__', None)
        if name is None:
            raise ValueError("DocTestFinder.find: name must be given when obj.__name__ "
                             "doesn't exist: %r" % (type(obj),))
        if module is None:
            module = inspect.getmodule(obj)
        module = module or None
        if globs is None:
            globs = vars(module) if module else {}
        globs = dict(globs, **(extraglobs or {}))
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, self._source_lines(obj, module), globs, {})
        tests.sort()
        return tests

    def _source_lines(self, obj, module):
        """The lines of the file that an object is from, or None."""
        try:
            path = inspect.getsourcefile(obj) or inspect.getfile(obj)
        except TypeError:
            return None
        return linecache.getlines(path, module and vars(module)) or None

    def _from_module(self, module, object):
        """Whether an object is defined in a module, and not imported there."""
        if module is None:
            return True
        home = inspect.getmodule(object)
        if home is not None:
            return home is module
        if inspect.isfunction(object):
            return object.func_globals is vars(module)
        if hasattr(object, '__module__'):
            return object.__module__ == module.__name__
        if isinstance(object, property):
            # There is no way to know.
            return True
        raise ValueError('object must be a class or function')

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        """Add the test of an object, and those of what is in it, unless it was seen before."""
        if self._verbose:
            print 'Finding tests in %s' % name
        if id(obj) in seen:
            return
        seen[id(obj)] = True
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            members = self._module_members(obj, module)
        elif inspect.isclass(obj):
            members = self._class_members(obj, module)
        else:
            return
        for suffix, member in members:
            self._find(tests, member, name + '.' + suffix, module, source_lines, globs, seen)

    def _module_members(self, obj, module):
        """Generate the functions and classes of a module, and what __test__ adds."""
        for name, member in vars(obj).items():
            if ((inspect.isfunction(member) or inspect.isclass(member))
                    and self._from_module(module, member)):
                yield name, member
        for name, member in getattr(obj, '__test__', {}).items():
            if not isinstance(name, basestring):
                raise ValueError('DocTestFinder.find: __test__ keys must be strings: %r'
                                 % (type(name),))
            if not any(is_kind(member) for is_kind in _HAS_DOCSTRING):
                raise ValueError('DocTestFinder.find: __test__ values must be strings, '
                                 'functions, methods, classes, or modules: %r'
                                 % (type(member),))
            yield '__test__.' + name, member

    def _class_members(self, obj, module):
        """Generate the methods, properties and classes of a class."""
        for name, member in vars(obj).items():
            if isinstance(member, (staticmethod, classmethod)):
                member = getattr(obj, name)
                member = getattr(member, 'im_func', member)
            if ((inspect.isfunction(member) or inspect.isclass(member)
                 or isinstance(member, property)) and self._from_module(module, member)):
                yield name, member

    def _docstring(self, obj):
        if isinstance(obj, basestring):
            return obj
        try:
            doc = obj.__doc__
            return doc if isinstance(doc, basestring) else '' if doc is None else str(doc)
        except (TypeError, AttributeError):
            return ''

    def _get_test(self, obj, name, module, globs, source_lines):
        """The DocTest of an object, or None."""
        docstring = self._docstring(obj)
        if self._exclude_empty and not docstring:
            return None
        filename = module and source_name(getattr(module, '__file__', module.__name__))
        lineno = self._find_lineno(obj, source_lines)
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)

    def _find_lineno(self, obj, source_lines):
        """The line, from 0, on which an object's docstring starts; None if that is not known."""
        start = None
        if inspect.ismodule(obj):
            start = 0
        elif inspect.isclass(obj):
            if source_lines is None:
                return None
            start = _class_line(getattr(obj, '__name__', '-'), source_lines)
        else:
            for is_kind, attribute in _TO_CODE:
                if is_kind(obj):
                    obj = getattr(obj, attribute)
            if inspect.iscode(obj):
                start = obj.co_firstlineno - 1
        if start is None:
            return None
        if source_lines is None:
            return start + 1
        # The definition may go over several lines.
        opens_string = re.compile(r'(^|.*:)\s*\w*("|\')').match
        for number in xrange(start, len(source_lines)):
            if opens_string(source_lines[number]):
                return number
        return None
