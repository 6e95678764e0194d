"""Satisfiability: formulas, a solver that learns clauses, proofs."""
