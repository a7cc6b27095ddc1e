"""Measurements: ``make bench``. Ratios against a reference of the same run, never in the tests."""
