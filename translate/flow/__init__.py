"""Control-flow graphs: the form that every phase reads and rewrites."""
