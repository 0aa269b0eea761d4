"""What robots are asked to leave alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core.freshness.readers import shared
from core.language.addresses import root_url

_SECONDS_KEPT = 3600


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything public may be read; results of searches need not be kept."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /tyck-till/",
        "Disallow: /sok/",
        f"Sitemap: {root_url(request)}{reverse('sitemap')}",
        "",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    return shared(request, response, seconds=_SECONDS_KEPT, reads=())
