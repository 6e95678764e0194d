"""What is told about a distribution: its name, version, authors and so on, and the file PKG-INFO with all that."""

import os
from email import message_from_file
from distutils.util import rfc822_escape

PKG_INFO_ENCODING = 'utf-8'

# Fields of PKG-INFO that have one value, and those that may be there again and again, with the attributes' names.
_FIELDS = [('Name', 'name'), ('Version', 'version'), ('Summary', 'description'), ('Home-page', 'url'), ('Author', 'author'),
           ('Author-email', 'author_email'), ('License', 'license'), ('Description', 'long_description')]
_LISTS = [('Platform', 'platforms'), ('Classifier', 'classifiers')]
_LISTS_1_1 = [('Requires', 'requires'), ('Provides', 'provides'), ('Obsoletes', 'obsoletes')]


class DistributionMetadata:
    """Attributes are None where nothing is told; the get_ methods give a text or list in any case."""

    _METHOD_BASENAMES = tuple('''
        name version author author_email maintainer maintainer_email url license description long_description keywords platforms
        fullname contact contact_email license classifiers download_url provides requires obsoletes'''.split())

    def __init__(self, path=None):
        for name in set(self._METHOD_BASENAMES).difference(['fullname', 'contact', 'contact_email']):
            setattr(self, name, None)
        if path is not None:
            with open(path) as file:
                self.read_pkg_file(file)

    def read_pkg_file(self, file):
        """Takes all from a PKG-INFO file."""
        message = message_from_file(file)

        def known(name):
            value = message[name]
            return None if value == 'UNKNOWN' else value
        for field, name in _FIELDS:
            setattr(self, name, known(field))
        self.maintainer = self.maintainer_email = None
        self.download_url = known('Download-URL')
        self.keywords = message['Keywords'].split(',') if 'Keywords' in message else None
        newer = message['Metadata-Version'] == '1.1'
        for field, name in _LISTS + _LISTS_1_1:
            setattr(self, name, message.get_all(field, None) if newer or (field, name) in _LISTS else None)

    def write_pkg_info(self, base_dir):
        """Makes the file PKG-INFO in a folder."""
        with open(os.path.join(base_dir, 'PKG-INFO'), 'w') as file:
            self.write_pkg_file(file)

    def write_pkg_file(self, file):
        newer = self.provides or self.requires or self.obsoletes or self.classifiers or self.download_url
        self._write_field(file, 'Metadata-Version', '1.1' if newer else '1.0')
        contact = {'Author': self.get_contact, 'Author-email': self.get_contact_email}
        for field, name in _FIELDS[:-1]:
            self._write_field(file, field, contact.get(field, getattr(self, 'get_' + name))())
        if self.download_url:
            self._write_field(file, 'Download-URL', self.download_url)
        self._write_field(file, 'Description', rfc822_escape(self.get_long_description()))
        keywords = ','.join(self.get_keywords())
        if keywords:
            self._write_field(file, 'Keywords', keywords)
        for field, name in _LISTS + _LISTS_1_1:
            self._write_list(file, field, getattr(self, 'get_' + name)())

    def _write_field(self, file, name, value):
        file.write('%s: %s\n' % (name, self._encode_field(value)))

    def _write_list(self, file, name, values):
        for value in values:
            self._write_field(file, name, value)

    def _encode_field(self, value):
        if isinstance(value, unicode):
            return value.encode(PKG_INFO_ENCODING)
        return value if value is None else str(value)

    def get_name(self):
        return self._encode_field(self.name or 'UNKNOWN')

    def get_version(self):
        return self._encode_field(self.version or '0.0.0')

    def get_fullname(self):
        return self.get_name() + '-' + self.get_version()

    def get_contact(self):
        return self._encode_field(self.maintainer or self.author or 'UNKNOWN')

    def get_contact_email(self):
        return self.maintainer_email or self.author_email or 'UNKNOWN'

    def get_keywords(self):
        return self.keywords or []

    def get_platforms(self):
        return self.platforms or ['UNKNOWN']

    def get_classifiers(self):
        return self.classifiers or []

    def get_requires(self):
        return self.requires or []

    def get_provides(self):
        return self.provides or []

    def get_obsoletes(self):
        return self.obsoletes or []

    def set_requires(self, value):
        _check_predicates(value)
        self.requires = value

    def set_obsoletes(self, value):
        _check_predicates(value)
        self.obsoletes = value

    def set_provides(self, value):
        from distutils.versionpredicate import split_provision
        value = [each.strip() for each in value]
        for each in value:
            split_provision(each)
        self.provides = value


def _check_predicates(texts):
    from distutils.versionpredicate import VersionPredicate
    for text in texts:
        VersionPredicate(text)


def _getter(name, encoded):
    if encoded:
        return lambda self: self._encode_field(getattr(self, name) or 'UNKNOWN')
    return lambda self: getattr(self, name) or 'UNKNOWN'


for _name in 'author', 'maintainer', 'description', 'long_description':
    setattr(DistributionMetadata, 'get_' + _name, _getter(_name, True))
for _name in 'author_email', 'maintainer_email', 'url', 'license', 'download_url':
    setattr(DistributionMetadata, 'get_' + _name, _getter(_name, False))
DistributionMetadata.get_licence = DistributionMetadata.get_license
