"""ElementTree under the name of its fast version."""

from xml.etree.ElementTree import *
from xml.etree.ElementTree import ParseError, XMLTreeBuilder
