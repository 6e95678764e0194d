"""Lists of addresses in headers of mail, for rfc822 and email."""


def quote(s):
    """A string as it may stand between quotes."""
    return s.replace('\\', '\\\\').replace('"', '\\"')


def unquote(s):
    """A string without its quotes or angle brackets."""
    ends = s[:1] + s[-1:]
    if len(s) > 1 and ends == '<>':
        return s[1:-1]
    if len(s) > 1 and ends == '""':
        return s[1:-1].replace('\\\\', '\\').replace('\\"', '"')
    return s


class AddressScanner:
    """Goes through a field; each method takes what it is named after and leaves pos behind it.

    Comments found on the way are put into commentlist.
    """

    def __init__(self, field):
        self.specials = '()<>@,:;."[]'
        self.LWS = ' \t'
        self.CR = '\r\n'
        self.atomends = self.specials + self.LWS + self.CR
        # RFC 2822 allows dots in names.
        self.phraseends = self.atomends.replace('.', '')
        self.phrasegaps = self.LWS
        self.field = field
        self.pos = 0
        self.commentlist = []

    def _ahead(self):
        """The next character, '' at the end."""
        return self.field[self.pos:self.pos + 1]

    def _skip(self, mark):
        """Whether the next character is this one, which is skipped then."""
        if self._ahead() != mark:
            return False
        self.pos += 1
        return True

    def gotonext(self):
        """Skip spaces, ends of lines and comments."""
        gaps = self.LWS + self.CR
        while self.pos < len(self.field):
            mark = self.field[self.pos]
            if mark == '(':
                self.commentlist.append(self.getcomment())
            elif mark in gaps:
                self.pos += 1
            else:
                return

    # ---- addresses

    def getaddrlist(self):
        """All pairs (name, address) up to the first that is none."""
        pairs = []
        for found in iter(self.getaddress, []):
            pairs += found
        return pairs

    def getaddress(self):
        """The next address as a list of one pair; of a group, all of its pairs."""
        self.commentlist = []
        self.gotonext()
        start = self.pos
        words = self.getphraselist()
        self.gotonext()
        mark = self._ahead()
        if mark == '<':
            pairs = [self._named(words, self.getrouteaddr())]
        elif mark == ':':
            self.pos += 1
            pairs = self._group()
        elif mark and mark in '.@':
            # The words were the beginning of the address.
            self.pos = start
            pairs = [self._commented(self.getaddrspec())]
        elif words:
            pairs = [self._commented(words[0])]
        else:
            # Something must be taken, or there were no end.
            if mark and mark in self.specials:
                self.pos += 1
            pairs = []
        self.gotonext()
        self._skip(',')
        return pairs

    def _commented(self, address):
        return ' '.join(self.commentlist), address

    def _named(self, words, address):
        name = ' '.join(words)
        if self.commentlist:
            name += ' (%s)' % ' '.join(self.commentlist)
        return name, address

    def _group(self):
        pairs = []
        while self.pos < len(self.field):
            self.gotonext()
            if self._skip(';'):
                break
            pairs += self.getaddress()
        return pairs

    def getrouteaddr(self):
        """The address between angle brackets. A route before it is skipped."""
        if not self._skip('<'):
            return None
        self.gotonext()
        while self.pos < len(self.field):
            if self._skip('>'):
                break
            if self._skip('@'):
                self.gotonext()
                self.getdomain()
            elif not self._skip(':'):
                address = self.getaddrspec()
                self.pos += 1
                return address
            self.gotonext()
        return ''

    def getaddrspec(self):
        """Local part and domain."""
        local = self._local_part()
        if not self._skip('@'):
            return local
        self.gotonext()
        return self._joined(local, self.getdomain())

    def _joined(self, local, domain):
        return local + '@' + domain

    def _quoted(self, text):
        return '"%s"' % text

    def _local_part(self):
        parts = []
        self.gotonext()
        while self.pos < len(self.field):
            mark = self.field[self.pos]
            if mark == '"':
                parts.append(self._quoted(self.getquote()))
            elif self._skip('.'):
                parts.append('.')
            elif mark in self.atomends:
                break
            else:
                parts.append(self.getatom())
            self.gotonext()
        return ''.join(parts)

    def getdomain(self):
        parts = []
        while self.pos < len(self.field):
            mark = self.field[self.pos]
            if mark == '(':
                self.commentlist.append(self.getcomment())
            elif mark == '[':
                parts.append(self.getdomainliteral())
            elif mark == '.' or mark in self.LWS:
                parts.append(mark.strip())
                self.pos += 1
            elif mark in self.atomends:
                break
            else:
                parts.append(self.getatom())
        return ''.join(parts)

    # ---- words

    def getdelimited(self, beginchar, endchars, allowcomments=True):
        """The text from one character to one of others; '' where it does not begin."""
        if not self._skip(beginchar):
            return ''
        text = ''
        while self.pos < len(self.field):
            mark = self.field[self.pos]
            if mark == '(' and allowcomments and mark not in endchars:
                text += self.getcomment()
                continue
            self.pos += 1
            if mark in endchars:
                break
            if mark == '\\':
                mark = self._ahead()
                self.pos += 1
            text += mark
        return text

    def getquote(self):
        return self.getdelimited('"', '"\r', False)

    def getcomment(self):
        return self.getdelimited('(', ')\r')

    def getdomainliteral(self):
        return '[%s]' % self.getdelimited('[', ']\r', False)

    def getatom(self, atomends=None):
        """The characters up to one of atomends."""
        ends = self.atomends if atomends is None else atomends
        start = self.pos
        while self.pos < len(self.field) and self.field[self.pos] not in ends:
            self.pos += 1
        return self.field[start:self.pos]

    def getphraselist(self):
        """Words and quoted strings, as a list."""
        words = []
        while self.pos < len(self.field):
            mark = self.field[self.pos]
            if mark == '(':
                self.commentlist.append(self.getcomment())
            elif mark == '"':
                words.append(self.getquote())
            elif mark in self.phrasegaps:
                self.pos += 1
            elif mark in self.phraseends:
                break
            else:
                words.append(self.getatom(self.phraseends))
        return words


class AddressSet:
    """What a list of addresses can do: addresslist is a list and in some ways a set."""

    def _of(self, addresses):
        new = self.__class__(None)
        new.addresslist = addresses
        return new

    def __len__(self):
        return len(self.addresslist)

    def __getitem__(self, index):
        return self.addresslist[index]

    def __add__(self, other):
        return self._of(self.addresslist[:]).__iadd__(other)

    def __iadd__(self, other):
        for pair in other.addresslist:
            if pair not in self.addresslist:
                self.addresslist.append(pair)
        return self

    def __sub__(self, other):
        return self._of([pair for pair in self.addresslist if pair not in other.addresslist])

    def __isub__(self, other):
        for pair in other.addresslist:
            if pair in self.addresslist:
                self.addresslist.remove(pair)
        return self
