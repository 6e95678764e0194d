"""A parser of XML that calls methods for what it finds; obsolete: use xml.sax.

A subclass has methods start_NAME(attributes) and end_NAME() for elements, or says in elements what functions are for
them: {name: (start, end)}; attributes has {name: {attribute: its value by default, or None}}. What these do not know
goes to unknown_starttag() and so on. Names in namespaces are 'address name'.
"""

import re
import warnings

warnings.warn('The xmllib module is obsolete.  Use xml.sax instead.', DeprecationWarning, 2)

version = '0.3'


class Error(RuntimeError):
    """The text is no XML."""


_NAME = '[a-zA-Z_:][-a-zA-Z0-9._:]*'
_QUOTED = '(?:\'[^\']*\'|"[^"]*")'

_special = re.compile(r'[&<]|\]\]>')
_illegal = re.compile('[^\t\r\n -~\x80-\xff]')
_name = re.compile(_NAME)
_character = re.compile('&#([0-9]+|x[0-9a-fA-F]+)(?=[^0-9a-fA-F])')
_entity = re.compile('&(%s)(?=[^-a-zA-Z0-9._:])' % _NAME)
# A tag up to its end; > may stand in quotes.
_tag = re.compile(r'</?(?:[^\'">]|%s)*>' % _QUOTED)
_attribute = re.compile(r'\s+(%s)(\s*=\s*(%s|[-a-zA-Z0-9.:+*%%?!()_#=~]+))?' % (_NAME, _QUOTED))
_declaration = re.compile(r'<\?xml\s+version\s*=\s*(?P<version>%(q)s)(?:\s+encoding\s*=\s*(?P<encoding>%(q)s))?'
                          r'(?:\s+standalone\s*=\s*(?P<standalone>%(q)s))?\s*\?>' % {'q': _QUOTED})
_doctype = re.compile(r'<!DOCTYPE\s+(?P<name>%(n)s)(?:\s+(?:SYSTEM|PUBLIC\s+(?P<public>%(q)s))\s+(?P<system>%(q)s))?\s*'
                      r'(?:\[(?P<data>(?:[^\'"\]]|%(q)s)*)\]\s*)?>' % {'n': _NAME, 'q': _QUOTED})
# What may become something if more follows.
_incomplete = re.compile(r'&(?:#[0-9a-zA-Z]*|[-a-zA-Z0-9._:]*)$|<$|</|<[a-zA-Z_:]|<\?|<!$|<!-$|<!--|<!\[[A-Z]{0,5}$|<!\[CDATA\['
                         r'|<!D(?:O(?:C(?:T(?:Y(?:P(?:E.*)?)?)?)?)?)?$|\]\]?$', re.DOTALL)


