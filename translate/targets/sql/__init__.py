"""A database in memory: SQL, B-trees, plans, and their execution."""
