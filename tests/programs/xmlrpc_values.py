# XML-RPC: values there and back, what cannot go, faults, and a call through a transport that only looks.

import datetime
import sys
import time
import xmlrpclib
import SimpleXMLRPCServer


def attempt(function, *arguments, **named):
    try:
        print repr(function(*arguments, **named))
    except Exception, error:
        print type(error).__name__, error


class Plain(object):
    def __init__(self):
        self.x = 1


class Old:
    def __init__(self):
        self.y = 'z'


class Number(int):
    pass


for value in (1, 5L, -2 ** 31, 2 ** 31, 2L ** 40, True, 0.1, 1e300, 'a<b&c>', u'\u1234\xe9<', 'ascii', None, [1, (2, 'x')], {},
              {'k<': 1}, {u'\xe9': 2}, {1: 2}, xmlrpclib.Binary('\x00\xff' * 40), xmlrpclib.DateTime('20010203T04:05:06'),
              datetime.datetime(1850, 1, 2, 3, 4, 5), Plain(), Old(), Number(3), object(), 3j, set()):
    for options in ({}, {'allow_none': 1, 'encoding': 'latin-1'}):
        try:
            text = xmlrpclib.dumps((value,), 'method', **options)
            print repr(text)
            back = xmlrpclib.loads(text)
            print back[1], [item.data if isinstance(item, xmlrpclib.Binary) else str(item) for item in back[0]]
        except (TypeError, OverflowError, UnicodeError), error:
            print type(error).__name__, str(error).split(' object at')[0]
recursive = []
recursive.append(recursive)
attempt(xmlrpclib.dumps, (recursive,))
endless = {}
endless['a'] = endless
attempt(xmlrpclib.dumps, (endless,))
for arguments in (((),), ((1,), None, 1), ((1, 2), None, 1), ([1],), ((), u'\u1234'), (xmlrpclib.Fault(4, 'no<'), None),
                  (xmlrpclib.Fault(4, u'\xe9'), 'ignored', 0, 'latin-1')):
    attempt(xmlrpclib.dumps, *arguments)
text = '<params><param><value>%s</value></param></params>'
for inner in ('plain', '', '<int>5</int>', '<i4> 6 </i4>', '<i8>7</i8>', '<boolean>1</boolean>', '<boolean>2</boolean>',
              '<double>1.5</double>', '<nil/>', '<other>1</other>', '<string>\xc3\xa9</string>',
              '<array><data><value>a</value><value><int>1</int></value></data></array>', '<array><data/></array>',
              '<struct><member><name>n</name><value>v</value></member></struct>', '<base64>YWJj</base64>',
              '<array><data><value><array><data><value><i4>1</i4></value></data></array></value><value>x</value></data></array>'):
    attempt(lambda: [item.data if isinstance(item, xmlrpclib.Binary) else item for item in xmlrpclib.loads(text % inner)[0]])
attempt(xmlrpclib.loads, text % '<dateTime.iso8601>20010203T04:05:06</dateTime.iso8601>', use_datetime=1)
attempt(xmlrpclib.loads, xmlrpclib.dumps(xmlrpclib.Fault(1, 'f')))
attempt(xmlrpclib.loads, '<methodCall><methodName>m</methodName></methodCall>')
attempt(xmlrpclib.loads, '<a/>')
attempt(xmlrpclib.loads, '<a>')
moment = xmlrpclib.DateTime((2001, 2, 3, 4, 5, 6, 0, 0, 0))
print moment, moment == xmlrpclib.DateTime('20010203T04:05:06'), moment < '2002', moment > datetime.datetime(2000, 1, 1)
print moment != u'x', cmp(moment, '2'), moment.timetuple()[:6], repr(moment)[:29], moment >= moment, moment <= '1'
attempt(lambda: moment == 5)
attempt(lambda: moment < Old())
print str(xmlrpclib.Binary('d')), repr(str(xmlrpclib.Binary())), xmlrpclib.Binary('a') == 'a', xmlrpclib.escape('<&>')
print repr(xmlrpclib.ProtocolError('u', 1, 'm', {})), str(xmlrpclib.Fault(1, 'x')), xmlrpclib.Fault.__module__
print xmlrpclib.gzip_decode(xmlrpclib.gzip_encode('data')), xmlrpclib.getparser()[1].__class__
attempt(xmlrpclib.gzip_decode, 'data')
attempt(xmlrpclib.gzip_decode, xmlrpclib.gzip_encode('data'), 3)
attempt(xmlrpclib.gzip_decode, xmlrpclib.gzip_encode('data'), -1)


class Server(SimpleXMLRPCServer.SimpleXMLRPCDispatcher):
    def __init__(self):
        SimpleXMLRPCServer.SimpleXMLRPCDispatcher.__init__(self, allow_none=True)
        self.register_function(pow)
        self.register_function(lambda x: x, 'same')
        self.register_introspection_functions()
        self.register_multicall_functions()

        class Offered(object):
            def method(self, x):
                "Documentation."
                return x * 2

            def _private(self):
                pass

            def fails(self):
                raise xmlrpclib.Fault(7, 'on purpose')
        Offered.inner = Offered()
        self.register_instance(Offered(), True)


server = Server()


class Transport(xmlrpclib.Transport):
    def request(self, host, handler, request_body, verbose=0):
        print host, handler, len(request_body)
        parser, target = self.getparser()
        parser.feed(server._marshaled_dispatch(request_body))
        parser.close()
        return target.close()


proxy = xmlrpclib.ServerProxy(u'http://user:pass@host:80/path', Transport())
print proxy, repr(proxy)
attempt(proxy.pow, 2, 10)
attempt(proxy.same, None)
attempt(proxy.same, {'a': [1, u'\u1234']})
attempt(proxy.method, 'x')
attempt(proxy.inner.method, 3)
attempt(proxy._private)
attempt(proxy.fails)
attempt(proxy.nothing)
attempt(proxy.pow, 1)
attempt(proxy.system.listMethods)
attempt(proxy.system.methodHelp, 'method')
attempt(proxy.system.methodHelp, 'no')
attempt(proxy.system.methodSignature, 'pow')
calls = xmlrpclib.MultiCall(proxy)
calls.pow(2, 3)
calls.fails()
calls.inner.method(1)
calls.no()
results = calls()
for index in range(5):
    attempt(lambda: results[index])
print proxy('transport').__class__
attempt(proxy, 'other')
attempt(xmlrpclib.ServerProxy, 'ftp://host/')
print xmlrpclib.Transport().get_host_info('user:p%20w@host'), xmlrpclib.Transport().get_host_info(('host', {'key_file': 'k'}))
print SimpleXMLRPCServer.resolve_dotted_attribute(time, 'sleep.__name__', False) if 0 else ''
attempt(SimpleXMLRPCServer.resolve_dotted_attribute, time, '_x')
print SimpleXMLRPCServer.list_public_methods(Old()), sorted(SimpleXMLRPCServer.remove_duplicates([1, 2, 1]))
handler = SimpleXMLRPCServer.CGIXMLRPCRequestHandler()
handler.register_function(len)
handler.handle_request(xmlrpclib.dumps(('abc',), 'len'))
handler.handle_get()
