"""Finds tests: in classes, in modules, by their names, in directories."""

import os
import re
import sys
import traceback
import types
from fnmatch import fnmatch
from functools import cmp_to_key as _CmpToKey

from . import case, suite

__unittest = True

# Files to import; compiled ones would be the same modules again.
VALID_MODULE_NAME = re.compile(r'[_a-z]\w*\.py$', re.IGNORECASE)


def _is_case(obj):
    return isinstance(obj, type) and issubclass(obj, case.TestCase)


def _make_failed_test(classname, methodname, exception, suiteClass):
    """A suite of one test, which raises what went wrong while tests were looked for."""
    def fails(self):
        raise exception
    failing = type(classname, (case.TestCase,), {methodname: fails})
    return suiteClass((failing(methodname),))


def _make_failed_import_test(name, suiteClass):
    problem = ImportError('Failed to import test module: %s\n%s'
                          % (name, traceback.format_exc()))
    return _make_failed_test('ModuleImportFailure', name, problem, suiteClass)


def _make_failed_load_tests(name, exception, suiteClass):
    return _make_failed_test('LoadTestsFailure', name, exception, suiteClass)


def _import_longest(parts):
    """The top module of the longest start of a dotted name that can be imported."""
    for end in xrange(len(parts), 0, -1):
        try:
            return __import__('.'.join(parts[:end]))
        except ImportError:
            if end == 1:
                raise


def _is_package(directory):
    return os.path.isfile(os.path.join(directory, '__init__.py'))


def _without_extension(path):
    """What two names of one file have in common, on any system."""
    return os.path.splitext(os.path.realpath(path))[0]


