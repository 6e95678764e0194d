"""What the user wants for every program that imports this: runs ~/.pythonrc.py as part of this module."""

from warnings import warnpy3k
warnpy3k('the user module has been removed in Python 3.0', stacklevel=2)
del warnpy3k

import os

home = os.path.expanduser('~')
pythonrc = os.path.join(home, '.pythonrc.py')
if os.access(pythonrc, os.R_OK):
    execfile(pythonrc)
