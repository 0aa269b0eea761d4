"""Adding up what partnerships have cost, without claiming more than the sources say."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CostRow:
    """An amount in whole kronor for the days it covers, which may be unknown."""

    label: str
    amount: int
    covers_from: date | None = None
    covers_to: date | None = None
    funding: str = ""
    as_of: date | None = None

    @property
    def years(self) -> str:
        """The year or years it covers: "2023", "2023–2024", or "" when unknown."""
        years = [day.year for day in (self.covers_from, self.covers_to) if day]
        if not years:
            return ""
        return str(years[0]) if min(years) == max(years) else f"{min(years)}–{max(years)}"


@dataclass(frozen=True)
class RunningRow:
    """A cost with the sum of itself and all before it."""

    row: CostRow
    total: int


def running(rows: Iterable[CostRow]) -> list[RunningRow]:
    """Return the costs in the order of the days they cover, each with the sum so far."""
    ordered = sorted(rows, key=lambda row: (row.covers_from or date.max, row.label))
    total, result = 0, []
    for row in ordered:
        total += row.amount
        result.append(RunningRow(row, total))
    return result


def totals_by(rows: Iterable[CostRow], part: str) -> list[tuple[str, int]]:
    """Return sums by `part` ("years" or "funding"), in the order of its names.

    A cost that covers several years is not divided among them, because no source says how.
    """
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        sums[getattr(row, part)] += row.amount
    return sorted(sums.items(), key=lambda item: (item[0] == "", item[0]))
