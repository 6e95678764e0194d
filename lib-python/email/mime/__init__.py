"""Kinds of messages to make."""
