"""A JSON reader, printer and query tool: json_tool WHAT, on texts of its own.

A query is a path: `.name`, `[number]`, `[*]` for all items.
"""


class JsonError(Exception):
    def __init__(self, message, at):
        self.message = message
        self.at = at


class Json(object):
    """A value."""

    def shown(self):
        raise NotImplementedError

    def pretty(self, indent):
        return self.shown()

    def member(self, name):
        return missing()

    def item(self, index):
        return missing()

    def children(self):
        return no_values()

    def size(self):
        """How many values are in it, itself too."""
        total = 1
        for child in self.children():
            total += child.size()
        return total


class Constant(Json):
    """null, true, false."""

    def __init__(self, text):
        self.text = text

    def shown(self):
        return self.text


class Integer(Json):
    def __init__(self, value):
        self.value = value

    def shown(self):
        return str(self.value)


class Real(Json):
    """A number with a fraction or an exponent: its digits are kept."""

    def __init__(self, mantissa, scale):
        self.mantissa = mantissa
        self.scale = scale

    def shown(self):
        return '%de%d' % (self.mantissa, self.scale)


class Text(Json):
    def __init__(self, value):
        self.value = value

    def shown(self):
        return quoted(self.value)


class Array(Json):
    def __init__(self, items):
        self.items = items

    def shown(self):
        parts = []
        for item in self.items:
            parts.append(item.shown())
        return '[' + ','.join(parts) + ']'

    def pretty(self, indent):
        if len(self.items) == 0:
            return '[]'
        inner = indent + '  '
        parts = []
        for item in self.items:
            parts.append(inner + item.pretty(inner))
        return '[\n' + ',\n'.join(parts) + '\n' + indent + ']'

    def item(self, index):
        if index < 0:
            index += len(self.items)
        if index < 0 or index >= len(self.items):
            return missing()
        return self.items[index]

    def children(self):
        return self.items


class Object(Json):
    """Members in the order of the text."""

    def __init__(self, names, values):
        self.names = names
        self.values = values
        self.table = {}
        for i in range(len(names)):
            self.table[names[i]] = i

    def shown(self):
        parts = []
        for i in range(len(self.names)):
            parts.append(quoted(self.names[i]) + ':' + self.values[i].shown())
        return '{' + ','.join(parts) + '}'

    def pretty(self, indent):
        if len(self.names) == 0:
            return '{}'
        inner = indent + '  '
        parts = []
        for i in range(len(self.names)):
            parts.append(inner + quoted(self.names[i]) + ': '
                         + self.values[i].pretty(inner))
        return '{\n' + ',\n'.join(parts) + '\n' + indent + '}'

    def member(self, name):
        if name not in self.table:
            return missing()
        return self.values[self.table[name]]

    def children(self):
        return self.values


NULL = Constant('null')
TRUE = Constant('true')
FALSE = Constant('false')


def missing():
    value = NULL
    assert isinstance(value, Json)
    return value


def no_values():
    values = [missing()]
    values.pop()
    return values


HEX = '0123456789abcdef'
ESCAPES = {'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f', '"': '"',
           '\\': '\\', '/': '/'}


