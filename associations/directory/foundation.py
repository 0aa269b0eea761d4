"""The page of all associations, as a portal begins with it."""

from __future__ import annotations

from typing import Any

from associations.directory.models import AssociationDirectoryPage


def directory(**said: Any) -> AssociationDirectoryPage:
    """Return the page, unsaved. `said` goes before the words that an empty one has."""
    words = {
        "title": "Föreningar",
        "slug": "foreningar",
        "introduction": (
            "Här hittar du föreningar som är med i trygghetsarbetet. "
            "Sök på namn, plats eller det du vill göra."
        ),
        "search_description": "Föreningar som är med och gör platser tryggare.",
        "show_in_menus": True,
    }
    return AssociationDirectoryPage(**{**words, **said})
