"""What a question means: one file a way of saying it, each without an engine."""

from search.understanding.understand import understand
from search.understanding.understanding import Correction, Understanding

__all__ = ["Correction", "Understanding", "understand"]
