"""Which digital meeting rooms we know, and how people get in. Only https, never anything else."""

from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit


class MeetingKind(Enum):
    """Whose room it is, as far as the address tells."""

    TEAMS = "Teams"
    ZOOM = "Zoom"
    MEET = "Google Meet"
    JITSI = "Jitsi"
    OTHER = ""


class BadMeetingLink(ValueError):
    """The address is not one that we send people to."""


@dataclass(frozen=True)
class MeetingLink:
    """An address that has been looked at."""

    url: str
    kind: MeetingKind


_HOSTS = {
    "teams.microsoft.com": MeetingKind.TEAMS,
    "teams.live.com": MeetingKind.TEAMS,
    "zoom.us": MeetingKind.ZOOM,
    "meet.google.com": MeetingKind.MEET,
    "meet.jit.si": MeetingKind.JITSI,
}


def read_meeting_link(text: str) -> MeetingLink:
    """Return the link in `text`. Raises BadMeetingLink for anything but a plain https address."""
    url = text.strip()
    if any(character.isspace() or ord(character) < 32 for character in url):
        raise BadMeetingLink
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        has_port = parts.port is not None
    except ValueError as error:
        raise BadMeetingLink from error
    is_plain = parts.scheme == "https" and "." in host and not parts.username
    if not is_plain or (has_port and parts.port != 443):
        raise BadMeetingLink
    kind = next(
        (kind for known, kind in _HOSTS.items() if host == known or host.endswith(f".{known}")),
        MeetingKind.OTHER,
    )
    return MeetingLink(url, kind)
