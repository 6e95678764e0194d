# The native sockets, on this machine alone.
import _socket, threading, time
from _socket import *

def t(f):
    try:
        print repr(f())
    except Exception as e:
        print type(e).__name__, type(e).__mro__[1].__name__, e.args

s = socket()
for f in [lambda: s.bind('x'), lambda: s.bind(('x',)), lambda: s.bind(('127.0.0.1', 'x')),
          lambda: s.bind(('127.0.0.1', 70000)), lambda: s.bind((1, 2)), lambda: s.connect(('127.0.0.1', 1)),
          lambda: s.connect_ex(('127.0.0.1', 1)), lambda: socket(99), lambda: s.recv(-1), lambda: s.recv('x'),
          lambda: s.send(u'\xe9'), lambda: s.send(1), lambda: s.settimeout(-1), lambda: s.settimeout('x'),
          lambda: s.settimeout(None), s.gettimeout, lambda: s.settimeout(2), s.gettimeout,
          lambda: inet_aton('1.2.3'), lambda: inet_aton('x'), lambda: inet_ntoa('abc'), lambda: inet_ntoa('abcd'),
          lambda: inet_pton(2, 'x'), lambda: inet_pton(99, 'x'), lambda: inet_ntop(10, 'a' * 16),
          lambda: inet_ntop(2, 'a'), lambda: getaddrinfo(None, 1.5), lambda: getservbyport(70000),
          lambda: htons(1), lambda: htons(-1), lambda: htons(70000), lambda: ntohl(1), lambda: htonl(-1),
          lambda: htons('x'), lambda: getnameinfo(('127.0.0.1', 80), 3), lambda: getnameinfo('x', 0),
          lambda: s.getsockopt(1, 2), lambda: s.getsockopt(1, 2, 4), lambda: s.setsockopt(1, 2, 1),
          lambda: s.setsockopt(1, 2, 'abcd'), s.getpeername, lambda: s.shutdown(5), lambda: s.family, lambda: s.type,
          lambda: s.proto, lambda: s.timeout, s.close, s.fileno, s.close, lambda: s.send('x'),
          lambda: fromfd(0, 1), lambda: error.__mro__, lambda: timeout.__mro__, lambda: SocketType is socket,
          getdefaulttimeout, lambda: setdefaulttimeout('x'), lambda: socketpair()[0].family,
          lambda: socket(AF_UNIX).bind('\0pyrs test %r' % time.time()), lambda: socket(AF_UNIX).bind('a' * 200),
          lambda: socket(AF_UNIX).bind(5), lambda: socket(1, 2, 3, 4), lambda: socket(family='x'),
          lambda: [getaddrinfo('127.0.0.1', 80, 0, SOCK_STREAM)]]:
    t(f)

a, b = socketpair()
a.settimeout(0.02)
t(lambda: a.recv(1))
a.setblocking(0)
t(lambda: a.recv(1))
t(a.gettimeout)
b.sendall('hello')
t(lambda: a.recv(2))
room = bytearray(10)
t(lambda: a.recv_into(room))
print repr(room)
t(lambda: a.recvfrom(3))
b.close()
t(lambda: a.recv(1))
t(lambda: a.send('x'))
for f in [lambda: a.sendto('x'), lambda: a.sendto('x', 1, 2, 3), lambda: a.recv_into('abc'),
          lambda: a.recv_into(room, 20), lambda: a.recv_into(room, -1), a.accept, lambda: a.listen('x')]:
    t(f)

server = socket()
server.bind(('127.0.0.1', 0))
server.listen(1)
address = server.getsockname()

def serve():
    client, peer = server.accept()
    data = ''
    while not data.endswith('\n'):
        data += client.recv(1000)
    client.sendall(data[::-1] * 3)
    client.close()

thread = threading.Thread(target=serve)
thread.start()
c = socket(AF_INET, SOCK_STREAM)
c.settimeout(10)
c.connect(address)
c.send('abc')
c.send('def\n')
text = ''
while True:
    piece = c.recv(4)
    if not piece:
        break
    text += piece
print repr(text), c.getpeername() == address
thread.join()
u, v = socket(AF_INET, SOCK_DGRAM), socket(AF_INET, SOCK_DGRAM)
u.bind(('127.0.0.1', 0))
print v.sendto('datagram', u.getsockname()), u.recvfrom(100)[0]
