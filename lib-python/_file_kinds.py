"""What imghdr and sndhdr do when they are run: they tell of files and folders what they are."""

import glob
import os
import sys


def tell_all(what, names, recursive, toplevel):
    """Prints the kind of each file. Folders are looked into if they were named, or all with recursive."""
    for name in names:
        if not os.path.isdir(name):
            print name + ':',
            sys.stdout.flush()
            try:
                print what(name)
            except IOError:
                print '*** not found ***'
        elif recursive or toplevel:
            print name + '/: recursing down:'
            tell_all(what, glob.glob(os.path.join(name, '*')), recursive, False)
        else:
            print name + '/: *** directory (use -r) ***'


def main(what):
    """Tells of the program's arguments, '-r' in front of them for all inner folders."""
    names = sys.argv[1:]
    recursive = names[:1] == ['-r']
    try:
        tell_all(what, names[recursive:] or ['.'], recursive, True)
    except KeyboardInterrupt:
        sys.stderr.write('\n[Interrupted]\n')
        sys.exit(1)
