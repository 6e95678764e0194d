"""Which proxies the environment names, and for which hosts there is to be none."""

import os
from _urllib_parts import splitport


def getproxies_environment():
    """The proxies' URLs by protocol, from variables like http_proxy; in small letters these win."""
    proxies = {}
    given = [(name, value) for name, value in os.environ.items() if name[-6:].lower() == '_proxy']
    for name, value in given:
        if value:
            proxies[name[:-6].lower()] = value
    if 'REQUEST_METHOD' in os.environ:
        # In a CGI program HTTP_PROXY is a header of the client's.
        proxies.pop('http', None)
    for name, value in given:
        if name.endswith('_proxy'):
            if value:
                proxies[name[:-6].lower()] = value
            else:
                proxies.pop(name[:-6].lower(), None)
    return proxies


def proxy_bypass_environment(host, proxies=None):
    """Whether a host is one of those of no_proxy: names of hosts or of the domains they are in."""
    if proxies is None:
        proxies = getproxies_environment()
    exceptions = proxies.get('no')
    if exceptions is None:
        return 0
    if exceptions == '*':
        return 1
    asked = ['.' + name.lower() for name in (host, splitport(host)[0])]
    names = [name.strip().lstrip('.').lower() for name in exceptions.split(',') if name.strip()]
    return int(any(each.endswith('.' + name) for name in names for each in asked))


getproxies = getproxies_environment
proxy_bypass = proxy_bypass_environment
