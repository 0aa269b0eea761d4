"""Looking a person up, correcting and erasing what is kept; all of it traced, no word repeated."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from casework.extracts.models import RegisterExtract
from casework.extracts.people import Person
from casework.extracts.permissions import may_make_extracts
from casework.extracts.sources import CannotCorrect, Hit, MayNotErase, PersonSource, find


def look_up(person: Person, officer: Any, now: datetime) -> list[Hit]:
    """Find all that is kept about a person, and note that it was looked for. PermissionDenied."""
    _check(officer)
    hits = find(person)
    with transaction.atomic():
        counted = dict(Counter(hit.source.name for hit in hits))
        extract = RegisterExtract.objects.create(made_at=now, officer=officer, hits=counted)
        log(
            instance=extract,
            action="casework.look_up_person",
            user=officer,
            data={"hits": len(hits)},
        )
    return hits


def note_export(hits: list[Hit], form: str, officer: Any, now: datetime) -> None:
    """Note that what was found leaves the portal, in `form` ("JSON", "PRINT"). PermissionDenied."""
    _check(officer)
    with transaction.atomic():
        counted = dict(Counter(hit.source.name for hit in hits))
        extract = RegisterExtract.objects.create(made_at=now, officer=officer, hits=counted)
        told = {"hits": len(hits), "form": form}
        log(instance=extract, action="casework.export_person", user=officer, data=told)


def correct(
    source: PersonSource, pk: int, changed: dict[str, Any], officer: Any, now: datetime
) -> list[str]:
    """Store what was corrected; return and log what it is called, never what it says.

    Raises CannotCorrect and PermissionDenied.
    """
    _check(officer)
    if source.correct is None:
        raise PermissionDenied
    with transaction.atomic():
        labels = source.correct(pk, changed, officer, now)
        if labels:
            row = next(row for row in source.rows() if row.pk == pk)
            told = {"fields": labels}
            log(instance=row, action="casework.correct_person", user=officer, data=told)
    return labels


def erase(hit: Hit, officer: Any, now: datetime) -> None:
    """Erase one row, if the rules allow it. Raises MayNotErase and PermissionDenied."""
    _check(officer)
    if why := hit.source.why_kept(hit.row, now, officer):
        raise MayNotErase(why)
    with transaction.atomic():
        # Afterwards there may be no row to tell of.
        log(instance=hit.row, action="casework.erase_person", user=officer, title=hit.key)
        hit.source.erase(hit.row.pk, officer, now)


def stores(
    form: type[Any],
    also: Callable[[Any, list[str], Any, datetime], None] = lambda row, labels, officer, now: None,
) -> Callable[[int, dict[str, Any], Any, datetime], list[str]]:
    """Return a `correct` that stores the fields of `form` in the locked row.

    `also` does what else follows, before the row is saved.
    """

    def store(pk: int, changed: dict[str, Any], officer: Any, now: datetime) -> list[str]:
        model: Any = form._meta.model
        row = model._default_manager.select_for_update().get(pk=pk)
        names = [name for name, value in changed.items() if getattr(row, name) != value]
        labels = [str(model._meta.get_field(name).verbose_name) for name in names]
        if not names:
            return []
        for name in names:
            setattr(row, name, changed[name])
        try:
            with transaction.atomic():
                also(row, labels, officer, now)
                row.save()
        except IntegrityError as error:
            raise CannotCorrect(_("Det krockar med något som redan finns.")) from error
        return labels

    return store


def _check(officer: Any) -> None:
    if not may_make_extracts(officer):
        raise PermissionDenied
