"""What is already in the portal and what the facts point at: actors, places, answers, topics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Site

from core.models import Actor, Topic
from dialogues.demo.records import FILE, DialogueFacts
from home.demo.facts_problems import FactsError, Problem, Where
from home.demo.garden import Garden
from home.demo.planting import Planter
from home.models import AnswerPage, HomePage, PlacePage


def found_garden(facts: DialogueFacts, planter: Planter) -> Garden:
    """Return home's garden with everything in it that is in the portal.

    Raises FactsError when something that the facts point at is not there, say because an editor
    has removed it.
    """
    garden = Garden(facts.home, planter, _front_page())
    garden.topics = _by_slug(Topic.objects.all())
    garden.actors = _by_slug(Actor.objects.all())
    language = {"locale__language_code": settings.LANGUAGE_CODE}
    garden.answers = _by_slug(AnswerPage.objects.filter(**language))
    garden.places = _by_slug(PlacePage.objects.filter(**language))
    if missing := list(_missing(facts, garden)):
        raise FactsError(missing)
    return garden


def _front_page() -> HomePage:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    page = site.root_page.specific if site else None
    if not isinstance(page, HomePage):
        raise FactsError([Problem(Where(FILE), _("portalen har ingen startsida"))])
    return page


def _by_slug(rows: models.QuerySet[Any]) -> dict[str, Any]:
    return {row.slug: row for row in rows.order_by("pk")}


def _missing(facts: DialogueFacts, garden: Garden) -> Iterable[Problem]:
    present: dict[str, dict[str, Any]] = {
        "topics": garden.topics,
        "actors": garden.actors,
        "answers": garden.answers,
        "places": garden.places,
    }
    for where, target, slug in facts.references():
        if target in present and slug not in present[target]:
            yield Problem(
                where, _("pekar på ”%(slug)s”, som inte finns i portalen") % {"slug": slug}
            )
