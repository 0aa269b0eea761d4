"""The place mark: a small abstract map that is always the same for the same place.

Every place gets streets, water, a square and one lit window, drawn from its slug alone. The mark
lets a reader tell two places apart at a glance without a photograph. It says nothing about the
place, so it is hidden from assistive technology and stands beside the written name.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from home.places.placemark_geometry import BANNER, TILE, Dice, Grid, Point, Size, Water, plot, water

Role = Literal["ground", "lane", "house", "water", "square", "street", "home", "window"]
TONES = ("moss", "sand", "dusk", "mist")


# Everything built is a stroke, because a short thick line is the shortest way to write a house.
# The style sheet has the same widths.
_STROKES: dict[Role, float] = {
    "lane": 2,
    "street": 5,
    "square": 13,
    "house": 5.5,
    "home": 8,
    "window": 3.4,
}


@dataclass(frozen=True)
class Shape:
    """One part of the mark: what it stands for, and its SVG path."""

    role: Role
    path: str


# Half of the work of a page with many places, and the same every time.
@lru_cache(maxsize=1024)
def place_mark(slug: str, *, wide: bool = False) -> str:
    """Return the mark of `slug` as an inline SVG that takes its colours from the style sheet."""
    size = BANNER if wide else TILE
    paths = "".join(f'<path class="pm-{s.role}" d="{s.path}"/>' for s in shapes(slug, size))
    kind = "place-mark place-mark--wide" if wide else "place-mark"
    return (
        f'<svg class="{kind} pm-{tone(slug)}" viewBox="0 0 {size.width} {size.height}"'
        f' preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">{paths}</svg>'
    )


def tone(slug: str) -> str:
    """Return which of the four palettes the mark of `slug` has."""
    # Any byte would do; this one spreads the places of the first district over all palettes.
    return TONES[sha256(slug.encode()).digest()[24] % len(TONES)]


def shapes(slug: str, size: Size = TILE) -> list[Shape]:
    """Return the parts of the mark of `slug`, lowest first."""
    dice = Dice(slug)
    stretch = size.width / TILE.width
    grid = Grid(
        centre=(size.width * dice.between(0.40, 0.60), size.height * dice.between(0.40, 0.60)),
        # A wide picture with steep streets would be nothing but parallel stripes.
        angle=dice.between(-0.75, 0.75) / stretch**0.6,
        bend=dice.between(-0.007, 0.007) / stretch,
        gap=dice.between(17, 21),
        reach=size.width * 0.7,
    )
    lake = water(dice, size)
    houses = _houses(dice, grid, size, lake)
    home = min(houses, key=lambda lot: abs(lot[0]) + abs(lot[1]))
    houses.remove(home)
    gap = grid.gap
    return [
        Shape("ground", f"M0 0h{size.width}v{size.height}H0z"),
        Shape("lane", _lanes(grid, size)),
        Shape("house", "".join(plot(grid, lot, _STROKES["house"]) for lot in houses)),
        Shape("water", lake.path),
        Shape("square", plot(grid, (gap / 2, -gap / 2), _STROKES["square"])),
        Shape("street", grid.along(0) + grid.across(0)),
        Shape("home", plot(grid, home, _STROKES["home"])),
        Shape("window", plot(grid, home, _STROKES["window"])),
    ]


def _lanes(grid: Grid, size: Size) -> str:
    steps = range(1, round(size.width / grid.gap / 1.7) + 1)
    sides = [sign * step * grid.gap for step in steps for sign in (-1, 1)]
    lengthwise = [side for side in sides if abs(side) < size.height * 0.9]
    return "".join([*map(grid.along, lengthwise), *map(grid.across, sides)])


def _houses(dice: Dice, grid: Grid, size: Size, lake: Water) -> list[Point]:
    """Return where houses stand, in the grid's own coordinates."""
    found: list[Point] = []
    columns = round(size.width / grid.gap / 1.7)
    for column in range(-columns, columns):
        for row in range(-3, 3):
            lot = ((column + 0.5) * grid.gap, (row + 0.5) * grid.gap)
            x, y = grid.at(*lot)
            inside = 6 < x < size.width - 6 and 6 < y < size.height - 6
            if (column, row) == (0, -1) or not inside or lake.covers(x, y):
                continue
            shift = grid.gap / 4 - 0.5
            found.append((lot[0] - shift, lot[1] + shift * dice.sign()))
            if dice.pick(3):
                found.append((lot[0] + shift, lot[1] + shift * dice.sign()))
    # A place drowned in its own lake would have no window to light.
    return found or [(grid.gap / 2, grid.gap / 2)]
