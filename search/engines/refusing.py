"""What an engine does with a document that can't be taken: it is named and left out, and the rest goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from django.conf import settings

from search.documents.base import Document
from search.documents.segmented import NUMBERS

logger = logging.getLogger(__name__)
Made = TypeVar("Made")
#: Told of a document that is left out: its key, and why, without a word of what it says.
Refuse = Callable[[str, str], None]
#: Longest term that every engine takes, in bytes, and the largest number: the narrower limit holds for both.
LONGEST_TERM = 32_766
LARGEST = 2**63 - 1
_TERMS = ("key", "kind", "code", "domain", "fine_band")
_MANY_TERMS = ("agencies", "laws", "exact")


class Unfit(ValueError):
    """A document that no engine could hold; the message names the field and not what it says."""


def log_refusal(key: str, reason: str) -> None:
    """For whoever keeps no book of them."""
    logger.error("set aside %s: %s", key, reason)


def fault_of(error: BaseException) -> str:
    """An exception as its type and the project's own line that met it.

    Its message is left out: it may quote the record, and with it a person.
    """
    base = Path(settings.BASE_DIR)
    own = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(base) and "site-packages" not in frame.filename]
    place = f"，{Path(own[-1].filename).relative_to(base)}第{own[-1].lineno}行" if own else ""
    return f"程序出错：{type(error).__name__}{place}"


def check(document: Document) -> None:
    """Raises Unfit for what would break a whole index, not just one answer: checked here, alike for every engine."""
    for name in NUMBERS:
        number = getattr(document, name)
        if not isinstance(number, int) or not -LARGEST <= number <= LARGEST:
            raise Unfit(f"字段{name}的数值超出范围")
    for name in _TERMS:
        if _too_long(getattr(document, name)):
            raise Unfit(f"字段{name}过长，超过{LONGEST_TERM}字节")
    for name in _MANY_TERMS:
        if any(map(_too_long, getattr(document, name))):
            raise Unfit(f"字段{name}有一项过长，超过{LONGEST_TERM}字节")


def converted(documents: Iterable[Document], convert: Callable[[Document], Made], refuse: Refuse) -> Iterator[tuple[Document, Made]]:
    """Each document beside what the engine takes for it. A fault of one document is its own; one of the reading is raised."""
    for document in documents:
        try:
            check(document)
            made = convert(document)
        except Unfit as error:
            refuse(document.key, str(error))
            continue
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            refuse(document.key, fault_of(error))
            continue
        yield document, made


def _too_long(text: str) -> bool:
    return len(text) * 4 > LONGEST_TERM and len(text.encode("utf-8", "surrogatepass")) > LONGEST_TERM
