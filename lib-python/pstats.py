"""Reports on what the profilers measured.

    Stats('file').strip_dirs().sort_stats('time').print_stats(10)

Statistics map functions, as (file, line, name), to rows: (primitive calls, all calls, own time, time including callees,
callers). The callers map functions to call counts, as profile makes them, or to (all calls, primitive calls, own time,
time including callees), as cProfile does.
"""

import marshal
import os
import re
import sys
import time

__all__ = ['Stats']

# Columns of the list that sort_stats() sorts: those of a row, then what the function's name consists of.
_PRIMITIVE, _CALLS, _OWN, _CUMULATIVE, _FILE, _LINE, _NAME, _STANDARD = range(8)
_DOWN, _UP = -1, 1

# (what the order is called in reports, its names, columns and directions; the first column is the most important)
_ORDERS = [
    ('call count', 'calls ncalls', ((_CALLS, _DOWN),)),
    ('cumulative time', 'cumtime cumulative', ((_CUMULATIVE, _DOWN),)),
    ('file name', 'file filename module', ((_FILE, _UP),)),
    ('line number', 'line', ((_LINE, _UP),)),
    ('function name', 'name', ((_NAME, _UP),)),
    ('name/file/line', 'nfl', ((_NAME, _UP), (_FILE, _UP), (_LINE, _UP))),
    ('primitive call count', 'pcalls', ((_PRIMITIVE, _DOWN),)),
    ('standard name', 'stdname', ((_STANDARD, _UP),)),
    ('internal time', 'time tottime', ((_OWN, _DOWN),)),
]

# How profilers of former days numbered the orders.
_NUMBERED_ORDERS = {-1: 'stdname', 0: 'calls', 1: 'time', 2: 'cumulative'}


