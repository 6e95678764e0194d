"""A compiler for a subset of C, and the machine it compiles to."""
