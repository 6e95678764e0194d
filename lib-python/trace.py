"""Tracing of programs: which lines run, how often, which functions call which.

    python -m trace --count -C dir program.py      counts of lines, as .cover files
    python -m trace --trace program.py             lines as they run
    python -m trace --listfuncs program.py         functions that are called
    python -m trace --trackcalls program.py        which function calls which
"""

import cPickle
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


def usage(outfile):
    outfile.write("""Usage: %s [OPTIONS] <file> [ARGS]

Meta-options:
--help                Display this help then exit.
--version             Output version information then exit.

Otherwise, exactly one of the following three options must be given:
-t, --trace           Print each line to sys.stdout before it is executed.
-c, --count           Count the number of times each line is executed
                      and write the counts to <module>.cover for each
                      module executed, in the module's directory.
                      See also `--coverdir', `--file', `--no-report' below.
-l, --listfuncs       Keep track of which functions are executed at least
                      once and write the results to sys.stdout after the
                      program exits.
-T, --trackcalls      Keep track of caller/called pairs and write the
                      results to sys.stdout after the program exits.
-r, --report          Generate a report from a counts file; do not execute
                      any code.  `--file' must specify the results file to
                      read, which must have been created in a previous run
                      with `--count --file=FILE'.

Modifiers:
-f, --file=<file>     File to accumulate counts over several runs.
-R, --no-report       Do not generate the coverage report files.
                      Useful if you want to accumulate over several runs.
-C, --coverdir=<dir>  Directory where the report files.  The coverage
                      report for <package>.<module> is written to file
                      <dir>/<package>/<module>.cover.
-m, --missing         Annotate executable lines that were not executed
                      with '>>>>>> '.
-s, --summary         Write a brief summary on stdout for each file.
                      (Can only be used with --count or --report.)
-g, --timing          Prefix each line with the time since the program started.
                      Only used while tracing.

Filters, may be repeated multiple times:
--ignore-module=<mod> Ignore the given module(s) and its submodules
                      (if it is a package).  Accepts comma separated
                      list of module names
--ignore-dir=<dir>    Ignore files in the given directory (multiple
                      directories can be joined by os.pathsep).
""" % sys.argv[0])


class Ignore:
    """Which modules are none of the user's business."""

    def __init__(self, modules=None, dirs=None):
        self._mods = modules or []
        self._dirs = [os.path.normpath(d) for d in dirs or []]
        self._ignore = {'<string>': 1}

    def names(self, filename, modulename):
        """1 if a file, whose module has this name, is ignored, else 0."""
        if modulename not in self._ignore:
            self._ignore[modulename] = self._decide(filename, modulename)
        return self._ignore[modulename]

    def _decide(self, filename, modulename):
        for name in self._mods:
            if modulename == name or modulename.startswith(name + '.'):
                return 1
        if filename is None:
            # A module without a file is built in.
            return 1
        for folder in self._dirs:
            if filename.startswith(folder + os.sep):
                return 1
        return 0


def modname(path):
    """A module's name as far as its file tells it."""
    return os.path.splitext(os.path.basename(path))[0]


def fullmodname(path):
    """A module's name with those of its packages, by the folders of sys.path."""
    compared = os.path.normcase(path)
    longest = ''
    for folder in sys.path:
        folder = os.path.normcase(folder)
        if compared.startswith(folder) and compared[len(folder):len(folder) + 1] == os.sep:
            if len(folder) > len(longest):
                longest = folder
    base = path[len(longest) + 1:] if longest else path
    base = os.path.splitdrive(base)[1].replace(os.sep, '.')
    if os.altsep:
        base = base.replace(os.altsep, '.')
    return os.path.splitext(base)[0].lstrip('.')


