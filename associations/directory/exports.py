"""The columns of the directory, all read from the projection: it holds only what is public."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from associations.exports.columns import Column
from searching.models import SearchEntry


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