class Stats:
    """Statistics of any number of files and profilers, which are added up."""

    sort_arg_dict_default = dict((name, (columns, title)) for title, names, columns in _ORDERS for name in names.split())

    def __init__(self, *sources, **options):
        self.stream = options.pop('stream', sys.stdout)
        if options:
            raise ValueError('unrecognized keyword args: ' + ', '.join('%s=%s' % option for option in sorted(options.items())))
        self.init(sources[0] if sources else None)
        self.add(*sources[1:])

    def init(self, source):
        """Begin anew with this source."""
        self.stats = {}
        self.files = []
        self.top_level = {}
        self.total_calls = self.prim_calls = self.total_tt = self.max_name_len = 0
        self.sort_arg_dict = {}
        self._forget_derived()
        self.load_stats(source)
        try:
            self.get_top_level_stats()
        except:
            print >>self.stream, ' '.join(['Invalid timing data'] + self.files[-1:])
            raise

    def _forget_derived(self):
        """What follows from the statistics is to be computed again."""
        self.fcn_list = None
        self.all_callees = None

    def load_stats(self, source):
        if isinstance(source, basestring) and source:
            with open(source, 'rb') as dump:
                self.stats = marshal.load(dump)
            self.files = [_dated(source)]
        elif source and hasattr(source, 'create_stats'):
            source.create_stats()
            # A profiler that goes on must not change what was handed over.
            self.stats, source.stats = source.stats, {}
        if not self.stats:
            raise TypeError('Cannot create or construct a %r object from %r' % (self.__class__, source))

    def get_top_level_stats(self):
        """Compute the totals."""
        for function, (primitive, calls, own, cumulative, callers) in self.stats.items():
            self.prim_calls += primitive
            self.total_calls += calls
            self.total_tt += own
            if ('jprofile', 0, 'profiler') in callers:
                self.top_level[function] = None
        self.max_name_len = _widest(self.stats)

    def add(self, *sources):
        """Add files, profilers or other Stats."""
        for source in reversed(sources):
            self._add_one(source if getattr(source, '__class__', None) is self.__class__ else Stats(source))
        return self

    def _add_one(self, other):
        self.files += other.files
        self.total_calls += other.total_calls
        self.prim_calls += other.prim_calls
        self.total_tt += other.total_tt
        self.top_level.update(other.top_level)
        self.max_name_len = max(self.max_name_len, other.max_name_len)
        for function, row in other.stats.iteritems():
            _merge(self.stats, function, row)
        self._forget_derived()

    def dump_stats(self, filename):
        """Write a file that Stats can read."""
        with open(filename, 'wb') as dump:
            marshal.dump(self.stats, dump)

    def strip_dirs(self):
        """Leave folders out of the files' names. Functions that are alike then become one."""
        stripped = {}
        for function, row in self.stats.iteritems():
            callers = dict((func_strip_path(caller), counts) for caller, counts in row[4].iteritems())
            _merge(stripped, func_strip_path(function), row[:4] + (callers,))
        self.stats = stripped
        self.top_level = dict.fromkeys(map(func_strip_path, self.top_level))
        self.max_name_len = _widest(stripped)
        self._forget_derived()
        return self

    def calc_callees(self):
        """Turn the callers round."""
        if self.all_callees:
            return
        callees = dict((function, {}) for function in self.stats)
        for function, row in self.stats.iteritems():
            for caller, counts in row[4].iteritems():
                callees.setdefault(caller, {})[function] = counts
        self.all_callees = callees

    # ---- order

    def get_sort_arg_defs(self):
        """The orders by name and by every beginning of names that has one meaning."""
        if not self.sort_arg_dict:
            meanings = {}
            for name, order in self.sort_arg_dict_default.iteritems():
                for end in range(1, len(name) + 1):
                    meanings.setdefault(name[:end], set()).add(order)
            self.sort_arg_dict = dict((name, orders.pop()) for name, orders in meanings.iteritems() if len(orders) == 1)
            self.sort_arg_dict.update(self.sort_arg_dict_default)
        return self.sort_arg_dict

    def sort_stats(self, *names):
        """Sort by these orders, the most important first; without any, not at all."""
        if not names:
            self.fcn_list = 0
            return self
        if len(names) == 1 and isinstance(names[0], (int, long)):
            names = [_NUMBERED_ORDERS[names[0]]]
        orders = map(self.get_sort_arg_defs().__getitem__, names)
        self.sort_type = ', '.join(title for columns, title in orders)
        lines = [row[:4] + function + (func_std_string(function), function) for function, row in self.stats.iteritems()]
        # Sorting is stable: the least important column goes first.
        for column, direction in reversed([key for columns, title in orders for key in columns]):
            lines.sort(key=lambda line: line[column], reverse=direction == _DOWN)
        self.fcn_list = [line[-1] for line in lines]
        return self

    def reverse_order(self):
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    # ---- selection

    def eval_print_amount(self, restriction, functions, message):
        """(what a pattern, a fraction or a number leaves of the functions, the message with a note about it)"""
        kept = functions
        if isinstance(restriction, basestring):
            try:
                matches = re.compile(restriction).search
            except re.error:
                return functions, message + '   <Invalid regular expression %r>\n' % restriction
            kept = [function for function in functions if matches(func_std_string(function))]
        elif isinstance(restriction, float) and 0.0 <= restriction < 1.0:
            kept = functions[:int(len(functions) * restriction + .5)]
        elif isinstance(restriction, (int, long)) and restriction >= 0:
            kept = functions[:restriction]
        if len(kept) != len(functions):
            message += '   List reduced from %r to %r due to restriction <%r>\n' % (len(functions), len(kept), restriction)
        return kept, message

    def get_print_list(self, restrictions):
        """(width of the longest name with its margin, functions) after all restrictions; prints what they did."""
        if self.fcn_list:
            functions, message = self.fcn_list[:], '   Ordered by: %s\n' % self.sort_type
        else:
            functions, message = self.stats.keys(), '   Random listing order was used\n'
        for restriction in restrictions:
            functions, message = self.eval_print_amount(restriction, functions, message)
        if not functions:
            return 0, functions
        print >>self.stream, message
        width = self.max_name_len if len(functions) == len(self.stats) else _widest(functions)
        return width + 2, functions

    # ---- reports

    def print_stats(self, *restrictions):
        """The table of functions."""
        for filename in self.files:
            print >>self.stream, filename
        if self.files:
            print >>self.stream
        for function in self.top_level:
            print >>self.stream, '%9s%s' % ('', func_get_function_name(function))
        primitive = ' (%d primitive calls)' % self.prim_calls if self.prim_calls != self.total_calls else ''
        print >>self.stream, '%9s%d function calls%s in %.3f seconds\n' % ('', self.total_calls, primitive, self.total_tt)
        functions = self.get_print_list(restrictions)[1]
        if functions:
            self.print_title()
            for function in functions:
                self.print_line(function)
            print >>self.stream, '\n'
        return self

    def print_title(self):
        print >>self.stream, '   ncalls  tottime  percall  cumtime  percall filename:lineno(function)'

    def print_line(self, function):
        primitive, calls, own, cumulative, callers = self.stats[function]
        columns = [_counts(calls, primitive).rjust(9), f8(own), _quotient(own, calls), f8(cumulative),
                   _quotient(cumulative, primitive), func_std_string(function)]
        print >>self.stream, ' '.join(columns)

    def print_callees(self, *restrictions):
        """What the functions called."""
        self.calc_callees()
        return self._print_calls(restrictions, 'called...', '->', lambda function: self.all_callees.get(function, {}))

    def print_callers(self, *restrictions):
        """What called the functions."""
        return self._print_calls(restrictions, 'was called by...', '<-', lambda function: self.stats[function][4])

    def _print_calls(self, restrictions, title, arrow, calls_of):
        width, functions = self.get_print_list(restrictions)
        if functions:
            self.print_call_heading(width, title)
            for function in functions:
                self.print_call_line(width, function, calls_of(function), arrow)
            print >>self.stream, '\n'
        return self

    def print_call_heading(self, width, title):
        print >>self.stream, 'Function '.ljust(width) + title
        some_callers = next((row[4] for row in self.stats.itervalues() if row[4]), {})
        if isinstance(next(some_callers.itervalues(), None), tuple):
            print >>self.stream, ' ' * width + '    ncalls  tottime  cumtime'

    def print_call_line(self, width, source, calls, arrow='->'):
        lead = func_std_string(source).ljust(width) + arrow
        if not calls:
            print >>self.stream, lead
        # The arrow takes some of the first line's room.
        lead, column = lead + ' ', 7
        for function in sorted(calls):
            print >>self.stream, lead + self._call(function, calls[function], column)
            lead, column = ' ' * (width + 1), 9

    def _call(self, function, counts, column):
        name = func_std_string(function)
        if isinstance(counts, tuple):
            calls, primitive, own, cumulative = counts
            return '%s %s %s  %s' % (_counts(calls, primitive).rjust(column), f8(own), f8(cumulative), name)
        return '%*s%s(%r) %s' % (column - 7, '', name, counts, f8(self.stats[function][3]))


