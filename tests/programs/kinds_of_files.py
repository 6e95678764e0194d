import glob, imghdr, os, shutil, sndhdr, StringIO, struct, sys, tempfile
folder = tempfile.mkdtemp()
pictures = ['\xff\xd8\xff\xe0\0\x10JFIF\0', '\xff\xd8\xff\xe1\0\x10Exif\0', '\x89PNG\r\n\x1a\n\0', 'GIF87a', 'GIF89a..', 'GIF88a', 'MM\0*', 'II*\0',
    '\1\xda\0', 'P1\n', 'P2 ', 'P3\t', 'P4\r', 'P5\n', 'P6\n', 'P7\n', 'P1', 'P1x', '\x59\xa6\x6a\x95', '#define x', 'BM', '', 'x']
for start in pictures:
    name = os.path.join(folder, 'picture')
    with open(name, 'wb') as f:
        f.write(start)
    f = StringIO.StringIO('..' + start)
    f.seek(2)
    print imghdr.what(name), imghdr.what(None, start), imghdr.what(f), f.tell(), repr(start)
print len(imghdr.tests), [getattr(imghdr, 'test_' + n)('II' + 'x' * 30, None) for n in 'jpeg exif png tiff rgb pbm'.split()]
sounds = ['.snd' + struct.pack('>5L', 24, 1000, n, 8000, 2) for n in (1, 2, 3, 9)] + ['dns.' + struct.pack('<5L', 24, 1000, 3, 8000, 1),
    '\0ds.' + struct.pack('<5L', 24, 1001, 3, 44100, 1), 'x' * 65 + 'FSSD' + 'x' * 59 + 'HCOM' + 'y' * 12 + '\0\0\0\2', 
    'Creative Voice File\x1a' + '\x1a\0' + 'abcd' + '\1\0\0\0\x83', 
    'Creative Voice File\x1a' + '\x1a\0' + 'abcd' + '\2\0\0\0\x83',
    'RIFF....WAVEfmt ....' + struct.pack('<HHLLHH', 1, 2, 22050, 88200, 4, 16), 'RIFF....WAVEodd ', 'FORM....8SVX', 'FORM....ABCD',
    'SOUND...' + struct.pack('<L8xH', 500, 11025), '\0\0' + struct.pack('<H', 8000), '\0\0' + struct.pack('<H', 3000), '', 'nothing']
for start in sounds:
    name = os.path.join(folder, 'sound')
    with open(name, 'wb') as f:
        f.write(start)
    print sndhdr.what(name), sndhdr.whathdr(name), repr(start[:4])
print [f('\1\2\3\4\5') for f in sndhdr.get_long_be, sndhdr.get_long_le, sndhdr.get_short_be, sndhdr.get_short_le]
os.chdir(folder)
found = glob.glob
glob.glob = lambda pattern: sorted(found(pattern))
os.mkdir('inner')
os.mkdir('inner/more')
for module in imghdr, sndhdr:
    for arguments in [], ['-r'], ['picture', 'none'], ['-r', 'sound']:
        sys.argv[1:] = arguments
        module.test()
    module.testall(['inner', 'sound'], False, False)
os.chdir('/')
shutil.rmtree(folder)
