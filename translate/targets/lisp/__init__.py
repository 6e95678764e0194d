"""The parts of the Scheme interpreter."""
