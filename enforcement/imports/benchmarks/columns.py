"""The columns of the dataset between reading and writing: one row an item, each value plain.

A row is what the batch keeps (JSON) and what the resource imports, so that
exactly the reviewed content is published.
"""

from __future__ import annotations

from enforcement.fingerprints import TEXTS

#: Where the row stands, who acts, what it rests on, what it says. ``tiers`` is a list of [label, circumstance, standard].
COLUMNS = ("sheet", "row", "code", "agency", *TEXTS, "in_force_from", "instrument", "citations", "tiers", "cells")
