//! Interned names that native code looks up, as fields of one struct.

use crate::object::Ref;
use crate::string::StrObject;
use crate::vm::Vm;

macro_rules! names {
    ($($name:ident)+) => {
        #[allow(non_snake_case)]
        pub struct Names { $(pub $name: Ref<StrObject>,)+ }

        impl Names {
            pub(crate) fn new(vm: &mut Vm) -> Names {
                Names { $($name: vm.intern(stringify!($name)),)+ }
            }
        }
    };
}

names! {
    __abs__ __add__ __and__ __bases__ __bool__ __builtin__ __builtins__ __call__ __class__ __cmp__ __coerce__ __complex__ __contains__
    __del__ __delattr__ __delete__ __delitem__ __delslice__ __dict__ __dir__ __div__ __divmod__ __doc__ __enter__ __eq__ __exit__
    __file__ __float__ __floordiv__ __format__ __ge__ __get__ __getattr__ __getattribute__ __getinitargs__ __getitem__
    __getnewargs__ __getslice__ __getstate__ __gt__ __hash__ __hex__ __iadd__ __iand__ __idiv__ __ifloordiv__ __ilshift__ __imod__
    __imul__ __import__ __index__ __init__ __instancecheck__ __int__ __invert__ __ior__ __ipow__ __irshift__ __isub__ __iter__
    __itruediv__ __ixor__ __le__ __len__ __length_hint__ __loader__ __long__ __lshift__ __lt__ __main__ __metaclass__ __missing__
    __mod__ __module__ __mro__ __mul__ __name__ __ne__ __neg__ __new__ __nonzero__ __oct__ __or__ __package__ __path__ __pos__
    __pow__ __radd__ __rand__ __rdiv__ __rdivmod__ __reduce__ __reduce_ex__ __repr__ __reversed__ __rfloordiv__ __rlshift__
    __rmod__ __rmul__ __ror__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __self__ __set__ __setattr__
    __setitem__ __setslice__ __setstate__ __sizeof__ __slots__ __str__ __sub__ __subclasscheck__ __subclasses__ __truediv__
    __trunc__ __unicode__ __weakref__ __xor__ __abstractmethods__ __all__ __slotnames__ __cause__
    args close code displayhook encoding end errno errors excepthook exitfunc filename flush getvalue iteritems items keys last_traceback last_type
    last_value lineno message modules msg next object offset path path_hooks path_importer_cache meta_path print_file_and_line read readline
    reason send softspace start stderr stdin stdout strerror text throw tracebacklimit update values write writelines
}
