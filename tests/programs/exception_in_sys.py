import sys
def f(n):
    try:
        {}[n]
    except KeyError:
        return sys.exc_type.__name__, str(sys.exc_value), sys.exc_traceback.tb_lineno == sys.exc_info()[2].tb_lineno
for i in range(3000):
    r = f(i)
print r
try:
    try:
        1 / 0
    except ZeroDivisionError:
        print sys.exc_type is sys.exc_info()[0], sys.exc_value is sys.exc_info()[1]
        raise ValueError('inner')
except ValueError:
    print sys.exc_type, sys.exc_value
try:
    sys.exc_nothing
except AttributeError, e:
    print e
