"""A small Python: its lexer, parser, compiler, objects and interpreter."""
