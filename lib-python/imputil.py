"""Importing by rules of one's own; deprecated: finders in sys.meta_path and the module imp do it better.

    class Importer(imputil.Importer):
        def get_code(self, parent, modname, fqname):
            ...                             # (is it a package, its code or the module, variables), or None

    imputil.ImportManager().install()
    sys.path.insert(0, Importer())

Importers in sys.path are asked in their turn, and for what is in their packages. What none of them has, nor a folder of
sys.path, is imported as it was before.
"""

from warnings import warnpy3k
warnpy3k('the imputil module has been removed in Python 3.0', stacklevel=2)
del warnpy3k

import __builtin__
import imp
import marshal
import os
import sys
import types

__all__ = ['ImportManager', 'Importer', 'BuiltinImporter']


class ImportManager:
    """Imports modules in the place of __import__, once it is installed."""

    def __init__(self, fs_imp=None):
        """fs_imp imports from the folders of sys.path."""
        self.fs_imp = fs_imp or self.clsFilesystemImporter()
        for description in imp.get_suffixes():
            if description[2] == imp.C_EXTENSION:
                self.add_suffix(description[0], DynLoadSuffixImporter(description).import_file)
        self.add_suffix('.py', py_suffix_importer)

    def install(self, namespace=vars(__builtin__)):
        """Import from now on, for all programs or for those whose built-in names are these."""
        if isinstance(namespace, types.ModuleType):
            namespace = vars(namespace)
        self.namespace = namespace
        self.previous_importer = namespace['__import__']
        namespace['__import__'] = self._import_hook

    def uninstall(self):
        self.namespace['__import__'] = self.previous_importer

    def add_suffix(self, suffix, importFunc):
        """Files with a suffix are modules: importFunc(path, what os.stat() says, name) gives what get_code() does."""
        self.fs_imp.add_suffix(suffix, importFunc)

    def _import_hook(self, fqname, globals=None, locals=None, fromlist=None, level=-1):
        package = self._determine_import_context(globals) if level else None
        parts = fqname.split('.')
        if package and level < 2:
            module = package.__importer__._do_import(package, parts, fromlist)
            if module:
                return module
        if level <= 0:
            top = sys.modules.get(parts[0]) or self._import_top_module(parts[0])
            importer = getattr(top, '__importer__', None)
            if importer:
                return importer._finish_import(top, parts[1:], fromlist)
        try:
            return self.previous_importer(fqname, globals, locals, fromlist, level)
        except ImportError:
            raise ImportError('No module named ' + fqname)

    def _determine_import_context(self, globals):
        """The package whose module imports, if one of the importers has made it."""
        if not globals or not globals.get('__importer__'):
            return None
        name = globals['__name__']
        if not globals['__ispkg__']:
            name = name.rpartition('.')[0]
        return sys.modules[name] if name else None

    def _import_top_module(self, name):
        for item in sys.path:
            if isinstance(item, basestring):
                module = self.fs_imp.import_from_dir(item, name)
            elif hasattr(item, 'import_top'):
                module = item.import_top(name)
            else:
                module = None
            if module:
                return module
        return None


