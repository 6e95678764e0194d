"""What the profilers profile and cProfile have in common: how they are run and what becomes of their results."""


class Runner:
    """Methods of profilers that have runctx() and create_stats(), which makes the attribute stats."""

    def run(self, cmd):
        """Profile a statement in the namespace of __main__."""
        import __main__
        return self.runctx(cmd, vars(__main__), vars(__main__))

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file):
        """Write a file for pstats.Stats."""
        import marshal
        self.create_stats()
        with open(file, 'wb') as dump:
            marshal.dump(self.stats, dump)


def run(profiler, statement, filename, sort, namespaces=None):
    """Profile a statement, also one that leaves the program; print the results or write them to a file."""
    try:
        if namespaces is None:
            profiler.run(statement)
        else:
            profiler.runctx(statement, *namespaces)
    except SystemExit:
        pass
    if filename is None:
        profiler.print_stats(sort)
    else:
        profiler.dump_stats(filename)


def help(module):
    print 'Documentation for the %s can be found ' % module
    print "in the Python Library Reference, section 'The Python Profiler'."


def main(program, runctx):
    """The command: profile a script."""
    import optparse
    import os
    import pstats
    import sys
    parser = optparse.OptionParser(usage=program + ' [-o output_file_path] [-s sort] scriptfile [arg] ...')
    parser.disable_interspersed_args()
    parser.add_option('-o', '--outfile', help='Save stats to <outfile>')
    parser.add_option('-s', '--sort', default=-1, choices=sorted(pstats.Stats.sort_arg_dict_default),
                      help='Sort order when printing to stdout, based on pstats.Stats class')
    if len(sys.argv) < 2:
        parser.print_usage()
        sys.exit(2)
    options, arguments = parser.parse_args()
    if not arguments:
        parser.print_usage()
        return parser
    sys.argv[:] = arguments
    script = arguments[0]
    sys.path.insert(0, os.path.dirname(script))
    with open(script, 'rb') as source:
        code = compile(source.read(), script, 'exec')
    runctx(code, {'__name__': '__main__', '__file__': script, '__package__': None}, None, options.outfile, options.sort)
    return parser
