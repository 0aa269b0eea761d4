"""A portal whose front page is not made yet says so, wherever a reader knocks."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Site

from core.chrome import errors
from core.routing.middleware import Middleware

# What staff and machines need before there is anything to read, and files that staff look at.
_OPEN = (
    settings.ADMIN_PREFIX,
    settings.STATIC_URL,
    settings.MEDIA_URL,
    "/dokument/",
    "/healthz",
    "/readyz",
    "/favicon.ico",
    "/.well-known/",
)


def has_front_page(site: Site | None) -> bool:
    """Whether the site begins with a page of ours; Wagtail's own welcome page shows nothing."""
    if site is None:
        return False
    return hasattr(site.root_page.content_type.model_class(), "read_with")


class SetUpMiddleware(Middleware):
    """Answer 503 to readers until there is a front page."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Without a database nobody knows; the page itself will tell.
        is_known = hasattr(request, "_wagtail_site") and not request.path.startswith(_OPEN)
        if is_known and not has_front_page(request._wagtail_site):
            return errors.not_set_up(request)
        return self.get_response(request)
