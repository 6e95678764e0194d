"""Tests of an instance's class."""

from library.core import specialize


@specialize
def is_between(instance, first, last):
    """Whether the class's number is in the range of a class and below."""
    if instance is None:
        return False
    number = instance.table.first
    return first <= number and number <= last
