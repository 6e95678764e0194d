"""A server of the pages of pydoc."""

import BaseHTTPServer
import os
import sys

import pydoc


class _Handler(BaseHTTPServer.BaseHTTPRequestHandler):

    def do_GET(self):
        name = self.path.strip('/')
        if name.endswith('.html'):
            name = name[:-len('.html')]
        title, contents = self._page(name) if name.strip('.') else self._index()
        page = pydoc.html.page(title, contents)
        self.send_response(200)
        self.send_header('Content-Type', 'text/html')
        self.send_header('Content-Length', str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _page(self, name):
        html = pydoc.html
        try:
            object = pydoc.locate(name, forceload=1)
        except pydoc.ErrorDuringImport, value:
            return name, html.escape(str(value))
        if object is None:
            return name, 'no Python documentation found for %s' % html.escape(repr(name))
        return pydoc.describe(object), html.document(object, name)

    def _index(self):
        html = pydoc.html
        title = 'Index of Modules'
        contents = html.heading('<big><big><strong>Python: %s</strong></big></big>' % title, '#ffffff', '#7799ee')
        names = sorted(name for name in sys.builtin_module_names if name != '__main__')
        contents += html.bigsection('Built-in Modules', '#ffffff', '#ee77aa',
                                    html.multicolumn(names, lambda name: html._link(name + '.html', name)))
        # A name is found in the first folder that has it.
        seen = dict.fromkeys(names, 1)
        for folder in sys.path:
            contents += html.index(folder or os.getcwd(), seen)
        return title, contents

    def log_message(self, *arguments):
        """Nothing: the address is all that is printed."""


def serve(port, callback=None, completer=None):
    """Serve pages on this machine until the user interrupts it; callback(server) once it listens."""
    server = BaseHTTPServer.HTTPServer(('localhost', port), _Handler)
    server.url = 'http://localhost:%d/' % server.server_port
    if callback:
        callback(server)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        if completer:
            completer()
