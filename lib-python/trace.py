"""Tracing of programs: which lines run, how often, which functions call which.

    python -m trace --count -C dir program.py      counts of lines, as .cover files
    python -m trace --trace program.py             lines as they run
    python -m trace --listfuncs program.py         functions that are called
    python -m trace --trackcalls program.py        which function calls which
"""

import cPickle
import dis
import gc
import inspect
import linecache
import os
import re
import sys
import threading
import time
import token
import tokenize
import types

PRAGMA_NOCOVER = '#pragma NO COVER'

_HELP = """Usage: %s [OPTIONS] <file> [ARGS]

What to do:
-t, --trace           print lines before they run
-c, --count           count lines; write the counts beside each module's source
                      to <module>.cover (but see --coverdir, --file, --no-report)
-l, --listfuncs       list the functions that were called
-T, --trackcalls      list which functions called which
-r, --report          write the counts that --file has; run nothing
    --help            print this text
    --version         print the version

How:
-f, --file=<file>     add the counts to those of runs before, in a file
-R, --no-report       write no .cover files
-C, --coverdir=<dir>  write them to a folder: <dir>/<package>.<module>.cover
-m, --missing         mark lines with '>>>>>> ' that did not run but could have
-s, --summary         print for each module how much of it ran
-g, --timing          print the time since the start before each line

What to leave out; may be repeated:
--ignore-module=<mod> these modules, separated by commas, and all inside them
--ignore-dir=<dir>    files in these folders, separated as in PATH
"""


def usage(outfile):
    outfile.write(_HELP % sys.argv[0])


# ---- modules and lines

class Ignore:
    """Which modules are left out: some by name with all inside them, some by folder, and those without a file."""

    def __init__(self, modules=None, dirs=None):
        self._mods = modules or []
        self._dirs = map(os.path.normpath, dirs or [])
        self._ignore = {'<string>': 1}

    def names(self, filename, modulename):
        """1 if this file of this module is left out, else 0."""
        if modulename not in self._ignore:
            within = any((modulename + '.').startswith(name + '.') for name in self._mods)
            in_folder = filename is None or any(filename.startswith(folder + os.sep) for folder in self._dirs)
            self._ignore[modulename] = int(within or in_folder)
        return self._ignore[modulename]


def modname(path):
    """The module that a file is by its name."""
    return os.path.splitext(os.path.basename(path))[0]


def fullmodname(path):
    """The module that a file is, with its packages, seen from the innermost folder of sys.path that it is in."""
    compared = os.path.normcase(path)
    folders = [folder for folder in map(os.path.normcase, sys.path) if compared.startswith(folder + os.sep)]
    longest = max(map(len, folders)) if folders else -1
    name = os.path.splitdrive(path[longest + 1:])[1]
    for separator in filter(None, (os.sep, os.altsep)):
        name = name.replace(separator, '.')
    return os.path.splitext(name)[0].lstrip('.')


def find_lines_from_code(code, strs):
    """The lines that code of a function or module has, as keys of a dictionary, without those in strs."""
    return dict((line, 1) for offset, line in dis.findlinestarts(code) if line not in strs)


def find_lines(code, strs):
    """The lines of code and of all functions and classes in it."""
    lines = find_lines_from_code(code, strs)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            lines.update(find_lines(constant, strs))
    return lines


def find_strings(filename):
    """The lines of docstrings, which begin blocks and do not run."""
    lines = {}
    previous = token.INDENT
    with open(filename) as source:
        for kind, text, (first, _), (last, _), line in tokenize.generate_tokens(source.readline):
            if kind == token.STRING and previous == token.INDENT:
                lines.update(dict.fromkeys(range(first, last + 1), 1))
            previous = kind
    return lines


def find_executable_linenos(filename):
    """The lines of a file that can run, as keys of a dictionary."""
    try:
        with open(filename, 'rU') as source:
            code = compile(source.read(), filename, 'exec')
    except IOError as error:
        print >>sys.stderr, 'Not printing coverage data for %r: %s' % (filename, error)
        return {}
    return find_lines(code, find_strings(filename))


