"""Whether the metadata is complete, and the long description is proper reStructuredText."""

from distutils.cmd import Command
from distutils.dist import PKG_INFO_ENCODING
from distutils.errors import DistutilsSetupError
from distutils._options import table

try:
    import docutils.frontend
    import docutils.nodes
    import docutils.parsers.rst
    import docutils.utils
    HAS_DOCUTILS = True
except ImportError:
    HAS_DOCUTILS = False


class check(Command):

    description = 'perform some checks on the package'

    user_options = table('''
        metadata          m  Verify meta-data
        restructuredtext  r  Checks if long string meta-data syntax are reStructuredText-compliant
        strict            s  Will exit with an error if a check fails
        ''')
    boolean_options = ['metadata', 'restructuredtext', 'strict']

    def initialize_options(self):
        self.metadata = 1
        self.restructuredtext = self.strict = 0
        self._warnings = 0

    def finalize_options(self):
        pass

    def warn(self, msg):
        self._warnings += 1
        return Command.warn(self, msg)

    def run(self):
        if self.metadata:
            self.check_metadata()
        if self.restructuredtext and HAS_DOCUTILS:
            self.check_restructuredtext()
        elif self.restructuredtext and self.strict:
            raise DistutilsSetupError('The docutils package is needed.')
        if self.strict and self._warnings:
            raise DistutilsSetupError('Please correct your package.')

    def check_metadata(self):
        told = self.distribution.metadata
        missing = [name for name in ('name', 'version', 'url') if not getattr(told, name, None)]
        if missing:
            self.warn('missing required meta-data: ' + ', '.join(missing))
        for person in 'author', 'maintainer':
            if getattr(told, person):
                if not getattr(told, person + '_email'):
                    self.warn("missing meta-data: if '%s' supplied, '%s_email' must be supplied too" % (person, person))
                return
        self.warn('missing meta-data: either (author and author_email) or (maintainer and maintainer_email) must be supplied')

    def check_restructuredtext(self):
        text = self.distribution.get_long_description()
        if not isinstance(text, unicode):
            text = text.decode(PKG_INFO_ENCODING)
        for _level, message, _children, attributes in self._check_rst_data(text):
            line = attributes.get('line')
            self.warn(message if line is None else '%s (line %s)' % (message, line))

    def _check_rst_data(self, data):
        """What docutils has to say of a text: tuples of level, message, children and a dict of attributes."""
        parser = docutils.parsers.rst.Parser()
        settings = docutils.frontend.OptionParser(components=(docutils.parsers.rst.Parser,)).get_default_values()
        settings.tab_width = 4
        settings.pep_references = settings.rfc_references = None
        # The reporter tells observers of everything, shows nothing and never gives up.
        source = self.distribution.script_name or 'setup.py'
        reporter = docutils.utils.Reporter(source, settings.report_level, 5, stream=False)
        said = []
        reporter.attach_observer(lambda message: said.append(
            (message['level'], message.children[0].astext(), message.children[1:], message.attributes)))
        document = docutils.nodes.document(settings, reporter, source=source)
        document.note_source(source, -1)
        try:
            parser.parse(data, document)
        except AttributeError as error:
            said.append((-1, 'Could not finish the parsing: %s.' % error, '', {}))
        return said
