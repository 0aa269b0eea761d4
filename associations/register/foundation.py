"""The register of partnerships, as a portal begins with it."""

from __future__ import annotations

from typing import Any

from associations.register.models import PartnershipRegisterPage


def register(**said: Any) -> PartnershipRegisterPage:
    """Return the page, unsaved. `said` goes before the words that an empty one has."""
    words = {
        "title": "Partnerskap",
        "slug": "partnerskap",
        "introduction": (
            "Ibland kommer föreningar och förvaltningen överens om att göra något tillsammans. "
            "Här ser du vilka som är med, när det gäller, vad det kostar och vad det har gett."
        ),
        "search_description": (
            "Alla partnerskap och överenskommelser mellan föreningar och förvaltningen."
        ),
        "show_in_menus": True,
    }
    return PartnershipRegisterPage(**{**words, **said})
