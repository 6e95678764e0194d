"""Programs for the small Python, each with what it prints."""

COUNT = '''
def count(n):
    total = 0
    i = 0
    while i < n:
        total = total + i % 7
        i = i + 1
    return total

print count(3000000)
'''

SIEVE = '''
def sieve(limit):
    flags = []
    for i in range(limit):
        flags.append(True)
    found = 0
    for i in range(2, limit):
        if flags[i]:
            found += 1
            j = i * i
            while j < limit:
                flags[j] = False
                j += i
    return found

print sieve(20000)
'''

CLASSES = '''
class Shape(object):
    sides = 0

    def __init__(self, name):
        self.name = name

    def describe(self):
        return self.name + ' ' + str(self.sides) + ' ' + str(self.area())

    def area(self):
        return 0

class Square(Shape):
    sides = 4

    def __init__(self, side):
        self.name = 'square'
        self.side = side

    def area(self):
        return self.side * self.side

class Counter(object):
    def __init__(self):
        self.value = 0

    def add(self, amount):
        self.value += amount
        return self

shapes = [Shape('nothing'), Square(3), Square(12)]
for shape in shapes:
    print shape.describe()
counter = Counter()
for i in range(1000):
    counter.add(i).add(-1)
print counter.value, counter.value is None, not counter.value
'''

RECURSION = '''
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def gcd(a, b):
    while b:
        c = a % b
        a = b
        b = c
    return a

def is_even(n):
    return n == 0 or is_odd(n - 1)

def is_odd(n):
    return n != 0 and is_even(n - 1)

print fib(20), gcd(1071, 462), is_even(100), is_odd(100)
'''

STRINGS = '''
def reverse(text):
    result = ''
    i = len(text) - 1
    while i >= 0:
        result = result + text[i]
        i -= 1
    return result

words = ['alpha', "beta", 'gamma\\n'[0], reverse('delta')]
print words, len(words), words[1] * 2, words[-1]
line = ''
for word in words:
    if line != '':
        line += '-'
    line += word
print line, 'a' < 'b', 'x' == 'y', ord('a'), chr(98)
words.pop()
words.append([1, [2, -3], None, True])
print words[3], 17 // 5, -17 // 5, -17 % 5, 7 % -3
'''

RECURSION_ERROR = '''
def down(n):
    return down(n + 1)

down(0)
'''

PROBLEM = '''
print 'before'
x = [1, 2, 3]
print x[1] + x[5]
'''

SYNTAX = '''
print 'never'
def broken(:
    pass
'''

SOURCES = {
    'count': COUNT, 'sieve': SIEVE, 'classes': CLASSES,
    'recursion': RECURSION, 'strings': STRINGS, 'problem': PROBLEM,
    'syntax': SYNTAX, 'endless': RECURSION_ERROR,
}
