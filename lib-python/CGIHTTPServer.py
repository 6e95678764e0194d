"""A server of files that runs programs by CGI: those in the directories /cgi-bin and /htbin.

It sends the status 200 before the program runs; a program can neither redirect nor set another status.
"""

import base64
import BaseHTTPServer
import os
import select
import SimpleHTTPServer
import sys
import urllib

__version__ = '0.4'
__all__ = ['CGIHTTPRequestHandler']

# The rights of all three to execute.
_EXECUTABLE = 0111


class CGIHTTPRequestHandler(SimpleHTTPServer.SimpleHTTPRequestHandler):
    """Answers as SimpleHTTPRequestHandler does, and GET, HEAD and POST for programs by what these write."""

    have_fork = hasattr(os, 'fork')
    have_popen2 = hasattr(os, 'popen2')
    have_popen3 = hasattr(os, 'popen3')

    # The program reads from the socket what comes after the headers, so nothing may be buffered.
    rbufsize = 0

    cgi_directories = ['/cgi-bin', '/htbin']

    def do_POST(self):
        if self.is_cgi():
            self.run_cgi()
        else:
            self.send_error(501, 'Can only POST to CGI scripts')

    def send_head(self):
        return self.run_cgi() if self.is_cgi() else SimpleHTTPServer.SimpleHTTPRequestHandler.send_head(self)

    def is_cgi(self):
        """Whether the path is in one of the directories of programs; `cgi_info` is then it and the rest."""
        path = _url_collapse_path(self.path)
        end = path.find('/', 1)
        directory, rest = path[:end], path[end + 1:]
        if directory not in self.cgi_directories:
            return False
        self.cgi_info = directory, rest
        return True

    def is_executable(self, path):
        return executable(path)

    def is_python(self, path):
        return os.path.splitext(path)[1].lower() in ('.py', '.pyw')

    def run_cgi(self):
        """Run the program of cgi_info."""
        name, path_info, query = self._find_script()
        program = self.translate_path(name)
        refusal = self._refusal(name, program)
        if refusal:
            self.send_error(refusal[0], refusal[1] % name)
            return
        environment = self._environment(name, path_info, query)
        self.send_response(200, 'Script output follows')
        # A query without = is the program's argument (RFC 3875, 4.4).
        words = query.replace('+', ' ')
        if self.have_fork:
            self._run_forked(program, [os.path.basename(name)] + ([] if '=' in words else [words]), environment)
        else:
            self._run_subprocess(program, [] if '=' in query else [query], environment)

    def _find_script(self):
        """(name of the program in the URL, what comes after it, query)."""
        directory, rest = self.cgi_info
        rest, _, query = rest.partition('?')
        first, slash, after = rest.partition('/')
        while slash and os.path.isdir(self.translate_path(directory + '/' + first)):
            directory, rest = directory + '/' + first, after
            first, slash, after = rest.partition('/')
        return directory + '/' + first, slash + after, query

    def _refusal(self, name, program):
        """The code and message if this cannot be run."""
        if not os.path.exists(program):
            return 404, 'No such CGI script (%r)'
        if not os.path.isfile(program):
            return 403, 'CGI script is not a plain file (%r)'
        if not self.is_python(name):
            if not (self.have_fork or self.have_popen2 or self.have_popen3):
                return 403, 'CGI script is not a Python script (%r)'
            if not self.is_executable(program):
                return 403, 'CGI script is not executable (%r)'
        return None

    def _environment(self, name, path_info, query):
        """The program's environment: ours and the variables of RFC 3875."""
        headers = self.headers
        path_info = urllib.unquote(path_info)
        environment = dict.fromkeys(['QUERY_STRING', 'REMOTE_HOST', 'CONTENT_LENGTH', 'HTTP_USER_AGENT',
                                     'HTTP_COOKIE', 'HTTP_REFERER'], '')
        # Once more what is in our own environment: os.environ may not be a dict.
        environment.update(os.environ)
        environment.update({
            'SERVER_SOFTWARE': self.version_string(),
            'SERVER_NAME': self.server.server_name,
            'SERVER_PORT': str(self.server.server_port),
            'SERVER_PROTOCOL': self.protocol_version,
            'GATEWAY_INTERFACE': 'CGI/1.1',
            'REQUEST_METHOD': self.command,
            'PATH_INFO': path_info,
            'PATH_TRANSLATED': self.translate_path(path_info),
            'SCRIPT_NAME': name,
            'REMOTE_ADDR': self.client_address[0],
            'CONTENT_TYPE': headers.type if headers.typeheader is None else headers.typeheader,
            'HTTP_ACCEPT': ','.join(_accepted(headers)),
        })
        host = self.address_string()
        optional = [('QUERY_STRING', query),
                    ('REMOTE_HOST', host if host != self.client_address[0] else None),
                    ('CONTENT_LENGTH', headers.getheader('content-length')),
                    ('HTTP_REFERER', headers.getheader('referer')),
                    ('HTTP_USER_AGENT', headers.getheader('user-agent')),
                    ('HTTP_COOKIE', ', '.join(filter(None, headers.getheaders('cookie'))))]
        optional += zip(('AUTH_TYPE', 'REMOTE_USER'), _authorization(headers.getheader('authorization')))
        environment.update((variable, value) for variable, value in optional if value)
        return environment

    def _run_forked(self, program, args, environment):
        user = nobody_uid()
        self.wfile.flush()
        pid = os.fork()
        if pid == 0:
            self._become(program, args, environment, user)
        status = os.waitpid(pid, 0)[1]
        # What the program did not read would be taken for the next request.
        while select.select([self.rfile], [], [], 0)[0] and self.rfile.read(1):
            pass
        if status:
            self.log_error('CGI script exit status %#x', status)

    def _become(self, program, args, environment, user):
        """Make this process, a child, the program."""
        try:
            try:
                os.setuid(user)
            except os.error:
                # Only root can.
                pass
            os.dup2(self.rfile.fileno(), 0)
            os.dup2(self.wfile.fileno(), 1)
            os.execve(program, args, environment)
        except:
            try:
                self.server.handle_error(self.request, self.client_address)
            finally:
                os._exit(127)

    def _run_subprocess(self, program, args, environment):
        import subprocess
        command = [program] + args
        if self.is_python(program):
            interpreter = sys.executable
            if interpreter.lower().endswith('w.exe'):
                # The one without a console would write nothing.
                interpreter = interpreter[:-5] + interpreter[-4:]
            command[:0] = [interpreter, '-u']
        self.log_message('command: %s', subprocess.list2cmdline(command))
        try:
            length = int(environment['CONTENT_LENGTH'])
        except ValueError:
            length = 0
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env=environment)
        data = self.rfile.read(length) if length > 0 and self.command.lower() == 'post' else None
        while select.select([self.rfile._sock], [], [], 0)[0] and self.rfile._sock.recv(1):
            pass
        written, errors = child.communicate(data)
        self.wfile.write(written)
        if errors:
            self.log_error('%s', errors)
        if child.returncode:
            self.log_error('CGI script exit status %#x', child.returncode)
        else:
            self.log_message('CGI script exited OK')


