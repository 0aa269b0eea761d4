"""Registers what the register offers: its kinds, facets and sections, and a warning to editors."""

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from wagtail import hooks

from associations.register import page_view
from associations.register.admin import warn_of_overlaps
from associations.register.models import NotPursued, PartnershipPage
from associations.register.term_words import SHAPES
from home.hooks import EntrySection, Link, PlaceSection
from home.models import AnswerPage, MeasurePage
from searching.facets.vocabulary import FacetKind, Kind
from searching.models import SearchEntry

# Importing what the pages show registers it.
__all__ = ["page_view"]

hooks.register("after_create_page", warn_of_overlaps)
hooks.register("after_edit_page", warn_of_overlaps)


@hooks.register("search_kinds")
def register_kinds() -> list[Kind]:
    """What lists and search call partnerships, and ideas that did not become one."""
    return [
        Kind(
            "partnership",
            _("Partnerskap"),
            order=40,
            shapes=SHAPES,
            row_template="associations/rows/partnership.html",
        ),
        Kind("idea", _("Idé som inte gick vidare"), order=55),
    ]


@hooks.register("search_facets")
def register_facets() -> list[FacetKind]:
    """By what the register can be narrowed, beside what all lists share."""
    return [
        FacetKind("partnership_kind", "slag", _("Slag"), is_worded=True),
        FacetKind("funding", "pengar", _("Betalas med")),
    ]


@hooks.register("place_sections")
def partnerships_of_place() -> list[PlaceSection]:
    """The partnerships that the page of a place lists."""
    return [
        PlaceSection(
            kind="partnership",
            title=_("Partnerskap"),
            anchor="partnerskap",
            index_type="associations.PartnershipRegisterPage",
            empty=_("Inget partnerskap gäller just den här platsen."),
            order=30,
        )
    ]


@hooks.register("measure_sections")
def partnerships_of_measure(measure: MeasurePage, now: datetime) -> list[EntrySection]:
    """The partnerships within which a measure is carried out, the latest first."""
    if measure.pk is None:
        return []
    tied = SearchEntry.objects.filter(page__partnershippage__measures=measure)
    entries = tied.in_one_language().with_facets(now)
    latest = F("date").desc(nulls_last=True)
    return [
        EntrySection(
            title=_("Partnerskap"),
            anchor="partnerskap",
            entries=list(entries.order_by(latest, "-pk")),
            order=10,
        )
    ]


@hooks.register("answer_uses")
def ideas_of_answer(answer: AnswerPage) -> list[Link]:
    """The ideas that did not go further of which an answer tells."""
    return [Link(idea.title, idea.address, "idea") for idea in NotPursued.objects.told_in(answer)]


@hooks.register("association_pages")
def partnerships_of_actor(actor_id: int) -> QuerySet[Any]:
    """The partnerships in which an actor takes part."""
    return PartnershipPage.objects.filter(actor_links__actor=actor_id)


@hooks.register("association_ideas")
def ideas_of_actor(actor_id: int) -> list[NotPursued]:
    """The ideas of an actor that did not go further."""
    return list(NotPursued.objects.proposed_by(actor_id))
