"""Encoding utf-16: the byte order is told by a mark at the start."""

from encodings._byte_order import define

define(globals(), 16)
