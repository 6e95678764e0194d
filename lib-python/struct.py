"""Conversion between Python values and packed binary data; done by _struct."""

from _struct import *
from _struct import _clearcache
from _struct import __doc__
