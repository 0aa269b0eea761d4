"""Who sent a request: the one place that knows which proxies are ours.

Limits, log-in and whatever else tells senders apart ask here, so that all mean the same sender.
"""

import ipaddress
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

# One household or school has one such network; its machines change address as they like.
_IPV6_NETWORK = 64
# As proxies write addresses: alone, with the port that the sender spoke from, IPv6 in brackets.
_TOLD = re.compile(
    r"(?P<v4>[0-9.]{7,15})(:[0-9]{1,5})?|\[(?P<v6>[0-9a-f]*:[0-9a-f:.]{1,45})\](:[0-9]{1,5})?"
)


def network_of(request: HttpRequest) -> str:
    """Return the sender's network: an IPv4 address, or the /64 that an IPv6 address lies in.

    What is no address stays as the server told it, and is a sender like any other.
    """
    return network_in(request.META)


def network_in(environ: Mapping[str, Any]) -> str:
    """Return the sender's network where there is no request yet."""
    address = _address_in(environ)
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found.packed, _IPV6_NETWORK), strict=False))


def address_of(request: HttpRequest) -> str:
    """Return the address that spoke to the outermost of our own proxies, without a port.

    Each trusted proxy appends the address that it saw; what stands further left was written by
    the client and may be anything. Whoever comes past the proxies, or by one that names no
    address, is known by the address that spoke to the server: never by words of their own.
    """
    return _address_in(request.META)


def _address_in(environ: Mapping[str, Any]) -> str:
    spoke = str(environ.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXY_COUNT
    seen = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
    told = _address(seen[-proxies]) if 0 < proxies <= len(seen) else None
    return told or _address(spoke) or spoke


def _address(told: str) -> str | None:
    """Return the address in `told`, written in one way, or None when it is no address."""
    told = told.strip().lower()
    if parts := _TOLD.fullmatch(told):
        told = parts["v4"] or parts["v6"]
    try:
        found = ipaddress.ip_address(told)
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv6Address):
        # An interface of one machine (fe80::1%eth0) tells nothing to anybody else.
        found = found.ipv4_mapped or ipaddress.IPv6Address(found.packed)
    return str(found)
