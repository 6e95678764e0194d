"""MIME types by the extension of a file's name."""

import os
import posixpath
import urllib

__all__ = ['guess_type', 'guess_extension', 'guess_all_extensions', 'add_type', 'read_mime_types', 'init']

# Where there may be tables.
knownfiles = [
    '/etc/mime.types',
    '/etc/httpd/mime.types',
    '/etc/httpd/conf/mime.types',
    '/etc/apache/mime.types',
    '/etc/apache2/mime.types',
    '/usr/local/etc/httpd/conf/mime.types',
    '/usr/local/lib/netscape/mime.types',
    '/usr/local/etc/mime.types',
]

inited = False
_db = None


class MimeTypes:
    """Tables of types: of extensions, of encodings, of suffixes that stand for two."""

    def __init__(self, filenames=(), strict=True):
        if not inited:
            init()
        self.encodings_map = encodings_map.copy()
        self.suffix_map = suffix_map.copy()
        # Not strict, strict.
        self.types_map = ({}, {})
        self.types_map_inv = ({}, {})
        for ext, type in types_map.items():
            self.add_type(type, ext, True)
        for ext, type in common_types.items():
            self.add_type(type, ext, False)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """Let an extension, with its dot, be of a type."""
        self.types_map[strict][ext] = type
        exts = self.types_map_inv[strict].setdefault(type, [])
        if ext not in exts:
            exts.append(ext)

    def guess_type(self, url, strict=True):
        """(type, encoding) of a name or URL; either may be None."""
        scheme, url = urllib.splittype(url)
        if scheme == 'data':
            # data:[<type>][;base64],...
            comma = url.find(',')
            if comma < 0:
                return None, None
            semi = url.find(';', 0, comma)
            type = url[:semi] if semi >= 0 else url[:comma]
            if '=' in type or '/' not in type:
                type = 'text/plain'
            return type, None
        base, ext = posixpath.splitext(url)
        while ext in self.suffix_map:
            base, ext = posixpath.splitext(base + self.suffix_map[ext])
        encoding = None
        if ext in self.encodings_map:
            encoding = self.encodings_map[ext]
            base, ext = posixpath.splitext(base)
        for table in (self.types_map[True],) if strict else (self.types_map[True], self.types_map[False]):
            for e in ext, ext.lower():
                if e in table:
                    return table[e], encoding
        return None, encoding

    def guess_all_extensions(self, type, strict=True):
        """The extensions of a type."""
        type = type.lower()
        extensions = self.types_map_inv[True].get(type, [])
        if not strict:
            extensions = extensions[:]
            for ext in self.types_map_inv[False].get(type, []):
                if ext not in extensions:
                    extensions.append(ext)
        return extensions

    def guess_extension(self, type, strict=True):
        """An extension of a type, or None."""
        extensions = self.guess_all_extensions(type, strict)
        return extensions[0] if extensions else None

    def read(self, filename, strict=True):
        """Read a table from a file of this name."""
        with open(filename) as fp:
            self.readfp(fp, strict)

    def readfp(self, fp, strict=True):
        """Read a table: lines of a type and its extensions without dots."""
        while True:
            line = fp.readline()
            if not line:
                break
            words = line.split()
            for i, word in enumerate(words):
                if word[0] == '#':
                    del words[i:]
                    break
            if words:
                for suffix in words[1:]:
                    self.add_type(words[0], '.' + suffix, strict)

    def read_windows_registry(self, strict=True):
        """On Windows, what the registry has."""


def guess_type(url, strict=True):
    """(type, encoding) of a name or URL; either may be None."""
    if _db is None:
        init()
    return _db.guess_type(url, strict)


def guess_all_extensions(type, strict=True):
    """The extensions of a type."""
    if _db is None:
        init()
    return _db.guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    """An extension of a type, or None."""
    if _db is None:
        init()
    return _db.guess_extension(type, strict)


def add_type(type, ext, strict=True):
    """Let an extension, with its dot, be of a type."""
    if _db is None:
        init()
    return _db.add_type(type, ext, strict)


def init(files=None):
    """Set up the module's tables, with those of the files named or of the usual ones."""
    global suffix_map, types_map, encodings_map, common_types, inited, _db
    # Makers of MimeTypes need the tables only.
    inited = True
    db = MimeTypes()
    for file in knownfiles if files is None else files:
        if os.path.isfile(file):
            db.read(file)
    encodings_map = db.encodings_map
    suffix_map = db.suffix_map
    types_map = db.types_map[True]
    common_types = db.types_map[False]
    _db = db


def read_mime_types(file):
    """The table of a file as a dictionary; None if it cannot be read."""
    try:
        f = open(file)
    except IOError:
        return None
    with f:
        db = MimeTypes()
        db.readfp(f, True)
        return db.types_map[True]


