"""The page of all dialogues, as a portal begins with it."""

from __future__ import annotations

from typing import Any

from dialogues.models import DialogueIndexPage
from home.foundation.indexes import follow_measures
from home.foundation.planting import Planter
from home.models import HomePage


def build(planter: Planter, home: HomePage) -> None:
    """Make the page and put it into the menu."""
    follow_measures(home, planter.page(home, dialogues()))


def dialogues(**said: Any) -> DialogueIndexPage:
    """Return the page, unsaved. `said` goes before the words that an empty one has."""
    words = {
        "title": "Dialoger",
        "slug": "dialoger",
        "introduction": (
            "Prata med dem som kan göra något åt en plats. "
            "Här ser du vad som kommer, hur du är med och vad som kom fram."
        ),
        "search_description": (
            "Trygghetsdialoger, trygghetsvandringar och andra möten. "
            "Se när, var och hur du är med på plats eller digitalt."
        ),
        "show_in_menus": True,
    }
    return DialogueIndexPage(**{**words, **said})
