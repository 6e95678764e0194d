"""ConfigParser: sections, values, interpolation, writing, errors."""

import ConfigParser
import StringIO

TEXT = """
[DEFAULT]
base = /srv
[one]
; a comment
Path: %(base)s/one ; said
number = 7
lines = first
   second
yes = On
[two]
path = %(base)s/%(name)s
name = %%(not)s
"""
for kind in (ConfigParser.RawConfigParser, ConfigParser.ConfigParser, ConfigParser.SafeConfigParser):
    parser = kind()
    parser.readfp(StringIO.StringIO(TEXT), 'text')
    print parser.sections(), sorted(parser.options('one'))
    print parser.get('one', 'PATH'), parser.getint('one', 'number'), parser.getboolean('one', 'yes')
    print repr(parser.get('one', 'lines')), parser.has_option('two', 'base'), parser.has_section('three')
    try:
        print sorted(parser.items('two'))
    except ConfigParser.Error, error:
        print type(error).__name__, error
    parser.add_section('three')
    parser.set('three', 'key', 'a value')
    print parser.remove_option('one', 'lines'), parser.remove_section('two'), parser.remove_section('two')
    out = StringIO.StringIO()
    parser.write(out)
    print sorted(out.getvalue().split('\n'))
    for action in (lambda: parser.get('none', 'x'), lambda: parser.get('one', 'x'), lambda: parser.add_section('one'),
                   lambda: parser.getboolean('one', 'number'),
                   lambda: parser.readfp(StringIO.StringIO('a = 1\n'), 'bad'),
                   lambda: parser.readfp(StringIO.StringIO('[s]\nno value\n'), 'bad')):
        try:
            print action()
        except (ConfigParser.Error, ValueError), error:
            print type(error).__name__, error
