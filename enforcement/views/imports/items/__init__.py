"""How the items of a batch are shown to a reviewer: one file and one template a kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from enforcement.models import BatchItem
from enforcement.views.imports.items import benchmark, leniency, record

#: Kind → what its items say, in the words of ``enforcement/admin/imports/items/<kind>.html``.
REVIEWED: dict[str, Callable[[Sequence[BatchItem]], Sequence[Any]]] = {
    "benchmark": benchmark.reviewed,
    "leniency": leniency.reviewed,
    "penalty": record.reviewed,
    "license": record.reviewed,
}
