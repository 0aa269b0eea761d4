"""When a proposal is to be erased, what is left of it, and who is told."""

from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from associations.models import EventKind, Proposal
from associations.proposals.actions.retention import (
    NotDue,
    erase,
    tell_of_due_proposals,
)
from associations.proposals.domain.questions import WRITTEN
from associations.proposals.domain.stages import Stage
from casework.files.private_storage import private_storage
from casework.models import Mail
from core.models import PortalSettings, User
from core.times.days import STOCKHOLM
from home.models import PlacePage
from tests.associations.proposals.handling import LIST, case_of, officers_browser, press, user_of
from tests.factories.proposals import (
    ProposalEventFactory,
    ProposalFactory,
    ProposalFileFactory,
)

pytestmark = pytest.mark.django_db

RULES = {
    Stage.NOT_PURSUED: (2021, 11, 21),
    Stage.REDIRECTED: (2024, 11, 21),
    Stage.WITHDRAWN: (2024, 11, 21),
    Stage.ENDED: (2016, 11, 21),
}
TODAY = datetime(2026, 11, 21, 0, 5, tzinfo=STOCKHOLM)


@pytest.fixture
def browser() -> Client:
    return officers_browser("erase_proposal")


@pytest.fixture
def eraser(browser: Client) -> User:
    return user_of(browser)


def closed(stage: Stage, at: datetime, **more: Any) -> Proposal:
    proposal: Proposal = ProposalFactory(status=stage, status_since=at, **more)
    return proposal


@pytest.mark.parametrize("stage", RULES)
def test_a_case_is_due_on_the_very_day_and_not_before(stage: Stage) -> None:
    last_minute = datetime(*RULES[stage], 23, 59, tzinfo=STOCKHOLM)
    due, not_yet = closed(stage, last_minute), closed(stage, last_minute + timedelta(minutes=2))
    assert due.is_to_be_erased(TODAY)
    assert due.to_erase_on == TODAY.date()
    assert not not_yet.is_to_be_erased(TODAY)
    assert not due.is_to_be_erased(TODAY - timedelta(minutes=10))
    assert list(Proposal.objects.to_erase(TODAY)) == [due]
    assert not Proposal.objects.to_erase(TODAY - timedelta(minutes=10)).exists()


def test_what_is_open_is_never_due() -> None:
    for stage in set(Stage) - set(RULES):
        assert not ProposalFactory(status=stage, days=9000).is_to_be_erased(timezone.now())
    assert not Proposal.objects.to_erase(timezone.now()).exists()


def test_erasing_leaves_a_stub(
    eraser: User, square: PlacePage, django_capture_on_commit_callbacks: Any
) -> None:
    proposal = ProposalFactory(
        due_for_erasing=True, places=[square], registry_number="HÄ 1", handled_by=eraser
    )
    ProposalEventFactory(case=proposal, kind=EventKind.NOTE, text="Ringde Åsa.", by=eraser)
    file, token = ProposalFileFactory(case=proposal), proposal.token
    with django_capture_on_commit_callbacks() as after_commit:
        erase(proposal_id=proposal.pk, officer=eraser, now=timezone.now())
    # Until the rows are surely gone, so is nothing of the files.
    assert private_storage().exists(file.file.name)
    for callback in after_commit:
        callback()
    assert not private_storage().exists(file.file.name)
    stub = Proposal.objects.get(pk=proposal.pk)
    assert not any(getattr(stub, name) for name in WRITTEN)
    assert not stub.files.exists()
    assert not stub.events.exclude(text="").exists()
    assert Proposal.find(token) is None
    kept = (stub.reference, stub.registry_number, stub.status, stub.handled_by, stub.handled_at)
    assert kept == (proposal.reference, "HÄ 1", Stage.WITHDRAWN, eraser, proposal.handled_at)
    assert [place.pk for place in stub.places.all()] == [square.pk]
    assert stub.events.get(kind=EventKind.ERASED).by == eraser
    erased = erase(proposal_id=proposal.pk, officer=eraser, now=timezone.now())
    assert erased.erased_at == stub.erased_at
    entries = ModelLogEntry.objects.filter(action="associations.erase_proposal")
    assert [entry.user for entry in entries] == [eraser]
    assert "Åsa" not in str(list(entries.values()))


