"""Differences of texts: how they are found, written, applied and merged."""
