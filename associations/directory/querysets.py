"""Named reads on the directory's entries and on what is suggested to change in them."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from wagtail.models import Locale
from wagtail.query import PageQuerySet


class AssociationPageQuerySet(PageQuerySet):
    """Reads on the entries of the directory."""

    def originals(self) -> Self:
        """Neither translations nor copies of other pages: what associations look over."""
        return self.filter(alias_of__isnull=True, locale=Locale.get_default())

    def to_review(self) -> Self:
        """The published entries whose associations can be sent a link."""
        return self.originals().live().exclude(review_email="").order_by("pk")


class EntrySuggestionQuerySet(models.QuerySet[Any]):
    """Reads on suggestions."""

    def listed(self) -> Self:
        """All of them for a list, the newest first."""
        return self.select_related("association", "decided_by").order_by("-received_at", "-pk")

    def to_erase(self, decided_before: datetime) -> Self:
        """Those decided before a moment whose words have not been erased yet."""
        return self.filter(decided_at__lt=decided_before, erased_at__isnull=True).order_by("pk")
