"""Locales: numbers, money and texts as a country writes them."""

import encodings.aliases
import functools
import re
import sys
from __builtin__ import str as _builtin_str

__all__ = ['getlocale', 'getdefaultlocale', 'getpreferredencoding', 'Error',
           'setlocale', 'resetlocale', 'localeconv', 'strcoll', 'strxfrm', 'str',
           'atof', 'atoi', 'format', 'format_string', 'currency', 'normalize',
           'LC_CTYPE', 'LC_COLLATE', 'LC_MESSAGES', 'LC_TIME', 'LC_MONETARY',
           'LC_NUMERIC', 'LC_ALL', 'CHAR_MAX']

try:
    _unicode = unicode
except NameError:
    class _unicode(object):
        """Stands in where the interpreter was built without unicode."""

try:
    from _locale import *
except ImportError:
    # Without the C library's locales there is only the locale C.
    CHAR_MAX = 127
    LC_ALL = 6
    LC_COLLATE = 3
    LC_CTYPE = 0
    LC_MESSAGES = 5
    LC_MONETARY = 4
    LC_NUMERIC = 1
    LC_TIME = 2
    Error = ValueError

    def localeconv():
        """How numbers and money are written."""
        return {'grouping': [127], 'currency_symbol': '', 'n_sign_posn': 127,
                'p_cs_precedes': 127, 'n_cs_precedes': 127, 'mon_grouping': [],
                'n_sep_by_space': 127, 'decimal_point': '.', 'negative_sign': '',
                'positive_sign': '', 'p_sep_by_space': 127, 'int_curr_symbol': '',
                'p_sign_posn': 127, 'thousands_sep': '', 'mon_thousands_sep': '',
                'frac_digits': 127, 'mon_decimal_point': '', 'int_frac_digits': 127}

    def setlocale(category, value=None):
        """Set a locale, or ask for it; there is only C."""
        if value not in (None, '', 'C'):
            raise Error('_locale emulation only supports "C" locale')
        return 'C'

    def strcoll(a, b):
        """Compare two strings."""
        return cmp(a, b)

    def strxfrm(s):
        """A string that compares as s does by strcoll()."""
        return s

_localeconv = localeconv
# Entries that a program overrides, for tests.
_override_localeconv = {}


@functools.wraps(_localeconv)
def localeconv():
    conventions = _localeconv()
    if _override_localeconv:
        conventions.update(_override_localeconv)
    return conventions


# ---- numbers

def _convention(name, monetary):
    """One of the conventions, that of money if it is about money."""
    return localeconv()['mon_' + name if monetary else name]


def _grouping_intervals(grouping):
    """Generate the sizes of groups of digits, from the right; then nothing is grouped."""
    size = None
    for interval in grouping:
        if interval == CHAR_MAX:
            return
        if interval:
            size = interval
            yield size
            continue
        # 0 means the last one for ever.
        if size is None:
            raise ValueError('invalid grouping')
        while True:
            yield size


def _group(s, monetary=False):
    """(a number with separators between groups of digits, how long these are together)"""
    grouping = _convention('grouping', monetary)
    if not grouping:
        return s, 0
    number = s.rstrip(' ')
    after, before = s[len(number):], ''
    groups = []
    for size in _grouping_intervals(grouping):
        if not number[-1:].isdigit():
            before, number = number, ''
            break
        groups.insert(0, number[-size:])
        number = number[:-size]
    if number:
        groups.insert(0, number)
    separator = _convention('thousands_sep', monetary)
    return before + separator.join(groups) + after, len(separator) * (len(groups) - 1)


def _strip_padding(s, amount):
    """A text without so many blanks: those on the left go first."""
    left = min(amount, len(s) - len(s.lstrip(' ')))
    s, amount = s[left:], amount - left
    right = min(amount, len(s) - len(s.rstrip(' ')))
    return s[:len(s) - right]


_percent_re = re.compile(r'%(?:\((?P<key>.*?)\))?'
                         r'(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]')


