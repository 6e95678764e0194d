# Tests of optparse and argparse: help, values, errors.
import argparse, optparse, os, sys
os.environ['COLUMNS'] = '70'
sys.stderr = sys.stdout
def run(f, *args, **kw):
    try:
        result = f(*args, **kw)
        if isinstance(result, tuple) and isinstance(result[0], optparse.Values):
            result = sorted(vars(result[0]).items()), result[1]
        print result
    except SystemExit, e:
        print 'exit', e
    except Exception, e:
        print type(e).__module__, type(e).__name__, e
# ---- optparse
def callback(option, opt, value, parser, *args, **kw):
    print 'callback', option, opt, value, args, sorted(kw.items()), parser.rargs, parser.largs
p = optparse.OptionParser('usage: %prog [options] FILE', version='%prog 1.0', description='Describe %prog. ' * 6, epilog='The end of it all.', prog='tool')
p.add_option('-n', '--number', type='int', default=3, metavar='NUM', help='a number (default: %default) with a rather long text so that it wraps')
p.add_option('-f', '--flag', action='store_true', help='a flag')
p.add_option('-v', action='count', dest='verbose', default=0, help='verbosity')
p.add_option('--choose', choices=['a', 'b'], help='one of them')
p.add_option('-p', '--point', nargs=2, type='float', help='a point')
p.add_option('-c', action='callback', callback=callback, callback_args=(1,), callback_kwargs={'k': 2}, type='string', help='calls')
p.add_option('--secret', help=optparse.SUPPRESS_HELP)
p.add_option('-a', '--append', action='append', type=complex)
g = optparse.OptionGroup(p, 'Group', 'About the group. ' * 5)
g.add_option('-x', '--extra-long-option-name-for-layout', action='store_const', const=7, default='9', help='extra')
p.add_option_group(g)
p.print_help()
p.formatter = optparse.TitledHelpFormatter(); p.formatter.set_parser(p)
print p.format_help()
for line in ('', '-n5 a -f b', '--num=0x10 -vvv', '--number 010 -fv -p 1 2.5 rest', '-n x', '--n', '--nope', '--choose c', '--choose=a --', '-p 1', '--flag=1', '-c arg -f tail', '-a 1 -a 2j', '--e', '-z', '-fz', '- -- -f', '--version', '-x', '--a=', '-vn', '-n 0b11 -n -1'):
    run(p.parse_args, line.split())
p.disable_interspersed_args()
run(p.parse_args, 'a -f'.split())
for args, kw in (((), {}), (('x',), {}), (('-',), {}), (('--',), {}), (('-xy',), {}), (('---y',), {}), (('-q',), {'action': 'nope'}), (('-q',), {'type': 'nope'}), (('-q',), {'action': 'store_true', 'type': int}), (('-q',), {'choices': 5, 'type': 'choice'}), (('-q',), {'type': 'choice'}), (('-q',), {'choices': 'x', 'type': 'int'}), (('-q',), {'const': 1}), (('-q',), {'action': 'count', 'nargs': 2}), (('-q',), {'action': 'callback'}), (('-q',), {'callback': 1}), (('-q',), {'foo': 1, 'bar': 2}), (('-n',), {})):
    run(p.add_option, *args, **kw)
