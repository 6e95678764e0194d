"""MIME types, guessed by the ends of files' names."""

import os
import posixpath
import urllib

__all__ = ['guess_type', 'guess_extension', 'guess_all_extensions', 'add_type', 'read_mime_types', 'init']

# Files of types that the system may have.
knownfiles = ['/etc/' + _folder + 'mime.types' for _folder in ('', 'httpd/', 'httpd/conf/', 'apache/', 'apache2/')]
knownfiles += ['/usr/local/' + _folder + 'mime.types' for _folder in ('etc/httpd/conf/', 'lib/netscape/', 'etc/')]

# As files have them: a type and its extensions in each line.
_TYPES = '''
    application/javascript js mjs
    application/json json
    application/msword doc dot wiz
    application/octet-stream a bin dll exe o obj so
    application/oda oda
    application/pdf pdf
    application/pkcs7-mime p7c
    application/postscript ai eps ps
    application/vnd.ms-excel xls xlb
    application/vnd.ms-powerpoint pot ppa pps ppt pwz
    application/x-bcpio bcpio
    application/x-cpio cpio
    application/x-csh csh
    application/x-dvi dvi
    application/x-gtar gtar
    application/x-hdf hdf
    application/x-latex latex
    application/x-mif mif
    application/x-netcdf cdf nc
    application/x-pkcs12 p12 pfx
    application/x-pn-realaudio ram
    application/x-python-code pyc pyo
    application/x-sh sh
    application/x-shar shar
    application/x-shockwave-flash swf
    application/x-sv4cpio sv4cpio
    application/x-sv4crc sv4crc
    application/x-tar tar
    application/x-tcl tcl
    application/x-tex tex
    application/x-texinfo texi texinfo
    application/x-troff roff t tr
    application/x-troff-man man
    application/x-troff-me me
    application/x-troff-ms ms
    application/x-ustar ustar
    application/x-wais-source src
    application/xml rdf wsdl xpdl xsl
    application/zip zip
    audio/basic au snd
    audio/mpeg mp2 mp3
    audio/x-aiff aif aifc aiff
    audio/x-pn-realaudio ra
    audio/x-wav wav
    image/gif gif
    image/ief ief
    image/jpeg jpe jpeg jpg
    image/png png
    image/svg+xml svg
    image/tiff tif tiff
    image/vnd.microsoft.icon ico
    image/x-cmu-raster ras
    image/x-ms-bmp bmp
    image/x-portable-anymap pnm
    image/x-portable-bitmap pbm
    image/x-portable-graymap pgm
    image/x-portable-pixmap ppm
    image/x-rgb rgb
    image/x-xbitmap xbm
    image/x-xpixmap xpm
    image/x-xwindowdump xwd
    message/rfc822 eml mht mhtml nws
    text/css css
    text/csv csv
    text/html htm html
    text/plain bat c h ksh pl txt
    text/richtext rtx
    text/tab-separated-values tsv
    text/x-python py
    text/x-setext etx
    text/x-sgml sgm sgml
    text/x-vcard vcf
    text/xml xml
    video/mp4 mp4
    video/mpeg m1v mpa mpe mpeg mpg
    video/quicktime mov qt
    video/webm webm
    video/x-msvideo avi
    video/x-sgi-movie movie
'''

inited = False
_db = None


def _entries(lines):
    """Yield the pairs (type, extension) of a file's lines."""
    for line in lines:
        words = line.split()
        for place, word in enumerate(words):
            if word.startswith('#'):
                del words[place:]
                break
        for extension in words[1:]:
            yield words[0], '.' + extension


def _default_mime_types():
    """Set the tables to what is known without files."""
    global suffix_map, encodings_map, types_map, common_types
    # What stands for two extensions; the outer ones that only tell how a file is packed.
    suffix_map = dict.fromkeys(['.tgz', '.taz', '.tz'], '.tar.gz')
    suffix_map.update({'.svgz': '.svg.gz', '.tbz2': '.tar.bz2', '.txz': '.tar.xz'})
    encodings_map = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz'}
    types_map = dict((extension, type) for type, extension in _entries(_TYPES.splitlines()))
    # Types that were never registered.
    common_types = {'.jpg': 'image/jpg', '.mid': 'audio/midi', '.midi': 'audio/midi', '.rtf': 'application/rtf',
                    '.xul': 'text/xul', '.pct': 'image/pict', '.pic': 'image/pict', '.pict': 'image/pict'}


_default_mime_types()


