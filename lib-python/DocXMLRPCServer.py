"""Servers of calls by XML over HTTP that show what may be called, as a page in HTML.

    server = DocXMLRPCServer(('localhost', 8000))
    server.set_server_title('Numbers')
    server.register_function(pow)
    server.serve_forever()
"""

import inspect
import pydoc
import sys

from SimpleXMLRPCServer import (CGIXMLRPCRequestHandler, SimpleXMLRPCRequestHandler, SimpleXMLRPCServer,
                                resolve_dotted_attribute)
from _pydoc_html import linked


class ServerHTMLDoc(pydoc.HTMLDoc):
    """Makes the page of a server."""

    # Names of what may be called can have dots.
    _linked = linked(r'\w+(?:\.\w+)*')

    def docroutine(self, object, name, mod=None, funcs={}, classes={}, methods={}, cl=None):
        """A function, a method (its self is not the caller's concern), or a tuple (arguments, documentation)."""
        spec, doc = '(...)', ''
        if isinstance(object, tuple):
            spec, doc = object[0] or spec, object[1] or doc
        else:
            doc = pydoc.getdoc(object)
            if inspect.ismethod(object) or inspect.isfunction(object):
                args, varargs, varkw, defaults = inspect.getargspec(object)
                if inspect.ismethod(object):
                    del args[0]
                spec = inspect.formatargspec(args, varargs, varkw, defaults, formatvalue=self.formatvalue)
        text = self.escape(name)
        anchor = '%s-%s' % (self.escape(cl.__name__) if cl else '', text)
        doc = self.markup(doc, self.preformat, funcs, classes, methods)
        doc = doc and '<dd><tt>%s</tt></dd>' % doc
        return '<dl><dt><a name="%s"><strong>%s</strong></a>%s</dt>%s</dl>\n' % (anchor, text, spec, doc)

    def docserver(self, server_name, package_documentation, methods):
        """All of a server, whose methods are {name: what docroutine() takes}."""
        addresses = dict((name, '#-' + name) for name in methods)
        title = '<big><big><strong>%s</strong></big></big>' % self.escape(server_name)
        doc = self.markup(package_documentation, self.preformat, addresses)
        contents = [self.docroutine(method, name, funcs=addresses) for name, method in sorted(methods.items())]
        return (self.heading(title, '#ffffff', '#7799ee') + '<p>%s</p>\n' % (doc and '<tt>%s</tt>' % doc)
                + self.bigsection('Methods', '#ffffff', '#eeaa77', ' '.join(contents)))


class XMLRPCDocGenerator:
    """What makes a dispatcher of calls document itself."""

    def __init__(self):
        self.server_name = self.server_title = 'XML-RPC Server Documentation'
        self.server_documentation = 'This server exports the following methods through the XML-RPC protocol.'

    def set_server_title(self, server_title):
        """The title of the page."""
        self.server_title = server_title

    def set_server_name(self, server_name):
        """The heading of the page."""
        self.server_name = server_name

    def set_server_documentation(self, server_documentation):
        """The text below the heading."""
        self.server_documentation = server_documentation

    def generate_html_documentation(self):
        """The page.

        Of a registered instance it tells what its _get_method_argstring(name) and _methodHelp(name) say, or else,
        unless it has a _dispatch, of its methods.
        """
        methods = dict((name, self._described(name)) for name in self.system_listMethods())
        documenter = ServerHTMLDoc()
        page = documenter.docserver(self.server_name, self.server_documentation, methods)
        return documenter.page(documenter.escape(self.server_title), page)

    def _described(self, name):
        """A method that may be called, or a tuple (its arguments, its documentation)."""
        if name in self.funcs:
            return self.funcs[name]
        described = tuple(getattr(self.instance, source)(name) if hasattr(self.instance, source) else None
                          for source in ('_get_method_argstring', '_methodHelp'))
        if described == (None, None) and not hasattr(self.instance, '_dispatch'):
            try:
                return resolve_dotted_attribute(self.instance, name)
            except AttributeError:
                pass
        return described


class DocXMLRPCRequestHandler(SimpleXMLRPCRequestHandler):
    """Handles calls, and answers GET requests with the page."""

    def do_GET(self):
        if self.is_rpc_path_valid():
            self._answer(200, [('Content-type', 'text/html')], self.server.generate_html_documentation())
        else:
            self.report_404()


class DocXMLRPCServer(SimpleXMLRPCServer, XMLRPCDocGenerator):
    """A server with a page."""

    def __init__(self, addr, requestHandler=DocXMLRPCRequestHandler, logRequests=1, allow_none=False, encoding=None,
                 bind_and_activate=True):
        SimpleXMLRPCServer.__init__(self, addr, requestHandler, logRequests, allow_none, encoding, bind_and_activate)
        XMLRPCDocGenerator.__init__(self)


class DocCGIXMLRPCRequestHandler(CGIXMLRPCRequestHandler, XMLRPCDocGenerator):
    """Handles a call, or the request for the page, that a web server has passed to the program."""

    def __init__(self):
        CGIXMLRPCRequestHandler.__init__(self)
        XMLRPCDocGenerator.__init__(self)

    def handle_get(self):
        page = self.generate_html_documentation()
        sys.stdout.write('Content-Type: text/html\nContent-Length: %d\n\n%s' % (len(page), page))


if __name__ == '__main__':
    handler = DocCGIXMLRPCRequestHandler()
    handler.handle_request()
