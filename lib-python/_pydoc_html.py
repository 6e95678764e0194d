"""Documentation as pages in HTML; of pydoc."""

import inspect
import pkgutil
import re
import sys

from _pydoc_names import (Doc, TextRepr, class_attributes, class_sections, classname, getdoc, module_file, module_members,
                          package_contents, to_bytes, to_text, version_of)

# The colours of sections.
_HEAD, _CLASSES, _CLASS, _FUNCTIONS, _DATA, _MODULES = '#7799ee', '#ee77aa', '#ffc8d8', '#eeaa77', '#55aa55', '#aa55cc'
_LIGHT, _DARK = '#ffffff', '#000000'

_PAGE = '''
<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><title>Python: %s</title>
<meta charset="utf-8">
</head><body bgcolor="#f0f0f8">
%s
</body></html>'''

_HEADING = '''
<table width="100%%" cellspacing=0 cellpadding=2 border=0 summary="heading">
<tr bgcolor="%(back)s">
<td valign=bottom>&nbsp;<br>
<font color="%(fore)s" face="helvetica, arial">&nbsp;<br>%(title)s</font></td
><td align=right valign=bottom
><font color="%(fore)s" face="helvetica, arial">%(extras)s</font></td></tr></table>
    '''

_SECTION = '''<p>
<table width="100%%" cellspacing=0 cellpadding=2 border=0 summary="section">
<tr bgcolor="%(back)s">
<td colspan=3 valign=bottom>&nbsp;<br>
<font color="%(fore)s" face="helvetica, arial">%(title)s</font></td></tr>
    %(margin)s
<td width="100%%">%(contents)s</td></tr></table>'''

_MARGIN = '''
<tr><td bgcolor="%(back)s">%(marginalia)s</td><td>%(gap)s</td>'''

_MARGIN_AND_PRELUDE = '''
<tr bgcolor="%(back)s"><td rowspan=2>%(marginalia)s</td>
<td colspan=2>%(prelude)s</td></tr>
<tr><td>%(gap)s</td>'''


def linked(name):
    """The expression of what becomes a link in the text of documentation strings, by that of a name."""
    return re.compile(r'\b(?:(?P<address>(?:http|ftp)://\S+[\w/])|RFC[- ]?(?P<rfc>\d+)|PEP[- ]?(?P<pep>\d+)'
                      r'|(?P<dot>self\.)?(?P<name>%s)(?P<call>(?=\())?)' % name)


def _module_of(cls):
    """The module that a class says it is of, or None."""
    name = cls.__module__
    return __import__(name) if name in sys.builtin_module_names else sys.modules.get(name)


class HTMLRepr(TextRepr):
    """Representations that are not too long, in HTML."""
    __module__ = 'pydoc'

    def escape(self, text):
        return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')

    def _mark(self, text):
        return re.sub(r'''((?:\\[\\abfnrtv'"]|\\[0-9]..|\\x..|\\u....)+)''', r'<font color="#c040c0">\1</font>',
                      self.escape(text))

    repr_unicode = TextRepr.repr_string