class TestLoader(object):
    """Makes suites of the tests it finds.

    The attributes say what is a test's name (testMethodPrefix), in which
    order tests run (sortTestMethodsUsing, or None) and what suites are made
    of (suiteClass).
    """

    testMethodPrefix = 'test'
    sortTestMethodsUsing = cmp
    suiteClass = suite.TestSuite
    _top_level_dir = None

    # ---- classes, modules, names

    def getTestCaseNames(self, testCaseClass):
        """The names of a class's tests, in order."""
        prefix = self.testMethodPrefix
        names = [name for name in dir(testCaseClass) if name.startswith(prefix)
                 and hasattr(getattr(testCaseClass, name), '__call__')]
        if self.sortTestMethodsUsing:
            names.sort(key=_CmpToKey(self.sortTestMethodsUsing))
        return names

    def loadTestsFromTestCase(self, testCaseClass):
        """The suite of a class's tests."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite. '
                            'Maybe you meant to derive from TestCase?')
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names.append('runTest')
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, use_load_tests=True):
        """The suite of a module's classes; its function load_tests may make another of it."""
        members = [getattr(module, name) for name in dir(module)]
        tests = self.suiteClass(map(self.loadTestsFromTestCase, filter(_is_case, members)))
        load_tests = use_load_tests and getattr(module, 'load_tests', None)
        if not load_tests:
            return tests
        return self._ask_load_tests(load_tests, module, tests, None)

    def _ask_load_tests(self, load_tests, module, tests, pattern):
        try:
            return load_tests(self, tests, pattern)
        except Exception as problem:
            return _make_failed_load_tests(module.__name__, problem, self.suiteClass)

    def loadTestsFromName(self, name, module=None):
        """The suite of what a dotted name stands for, in the module if one is given.

        That may be a module, a class, a test of a class, a suite, or
        something to call for a test or a suite.
        """
        parts = name.split('.')
        if module is None:
            module = _import_longest(parts)
            del parts[0]
        parent, obj = None, module
        for part in parts:
            parent, obj = obj, getattr(obj, part)
        return self._suite_of(obj, parent, parts)

    def _suite_of(self, obj, parent, parts):
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if _is_case(obj):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.UnboundMethodType) and _is_case(parent):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(obj, suite.TestSuite):
            return obj
        if not hasattr(obj, '__call__'):
            raise TypeError("don't know how to make test from: %s" % obj)
        made = obj()
        if isinstance(made, suite.TestSuite):
            return made
        if isinstance(made, case.TestCase):
            return self.suiteClass([made])
        raise TypeError('calling %s returned %s, not a test' % (obj, made))

    def loadTestsFromNames(self, names, module=None):
        """The suite of the suites of several names."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    # ---- directories

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """The suite of the test files in a directory and the packages in it.

        It may be given as a package's name. Modules are named from the top
        level directory on, which goes to the front of sys.path; if none is
        given or was before, that is the start directory. A package whose
        name matches and that has a function load_tests decides itself what
        is in it.
        """
        top = top_level_dir or self._top_level_dir
        implied = top is None
        top = os.path.abspath(start_dir if implied else top)
        if top not in sys.path:
            # In front, so that no other module of the same name is found.
            sys.path.insert(0, top)
        self._top_level_dir = top
        directory = os.path.abspath(start_dir)
        if not os.path.isdir(directory):
            directory = self._package_directory(start_dir)
            if implied:
                top_package = start_dir.split('.')[0]
                self._top_level_dir = self._get_directory_containing_module(top_package)
                sys.path.remove(top)
        elif directory != top and not _is_package(directory):
            self._not_importable(directory)
        return self.suiteClass(list(self._find_tests(directory, pattern)))

    def _not_importable(self, start):
        raise ImportError('Start directory is not importable: %r' % start)

    def _package_directory(self, name):
        try:
            __import__(name)
        except ImportError:
            self._not_importable(name)
        return os.path.abspath(os.path.dirname(sys.modules[name].__file__))

    def _get_directory_containing_module(self, module_name):
        directory, name = os.path.split(os.path.abspath(sys.modules[module_name].__file__))
        # A package is its directory.
        return os.path.dirname(directory) if name.lower().startswith('__init__.py') else directory

    def _get_name_from_path(self, path):
        """The dotted name of the module in a file."""
        path = os.path.splitext(os.path.normpath(path))[0]
        steps = os.path.relpath(path, self._top_level_dir)
        assert not os.path.isabs(steps), 'Path must be within the project'
        assert not steps.startswith('..'), 'Path must be within the project'
        return steps.replace(os.path.sep, '.')

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        """For classes to override: whether a file of this name has tests."""
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern):
        """Generate a suite for each test file of a directory, and those of its packages."""
        for name in os.listdir(start_dir):
            path = os.path.join(start_dir, name)
            if os.path.isfile(path):
                if VALID_MODULE_NAME.match(name) and self._match_path(name, path, pattern):
                    yield self._file_suite(path, start_dir)
            elif os.path.isdir(path) and _is_package(path):
                for tests in self._package_suites(name, path, pattern):
                    yield tests

    def _file_suite(self, path, directory):
        name = self._get_name_from_path(path)
        try:
            module = self._get_module_from_name(name)
        except:
            return _make_failed_import_test(name, self.suiteClass)
        self._check_origin(module, path, directory)
        return self.loadTestsFromModule(module)

    def _check_origin(self, module, path, directory):
        """Complain if the module was found in another place than the file looked at."""
        found = _without_extension(os.path.abspath(getattr(module, '__file__', path)))
        if found.lower() != _without_extension(path).lower():
            name = os.path.splitext(os.path.basename(path))[0]
            raise ImportError('%r module incorrectly imported from %r. Expected %r. '
                              'Is this module globally installed?'
                              % (name, os.path.dirname(found), directory))

    def _package_suites(self, name, path, pattern):
        if fnmatch(name, pattern):
            package = self._get_module_from_name(self._get_name_from_path(path))
            tests = self.loadTestsFromModule(package, use_load_tests=False)
            load_tests = getattr(package, 'load_tests', None)
            if load_tests is not None:
                yield self._ask_load_tests(load_tests, package, tests, pattern)
                return
            yield tests
        for tests in self._find_tests(path, pattern):
            yield tests


defaultTestLoader = TestLoader()


# ---- what there was before loaders

def _makeLoader(prefix, sortUsing, suiteClass=None):
    loader = TestLoader()
    loader.testMethodPrefix, loader.sortTestMethodsUsing = prefix, sortUsing
    if suiteClass:
        loader.suiteClass = suiteClass
    return loader


def getTestCaseNames(testCaseClass, prefix, sortUsing=cmp):
    """The names of a class's tests."""
    return _makeLoader(prefix, sortUsing).getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix='test', sortUsing=cmp, suiteClass=suite.TestSuite):
    """The suite of a class's tests."""
    loader = _makeLoader(prefix, sortUsing, suiteClass)
    return loader.loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix='test', sortUsing=cmp, suiteClass=suite.TestSuite):
    """The suite of a module's tests."""
    loader = _makeLoader(prefix, sortUsing, suiteClass)
    return loader.loadTestsFromModule(module)
