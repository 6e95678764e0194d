"""The parser pyexpat."""

__version__ = '$Revision: 17640 $'

from pyexpat import *
from pyexpat import errors, model
import sys

sys.modules.setdefault(__name__ + '.errors', errors)
sys.modules.setdefault(__name__ + '.model', model)