class HTMLDoc(Doc):
    """Makes HTML of objects.

    funcs, classes and methods are dicts of what can be linked to: names (and objects), and addresses.
    """
    __module__ = 'pydoc'

    _repr_instance = HTMLRepr()
    repr = _repr_instance.repr
    escape = _repr_instance.escape
    _linked = linked(r'\w+')

    # ---- parts of pages

    def page(self, title, contents):
        return to_bytes(_PAGE % (title, contents), 'ascii')

    def heading(self, title, fgcol, bgcol, extras=''):
        return _HEADING % {'title': title, 'fore': fgcol, 'back': bgcol, 'extras': extras or '&nbsp;'}

    def section(self, title, fgcol, bgcol, contents, width=6, prelude='', marginalia=None, gap='&nbsp;'):
        """A box with a title; on its left something wide as some letters, above its contents a prelude."""
        if marginalia is None:
            marginalia = '<tt>' + '&nbsp;' * width + '</tt>'
        parts = {'title': title, 'fore': fgcol, 'back': bgcol, 'contents': contents, 'prelude': prelude,
                 'marginalia': marginalia, 'gap': gap}
        parts['margin'] = (_MARGIN_AND_PRELUDE if prelude else _MARGIN) % parts
        return _SECTION % parts

    def bigsection(self, title, *args):
        return self.section('<big><strong>%s</strong></big>' % title, *args)

    def preformat(self, text):
        """Text whose spaces and ends of lines are to be seen."""
        text = re.sub('(?<=\n)(?=\n)', ' ', self.escape(text.expandtabs()))
        return text.replace(' ', '&nbsp;').replace('\n', '<br>\n')

    def multicolumn(self, list, format, cols=4):
        """Items, column after column."""
        rows = (len(list) + cols - 1) // cols
        columns = []
        for start in range(0, cols * rows, rows) if rows else [0] * cols:
            items = ''.join([format(item) + '<br>\n' for item in list[start:start + rows]])
            columns.append('<td width="%d%%" valign=top>%s</td>' % (100 // cols, items))
        return '<table width="100%%" summary="list"><tr>%s</tr></table>' % ''.join(columns)

    def grey(self, text):
        return '<font color="#909090">%s</font>' % text

    def formatvalue(self, object):
        return self.grey('=' + self.repr(object))

    # ---- links

    def _link(self, address, text):
        return '<a href="%s">%s</a>' % (address, text)

    def namelink(self, name, *dicts):
        """A link for a name, to where the first of the dicts that knows it says."""
        for names in dicts:
            if name in names:
                return self._link(names[name], name)
        return name

    def classlink(self, object, modname):
        """A link for a class; its name only if its module does not have it."""
        name, text = object.__name__, classname(object, modname)
        module = _module_of(object)
        if getattr(module, name, None) is object:
            return self._link('%s.html#%s' % (module.__name__, name), text)
        return text

    def modulelink(self, object):
        return self._link(object.__name__ + '.html', object.__name__)

    def modpkglink(self, data):
        """A link for (name, package that it is in, whether it is one, whether another one hides it)."""
        name, path, ispackage, shadowed = data
        if shadowed:
            return self.grey(name)
        text = '<strong>%s</strong>&nbsp;(package)' % name if ispackage else name
        return self._link((path + '.' if path else '') + name + '.html', text)

    def markup(self, text, escape=None, funcs={}, classes={}, methods={}):
        """Text with links: addresses, RFCs, PEPs, calls of functions and methods, names of classes."""
        escape = escape or self.escape
        pieces = []
        end = 0
        for match in self._linked.finditer(text):
            pieces.append(escape(text[end:match.start()]))
            pieces.append(self._marked(match, escape, funcs, classes, methods))
            end = match.end()
        pieces.append(escape(text[end:]))
        return ''.join(pieces)

    def _marked(self, match, escape, funcs, classes, methods):
        whole, name = match.group(0), match.group('name')
        if match.group('address'):
            return self._link(escape(whole).replace('"', '&quot;'), escape(whole))
        if match.group('rfc'):
            return self._link('http://www.rfc-editor.org/rfc/rfc%d.txt' % int(match.group('rfc')), escape(whole))
        if match.group('pep'):
            return self._link('http://www.python.org/dev/peps/pep-%04d/' % int(match.group('pep')), escape(whole))
        called = match.group('call') is not None
        if match.group('dot'):
            return 'self.' + (self.namelink(name, methods) if called else '<strong>%s</strong>' % name)
        return self.namelink(name, methods, funcs, classes) if called else self.namelink(name, classes)

    def formattree(self, tree, modname, parent=None):
        """A class tree, as inspect.getclasstree() gives it."""
        result = ''
        for entry in tree:
            if type(entry) is tuple:
                cls, bases = entry
                names = self._bases(bases, modname) if bases and bases != (parent,) else ''
                result += '<dt><font face="helvetica, arial">%s%s\n</font></dt>' % (self.classlink(cls, modname), names)
            else:
                result += '<dd>\n%s</dd>\n' % self.formattree(entry, modname, cls)
        return '<dl>\n%s</dl>\n' % result

    def _bases(self, bases, modname):
        return '(%s)' % ', '.join([self.classlink(base, modname) for base in bases])

    def _doc(self, object, *names):
        return self.markup(getdoc(object), self.preformat, *names)

    # ---- modules

    def docmodule(self, object, name=None, mod=None, *ignored):
        name = object.__name__
        classes, functions, data = module_members(object)
        classes_at, functions_at = self._addresses(name, classes, functions)
        doc = self._doc(object, functions_at, classes_at)
        result = self._module_heading(object) + '<p>%s</p>\n' % (doc and '<tt>%s</tt>' % doc)
        if hasattr(object, '__path__'):
            contents = [(its_name, name, ispkg, 0) for its_name, ispkg in package_contents(object)]
            contents = self.multicolumn(contents, self.modpkglink)
            result += self.bigsection('Package Contents', _LIGHT, _MODULES, contents)
        else:
            modules = [(key, value) for key, value in inspect.getmembers(object, inspect.ismodule)
                       if key != '__builtins__']
            if modules:
                contents = self.multicolumn(modules, lambda (key, value): self.modulelink(value))
                result += self.bigsection('Modules', _LIGHT, _MODULES, contents)
        if classes:
            tree = inspect.getclasstree([value for key, value in classes], 1)
            contents = [self.formattree(tree, name)]
            contents += [self.document(value, key, name, functions_at, classes_at) for key, value in classes]
            result += self.bigsection('Classes', _LIGHT, _CLASSES, ' '.join(contents))
        if functions:
            contents = [self.document(value, key, name, functions_at, classes_at) for key, value in functions]
            result += self.bigsection('Functions', _LIGHT, _FUNCTIONS, ' '.join(contents))
        if data:
            contents = [self.document(value, key) for key, value in data]
            result += self.bigsection('Data', _LIGHT, _DATA, '<br>\n'.join(contents))
        for title, key in (('Author', '__author__'), ('Credits', '__credits__')):
            if hasattr(object, key):
                contents = self.markup(to_text(getattr(object, key)), self.preformat)
                result += self.bigsection(title, _LIGHT, _HEAD, contents)
        return result

    def _module_heading(self, module):
        packages = module.__name__.split('.')
        own = packages.pop()
        links = [self._link('.'.join(packages[:i + 1]) + '.html', '<font color="#ffffff">%s</font>' % package)
                 for i, package in enumerate(packages)]
        title = '<big><big><strong>%s</strong></big></big>' % '.'.join(links + [own])
        facts = []
        if hasattr(module, '__version__'):
            facts.append('version ' + self.escape(version_of(module)))
        if hasattr(module, '__date__'):
            facts.append(self.escape(to_text(module.__date__)))
        if facts:
            title += ' (%s)' % ', '.join(facts)
        file = module_file(module)
        if file is None:
            place = '(built-in)'
        elif file.startswith('<'):
            place = self.escape(file)
        else:
            place = self._link('file:' + file, file)
        manual = self.getdocloc(module)
        if manual:
            place += '<br>' + self._link(manual, 'Module Docs')
        return self.heading(title, _LIGHT, _HEAD, '<a href=".">index</a><br>' + place)

    def _addresses(self, modname, classes, functions):
        """Where a module's page, or another, tells of classes and of functions: by names and by the objects."""
        classes_at, functions_at = {}, {}
        for key, value in classes:
            classes_at[key] = classes_at[value] = '#' + key
        for key, value in classes:
            for base in value.__bases__:
                key = base.__name__
                if base.__module__ != modname and getattr(_module_of(base), key, None) is base and key not in classes_at:
                    classes_at[key] = classes_at[base] = '%s.html#%s' % (base.__module__, key)
        for key, value in functions:
            functions_at[key] = '#-' + key
            if inspect.isfunction(value):
                functions_at[value] = functions_at[key]
        return classes_at, functions_at

    def index(self, dir, shadowed=None):
        """What modules are in a folder; those of a dict of names are there in vain, and it gets the others."""
        shadowed = {} if shadowed is None else shadowed
        modules = []
        for importer, name, ispkg in pkgutil.iter_modules([dir]):
            modules.append((name, '', ispkg, name in shadowed))
            shadowed[name] = 1
        return self.bigsection(dir, _LIGHT, _CLASSES, self.multicolumn(sorted(modules), self.modpkglink))

    # ---- classes

    def docclass(self, object, name=None, mod=None, funcs={}, classes={}, *ignored):
        realname = object.__name__
        name = name or realname
        attributes = class_attributes(object)
        methods = self._method_addresses(object, name, attributes)
        names = funcs, classes, methods
        parts = []
        order = inspect.getmro(object)
        if len(order) > 2:
            links = ['<dd>%s</dd>\n' % self.classlink(base, object.__module__) for base in order]
            parts.append('<dl><dt>Method resolution order:</dt>\n%s</dl>\n' % ''.join(links))
        for home, title, kind, members in class_sections(object, attributes):
            tag = 'defined here' if home is object else 'inherited from ' + self.classlink(home, object.__module__)
            members = [self._member(object, kind, key, value, mod, names) for key, value in members]
            parts.append('%s %s:<br>\n%s' % (title, tag, ''.join(members)))
        if name == realname:
            title = '<a name="%s">class <strong>%s</strong></a>' % (name, realname)
        else:
            title = '<strong>%s</strong> = <a name="%s">class %s</a>' % (name, name, realname)
        if object.__bases__:
            title += self._bases(object.__bases__, object.__module__)
        doc = self._doc(object, *names)
        doc = doc and '<tt>%s<br>&nbsp;</tt>' % doc
        return self.section(title, _DARK, _CLASS, '<hr>\n'.join(parts), 3, doc)

    def _method_addresses(self, cls, name, attributes):
        addresses = {}
        for key, kind, home, value in attributes:
            addresses[key] = '#%s-%s' % (name, key)
            try:
                addresses[getattr(cls, key)] = addresses[key]
            except (AttributeError, TypeError):
                # It is not there on the class, or cannot be a key.
                pass
        return addresses

    def _member(self, cls, kind, key, value, mod, names):
        if kind == 'data descriptor':
            return self._docdescriptor(key, value, mod)
        value = getattr(cls, key, value)
        if kind != 'data':
            return self.document(value, key, mod, *(names + (cls,))) + '\n'
        line = self.docother(value, key, mod)
        if hasattr(value, '__call__') or inspect.isdatadescriptor(value):
            if getattr(value, '__doc__', None) is not None:
                line += '<dd><tt>%s</tt>' % self._doc(value, *names)
        return '<dl><dt>%s</dl>\n\n' % line

    # ---- functions and data

    def docroutine(self, object, name=None, mod=None, funcs={}, classes={}, methods={}, cl=None):
        realname = object.__name__
        name = name or realname
        note = ''
        if inspect.ismethod(object):
            note = self._method_note(object, mod, cl)
            object = object.im_func
        is_here = cl is not None and cl.__dict__.get(realname) is object
        title = '<a name="%s-%s"><strong>%s</strong></a>' % (cl.__name__ if cl else '', name, name)
        if name != realname:
            title += ' = ' + (self._link('#%s-%s' % (cl.__name__, realname), realname) if is_here else realname)
        spec = '(...)'
        if inspect.isfunction(object):
            args, varargs, varkw, defaults = inspect.getargspec(object)
            spec = inspect.formatargspec(args, varargs, varkw, defaults, formatvalue=self.formatvalue)
            if realname == '<lambda>':
                title = '<strong>%s</strong> <em>lambda</em> ' % name
                spec = spec[1:-1]
        doc = ''
        if name == realname or not is_here:
            doc = self._doc(object, funcs, classes, methods)
            doc = doc and '<dd><tt>%s</tt></dd>' % doc
        return '<dl><dt>%s%s%s</dt>%s</dl>\n' % (title, spec, note, doc)

    def _method_note(self, method, mod, cl):
        """To which class or instance a method belongs, where that is not the class that is being documented."""
        if cl is not None:
            note = '' if method.im_class is cl else ' from ' + self.classlink(method.im_class, mod)
        elif method.im_self is None:
            note = ' unbound %s method' % self.classlink(method.im_class, mod)
        else:
            note = ' method of %s instance' % self.classlink(method.im_self.__class__, mod)
        return note and self.grey('<font face="helvetica, arial">%s</font>' % note)

    def _docdescriptor(self, name, value, mod):
        result = '<dl><dt><strong>%s</strong></dt>\n' % name if name else ''
        if value.__doc__ is not None:
            result += '<dd><tt>%s</tt></dd>\n' % self._doc(value)
        return result + '</dl>\n'

    def docproperty(self, object, name=None, mod=None, cl=None):
        return self._docdescriptor(name, object, mod)

    def docdata(self, object, name=None, mod=None, cl=None):
        return self._docdescriptor(name, object, mod)

    def docother(self, object, name=None, mod=None, *ignored):
        return ('<strong>%s</strong> = ' % name if name else '') + self.repr(object)
