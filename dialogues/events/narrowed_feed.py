"""The feed that follows what a reader has narrowed the dialogues to: its name and its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.freshness.declared import note_reads
from dialogues.events.domain.choices import DialogueKind
from home.models import PlacePage
from searching.lists.listing import Listing

_PLACE, _KIND = "plats", "slag"
_SEVERAL = {
    DialogueKind.DIALOGUE: gettext_lazy("Trygghetsdialoger"),
    DialogueKind.WALK: gettext_lazy("Trygghetsvandringar"),
    DialogueKind.ASSOCIATION_DAY: gettext_lazy("Föreningsdagar"),
    DialogueKind.WORKSHOP: gettext_lazy("Workshoppar"),
    DialogueKind.ACTIVATION: gettext_lazy("Platsaktiveringar"),
}


@dataclass(frozen=True)
class NarrowedFeed:
    """A calendar of one place, of one kind, or of both; `place_query` leaves the kind out."""

    name: str
    query: str
    place_query: str


def narrowed_feed(listing: Listing) -> NarrowedFeed | None:
    """Return the feed of what is chosen; None for all, and for several at once, which has none."""
    places = [choice for choice in listing.chosen if choice.name == "place"]
    kinds = [choice for choice in listing.chosen if choice.name == "dialogue_kind"]
    if (not places and not kinds) or len(places) > 1 or len(kinds) > 1:
        return None
    place = [(_PLACE, choice.key) for choice in places]
    kind = [(_KIND, choice.key) for choice in kinds]
    return NarrowedFeed(
        name=feed_name(
            places[0].label if places else "",
            DialogueKind(kinds[0].key.upper()) if kinds else None,
        ),
        query=urlencode(place + kind),
        place_query=urlencode(place),
    )


def feed_name(place: str, kind: DialogueKind | None) -> str:
    """Return the name of the feed of a place and a kind: «Trygghetsvandringar i Solberga»."""
    # All kinds together have the name that the district gives them.
    what = str(_SEVERAL[kind]) if kind else _("Trygghetsdialoger")
    return _("%(what)s i %(place)s") % {"what": what, "place": place} if place else what


def chosen_place(request: HttpRequest) -> PlacePage | None:
    """Return the place that `?plats=` names, None without it; an unknown one is a 404."""
    note_reads(request.META, _PLACE)
    slug = request.GET.get(_PLACE, "")
    if not slug:
        return None
    places = PlacePage.objects.live().public().filter(slug=slug) if "\x00" not in slug else None
    place = places.order_by("pk").first() if places is not None else None
    if place is None:
        raise Http404
    return place


def chosen_kind(request: HttpRequest) -> DialogueKind | None:
    """Return the kind that `?slag=` names, None without it; an unknown one is a 404."""
    note_reads(request.META, _KIND)
    named = request.GET.get(_KIND, "")
    if not named:
        return None
    try:
        return DialogueKind(named.upper())
    except ValueError as error:
        raise Http404 from error
