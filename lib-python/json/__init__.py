"""JSON: data as text, for other programs.

    text = json.dumps(data)
    data = json.loads(text)

dump() and load() write to and read from a file.
"""

__version__ = '2.0.9'
__all__ = ['dump', 'dumps', 'load', 'loads', 'JSONDecoder', 'JSONEncoder']

from .decoder import JSONDecoder
from .encoder import JSONEncoder

_default_encoder = JSONEncoder()
_default_decoder = JSONDecoder()


def _encoder(cls, **settings):
    return (JSONEncoder if cls is None else cls)(**settings)


def dump(obj, fp, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
         cls=None, indent=None, separators=None, encoding='utf-8', default=None,
         sort_keys=False, **kw):
    """Write an object's text to a file, in pieces.

    cls makes it, by default JSONEncoder; the other arguments are for that.
    """
    encoder = _encoder(cls, skipkeys=skipkeys, ensure_ascii=ensure_ascii,
                       check_circular=check_circular, allow_nan=allow_nan, indent=indent,
                       separators=separators, encoding=encoding, default=default,
                       sort_keys=sort_keys, **kw)
    for piece in encoder.iterencode(obj):
        fp.write(piece)


def dumps(obj, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
          cls=None, indent=None, separators=None, encoding='utf-8', default=None,
          sort_keys=False, **kw):
    """An object's text; the arguments are those of dump()."""
    if (cls is default is indent is separators is None and encoding == 'utf-8' and not kw
            and not (skipkeys or sort_keys) and ensure_ascii and check_circular and allow_nan):
        # Nothing to make an encoder for.
        return _default_encoder.encode(obj)
    return _encoder(cls, skipkeys=skipkeys, ensure_ascii=ensure_ascii,
                    check_circular=check_circular, allow_nan=allow_nan, indent=indent,
                    separators=separators, encoding=encoding, default=default,
                    sort_keys=sort_keys, **kw).encode(obj)


def load(fp, encoding=None, cls=None, object_hook=None, parse_float=None, parse_int=None,
         parse_constant=None, object_pairs_hook=None, **kw):
    """The object whose text a file has; the arguments are those of loads()."""
    return loads(fp.read(), encoding, cls, object_hook, parse_float, parse_int,
                 parse_constant, object_pairs_hook, **kw)


def loads(s, encoding=None, cls=None, object_hook=None, parse_float=None, parse_int=None,
          parse_constant=None, object_pairs_hook=None, **kw):
    """The object that a text is.

    cls makes it, by default JSONDecoder; the other arguments are for that.
    """
    hooks = {}
    if not (object_hook is parse_float is parse_int is parse_constant
            is object_pairs_hook is None):
        hooks = {'object_hook': object_hook, 'object_pairs_hook': object_pairs_hook,
                 'parse_float': parse_float, 'parse_int': parse_int,
                 'parse_constant': parse_constant}
    elif cls is None and encoding is None and not kw:
        return _default_decoder.decode(s)
    # A class of the program's need not know those that are not used.
    kw.update([(name, hook) for name, hook in hooks.items() if hook is not None])
    return (JSONDecoder if cls is None else cls)(encoding=encoding, **kw).decode(s)
