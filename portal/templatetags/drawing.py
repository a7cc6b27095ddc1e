"""What drawings need of the template language."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def unlocalised(value: float) -> str:
    """A coordinate: 12.5, never 12,5, and 12 instead of 12.0."""
    return f"{value:g}"
