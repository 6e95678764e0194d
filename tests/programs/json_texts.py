# Tests of json: encoders and decoders with hooks, and their errors; also of what is only used without _json.
import json, sys, cStringIO
import json.decoder as D, json.encoder as E, json.scanner as S
from collections import OrderedDict
def attempt(f, *args, **kw):
    try:
        r = f(*args, **kw)
        print repr(r)
    except Exception, e:
        print type(e).__name__, e
class Sub(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex): return [o.real, o.imag]
        return json.JSONEncoder.default(self, o)
class Int(int):
    def __str__(self): return 'INT'
data = OrderedDict([('b', [1, 2L**70, 1.5, True, False, None, [], {}, (), (1,)]), ('a', {'x': {'y': [[]]}}), (u'\u1234', 'tab\t"q" \\ \x01 /'), (1, 'int'), (1.5, 'float'), (None, 'none'), (True, 'yes')])
loop = []; loop.append([loop])
for kw in ({}, {'indent': 0}, {'indent': 2}, {'indent': 4, 'separators': (',', ':'), 'sort_keys': True}, {'ensure_ascii': False}, {'ensure_ascii': False, 'indent': 1}, {'encoding': 'latin-1'}):
    attempt(json.dumps, data, **kw)
    print json.dumps(data, **kw) == ''.join(json.JSONEncoder(**kw).iterencode(data)), 
print
for value in ('caf\xc3\xa9', u'\U00010437\u2028', '\xe9', 1e400, -1e400, 1e400-1e400, 0.1, Int(3), loop, object, {(1,): 2}, [{(1,): 2}], 2+3j, {2+3j: 1}, set()):
    for kw in ({}, {'cls': Sub}, {'encoding': 'latin-1'}, {'allow_nan': False}, {'skipkeys': True}, {'default': lambda o: 'dflt', 'check_circular': False} if value is not loop else {}):
        for indent in (None, 2):
            text = cStringIO.StringIO()
            try:
                a = json.dumps(value, indent=indent, **kw); json.dump(value, text, indent=indent, **kw)
                print repr(a), a == text.getvalue(),
            except Exception, e:
                print type(e).__name__, str(e).split(' at 0x')[0],
    print
attempt(json.dumps, loop, check_circular=False)
texts = ['[1, 2.5e3, -0, "a\\u00e9\\ud834\\udd1e\\n", null, true, false, NaN, Infinity, -Infinity]', ' {"a": {"b": []}, "a" : 2 } ', '{}', '[]', '"x"', '3', '', ' ', '[', '[1', '[1,', '[1 2]', '[1,]', '{', '{"a"', '{"a" 1}', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a":1 "b"}', '{a:1}', '"abc', '"a\x01b"', '"\\x"', '"\\u12"', '"\\u12zz"', '"\\', '"\\ud834"', '"\\ud834\\u0041"', '1 2', 'nul', '-', '01', '1.', '.5', '1e', 'tru', '-Inf', '[\n1,\n x]', u'"\u1234"', '"\xc3\xa9"', '"\xe9"', '[1]\n\n]']
def scanners():
    yield 'native', json.JSONDecoder
    class Slow(json.JSONDecoder):
        def __init__(self, **kw):
            json.JSONDecoder.__init__(self, **kw)
            self.parse_string = D.py_scanstring
            self.scan_once = S.py_make_scanner(self)
    yield 'python', Slow
for label, cls in scanners():
    if label == 'python':
        D.scanstring = D.py_scanstring
    for text in texts:
        print label, repr(text),
        attempt(cls().decode, text)
    for kw in ({'object_hook': lambda d: sorted(d.items())}, {'object_pairs_hook': lambda p: ('pairs', p)}, {'parse_int': str, 'parse_float': lambda s: 'f' + s, 'parse_constant': lambda s: 'c' + s}, {'strict': False}, {'encoding': 'latin-1'}):
        for text in texts[:4] + ['"a\x01b"', '"\xe9"']:
            attempt(cls(**kw).decode, text)
    for i in (0, 2, 5, 99, -1):
        attempt(cls().raw_decode, '[] 12', i)
class Decoder(json.JSONDecoder):
    def __init__(self, encoding=None, **kw):
        json.JSONDecoder.__init__(self, encoding=encoding)
        self.kw = sorted(kw)
    def decode(self, s): return self.kw, json.JSONDecoder.decode(self, s)
attempt(json.loads, '{}', cls=Decoder, parse_int=int, extra=1); attempt(json.load, cStringIO.StringIO('[1]'), object_hook=int); attempt(json.loads, 5)
print E.py_encode_basestring_ascii(u'a\u1234\U00010437"\x00'), E.py_encode_basestring_ascii('\xc3\xa9'), E.encode_basestring(u'\x1f/"'), sorted(E.ESCAPE_DCT.items())[:14], D.linecol('ab\ncd', 4), D.linecol('ab', 1), D.errmsg('m', 'a\nb\nc', 2, 4), D.errmsg('m', 'a', 0)
print json._default_decoder.decode('[]'), json._default_encoder.encode({})
