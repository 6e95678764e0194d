# Property lists there and back, what they cannot have, and what is no property list.

import datetime
import os
import plistlib
import sys
import tempfile
import warnings

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest: sys.stdout.write('%s: %s\n' % (category.__name__, message))


def attempt(function, *arguments):
    try:
        print repr(function(*arguments))
    except Exception, error:
        print type(error).__name__, error


value = {'text': 'a<b>&"\r\nc\rd', u'\xe9': u'\u1234', 'numbers': [1, 2L ** 70, -1.5, 1e300, True, False], 'empty': [{}, [], '', ()],
         'date': datetime.datetime(1850, 2, 3, 4, 5, 6, 7), 'data': [plistlib.Data('x' * 100), [[[plistlib.Data('\x00\xff' * 40)]]]],
         'nothing': plistlib.Data('')}
text = plistlib.writePlistToString(value)
print text
back = plistlib.readPlistFromString(text)
print type(back), back == plistlib.readPlistFromString(plistlib.writePlistToString(back)), sorted(back.items())
for wrong in (None, {1: 2}, ['\x00'], object, set(), [None], '\xe9'):
    attempt(plistlib.writePlistToString, wrong)
for inner in ('<string>t</string>', '<string>\xc3\xa9</string>', '<integer> 5 </integer>', '<integer>x</integer>', '<real>1</real>', '<true/>',
              '<date>2001Z</date>', '<date>2001-02-03T04Z</date>', '<data>eHg=</data>', '<data>*</data>', '<other>1</other>', '',
              '<dict><key>a</key></dict>', '<dict><key>a</key><key>b</key></dict>', '<dict><true/></dict>', '<array><key>a</key></array>',
              '<key>a</key>', '<dict><key>a</key><array><true/></array></dict>', '<array><dict/><array/></array>', '<dict>', '<true/><false/>'):
    attempt(plistlib.readPlistFromString, '<plist>\n' + inner + '</plist>')
data = plistlib.Data('abc')
print data == 'abc', data == plistlib.Data('abc'), data < 'b', data != 5, repr(data), repr(data.asBase64(4)), plistlib.Data.fromBase64('YWJj').data
plain = plistlib.Dict(a=1)
print plain.a, plain
plain.b = 2
del plain.b
attempt(lambda: plain.c)
attempt(delattr, plain, 'c')
name = os.path.join(tempfile.mkdtemp(), 'list')
plistlib.Plist(x=[1]).write(name)
print plistlib.Plist.fromFile(name), plistlib.readPlist(unicode(name)), type(plistlib.Plist.fromFile(name)).__name__
os.remove(name)
os.rmdir(os.path.dirname(name))


class Parser(plistlib.PlistParser):
    def end_other(self):
        self.addObject(self.getData().upper())


class Source:
    def __init__(self, text):
        self.texts = [text, '']

    def read(self, size):
        return self.texts.pop(0)


attempt(Parser().parse, Source('<plist><array><other>text</other></array></plist>'))
writer = plistlib.PlistWriter(sys.stdout, 1, '  ', 0)
writer.writeValue([plistlib.Data('data' * 30), {'a': 1}])
writer.writeln('')
attempt(writer.endElement, 'x')
attempt(writer.simpleElement, 'x')
