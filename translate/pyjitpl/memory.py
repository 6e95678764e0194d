"""Raw memory as the tracing runtime sees it: addresses are integers."""

from rtype.lltype import operation


def load(array, number):
    """The word of that number in an array of words (after its length)."""
    return operation('raw_load', array, 8 + (number << 3))


def store(array, number, value):
    operation('raw_store', array, 8 + (number << 3), value)


def load_sized(address, offset, size):
    """A field of one or of eight bytes."""
    if size == 1:
        return operation('raw_load_byte', address, offset)
    return operation('raw_load', address, offset)


def store_sized(address, offset, size, value):
    if size == 1:
        operation('raw_store_byte', address, offset, value)
    else:
        operation('raw_store', address, offset, value)
