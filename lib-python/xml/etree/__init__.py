"""Documents as trees of elements that behave as lists."""