# ---- results

class CoverageResults:
    """What a program did: counts {(file, line): times}, and as keys the functions called, and pairs (caller, called).

    Functions are (file, module, name). The results of infile are added; all are written to outfile.
    """

    _BLANK = re.compile(r'\s*(#.*)?$').match

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = {} if counts is None else counts
        self.counter = self.counts.copy()
        self.calledfuncs = {} if calledfuncs is None else calledfuncs
        self.callers = {} if callers is None else callers
        self.infile = infile
        self.outfile = outfile
        if infile:
            try:
                with open(infile, 'rb') as source:
                    earlier = cPickle.load(source)
                self.update(self.__class__(earlier[0], earlier[1], callers=earlier[2]))
            except (IOError, EOFError, ValueError) as error:
                print >>sys.stderr, 'Skipping counts file %r: %s' % (infile, error)

    def update(self, other):
        """Add other results."""
        for place, times in other.counts.items():
            self.counts[place] = self.counts.get(place, 0) + times
        self.calledfuncs.update(dict.fromkeys(other.calledfuncs, 1))
        self.callers.update(dict.fromkeys(other.callers, 1))

    def write_results(self, show_missing=True, summary=False, coverdir=None):
        """Print the functions and calls; write the counts beside the sources or to coverdir; save everything in outfile."""
        if self.calledfuncs:
            print '\nfunctions called:'
            for function in sorted(self.calledfuncs):
                print 'filename: %s, modulename: %s, funcname: %s' % function
        if self.callers:
            self._print_callers()
        totals = []
        for filename, times in sorted(self._by_file().items()):
            module, ran, could = self._write_counts(filename, times, show_missing, coverdir)
            if could:
                totals.append((module, could, 100 * ran // could, filename))
        if summary and totals:
            print 'lines   cov%   module   (path)'
            for module, lines, percent, filename in sorted(totals):
                print '%5d   %3d%%   %s   (%s)' % (lines, percent, module, filename)
        if self.outfile:
            try:
                with open(self.outfile, 'wb') as out:
                    cPickle.dump((self.counts, self.calledfuncs, self.callers), out, 1)
            except IOError as error:
                print >>sys.stderr, "Can't save counts files because %s" % error

    def _print_callers(self):
        print '\ncalling relationships:'
        shown_file = shown_called = ''
        for (file, module, function), (called_file, called_module, called) in sorted(self.callers):
            if file != shown_file:
                print '\n*** %s ***' % file
                shown_file, shown_called = file, ''
            if called_file not in (file, shown_called):
                print '  --> %s' % called_file
                shown_called = called_file
            print '    %s.%s -> %s.%s' % (module, function, called_module, called)

    def _by_file(self):
        """The counts as {source file: {line: times}}, without code that has no file."""
        files = {}
        for (filename, line), times in self.counts.iteritems():
            if filename.startswith('<doctest ') or filename[:1] + filename[-1:] == '<>':
                continue
            source = filename[:-1] if filename.endswith(('.pyc', '.pyo')) else filename
            files.setdefault(source, {})[line] = times
        return files

    def _write_counts(self, filename, times, show_missing, coverdir):
        """(module, lines that ran, lines that could have run)"""
        folder, module = coverdir, fullmodname(filename)
        if folder is None:
            folder, module = os.path.dirname(os.path.abspath(filename)), modname(filename)
        elif not os.path.exists(folder):
            os.makedirs(folder)
        executable = find_executable_linenos(filename) if show_missing else {}
        path = os.path.join(folder, module + '.cover')
        return (module,) + self.write_results_file(path, linecache.getlines(filename), executable, times)

    def write_results_file(self, path, lines, lnotab, lines_hit):
        """Write lines with what lines_hit says about them; lnotab has those that could run. How many did, and could have."""
        try:
            out = open(path, 'w')
        except IOError as error:
            print >>sys.stderr, 'trace: Could not open %r for writing: %s- skipping' % (path, error)
            return 0, 0
        ran = missed = 0
        with out:
            for number, line in enumerate(lines, 1):
                margin = ''
                if number in lines_hit:
                    margin = '%5d: ' % lines_hit[number]
                    ran += 1
                elif number in lnotab and PRAGMA_NOCOVER not in line and not self._BLANK(line):
                    margin = '>>>>>> '
                    missed += 1
                out.write(margin.ljust(7) + line.expandtabs(8))
        return ran, ran + missed


# ---- tracing

class Trace:
    """Runs programs and notes what they do: counts lines, prints them, or else notes functions or their callers.

    Modules ignoremods and those in ignoredirs are left out. infile and outfile are for the results; timing prints times.
    """

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(), ignoredirs=(), infile=None, outfile=None,
                 timing=False):
        self.infile = infile
        self.outfile = outfile
        self.ignore = Ignore(ignoremods, ignoredirs)
        self.trace = trace
        self.start_time = time.time() if timing else None
        self.counts = {}
        self._calledfuncs = {}
        self._callers = {}
        self._class_names = {}      # by code
        self.donothing = 0
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif trace or count:
            self.globaltrace = self.globaltrace_lt
            self.localtrace = {(True, True): self.localtrace_trace_and_count, (True, False): self.localtrace_trace,
                               (False, True): self.localtrace_count}[bool(trace), bool(count)]
        else:
            self.donothing = 1

    def results(self):
        return CoverageResults(self.counts, self._calledfuncs, self.infile, self._callers, self.outfile)

    # ---- running

    def run(self, cmd):
        """Run a statement in the namespace of __main__."""
        import __main__
        self.runctx(cmd, vars(__main__), vars(__main__))

    def runctx(self, cmd, globals=None, locals=None):
        globals = {} if globals is None else globals
        locals = {} if locals is None else locals
        if not self.donothing:
            threading.settrace(self.globaltrace)
            sys.settrace(self.globaltrace)
        try:
            exec cmd in globals, locals
        finally:
            if not self.donothing:
                sys.settrace(None)
                threading.settrace(None)

    def runfunc(self, func, *args, **kw):
        """Run a function; its result."""
        if not self.donothing:
            sys.settrace(self.globaltrace)
        try:
            return func(*args, **kw)
        finally:
            sys.settrace(None)

    # ---- functions

    def file_module_function_of(self, frame):
        """(file, module, name) of a frame's function. The name tells the class where there is no doubt about it."""
        code = frame.f_code
        if code not in self._class_names:
            self._class_names[code] = _class_name(code)
        names = filter(None, [self._class_names[code], code.co_name])
        return code.co_filename, modname(code.co_filename) if code.co_filename else None, '.'.join(names)

    def globaltrace_countfuncs(self, frame, why, arg):
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_trackcallers(self, frame, why, arg):
        if why == 'call':
            self._callers[self.file_module_function_of(frame.f_back), self.file_module_function_of(frame)] = 1

    # ---- lines

    def globaltrace_lt(self, frame, why, arg):
        """Decide about a function that is called: whether its lines are of interest."""
        filename = frame.f_globals.get('__file__') if why == 'call' else None
        if not filename:
            return None
        module = modname(filename)
        if self.ignore.names(filename, module):
            return None
        if self.trace:
            print ' --- modulename: %s, funcname: %s' % (module, frame.f_code.co_name)
        return self.localtrace

    def localtrace_trace_and_count(self, frame, why, arg):
        self.localtrace_count(frame, why, arg)
        return self.localtrace_trace(frame, why, arg)

    def localtrace_count(self, frame, why, arg):
        if why == 'line':
            place = frame.f_code.co_filename, frame.f_lineno
            self.counts[place] = self.counts.get(place, 0) + 1
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        if why == 'line':
            filename = frame.f_code.co_filename
            if self.start_time:
                print '%.2f' % (time.time() - self.start_time),
            print '%s(%d): %s' % (os.path.basename(filename), frame.f_lineno, linecache.getline(filename, frame.f_lineno)),
        return self.localtrace


def _class_name(code):
    """The name of the class that has the function of this code as a method, or None if there is not exactly one."""
    thing = code
    for wanted in inspect.isfunction, lambda thing: isinstance(thing, dict), lambda thing: hasattr(thing, '__bases__'):
        referrers = filter(wanted, gc.get_referrers(thing))
        if len(referrers) != 1:
            return None
        thing = referrers[0]
    return thing.__name__


# ---- the command

_OPTIONS = {'-t': 'trace', '-c': 'count', '-r': 'report', '-R': 'no-report', '-f': 'file', '-d': 'ignore-dir', '-m': 'missing',
            '-s': 'summary', '-C': 'coverdir', '-l': 'listfuncs', '-T': 'trackcalls', '-g': 'timing'}


def _err_exit(message):
    sys.stderr.write('%s: %s\n' % (sys.argv[0], message))
    sys.exit(1)


def _parsed(arguments):
    """(options by their long names, the rest); values are lists."""
    import getopt
    long_options = _OPTIONS.values() + ['help', 'version', 'file=', 'coverdir=', 'ignore-module=', 'ignore-dir=']
    try:
        pairs, rest = getopt.getopt(arguments, 'tcrRf:d:msC:lTg', [name for name in long_options if name + '=' not in long_options])
    except getopt.error as error:
        sys.stderr.write("%s: %s\nTry `%s --help' for more information\n" % (sys.argv[0], error, sys.argv[0]))
        sys.exit(1)
    options = {}
    for name, value in pairs:
        options.setdefault(_OPTIONS.get(name, name[2:]), []).append(value)
    return options, rest


def _check(options, program):
    """Leave if the options do not go together."""
    modes = set(options) & set(['trace', 'count', 'report', 'listfuncs', 'trackcalls'])
    if 'listfuncs' in modes and modes & set(['count', 'trace']):
        _err_exit('cannot specify both --listfuncs and (--trace or --count)')
    if not modes:
        _err_exit('must specify one of --trace, --count, --report, --listfuncs, or --trackcalls')
    if 'report' in options and 'no-report' in options:
        _err_exit('cannot specify both --report and --no-report')
    if 'report' in options and 'file' not in options:
        _err_exit('--report requires a --file')
    if 'report' not in options and not program:
        _err_exit('missing name of file to run')


def _ignored_folders(values):
    library = os.path.join(sys.prefix, 'lib', 'python' + sys.version[:3])
    return [os.path.normpath(os.path.expandvars(folder).replace('$prefix', library))
            for value in values for folder in value.split(os.pathsep)]


def main(argv=None):
    options, program = _parsed((sys.argv if argv is None else argv)[1:])
    if 'help' in options:
        usage(sys.stdout)
        sys.exit(0)
    if 'version' in options:
        sys.stdout.write('trace 2.0\n')
        sys.exit(0)
    _check(options, program)
    counts_file, coverdir = [options.get(name, [None])[-1] for name in ('file', 'coverdir')]
    if 'report' in options:
        results = CoverageResults(infile=counts_file, outfile=counts_file)
    else:
        modules = [module.strip() for value in options.get('ignore-module', ()) for module in value.split(',')]
        tracer = Trace('count' in options, 'trace' in options, 'listfuncs' in options, 'trackcalls' in options, modules,
                       _ignored_folders(options.get('ignore-dir', ())), counts_file, counts_file, 'timing' in options)
        _run_script(tracer, program)
        results = tracer.results()
    if 'no-report' not in options:
        results.write_results('missing' in options, 'summary' in options, coverdir)


def _run_script(tracer, program):
    sys.argv = program
    sys.path[0] = os.path.dirname(program[0])
    try:
        with open(program[0]) as source:
            code = compile(source.read(), program[0], 'exec')
        namespace = {'__name__': '__main__', '__file__': program[0], '__package__': None, '__cached__': None}
        tracer.runctx(code, namespace, namespace)
    except IOError as error:
        _err_exit('Cannot run file %r because: %s' % (program[0], error))
    except SystemExit:
        pass


if __name__ == '__main__':
    main()