def quoted(text):
    parts = []
    for char in text:
        code = ord(char)
        if char == '"' or char == '\\':
            parts.append('\\' + char)
        elif char == '\n':
            parts.append('\\n')
        elif code < 32:
            parts.append('\\u00' + HEX[code // 16] + HEX[code % 16])
        else:
            parts.append(char + '')
    return '"' + ''.join(parts) + '"'


class Reader(object):
    def __init__(self, text):
        self.text = text
        self.at = 0
        self.depth = 0

    def fail(self, message):
        return JsonError(message, self.at)

    def blanks(self):
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def peek(self):
        if self.at >= len(self.text):
            raise self.fail('the text ends too early')
        return self.text[self.at]

    def document(self):
        value = self.value()
        self.blanks()
        if self.at < len(self.text):
            raise self.fail('something follows the value')
        return value

    def value(self):
        self.blanks()
        char = self.peek()
        if char == '{':
            return self.object()
        if char == '[':
            return self.array()
        if char == '"':
            return Text(self.string())
        if char == '-' or char.isdigit():
            return self.number()
        for constant in [NULL, TRUE, FALSE]:
            word = constant.text
            if self.text[self.at:self.at + len(word)] == word:
                self.at += len(word)
                return constant
        raise self.fail('no value')

    def enter(self):
        self.at += 1
        self.depth += 1
        if self.depth > 200:
            raise self.fail('nested too deep')
        self.blanks()

    def leave(self):
        self.at += 1
        self.depth -= 1

    def array(self):
        items = no_values()
        self.enter()
        if self.peek() != ']':
            while True:
                items.append(self.value())
                self.blanks()
                if self.peek() != ',':
                    break
                self.at += 1
        if self.peek() != ']':
            raise self.fail('expected , or ]')
        self.leave()
        return Array(items)

    def object(self):
        names = []
        values = no_values()
        self.enter()
        if self.peek() != '}':
            while True:
                self.blanks()
                if self.peek() != '"':
                    raise self.fail('expected a name')
                names.append(self.string())
                self.blanks()
                if self.peek() != ':':
                    raise self.fail('expected :')
                self.at += 1
                values.append(self.value())
                self.blanks()
                if self.peek() != ',':
                    break
                self.at += 1
        if self.peek() != '}':
            raise self.fail('expected , or }')
        self.leave()
        return Object(names, values)

    def string(self):
        parts = []
        self.at += 1
        while True:
            char = self.peek()
            if char == '"':
                self.at += 1
                return ''.join(parts)
            if ord(char) < 32:
                raise self.fail('a string does not end')
            self.at += 1
            if char == '\\':
                parts.append(self.escape())
            else:
                parts.append(char + '')

    def escape(self):
        char = self.peek()
        self.at += 1
        if char == 'u':
            return utf8(self.hex4())
        if char not in ESCAPES:
            self.at -= 1
            raise self.fail('unknown escape')
        return ESCAPES[char] + ''

    def hex4(self):
        code = 0
        for _ in range(4):
            char = self.peek()
            digit = 0
            if '0' <= char <= '9':
                digit = ord(char) - 48
            elif 'a' <= char <= 'f':
                digit = ord(char) - 87
            elif 'A' <= char <= 'F':
                digit = ord(char) - 55
            else:
                raise self.fail('no hexadecimal digit')
            code = code * 16 + digit
            self.at += 1
        return code

    def digits(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at].isdigit():
            self.at += 1
        if self.at == start:
            raise self.fail('a digit is missing')
        if self.at - start > 18:
            raise self.fail('a number is too long')
        return self.text[start:self.at]

    def number(self):
        negative = self.text[self.at] == '-'
        if negative:
            self.at += 1
        mantissa = int(self.digits())
        scale = 0
        is_real = False
        if self.at < len(self.text) and self.text[self.at] == '.':
            is_real = True
            self.at += 1
            fraction = self.digits()
            for char in fraction:
                mantissa = mantissa * 10 + ord(char) - 48
            scale = -len(fraction)
        if self.at < len(self.text) and (self.text[self.at] == 'e'
                                         or self.text[self.at] == 'E'):
            is_real = True
            self.at += 1
            scale += self.exponent()
        if negative:
            mantissa = -mantissa
        if is_real:
            return Real(mantissa, scale)
        return Integer(mantissa)

    def exponent(self):
        sign = 1
        char = self.peek()
        if char == '-' or char == '+':
            self.at += 1
            if char == '-':
                sign = -1
        return sign * int(self.digits())


def utf8(code):
    if code < 0x80:
        return chr(code) + ''
    if code < 0x800:
        return chr(0xc0 | code >> 6) + chr(0x80 | code & 63)
    return chr(0xe0 | code >> 12) + chr(0x80 | code >> 6 & 63) + \
        chr(0x80 | code & 63)


def query(value, path):
    """All values that a path leads to."""
    here = no_values()
    here.append(value)
    at = 0
    while at < len(path):
        char = path[at]
        at += 1
        start = at
        found = no_values()
        if char == '.':
            while at < len(path) and path[at] != '.' and path[at] != '[':
                at += 1
            for one in here:
                found.append(one.member(path[start:at]))
        else:
            while path[at] != ']':
                at += 1
            step = path[start:at]
            at += 1
            for one in here:
                if step == '*':
                    found.extend(one.children())
                else:
                    found.append(one.item(int(step)))
        here = found
    return here


SHOP = """
{ "name": "corner \\"shop\\"",
  "open": true, "owner": null,
  "goods": [
    {"what": "apple", "price": 0.25, "count": 12},
    {"what": "pear\\n", "price": 4e-1, "count": 7, "tags": []},
    {"what": "caf\\u00e9 \\u20ac", "price": -1.5E+2, "count": 0, "tags": {}}
  ]
}
"""

BROKEN = ['', '[1, 2', '[1 2]', '{"a" 1}', '{a: 1}', '"open', '"\\x"',
          'nul', '1.', '--1', '[1] 2', '"\\u12g4"']


def large(count):
    """A large document, as text."""
    parts = []
    seed = 7
    for i in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        parts.append('{"id": %d, "seed": [%d, %d.%d], "name": "item %d"}' % (
            i, seed, seed % 1000, seed % 100 + 10, seed % 77))
    return '[' + ', '.join(parts) + ']'


def read(text):
    return Reader(text).document()


def entry_point(argv):
    what = 'pretty'
    if len(argv) > 1:
        what = argv[1]
    try:
        if what == 'pretty':
            print read(SHOP).pretty('')
        elif what == 'compact':
            print read(SHOP).shown()
            print read(read(SHOP).shown()).shown() == read(SHOP).shown()
        elif what == 'query':
            for path in ['.name', '.goods[1].what', '.goods[*].count',
                         '.goods[-1].price', '.goods[7].none', '.open.x']:
                parts = []
                for value in query(read(SHOP), path):
                    parts.append(value.shown())
                print path, ' '.join(parts)
        elif what == 'large':
            text = large(2000)
            value = read(text)
            print len(text), value.size(), len(value.shown()), \
                query(value, '[1999].seed[1]')[0].shown()
        elif what == 'broken':
            for text in BROKEN:
                try:
                    print read(text).shown()
                except JsonError as error:
                    print '%s at %d' % (error.message, error.at)
        else:
            print 'nothing to do'
    except JsonError as error:
        print error.message
    return 0


PRETTY = """{
  "name": "corner \\"shop\\"",
  "open": true,
  "owner": null,
  "goods": [
    {
      "what": "apple",
      "price": 25e-2,
      "count": 12
    },
    {
      "what": "pear\\n",
      "price": 4e-1,
      "count": 7,
      "tags": []
    },
    {
      "what": "caf\xc3\xa9 \xe2\x82\xac",
      "price": -15e1,
      "count": 0,
      "tags": {}
    }
  ]
}
"""

CHECKS = [
    (['pretty'], PRETTY),
    (['compact'], '{"name":"corner \\"shop\\"","open":true,"owner":null,'
                  '"goods":[{"what":"apple","price":25e-2,"count":12},'
                  '{"what":"pear\\n","price":4e-1,"count":7,"tags":[]},'
                  '{"what":"caf\xc3\xa9 \xe2\x82\xac","price":-15e1,'
                  '"count":0,"tags":{}}]}\nTrue\n'),
    (['query'], '.name "corner \\"shop\\""\n.goods[1].what "pear\\n"\n'
                '.goods[*].count 12 7 0\n.goods[-1].price -15e1\n'
                '.goods[7].none null\n.open.x null\n'),
    (['large'], '123583 12001 113582 46373e-2\n'),
    (['broken'], 'the text ends too early at 0\n'
                 'the text ends too early at 5\nexpected , or ] at 3\n'
                 'expected : at 5\nexpected a name at 1\n'
                 'the text ends too early at 5\nunknown escape at 2\n'
                 'no value at 0\na digit is missing at 2\n'
                 'a digit is missing at 1\n'
                 'something follows the value at 4\n'
                 'no hexadecimal digit at 5\n'),
    (['x'], 'nothing to do\n'),
]
