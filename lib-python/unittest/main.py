"""The program that runs tests: unittest.main() and "python -m unittest"."""

import os
import sys
import types

from . import loader, runner
from .signals import installHandler

__unittest = True

FAILFAST = '  -f, --failfast   Stop on first failure\n'
CATCHBREAK = '  -c, --catch      Catch control-C and display results\n'
BUFFEROUTPUT = '  -b, --buffer     Buffer stdout and stderr during test runs\n'

_OPTIONS = """\
Options:
  -h, --help       Show this message
  -v, --verbose    Verbose output
  -q, --quiet      Minimal output
%(failfast)s%(catchbreak)s%(buffer)s"""

USAGE_AS_MAIN = """\
Usage: %(progName)s [options] [tests]

""" + _OPTIONS + """
Examples:
  %(progName)s test_module               - run tests from test_module
  %(progName)s module.TestClass          - run tests from module.TestClass
  %(progName)s module.Class.test_method  - run specified test method

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

USAGE_FROM_MODULE = """\
Usage: %(progName)s [options] [test] [...]

""" + _OPTIONS + """
Examples:
  %(progName)s                               - run default set of tests
  %(progName)s MyTestSuite                   - run suite 'MyTestSuite'
  %(progName)s MyTestCase.testSomething      - run MyTestCase.testSomething
  %(progName)s MyTestCase                    - run all 'test*' test methods
                                               in MyTestCase
"""


class TestProgram(object):
    """Runs the tests that the command line says, or those of a module."""

    USAGE = USAGE_FROM_MODULE

    # None: the command line decides.
    failfast = catchbreak = buffer = progName = None

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1,
                 failfast=None, catchbreak=None, buffer=None):
        if isinstance(module, basestring):
            self.module = __import__(module)
            for part in module.split('.')[1:]:
                self.module = getattr(self.module, part)
        else:
            self.module = module
        if argv is None:
            argv = sys.argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, msg=None):
        if msg:
            print msg
        usage = {'progName': self.progName, 'catchbreak': '', 'failfast': '', 'buffer': ''}
        if self.failfast is not False:
            usage['failfast'] = FAILFAST
        if self.catchbreak is not False:
            usage['catchbreak'] = CATCHBREAK
        if self.buffer is not False:
            usage['buffer'] = BUFFEROUTPUT
        print self.USAGE % usage
        sys.exit(2)

    def parseArgs(self, argv):
        if len(argv) > 1 and argv[1].lower() == 'discover':
            self._do_discovery(argv[2:])
            return
        import getopt
        long_options = ['help', 'verbose', 'quiet', 'failfast', 'catch', 'buffer']
        try:
            options, args = getopt.getopt(argv[1:], 'hHvqfcb', long_options)
        except getopt.error as problem:
            self.usageExit(problem)
            return
        for option, _ in options:
            if option in ('-h', '-H', '--help'):
                self.usageExit()
            if option in ('-q', '--quiet'):
                self.verbosity = 0
            if option in ('-v', '--verbose'):
                self.verbosity = 2
            # What the caller decided stays.
            if option in ('-f', '--failfast') and self.failfast is None:
                self.failfast = True
            if option in ('-c', '--catch') and self.catchbreak is None:
                self.catchbreak = True
            if option in ('-b', '--buffer') and self.buffer is None:
                self.buffer = True
        if not args and self.defaultTest is None:
            # createTests() then takes the whole module.
            self.testNames = None
        elif args:
            self.testNames = args
            if __name__ == '__main__':
                # So that "python unittest/main.py x.y" finds classes of this module.
                self.module = None
        elif isinstance(self.defaultTest, basestring):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def createTests(self):
        if self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def _do_discovery(self, argv, Loader=None):
        if Loader is None:
            Loader = lambda: self.testLoader
        import optparse
        parser = optparse.OptionParser()
        parser.prog = self.progName
        parser.add_option('-v', '--verbose', dest='verbose', default=False,
                          help='Verbose output', action='store_true')
        if self.failfast is not False:
            parser.add_option('-f', '--failfast', dest='failfast', default=False,
                              help='Stop on first fail or error', action='store_true')
        if self.catchbreak is not False:
            parser.add_option('-c', '--catch', dest='catchbreak', default=False,
                              help='Catch Ctrl-C and display results so far',
                              action='store_true')
        if self.buffer is not False:
            parser.add_option('-b', '--buffer', dest='buffer', default=False,
                              help='Buffer stdout and stderr during tests',
                              action='store_true')
        parser.add_option('-s', '--start-directory', dest='start', default='.',
                          help="Directory to start discovery ('.' default)")
        parser.add_option('-p', '--pattern', dest='pattern', default='test*.py',
                          help="Pattern to match tests ('test*.py' default)")
        parser.add_option('-t', '--top-level-directory', dest='top', default=None,
                          help='Top level directory of project (defaults to '
                               'start directory)')
        options, args = parser.parse_args(argv)
        if len(args) > 3:
            self.usageExit()
        # The same may be given by position.
        for name, value in zip(('start', 'pattern', 'top'), args):
            setattr(options, name, value)
        for name in 'failfast', 'catchbreak', 'buffer':
            if getattr(self, name) is None:
                setattr(self, name, getattr(options, name))
        if options.verbose:
            self.verbosity = 2
        self.test = Loader().discover(options.start, options.pattern, options.top)

    def runTests(self):
        if self.catchbreak:
            installHandler()
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if isinstance(self.testRunner, (type, types.ClassType)):
            try:
                testRunner = self.testRunner(verbosity=self.verbosity,
                                             failfast=self.failfast, buffer=self.buffer)
            except TypeError:
                # One that does not take these arguments.
                testRunner = self.testRunner()
        else:
            testRunner = self.testRunner
        self.result = testRunner.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
