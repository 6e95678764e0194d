"""The handlers of urllib2 that give names and passwords, and the stores they take these from."""

import base64
import hashlib
import os
import posixpath
import random
import re
import time
import urlparse
import warnings
from urllib import splitport

from _urllib2_base import BaseHandler, HTTPError, URLError


class HTTPPasswordMgr:
    """User names and passwords for realms, each valid below some URIs."""

    __module__ = 'urllib2'

    def __init__(self):
        # {realm: {tuple of reduced URIs: (user, password)}}
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        """Enter a password for one URI or several."""
        uris = [uri] if isinstance(uri, basestring) else uri
        domains = self.passwd.setdefault(realm, {})
        # The port may be left out on either side.
        for default_port in True, False:
            domains[tuple([self.reduce_uri(each, default_port) for each in uris])] = user, passwd

    def find_user_password(self, realm, authuri):
        """(user, password) for a URI in a realm, or (None, None)."""
        for default_port in True, False:
            reduced = self.reduce_uri(authuri, default_port)
            for uris, found in self.passwd.get(realm, {}).iteritems():
                if any(self.is_suburi(uri, reduced) for uri in uris):
                    return found
        return None, None

    def reduce_uri(self, uri, default_port=True):
        """(host and port, path) of a URI or of a host alone."""
        parts = urlparse.urlsplit(uri)
        if not parts.netloc:
            return uri, '/'
        authority = parts.netloc
        standard = {'http': 80, 'https': 443}.get(parts.scheme)
        if default_port and standard and splitport(authority)[1] is None:
            authority = '%s:%d' % (authority, standard)
        return authority, parts.path or '/'

    def is_suburi(self, base, test):
        """Whether one reduced URI is below another; they are not normalized."""
        return base == test or (base[0] == test[0] and posixpath.commonprefix((base[1], test[1])) == base[1])


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """A store in which the realm None stands for every realm that has nothing for a URI."""

    __module__ = 'urllib2'

    def find_user_password(self, realm, authuri):
        found = HTTPPasswordMgr.find_user_password(self, realm, authuri)
        return found if found[0] is not None else HTTPPasswordMgr.find_user_password(self, None, authuri)


class AbstractBasicAuthHandler:
    """Authentication by a password that goes over the line as it is."""

    __module__ = 'urllib2'

    # Of several challenges the last is taken: none of the others can be told to be better.
    rx = re.compile('(?:[^,]*,)*[ \t]*([^ \t,]+)[ \t]+realm=(["\']?)([^"\']*)\\2', re.I)

    def __init__(self, password_mgr=None):
        self.passwd = HTTPPasswordMgr() if password_mgr is None else password_mgr
        self.add_password = self.passwd.add_password

    def http_error_auth_reqed(self, authreq, host, req, headers):
        """Answer the challenge in the header named authreq; host is what the password is looked up for."""
        found = self.rx.search(headers.get(authreq) or '')
        if not found:
            return None
        scheme, quotation, realm = found.groups()
        if not quotation:
            warnings.warn('Basic Auth Realm was unquoted', UserWarning, 2)
        return self.retry_http_basic_auth(host, req, realm) if scheme.lower() == 'basic' else None

    def retry_http_basic_auth(self, host, req, realm):
        user, password = self.passwd.find_user_password(realm, host)
        if password is None:
            return None
        value = 'Basic ' + base64.b64encode('%s:%s' % (user, password))
        # A password that was refused will be refused again.
        if req.get_header(self.auth_header) == value:
            return None
        req.add_unredirected_header(self.auth_header, value)
        return self.parent.open(req, timeout=req.timeout)


class HTTPBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    __module__ = 'urllib2'
    auth_header = 'Authorization'

    def http_error_401(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('www-authenticate', req.get_full_url(), req, headers)


class ProxyBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    __module__ = 'urllib2'
    auth_header = 'Proxy-authorization'

    def http_error_407(self, req, fp, code, msg, headers):
        # A proxy's password is for all of the proxy: it has no path.
        return self.http_error_auth_reqed('proxy-authenticate', req.get_host(), req, headers)


def randombytes(n):
    """n random octets, from the system if it gives any."""
    try:
        return os.urandom(n)
    except NotImplementedError:
        return ''.join(chr(random.randrange(256)) for _ in xrange(n))


def parse_keqv_list(l):
    """The dict of a list of name=value, where values may be in quotation marks."""
    found = {}
    for item in l:
        name, value = item.split('=', 1)
        quoted = value[0] == '"' and value[-1] == '"'
        found[name] = value[1:-1] if quoted else value
    return found


# The last quoted string may lack its end.
_QUOTED_STRING = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', re.S)
_LIST_ELEMENT = re.compile(r'((?:%s|[^",])*)(,|\Z)' % _QUOTED_STRING.pattern, re.S)
_ESCAPE = re.compile(r'\\(.?)', re.S)


def parse_http_list(s):
    """The elements of a list as HTTP has it in headers: separated by commas, which quoted strings may contain."""
    return [_QUOTED_STRING.sub(lambda string: _ESCAPE.sub(r'\1', string.group()), element).strip()
            for element, end in _LIST_ELEMENT.findall(s) if element or end]


def _algorithm(name):
    """The hash of a name as digests in hexadecimal, None if it is not known."""
    new = {'MD5': hashlib.md5, 'SHA': hashlib.sha1}.get(name.upper())
    return new and (lambda text: new(text).hexdigest())


class AbstractDigestAuthHandler:
    """Authentication by a digest of the password and a number of the server's choice (RFC 2617)."""

    __module__ = 'urllib2'

    def __init__(self, passwd=None):
        self.passwd = HTTPPasswordMgr() if passwd is None else passwd
        self.add_password = self.passwd.add_password
        self.retried = self.nonce_count = 0
        self.last_nonce = None

    def reset_retry_count(self):
        self.retried = 0

    def http_error_auth_reqed(self, auth_header, host, req, headers):
        """Answer the challenge in the header named auth_header, some times but not for ever."""
        challenge = headers.get(auth_header, None)
        if self.retried > 5:
            raise HTTPError(req.get_full_url(), 401, 'digest auth failed', headers, None)
        self.retried += 1
        if challenge and challenge.split()[0].lower() == 'digest':
            return self.retry_http_digest_auth(req, challenge)

    def retry_http_digest_auth(self, req, auth):
        fields = parse_keqv_list(parse_http_list(auth.split(' ', 1)[1]))
        answer = self.get_authorization(req, fields)
        if not answer:
            return None
        value = 'Digest ' + answer
        if req.headers.get(self.auth_header) == value:
            return None
        req.add_unredirected_header(self.auth_header, value)
        return self.parent.open(req, timeout=req.timeout)

    def get_cnonce(self, nonce):
        """A number of the client's choice: it must differ for each request, and nobody may guess it."""
        seed = '%s:%s:%s:%s' % (self.nonce_count, nonce, time.ctime(), randombytes(8))
        return hashlib.sha1(seed).hexdigest()[:16]

    def get_algorithm_impls(self, algorithm):
        """The hash H and the keyed digest KD of RFC 2617."""
        H = _algorithm(algorithm)
        if H is None:
            raise ValueError('Unsupported digest authentication algorithm %r' % algorithm.lower())
        return H, lambda secret, data: H('%s:%s' % (secret, data))

    def get_entity_digest(self, data, chal):
        # For qop=auth-int, which is not offered.
        return None

    def get_authorization(self, req, chal):
        """The fields that answer a challenge, as text; None if there is no answer."""
        if 'realm' not in chal or 'nonce' not in chal:
            return None
        realm, nonce = chal['realm'], chal['nonce']
        algorithm = chal.get('algorithm', 'MD5')
        qop = chal.get('qop')
        H, KD = self.get_algorithm_impls(algorithm)
        if H is None:
            return None
        user, password = self.passwd.find_user_password(realm, req.get_full_url())
        if user is None:
            return None
        entity = self.get_entity_digest(req.get_data(), chal) if req.has_data() else None

        secret = H('%s:%s:%s' % (user, realm, password))
        asked = H('%s:%s' % (req.get_method(), req.get_selector()))
        counted = []
        if qop is None:
            response = KD(secret, '%s:%s' % (nonce, asked))
        elif qop == 'auth':
            count, cnonce = self._count(nonce), self.get_cnonce(nonce)
            response = KD(secret, ':'.join((nonce, count, cnonce, qop, asked)))
            counted = ['qop=auth', 'nc=' + count, 'cnonce="%s"' % cnonce]
        else:
            raise URLError("qop '%s' is not supported." % qop)

        fields = [('username', user), ('realm', realm), ('nonce', nonce), ('uri', req.get_selector()),
                  ('response', response)]
        fields += [field for field in (('opaque', chal.get('opaque')), ('digest', entity)) if field[1]]
        return ', '.join(['%s="%s"' % field for field in fields] + ['algorithm="%s"' % algorithm] + counted)

    def _count(self, nonce):
        """How often a nonce has been used, this time included, as the text that is sent."""
        if nonce != self.last_nonce:
            self.last_nonce, self.nonce_count = nonce, 0
        self.nonce_count += 1
        return '%08x' % self.nonce_count


class HTTPDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    __module__ = 'urllib2'
    auth_header = 'Authorization'
    # Before the handler of basic authentication.
    handler_order = 490

    def http_error_401(self, req, fp, code, msg, headers):
        host = urlparse.urlparse(req.get_full_url()).netloc
        response = self.http_error_auth_reqed('www-authenticate', host, req, headers)
        self.reset_retry_count()
        return response


class ProxyDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    __module__ = 'urllib2'
    auth_header = 'Proxy-Authorization'
    handler_order = 490

    def http_error_407(self, req, fp, code, msg, headers):
        response = self.http_error_auth_reqed('proxy-authenticate', req.get_host(), req, headers)
        self.reset_retry_count()
        return response
