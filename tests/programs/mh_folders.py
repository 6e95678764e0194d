# mhlib: folders, sequences, messages with parts, sets of integers.
import mhlib, os, shutil, StringIO, sys, tempfile

sys.stderr = sys.stdout
place = os.path.realpath(tempfile.mkdtemp())
os.chdir(place)
os.environ['HOME'] = place


def attempt(function, *arguments):
    try:
        print '->', function(*arguments)
    except Exception as error:
        print type(error).__name__, str(error).replace(place, 'PLACE')


attempt(mhlib.MH)
os.mkdir('Post')
with open('.mh_profile', 'w') as file:
    file.write('Path: Post\nFolder-Protect: 755\nEditor:  vi \nlong: a\n b\n')
mh = mhlib.MH()
print mh.getpath() == os.path.join(place, 'Post'), mh.getcontext(), mh.getprofile('editor'), repr(mh.getprofile('long')), mh.getprofile('none')
mh.setcontext('box')
print mh.getcontext()
for name in 'box', 'other', 'other/inner':
    mh.makefolder(name)
attempt(mh.openfolder, 'none')
print mh.listfolders(), mh.listallfolders(), mh.listsubfolders('other'), oct(os.stat('Post/box').st_mode & 0777)
box, other = mh.openfolder('box'), mh.openfolder('other')
attempt(box.getcurrent)
attempt(box.parsesequence, 'all')
for i in 1, 2, 3, 5, 8, 13:
    box.createmessage(i, StringIO.StringIO('From: %d\nSubject: s\n\nbody %d\n' % (i, i)))
print box.listmessages(), box.getlast(), other.getlast()
box.putsequences({'cur': [3], 'some': [8, 1, 2, 3]})
for text in ('all', 'first', 'last', 'cur', '.', 'prev', 'next', 'some', 'some:1', 'some:-2', 'first:2', 'last:2', 'cur:-2', '2-5',
             '1-last', 'first-next', '2:+2', '14:-1', '14:1', '4', '9-12', '5-2', '1:x', 'first:0'):
    print text,
    attempt(box.parsesequence, text)
box.setcurrent(13)
attempt(box.parsesequence, 'next')
box.setcurrent(4)
attempt(box.parsesequence, 'cur')
message = box.openmessage(5)
print repr(message.getheadertext()), repr(message.getheadertext(lambda name: name == 'from')), repr(message.getbody())
attempt(message.getbodyparts)
box.createmessage(20, StringIO.StringIO('Content-Type: multipart/mixed; boundary=A\n\n--A\nContent-Transfer-Encoding: base64\n\nYWJj\n--A\n'
                                        'Content-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--B\nA: b\n\ntwo\n--B--\n--A--\n'))
first, second = box.openmessage(20).getbody()
print first.number, repr(first.getbodytext()), repr(first.getbodytext(0)), [part.number for part in second.getbody()], repr(second.getbody()[1].getbody())
attempt(box.removemessages, [1, 13])
attempt(box.removemessages, [77])
print box.listmessages(), sorted(os.listdir('Post/box')), sorted(box.getsequences().items())
box.refilemessages([2, 8], other, 1)
box.copymessage(3, other, 7)
box.movemessage(5, other, 2)
attempt(box.movemessage, 99, other, 2)
print box.listmessages(), other.listmessages(), sorted(os.listdir('Post/other')), sorted(other.getsequences().items())
attempt(mh.deletefolder, 'box')
print mh.listfolders()
numbers = mhlib.IntSet('1-3,5,8-10')
for number in 4, 7, 6, 20, 0:
    numbers.append(number)
print repr(numbers), numbers.pairs, numbers.min(), numbers.max(), numbers.contains(11), mhlib.IntSet('1..3;2', ';', '..').tolist()
attempt(numbers.fromstring, '3-1')
with open('lines', 'w') as file:
    file.write('A: one\nB:two\nb: three\n')
mhlib.updateline('lines', 'b', 'changed', 0)
mhlib.updateline('lines', 'C', 'new')
mhlib.updateline('lines', 'A', None)
with open('lines') as file:
    print repr(file.read()), mhlib.pickline('lines', 'b'), mhlib.pickline('lines', 'b', 0), mhlib.isnumeric('12'), mhlib.isnumeric('012')
os.chdir('/')
shutil.rmtree(place)
