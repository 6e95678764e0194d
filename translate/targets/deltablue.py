"""DeltaBlue: an incremental solver for one-way constraints.

The algorithm is that of Freeman-Benson, Maloney and Borning (1990): each
constraint has a strength, and a change of one constraint re-plans only what
it touches. The argument is the length of the chain and of the projection. As
in benchmarks/programs, in the restricted language.
"""

CHECKS = [(['40'], 'chain 190 projection 83730\n'),
          (['1000'], 'chain 190 projection 4492530\n')]


def check(condition, message):
    if not condition:
        print 'wrong result:', message


class Strength(object):
    """How much a constraint matters; a smaller rank is stronger."""

    def __init__(self, rank, name):
        self.rank = rank
        self.name = name

    def stronger(self, other):
        return self.rank < other.rank

    def weaker(self, other):
        return self.rank > other.rank

    def next_weaker(self):
        return STRENGTHS[self.rank + 1]


STRENGTHS = [Strength(rank, name) for rank, name in enumerate((
    'required', 'strong preferred', 'preferred', 'strong default',
    'normal', 'weak default', 'weakest'))]
REQUIRED, STRONG_PREFERRED, PREFERRED, STRONG_DEFAULT = STRENGTHS[:4]
NORMAL, WEAK_DEFAULT, WEAKEST = STRENGTHS[4:]

NONE, FORWARD, BACKWARD = range(3)


class Variable(object):
    """A value, the constraints on it and the one that determines it."""

    def __init__(self, value):
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walk_strength = WEAKEST
        self.stay = True

    def remove(self, constraint):
        self.constraints.remove(constraint)
        if self.determined_by is constraint:
            self.determined_by = None


