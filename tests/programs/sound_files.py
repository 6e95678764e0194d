import aifc, os, shutil, StringIO, struct, sunau, tempfile
folder = tempfile.mkdtemp()
name = os.path.join(folder, 'sound')
def tell(function, *arguments):
    try:
        print repr(function(*arguments))
    except Exception, e:
        print type(e).__module__, type(e).__name__, e
frames = ''.join(struct.pack('=hh', n * 16, -n * 13) for n in range(0, 2000, 3)) + struct.pack('=hh', 32767, -32768)
for module in aifc, sunau:
    for comptype in 'NONE', 'ULAW':
        w = module.open(name, 'wb')
        for function in w.getnchannels, w.getsampwidth, w.getframerate, w.getparams:
            tell(function)
        for function, value in (w.setnchannels, 0), (w.setsampwidth, 7), (w.setframerate, 0):
            tell(function, value)
        tell(w.setcomptype, 'ODD', '')
        w.setparams((2, 2, 22050, 5, comptype, 'a name'))
        w.writeframesraw(frames[:40])
        w.writeframes(frames[40:])
        tell(w.setnchannels, 1)
        tell(w.setparams, (1, 2, 3, 4, 'NONE', ''))
        print w.getparams(), w.tell(), w.getnframes()
        if module is aifc:
            w.setmark(1, 10, 'odd')
            w.setmark(2, 20, 'even')
            w.setmark(1, 11, 'new')
            tell(w.setmark, 0, 1, 'x')
            tell(w.setmark, 1, -1, 'x')
            print w.getmarkers(), w.getmark(2)
        w.close()
        with open(name, 'rb') as f:
            data = f.read()
        print len(data), repr(data[:70]), sum(map(ord, data))
        r = module.open(name)
        print r.getparams(), r.getmarkers(), r.tell()
        tell(r.getmark, 2)
        got = r.readframes(9999)
        print len(got), got == frames or repr(got[:40]), r.tell(), repr(r.readframes(2))
        r.setpos(100)
        print repr(r.readframes(2)), r.tell()
        r.rewind()
        print r.readframes(3) == got[:12]
        tell(r.setpos, 5000)
        r.close()
for width in 1, 2, 4:
    for path in 'a.aiff', 'a.aifc':
        path = os.path.join(folder, path)
        w = aifc.open(path, 'w')
        w.setparams((1, width, 8000.5, 0, 'NONE', 'not compressed'))
        w.writeframes('abcdefgh' * 3)
        w.close()
        with open(path, 'rb') as f:
            print repr(f.read())
        print aifc.open(path).getparams(), aifc.open(path).readframes(2)
au = '.snd' + struct.pack('>5L', 28, 6, 3, 8000, 1) + 'inf\0' + 'abcdef'
def load(data):
    return sunau.open(StringIO.StringIO(data)).getparams()
for bad in au, '', 'x' * 30, '.snd' + struct.pack('>5L', 20, 6, 3, 8000, 1), '.snd' + struct.pack('>5L', 120, 6, 3, 8000, 1), \
        '.snd' + struct.pack('>5L', 24, 6, 9, 8000, 1), '.snd' + struct.pack('>5L', 24, 0xffffffff, 2, 8000, 1) + 'abc':
    tell(load, bad)
for module in aifc, sunau:
    tell(module.open, name, 'x')
    w = module.open(StringIO.StringIO(), 'w')
    tell(w.writeframes, 'x')
    w.setparams((1, 1, 1, 1, 'NONE', ''))
shutil.rmtree(folder)
