"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.freshness.readers import shared
from searching.facets.vocabulary import kind_labels
from searching.lists.listing import list_entries
from searching.models import KIND

# A search is cheap to answer again, and statuses change at midnight without any edit.
_SECONDS_KEPT = 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything public that answers to the words and choices in the address."""
    listing = list_entries(
        request, facets=(KIND, "place", "topic"), order="relevance", now=timezone.now()
    )
    context = {
        "list": listing,
        # The frame shows it in its own search field, too.
        "query": listing.query.text,
        "kind_labels": kind_labels(),
        "title": _("Sök"),
        "robots": "noindex, follow",
    }
    response = render(request, "searching/search.html", context)
    return shared(request, response, seconds=_SECONDS_KEPT, reads=())
