"""Codes, and their beginnings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding import understand
from tests.search.sample import known


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("229981030074", ("229981030074",)), ("２２９９８１０３００７４", ("229981030074",)), ("2299", ("2299",)), ("A001", ("a001",)), ("SL-2024-001", ("sl-2024-001",)),
        ("编码:229981030074", ("229981030074",)), ("编码：2299", ("2299",)), ("编码:12", ("12",)), ("229981030074 酒驾", ("229981030074",)), ("GB2760", ("gb2760",)),
        ("110", ()), ("124条", ()), ("5000元", ()), ("2024年", ()), ("3.55吨", ()), ("python", ()), ("1500万", ()), ("30.55%", ()),
    ],
)  # fmt: skip
def test_codes(text: str, codes: tuple[str, ...]) -> None:
    assert understand(text, known()).codes == codes


@given(st.from_regex(r"[0-9]{4,15}", fullmatch=True))
def test_any_run_of_figures_may_begin_a_code(text: str) -> None:
    meant = understand(text, known())
    assert (meant.codes, meant.money, meant.correction) == ((text,), (), None)
