"""Chess: the board, its moves, evaluation and search."""
