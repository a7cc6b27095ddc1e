"""Builders of golden workbooks: what arrives from officers, written by the tests themselves."""
