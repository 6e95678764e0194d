"""Documentation of modules, classes and functions as text and as pages in HTML.

help(thing) shows what a thing's documentation strings and names say; "python -m pydoc" tells what the program does.
"""

import getopt
import imp
import inspect
import locale
import os
import pkgutil
import re
import sys

from _pydoc_names import (Doc, ErrorDuringImport, TextRepr, allmethods, class_attributes, class_sections, classname, cram, describe,
                          getdoc, isdata, ispackage, locate, module_file, module_members, package_contents, resolve,
                          safeimport, splitdoc, stripid, to_bytes, to_text, version_of, visiblename)
from _pydoc_html import HTMLDoc, HTMLRepr
from _pydoc_keywords import FORMS

__all__ = ['help', 'getdoc', 'render_doc', 'doc', 'locate', 'plain', 'TextDoc', 'text']


# ---- text

class TextDoc(Doc):
    """Makes text of objects."""

    _repr = TextRepr()
    repr = _repr.repr

    def bold(self, text):
        return ''.join([ch + '\b' + ch for ch in text])

    def indent(self, text, prefix='    '):
        if not text:
            return ''
        lines = [prefix + line for line in text.split('\n')]
        lines[-1] = lines[-1].rstrip()
        return '\n'.join(lines)

    def section(self, title, contents):
        return self.bold(title) + '\n' + self.indent(contents).rstrip() + '\n\n'

    def formattree(self, tree, modname, parent=None, prefix=''):
        """A class tree, as inspect.getclasstree() gives it, as text."""
        result = ''
        for entry in tree:
            if type(entry) is tuple:
                c, bases = entry
                result += prefix + classname(c, modname)
                if bases and bases != (parent,):
                    result += '(%s)' % ', '.join([classname(base, modname) for base in bases])
                result += '\n'
            else:
                result += self.formattree(entry, modname, c, prefix + '    ')
        return result

    def docmodule(self, object, name=None, mod=None):
        name = object.__name__
        synopsis, description = splitdoc(getdoc(object))
        result = self.section('NAME', name + (synopsis and ' - ' + synopsis))
        result += self.section('FILE', module_file(object) or '(built-in)')
        location = self.getdocloc(object)
        if location:
            result += self.section('MODULE DOCS', location)
        if description:
            result += self.section('DESCRIPTION', description)
        classes, functions, data = module_members(object)
        contents = [modname + (' (package)' if ispkg else '') for modname, ispkg in package_contents(object)]
        if contents:
            result += self.section('PACKAGE CONTENTS', '\n'.join(contents))
        if classes:
            tree = inspect.getclasstree([value for key, value in classes], 1)
            contents = [self.formattree(tree, name)]
            contents += [self.document(value, key, name) for key, value in classes]
            result += self.section('CLASSES', '\n'.join(contents))
        if functions:
            contents = [self.document(value, key, name) for key, value in functions]
            result += self.section('FUNCTIONS', '\n'.join(contents))
        if data:
            contents = [self.docother(value, key, name, maxlen=70) for key, value in data]
            result += self.section('DATA', '\n'.join(contents))
        if hasattr(object, '__version__'):
            result += self.section('VERSION', version_of(object))
        for title, key in (('DATE', '__date__'), ('AUTHOR', '__author__'), ('CREDITS', '__credits__')):
            if hasattr(object, key):
                result += self.section(title, to_text(getattr(object, key)))
        return result

    def docclass(self, object, name=None, mod=None):
        realname = object.__name__
        name = name or realname
        title = 'class ' + self.bold(name)
        if name != realname:
            title = self.bold(name) + ' = class ' + realname
        if object.__bases__:
            title += '(%s)' % ', '.join([classname(base, object.__module__) for base in object.__bases__])
        contents = []
        doc = getdoc(object)
        if doc:
            contents.append(doc + '\n')
        order = inspect.getmro(object)
        if len(order) > 2:
            contents.append('Method resolution order:\n'
                            + '\n'.join(['    ' + classname(base, object.__module__) for base in order])
                            + '\n')
        sections = []
        for home, what, kind, members in class_sections(object, class_attributes(object)):
            tag = 'defined here' if home is object else 'inherited from ' + classname(home, object.__module__)
            members = [self._member(kind, key, value, object) for key, value in members]
            sections.append('\n'.join(['%s %s:\n' % (what, tag)] + members))
        text = '\n'.join(contents + [('\n' + '-' * 70 + '\n').join(sections)])
        if not text:
            return title + '\n'
        return title + '\n' + self.indent(text.rstrip(), ' |  ') + '\n'

    def _member(self, kind, key, value, klass):
        if kind in ('method', 'class method', 'static method'):
            return self.document(getattr(klass, key, value), key, klass.__module__, klass)
        if kind == 'data descriptor':
            return self.docdata(value, key)
        value = getattr(klass, key, value)
        doc = getdoc(value) if hasattr(value, '__call__') or inspect.isdatadescriptor(value) else None
        return self.docother(value, key, maxlen=70, doc=doc) + '\n'

    def _note(self, method, mod, cl):
        """To which class or instance a method belongs, where that is not the class that is being documented."""
        if cl is not None:
            return '' if method.im_class is cl else ' from ' + classname(method.im_class, mod)
        if method.im_self is None:
            return ' unbound %s method' % classname(method.im_class, mod)
        return ' method of %s instance' % classname(method.im_self.__class__, mod)

    def docroutine(self, object, name=None, mod=None, cl=None):
        realname = object.__name__
        name = name or realname
        note = ''
        if inspect.ismethod(object):
            note = self._note(object, mod, cl)
            object = object.im_func
        title = self.bold(name)
        if name != realname:
            title += ' = ' + realname
        spec = '(...)'
        if inspect.isfunction(object):
            args, varargs, varkw, defaults = inspect.getargspec(object)
            spec = inspect.formatargspec(args, varargs, varkw, defaults, formatvalue=lambda v: '=' + self.repr(v))
            if realname == '<lambda>':
                title = self.bold(name) + ' lambda '
                spec = spec[1:-1]
        is_here = cl is not None and cl.__dict__.get(realname) is object
        # Under its other name the class has it with its documentation.
        doc = getdoc(object) if name == realname or not is_here else ''
        return title + spec + note + '\n' + (doc and self.indent(doc).rstrip() + '\n')

    def docdata(self, object, name=None, mod=None):
        doc = getdoc(object) or ''
        return (self.bold(name) + '\n' if name else '') + (doc and self.indent(doc) + '\n')

    docproperty = docdata

    def _docdescriptor(self, name, value, mod):
        return self.docdata(value, name, mod)

    def docother(self, object, name=None, mod=None, parent=None, maxlen=None, doc=None):
        text = self._repr.repr(object)
        line = (name + ' = ' if name else '') + text
        if maxlen and len(line) > maxlen:
            text = text[:maxlen - len(line)] + '...'
        line = (self.bold(name) + ' = ' if name else '') + text
        return line + ('\n' + self.indent(doc) if doc else '')