def _default_mime_types():
    global suffix_map, encodings_map, types_map, common_types
    suffix_map = {'.svgz': '.svg.gz', '.tgz': '.tar.gz', '.taz': '.tar.gz', '.tz': '.tar.gz',
                  '.tbz2': '.tar.bz2', '.txz': '.tar.xz'}
    encodings_map = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz'}
    types_map = {}
    for type, extensions in (
            ('application/javascript', 'js'), ('application/msword', 'doc dot wiz'),
            ('application/octet-stream', 'a bin dll exe o obj so'), ('application/oda', 'oda'),
            ('application/pdf', 'pdf'), ('application/pkcs7-mime', 'p7c'), ('application/postscript', 'ai eps ps'),
            ('application/vnd.apple.mpegurl', 'm3u m3u8'), ('application/vnd.ms-excel', 'xls xlb'),
            ('application/vnd.ms-powerpoint', 'pot ppa pps ppt pwz'), ('application/x-bcpio', 'bcpio'),
            ('application/x-cpio', 'cpio'), ('application/x-csh', 'csh'), ('application/x-dvi', 'dvi'),
            ('application/x-gtar', 'gtar'), ('application/x-hdf', 'hdf'), ('application/x-latex', 'latex'),
            ('application/x-mif', 'mif'), ('application/x-netcdf', 'cdf nc'), ('application/x-pkcs12', 'p12 pfx'),
            ('application/x-pn-realaudio', 'ram'), ('application/x-python-code', 'pyc pyo'),
            ('application/x-sh', 'sh'), ('application/x-shar', 'shar'),
            ('application/x-shockwave-flash', 'swf'), ('application/x-sv4cpio', 'sv4cpio'),
            ('application/x-sv4crc', 'sv4crc'), ('application/x-tar', 'tar'), ('application/x-tcl', 'tcl'),
            ('application/x-tex', 'tex'), ('application/x-texinfo', 'texi texinfo'),
            ('application/x-troff', 'roff t tr'), ('application/x-troff-man', 'man'),
            ('application/x-troff-me', 'me'), ('application/x-troff-ms', 'ms'), ('application/x-ustar', 'ustar'),
            ('application/x-wais-source', 'src'), ('application/xml', 'rdf wsdl xpdl xsl'),
            ('application/zip', 'zip'), ('audio/basic', 'au snd'), ('audio/mpeg', 'mp2 mp3'),
            ('audio/x-aiff', 'aif aifc aiff'), ('audio/x-pn-realaudio', 'ra'), ('audio/x-wav', 'wav'),
            ('image/gif', 'gif'), ('image/ief', 'ief'), ('image/jpeg', 'jpe jpeg jpg'), ('image/png', 'png'),
            ('image/svg+xml', 'svg'), ('image/tiff', 'tif tiff'), ('image/vnd.microsoft.icon', 'ico'),
            ('image/x-cmu-raster', 'ras'), ('image/x-ms-bmp', 'bmp'), ('image/x-portable-anymap', 'pnm'),
            ('image/x-portable-bitmap', 'pbm'), ('image/x-portable-graymap', 'pgm'),
            ('image/x-portable-pixmap', 'ppm'), ('image/x-rgb', 'rgb'), ('image/x-xbitmap', 'xbm'),
            ('image/x-xpixmap', 'xpm'), ('image/x-xwindowdump', 'xwd'),
            ('message/rfc822', 'eml mht mhtml nws'), ('text/css', 'css'), ('text/csv', 'csv'),
            ('text/html', 'htm html'), ('text/plain', 'bat c h ksh pl txt'), ('text/richtext', 'rtx'),
            ('text/tab-separated-values', 'tsv'), ('text/x-python', 'py'), ('text/x-setext', 'etx'),
            ('text/x-sgml', 'sgm sgml'), ('text/x-vcard', 'vcf'), ('text/xml', 'xml'),
            ('video/mp4', 'mp4'), ('video/mpeg', 'm1v mpa mpe mpeg mpg'), ('video/quicktime', 'mov qt'),
            ('video/webm', 'webm'), ('video/x-msvideo', 'avi'), ('video/x-sgi-movie', 'movie')):
        for ext in extensions.split():
            types_map['.' + ext] = type
    # Not official, but common.
    common_types = {'.jpg': 'image/jpg', '.mid': 'audio/midi', '.midi': 'audio/midi', '.pct': 'image/pict',
                    '.pic': 'image/pict', '.pict': 'image/pict', '.rtf': 'application/rtf', '.xul': 'text/xul'}


_default_mime_types()


def _main():
    import getopt
    import sys
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'hle', ['help', 'lenient', 'extension'])
    except getopt.error, msg:
        print >>sys.stderr, msg
        sys.exit(1)
    strict = 1
    extension = 0
    for opt, _ in opts:
        if opt in ('-h', '--help'):
            print 'Usage: mimetypes.py [-e] [-l] type'
            sys.exit(0)
        elif opt in ('-l', '--lenient'):
            strict = 0
        else:
            extension = 1
    for name in args:
        if extension:
            print guess_extension(name, strict) or "I don't know anything about type " + name
        else:
            guess, encoding = guess_type(name, strict)
            print 'type: %s encoding: %s' % (guess, encoding) if guess else \
                "I don't know anything about type " + name


if __name__ == '__main__':
    _main()
