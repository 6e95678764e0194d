"""The metadata is sent to an index of packages, whose user one must be or become."""

import getpass
import urllib2
import urlparse
from warnings import warn
from distutils import log
from distutils.config import PyPIRCCommand
from distutils._forms import encoded_form, metadata_form
from distutils._options import table

_CHOICES = ['use your existing login', 'register as a new user',
            'have the server generate a new password for you (and email it to you)', 'quit']


class register(PyPIRCCommand):

    description = 'register the distribution with the Python package index'

    user_options = PyPIRCCommand.user_options + table('''
        list-classifiers  -  list the valid Trove classifiers
        strict            -  Will stop the registering if the meta-data are not fully compliant
        ''')
    boolean_options = PyPIRCCommand.boolean_options + ['verify', 'list-classifiers', 'strict']
    sub_commands = [('check', lambda self: True)]

    def initialize_options(self):
        PyPIRCCommand.initialize_options(self)
        self.list_classifiers = self.strict = 0

    def finalize_options(self):
        PyPIRCCommand.finalize_options(self)
        # They are options of the command 'check', which is run first.
        self.distribution.command_options['check'] = {'strict': ('register', self.strict), 'restructuredtext': ('register', 1)}

    def run(self):
        self.finalize_options()
        self._set_config()
        for name in self.get_sub_commands():
            self.run_command(name)
        work = self.classifiers if self.list_classifiers else self.send_metadata
        (self.verify_metadata if self.dry_run else work)()

    def check_metadata(self):
        warn('distutils.command.register.check_metadata is deprecated, use the check command instead',
             PendingDeprecationWarning)
        checker = self.distribution.get_command_obj('check')
        checker.ensure_finalized()
        checker.strict, checker.restructuredtext = self.strict, 1
        checker.run()

    def _set_config(self):
        """Takes the index and the user from the file .pypirc."""
        found = self._read_pypirc()
        self.has_config = bool(found)
        if not found and self.repository not in ('pypi', self.DEFAULT_REPOSITORY):
            raise ValueError('%s not found in .pypirc' % self.repository)
        if not found:
            self.repository = self.DEFAULT_REPOSITORY
        for name in ('username', 'password', 'repository', 'realm') if found else ():
            setattr(self, name, found[name])

    def classifiers(self):
        """Shows the classifiers that the index knows."""
        log.info(urllib2.urlopen(self.repository + '?:action=list_classifiers').read())

    def _told(self, answer):
        self.announce('Server response (%s): %s' % answer, log.INFO)

    def verify_metadata(self):
        self._told(self.post_to_server(self.build_post_data('verify')))

    def send_metadata(self):
        """Asks who the user is, if no file tells, and does what is wanted."""
        choice, username, password = '1' if self.has_config else '', '', ''
        if self.has_config:
            username, password = self.username, self.password
        while choice not in ('1', '2', '3', '4'):
            self.announce('The index must know who you are. You may', log.INFO)
            for number, text in enumerate(_CHOICES):
                self.announce(' %d. %s' % (number + 1, text), log.INFO)
            self.announce('Your selection [default 1]: ', log.INFO)
            choice = raw_input() or '1'
        if choice == '1':
            self._submit(username, password)
        elif choice == '2':
            self._become_user()
        elif choice == '3':
            self._told(self.post_to_server({':action': 'password_reset', 'email': _ask(raw_input, 'Your email address: ')}))

    def _submit(self, username, password):
        username = username or _ask(raw_input, 'Username: ')
        password = password or _ask(getpass.getpass, 'Password: ')
        known = urllib2.HTTPPasswordMgr()
        known.add_password(self.realm, urlparse.urlparse(self.repository)[1], username, password)
        answer = self.post_to_server(self.build_post_data('submit'), known)
        self._told(answer)
        if answer[0] != 200:
            return
        if self.has_config:
            # The command 'upload' may come next.
            self.distribution.password = password
            return
        self.announce('I can store your PyPI login so future submissions will be faster.', log.INFO)
        self.announce('(the login will be stored in %s)' % self._get_rc_file(), log.INFO)
        choice = ''
        while choice not in ('y', 'n'):
            choice = raw_input('Save your login (y/N)?').lower() or 'n'
        if choice == 'y':
            self._store_pypirc(username, password)

    def _become_user(self):
        form = {':action': 'user', 'name': _ask(raw_input, 'Username: '), 'password': '', 'confirm': None}
        while form['password'] != form['confirm']:
            form['password'] = _ask(getpass.getpass, 'Password: ')
            form['confirm'] = _ask(getpass.getpass, ' Confirm: ')
            if form['password'] != form['confirm']:
                print "Password and confirm don't match!"
        form['email'] = _ask(raw_input, '   EMail: ')
        answer = self.post_to_server(form)
        if answer[0] != 200:
            self._told(answer)
        else:
            log.info('You will receive an email shortly.')
            log.info('Follow the instructions in it to complete registration.')

    def build_post_data(self, action):
        """The form for an action, with the metadata."""
        form = metadata_form(self.distribution.metadata)
        form[':action'] = action
        if form['provides'] or form['requires'] or form['obsoletes']:
            form['metadata_version'] = '1.1'
        return form

    def post_to_server(self, data, auth=None):
        """Sends a form; returns the status as a number and a text."""
        if 'name' in data:
            self.announce('Registering %s to %s' % (data['name'], self.repository), log.INFO)
        headers = {}
        body = encoded_form(data, '\n', headers)
        headers['Content-type'] += '; charset=utf-8'
        request = urllib2.Request(self.repository, body, headers)
        opener = urllib2.build_opener(urllib2.HTTPBasicAuthHandler(password_mgr=auth))
        text = ''
        try:
            response = opener.open(request)
        except urllib2.HTTPError as error:
            text = error.fp.read() if self.show_response else ''
            answer = error.code, error.msg
        except urllib2.URLError as error:
            answer = 500, str(error)
        else:
            text = response.read() if self.show_response else ''
            answer = 200, 'OK'
        if self.show_response:
            self.announce('-' * 75 + text + '-' * 75)
        return answer


def _ask(function, prompt):
    """An answer that is not empty."""
    answer = ''
    while not answer:
        answer = function(prompt)
    return answer
