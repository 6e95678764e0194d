"""Locals of a called function are unbound, although an inlined call used their registers before."""
def f5(p0, p1, p2=1.0):
    i6 = p0
    l8 = [1, 2]
    if p1 == 1e9:
        for i23, i24 in zip(l8, l8): pass
    s = 0
    for k in l8: s += k
    return i24 + s
for turn in xrange(30):
    try:
        print f5(3, min((1.5), (3.0)), float(2))
    except Exception, e: print turn, e
