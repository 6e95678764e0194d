# Tests of doctest: what it finds, how it compares, what it reports.
import doctest, unittest, sys, re, types
flags = doctest
class Thing(object):
    """A class.

    >>> Thing().value
    3
    """
    value = 2
    def method(self):
        """
        >>> 1 / 0
        Traceback (most recent call last):
            ...
        ZeroDivisionError: integer division or modulo by zero
        >>> print 'a  b', # doctest: +NORMALIZE_WHITESPACE
        a b
        >>> range(20) # doctest: +ELLIPSIS
        [0, 1, ..., 18, 19]
        """
    @property
    def prop(self):
        """
        >>> True, 1 == 1
        (True, True)
        >>> 1 == 1
        1
        >>> print 'a\\n\\nb'
        a
        <BLANKLINE>
        b
        """
    @staticmethod
    def static():
        """
        >>> raise ValueError('other')
        Traceback (most recent call last):
        ValueError: message
        >>> raise doctest.DocTestFailure(1, 2, 3) # doctest: +IGNORE_EXCEPTION_DETAIL
        Traceback (most recent call last):
        DocTestFailure: whatever
        >>> nothing # doctest: +SKIP
        """
    @classmethod
    def of_class(cls):
        """
        >>> print '1\\n2\\n3\\n4\\n5'
        1
        2
        x
        4
        5
        """
def boom():
    """
    >>> x = [
    ...     1,
    ... ]
    >>> {}['key']
    """
__test__ = {'extra': '>>> 2 + 2\n5\n>>> 3\n3\n', 'none': 'no examples'}
texts = []
def show_reports():
    text = re.sub('  File ".*__run\n.*\n', '', ''.join(texts))
    print re.sub('File ".*/', 'File "', text)
    del texts[:]
m = sys.modules['__main__']
for test in doctest.DocTestFinder(exclude_empty=False).find(m):
    print test.name, test.lineno, len(test.examples), [(e.lineno, e.indent, sorted(e.options.items()), e.exc_msg) for e in test.examples]
for optionflags in (0, doctest.REPORT_UDIFF, doctest.REPORT_CDIFF, doctest.REPORT_NDIFF | doctest.REPORT_ONLY_FIRST_FAILURE):
    runner = doctest.DocTestRunner(verbose=False, optionflags=optionflags)
    for test in doctest.DocTestFinder().find(m):
        if test.name != '__main__.boom' or not optionflags:
            print runner.run(test, out=texts.append, clear_globs=False)
            show_reports()
print runner.summarize(verbose=True)
other = doctest.DocTestRunner(verbose=True)
other.run(doctest.DocTestParser().get_doctest('>>> 1\n1\n>>> x = 2\n>>> x\n', {}, 'text', None, None), out=texts.append)
show_reports()
runner.merge(other)
print runner.summarize()
parser = doctest.DocTestParser()
for text in ('>>> 1\n...2\n', '>>>1\n', '   >>> 1\n  1\n', '>>> 1 # doctest: +NOPE\n', '>>> # doctest: +SKIP\n', '>>> 1 # doctest: SKIP\n', 'a\n  >>> 1\n  ... \n  x\n\n b', '', '>>> # comment\nx\n', '\t>>> 5\n\t5\n', 'text >>> 5'):
    try:
        print [p if isinstance(p, str) else (p.source, p.want, p.lineno, p.indent, p.options) for p in parser.parse(text, 'name')]
    except ValueError, e:
        print 'ValueError', e
print repr(doctest.script_from_examples('Text\n\n>>> a = 1\n>>> a\n1\n\nMore\n\n'))
check = doctest.OutputChecker().check_output
for want, got, optionflags in (('1\n', 'True\n', 0), ('1\n', 'True\n', doctest.DONT_ACCEPT_TRUE_FOR_1), ('a...z', 'abcz', doctest.ELLIPSIS), ('a...z', 'a', doctest.ELLIPSIS), ('...', '', 8), ('aa...aa', 'aaa', 8), ('x...y...z', 'xzyz', 8), ('<BLANKLINE>\n', '\n', 0), ('<BLANKLINE>\n', '\n', 2)):
    print want.encode('string_escape'), got.encode('string_escape'), check(want, got, optionflags)
example = parser.get_examples('>>> 1\n1\n')[0]
print example == doctest.Example('1', '1'), example != doctest.Example('1', '2'), hash(example) == hash(doctest.Example('1\n', '1\n')), repr(doctest.DocTest([example], {}, 'n', 'f', 1, 'd')), repr(doctest.DocTest([], {}, 'n', 'f', 1, 'd'))
suite = doctest.DocTestSuite(m, optionflags=doctest.REPORT_NDIFF)
result = unittest.TestResult()
suite.run(result)
print result.testsRun, sorted(str(t) for t, _ in result.failures), [t.id() for t in suite][:2], list(suite)[0].shortDescription()
for t in suite:
    if 'static' in t.id():
        t._dt_test.globs.update(vars(m))
        try:
            t.debug()
        except doctest.DocTestFailure, e:
            print 'failure', e.example.source, e.got.splitlines()[-1]
try:
    doctest.DebugRunner(verbose=False).run(parser.get_doctest('>>> x = 1\n>>> 1/0\n', {}, 'boom', 'f', 0))
except doctest.UnexpectedException, e:
    print e.exc_info[1], e.test.globs['x'], e
for call in (lambda: doctest.testmod(5), lambda: doctest.testfile('x', module_relative=False, package=m), lambda: doctest.set_unittest_reportflags(1), lambda: doctest.testsource(m, 'nope'), lambda: doctest.DocTestSuite(types.ModuleType('empty')), lambda: doctest.DocTestFinder().find(5)):
    try:
        print call()
    except Exception, e:
        print type(e).__name__, e
print doctest.testsource(m, '__main__.Thing')
print doctest.set_unittest_reportflags(doctest.REPORT_UDIFF), doctest.set_unittest_reportflags(0), sorted(doctest.OPTIONFLAGS_BY_NAME.items(), key=lambda item: item[1]), doctest.register_optionflag('MY')
doctest.run_docstring_examples('>>> 1\n1\n', {}, verbose=True, name='text')