class CoverageResults:
    """Counts of lines {(file, line): times}, called functions and pairs of caller and called."""

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = counts or {}
        self.counter = self.counts.copy()
        self.calledfuncs = calledfuncs or {}
        self.callers = callers or {}
        self.infile = infile
        self.outfile = outfile
        if self.infile:
            try:
                counts, calledfuncs, callers = cPickle.load(open(self.infile, 'rb'))
                self.update(self.__class__(counts, calledfuncs, callers=callers))
            except (IOError, EOFError, ValueError), err:
                print >> sys.stderr, 'Skipping counts file %r: %s' % (self.infile, err)

    def update(self, other):
        """Add the results of another run."""
        for key, count in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + count
        for key in other.calledfuncs:
            self.calledfuncs[key] = 1
        for key in other.callers:
            self.callers[key] = 1

    def write_results(self, show_missing=True, summary=False, coverdir=None):
        """Print functions and calls, write the files with counts, keep the counts for other runs."""
        if self.calledfuncs:
            print
            print 'functions called:'
            for filename, module, function in sorted(self.calledfuncs):
                print 'filename: %s, modulename: %s, funcname: %s' % (filename, module, function)
        if self.callers:
            print
            print 'calling relationships:'
            lastfile = lastcfile = ''
            for (pfile, pmod, pfunc), (cfile, cmod, cfunc) in sorted(self.callers):
                if pfile != lastfile:
                    print
                    print '***', pfile, '***'
                    lastfile = pfile
                    lastcfile = ''
                if cfile != pfile and lastcfile != cfile:
                    print '  -->', cfile
                    lastcfile = cfile
                print '    %s.%s -> %s.%s' % (pmod, pfunc, cmod, cfunc)
        per_file = {}
        for filename, lineno in self.counts:
            per_file.setdefault(filename, {})[lineno] = self.counts[filename, lineno]
        sums = {}
        for filename, count in per_file.iteritems():
            if filename.startswith('<') and filename.endswith('>') or filename.startswith('<doctest '):
                continue
            if filename.endswith(('.pyc', '.pyo')):
                filename = filename[:-1]
            if coverdir is None:
                folder = os.path.dirname(os.path.abspath(filename))
                module = modname(filename)
            else:
                folder = coverdir
                if not os.path.exists(folder):
                    os.makedirs(folder)
                module = fullmodname(filename)
            executable = find_executable_linenos(filename) if show_missing else {}
            source = linecache.getlines(filename)
            hits, lines = self.write_results_file(os.path.join(folder, module + '.cover'),
                                                  source, executable, count)
            if summary and lines:
                sums[module] = lines, 100 * hits // lines, module, filename
        if summary and sums:
            print 'lines   cov%   module   (path)'
            for module in sorted(sums):
                print '%5d   %3d%%   %s   (%s)' % sums[module]
        if self.outfile:
            try:
                cPickle.dump((self.counts, self.calledfuncs, self.callers), open(self.outfile, 'wb'), 1)
            except IOError, err:
                print >> sys.stderr, "Can't save counts files because %s" % err

    def write_results_file(self, path, lines, lnotab, lines_hit):
        """Write lines with their counts to a file: how many ran, and how many could have."""
        try:
            out = open(path, 'w')
        except IOError, err:
            print >> sys.stderr, 'trace: Could not open %r for writing: %s- skipping' % (path, err)
            return 0, 0
        can_run = ran = 0
        blank = re.compile(r'^\s*(#.*)?$')
        with out:
            for lineno, line in enumerate(lines, 1):
                if lineno in lines_hit:
                    out.write('%5d: ' % lines_hit[lineno])
                    ran += 1
                    can_run += 1
                elif blank.match(line):
                    out.write('       ')
                elif lineno in lnotab and PRAGMA_NOCOVER not in line:
                    out.write('>>>>>> ')
                    can_run += 1
                else:
                    out.write('       ')
                out.write(line.expandtabs(8))
        return ran, can_run


def find_lines_from_code(code, strs):
    """The lines of a code object, but those in strs, as keys of a dict."""
    linenos = {}
    line = code.co_firstlineno
    table = code.co_lnotab
    seen = None
    for step, lines in zip(map(ord, table[0::2]), map(ord, table[1::2])):
        if step and line != seen:
            if line not in strs:
                linenos[line] = 1
            seen = line
        line += lines
    if line != seen and line not in strs:
        linenos[line] = 1
    return linenos


def find_lines(code, strs):
    """The lines of a code object and of all inside it."""
    linenos = find_lines_from_code(code, strs)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            linenos.update(find_lines(constant, strs))
    return linenos


