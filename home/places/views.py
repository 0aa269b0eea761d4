"""From what somebody calls a place to its page."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.freshness.readers import shared
from home.places.querysets import NamedPlace, places_named

SUGGESTIONS = 8
CHOICES = 50
_SECONDS_KEPT = 300


@require_safe
def find_place(request: HttpRequest) -> HttpResponse:
    """Go to the only place that `q` can mean, else show what it may mean."""
    query = _query(request)
    found = places_named(query, language=_language(), most=CHOICES)
    only = _only(found)
    if only is not None:
        return redirect(only.url)
    response = render(request, "home/find_place.html", {"query": query, "places": found})
    return shared(request, response, seconds=_SECONDS_KEPT, reads=("q",))


@require_safe
def suggest_places(request: HttpRequest) -> HttpResponse:
    """The places that `q` may mean, for the picker: {"results": [{title, context, url}]}."""
    found = places_named(_query(request), language=_language(), most=SUGGESTIONS)
    results = [{"title": p.title, "context": p.context, "url": p.url} for p in found]
    return shared(request, JsonResponse({"results": results}), seconds=_SECONDS_KEPT, reads=("q",))


def _query(request: HttpRequest) -> str:
    """What was typed; nothing longer is the name of a place."""
    return " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]


def _language() -> str:
    return get_language() or "sv"


def _only(found: list[NamedPlace]) -> NamedPlace | None:
    """The place that was meant beyond doubt: the only one, or the only one so called."""
    exact = [place for place in found if place.is_exact]
    if len(exact) == 1:
        return exact[0]
    return found[0] if len(found) == 1 else None
