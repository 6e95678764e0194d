"""JSON (RFC 7159): data as text that nearly every language reads.

    dump(object, file), dumps(object) -> text       write
    load(file) -> object, loads(text) -> object     read
"""

__version__ = '2.0.9'
__all__ = ['dump', 'dumps', 'load', 'loads', 'JSONDecoder', 'JSONEncoder']

from .decoder import JSONDecoder
from .encoder import JSONEncoder

_default_encoder = JSONEncoder(skipkeys=False, ensure_ascii=True, check_circular=True,
                               allow_nan=True, indent=None, separators=None,
                               encoding='utf-8', default=None)
_default_decoder = JSONDecoder(encoding=None, object_hook=None, object_pairs_hook=None)


def _encoder(skipkeys, ensure_ascii, check_circular, allow_nan, cls, indent, separators,
             encoding, default, sort_keys, kw):
    if (not skipkeys and ensure_ascii and check_circular and allow_nan and cls is None
            and indent is None and separators is None and encoding == 'utf-8'
            and default is None and not sort_keys and not kw):
        return _default_encoder
    if cls is None:
        cls = JSONEncoder
    return cls(skipkeys=skipkeys, ensure_ascii=ensure_ascii,
               check_circular=check_circular, allow_nan=allow_nan, indent=indent,
               separators=separators, encoding=encoding, default=default,
               sort_keys=sort_keys, **kw)


def dump(obj, fp, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
         cls=None, indent=None, separators=None, encoding='utf-8', default=None,
         sort_keys=False, **kw):
    """Write an object to a file, piece by piece; arguments are JSONEncoder's.

    cls is the encoder to use instead of it.
    """
    encoder = _encoder(skipkeys, ensure_ascii, check_circular, allow_nan, cls, indent,
                       separators, encoding, default, sort_keys, kw)
    for chunk in encoder.iterencode(obj):
        fp.write(chunk)


def dumps(obj, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
          cls=None, indent=None, separators=None, encoding='utf-8', default=None,
          sort_keys=False, **kw):
    """An object as text; arguments are JSONEncoder's.

    cls is the encoder to use instead of it.
    """
    return _encoder(skipkeys, ensure_ascii, check_circular, allow_nan, cls, indent,
                    separators, encoding, default, sort_keys, kw).encode(obj)


def load(fp, encoding=None, cls=None, object_hook=None, parse_float=None, parse_int=None,
         parse_constant=None, object_pairs_hook=None, **kw):
    """Read an object from a file; arguments are loads()'s."""
    return loads(fp.read(), encoding=encoding, cls=cls, object_hook=object_hook,
                 parse_float=parse_float, parse_int=parse_int,
                 parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw)


def loads(s, encoding=None, cls=None, object_hook=None, parse_float=None, parse_int=None,
          parse_constant=None, object_pairs_hook=None, **kw):
    """The object of a text; arguments are JSONDecoder's.

    cls is the decoder to use instead of it.
    """
    if (cls is None and encoding is None and object_hook is None and parse_int is None
            and parse_float is None and parse_constant is None
            and object_pairs_hook is None and not kw):
        return _default_decoder.decode(s)
    if cls is None:
        cls = JSONDecoder
    for name, value in (('object_hook', object_hook),
                        ('object_pairs_hook', object_pairs_hook),
                        ('parse_float', parse_float), ('parse_int', parse_int),
                        ('parse_constant', parse_constant)):
        if value is not None:
            kw[name] = value
    return cls(encoding=encoding, **kw).decode(s)
