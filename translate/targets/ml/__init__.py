"""A small ML: types are inferred, programs compiled and run by a machine."""
