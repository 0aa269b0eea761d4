"""Telling senders apart for a day, without knowing who they are."""

import ipaddress
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from casework.records.retention import STOCKHOLM

# One household or school has one such network; its machines change address as they like.
_IPV6_NETWORK = 64


def sender_of(request: HttpRequest, now: datetime) -> str:
    """Return what stands for the sender of `request` today: 64 hexadecimal digits.

    The salt is made of the day and the portal's secret, so the same sender is another one
    tomorrow, and nobody without the secret can try out addresses.
    """
    today = now.astimezone(STOCKHOLM).date().isoformat()
    network = _network(_address(request))
    return salted_hmac(f"casework.sender.{today}", network, algorithm="sha256").hexdigest()


def _address(request: HttpRequest) -> str:
    """Return the address that spoke to the outermost of our own proxies.

    Each trusted proxy appends the address that it saw; what stands further left was written by
    the client and may be anything.
    """
    proxies: int = settings.TRUSTED_PROXY_COUNT
    told = request.headers.get("X-Forwarded-For", "")
    seen = [part.strip() for part in told.split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, _IPV6_NETWORK), strict=False))
