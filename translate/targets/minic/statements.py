"""Statements, and the code that they become."""

from targets.minic.code import ENTER, PARAMETER, RETURN
from targets.minic.lexer import SourceError


class Statement(object):
    def run(self, routine):
        """Emits code."""
        pass


class Evaluate(Statement):
    def __init__(self, expression):
        self.expression = expression

    def run(self, routine):
        self.expression.value(routine)


class Block(Statement):
    def __init__(self, statements):
        self.statements = statements

    def run(self, routine):
        for statement in self.statements:
            statement.run(routine)


class If(Statement):
    def __init__(self, test, body, otherwise):
        self.test = test
        self.body = body
        self.otherwise = otherwise

    def run(self, routine):
        over = routine.label()
        self.test.jump(routine, over, False)
        self.body.run(routine)
        otherwise = self.otherwise
        if otherwise is not None:
            end = routine.label()
            routine.jump(end)
            routine.put_label(over)
            otherwise.run(routine)
            routine.put_label(end)
        else:
            routine.put_label(over)


class Loop(Statement):
    """for, while, and, with is_late, do; test and step may be missing.

    The test stands at the end, so a round jumps once.
    """

    def __init__(self, test, step, body, is_late):
        self.test = test
        self.step = step
        self.body = body
        self.is_late = is_late

    def run(self, routine):
        begin = routine.label()
        proceed = routine.label()
        check = routine.label()
        end = routine.label()
        if not self.is_late:
            routine.jump(check)
        routine.put_label(begin)
        routine.breaks.append(end)
        routine.continues.append(proceed)
        self.body.run(routine)
        routine.breaks.pop()
        routine.continues.pop()
        routine.put_label(proceed)
        step = self.step
        if step is not None:
            step.value(routine)
        routine.put_label(check)
        test = self.test
        if test is not None:
            test.jump(routine, begin, True)
        else:
            routine.jump(begin)
        routine.put_label(end)


class Leave(Statement):
    """break or continue."""

    def __init__(self, is_break, line):
        self.is_break = is_break
        self.line = line

    def run(self, routine):
        labels = routine.breaks if self.is_break else routine.continues
        if len(labels) == 0:
            raise SourceError('no loop is left here', self.line)
        routine.jump(labels[-1])


class Return(Statement):
    def __init__(self, value):
        self.value = value

    def run(self, routine):
        register = -1
        value = self.value
        if value is not None:
            register = value.value(routine)
        routine.emit(RETURN, -1, register, -1, 0)


class Function(object):
    """A function that has been read and can become code."""

    def __init__(self, routine, parameters, variables, body):
        self.routine = routine
        self.parameters = parameters
        self.variables = variables      # the parameters are among them
        self.body = body

    def run(self):
        routine = self.routine
        routine.emit(ENTER, -1, -1, -1, 0)
        routine.room(len(self.parameters))
        for variable in self.variables:
            variable.settle(routine)
        for i in range(len(self.parameters)):
            self.fetch(routine, self.parameters[i], i + 2)
        self.body.run(routine)
        routine.emit(RETURN, -1, -1, -1, 0)

    def fetch(self, routine, variable, offset):
        """Where the caller left the argument, it may stay if it can."""
        if variable.needs_address:
            variable.at = offset
        else:
            routine.emit(PARAMETER, variable.at, -1, -1, offset)
