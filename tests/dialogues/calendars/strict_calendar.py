"""A calendar file read as strictly as RFC 5545 is written, by nobody who also wrote it.

The portal writes its files with the library that other tests read them with; what that forgives on
both ways would never show.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

ONCE, SELDOM = "once", "at most once"
PROPERTIES = {
    "VCALENDAR": {
        ONCE: {"PRODID", "VERSION"},
        SELDOM: {"CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"},
    },
    "VEVENT": {
        ONCE: {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "URL"},
        SELDOM: {"LAST-MODIFIED", "DESCRIPTION", "LOCATION", "TRANSP", "CATEGORIES"},
    },
}
_UTC, _TEXT = r"\d{8}T\d{6}Z", r"(?:[^\\,;]|\\[\\,;nN])*"
VALUES = {
    "VERSION": r"2\.0",
    "CALSCALE": "GREGORIAN",
    "UID": r"[0-9a-f-]{36}@trygghetsportalen",
    **dict.fromkeys(("DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED"), _UTC),
    **dict.fromkeys(("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"), _TEXT),
    # Commas divide them.
    "CATEGORIES": r"(?:[^\\;]|\\[\\,;nN])*",
    "SEQUENCE": r"\d+",
    "STATUS": "CONFIRMED|TENTATIVE|CANCELLED",
    "TRANSP": "TRANSPARENT|OPAQUE",
    "URL": r"https?://[!-~]+",
    **dict.fromkeys(("REFRESH-INTERVAL", "X-PUBLISHED-TTL"), r"P(?:\d+D)?(?:T\d+H)?"),
}


@dataclass
class Component:
    """A part of a calendar with its properties, values as they are written."""

    name: str
    properties: list[tuple[str, str]] = field(default_factory=list)
    parts: "list[Component]" = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return the text of a property, with what was escaped."""
        (value,) = (value for known, value in self.properties if known == name)
        return re.sub(r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value)


def read_strictly(content: bytes) -> list[Component]:
    """Return the entries of a calendar. Raises AssertionError where it is not as it should be."""
    (calendar,) = _components(_lines(content))
    assert calendar.name == "VCALENDAR"
    assert calendar.parts, "a calendar holds something"
    entries = [part for part in calendar.parts if part.name == "VEVENT"]
    # The time zone of a calendar without entries tells local times, as it must.
    assert entries or [part.name for part in calendar.parts] == ["VTIMEZONE"]
    for component in (calendar, *entries):
        _check(component)
    uids = Counter(entry.text("UID") for entry in entries)
    assert all(number == 1 for number in uids.values()), uids
    for entry in entries:
        assert entry.text("DTSTART") < entry.text("DTEND")
        assert not entry.parts
    return entries


def _lines(content: bytes) -> list[str]:
    """Return the lines unfolded, having checked 3.1: CRLF, 75 octets, no character cut in two."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert 0 < len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
        line.decode("utf-8")
    assert not physical[0].startswith(b" ")
    return content.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def _components(lines: list[str]) -> list[Component]:
    outside = Component("")
    open_ones = [outside]
    for line in lines:
        # No parameter of ours needs quotes.
        found = re.fullmatch(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^:;,\"]+)*):(.*)", line)
        assert found, line
        name, value = found[1], found[3]
        if name == "BEGIN":
            begun = Component(value)
            open_ones[-1].parts.append(begun)
            open_ones.append(begun)
        elif name == "END":
            assert open_ones.pop().name == value
        else:
            open_ones[-1].properties.append((name, value))
    assert open_ones == [outside]
    assert not outside.properties
    return outside.parts


def _check(component: Component) -> None:
    known = PROPERTIES[component.name]
    numbers = Counter(name for name, _value in component.properties)
    assert set(numbers) <= known[ONCE] | known[SELDOM]
    assert known[ONCE] <= set(numbers)
    assert set(numbers.values()) == {1}
    for name, value in component.properties:
        assert re.fullmatch(VALUES.get(name, ".*"), value), (name, value)
