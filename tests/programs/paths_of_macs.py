# Paths with colons.
import macpath

def call(function, *args):
    try:
        return function(*args)
    except macpath.norm_error as problem:
        return str(problem)

paths = ['', ':', '::', ':::', 'a', 'a:', ':a', '::a', 'a:b', 'a::b', 'A:b:', 'a:b::', 'a:b:::c', ':a:b', ':a::b', ':a:::', 'a.b', 'a.b:c',
         ':a.b:c.d', '.x', ':.x', 'a:b:c::::d', 'v:::']
for path, other in zip(paths, reversed(paths)):
    print repr(path)
    for function in (macpath.isabs, macpath.split, macpath.splitext, macpath.dirname, macpath.basename, macpath.normpath, macpath.ismount,
                     macpath.normcase, macpath.splitdrive):
        print '   ', function.__name__, call(function, path)
    print '   ', macpath.join(path, other), macpath.join(other, 'x', path)
for name in 'curdir pardir sep altsep extsep pathsep defpath devnull supports_unicode_filenames'.split():
    print name, repr(getattr(macpath, name))
