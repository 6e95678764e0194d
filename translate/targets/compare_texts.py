"""Compares texts, applies differences and merges.

    compare_texts diff|words|delta FIRST SECOND
    compare_texts patch|undo TEXT FIRST SECOND
    compare_texts merge BASE OURS THEIRS
    compare_texts apply TEXT PATCH
    compare_texts repeats TEXT
    compare_texts check ROUNDS

`patch` applies the difference of two texts to a third. A text is one of
revision.texts or a file. See the package revision.
"""

from library.core import read_file, write
from targets.revision.delta import apply_delta, delta_of, parse_delta
from targets.revision.hunks import (PatchError, parse_patch, patched,
                                    reversed_hunks, unified)
from targets.revision.lines import Numbering, split_words
from targets.revision.merge import Merge
from targets.revision.myers import changes
from targets.revision.random_texts import run_checks
from targets.revision.suffixes import SuffixArray
from targets.revision.texts import TEXTS

CHECKS = [
    (['diff', 'poem', 'ours'],
     '--- first\n+++ second\n@@ -1,6 +1,8 @@\n'
     ' The forest was shrinking,\n'
     '-but the trees kept voting for the axe,\n'
     '-for the axe was clever\n'
     '+but the trees kept voting for the Axe,\n'
     '+for the Axe was clever\n and convinced the trees\n'
     ' that because his handle was made of wood\n'
     ' he was one of them.\n+\n+A proverb\n'),
    (['diff', 'code', 'new'],
     '--- first\n+++ second\n@@ -1,13 +1,16 @@\n-def area(shape):\n'
     "-    if shape.kind == 'square':\n"
     '-        return shape.side * shape.side\n'
     "-    if shape.kind == 'circle':\n"
     '-        return 3 * shape.radius * shape.radius\n'
     '-    return 0\n+import math\n \n \n def name(shape):\n'
     '     return shape.kind\n+\n+\n+def area(shape):\n'
     "+    if shape.kind == 'square':\n"
     '+        return shape.side ** 2\n'
     "+    if shape.kind == 'circle':\n"
     '+        return math.pi * shape.radius ** 2\n'
     '+    raise ValueError(shape.kind)\n \n \n def show(shapes):\n'
     '@@ -16,7 +19,4 @@\n \n \n def total(shapes):\n-    sum = 0\n'
     '-    for shape in shapes:\n-        sum += area(shape)\n'
     '-    return sum\n'
     '+    return sum(area(shape) for shape in shapes)\n'),
    (['diff', 'poem', 'poem'], ''),
    (['words', 'poem', 'theirs'],
     '{+# Trees\n+}The forest was shrinking,\n'
     'but the trees kept voting for the axe,\n'
     '[-for-]{+since+} the axe was clever\n'
     'and convinced [-the-]{+all+} trees\n'
     'that because his handle was made of wood\nhe was one of them.\n'),
    (['delta', 'code', 'new'],
     'add import math\ncopy 177 48\ncopy 4 71\nadd * 2\ncopy 86 47\n'
     'add math.pi\ncopy 134 17\nadd * 2\ncopy 164 6\n'
     'add aise ValueError\ncopy 188 6\nadd .kind\ncopy 301 8\n'
     'copy 225 103\ncopy 392 10\nadd (\ncopy 376 11\ncopy 242 20\n'
     'add )\\n\n19 steps, 47 of 394 characters are new\n'),
    (['merge', 'poem', 'ours', 'theirs'],
     '# Trees\nThe forest was shrinking,\n<<<<<<< ours\n'
     'but the trees kept voting for the Axe,\n'
     'for the Axe was clever\nand convinced the trees\n||||||| base\n'
     'but the trees kept voting for the axe,\n'
     'for the axe was clever\nand convinced the trees\n=======\n'
     'but the trees kept voting for the axe,\n'
     'since the axe was clever\nand convinced all trees\n'
     '>>>>>>> theirs\nthat because his handle was made of wood\n'
     'he was one of them.\n\nA proverb\n1 conflicts\n'),
    (['patch', 'moved', 'code', 'new'],
     '# A comment that moves all lines.\n\n\ndef area(shape):\n'
     "    if shape.kind == 'square':\n"
     '        return shape.side * shape.side\n'
     "    if shape.kind == 'circle':\n"
     '        return 3 * shape.radius * shape.radius\n    return 0\n'
     '\n\ndef name(shape):\n    return shape.kind.lower()\n\n\n'
     'def show(shapes):\n    for shape in shapes:\n'
     '        print name(shape), area(shape)\n\n\n'
     'def total(shapes):\n'
     '    return sum(area(shape) for shape in shapes)\n'
     '# hunk 1 does not fit\n# hunk 2: 3 lines off, fuzz 0\n'),
    (['undo', 'new', 'code', 'new'],
     "def area(shape):\n    if shape.kind == 'square':\n"
     '        return shape.side * shape.side\n'
     "    if shape.kind == 'circle':\n"
     '        return 3 * shape.radius * shape.radius\n    return 0\n'
     '\n\ndef name(shape):\n    return shape.kind\n\n\n'
     'def show(shapes):\n    for shape in shapes:\n'
     '        print name(shape), area(shape)\n\n\n'
     'def total(shapes):\n    sum = 0\n    for shape in shapes:\n'
     '        sum += area(shape)\n    return sum\n'),
    (['diff', 'short', 'end'],
     '--- first\n+++ second\n@@ -1,3 +1,3 @@\n one\n two\n-three\n'
     '\\ No newline at end of file\n+three\n'),
    (['patch', 'short', 'short', 'end'], 'one\ntwo\nthree\n'),
    (['repeats', 'banana'], '124 different parts; twice: banana\n'),
    (['repeats', 'code'],
     '78880 different parts; twice: for shape in shapes:\n'),
    (['apply', 'poem', 'bad'], 'error: bad header @@ -1,2 @@\n'),
    (['apply', 'poem', 'odd'], 'error: bad line *line\n'),
    (['diff', 'empty', 'short'],
     '--- first\n+++ second\n@@ -0,0 +1,3 @@\n+one\n+two\n+three\n'
     '\\ No newline at end of file\n'),
    (['merge', 'empty', 'short', 'end'],
     'one\ntwo\n<<<<<<< ours\nthree\n||||||| base\n=======\nthree\n'
     '>>>>>>> theirs\n1 conflicts\n'),
    (['check', '40'], '840 checks, 0 failed\n'),
    (['diff', 'poem', 'no such file'], 'cannot read the file\n'),
]


