# Mailboxes of the five formats, what messages tell of them, and the read-only classes.
import mailbox, os, shutil, tempfile, StringIO

folder = tempfile.mkdtemp()
os.chdir(folder)


def attempt(function, *arguments):
    try:
        print '->', repr(function(*arguments))
    except Exception as error:
        print type(error).__name__, str(error).replace(os.getcwd(), 'HERE')


def write(path, text):
    with open(path, 'w') as f:
        f.write(text)


def read(path):
    with open(path) as f:
        return f.read()


for kind in (mailbox.mbox, mailbox.MMDF, mailbox.Babyl, mailbox.MH, mailbox.Maildir):
    print '--', kind.__name__
    attempt(kind, 'none', None, False)
    box = kind(kind.__name__, factory=None)
    keys = [box.add('From: me\nSubject: %d\n\nbody %d\nFrom here\n' % (i, i)) for i in range(3)]
    for function in (box.__getitem__, box.remove, box.get_string, box.get_file, lambda key: box.update({key: 'x'})):
        attempt(function, 'other')
    attempt(box.add, 5)
    box[keys[1]] = 'changed\n\n'
    message = mailbox.mboxMessage('Status: RO\nX-Status: F\nSubject: z\n\nfoo\n')
    message.set_from('me', (2004, 5, 6, 7, 8, 9, 3, 127, 0))
    keys.append(box.add(message))
    keys.append(box.add(StringIO.StringIO('Subject: file\n\nFrom you, without an end')))
    box.remove(keys.pop(0))
    box.flush()
    print len(box), [repr(box.get_string(key)) for key in keys], box[keys[2]].items()
    print sorted(message['Subject'] for message in box), box.get_file(keys[0]).readlines()
    print box.pop(keys[1])['Subject'], keys[1] in box, box.get(keys[1], 'gone'), box.pop(keys[1])
    box.lock()
    box.unlock()
    box.close()
    box = kind(kind.__name__, factory=lambda f: f.read().count('\n'))
    print sorted(box.values())
    box.clear()
    attempt(box.popitem)
    box.flush()
    print len(box), os.path.isdir(kind.__name__) or repr(read(kind.__name__))

print '-- conversions'
kinds = (mailbox.Message, mailbox.mboxMessage, mailbox.MaildirMessage, mailbox.MHMessage, mailbox.BabylMessage)
for source in kinds:
    message = source('X-Own: 1\n\nbody\n')
    if source is mailbox.mboxMessage:
        message.set_from('a@b Mon May 11 01:02:03 1998')
        message.set_flags('ROA')
    elif source is mailbox.MaildirMessage:
        message.set_flags('PFT')
        message.set_date(0)
    elif source is mailbox.MHMessage:
        message.set_sequences(['own', 'flagged', 'replied'])
    elif source is mailbox.BabylMessage:
        message.set_labels(['edited', 'unseen', 'resent', 'own'])
    for target in kinds + (mailbox.MMDFMessage,):
        result = target(message)
        print source.__name__, target.__name__, result.items(), [
            getattr(result, name)() for name in ('get_flags', 'get_subdir', 'get_info', 'get_sequences', 'get_labels')
            if hasattr(result, name)]
print mailbox.MaildirMessage(mailbox.mboxMessage(kinds[1]('\n'))).get_subdir()
attempt(message._explain_to, 5)
attempt(mailbox.Message, 5)
attempt(mailbox.MaildirMessage().set_subdir, 'old')
attempt(mailbox.MaildirMessage().set_info, None)
attempt(mailbox.MaildirMessage().set_date, 'today')
attempt(mailbox.MHMessage().add_sequence, 5)

print '-- folders'
box = mailbox.MH('folders')
write('folders/.mh_sequences', 'cur: 1\nmany: 1-2 4-9\nnone:\n')
for i in range(5):
    box.add('Number: %d\n\n' % i)
print box.get_sequences() == {'cur': [1], 'many': [1, 2, 4, 5]}
box.remove(3)
box.pack()
print box.keys(), box.get_sequences() == {'cur': [1], 'many': [1, 2, 3, 4]}
write('folders/.mh_sequences', 'bad: x\n')
attempt(box.get_sequences)
for kind in (mailbox.MH, mailbox.Maildir):
    box = kind('nested' + kind.__name__)
    inner = box.add_folder('inner')
    inner.add('')
    attempt(box.remove_folder, 'inner')
    print box.list_folders(), len(box.get_folder('inner'))
    inner.clear()
    box.remove_folder('inner')
    print box.list_folders()
box = mailbox.Maildir('seen', factory=None)
message = mailbox.MaildirMessage('A: 1\n\n')
message.set_subdir('cur')
message.set_flags('S')
key = box.add(message)
box[key] = 'A: 2\n\n'
print os.listdir('seen/cur') == [key + ':2,S'], box[key]['A'], box.next().get_flags(), box.next()

print '-- clashes'
box = mailbox.mbox('mbox')
box.add('')
box.remove(0)
write('mbox', '+')
attempt(box.flush)
write('mbox.lock', '')
attempt(box.lock)
os.remove('mbox.lock')
box.lock()
print os.path.exists('mbox.lock')
box.unlock()
box._file.close()

print '-- read only'
for kind, text in ((mailbox.UnixMailbox, '\nFrom a Thu Jan  1 00:00:00 1970\nA: 1\n\nFrom you\nFrom b Thu Jan  1 00:00:00 1970\nA: 2\n\n'),
                   (mailbox.PortableUnixMailbox, 'From a\nA: 1\n\nFrom b\nA: 2\n\nbody\n'),
                   (mailbox.MmdfMailbox, '\1\1\1\1\nA: 1\n\nx\n\1\1\1\1\n\1\1\1\1\nA: 2\n\n\1\1\1\1\n'),
                   (mailbox.BabylMailbox, 'BABYL OPTIONS:\n\x1f\x0c\n1,,\n*** EOOH ***\nA: 1\n\nx\n\x1f')):
    print kind.__name__, [(message['A'], message.fp.read()) for message in kind(StringIO.StringIO(text))]
part = mailbox._PartialFile(StringIO.StringIO('0123\n567\n89'), 2, 8)
print part.read(), part.tell(), part.seek(1), part.readline(), part.readlines(), part.seek(-2, 2), part.read(1), part.tell()
os.chdir('/')
shutil.rmtree(folder)
