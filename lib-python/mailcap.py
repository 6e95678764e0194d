"""What programs show and print things by their types, as mailcap files tell (RFC 1524).

    command, entry = mailcap.findmatch(mailcap.getcaps(), 'video/mpeg', filename='/tmp/film')
"""

import os
import re

__all__ = ['getcaps', 'findmatch']


# ---- files

def getcaps():
    """{type: entries} of all mailcap files: an entry is a dict, whose 'view' is the command that shows."""
    caps = {}
    for path in listmailcapfiles():
        try:
            with open(path) as file:
                found = readmailcapfile(file)
        except IOError:
            continue
        for kind, entries in found.iteritems():
            caps.setdefault(kind, []).extend(entries)
    return caps


def listmailcapfiles():
    """Where mailcap files may be."""
    if 'MAILCAPS' in os.environ:
        return os.environ['MAILCAPS'].split(':')
    home = os.environ.get('HOME', '.')
    return [home + '/.mailcap', '/etc/mailcap', '/usr/etc/mailcap', '/usr/local/etc/mailcap']


def readmailcapfile(fp):
    """{type: entries} of a file."""
    caps = {}
    for line in iter(fp.readline, ''):
        if line.startswith('#') or not line.strip():
            continue
        while line.endswith('\\\n'):
            line = line[:-2] + '\n' + fp.readline()
        kind, entry = parseline(line)
        if not (kind and entry):
            continue
        # image means image/*.
        parts = [part.strip() for part in kind.split('/')]
        caps.setdefault('/'.join(parts).lower(), []).append(entry)
    return caps


def parseline(line):
    """(type, entry) of a line; (None, None) if it is none."""
    fields = []
    start = 0
    while start < len(line):
        field, start = parsefield(line, start, len(line))
        # Behind the semicolon.
        start += 1
        fields.append(field)
    if len(fields) < 2:
        return None, None
    entry = {'view': fields[1]}
    for field in fields[2:]:
        name, _, value = field.partition('=')
        # The first one counts.
        entry.setdefault(name.strip(), value.strip())
    return fields[0], entry


def parsefield(line, i, n):
    """The field of a line from i on (n: where the line ends), and where it ends. A backslash hides a semicolon."""
    end = re.compile(r'(?:[^;\\]|\\.?)*', re.DOTALL).match(line, i, n).end()
    return line[i:end].strip(), end


# ---- choices

def findmatch(caps, MIMEtype, key='view', filename='/dev/null', plist=[]):
    """(command, entry) of the first entry that does something (key) for a type and whose test is passed.

    plist has parameters of the type, 'name=value'. (None, None): there is none.
    """
    for entry in lookup(caps, MIMEtype, key):
        if 'test' in entry:
            test = subst(entry['test'], filename, plist)
            if test and os.system(test) != 0:
                continue
        return subst(entry[key], MIMEtype, filename, plist), entry
    return None, None


def lookup(caps, MIMEtype, key=None):
    """The entries for a type, and behind them those for all types of its kind; with key: that have it."""
    kind = MIMEtype.split('/')[0] + '/*'
    entries = caps.get(MIMEtype, []) + caps.get(kind, [])
    return entries if key is None else [entry for entry in entries if key in entry]


def subst(field, MIMEtype, filename, plist=[]):
    """A command with the file's name for %s, the type for %t, and its parameters for %{name}."""
    def replaced(match):
        text = match.group()
        if text.startswith('\\'):
            return text[1:]
        if text == '%s':
            return filename
        if text == '%t':
            return MIMEtype
        if text.startswith('%{'):
            return findparam(text[2:].rstrip('}'), plist)
        # Number and list of files of a message with parts (%n, %F) are not known; %% is a percent sign.
        return '%' if text == '%%' else text
    return re.sub(r'(?s)\\.?|%\{[^}]*\}?|%.', replaced, field)


def findparam(name, plist):
    """The value of a parameter, or ''."""
    name = name.lower() + '='
    for parameter in plist:
        if parameter.lower().startswith(name):
            return parameter[len(name):]
    return ''


def show(caps):
    """Print all entries."""
    print 'Mailcap files:'
    for path in listmailcapfiles():
        print '\t' + path
    print
    print 'Mailcap entries:'
    for kind in sorted(caps):
        print kind
        for entry in caps[kind]:
            for name in sorted(entry):
                print '  %-15s' % name, entry[name]
            print


def test():
    """As a program: run what shows files, given as types and names in turn; without any, print all entries."""
    import sys
    caps = getcaps()
    if not sys.argv[1:]:
        show(caps)
    if len(sys.argv) % 2 == 0:
        print 'usage: mailcap [MIMEtype file] ...'
        return
    for kind, name in zip(sys.argv[1::2], sys.argv[2::2]):
        command = findmatch(caps, kind, 'view', name)[0]
        if not command:
            print 'No viewer found for', kind
        else:
            print 'Executing:', command
            status = os.system(command)
            if status:
                print 'Exit status:', status


if __name__ == '__main__':
    test()
