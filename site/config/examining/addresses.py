"""Whether the addresses of the portal, and those it names to browsers, can be what they say."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error
from django.http.request import validate_host

from config.examining.given import Given

_NAME = re.compile(r"\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.I)
# One source of a Content-Security-Policy, which ends at blanks, commas and semicolons.
_ANCESTOR = re.compile(r"'(self|none)'|https?://(\*\.)?[a-z0-9.-]+(:\d+)?", re.I)


def addresses_are_addresses(settings: Given) -> list[CheckMessage]:
    """Check hosts, the portal's own address, and what others are allowed or asked for."""
    found: list[CheckMessage] = []
    for host in settings.ALLOWED_HOSTS:
        if host != "*" and not _is_host(host):
            hint = "Names alone, separated by commas: no https://, no port, no path."
            said = f"ALLOWED_HOSTS holds {host!r}, which no request can match."
            found.append(Error(said, hint=hint, id="portal.E201"))
    base = settings.WAGTAILADMIN_BASE_URL
    if not is_origin(base):
        hint = "Such as https://trygghet.example.se: no path, and no slash at the end."
        said = "WAGTAILADMIN_BASE_URL is no address that links in mails can begin with."
        found.append(Error(said, hint=hint, id="portal.E202"))
    elif not validate_host(str(urlsplit(base).hostname), settings.ALLOWED_HOSTS):
        hint = "Every link in a mail would be answered with 400. Add its host to ALLOWED_HOSTS."
        said = "WAGTAILADMIN_BASE_URL has a host that ALLOWED_HOSTS refuses."
        found.append(Error(said, hint=hint, id="portal.E203"))
    for each in settings.EMBED_ANCESTORS:
        if not _ANCESTOR.fullmatch(each):
            hint = "Sources separated by blanks, such as 'self' https://start.example.se"
            said = f"EMBED_ANCESTORS holds {each!r}, which is no source of a policy."
            found.append(Error(said, hint=hint, id="portal.E204"))
    contact = settings.SECURITY_CONTACT
    if contact and not re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[\d-]+)", contact):
        hint = "Write mailto:sakerhet@example.se or https://example.se/sakerhet."
        found.append(Error("SECURITY_CONTACT is no URI.", hint=hint, id="portal.E208"))
    tiles = settings.MAP_TILE_URL
    if tiles and not (_is_web(tiles) and all(part in tiles for part in ("{z}", "{x}", "{y}"))):
        hint = "Such as https://tiles.example.se/{z}/{x}/{y}.png"
        found.append(Error("MAP_TILE_URL gives no tiles.", hint=hint, id="portal.E205"))
    if settings.MEDIA_ORIGIN and not is_origin(settings.MEDIA_ORIGIN):
        hint = "Such as https://bilder.example.se: no path, and no slash at the end."
        found.append(Error("MEDIA_ORIGIN is no address of a host.", hint=hint, id="portal.E209"))
    return found


def addresses_are_public(settings: Given) -> list[CheckMessage]:
    """Check that a public portal answers to its own names only, and links to itself by https."""
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS or any(
        host.startswith(".") and host.count(".") < 2 for host in settings.ALLOWED_HOSTS
    ):
        hint = "Name the hosts: links are made from what a request says that it is for."
        found.append(Error("ALLOWED_HOSTS allows any host.", hint=hint, id="portal.E206"))
    if settings.SECURE_SSL_REDIRECT and not settings.WAGTAILADMIN_BASE_URL.startswith("https:"):
        hint = "Begin it with https://, or set SECURE_SSL_REDIRECT=false where there is none."
        said = "WAGTAILADMIN_BASE_URL leads to where every page redirects away from."
        found.append(Error(said, hint=hint, id="portal.E207"))
    return found


def is_origin(address: str) -> bool:
    """Whether the address is one of a site and nothing more."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises when it is none
    except ValueError:
        return False
    more = parts.path or parts.query or parts.fragment or parts.username is not None
    return _is_web(address) and not more and _is_host(parts.hostname or "")


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _is_host(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return bool(_NAME.fullmatch(host))
    return True
