"""Compiles stories in one pass; names are filled in at the end.

    attributes open locked;             globals score;
    object key "iron key" in hall { words iron key; is takeable; weight 3;
        on take { say "It is cold."; return 0; } }
    verb take "take" "get" : 1;         verb put "put" : 2 "in" "on";
    routine take(it, other) { move it to player; say "Taken: ", title it; }

An object's handler of an action runs first; what it returns tells whether
that was all, or the routine with the action's name runs too.
"""

from targets.story import code as ops
from targets.story.image import (CHILD, FILLER, GLOBALS, LINK, NOUN, PARENT,
                                 PROPERTIES, SIBLING, VERB, Image, Verb,
                                 record_of)
from targets.story.lexer import (END, MARK, NAME, NUMBER, STRING, StoryError,
                                 tokens_of)

LEVELS = {'||': 1, '&&': 2, '==': 4, '!=': 4, '<': 4, '<=': 4, '>': 4,
          '>=': 4, 'has': 4, 'in': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6}
OPERATIONS = {'==': ops.EQUAL, '!=': ops.UNEQUAL, '<': ops.LESS,
              '<=': ops.LESS_EQUAL, '>': ops.GREATER,
              '>=': ops.GREATER_EQUAL, 'has': ops.HAS, 'in': ops.INSIDE,
              '+': ops.ADD, '-': ops.SUBTRACT, '*': ops.MULTIPLY,
              '/': ops.DIVIDE, '%': ops.REMAINDER}
PRINTED = {'title': ops.PRINT_TITLE, 'number': ops.PRINT_NUMBER,
           'text': ops.PRINT_TEXT}
KNOWN_GLOBALS = ['action', 'first', 'second', 'over', 'more']


class Fixup(object):
    """A word of code or memory that is a name's value."""

    def __init__(self, in_code, place, name, line):
        self.in_code = in_code
        self.place = place
        self.name = name
        self.line = line


class Thing(object):
    """An object as it is declared."""

    def __init__(self, number, title, place, line):
        self.number = number
        self.title = title
        self.place = place              # the name of what it is in, or ''
        self.line = line
        self.attributes = 0
        self.numbers = []               # its properties
        self.values = []
        self.fixups = []                # (name, or '') of each value


