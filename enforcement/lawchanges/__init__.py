"""What a change of law asks for: the items that rest on it, whose they are, by when, done or not.

Nothing is stored but what an officer decided: the list follows from laws,
editions and terms on record, whoever brought them there.
"""

from enforcement.lawchanges.changes import Change, changes
from enforcement.lawchanges.decide import CannotDecide, leave_as_it_is, take_up_again
from enforcement.lawchanges.providers import Provider, Resting, providers, register
from enforcement.lawchanges.worklist import State, Task, work_list

__all__ = [
    "CannotDecide", "Change", "Provider", "Resting", "State", "Task", "changes", "leave_as_it_is", "providers", "register",
    "take_up_again", "work_list",
]  # fmt: skip
