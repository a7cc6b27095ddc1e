"""The tiers' ranges as bars along one axis: places and words, drawn by the template as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from portal.items.fines import UNITS, Measure, Range, figure, ranges

#: The drawing's own units; its text has the size of the page's on a phone.
WIDTH, MARGIN = 360, 6
ROW, HEAD, AXIS = 46, 6, 30
#: A bar narrower than this could not be seen.
NARROWEST = 3
ARROW = 7
#: A character and a figure of a label.
WIDE, NARROW = 13.0, 7.5
#: Fewest and most parts of the axis.
FEWEST, MOST = 3, 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One range of a tier. ``open`` has no upper end and runs out of the drawing; ``fixed`` is one sum, not a range."""

    x: float
    width: float
    open: bool
    fixed: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def shaft(self) -> float:
        """What is left of an open bar without its arrow head."""
        return max(self.width - ARROW, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One tier: its words above, its bars beneath."""

    label: str
    text: str
    y: int
    bars: tuple[Bar, ...]

    @property
    def bar_y(self) -> int:
        return self.y + 22

    @property
    def middle(self) -> int:
        return self.bar_y + 7

    @property
    def text_y(self) -> int:
        return self.y + 14


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One thing that is measured in one unit, over all tiers."""

    number: int
    title: str
    description: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.rows) + AXIS

    @property
    def axis_y(self) -> int:
        return HEAD + ROW * len(self.rows)

    @property
    def tick_y(self) -> int:
        return self.axis_y + 20


def charts(tiers: Sequence[tuple[str, Sequence[Measure]]]) -> tuple[Chart, ...]:
    """One chart for each kind of burden and unit that tells at least two tiers apart; none where there is nothing to draw."""
    kinds = ranges(amount for _, amounts in tiers for amount in amounts)
    number = count(1)
    found = (_chart(kind, [(label, _of(kind, amounts)) for label, amounts in tiers], _elsewhere(kind, tiers), number) for kind in kinds)
    return tuple(chart for chart in found if chart is not None)


def _elsewhere(kind: Range, tiers: Sequence[tuple[str, Sequence[Measure]]]) -> dict[str, str]:
    """What stands where a tier has no bar: one whose fine is measured otherwise must not look as if it cost nothing."""
    return {label: "另行计算，见下表" if any(amount.sanction == kind.sanction for amount in amounts) else "无此项" for label, amounts in tiers}


def _of(kind: Range, amounts: Sequence[Measure]) -> list[Range]:
    """A tier's amounts of this kind: each branch of its standard for itself."""
    keys = [(amount.minimum, amount.maximum) for amount in amounts if _key(amount) == _key(kind)]
    return [Range(*_key(kind), minimum=low, maximum=high) for low, high in dict.fromkeys(keys)]


def _key(measure: Measure | Range) -> tuple[str, str, str, str, str]:
    return (measure.sanction, measure.subject, measure.base, measure.per, measure.unit)


def _chart(kind: Range, tiers: list[tuple[str, list[Range]]], elsewhere: dict[str, str], number: count[int]) -> Chart | None:
    drawn = [each for _, found in tiers for each in found]
    ends = [end for each in drawn for end in (each.minimum, each.maximum) if end is not None]
    if len({(each.minimum, each.maximum) for each in drawn}) < 2 or not any(ends):
        return None
    step, top = _axis(max(ends), any(each.maximum is None for each in drawn))
    scale = Decimal(WIDTH - 2 * MARGIN) / top
    rows = tuple(
        Row(label, "；".join(each.bare for each in found) or elsewhere[label], HEAD + ROW * place, tuple(_bar(each, scale) for each in found))
        for place, (label, found) in enumerate(tiers)
    )
    said = "；".join(f"{row.label}{row.text}" for row in rows)
    return Chart(next(number), _title(kind), f"{said}。", rows, _ticks(step, top, scale, kind.unit))


def _axis(highest: Decimal, open_ended: bool) -> tuple[Decimal, Decimal]:
    """Step and end of an axis from 0 whose ticks are 1, 2, 2.5 or 5 of a power of ten."""
    highest = highest * (Decimal("1.15") if open_ended else 1)
    power = Decimal(10) ** (highest.adjusted() - 1)
    step = next(power * part for part in map(Decimal, ("1", "2", "2.5", "5", "10", "20", "25", "50")) if highest / (power * part) <= MOST)
    parts = max(-(-highest // step), Decimal(FEWEST if step > power else 1))
    return step, step * parts


def _bar(each: Range, scale: Decimal) -> Bar:
    start = MARGIN + float((each.minimum or Decimal(0)) * scale)
    if each.maximum is None:
        return Bar(round(start, 1), round(WIDTH - MARGIN - start, 1), True, False)
    fixed = each.minimum == each.maximum
    width = 0 if fixed else max(float((each.maximum - (each.minimum or Decimal(0))) * scale), NARROWEST)
    return Bar(round(min(start, WIDTH - MARGIN - width), 1), round(width, 1), False, fixed)


def _ticks(step: Decimal, top: Decimal, scale: Decimal, unit: str) -> tuple[Tick, ...]:
    values = [step * number for number in range(int(top / step) + 1)]
    ticks = [
        Tick(
            round(MARGIN + float(value * scale), 1),
            figure(value, unit) if value else f"0{UNITS.get(unit, '')}",
            "start" if not value else "end" if value == top else "middle",
        )
        for value in values
    ]
    if len(ticks) > 2 and ticks[-2].x + _width(ticks[-2].label) / 2 > ticks[-1].x - _width(ticks[-1].label):
        ticks[-2] = replace(ticks[-2], label="")  # the last label ends at the edge: the one before would run into it
    return tuple(ticks)


def _width(label: str) -> float:
    """About how wide a label is drawn: figures are half as wide as characters."""
    return sum(WIDE if sign > "\xff" else NARROW for sign in label) + NARROW


def _title(kind: Range) -> str:
    """罚款（单位）, 罚款，按货值金额的倍数, 罚款，每平方米."""
    measured = f"，按{kind.base}的{'倍数' if kind.unit == 'times' else '比例'}" if kind.unit in ("times", "percent") and kind.base else ""
    return kind.name + measured + (f"，每{kind.per}" if kind.per else "")
