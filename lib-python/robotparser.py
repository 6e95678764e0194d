"""Which pages of a site a robot may fetch, by the file robots.txt (www.robotstxt.org)."""

import time
import urllib
import urlparse

__all__ = ['RobotFileParser']


class RobotFileParser:
    """The rules of one robots.txt, from read() or parse()."""

    def __init__(self, url=''):
        self.entries = []
        # The one for the robots that are not named.
        self.default_entry = None
        self.disallow_all = self.allow_all = False
        self.last_checked = 0
        self.set_url(url)

    def set_url(self, url):
        """Set the URL of the robots.txt."""
        self.url = url
        self.host, self.path = urlparse.urlparse(url)[1:3]

    def mtime(self):
        """When the rules were read last, for robots that run long."""
        return self.last_checked

    def modified(self):
        """Say that the rules have been read now."""
        self.last_checked = time.time()

    def read(self):
        """Fetch the robots.txt. Where it is forbidden to read it, all is forbidden, where there is none nothing."""
        opener = URLopener()
        page = opener.open(self.url)
        lines = [line.strip() for line in page]
        page.close()
        self.errcode = opener.errcode
        if self.errcode in (401, 403):
            self.disallow_all = True
        elif self.errcode // 100 == 4:
            self.allow_all = True
        elif self.errcode == 200 and lines:
            self.parse(lines)

    def parse(self, lines):
        """Take over the rules in the lines of a robots.txt."""
        self.modified()
        entry = Entry()
        for line in lines:
            # An empty line ends an entry, but not one that consists of comment.
            name, value = _field(line) if line else ('', None)
            if entry.rulelines and name in ('', 'user-agent') or entry.useragents and name == '':
                self._end_entry(entry)
                entry = Entry()
            if name == 'user-agent':
                entry.useragents.append(value)
            elif name in ('allow', 'disallow') and entry.useragents:
                entry.rulelines.append(RuleLine(value, name == 'allow'))
        self._end_entry(entry)

    def _end_entry(self, entry):
        # Robots without rules are let alone.
        if entry.rulelines:
            self._add_entry(entry)

    def _add_entry(self, entry):
        if '*' not in entry.useragents:
            self.entries.append(entry)
        elif self.default_entry is None:
            self.default_entry = entry

    def can_fetch(self, useragent, url):
        """Whether a robot may fetch a page."""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        if not self.last_checked:
            # Without knowing the rules nothing is allowed.
            return False
        parts = urlparse.urlparse(urllib.unquote(url))
        path = urllib.quote(urlparse.urlunparse(parts._replace(scheme='', netloc=''))) or '/'
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry.allowance(path)
        return self.default_entry.allowance(path) if self.default_entry else True

    def __str__(self):
        entries = self.entries + ([self.default_entry] if self.default_entry is not None else [])
        return '\n'.join(map(str, entries)) + '\n'


def _field(line):
    """(name, value) of a line; the name is None where there is none."""
    name, colon, value = line.partition('#')[0].strip().partition(':')
    return (name.strip().lower(), urllib.unquote(value.strip())) if colon else (None, None)


class RuleLine:
    """A beginning of paths, and whether they are allowed."""

    def __init__(self, path, allowance):
        # To forbid nothing is to allow all.
        self.allowance = allowance or path == ''
        self.path = urllib.quote(urlparse.urlunparse(urlparse.urlparse(path)))

    def applies_to(self, filename):
        return self.path == '*' or filename.startswith(self.path)

    def __str__(self):
        return '%s: %s' % ('Allow' if self.allowance else 'Disallow', self.path)


class Entry:
    """The rules for some robots."""

    def __init__(self):
        self.useragents, self.rulelines = [], []

    def __str__(self):
        lines = ['User-agent: ' + agent for agent in self.useragents] + map(str, self.rulelines)
        return ''.join(line + '\n' for line in lines)

    def applies_to(self, useragent):
        """Whether it is for a robot, whose version does not matter."""
        asked = useragent.partition('/')[0].lower()
        return any(agent == '*' or agent.lower() in asked for agent in self.useragents)

    def allowance(self, filename):
        """What the first rule for a path says."""
        for rule in self.rulelines:
            if rule.applies_to(filename):
                return rule.allowance
        return True


class URLopener(urllib.FancyURLopener):
    """An opener that keeps the status in errcode, and never asks for a password."""

    def __init__(self, *args):
        urllib.FancyURLopener.__init__(self, *args)
        self.errcode = 200

    def prompt_user_passwd(self, host, realm):
        return None, None

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        self.errcode = errcode
        return urllib.FancyURLopener.http_error_default(self, url, fp, errcode, errmsg, headers)
