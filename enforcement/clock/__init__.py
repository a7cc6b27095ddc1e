"""Deadlines and display periods, counted from the rules on record: pure functions of days, rules and calendar.

Rules and calendar are read once (``read_rules``, ``workdays.read_calendar``)
and passed along; nothing here asks what day it is.
"""

from enforcement.clock.deadlines import (
    Deadline,
    adjustment_due,
    due,
    publication_due,
    reply_due,
    withdrawal_due,
)
from enforcement.clock.display import Display, display_period
from enforcement.clock.lights import Light, light
from enforcement.clock.months import add_months
from enforcement.clock.rules import Case, NoRule, Rules, read_rules

__all__ = [
    "Case", "Deadline", "Display", "Light", "NoRule", "Rules", "add_months", "adjustment_due", "display_period", "due", "light",
    "publication_due", "read_rules", "reply_due", "withdrawal_due",
]  # fmt: skip