text = TextDoc()
html = HTMLDoc()


def render_doc(thing, title='Python Library Documentation: %s', forceload=0):
    """The text of a thing, or of what a dotted name stands for. ImportError."""
    object, name = resolve(thing, forceload)
    what = describe(object)
    module = inspect.getmodule(object)
    if name and '.' in name:
        what += ' in ' + name[:name.rfind('.')]
    elif module and module is not object:
        what += ' in module ' + module.__name__
    if not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
            or inspect.isgetsetdescriptor(object) or inspect.ismemberdescriptor(object)
            or isinstance(object, property)):
        # Of a value its type tells more.
        object = getattr(object, '__class__', None) if type(object).__name__ == 'instance' else type(object)
        what += ' object'
    return _encode(title % what + '\n\n' + text.document(object, name))


def doc(thing, title='Python Library Documentation: %s', forceload=0):
    """Show the text of a thing."""
    try:
        pager(render_doc(thing, title, forceload))
    except (ImportError, ErrorDuringImport), value:
        print value


# ---- pages

def writedoc(thing, forceload=0):
    """Write a page of a thing, or of what a dotted name stands for, into the current folder."""
    try:
        object, name = resolve(thing, forceload)
        page = html.page(describe(object), html.document(object, name))
    except (ImportError, ErrorDuringImport), value:
        print value
        return
    with open(name + '.html', 'w') as file:
        file.write(page)
    print 'wrote', name + '.html'


def writedocs(dir, pkgpath='', done=None):
    """Write a page of each module in a folder, and in the packages there."""
    for importer, name, ispkg in pkgutil.walk_packages([dir], pkgpath, onerror=lambda name: None):
        writedoc(name)


