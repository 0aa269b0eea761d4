"""What can be wrong with the facts, and how the person who edits them is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

_EXPECTED = {
    "string_type": gettext_lazy("en text"),
    "int_type": gettext_lazy("ett heltal"),
    "float_type": gettext_lazy("ett tal"),
    "bool_type": gettext_lazy("true eller false"),
    "date_type": gettext_lazy("ett datum, till exempel 2024-09-26"),
}
_WORDS = {
    "missing": gettext_lazy("nyckeln saknas"),
    "extra_forbidden": gettext_lazy("nyckeln är okänd"),
    "list_type": gettext_lazy("ska vara en lista"),
    "model_type": gettext_lazy("ska vara en post med nycklar"),
    "string_too_short": gettext_lazy("får inte vara tom"),
}


@dataclass(frozen=True)
class Where:
    """Where in the facts we are: file, record (its slug) and key, e.g. ``sources[0].answer``."""

    file: str
    record: str = ""
    key: str = ""

    def inside(self, *steps: str | int) -> Where:
        """Return the spot further in: a key, or the number of an item of a list (from 0)."""
        key = self.key
        for step in steps:
            key += f"[{step}]" if isinstance(step, int) else f".{step}" if key else step
        return Where(self.file, self.record, key)


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


def problems_of(error: ValidationError, where: Where) -> list[Problem]:
    """Return what is wrong with the record at `where`, each in one sentence."""
    return [Problem(where.inside(*each["loc"]), in_words(each)) for each in error.errors()]


def in_words(error: Any) -> str:
    """Return what is wrong with a value, as its editor should hear it."""
    kind = error["type"]
    if kind in _EXPECTED:
        return _("ska vara %(type)s") % {"type": _EXPECTED[kind]}
    if kind == "literal_error":
        choices = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        words = _("värdet ”%(value)s” är okänt. Det kan vara: %(choices)s")
        return words % {"value": error["input"], "choices": choices}
    if kind == "value_error":
        return str(error["ctx"]["error"])
    return str(_WORDS.get(kind, error["msg"]))
