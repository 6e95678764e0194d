"""What a recorded trace is made of."""


class Box(object):
    """A word seen while tracing: a constant, or a result of the trace."""

    def __init__(self, value, number):
        self.value = value
        self.number = number        # of the result; -1 for a constant

    def is_constant(self):
        return self.number < 0


class Frame(object):
    """A jitcode that is being interpreted."""

    def __init__(self, code, registers):
        self.code = code
        self.pc = 1
        self.registers = registers
        self.live_at = 0            # the last LIVE instruction
        self.result_register = -1   # of the caller, for what this returns


class FrameState(object):
    """Where a frame goes on if a guard fails, and with which boxes."""

    def __init__(self, code, pc, result_register):
        self.code = code
        self.pc = pc
        self.result_register = result_register
        self.registers = []
        self.boxes = []


class TraceOperation(object):
    """One operation; a, b, c are numbers such as offset, size and flags."""

    def __init__(self, kind, args, result):
        self.kind = kind
        self.args = args
        self.result = result        # a box number, or -1
        self.a = 0
        self.b = 0
        self.c = 0
        self.frames = None          # of guards: list of FrameState


class Cell(object):
    """A place in the interpreted program: how hot it is, its trace."""

    def __init__(self, greens, following):
        self.greens = greens
        self.count = 0
        self.trace = None
        self.following = following


class ResumeValue(object):
    """How a guard's exit finds a word: constant, slot, or new object."""

    def __init__(self, constant, slot):
        self.constant = constant
        self.slot = slot            # -1 for constants and virtual objects
        self.size = 0               # of a virtual object; else 0
        self.offsets = []
        self.sizes = []
        self.fields = []
        self.address = 0            # while a failure is handled
        self.round = 0              # of which failure the address is


class ResumeFrame(object):
    def __init__(self, code, pc, result_register):
        self.code = code
        self.pc = pc
        self.result_register = result_register
        self.registers = []
        self.values = []


class PendingStore(object):
    """A store that the trace puts off and a failing guard must do."""

    def __init__(self, target, offset, size, value):
        self.target = target
        self.offset = offset
        self.size = size
        self.value = value


class Guard(object):
    def __init__(self, frames, pending):
        self.frames = frames
        self.pending = pending
        self.count = 0
        self.bridge = None


class Trace(object):
    """Compiled operations; see executor.py for how they are laid out."""

    def __init__(self, inputs):
        self.inputs = inputs        # the first slots are the inputs
        self.code = 0               # the address of the words
        self.slots = 0
        self.free_slots = 0         # an array of slots that nobody uses
        self.constants = []         # slot, value, slot, value ...
        self.guards = []
        self.target = None          # where a transfer at the end goes
