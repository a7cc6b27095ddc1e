"""A mark of how an index was made. Another one is due when the mark of this release differs."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from search import analysis

_DICTIONARY = Path(analysis.__file__).with_name("dictionary.txt")
#: Has of everything that is cut in a way of its own: denials, figures, letters, full-width forms, terms of law.
_SPECIMEN = "当事人没有取得许可证，在河道管理范围内倾倒渣土５．５万吨、不按规定戴安全帽的，两年内再次违法，处200元以上2000元以下罚款；ETC车道。"


def mark_of(*parts: Any) -> str:
    """Of what an engine makes its index by, and of how texts are cut for every engine."""
    told = json.dumps([*parts, _cutting()], ensure_ascii=False, sort_keys=True)
    return blake2b(told.encode(), digest_size=8).hexdigest()


@cache
def _cutting() -> str:
    """The dictionary, and what becomes of a text: documents cut in another way would not be found by questions cut in this one."""
    return blake2b(_DICTIONARY.read_bytes() + repr(analysis.terms(_SPECIMEN)).encode(), digest_size=8).hexdigest()
