"""Old addresses lead on, however they are spelled and whatever was hung on them.

As Wagtail's, whose redirects know capital letters apart, and whose `?id=` is lost as soon as a
newsletter adds where its reader came from. What readers ask for in vain is looked up in one warm
table, not in the database.
"""

from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.freshness.kept_warm import warm

# What others add to find out where readers come from.
_TRACKING = ("utm_", "mtm_", "pk_", "piwik_")
_CLICKS = frozenset({"fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "dclid", "igshid"})


class ForgivingRedirectMiddleware(RedirectMiddleware):
    """Leads on from an address that is no longer, if somebody has said where to."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Answer 301 or 302 in place of a 404 that has a redirect."""
        if response.status_code != 404:
            return response
        pk = _found(request)
        redirect = Redirect.objects.filter(pk=pk).first() if pk else None
        if redirect is None or redirect.link is None:
            return response
        kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return kind(redirect.link)


def _found(request: HttpRequest) -> int | None:
    known = warm("redirects", _read)
    if not known:
        return None
    site = Site.find_for_request(request)
    for address in _spellings(request.get_full_path()):
        for site_id in (site.pk if site else None, None):
            if pk := known.get((site_id, address)):
                return pk
    return None


def _read() -> dict[tuple[int | None, str], int]:
    rows = Redirect.objects.values_list("site_id", "old_path", "pk")
    return {(site_id, _spelling(path)): pk for site_id, path, pk in rows}


def _spellings(address: str) -> list[str]:
    """Return the address as it is asked for, without tracking, and without its query."""
    parts = urlsplit(address)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    meant = [
        (name, value)
        for name, value in asked
        if not name.lower().startswith(_TRACKING) and name.lower() not in _CLICKS
    ]
    found = [address, f"{parts.path}?{urlencode(meant)}" if meant else parts.path, parts.path]
    return list(dict.fromkeys(_spelling(each) for each in found))


def _spelling(address: str) -> str:
    """Return the one way to write what Wagtail takes for the same address."""
    return unquote(str(Redirect.normalise_path(address))).casefold()