def test_erasing_needs_its_own_right_and_its_day(eraser: User) -> None:
    due, early = ProposalFactory(due_for_erasing=True), ProposalFactory(closed=True)
    with pytest.raises(PermissionDenied):
        erase(proposal_id=due.pk, officer=user_of(officers_browser()), now=timezone.now())
    with pytest.raises(NotDue):
        erase(proposal_id=early.pk, officer=eraser, now=timezone.now())
    for proposal in (due, early):
        proposal.refresh_from_db()
        assert proposal.erased_at is None
        assert proposal.contact_name


def test_an_officer_erases_from_the_list_of_what_is_due(browser: Client) -> None:
    due, early = ProposalFactory(due_for_erasing=True), ProposalFactory(closed=True)
    listed = browser.get(f"{LIST}?due=yes").content.decode()
    assert due.reference in listed
    assert early.reference not in listed
    page = press(browser, due, "erase").content.decode()
    assert "Kryssa i rutan" in page
    assert due.erased_at is None
    assert (
        "ska fortfarande bevaras" in press(browser, early, "erase", confirmed="on").content.decode()
    )
    press(officers_browser(), due, "erase", confirmed="on")
    assert due.erased_at is None
    page = press(browser, due, "erase", confirmed="on").content.decode()
    assert "Innehållet är gallrat" in page
    assert 'id="steg-' not in page
    assert due.erased_at is not None
    assert "är gallrat. Inget är gjort" in press(browser, due, "note", text="Hej").content.decode()
    refused = browser.post(f"{case_of(due)}lamna-ut/", {"form": "json"}, follow=True)
    assert "inget kvar att lämna ut" in refused.content.decode()


def test_the_mailbox_is_told_once_of_what_is_newly_due() -> None:
    site = Site.objects.get(is_default_site=True)
    PortalSettings.objects.create(site=site, contact_email="funktion@exempel.se")
    now = timezone.now()
    assert tell_of_due_proposals(now) == 0
    first = ProposalFactory(due_for_erasing=True)
    assert tell_of_due_proposals(now) == 1
    assert tell_of_due_proposals(now) == 0
    assert tell_of_due_proposals(now + timedelta(days=1)) == 0
    day = timezone.localdate(now) + timedelta(days=2)
    second = ProposalFactory(closed=True, days=365)
    ProposalFactory(closed=True)
    while second.to_erase_on > day:
        day += timedelta(days=1)
    later = datetime(day.year, day.month, day.day, 6, tzinfo=STOCKHOLM)
    assert tell_of_due_proposals(later) == 1
    mails = list(Mail.objects.order_by("pk"))
    assert [mail.to for mail in mails] == ["funktion@exempel.se"] * 2
    assert first.reference in mails[0].message
    assert second.reference in mails[1].message
    assert f"{LIST}?due=yes" in mails[0].message
    for mail in mails:
        assert first.contact_name not in mail.message
        assert first.association_name not in mail.message


def test_the_command_lists_and_erases_nothing() -> None:
    out = StringIO()
    call_command("list_due_proposals", stdout=out)
    assert "No proposal is due" in out.getvalue()
    due = ProposalFactory(due_for_erasing=True)
    ProposalFactory(closed=True)
    call_command("list_due_proposals", stdout=out)
    told = out.getvalue()
    assert told.count(due.reference) == 1
    assert f"due {due.to_erase_on}" in told
    assert due.contact_name not in told
    due.refresh_from_db()
    assert due.erased_at is None
