"""Contexts of decimal arithmetic: precision, limits, and what conditions lead to."""

from _decimal_parts import (
    ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP,
    infinity, make, not_a_number, operand, power_of_ten)
import _decimal_parts as _parts

try:
    from thread import _local
except ImportError:
    from dummy_threading import local as _local


class DecimalException(ArithmeticError):
    """A condition that may be signaled.

    handle() gives the result of an operation under the condition if it is no error.
    """

    def handle(self, context, *args):
        return None


class Clamped(DecimalException):
    """The exponent had to change for the number to fit."""


class Inexact(DecimalException):
    """Some of the digits that were lost are not 0."""


class Rounded(DecimalException):
    """Digits were lost."""


class Subnormal(DecimalException):
    """The number is so small that it may have fewer digits."""


class InvalidOperation(DecimalException):
    """There is no result; it is a NaN, of a signaling one the quiet one."""

    def handle(self, context, *args):
        if not args:
            return not_a_number()
        return make(args[0]._sign, args[0]._int, 'n', True)._fix_nan(context)


class DivisionByZero(DecimalException, ZeroDivisionError):
    """A number was divided by zero."""

    def handle(self, context, sign, *args):
        return infinity(sign)


class Overflow(Inexact, Rounded):
    """The result is larger than any number of the context."""

    _INFINITE = (
        (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP, ROUND_CEILING),
        (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP, ROUND_FLOOR))

    def handle(self, context, sign, *args):
        if context.rounding in self._INFINITE[sign]:
            return infinity(sign)
        return largest(context, sign)


class Underflow(Inexact, Rounded, Subnormal):
    """The result was too small for all its digits."""


# These are signaled as InvalidOperation.

class ConversionSyntax(InvalidOperation):
    """The text is not that of a number."""


class DivisionImpossible(InvalidOperation):
    """The integer quotient would be longer than the precision."""


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """Zero was divided by zero."""


class InvalidContext(InvalidOperation):
    """The context is not one for this operation."""


_signals = [Clamped, DivisionByZero, Inexact, Overflow, Rounded, Underflow,
            InvalidOperation, Subnormal]
_signal_of = dict.fromkeys((ConversionSyntax, DivisionImpossible, DivisionUndefined,
                            InvalidContext), InvalidOperation)


def largest(context, sign):
    """The finite number farthest from 0."""
    return make(sign, power_of_ten(context.prec) - 1, context.Etop())


def _table(signals):
    """Signal -> 0 or 1, of a list of signals; a dictionary is taken as it is."""
    if isinstance(signals, dict):
        return signals
    return dict([(signal, int(signal in signals)) for signal in _signals])


class Context(object):
    """The rules of computation, in attributes.

    prec        digits of results           rounding    how they are rounded
    Emin, Emax  limits of exponents         capitals    whether texts have E or e
    flags       which signals there were    traps       which are raised as exceptions

    Both may be given as lists, and are dictionaries. Whatever is not given is taken from
    DefaultContext.
    """

    def __init__(self, prec=None, rounding=None, traps=None, flags=None, Emin=None,
                 Emax=None, capitals=None, _clamp=0, _ignored_flags=None):
        self.prec, self.rounding, self.capitals = prec, rounding, capitals
        self.Emin, self.Emax, self._clamp = Emin, Emax, _clamp
        for name, value in self.__dict__.items():
            if value is None:
                setattr(self, name, getattr(DefaultContext, name))
        self.traps = DefaultContext.traps.copy() if traps is None else _table(traps)
        self.flags = _table(() if flags is None else flags)
        self._ignored_flags = _ignored_flags or []

    def __repr__(self):
        shown = ['%s=%s' % (name, getattr(self, name))
                 for name in ('prec', 'rounding', 'Emin', 'Emax', 'capitals')]
        for name in 'flags', 'traps':
            signals = [signal.__name__ for signal, on in getattr(self, name).items() if on]
            shown.append('%s=[%s]' % (name, ', '.join(signals)))
        return 'Context(%s)' % ', '.join(shown)

    # It can be changed, so it has no hash.
    __hash__ = None

    def _shallow_copy(self):
        """A copy with the same flags and traps."""
        other = object.__new__(Context)
        other.__dict__.update(self.__dict__)
        return other

    def copy(self):
        """A copy that has nothing in common with this one."""
        other = self._shallow_copy()
        other.flags = self.flags.copy()
        other.traps = self.traps.copy()
        return other

    __copy__ = copy

    def _rounding_half_even(self):
        """A copy with the same flags that rounds as most functions are defined to."""
        other = self._shallow_copy()
        other.rounding = ROUND_HALF_EVEN
        return other

    def _set_rounding(self, type):
        """Change the rounding; the result is what it was."""
        before, self.rounding = self.rounding, type
        return before

    def Etiny(self):
        """The exponent of the smallest number that is not zero."""
        return int(self.Emin - self.prec + 1)

    def Etop(self):
        """The exponent of the largest number."""
        return int(self.Emax - self.prec + 1)

    # ---- signals

    def clear_flags(self):
        """Forget what was signaled."""
        for signal in self.flags:
            self.flags[signal] = 0

    def _signal(self, signal, explanation=None):
        """Set the flag of one of the signals, and raise it if that is wanted."""
        if signal in self._ignored_flags:
            return
        self.flags[signal] = 1
        if self.traps[signal]:
            raise signal(explanation)

    def _raise_error(self, condition, explanation=None, *args):
        """Signal a condition; the operation's result if that is no exception."""
        self._signal(_signal_of.get(condition, condition), explanation)
        return condition().handle(self, *args)

    def _ignore_flags(self, *flags):
        """Neither set the flags of these signals nor raise them."""
        self._ignored_flags = self._ignored_flags + list(flags)
        return list(flags)

    def _ignore_all_flags(self):
        return self._ignore_flags(*_signals)

    def _regard_flags(self, *flags):
        """Take signals, also as one list, as before _ignore_flags()."""
        if flags and isinstance(flags[0], (tuple, list)):
            flags, = flags
        for flag in flags:
            self._ignored_flags.remove(flag)

    # ---- numbers

    def create_decimal(self, num='0'):
        """A Decimal of text or a number, rounded to this context."""
        if isinstance(num, basestring) and num != num.strip():
            return self._raise_error(ConversionSyntax, 'no trailing or leading whitespace '
                                     'is permitted.')
        number = _parts.Decimal(num, context=self)
        if number._isnan() and number._int >= power_of_ten(self.prec - self._clamp):
            return self._raise_error(ConversionSyntax, 'diagnostic info too long in NaN')
        return number._fix(self)

    def create_decimal_from_float(self, f):
        """A Decimal of a float, rounded to this context."""
        return _parts.Decimal.from_float(f)._fix(self)

    def _apply(self, a):
        """The text of a number rounded to this context."""
        return str(a._fix(self))

    def copy_decimal(self, a):
        """The number as a Decimal."""
        return _parts.Decimal(operand(a))

    def power(self, a, b, modulo=None):
        """a ** b, or a ** b % modulo of integers."""
        return _check(operand(a).__pow__(b, modulo, context=self), b)

    def fma(self, a, b, c):
        """a * b + c, with one rounding."""
        return operand(a).fma(b, c, context=self)

    def to_sci_string(self, a):
        """The text of a number."""
        return operand(a).__str__(context=self)

    def radix(self):
        """10"""
        return make(0, 10, 0)