def find_strings(filename):
    """The lines of strings that stand for themselves: documentation is not run."""
    lines = {}
    previous = token.INDENT
    with open(filename) as source:
        for kind, text, start, end, line in tokenize.generate_tokens(source.readline):
            if kind == token.STRING and previous == token.INDENT:
                for i in range(start[0], end[0] + 1):
                    lines[i] = 1
            previous = kind
    return lines


def find_executable_linenos(filename):
    """The lines of a file that can run, as keys of a dict."""
    try:
        source = open(filename, 'rU').read()
    except IOError, err:
        print >> sys.stderr, 'Not printing coverage data for %r: %s' % (filename, err)
        return {}
    return find_lines(compile(source, filename, 'exec'), find_strings(filename))


class Trace:
    """Runs programs and notes what they do.

    count: count lines; trace: print them; countfuncs: note the functions
    called; countcallers: note who calls whom. ignoremods and ignoredirs name
    what is left out. infile and outfile keep counts between runs.
    """

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(),
                 ignoredirs=(), infile=None, outfile=None, timing=False):
        self.infile = infile
        self.outfile = outfile
        self.ignore = Ignore(ignoremods, ignoredirs)
        self.counts = {}
        self.blabbed = {}
        self.pathtobasename = {}
        self.donothing = 0
        self.trace = trace
        self._calledfuncs = {}
        self._callers = {}
        self._caller_cache = {}
        self.start_time = time.time() if timing else None
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif trace and count:
            self.globaltrace = self.globaltrace_lt
            self.localtrace = self.localtrace_trace_and_count
        elif trace:
            self.globaltrace = self.globaltrace_lt
            self.localtrace = self.localtrace_trace
        elif count:
            self.globaltrace = self.globaltrace_lt
            self.localtrace = self.localtrace_count
        else:
            self.donothing = 1

    def run(self, cmd):
        import __main__
        namespace = __main__.__dict__
        self.runctx(cmd, namespace, namespace)

    def runctx(self, cmd, globals=None, locals=None):
        globals = {} if globals is None else globals
        locals = {} if locals is None else locals
        self._switch(self.globaltrace)
        try:
            exec cmd in globals, locals
        finally:
            self._switch(None)

    def _switch(self, function):
        if not self.donothing:
            if function:
                threading.settrace(function)
                sys.settrace(function)
            else:
                sys.settrace(None)
                threading.settrace(None)

    def runfunc(self, func, *args, **kw):
        if not self.donothing:
            sys.settrace(self.globaltrace)
        try:
            return func(*args, **kw)
        finally:
            if not self.donothing:
                sys.settrace(None)

    def file_module_function_of(self, frame):
        """(file, module, function) of a frame; the function with its class where that is plain."""
        code = frame.f_code
        filename = code.co_filename
        module = modname(filename) if filename else None
        function = code.co_name
        if code in self._caller_cache:
            class_name = self._caller_cache[code]
        else:
            class_name = self._caller_cache[code] = self._class_of(code)
        if class_name is not None:
            function = '%s.%s' % (class_name, function)
        return filename, module, function

    def _class_of(self, code):
        """The name of the one class that has a function of this code in its namespace."""
        functions = [f for f in gc.get_referrers(code) if inspect.isfunction(f)]
        if len(functions) != 1:
            return None
        dicts = [d for d in gc.get_referrers(functions[0]) if isinstance(d, dict)]
        if len(dicts) != 1:
            return None
        classes = [c for c in gc.get_referrers(dicts[0]) if hasattr(c, '__bases__')]
        return classes[0].__name__ if len(classes) == 1 else None

    def globaltrace_trackcallers(self, frame, why, arg):
        if why == 'call':
            called = self.file_module_function_of(frame)
            caller = self.file_module_function_of(frame.f_back)
            self._callers[caller, called] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        if why != 'call':
            return None
        filename = frame.f_globals.get('__file__', None)
        if not filename:
            return None
        module = modname(filename)
        if module is None or self.ignore.names(filename, module):
            return None
        if self.trace:
            print ' --- modulename: %s, funcname: %s' % (module, frame.f_code.co_name)
        return self.localtrace

    def _count(self, frame):
        key = frame.f_code.co_filename, frame.f_lineno
        self.counts[key] = self.counts.get(key, 0) + 1

    def _print(self, frame):
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
        if self.start_time:
            print '%.2f' % (time.time() - self.start_time),
        print '%s(%d): %s' % (os.path.basename(filename), lineno,
                              linecache.getline(filename, lineno)),

    def localtrace_trace_and_count(self, frame, why, arg):
        if why == 'line':
            self._count(frame)
            self._print(frame)
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        if why == 'line':
            self._print(frame)
        return self.localtrace

    def localtrace_count(self, frame, why, arg):
        if why == 'line':
            self._count(frame)
        return self.localtrace

    def results(self):
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile,
                               calledfuncs=self._calledfuncs, callers=self._callers)


