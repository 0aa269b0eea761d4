"""Administrators see what could not be delivered, and have it sent again."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from casework.mail import outbox
from casework.mail.admin.mail_alarm import undelivered
from casework.mail.permissions import mail_readers
from casework.models import Dispatch, Mail, MailStatus
from casework.records import references
from tests.home.feedback.test_feedback_admin import browser_of

LIST = "/admin/utskick/"
ROOT = Path(__file__).resolve().parents[3]
REFERENCE = references.generate()


@pytest.fixture
def failed(db: None) -> Dispatch:
    """A mail that was tried for two days."""
    with transaction.atomic():
        dispatch = outbox.queue_mail(
            to="borta@exempel.se",
            template="associations/mail/suggestion_received",
            context={},
            reference=REFERENCE,
            event="e:1",
        )
    assert dispatch
    Mail.objects.update(status=MailStatus.FAILED, retries=9, last_failure="X: 550 okänd")
    return dispatch


ROLES = {
    "nobody": (Client, set()),
    "editor": (lambda: browser_of(), set()),
    "reader": (lambda: browser_of("view_dispatch", "view_entrysuggestion"), {"list", "inspect"}),
    "sender": (
        lambda: browser_of("resend_dispatch", "decide_entrysuggestion"),
        {"list", "inspect", "send"},
    ),
    "administrator": (lambda: browser_of(administrator=True), {"list", "inspect", "send"}),
}


@pytest.mark.parametrize("role", ROLES)
def test_everybody_does_just_what_their_role_allows(failed: Dispatch, role: str) -> None:
    make, may = ROLES[role]
    client: Client = make()  # type: ignore[operator]
    inspect = f"{LIST}{failed.pk}/"
    assert (client.get(LIST).status_code == 200) is ("list" in may)
    assert (client.get(inspect).status_code == 200) is ("inspect" in may)
    client.post(inspect)
    assert (Mail.objects.get().status == MailStatus.QUEUED) is ("send" in may)


def test_what_was_not_delivered_is_seen_with_its_reason_and_sent_again(
    administrator_client: Client, failed: Dispatch
) -> None:
    listed = administrator_client.get(f"{LIST}?mail__status={MailStatus.FAILED}").content.decode()
    assert "Kunde inte levereras" in listed
    assert "borta@exempel.se" in listed
    page = administrator_client.get(f"{LIST}{failed.pk}/").content.decode()
    assert "550 okänd" in page
    assert "Skicka igen" in page
    answer = administrator_client.post(f"{LIST}{failed.pk}/", follow=True)
    assert "Utskicket ligger i kön igen." in answer.content.decode()
    mail = Mail.objects.get()
    assert (mail.status, mail.retries) == (MailStatus.QUEUED, 0)
    assert (
        ModelLogEntry.objects.for_instance(failed).filter(action="casework.send_again").count() == 1
    )


def test_what_was_sent_is_not_sent_again(administrator_client: Client, failed: Dispatch) -> None:
    Mail.objects.update(status=MailStatus.SENT)
    address = f"{LIST}{failed.pk}/"
    assert "Skicka igen" not in administrator_client.get(address).content.decode()
    administrator_client.post(address)
    assert Mail.objects.get().status == MailStatus.SENT


def test_a_mail_that_was_removed_is_still_listed(
    administrator_client: Client, failed: Dispatch
) -> None:
    Mail.objects.all().delete()
    listed = administrator_client.get(LIST).content.decode()
    assert REFERENCE in listed
    assert "Gallrat" in listed
    assert administrator_client.get(f"{LIST}{failed.pk}/").status_code == 200


@pytest.mark.parametrize(
    "said", [REFERENCE.lower().replace("-", " "), "borta"], ids=["reference", "address"]
)
def test_a_mail_is_found(administrator_client: Client, failed: Dispatch, said: str) -> None:
    assert REFERENCE in administrator_client.get(LIST, {"q": said}).content.decode()
    nothing = administrator_client.get(LIST, {"q": "xyzzy"}).content.decode()
    assert REFERENCE not in nothing


def test_the_list_asks_no_question_for_each_row(
    administrator_client: Client, failed: Dispatch, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        with transaction.atomic():
            outbox.queue_mail(
                to="a@exempel.se",
                template="associations/mail/suggestion_received",
                context={},
                reference="",
                event=f"many:{number}",
            )
    administrator_client.get(LIST)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        administrator_client.get(LIST)


# ---------------------------------------------------------------- after an outage


def told(client: Client) -> str:
    """The admin's front page, in one line."""
    return " ".join(client.get("/admin/").content.decode().split())