# ---- functions' names

def func_strip_path(function):
    filename, line, name = function
    return os.path.basename(filename), line, name


def func_get_function_name(function):
    return function[2]


def func_std_string(function):
    """A function's name as the tables have it; built-in functions are in braces."""
    filename, line, name = function
    if (filename, line) != ('~', 0):
        return '%s:%d(%s)' % function
    return '{%s}' % name[1:-1] if name[:1] == '<' and name[-1:] == '>' else name


def _widest(functions):
    return max([0] + [len(func_std_string(function)) for function in functions])


# ---- rows

def add_func_stats(target, source):
    """The sum of two rows."""
    return _sums(target[:4], source[:4]) + (add_callers(target[4], source[4]),)


def add_callers(target, source):
    """The sum of what two rows say about callers."""
    total = target.copy()
    for function, counts in source.iteritems():
        if function in total:
            known = total[function]
            counts = _sums(known, counts) if isinstance(counts, tuple) else known + counts
        total[function] = counts
    return total


def _sums(left, right):
    return tuple(one + other for one, other in zip(left, right))


def _merge(stats, function, row):
    stats[function] = add_func_stats(stats.get(function, (0, 0, 0, 0, {})), row)


def count_calls(callers):
    return sum(callers.itervalues())


# ---- columns

def f8(number):
    return '%8.3f' % number


def _quotient(seconds, calls):
    return f8(float(seconds) / calls) if calls else ' ' * 8


def _counts(calls, primitive):
    return str(calls) if calls == primitive else '%d/%d' % (calls, primitive)


def _dated(path):
    """A file's name with the time of its last change, if that is known."""
    try:
        return '%s    %s' % (time.ctime(os.stat(path).st_mtime), path)
    except os.error:
        return path
