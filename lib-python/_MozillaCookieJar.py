"""Cookies in files as Mozilla and Netscape wrote them: cookies.txt."""

import re
import time
from cookielib import Cookie, FileCookieJar, LoadError


class MozillaCookieJar(FileCookieJar):
    """A jar whose files keep domain, path, name, value, whether it is secure, and when it ends."""

    magic_re = '#( Netscape)? HTTP Cookie File'
    header = """# Netscape HTTP Cookie File
# http://curl.haxx.se/rfc/cookie_spec.html
# This is a generated file!  Do not edit.

"""

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        with open(self._name(filename), 'w') as f:
            f.write(self.header)
            for cookie in self._kept(ignore_discard, ignore_expires):
                words = {True: 'TRUE', False: 'FALSE'}
                expires = '' if cookie.expires is None else str(cookie.expires)
                # A cookie without a value has its name there.
                name, value = ('', cookie.name) if cookie.value is None else (cookie.name, cookie.value)
                f.write('\t'.join([cookie.domain, words[cookie.domain.startswith('.')], cookie.path,
                                   words[bool(cookie.secure)], expires, name, value]) + '\n')

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        now = time.time()
        if not re.search(self.magic_re, f.readline()):
            raise LoadError('%r does not look like a Netscape format cookies file' % filename)
        try:
            for line in f:
                if line.endswith('\n'):
                    line = line[:-1]
                if line.strip().startswith(('#', '$')) or line.strip() == '':
                    continue
                domain, domain_specified, path, secure, expires, name, value = line.split('\t')
                secure = secure == 'TRUE'
                domain_specified = domain_specified == 'TRUE'
                if name == '':
                    name, value = value, None
                initial_dot = domain.startswith('.')
                assert domain_specified == initial_dot
                discard = False
                if expires == '':
                    expires = None
                    discard = True
                cookie = Cookie(0, name, value, None, False, domain, domain_specified, initial_dot,
                                path, False, secure, expires, discard, None, None, {})
                if not ignore_discard and cookie.discard:
                    continue
                if not ignore_expires and cookie.is_expired(now):
                    continue
                self.set_cookie(cookie)
        except IOError:
            raise
        except Exception:
            raise LoadError('invalid Netscape format cookies file %r: %r' % (filename, line))