def test_the_front_page_raises_the_alarm_for_those_who_may_see_mail(failed: Dispatch) -> None:
    long_ago = timezone.now() - timedelta(minutes=61)
    for number, status in enumerate([MailStatus.REQUEUED, MailStatus.REQUEUED, MailStatus.QUEUED]):
        with transaction.atomic():
            late = outbox.queue_mail(
                to="a@exempel.se",
                template="associations/mail/suggestion_received",
                context={},
                reference="",
                event=f"late:{number}",
            )
        assert late
        Mail.objects.filter(pk=late.mail_id).update(
            status=status, retries=1, queued_at=long_ago, changed_at=long_ago
        )
    reader = browser_of("view_dispatch", "view_entrysuggestion")
    page = told(reader)
    assert "3 brev har väntat i mer än en timme. E-postservern svarar kanske inte." in page
    assert "1 brev kunde inte levereras." in page
    assert f"{LIST}?mail__status={MailStatus.QUEUED}&amp;mail__status={MailStatus.REQUEUED}" in page
    waiting = reader.get(
        f"{LIST}?mail__status={MailStatus.QUEUED}&mail__status={MailStatus.REQUEUED}"
    )
    assert len(waiting.context["object_list"]) == 3
    assert "Brev som inte kommer fram" not in told(browser_of())
    with CaptureQueriesContext(connection) as asked:
        undelivered(Dispatch.objects.all(), timezone.now())
    assert len(asked) == 1


@pytest.mark.parametrize("status", [MailStatus.SENT, MailStatus.QUEUED, MailStatus.REQUEUED])
def test_there_is_no_alarm_while_mail_comes_and_goes(failed: Dispatch, status: int) -> None:
    Mail.objects.update(status=status)
    assert "Brev som inte kommer fram" not in told(
        browser_of("view_dispatch", "view_entrysuggestion")
    )


def test_all_that_was_given_up_is_sent_again_with_one_button(
    administrator_client: Client, failed: Dispatch
) -> None:
    long_ago = timezone.now() - timedelta(days=3)
    for number in range(3):
        with transaction.atomic():
            outbox.queue_mail(
                to="a@exempel.se",
                template="associations/mail/suggestion_received",
                context={},
                reference="",
                event=f"many:{number}",
            )
    Mail.objects.update(status=MailStatus.FAILED, queued_at=long_ago, changed_at=long_ago)
    sent = Mail.objects.exclude(pk=failed.mail_id).first()
    assert sent
    Mail.objects.filter(pk=sent.pk).update(status=MailStatus.SENT)
    address = f"{LIST}skicka-igen/"
    assert address in administrator_client.get(LIST).content.decode()
    assert (
        address
        not in browser_of("view_dispatch", "view_entrysuggestion").get(LIST).content.decode()
    )
    assert "3 brev kunde inte levereras." in administrator_client.get(address).content.decode()
    answer = administrator_client.post(address, follow=True)
    assert "3 utskick ligger i kön igen." in answer.content.decode()
    assert Mail.objects.filter(status=MailStatus.QUEUED, retries=0).count() == 3
    assert ModelLogEntry.objects.filter(action="casework.send_again").count() == 3
    assert "Brev som inte kommer fram" not in told(administrator_client)
    again = administrator_client.get(address).content.decode()
    assert "Inget brev väntar på att skickas igen." in again


def test_somebody_answers_for_every_template_of_a_mail() -> None:
    subjects = [path for path in ROOT.rglob("mail/*_subject.txt") if ".venv" not in path.parts]
    names = {f"{path.parent.parent.name}/mail/{path.name[:-12]}" for path in subjects}
    assert len(names) > 15
    unclaimed = {name for name in names if not name.startswith(tuple(mail_readers()))}
    assert not unclaimed


@pytest.mark.parametrize(
    ("template", "codename"),
    [
        ("associations/mail/proposal_received", "handle_proposal"),
        ("associations/mail/suggestion_received", "view_entrysuggestion"),
        ("associations/mail/review_link", "send_review_link"),
        ("dialogues/mail/reminder", "view_registration"),
        ("casework/mail/password_reset", "change_user"),
    ],
)
def test_a_mail_is_seen_and_sent_again_by_who_sees_what_it_tells_of(
    failed: Dispatch, template: str, codename: str
) -> None:
    Dispatch.objects.update(template=template)
    inspect = f"{LIST}{failed.pk}/"
    for client, sees in (
        (browser_of("resend_dispatch"), False),
        (browser_of("resend_dispatch", codename), True),
    ):
        for address in (LIST, inspect, f"{LIST}?q=borta", f"{LIST}results/"):
            assert ("borta@exempel.se" in client.get(address).content.decode()) is sees, address
        assert ("Brev som inte kommer fram" in told(client)) is sees
        client.post(f"{LIST}skicka-igen/")
        client.post(inspect)
        assert Mail.objects.filter(status=MailStatus.QUEUED).exists() is sees
