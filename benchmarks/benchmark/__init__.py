"""Runs the benchmark programs under several interpreters, side by side.

    python2.7 -m benchmark --help
    pyrs -m benchmark --help
"""
