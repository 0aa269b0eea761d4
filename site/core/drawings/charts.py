"""The geometry of a small chart, so that the server can draw it as SVG without scripts.

A chart shows one series of a value by year. It starts at zero, because a cut axis makes small
changes look large, and a year without a value leaves a gap instead of a zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

# The drawing area in SVG units; the style sheet scales it.
WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 8, 28, 32
MOST_STEPS = 5


@dataclass(frozen=True)
class Tick:
    """A line across the chart with its value at the left edge."""

    value: float
    y: float


@dataclass(frozen=True)
class Bar:
    """One year. Without a value (`value` is None) the bar has no height."""

    label: str
    value: Decimal | float | None
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where the texts above and below the bar are centred."""
        return round(self.x + self.width / 2, 1)

    @property
    def label_y(self) -> float:
        """Where the value is written: a little above the bar."""
        return round(self.y - 8, 1)


@dataclass(frozen=True)
class BarChart:
    """Everything a template needs to draw the chart."""

    bars: list[Bar]
    ticks: list[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM

    @property
    def years_y(self) -> int:
        """Where the years are written: below the axis."""
        return self.floor + 22


def bar_chart(points: Sequence[tuple[int, Decimal | float | None]]) -> BarChart:
    """Return the chart of `points`, pairs of year and value in the order of the years.

    Values must not be negative; counts and shares never are.
    """
    known = [float(value) for _, value in points if value is not None]
    top, step = scale(max(known, default=0))
    floor_y = HEIGHT - BOTTOM
    room = floor_y - TOP

    def height(value: Decimal | float) -> float:
        return round(room * float(value) / top, 1)

    slot = (WIDTH - LEFT - RIGHT) / max(len(points), 1)
    width = round(min(slot * 0.68, 72), 1)
    bars = [
        Bar(
            label=str(year),
            value=value,
            x=round(LEFT + slot * place + (slot - width) / 2, 1),
            y=round(floor_y - height(value or 0), 1),
            width=width,
            height=height(value or 0),
        )
        for place, (year, value) in enumerate(points)
    ]
    count = round(top / step)
    ticks = [
        Tick(value=round(step * n, 4), y=round(floor_y - height(step * n), 1))
        for n in range(count + 1)
    ]
    return BarChart(bars=bars, ticks=ticks)


def scale(highest: float) -> tuple[float, float]:
    """Return the top of an axis that holds `highest`, and the step between its lines.

    Steps are 1, 2 or 5 times a power of ten, at most five of them.
    """
    if highest <= 0:
        return 1, 1
    power = 10.0 ** floor(log10(highest / MOST_STEPS))
    step = next(
        power * factor for factor in (1, 2, 5, 10, 20) if highest <= power * factor * MOST_STEPS
    )
    return step * ceil(round(highest / step, 9)), step
