"""What a place mark is drawn with: chance from a slug, a turned grid, and water."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import shake_256
from typing import NamedTuple

Point = tuple[float, float]


class Size(NamedTuple):
    """The drawing area in SVG units."""

    width: int
    height: int


TILE = Size(64, 64)
BANNER = Size(288, 72)


class Dice:
    """Numbers that follow from a slug: the same slug always throws the same."""

    def __init__(self, slug: str) -> None:
        self._bytes = iter(shake_256(slug.encode()).digest(512))

    def pick(self, sides: int) -> int:
        """Return a whole number from 0 to `sides` - 1."""
        return next(self._bytes) % sides

    def sign(self) -> int:
        """Return 1 or -1."""
        return 1 - 2 * self.pick(2)

    def between(self, low: float, high: float) -> float:
        """Return a number from `low` to `high`."""
        return low + (high - low) * next(self._bytes) / 255


@dataclass(frozen=True)
class Grid:
    """A town plan: turned by `angle` radians, its long streets curved by `bend`."""

    centre: Point
    angle: float
    bend: float
    gap: float
    reach: float

    def at(self, along: float, across: float) -> Point:
        """Return the point of the drawing that lies so far along and across the main street."""
        return self._turned(along, across + self.bend * along * along)

    def along(self, across: float) -> str:
        """Return the path of a street beside the main street, `across` units away."""
        far = self.reach
        # A parabola is exactly one quadratic curve; its control point mirrors the ends' rise.
        control = self._turned(0, across - self.bend * far * far)
        return _curve(self.at(-far, across), control, self.at(far, across))

    def across(self, along: float) -> str:
        """Return the path of a cross street, `along` units from the middle."""
        start, end = self.at(along, -self.reach), self.at(along, self.reach)
        return f"M{_pair(start)}L{_pair(end)}"

    def _turned(self, along: float, across: float) -> Point:
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        x, y = self.centre
        return (x + along * cos - across * sin, y + along * sin + across * cos)


@dataclass(frozen=True)
class Water:
    """A lake, a shore or a stream: its path, and whether a point lies in it."""

    path: str
    covers: Callable[[float, float], bool]


def water(dice: Dice, size: Size) -> Water:
    """Return one of three kinds of water, on a side that the dice choose."""
    kind, right, low = dice.pick(3), dice.pick(2), dice.pick(2)
    if kind == 0:
        return _lake(size, right, low, dice.between(20, 30))
    if kind == 1:
        return _shore(size, low, dice.between(12, 20))
    return _stream(size, dice.between(0.15, 0.85))


def _lake(size: Size, right: int, low: int, radius: float) -> Water:
    x, y = right * size.width, low * size.height
    wide = radius * (1.6 if size.width > size.height else 1)
    sign_x, sign_y = 1 - 2 * right, 1 - 2 * low
    first, last = (x + sign_x * wide, y), (x, y + sign_y * radius)
    bow = (x + sign_x * wide * 0.95, y + sign_y * radius * 0.9)
    path = f"M{x} {y}L{_pair(first)}Q{_pair(bow)} {_pair(last)}z"
    return Water(path, lambda a, b: math.hypot((a - x) / (wide + 4), (b - y) / (radius + 4)) < 1)


def _shore(size: Size, low: int, depth: float) -> Water:
    width, edge = size.width, low * size.height
    line = edge + depth * (1 - 2 * low)
    wave = depth * 0.5
    path = (
        f"M0 {edge}V{line:.0f}Q{width / 4:.0f} {line - wave:.0f} {width / 2:.0f} {line:.0f}"
        f"T{width} {line:.0f}V{edge}z"
    )
    return Water(path, lambda _, b: abs(b - edge) < depth + 6)


def _stream(size: Size, share: float) -> Water:
    x, height, half = size.width * share, size.height, 4
    sway = 14 if share < 0.5 else -14
    path = (
        f"M{x - half:.0f} 0Q{x + sway - half:.0f} {height / 2:.0f} {x - half:.0f} {height}"
        f"H{x + half + 2:.0f}Q{x + sway + half + 2:.0f} {height / 2:.0f} {x + half:.0f} 0z"
    )
    return Water(path, lambda a, _: abs(a - x - sway / 2) < abs(sway) / 2 + half + 3)


def plot(grid: Grid, middle: Point, side: float) -> str:
    """Return a line as long as `side`: drawn as wide as it is long, it is a square building."""
    start = grid.at(middle[0] - side / 2, middle[1])
    end = grid.at(middle[0] + side / 2, middle[1])
    return f"M{_pair(start)}l{_pair((end[0] - start[0], end[1] - start[1]))}"


def _curve(start: Point, control: Point, end: Point) -> str:
    return f"M{_pair(start)}Q{_pair(control)} {_pair(end)}"


def _pair(point: Point) -> str:
    """Write two numbers as short as SVG allows: 0.5 as .5, and no blank before a minus."""
    x, y = (_number(value) for value in point)
    return f"{x}{y}" if y.startswith("-") else f"{x} {y}"


def _number(value: float) -> str:
    if abs(value) >= 10:
        return str(round(value))
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace("0.", ".") if text.startswith(("0.", "-0.")) else text
