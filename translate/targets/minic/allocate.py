"""From any number of registers to those that the machine has.

Two registers interfere if one is assigned while the other's value is still
needed; then they get different colours. What finds no colour moves to the
frame, and all is tried again.
"""

from targets.bits import Bits
from targets.minic.code import (ENTER, JUMP, LABEL, LOAD_FRAME, MOVE, PURE,
                                RETURN, STORE_FRAME, Instruction)

REGISTERS = 8


def without_unreachable(instructions):
    """Leaves out what follows a jump and has no label."""
    kept = []
    reached = True
    for instruction in instructions:
        if instruction.operation == LABEL:
            reached = True
            # A jump to the label that follows it does nothing.
            if len(kept) and kept[-1].is_jump() and \
                    kept[-1].place == instruction.place:
                kept.pop()
        if reached:
            kept.append(instruction)
        if instruction.operation == JUMP or instruction.operation == RETURN:
            reached = False
    return kept


def label_places(instructions):
    places = {}
    for i in range(len(instructions)):
        if instructions[i].operation == LABEL:
            places[instructions[i].place] = i
    return places


class Liveness(object):
    """What is needed after each instruction: a fixpoint, backwards."""

    def __init__(self, instructions, count):
        self.instructions = instructions
        self.places = label_places(instructions)
        self.after = []
        self.before = []
        for _ in instructions:
            self.after.append(Bits(count))
            self.before.append(Bits(count))
        while self.round():
            pass

    def round(self):
        changed = False
        i = len(self.instructions) - 1
        while i >= 0:
            instruction = self.instructions[i]
            after = self.after[i]
            if instruction.is_jump():
                after.add_all(self.before[self.places[instruction.place]])
            if instruction.operation != JUMP and \
                    instruction.operation != RETURN and \
                    i + 1 < len(self.instructions):
                after.add_all(self.before[i + 1])
            needed = after.copy()
            if instruction.target >= 0:
                needed.remove(instruction.target)
            if instruction.first >= 0:
                needed.add(instruction.first)
            if instruction.second >= 0:
                needed.add(instruction.second)
            if self.before[i].add_all(needed):
                changed = True
            i -= 1
        return changed


def without_dead(routine):
    """Leaves out what computes a value that nothing needs."""
    while True:
        liveness = Liveness(routine.instructions, routine.registers)
        kept = []
        for i in range(len(routine.instructions)):
            instruction = routine.instructions[i]
            if instruction.operation not in PURE or \
                    liveness.after[i].has(instruction.target):
                kept.append(instruction)
        if len(kept) == len(routine.instructions):
            return liveness
        routine.instructions = kept


def without_moves(routine):
    """Lets an instruction assign to where its result is moved at once."""
    liveness = without_dead(routine)
    instructions = routine.instructions
    kept = []
    for i in range(len(instructions)):
        move = instructions[i]
        if move.operation == MOVE and len(kept) and \
                kept[-1].target == move.first and \
                not liveness.after[i].has(move.first):
            old = kept.pop()
            move = Instruction(old.operation, move.target, old.first,
                               old.second, old.number, old.place)
        kept.append(move)
    routine.instructions = kept


class Node(object):
    """A register in the graph of what interferes."""

    def __init__(self, number):
        self.number = number
        self.neighbours = []
        self.moves = []
        self.degree = 0
        self.cost = 0
        self.is_removed = False
        self.is_short = False       # made by spilling: never spilled itself
        self.colour = -1

    def prefers(self, colour):
        """Whether a move would vanish with this colour."""
        for other in self.moves:
            if other.colour == colour:
                return True
        return False