def _check(result, other):
    if result is NotImplemented:
        raise TypeError('Unable to convert %s to Decimal' % other)
    return result


# Methods of contexts that are a method of numbers, with as many operands and this context.
_UNARY = dict(abs='__abs__', minus='__neg__', plus='__pos__', to_integral='to_integral_value')
_UNARY.update((name, name) for name in
              'exp ln log10 logb logical_invert next_minus next_plus normalize number_class '
              'sqrt to_eng_string to_integral_exact to_integral_value is_normal is_subnormal '
              'canonical'.split())
_BINARY = dict(add='__add__', subtract='__sub__', multiply='__mul__', divide='__div__',
               divide_int='__floordiv__', remainder='__mod__', divmod='__divmod__')
_BINARY.update((name, name) for name in
               'compare compare_signal logical_and logical_or '
               'logical_xor max max_mag min min_mag next_toward quantize remainder_near rotate '
               'scaleb shift'.split())
# The same of methods that need no context.
_UNARY_PLAIN = ('is_canonical copy_abs copy_negate is_finite is_infinite is_nan is_qnan is_signed is_snan '
                'is_zero').split()
_BINARY_PLAIN = 'compare_total compare_total_mag copy_sign same_quantum'.split()


def _unary(method):
    return lambda self, a: getattr(operand(a), method)(context=self)


def _binary(method):
    return lambda self, a, b: _check(getattr(operand(a), method)(b, context=self), b)


def _unary_plain(method):
    return lambda self, a: getattr(operand(a), method)()


def _binary_plain(method):
    return lambda self, a, b: getattr(operand(a), method)(b)


def add_methods(number):
    """Give contexts the methods of numbers; number is their class, for the texts of help."""
    for names, adapt in ((_UNARY, _unary), (_BINARY, _binary),
                         (_UNARY_PLAIN, _unary_plain), (_BINARY_PLAIN, _binary_plain)):
        for name in names:
            target = names[name] if isinstance(names, dict) else name
            method = adapt(target)
            method.__name__ = name
            method.__doc__ = getattr(number, target).__doc__
            setattr(Context, name, method)


DefaultContext = Context(
    prec=28, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, Overflow, InvalidOperation],
    Emax=999999999, Emin=-999999999, capitals=1)
BasicContext = Context(
    prec=9, rounding=ROUND_HALF_UP,
    traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[])


# ---- the context of each thread

_threads = _local()


def getcontext():
    """The thread's context, which it may change; at first as DefaultContext."""
    try:
        return _threads.context
    except AttributeError:
        context = _threads.context = Context()
        return context


def setcontext(context):
    """Give the thread a context; of the module's own a copy."""
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _threads.context = context


class _ContextManager(object):
    """with: the thread has a copy of a context."""

    def __init__(self, new_context):
        self.new_context = new_context.copy()

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, *exception):
        setcontext(self.saved_context)


def localcontext(ctx=None):
    """For with: a copy of a context, or of the thread's, is the thread's for the time."""
    return _ContextManager(ctx or getcontext())
