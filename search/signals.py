"""What this floor tells the one above."""

from django.dispatch import Signal

#: A question was put to an engine. Arguments: ``engine`` (which one answered, or should have), ``outcome`` (answered,
#: stood_in, away), ``seconds``. Never what was asked.
asked = Signal()
