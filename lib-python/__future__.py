"""The features that "from __future__ import" can ask for.

Each is a _Feature: the versions in which it became optional and mandatory
(None: never), and its flag for compile().
"""

# Flags for compile().
CO_NESTED = 0x0010
CO_GENERATOR_ALLOWED = 0
CO_FUTURE_DIVISION = 0x2000
CO_FUTURE_ABSOLUTE_IMPORT = 0x4000
CO_FUTURE_WITH_STATEMENT = 0x8000
CO_FUTURE_PRINT_FUNCTION = 0x10000
CO_FUTURE_UNICODE_LITERALS = 0x20000

# Versions are written as in sys.version_info.
_TABLE = [
    ('nested_scopes', CO_NESTED,
     (2, 1, 0, 'beta', 1), (2, 2, 0, 'alpha', 0)),
    ('generators', CO_GENERATOR_ALLOWED,
     (2, 2, 0, 'alpha', 1), (2, 3, 0, 'final', 0)),
    ('division', CO_FUTURE_DIVISION,
     (2, 2, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0)),
    ('absolute_import', CO_FUTURE_ABSOLUTE_IMPORT,
     (2, 5, 0, 'alpha', 1), (3, 0, 0, 'alpha', 0)),
    ('with_statement', CO_FUTURE_WITH_STATEMENT,
     (2, 5, 0, 'alpha', 1), (2, 6, 0, 'alpha', 0)),
    ('print_function', CO_FUTURE_PRINT_FUNCTION,
     (2, 6, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0)),
    ('unicode_literals', CO_FUTURE_UNICODE_LITERALS,
     (2, 6, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0)),
]

all_feature_names = [_entry[0] for _entry in _TABLE]

__all__ = ['all_feature_names'] + all_feature_names


class _Feature:

    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional = optionalRelease
        self.mandatory = mandatoryRelease
        self.compiler_flag = compiler_flag

    def getOptionalRelease(self):
        """The first version in which the feature could be asked for."""
        return self.optional

    def getMandatoryRelease(self):
        """The version in which the feature is always there; None if never."""
        return self.mandatory

    def __repr__(self):
        return '_Feature' + repr((self.optional, self.mandatory, self.compiler_flag))


for _name, _flag, _optional, _mandatory in _TABLE:
    globals()[_name] = _Feature(_optional, _mandatory, _flag)
