"""Field by field, the demo content says what the facts say, and a reader is shown it."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.utils.html import strip_tags
from wagtail.models import Page

from core.blocks.text import plain_text
from core.models import Actor, Definition, FundingSource
from home.demo.facts_reader import read_facts
from home.models import (
    AnswerPage,
    ContactPoint,
    MeasurePage,
    NewsPage,
    PlacePage,
    Priority,
    StandardPage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def words(text: str) -> str:
    return " ".join(unescape(strip_tags(text)).split())


def shown(client: Client, address: str) -> str:
    return words(client.get(address).text)


# ---------------------------------------------------------------- what is kept


def test_places() -> None:
    pages = {page.slug: page for page in PlacePage.objects.all()}
    for place in read_facts().places:
        page = pages[place.slug]
        assert (page.title, page.introduction) == (place.name, place.summary)
        assert page.get_kind_display().lower() == place.kind
        assert (float(page.latitude), float(page.longitude)) == pytest.approx(
            (place.lat, place.lon), abs=0.00001
        )
        assert page.accuracy_m == place.accuracy_m


def test_measures() -> None:
    pages = {page.slug: page for page in MeasurePage.objects.all()}
    for measure in read_facts().measures:
        page = pages[measure.slug]
        assert (page.title, page.introduction) == (measure.title, measure.summary)
        assert page.control == measure.control
        assert page.results_caveat == measure.results_caveat
        assert [block.value["text"] for block in page.results] == list(measure.results)
        assert page.target_group_list == list(measure.target_groups)
        assert page.period_text == measure.year
        assert page.cost_total == (measure.costs_sek.total if measure.costs_sek else None)
        body = words(plain_text(page.body))
        for detail in measure.details:
            assert words(detail) in body, measure.slug


def test_every_result_says_how_it_is_known() -> None:
    pages = {page.slug: page for page in MeasurePage.objects.all()}
    for measure in read_facts().measures:
        told = [block.value["evidence"] for block in pages[measure.slug].results]
        assert told == list(measure.results_evidence)
        assert all(told)


def test_answers() -> None:
    pages = {page.slug: page for page in AnswerPage.objects.all()}
    for answer in read_facts().answers:
        page = pages[answer.slug]
        assert (page.title, page.introduction) == (answer.title, answer.summary)
        assert page.registry_number == (answer.dnr or "")
        assert page.asked_by == answer.asked_by_text
        assert page.board.slug == answer.board
        assert (page.document_date, page.board_date) == (answer.document_date, answer.board_date)
        assert (page.year, page.as_of) == (answer.year, answer.as_of)
        assert page.proposed_decision == answer.proposed_decision
        assert [
            (block.value["number"], block.value["question"], block.value["short_answer"])
            for block in page.questions
        ] == [(each.number, each.question, each.short_answer) for each in answer.questions]
        assert [block.value["title"] for block in page.attachments] == [
            each.title for each in answer.attachments
        ]


def test_actors() -> None:
    rows = {actor.slug: actor for actor in Actor.objects.select_related("parent")}
    for actor in read_facts().actors:
        row = rows[actor.slug]
        assert (row.name, row.role, row.description) == (actor.name, actor.role, actor.description)
        assert (row.parent.slug if row.parent else None) == actor.parent
        assert {place.slug for place in row.places.all()} == set(actor.places)


def test_contact_points() -> None:
    rows: dict[str, Any] = {row.slug: row for row in ContactPoint.objects.all()}
    for contact in read_facts().contacts:
        row = rows[contact.slug]
        assert (row.title, row.audience, row.text) == (
            contact.title,
            contact.audience,
            contact.text,
        )
        assert (row.channel, row.email) == (contact.channel, contact.email or "")
        assert row.organisation.slug == contact.organisation
        assert (row.district.slug, row.as_of) == (contact.district, contact.as_of)


def test_priorities() -> None:
    facts = read_facts()
    rows: dict[str, Any] = {row.slug: row for row in Priority.objects.all()}
    for priority in (*facts.iop_priorities, *facts.considerations, *facts.safety_priorities):
        row = rows[priority.slug]
        assert (row.title, row.text) == (priority.title, priority.text)
        assert row.governing_document == priority.governing_document
        assert (row.district.slug, row.as_of) == (priority.district, priority.as_of)
        assert {place.slug for place in row.places.all()} == set(priority.places)


def test_money_and_words() -> None:
    facts = read_facts()
    money = {row.slug: row for row in FundingSource.objects.all()}
    for fact in facts.funding_sources:
        assert (money[fact.slug].title, money[fact.slug].text) == (fact.title, fact.text)
    terms = {row.slug: row for row in Definition.objects.all()}
    for word in facts.definitions:
        assert (terms[word.slug].term, terms[word.slug].text) == (word.title, word.text)


# ---------------------------------------------------------------- what is shown


def test_a_measure_shows_its_result_beside_what_it_cannot_tell(client: Client) -> None:
    page = MeasurePage.objects.get(slug="nattvandring-alvsjo-solberga")
    html = client.get(page.url).text
    weighed = html[html.index('class="weigh"') :]
    assert weighed.index("Resultat</h3>") < weighed.index("Vad vi inte kan säga säkert</h3>")
    told = words(html)
    assert words(page.results_caveat) in told
    for block in page.results:
        assert words(block.value["text"]) in told
        assert words(block.value["evidence"]) in told


def test_a_measure_shows_who_decides_when_it_was_true_and_its_sources(client: Client) -> None:
    for page in MeasurePage.objects.live().exclude(control=""):
        html = client.get(page.url).text
        assert "Rådighet: vem som kan besluta och ändra" in html
        assert words(page.control) in words(html)
        # Once, not in the head and in the fact box.
        facts = html[html.index("<h1>") : html.index("</aside>", html.index("<h1>"))]
        assert facts.count("Uppgiften gäller") == 1
        assert 'id="kalla-1"' in html


def test_a_measure_shows_where_its_money_and_its_words_come_from(client: Client) -> None:
    page = MeasurePage.objects.live().filter(funding__document__isnull=False).first()
    assert page is not None
    html = client.get(page.url).text
    for money in page.funding.all():
        assert f'Källa: <a href="{money.url}">{money.label}</a>' in html


def test_a_place_shows_each_statement_with_its_month_and_its_note(client: Client) -> None:
    page = PlacePage.objects.get(slug="alvsjo-solberga")
    html = client.get(page.url).text
    for row in page.facts():
        assert words(row.text) in words(html)
    assert "Uppgiften gäller september 2024" in words(html)
    notes = set(re.findall(r'href="#kalla-(\d+)"', html))
    assert notes
    assert all(f'id="kalla-{number}"' in html for number in notes)


def test_a_place_lists_its_actors_and_tells_how_old_its_contacts_are(client: Client) -> None:
    place = next(page for page in PlacePage.objects.live() if page.actors.exists())
    html = client.get(place.url).text
    section = html[html.index('id="aktorer"') :]
    assert any(actor.name in section for actor in place.actors.all())
    point: Any = ContactPoint.objects.exclude(email="").exclude(as_of=None).get()
    told = client.get(point.district.url).text
    told = told[told.index('id="bidra"') :]
    assert point.organisation.name in told
    assert "Uppgiften gäller" in told
    assert "Källa:" in told


def test_an_answer_shows_that_the_decision_is_only_proposed(client: Client) -> None:
    for page in AnswerPage.objects.live().exclude(proposed_decision=""):
        told = shown(client, page.url)
        assert "Föreslaget beslut" in told
        assert words(page.proposed_decision) in told
        assert "Vi vet inte vad nämnden beslutade." in told


def test_priorities_show_their_places_and_what_governs_them(client: Client) -> None:
    html = client.get(StandardPage.objects.get(slug="prioriteringar").url).text
    told = words(html)
    for priority in Priority.objects.exclude(governing_document=""):
        assert f"Styrs av: {priority.governing_document}" in told
    for place in Priority.objects.get(slug="tva-torg-hasselby").places.all():
        assert f"<span>{place.title}</span>" in html


def test_a_chart_has_its_table(client: Client) -> None:
    page = StandardPage.objects.get(slug="diagram")
    html = client.get(page.url).text
    series = [block.value for block in page.body if block.block_type == "series"]
    assert series
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert len(tables) == len(series)
    for value, table in zip(series, tables, strict=True):
        assert re.findall(r'scope="row">(\d+)<', table) == [str(row.year) for row in value.rows]


def test_a_chart_shows_what_was_counted_as_whole_numbers(client: Client) -> None:
    reported = client.get(StandardPage.objects.get(slug="diagram").url).text.split("<figure")[1]
    assert re.findall(r'<td class="number">([^<]+)<', reported) == [
        "240",
        "231",
        "215",
        "209",
        "198",
    ]
    assert re.findall(r'text-anchor="middle">([^<]+)<', reported)[::2] == [
        *("240", "231", "215", "209", "198")
    ]


@pytest.mark.parametrize(
    ("model", "narrowed"),
    [
        (MeasurePage, "/insatser/"),
        (AnswerPage, "/svar/"),
        (NewsPage, "/nyheter/"),
        (StandardPage, "/sok/"),
    ],
    ids=lambda given: getattr(given, "__name__", None),
)
def test_topics_lead_to_what_else_is_about_them(
    client: Client, model: type[Page], narrowed: str
) -> None:
    page = model.objects.live().exclude(topic_links=None).first()
    assert page is not None
    html = client.get(page.url).text
    for topic in page.topics.all():
        assert f'<a class="tag" href="{narrowed}?amne={topic.slug}">{topic.name}</a>' in html
        assert page.title in unescape(client.get(f"{narrowed}?amne={topic.slug}").text)


@pytest.mark.parametrize("demonstration", [True, False])
def test_the_frame_says_that_this_is_a_demonstration_where_it_is_one(
    client: Client, demonstration: bool
) -> None:
    with override_settings(DEMONSTRATION=demonstration):
        for address in ("/", "/insatser/", "/sok/"):
            told = shown(client, address)
            assert ("Sidorna bygger på offentliga handlingar." in told) is demonstration
