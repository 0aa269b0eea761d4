"""Registers what lists, search and places tell of night walks."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail import hooks

from associations.night_walks import page_view
from associations.night_walks.models import NightWalkPage
from home.hooks import PlaceSection
from searching.facets.vocabulary import Kind

# Importing what the page shows registers it.
__all__ = ["page_view"]


@hooks.register("search_kinds")
def night_walk_kinds() -> list[Kind]:
    """What lists and search call it."""
    return [Kind("night_walk", _("Nattvandring"), order=30)]


@hooks.register("place_sections")
def night_walks_of_place() -> list[PlaceSection]:
    """The night walks that the page of a place lists."""
    return [
        PlaceSection(
            kind="night_walk",
            title=_("Nattvandring"),
            anchor="nattvandring",
            index_type="associations.NightWalkPage",
            empty=_("Vi känner inte till någon grupp som nattvandrar just här."),
            order=20,
        )
    ]


@hooks.register("association_pages")
def night_walks_of_actor(actor_id: int) -> QuerySet[Any]:
    """The pages on which an actor walks."""
    return NightWalkPage.objects.filter(group_rows__actor=actor_id)
