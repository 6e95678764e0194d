"""re: patterns put together at random, right and wrong ones."""

import random
import re

random.seed(5)
ATOMS = ['a', 'b', 'c', '.', '[a-c]', '[^b]', r'\d', r'\w', r'\s', r'\b', '(a|b)',
         '(?:ab|ac)', '(?P<n>b)', r'\1', '^', '$', '(?=b)', '(?<!a)', '[]x]', '[a-', '{2}',
         r'\x41', r'\101', r'\8', '(?i)', '*', '+', '?', '{1,2}', '*?', '|', '(', ')',
         '(?(1)a|b)', r'[\d-z]', '\xe9', '[\xe0-\xff]', '(?<=ab|c)', '(?#x)', '(?P=n)',
         r'\Z', '-']
TEXTS = ['abcabc', 'ab1 2xA', 'aabbcc-AB\xe9\xc9', '', 'b\nab']

for _ in range(500):
    pattern = ''.join(random.choice(ATOMS) for _ in range(random.randint(1, 5)))
    flags = random.choice([0, 0, re.I, re.I | re.U, re.M, re.S, re.X])
    if random.random() < .3:
        pattern = pattern.decode('latin-1')
    try:
        compiled = re.compile(pattern, flags)
        print repr(pattern), compiled.flags, compiled.groups, sorted(compiled.groupindex)
        for text in TEXTS:
            print [(match.span(), match.groups()) for match in compiled.finditer(text)], \
                repr(compiled.sub(r'<\g<0>>', text))
    except Exception as problem:
        print repr(pattern), flags, type(problem).__name__, problem
