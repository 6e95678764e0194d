"""Encoding iso8859-7: ISO 8859-7."""

from encodings._families import charmap

charmap(globals(), 'iso8859-7', (
    u'\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93'
    u'\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\u2018\u2019\xa3\u20ac\u20af'
    u'\xa6\xa7\xa8\xa9\u037a\xab\xac\xad\ufffe\u2015\xb0\xb1\xb2\xb3\u0384\u0385\u0386'
    u'\xb7\u0388\u0389\u038a\xbb\u038c\xbd\u038e\u038f\u0390\u0391\u0392\u0393\u0394'
    u'\u0395\u0396\u0397\u0398\u0399\u039a\u039b\u039c\u039d\u039e\u039f\u03a0\u03a1'
    u'\ufffe\u03a3\u03a4\u03a5\u03a6\u03a7\u03a8\u03a9\u03aa\u03ab\u03ac\u03ad\u03ae'
    u'\u03af\u03b0\u03b1\u03b2\u03b3\u03b4\u03b5\u03b6\u03b7\u03b8\u03b9\u03ba\u03bb'
    u'\u03bc\u03bd\u03be\u03bf\u03c0\u03c1\u03c2\u03c3\u03c4\u03c5\u03c6\u03c7\u03c8'
    u'\u03c9\u03ca\u03cb\u03cc\u03cd\u03ce\ufffe'))
