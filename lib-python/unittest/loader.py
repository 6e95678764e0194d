"""Finds tests in classes, modules and directories."""

import os
import re
import sys
import traceback
import types
from functools import cmp_to_key as _CmpToKey
from fnmatch import fnmatch

from . import case, suite

__unittest = True

# Source files alone: byte code would be loaded a second time.
VALID_MODULE_NAME = re.compile(r'[_a-z]\w*\.py$', re.IGNORECASE)


def _make_failed_import_test(name, suiteClass):
    message = 'Failed to import test module: %s\n%s' % (name, traceback.format_exc())
    return _make_failed_test('ModuleImportFailure', name, ImportError(message),
                             suiteClass)


def _make_failed_load_tests(name, exception, suiteClass):
    return _make_failed_test('LoadTestsFailure', name, exception, suiteClass)


def _make_failed_test(classname, methodname, exception, suiteClass):
    """A suite with a test that raises the exception."""
    def testFailure(self):
        raise exception
    TestClass = type(classname, (case.TestCase,), {methodname: testFailure})
    return suiteClass((TestClass(methodname),))


def _is_case(obj):
    return isinstance(obj, type) and issubclass(obj, case.TestCase)


class TestLoader(object):
    """Loads tests and makes suites of them."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = cmp
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def loadTestsFromTestCase(self, testCaseClass):
        """A suite of all tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite.'
                            ' Maybe you meant to derive from TestCase?')
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, use_load_tests=True):
        """A suite of all tests of a module.

        A function load_tests(loader, tests, pattern) of the module makes
        the suite, if there is one.
        """
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if _is_case(obj):
                tests.append(self.loadTestsFromTestCase(obj))
        load_tests = getattr(module, 'load_tests', None)
        tests = self.suiteClass(tests)
        if use_load_tests and load_tests is not None:
            try:
                return load_tests(self, tests, None)
            except Exception as problem:
                return _make_failed_load_tests(module.__name__, problem,
                                               self.suiteClass)
        return tests

    def loadTestsFromName(self, name, module=None):
        """A suite of what a dotted name means, within a module if one is given.

        It may be a module, a class, a method of one, or something that
        returns a test or a suite when called.
        """
        parts = name.split('.')
        if module is None:
            candidates = parts[:]
            while candidates:
                try:
                    module = __import__('.'.join(candidates))
                    break
                except ImportError:
                    del candidates[-1]
                    if not candidates:
                        raise
            parts = parts[1:]
        obj = module
        for part in parts:
            parent, obj = obj, getattr(obj, part)
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if _is_case(obj):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.UnboundMethodType) and _is_case(parent):
            name = parts[-1]
            return self.suiteClass([parent(name)])
        if isinstance(obj, suite.TestSuite):
            return obj
        if hasattr(obj, '__call__'):
            test = obj()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError('calling %s returned %s, not a test' % (obj, test))
        raise TypeError("don't know how to make test from: %s" % obj)

    def loadTestsFromNames(self, names, module=None):
        """A suite of what several names mean."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The names of a class's test methods, in the order in which they run."""
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix)
                 and hasattr(getattr(testCaseClass, name), '__call__')]
        if self.sortTestMethodsUsing:
            names.sort(key=_CmpToKey(self.sortTestMethodsUsing))
        return names

    # ---- discovery

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """A suite of the tests in all files below a directory that match.

        start_dir may be the name of a package. Packages that match pattern
        and have a function load_tests are not looked into; that function is
        called. top_level_dir (start_dir by default) is put on sys.path.
        """
        implicit_start = False
        if top_level_dir is None:
            top_level_dir = self._top_level_dir
            if top_level_dir is None:
                implicit_start = True
                top_level_dir = start_dir
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            # Before all, so that the project's modules are the ones found.
            sys.path.insert(0, top_level_dir)
        self._top_level_dir = top_level_dir

        importable = True
        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            if start_dir != top_level_dir:
                importable = os.path.isfile(os.path.join(start_dir, '__init__.py'))
        else:
            try:
                __import__(start_dir)
            except ImportError:
                importable = False
            else:
                module = sys.modules[start_dir]
                top_part = start_dir.split('.')[0]
                start_dir = os.path.abspath(os.path.dirname(module.__file__))
                if implicit_start:
                    self._top_level_dir = self._get_directory_containing_module(top_part)
                    sys.path.remove(top_level_dir)
        if not importable:
            raise ImportError('Start directory is not importable: %r' % start_dir)
        return self.suiteClass(list(self._find_tests(start_dir, pattern)))

    def _get_directory_containing_module(self, module_name):
        path = os.path.abspath(sys.modules[module_name].__file__)
        if os.path.basename(path).lower().startswith('__init__.py'):
            return os.path.dirname(os.path.dirname(path))
        return os.path.dirname(path)

    def _get_name_from_path(self, path):
        """The module name of a path without its extension."""
        relative = os.path.relpath(os.path.splitext(os.path.normpath(path))[0],
                                   self._top_level_dir)
        assert not os.path.isabs(relative), 'Path must be within the project'
        assert not relative.startswith('..'), 'Path must be within the project'
        return relative.replace(os.path.sep, '.')

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        """Whether a file is one to look into; for subclasses."""
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern):
        """Generate the suites of a directory."""
        for path in os.listdir(start_dir):
            full_path = os.path.join(start_dir, path)
            if os.path.isfile(full_path):
                if not VALID_MODULE_NAME.match(path):
                    continue
                if not self._match_path(path, full_path, pattern):
                    continue
                name = self._get_name_from_path(full_path)
                try:
                    module = self._get_module_from_name(name)
                except:
                    yield _make_failed_import_test(name, self.suiteClass)
                    continue
                self._check_origin(module, full_path, start_dir)
                yield self.loadTestsFromModule(module)
            elif os.path.isdir(full_path):
                if not os.path.isfile(os.path.join(full_path, '__init__.py')):
                    continue
                load_tests = tests = None
                if fnmatch(path, pattern):
                    name = self._get_name_from_path(full_path)
                    package = self._get_module_from_name(name)
                    load_tests = getattr(package, 'load_tests', None)
                    tests = self.loadTestsFromModule(package, use_load_tests=False)
                if load_tests is None:
                    if tests is not None:
                        yield tests
                    for test in self._find_tests(full_path, pattern):
                        yield test
                else:
                    try:
                        yield load_tests(self, tests, pattern)
                    except Exception as problem:
                        yield _make_failed_load_tests(package.__name__, problem,
                                                      self.suiteClass)

    def _check_origin(self, module, full_path, start_dir):
        """ImportError if a module is not from the file that was found."""
        mod_file = os.path.abspath(getattr(module, '__file__', full_path))
        realpath = os.path.splitext(os.path.realpath(mod_file))[0]
        expected = os.path.splitext(os.path.realpath(full_path))[0]
        if realpath.lower() != expected.lower():
            mod_name = os.path.splitext(os.path.basename(full_path))[0]
            raise ImportError('%r module incorrectly imported from %r. Expected %r. '
                              'Is this module globally installed?'
                              % (mod_name, os.path.dirname(realpath), start_dir))


defaultTestLoader = TestLoader()


# ---- functions of old

def _makeLoader(prefix, sortUsing, suiteClass=None):
    loader = TestLoader()
    loader.sortTestMethodsUsing = sortUsing
    loader.testMethodPrefix = prefix
    if suiteClass:
        loader.suiteClass = suiteClass
    return loader


def getTestCaseNames(testCaseClass, prefix, sortUsing=cmp):
    return _makeLoader(prefix, sortUsing).getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix='test', sortUsing=cmp, suiteClass=suite.TestSuite):
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix='test', sortUsing=cmp, suiteClass=suite.TestSuite):
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromModule(module)