class Colouring(object):
    def __init__(self, routine, first_short):
        self.routine = routine
        self.nodes = []
        for number in range(routine.registers):
            node = Node(number)
            node.is_short = number >= first_short
            self.nodes.append(node)
        self.seen = []
        for _ in range(routine.registers):
            self.seen.append(Bits(routine.registers))
        self.build()
        self.weigh()

    def build(self):
        liveness = without_dead(self.routine)
        for i in range(len(self.routine.instructions)):
            instruction = self.routine.instructions[i]
            target = instruction.target
            if target < 0:
                continue
            spared = -1
            if instruction.operation == MOVE:
                spared = instruction.first
                self.nodes[target].moves.append(self.nodes[spared])
                self.nodes[spared].moves.append(self.nodes[target])
            after = liveness.after[i]
            for other in range(self.routine.registers):
                if other != target and other != spared and after.has(other):
                    self.connect(target, other)

    def connect(self, first, second):
        if not self.seen[first].has(second):
            self.seen[first].add(second)
            self.seen[second].add(first)
            self.nodes[first].neighbours.append(self.nodes[second])
            self.nodes[second].neighbours.append(self.nodes[first])
            self.nodes[first].degree += 1
            self.nodes[second].degree += 1

    def weigh(self):
        """The cost of a register: its uses, those in loops count more."""
        instructions = self.routine.instructions
        weights = [1] * len(instructions)
        places = label_places(instructions)
        for i in range(len(instructions)):
            if instructions[i].is_jump():
                begin = places[instructions[i].place]
                for j in range(begin, i):
                    weights[j] = min(weights[j] * 8, 4096)
        for i in range(len(instructions)):
            instruction = instructions[i]
            for register in (instruction.target, instruction.first,
                             instruction.second):
                if register >= 0:
                    self.nodes[register].cost += weights[i]

    def candidate(self):
        """The next to remove: one that is easy, or else one to spill."""
        best = None
        for node in self.nodes:
            if node.is_removed:
                continue
            if node.degree < REGISTERS:
                return node
            if node.is_short:
                continue
            if best is None:
                best = node
            elif node.cost * best.degree < best.cost * node.degree:
                best = node
        if best is None:
            for node in self.nodes:
                if not node.is_removed:
                    return node
        return best

    def colour(self):
        """Gives all registers colours; the list of those that got none."""
        stack = []
        for _ in self.nodes:
            node = self.candidate()
            if node is not None:
                node.is_removed = True
                for other in node.neighbours:
                    other.degree -= 1
                stack.append(node)
        spilled = []
        while len(stack):
            node = stack.pop()
            self.choose(node)
            if node.colour < 0:
                spilled.append(node.number)
        return spilled

    def choose(self, node):
        used = [False] * REGISTERS
        for other in node.neighbours:
            if other.colour >= 0:
                used[other.colour] = True
        for colour in range(REGISTERS):
            if not used[colour]:
                if node.colour < 0 or node.prefers(colour):
                    node.colour = colour
                    if node.prefers(colour):
                        return


def spill(routine, spilled):
    """Keeps registers in the frame instead, between their uses."""
    slots = {}
    for register in spilled:
        slots[register] = routine.room(1)
    result = []
    for old in routine.instructions:
        first = fetched(routine, old.first, slots, result)
        second = first
        if old.second != old.first:
            second = fetched(routine, old.second, slots, result)
        target = old.target
        if target in slots:
            target = routine.register()
        result.append(Instruction(old.operation, target, first, second,
                                  old.number, old.place))
        if target != old.target:
            result.append(Instruction(STORE_FRAME, -1, target, -1,
                                      slots[old.target], -1))
    routine.instructions = result


def fetched(routine, register, slots, result):
    if register not in slots:
        return register
    fresh = routine.register()
    result.append(Instruction(LOAD_FRAME, fresh, -1, -1, slots[register],
                              -1))
    return fresh


def renamed(routine, nodes):
    """The instructions with colours for registers; saves what it uses."""
    used = 0
    for node in nodes:
        used = max(used, node.colour + 1)
    result = []
    for old in routine.instructions:
        numbers = [old.target, old.first, old.second]
        for i in range(3):
            if numbers[i] >= 0:
                numbers[i] = nodes[numbers[i]].colour
        if old.operation == MOVE and numbers[0] == numbers[1]:
            continue
        number = old.number
        place = old.place
        if old.operation == ENTER or old.operation == RETURN:
            number = routine.frame
            place = used
        result.append(Instruction(old.operation, numbers[0], numbers[1],
                                  numbers[2], number, place))
    return result


def allocate(routine):
    """Gives the routine's registers real ones; how many were spilled."""
    routine.instructions = without_unreachable(routine.instructions)
    without_moves(routine)
    first_short = routine.registers
    count = 0
    while True:
        colouring = Colouring(routine, first_short)
        spilled = colouring.colour()
        if len(spilled) == 0:
            break
        count += len(spilled)
        spill(routine, spilled)
    routine.instructions = renamed(routine, colouring.nodes)
    return count