class Importer:
    """Imports modules, whose code a subclass finds. They know it as their __importer__."""

    def get_code(self, parent, modname, fqname):
        """The code of a module, called modname in a package (or alone, where that is None).

        It is (whether it is a package, its code, variables it begins with), or a module in the place of the code; or
        None where there is no such module.
        """
        raise RuntimeError('get_code not implemented')

    def import_top(self, name):
        return self._import_one(None, name, name)

    def _import_one(self, parent, modname, fqname):
        """The module, or None."""
        if fqname in sys.modules:
            return sys.modules[fqname]
        result = self.get_code(parent, modname, fqname)
        if result is None:
            return None
        module = self._process_result(result, fqname)
        if parent:
            setattr(parent, modname, module)
        return module

    def _process_result(self, result, fqname):
        """The module that is made of what get_code() gave."""
        ispkg, code, variables = result
        is_module = isinstance(code, types.ModuleType)
        module = code if is_module else imp.new_module(fqname)
        module.__importer__, module.__ispkg__ = self, ispkg
        vars(module).update(variables)
        sys.modules[fqname] = module
        if not is_module:
            try:
                exec code in vars(module)
            except:
                sys.modules.pop(fqname, None)
                raise
        # It may have put another one there.
        module = sys.modules[fqname]
        module.__name__ = fqname
        return module

    def _finish_import(self, top, parts, fromlist):
        """What an import of parts in a package gives."""
        bottom = top
        for part in parts:
            name = '%s.%s' % (bottom.__name__, part)
            bottom = self._import_one(bottom, part, name)
            if not bottom:
                raise ImportError('No module named ' + name)
        if not fromlist:
            return top
        if getattr(bottom, '__ispkg__', False):
            self._import_fromlist(bottom, fromlist)
        return bottom

    def _import_fromlist(self, package, fromlist):
        if '*' in fromlist:
            fromlist = getattr(package, '__all__', [])
        for name in fromlist:
            if name and not hasattr(package, name):
                full = '%s.%s' % (package.__name__, name)
                if not self._import_one(package, name, full):
                    raise ImportError('cannot import name ' + full)

    def _do_import(self, parent, parts, fromlist):
        """What an import in a package gives, or None if it does not have the first part."""
        top = self._import_one(parent, parts[0], '%s.%s' % (parent.__name__, parts[0]))
        return top and self._finish_import(top, parts[1:], fromlist)


class BuiltinImporter(Importer):
    """Imports what is part of the interpreter."""

    def get_code(self, parent, modname, fqname):
        if parent:
            return None
        if imp.is_builtin(modname):
            kind = imp.C_BUILTIN
        elif imp.is_frozen(modname):
            kind = imp.PY_FROZEN
        else:
            return None
        return 0, imp.load_module(modname, None, modname, ('', '', kind)), {}


class _FilesystemImporter(Importer):
    """Imports from folders."""

    def __init__(self):
        self.suffixes = []

    def add_suffix(self, suffix, importFunc):
        self.suffixes.append((suffix, importFunc))

    def import_from_dir(self, dir, fqname):
        """The module in a folder, or None."""
        result = self._import_pathname(os.path.join(dir, fqname), fqname)
        return result and self._process_result(result, fqname)

    def get_code(self, parent, modname, fqname):
        for folder in getattr(parent, '__path__', ()):
            result = self._import_pathname(os.path.join(folder, modname), fqname)
            if result:
                return result
        return None

    def _import_pathname(self, pathname, fqname):
        if os.path.isdir(pathname):
            result = self._import_pathname(os.path.join(pathname, '__init__'), fqname)
            if result:
                result[2].update(__pkgdir__=pathname, __path__=[pathname])
                return 1, result[1], result[2]
            return None
        for suffix, import_file in self.suffixes:
            path = pathname + suffix
            try:
                facts = os.stat(path)
            except OSError:
                continue
            return import_file(path, facts, fqname)
        return None


ImportManager.clsFilesystemImporter = _FilesystemImporter


def py_suffix_importer(filename, finfo, fqname):
    """The code of a source, from the compiled file beside it if that is not older."""
    compiled = filename + ('c' if __debug__ else 'o')
    code = _read_compiled(compiled, long(finfo[8]))
    if code is not None:
        return 0, code, {'__file__': compiled}
    with open(filename, 'U') as file:
        code = compile(file.read().rstrip('\n') + '\n', filename, 'exec', 0, 1)
    return 0, code, {'__file__': filename}


def _read_compiled(path, mtime):
    """The code in a compiled file if it is of a source of that time, or None."""
    try:
        with open(path, 'rb') as file:
            if file.read(4) != imp.get_magic():
                return None
            when = sum(ord(byte) << 8 * i for i, byte in enumerate(file.read(4)))
            return marshal.load(file) if when == mtime else None
    except (IOError, EOFError, ValueError, TypeError):
        return None


class DynLoadSuffixImporter:
    """Imports libraries."""

    def __init__(self, desc):
        self.desc = desc

    def import_file(self, filename, finfo, fqname):
        with open(filename, self.desc[1]) as file:
            module = imp.load_module(fqname, file, filename, self.desc)
        module.__file__ = filename
        return 0, module, {}
