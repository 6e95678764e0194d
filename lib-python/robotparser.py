"""robots.txt files: which pages of a site programs may fetch."""

import urllib
import urlparse

__all__ = ['RobotFileParser']


class RobotFileParser:
    """The answers that a robots.txt file gives."""

    def __init__(self, url=''):
        self.entries = []
        self.default_entry = None
        self.disallow_all = False
        self.allow_all = False
        self.set_url(url)
        self.last_checked = 0

    def mtime(self):
        """When the file was read."""
        return self.last_checked

    def modified(self):
        """Note that the file was read now."""
        import time
        self.last_checked = time.time()

    def set_url(self, url):
        self.url = url
        self.host, self.path = urlparse.urlparse(url)[1:3]

    def read(self):
        """Fetch and understand the file."""
        opener = URLopener()
        f = opener.open(self.url)
        lines = [line.strip() for line in f]
        f.close()
        self.errcode = opener.errcode
        if self.errcode in (401, 403):
            self.disallow_all = True
        elif 400 <= self.errcode < 500:
            self.allow_all = True
        elif self.errcode == 200 and lines:
            self.parse(lines)

    def _add_entry(self, entry):
        if '*' in entry.useragents:
            # The first such one counts.
            if self.default_entry is None:
                self.default_entry = entry
        else:
            self.entries.append(entry)

    def parse(self, lines):
        """Understand the lines of a file: agents, then what they may and may not."""
        self.modified()
        entry = Entry()
        seen_agent = seen_rule = False
        for line in lines:
            if not line.strip():
                if seen_rule:
                    self._add_entry(entry)
                entry = Entry()
                seen_agent = seen_rule = False
                continue
            line = line.split('#', 1)[0].strip()
            key, colon, value = line.partition(':')
            if not colon:
                continue
            key = key.strip().lower()
            value = urllib.unquote(value.strip())
            if key == 'user-agent':
                if seen_rule:
                    self._add_entry(entry)
                    entry = Entry()
                    seen_rule = False
                entry.useragents.append(value)
                seen_agent = True
            elif key in ('allow', 'disallow') and seen_agent:
                entry.rulelines.append(RuleLine(value, key == 'allow'))
                seen_rule = True
        if seen_rule:
            self._add_entry(entry)

    def can_fetch(self, useragent, url):
        """Whether a program may fetch an address."""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        if not self.last_checked:
            # Nothing is known yet.
            return False
        parts = urlparse.urlparse(urllib.unquote(url))
        url = urlparse.urlunparse(('', '') + tuple(parts[2:]))
        url = urllib.quote(url) or '/'
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry.allowance(url)
        if self.default_entry:
            return self.default_entry.allowance(url)
        return True

    def __str__(self):
        entries = self.entries
        if self.default_entry is not None:
            entries = entries + [self.default_entry]
        return '\n'.join(map(str, entries)) + '\n'


class RuleLine:
    """A path, and whether what begins with it may be fetched."""

    def __init__(self, path, allowance):
        if path == '' and not allowance:
            # "Disallow:" forbids nothing.
            allowance = True
        path = urlparse.urlunparse(urlparse.urlparse(path))
        self.path = urllib.quote(path)
        self.allowance = allowance

    def applies_to(self, filename):
        return self.path == '*' or filename.startswith(self.path)

    def __str__(self):
        return ('Allow' if self.allowance else 'Disallow') + ': ' + self.path


class Entry:
    """Agents, and the rules for them."""

    def __init__(self):
        self.useragents = []
        self.rulelines = []

    def __str__(self):
        return ''.join(['User-agent: %s\n' % agent for agent in self.useragents]
                       + ['%s\n' % line for line in self.rulelines])

    def applies_to(self, useragent):
        useragent = useragent.split('/')[0].lower()
        return any(agent == '*' or agent.lower() in useragent for agent in self.useragents)

    def allowance(self, filename):
        for line in self.rulelines:
            if line.applies_to(filename):
                return line.allowance
        return True


class URLopener(urllib.FancyURLopener):
    def __init__(self, *args):
        urllib.FancyURLopener.__init__(self, *args)
        self.errcode = 200

    def prompt_user_passwd(self, host, realm):
        return None, None

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        self.errcode = errcode
        return urllib.FancyURLopener.http_error_default(self, url, fp, errcode, errmsg, headers)