def text_of(name):
    if name in TEXTS:
        return TEXTS[name]
    return read_file(name)


def show_words(first, second):
    """The second text, with what is new and what is gone marked."""
    numbering = Numbering()
    old = split_words(first)
    new = split_words(second)
    parts = []
    at = 0
    for change in changes(numbering.numbers(old), numbering.numbers(new)):
        parts.extend(new[at:change.c])
        if change.b > change.a:
            parts.append('[-' + ''.join(old[change.a:change.b]) + '-]')
        if change.d > change.c:
            parts.append('{+' + ''.join(new[change.c:change.d]) + '+}')
        at = change.d
    parts.extend(new[at:])
    write(''.join(parts))


def show_delta(first, second):
    steps = delta_of(first, second)
    text = ''.join([step.shown() + '\n' for step in steps])
    write(text)
    size = 0
    for step in steps:
        size += len(step.text)
    print '%d steps, %d of %d characters are new' % (len(steps), size,
                                                     len(second))
    if apply_delta(first, parse_delta(text)) != second:
        print 'but that is another text'


def apply_patch(text, patch, is_undone):
    hunks = parse_patch(patch)
    if is_undone:
        hunks = reversed_hunks(hunks)
    notes = []
    write(patched(text, hunks, notes))
    for note in notes:
        print '# ' + note


def show_repeats(text):
    suffixes = SuffixArray(text)
    print '%d different parts; twice: %s' % (
        suffixes.distinct(), suffixes.longest_repeat().strip())


def with_two(action, first, second):
    if action == 'diff':
        write(unified(first, second, 3))
    elif action == 'words':
        show_words(first, second)
    elif action == 'delta':
        show_delta(first, second)
    else:
        apply_patch(first, second, False)


def with_three(action, first, second, third):
    if action == 'merge':
        merge = Merge(first, second, third)
        write(merge.run())
        print '%d conflicts' % merge.conflicts
    else:
        apply_patch(first, unified(second, third, 3), action == 'undo')


def entry_point(argv):
    if len(argv) < 3:
        print 'usage: compare_texts ACTION TEXT...'
        return 2
    if argv[1] == 'check':
        run_checks(int(argv[2]))
        return 0
    try:
        texts = []
        for i in range(2, len(argv)):
            texts.append(text_of(argv[i]))
        if len(texts) == 1:
            show_repeats(texts[0])
        elif len(texts) == 2:
            with_two(argv[1], texts[0], texts[1])
        else:
            with_three(argv[1], texts[0], texts[1], texts[2])
    except PatchError as error:
        print 'error: ' + error.message
    except IOError:
        print 'cannot read the file'
    return 0
