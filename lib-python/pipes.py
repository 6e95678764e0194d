"""Pipelines of the shell's commands.

    template = pipes.Template()
    template.append('tr a-z A-Z', '--')
    file = template.open('name', 'w')     # what is written there is in capitals in the file
"""

import os
import re
import string
import tempfile

__all__ = ['Template']

# What a command reads and what it writes: '-' standard input or output, 'f' the file $IN or $OUT, '.' nothing.
FILEIN_FILEOUT = 'ff'
STDIN_FILEOUT = '-f'
FILEIN_STDOUT = 'f-'
STDIN_STDOUT = '--'
SOURCE = '.-'
SINK = '-.'
stepkinds = [FILEIN_FILEOUT, STDIN_FILEOUT, FILEIN_STDOUT, STDIN_STDOUT, SOURCE, SINK]

_safechars = frozenset(string.ascii_letters + string.digits + '@%_-+=:,./')


def quote(file):
    """A string as one word of the shell."""
    if file and _safechars.issuperset(file):
        return file
    # Within single quotes all but these is as it is; they go into double ones.
    return "'" + file.replace("'", "'\"'\"'") + "'"


class Template:
    """Commands, each with its kind, in steps. Through them go files."""

    def __init__(self):
        self.debugging = 0
        self.reset()

    def __repr__(self):
        return '<Template instance, steps=%r>' % (self.steps,)

    def reset(self):
        """Drop all commands."""
        self.steps = []

    def clone(self):
        """Another one with the same commands."""
        other = Template()
        other.debugging, other.steps = self.debugging, list(self.steps)
        return other

    def debug(self, flag):
        """Whether commands are shown when they are run."""
        self.debugging = flag

    # ---- commands

    def append(self, cmd, kind):
        """Add a command at the end. TypeError, ValueError."""
        self._check('append', cmd, kind, [
            (kind == SOURCE, 'SOURCE can only be prepended'), (self._ends_with(SINK), 'already ends with SINK')])
        self.steps.append((cmd, kind))

    def prepend(self, cmd, kind):
        """Add a command at the beginning. TypeError, ValueError."""
        self._check('prepend', cmd, kind, [
            (kind == SINK, 'SINK can only be appended'), (self._begins_with(SOURCE), 'already begins with SOURCE')])
        self.steps.insert(0, (cmd, kind))

    def _check(self, method, cmd, kind, problems):
        """Refuse a command that is wrong, or for which there are problems (whether there is one, what it is)."""
        if type(cmd) is not str:
            raise TypeError('Template.%s: cmd must be a string' % method)
        self._refuse(kind not in stepkinds, '%s: bad kind %r' % (method, kind))
        for end, variable in zip(kind, ('$IN', '$OUT')):
            missing = end == 'f' and not re.search(re.escape(variable) + r'\b', cmd)
            problems.append((missing, 'missing %s in cmd' % variable))
        for wrong, problem in problems:
            self._refuse(wrong, '%s: %s' % (method, problem))

    def _refuse(self, wrong, message):
        if wrong:
            raise ValueError('Template.' + message)

    def _begins_with(self, kind):
        return bool(self.steps) and self.steps[0][1] == kind

    def _ends_with(self, kind):
        return bool(self.steps) and self.steps[-1][1] == kind

    # ---- files

    def open(self, file, rw):
        """What is read ('r') from the file that this opens has gone through the commands; so has what is written."""
        self._refuse(rw not in ('r', 'w'), "open: rw must be 'r' or 'w', not %r" % (rw,))
        return self.open_r(file) if rw == 'r' else self.open_w(file)

    def open_r(self, file):
        if not self.steps:
            return open(file, 'r')
        self._refuse(self._ends_with(SINK), 'open_r: pipeline ends width SINK')
        return os.popen(self.makepipeline(file, ''), 'r')

    def open_w(self, file):
        if not self.steps:
            return open(file, 'w')
        self._refuse(self._begins_with(SOURCE), 'open_w: pipeline begins with SOURCE')
        return os.popen(self.makepipeline('', file), 'w')

    def copy(self, infile, outfile):
        """Let a file go through the commands to another; the status of the shell."""
        return os.system(self.makepipeline(infile, outfile))

    def makepipeline(self, infile, outfile):
        """What the shell is given; '' are the standard files."""
        text = makepipeline(infile, self.steps, outfile)
        if not self.debugging:
            return text
        print text
        return 'set -x; ' + text


class _Stage(object):
    """A command and the files that it reads and writes; '' are the standard ones."""

    def __init__(self, command='cat', kind=STDIN_STDOUT):
        self.command = command
        self.kind = kind
        self.source = self.target = ''

    def reads_file(self):
        return self.kind[0] == 'f'

    def writes_file(self):
        return self.kind[1] == 'f'

    def text(self):
        """It for the shell. Files that it asks for are variables, others are redirected."""
        text = self.command
        if self.writes_file():
            text = 'OUT=%s; %s' % (quote(self.target), text)
        if self.reads_file():
            text = 'IN=%s; %s' % (quote(self.source), text)
        if self.kind[0] == '-' and self.source:
            text += ' <' + quote(self.source)
        if self.kind[1] == '-' and self.target:
            text += ' >' + quote(self.target)
        return text


def makepipeline(infile, steps, outfile):
    """What the shell is given to let a file go through steps (command, kind) to another."""
    stages = [_Stage(command, kind) for command, kind in steps] or [_Stage()]
    # Commands that ask for files do not take standard ones.
    if stages[0].reads_file() and not infile:
        stages.insert(0, _Stage())
    if stages[-1].writes_file() and not outfile:
        stages.append(_Stage())
    stages[0].source = infile
    stages[-1].target = outfile
    temporary = []
    for before, after in zip(stages, stages[1:]):
        if before.writes_file() or after.reads_file():
            temporary.append(_temporary_name())
            before.target = after.source = temporary[-1]
    text = _joined(stages)
    if temporary:
        remove = 'rm -f ' + ' '.join(map(quote, temporary))
        text = 'trap %s 1 2 3 13 14 15\n%s\n%s' % (quote(remove + '; exit'), text, remove)
    return text


def _joined(stages):
    """Stages by pipes, or one after the other where there is a file between them."""
    text = stages[0].text()
    for stage in stages[1:]:
        if stage.source:
            text += '\n' + stage.text()
        else:
            # A variable that is set makes two commands of it.
            text += ' |\n' + ('{ %s; }' if stage.writes_file() else '%s') % stage.text()
    return text


def _temporary_name():
    fd, name = tempfile.mkstemp()
    os.close(fd)
    return name