def _accepted(headers):
    """The elements of all headers Accept."""
    found = []
    for line in headers.getallmatchingheaders('accept'):
        found += [line.strip()] if line[:1] in '\t\n\r ' else line[len('accept:'):].split(',')
    return found


def _authorization(header):
    """(type, user or None) of a header Authorization; nothing if it is not understood."""
    words = header.split() if header else []
    if len(words) != 2:
        return ()
    user = None
    if words[0].lower() == 'basic':
        try:
            parts = base64.decodestring(words[1]).split(':')
        except ValueError:
            # binascii.Error is one.
            parts = []
        user = parts[0] if len(parts) == 2 else None
    return words[0], user


def _url_collapse_path(path):
    """The path of a URL, with its query, without . and .. and escapes; IndexError if it leads above the root."""
    path, _, query = path.partition('?')
    parts = urllib.unquote(path).split('/')
    last = parts.pop()
    kept = []
    for part in parts + [last] * (last == '..'):
        if part == '..':
            kept.pop()
        elif part and part != '.':
            kept.append(part)
    name = '' if last in ('.', '..') else last
    if query:
        name += '?' + query
    return '/'.join(['/' + '/'.join(kept), name])


nobody = None


def nobody_uid():
    """The number of the user nobody, or of one who does not exist; -1 if the system has no users."""
    global nobody
    if nobody is None:
        try:
            import pwd
        except ImportError:
            return -1
        try:
            nobody = pwd.getpwnam('nobody').pw_uid
        except KeyError:
            nobody = 1 + max(user.pw_uid for user in pwd.getpwall())
    return nobody


def executable(path):
    """Whether somebody may execute the file."""
    try:
        return os.stat(path).st_mode & _EXECUTABLE != 0
    except os.error:
        return False


def test(HandlerClass=CGIHTTPRequestHandler, ServerClass=BaseHTTPServer.HTTPServer):
    """Serve the current directory."""
    SimpleHTTPServer.test(HandlerClass, ServerClass)


if __name__ == '__main__':
    test()
