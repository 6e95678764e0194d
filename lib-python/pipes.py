"""Pipelines of shell commands.

    t = Template()
    t.append('tr a-z A-Z', '--')
    f = t.open('file', 'w')     # what is written goes through the pipeline to the file
"""

import os
import re
import string
import tempfile

__all__ = ['Template']

# How a command gets its input and gives its output: a file by name ($IN, $OUT), the standard one, none.
FILEIN_FILEOUT = 'ff'
STDIN_FILEOUT = '-f'
FILEIN_STDOUT = 'f-'
STDIN_STDOUT = '--'
SOURCE = '.-'
SINK = '-.'
stepkinds = [FILEIN_FILEOUT, STDIN_FILEOUT, FILEIN_STDOUT, STDIN_STDOUT, SOURCE, SINK]

_safechars = frozenset(string.ascii_letters + string.digits + '@%_-+=:,./')


def quote(file):
    """A string as one word for a shell."""
    if file and all(c in _safechars for c in file):
        return file
    if not file:
        return "''"
    # What is in single quotes stands for itself; a single quote is put in double ones.
    return "'" + file.replace("'", "'\"'\"'") + "'"


class Template:
    """A pipeline."""

    def __init__(self):
        self.debugging = 0
        self.reset()

    def __repr__(self):
        return '<Template instance, steps=%r>' % (self.steps,)

    def reset(self):
        """No commands, as at first."""
        self.steps = []

    def clone(self):
        t = Template()
        t.steps = self.steps[:]
        t.debugging = self.debugging
        return t

    def debug(self, flag):
        """Have the shell show what it does."""
        self.debugging = flag

    def _check(self, cmd, kind):
        if type(cmd) is not type(''):
            raise TypeError('Template.append: cmd must be a string')
        if kind not in stepkinds:
            raise ValueError('Template.append: bad kind %r' % (kind,))
        if kind[0] == 'f' and not re.search(r'\$IN\b', cmd):
            raise ValueError('Template.append: missing $IN in cmd')
        if kind[1] == 'f' and not re.search(r'\$OUT\b', cmd):
            raise ValueError('Template.append: missing $OUT in cmd')

    def append(self, cmd, kind):
        """Add a command at the end."""
        self._check(cmd, kind)
        if kind == SOURCE:
            raise ValueError('Template.append: SOURCE can only be prepended')
        if self.steps and self.steps[-1][1] == SINK:
            raise ValueError('Template.append: already ends with SINK')
        self.steps.append((cmd, kind))

    def prepend(self, cmd, kind):
        """Add a command at the start."""
        self._check(cmd, kind)
        if kind == SINK:
            raise ValueError('Template.prepend: SINK can only be appended')
        if self.steps and self.steps[0][1] == SOURCE:
            raise ValueError('Template.prepend: already begins with SOURCE')
        self.steps.insert(0, (cmd, kind))

    def open(self, file, rw):
        """A file object: what is read came through the pipeline, what is written goes through it."""
        if rw == 'r':
            return self.open_r(file)
        if rw == 'w':
            return self.open_w(file)
        raise ValueError("Template.open: rw must be 'r' or 'w', not %r" % (rw,))

    def open_r(self, file):
        if not self.steps:
            return open(file, 'r')
        if self.steps[-1][1] == SINK:
            raise ValueError('Template.open_r: pipeline ends width SINK')
        return os.popen(self.makepipeline(file, ''), 'r')

    def open_w(self, file):
        if not self.steps:
            return open(file, 'w')
        if self.steps[0][1] == SOURCE:
            raise ValueError('Template.open_w: pipeline begins with SOURCE')
        return os.popen(self.makepipeline('', file), 'w')

    def copy(self, infile, outfile):
        """Run the pipeline from one file to another: the shell's exit status."""
        return os.system(self.makepipeline(infile, outfile))

    def makepipeline(self, infile, outfile):
        cmd = makepipeline(infile, self.steps, outfile)
        if self.debugging:
            print cmd
            cmd = 'set -x; ' + cmd
        return cmd


def makepipeline(infile, steps, outfile):
    """The shell's text of a pipeline."""
    # (input, command, kind, output) of each; a command that only copies where names and streams do not fit.
    stages = [['', cmd, kind, ''] for cmd, kind in steps] or [['', 'cat', '--', '']]
    if stages[0][2][0] == 'f' and not infile:
        stages.insert(0, ['', 'cat', '--', ''])
    if stages[-1][2][1] == 'f' and not outfile:
        stages.append(['', 'cat', '--', ''])
    stages[0][0] = infile
    stages[-1][3] = outfile
    garbage = []
    for before, after in zip(stages, stages[1:]):
        if before[2][1] == 'f' or after[2][0] == 'f':
            fd, temp = tempfile.mkstemp()
            os.close(fd)
            garbage.append(temp)
            before[3] = after[0] = temp
    for stage in stages:
        source, cmd, kind, target = stage
        if kind[1] == 'f':
            cmd = 'OUT=%s; %s' % (quote(target), cmd)
        if kind[0] == 'f':
            cmd = 'IN=%s; %s' % (quote(source), cmd)
        if kind[0] == '-' and source:
            cmd = '%s <%s' % (cmd, quote(source))
        if kind[1] == '-' and target:
            cmd = '%s >%s' % (cmd, quote(target))
        stage[1] = cmd
    text = stages[0][1]
    for before, after in zip(stages, stages[1:]):
        cmd = after[1]
        if after[0] == '':
            if 'f' in after[2]:
                cmd = '{ %s; }' % cmd
            text += ' |\n' + cmd
        else:
            text += '\n' + cmd
    if garbage:
        remove = 'rm -f ' + ' '.join(map(quote, garbage))
        text = "trap '%s; exit' 1 2 3 13 14 15\n%s\n%s" % (remove.replace("'", "'\"'\"'"), text, remove)
    return text
