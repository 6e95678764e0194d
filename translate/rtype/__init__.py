"""Lowers annotated graphs to typed operations on structs and arrays."""
