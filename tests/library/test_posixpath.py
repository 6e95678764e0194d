"""os.path: paths made of every combination of a few parts."""

import itertools
import posixpath

PARTS = ['', 'a', '.', '..', '.b.c', 'd.e', '...f']

paths = []
for n in (1, 2, 3):
    for parts in itertools.product(PARTS, repeat=n):
        paths.append('/'.join(parts))
        paths.append('//' + '/'.join(parts))

for path in paths:
    print repr(path), posixpath.normpath(path), posixpath.split(path), \
        posixpath.splitext(path), posixpath.isabs(path)
for first, second in itertools.product(paths[:40], repeat=2):
    print posixpath.join(first, second), posixpath.commonprefix([first, second])
for path in ['/a/b', 'x/../y', '../up', '/']:
    try:
        print posixpath.relpath(path, '/a/c')[-8:]
    except ValueError as problem:
        print problem
try:
    posixpath.relpath('')
except ValueError as problem:
    print problem
