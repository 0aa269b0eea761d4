"""The page about night walks, as a portal begins with it."""

from __future__ import annotations

from typing import Any

from associations.night_walks.models import NightWalkPage


def night_walks(**said: Any) -> NightWalkPage:
    """Return the page, unsaved. `said` goes before the words that an empty one has."""
    words = {
        "title": "Nattvandring",
        "slug": "nattvandring",
        "introduction": (
            "Vuxna går tillsammans på kvällen där unga samlas. "
            "Här ser du vilka grupper vi känner till."
        ),
        "search_description": ("Grupper av vuxna som går tillsammans på kvällen."),
        "show_in_menus": True,
    }
    return NightWalkPage(**{**words, **said})
