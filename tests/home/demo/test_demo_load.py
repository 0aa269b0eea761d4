"""What is in the portal after the demo content is loaded, and that loading again is harmless."""

import re
import shutil
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, ReferenceIndex, Site

from core.models import Actor, Definition, FundingSource, PortalSettings, Topic
from home.demo import FactsError, build
from home.demo.facts_reader import FACTS, read_facts
from home.models import (
    AnswerPage,
    ContactPoint,
    HomePage,
    MeasurePage,
    NewsPage,
    PlacePage,
    Priority,
    StandardPage,
)
from searching.models import SearchEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

COUNTED: tuple[Any, ...] = (
    Page, Actor, Topic, Definition, FundingSource, Priority, ContactPoint, ReferenceIndex, Site,
)  # fmt: skip


def everything() -> dict[str, list[object]]:
    """The ids of all pages and rows, by model."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list("pk")) for model in COUNTED
    }


def test_every_fact_of_home_is_in() -> None:
    facts = read_facts()
    for model, records in (
        (PlacePage, facts.places),
        (MeasurePage, facts.measures),
        (AnswerPage, facts.answers),
        (Actor, facts.actors),
        (Topic, facts.topics),
        (FundingSource, facts.funding_sources),
        (ContactPoint, facts.contacts),
        (Priority, (*facts.iop_priorities, *facts.considerations, *facts.safety_priorities)),
    ):
        known = set(model.objects.values_list("slug", flat=True))
        assert known == {record.slug for record in records}, model.__name__
    words = set(Definition.objects.values_list("slug", flat=True))
    assert words >= {word.slug for word in facts.definitions}
    assert words >= {"social", "situational", "reassurance"}
    asked = sum(len(answer.questions) for answer in AnswerPage.objects.all())
    assert asked == 22


def test_every_measure_keeps_its_places_actors_money_and_sources() -> None:
    pages = {page.slug: page for page in MeasurePage.objects.all()}
    for measure in read_facts().measures:
        page = pages[measure.slug]
        assert {place.slug for place in page.places.all()} == set(measure.places)
        assert {money.slug for money in page.funding.all()} == set(measure.funding)
        assert [link.actor.slug for link in page.actor_links.all()] == [
            *measure.responsible,
            *measure.partners,
        ]
        assert [link.reference for link in page.source_links.all()] == [
            source.ref for source in measure.sources
        ]
        assert page.as_of == measure.as_of


def test_every_answer_keeps_who_prepared_it_its_places_and_its_topics() -> None:
    facts = read_facts()
    pages = {page.slug: page for page in AnswerPage.objects.all()}
    for answer in facts.answers:
        page = pages[answer.slug]
        assert {actor.slug for actor in page.prepared_by.all()} == set(answer.prepared_by)
        assert {place.slug for place in page.places.all()} == set(answer.related.places)
        assert {topic.slug for topic in page.topics.all()} == {
            topic.slug for topic in facts.topics if answer.slug in topic.answers
        }
        assert len(page.attachments) == len(answer.attachments)


def test_every_place_keeps_what_was_said_of_it_with_a_source() -> None:
    pages = {page.slug: page for page in PlacePage.objects.all()}
    for place in read_facts().places:
        page = pages[place.slug]
        said = [row.text for row in page.statements.all()]
        assert said == [
            *(row.text for row in place.classifications),
            *(row.text for row in place.facts),
        ]
        assert all(row.label and row.as_of for row in page.statements.all())
        assert {part.slug for part in page.parts.all()} == set(place.parts)


def test_districts_stand_at_the_top_and_places_under_their_district() -> None:
    pages = {page.slug: page for page in PlacePage.objects.all()}
    for place in read_facts().places:
        parent = pages[place.slug].get_parent()
        expected = "platser" if place.district in (None, place.slug) else place.district
        assert parent.slug == expected


def test_only_the_old_web_site_stays_a_draft() -> None:
    drafts = Page.objects.filter(live=False).values_list("slug", flat=True)
    assert list(drafts) == ["lokal-webbinformation"]


def test_the_site_begins_at_the_swedish_front_page_and_english_stands_beside_it() -> None:
    home = Site.objects.get(is_default_site=True).root_page.specific
    assert isinstance(home, HomePage)
    translated = home.get_translation_or_none(locale=HomePage.objects.get(slug="en").locale)
    assert translated is not None
    assert translated.get_children().get().slug == "about"
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_the_portal_knows_its_own_address(settings: Any) -> None:
    site = Site.objects.get(is_default_site=True)
    assert site.root_url == settings.WAGTAILADMIN_BASE_URL


def test_the_menu_and_the_footer_have_their_pages() -> None:
    home = Site.objects.get(is_default_site=True).root_page
    menu = home.get_children().in_menu().values_list("slug", flat=True)
    assert " ".join(menu) == (
        "platser insatser nattvandring partnerskap foreningar dialoger svar nyheter om"
    )
    settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    footer = settings.footer_parent.get_children().in_menu().values_list("slug", flat=True)
    assert "tillganglighet" in footer
    assert "kakor" in footer


def test_lists_and_search_know_all_that_is_public_and_no_draft() -> None:
    counted = Counter(SearchEntry.objects.values_list("kind", flat=True))
    expected = {"place": 17, "measure": 43, "answer": 5, "news": 3, "actor": 41}
    assert {kind: counted[kind] for kind in expected} == expected


def test_news_are_dated_in_order() -> None:
    for page in NewsPage.objects.all():
        assert page.first_published_at.date() == page.published_on


def test_a_second_load_changes_nothing() -> None:
    before = everything()
    call_command("load_initial_data", stdout=StringIO())
    assert everything() == before


def test_a_second_load_keeps_what_an_editor_wrote() -> None:
    page = StandardPage.objects.get(slug="kakor")
    page.title, page.body = "Om kakor", []
    page.save_revision().publish()
    Actor.objects.filter(slug="polisen").update(role="Ändrad av redaktionen.")
    call_command("load_initial_data", stdout=StringIO())
    page.refresh_from_db()
    assert (page.title, len(page.body)) == ("Om kakor", 0)
    assert Actor.objects.get(slug="polisen").role == "Ändrad av redaktionen."


@pytest.mark.thorough
def test_a_refresh_writes_the_facts_over_the_same_pages() -> None:
    before = everything()
    place = PlacePage.objects.get(slug="alvsjo-solberga")
    place.title = "Något annat"
    place.statements = []
    place.save_revision().publish()
    call_command("load_initial_data", "--refresh", stdout=StringIO())
    place = PlacePage.objects.get(slug="alvsjo-solberga")
    assert place.title == "Älvsjö/Solberga"
    assert place.statements.count() == 9
    after = everything()
    assert after["Page"] == before["Page"]
    assert after["Actor"] == before["Actor"]


def test_if_empty_leaves_a_portal_with_content_alone() -> None:
    Topic.objects.all().delete()
    said = StringIO()
    call_command("load_initial_data", "--if-empty", stdout=said)
    assert not Topic.objects.exists()
    assert "finns redan" in said.getvalue()


def test_a_broken_reference_is_named_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = Path(shutil.copytree(FACTS, tmp_path / "facts"))
    file = facts / "measures.yaml"
    text = file.read_text(encoding="utf-8")
    broken = text.replace("    places:\n      - solberga\n", "    places:\n      - solbarga\n")
    assert broken != text
    file.write_text(broken, encoding="utf-8")
    # A load that went through would make this topic anew.
    Topic.objects.get(slug="aldre").delete()
    before = everything()
    record = re.escape("measures.yaml, posten ”spontanfotboll-solberga”, nyckeln ”places[0]”")
    with pytest.raises(FactsError, match=record):
        build(facts_folder=facts)
    assert everything() == before

    monkeypatch.setattr("home.demo.build", lambda refresh: build(facts_folder=facts))
    with pytest.raises(CommandError, match=record):
        call_command("load_initial_data", stdout=StringIO())
    assert everything() == before
