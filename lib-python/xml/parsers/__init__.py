"""Parsers of XML: expat."""
