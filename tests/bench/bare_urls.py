"""The least that a Django view can do: write one row of a form, or show a page of some length."""

from datetime import date
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from casework.models import RateCount
from tests.bench.words import sentence, text


@csrf_exempt
def write_one_row(request: HttpRequest) -> HttpResponse:
    """Store one value of the form."""
    if request.method != "POST":
        return HttpResponse("nothing stored")
    RateCount.objects.create(
        scope="bench", sender=request.POST["sender"], window_starts_at=timezone.now()
    )
    return HttpResponse("stored")


def page(request: HttpRequest, length: int) -> HttpResponse:
    """Show one row of the database, and a list as long as it takes to `length` bytes."""
    front = Page.objects.filter(depth=2).first()
    return render(request, "bench/bare_page.html", {"front": front, "rows": _rows(length)})


@cache
def _rows(length: int) -> list[dict[str, object]]:
    """Return what fills a page: some 400 bytes each with what the template puts around it."""
    return [
        {
            "url": f"/sida-{number}/",
            "title": sentence(number, 4),
            "summary": text(number, 2)[:150],
            "date": date(2026, 1, 1 + number % 28),
        }
        for number in range(max(length - 250, 0) // 440)
    ]


urlpatterns = [path("bare/", write_one_row), path("bare/page/<int:length>/", page)]
