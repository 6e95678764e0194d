"""Names of packages with conditions on their versions."""

import operator
import re
import distutils.version

re_validPackage = re.compile(r'(?i)^\s*([a-z_]\w*(?:\.[a-z_]\w*)*)(.*)')
re_paren = re.compile(r'^\s*\((.*)\)\s*$')
re_splitComparison = re.compile(r'^\s*(<=|>=|<|>|!=|==)\s*([^\s,]+)\s*$')
_PROVISION = re.compile(r'([a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*)(?:\s*\(\s*([^)\s]+)\s*\))?$')

compmap = {'<': operator.lt, '<=': operator.le, '==': operator.eq, '!=': operator.ne, '>=': operator.ge, '>': operator.gt}


def splitUp(pred):
    """A comparison such as '>= 1.2' as its operator and version."""
    match = re_splitComparison.match(pred)
    if match is None:
        raise ValueError('bad package restriction syntax: %r' % pred)
    sign, version = match.groups()
    return sign, distutils.version.StrictVersion(version)


class VersionPredicate:
    """A package, and conditions that its version must meet.

    >>> wanted = VersionPredicate('tools.saw (>=1.2, != 1.3)')
    >>> print wanted.name, '|', wanted
    tools.saw | tools.saw (>= 1.2, != 1.3)
    >>> [wanted.satisfied_by(version) for version in ('1.1', '1.2', '1.3', '2.0')]
    [False, True, False, True]
    """

    def __init__(self, versionPredicateStr):
        text = versionPredicateStr.strip()
        if not text:
            raise ValueError('empty package restriction')
        match = re_validPackage.match(text)
        if not match:
            raise ValueError('bad package name in %r' % text)
        self.name, conditions = match.group(1), match.group(2).strip()
        self.pred = []
        if conditions:
            inside = re_paren.match(conditions)
            if not inside:
                raise ValueError('expected parenthesized list: %r' % conditions)
            self.pred = [splitUp(condition) for condition in inside.group(1).split(',')]

    def __str__(self):
        if not self.pred:
            return self.name
        return '%s (%s)' % (self.name, ', '.join('%s %s' % condition for condition in self.pred))

    def satisfied_by(self, version):
        """Whether a version, given as a text, meets all conditions."""
        return all(compmap[sign](version, bound) for sign, bound in self.pred)


def split_provision(value):
    """A name with perhaps a version in parentheses, as the two.

    >>> split_provision(' tools.saw (1.2)')
    ('tools.saw', StrictVersion ('1.2'))
    """
    match = _PROVISION.match(value.strip())
    if not match:
        raise ValueError('illegal provides specification: %r' % value.strip())
    name, version = match.groups()
    return name, distutils.version.StrictVersion(version) if version else None
