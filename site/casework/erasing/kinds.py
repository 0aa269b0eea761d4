"""What is kept, for how long, and how it goes: each kind of thing is told of in one place.

An app registers a hook `retention_kinds` that returns a list of RetentionKind. From it come the
daily job, the records of erasing, the list of rules in the admin and the text about personal data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from wagtail import hooks

from casework.records.retention import Rule, rule


@dataclass(frozen=True)
class Due:
    """One rule of a kind: from when it counts, and what erases what is due under it.

    `key` names the rule in settings.RETENTION. `since` continues "12 månader", such as
    "efter att den är hanterad". `erase` is given the rule and the time and returns references of
    public records, which are then recorded, or how many things of no account are gone. Without
    it an officer erases.
    """

    key: str
    since: str | Promise
    erase: Callable[[Rule, datetime], list[str] | int] | None = None

    @property
    def rule(self) -> Rule:
        """The rule as this installation has decided it."""
        return rule(self.key)


@dataclass(frozen=True)
class Confirmed:
    """How an officer erases what is due of a kind.

    `listed` are the cases, as rows with `reference`, `kept_under` and `to_erase_on`; `erase` takes
    their ids, the officer and the time and returns how many are gone.
    """

    listed: Callable[[datetime], list[Any]]
    erase: Callable[[list[int], Any, datetime], int]
    may: Callable[[Any], bool]
    # Whether this installation has switched it on at all.
    is_on: Callable[[], bool]


@dataclass(frozen=True)
class Late:
    """How officers are told of what nobody has handled: which rows, where they are listed, whom.

    `rows` are those of a casework.records.models.Received.
    """

    rows: Callable[[datetime], QuerySet[Any]]
    listed_at: Callable[[], str]
    may: Callable[[Any], bool]


@dataclass(frozen=True)
class RetentionKind:
    """One kind of what is kept.

    `label` is for readers, in the plural; `what` says what goes, and `remains` what does not.
    What is `of_staff` alone is told in the admin and not to readers.
    """

    name: str
    label: str | Promise
    what: str | Promise
    dues: tuple[Due, ...]
    remains: str | Promise = ""
    # Said besides, such as what goes at once.
    more: str | Promise = ""
    of_staff: bool = False
    confirmed: Confirmed | None = None
    late: Late | None = None


def offered_kinds() -> list[RetentionKind]:
    """Return the kinds of all apps."""
    return [kind for offer in hooks.get_hooks("retention_kinds") for kind in offer()]
