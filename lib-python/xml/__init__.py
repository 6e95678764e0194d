"""XML: dom (documents as trees), sax (documents as events), etree (elements), parsers.expat."""

__all__ = ['dom', 'parsers', 'sax', 'etree']
