"""Which cookies are taken from which server, and given to which."""

from _cookielib_text import (domain_match, eff_request_host, is_ip_address, is_third_party, request_path, request_port,
                             user_domain_match)


def _debug(*args):
    # By way of the public module, where debugging is switched on.
    import cookielib
    cookielib._debug(*args)


class CookiePolicy:
    """Decides about cookies. `netscape` and `rfc2965` say which protocols are to be used at all, hide_cookie2 that
    no header Cookie2 is to be sent."""

    __module__ = 'cookielib'

    def set_ok(self, cookie, request):
        """Whether the cookie is to be taken from the server that has sent it."""
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        """Whether the cookie is to be sent with a request."""
        raise NotImplementedError()

    # Quick answers that spare questions about each of a domain's or path's cookies.

    def domain_return_ok(self, domain, request):
        """False if no cookies of the domain are to be sent."""
        return True

    def path_return_ok(self, path, request):
        """False if no cookies for the path are to be sent."""
        return True


# Names under which countries have domains of everybody, like .co.uk.
_GENERIC = frozenset('co ac com edu org net gov mil int aero biz cat coop info jobs mobi museum name pro travel '
                     'eu'.split())


def _is_country_domain(domain):
    """Whether this looks like .co.uk, which is no one's own."""
    words = domain.split('.')
    return len(words) == 3 and not words[0] and words[1].lower() in _GENERIC and len(words[2]) == 2


def _dotted(host):
    return host if host.startswith('.') else '.' + host