def _err_exit(msg):
    sys.stderr.write('%s: %s\n' % (sys.argv[0], msg))
    sys.exit(1)


def main(argv=None):
    import getopt
    argv = sys.argv if argv is None else argv
    try:
        opts, prog_argv = getopt.getopt(argv[1:], 'tcrRf:d:msC:lTg',
            ['help', 'version', 'trace', 'count', 'report', 'no-report', 'summary', 'file=',
             'missing', 'ignore-module=', 'ignore-dir=', 'coverdir=', 'listfuncs', 'trackcalls',
             'timing'])
    except getopt.error, msg:
        sys.stderr.write('%s: %s\n' % (sys.argv[0], msg))
        sys.stderr.write("Try `%s --help' for more information\n" % sys.argv[0])
        sys.exit(1)
    chosen = {}
    ignore_modules, ignore_dirs = [], []
    counts_file = coverdir = None
    short = {'-t': 'trace', '-c': 'count', '-r': 'report', '-R': 'no-report', '-m': 'missing',
             '-s': 'summary', '-l': 'listfuncs', '-T': 'trackcalls', '-g': 'timing'}
    for opt, val in opts:
        if opt == '--help':
            usage(sys.stdout)
            sys.exit(0)
        if opt == '--version':
            sys.stdout.write('trace 2.0\n')
            sys.exit(0)
        if opt in ('-f', '--file'):
            counts_file = val
        elif opt in ('-C', '--coverdir'):
            coverdir = val
        elif opt == '--ignore-module':
            ignore_modules += [mod.strip() for mod in val.split(',')]
        elif opt == '--ignore-dir':
            for folder in val.split(os.pathsep):
                folder = os.path.expandvars(folder)
                folder = folder.replace('$prefix', os.path.join(sys.prefix, 'lib', 'python' + sys.version[:3]))
                ignore_dirs.append(os.path.normpath(folder))
        else:
            chosen[short.get(opt, opt[2:])] = True
    get = chosen.get
    if get('listfuncs') and (get('count') or get('trace')):
        _err_exit('cannot specify both --listfuncs and (--trace or --count)')
    if not (get('count') or get('trace') or get('report') or get('listfuncs') or get('trackcalls')):
        _err_exit('must specify one of --trace, --count, --report, --listfuncs, or --trackcalls')
    if get('report') and get('no-report'):
        _err_exit('cannot specify both --report and --no-report')
    if get('report') and not counts_file:
        _err_exit('--report requires a --file')
    if get('no-report') and len(prog_argv) == 0:
        _err_exit('missing name of file to run')
    if get('report'):
        results = CoverageResults(infile=counts_file, outfile=counts_file)
        results.write_results(get('missing'), summary=get('summary'), coverdir=coverdir)
        return
    if not prog_argv:
        _err_exit('missing name of file to run')
    sys.argv = prog_argv
    progname = prog_argv[0]
    sys.path[0] = os.path.split(progname)[0]
    t = Trace(get('count'), get('trace'), countfuncs=get('listfuncs'),
              countcallers=get('trackcalls'), ignoremods=ignore_modules, ignoredirs=ignore_dirs,
              infile=counts_file, outfile=counts_file, timing=get('timing'))
    try:
        with open(progname) as source:
            code = compile(source.read(), progname, 'exec')
        namespace = {'__file__': progname, '__name__': '__main__', '__package__': None,
                     '__cached__': None}
        t.runctx(code, namespace, namespace)
    except IOError, err:
        _err_exit('Cannot run file %r because: %s' % (sys.argv[0], err))
    except SystemExit:
        pass
    results = t.results()
    if not get('no-report'):
        results.write_results(get('missing'), summary=get('summary'), coverdir=coverdir)


if __name__ == '__main__':
    main()