class Compiler(object):
    def __init__(self, text):
        self.tokens = tokens_of(text)
        self.at = 0
        self.image = Image()
        self.values = {}                # of names everywhere
        self.globals = {}
        self.attributes = {}
        self.actions = {}
        self.locals = []
        self.things = []
        self.fixups = []
        self.routines = []
        self.places = []
        for name in KNOWN_GLOBALS:
            self.globals[name] = len(self.globals)

    # -- tokens

    def peek(self):
        return self.tokens[self.at]

    def is_word(self, text):
        return self.peek().text == text and self.peek().kind != STRING

    def accept(self, text):
        if self.is_word(text):
            self.at += 1
            return True
        return False

    def fail(self, message):
        raise StoryError(message, self.peek().line)

    def expect(self, text):
        if not self.accept(text):
            self.fail('expected %s, found %s' % (text, self.peek().text))

    def take(self, kind, wanted):
        if self.peek().kind != kind:
            self.fail('expected %s, found %s' % (wanted, self.peek().text))
        self.at += 1
        return self.tokens[self.at - 1].text

    def name(self):
        return self.take(NAME, 'a name')

    # -- declarations

    def compile(self):
        while self.peek().kind != END:
            if self.accept('attributes'):
                while not self.accept(';'):
                    self.attribute(self.name())
            elif self.accept('globals'):
                while not self.accept(';'):
                    name = self.name()
                    if len(self.globals) == GLOBALS:
                        self.fail('too many globals')
                    self.globals[name] = len(self.globals)
            elif self.accept('object'):
                self.object()
            elif self.accept('verb'):
                self.verb()
            elif self.accept('filler'):
                while not self.accept(';'):
                    self.image.enter(self.take(STRING, 'a word'), FILLER, 0)
            elif self.accept('routine'):
                name = self.name()
                self.define(name, len(self.image.code))
                self.routine(name)
            else:
                self.fail('unexpected ' + self.peek().text)
        self.finish()
        return self.image

    def define(self, name, value):
        if name in self.values:
            self.fail('%s is declared twice' % name)
        self.values[name] = value

    def attribute(self, name):
        if name not in self.attributes:
            if len(self.attributes) == 60:
                self.fail('too many attributes')
            self.attributes[name] = len(self.attributes)
        return self.attributes[name]

    def known_attribute(self, name):
        if name not in self.attributes:
            self.fail('%s is no attribute' % name)
        return self.attributes[name]

    def property(self, name):
        """Properties need no declaration; 0 is none."""
        properties = self.image.properties
        if name not in properties:
            properties[name] = len(properties) + 1
        return properties[name]

    def action(self, name):
        if name not in self.actions:
            self.actions[name] = len(self.actions)
        return self.actions[name]

    def verb(self):
        line = self.peek().line
        name = self.name()
        action = self.action(name)
        words = []
        while self.peek().kind == STRING:
            words.append(self.take(STRING, 'a word'))
        objects = 0
        links = []
        if self.accept(':'):
            objects = int(self.take(NUMBER, 'a number'))
            while self.peek().kind == STRING:
                links.append(self.take(STRING, 'a word'))
        self.expect(';')
        if len(words) == 0 or objects > 2 or (objects == 2) != (
                len(links) > 0):
            raise StoryError('verb %s is not complete' % name, line)
        number = len(self.image.verbs)
        verb = Verb(action, objects)
        for word in links:
            verb.links.append(word)
            self.image.enter(word, LINK, 0)
        self.image.verbs.append(verb)
        for word in words:
            self.image.enter(word, VERB, number)

    def object(self):
        line = self.peek().line
        name = self.name()
        number = len(self.things) + 1
        self.define(name, number)
        title = name
        if self.peek().kind == STRING:
            title = self.take(STRING, 'a title')
        place = ''
        if self.accept('in'):
            place = self.name()
        thing = Thing(number, self.image.text(title), place, line)
        self.things.append(thing)
        self.image.nouns.append([])
        self.expect('{')
        while not self.accept('}'):
            self.member(thing)

    def member(self, thing):
        if self.accept('words'):
            while not self.accept(';'):
                word = self.name()
                self.image.nouns[thing.number - 1].append(word)
                self.image.enter(word, NOUN, 0)
        elif self.accept('is'):
            while not self.accept(';'):
                thing.attributes |= 1 << self.known_attribute(self.name())
        elif self.accept('on'):
            name = self.name()
            label = '%s of object %d' % (name, thing.number)
            self.add_property(thing, 'on ' + name, len(self.image.code), '')
            self.locals = ['self', 'other']
            self.body(label)
        else:
            name = self.name()
            if self.peek().kind == STRING:
                self.add_property(thing, name, self.image.text(
                    self.take(STRING, 'a text')), '')
            elif self.peek().kind == NUMBER:
                self.add_property(thing, name,
                                  int(self.take(NUMBER, 'a number')), '')
            else:
                self.add_property(thing, name, 0, self.name())
            self.expect(';')

    def add_property(self, thing, name, value, fixup):
        thing.numbers.append(self.property(name))
        thing.values.append(value)
        thing.fixups.append(fixup)

    def finish(self):
        """Lays out the objects, and fills in all names."""
        image = self.image
        image.objects = len(self.things)
        for thing in self.things:
            for value in (0, 0, 0, thing.attributes, thing.title, 0):
                image.memory.append(value)
        for thing in self.things:
            self.lay_out(thing)
        # From the last one on, so that the first will stand first.
        i = len(self.things) - 1
        while i >= 0:
            thing = self.things[i]
            if thing.place != '':
                self.put(thing.number, self.value_of(thing.place,
                                                     thing.line))
            i -= 1
        for fixup in self.fixups:
            value = self.value_of(fixup.name, fixup.line)
            if fixup.in_code:
                image.code[fixup.place] = value
            else:
                image.memory[fixup.place] = value
        names = [''] * len(self.actions)
        for name in self.actions.keys():
            names[self.actions[name]] = name
        for name in names:
            if name not in self.values:
                self.fail('no routine for verb ' + name)
            image.defaults.append(self.values[name])
            image.handlers.append(image.properties.get('on ' + name, 0))
        for name in ('main', 'player'):
            if name not in self.values:
                self.fail('no ' + name)
        image.main = self.values['main']
        image.player = self.values['player']
        image.attributes = self.attributes
        image.pack()

    def lay_out(self, thing):
        memory = self.image.memory
        record = record_of(thing.number)
        memory[record + PROPERTIES] = len(memory)
        for i in range(len(thing.numbers)):
            memory.append(thing.numbers[i])
            if thing.fixups[i] != '':
                self.fixups.append(Fixup(False, len(memory),
                                         thing.fixups[i], thing.line))
            memory.append(thing.values[i])
        memory.append(0)

    def put(self, number, place):
        if place < 1 or place > len(self.things):
            self.fail('an object is in what is none')
        memory = self.image.memory
        memory[record_of(number) + PARENT] = place
        memory[record_of(number) + SIBLING] = memory[record_of(place)
                                                     + CHILD]
        memory[record_of(place) + CHILD] = number

    def value_of(self, name, line):
        if name not in self.values:
            raise StoryError('%s is not known' % name, line)
        return self.values[name]

    # -- code

    def emit(self, operation):
        self.image.code.append(operation)

    def emit_with(self, operation, operand):
        """Gives the place of the operand."""
        self.image.code.append(operation)
        self.image.code.append(operand)
        return len(self.image.code) - 1

    def land(self, place):
        self.image.code[place] = len(self.image.code)

    def routine(self, name):
        self.locals = []
        self.expect('(')
        while not self.accept(')'):
            self.locals.append(self.name())
            if not self.is_word(')'):
                self.expect(',')
        self.body(name)

    def body(self, name):
        """A routine begins with how many locals it has."""
        self.routines.append(name)
        self.places.append(len(self.image.code))
        place = len(self.image.code)
        self.image.code.append(0)
        self.block()
        self.emit_with(ops.PUSH, 0)
        self.emit(ops.RETURN)
        self.image.code[place] = len(self.locals)

    def block(self):
        self.expect('{')
        while not self.accept('}'):
            self.statement()

    def statement(self):
        if self.accept('let'):
            self.locals.append(self.name())
            self.expect('=')
            self.expression(1)
            self.emit_with(ops.SET_LOCAL, len(self.locals) - 1)
            self.expect(';')
        elif self.accept('if'):
            self.condition()
        elif self.accept('while'):
            begin = len(self.image.code)
            self.expression(1)
            over = self.emit_with(ops.JUMP_ZERO, 0)
            self.block()
            self.emit_with(ops.JUMP, begin)
            self.land(over)
        elif self.accept('return'):
            if self.is_word(';'):
                self.emit_with(ops.PUSH, 1)
            else:
                self.expression(1)
            self.emit(ops.RETURN)
            self.expect(';')
        elif self.accept('say'):
            self.printed()
            self.emit_with(ops.PRINT, self.image.text('\n'))
        elif self.accept('print'):
            self.printed()
        elif self.accept('move'):
            self.expression(1)
            self.expect('to')
            self.expression(1)
            self.emit(ops.MOVE)
            self.expect(';')
        elif self.accept('give'):
            self.change(ops.GIVE)
        elif self.accept('remove'):
            self.change(ops.REMOVE)
        else:
            self.simple()

    def condition(self):
        self.expression(1)
        otherwise = self.emit_with(ops.JUMP_ZERO, 0)
        self.block()
        if not self.accept('else'):
            self.land(otherwise)
            return
        over = self.emit_with(ops.JUMP, 0)
        self.land(otherwise)
        if self.accept('if'):
            self.condition()
        else:
            self.block()
        self.land(over)

    def change(self, operation):
        """give it open; remove it open;"""
        self.expression(5)
        self.emit_with(ops.PUSH, self.known_attribute(self.name()))
        self.emit(operation)
        self.expect(';')

    def printed(self):
        while True:
            if self.peek().kind == STRING:
                self.emit_with(ops.PRINT, self.image.text(
                    self.take(STRING, 'a text')))
            else:
                word = self.peek().text
                if word not in PRINTED:
                    self.fail('expected a text, title, number or text')
                self.at += 1
                self.expression(1)
                self.emit(PRINTED[word])
            if not self.accept(','):
                break
        self.expect(';')

    def simple(self):
        """An assignment, or an expression whose value is dropped."""
        token = self.peek()
        following = self.tokens[self.at + 1]
        if token.kind == NAME and following.text == '=' and \
                following.kind == MARK:
            self.at += 2
            self.expression(1)
            self.store(token.text)
        else:
            self.expression(1)
            if self.accept('='):
                # The last operation was PROPERTY: it becomes its opposite.
                code = self.image.code
                if code[-1] != ops.PROPERTY:
                    self.fail('this cannot be assigned to')
                code.pop()
                self.expression(1)
                self.emit(ops.SET_PROPERTY)
            else:
                self.emit(ops.DROP)
        self.expect(';')

    def store(self, name):
        if name in self.locals:
            self.emit_with(ops.SET_LOCAL, self.locals.index(name))
        elif name in self.globals:
            self.emit_with(ops.SET_GLOBAL, self.globals[name])
        else:
            self.fail('%s is no variable' % name)

    # -- expressions

    def expression(self, least):
        self.unary()
        while True:
            operator = self.peek().text
            if self.peek().kind == STRING or operator not in LEVELS or \
                    LEVELS[operator] < least:
                return
            self.at += 1
            if operator == '&&' or operator == '||':
                self.logical(operator == '&&', LEVELS[operator])
            elif operator == 'has':
                self.emit_with(ops.PUSH, self.known_attribute(self.name()))
                self.emit(ops.HAS)
            else:
                self.expression(LEVELS[operator] + 1)
                self.emit(OPERATIONS[operator])

    def logical(self, is_and, level):
        """Gives 1 or 0; the right side may be left out."""
        if not is_and:
            self.emit(ops.NOT)
        over = self.emit_with(ops.JUMP_ZERO, 0)
        self.expression(level + 1)
        self.emit(ops.NOT)
        self.emit(ops.NOT)
        end = self.emit_with(ops.JUMP, 0)
        self.land(over)
        self.emit_with(ops.PUSH, 0 if is_and else 1)
        self.land(end)

    def unary(self):
        if self.accept('!'):
            self.unary()
            self.emit(ops.NOT)
        elif self.accept('-'):
            self.unary()
            self.emit(ops.NEGATE)
        else:
            self.primary()
            while self.accept('.'):
                self.emit_with(ops.PUSH, self.property(self.name()))
                self.emit(ops.PROPERTY)

    def primary(self):
        token = self.peek()
        if token.kind == NUMBER:
            self.at += 1
            self.emit_with(ops.PUSH, int(token.text))
        elif token.kind == STRING:
            self.at += 1
            self.emit_with(ops.PUSH, self.image.text(token.text))
        elif self.accept('('):
            self.expression(1)
            self.expect(')')
        else:
            name = self.name()
            if self.is_word('('):
                self.call(name, token.line)
            elif name in self.locals:
                self.emit_with(ops.LOCAL, self.locals.index(name))
            elif name in self.globals:
                self.emit_with(ops.GLOBAL, self.globals[name])
            else:
                self.later(name, token.line)

    def later(self, name, line):
        place = self.emit_with(ops.PUSH, 0)
        self.fixups.append(Fixup(True, place, name, line))

    def call(self, name, line):
        """call(routine, arguments...) calls what is computed."""
        self.expect('(')
        is_primitive = name in ops.PRIMITIVES
        if name != 'call' and not is_primitive:
            self.later(name, line)
        count = 0
        while not self.accept(')'):
            self.expression(1)
            count += 1
            if not self.is_word(')'):
                self.expect(',')
        if is_primitive:
            number = ops.PRIMITIVES.index(name)
            if count != ops.ARITIES[number]:
                raise StoryError('%s takes %d values, not %d' % (
                    name, ops.ARITIES[number], count), line)
            self.emit_with(ops.PRIMITIVE, number)
        else:
            if name == 'call':
                count -= 1
            if count < 0:
                raise StoryError('nothing is called', line)
            self.emit_with(ops.CALL, count)