def format(percent, value, grouping=False, monetary=False, *additional):
    """value formatted by one % specification, but with the point of the locale.

    With grouping it also has its separators; with monetary all is as in amounts of money.
    """
    match = _percent_re.match(percent)
    if match is None or match.end() != len(percent):
        raise ValueError('format() must be given exactly one %%char format specifier, %s '
                         'not valid' % repr(percent))
    return _format(percent, value, grouping, monetary, *additional)


def _format(percent, value, grouping=False, monetary=False, *additional):
    kind = percent[-1]
    text = percent % ((value,) + additional if additional else value)
    if kind not in 'eEfFgGdiu':
        return text
    whole, point, fraction = text.partition('.') if kind in 'eEfFgG' else (text, '', '')
    added = 0
    if grouping:
        whole, added = _group(whole, monetary)
    if point:
        whole += _convention('decimal_point', monetary) + fraction
    # It is not to be wider than it was to be.
    return _strip_padding(whole, added)


def format_string(f, val, grouping=False):
    """f % val, with the numbers as by format()."""
    import collections
    is_mapping = isinstance(val, collections.Mapping)
    left = None if is_mapping else list(val if isinstance(val, tuple) else (val,))
    texts = []
    for match in _percent_re.finditer(f):
        specification = match.group()
        if specification[-1] == '%':
            texts.append('%')
        elif is_mapping:
            texts.append(format(specification, val, grouping))
        else:
            # Each star takes a value, too.
            count = 1 + match.group('modifiers').count('*')
            values, left = left[:count], left[count:]
            texts.append(_format(specification, values[0], grouping, False, *values[1:]))
    return _percent_re.sub('%s', f) % tuple(texts)


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money, with the symbol of the currency or its international name."""
    conventions = localeconv()

    def signed(name):
        return conventions['np'[val >= 0] + '_' + name]

    digits = conventions['int_frac_digits' if international else 'frac_digits']
    if digits == 127:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    amount = format('%%.%if' % digits, abs(val), grouping, monetary=True)
    sign = conventions['negative_sign' if val < 0 else 'positive_sign']
    position = signed('sign_posn')
    # These stand beside the number, inside of the symbol.
    if position == 3:
        amount = sign + amount
    elif position == 4:
        amount += sign
    if symbol:
        word = conventions['int_curr_symbol' if international else 'currency_symbol']
        parts = [word, amount] if signed('cs_precedes') else [amount, word]
        amount = (' ' if signed('sep_by_space') else '').join(parts)
    if position == 0:
        return '(' + amount + ')'
    if position == 2:
        return amount + sign
    return amount if position in (3, 4) else sign + amount


def str(val):
    """The text of a float, with twelve digits and the point of the locale."""
    return format('%.12g', val)


def atof(string, func=float):
    """The number of a text that the locale writes."""
    separator = localeconv()['thousands_sep']
    if separator:
        string = string.replace(separator, '')
    point = localeconv()['decimal_point']
    if point:
        string = string.replace(point, '.')
    return func(string)


def atoi(str):
    """The integer of a text that the locale writes."""
    return atof(str, int)


# ---- names of locales

# The usual encoding of a language and territory where none is given.
_DEFAULT_ENCODINGS = """
ISO8859-1: af_ZA br_FR ca_ES da_DK de_AT de_BE de_CH de_DE de_LU en_AU en_BW en_CA
    en_DK en_GB en_IE en_NZ en_SG en_US en_ZA es_AR es_BO es_CL es_CO es_CR es_DO
    es_EC es_ES es_GT es_HN es_MX es_NI es_PA es_PE es_PR es_PY es_SV es_US es_UY
    es_VE eu_ES fi_FI fo_FO fr_BE fr_CA fr_CH fr_FR fr_LU gl_ES id_ID is_IS it_CH
    it_IT ms_MY nl_BE nl_NL nn_NO no_NO nb_NO pt_BR pt_PT sv_FI sv_SE
ISO8859-2: bs_BA cs_CZ hr_HR hu_HU pl_PL ro_RO sk_SK sl_SI sq_AL
ISO8859-3: eo_XX mt_MT
ISO8859-4: lt_LT
ISO8859-13: lv_LV
ISO8859-15: et_EE
ISO8859-5: mk_MK ru_RU bg_BG
ISO8859-6: ar_AA ar_AE ar_BH ar_DZ ar_EG ar_IQ ar_JO ar_KW ar_LB ar_LY ar_MA ar_OM
    ar_QA ar_SA ar_SY ar_TN ar_YE
