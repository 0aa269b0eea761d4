"""An extract as it is shown, printed and handed out as data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from casework.erasing.kinds import offered_kinds
from casework.erasing.telling import Told, told_of
from casework.extracts.sources import Fact, Hit


@dataclass(frozen=True)
class ShownHit:
    """One row, and what an officer may do with it."""

    key: str
    title: str
    at: datetime
    url: str
    facts: list[Fact]
    is_contact: bool
    found_in: str
    why_kept: str
    may_correct: bool


@dataclass(frozen=True)
class ShownSource:
    """The rows of one kind, and for how long they are kept."""

    label: str
    hits: list[ShownHit]
    kept: Told | None


def shown(hits: list[Hit], officer: Any, now: datetime) -> list[ShownSource]:
    """Return what was found, kind by kind."""
    kept = {kind.name: told_of(kind) for kind in offered_kinds()}
    sources = {hit.source.name: hit.source for hit in hits}
    return [
        ShownSource(
            str(source.label),
            [_shown(hit, officer, now) for hit in hits if hit.source.name == source.name],
            kept.get(source.kept_as),
        )
        for source in sources.values()
    ]


def as_data(hits: list[Hit], now: datetime) -> dict[str, Any]:
    """Return an extract as plain data. Times are ISO 8601 with offset, in Swedish time."""
    kept = {kind.name: told_of(kind) for kind in offered_kinds()}
    sources = {hit.source.name: hit.source for hit in hits}
    return {
        "made_at": _time(now),
        "kinds": [
            {
                "kind": source.name,
                "label": str(source.label),
                "kept": kept[source.kept_as].whens if source.kept_as in kept else [],
                "ground": [ground.text for ground in kept[source.kept_as].grounds]
                if source.kept_as in kept
                else [],
                "records": [
                    {
                        "title": source.title(hit.row),
                        "at": _time(source.at(hit.row)),
                        "is_contact": hit.is_contact,
                        "facts": [{"label": fact.label, "text": fact.text} for fact in hit.facts],
                    }
                    for hit in hits
                    if hit.source.name == source.name
                ],
            }
            for source in sources.values()
        ],
    }


def _shown(hit: Hit, officer: Any, now: datetime) -> ShownHit:
    source = hit.source
    return ShownHit(
        key=hit.key,
        title=source.title(hit.row),
        at=source.at(hit.row),
        url=source.url(hit.row),
        facts=hit.facts,
        is_contact=hit.is_contact,
        found_in=", ".join(dict.fromkeys(hit.found_in)),
        why_kept=source.why_kept(hit.row, now, officer),
        may_correct=source.form is not None and hit.is_contact,
    )


def _time(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
