"""The feed that follows what a reader has narrowed the list of dialogues to."""

from dataclasses import dataclass
from urllib.parse import urlencode

from dialogues.events.feed_names import feed_name
from searching.lists.listing import Listing


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
    place = [("plats", choice.key) for choice in places]
    kind = [("slag", choice.key) for choice in kinds]
    return NarrowedFeed(
        name=feed_name(
            places[0].label if places else "",
            kinds[0].key.upper() if kinds else None,
        ),
        query=urlencode(place + kind),
        place_query=urlencode(place),
    )
