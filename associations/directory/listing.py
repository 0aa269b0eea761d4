"""What the directory and the register list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpRequest

from associations.directory.domain.alphabet import SWEDISH_LETTERS
from associations.directory.domain.entry_freshness import stale_on
from associations.register.domain.costs import CostRow, totals_by
from core.freshness.kept_warm import warm
from searching.lists.listing import Listing, list_entries
from searching.models import SearchEntry, SearchFacet

DIRECTORY_KIND = "association"
DIRECTORY_FACETS = ("letter", "association_kind", "place", "topic", "target", "offer")
REGISTER_KIND = "partnership"
REGISTER_FACETS = ("partnership_kind", "status", "place", "funding")


@dataclass(frozen=True)
class Letter:
    """One letter of the A–Ö above the directory; without entries it has no address."""

    label: str
    url: str = ""
    is_chosen: bool = False


def directory_context(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """One page of the associations, narrowed as the address says, and the A–Ö above it."""
    listing = list_entries(request, kind=DIRECTORY_KIND, facets=DIRECTORY_FACETS, now=now)
    return {"list": listing, "letters": _letters(request, listing)}


def _letters(request: HttpRequest, listing: Listing) -> list[Letter]:
    """Return A to Ö and whatever else some title begins with.

    A letter replaces the one that was chosen before; the other choices stay.
    """
    group = next((group for group in listing.groups if group.name == "letter"), None)
    found = {option.key: option for option in group.options} if group else {}
    letters = []
    for key in dict.fromkeys([*SWEDISH_LETTERS, *found]):
        option = found.get(key)
        if option is None or group is None:
            letters.append(Letter(key.upper()))
            continue
        url = address_with(request, group.parameter, *([] if option.is_chosen else [key]))
        letters.append(Letter(option.label, url, option.is_chosen))
    return letters


def address_with(request: HttpRequest, parameter: str, *keys: str) -> str:
    """Return the address of the same list with these values of one facet, on its first page."""
    asked = request.GET.copy()
    asked.pop("sida", None)
    asked.setlist(parameter, list(keys))
    query = asked.urlencode()
    return f"{request.path}?{query}" if query else request.path


def register_context(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The register's list, its totals, and the ideas that did not go further."""
    costs = apps.get_model("associations", "PartnershipCost").objects.public()
    rows = [
        CostRow(
            label=cost.label,
            amount=cost.amount,
            covers_from=cost.covers_from,
            covers_to=cost.covers_to,
            funding=cost.funding.title if cost.funding else "",
        )
        for cost in costs
    ]
    return {
        "list": list_entries(
            request, kind=REGISTER_KIND, facets=REGISTER_FACETS, order="-date", now=now
        ),
        "totals_by_years": totals_by(rows, "years"),
        "totals_by_funding": totals_by(rows, "funding"),
        "total": sum(row.amount for row in rows),
        "ideas": list(apps.get_model("associations", "NotPursued").objects.published()),
    }


def register_moments() -> list[datetime]:
    """Return when time alone changes the register's list, the earliest first."""
    return warm("register-moments", _read_register_moments)


def _read_register_moments() -> list[datetime]:
    starts = SearchFacet.objects.filter(entry__kind=REGISTER_KIND, valid_from__isnull=False)
    found = starts.order_by("valid_from").values_list("valid_from", flat=True).distinct()
    return [moment for moment in found if moment]


def directory_days() -> list[date]:
    """Return the days on which entries of the directory come to need a new check."""
    return warm("directory-days", _read_directory_days)


def _read_directory_days() -> list[date]:
    # An entry is dated the day on which it was checked.
    entries = SearchEntry.objects.filter(kind=DIRECTORY_KIND, date__isnull=False)
    checked = entries.order_by("date").values_list("date", flat=True).distinct()
    return [stale_on(day) for day in checked if day]


def word_source(word: models.Model) -> str:
    """Return the source of a facet that is a row of a shared list, such as a kind or funding."""
    return f"{word._meta.model_name}:{word.pk}"
