"""Where people are found: each kind of what is kept says it in one place.

An app registers a hook `person_sources` that returns a list of PersonSource.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from wagtail import hooks

from casework.extracts.people import Person


class MayNotErase(Exception):
    """The rules say that it is to be kept; the text says why, in words for the officer."""


class CannotCorrect(Exception):
    """What was written cannot be stored; the text says why."""


@dataclass(frozen=True)
class Fact:
    """One thing that is kept: what it is called, and what stands there.

    Of a contact it is the person's own name, address or number, not somebody's words about them.
    """

    label: str
    text: str
    is_contact: bool = False


@dataclass(frozen=True)
class PersonSource:
    """One kind of rows in which people are found.

    `rows` are all that still hold words; `facts` all that one of them holds. `title` names a row
    without naming anybody. `why_kept` says why a row may not be erased now; "" when it may.
    `form` corrects a row; `correct` stores what it gives and returns the labels of what changed.
    """

    name: str
    label: str | Promise
    # The name of its casework.erasing.kinds.RetentionKind.
    kept_as: str
    rows: Callable[[], Iterable[Any]]
    facts: Callable[[Any], list[Fact]]
    title: Callable[[Any], str]
    at: Callable[[Any], datetime]
    url: Callable[[Any], str]
    why_kept: Callable[[Any, datetime, Any], str]
    erase: Callable[[int, Any, datetime], None]
    form: type[Any] | None = None
    correct: Callable[[int, dict[str, Any], Any, datetime], list[str]] | None = None


@dataclass(frozen=True)
class Hit:
    """One row in which the person was found."""

    source: PersonSource
    row: Any
    facts: list[Fact]
    is_contact: bool
    found_in: list[str]

    @property
    def key(self) -> str:
        """What the page calls it."""
        return f"{self.source.name}:{self.row.pk}"


def offered_sources() -> list[PersonSource]:
    """Return the sources of all apps."""
    return [source for offer in hooks.get_hooks("person_sources") for source in offer()]


def find(person: Person) -> list[Hit]:
    """Return every row that names `person`, source by source.

    Read row by row and compared here: a database compares Swedish letters as it likes, and JSON
    not at all.
    """
    return [
        hit
        for source in offered_sources()
        for row in source.rows()
        if (hit := _hit(source, row, person))
    ]


def _hit(source: PersonSource, row: Any, person: Person) -> Hit | None:
    facts = [fact for fact in source.facts(row) if fact.text]
    found = [fact for fact in facts if person.is_in(fact.text)]
    if not found:
        return None
    is_contact = any(fact.is_contact for fact in found)
    return Hit(source, row, facts, is_contact, [fact.label for fact in found])


def facts_of(row: Any, contacts: Iterable[str], others: Iterable[str]) -> list[Fact]:
    """Return the fields of a row by the names that its model gives them."""
    told = [(name, True) for name in contacts] + [(name, False) for name in others]
    return [
        Fact(_label(row, name), str(getattr(row, name) or ""), is_contact)
        for name, is_contact in told
    ]


def _label(row: Any, name: str) -> str:
    label = str(row._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]
