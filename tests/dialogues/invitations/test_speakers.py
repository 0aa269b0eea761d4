"""For whom an actor may answer: said once, and true of its parts as well."""

from importlib import import_module

import pytest
from django.apps import apps

from core.models import Actor, ActorKind, SpeaksFor
from dialogues.invitations.speakers import speakers
from home.models import PlaceIndexPage
from tests.factories.home import PlaceFactory

pytestmark = pytest.mark.django_db


def actor(slug: str, kind: ActorKind, **more: object) -> Actor:
    made: Actor = Actor.objects.create(slug=slug, kind=kind, **{"name": slug, **more})
    return made


def test_the_parts_of_an_actor_speak_for_whom_it_speaks() -> None:
    police = actor("myndigheten", ActorKind.STATE, speaks_for=SpeaksFor.POLICE)
    area = actor("omradet", ActorKind.UNIT, parent=police)
    board = actor("namnden", ActorKind.BOARD, speaks_for=SpeaksFor.DISTRICT)
    actor("polisen", ActorKind.ASSOCIATION)
    assert speakers() == ({police.pk, area.pk}, {board.pk})


def test_what_was_guessed_from_names_is_carried_over(place_index: PlaceIndexPage) -> None:
    PlaceFactory(parent=place_index, district=True, title="Norrby")
    actor("polisen", ActorKind.STATE)
    actor("forvaltningen", ActorKind.ADMINISTRATION, name="Norrby stadsdelsförvaltning")
    actor("namnden", ActorKind.BOARD, name="Norrby stadsdelsnämnd")
    actor("foreningen", ActorKind.ASSOCIATION, name="Norrby IF")
    actor("staden", ActorKind.ADMINISTRATION, name="Stadsledningskontoret")
    actor("sagt", ActorKind.BOARD, name="Norrby polisnämnd", speaks_for=SpeaksFor.POLICE)
    import_module("dialogues.migrations.0005_actors_speak_for").write_down(apps, None)
    spoken = dict(Actor.objects.exclude(speaks_for="").values_list("slug", "speaks_for"))
    assert spoken == {
        "polisen": SpeaksFor.POLICE,
        "forvaltningen": SpeaksFor.DISTRICT,
        "namnden": SpeaksFor.DISTRICT,
        "sagt": SpeaksFor.POLICE,
    }
