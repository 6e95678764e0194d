"""The tables of RFC 3454 (stringprep), as tests and maps of one character.

Most follow from the database of Unicode 3.2; the rest is written out here.
"""

from unicodedata import ucd_3_2_0 as unicodedata

assert unicodedata.unidata_version == '3.2.0'

# Where table B.3, case folding, is not lower(): character=what it becomes;
# character*n=first stands for n characters in a row.
_FOLDING = """
b5=3bc df=73+73 130=69+307 149=2bc+6e 17f=73 1f0=6a+30c 345=3b9 37a=20+3b9
390=3b9+308+301 3b0=3c5+308+301 3c2=3c3 3d0=3b2 3d1=3b8 3d2=3c5 3d3=3cd 3d4=3cb
3d5=3c6 3d6=3c0 3f0=3ba 3f1=3c1 3f2=3c3 3f5=3b5 587=565+582 1e96=68+331 1e97=74+308
1e98=77+30a 1e99=79+30a 1e9a=61+2be 1e9b=1e61 1f50=3c5+313 1f52=3c5+313+300
1f54=3c5+313+301 1f56=3c5+313+342 1f80=1f00+3b9 1f81=1f01+3b9 1f82=1f02+3b9
1f83=1f03+3b9 1f84=1f04+3b9 1f85=1f05+3b9 1f86=1f06+3b9 1f87=1f07+3b9 1f88=1f00+3b9
1f89=1f01+3b9 1f8a=1f02+3b9 1f8b=1f03+3b9 1f8c=1f04+3b9 1f8d=1f05+3b9 1f8e=1f06+3b9
1f8f=1f07+3b9 1f90=1f20+3b9 1f91=1f21+3b9 1f92=1f22+3b9 1f93=1f23+3b9 1f94=1f24+3b9
1f95=1f25+3b9 1f96=1f26+3b9 1f97=1f27+3b9 1f98=1f20+3b9 1f99=1f21+3b9 1f9a=1f22+3b9
1f9b=1f23+3b9 1f9c=1f24+3b9 1f9d=1f25+3b9 1f9e=1f26+3b9 1f9f=1f27+3b9 1fa0=1f60+3b9
1fa1=1f61+3b9 1fa2=1f62+3b9 1fa3=1f63+3b9 1fa4=1f64+3b9 1fa5=1f65+3b9 1fa6=1f66+3b9
1fa7=1f67+3b9 1fa8=1f60+3b9 1fa9=1f61+3b9 1faa=1f62+3b9 1fab=1f63+3b9 1fac=1f64+3b9
1fad=1f65+3b9 1fae=1f66+3b9 1faf=1f67+3b9 1fb2=1f70+3b9 1fb3=3b1+3b9 1fb4=3ac+3b9
1fb6=3b1+342 1fb7=3b1+342+3b9 1fbc=3b1+3b9 1fbe=3b9 1fc2=1f74+3b9 1fc3=3b7+3b9
1fc4=3ae+3b9 1fc6=3b7+342 1fc7=3b7+342+3b9 1fcc=3b7+3b9 1fd2=3b9+308+300
1fd3=3b9+308+301 1fd6=3b9+342 1fd7=3b9+308+342 1fe2=3c5+308+300 1fe3=3c5+308+301
1fe4=3c1+313 1fe6=3c5+342 1fe7=3c5+308+342 1ff2=1f7c+3b9 1ff3=3c9+3b9 1ff4=3ce+3b9
1ff6=3c9+342 1ff7=3c9+342+3b9 1ffc=3c9+3b9 20a8=72+73 2102=63 2103=b0+63 2107=25b
2109=b0+66 210b=68 210c=68 210d=68 2110=69 2111=69 2112=6c 2115=6e 2116=6e+6f
2119*3=70 211c=72 211d=72 2120=73+6d 2121=74+65+6c 2122=74+6d 2124=7a 2128=7a
212c*2=62 2130*2=65 2133=6d 213e=3b3 213f=3c0 2145=64 3371=68+70+61 3373=61+75
3375=6f+76 3380=70+61 3381=6e+61 3382=3bc+61 3383=6d+61 3384=6b+61 3385=6b+62
3386=6d+62 3387=67+62 338a=70+66 338b=6e+66 338c=3bc+66 3390=68+7a 3391=6b+68+7a
3392=6d+68+7a 3393=67+68+7a 3394=74+68+7a 33a9=70+61 33aa=6b+70+61 33ab=6d+70+61
33ac=67+70+61 33b4=70+76 33b5=6e+76 33b6=3bc+76 33b7=6d+76 33b8=6b+76 33b9=6d+76
33ba=70+77 33bb=6e+77 33bc=3bc+77 33bd=6d+77 33be=6b+77 33bf=6d+77 33c0=6b+3c9
33c1=6d+3c9 33c3=62+71 33c6=63+2215+6b+67 33c7=63+6f+2e 33c8=64+62 33c9=67+79
33cb=68+70 33cd=6b+6b 33ce=6b+6d 33d7=70+68 33d9=70+70+6d 33da=70+72 33dc=73+76
33dd=77+62 fb00=66+66 fb01=66+69 fb02=66+6c fb03=66+66+69 fb04=66+66+6c fb05=73+74
fb06=73+74 fb13=574+576 fb14=574+565 fb15=574+56b fb16=57e+576 fb17=574+56d
1d400*26=61 1d434*26=61 1d468*26=61 1d49c=61 1d49e*2=63 1d4a2=67 1d4a5*2=6a
1d4a9*4=6e 1d4ae*8=73 1d4d0*26=61 1d504*2=61 1d507*4=64 1d50d*8=6a 1d516*7=73
1d538*2=61 1d53b*4=64 1d540*5=69 1d546=6f 1d54a*7=73 1d56c*26=61 1d5a0*26=61
1d5d4*26=61 1d608*26=61 1d63c*26=61 1d670*26=61 1d6a8*17=3b1 1d6b9=3b8 1d6ba*7=3c3
1d6d3=3c3 1d6e2*17=3b1 1d6f3=3b8 1d6f4*7=3c3 1d70d=3c3 1d71c*17=3b1 1d72d=3b8
1d72e*7=3c3 1d747=3c3 1d756*17=3b1 1d767=3b8 1d768*7=3c3 1d781=3c3 1d790*17=3b1
1d7a1=3b8 1d7a2*7=3c3 1d7bb=3c3
"""

