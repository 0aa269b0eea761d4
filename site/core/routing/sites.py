"""Which of Wagtail's sites is asked, and whether there is anything to read on it yet."""

from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port
from wagtail.models import Site

from core.chrome import errors
from core.freshness.kept_warm import warm
from core.routing.middleware import Middleware

# What staff and machines need before there is anything to read, and files that staff look at.
_OPEN = (
    settings.ADMIN_PREFIX,
    settings.STATIC_URL,
    settings.MEDIA_URL,
    "/dokument/",
    "/favicon.ico",
    "/.well-known/",
)


def has_front_page(site: Site | None) -> bool:
    """Whether the site begins with a page of ours; Wagtail's own welcome page shows nothing."""
    return site is not None and hasattr(site.root_page.specific_class, "read_with")


class SiteMiddleware(Middleware):
    """Put the site where `Site.find_for_request` looks first, without asking each time.

    A portal whose front page is not made yet says so (503), wherever a reader knocks.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host, port = split_domain_port(request.get_host())[0], request.get_port()
        # A view that needs no database answers without one; a form keeps what was typed.
        with suppress(DatabaseError):
            # One key for all: who asks chooses the port and the case of the host, without end.
            sites, begun = warm("sites and fronts", _sites_and_fronts)
            site = sites.get((host, port)) or sites.get((host, "")) or sites["", ""]
            request._wagtail_site = site  # type: ignore[attr-defined]
            if (site is None or site.pk not in begun) and not request.path.startswith(_OPEN):
                return errors.not_set_up(request)
        return self.get_response(request)


def _sites_and_fronts() -> tuple[dict[tuple[str, str], Site | None], set[int]]:
    """Return the sites by host and port, and the keys of those that have a front page.

    Chosen as Wagtail's `get_site_for_hostname` does in the database. Without a port stands a host
    that has one site only, without a host whatever is asked otherwise.
    """
    sites = list(Site.objects.select_related("root_page"))
    usual = next((site for site in sites if site.is_default_site), None)
    hosts = [site.hostname for site in sites]
    by_name: dict[tuple[str, str], Site | None] = {("", ""): usual}
    for site in sites:
        by_name[site.hostname, str(site.port)] = site
        if hosts.count(site.hostname) == 1 and site != usual:
            by_name[site.hostname, ""] = site
    return by_name, {site.pk for site in sites if has_front_page(site)}
