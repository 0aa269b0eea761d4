"""The projection follows what editors do to pages, and always equals one that is made anew."""

import pytest
from django.contrib.auth.models import Group
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from core.models import Actor
from home import models
from searching.models import SearchEntry, SearchFacet
from tests.factories import home as make
from tests.searching.editing import (
    assert_equals_a_rebuild,
    change,
    committed,
    entry,
    place,
    restrict,
    shown_at,
)
from tests.searching.stored import indexed_rows

# ---------------------------------------------------------------- what editors do


@pytest.mark.usefixtures("portal")
def test_published_pages_and_actors_are_found_where_they_belong() -> None:
    assert shown_at("Torget") == {"Nattvandring"}
    assert shown_at("Distriktet") >= {"Nattvandring", "Belysning", "Svar om kameror", "Polisen"}
    assert entry("Polisen").address == "/aktorer/" + Actor.objects.get().slug + "/"
    assert entry("Nattvandring").card["leads"] == ["Polisen"]
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_an_edit_is_found_once_it_is_published_and_a_draft_is_not() -> None:
    page = models.MeasurePage.objects.get(title="Belysning")
    page.introduction = "Nya lampor vid tunneln."
    committed(page.save_revision)
    assert "lampor" not in entry("Belysning").summary
    assert_equals_a_rebuild()
    change(page, introduction="Nya lampor vid tunneln.", places=[place("Torget")])
    assert "lampor" in entry("Belysning").summary
    assert "Belysning" in shown_at("Torget")
    assert "Belysning" not in shown_at("Farsta")
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_an_unpublished_page_is_not_found() -> None:
    committed(models.MeasurePage.objects.get(title="Belysning").unpublish)
    assert not SearchEntry.objects.filter(title="Belysning").exists()
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_an_unpublished_place_is_no_longer_offered_until_it_is_back() -> None:
    page = place("Solberga")
    committed(page.unpublish)
    assert not SearchFacet.objects.filter(label="Solberga").exists()
    assert_equals_a_rebuild()
    change(page)
    assert shown_at("Solberga") >= {"Nattvandring", "Svar om kameror"}
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_a_place_keeps_everything_under_its_new_name() -> None:
    before = shown_at("Solberga")
    change(place("Solberga"), title="Nya Solberga")
    assert shown_at("Nya Solberga") == before
    assert not SearchFacet.objects.filter(label="Solberga").exists()
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_a_new_slug_changes_addresses_below_and_keys_everywhere() -> None:
    change(place("Solberga"), slug="nya-solberga")
    assert entry("Torget").address == "/platser/distriktet/nya-solberga/torget/"
    assert not SearchFacet.objects.filter(key="solberga").exists()
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_a_new_slug_of_an_index_page_changes_the_addresses_below_it(
    measure_index: models.MeasureIndexPage, actor_index: models.ActorIndexPage
) -> None:
    change(measure_index, slug="atgarder")
    change(actor_index, slug="vilka")
    assert entry("Nattvandring").address == "/atgarder/nattvandring/"
    assert entry("Polisen").address.startswith("/vilka/")
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_a_moved_place_takes_what_is_done_there_with_it(
    place_index: models.PlaceIndexPage,
) -> None:
    other = make.PlaceFactory(parent=place_index, title="Andra distriktet", district=True)
    committed(lambda: Page.objects.get(title="Solberga").move(other, pos="last-child"))
    assert "Nattvandring" in shown_at("Andra distriktet")
    assert entry("Torget").address == "/platser/andra-distriktet/solberga/torget/"
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_a_composite_place_that_gets_another_part_is_found_there(
    measure_index: models.MeasureIndexPage,
) -> None:
    make.MeasureFactory(parent=measure_index, title="Lyktor", places=[place("Farsta")])
    assert "Svar om kameror" in shown_at("Solberga/Farsta")
    assert "Lyktor" not in shown_at("Solberga/Farsta")
    assert "Belysning" in shown_at("Solberga")
    change(place("Solberga/Farsta"), parts=[place("Farsta")], actors=[])
    assert "Svar om kameror" not in shown_at("Solberga/Farsta")
    assert "Lyktor" in shown_at("Solberga/Farsta")
    assert "Belysning" not in shown_at("Solberga")
    assert "Nattvandring" not in shown_at("Solberga/Farsta")
    assert "Belysning" in shown_at("Farsta")
    assert "Polisen" not in shown_at("Distriktet")
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_a_deleted_page_is_gone_with_all_under_it() -> None:
    committed(Page.objects.get(title="Solberga").delete)
    assert not SearchEntry.objects.filter(title__in=["Solberga", "Torget"]).exists()
    assert not SearchFacet.objects.filter(label__in=["Solberga", "Torget"]).exists()
    assert indexed_rows() == SearchEntry.objects.count()
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_a_whole_branch_can_be_deleted(front: models.HomePage) -> None:
    make.StandardFactory(parent=front, title="Kvar")
    for index in (models.PlaceIndexPage, models.MeasureIndexPage):
        committed(index.objects.get().delete)
    assert not SearchEntry.objects.filter(kind__in=["place", "measure"]).exists()
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_a_restricted_page_and_all_under_it_are_not_found_until_it_is_open_again() -> None:
    restriction = restrict(Page.objects.get(title="Solberga"))
    assert not SearchEntry.objects.filter(title__in=["Solberga", "Torget"]).exists()
    assert not SearchFacet.objects.filter(label__in=["Solberga", "Torget"]).exists()
    assert_equals_a_rebuild()
    committed(restriction.delete)
    assert shown_at("Torget") == {"Nattvandring"}
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_a_page_published_under_a_restricted_one_is_not_found(
    measure_index: models.MeasureIndexPage,
) -> None:
    restrict(measure_index)
    make.MeasureFactory(parent=measure_index, title="Hemlig insats")
    assert not SearchEntry.objects.filter(kind="measure").exists()
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_deleting_a_restricted_page_brings_nothing_back() -> None:
    page = Page.objects.get(title="Solberga")
    restrict(page)
    committed(page.delete)
    assert not SearchEntry.objects.filter(title__in=["Solberga", "Torget"]).exists()
    assert_equals_a_rebuild()


