"""What is already in the portal and what the facts point at: actors, places, answers and so on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Site

from associations.demo_facts.records import AssociationFacts
from core.models import Actor, FundingSource, Topic
from home.demo.facts_problems import FactsError, Problem, Where
from home.demo.garden import Garden
from home.demo.planting import Planter
from home.models import AnswerPage, HomePage, MeasurePage, PlacePage


def found_garden(facts: AssociationFacts, planter: Planter) -> Garden:
    """Return home's garden with everything in it that is in the portal.

    Raises FactsError when something that the facts point at is not there, say because an editor
    has removed it.
    """
    garden = Garden(facts.home, planter, _front_page())
    garden.topics = _by_slug(Topic.objects.all())
    garden.actors = _by_slug(Actor.objects.all())
    garden.funding = _by_slug(FundingSource.objects.all())
    language = {"locale__language_code": settings.LANGUAGE_CODE}
    garden.answers = _by_slug(AnswerPage.objects.filter(**language))
    garden.places = _by_slug(PlacePage.objects.filter(**language))
    garden.measures = _by_slug(MeasurePage.objects.filter(**language))
    if missing := list(_missing(facts, garden)):
        raise FactsError(missing)
    return garden


def _front_page() -> HomePage:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    page = site.root_page.specific if site else None
    if not isinstance(page, HomePage):
        raise FactsError([Problem(Where("partnerships.yaml"), _("portalen har ingen startsida"))])
    return page


def _by_slug(rows: models.QuerySet[Any]) -> dict[str, Any]:
    return {row.slug: row for row in rows.order_by("pk")}


def _missing(facts: AssociationFacts, garden: Garden) -> Iterable[Problem]:
    """Yield each reference to what the portal no longer has."""
    present: dict[str, dict[str, Any]] = {
        "topics": garden.topics,
        "actors": garden.actors,
        "funding_sources": garden.funding,
        "answers": garden.answers,
        "places": garden.places,
        "measures": garden.measures,
    }
    for where, target, slug in (*facts.references(), *_sources_of_actors(facts)):
        if target in present and slug not in present[target]:
            yield Problem(
                where, _("pekar på ”%(slug)s”, som inte finns i portalen") % {"slug": slug}
            )


def _sources_of_actors(facts: AssociationFacts) -> Iterable[tuple[Where, str, str]]:
    """Yield what the entries of the directory take over from home's facts about actors."""
    listed = {association.slug for association in facts.associations}
    for actor in facts.home.actors:
        if actor.slug in listed:
            here = Where("actors.yaml", actor.slug)
            for number, source in enumerate(actor.sources):
                yield here.inside("sources", number), "answers", source.answer
            for number, place in enumerate(actor.places):
                yield here.inside("places", number), "places", place
