"""What is in the portal after the demo content is loaded, and that loading again is harmless."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, ReferenceIndex, Site

from associations.demo import build
from associations.demo_facts.reader import FACTS, read_facts
from associations.models import (
    AssociationKind,
    AssociationPage,
    NotPursued,
    PartnershipGuidePage,
    PartnershipPage,
)
from core.models import Actor
from home.demo.facts_problems import FactsError
from searching.models import SearchEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def everything() -> dict[str, list[object]]:
    """The ids of all pages and rows, by model."""
    counted = (Page, AssociationKind, NotPursued, ReferenceIndex)
    return {
        model.__name__: list(model.objects.order_by("pk").values_list("pk")) for model in counted
    }


def test_every_fact_is_in() -> None:
    facts = read_facts()
    for model, records in (
        (AssociationPage, facts.associations),
        (AssociationKind, facts.kinds),
        (PartnershipPage, facts.agreements),
        (NotPursued, facts.discussions),
    ):
        known = set(model.objects.values_list("slug", flat=True))
        assert known == {record.slug for record in records}, model.__name__


def test_search_knows_all_of_it() -> None:
    kinds = SearchEntry.objects.values_list("kind", flat=True)
    counts = {kind: list(kinds).count(kind) for kind in ("association", "partnership", "idea")}
    assert counts == {"association": 7, "partnership": 4, "idea": 1}
    assert SearchEntry.objects.filter(kind="night_walk").count() == 1


def test_every_association_keeps_its_places_kinds_topics_and_sources() -> None:
    facts = read_facts()
    actors = {actor.slug: actor for actor in facts.home.actors}
    for association in facts.associations:
        page = AssociationPage.objects.get(slug=association.slug)
        actor = actors[association.slug]
        assert page.title == actor.name
        assert page.actor.slug == actor.slug
        assert {place.slug for place in page.places.all()} == set(actor.places)
        assert {kind.slug for kind in page.kinds.all()} == set(association.kinds)
        assert {topic.slug for topic in page.topics.all()} == set(association.topics)
        assert [link.reference for link in page.source_links.all()] == [
            source.ref for source in actor.sources
        ]


def test_nothing_is_invented_about_how_to_reach_an_association() -> None:
    for page in AssociationPage.objects.all():
        known = (page.email, page.phone, page.website, page.organisation_number, page.review_email)
        assert not any(known), page.title
        assert page.checked_on is None
        assert page.public_contacts == {}
        assert page.as_of is not None


def test_the_doors_lead_to_the_directory_and_the_guide() -> None:
    doors = Site.objects.get(is_default_site=True).root_page.specific.doors
    assert [door.value["page"].url for door in doors] == [
        "/foreningar/",
        PartnershipGuidePage.objects.get().url,
    ]


def test_a_second_load_changes_nothing() -> None:
    before = everything()
    assert build() == 0
    assert everything() == before


def test_a_second_load_keeps_what_an_editor_wrote() -> None:
    page = AssociationPage.objects.get(slug="alvsjo-aik")
    page.introduction = "Skrivet av föreningen."
    page.save_revision().publish()
    front = Site.objects.get(is_default_site=True).root_page.specific
    front.doors = []
    front.save_revision().publish()
    NotPursued.objects.get().unpublish()
    build()
    page.refresh_from_db()
    front.refresh_from_db()
    assert page.introduction == "Skrivet av föreningen."
    assert len(front.doors) == 0
    assert not NotPursued.objects.get().live


@pytest.mark.thorough
def test_a_refresh_writes_the_facts_over_the_same_pages() -> None:
    before = everything()
    page = PartnershipPage.objects.get(slug="iop-nattvandring-alvsjo-solberga")
    page.period_rows, page.purpose = [], "Något annat"
    page.save_revision().publish()
    call_command("load_initial_data", "--refresh", stdout=StringIO())
    page = PartnershipPage.objects.get(pk=page.pk)
    assert page.period_rows.count() == 3
    assert page.purpose.startswith("Fler kapabla väktare")
    assert everything()["Page"] == before["Page"]


def test_a_broken_reference_is_named_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = Path(shutil.copytree(FACTS, tmp_path / "facts"))
    file = facts / "partnerships.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("      - farsta\n", "      - fårsta\n"), encoding="utf-8")
    # A load that went through would make this kind anew.
    AssociationKind.objects.get(slug="studieforbund").delete()
    before = everything()
    record = re.escape("partnerships.yaml, posten ”iop-farsta-nattvandrarna”, nyckeln ”places[0]”")
    with pytest.raises(FactsError, match=record):
        build(facts_folder=facts)
    assert everything() == before

    monkeypatch.setattr(
        "associations.demo.build", lambda refresh: build(refresh=refresh, facts_folder=facts)
    )
    with pytest.raises(CommandError, match=record):
        call_command("load_initial_data", stdout=StringIO())
    assert everything() == before


def test_a_load_that_fails_halfway_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # What a load would make again before it comes to the guide.
    AssociationPage.objects.get(slug="alvsjo-aik").delete()
    AssociationKind.objects.get(slug="studieforbund").delete()
    before = everything()
    made: list[bool] = []

    def fail(*args: object) -> None:
        made.append(AssociationPage.objects.filter(slug="alvsjo-aik").exists())
        raise OSError("The disk is full.")

    monkeypatch.setattr("associations.demo.load.build_guide", fail)
    with pytest.raises(OSError, match="disk is full"):
        build()
    assert made == [True]
    assert everything() == before
    assert not SearchEntry.objects.filter(title="Älvsjö AIK", kind="association").exists()


def test_what_an_editor_has_removed_from_the_portal_is_told_and_nothing_is_made() -> None:
    AssociationKind.objects.get(slug="studieforbund").delete()
    Actor.objects.filter(slug="trygghetsstrateg").update(slug="en-annan")
    with pytest.raises(FactsError, match=r"supporting_actors\[3\].*trygghetsstrateg.*i portalen"):
        build()
    assert not AssociationKind.objects.filter(slug="studieforbund").exists()
