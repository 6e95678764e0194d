"""Finds the lowering of an operation from its name and representations."""

from annotate.operations import PAIRED
from annotate.pairs import pair
from rtype import (lower_calls, lower_containers, lower_instances,
                   lower_numbers, lower_strings)
from rtype.reprs import TyperError

MODULES = (lower_numbers, lower_strings, lower_containers, lower_instances,
           lower_calls)


def find(lowering):
    """A function that takes the Lowering and gives the result's value."""
    operation = lowering.operation
    name, reprs = operation.name, lowering.reprs
    if name in PAIRED:
        if name == 'contains':
            # In `x in c` the container is the second operand.
            lowering.reverse()
            reprs = lowering.reprs
        method = getattr(pair(reprs[0], reprs[1]), 'lower_' + name, None)
    else:
        for module in MODULES:
            if name in module.LOWERINGS:
                return module.LOWERINGS[name]
        method = getattr(reprs[0], 'lower_' + name, None)
    if method is None:
        raise TyperError('no lowering of %s on %s' % (
            name, ', '.join(map(repr, lowering.somes))))
    return method
