"""The streams of io as they are written in Python: here there are no others."""

import io
from io import *
from io import DEFAULT_BUFFER_SIZE, IncrementalNewlineDecoder, OpenWrapper

__all__ = io.__all__