def test_a_group_restriction_hides_a_page_too(front: models.HomePage) -> None:
    page = make.StandardFactory(parent=front, title="Bara för vissa")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Vissa"))
    assert not SearchEntry.objects.filter(title="Bara för vissa").exists()


@pytest.mark.usefixtures("portal")
def test_a_copy_of_a_page_is_found_beside_it(measure_index: models.MeasureIndexPage) -> None:
    page = models.MeasurePage.objects.get(title="Nattvandring")
    copied = {"title": "Kopian", "slug": "kopian"}
    committed(lambda: page.copy(update_attrs=copied))
    assert "Kopian" in shown_at("Torget")
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_an_alias_is_left_out_because_its_original_is_found(
    measure_index: models.MeasureIndexPage,
) -> None:
    page = models.MeasurePage.objects.get(title="Nattvandring")
    committed(lambda: page.create_alias(parent=measure_index, update_slug="alias"))
    assert SearchEntry.objects.filter(title="Nattvandring").count() == 1
    assert_equals_a_rebuild()


def test_labels_are_in_the_language_of_the_page_not_of_the_editor(
    measure_index: models.MeasureIndexPage,
) -> None:
    with translation.override("en"):
        make.MeasureFactory(parent=measure_index, done=True)
    labels = SearchFacet.objects.filter(name="status").values_list("label", flat=True)
    assert list(labels) == ["Genomförd"]


# ---------------------------------------------------------------- together or not at all


def test_a_page_that_cannot_be_listed_is_not_published(
    measure_index: models.MeasureIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make.MeasureFactory(parent=measure_index, publish=False)

    def fails(self: models.MeasurePage) -> None:
        raise RuntimeError

    monkeypatch.setattr(models.MeasurePage, "search_document", fails)
    with pytest.raises(RuntimeError):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert not page.live
