"""Encodings of East Asia, under the name of CPython's module of their tables."""

from _multibytecodec import getcodec
