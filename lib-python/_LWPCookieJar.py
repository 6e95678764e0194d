"""Cookies in files as libwww-perl writes them."""

import re
import time
from cookielib import (Cookie, FileCookieJar, LoadError, iso2time,
                       join_header_words, split_header_words, time2isoz)


def lwp_cookie_str(cookie):
    """A cookie as a line of the file, without 'Set-Cookie3: '."""
    pairs = [(cookie.name, cookie.value), ('path', cookie.path), ('domain', cookie.domain)]
    if cookie.port is not None:
        pairs.append(('port', cookie.port))
    for name, said in (('path_spec', cookie.path_specified), ('port_spec', cookie.port_specified),
                       ('domain_dot', cookie.domain_initial_dot), ('secure', cookie.secure)):
        if said:
            pairs.append((name, None))
    if cookie.expires:
        pairs.append(('expires', time2isoz(float(cookie.expires))))
    if cookie.discard:
        pairs.append(('discard', None))
    if cookie.comment:
        pairs.append(('comment', cookie.comment))
    if cookie.comment_url:
        pairs.append(('commenturl', cookie.comment_url))
    for name in sorted(cookie._rest):
        pairs.append((name, str(cookie._rest[name])))
    pairs.append(('version', str(cookie.version)))
    return join_header_words([pairs])


class LWPCookieJar(FileCookieJar):
    """A jar whose files keep all that is known of cookies."""

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        lines = ['Set-Cookie3: %s' % lwp_cookie_str(cookie)
                 for cookie in self._kept(ignore_discard, ignore_expires)]
        return '\n'.join(lines + [''])

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        with open(self._name(filename), 'w') as f:
            f.write('#LWP-Cookies-2.0\n')
            f.write(self.as_lwp_str(ignore_discard, ignore_expires))

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        magic = f.readline()
        if not re.search(self.magic_re, magic):
            raise LoadError('%r does not look like a Set-Cookie3 (LWP) format file' % filename)
        now = time.time()
        header = 'Set-Cookie3:'
        boolean = 'port_spec', 'path_spec', 'domain_dot', 'secure', 'discard'
        valued = 'version', 'port', 'path', 'domain', 'expires', 'comment', 'commenturl'
        try:
            for line in f:
                if not line.startswith(header):
                    continue
                line = line[len(header):].strip()
                for data in split_header_words([line]):
                    name, value = data[0]
                    standard = dict.fromkeys(boolean, False)
                    rest = {}
                    for k, v in data[1:]:
                        lower = k.lower() if k is not None else None
                        if lower in valued or lower in boolean:
                            k = lower
                        if k in boolean:
                            standard[k] = True if v is None else v
                        elif k in valued:
                            standard[k] = v
                        else:
                            rest[k] = v
                    get = standard.get
                    expires = get('expires')
                    discard = get('discard')
                    if expires is not None:
                        expires = iso2time(expires)
                    if expires is None:
                        discard = True
                    domain = get('domain')
                    cookie = Cookie(get('version'), name, value, get('port'), get('port_spec'), domain,
                                    domain.startswith('.'), get('domain_dot'), get('path'),
                                    get('path_spec'), get('secure'), expires, discard, get('comment'),
                                    get('commenturl'), rest)
                    if not ignore_discard and cookie.discard:
                        continue
                    if not ignore_expires and cookie.is_expired(now):
                        continue
                    self.set_cookie(cookie)
        except IOError:
            raise
        except Exception:
            raise LoadError('invalid Set-Cookie3 format file %r: %r' % (filename, line))
