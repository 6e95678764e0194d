"""A server of the files below the current directory."""

import BaseHTTPServer
import cgi
import mimetypes
import os
import posixpath
import shutil
import sys
import urllib
import urlparse
try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO

__version__ = '0.6'
__all__ = ['SimpleHTTPRequestHandler']

_LISTING = '''\
<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2 Final//EN"><html>
<title>Directory listing for %(path)s</title>
<body>
<h2>Directory listing for %(path)s</h2>
<hr>
<ul>
%(items)s</ul>
<hr>
</body>
</html>
'''


class SimpleHTTPRequestHandler(BaseHTTPServer.BaseHTTPRequestHandler):
    """Answers GET and HEAD with a file, the page index.html of a directory, or a list of what is in it."""

    server_version = 'SimpleHTTP/' + __version__

    if not mimetypes.inited:
        mimetypes.init()
    # Types of files by suffix; the one without suffix stands for all that are not known.
    extensions_map = dict(mimetypes.types_map)
    extensions_map[''] = 'application/octet-stream'
    extensions_map.update(dict.fromkeys(['.py', '.c', '.h'], 'text/plain'))

    def do_GET(self):
        source = self.send_head()
        if source:
            try:
                self.copyfile(source, self.wfile)
            finally:
                source.close()

    def do_HEAD(self):
        source = self.send_head()
        if source:
            source.close()

    def send_head(self):
        """Send the headers; the file to be sent after them, None if there is none."""
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            parts = urlparse.urlsplit(self.path)
            if not parts.path.endswith('/'):
                # Else the links in it would be taken to be relative to the directory above.
                return self._redirect(urlparse.urlunsplit(parts._replace(path=parts.path + '/')))
            for name in 'index.html', 'index.htm':
                page = os.path.join(path, name)
                if os.path.exists(page):
                    path = page
                    break
            else:
                return self.list_directory(path)
        return self._send_file_head(path)

    def _redirect(self, url):
        self.send_response(301)
        self.send_header('Location', url)
        self.end_headers()

    def _send_file_head(self, path):
        kind = self.guess_type(path)
        try:
            # Not as text: the length is that of the file as it is.
            source = open(path, 'rb')
        except IOError:
            self.send_error(404, 'File not found')
            return None
        try:
            stat = os.fstat(source.fileno())
            self._send_headers(kind, stat.st_size, ('Last-Modified', self.date_time_string(stat.st_mtime)))
        except:
            source.close()
            raise
        return source

    def _send_headers(self, kind, length, *more):
        self.send_response(200)
        for name, value in (('Content-type', kind), ('Content-Length', str(length))) + more:
            self.send_header(name, value)
        self.end_headers()

    def list_directory(self, path):
        """Send the headers of a directory's listing; a file of it, None if it cannot be had."""
        try:
            names = sorted(os.listdir(path), key=str.lower)
        except os.error:
            self.send_error(404, 'No permission to list directory')
            return None
        items = ''.join(self._list_item(os.path.join(path, name), name) for name in names)
        page = _LISTING % {'path': cgi.escape(urllib.unquote(self.path)), 'items': items}
        self._send_headers('text/html; charset=%s' % sys.getfilesystemencoding(), len(page))
        return StringIO(page)

    def _list_item(self, path, name):
        target = shown = name
        if os.path.isdir(path):
            target = shown = name + '/'
        if os.path.islink(path):
            shown = name + '@'
        return '<li><a href="%s">%s</a>\n' % (urllib.quote(target), cgi.escape(shown))

    def translate_path(self, path):
        """The name of the file for a path in a URL; nothing outside of the current directory has one."""
        path = path.partition('?')[0].partition('#')[0]
        is_directory = path.rstrip().endswith('/')
        parts = [os.getcwd()]
        for part in posixpath.normpath(urllib.unquote(path)).split('/'):
            # What the system might take for more than one part, or for a way up, is left out.
            if part and not os.path.dirname(part) and part not in (os.curdir, os.pardir):
                parts.append(part)
        name = os.path.join(*parts)
        return name + '/' if is_directory else name

    def copyfile(self, source, outputfile):
        """Copy what is in one file to the other."""
        shutil.copyfileobj(source, outputfile)

    def guess_type(self, path):
        """The type of a file's content, by its name."""
        suffix = posixpath.splitext(path)[1]
        for known in suffix, suffix.lower(), '':
            if known in self.extensions_map:
                return self.extensions_map[known]


def test(HandlerClass=SimpleHTTPRequestHandler, ServerClass=BaseHTTPServer.HTTPServer):
    """Serve the current directory."""
    BaseHTTPServer.test(HandlerClass, ServerClass)


if __name__ == '__main__':
    test()
