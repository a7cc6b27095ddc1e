"""What a reader, or a program, is told of a question that could not be taken as it was given: each kind in its own sentence."""

from search.remarks.address import remarks_of
from search.remarks.kinds import KINDS, Remark
from search.remarks.values import unknown_values

__all__ = ["KINDS", "Remark", "remarks_of", "unknown_values"]
