"""What can be wrong with the facts, and how the person who edits them is told."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Where:
    """Where in the facts we are: file, record (its slug) and key, e.g. ``sources[0].answer``."""

    file: str
    record: str = ""
    key: str = ""

    def inside(self, key: str) -> Where:
        """Return the same spot one key further in."""
        return Where(self.file, self.record, f"{self.key}.{key}" if self.key else key)

    def item(self, number: int) -> Where:
        """Return the spot of one item of the list found here (counted from 0)."""
        return Where(self.file, self.record, f"{self.key}[{number}]")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where."""

    where: Where
    what: str

    def __str__(self) -> str:
        words = [self.where.file]
        if self.where.record:
            words.append(_("posten ”%(record)s”") % {"record": self.where.record})
        if self.where.key:
            words.append(_("nyckeln ”%(key)s”") % {"key": self.where.key})
        return f"{', '.join(words)}: {self.what}"


class FactsError(ValueError):
    """The facts cannot be used. Raised before anything is written to the database."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
