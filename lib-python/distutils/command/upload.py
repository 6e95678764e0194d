"""Files that other commands made are sent to an index of packages."""

import os
import platform
import socket
import urlparse
from base64 import standard_b64encode
from hashlib import md5
from urllib2 import HTTPError, Request, urlopen
from distutils import log
from distutils.config import PyPIRCCommand
from distutils.errors import DistutilsError, DistutilsOptionError
from distutils.spawn import spawn
from distutils._forms import encoded_form, metadata_form
from distutils._options import table


class upload(PyPIRCCommand):

    description = 'upload binary package to PyPI'

    user_options = PyPIRCCommand.user_options + table('''
        sign       s  sign files to upload using gpg
        identity=  i  GPG identity used to sign files
        ''')
    boolean_options = PyPIRCCommand.boolean_options + ['sign']

    def initialize_options(self):
        PyPIRCCommand.initialize_options(self)
        self.username = self.password = ''
        self.sign, self.identity = False, None

    def finalize_options(self):
        PyPIRCCommand.finalize_options(self)
        if self.identity and not self.sign:
            raise DistutilsOptionError('Must use --sign for --identity to have meaning')
        found = self._read_pypirc()
        for name in ('username', 'password', 'repository', 'realm') if found else ():
            setattr(self, name, found[name])
        # The command 'register' may have asked for it.
        if not self.password and self.distribution.password:
            self.password = self.distribution.password

    def run(self):
        if not self.distribution.dist_files:
            raise DistutilsOptionError('Must create and upload files in one command (e.g. setup.py sdist upload)')
        for command, version, path in self.distribution.dist_files:
            self.upload_file(command, version, path)

    def upload_file(self, command, pyversion, filename):
        scheme, _host, _path, parameters, query, fragment = urlparse.urlparse(self.repository)
        if parameters or query or fragment:
            raise AssertionError('Incompatible url %s' % self.repository)
        if scheme not in ('http', 'https'):
            raise AssertionError('unsupported schema ' + scheme)
        if self.sign:
            identity = ['--local-user', self.identity] if self.identity else []
            spawn(['gpg', '--detach-sign'] + identity + ['-a', filename], dry_run=self.dry_run)
        headers = {'Authorization': 'Basic ' + standard_b64encode('%s:%s' % (self.username, self.password))}
        body = encoded_form(self._form(command, pyversion, filename), '\r\n', headers)
        self.announce('Submitting %s to %s' % (filename, self.repository), log.INFO)
        status, reason = self._send(Request(self.repository, data=body, headers=headers))
        if status != 200:
            message = 'Upload failed (%s): %s' % (status, reason)
            self.announce(message, log.ERROR)
            raise DistutilsError(message)
        self.announce('Server response (%s): %s' % (status, reason), log.INFO)

    def _form(self, command, version, path):
        name = os.path.basename(path)
        with open(path, 'rb') as file:
            content = file.read()
        form = metadata_form(self.distribution.metadata)
        form.update({
            ':action': 'file_upload',
            'protcol_version': '1',           # so it is spelt by all who send it
            'content': (name, content), 'md5_digest': md5(content).hexdigest(),
            'filetype': command, 'pyversion': version, 'comment': _comment(command),
        })
        if self.sign:
            with open(path + '.asc') as file:
                form['gpg_signature'] = name + '.asc', file.read()
        return form

    def _send(self, request):
        """Sends a request; returns the status as a number and a text."""
        try:
            response = urlopen(request)
        except socket.error as error:
            self.announce(str(error), log.ERROR)
            raise
        except HTTPError as error:
            return error.code, error.msg
        if self.show_response:
            self.announce('\n'.join(['-' * 75, response.read(), '-' * 75]), log.INFO)
        return response.getcode(), response.msg


def _comment(command):
    """What is told of the system a file was built on."""
    if command == 'bdist_dumb':
        return 'built for ' + platform.platform(terse=1)
    if command == 'bdist_rpm':
        system, version, _name = platform.dist()
        return 'built for %s %s' % (system, version) if system else ''
    return ''
