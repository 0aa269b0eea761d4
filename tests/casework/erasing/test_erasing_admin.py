"""Gallring in the admin: what is due by which decision, who confirms, and the record of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from associations.models import Proposal
from casework.erasing.late import tell_of_late
from casework.models import ErasureRecord, Mail
from core.models import PortalSettings
from home.models import Feedback, HomePage
from tests.associations.proposals.handling import officers_browser
from tests.factories.feedback import FeedbackFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db

PAGE = "/admin/gallring/"


@pytest.fixture
def browser(front: HomePage) -> Client:
    return officers_browser("erase_proposal", "view_erasurerecord", "change_feedback")


def erase(browser: Client, *proposals: Proposal, **more: Any) -> str:
    sent = {"kind": "proposal", "case": [each.pk for each in proposals], **more}
    return browser.post(PAGE, sent, follow=True).content.decode()


def test_an_officer_confirms_and_a_record_is_kept(browser: Client) -> None:
    first = ProposalFactory(due_for_erasing=True, registry_number="HÄ 7")
    second, early = ProposalFactory(due_for_erasing=True), ProposalFactory(closed=True)
    page = browser.get(PAGE).content.decode()
    assert first.reference in page
    assert early.reference not in page
    assert "SDN 2026/7" in page
    assert "Kryssa i minst ett ärende" in erase(browser, early, confirmed="on")
    assert "ta bort för gott" in erase(browser, first, second)
    assert not ErasureRecord.objects.exists()
    assert "2 ärenden är gallrade" in erase(browser, first, second, confirmed="on")
    record = ErasureRecord.objects.get()
    assert record.references == [f"{first.reference} (HÄ 7)", second.reference]
    assert (record.count, record.decision) == (2, "SDN 2026/7")
    assert record.rule == "24 månader efter att förslaget togs tillbaka"
    officer = record.officer
    assert officer is not None
    assert record.officer_name == officer.get_username()
    assert ModelLogEntry.objects.get(action="casework.record_erasure").user == officer
    assert not any(word in str(vars(record)) for word in (first.contact_name, first.email))
    for address in (f"{PAGE}protokoll/", f"{PAGE}protokoll/{record.pk}/"):
        assert "SDN 2026/7" in browser.get(address).content.decode()
    printed = browser.get(f"{PAGE}protokoll/{record.pk}/utskrift/").content.decode()
    assert "HÄ 7" in printed
    with pytest.raises(ProtectedError):
        officer.delete()


def test_nothing_goes_without_a_decision(browser: Client, settings: Any) -> None:
    due = ProposalFactory(due_for_erasing=True)
    none = {**settings.RETENTION["proposal.withdrawn"], "decision": ""}
    settings.RETENTION = {**settings.RETENTION, "proposal.withdrawn": none}
    assert "Det finns inget beslut" in browser.get(PAGE).content.decode()
    erase(browser, due, confirmed="on")
    due.refresh_from_db()
    assert due.erased_at is None


def test_where_it_is_switched_off_nothing_goes(browser: Client, settings: Any) -> None:
    due = ProposalFactory(due_for_erasing=True)
    settings.PROPOSAL_ERASING = False
    assert "Gallring är inte påslagen" in browser.get(PAGE).content.decode()
    erase(browser, due, confirmed="on")
    due.refresh_from_db()
    assert due.erased_at is None


def test_who_may_see_it_may_not_erase_and_others_see_nothing(front: HomePage) -> None:
    due = ProposalFactory(due_for_erasing=True)
    reader = officers_browser("view_erasurerecord")
    assert due.reference in reader.get(PAGE).content.decode()
    erase(reader, due, confirmed="on")
    due.refresh_from_db()
    assert due.erased_at is None
    other = officers_browser()
    for address in (PAGE, f"{PAGE}protokoll/", f"{PAGE}protokoll/1/utskrift/"):
        assert other.get(address).status_code == 302, address


def test_what_nobody_handles_is_told_of_until_it_is_handled(browser: Client) -> None:
    site = Site.objects.get(is_default_site=True)
    PortalSettings.objects.create(site=site, contact_email="funktion@exempel.se")
    now = timezone.now()
    FeedbackFactory(received_at=now - timedelta(days=20))
    assert tell_of_late(now) == 0
    assert "Har väntat för länge" not in browser.get("/admin/").content.decode()
    late = FeedbackFactory(received_at=now - timedelta(days=40), signed=True)
    assert tell_of_late(now) == 1
    assert tell_of_late(now + timedelta(days=1)) == 0
    assert tell_of_late(now + timedelta(days=7)) == 1
    told = Mail.objects.order_by("pk")[0]
    assert late.reference in told.message
    assert "Åsa" not in f"{told.subject} {told.message}"
    assert "Har väntat för länge" in browser.get("/admin/").content.decode()
    Feedback.objects.all().delete()
    assert tell_of_late(now + timedelta(days=30)) == 0
