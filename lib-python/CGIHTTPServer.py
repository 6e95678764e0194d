"""A server of HTTP for files, as SimpleHTTPServer, and for CGI programs in /cgi-bin and /htbin."""

__version__ = '0.4'

__all__ = ['CGIHTTPRequestHandler']

import os
import sys
import urllib
import BaseHTTPServer
import SimpleHTTPServer
import select
import copy


class CGIHTTPRequestHandler(SimpleHTTPServer.SimpleHTTPRequestHandler):

    have_fork = hasattr(os, 'fork')
    have_popen2 = hasattr(os, 'popen2')
    have_popen3 = hasattr(os, 'popen3')

    # Programs get the connection itself: nothing may be read ahead.
    rbufsize = 0

    def do_POST(self):
        if self.is_cgi():
            self.run_cgi()
        else:
            self.send_error(501, 'Can only POST to CGI scripts')

    def send_head(self):
        if self.is_cgi():
            return self.run_cgi()
        return SimpleHTTPServer.SimpleHTTPRequestHandler.send_head(self)

    def is_cgi(self):
        """Whether the path is a program's; cgi_info is (folder, rest) then."""
        path = _url_collapse_path(self.path)
        end = path.find('/', 1)
        if end > 0 and path[:end] in self.cgi_directories:
            self.cgi_info = path[:end], path[end + 1:]
            return True
        return False

    cgi_directories = ['/cgi-bin', '/htbin']

    def is_executable(self, path):
        return executable(path)

    def is_python(self, path):
        return os.path.splitext(path)[1].lower() in ('.py', '.pyw')

    def run_cgi(self):
        """Run the program that cgi_info says."""
        dir, rest = self.cgi_info
        path = dir + '/' + rest
        i = path.find('/', len(dir) + 1)
        while i >= 0:
            nextdir, nextrest = path[:i], path[i + 1:]
            if not os.path.isdir(self.translate_path(nextdir)):
                break
            dir, rest = nextdir, nextrest
            i = path.find('/', len(dir) + 1)
        rest, _, query = rest.partition('?')
        script, slash, rest = rest.partition('/')
        rest = slash + rest
        scriptname = dir + '/' + script
        scriptfile = self.translate_path(scriptname)
        if not os.path.exists(scriptfile):
            self.send_error(404, 'No such CGI script (%r)' % scriptname)
            return
        if not os.path.isfile(scriptfile):
            self.send_error(403, 'CGI script is not a plain file (%r)' % scriptname)
            return
        ispy = self.is_python(scriptname)
        if not ispy and not self.is_executable(scriptfile):
            self.send_error(403, 'CGI script is not executable (%r)' % scriptname)
            return
        env = copy.deepcopy(os.environ)
        env['SERVER_SOFTWARE'] = self.version_string()
        env['SERVER_NAME'] = self.server.server_name
        env['GATEWAY_INTERFACE'] = 'CGI/1.1'
        env['SERVER_PROTOCOL'] = self.protocol_version
        env['SERVER_PORT'] = str(self.server.server_port)
        env['REQUEST_METHOD'] = self.command
        uqrest = urllib.unquote(rest)
        env['PATH_INFO'] = uqrest
        env['PATH_TRANSLATED'] = self.translate_path(uqrest)
        env['SCRIPT_NAME'] = scriptname
        if query:
            env['QUERY_STRING'] = query
        host = self.address_string()
        if host != self.client_address[0]:
            env['REMOTE_HOST'] = host
        env['REMOTE_ADDR'] = self.client_address[0]
        authorization = self.headers.getheader('authorization')
        if authorization:
            authorization = authorization.split()
            if len(authorization) == 2:
                import base64
                import binascii
                env['AUTH_TYPE'] = authorization[0]
                if authorization[0].lower() == 'basic':
                    try:
                        authorization = base64.decodestring(authorization[1])
                    except binascii.Error:
                        pass
                    else:
                        authorization = authorization.split(':')
                        if len(authorization) == 2:
                            env['REMOTE_USER'] = authorization[0]
        env['CONTENT_TYPE'] = self.headers.typeheader or self.headers.type
        length = self.headers.getheader('content-length')
        if length:
            env['CONTENT_LENGTH'] = length
        referer = self.headers.getheader('referer')
        if referer:
            env['HTTP_REFERER'] = referer
        accept = []
        for line in self.headers.getallmatchingheaders('accept'):
            if line[:1] in '\t\n\r ':
                accept.append(line.strip())
            else:
                accept += line[7:].split(',')
        env['HTTP_ACCEPT'] = ','.join(accept)
        agent = self.headers.getheader('user-agent')
        if agent:
            env['HTTP_USER_AGENT'] = agent
        cookies = filter(None, self.headers.getheaders('cookie'))
        if cookies:
            env['HTTP_COOKIE'] = ', '.join(cookies)
        # Programs expect them all.
        for name in ('QUERY_STRING', 'REMOTE_HOST', 'CONTENT_LENGTH', 'HTTP_USER_AGENT', 'HTTP_COOKIE',
                     'HTTP_REFERER'):
            env.setdefault(name, '')
        self.send_response(200, 'Script output follows')
        decoded_query = query.replace('+', ' ')
        args = [script]
        if '=' not in decoded_query:
            args.append(decoded_query)
        self.wfile.flush()
        if self.have_fork:
            self._run_forked(scriptfile, args, env)
        else:
            self._run_subprocess(scriptfile, ispy, query, env, length)

    def _run_forked(self, scriptfile, args, env):
        nobody = nobody_uid()
        pid = os.fork()
        if pid:
            pid, status = os.waitpid(pid, 0)
            # What the program did not read.
            while select.select([self.rfile], [], [], 0)[0]:
                if not self.rfile.read(1):
                    break
            if status:
                self.log_error('CGI script exit status %#x', status)
            return
        try:
            try:
                os.setuid(nobody)
            except os.error:
                pass
            os.dup2(self.rfile.fileno(), 0)
            os.dup2(self.wfile.fileno(), 1)
            os.execve(scriptfile, args, env)
        except:
            self.server.handle_error(self.request, self.client_address)
            os._exit(127)

    def _run_subprocess(self, scriptfile, ispy, query, env, length):
        import subprocess
        command = [sys.executable, '-u', scriptfile] if ispy else [scriptfile]
        if '=' not in query:
            command.append(query)
        try:
            length = int(length)
        except (TypeError, ValueError):
            length = 0
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=env)
        data = self.rfile.read(length) if self.command.lower() == 'post' and length > 0 else None
        out, err = process.communicate(data)
        self.wfile.write(out)
        if err:
            self.log_error('%s', err)
        if process.returncode:
            self.log_error('CGI script exit status %#x', process.returncode)


