"""The program that runs tests: unittest.main(), and "python -m unittest"."""

import os
import sys
import types

from . import loader, runner
from .signals import installHandler

__unittest = True

FAILFAST = '  -f, --failfast   Stop on first failure\n'
CATCHBREAK = '  -c, --catch      Catch control-C and display results\n'
BUFFEROUTPUT = '  -b, --buffer     Buffer stdout and stderr during test runs\n'


def _usage(arguments, *examples):
    """A program's help: the options, and examples as (arguments, what they run)."""
    width = max(len(example) for example, _ in examples)
    lines = ['Usage: %(progName)s [options] ' + arguments, '', 'Options:',
             '  -h, --help       Show this message',
             '  -v, --verbose    Verbose output',
             '  -q, --quiet      Minimal output',
             '%(failfast)s%(catchbreak)s%(buffer)s', 'Examples:']
    for example, meaning in examples:
        start = '  %(progName)s ' + example.ljust(width)
        indent = '\n' + ' ' * (len(start) + 3)
        lines.append('%s - %s' % (start, meaning.replace('\n', indent)))
    return '\n'.join(lines) + '\n'


USAGE_FROM_MODULE = _usage(
    '[test] [...]',
    (' ' * 29, 'run default set of tests'),
    ('MyTestSuite', "run suite 'MyTestSuite'"),
    ('MyTestCase.testSomething', 'run MyTestCase.testSomething'),
    ('MyTestCase', "run all 'test*' test methods\nin MyTestCase"))

USAGE_AS_MAIN = _usage(
    '[tests]',
    ('test_module' + ' ' * 14, 'run tests from test_module'),
    ('module.TestClass', 'run tests from module.TestClass'),
    ('module.Class.test_method', 'run specified test method')) + """
[tests] may name any number of modules, classes and methods.

To find tests in files: %(progName)s discover [options]

Options:
  -v, --verbose    Verbose output
%(failfast)s%(catchbreak)s%(buffer)s\
  -s directory     Where to start ('.' by default)
  -p pattern       Names of the test files ('test*.py' by default)
  -t directory     Top level directory of the project (by default
                   where discovery starts)

The test modules found must be importable from the top level directory.
"""

# Options that the caller may have decided on: the attribute that None leaves
# open, letter, name, line of the usage, help of discovery.
_SWITCHES = [
    ('failfast', 'f', 'failfast', FAILFAST, 'Stop on first fail or error'),
    ('catchbreak', 'c', 'catch', CATCHBREAK, 'Catch Ctrl-C and display results so far'),
    ('buffer', 'b', 'buffer', BUFFEROUTPUT, 'Buffer stdout and stderr during tests'),
]

_VERBOSITIES = {'-q': 0, '--quiet': 0, '-v': 2, '--verbose': 2}

# Options of discovery that take a value: letter, name, attribute, default, help.
_DIRECTORIES = [
    ('s', 'start-directory', 'start', '.', "Directory to start discovery ('.' default)"),
    ('p', 'pattern', 'pattern', 'test*.py', "Pattern to match tests ('test*.py' default)"),
    ('t', 'top-level-directory', 'top', None,
     'Top level directory of project (defaults to start directory)'),
]


class TestProgram(object):
    """Runs the tests of a module, or those that the command line names, and exits.

    Where failfast, catchbreak or buffer are None the command line decides.
    """

    USAGE = USAGE_FROM_MODULE

    progName = failfast = catchbreak = buffer = None

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1,
                 failfast=None, catchbreak=None, buffer=None):
        if isinstance(module, basestring):
            path = module.split('.')[1:]
            module = reduce(getattr, path, __import__(module))
        argv = sys.argv if argv is None else argv
        self.module, self.defaultTest = module, defaultTest
        self.testRunner, self.testLoader = testRunner, testLoader
        self.exit, self.verbosity = exit, verbosity
        self.failfast, self.catchbreak, self.buffer = failfast, catchbreak, buffer
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, msg=None):
        """Print the usage, below what was wrong, and exit."""
        if msg:
            print msg
        fields = {'progName': self.progName}
        for attribute, _, _, line, _ in _SWITCHES:
            # What the caller turned off cannot be turned on.
            fields[attribute] = '' if getattr(self, attribute) is False else line
        print self.USAGE % fields
        sys.exit(2)

    def _switch_on(self, attribute):
        if getattr(self, attribute) is None:
            setattr(self, attribute, True)

    def parseArgs(self, argv):
        """Take the options, and load the tests that are named."""
        if argv[1:] and argv[1].lower() == 'discover':
            self._do_discovery(argv[2:])
            return
        import getopt
        switches = {}
        for attribute, letter, name, _, _ in _SWITCHES:
            switches['-' + letter] = switches['--' + name] = attribute
        try:
            options, names = getopt.getopt(argv[1:], 'hHvqfcb', [
                'help', 'verbose', 'quiet', 'failfast', 'catch', 'buffer'])
            for option, _ in options:
                if option in switches:
                    self._switch_on(switches[option])
                elif option in _VERBOSITIES:
                    self.verbosity = _VERBOSITIES[option]
                else:
                    self.usageExit()
            self.testNames = self._names_to_load(names)
            self.createTests()
        except getopt.error as problem:
            self.usageExit(problem)

    def _names_to_load(self, names):
        """The names on the command line, else the default ones; None for the whole module."""
        if names:
            if __name__ == '__main__':
                # Run as a file, this module has none of the tests.
                self.module = None
            return names
        if isinstance(self.defaultTest, basestring):
            return [self.defaultTest]
        return self.defaultTest and list(self.defaultTest)

    def createTests(self):
        """Load the tests of testNames, or all of the module."""
        if self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def _do_discovery(self, argv, Loader=None):
        """Take discovery's options, and load what it finds."""
        import optparse
        self.progName = '%s discover' % self.progName
        parser = optparse.OptionParser(prog=self.progName)
        parser.add_option('-v', '--verbose', dest='verbose', default=False,
                          action='store_true', help='Verbose output')
        for attribute, letter, name, _, text in _SWITCHES:
            if getattr(self, attribute) is not False:
                parser.add_option('-' + letter, '--' + name, dest=attribute, default=False,
                                  action='store_true', help=text)
        for letter, name, attribute, default, text in _DIRECTORIES:
            parser.add_option('-' + letter, '--' + name, dest=attribute, default=default,
                              help=text)
        options, places = parser.parse_args(argv)
        if len(places) > len(_DIRECTORIES):
            self.usageExit()
        for (_, _, attribute, _, _), place in zip(_DIRECTORIES, places):
            setattr(options, attribute, place)
        for attribute in 'failfast', 'catchbreak', 'buffer':
            if getattr(self, attribute) is None:
                setattr(self, attribute, getattr(options, attribute))
        if options.verbose:
            self.verbosity = 2
        finder = self.testLoader if Loader is None else Loader()
        self.test = finder.discover(options.start, options.pattern, options.top)

    def _make_runner(self):
        """The runner, where a class is given for it."""
        made = self.testRunner or runner.TextTestRunner
        if not isinstance(made, (type, types.ClassType)):
            return made
        try:
            return made(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer)
        except TypeError:
            # One that was written before these arguments.
            return made()

    def runTests(self):
        """Run them; the exit status says whether all went well."""
        if self.catchbreak:
            installHandler()
        self.result = self._make_runner().run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
