"""Mailboxes on a server by IMAP4 (RFC 2060).

    server = imaplib.IMAP4('mail.example.org')
    server.login(user, password)
    server.select()
    answer, data = server.search(None, 'UNSEEN')
    for number in data[0].split():
        answer, data = server.fetch(number, '(RFC822)')
        message = data[0][1]
    server.close()
    server.logout()
"""

import errno
import hmac
import random
import re
import socket
import subprocess
import sys
import time

from _imap_values import (CRLF, Commands, Continuation, Flags, InternalDate, Internaldate2tuple, Int2AP, Literal, MapCRLF,
                          Mon2num, ParseFlags, Response_code, Time2Internaldate, Untagged_response, Untagged_status,
                          _Authenticator)

__all__ = ['IMAP4', 'IMAP4_stream', 'Internaldate2tuple', 'Int2AP', 'ParseFlags', 'Time2Internaldate']

# What connections print to the standard error: 1 refusals, 3 states, 4 commands and answers, 5 matches.
Debug = 0

IMAP4_PORT = 143
IMAP4_SSL_PORT = 993
AllowedVersions = 'IMAP4REV1', 'IMAP4'

# No line of a server may be longer.
_MAXLINE = 1000000


class IMAP4:
    """A connection to a server.

    Each command is a method that returns (what the server answers: 'OK' or 'NO', list of data). What was not asked for
    is kept until response() asks for it. All of them raise IMAP4.error, and IMAP4.abort when the connection is of no
    use any more.
    """

    class error(Exception):
        """The server refuses something, or cannot be understood."""

    class abort(error):
        """The connection is broken: another one may do."""

    class readonly(abort):
        """The mailbox can only be read."""

    # What only arguments in quotes may have.
    mustquote = re.compile(r"[^\w!#$%&'*+,.:;<=>?^`|~-]")

    def __init__(self, host='', port=IMAP4_PORT):
        self.debug = Debug
        self.state = 'LOGOUT'
        # What the next command sends after itself: bytes, or what makes them of each answer.
        self.literal = None
        # Tag of a command -> its answer, or None; type -> data that came without one.
        self.tagged_commands = {}
        self.untagged_responses = {}
        self.continuation_response = ''
        # Whether the mailbox was selected to be read only.
        self.is_readonly = False
        self.tagnum = 0
        self.tagpre = Int2AP(random.randint(4096, 65535))
        self.tagre = re.compile(r'(?P<tag>%s\d+) (?P<type>[A-Z]+) (?P<data>.*)' % self.tagpre)
        self._last_lines = []
        self.open(host, port)
        try:
            self._greet()
        except BaseException:
            try:
                self.shutdown()
            except socket.error:
                pass
            raise

    def _greet(self):
        self.welcome = self._get_response()
        if 'PREAUTH' in self.untagged_responses:
            self.state = 'AUTH'
        elif 'OK' in self.untagged_responses:
            self.state = 'NONAUTH'
        else:
            raise self.error(self.welcome)
        data = self.capability()[1]
        if data == [None]:
            raise self.error('no CAPABILITY response from server')
        self.capabilities = tuple(data[-1].upper().split())
        known = [version for version in AllowedVersions if version in self.capabilities]
        if not known:
            raise self.error('server not IMAP4 compliant')
        self.PROTOCOL_VERSION = known[0]

    def __getattr__(self, attr):
        # Commands are known in capitals, too.
        if attr in Commands:
            return getattr(self, attr.lower())
        raise AttributeError("Unknown IMAP4 command: '%s'" % attr)

    # ---- the connection: what subclasses replace

    def open(self, host='', port=IMAP4_PORT):
        """Connect."""
        self.host, self.port = host, port
        self.sock = socket.create_connection((host, port))
        self.file = self.sock.makefile('rb')

    def read(self, size):
        """Read that many bytes."""
        return self.file.read(size)

    def readline(self):
        """Read a line."""
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise self.error('got more than %d bytes' % _MAXLINE)
        return line

    def send(self, data):
        """Send bytes."""
        self.sock.sendall(data)

    def shutdown(self):
        """Disconnect."""
        self.file.close()
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except socket.error as error:
            # The server may have been faster.
            if error.errno != errno.ENOTCONN:
                raise
        finally:
            self.sock.close()

    def socket(self):
        return self.sock

    # ---- sessions

    def capability(self):
        """What the server can do."""
        return self._ask('CAPABILITY', 'CAPABILITY')

    def login(self, user, password):
        """Say who is there, with the password as it is."""
        return self._logged_in(self._simple_command('LOGIN', user, self._quote(password)))

    def authenticate(self, mechanism, authobject):
        """Say who is there by a mechanism, one of the capabilities AUTH=...

        authobject(challenge) gives the answer to each challenge, or None to give up.
        """
        self.literal = _Authenticator(authobject).process
        return self._logged_in(self._simple_command('AUTHENTICATE', mechanism.upper()))

    def login_cram_md5(self, user, password):
        """Prove to know the password without saying it."""
        self.user, self.password = user, password
        return self.authenticate('CRAM-MD5', self._CRAM_MD5_AUTH)

    def _CRAM_MD5_AUTH(self, challenge):
        return '%s %s' % (self.user, hmac.HMAC(self.password, challenge).hexdigest())

    def _logged_in(self, answer):
        if answer[0] != 'OK':
            raise self.error(answer[1][-1])
        self.state = 'AUTH'
        return answer

    def proxyauth(self, user):
        """Be another user from now on, which administrators may."""
        return self._simple_command('PROXYAUTH', user)

    def logout(self):
        """End the session; what the server says to it."""
        self.state = 'LOGOUT'
        try:
            answer = self._simple_command('LOGOUT')
        except Exception as error:
            answer = 'NO', ['%s: %s' % (type(error), error)]
        self.shutdown()
        if 'BYE' in self.untagged_responses:
            return 'BYE', self.untagged_responses['BYE']
        return answer

    def noop(self):
        """Do nothing, but let the server tell what is new."""
        if self.debug >= 3:
            self._dump_ur(self.untagged_responses)
        return self._simple_command('NOOP')

    def recent(self):
        """How many messages are new, if the server tells."""
        answer = self._untagged_response('OK', [None], 'RECENT')
        if answer[1][-1]:
            return answer
        kind, data = self.noop()
        return self._untagged_response(kind, data, 'RECENT')

    def response(self, code):
        """(code, data of that kind that came and was not asked for); [None] if there is none."""
        return self._untagged_response(code, [None], code.upper())

    def xatom(self, name, *args):
        """A command that no method is for; in the present state the server is thought to know it."""
        name = name.upper()
        Commands.setdefault(name, (self.state,))
        return self._simple_command(name, *args)

    # ---- mailboxes

    def select(self, mailbox='INBOX', readonly=False):
        """Work with a mailbox; how many messages it has. readonly (the exception): it cannot be changed."""
        self.untagged_responses = {}
        self.is_readonly = readonly
        kind, data = self._simple_command('EXAMINE' if readonly else 'SELECT', mailbox)
        if kind != 'OK':
            # What was selected before is no more.
            self.state = 'AUTH'
            return kind, data
        self.state = 'SELECTED'
        if 'READ-ONLY' in self.untagged_responses and not readonly:
            if self.debug >= 1:
                self._dump_ur(self.untagged_responses)
            raise self.readonly('%s is not writable' % mailbox)
        return kind, self.untagged_responses.get('EXISTS', [None])

    def close(self):
        """Leave the mailbox, and remove what is marked as deleted."""
        try:
            return self._simple_command('CLOSE')
        finally:
            self.state = 'AUTH'

    def check(self):
        """Have the mailbox's state written down."""
        return self._simple_command('CHECK')

    def create(self, mailbox):
        return self._simple_command('CREATE', mailbox)

    def delete(self, mailbox):
        return self._simple_command('DELETE', mailbox)

    def rename(self, oldmailbox, newmailbox):
        return self._simple_command('RENAME', oldmailbox, newmailbox)

    def subscribe(self, mailbox):
        return self._simple_command('SUBSCRIBE', mailbox)

    def unsubscribe(self, mailbox):
        return self._simple_command('UNSUBSCRIBE', mailbox)

    def list(self, directory='""', pattern='*'):
        """The mailboxes whose names match."""
        return self._ask('LIST', 'LIST', directory, pattern)

    def lsub(self, directory='""', pattern='*'):
        """The mailboxes that were subscribed to."""
        return self._ask('LSUB', 'LSUB', directory, pattern)

    def status(self, mailbox, names):
        """Numbers of a mailbox that need not be selected: names such as '(MESSAGES UNSEEN)'."""
        return self._ask('STATUS', 'STATUS', mailbox, names)

    def namespace(self):
        """Where mailboxes are (RFC 2342)."""
        return self._ask('NAMESPACE', 'NAMESPACE')

    def getacl(self, mailbox):
        """What users may do with a mailbox."""
        return self._ask('GETACL', 'ACL', mailbox)

    def setacl(self, mailbox, who, what):
        return self._simple_command('SETACL', mailbox, who, what)

    def deleteacl(self, mailbox, who):
        return self._simple_command('DELETEACL', mailbox, who)

    def myrights(self, mailbox):
        """What this user may do with a mailbox."""
        return self._ask('MYRIGHTS', 'MYRIGHTS', mailbox)

    def getquota(self, root):
        """How much may be used, and is (RFC 2087)."""
        return self._ask('GETQUOTA', 'QUOTA', root)

    def getquotaroot(self, mailbox):
        """The same by a mailbox: [its roots, their quotas]."""
        kind, data = self._simple_command('GETQUOTAROOT', mailbox)
        quotas = self._untagged_response(kind, data, 'QUOTA')[1]
        return kind, [self._untagged_response(kind, data, 'QUOTAROOT')[1], quotas]

    def setquota(self, root, limits):
        return self._ask('SETQUOTA', 'QUOTA', root, limits)

    def getannotation(self, mailbox, entry, attribute):
        return self._ask('GETANNOTATION', 'ANNOTATION', mailbox, entry, attribute)

    def setannotation(self, *args):
        """Set annotations, each given as mailbox, entry and attribute."""
        return self._ask('SETANNOTATION', 'ANNOTATION', *args)

    # ---- messages

    def append(self, mailbox, flags, date_time, message):
        """Add a message to a mailbox. All but the message can be None."""
        self.literal = MapCRLF.sub(CRLF, message)
        return self._simple_command('APPEND', mailbox or 'INBOX', _in_parentheses(flags) if flags else None,
                                    Time2Internaldate(date_time) if date_time else None)

    def copy(self, message_set, new_mailbox):
        return self._simple_command('COPY', message_set, new_mailbox)

    def expunge(self):
        """Remove what is marked as deleted; the numbers that messages had, one after the other."""
        return self._ask('EXPUNGE', 'EXPUNGE')

    def fetch(self, message_set, message_parts):
        """Parts of messages: texts, and tuples (text before, bytes)."""
        return self._ask('FETCH', 'FETCH', message_set, message_parts)

    def partial(self, message_num, message_part, start, length):
        """Some of a part of a message (servers of IMAP4rev1 do not know it)."""
        return self._ask('PARTIAL', 'FETCH', message_num, message_part, start, length)

    def store(self, message_set, command, flags):
        """Set flags; command is FLAGS, +FLAGS or -FLAGS."""
        return self._ask('STORE', 'FETCH', message_set, command, _in_parentheses(flags))

    def search(self, charset, *criteria):
        """The numbers of messages, in a text."""
        if charset:
            criteria = ('CHARSET', charset) + criteria
        return self._ask('SEARCH', 'SEARCH', *criteria)

    def sort(self, sort_criteria, charset, *search_criteria):
        """The same, sorted."""
        return self._ask('SORT', 'SORT', _in_parentheses(sort_criteria), charset, *search_criteria)

    def thread(self, threading_algorithm, charset, *search_criteria):
        """The same, in threads."""
        return self._ask('THREAD', 'THREAD', threading_algorithm, charset, *search_criteria)

    def uid(self, command, *args):
        """A command with messages by identity, not by number."""
        command = command.upper()
        if command not in Commands:
            raise self.error('Unknown IMAP4 UID command: %s' % command)
        self._check_state(command)
        kind = command if command in ('SEARCH', 'SORT', 'THREAD') else 'FETCH'
        return self._ask('UID', kind, command, *args)

    # ---- commands

    def _simple_command(self, name, *args):
        return self._command_complete(name, self._command(name, *args))

    def _ask(self, name, kind, *args):
        """Send a command; its answer, with the data of a kind that came before."""
        answer, data = self._simple_command(name, *args)
        return self._untagged_response(answer, data, kind)

    def _check_state(self, name):
        if self.state not in Commands[name]:
            raise self.error('command %s illegal in state %s, only allowed in states %s'
                             % (name, self.state, ', '.join(Commands[name])))

    def _command(self, name, *args):
        """Send a command; its tag."""
        literal, self.literal = self.literal, None
        self._check_state(name)
        for kind in ('OK', 'NO', 'BAD'):
            self.untagged_responses.pop(kind, None)
        if 'READ-ONLY' in self.untagged_responses and not self.is_readonly:
            raise self.readonly('mailbox status changed to READ-ONLY')
        tag = self._new_tag()
        words = [tag, name] + [self._checkquote(arg) for arg in args if arg is not None]
        if isinstance(literal, str):
            words.append('{%d}' % len(literal))
        line = ' '.join(map(str, words))
        self._note(4, '> ' + line)
        self._send(line + CRLF)
        if literal is not None:
            self._send_literal(tag, literal)
        return tag

    def _send_literal(self, tag, literal):
        while True:
            # Until the server is ready for it, or answers already.
            while self._get_response():
                if self.tagged_commands[tag]:
                    return
            if isinstance(literal, str):
                self._send(literal + CRLF)
                return
            self._send(literal(self.continuation_response) + CRLF)

    def _send(self, data):
        try:
            self.send(data)
        except (socket.error, OSError) as error:
            raise self.abort('socket error: %s' % error)

    def _new_tag(self):
        tag = '%s%d' % (self.tagpre, self.tagnum)
        self.tagnum += 1
        self.tagged_commands[tag] = None
        return tag

    def _checkquote(self, arg):
        """An argument with quotes if it needs them, and does not have them or parentheses."""
        if not isinstance(arg, str) or len(arg) >= 2 and arg[0] + arg[-1] in ('()', '""'):
            return arg
        return arg if arg and not self.mustquote.search(arg) else self._quote(arg)

    def _quote(self, arg):
        return '"%s"' % arg.replace('\\', '\\\\').replace('"', '\\"')

    # ---- answers

    def _command_complete(self, name, tag):
        """Wait for the answer of a command."""
        # The answer to LOGOUT comes with a BYE.
        if name != 'LOGOUT':
            self._check_bye()
        try:
            kind, data = self._get_tagged_response(tag)
        except self.abort as error:
            raise self.abort('command: %s => %s' % (name, error))
        except self.error as error:
            raise self.error('command: %s => %s' % (name, error))
        if name != 'LOGOUT':
            self._check_bye()
        if kind == 'BAD':
            raise self.error('%s command error: %s %s' % (name, kind, data))
        return kind, data

    def _check_bye(self):
        if self.untagged_responses.get('BYE'):
            raise self.abort(self.untagged_responses['BYE'][-1])

    def _get_tagged_response(self, tag):
        while self.tagged_commands[tag] is None:
            # After that nothing comes.
            self._check_bye()
            try:
                self._get_response()
            except self.abort:
                if self.debug >= 1:
                    self.print_log()
                raise
        return self.tagged_commands.pop(tag)

    def _get_response(self):
        """Read an answer and keep what it says; its line, or None where the server waits for more of the command."""
        line = self._get_line()
        match = self._match(self.tagre, line)
        if match:
            tag, kind, data = match.group('tag', 'type', 'data')
            if tag not in self.tagged_commands:
                raise self.abort('unexpected tagged response: ' + line)
            self.tagged_commands[tag] = kind, [data]
        else:
            match = self._match(Untagged_response, line) or self._match(Untagged_status, line)
            if not match:
                match = self._match(Continuation, line)
                if not match:
                    raise self.abort("unexpected response: '%s'" % line)
                self.continuation_response = match.group('data')
                return None
            kind, data = match.group('type'), match.group('data') or ''
            if match.groupdict().get('data2'):
                data += ' ' + match.group('data2')
            data = self._read_literals(kind, data)
            self._append_untagged(kind, data)
        if kind in ('OK', 'NO', 'BAD'):
            code = self._match(Response_code, data)
            if code:
                self._append_untagged(code.group('type'), code.group('data'))
        if self.debug >= 1 and kind in ('NO', 'BAD', 'BYE'):
            self._mesg('%s response: %s' % (kind, data))
        return line

    def _read_literals(self, kind, data):
        """Keep the bytes that follow lines; the line behind the last of them."""
        while True:
            match = self._match(Literal, data)
            if not match:
                return data
            size = int(match.group('size'))
            if self.debug >= 4:
                self._mesg('read literal size %s' % size)
            self._append_untagged(kind, (data, self.read(size)))
            data = self._get_line()

    def _append_untagged(self, typ, dat):
        data = self.untagged_responses.setdefault(typ, [])
        data.append('' if dat is None else dat)
        if self.debug >= 5:
            self._mesg('untagged_responses[%s] += %r' % (typ, dat))

    def _untagged_response(self, typ, dat, name):
        """(typ, the data of a kind that came, which are kept no longer)."""
        if typ == 'NO':
            return typ, dat
        return typ, self.untagged_responses.pop(name, [None])

    def _get_line(self):
        line = self.readline()
        if not line:
            raise self.abort('socket error: EOF')
        if not line.endswith(CRLF):
            raise self.abort('socket error: unterminated line')
        line = line[:-2]
        self._note(4, '< ' + line)
        return line

    def _match(self, cre, s):
        match = cre.match(s)
        if match and self.debug >= 5:
            self._mesg('matched %r: %r' % (cre.pattern, match.groups()))
        return match

    # ---- what happens, for who looks for faults

    def _note(self, level, text):
        if self.debug >= level:
            self._mesg(text)
        else:
            self._log(text)

    def _log(self, line):
        """Keep the last ten lines."""
        self._last_lines.append((line, time.time()))
        del self._last_lines[:-10]

    def _mesg(self, s, secs=None):
        secs = time.time() if secs is None else secs
        sys.stderr.write('  %s.%02d %s\n' % (time.strftime('%M:%S', time.localtime(secs)), secs * 100 % 100, s))
        sys.stderr.flush()

    def print_log(self):
        self._mesg('last %d IMAP4 interactions:' % len(self._last_lines))
        for line, secs in self._last_lines:
            self._mesg(line, secs)

    def _dump_ur(self, dict):
        lines = ['%s: "%s"' % (kind, '" "'.join(map(str, data))) for kind, data in dict.items()]
        if lines:
            self._mesg('untagged responses dump:\n\t\t' + '\n\t\t'.join(lines))


def _in_parentheses(text):
    return text if text[:1] + text[-1:] == '()' else '(%s)' % text


class IMAP4_stream(IMAP4):
    """A connection to a server that a command of the shell starts, on its standard input and output."""

    def __init__(self, command):
        self.command = command
        IMAP4.__init__(self)

    def open(self, host=None, port=None):
        self.host = self.port = self.sock = self.file = None
        self.process = subprocess.Popen(self.command, shell=True, close_fds=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.writefile, self.readfile = self.process.stdin, self.process.stdout

    def read(self, size):
        return self.readfile.read(size)

    def readline(self):
        return self.readfile.readline()

    def send(self, data):
        self.writefile.write(data)
        self.writefile.flush()

    def shutdown(self):
        self.readfile.close()
        self.writefile.close()
        self.process.wait()
