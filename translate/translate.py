"""Translates programs in a restricted Python to C and to executables.

    translate.py [-O0|-O1|-O2|-Ojit] [--quick] [--output NAME] [--source]
                 [--stats FILE] [--folder FOLDER] [target.py]

Without a target it translates the default workload: all programs of the
folder targets, in one process. A target is a module with a function
entry_point(argv) that gives the exit status. See README.md.
"""

import optparse
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
if HERE not in sys.path:
    sys.path.insert(0, HERE)

from driver import DEFAULT_TARGETS, QUICK_TARGETS, Translation, Timer, \
    load_target  # noqa: the path must be set first


def main(arguments):
    parser = optparse.OptionParser(usage=__doc__.split('\n\n')[1].strip())
    parser.add_option('-O', dest='level', default='jit',
                      choices=['0', '1', '2', 'jit'],
                      help='how much to optimize: 0, 1, 2 or jit')
    parser.add_option('--quick', action='store_true',
                      help='only the small targets')
    parser.add_option('--output', metavar='NAME',
                      help='the executable (with one target)')
    parser.add_option('--source', action='store_true',
                      help='stop when the C files are written')
    parser.add_option('--stats', metavar='FILE',
                      help='write the time and memory of each phase as JSON')
    parser.add_option('--folder', default='build',
                      help='where executables and C files go (build)')
    options, targets = parser.parse_args(arguments)
    if len(targets) > 1 or (options.output and not targets):
        parser.error('--output needs one target; several are not possible')
    names = targets
    if not names:
        names = QUICK_TARGETS if options.quick else DEFAULT_TARGETS
    timer = Timer()
    status = 0
    for name in names:
        try:
            target = load_target(name)
        except (IOError, ImportError, AttributeError, SyntaxError) as error:
            sys.stderr.write('translate.py: %s: %s\n' % (name, error))
            return 2
        translation = Translation(target, options.level, timer)
        output = options.output or os.path.join(options.folder,
                                                target.__name__)
        status |= translation.run(output, options.source)
    timer.report()
    if options.stats:
        timer.write(options.stats)
    return status


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