class Constraint(object):
    """What all constraints share: adding, removing and satisfying."""

    def attach(self):
        raise NotImplementedError

    def detach(self):
        raise NotImplementedError

    def choose_method(self, mark):
        raise NotImplementedError

    def is_satisfied(self):
        raise NotImplementedError

    def mark_unsatisfied(self):
        raise NotImplementedError

    def mark_inputs(self, mark):
        raise NotImplementedError

    def inputs_known(self, mark):
        raise NotImplementedError

    def output(self):
        raise NotImplementedError

    def recalculate(self):
        raise NotImplementedError

    def execute(self):
        raise NotImplementedError

    def __init__(self, strength):
        self.strength = strength

    def add(self, planner):
        self.attach()
        planner.incremental_add(self)

    def destroy(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        else:
            self.detach()

    def is_input(self):
        return False

    def satisfy(self, mark, planner):
        """Enforces this constraint; gives the one it displaced, or None."""
        self.choose_method(mark)
        if not self.is_satisfied():
            check(self.strength is not REQUIRED,
                  'a required constraint cannot be satisfied')
            return None
        self.mark_inputs(mark)
        output = self.output()
        displaced = output.determined_by
        if displaced is not None:
            displaced.mark_unsatisfied()
        output.determined_by = self
        check(planner.propagate(self, mark), 'a cycle')
        output.mark = mark
        return displaced


class UnaryConstraint(Constraint):
    """A constraint with one variable, which it can determine."""

    def __init__(self, variable, strength, planner):
        Constraint.__init__(self, strength)
        self.variable = variable
        self.satisfied = False
        self.add(planner)

    def attach(self):
        self.variable.constraints.append(self)
        self.satisfied = False

    def detach(self):
        self.variable.remove(self)
        self.satisfied = False

    def choose_method(self, mark):
        self.satisfied = (self.variable.mark != mark and
                          self.strength.stronger(self.variable.walk_strength))

    def is_satisfied(self):
        return self.satisfied

    def mark_unsatisfied(self):
        self.satisfied = False

    def mark_inputs(self, mark):
        pass

    def inputs_known(self, mark):
        return True

    def output(self):
        return self.variable

    def recalculate(self):
        variable = self.variable
        variable.walk_strength = self.strength
        variable.stay = not self.is_input()
        if variable.stay:
            self.execute()

    def execute(self):
        raise NotImplementedError


class StayConstraint(UnaryConstraint):
    """The variable should keep its value."""

    def execute(self):
        pass


class EditConstraint(UnaryConstraint):
    """The variable is set from outside."""

    def is_input(self):
        return True

    def execute(self):
        pass


class BinaryConstraint(Constraint):
    """A constraint between two variables that determines one of them."""

    def __init__(self, first, second, strength, planner):
        Constraint.__init__(self, strength)
        self.first = first
        self.second = second
        self.direction = NONE
        self.add(planner)

    def attach(self):
        self.first.constraints.append(self)
        self.second.constraints.append(self)
        self.direction = NONE

    def detach(self):
        self.first.remove(self)
        self.second.remove(self)
        self.direction = NONE

    def choose_method(self, mark):
        first, second, strength = self.first, self.second, self.strength
        self.direction = NONE
        if first.mark == mark:
            if second.mark != mark and strength.stronger(second.walk_strength):
                self.direction = FORWARD
        elif second.mark == mark:
            if strength.stronger(first.walk_strength):
                self.direction = BACKWARD
        elif first.walk_strength.weaker(second.walk_strength):
            if strength.stronger(first.walk_strength):
                self.direction = BACKWARD
        elif strength.stronger(second.walk_strength):
            self.direction = FORWARD

    def is_satisfied(self):
        return self.direction != NONE

    def mark_unsatisfied(self):
        self.direction = NONE

    def mark_inputs(self, mark):
        self.input().mark = mark

    def inputs_known(self, mark):
        source = self.input()
        return (source.mark == mark or source.stay
                or source.determined_by is None)

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def recalculate(self):
        source, target = self.input(), self.output()
        strength = self.strength
        if strength.stronger(source.walk_strength):
            strength = source.walk_strength
        target.walk_strength = strength
        target.stay = source.stay
        if target.stay:
            self.execute()

    def execute(self):
        raise NotImplementedError


class EqualityConstraint(BinaryConstraint):
    """Both variables have the same value."""

    def execute(self):
        self.output().value = self.input().value


class ScaleConstraint(BinaryConstraint):
    """second = first * scale + offset."""

    def __init__(self, first, scale, offset, second, strength, planner):
        self.scale = scale
        self.offset = offset
        BinaryConstraint.__init__(self, first, second, strength, planner)

    def attach(self):
        BinaryConstraint.attach(self)
        self.scale.constraints.append(self)
        self.offset.constraints.append(self)

    def detach(self):
        BinaryConstraint.detach(self)
        self.scale.remove(self)
        self.offset.remove(self)

    def mark_inputs(self, mark):
        BinaryConstraint.mark_inputs(self, mark)
        self.scale.mark = mark
        self.offset.mark = mark

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = (self.first.value * self.scale.value
                                 + self.offset.value)
        else:
            self.first.value = ((self.second.value - self.offset.value)
                                // self.scale.value)

    def recalculate(self):
        source, target = self.input(), self.output()
        strength = self.strength
        if strength.stronger(source.walk_strength):
            strength = source.walk_strength
        target.walk_strength = strength
        target.stay = source.stay and self.scale.stay and self.offset.stay
        if target.stay:
            self.execute()


class Planner(object):
    """Adds and removes constraints and extracts plans."""

    def __init__(self):
        self.current_mark = 0

    def new_mark(self):
        self.current_mark += 1
        return self.current_mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        displaced = constraint.satisfy(mark, self)
        while displaced is not None:
            displaced = displaced.satisfy(mark, self)

    def incremental_remove(self, constraint):
        output = constraint.output()
        constraint.mark_unsatisfied()
        constraint.detach()
        unsatisfied = self.remove_propagate_from(output)
        strength = REQUIRED
        while True:
            for candidate in unsatisfied:
                if candidate.strength is strength:
                    self.incremental_add(candidate)
            if strength is WEAKEST:
                break
            strength = strength.next_weaker()

    def make_plan(self, sources):
        mark = self.new_mark()
        plan = []
        todo = sources
        while todo:
            constraint = todo.pop()
            output = constraint.output()
            if output.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                output.mark = mark
                self.add_consumers(output, todo)
        return plan

    def plan_from(self, constraints):
        return self.make_plan([constraint for constraint in constraints
                               if constraint.is_input()
                               and constraint.is_satisfied()])

    def propagate(self, constraint, mark):
        """Recalculates everything downstream; False if that is a cycle."""
        todo = [constraint]
        while todo:
            current = todo.pop()
            output = current.output()
            if output.mark == mark:
                self.incremental_remove(constraint)
                return False
            current.recalculate()
            self.add_consumers(output, todo)
        return True

    def remove_propagate_from(self, output):
        output.determined_by = None
        output.walk_strength = WEAKEST
        output.stay = True
        unsatisfied = []
        todo = [output]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            determining = variable.determined_by
            for constraint in variable.constraints:
                if constraint is not determining and constraint.is_satisfied():
                    constraint.recalculate()
                    todo.append(constraint.output())
        return unsatisfied

    def add_consumers(self, variable, constraints):
        determining = variable.determined_by
        for constraint in variable.constraints:
            if constraint is not determining and constraint.is_satisfied():
                constraints.append(constraint)


def change(variable, value, planner):
    """Edits one variable ten times by a plan made once."""
    edit = EditConstraint(variable, PREFERRED, planner)
    plan = planner.plan_from([edit])
    for _ in range(10):
        variable.value = value
        for constraint in plan:
            constraint.execute()
    edit.destroy(planner)


def chain(length):
    """A chain of equalities: one end has the value of the other."""
    planner = Planner()
    variables = [Variable(0) for _ in range(length + 1)]
    for i in range(length):
        EqualityConstraint(variables[i], variables[i + 1], REQUIRED, planner)
    first, last = variables[0], variables[-1]
    StayConstraint(last, STRONG_DEFAULT, planner)
    edit = EditConstraint(first, PREFERRED, planner)
    plan = planner.plan_from([edit])
    total = 0
    for value in range(20):
        first.value = value
        for constraint in plan:
            constraint.execute()
        check(last.value == value, 'the chain does not carry its value')
        total += last.value
    edit.destroy(planner)
    return total


def projection(length):
    """A linear map of many variables, edited at all its ends."""
    planner = Planner()
    scale = Variable(10)
    offset = Variable(1000)
    sources = []
    targets = []
    for i in range(length):
        source, target = Variable(i), Variable(i)
        sources.append(source)
        targets.append(target)
        StayConstraint(source, NORMAL, planner)
        ScaleConstraint(source, scale, offset, target, REQUIRED, planner)
    change(sources[-1], 17, planner)
    check(targets[-1].value == 1170, 'projection forward')
    change(targets[-1], 1050, planner)
    check(sources[-1].value == 5, 'projection backward')
    change(scale, 5, planner)
    for i in range(length - 1):
        check(targets[i].value == i * 5 + 1000, 'projection by scale')
    change(offset, 2000, planner)
    for i in range(length - 1):
        check(targets[i].value == i * 5 + 2000, 'projection by offset')
    total = 0
    for target in targets:
        total += target.value
    return total


def entry_point(argv):
    size = 1000
    if len(argv) > 1:
        size = int(argv[1])
    print 'chain %d projection %d' % (chain(size), projection(size))
    return 0