ISO8859-7: el_GR el_CY
ISO8859-8: he_IL iw_IL
ISO8859-9: tr_TR tr_CY
CP1251: be_BY
KOI8-U: uk_UA
TCVN: vi_VN
eucJP: ja_JP
eucKR: ko_KR
gb2312: zh_CN
big5: zh_TW
TIS620: th_TH
UTF-8: hi_IN fa_IR sr_RS
"""

locale_alias = {}
for _word in _DEFAULT_ENCODINGS.split():
    if _word[-1] == ':':
        _encoding = _word[:-1]
    else:
        locale_alias[_word.lower()] = '%s.%s' % (_word, _encoding)
        # The language alone: with the territory of the same name, if any.
        if _word[:2] == _word[3:].lower():
            locale_alias[_word[:2]] = '%s.%s' % (_word, _encoding)
for _short, _long in (('en', 'en_us'), ('da', 'da_dk'), ('sv', 'sv_se'), ('ja', 'ja_jp'),
                      ('ko', 'ko_kr'), ('zh', 'zh_cn'), ('cs', 'cs_cz'), ('el', 'el_gr'),
                      ('he', 'he_il'), ('uk', 'uk_ua'), ('be', 'be_by'), ('et', 'et_ee'),
                      ('sl', 'sl_si'), ('no', 'no_no'), ('ar', 'ar_aa'), ('vi', 'vi_vn'),
                      ('ca', 'ca_es'), ('eu', 'eu_es'), ('gl', 'gl_es'), ('sq', 'sq_al'),
                      ('english', 'en_us'), ('german', 'de_de'), ('french', 'fr_fr'),
                      ('spanish', 'es_es'), ('italian', 'it_it'), ('dutch', 'nl_nl'),
                      ('russian', 'ru_ru'), ('japanese', 'ja_jp'), ('polish', 'pl_pl')):
    locale_alias[_short] = locale_alias[_long]
locale_alias.update({'c': 'C', 'posix': 'C', 'c_c': 'C', 'c.en': 'C', 'posix-utf2': 'C'})
del _word, _encoding, _short, _long, _DEFAULT_ENCODINGS

# Names of Python's codecs -> those that the X Window System has.
locale_encoding_alias = {
    '437': 'C', 'c': 'C', 'en': 'ISO8859-1', 'jis': 'JIS7', 'jis7': 'JIS7',
    'ajec': 'eucJP', 'ascii': 'ISO8859-1', 'latin_1': 'ISO8859-1',
    'iso8859_1': 'ISO8859-1', 'iso8859_10': 'ISO8859-10', 'iso8859_11': 'ISO8859-11',
    'iso8859_13': 'ISO8859-13', 'iso8859_14': 'ISO8859-14', 'iso8859_15': 'ISO8859-15',
    'iso8859_16': 'ISO8859-16', 'iso8859_2': 'ISO8859-2', 'iso8859_3': 'ISO8859-3',
    'iso8859_4': 'ISO8859-4', 'iso8859_5': 'ISO8859-5', 'iso8859_6': 'ISO8859-6',
    'iso8859_7': 'ISO8859-7', 'iso8859_8': 'ISO8859-8', 'iso8859_9': 'ISO8859-9',
    'iso2022_jp': 'JIS7', 'shift_jis': 'SJIS', 'tactis': 'TACTIS', 'euc_jp': 'eucJP',
    'euc_kr': 'eucKR', 'utf_8': 'UTF-8', 'koi8_r': 'KOI8-R', 'koi8_u': 'KOI8-U',
    'cp1251': 'CP1251', 'tis_620': 'TIS620',
}


def _replace_encoding(code, encoding):
    """A locale's name with another encoding, spelled as usual."""
    langname = code.partition('.')[0]
    norm = encodings.normalize_encoding(encoding)
    norm = encodings.aliases.aliases.get(norm, norm)
    return langname + '.' + locale_encoding_alias.get(norm, norm)


