"""Pages that nobody has looked over in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.home import MeasureFactory


@pytest.fixture
def long_ago():
    return timezone.localdate() - timedelta(days=400)


def test_a_page_past_its_review_is_told_on_the_admins_front_page(
    measure_index, administrator_client, long_ago
):
    MeasureFactory(parent=measure_index, title="Gammal insats", reviewed_on=long_ago)
    page = administrator_client.get("/admin/").text
    assert "Sidor att granska" in page
    assert "Gammal insats" in page


@pytest.mark.parametrize("live", [True, False], ids=["recently reviewed", "draft"])
def test_a_page_reviewed_lately_or_not_published_is_not(
    measure_index, administrator_client, long_ago, live
):
    reviewed_on = timezone.localdate() if live else long_ago
    measure = MeasureFactory(parent=measure_index, title="Frisk insats", reviewed_on=reviewed_on)
    if not live:
        measure.unpublish()
    assert "Sidor att granska" not in administrator_client.get("/admin/").text


def test_a_page_with_a_longer_interval_waits_longer(measure_index, administrator_client, long_ago):
    MeasureFactory(parent=measure_index, title="Lugn insats", reviewed_on=long_ago, review_every=24)
    assert "Lugn insats" not in administrator_client.get("/admin/").text


def test_the_editor_finds_sources_and_review_in_a_tab_of_their_own(
    measure_index, administrator_client
):
    measure = MeasureFactory(parent=measure_index)
    page = administrator_client.get(f"/admin/pages/{measure.pk}/edit/").text
    for tab in ("Innehåll", "Källor och granskning", "Adress och synlighet"):
        assert tab in page
