"""Odd requests over every public address: a few hundred in the tests, ten thousand with ``make fuzz``."""
