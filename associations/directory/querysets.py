"""Named reads on the directory's entries and on what is suggested to change in them."""

from typing import Self

from wagtail.models import Locale
from wagtail.query import PageQuerySet

from casework.records.querysets import ReceivedQuerySet


class AssociationPageQuerySet(PageQuerySet):
    """Reads on the entries of the directory."""

    def originals(self) -> Self:
        """Neither translations nor copies of other pages: what associations look over."""
        return self.filter(alias_of__isnull=True, locale=Locale.get_default())

    def to_review(self) -> Self:
        """The published entries whose associations can be sent a link."""
        return self.originals().live().exclude(review_email="").order_by("pk")


class EntrySuggestionQuerySet(ReceivedQuerySet):
    """Reads on suggestions."""

    def listed(self) -> Self:
        """All of them for a list, the newest first."""
        return self.select_related("association", "handled_by").order_by("-received_at", "-pk")
