"""The directory as a file. All of it is read from the projection, which holds only what is public.

The address means the same as in the list: what is chosen there is in the file.
"""

from collections.abc import Callable, Iterator, Sequence

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from associations.directory.listing import DIRECTORY_FACETS, DIRECTORY_KIND
from associations.downloads import Column, csv_file, json_file
from core.language.addresses import root_url
from searching.lists.listing import whole_list
from searching.models import SearchEntry

NAME = "foreningar"


@require_safe
def directory_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The associations that the address asks for, for a spreadsheet."""
    return csv_file(request, NAME, *_table(request))


@require_safe
def directory_json(request: HttpRequest) -> StreamingHttpResponse:
    """The associations that the address asks for, for a program."""
    return json_file(request, NAME, *_table(request))


def _table(request: HttpRequest) -> tuple[Sequence[Column[SearchEntry]], Iterator[SearchEntry]]:
    now = timezone.now()
    entries = whole_list(request, kind=DIRECTORY_KIND, facets=DIRECTORY_FACETS, now=now)
    return association_columns(root_url(request)), entries


def association_columns(root_url: str) -> Sequence[Column[SearchEntry]]:
    """Return the columns, labelled in the reader's language. `root_url` begins every address."""
    return (
        Column("title", _("Namn"), lambda entry: entry.title),
        Column("summary", _("Om föreningen"), lambda entry: entry.summary),
        Column("kinds", _("Slag av förening"), _labels("association_kind")),
        Column("places", _("Platser"), _labels("place")),
        Column("topics", _("Ämnen"), _labels("topic")),
        Column("target_groups", _("För vem"), _labels("target")),
        Column("activities", _("Det här gör föreningen"), _listed("activities")),
        Column("contributes", _("Kan bidra med"), _listed("contributes")),
        Column("seeks", _("Söker"), _listed("seeks")),
        Column("organisation_number", _("Organisationsnummer"), _text("organisation_number")),
        Column("email", _("E-post"), _contact("email")),
        Column("phone", _("Telefon"), _contact("phone")),
        Column("website", _("Webbplats"), _contact("website")),
        Column("checked_on", _("Kontrollerad"), _text("checked_on")),
        Column("url", _("Adress"), lambda entry: root_url + entry.address),
    )


def _labels(facet: str) -> Callable[[SearchEntry], list[str]]:
    return lambda entry: list(entry.labels.get(facet, ()))


def _listed(name: str) -> Callable[[SearchEntry], list[str]]:
    return lambda entry: list(entry.card.get(name) or ())


def _text(name: str) -> Callable[[SearchEntry], str | None]:
    return lambda entry: entry.card.get(name) or None


def _contact(channel: str) -> Callable[[SearchEntry], str | None]:
    return lambda entry: (entry.card.get("contacts") or {}).get(channel)
