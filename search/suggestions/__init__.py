"""What a question that is being typed may become, from what is published alone: nothing that people type is kept."""

from search.suggestions.suggest import suggest
from search.suggestions.suggestion import KINDS, Suggestion, grouped

__all__ = ["KINDS", "Suggestion", "grouped", "suggest"]
