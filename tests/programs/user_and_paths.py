# nturl2path, user, this.
import nturl2path, os, shutil, tempfile


def attempt(function, text):
    try:
        print repr(function(text)),
    except IOError as error:
        print error,


for text in ('///C|/foo/bar', '///c:', '///C|/', '/C:/x%20y', '//host/share/a', '////host/share/a', 'a/b', '/a', '', '///1|/x', '/C:/a|b'):
    attempt(nturl2path.url2pathname, text)
print
for text in ('C:\\foo\\bar', 'c:', 'C:\\', '\\\\host\\a b', 'a\\b', '\\a', '', 'c:foo', 'CC:\\x', 'C:a:b'):
    attempt(nturl2path.pathname2url, text)
print
home = tempfile.mkdtemp()
os.environ['HOME'] = home
with open(os.path.join(home, '.pythonrc.py'), 'w') as file:
    file.write('answer = 42\nprint "of", __name__\n')
import user
print user.answer, user.home == home, os.path.basename(user.pythonrc)
shutil.rmtree(home)
import this
print this.s.decode('rot13').count('better')
