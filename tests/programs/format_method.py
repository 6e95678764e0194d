# str.format, format() and format specifications.


def show(function, *arguments, **keywords):
    try:
        print repr(function(*arguments, **keywords))
    except Exception as e:
        print type(e).__name__, e


class Plain:
    def __str__(self):
        return 'plain'


class Own(object):
    def __format__(self, specification):
        return '<%s>' % specification

    def __repr__(self):
        return 'own'


class Node(object):
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


SPECIFICATIONS = ['', '5', '.3', '010,', '<12', '*^12', '=+12', 'x', '#x', '#010b', 'c', 'e', '.2f', '%', 's', ',', 'n',
                  ',n', '#', '+', ' d', 'q', '.', '99999999999999999999', '10.3', 'zz']
for specification in SPECIFICATIONS:
    for value in ['abcdef', 97, -5, 10 ** 25, True, 1234567.891, -0.0, float('inf'), 3 + 4j, -2j]:
        show(format, value, specification)

node = Node(child=Node(items=[1, {'k': 7, 3: 8}]))
TEMPLATES = ['{}{}', '{1}{0}', '{0}{}', '{}{0}', '{name}', '{other}', '{9}', '{', '}', '{{}}', '{{{}}}', '{0', '{0!', '{0!r}',
             '{0!s:>8}|', '{0!rs}', '{0!x}', '{0:{1}}|', '{0:{1:{2}}}', '{2.child.items[0]}', '{2.child.items[1][k]}',
             '{2.child.items[1][3]}', '{0.}', '{0[}', '{2.child.items[0]x}', '{2.missing}', '{:5}|{:<5}|', '{0:}}', '{0:%}']
for template in TEMPLATES:
    show(template.format, 5, 7, node, name='n')
    show(template.format, Own(), 'x', node, name=Plain())
    show(lambda: list(template._formatter_parser()))
print 'a.b[3][k].c'._formatter_field_name_split()[0]
first, rest = '3.b[3][k].c'._formatter_field_name_split()
print first, list(rest)
show(format, Plain(), '8')
show(format, Own(), 'x')
show(format, [1], '8')
show(format, 3, 3)
show(str.format)
print '{0:>{width}.{precision}f}'.format(3.14159, width=10, precision=2)
