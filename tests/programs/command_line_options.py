"""getopt."""
import getopt
import os

LINES = ['', '-a 1', '-a1 -b', '-ba1', '-ab', '-a', '-x', '-bxa', '--alpha=1', '--alpha 1', '--al=1 --beta', '--alpha', '--beta=', '--beta=x',
         '--be', '--b', '--alp', '--alphabet', '--alphabets=3', '--nothing', '--', '-- -a', '-b -- -b', 'x -b', 'x -b -- -a', '- -b',
         '-b - -b', '--alpha= x', '-a -- -b', '-:', '--=', '-b x --beta y -a 1 z', '-']
os.environ.pop('POSIXLY_CORRECT', None)
for posix in '', '1':
    os.environ['POSIXLY_CORRECT'] = posix
    for line in LINES:
        for function, letters in (getopt.getopt, 'a:b'), (getopt.gnu_getopt, 'a:b'), (getopt.gnu_getopt, '+a:b'):
            try:
                print function(line.split(), letters, ['alpha=', 'alphabet', 'beta', 'bets']),
            except getopt.GetoptError as error:
                print (error.msg, error.opt, str(error), error.args),
        print
print getopt.getopt(['--only', '--only'], '', 'only'), getopt.getopt(('-a', 'b'), 'a'), getopt.getopt([], ''), getopt.gnu_getopt(['x'], '')
print getopt.getopt([u'--alpha', u'v'], u'a', (u'alpha=',)), getopt.error is getopt.GetoptError, getopt.GetoptError.opt == '', getopt.__all__
print getopt.short_has_arg('a', 'ba:'), getopt.long_has_args('ab', ['abc=']), getopt.do_shorts([], 'ab', 'ab', ['c']), getopt.do_longs([], 'a', ['abc'], [])
print getopt.GetoptError('m'), repr(getopt.GetoptError('m', 'o'))
