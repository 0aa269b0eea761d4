"""What somebody is told of the portal: one short line for each thing."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """A number to watch. `name` is that of the gauge, with its unit; `told` says what it is."""

    name: str
    told: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What was done about something, or how it is. `is_well` is False for what must be mended.

    `remedy` says what to do then.
    """

    what: str
    said: str
    is_well: bool = True
    is_change: bool = False
    remedy: str = ""
    figures: tuple[Figure, ...] = ()

    def __str__(self) -> str:
        return f"  {self.what:<11}{'' if self.is_well else '! '}{self.said}"
