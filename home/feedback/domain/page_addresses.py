"""Which page of ours an address means, when anybody can have written the address."""

from urllib.parse import urlsplit

LONGEST = 500


def local_path(address: str, host: str = "") -> str:
    """Return the path on this portal that `address` means, or "" when it means something else.

    `host` is the portal's own host; addresses that name it are ours too. What follows the path
    (search words, say) is left out: it may say more about the reader than about the page.
    """
    text = address.strip()
    if len(text) > LONGEST or "\\" in text or not text.isprintable():
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        is_ours = parts.scheme in {"http", "https"} and bool(host) and parts.netloc == host
        if not is_ours:
            return ""
    # Two slashes would name another host when the path is used as a link.
    return parts.path if parts.path.startswith("/") and not parts.path.startswith("//") else ""
