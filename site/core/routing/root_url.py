"""Where the portal is, for addresses that must hold outside it."""

from django.http import HttpRequest
from wagtail.models import Site


def root_url(request: HttpRequest) -> str:
    """Return scheme and host of the portal, without a slash; "" when no site answers."""
    site = Site.find_for_request(request)
    return site.root_url if site else ""
