"""A server of HTTP for the files of the current folder."""

__version__ = '0.6'

__all__ = ['SimpleHTTPRequestHandler']

import os
import posixpath
import BaseHTTPServer
import urllib
import urlparse
import cgi
import sys
import shutil
import mimetypes
try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO


class SimpleHTTPRequestHandler(BaseHTTPServer.BaseHTTPRequestHandler):
    """Answers GET and HEAD with files, and with lists of folders that have no index.html."""

    server_version = 'SimpleHTTP/' + __version__

    def do_GET(self):
        f = self.send_head()
        if f:
            try:
                self.copyfile(f, self.wfile)
            finally:
                f.close()

    def do_HEAD(self):
        f = self.send_head()
        if f:
            f.close()

    def send_head(self):
        """Send the headers; gives the file to copy, or None if there is none."""
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            parts = urlparse.urlsplit(self.path)
            if not parts.path.endswith('/'):
                # What is relative to a folder needs the slash.
                self.send_response(301)
                self.send_header('Location', urlparse.urlunsplit(
                    (parts[0], parts[1], parts[2] + '/', parts[3], parts[4])))
                self.end_headers()
                return None
            for index in 'index.html', 'index.htm':
                index = os.path.join(path, index)
                if os.path.exists(index):
                    path = index
                    break
            else:
                return self.list_directory(path)
        ctype = self.guess_type(path)
        try:
            # Always binary: the length must be right.
            f = open(path, 'rb')
        except IOError:
            self.send_error(404, 'File not found')
            return None
        try:
            self.send_response(200)
            self.send_header('Content-type', ctype)
            fs = os.fstat(f.fileno())
            self.send_header('Content-Length', str(fs[6]))
            self.send_header('Last-Modified', self.date_time_string(fs.st_mtime))
            self.end_headers()
            return f
        except:
            f.close()
            raise

    def list_directory(self, path):
        """Send the headers for a folder's list; gives it as a file."""
        try:
            names = os.listdir(path)
        except os.error:
            self.send_error(404, 'No permission to list directory')
            return None
        names.sort(key=lambda name: name.lower())
        f = StringIO()
        shown = cgi.escape(urllib.unquote(self.path))
        f.write('<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">')
        f.write('<html>\n<title>Directory listing for %s</title>\n' % shown)
        f.write('<body>\n<h2>Directory listing for %s</h2>\n' % shown)
        f.write('<hr>\n<ul>\n')
        for name in names:
            fullname = os.path.join(path, name)
            display = link = name
            if os.path.isdir(fullname):
                display = link = name + '/'
            if os.path.islink(fullname):
                display = name + '@'
            f.write('<li><a href="%s">%s</a>\n' % (urllib.quote(link), cgi.escape(display)))
        f.write('</ul>\n<hr>\n</body>\n</html>\n')
        length = f.tell()
        f.seek(0)
        self.send_response(200)
        encoding = sys.getfilesystemencoding()
        self.send_header('Content-type', 'text/html; charset=%s' % encoding)
        self.send_header('Content-Length', str(length))
        self.end_headers()
        return f

    def translate_path(self, path):
        """The file that a path of a URL names; nothing outside the folder."""
        path = path.split('?', 1)[0].split('#', 1)[0]
        # A slash at the end stays.
        trailing_slash = path.rstrip().endswith('/')
        words = filter(None, posixpath.normpath(urllib.unquote(path)).split('/'))
        path = os.getcwd()
        for word in words:
            if os.path.dirname(word) or word in (os.curdir, os.pardir):
                continue
            path = os.path.join(path, word)
        if trailing_slash:
            path += '/'
        return path

    def copyfile(self, source, outputfile):
        shutil.copyfileobj(source, outputfile)

    def guess_type(self, path):
        """The MIME type of a file by its extension."""
        base, ext = posixpath.splitext(path)
        if ext in self.extensions_map:
            return self.extensions_map[ext]
        return self.extensions_map.get(ext.lower(), self.extensions_map[''])

    if not mimetypes.inited:
        mimetypes.init()
    extensions_map = mimetypes.types_map.copy()
    extensions_map.update({'': 'application/octet-stream', '.py': 'text/plain', '.c': 'text/plain',
                           '.h': 'text/plain'})


def test(HandlerClass=SimpleHTTPRequestHandler, ServerClass=BaseHTTPServer.HTTPServer):
    BaseHTTPServer.test(HandlerClass, ServerClass)


if __name__ == '__main__':
    test()
