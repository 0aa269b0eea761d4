"""Reminders go out the day before, once, and not for what is no longer so."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from casework.mail import outbox
from casework.models import Dispatch, Enclosure, Mail, MailStatus
from casework.records.retention import rule
from casework.worker.daily import offered_jobs
from core.models import User
from core.times.days import STOCKHOLM
from dialogues import models
from dialogues.events.actions.plan_changes import cancel_dialogue, move_dialogue
from dialogues.sign_up.actions.registrations import cancel
from dialogues.sign_up.actions.reminders import send_reminders
from tests.dialogues.taking_part import LINK, come, walk_in
from tests.smtp import Mailbox

# The night in which summer time begins lies between the two days.
START = datetime(2031, 3, 30, 0, 30, tzinfo=STOCKHOLM)
DAY_BEFORE = datetime(2031, 3, 29, 5, 10, tzinfo=STOCKHOLM)
LONG_BEFORE = DAY_BEFORE - timedelta(days=20)


@pytest.fixture
def walk(index: models.DialogueIndexPage) -> models.DialoguePage:
    """Half an hour after midnight in Sweden: in UTC that is the day before."""
    return walk_in(index, starts_at=START)


def reminders() -> list[str]:
    mails = Mail.objects.filter(tells_of__template="dialogues/mail/reminder")
    return sorted(mail.to.partition("@")[0] for mail in mails)


def test_those_with_a_seat_are_reminded_once_on_the_swedish_day_before(
    walk: models.DialoguePage,
) -> None:
    for who in ("anna", "bo", "cia"):
        come(walk, who, now=LONG_BEFORE)
    come(walk, "dan", now=LONG_BEFORE, is_digital=True)
    cancel(registration_id=models.Registration.objects.get(name="Bo").pk, now=LONG_BEFORE)
    # Who signs up on the very day has just had a mail.
    come(walk, "eva", now=DAY_BEFORE - timedelta(hours=1), is_digital=True)
    assert send_reminders(DAY_BEFORE - timedelta(days=1)) == 0
    job = next(job for job in offered_jobs() if job.name == "dialogues.send_reminders")
    assert job.run(DAY_BEFORE) == 3
    assert job.run(DAY_BEFORE + timedelta(hours=3)) == 0
    assert send_reminders(DAY_BEFORE + timedelta(days=1)) == 0
    assert reminders() == ["anna", "cia", "dan"]
    mail = Mail.objects.filter(tells_of__template="dialogues/mail/reminder").earliest("pk")
    assert mail.subject == "Påminnelse: det är i morgon"
    assert "söndag 30 mars 2031 kl. 00.30" in mail.message
    assert "/dialog/anmalan/" in mail.message
    assert LINK not in mail.message


def test_whoever_waits_is_not_reminded_of_a_seat_they_do_not_have(
    walk: models.DialoguePage,
) -> None:
    come(walk, "anna", now=LONG_BEFORE, people=2)
    come(walk, "bo", now=LONG_BEFORE)
    assert send_reminders(DAY_BEFORE) == 1


@pytest.mark.parametrize("is_moved", [True, False])
def test_a_reminder_that_has_not_left_is_dropped_with_a_change(
    walk: models.DialoguePage, administrator: User, is_moved: bool
) -> None:
    come(walk, "anna", now=LONG_BEFORE)
    send_reminders(DAY_BEFORE)
    later = START + timedelta(days=14)
    facts = {"dialogue_id": walk.pk, "reason": "Halka.", "officer": administrator}
    if is_moved:
        move_dialogue(starts_at=later, ends_at=later + timedelta(hours=1), **facts)
    else:
        cancel_dialogue(**facts)
    assert reminders() == []
    assert Mail.objects.filter(tells_of__template="dialogues/mail/changed").count() == 1
    assert send_reminders(DAY_BEFORE) == 0
    # Moved, it is reminded of anew; cancelled, never.
    assert send_reminders(DAY_BEFORE + timedelta(days=14)) == int(is_moved)


def test_cancelling_ones_seat_takes_the_waiting_reminder_back(walk: models.DialoguePage) -> None:
    mine = come(walk, "anna", now=LONG_BEFORE)
    other = come(walk, "bo", now=LONG_BEFORE)
    send_reminders(DAY_BEFORE)
    Mail.objects.filter(to=other.email).update(status=MailStatus.SENT)
    for each in (mine, other):
        cancel(registration_id=each.pk, now=timezone.now())
    # What has left cannot be taken back, but that it went to them is forgotten.
    assert reminders() == []
    told_of = Dispatch.objects.filter(template="dialogues/mail/reminder")
    assert [each.mail for each in told_of] == [None, None]


# ---------------------------------------------------------------- what goes with a mail


def test_the_calendar_entry_arrives_with_the_mail_and_is_then_forgotten(
    walk: models.DialoguePage, mailbox: Mailbox
) -> None:
    come(walk, "anna", now=LONG_BEFORE, is_digital=True)
    call_command("worker", once=True, stdout=StringIO())
    (mail,) = mailbox.received
    (entry,) = mail.iter_attachments()
    assert entry.get_filename() == "dialog.ics"
    assert entry.get_content_type() == "text/calendar"
    content = entry.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "Utanför biblioteket" in content.decode()
    assert not Enclosure.objects.exists()


def test_what_goes_with_a_mail_vanishes_with_it(walk: models.DialoguePage) -> None:
    come(walk, "anna", now=LONG_BEFORE, is_digital=True)
    assert Enclosure.objects.count() == 1
    outbox.forget_old_mail(rule("mail"), timezone.now() + timedelta(days=31))
    assert not Enclosure.objects.exists()
