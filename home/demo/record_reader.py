"""Turns what YAML gives (dictionaries, lists, scalars) into the record classes, strictly.

The annotations of a class decide what is accepted. Every problem is collected, so that an editor
sees all of them at once; a value that could not be read becomes None and is never used, because
the caller stops when there is any problem.
"""

from __future__ import annotations

import re
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.demo.facts_problems import Problem, Where
from home.demo.record_marks import FirstOfMonth, Ref

Record = TypeVar("Record")

MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])\Z")

NAMES = {
    str: gettext_lazy("en text"),
    int: gettext_lazy("ett heltal"),
    float: gettext_lazy("ett tal"),
    bool: gettext_lazy("true eller false"),
    date: gettext_lazy("ett datum, till exempel 2024-09-26"),
}


class RecordReader:
    """Reads records and remembers the problems and the references that it met.

    ``references`` holds (where, list that is pointed at, slug) for the caller to look up.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.references: list[tuple[Where, str, str]] = []
        # Worked out once for each class, for there are many records of each.
        self._hints: dict[type, dict[str, Any]] = {}

    def read(self, kind: type[Record], raw: object, where: Where) -> Record | None:
        """Return ``raw`` as a ``kind``, or None when something in it is wrong."""
        if not isinstance(raw, dict):
            self._wrong(where, _("ska vara en post med nycklar"))
            return None
        if kind not in self._hints:
            self._hints[kind] = get_type_hints(kind, include_extras=True)
        hints = self._hints[kind]
        values: dict[str, Any] = {}
        before = len(self.problems)
        for key in sorted(str(key) for key in raw if key not in hints):
            self._wrong(where.inside(key), _("nyckeln är okänd"))
        for each in fields(kind):  # type: ignore[arg-type]
            if each.name in raw:
                values[each.name] = self._value(
                    hints[each.name], raw[each.name], where.inside(each.name)
                )
            elif each.default is MISSING:
                self._wrong(where.inside(each.name), _("nyckeln saknas"))
        return kind(**values) if len(self.problems) == before else None

    def _value(self, hint: Any, raw: object, where: Where) -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._marked(arguments[0], arguments[1], raw, where)
        if origin in (Union, types.UnionType):
            (inner,) = (each for each in arguments if each is not type(None))
            return None if raw is None else self._value(inner, raw, where)
        if origin is tuple:
            return self._list(arguments[0], raw, where)
        if origin is Literal:
            return self._choice(arguments, raw, where)
        if is_dataclass(hint):
            return self.read(hint, raw, where)  # type: ignore[arg-type]
        return self._scalar(hint, raw, where)

    def _marked(self, hint: Any, mark: object, raw: object, where: Where) -> Any:
        if isinstance(mark, FirstOfMonth):
            match = MONTH.match(raw) if isinstance(raw, str) else None
            if match is None:
                return self._wrong(where, _("ska vara en månad, till exempel 2024-09"))
            return date(int(match["year"]), int(match["month"]), 1)
        value = self._scalar(hint, raw, where)
        if isinstance(mark, Ref) and value is not None:
            self.references.append((where, mark.target, value))
        return value

    def _list(self, hint: Any, raw: object, where: Where) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            self._wrong(where, _("ska vara en lista"))
            return ()
        return tuple(self._value(hint, each, where.item(n)) for n, each in enumerate(raw))

    def _choice(self, choices: tuple[Any, ...], raw: object, where: Where) -> Any:
        if raw in choices:
            return raw
        return self._wrong(
            where,
            _("värdet ”%(value)s” är okänt. Det kan vara: %(choices)s")
            % {"value": raw, "choices": ", ".join(choices)},
        )

    def _scalar(self, hint: Any, raw: object, where: Where) -> Any:
        if hint is float and type(raw) is int:
            # As it was given: a count of 240 is not told as 240,0.
            return raw
        # Exact types: YAML's true is an int to Python, and a date with a time is a date.
        if type(raw) is not hint:
            return self._wrong(where, _("ska vara %(type)s") % {"type": NAMES[hint]})
        if isinstance(raw, str) and not raw.strip():
            return self._wrong(where, _("får inte vara tom"))
        return raw.strip() if isinstance(raw, str) else raw

    def _wrong(self, where: Where, what: str) -> Any:
        """Note a problem; the None that comes back stands where the value would have stood."""
        self.problems.append(Problem(where, what))
        return None
