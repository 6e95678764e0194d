"""bdb: events, ways to go on, breakpoints."""
import bdb
import os
import sys
import linecache

HERE = os.path.splitext(__file__)[0] + '.py'


def inner(n):
    total = 0
    for i in range(n):
        total += i
    return total


def outer(n):
    a = inner(n)
    try:
        b = thrower()
    except ValueError:
        b = 1
    return a + b


def thrower():
    raise ValueError('thrown')


def generator():
    yield 1
    yield 2


class Script(bdb.Bdb):
    """Goes on as it is told, in turn."""

    def __init__(self, orders, **options):
        bdb.Bdb.__init__(self, **options)
        self.orders = list(orders)

    def go_on(self, what, frame, extra=''):
        if 'bdb.py' not in frame.f_code.co_filename:
            print '%s %s+%d %s' % (what, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, extra)
        order = self.orders.pop(0) if self.orders else 'continue'
        if order in ('next', 'return', 'until'):
            getattr(self, 'set_' + order)(frame)
        elif order != 'same':
            getattr(self, 'set_' + order)()

    def user_call(self, frame, argument_list):
        self.go_on('call', frame, argument_list)

    def user_line(self, frame):
        self.go_on('line', frame)

    def user_return(self, frame, value):
        self.go_on('return', frame, value)

    def user_exception(self, frame, info):
        self.go_on('exception', frame, info[0].__name__)

    def do_clear(self, arg):
        print 'clear', arg
        self.clear_bpbynumber(arg)


for orders in (['step'] * 40, ['step', 'next', 'next', 'next', 'next', 'next'], ['step', 'step', 'step', 'step', 'return', 'step', 'step'],
               ['step', 'step', 'step', 'step', 'until', 'until', 'until', 'step'], ['step', 'step', 'quit'], ['same'] * 60, []):
    print orders[:8]
    print Script(orders).runcall(outer, 2)
debugger = Script(['step'] * 30)
debugger.run('x = list(generator())', globals())
print x
print Script(['step'] * 3).runeval('  inner(1) + 1', globals(), {})
print Script(['step'] * 3).runeval(compile('1 + 1', 'none', 'eval'), {})
Script(['step'] * 3).runctx('y = 5\nz = 6', globals(), {})
try:
    Script(['step'] * 9).run('1 / 0', {})
except ZeroDivisionError:
    print 'passed on'
print Script(['step'] * 9, skip=['__ma*']).runcall(inner, 1)
print Script([]).runcall(lambda self, function=1: (self, function), 2, function=3)


def line_of(function, plus):
    return function.func_code.co_firstlineno + plus


debugger = Script(['same'] * 30)
debugger.reset()
print debugger.set_break('<none>', 1), debugger.set_break(HERE, 10000)[-22:]
print debugger.set_break(HERE, line_of(inner, 3), cond='i == 2')
print debugger.set_break(HERE, line_of(inner, 4), temporary=1)
print debugger.set_break(HERE, line_of(outer, 0), funcname='outer')
print debugger.set_break(HERE, line_of(inner, 3), cond='undefined_name')
debugger.orders = ['continue'] * 20
breakpoints = bdb.Breakpoint.bpbynumber
print debugger.runcall(outer, 4)
for breakpoint in breakpoints:
    if breakpoint:
        print breakpoint.number, breakpoint.line - line_of(inner, 0), breakpoint.hits, breakpoint.enabled
breakpoints[4].disable()
breakpoints[1].ignore = 2
breakpoints[1].cond = None
breakpoints[1].hits = 1
print debugger.runcall(outer, 4)
for breakpoint in breakpoints:
    if breakpoint:
        breakpoint.file = 'file'
        breakpoint.bpprint(sys.stdout)
        breakpoint.file = debugger.canonic(HERE)
breakpoints[4].enable()
print debugger.get_break(HERE, line_of(outer, 0)), debugger.get_break(HERE, 1), debugger.get_break('none', 1)
print [b.number for b in debugger.get_breaks(HERE, line_of(inner, 3))], debugger.get_breaks('none', 3)
print len(debugger.get_file_breaks(HERE)), debugger.get_file_breaks('none'), len(debugger.get_all_breaks())
for arg in 'abc', '99', '2', None:
    print debugger.clear_bpbynumber(arg)
print debugger.clear_bpbynumber('3'), debugger.clear_break('<none>', 1)
print debugger.clear_break(HERE, 1)[:22], debugger.clear_break(HERE, line_of(inner, 3))
print breakpoints, bdb.Breakpoint.bplist, debugger.breaks, debugger.clear_all_file_breaks('<none>'), debugger.clear_all_breaks()
debugger.set_break(HERE, line_of(inner, 3))
debugger.set_break(HERE, line_of(inner, 2))
print debugger.clear_all_file_breaks(HERE), debugger.breaks, breakpoints
debugger.set_break(HERE, line_of(inner, 3))
print debugger.clear_all_breaks(), debugger.breaks, breakpoints

print debugger.canonic('<string>'), os.path.basename(debugger.canonic('<a')), os.path.isabs(debugger.canonic('a'))
print debugger.trace_dispatch(None, 'c_call', None) == debugger.trace_dispatch


def look():
    raise KeyError


try:
    look()
except KeyError:
    traceback = sys.exc_info()[2]
debugger.botframe = None
stack, index = debugger.get_stack(None, traceback)
print [frame.f_code.co_name for frame, line in stack], index
stack, index = debugger.get_stack(traceback.tb_frame, traceback)
print [frame.f_code.co_name for frame, line in stack], index
print debugger.get_stack(None, None)
print os.path.basename(debugger.format_stack_entry(stack[1])).split('(')[1:], debugger.format_stack_entry(stack[1], ' <- ')[-18:]


def with_arguments(__args__, __return__=5):
    return sys._getframe()


print os.path.basename(debugger.format_stack_entry((with_arguments((1, 2)), 10000))).split(')', 1)[1]
print bdb.Bdb().user_line(None), bdb.BdbQuit.__bases__, bdb.Breakpoint.__module__
try:
    bdb.Bdb().do_clear(1)
except NotImplementedError as error:
    print 'not implemented'
