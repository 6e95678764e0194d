"""difflib: differences of lists of lines made at random."""

import difflib
import random

random.seed(3)
LINES = ['alpha\n', 'beta\n', 'gamma x\n', 'gamma y\n', '\tdelta one two\n',
         '\tdelta one tow\n', '\n', 'zz top\n', 'zz tip top\n', 'a\n']

for _ in range(40):
    a = [random.choice(LINES) for _ in range(random.randint(0, 9))]
    b = [random.choice(LINES) for _ in range(random.randint(0, 9))]
    n = random.randint(0, 3)
    print list(difflib.ndiff(a, b))
    print list(difflib.unified_diff(a, b, 'from', 'to', 'date', n=n))
    print list(difflib.context_diff(a, b, 'from', 'to', n=n))
    matcher = difflib.SequenceMatcher(None, ''.join(a), ''.join(b))
    print matcher.get_opcodes(), matcher.ratio(), matcher.quick_ratio()
    print difflib.get_close_matches(random.choice(LINES), LINES)
    assert list(difflib.restore(difflib.ndiff(a, b), 1)) == a
    assert list(difflib.restore(difflib.ndiff(a, b), 2)) == b
