"""The file .pypirc in the user's folder: indexes of packages, and who the user is there."""

import os
from ConfigParser import ConfigParser
from distutils.cmd import Command

DEFAULT_PYPIRC = '[distutils]\nindex-servers =\n    pypi\n\n[pypi]\nusername:%s\npassword:%s\n'


class PyPIRCCommand(Command):
    """A command that has to do with an index."""

    DEFAULT_REPOSITORY = 'https://upload.pypi.org/legacy/'
    DEFAULT_REALM = 'pypi'
    repository = realm = None

    user_options = [('repository=', 'r', 'url of repository [default: %s]' % DEFAULT_REPOSITORY),
                    ('show-response', None, 'display full response text from server')]
    boolean_options = ['show-response']

    def initialize_options(self):
        self.repository = self.realm = None
        self.show_response = 0

    def finalize_options(self):
        self.repository = self.repository or self.DEFAULT_REPOSITORY
        self.realm = self.realm or self.DEFAULT_REALM

    def _get_rc_file(self):
        return os.path.join(os.path.expanduser('~'), '.pypirc')

    def _store_pypirc(self, username, password):
        """Writes the file, for nobody else to read."""
        path = self._get_rc_file()
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0600), 'w') as file:
            file.write(DEFAULT_PYPIRC % (username, password))

    def _read_pypirc(self):
        """A dict of what the file tells of the index that is wanted; empty if that is nothing."""
        path = self._get_rc_file()
        if not os.path.exists(path):
            return {}
        wanted = self.repository or self.DEFAULT_REPOSITORY
        self.announce('Using PyPI login from %s' % path)
        file = ConfigParser()
        file.read(path)

        def option(section, name, otherwise):
            return file.get(section, name) if file.has_option(section, name) else otherwise
        if 'distutils' in file.sections():
            for server in self._servers(file):
                # The user is all that must be there.
                found = {'server': server, 'username': file.get(server, 'username'),
                         'repository': option(server, 'repository', self.DEFAULT_REPOSITORY),
                         'realm': option(server, 'realm', self.DEFAULT_REALM),
                         'password': option(server, 'password', None)}
                if wanted in (server, found['repository']):
                    return found
        elif 'server-login' in file.sections():
            # The form of the file before there was more than one index.
            return {'server': 'server-login', 'username': file.get('server-login', 'username'),
                    'password': file.get('server-login', 'password'), 'realm': self.DEFAULT_REALM,
                    'repository': option('server-login', 'repository', self.DEFAULT_REPOSITORY)}
        return {}

    def _servers(self, file):
        names = [line.strip() for line in file.get('distutils', 'index-servers').split('\n')]
        names = filter(None, names)
        if not names and 'pypi' in file.sections():
            names = ['pypi']
        return names
