"""Rigid bodies and particles in the plane."""
