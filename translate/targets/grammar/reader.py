"""Reads the notation of grammars.

    %left '+' '-'                       operators, the weakest first
    %right UNARY
    sum : sum '+' sum -> add 1 3        a node with some of the parts
        | '-' sum %prec UNARY -> negate 2
        | '(' sum ')' -> 2              the part itself
        | NUMBER                        a node with the rule's name, all parts
        ;

The first rule is the start. Quoted symbols are marks and keywords; NAME,
NUMBER and STRING are what the lexer finds, `error` is where a text is wrong.
"""

from targets.grammar.lexer import (END, MARK, NAME, NUMBER, STRING, Lexer,
                                   TextError)

MARKS = ['%', ':', '|', ';', '->']
LEFT, RIGHT, NEITHER = range(1, 4)
ASSOCIATIONS = {'left': LEFT, 'right': RIGHT, 'nonassoc': NEITHER}
CLASSES = ['NAME', 'NUMBER', 'STRING']
END_SYMBOL, ERROR_SYMBOL = 0, 1


class Symbol(object):
    """A terminal, unless it has productions."""

    def __init__(self, number, name, is_quoted):
        self.number = number
        self.name = name
        self.is_quoted = is_quoted
        self.productions = []
        self.level = 0              # of an operator; 0: it has none
        self.association = 0
        self.is_nullable = False
        self.line = 0

    def is_terminal(self):
        return len(self.productions) == 0

    def shown(self):
        return "'" + self.name + "'" if self.is_quoted else self.name


class Production(object):
    """left : right; items are numbered through all productions."""

    def __init__(self, number, left, first_item):
        self.number = number
        self.left = left
        self.right = []
        self.first_item = first_item
        self.precedence = None      # the symbol that gives it
        self.node = ''              # the name of its tree, or '' for a part
        self.parts = []
        self.is_used = False

    def shown(self, dot):
        words = [self.left.name, ':']
        for i in range(len(self.right)):
            if i == dot:
                words.append('.')
            words.append(self.right[i].shown())
        if dot == len(self.right):
            words.append('.')
        return ' '.join(words)


class Grammar(object):
    def __init__(self):
        self.symbols = []
        self.by_name = {}
        self.productions = []
        self.items = []             # the production of each item
        self.symbol('end', False)
        self.symbol('error', False)

    def symbol(self, name, is_quoted):
        key = "'" + name if is_quoted else name
        if key not in self.by_name:
            symbol = Symbol(len(self.symbols), name, is_quoted)
            self.symbols.append(symbol)
            self.by_name[key] = symbol
        return self.by_name[key]

    def production(self, left):
        production = Production(len(self.productions), left, len(self.items))
        self.productions.append(production)
        left.productions.append(production)
        self.items.append(production)
        return production

    def extend(self, production, symbol):
        production.right.append(symbol)
        self.items.append(production)

    def after(self, item):
        """The symbol after an item's dot, or None at the end."""
        production = self.items[item]
        dot = item - production.first_item
        if dot < len(production.right):
            return production.right[dot]
        return None

    def find_nullable(self):
        changed = True
        while changed:
            changed = False
            for production in self.productions:
                if production.left.is_nullable:
                    continue
                nullable = True
                for symbol in production.right:
                    if not symbol.is_nullable:
                        nullable = False
                if nullable:
                    production.left.is_nullable = True
                    changed = True


class Reader(object):
    def __init__(self, text):
        self.tokens = Lexer(text, MARKS).tokens()
        self.at = 0
        self.grammar = Grammar()
        self.level = 0

    def peek(self):
        return self.tokens[self.at]

    def advance(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def accept(self, mark):
        token = self.peek()
        if token.kind == MARK and token.text == mark:
            self.at += 1
            return True
        return False

    def fail(self, wanted):
        raise TextError('expected %s, found %s' % (
            wanted, self.peek().text), self.peek().line)

    def name(self):
        if self.peek().kind != NAME:
            self.fail('a name')
        return self.advance().text

    def read(self):
        grammar = self.grammar
        start = grammar.production(grammar.symbol('start of text', False))
        while self.accept('%'):
            self.operators()
        while self.peek().kind != END:
            line = self.peek().line
            left = grammar.symbol(self.name(), False)
            if left.number == ERROR_SYMBOL or left.name in CLASSES:
                raise TextError('%s has a rule' % left.name, line)
            if len(left.productions):
                raise TextError('%s has two rules' % left.name, line)
            left.line = line
            if len(start.right) == 0:
                grammar.extend(start, left)
                grammar.extend(start, grammar.symbols[END_SYMBOL])
            self.rule(left)
        if len(start.right) == 0:
            self.fail('a rule')
        self.check()
        grammar.find_nullable()
        return grammar

    def operators(self):
        word = self.name()
        if word not in ASSOCIATIONS:
            self.fail('left, right or nonassoc')
        self.level += 1
        while self.peek().kind in (NAME, STRING) and \
                not self.starts_rule():
            symbol = self.right_symbol()
            symbol.level = self.level
            symbol.association = ASSOCIATIONS[word]

    def starts_rule(self):
        return self.tokens[self.at + 1].kind == MARK and \
            self.tokens[self.at + 1].text == ':'

    def right_symbol(self):
        token = self.advance()
        return self.grammar.symbol(token.text, token.kind == STRING)

    def rule(self, left):
        if not self.accept(':'):
            self.fail(':')
        self.alternative(left)
        while self.accept('|'):
            self.alternative(left)
        if not self.accept(';'):
            self.fail(';')

    def alternative(self, left):
        production = self.grammar.production(left)
        while self.peek().kind in (NAME, STRING):
            symbol = self.right_symbol()
            self.grammar.extend(production, symbol)
            if symbol.level:
                production.precedence = symbol
        if self.accept('%'):
            if self.name() != 'prec':
                self.fail('prec')
            production.precedence = self.right_symbol()
        if self.accept('->'):
            if self.peek().kind == NAME:
                production.node = self.name()
            while self.peek().kind == NUMBER:
                production.parts.append(self.part(production))
            if production.node == '' and len(production.parts) != 1:
                self.fail('one part')
        else:
            production.node = left.name
            for i in range(len(production.right)):
                production.parts.append(i)

    def part(self, production):
        number = int(self.peek().text)
        if number < 1 or number > len(production.right):
            self.fail('the number of a part')
        self.at += 1
        return number - 1

    def check(self):
        """All symbols must be known, and what is known should be used."""
        for production in self.grammar.productions:
            for symbol in production.right:
                if symbol.is_terminal() and not symbol.is_quoted and \
                        symbol.number > ERROR_SYMBOL and \
                        symbol.name not in CLASSES:
                    raise TextError('%s has no rule' % symbol.name,
                                    production.left.line)
