"""The projection follows topics and actors too, and can be made anew."""

import pytest
from django.core.management import call_command

from core.models import Actor, Topic
from home import models
from searching.entries.projection import rebuild
from searching.models import SearchEntry, SearchFacet
from tests.factories import home as make
from tests.searching.editing import assert_equals_a_rebuild, committed, entry
from tests.searching.stored import projected


@pytest.mark.usefixtures("portal")
def test_topics_follow_their_names_and_go_when_they_are_deleted() -> None:
    topic = Topic.objects.get(slug="skola")
    topic.name, topic.slug = "Skolan", "skolan"
    committed(topic.save)
    assert SearchFacet.objects.filter(key="skolan", label="Skolan").exists()
    assert_equals_a_rebuild()
    committed(topic.delete)
    assert not SearchFacet.objects.filter(name="topic").exists()
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_an_actors_new_name_is_told_where_it_leads() -> None:
    actor = Actor.objects.get()
    actor.name = "Lokalpolisen"
    committed(actor.save)
    assert entry("Lokalpolisen").kind == "actor"
    assert entry("Nattvandring").card["leads"] == ["Lokalpolisen"]
    assert_equals_a_rebuild()


@pytest.mark.usefixtures("portal")
def test_actors_are_not_found_while_there_is_no_page_to_show_them(
    actor_index: models.ActorIndexPage,
) -> None:
    committed(actor_index.unpublish)
    assert not SearchEntry.objects.filter(kind="actor").exists()
    assert_equals_a_rebuild()


def test_an_actor_can_be_deleted(actor_index: models.ActorIndexPage) -> None:
    make.ActorFactory(name="Föreningen")
    make.ActorFactory(name="Kvar")
    committed(Actor.objects.get(name="Föreningen").delete)
    assert [entry.title for entry in SearchEntry.objects.all()] == ["Kvar"]
    assert_equals_a_rebuild()


# ---------------------------------------------------------------- making it anew


@pytest.mark.usefixtures("portal")
def test_a_rebuild_removes_what_is_no_longer_there() -> None:
    SearchEntry.objects.create(key="page:999999", kind="page", title="Spöke", address="/spoke/")
    call_command("rebuild_search", verbosity=0)
    assert not SearchEntry.objects.filter(title="Spöke").exists()


@pytest.mark.usefixtures("portal")
def test_a_rebuild_keeps_the_ids_so_that_open_pages_of_lists_do_not_shuffle() -> None:
    before = dict(SearchEntry.objects.values_list("key", "pk"))
    rebuild()
    assert dict(SearchEntry.objects.values_list("key", "pk")) == before


@pytest.mark.usefixtures("portal")
def test_a_rebuild_reads_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = projected()
    monkeypatch.setattr("searching.entries.projection.BATCH", 3)
    steps: list[int] = []
    rebuild(steps.append)
    assert len(steps) > 3
    assert steps == sorted(steps)
    assert projected() == kept
