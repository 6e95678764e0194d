"""A generator of LALR(1) parsers, and the parser that its tables drive."""
