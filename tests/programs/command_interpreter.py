"""cmd: commands, help, completion, columns."""
import cmd
import StringIO
import sys


class Shell(cmd.Cmd):
    intro = 'Welcome'
    use_rawinput = 0

    def do_add(self, arg):
        """Add numbers."""
        print >>self.stdout, sum(map(int, arg.split()))

    def do_bare(self, arg):
        print >>self.stdout, 'bare', repr(arg)

    def do_topic(self, arg):
        print >>self.stdout, 'topic', repr(arg)

    def help_topic(self):
        print >>self.stdout, 'help for topic'

    def help_other(self):
        print >>self.stdout, 'help for other'

    def do_EOF(self, arg):
        print >>self.stdout, 'end'
        return 1

    def complete_add(self, *args):
        return ['one', 'two', args]

    def precmd(self, line):
        return line.replace('plus', 'add')

    def postcmd(self, stop, line):
        print >>self.stdout, 'after', repr(line), stop
        return stop

    def preloop(self):
        print >>self.stdout, 'before all'

    def postloop(self):
        print >>self.stdout, 'after all'


class Sub(Shell):
    ruler = ''
    doc_leader = 'Leader'

    def do_shell(self, arg):
        print >>self.stdout, 'shell', repr(arg)

    def do_last(self, arg):
        return True


LINES = ['add 1 2', '', 'plus 4 5', 'bare', 'bare  x y ', 'bare-x', 'bare(x)', 'none', 'none 1', '?', 'help', '? add', '?topic', 'help other', 'help none',
         'help bare', '!ls -l', '-x', '   ', 'add', 'topic', '?help', 'last', 'add 3\r']
for cls in Shell, Sub:
    out = StringIO.StringIO()
    shell = cls(stdin=StringIO.StringIO('\n'.join(LINES)), stdout=out)
    shell.cmdqueue.append('add 7 8')
    shell.cmdloop()
    print out.getvalue()
    shell.cmdloop('Again')
    print out.getvalue()[-60:]
shell = Sub(stdout=sys.stdout)
for line in '', '  ', '?', '!', '!x', 'a', ' a b ', 'a.b', '.', 'EOF', '?a', 'a1_ x':
    print shell.parseline(line), Shell().parseline(line)
print shell.emptyline(), shell.completedefault(1, 2), sorted(shell.completenames('')), sorted(shell.completenames('t', 1)), sorted(shell.complete_help('o', 1))
print sorted(set(name for name in shell.get_names() if name[:3] == 'do_'))
print sorted(shell.complete_help('')), shell.completekey, shell.use_rawinput, shell.cmdqueue
words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven']
for width in 0, 3, 5, 10, 20, 35, 80:
    for count in 0, 1, 2, 5, 11:
        print width, count
        shell.columnize(words[:count], width)
for bad in [1], ['a', 2, u'b']:
    try:
        shell.columnize(bad)
    except TypeError as error:
        print error
shell.print_topics('Header', [], 15, 80)
shell.print_topics('Header', ['b', 'a'], 15, 80)
shell.columnize(['only'])
print cmd.PROMPT, cmd.IDENTCHARS, cmd.Cmd.nohelp
