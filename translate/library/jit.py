"""Hints for the tracing just-in-time compiler (translate.py -Ojit).

An interpreter makes one JitDriver. Its main loop calls jit_merge_point at the
head, naming all its variables: the green ones tell the place in the
interpreted program, the red ones are everything else. can_enter_jit is called
where the interpreted program jumps backwards. Without -Ojit, both are
nothing.
"""


class JitDriver(object):
    def __init__(self, greens, reds):
        self.greens = greens
        self.reds = reds

    def jit_merge_point(self, **names):
        pass

    def can_enter_jit(self, **names):
        pass

    # What the annotator makes of a call of these.

    def annotate_jit_merge_point(self, annotator, *values):
        from annotate.model import NONE
        return NONE

    annotate_can_enter_jit = annotate_jit_merge_point


def dont_look_inside(function):
    """A decorator: the tracer calls the function and records the call."""
    function.jit_opaque = True
    return function


def elidable(function):
    """A decorator: same arguments, same result, and no effect."""
    function.jit_elidable = True
    return function


def promote(value):
    """The tracer may take the value it sees for a constant, with a guard."""
    return value
