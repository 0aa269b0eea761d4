"""A place, a measure or a dialogue that is a draft, or only for some, is named by no dialogue."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dialogues.models import DialogueIndexPage, DialoguePage, ReportFinding
from home.models import MeasureIndexPage, PlaceIndexPage
from tests.factories.dialogues import DialogueFactory, SeriesFactory
from tests.factories.home import MeasureFactory, PlaceFactory
from tests.home.test_what_is_not_public import HIDDEN, both

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    if response.streaming:
        return b"".join(response.streaming_content).decode()
    return response.content.decode()


def test_places(
    dialogue_index: DialogueIndexPage, place_index: PlaceIndexPage, visitor: Client
) -> None:
    places = [*both(PlaceFactory, place_index), PlaceFactory(parent=place_index, title="Torget")]
    page = DialogueFactory(parent=dialogue_index, places=places)
    addresses = [
        page.url,
        dialogue_index.url,
        reverse("dialogues:calendar_entry", args=[page.pk]),
        reverse("dialogues:calendar_feed"),
        reverse("dialogues:feed"),
    ]
    for address in addresses:
        told = text_of(visitor, address)
        assert "Torget" in told, address
        assert not [
            told[max(0, told.find(w) - 300) : told.find(w) + 60] for w in HIDDEN if w in told
        ]


def test_measures_that_a_finding_led_to(
    dialogue_index: DialogueIndexPage, measure_index: MeasureIndexPage, visitor: Client
) -> None:
    measures = [
        *both(MeasureFactory, measure_index),
        MeasureFactory(parent=measure_index, title="Nya lampor"),
    ]
    page = DialogueFactory(
        parent=dialogue_index,
        reported=True,
        finding_rows=[ReportFinding(text="Det är mörkt.", measure=each) for each in measures],
    )
    told = text_of(visitor, page.url)
    assert "Nya lampor" in told
    assert not any(word in told for word in HIDDEN)


def test_other_dialogues_of_the_series(dialogue_index: DialogueIndexPage, visitor: Client) -> None:
    series = SeriesFactory()
    both(DialogueFactory, dialogue_index, series=series)
    DialogueFactory(parent=dialogue_index, series=series, title="Andra mötet")
    page = DialogueFactory(parent=dialogue_index, series=series)
    told = text_of(visitor, page.url)
    assert "Andra mötet" in told
    assert not any(word in told for word in HIDDEN)


def test_another_place_that_is_not_public_is_not_told(
    dialogue_index: DialogueIndexPage, place_index: PlaceIndexPage
) -> None:
    places = [*both(PlaceFactory, place_index), PlaceFactory(parent=place_index, title="Torget")]
    starts_at = timezone.now() + timedelta(days=30)
    page: DialoguePage = DialogueFactory(
        parent=dialogue_index, places=places, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
    )  # fmt: skip
    assert page.where_and_how().places == ("Torget",)
