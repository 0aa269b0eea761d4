"""Addresses that open something for whoever knows them never stand in a log."""

import logging
import re
from typing import Any

# Signed tokens are long runs of URL-safe characters; no readable address has such a part.
_TOKEN = re.compile(
    r"(?<=/)(?=[^/\s?\"']*[:.])[\w.:~=-]{40,}(?=[/\s?\"']|$)"
    # Django's own, which chooses a new password.
    r"|(?<=/password_reset/confirm/)[^/\s?\"']+/[^/\s?\"']+"
    r"|(?<=/admin/inbjudan/)[^/\s?\"']+/[^/\s?\"']+"
)


def without_tokens(text: str) -> str:
    """Return `text` with the tokens in its addresses left out."""
    return _TOKEN.sub("…", text)


def without_tokens_anywhere(told: Any) -> Any:
    """Return a report (dicts and lists of texts and numbers) with no token in any of its texts."""
    if isinstance(told, str):
        return without_tokens(told)
    if isinstance(told, dict):
        return {key: without_tokens_anywhere(value) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [without_tokens_anywhere(value) for value in told]
    return told


class SecretAddressFilter(logging.Filter):
    """Rewrites what is about to be logged; never holds anything back."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave the tokens out of the message."""
        told = record.getMessage()
        cleaned = without_tokens(told)
        if cleaned != told:
            record.msg, record.args = cleaned, ()
        return True
