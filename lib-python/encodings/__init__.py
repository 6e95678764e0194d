"""The standard encodings: each is a module of this package.

A codec is found by its name in lower case with everything but letters,
digits and dots made an underscore, through the table of encodings.aliases.
The module found has a function getregentry() that returns a CodecInfo;
it may have getaliases(), which returns more names for it.
"""

import codecs
from encodings import aliases
import __builtin__

_cache = {}
_unknown = '--unknown--'
_import_tail = ['*']
_aliases = aliases.aliases

# Maps all characters but letters, digits and dots to blanks.
_norm_encoding_map = ''.join(
    character if character.isalnum() and character < '\x80' or character == '.' else ' '
    for character in map(chr, range(256)))


class CodecRegistryError(LookupError, SystemError):
    """A codec module does not do what one has to do."""


def normalize_encoding(encoding):
    """The form of an encoding's name that the tables use.

    Runs of other characters than ASCII letters, digits and dots become one
    underscore. Upper case stays.
    """
    if isinstance(encoding, unicode):
        # This conversion does not come back here for a codec.
        encoding = encoding.encode('latin-1')
    return '_'.join(encoding.translate(_norm_encoding_map).split())


def _find_module(encoding):
    """The module of an encoding and its name in this package, or (None, None)."""
    name = normalize_encoding(encoding)
    alias = _aliases.get(name) or _aliases.get(name.replace('.', '_'))
    for candidate in (alias, name):
        if not candidate or '.' in candidate:
            continue
        try:
            # Never one of the same name elsewhere on sys.path.
            module = __import__('encodings.' + candidate, fromlist=_import_tail, level=0)
        except ImportError:
            continue
        if hasattr(module, 'getregentry'):
            return module, candidate
        break
    return None, None


def search_function(encoding):
    """What the codec registry calls: the CodecInfo of an encoding, or None."""
    entry = _cache.get(encoding, _unknown)
    if entry is not _unknown:
        return entry
    module, name = _find_module(encoding)
    if module is None:
        _cache[encoding] = None
        return None
    entry = module.getregentry()
    if not isinstance(entry, codecs.CodecInfo):
        entry = _from_tuple(entry, module)
    _cache[encoding] = entry
    for alias in getattr(module, 'getaliases', tuple)():
        _aliases.setdefault(alias, name)
    return entry


def _from_tuple(entry, module):
    """A CodecInfo from the plain tuple of an older codec module."""
    if not 4 <= len(entry) <= 7:
        raise CodecRegistryError('module "%s" (%s) failed to register'
                                 % (module.__name__, module.__file__))
    for position, part in enumerate(entry[:6]):
        if part is None and position >= 2:
            continue
        if not hasattr(part, '__call__'):
            raise CodecRegistryError('incompatible codecs in module "%s" (%s)'
                                     % (module.__name__, module.__file__))
    entry = tuple(entry)
    if len(entry) < 7 or entry[6] is None:
        entry = (entry + (None, None))[:6] + (module.__name__.split('.', 1)[1],)
    return codecs.CodecInfo(*entry)


codecs.register(search_function)