b3_exceptions = {}
for _entry in _FOLDING.split():
    _source, _, _target = _entry.partition('=')
    _source, _, _count = _source.partition('*')
    _target = [int(_part, 16) for _part in _target.split('+')]
    for _i in range(int(_count or 1)):
        b3_exceptions[int(_source, 16) + _i] = u''.join(
            [unichr(_point + _i) for _point in _target])
del _FOLDING, _entry, _source, _target, _count, _part, _point, _i


def _points(*ranges):
    """The set of single numbers and of (first, last) ranges."""
    points = set()
    for item in ranges:
        first, last = item if isinstance(item, tuple) else (item, item)
        points.update(range(first, last + 1))
    return points


b1_set = _points(0xAD, 0x34F, 0x1806, (0x180B, 0x180D), (0x200B, 0x200D), 0x2060,
                 (0xFE00, 0xFE0F), 0xFEFF)
c22_specials = _points(0x6DD, 0x70F, 0x180E, 0x200C, 0x200D, 0x2028, 0x2029,
                       (0x2060, 0x2063), (0x206A, 0x206F), 0xFEFF, (0xFFF9, 0xFFFC),
                       (0x1D173, 0x1D17A))
c6_set = _points((0xFFF9, 0xFFFD))
c7_set = _points((0x2FF0, 0x2FFB))
c8_set = _points(0x340, 0x341, 0x200E, 0x200F, (0x202A, 0x202E), (0x206A, 0x206F))
c9_set = _points(0xE0001, (0xE0020, 0xE007F))


def in_table_a1(code):
    """Unassigned in Unicode 3.2."""
    return unicodedata.category(code) == 'Cn' and not in_table_c4(code)


def in_table_b1(code):
    """Commonly mapped to nothing."""
    return ord(code) in b1_set


def map_table_b3(code):
    """Case folding without normalisation."""
    folded = b3_exceptions.get(ord(code))
    return code.lower() if folded is None else folded


def map_table_b2(a):
    """Case folding for use with normalisation form NFKC."""
    folded = map_table_b3(a)
    normal = unicodedata.normalize('NFKC', folded)
    again = unicodedata.normalize('NFKC', u''.join(map(map_table_b3, normal)))
    return folded if again == normal else again


def in_table_c11(code):
    """The ASCII space."""
    return code == u' '


def in_table_c12(code):
    """Spaces other than ASCII's."""
    return in_table_c11_c12(code) and code != u' '


def in_table_c11_c12(code):
    """Spaces."""
    return unicodedata.category(code) == 'Zs'


def in_table_c21(code):
    """ASCII control characters."""
    return ord(code) < 128 and unicodedata.category(code) == 'Cc'


def in_table_c22(code):
    """Control characters other than ASCII's."""
    return ord(code) >= 128 and in_table_c21_c22(code)


def in_table_c21_c22(code):
    """Control characters."""
    return unicodedata.category(code) == 'Cc' or ord(code) in c22_specials


def in_table_c3(code):
    """Private use."""
    return unicodedata.category(code) == 'Co'


def in_table_c4(code):
    """Code points that are no characters."""
    point = ord(code)
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def in_table_c5(code):
    """Surrogates."""
    return unicodedata.category(code) == 'Cs'


def in_table_c6(code):
    """Not fit for plain text."""
    return ord(code) in c6_set


def in_table_c7(code):
    """Not fit for canonical representation."""
    return ord(code) in c7_set


def in_table_c8(code):
    """Changes the display, or deprecated."""
    return ord(code) in c8_set


def in_table_c9(code):
    """Tagging characters."""
    return ord(code) in c9_set


def in_table_d1(code):
    """Of bidirectional category R or AL."""
    return unicodedata.bidirectional(code) in ('R', 'AL')


def in_table_d2(code):
    """Of bidirectional category L."""
    return unicodedata.bidirectional(code) == 'L'
