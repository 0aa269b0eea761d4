"""What a dialogue's page tells people and machines."""

import json
import re
from typing import Any

# All of the way in that the factory's hybrid dialogue has.
SECRETS = ("meet.jit.si", "hemligt-rum", "kod-4711", "08-123 45 67")


def shows_way_in(text: str) -> bool:
    """Whether a page shows all of the way in; some of it alone is a mistake."""
    shown = {secret in text for secret in SECRETS}
    assert len(shown) == 1
    return shown == {True}


def event_of(response: Any) -> dict[str, Any] | None:
    """Return the meeting as search engines are told of it, or None."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.text)
    return next((each for each in json.loads(text) if each["@type"] == "Event"), None)
