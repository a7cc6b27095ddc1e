"""What the floors above are told. Sent inside the transaction that makes the change.

``records_changed``: ``kind`` (a registered kind's name) and ``keys`` (primary
keys of the records whose public face may have changed, vanished ones too).
"""

from django.dispatch import Signal

records_changed = Signal()
