"""optparse, argparse: values, help and errors."""

import argparse
import contextlib
import optparse
import os
import StringIO
import sys

os.environ['COLUMNS'] = '80'


def told(function, *arguments):
    """What a call prints to stderr, and with what it ends the program."""
    saved, sys.stderr = sys.stderr, StringIO.StringIO()
    try:
        function(*arguments)
    except SystemExit, ending:
        return ending.code, sys.stderr.getvalue()
    finally:
        sys.stderr = saved


parser = optparse.OptionParser(usage='%prog [options] FILE', version='%prog 1', prog='tool', description='Does it.')
parser.add_option('-n', '--number', type='int', default=3, help='how many [default: %default]')
parser.add_option('-v', action='count', dest='verbose', default=0)
parser.add_option('-c', '--choice', choices=['red', 'green'], metavar='COLOUR')
group = optparse.OptionGroup(parser, 'More', 'Others.')
group.add_option('--pair', nargs=2, type='float', action='append', help='two numbers, as often as wanted ' * 3)
parser.add_option_group(group)
print parser.format_help()
values, rest = parser.parse_args(['-vvn5', 'a', '--pair', '1', '2', '--ch=red', '--', '-x'])
print values.number, values.verbose, values.choice, values.pair, rest
for arguments in (['-n', 'x'], ['--choice', 'blue'], ['-z'], ['--nu'], ['--pair', '1'], ['--version=1']):
    print told(parser.parse_args, arguments)

parser = argparse.ArgumentParser(prog='tool', description='Does it.', epilog='That is all.')
parser.add_argument('first', type=int, help='a number')
parser.add_argument('rest', nargs='*')
parser.add_argument('--flag', action='store_true', help='a flag')
exclusive = parser.add_mutually_exclusive_group()
exclusive.add_argument('-a', action='append', metavar='A')
exclusive.add_argument('-b', choices='xyz', default='x', help='one of %(choices)s (%(default)s)')
print parser.format_help()
print parser.parse_args(['5', 'r', '-a1', '-a', '2', '--fl'])
print parser.parse_known_args(['5', '--other', '-by'])
for arguments in ([], ['x'], ['1', '-a', '1', '-b', 'y'], ['1', '-b', 'q'], ['1', '--flag=3']):
    print told(parser.parse_args, arguments)

parser = argparse.ArgumentParser(prog='tool')
commands = parser.add_subparsers(dest='command', help='what to do')
add = commands.add_parser('add', help='add things')
add.add_argument('things', nargs='+')
commands.add_parser('list').add_argument('--all', action='store_const', const=7)
print parser.format_help(), add.format_usage()
print parser.parse_args(['add', '-1', 'b']), parser.parse_args(['list', '--all'])
print told(parser.parse_args, ['drop'])
