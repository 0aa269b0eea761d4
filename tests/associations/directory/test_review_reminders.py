"""Associations are reminded twice, and never twice of the same."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from associations import models
from associations.directory.actions.review_links import send_due_reminders
from casework.models import Mail
from casework.worker.daily import offered_jobs
from tests.associations.directory.review_links import PURPOSE
from tests.filled_forms import filled, form_of
from tests.smtp import Mailbox

NOW = timezone.now()


def days_later(days: int) -> datetime:
    # By the clock on the wall: with summer time between, the hour of the world is another.
    return timezone.localtime(NOW) + timedelta(days=days)


@pytest.fixture
def checked(chess: models.AssociationPage) -> models.AssociationPage:
    """An entry that was checked today."""
    chess.checked_on, chess.reminders_sent = timezone.localdate(NOW), 0
    chess.save_revision().publish()
    return chess


def test_the_two_reminders_go_out_on_their_days(checked: models.AssociationPage) -> None:
    sent = {days: send_due_reminders(days_later(days)) for days in (1, 179, 180, 181, 240, 300)}
    assert sent == {1: 0, 179: 0, 180: 1, 181: 0, 240: 1, 300: 0}
    checked.refresh_from_db()
    assert checked.reminders_sent == 2
    assert [mail.to for mail in Mail.objects.all()] == ["styrelsen@exempel.se"] * 2
    numbers = models.ReviewInvitation.objects.order_by("pk").values_list("reminder", flat=True)
    assert list(numbers) == [1, 2]


def test_a_reminder_reads_well_and_its_subject_names_nobody(
    checked: models.AssociationPage,
) -> None:
    send_due_reminders(days_later(180))
    mail = Mail.objects.get()
    assert mail.subject == "Se över föreningens uppgifter i Trygghetsportalen"
    assert "Schackklubben finns i föreningsregistret" in mail.message
    assert "Länken gäller i 30 dagar" in mail.message
    assert mail.as_message().message().get_content_type() == "text/plain"


def test_the_link_of_a_reminder_is_thirty_days_fresh(
    checked: models.AssociationPage, visitor: Client
) -> None:
    send_due_reminders(days_later(240))
    invitation = models.ReviewInvitation.objects.get()
    assert invitation.expires_at == days_later(270)


def test_publishing_an_old_draft_does_not_remind_again(checked: models.AssociationPage) -> None:
    draft = checked.save_revision()
    send_due_reminders(days_later(180))
    draft.publish()
    checked.refresh_from_db()
    assert checked.reminders_sent == 0
    assert send_due_reminders(days_later(181)) == 0
    checked.refresh_from_db()
    assert checked.reminders_sent == 1
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("changed", [{"review_email": ""}, {"checked_on": None}, {"live": False}])
def test_who_cannot_be_reminded_is_not(
    checked: models.AssociationPage, changed: dict[str, object]
) -> None:
    models.AssociationPage.objects.filter(pk=checked.pk).update(**changed)
    assert send_due_reminders(days_later(300)) == 0


def test_the_command_says_how_many_it_reminded(checked: models.AssociationPage) -> None:
    models.AssociationPage.objects.update(checked_on=timezone.localdate() - timedelta(days=200))
    said = StringIO()
    call_command("send_review_reminders", stdout=said)
    call_command("send_review_reminders", stdout=said)
    assert said.getvalue().splitlines() == ["Queued 1 reminders.", "Queued 0 reminders."]


def test_the_worker_reminds_every_day(db: None) -> None:
    assert "associations.send_due_reminders" in {job.name for job in offered_jobs()}


def test_from_reminder_to_confirmed_entry_over_real_mail(
    checked: models.AssociationPage, mailbox: Mailbox, visitor: Client
) -> None:
    """The whole way: the day comes, the worker delivers, the association presses one button."""
    models.AssociationPage.objects.update(checked_on=timezone.localdate() - timedelta(days=200))
    send_due_reminders(timezone.now())
    call_command("worker", once=True, stdout=StringIO())
    assert mailbox.recipients == [["styrelsen@exempel.se"]]
    link = next(line for line in mailbox.text().splitlines() if "/forening/uppgifter/" in line)
    path = link.removeprefix("http://127.0.0.1:8000").strip()
    fields = form_of(visitor.get(path))
    answer = visitor.post(path, filled(fields, PURPOSE, confirm="1"))
    assert "Uppgifterna är bekräftade" in visitor.get(answer["Location"]).content.decode()
    checked.refresh_from_db()
    assert (checked.checked_on, checked.reminders_sent) == (timezone.localdate(), 0)
    # The link has done its work: nothing in the database could open it any more.
    assert path.split("/")[-2] not in str(list(Mail.objects.values()))
