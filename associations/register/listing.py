"""What the register lists, and when time alone changes it."""

from datetime import datetime

from core.freshness.kept_warm import warm
from searching.models import SearchFacet

REGISTER_KIND = "partnership"
REGISTER_FACETS = ("partnership_kind", "status", "place", "funding")


def register_moments() -> list[datetime]:
    """Return when time alone changes the register's list, the earliest first."""
    return warm("register-moments", _read_register_moments)


def _read_register_moments() -> list[datetime]:
    starts = SearchFacet.objects.filter(entry__kind=REGISTER_KIND, valid_from__isnull=False)
    found = starts.order_by("valid_from").values_list("valid_from", flat=True).distinct()
    return [moment for moment in found if moment]