def _url_collapse_path(path):
    """A path without '.', '..' and empty parts. IndexError if it leaves the root."""
    path, _, query = path.partition('?')
    path = urllib.unquote(path)
    parts = path.split('/')
    head = []
    for part in parts[:-1]:
        if part == '..':
            head.pop()
        elif part and part != '.':
            head.append(part)
    tail = ''
    if parts:
        tail = parts.pop()
        if tail == '..':
            head.pop()
            tail = ''
        elif tail == '.':
            tail = ''
    if query:
        tail = '?'.join((tail, query))
    return '/'.join(('/' + '/'.join(head), tail))


nobody = None


def nobody_uid():
    """The number of a user who may do nothing."""
    global nobody
    if nobody:
        return nobody
    try:
        import pwd
    except ImportError:
        return -1
    try:
        nobody = pwd.getpwnam('nobody')[2]
    except KeyError:
        nobody = 1 + max([user[2] for user in pwd.getpwall()])
    return nobody


def executable(path):
    """Whether anybody may run a file."""
    try:
        return os.stat(path).st_mode & 0111 != 0
    except os.error:
        return False


def test(HandlerClass=CGIHTTPRequestHandler, ServerClass=BaseHTTPServer.HTTPServer):
    SimpleHTTPServer.test(HandlerClass, ServerClass)


if __name__ == '__main__':
    test()
