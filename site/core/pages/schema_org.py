"""The portal's pages in the words of schema.org, as plain dictionaries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

_CONTEXT = "https://schema.org"


class HasTitleAndUrl(Protocol):
    """A step of the way to a page."""

    @property
    def title(self) -> str: ...

    @property
    def url(self) -> str: ...


def breadcrumb_list(
    crumbs: Iterable[HasTitleAndUrl], title: str, url: str, root_url: str
) -> dict[str, Any] | None:
    """Return the way to a page, or None for a page that has nothing above it."""
    steps = [(crumb.title, crumb.url) for crumb in crumbs]
    if not steps:
        return None
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": root_url + address,
            }
            for position, (name, address) in enumerate([*steps, (title, url)], start=1)
        ],
    }


def organization(
    name: str, root_url: str, email: str, phone: str, search_path: str
) -> list[dict[str, Any]]:
    """Return who is behind the portal, and that it can be searched."""
    body: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "GovernmentOrganization",
        "name": name,
        "url": f"{root_url}/",
    }
    if email:
        body["email"] = email
    if phone:
        body["telephone"] = phone
    site = {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "url": f"{root_url}/",
        "inLanguage": "sv",
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{root_url}{search_path}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }
    return [body, site]


def news_article(
    headline: str, summary: str, url: str, published_on: date, modified: date | None, author: str
) -> dict[str, Any]:
    """Return a piece of news."""
    return {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "headline": headline,
        "description": summary,
        "url": url,
        "datePublished": published_on.isoformat(),
        "dateModified": (modified or published_on).isoformat(),
        "author": {"@type": "GovernmentOrganization", "name": author},
    }


def dataset(name: str, url: str, unit: str, years: list[int], source: str) -> dict[str, Any]:
    """Return a series of figures that a page shows as a table."""
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "name": name,
        "description": f"{name} ({unit}). {source}",
        "url": url,
        "temporalCoverage": f"{min(years)}/{max(years)}" if years else "",
        "isBasedOn": source,
        "isAccessibleForFree": True,
    }


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """A meeting as search engines should know it. `url` is the page, never a meeting room.

    `status` is the last part of schema.org's word: Scheduled, Rescheduled, Postponed, Cancelled.
    `places` are names; without `is_on_site` they are what the meeting is about, not where it is.
    """

    name: str
    summary: str
    url: str
    starts_at: datetime
    ends_at: datetime
    previous_start: datetime | None
    status: str
    is_on_site: bool
    is_online: bool
    meeting_point: str
    places: Sequence[str]
    organizer: str
    language: str


def event(facts: EventFacts) -> dict[str, Any]:
    """Return a meeting."""
    mode = {(True, True): "Mixed", (False, True): "Online"}.get(
        (facts.is_on_site, facts.is_online), "Offline"
    )
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Event",
        "name": facts.name,
        "description": facts.summary,
        "url": facts.url,
        "startDate": facts.starts_at.isoformat(),
        "endDate": facts.ends_at.isoformat(),
        "eventStatus": f"{_CONTEXT}/Event{facts.status}",
        "eventAttendanceMode": f"{_CONTEXT}/{mode}EventAttendanceMode",
        "location": _locations(facts),
        "organizer": {"@type": "GovernmentOrganization", "name": facts.organizer},
        "isAccessibleForFree": True,
        "inLanguage": facts.language,
    }
    if facts.previous_start:
        found["previousStartDate"] = facts.previous_start.isoformat()
    return found


def _locations(facts: EventFacts) -> list[dict[str, Any]]:
    locations: list[dict[str, Any]] = []
    if facts.is_on_site:
        where = ", ".join(facts.places)
        address = {"@type": "PostalAddress", "addressCountry": "SE"}
        if where:
            address["addressLocality"] = where
        name = facts.meeting_point or where or facts.name
        locations.append({"@type": "Place", "name": name, "address": address})
    if facts.is_online:
        locations.append({"@type": "VirtualLocation", "url": facts.url})
    return locations
