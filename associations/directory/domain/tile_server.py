"""Whom the reader's browser asks for the pictures of a map."""

from urllib.parse import urlsplit


def content_source(tile_url: str) -> str:
    """Return what a content policy has to allow for `tile_url`, or "" when that is our own host.

    `{s}` in the host stands for one of several names, so all names below it are allowed:
    "https://{s}.tiles.example.se/{z}/{x}/{y}.png" gives "https://*.tiles.example.se".
    """
    parts = urlsplit(tile_url)
    if not parts.netloc:
        return ""
    return f"{parts.scheme or 'https'}://{parts.netloc.replace('{s}.', '*.')}"


def host_name(tile_url: str) -> str:
    """Return the host that a reader should know is asked, or "" when it is our own."""
    return (urlsplit(tile_url).hostname or "").removeprefix("{s}.")
