"""Whether the portal lives, and whether it can serve: for load balancers and monitors."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from core.routing.sites import has_front_page


def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def ready(request: HttpRequest) -> HttpResponse:
    """200 when a reader would get the front page, else 503 with the reason."""
    status, text = 200, "ready\n"
    try:
        # Asked anew: what is kept warm would answer without a database.
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if not has_front_page(site):
            status, text = 503, "not set up: there is no front page\n"
    except DatabaseError:
        status, text = 503, "database does not answer\n"
    return HttpResponse(
        text, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