class DefaultCookiePolicy(CookiePolicy):
    """The rules of the protocols, and lists of domains that are blocked or allowed.

    A cookie is taken if all methods set_ok_... allow it, and sent if all return_ok_... do.
    """

    __module__ = 'cookielib'

    # Bits of strict_ns_domain: no dots in what comes before the domain; cookies that have no domain only to the same
    # host; domains as in RFC 2965.
    DomainStrictNoDots = 1
    DomainStrictNonDomain = 2
    DomainRFC2965Match = 4

    DomainLiberal = 0
    DomainStrict = DomainStrictNoDots | DomainStrictNonDomain

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False,
                 rfc2109_as_netscape=None, hide_cookie2=False, strict_domain=False,
                 strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False, strict_ns_domain=DomainLiberal,
                 strict_ns_set_initial_dollar=False, strict_ns_set_path=False):
        """Of the domains only those in allowed_domains are allowed, if it is not None."""
        self.set_blocked_domains(blocked_domains or ())
        self.set_allowed_domains(allowed_domains)
        # Protocols.
        self.netscape, self.rfc2965, self.rfc2109_as_netscape = netscape, rfc2965, rfc2109_as_netscape
        self.hide_cookie2 = hide_cookie2
        # What is forbidden though browsers allow it: for all cookies, those of RFC 2965, those of Netscape.
        self.strict_domain = strict_domain
        self.strict_rfc2965_unverifiable = strict_rfc2965_unverifiable
        self.strict_ns_unverifiable = strict_ns_unverifiable
        self.strict_ns_domain = strict_ns_domain
        self.strict_ns_set_initial_dollar = strict_ns_set_initial_dollar
        self.strict_ns_set_path = strict_ns_set_path

    def blocked_domains(self):
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        self._blocked_domains = tuple(blocked_domains)

    def allowed_domains(self):
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def is_blocked(self, domain):
        return any(user_domain_match(domain, blocked) for blocked in self._blocked_domains)

    def is_not_allowed(self, domain):
        if self._allowed_domains is None:
            return False
        return not any(user_domain_match(domain, allowed) for allowed in self._allowed_domains)

    def _all_ok(self, kind, names, cookie, request):
        for name in names:
            if not getattr(self, kind + name)(cookie, request):
                _debug('   %s%s() refuses %s', kind, name, cookie)
                return False
        return True

    def set_ok(self, cookie, request):
        return self._all_ok('set_ok_', ('version', 'verifiability', 'name', 'path', 'domain', 'port'), cookie, request)

    def return_ok(self, cookie, request):
        return self._all_ok('return_ok_', ('version', 'verifiability', 'secure', 'expires', 'port', 'domain'), cookie,
                            request)

    def set_ok_version(self, cookie, request):
        # A Set-Cookie2 without version is wrong.
        return cookie.version is not None and self.return_ok_version(cookie, request)

    def return_ok_version(self, cookie, request):
        return bool(self.rfc2965 if cookie.version > 0 else self.netscape)

    def set_ok_verifiability(self, cookie, request):
        strict = self.strict_rfc2965_unverifiable if cookie.version > 0 else self.strict_ns_unverifiable
        return not (strict and request.is_unverifiable() and is_third_party(request))

    return_ok_verifiability = set_ok_verifiability

    def set_ok_name(self, cookie, request):
        # Servers that know RFC 2965 take such names for attributes.
        return not (cookie.version == 0 and self.strict_ns_set_initial_dollar and cookie.name.startswith('$'))

    def set_ok_path(self, cookie, request):
        strict = cookie.version > 0 or self.strict_ns_set_path
        return not (strict and cookie.path_specified) or self.path_return_ok(cookie.path, request)

    def set_ok_domain(self, cookie, request):
        if self.is_blocked(cookie.domain) or self.is_not_allowed(cookie.domain):
            return False
        if not cookie.domain_specified:
            return True
        domain = cookie.domain
        host, effective = eff_request_host(request)
        if self.strict_domain and _is_country_domain(domain):
            return False
        if '.' not in domain[domain.startswith('.'):] and domain != '.local':
            # A top level domain.
            return False
        if cookie.version == 0 and not (effective.endswith(domain) or _dotted(effective).endswith(domain)):
            return False
        if self._holds(cookie, self.DomainRFC2965Match) and not domain_match(effective, domain):
            return False
        if self._holds(cookie, self.DomainStrictNoDots):
            return '.' not in host[:-len(domain)] or is_ip_address(host)
        return True

    def _holds(self, cookie, rule):
        """Whether a rule of RFC 2965 holds for a cookie: for those of Netscape only on wish."""
        return cookie.version > 0 or self.strict_ns_domain & rule

    def set_ok_port(self, cookie, request):
        if not cookie.port_specified:
            return True
        ports = cookie.port.split(',')
        wanted = request_port(request) or '80'
        # What comes behind the one that is looked for does not matter.
        if wanted in ports:
            ports = ports[:ports.index(wanted)]
            return all(_is_number(port) for port in ports)
        return False

    def return_ok_secure(self, cookie, request):
        return not cookie.secure or request.get_type() == 'https'

    def return_ok_expires(self, cookie, request):
        return not cookie.is_expired(self._now)

    def return_ok_port(self, cookie, request):
        return not cookie.port or (request_port(request) or '80') in cookie.port.split(',')

    def return_ok_domain(self, cookie, request):
        effective = eff_request_host(request)[1]
        if cookie.version > 0:
            return domain_match(effective, cookie.domain)
        if (self.strict_ns_domain & self.DomainStrictNonDomain and not cookie.domain_specified
                and cookie.domain != effective):
            return False
        return _dotted(effective).endswith(_dotted(cookie.domain) if cookie.domain else '')

    def domain_return_ok(self, domain, request):
        dotted = _dotted(domain) if domain else domain
        if not any(_dotted(host).endswith(dotted) for host in eff_request_host(request)):
            return False
        return not (self.is_blocked(domain) or self.is_not_allowed(domain))

    def path_return_ok(self, path, request):
        asked = request_path(request)
        if not asked.startswith(path):
            return False
        # /ab is not below /a.
        return asked == path or path.endswith('/') or asked[len(path)] == '/'


def _is_number(text):
    try:
        int(text)
    except ValueError:
        return False
    return True
