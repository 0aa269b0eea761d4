"""What an operator is told: one short line for each thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What was done about something, or how it is. `is_well` is False for what must be mended."""

    what: str
    said: str
    is_well: bool = True
    is_change: bool = False

    def __str__(self) -> str:
        return f"  {self.what:<11}{'' if self.is_well else '! '}{self.said}"
