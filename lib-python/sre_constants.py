"""Names and numbers shared by the regular expression compiler and the matcher.

The compiler (sre_parse, sre_compile) turns a pattern into a list of unsigned
numbers for the native module _sre. This is the one description of it; every
number below is what _sre has for the same name, and MAGIC changes when they
do. "skip" is the distance from its own place to where matching goes on.

    SUCCESS                             the end of a pattern, item or assertion
    FAILURE                             matches nothing; the end of a set
    ANY, ANY_ALL                        any character (but a newline)
    LITERAL c, NOT_LITERAL c            that character, any but that one
    IN skip set                         a character of the set
    AT code                             a position (see ATCODES)
    MARK i                              group i/2 starts (i even) or ends (odd) here
    GROUPREF i                          the text of group i (counted from 0)
    BRANCH skip alternative JUMP skip skip alternative ... 0
                                        alternatives; each skip before one leads to
                                        the next, each after JUMP to the end
    JUMP skip                           go on elsewhere
    REPEAT_ONE skip min max item SUCCESS
    MIN_REPEAT_ONE skip min max item SUCCESS
                                        an item of one character, as often or as
                                        seldom as possible
    REPEAT skip min max item MAX_UNTIL (or MIN_UNTIL)
                                        any item; skip leads to the UNTIL
    GROUPREF_EXISTS i skip yes [JUMP skip no]
                                        yes if group i has matched; skip leads to no
    ASSERT skip back pattern SUCCESS, ASSERT_NOT skip back pattern SUCCESS
                                        whether the pattern matches back characters
                                        before here
    INFO skip mask min max [prefix | set]
                                        first of all, a help to search(): mask has
                                        the bits SRE_INFO_*, min and max are the
                                        length of what the pattern matches;
                                        prefix is n, m, n characters that start every
                                        match (m of them outside groups), and n numbers
                                        of their overlap table; set has the
                                        characters with which matches start

What ends in _IGNORE compares lower case; its characters are lower case.
A set is a list of these, ended by FAILURE:

    NEGATE                              first: the set is of all others
    LITERAL c, RANGE low high, CATEGORY code
    CHARSET bits                        256 bits, the lowest first
    BIGCHARSET n indices blocks         256 bytes that say which of the n blocks
                                        of 256 bits is that of characters >> 8

max is MAXREPEAT where there is no limit.
"""

MAGIC = 20031017

try:
    from _sre import MAXREPEAT
except ImportError:
    import _sre
    MAXREPEAT = _sre.MAXREPEAT = (1L << 32) - 1


class error(Exception):
    """A pattern is wrong, or has groups that a template names and it lacks."""


def _define(names):
    """Define NAME = 'name' for each name; {'name': number} in their order."""
    numbers = {}
    for number, name in enumerate(names.split()):
        globals()[name.upper()] = name
        numbers[name] = number
    return numbers


OPCODES = _define(
    'failure success any any_all assert assert_not at branch call category charset '
    'bigcharset groupref groupref_exists groupref_ignore in in_ignore info jump '
    'literal literal_ignore mark max_until min_until not_literal not_literal_ignore '
    'negate range repeat repeat_one subpattern min_repeat_one')

ATCODES = _define(
    'at_beginning at_beginning_line at_beginning_string at_boundary at_non_boundary '
    'at_end at_end_line at_end_string at_loc_boundary at_loc_non_boundary '
    'at_uni_boundary at_uni_non_boundary')

CHCODES = _define(
    'category_digit category_not_digit category_space category_not_space '
    'category_word category_not_word category_linebreak category_not_linebreak '
    'category_loc_word category_loc_not_word category_uni_digit '
    'category_uni_not_digit category_uni_space category_uni_not_space '
    'category_uni_word category_uni_not_word category_uni_linebreak '
    'category_uni_not_linebreak')

# Only in the trees that sre_parse makes.
MAX_REPEAT = 'max_repeat'
MIN_REPEAT = 'min_repeat'

# What takes the place of what under a flag.
OP_IGNORE = dict((name, name + '_ignore')
                 for name in (GROUPREF, IN, LITERAL, NOT_LITERAL))
AT_MULTILINE = {AT_BEGINNING: AT_BEGINNING_LINE, AT_END: AT_END_LINE}
AT_LOCALE = {AT_BOUNDARY: AT_LOC_BOUNDARY, AT_NON_BOUNDARY: AT_LOC_NON_BOUNDARY}
AT_UNICODE = {AT_BOUNDARY: AT_UNI_BOUNDARY, AT_NON_BOUNDARY: AT_UNI_NON_BOUNDARY}
_PLAIN = [CATEGORY_DIGIT, CATEGORY_NOT_DIGIT, CATEGORY_SPACE, CATEGORY_NOT_SPACE,
          CATEGORY_WORD, CATEGORY_NOT_WORD, CATEGORY_LINEBREAK, CATEGORY_NOT_LINEBREAK]
CH_LOCALE = dict((name, name) for name in _PLAIN)
CH_LOCALE[CATEGORY_WORD] = CATEGORY_LOC_WORD
CH_LOCALE[CATEGORY_NOT_WORD] = CATEGORY_LOC_NOT_WORD
CH_UNICODE = dict((name, name.replace('category_', 'category_uni_')) for name in _PLAIN)

SRE_FLAG_TEMPLATE = 1       # no backtracking
SRE_FLAG_IGNORECASE = 2
SRE_FLAG_LOCALE = 4
SRE_FLAG_MULTILINE = 8
SRE_FLAG_DOTALL = 16
SRE_FLAG_UNICODE = 32
SRE_FLAG_VERBOSE = 64
SRE_FLAG_DEBUG = 128

SRE_INFO_PREFIX = 1         # every match starts with the prefix
SRE_INFO_LITERAL = 2        # and is nothing else
SRE_INFO_CHARSET = 4        # every match starts with a character of the set
