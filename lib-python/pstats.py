"""Statistics of profiles: sorted, cut, printed.

    Stats('file').strip_dirs().sort_stats('time').print_stats(10)
"""

import sys
import os
import time
import re
import marshal
from functools import cmp_to_key

__all__ = ['Stats']


class Stats:
    """What profilers measured: of files, or of profilers themselves.

    stats: (file, line, name) -> (calls that are no recursion, calls, own
    time, time with what was called, {caller: likewise}).
    """

    def __init__(self, *args, **kwds):
        # With a stream to print to.
        self.stream = sys.stdout
        if 'stream' in kwds:
            self.stream = kwds.pop('stream')
        if kwds:
            raise TypeError, 'unrecognized keyword args: %s' % ', '.join(['%s=%s' % item for item in sorted(kwds.items())])
        arg = None
        if args:
            arg = args[0]
            args = args[1:]
        self.init(arg)
        self.add(*args)

    def init(self, arg):
        self.all_callees = None
        self.files = []
        self.fcn_list = None
        self.total_tt = 0
        self.total_calls = 0
        self.prim_calls = 0
        self.max_name_len = 0
        self.top_level = {}
        self.stats = {}
        self.sort_arg_dict = {}
        self.load_stats(arg)
        trouble = 1
        try:
            self.get_top_level_stats()
            trouble = 0
        finally:
            if trouble:
                print >>self.stream, 'Invalid timing data',
                if self.files:
                    print >>self.stream, self.files[-1],
                print >>self.stream

    def load_stats(self, arg):
        if not arg:
            self.stats = {}
        elif isinstance(arg, basestring):
            with open(arg, 'rb') as f:
                self.stats = marshal.load(f)
            try:
                file_stats = os.stat(arg)
                arg = time.ctime(file_stats.st_mtime) + '    ' + arg
            except os.error:
                pass
            self.files = [arg]
        elif hasattr(arg, 'create_stats'):
            arg.create_stats()
            self.stats = arg.stats
            arg.stats = {}
        if not self.stats:
            raise TypeError('Cannot create or construct a %r object from %r' % (self.__class__, arg))

    def get_top_level_stats(self):
        for func, (cc, nc, tt, ct, callers) in self.stats.items():
            self.total_calls += nc
            self.prim_calls += cc
            self.total_tt += tt
            if ('jprofile', 0, 'profiler') in callers:
                self.top_level[func] = None
            self.max_name_len = max(self.max_name_len, len(func_std_string(func)))

    def add(self, *arg_list):
        """Add further statistics: files, profilers or Stats."""
        for other in reversed(arg_list):
            if type(self) != type(other) or self.__class__ != other.__class__:
                other = Stats(other)
            self.files += other.files
            self.total_calls += other.total_calls
            self.prim_calls += other.prim_calls
            self.total_tt += other.total_tt
            for func in other.top_level:
                self.top_level[func] = None
            self.max_name_len = max(self.max_name_len, other.max_name_len)
            self.fcn_list = None
            for func, stat in other.stats.iteritems():
                old = self.stats.get(func, (0, 0, 0, 0, {}))
                self.stats[func] = add_func_stats(old, stat)
        return self

    def dump_stats(self, filename):
        """Write them to a file."""
        with open(filename, 'wb') as f:
            marshal.dump(self.stats, f)

    # Name of an order -> (keys of it with their directions, what it is called).
    sort_arg_dict_default = {
        'calls': (((1, -1),), 'call count'), 'ncalls': (((1, -1),), 'call count'),
        'cumtime': (((3, -1),), 'cumulative time'), 'cumulative': (((3, -1),), 'cumulative time'),
        'file': (((4, 1),), 'file name'), 'filename': (((4, 1),), 'file name'), 'line': (((5, 1),), 'line number'),
        'module': (((4, 1),), 'file name'), 'name': (((6, 1),), 'function name'),
        'nfl': (((6, 1), (4, 1), (5, 1)), 'name/file/line'), 'pcalls': (((0, -1),), 'primitive call count'),
        'stdname': (((7, 1),), 'standard name'), 'time': (((2, -1),), 'internal time'),
        'tottime': (((2, -1),), 'internal time')}

    def get_sort_arg_defs(self):
        """The names of orders with all their beginnings that mean one alone."""
        if not self.sort_arg_dict:
            self.sort_arg_dict = dict = {}
            bad_list = {}
            for word, tup in self.sort_arg_dict_default.iteritems():
                fragment = word
                while fragment:
                    if fragment in dict:
                        bad_list[fragment] = 0
                        break
                    dict[fragment] = tup
                    fragment = fragment[:-1]
            for word in bad_list:
                del dict[word]
        return self.sort_arg_dict

    def sort_stats(self, *field):
        """Sort by these orders, the first the most important."""
        if not field:
            self.fcn_list = 0
            return self
        if len(field) == 1 and isinstance(field[0], (int, long)):
            # The numbers of old.
            field = [{-1: 'stdname', 0: 'calls', 1: 'time', 2: 'cumulative'}[field[0]]]
        sort_arg_defs = self.get_sort_arg_defs()
        sort_tuple = ()
        self.sort_type = ''
        connector = ''
        for word in field:
            sort_tuple = sort_tuple + sort_arg_defs[word][0]
            self.sort_type += connector + sort_arg_defs[word][1]
            connector = ', '
        stats_list = []
        for func, (cc, nc, tt, ct, callers) in self.stats.iteritems():
            stats_list.append((cc, nc, tt, ct) + func + (func_std_string(func), func))
        stats_list.sort(key=cmp_to_key(TupleComp(sort_tuple).compare))
        self.fcn_list = [item[-1] for item in stats_list]
        return self

    def reverse_order(self):
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def strip_dirs(self):
        """Leave the folders out of file names."""
        oldstats = self.stats
        self.stats = newstats = {}
        max_name_len = 0
        for func, (cc, nc, tt, ct, callers) in oldstats.iteritems():
            newfunc = func_strip_path(func)
            max_name_len = max(max_name_len, len(func_std_string(newfunc)))
            newcallers = {}
            for func2, caller in callers.iteritems():
                newcallers[func_strip_path(func2)] = caller
            stat = cc, nc, tt, ct, newcallers
            if newfunc in newstats:
                stat = add_func_stats(newstats[newfunc], stat)
            newstats[newfunc] = stat
        self.top_level = dict.fromkeys(map(func_strip_path, self.top_level))
        self.max_name_len = max_name_len
        self.fcn_list = None
        self.all_callees = None
        return self

    def calc_callees(self):
        if self.all_callees:
            return
        self.all_callees = all_callees = {}
        for func, (cc, nc, tt, ct, callers) in self.stats.iteritems():
            all_callees.setdefault(func, {})
            for func2, caller in callers.iteritems():
                all_callees.setdefault(func2, {})[func] = caller

    # ---- printing

    def eval_print_amount(self, sel, list, msg):
        """What a restriction leaves of a list: a pattern, a fraction or a number."""
        new_list = list
        if isinstance(sel, basestring):
            try:
                rex = re.compile(sel)
            except re.error:
                msg += '   <Invalid regular expression %r>\n' % sel
                return new_list, msg
            new_list = [func for func in list if rex.search(func_std_string(func))]
        else:
            count = len(list)
            if isinstance(sel, float) and 0.0 <= sel < 1.0:
                count = int(count * sel + .5)
                new_list = list[:count]
            elif isinstance(sel, (int, long)) and 0 <= sel < count:
                count = sel
                new_list = list[:count]
        if len(list) != len(new_list):
            msg += '   List reduced from %r to %r due to restriction <%r>\n' % (len(list), len(new_list), sel)
        return new_list, msg

    def get_print_list(self, sel_list):
        width = self.max_name_len
        if self.fcn_list:
            stat_list = self.fcn_list[:]
            msg = '   Ordered by: ' + self.sort_type + '\n'
        else:
            stat_list = self.stats.keys()
            msg = '   Random listing order was used\n'
        for selection in sel_list:
            stat_list, msg = self.eval_print_amount(selection, stat_list, msg)
        count = len(stat_list)
        if not stat_list:
            return 0, stat_list
        print >>self.stream, msg
        if count < len(self.stats):
            width = max([len(func_std_string(func)) for func in stat_list])
        return width + 2, stat_list

    def print_stats(self, *amount):
        """Print a table, of so many functions or of those that match."""
        for filename in self.files:
            print >>self.stream, filename
        if self.files:
            print >>self.stream
        indent = ' ' * 8
        for func in self.top_level:
            print >>self.stream, indent, func_get_function_name(func)
        print >>self.stream, indent, self.total_calls, 'function calls',
        if self.total_calls != self.prim_calls:
            print >>self.stream, '(%d primitive calls)' % self.prim_calls,
        print >>self.stream, 'in %.3f seconds' % self.total_tt
        print >>self.stream
        width, list = self.get_print_list(amount)
        if list:
            self.print_title()
            for func in list:
                self.print_line(func)
            print >>self.stream
            print >>self.stream
        return self

    def print_callees(self, *amount):
        """Print what functions called."""
        width, list = self.get_print_list(amount)
        if list:
            self.calc_callees()
            self.print_call_heading(width, 'called...')
            for func in list:
                self.print_call_line(width, func, self.all_callees.get(func, {}))
            print >>self.stream
            print >>self.stream
        return self

    def print_callers(self, *amount):
        """Print what called functions."""
        width, list = self.get_print_list(amount)
        if list:
            self.print_call_heading(width, 'was called by...')
            for func in list:
                self.print_call_line(width, func, self.stats[func][4], '<-')
            print >>self.stream
            print >>self.stream
        return self

    def print_call_heading(self, name_size, column_title):
        print >>self.stream, 'Function '.ljust(name_size) + column_title
        # With times or without.
        subheader = False
        for cc, nc, tt, ct, callers in self.stats.itervalues():
            if callers:
                subheader = isinstance(callers.itervalues().next(), tuple)
                break
        if subheader:
            print >>self.stream, ' ' * name_size + '    ncalls  tottime  cumtime'

    def print_call_line(self, name_size, source, call_dict, arrow='->'):
        print >>self.stream, func_std_string(source).ljust(name_size) + arrow,
        if not call_dict:
            print >>self.stream
            return
        indent = ''
        for func in sorted(call_dict.keys()):
            name = func_std_string(func)
            value = call_dict[func]
            if isinstance(value, tuple):
                nc, cc, tt, ct = value
                if nc != cc:
                    substats = '%d/%d' % (nc, cc)
                else:
                    substats = '%d' % (nc,)
                substats = '%s %s %s  %s' % (substats.rjust(7 + 2 * len(indent)), f8(tt), f8(ct), name)
                left_width = name_size + 1
            else:
                substats = '%s(%r) %s' % (name, value, f8(self.stats[func][3]))
                left_width = name_size + 3
            print >>self.stream, indent * left_width + substats
            indent = ' '

    def print_title(self):
        print >>self.stream, '   ncalls  tottime  percall  cumtime  percall',
        print >>self.stream, 'filename:lineno(function)'

    def print_line(self, func):
        cc, nc, tt, ct, callers = self.stats[func]
        c = str(nc)
        if nc != cc:
            c = c + '/' + str(cc)
        print >>self.stream, c.rjust(9),
        print >>self.stream, f8(tt),
        print >>self.stream, ' ' * 8 if nc == 0 else f8(float(tt) / nc),
        print >>self.stream, f8(ct),
        print >>self.stream, ' ' * 8 if cc == 0 else f8(float(ct) / cc),
        print >>self.stream, func_std_string(func)


