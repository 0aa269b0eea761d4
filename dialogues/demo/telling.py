"""What the sources say of all dialogues, in words: how they are held, which come back, what was
asked. Each with where it is from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.portal_dates import month
from dialogues.demo.records import DialogueFacts, Proposal, Routine, Series
from home.demo.facts_records import Source
from home.demo.garden import Garden

# Said only where it is not simply so.
_OPEN_STATUS = {"ska ses över", "ska utvecklas", "ska användas"}
_Lines = Iterable[str]


def told(facts: DialogueFacts, garden: Garden) -> list[tuple[str, Any]]:
    """Return the chapters of the page of all dialogues."""
    routines = [(each, _routine(each, garden)) for each in facts.routines]
    series = [(each, _series(each, garden)) for each in facts.series if each.is_public]
    proposals = [(each, _proposal(each, garden)) for each in facts.proposals]
    return [
        ("text", _chapter(_("Så gör vi dialoger"), routines, garden)),
        ("text", _chapter(_("Dialoger som återkommer"), series, garden)),
        ("text", _chapter(_("Förslag om dialog, och svaren"), proposals, garden)),
    ]


def _routine(each: Routine, garden: Garden) -> Iterator[str]:
    yield each.text
    if each.actors:
        yield _("Gjord av: %(names)s.") % {"names": _names(each.actors, garden)}
    status = f"{each.status.capitalize()}. " if each.status in _OPEN_STATUS else ""
    yield status + _as_of(each.as_of)


def _series(each: Series, garden: Garden) -> Iterator[str]:
    yield each.description
    yield each.frequency
    yield _("Ordnas av: %(name)s. Plats: %(place)s. Inbjudna: %(names)s.") % {
        "name": garden.actors[each.organizer].name,
        "place": garden.places[each.place].title,
        "names": _names(each.invited, garden),
    }
    yield f"{each.kind.capitalize()}, {each.status}. {_as_of(each.as_of)}"


def _proposal(each: Proposal, garden: Garden) -> Iterator[str]:
    # The name of its kind is often all that is known of who made it.
    kind = "" if each.kind == each.proposed_by_text.lower() else f" ({each.kind})"
    yield _("Från: %(who)s. Stadsdelsområde: %(district)s.") % {
        "who": f"{each.proposed_by_text}{kind}",
        "district": garden.places[each.district].title,
    }
    yield _("Förslag: %(text)s") % {"text": each.proposal}
    yield _("Svar: %(text)s") % {"text": each.response}
    yield _("Utfall: %(text)s.") % {"text": each.outcome}


def _names(slugs: Iterable[str], garden: Garden) -> str:
    return ", ".join(garden.actors[slug].name for slug in slugs)


def _as_of(told_on: date) -> str:
    return _("Uppgiften gäller %(month)s.") % {"month": month(told_on)}


def _chapter(
    heading: str, sections: Iterable[tuple[Routine | Series | Proposal, _Lines]], garden: Garden
) -> SafeString:
    parts = [
        format_html(
            "<h3>{}</h3>{}<p>{}: {}</p>",
            each.title,
            format_html_join("", "<p>{}</p>", ([line] for line in lines if line)),
            _("Källor"),
            _cited(each.sources, garden),
        )
        for each, lines in sections
    ]
    return format_html(
        "<h2>{}</h2>{}", heading, format_html_join("", "{}", ([each] for each in parts))
    )


def _cited(sources: Iterable[Source], garden: Garden) -> SafeString:
    links = ((garden.answers[each.answer].pk, each.citation) for each in sources)
    return format_html_join("; ", '<a linktype="page" id="{}">{}</a>', links)