class MimeTypes:
    """Tables of types.

    types_map has two, extension -> type: [True] are the registered types,
    [False] others, which are found if strict is false. types_map_inv has the
    same as type -> extensions.
    """

    def __init__(self, filenames=(), strict=True):
        """The tables of the module, and those of some files."""
        if not inited:
            init()
        self.suffix_map = dict(suffix_map)
        self.encodings_map = dict(encodings_map)
        self.types_map = {}, {}
        self.types_map_inv = {}, {}
        for registered, types in (True, types_map), (False, common_types):
            for extension, type in types.items():
                self.add_type(type, extension, registered)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """Give an extension, which begins with a dot, a type."""
        self.types_map[strict][ext] = type
        known = self.types_map_inv[strict].setdefault(type, [])
        if ext not in known:
            known.append(ext)

    def read(self, filename, strict=True):
        """Add the types of a file."""
        with open(filename) as fp:
            self.readfp(fp, strict)

    def readfp(self, fp, strict=True):
        """Add the types of an open file."""
        for type, extension in _entries(iter(fp.readline, '')):
            self.add_type(type, extension, strict)

    def read_windows_registry(self, strict=True):
        """Add the types of the registry, of which there is none here."""

    def guess_type(self, url, strict=True):
        """(type, how it is packed) of a file's name or URL; each may be None."""
        scheme, url = urllib.splittype(url)
        if scheme == 'data':
            return _type_of_data(url), None
        base, ext = posixpath.splitext(url)
        while ext in self.suffix_map:
            base, ext = posixpath.splitext(base + self.suffix_map[ext])
        packing = self.encodings_map.get(ext)
        if packing is not None:
            ext = posixpath.splitext(base)[1]
        for registered in (True,) if strict else (True, False):
            for spelling in ext, ext.lower():
                if spelling in self.types_map[registered]:
                    return self.types_map[registered][spelling], packing
        return None, packing

    def guess_all_extensions(self, type, strict=True):
        """The extensions of a type, as a list."""
        type = type.lower()
        found = self.types_map_inv[True].get(type, [])
        if strict:
            return found
        return found + [ext for ext in self.types_map_inv[False].get(type, []) if ext not in found]

    def guess_extension(self, type, strict=True):
        """An extension of a type; None if there is none."""
        found = self.guess_all_extensions(type, strict)
        return found[0] if found else None


def _type_of_data(url):
    """The type that a URL "[type][;base64],data" tells; None if it is no such."""
    head, comma, data = url.partition(',')
    if not comma:
        return None
    type = head.partition(';')[0]
    return type if '/' in type and '=' not in type else 'text/plain'


# ---- the tables of the module


def init(files=None):
    """Make the module's tables anew of what they have and of files, by default those that are known."""
    global suffix_map, encodings_map, types_map, common_types, inited, _db
    inited = True
    db = MimeTypes()
    for name in knownfiles if files is None else files:
        if os.path.isfile(name):
            db.read(name)
    suffix_map, encodings_map = db.suffix_map, db.encodings_map
    common_types, types_map = db.types_map
    # Only now may others use it.
    _db = db


def _tables():
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    """(type, how it is packed) of a file's name or URL; each may be None."""
    return _tables().guess_type(url, strict)


def guess_all_extensions(type, strict=True):
    """The extensions of a type, as a list."""
    return _tables().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    """An extension of a type; None if there is none."""
    return _tables().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    """Give an extension, which begins with a dot, a type."""
    return _tables().add_type(type, ext, strict)


def read_mime_types(file):
    """The types of a file as a dictionary, beside those of the module; None if it cannot be read."""
    try:
        return MimeTypes((file,)).types_map[True]
    except IOError:
        return None


def _main():
    """The command: mimetypes [-l] [-e] name...; -l: also types that are not registered, -e: extensions of types."""
    import getopt
    import sys
    try:
        options, names = getopt.getopt(sys.argv[1:], 'hle', ['help', 'lenient', 'extension'])
    except getopt.error as error:
        print >>sys.stderr, error
        sys.exit(1)
    chosen = set(name.lstrip('-')[0] for name, value in options)
    if 'h' in chosen:
        print 'Usage: mimetypes.py [-e] [-l] type'
        return
    for name in names:
        if 'e' in chosen:
            answer = guess_extension(name, 'l' not in chosen)
        else:
            type, packing = guess_type(name, 'l' not in chosen)
            answer = type and 'type: %s encoding: %s' % (type, packing)
        print answer or "I don't know anything about type " + name


if __name__ == '__main__':
    _main()