run(p.remove_option, '--nope'); p.remove_option('-n'); print p.has_option('--number'), p.get_option_group('-x') is g, p.get_option_group('-f')
p.set_conflict_handler('resolve'); p.add_option('-f', '--other'); print p.get_option('--flag'), p.get_option('-f')
v = optparse.Values({'a': 1}); print v, v == {'a': 1}, v == optparse.Values({'a': 1}), v.ensure_value('b', []), v.ensure_value('a', 5); run(v._update, {}, 'x')
# ---- argparse
p = argparse.ArgumentParser(prog='tool', description='About %(prog)s. ' * 6, epilog='Epilog.', fromfile_prefix_chars='@')
p.add_argument('first', type=int, choices=range(5), help='the %(dest)s, %(type)s of %(choices)s')
p.add_argument('rest', nargs='*', default='none', metavar='REST')
p.add_argument('-o', '--option', nargs='?', const='C', default='D', help='an option (%(default)s) with a rather long text, so that it wraps around')
p.add_argument('-l', '--list', nargs='+', type=float, action='append')
p.add_argument('-v', '--verbose', action='count')
p.add_argument('--pair', nargs=2, metavar=('A', 'B'))
p.add_argument('--hidden', help=argparse.SUPPRESS)
p.add_argument('--version', action='version', version='%(prog)s 2')
x = p.add_mutually_exclusive_group()
x.add_argument('--yes', action='store_true', help='yes'); x.add_argument('--no', action='store_false', dest='yes')
g = p.add_argument_group('group', 'A group.')
y = g.add_mutually_exclusive_group(required=True)
y.add_argument('-1', dest='one', action='store_const', const=1); y.add_argument('--two', default='2', type=int)
for cls in (argparse.HelpFormatter, argparse.RawTextHelpFormatter, argparse.ArgumentDefaultsHelpFormatter):
    p.formatter_class = cls
    p.print_help()
print repr(p).split('formatter_class')[0], p._actions[1], argparse.Namespace(a=1, **{'b c': 2}), argparse.FileType('w', 5), argparse.FileType()
for line in ('', '3', '3 -1', '3 a b -1 -o', '7 -1', 'x -1', '3 -1 -o z -l 1 2 -l 3 -vv', '3 -1 --two 5', '3 --two x', '3 -1 --yes --no', '3 -1 --nope a', '3 -1 --pa 1 2', '3 -1 --pair 1', '3 -1 --v', '3 -1 --verbose=3', '-1 -- 3 -x', '3 -1 -oX', '3 -1v', '3 -1vx', '--version', '3 -1 --list', '3 -1 --opt=', '3 -1 @nofile', '3 --two=-4', '3 -1 -l 1 -2', '3 -1 -- --am -- x'):
    run(p.parse_args, line.split())
    run(p.parse_known_args, line.split())
s = argparse.ArgumentParser(prog='main', prefix_chars='-+', conflict_handler='resolve', argument_default=argparse.SUPPRESS)
s.add_argument('+w', '++wide', action='store_true'); s.add_argument('--top', default=1)
subs = s.add_subparsers(title='commands', dest='command', help='which')
a = subs.add_parser('add', help='adds', parents=[argparse.ArgumentParser(add_help=False)]); a.add_argument('n', nargs=argparse.REMAINDER); a.set_defaults(func='f')
b = subs.add_parser('sub'); b.add_argument('--deep')
s.print_help(); a.print_help()
for line in ('', 'add 1 --x -- 2', '+w sub --deep 3 --bad', 'nope', '++wide --top=2 add', 'sub --d'):
    run(s.parse_args, line.split())
    run(s.parse_known_args, line.split())
q = argparse.ArgumentParser(prog='a-very-long-program-name-that-takes-all-of-the-line-and-more-than-that', add_help=False)
for n in 'alpha beta gamma delta'.split(): q.add_argument('--' + n)
q.add_argument('positional'); print q.format_usage()
q = argparse.ArgumentParser(prog='p', usage='%(prog)s does'); print q.format_usage(), q.format_help()
for args, kw in ((('-x',), {'nargs': 0}), (('-x',), {'const': 1}), (('-x',), {'action': 'append', 'nargs': 0}), (('-x',), {'action': 'nope'}), (('-x',), {'type': 'nope'}), (('x', '-y'), {}), (('x',), {'required': 1}), (('x',), {'dest': 'y'}), (('--',), {}), (('-x',), {'nargs': 2, 'metavar': ('A',)}), (('-h',), {}), (('-x',), {'action': 'store_const'}), (('-z',), {'foo': 1})):
    run(q.add_argument, *args, **kw)
run(argparse.ArgumentParser, conflict_handler='nope'); run(argparse.FileType('r'), '/no/such/file'); run(argparse.FileType('b'), '-')
run(q.add_mutually_exclusive_group().add_argument, 'pos'); print q.get_default('x'); q.set_defaults(x=4); print q.get_default('x'), q.parse_args([])
