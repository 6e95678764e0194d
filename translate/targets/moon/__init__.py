"""A small Lua: lexer, parser, compiler to registers, machine, library."""
