"""What the editor of entries, partnerships and night walks refuses, warns of and never shows."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput
from wagtail.models import Page

from associations import models
from home.models import HomePage
from tests.associations.reading import text_in
from tests.dialogues.organising import editor_of, press
from tests.factories.associations import NightWalkFactory, PartnershipFactory

pytestmark = pytest.mark.django_db

OVERLAP = "överlappar. Kontrollera att datumen stämmer."
RESULT = ("result", {"text": "Lugnare", "evidence": "Polisens bedömning."})


def save(client: Client, page: Page, action: str = "", **typed: str) -> Any:
    """Save what was typed in the editor of a page whose streams are empty."""
    streams = dict.fromkeys(("body-count", "results-count", "attachments-count"), "0")
    return press(client, editor_of(page), action, **streams, **typed)


def latest(page: Page) -> Any:
    """Return the page as it was saved last, published or not."""
    return page.revisions.latest("created_at").as_object()


@pytest.fixture
def partnership(register: models.PartnershipRegisterPage) -> models.PartnershipPage:
    """Two periods with some days between them."""
    page: models.PartnershipPage = PartnershipFactory(parent=register, title="IOP", dated=True)
    return page


def test_the_editor_of_an_entry_has_the_choosers_and_the_calendar_of_every_editor() -> None:
    fields = models.AssociationPage.get_edit_handler().get_form_class().base_fields
    assert isinstance(fields["checked_on"].widget, AdminDateInput)
    assert isinstance(fields["activities"].widget, AdminAutoHeightTextInput)


# ---------------------------------------------------------------- periods


@pytest.mark.parametrize("action", ["", "publish"])
def test_periods_that_overlap_are_kept_and_warned_of(
    officer_client: Client, partnership: models.PartnershipPage, action: str
) -> None:
    answer = save(
        officer_client,
        partnership,
        action,
        **{"period_rows-1-starts_on": "2024-12-20"},
    )
    assert (
        "Perioderna 6 september–28 december 2024 och 20 december 2024–28 juni 2025 " + OVERLAP
        in text_in(answer)
    )
    kept = latest(partnership).period_rows.all()
    assert date(2024, 12, 20) in [row.starts_on for row in kept]


def test_periods_that_follow_each_other_give_no_warning(
    officer_client: Client, partnership: models.PartnershipPage
) -> None:
    answer = save(officer_client, partnership, purpose="Annat")
    assert latest(partnership).purpose == "Annat"
    assert OVERLAP not in text_in(answer)


def test_a_period_that_ends_before_it_starts_is_refused(
    officer_client: Client, partnership: models.PartnershipPage
) -> None:
    answer = save(officer_client, partnership, **{"period_rows-0-ends_on": "2024-09-05"})
    assert "Perioden slutar innan den börjar." in text_in(answer)
    assert not partnership.revisions.exists()


def test_a_partnership_may_be_signed_long_after_it_began(
    officer_client: Client, partnership: models.PartnershipPage
) -> None:
    late = {"signed_on": "2024-12-17", "late_signing_reason": "Texten skulle bli rätt."}
    save(officer_client, partnership, "publish", **late)
    kept = models.PartnershipPage.objects.get(pk=partnership.pk)
    assert (kept.signed_on, kept.late_signing_reason) == (date(2024, 12, 17), late.popitem()[1])
    shown = text_in(Client().get(partnership.url))
    assert "102 dagar efter att den började gälla" in shown
    assert "Texten skulle bli rätt." in shown


# ---------------------------------------------------------------- results


def test_a_partnership_tells_no_result_without_what_it_cannot_tell(
    partnership: models.PartnershipPage,
) -> None:
    partnership.results = [RESULT]
    with pytest.raises(ValidationError, match="Skriv också vad"):
        partnership.full_clean()
    partnership.results_caveat = "Flera saker påverkar."
    partnership.full_clean()


def test_night_walks_tell_no_result_without_what_it_cannot_tell(front: HomePage) -> None:
    page: Any = NightWalkFactory(parent=front)
    page.results = [RESULT]
    with pytest.raises(ValidationError, match="Skriv också vad"):
        page.full_clean()
    page.results_caveat = "Flera saker påverkar."
    page.full_clean()


# ---------------------------------------------------------------- personal numbers


@pytest.mark.parametrize("number", ["811218-9876", "811218+9876", "pnr 811218-9876"])
def test_the_editor_never_shows_a_personal_number_again(
    officer_client: Client, chess: models.AssociationPage, number: str
) -> None:
    answer = save(officer_client, chess, organisation_number=number, seeks="En park")
    page = answer.content.decode()
    assert "Ta bort personnumret" in page
    assert "811218" not in page
    assert "En park" in page
    assert not chess.revisions.exists()


def test_the_editor_keeps_an_organisation_number_as_its_ten_digits(
    officer_client: Client, chess: models.AssociationPage
) -> None:
    save(officer_client, chess, organisation_number="16 212000-0142")
    kept = latest(chess)
    assert kept.organisation_number == "2120000142"