class XMLParser:
    """The parser. Text is fed in pieces of any size."""

    attributes = {}
    elements = {}
    entitydefs = {'lt': '&#60;', 'gt': '&#62;', 'amp': '&#38;', 'quot': '&#34;', 'apos': '&#39;'}

    def __init__(self, **kw):
        self._options = dict(accept_unquoted_attributes=0, accept_missing_endtag_name=0, map_case=0, accept_utf8=0,
                             translate_attribute_references=1)
        self._options.update(kw)
        self.reset()

    def reset(self):
        """Forget all, and begin anew."""
        self.rawdata = ''
        # Names of the open elements, the namespaces that each declares, their names with namespaces.
        self.stack = []
        self.nomoretags = self.literal = 0
        self.lineno = 1
        self._at_start = True
        self._seen_element = False
        self._doctype = None
        self._namespaces = {'xml': None}
        if self.elements is XMLParser.elements:
            self.elements = self._own_elements()

    def _own_elements(self):
        elements = {}
        for name in dir(self):
            kind, _, tag = name.partition('_')
            if kind in ('start', 'end') and tag:
                start, end = elements.get(tag, (None, None))
                method = getattr(self, name)
                elements[tag] = (method, end) if kind == 'start' else (start, method)
        return elements

    def setnomoretags(self):
        """Take all that follows as data."""
        self.nomoretags = self.literal = 1

    def setliteral(self, *args):
        """Take all that follows as data, up to the end of the element."""
        self.literal = 1

    def feed(self, data):
        """Parse some more text."""
        self.rawdata += data
        self.goahead(0)

    def close(self):
        """Parse what is left: there is no more."""
        self.goahead(1)

    # ---- parsing

    def goahead(self, end):
        """Parse as far as that can be done; all, if there is no more."""
        while self.rawdata:
            if self.nomoretags:
                self._data(len(self.rawdata), False)
                break
            match = _special.search(self.rawdata)
            start = match.start() if match else len(self.rawdata)
            if not match and not end and self.rawdata.endswith((']', ']]')):
                # It may be two thirds of the end of a section.
                start = len(self.rawdata.rstrip(']'))
            if start:
                self._data(start, True)
                continue
            if not self._markup():
                if not end and _incomplete.match(self.rawdata):
                    break
                self._bogus()
        if end:
            self._finish()

    def _finish(self):
        if not self._seen_element:
            self.syntax_error('no elements in file')
        if self.stack:
            self.syntax_error('missing end tags')
            while self.stack:
                self.finish_endtag(self.stack[-1][0])

    def _take(self, size):
        """Take so much of the text."""
        text, self.rawdata = self.rawdata[:size], self.rawdata[size:]
        self.lineno += text.count('\n')
        return text

    def _data(self, size, is_checked):
        text = self.rawdata[:size]
        if is_checked:
            if text.strip():
                if self._at_start:
                    self.syntax_error('illegal data at start of file')
                if not self.stack:
                    self.syntax_error('data not in content')
            if _illegal.search(text) and not self._options['accept_utf8']:
                self.syntax_error('illegal character in content')
        self._at_start = False
        self.handle_data(text)
        self._take(size)

    def _bogus(self):
        """Take the begin of what is nothing as data."""
        size = 3 if self.rawdata.startswith(']]>') else 1
        self.syntax_error("bogus `%s'" % self.rawdata[:size])
        self.handle_data(self.rawdata[:size])
        self._take(size)

    def _markup(self):
        """Parse what begins with < or &. False: it is nothing, or not all there."""
        data = self.rawdata
        if self.literal and not (self.stack and data.startswith('</' + self.stack[-1][0])):
            if data[0] in '<&':
                self.handle_data(self._take(1))
                return True
            return False
        if data[0] == '&':
            return self._reference()
        if data.startswith('</'):
            parse = self._end_tag
        elif data.startswith('<!--'):
            parse = self._comment
        elif data.startswith('<![CDATA['):
            parse = self._section
        elif data.startswith('<?'):
            parse = self._instruction
        elif data.startswith('<!DOCTYPE'):
            parse = self._document_type
        elif _name.match(data, 1):
            parse = self._start_tag
        else:
            return False
        done = parse()
        if done:
            self._at_start = False
        return done

    def _reference(self):
        match = _character.match(self.rawdata)
        kind = 'charref'
        if not match:
            match = _entity.match(self.rawdata)
            kind = 'entityref'
        if not match:
            return False
        size = match.end()
        if self.rawdata[size] == ';':
            size += 1
        else:
            self.syntax_error("`;' missing in " + kind)
        if not self.stack:
            self.syntax_error('data not in content')
        self._take(size)
        name = match.group(1)
        if kind == 'charref':
            self.handle_charref(name)
        elif name in self.entitydefs:
            # It may be anything, and is parsed like that.
            self.rawdata = self.entitydefs[name] + self.rawdata
        else:
            self.unknown_entityref(name)
        return True

    def _until(self, mark, start):
        """The text from a place on up to a mark, which are taken; None where there is none."""
        end = self.rawdata.find(mark, start)
        if end < 0:
            return None
        return self._take(end + len(mark))[start:end]

    def _comment(self):
        text = self._until('-->', 4)
        if text is not None:
            if '--' in text:
                self.syntax_error("`--' inside comment")
            self.handle_comment(text)
        return text is not None

    def _section(self):
        text = self._until(']]>', 9)
        if text is not None:
            if not self.stack:
                self.syntax_error('CDATA not in content')
            self.handle_cdata(text)
        return text is not None

    def _instruction(self):
        declaration = _declaration.match(self.rawdata)
        if declaration:
            if not self._at_start:
                self.syntax_error('<?xml?> declaration not at start of document')
            values = [value and value[1:-1] for value in declaration.group('version', 'encoding', 'standalone')]
            if values[0] != '1.0':
                raise Error('only XML version 1.0 supported')
            self.handle_xml(*values[1:])
            self._take(declaration.end())
            return True
        text = self._until('?>', 2)
        if text is None:
            return False
        match = _name.match(text)
        if not match:
            self.syntax_error('no processing instruction target name')
            return True
        name, rest = match.group(), text[match.end():]
        if name == 'xml:namespace':
            self.syntax_error('old-fashioned namespace declaration')
            values = dict((key, value[1:-1]) for key, _, value in _attribute.findall(rest))
            self._namespaces[values.get('prefix', '')] = values.get('ns')
            return True
        if name.lower() == 'xml':
            self.syntax_error('illegal processing instruction target name')
        self.handle_proc(name, rest)
        return True

    def _document_type(self):
        match = _doctype.match(self.rawdata)
        if not match:
            return False
        if self._doctype:
            self.syntax_error('multiple DOCTYPE elements')
        if self._seen_element:
            self.syntax_error('DOCTYPE not at beginning of document')
        name, public, system, data = match.group('name', 'public', 'system', 'data')
        self._doctype = name = self._cased(name)
        self.handle_doctype(name, public and public[1:-1], system and system[1:-1], data)
        self._take(match.end())
        return True

    # ---- elements

    def _cased(self, name):
        return name.lower() if self._options['map_case'] else name

    def _start_tag(self):
        match = _tag.match(self.rawdata)
        if not match:
            return False
        text = match.group()
        name = _name.match(text, 1)
        place, found = name.end(), []
        while True:
            attribute = _attribute.match(text, place)
            if not attribute:
                break
            found.append(attribute.group(1, 3))
            place = attribute.end()
        empty = text.endswith('/>')
        if text[place:].strip() not in ('>', '/>'):
            self.syntax_error('garbage in starttag')
            self._take(len(text))
            return True
        if self.stack == [] and self._seen_element:
            self.syntax_error('multiple elements on top level')
        name = self._cased(name.group())
        if self._doctype and not self._seen_element and name != self._doctype:
            self.syntax_error('starttag does not match DOCTYPE')
        self._seen_element = True
        attributes, namespaces = self._attributes(found)
        self.stack.append([name, namespaces, name])
        tag = self.stack[-1][2] = self._expanded(name, True)
        attributes = dict((self._expanded(key, False), value) for key, value in attributes)
        self._check_attributes(tag, name, attributes)
        self.finish_starttag(tag, attributes, self.elements.get(tag, (None, None))[0])
        if empty:
            self.finish_endtag(name)
        self._take(len(text))
        return True

    def _attributes(self, found):
        """(attributes, namespaces) of a tag: pairs of name and value, {prefix: address}."""
        attributes, namespaces, seen = [], {}, set()
        for key, value in found:
            key = self._cased(key)
            if value is None:
                self.syntax_error("no value specified for attribute `%s'" % key)
                value = key
            elif value[0] in '\'"':
                value = value[1:-1]
            elif not self._options['accept_unquoted_attributes']:
                self.syntax_error("attribute `%s' value not quoted" % key)
            if '<' in value:
                self.syntax_error("`<' illegal in attribute value")
            if key in seen:
                self.syntax_error("attribute `%s' specified twice" % key)
            seen.add(key)
            value = re.sub('[\t\r\n]', ' ', value)
            if self._options['translate_attribute_references']:
                value = self.translate_references(value)
            if key == 'xmlns' or key.startswith('xmlns:'):
                namespaces[key[6:]] = value or None
            else:
                attributes.append((key, value))
        return attributes, namespaces

    def _expanded(self, name, is_element):
        """A name with the address of its namespace, if it is in one."""
        prefix, _, local = name.rpartition(':')
        if not prefix and not is_element:
            return name
        known = dict(self._namespaces)
        known.update(self.getnamespace())
        address = known.get(prefix)
        return '%s %s' % (address, local) if address else name

    def _check_attributes(self, tag, name, attributes):
        known = self.attributes.get(tag)
        if known is None:
            return
        for key in attributes:
            if key not in known:
                self.syntax_error("unknown attribute `%s' in tag `%s'" % (key, name))
        for key, value in known.items():
            if value is not None:
                attributes.setdefault(key, value)

    def _end_tag(self):
        end = self.rawdata.find('>')
        if end < 0:
            return False
        text = self._take(end + 1)[2:-1]
        match = _name.match(text)
        rest = text[match.end():] if match else text
        if rest.strip():
            self.syntax_error('garbage in end tag')
        if match:
            name = self._cased(match.group())
        else:
            if not self._options['accept_missing_endtag_name']:
                self.syntax_error('no name specified in end tag')
            name = self.stack[-1][0] if self.stack else ''
        self.literal = 0
        self.finish_endtag(name)
        return True

    def finish_starttag(self, tagname, attrdict, method):
        if method is not None:
            self.handle_starttag(tagname, method, attrdict)
        else:
            self.unknown_starttag(tagname, attrdict)

    def finish_endtag(self, tag):
        """End an element, and those in it that are open."""
        names = [entry[0] for entry in self.stack]
        if tag not in names:
            self.syntax_error('unopened end tag')
            return
        found = len(names) - 1 - names[::-1].index(tag)
        while len(self.stack) > found:
            name, namespaces, expanded = self.stack[-1]
            if found < len(self.stack) - 1:
                self.syntax_error('missing close tag for %s' % expanded)
            method = self.elements.get(expanded, (None, None))[1]
            if method is not None:
                self.handle_endtag(expanded, method)
            else:
                self.unknown_endtag(expanded)
            self.stack.pop()

    def getnamespace(self):
        """The namespaces that are declared here, {prefix: address}."""
        namespaces = {}
        for name, declared, expanded in self.stack:
            namespaces.update(declared)
        return namespaces

    def translate_references(self, data, all=1):
        """A value with its references replaced (all: those to entities, too)."""
        pieces = []
        place = 0
        while True:
            start = data.find('&', place)
            if start < 0:
                return ''.join(pieces) + data[place:]
            pieces.append(data[place:start])
            match = re.match('&(#[0-9]+|#x[0-9a-fA-F]+|%s);' % _NAME, data[start:])
            if not match:
                self.syntax_error("bogus `&'")
                pieces.append('&')
                place = start + 1
                continue
            name = match.group(1)
            place = start + match.end()
            if name.startswith('#'):
                number = int(name[2:], 16) if name[1] == 'x' else int(name[1:])
                pieces.append(chr(number) if number < 256 else match.group())
            elif not all:
                pieces.append(match.group())
            elif name in self.entitydefs:
                pieces.append(self.translate_references(self.entitydefs[name]))
            else:
                self.syntax_error("reference to unknown entity `&%s;'" % name)
                pieces.append(match.group())

    # ---- what subclasses define

    def handle_xml(self, encoding, standalone):
        """The declaration."""

    def handle_doctype(self, tag, pubid, syslit, data):
        """The type of the document, and what stands in brackets there."""

    def handle_starttag(self, tag, method, attrs):
        method(attrs)

    def handle_endtag(self, tag, method):
        method()

    def handle_data(self, data):
        pass

    def handle_cdata(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_proc(self, name, data):
        """A processing instruction."""

    def handle_charref(self, name):
        """A reference to a character: a number, or one in base 16 behind x."""
        number = int(name[1:], 16) if name.startswith('x') else int(name)
        if number > 255:
            self.unknown_charref(name)
        else:
            self.handle_data(chr(number))

    def unknown_starttag(self, tag, attrs):
        pass

    def unknown_endtag(self, tag):
        pass

    def unknown_charref(self, ref):
        pass

    def unknown_entityref(self, name):
        self.syntax_error("reference to unknown entity `&%s;'" % name)

    def syntax_error(self, message):
        """A fault: the end of it, unless a subclass goes on."""
        raise Error('Syntax error at line %d: %s' % (self.lineno, message))
