"""DEBUG is true if the environment's DISTUTILS_DEBUG is."""

import os

DEBUG = os.environ.get('DISTUTILS_DEBUG')
