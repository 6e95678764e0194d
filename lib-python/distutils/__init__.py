"""Distributions of modules: versions, files, programs, and where things are installed."""

import sys

__version__ = sys.version[:sys.version.index(' ')]
