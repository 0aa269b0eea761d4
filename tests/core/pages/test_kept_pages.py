"""A page that readers share shows each public change, and nobody else is shown what is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client, TestCase
from django.utils import timezone

from core.freshness import kept_warm
from core.models import Actor, PageSource
from home import models
from tests.conftest import count_queries
from tests.factories import home as make
from tests.factories.pictures import picture_with_sizes

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(answer_index: models.AnswerIndexPage) -> models.AnswerPage:
    page: models.AnswerPage = make.AnswerFactory(parent=answer_index, title="Rapporten")
    return page


@pytest.fixture
def actor() -> Actor:
    found: Actor = make.ActorFactory(slug="polisen", name="Polisen")
    return found


@pytest.fixture
def measure(
    measure_index: models.MeasureIndexPage, report: models.AnswerPage, actor: Actor
) -> models.MeasurePage:
    page: models.MeasurePage = make.MeasureFactory(
        parent=measure_index,
        actor_links=[models.MeasureActor(actor=actor, role=models.MeasureRole.LEADS)],
        source_links=[PageSource(document=report, reference="Fråga 1")],
    )
    return page


def test_the_second_reader_costs_one_query(measure: models.MeasurePage, client: Client) -> None:
    client.get(measure.url)
    assert count_queries(client, measure.url) == 1


def test_what_the_page_names_is_renamed_on_it(
    measure: models.MeasurePage, report: models.AnswerPage, actor: Actor, client: Client
) -> None:
    assert "Rapporten" in client.get(measure.url).text
    with TestCase.captureOnCommitCallbacks(execute=True):
        report.title, actor.name = "Utredningen", "Polismyndigheten"
        report.save_revision().publish()
        actor.save()
    shown = client.get(measure.url).text
    assert "Utredningen" in shown
    assert "Polismyndigheten" in shown
    assert "Rapporten" not in shown


def test_the_words_for_a_picture_change_where_it_stands(
    front: models.HomePage, client: Client
) -> None:
    image = picture_with_sizes(title="Torget")
    image.contextual_alt_text, image.decorative = "Torget en kväll", False
    page = make.StandardFactory(
        parent=front, body=[("picture", {"image": image, "caption": ""})], social_image=image
    )
    assert 'og:image:alt" content="Torget"' in client.get(page.url).text
    with TestCase.captureOnCommitCallbacks(execute=True):
        image.description = "Torget i skymning"
        image.title = "Skymning"
        image.save()
    assert "kymning" in client.get(page.url).text


def test_staff_and_narrowed_addresses_are_shown_nothing_that_is_kept(
    measure: models.MeasurePage, officer_client: Client, client: Client
) -> None:
    for reader, address in ((officer_client, measure.url), (client, f"{measure.url}?sida=2")):
        reader.get(address)
    assert len(kept_warm.pages) == 0
    client.get(measure.url)
    assert len(kept_warm.pages) == 1


def test_a_status_changes_with_the_day_on_a_kept_page(
    measure_index: models.MeasureIndexPage, client: Client
) -> None:
    today = timezone.localdate()
    page = make.MeasureFactory(
        parent=measure_index, period_starts_on=today - timedelta(days=9), period_ends_on=today
    )
    night = timezone.localtime().replace(hour=23, minute=59, second=50)
    with time_machine.travel(night, tick=False) as clock:
        before = client.get(page.url).text
        clock.shift(timedelta(seconds=20))
        assert client.get(page.url).text != before
