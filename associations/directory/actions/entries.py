"""Writing to an association's entry, without losing what editors have begun."""

from datetime import date

from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Locale

from associations.directory.domain.entry_diff import Values
from associations.directory.models import AssociationDirectoryPage, AssociationPage
from associations.directory.models.entry_values import write_entry
from core.models import Actor, ActorKind, User

_ASSOCIATION_KINDS = (
    ActorKind.ASSOCIATION,
    ActorKind.NON_PROFIT,
    ActorKind.STUDY_ASSOCIATION,
    ActorKind.SPORTS_BODY,
    ActorKind.FAITH,
    ActorKind.NETWORK,
    ActorKind.INTEREST_BODY,
)


class NoDirectory(Exception):
    """There is no published directory under which an entry could stand."""


def locked_entry(page_id: int) -> AssociationPage:
    """Return the entry, held until the transaction ends. Raises AssociationPage.DoesNotExist."""
    page: AssociationPage = AssociationPage.objects.select_for_update().get(pk=page_id)
    return page


def change_entry(
    page: AssociationPage, values: Values, *, checked_on: date | None, user: User | None
) -> None:
    """Write `values` as a revision, and publish it if the entry is published.

    An editor's unpublished draft gets the same changes and stays a draft. `checked_on` is when
    the association itself confirmed the entry, or None when it did not.
    """
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    if page.live:
        _fill(page, values, checked_on)
        _publish(page, user)
    if draft is not None or not page.live:
        kept = draft or page
        _fill(kept, values, checked_on)
        kept.save_revision(user=user, log_action=True)


def _fill(page: AssociationPage, values: Values, checked_on: date | None) -> None:
    write_entry(page, values)
    if checked_on is None or (page.checked_on and page.checked_on > checked_on):
        return
    page.checked_on = checked_on
    page.reminders_sent = 0


def create_entry(values: Values, *, checked_on: date, user: User, live: bool) -> AssociationPage:
    """Add an entry to the directory, tied to an actor, as a draft or published.

    Raises NoDirectory.
    """
    directory = AssociationDirectoryPage.objects.live().filter(locale=Locale.get_default()).first()
    if directory is None:
        raise NoDirectory
    page = AssociationPage(live=False, locale=directory.locale)
    _fill(page, values, checked_on)
    page.actor = _actor_called(page.title)
    directory.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user, content_changed=True)
    if live:
        _publish(page, user)
        page.refresh_from_db()
    else:
        page.save_revision(user=user, log_action=True)
    return page


def _publish(page: AssociationPage, user: User | None) -> None:
    # Whoever may decide about suggestions may publish what they change; see permissions.
    revision = page.save_revision(user=user, log_action=True)
    revision.publish(user=user, log_action=True, skip_permission_checks=True)


def _actor_called(name: str) -> Actor:
    """Return the association of that name that has no entry yet, made if there is none."""
    free = Actor.objects.filter(association_pages__isnull=True, kind__in=_ASSOCIATION_KINDS)
    known = free.filter(name__iexact=name).order_by("pk").first()
    if known is not None:
        return known
    actor: Actor = Actor.objects.create(
        name=name[:160], slug=_free_slug(name), kind=ActorKind.ASSOCIATION
    )
    return actor


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:90] or "forening"
    taken = set(Actor.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
