"""The encodings of East Asia, by the system's converters.

getcodec(name) gives a codec, an object with encode() and decode(), of an
encoding that the system knows; LookupError if it does not. The other classes
are what codec modules derive theirs from: they have a codec as attribute.
"""

import codecs

import _iconv

# The system's names.
_SYSTEM = {
    'big5': 'BIG5', 'big5hkscs': 'BIG5-HKSCS', 'cp932': 'CP932', 'cp949': 'UHC', 'cp950': 'CP950',
    'euc_jis_2004': 'EUC-JISX0213', 'euc_jisx0213': 'EUC-JISX0213', 'euc_jp': 'EUC-JP',
    'euc_kr': 'EUC-KR', 'gb18030': 'GB18030', 'gb2312': 'GB2312', 'gbk': 'GBK',
    'iso2022_jp': 'ISO-2022-JP', 'iso2022_jp_2': 'ISO-2022-JP-2', 'iso2022_jp_3': 'ISO-2022-JP-3',
    'iso2022_jp_2004': 'ISO-2022-JP-3', 'iso2022_kr': 'ISO-2022-KR', 'johab': 'JOHAB',
    'shift_jis': 'SJIS', 'shift_jis_2004': 'SHIFT_JISX0213', 'shift_jisx0213': 'SHIFT_JISX0213',
}
_COMPLETE, _INCOMPLETE, _ILLEGAL = range(3)


class MultibyteCodec(object):
    """An encoding of text as bytes and back, all at once."""

    def __init__(self, name):
        if name not in _SYSTEM:
            raise LookupError('no such codec is supported.')
        self.name = name
        # How many bytes are taken for one character where there is none.
        self._illegal_length = 1 if name.startswith('iso2022') else 2
        self._new_encoder()

    def _new_encoder(self):
        return _iconv.open(_SYSTEM[self.name], 'UTF-8')

    def _new_decoder(self):
        return _iconv.open('UTF-8', _SYSTEM[self.name])

    def encode(self, input, errors='strict'):
        """(bytes, length of the text)."""
        converter = self._new_encoder()
        out = self._encode(converter, unicode(input), errors or 'strict')
        return out + converter.finish(), len(input)

    def decode(self, input, errors='strict'):
        """(text, number of bytes)."""
        text, used = self._decode(self._new_decoder(), input, errors or 'strict', True)
        return text, used

    def _encode(self, converter, text, errors):
        out = []
        at = 0
        while at < len(text):
            data = text[at:].encode('utf-8')
            done, used, status = converter.convert(data)
            out.append(done)
            at += len(data[:used].decode('utf-8'))
            if status == _COMPLETE:
                break
            error = UnicodeEncodeError(self.name, text, at, at + 1, 'illegal multibyte sequence')
            if errors == 'strict':
                raise error
            if errors == 'ignore':
                replacement, at = u'', at + 1
            elif errors == 'replace':
                replacement, at = u'?', at + 1
            else:
                replacement, at = codecs.lookup_error(errors)(error)
                if at < 0:
                    at += len(text)
                if not 0 <= at <= len(text):
                    raise IndexError('position %d from error handler out of bounds' % at)
            data = replacement.encode('utf-8')
            done, used, status = converter.convert(data)
            if used < len(data):
                raise error
            out.append(done)
        return ''.join(out)

    def _decode(self, converter, data, errors, final):
        """(text, how many bytes it stands for): without final the beginning of a character may be left."""
        data = str(buffer(data))
        out = []
        at = 0
        while at < len(data):
            done, used, status = converter.convert(data[at:])
            out.append(done.decode('utf-8'))
            at += used
            if status == _COMPLETE or status == _INCOMPLETE and not final:
                break
            if status == _INCOMPLETE:
                error = UnicodeDecodeError(self.name, data, at, len(data), 'incomplete multibyte sequence')
            else:
                end = min(at + self._illegal_length, len(data))
                error = UnicodeDecodeError(self.name, data, at, end, 'illegal multibyte sequence')
            if errors == 'strict':
                raise error
            if errors == 'ignore':
                at = error.end
            elif errors == 'replace':
                out.append(u'\ufffd')
                at = error.end
            else:
                replacement, at = codecs.lookup_error(errors)(error)
                out.append(replacement)
                if at < 0:
                    at += len(data)
                if not 0 <= at <= len(data):
                    raise IndexError('position %d from error handler out of bounds' % at)
        return u''.join(out), at


def getcodec(name):
    return MultibyteCodec(name)


class MultibyteIncrementalEncoder(object):
    """Encodes text piece by piece."""

    def __init__(self, errors='strict'):
        self.errors = errors
        self.reset()

    def encode(self, input, final=False):
        out = self.codec._encode(self._converter, unicode(input), self.errors)
        return out + self._converter.finish() if final else out

    def reset(self):
        self._converter = self.codec._new_encoder()


class MultibyteIncrementalDecoder(object):
    """Decodes bytes piece by piece; the beginning of a character waits for its rest."""

    def __init__(self, errors='strict'):
        self.errors = errors
        self.reset()

    def decode(self, input, final=False):
        data = self._pending + input
        text, used = self.codec._decode(self._converter, data, self.errors, final)
        self._pending = data[used:]
        return text

    def reset(self):
        self._converter = self.codec._new_decoder()
        self._pending = ''


class MultibyteStreamReader(MultibyteIncrementalDecoder):
    """Reads text from a stream of bytes."""

    def __init__(self, stream, errors='strict'):
        MultibyteIncrementalDecoder.__init__(self, errors)
        self.stream = stream

    def _read(self, read, size):
        if size is None or size < 0:
            return MultibyteIncrementalDecoder.decode(self, read(), True)
        while True:
            data = read(size)
            text = MultibyteIncrementalDecoder.decode(self, data, not data)
            if text or not data or not size:
                return text

    def read(self, size=-1):
        return self._read(self.stream.read, size)

    def readline(self, size=-1):
        return self._read(self.stream.readline, size)

    def readlines(self, sizehint=-1):
        return self._read(self.stream.read, sizehint).splitlines(True)


class MultibyteStreamWriter(MultibyteIncrementalEncoder):
    """Writes text to a stream of bytes."""

    def __init__(self, stream, errors='strict'):
        MultibyteIncrementalEncoder.__init__(self, errors)
        self.stream = stream

    def write(self, text):
        self.stream.write(MultibyteIncrementalEncoder.encode(self, text))

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def reset(self):
        if hasattr(self, '_converter'):
            self.stream.write(self._converter.finish())
        MultibyteIncrementalEncoder.reset(self)