# ---- pagers

def pager(text):
    """Show text page by page, where that can be done."""
    global pager
    # The environment does not change any more.
    pager = getpager()
    pager(text)


def getpager():
    """The function by which text is shown: at a terminal by a program, elsewhere plainly."""
    if not all(hasattr(stream, 'isatty') and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return plainpager
    if os.environ.get('TERM') in ('dumb', 'emacs'):
        return lambda text: plainpager(plain(text))
    for command in filter(None, [os.environ.get('PAGER'), 'less', 'more']):
        if os.system('command -v %s >/dev/null 2>&1' % command.split()[0]) == 0:
            return lambda text: pipepager(text, command)
    return ttypager


def plain(text):
    """Text without the backspaces that make letters bold."""
    return re.sub('.\b', '', text)


def plainpager(text):
    sys.stdout.write(_encode(plain(text)))


def pipepager(text, cmd):
    """Show text by a program that reads it from its standard input."""
    pipe = os.popen(cmd, 'w')
    try:
        pipe.write(_encode(text))
        pipe.close()
    except IOError:
        # The user has left it.
        pass


def tempfilepager(text, cmd):
    """Show text by a program that reads it from a file."""
    import tempfile
    with tempfile.NamedTemporaryFile() as file:
        file.write(_encode(text))
        file.flush()
        os.system('%s "%s"' % (cmd, file.name))


def ttypager(text):
    """Show text a screen at a time, by nothing but raw_input()."""
    lines = _encode(plain(text)).split('\n')
    for start in range(0, len(lines), 24):
        print '\n'.join(lines[start:start + 24])
        if start + 24 < len(lines):
            try:
                answer = raw_input('-- more --')
            except EOFError:
                break
            if answer.strip() in ('q', 'Q'):
                break


def _encode(text, encoding=None):
    """Bytes of text, by default for the terminal."""
    return to_bytes(text, encoding or getattr(sys.stdout, 'encoding', None) or locale.getpreferredencoding())


class Helper(object):
    """What help is: call it with a thing, or without to be asked for names.

    It reads the names from a file, and writes to one what is not documentation; else to the standard ones.
    """

    # What each keyword is part of.
    keywords = FORMS

    def __init__(self, input=None, output=None):
        self._input, self._output = input, output

    input = property(lambda self: self._input or sys.stdin)
    output = property(lambda self: self._output or sys.stdout)

    def __repr__(self):
        return '<pydoc.Helper instance>'

    _no_argument = object()

    def __call__(self, request=_no_argument):
        if request is not self._no_argument:
            self.help(request)
            return
        self.intro()
        self.interact()
        self.output.write('You are now leaving help.\n')

    def intro(self):
        self.output.write('Type the name of a module, class or function, "modules" or "keywords",\n'
                          'or "quit" to return to the interpreter.\n')

    def interact(self):
        """Ask for names and show their documentation."""
        self.output.write('\n')
        while True:
            try:
                request = self.getline('help> ')
            except (KeyboardInterrupt, EOFError):
                break
            request = request.strip()
            if request.lower() in ('q', 'quit'):
                break
            if request:
                self.help(request)

    def getline(self, prompt):
        """A line that the user types. EOFError."""
        if self.input is sys.stdin:
            return raw_input(prompt)
        self.output.write(prompt)
        self.output.flush()
        line = self.input.readline()
        if not line:
            raise EOFError
        return line

    def help(self, request):
        if isinstance(request, str):
            request = request.strip()
            if request == 'help':
                self.intro()
            elif request == 'keywords':
                self.listkeywords()
            elif request in self.keywords:
                self.output.write(self.keywords[request] + '\n')
            elif request == 'modules':
                self.listmodules()
            elif request.startswith('modules '):
                self.listmodules(request.split(None, 1)[1])
            elif request:
                doc(request, 'Help on %s:')
        elif isinstance(request, Helper):
            self()
        else:
            doc(request, 'Help on %s:')
        self.output.write('\n')

    def listkeywords(self):
        self.list(self.keywords)

    def listmodules(self, key=''):
        """List all modules; or print those with a word, and what they are."""
        if key:
            apropos(key)
            return
        names = set(sys.builtin_module_names)
        names.update(name for importer, name, ispkg in pkgutil.iter_modules())
        self.list(names)

    def list(self, items, columns=4, width=80):
        """Write sorted texts, column after column."""
        items = sorted(items)
        rows = (len(items) + columns - 1) // columns
        for row in range(rows):
            line = items[row::rows]
            self.output.write(' '.join([item.ljust(width // columns - 1) for item in line[:columns - 1]] + line[columns - 1:])
                              + ('' if len(line) == columns else ' ') + '\n')


help = Helper()


def source_synopsis(file):
    """The first line of the documentation string of a module's source, or None."""
    return _summary(file.read())


def synopsis(filename, cache={}):
    """The first line of the documentation string of the module that a file is, or None."""
    changed = os.stat(filename).st_mtime
    if cache.get(filename, (changed - 1,))[0] < changed:
        info = inspect.getmoduleinfo(filename)
        if info and 'b' in info[2]:
            cache[filename] = changed, _compiled_synopsis(filename, info)
        else:
            with open(filename) as source:
                cache[filename] = changed, source_synopsis(source)
    return cache[filename][1]


def _compiled_synopsis(filename, info):
    try:
        with open(filename, info[2]) as file:
            module = imp.load_module('__temp__', file, filename, info[1:])
    except Exception:
        return None
    del sys.modules['__temp__']
    return (module.__doc__ or '').split('\n')[0] or None


def _summary(source):
    match = re.match(r'(?:#.*\n|\s*\n)*[uUrR]*(?:"""|\'\'\'|"|\')\s*(.*)', source)
    return match and (match.group(1).strip('\'" ') or None)


def apropos(key):
    """Print the modules whose name or first line has a word."""
    for name in sorted(sys.builtin_module_names):
        if name != '__main__':
            _print_if(key, name, (__import__(name).__doc__ or '').split('\n')[0])
    for importer, name, is_package in pkgutil.walk_packages(onerror=lambda name: None):
        try:
            summary = _summary(importer.find_module(name).get_source(name) or '') or ''
        except Exception:
            # Its name is known all the same.
            summary = ''
        _print_if(key, name, summary)


def _print_if(key, name, summary):
    if key.lower() in ('%s - %s' % (name, summary)).lower():
        print name, summary and '- ' + summary


def importfile(path):
    """The module that a file is, a source or a compiled one. ErrorDuringImport."""
    name, ext = os.path.splitext(os.path.basename(path))
    with open(path, 'rb') as file:
        compiled = file.read(4) == imp.get_magic()
        kind = imp.PY_COMPILED if compiled else imp.PY_SOURCE
        file.seek(0)
        try:
            return imp.load_module(name, file, path, (ext, 'r', kind))
        except:
            raise ErrorDuringImport(path, sys.exc_info())


def ispath(x):
    return isinstance(x, str) and os.sep in x


_USAGE = """\
pydoc - documentation of what can be imported

pydoc <name> ...
    Show the documentation of modules, packages, classes, functions: of what the
    dotted name stands for, or of the source whose path (with a slash) is given.
    'keywords' and 'modules' list these.

pydoc -k <word>
    List the modules whose names or first lines have the word.

pydoc -w <name> ...
    Write pages in HTML to files in the current folder; of all modules in a
    folder if its path is given.

pydoc -p <port>
    Serve such pages on this machine; port 0 is any that is free."""


def cli():
    """What "python -m pydoc" does."""
    try:
        options, names = getopt.getopt(sys.argv[1:], 'k:p:w')
    except getopt.error:
        options, names = [], []
    options = dict(options)
    if '' not in sys.path:
        # Of what is here rather than of what the library has.
        sys.path.insert(0, os.getcwd())
    if '-k' in options:
        apropos(options['-k'])
    elif '-p' in options and options['-p'].isdigit():
        from _pydoc_server import serve
        serve(int(options['-p']), callback=_tell_address)
        print 'pydoc server stopped'
    elif not names:
        print _USAGE
    for name in names:
        if ispath(name) and not os.path.exists(name):
            print 'file %r does not exist' % name
            break
        try:
            if ispath(name) and os.path.isfile(name):
                name = importfile(name)
            if '-w' not in options:
                help.help(name)
            elif ispath(name):
                writedocs(name)
            else:
                writedoc(name)
        except ErrorDuringImport, value:
            print value


def _tell_address(server):
    print 'pydoc server ready at %s' % server.url


if __name__ == '__main__':
    cli()