def normalize(localename):
    """A locale's name in the usual form: language_TERRITORY.encoding.

    A name that is not known comes back as it is.
    """
    if isinstance(localename, _unicode):
        localename = localename.encode('ascii')
    code = localename.lower()
    if ':' in code:
        # A list: the first one.
        code = code.replace(':', '.')
    code, at, modifier = code.partition('@')
    langname, dot, encoding = code.partition('.')
    if modifier == 'euro' and not encoding:
        encoding = 'iso8859-15'
        modifier = ''
    lang_enc = langname
    if encoding:
        known = locale_alias.get(langname + '.' + encoding)
        if known is None:
            known = locale_alias.get(langname)
            if known is None:
                return localename
            if '.' in known:
                norm = encoding.replace('-', '').replace('_', '')
                if norm == 'utf8':
                    known = known.partition('.')[0] + '.UTF-8'
                else:
                    known = _replace_encoding(known, encoding)
        return known + ('@' + modifier if modifier else '')
    known = locale_alias.get(lang_enc)
    if known is None:
        return localename
    return known + ('@' + modifier if modifier else '')


def _parse_localename(localename):
    """(language, encoding) of a locale's name; ValueError if that cannot be told."""
    name, _, modifier = normalize(localename).partition('@')
    language, dot, encoding = name.partition('.')
    if dot:
        return language, encoding.partition('.')[0]
    if modifier == 'euro':
        # What has a sign for it.
        return name, 'iso-8859-15'
    if name == 'C':
        return None, None
    raise ValueError('unknown locale: %s' % localename)


def _build_localename(localetuple):
    """The name of (language, encoding), both of which may be None."""
    language, encoding = localetuple
    parts = ['C' if language is None else language, encoding]
    return '.'.join([part for part in parts if part is not None])


def getdefaultlocale(envvars=('LC_ALL', 'LC_CTYPE', 'LANG', 'LANGUAGE')):
    """(language, encoding) of the locale that the first variable names that is set."""
    from os import environ
    for variable in envvars:
        name = environ.get(variable)
        if name:
            # That one has a list.
            return _parse_localename(name.split(':')[0] if variable == 'LANGUAGE' else name)
    return _parse_localename('C')


def getlocale(category=LC_CTYPE):
    """(language, encoding) of the locale that a category has."""
    name = _setlocale(category)
    if ';' in name and category == LC_ALL:
        # It would be several.
        raise TypeError('category LC_ALL is not supported')
    return _parse_localename(name)


_setlocale = setlocale


def setlocale(category, locale=None):
    """Set the locale of a category: a name, (language, encoding), or '' for the user's.

    Without one, the name of that which is set.
    """
    if locale and not isinstance(locale, (_builtin_str, _unicode)):
        locale = normalize(_build_localename(locale))
    return _setlocale(category, locale)


def resetlocale(category=LC_ALL):
    """Set the locale that the environment asks for."""
    _setlocale(category, _build_localename(getdefaultlocale()))


try:
    CODESET
except NameError:
    def getpreferredencoding(do_setlocale=True):
        """The encoding that texts probably have, guessed from the environment."""
        return getdefaultlocale()[1]
else:
    def getpreferredencoding(do_setlocale=True):
        """The encoding that texts probably have, by the user's settings."""
        if not do_setlocale:
            return nl_langinfo(CODESET)
        old = setlocale(LC_CTYPE)
        try:
            try:
                setlocale(LC_CTYPE, '')
            except Error:
                pass
            result = nl_langinfo(CODESET)
        finally:
            setlocale(LC_CTYPE, old)
        if not result and sys.platform == 'darwin':
            result = 'UTF-8'
        return result

# Windows' numbers of locales.
windows_locale = {0x0409: 'en_US', 0x0809: 'en_GB', 0x0407: 'de_DE', 0x040c: 'fr_FR',
                  0x040a: 'es_ES', 0x0410: 'it_IT', 0x0411: 'ja_JP', 0x0419: 'ru_RU',
                  0x0804: 'zh_CN', 0x0404: 'zh_TW', 0x0412: 'ko_KR', 0x0416: 'pt_BR'}

try:
    LC_MESSAGES
except NameError:
    __all__.remove('LC_MESSAGES')
