"""Names for the interpreter's own types, including those that are not built-ins."""

import sys as _sys

NoneType = type(None)
TypeType = type
ObjectType = object

BooleanType = bool
IntType = int
LongType = long
FloatType = float
ComplexType = complex

StringType, UnicodeType = StringTypes = (str, unicode)

TupleType = tuple
ListType = list
DictType = DictionaryType = dict
BufferType = buffer
SliceType = slice
XRangeType = xrange
FileType = file
EllipsisType = type(Ellipsis)
NotImplementedType = type(NotImplemented)
DictProxyType = type(type.__dict__)


def _function():
    yield None


class _Classic:
    def method(self):
        pass


FunctionType = LambdaType = type(_function)
CodeType = type(_function.func_code)
GeneratorType = type(_function())
ClassType = type(_Classic)
InstanceType = type(_Classic())
MethodType = UnboundMethodType = type(_Classic.method)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(_sys)
GetSetDescriptorType = type(FunctionType.func_code)
MemberDescriptorType = type(FunctionType.func_globals)

try:
    raise TypeError
except TypeError:
    _traceback = _sys.exc_info()[2]
    TracebackType = type(_traceback)
    FrameType = type(_traceback.tb_frame)
    del _traceback

del _sys, _function, _Classic

__all__ = [_name for _name in globals().keys() if _name[:1] != '_']
