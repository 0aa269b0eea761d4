"""The routes of the portal, and an address for each."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver

# What a route says for a part that only a link tells.
_SECRETS = re.compile(r"<(?:str:|slug:)?(?:token|uidb64)>|\(\?P<(?:token|uidb64)>[^)]*\)")
_OTHERS = {"int": "1", "slug": "ord", "str": "ord", "path": "ord", "uuid": "ord"}


def routes(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Callable[..., object]]]:
    """Every route of the portal as it is written in code, and its view."""
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield route, each.callback


def has_secret(route: str) -> bool:
    """Whether somebody who knows the whole address may do what nobody else may."""
    return bool(_SECRETS.search(route))


def filled(route: str, secret: str) -> str:
    """Return an address that a route takes, without the slash before it."""
    address = re.sub(r"<(\w+):\w+>", lambda named: _OTHERS[named[1]], _SECRETS.sub(secret, route))
    return re.sub(r"[\^$]|\\Z", "", address)
