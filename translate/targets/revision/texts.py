"""Texts to compare."""

POEM = """The forest was shrinking,
but the trees kept voting for the axe,
for the axe was clever
and convinced the trees
that because his handle was made of wood
he was one of them.
"""

POEM_OURS = """The forest was shrinking,
but the trees kept voting for the Axe,
for the Axe was clever
and convinced the trees
that because his handle was made of wood
he was one of them.

A proverb
"""

POEM_THEIRS = """# Trees
The forest was shrinking,
but the trees kept voting for the axe,
since the axe was clever
and convinced all trees
that because his handle was made of wood
he was one of them.
"""

CODE = """def area(shape):
    if shape.kind == 'square':
        return shape.side * shape.side
    if shape.kind == 'circle':
        return 3 * shape.radius * shape.radius
    return 0


def name(shape):
    return shape.kind


def show(shapes):
    for shape in shapes:
        print name(shape), area(shape)


def total(shapes):
    sum = 0
    for shape in shapes:
        sum += area(shape)
    return sum
"""

CODE_NEW = """import math


def name(shape):
    return shape.kind


def area(shape):
    if shape.kind == 'square':
        return shape.side ** 2
    if shape.kind == 'circle':
        return math.pi * shape.radius ** 2
    raise ValueError(shape.kind)


def show(shapes):
    for shape in shapes:
        print name(shape), area(shape)


def total(shapes):
    return sum(area(shape) for shape in shapes)
"""

CODE_MOVED = '# A comment that moves all lines.\n\n\n' + CODE.replace(
    "    return shape.kind\n", "    return shape.kind.lower()\n")

SHORT = 'one\ntwo\nthree'
SHORT_END = 'one\ntwo\nthree\n'

TEXTS = {
    'poem': POEM, 'ours': POEM_OURS, 'theirs': POEM_THEIRS, 'code': CODE,
    'new': CODE_NEW, 'moved': CODE_MOVED, 'short': SHORT, 'end': SHORT_END,
    'empty': '', 'banana': 'bananarama banana',
    'bad': '--- first\n+++ second\n@@ -1,2 @@\n line\n',
    'odd': '--- first\n+++ second\n@@ -1 +1 @@\n*line\n',
}