class TupleComp:
    """Compares by several items, each in its direction."""

    def __init__(self, comp_select_list):
        self.comp_select_list = comp_select_list

    def compare(self, left, right):
        for index, direction in self.comp_select_list:
            if left[index] < right[index]:
                return -direction
            if left[index] > right[index]:
                return direction
        return 0


def func_strip_path(func_name):
    filename, line, name = func_name
    return os.path.basename(filename), line, name


def func_get_function_name(func):
    return func[2]


def func_std_string(func_name):
    """A function's name as the tables have it."""
    if func_name[:2] == ('~', 0):
        # Built in.
        name = func_name[2]
        if name.startswith('<') and name.endswith('>'):
            return '{%s}' % name[1:-1]
        return name
    return '%s:%d(%s)' % func_name


def add_func_stats(target, source):
    cc, nc, tt, ct, callers = source
    t_cc, t_nc, t_tt, t_ct, t_callers = target
    return cc + t_cc, nc + t_nc, tt + t_tt, ct + t_ct, add_callers(t_callers, callers)


def add_callers(target, source):
    new_callers = dict(target)
    for func, caller in source.iteritems():
        if func in new_callers:
            if isinstance(caller, tuple):
                new_callers[func] = tuple([i[0] + i[1] for i in zip(caller, new_callers[func])])
            else:
                new_callers[func] += caller
        else:
            new_callers[func] = caller
    return new_callers


def count_calls(callers):
    return sum(callers.itervalues())


def f8(x):
    return '%8.3f' % x
