"""Which modules a program imports, found without running it.

    finder = ModuleFinder()
    finder.run_script('program.py')
    finder.report()
"""

import ast
import imp
import marshal
import os
import sys

__all__ = ['AddPackagePath', 'ReplacePackage', 'Module', 'ModuleFinder']

packagePathMap = {}
replacePackageMap = {}


def AddPackagePath(packagename, path):
    """Say that a package has modules in one more folder."""
    packagePathMap.setdefault(packagename, []).append(path)


def ReplacePackage(oldname, newname):
    """Say that a package takes the place of another one while it runs."""
    replacePackageMap[oldname] = newname


class Module:
    """A module that was found."""

    def __init__(self, name, file=None, path=None):
        self.__name__ = name
        self.__file__ = file
        self.__path__ = path
        self.__code__ = None
        # The names that it assigns, and those that it imports with a star from what was not found.
        self.globalnames = {}
        self.starimports = {}

    def __repr__(self):
        parts = [repr(self.__name__)]
        parts += [repr(part) for part in (self.__file__, self.__path__) if part is not None]
        return 'Module(%s)' % ', '.join(parts)


class ModuleFinder:
    """modules: {name: Module}; badmodules: {name: {importer: 1}} of those that were not found."""

    def __init__(self, path=None, debug=0, excludes=[], replace_paths=[]):
        self.path = sys.path if path is None else path
        self.modules = {}
        self.badmodules = {}
        self.debug = debug
        self.indent = 0
        self.excludes = excludes
        self.replace_paths = replace_paths
        self.processed_paths = []

    def msg(self, level, text, *args):
        if level <= self.debug:
            print '   ' * self.indent + text, ' '.join(map(repr, args))

    def run_script(self, pathname):
        """Look at a program and all that it imports."""
        with open(pathname, 'rU') as fp:
            self.load_module('__main__', fp, pathname, ('', 'r', imp.PY_SOURCE))

    def load_file(self, pathname):
        name, ext = os.path.splitext(os.path.basename(pathname))
        with open(pathname, 'rU') as fp:
            self.load_module(name, fp, pathname, (ext, 'r', imp.PY_SOURCE))

    def import_hook(self, name, caller=None, fromlist=None, level=-1):
        """What an import statement of a module does. ImportError."""
        parent = self.determine_parent(caller, level)
        head, dot, tail = name.partition('.')
        module = self._import_head(parent, head, level) if head else parent
        while tail:
            part, dot, tail = tail.partition('.')
            full = module.__name__ + '.' + part
            found = self.import_module(part, full, module)
            if found is None:
                raise ImportError('No module named ' + full)
            module = found
        if fromlist and module.__path__:
            self.ensure_fromlist(module, fromlist)
        return module

    def determine_parent(self, caller, level=-1):
        """The package that relative names are looked for in."""
        if not caller or level == 0:
            return None
        name = caller.__name__
        if level >= 1:
            up = level - 1 if caller.__path__ else level
            for i in range(up):
                if '.' not in name:
                    raise ImportError('relative importpath too deep')
                name = name[:name.rindex('.')]
            return self.modules[name]
        if caller.__path__:
            return self.modules[name]
        return self.modules.get(name.rpartition('.')[0])

    def _import_head(self, parent, head, level):
        if parent is not None:
            found = self.import_module(head, parent.__name__ + '.' + head, parent)
            if found is not None:
                return found
            if level > 0:
                raise ImportError('No module named ' + head)
        found = self.import_module(head, head, None)
        if found is None:
            raise ImportError('No module named ' + head)
        return found

    def ensure_fromlist(self, module, fromlist, recursive=0):
        for name in fromlist:
            if name == '*':
                if not recursive:
                    self.ensure_fromlist(module, self.find_all_submodules(module), 1)
            elif not hasattr(module, name):
                full = '%s.%s' % (module.__name__, name)
                if self.import_module(name, full, module) is None:
                    raise ImportError('No module named ' + full)

    def find_all_submodules(self, module):
        names = set()
        for folder in module.__path__ or ():
            try:
                entries = os.listdir(folder)
            except os.error:
                continue
            for entry in entries:
                base, ext = os.path.splitext(entry)
                if ext in ('.py', '.pyc', '.pyo', '.so') and base != '__init__':
                    names.add(base)
        return sorted(names)

    def import_module(self, partname, fqname, parent):
        """A module, found before or now; None if there is none."""
        if fqname in self.modules:
            return self.modules[fqname]
        if fqname in self.badmodules:
            return None
        if parent and parent.__path__ is None:
            return None
        try:
            fp, pathname, stuff = self.find_module(partname, parent and parent.__path__, parent)
        except ImportError:
            return None
        try:
            module = self.load_module(fqname, fp, pathname, stuff)
        finally:
            if fp:
                fp.close()
        if parent:
            setattr(parent, partname, module)
        return module

    def find_module(self, name, path, parent=None):
        fullname = parent.__name__ + '.' + name if parent is not None else name
        if fullname in self.excludes:
            raise ImportError(name)
        if path is None:
            if name in sys.builtin_module_names:
                return None, None, ('', '', imp.C_BUILTIN)
            path = self.path
        return imp.find_module(name, path)

    def load_module(self, fqname, fp, pathname, file_info):
        suffix, mode, kind = file_info
        self.msg(2, 'load_module', fqname, pathname)
        if kind == imp.PKG_DIRECTORY:
            return self.load_package(fqname, pathname)
        code = None
        if kind == imp.PY_SOURCE:
            code = fp.read() + '\n'
        elif kind == imp.PY_COMPILED:
            if fp.read(4) != imp.get_magic():
                raise ImportError('Bad magic number in %s' % pathname)
            fp.read(4)
            code = marshal.load(fp)
        module = self.add_module(fqname)
        module.__file__ = pathname
        if code is not None:
            if isinstance(code, str):
                tree = ast.parse(code, pathname)
                module.__code__ = compile(code, pathname, 'exec')
                self.scan_code(tree, module)
            else:
                module.__code__ = code
        return module

    def load_package(self, fqname, pathname):
        fqname = replacePackageMap.get(fqname, fqname)
        module = self.add_module(fqname)
        module.__file__ = pathname
        module.__path__ = [pathname] + packagePathMap.get(fqname, [])
        fp, path, stuff = self.find_module('__init__', module.__path__)
        try:
            self.load_module(fqname, fp, path, stuff)
        finally:
            if fp:
                fp.close()
        return module

    def add_module(self, fqname):
        if fqname not in self.modules:
            self.modules[fqname] = Module(fqname)
        return self.modules[fqname]

    def _add_badmodule(self, name, caller):
        self.badmodules.setdefault(name, {})[caller.__name__ if caller else '-'] = 1

    def scan_code(self, tree, module):
        """Follow the import statements of a syntax tree."""
        absolute = False
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == '__future__':
                absolute = absolute or any(alias.name == 'absolute_import' for alias in node.names)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                module.globalnames[node.id] = 1
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    self._safe_import_hook(alias.name, module, None, 0 if absolute else -1)
            elif isinstance(node, ast.ImportFrom):
                level = node.level or (0 if absolute else -1)
                names = [alias.name for alias in node.names]
                self._safe_import_hook(node.module or '', module, names, level)
                if '*' in names:
                    self._star(node.module or '', module, level)

    def _star(self, name, module, level):
        try:
            found = self.import_hook(name, module, None, level)
        except ImportError:
            module.starimports[name] = 1
            return
        module.globalnames.update(found.globalnames)
        module.starimports.update(found.starimports)
        if found.__code__ is None:
            module.starimports[name] = 1

    def _safe_import_hook(self, name, caller, fromlist, level=-1):
        if name in self.badmodules:
            self._add_badmodule(name, caller)
            return
        try:
            self.import_hook(name, caller, None, level)
        except ImportError:
            self._add_badmodule(name, caller)
            return
        except SyntaxError:
            self._add_badmodule(name, caller)
            return
        for sub in fromlist or ():
            if name + '.' + sub in self.badmodules:
                self._add_badmodule(name + '.' + sub, caller)
                continue
            try:
                self.import_hook(name, caller, [sub], level)
            except ImportError:
                self._add_badmodule(name + '.' + sub, caller)

    def any_missing(self):
        """The names that were not found."""
        missing, maybe = self.any_missing_maybe()
        return missing + maybe

    def any_missing_maybe(self):
        """(names that were not found, names that may be no modules)."""
        missing, maybe = [], []
        for name in self.badmodules:
            if name in self.excludes:
                continue
            package, dot, sub = name.rpartition('.')
            if not dot:
                missing.append(name)
                continue
            found = self.modules.get(package)
            if found is None:
                missing.append(name)
            elif package not in self.badmodules[name] and sub in found.globalnames:
                # A variable of the package.
                pass
            elif found.starimports:
                maybe.append(name)
            else:
                missing.append(name)
        return sorted(missing), sorted(maybe)

    def report(self):
        """Print what was found and what was not."""
        print
        print '  %-25s %s' % ('Name', 'File')
        print '  %-25s %s' % ('----', '----')
        for key in sorted(self.modules):
            module = self.modules[key]
            print 'P' if module.__path__ else 'm',
            print '%-25s' % key, module.__file__ or ''
        missing, maybe = self.any_missing_maybe()
        for title, names in (('Missing modules:', missing),
                             ('Submodules that appear to be missing, but could also be global names in '
                              'the parent package:', maybe)):
            if names:
                print
                print title
                for name in names:
                    print '?', name, 'imported from', ', '.join(sorted(self.badmodules[name]))


if __name__ == '__main__':
    finder = ModuleFinder()
    finder.run_script(sys.argv[1])
    finder.report()
