# Tests of unittest: what its assertions, results, runners and programs say.
import unittest, sys, unittest.main as m, StringIO
mm=sys.modules['unittest.main']
a=mm.USAGE_FROM_MODULE
print a
class R(unittest.TestResult): pass
class Old(object):
    def __init__(s): s.l=[]; s.shouldStop=False
    def __getattr__(s,n):
        if n in('addSkip','addExpectedFailure','addUnexpectedSuccess','startTestRun','stopTestRun'): raise AttributeError(n)
        if n.startswith('_'): raise AttributeError(n)
        return lambda *a: s.l.append((n,)+tuple([re.sub('0x[0-9a-f]+','',str(x)) for x in a]))
import warnings; warnings.simplefilter('always')
def show(message, category, filename, lineno, *a): print 'W', message, category.__name__
warnings.showwarning=show
class T(unittest.TestCase):
    """doc"""
    def setUp(self): self.addCleanup(self.c, 1)
    def c(self, n): print 'cleanup', n
    def test_a(self):
        "First line\nsecond"
        self.fail('xx')
    def test_b(self): raise unittest.SkipTest('why')
    @unittest.expectedFailure
    def test_c(self): 1/0
    @unittest.expectedFailure
    def test_d(self): pass
    @unittest.skip('no')
    def test_e(self): pass
    def test_f(self): {}[1]
    def test_g(self): self.skipTest('later')
    def test_h(self): print 'printed'; sys.stderr.write('err'); self.assertEqual(u'\xe9a\nb','b\nc')
    def test_i(self): self.failUnlessEqual(1,1); self.assert_(1)
    def test_ii(self): self.assertListEqual([1,2,3],(1,2))
    def test_j(self): self.assertEqual(range(10), range(5)+[7]*3)
    def test_k(self): self.assertItemsEqual([1,2,2,[]],[1,[],[],3])
    def test_l(self): self.assertItemsEqual([1,2,2],[1,5,3])
    def test_m(self): self.assertDictContainsSubset({1:2,'a':4},{1:3})
    def test_n(self): self.assertSetEqual({1,2},frozenset({2,3}))
    def test_o(self): self.assertSetEqual({1,2},[1])
    def test_p(self): self.assertSetEqual([1],{1})
    def test_q(self):
        self.longMessage=True; self.assertAlmostEqual(1.0,2.0,msg='more')
    def test_r(self): self.assertNotAlmostEqual(1.0,1.0000001,delta=1)
    def test_s(self):
        with self.assertRaises((KeyError,ValueError)): pass
    def test_t(self): self.assertRaisesRegexp(ValueError,'abc', int, 'z')
    def test_u(self): self.assertNotRegexpMatches('aaa','a+')
    def test_v(self): self.assertSequenceEqual([1,2],5)
    def test_w(self): self.assertSequenceEqual((1,),[1]); self.assertSequenceEqual({0:1},[2])
    def test_x(self): self.assertMultiLineEqual('a'*100,'b')
    def test_y(self): self.assertDictEqual({1:range(200)},{})
    def test_z(self): self.assertGreater(1,2); 
    def test_z1(self): self.assertIsInstance(1,(str,dict),'m')
    def test_z2(self): self.assertIn(1,[],)
    def test_z3(self): self.failIf(1)
for b, v in (False, 0), (False, 1), (True, 2):
  if 1:
    s=StringIO.StringIO(); s.flush=lambda: None
    unittest.TextTestRunner(s,verbosity=v,buffer=b).run(unittest.makeSuite(T))
    import re
    print re.sub(r'in [\d.]+s', 'in Xs', re.sub('File ".*/', 'File "', s.getvalue()))
o=Old(); unittest.makeSuite(T).run(o)
for l in o.l: print l
class F(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise unittest.SkipTest('cls')
    def test(self): pass
class G(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print 'up'
    @classmethod
    def tearDownClass(cls): 1/0
    def test(self): pass
def tearDownModule(): print 'module down'
r=unittest.TestResult(); unittest.TestSuite(map(unittest.makeSuite,(F,G,T))).run(r); print r, r.skipped[:1], r.errors[0][0], r.errors[-1][0]
for a in (['x','-h'],['x','--bad'],['x','-fq','T.test_i'],['x','-vcb','T.test_b','G'],['x','nope'],['x','discover','-h'],['x','discover','a','b','c','d']):
    try:
        old=sys.stderr; sys.stderr=sys.stdout
        try: unittest.main(argv=a)
        except SystemExit as e: print 'exit', e
        except Exception as e: print type(e), e
    finally: sys.stderr=old
for n in ('T','T.test_i','T.nope','r','sys'):
    try: print unittest.defaultTestLoader.loadTestsFromName(n, sys.modules['__main__']).countTestCases()
    except Exception as e: print type(e), e
for n in ('nomod','os.path','os.nope','unittest.TestCase.run'):
    try: print unittest.defaultTestLoader.loadTestsFromName(n)
    except Exception as e: print type(e), e
f=unittest.FunctionTestCase(lambda: 1, description='d'); print f.shortDescription(), f.id(), f
try: T('zz')
except ValueError as e: print e
u=unittest.util
for a,b in (([1,1,2,3,3],[1,2,2,4,4]),([],[1,1]),([5],[])):
    print u.sorted_list_difference(a,b), u.unorderable_list_difference(list(a),list(b)), u.unorderable_list_difference(list(a),list(b),True), u._count_diff_hashable(a,b),u._count_diff_all_purpose(a,b)
print u.safe_repr('x'*100,True), repr(T('test_a')), T('test_a'), T('test_a').shortDescription()
print sorted(k for k in dir(unittest.TestCase) if not k.startswith('_'))
