"""Who has a seat and who waits: the rule, the line, and two people at the same moment."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from casework.erasing.actions import erase_what_is_due
from casework.models import ErasureRecord, Mail
from core.models import User
from dialogues import models
from dialogues.events.actions.plan_changes import cancel_dialogue, move_dialogue, postpone_dialogue
from dialogues.sign_up.actions.registrations import (
    SignUpClosed,
    cancel,
)
from dialogues.sign_up.actions.seats import fill_free_seats, free_seats
from dialogues.sign_up.domain.seating import Party, fits, moving_up
from dialogues.sign_up.retention import REGISTRATIONS
from tests.dialogues.taking_part import come, seats, walk_in
from tests.factories.dialogues import DialogueIndexFactory
from tests.factories.home import HomePageFactory

SEATED, WAITING, CANCELLED = models.Seat.SEATED, models.Seat.WAITING, models.Seat.CANCELLED


def leave(registration: models.Registration) -> bool:
    return cancel(registration_id=registration.pk, now=timezone.now())


def told(template: str) -> list[str]:
    """To whom a mail of this kind was queued, in order."""
    mails = Mail.objects.filter(tells_of__template=f"dialogues/mail/{template}").order_by("pk")
    return [mail.to.partition("@")[0] for mail in mails]


# ---------------------------------------------------------------- the rule


@pytest.mark.parametrize(
    ("people", "seated", "waiting", "capacity", "has_seat"),
    [
        (1, 0, [], 1, True),
        (2, 19, [], 20, False),
        (1, 19, [], 20, True),
        (1, 999, [], None, True),
        # One seat is free, but a party of two came first.
        (1, 19, [2], 20, False),
        # Those who could never sit here hold nobody up.
        (1, 1, [5], 2, True),
        (1, 5, [], 2, False),
    ],
)
def test_a_new_party_gets_seats_when_they_are_free_and_nobody_waits(
    people: int, seated: int, waiting: list[int], capacity: int | None, has_seat: bool
) -> None:
    line = [Party(number, size) for number, size in enumerate(waiting)]
    assert fits(people, seated=seated, waiting=line, capacity=capacity) == has_seat


@pytest.mark.parametrize(
    ("sizes", "seated", "capacity", "moved"),
    [
        ([1, 1, 1], 8, 10, [0, 1]),
        ([3, 1], 8, 10, []),
        ([2, 1], 8, 10, [0]),
        ([11, 2], 8, 10, [1]),
        ([1, 1], 12, 10, []),
        ([4, 7], 8, None, [0, 1]),
    ],
)
def test_the_line_moves_in_order(
    sizes: list[int], seated: int, capacity: int | None, moved: list[int]
) -> None:
    line = [Party(number, size) for number, size in enumerate(sizes)]
    assert moving_up(line, seated=seated, capacity=capacity) == moved


# ---------------------------------------------------------------- the line


def test_whoever_waited_longest_moves_up_when_somebody_leaves(
    index: models.DialogueIndexPage,
) -> None:
    walk = walk_in(index)
    rows = {who: come(walk, who) for who in ("anna", "bo", "cia", "dan")}
    assert seats(walk) == {"anna": SEATED, "bo": SEATED, "cia": WAITING, "dan": WAITING}
    assert free_seats(walk, timezone.now()) == 0
    assert leave(rows["anna"])
    assert seats(walk) == {"": CANCELLED, "bo": SEATED, "cia": SEATED, "dan": WAITING}
    assert told("moved_up") == ["cia"]
    # Cancelling twice is cancelling once.
    assert not leave(rows["anna"])
    assert told("moved_up") == ["cia"]
    # Who has cancelled may sign up again, last in the line.
    again = come(walk, "anna")
    assert again.pk != rows["anna"].pk
    assert again.seat == WAITING
    assert leave(rows["dan"])
    assert leave(rows["cia"])
    # That Cia was told went with her.
    assert told("moved_up") == ["anna"]


def test_publishing_more_seats_lets_people_move_up_and_fewer_takes_none_away(
    index: models.DialogueIndexPage,
) -> None:
    walk = walk_in(index, capacity=4)
    for who, people in (("anna", 2), ("bo", 2), ("cia", 3), ("dan", 1)):
        come(walk, who, people=people)
    walk.refresh_from_db()
    walk.capacity = 2
    walk.save_revision().publish()
    assert seats(walk) == {"anna": SEATED, "bo": SEATED, "cia": WAITING, "dan": WAITING}
    assert free_seats(walk, timezone.now()) == 0
    walk.refresh_from_db()
    walk.capacity = 8
    walk.save_revision().publish()
    assert set(seats(walk).values()) == {SEATED}
    assert told("moved_up") == ["cia", "dan"]
    assert free_seats(walk, timezone.now()) == 0
    # Once told, nobody is told again.
    assert fill_free_seats(dialogue_id=walk.pk, now=timezone.now()) == 0


def test_nobody_moves_up_in_what_is_called_off_or_has_begun(
    index: models.DialogueIndexPage, administrator: User
) -> None:
    walk = walk_in(index, capacity=1)
    first, second = come(walk, "anna"), come(walk, "bo")
    assert second.seat == WAITING
    postpone_dialogue(dialogue_id=walk.pk, reason="Sjukdom.", officer=administrator)
    leave(first)
    assert seats(walk)["bo"] == WAITING
    with pytest.raises(SignUpClosed):
        come(walk, "cia")
    # With its new date the free seat is given away, and told of.
    starts_at = timezone.now() + timedelta(days=40)
    move_dialogue(
        dialogue_id=walk.pk,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        reason="Nu har vi en lokal.",
        officer=administrator,
    )
    assert seats(walk)["bo"] == SEATED
    assert told("moved_up") == ["bo"]
    assert fill_free_seats(dialogue_id=walk.pk, now=starts_at) == 0


def test_who_has_signed_up_is_told_of_every_change_with_the_reason_and_both_times(
    index: models.DialogueIndexPage, administrator: User
) -> None:
    starts_at = timezone.make_aware(
        timezone.datetime(timezone.localdate().year + 1, 3, 4, 18, 30)  # type: ignore[attr-defined]
    )
    walk = walk_in(index, starts_at=starts_at, title="Vandring")
    for who in ("anna", "bo", "cia"):
        come(walk, who)
    leave(models.Registration.objects.get(name="Bo"))
    later = starts_at + timedelta(days=7)
    facts = {"dialogue_id": walk.pk, "officer": administrator}
    move_dialogue(
        starts_at=later, ends_at=later + timedelta(hours=2), reason="Torget är avstängt.", **facts
    )
    assert sorted(told("changed")) == ["anna", "cia"]
    moved = Mail.objects.filter(tells_of__template="dialogues/mail/changed").latest("pk")
    assert "Torget är avstängt." in moved.message
    assert "Förut:" in moved.message
    assert "4 mars" in moved.message
    assert "Nu:" in moved.message
    assert "11 mars" in moved.message
    assert "kl. 18.30" in moved.message
    entry = moved.enclosures.get().content
    assert "SEQUENCE:1" in entry
    assert f"DTSTART:{later:%Y}0311T173000Z" in entry
    cancel_dialogue(reason="Ingen kan komma.", **facts)
    called_off = Mail.objects.filter(tells_of__template="dialogues/mail/changed").latest("pk")
    assert "är inställt" in called_off.message
    assert "Ingen kan komma." in called_off.message
    assert "STATUS:CANCELLED" in called_off.enclosures.get().content
    subjects = set(Mail.objects.values_list("subject", flat=True))
    assert not any("Vandring" in subject or "Anna" in subject for subject in subjects)
    assert not Mail.objects.filter(message__contains="meet.jit.si").exists()


# ---------------------------------------------------------------- forgetting


def test_registrations_are_forgotten_after_thirty_days_but_not_while_a_new_date_is_awaited(
    index: models.DialogueIndexPage,
) -> None:
    over, postponed, ahead = walk_in(index), walk_in(index), walk_in(index)
    for walk in (over, postponed, ahead):
        come(walk, "anna")
        leave(come(walk, "bo"))
    now = timezone.now()
    past = models.DialoguePage.objects.filter(pk__in=[over.pk, postponed.pk])
    past.update(ends_at=now - timedelta(days=30, hours=1))
    models.DialoguePage.objects.filter(pk=postponed.pk).update(is_postponed=True)
    assert erase_what_is_due(REGISTRATIONS, now - timedelta(hours=2)) == 0
    assert erase_what_is_due(REGISTRATIONS, now) == 2
    recorded = ErasureRecord.objects.get()
    assert recorded.references == [f"dialog {over.pk}"] * 2
    assert "30 dagar efter dialogen" in recorded.rule
    left = set(models.Registration.objects.values_list("dialogue", flat=True))
    assert left == {postponed.pk, ahead.pk}
    assert erase_what_is_due(REGISTRATIONS, now + timedelta(days=160)) == 4


# ---------------------------------------------------------------- at the same moment


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_want_the_last_seat_one_gets_it_and_the_other_waits() -> None:
    walk = _committed_walk(capacity=1)
    at_once([lambda: come(walk, "anna"), lambda: come(walk, "bo")])
    assert sorted(seats(walk).values()) == [SEATED, WAITING]
    assert sorted(told("confirm")) == ["anna", "bo"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_same_address_at_the_same_moment_is_one_registration() -> None:
    walk = _committed_walk(capacity=5)
    at_once([lambda: come(walk, "anna")] * 3)
    assert seats(walk) == {"anna": SEATED}
    assert told("confirm") == ["anna"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_seat_that_two_leave_at_once_is_given_away_once() -> None:
    walk = _committed_walk(capacity=2)
    leaving = [come(walk, "anna"), come(walk, "bo")]
    for who in ("cia", "dan", "eva"):
        come(walk, who)
    # The first leaves twice, from two windows, while the second leaves and somebody comes.
    both = [lambda: leave(leaving[0])] * 2
    at_once([*both, lambda: leave(leaving[1]), lambda: come(walk, "fia")])
    assert sorted(told("moved_up")) == ["cia", "dan"]
    found = seats(walk)
    assert [who for who, seat in found.items() if seat == SEATED] == ["cia", "dan"]
    assert found["fia"] == found["eva"] == WAITING


def at_once(acts: list[Callable[[], object]]) -> None:
    """Let each act run in a thread of its own, all from the same moment on; none may fail."""
    together = threading.Barrier(len(acts))
    failures: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        together.wait()
        try:
            act()
        except Exception as failure:  # noqa: BLE001 - raised again below
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def _committed_walk(*, capacity: int) -> models.DialoguePage:
    locale = Locale.objects.get_or_create(language_code="sv")[0]
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    front = HomePageFactory(parent=root, slug="start-2", locale=locale)
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=front, is_default_site=True)
    return walk_in(DialogueIndexFactory(parent=front), capacity=capacity)
