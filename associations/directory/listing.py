"""What the directory lists, its addresses, and when time alone changes it."""

from datetime import date

from django.http import HttpRequest

from associations.directory.domain.entry_freshness import stale_on
from core.freshness.kept_warm import warm
from searching.models import SearchEntry

DIRECTORY_KIND = "association"
DIRECTORY_FACETS = ("letter", "association_kind", "place", "topic", "target", "offer")


def address_with(request: HttpRequest, parameter: str, *keys: str) -> str:
    """Return the address of the same list with these values of one facet, on its first page."""
    asked = request.GET.copy()
    asked.pop("sida", None)
    asked.setlist(parameter, list(keys))
    query = asked.urlencode()
    return f"{request.path}?{query}" if query else request.path


def directory_days() -> list[date]:
    """Return the days on which entries of the directory come to need a new check."""
    return warm("directory-days", _read_directory_days)


def _read_directory_days() -> list[date]:
    # An entry is dated the day on which it was checked.
    entries = SearchEntry.objects.filter(kind=DIRECTORY_KIND, date__isnull=False)
    checked = entries.order_by("date").values_list("date", flat=True).distinct()
    return [stale_on(day) for day in checked if day]
