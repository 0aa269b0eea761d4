"""Home's pages, as few words as a test needs."""

from datetime import date

import factory

from core.models import Actor, ActorKind, Topic
from home import models
from tests.factories.pages import NumberedTitle, PublishedPageFactory


class HomePageFactory(PublishedPageFactory):
    title = "Trygghetsportalen"
    slug = "start"

    class Meta:
        model = models.HomePage


class PlaceIndexFactory(PublishedPageFactory):
    title = "Platser"
    show_in_menus = True

    class Meta:
        model = models.PlaceIndexPage


class PlaceFactory(PublishedPageFactory):
    title = NumberedTitle("Plats")
    kind = models.PlaceKind.NEIGHBOURHOOD

    class Meta:
        model = models.PlacePage

    class Params:
        district = factory.Trait(kind=models.PlaceKind.DISTRICT)


class PlaceStatementFactory(factory.django.DjangoModelFactory):
    text = "Här rör sig många människor på kvällen."
    as_of = date(2024, 9, 1)

    class Meta:
        model = models.PlaceStatement

    class Params:
        classified = factory.Trait(classification=models.Classification.VULNERABLE_AREA)


class MeasureIndexFactory(PublishedPageFactory):
    title = "Insatser"
    show_in_menus = True

    class Meta:
        model = models.MeasureIndexPage


class MeasureFactory(PublishedPageFactory):
    """An ongoing measure; `done` and `with_result` say what else is known."""

    title = NumberedTitle("Insats")
    as_of = date(2024, 9, 1)
    is_social = True
    target_groups = "unga"

    class Meta:
        model = models.MeasurePage

    class Params:
        done = factory.Trait(stated_status=models.StatedStatus.DONE)
        with_result = factory.Trait(
            results=[
                (
                    "result",
                    {"text": "Fler vuxna syns ute.", "evidence": "Egen räkning hösten 2024."},
                )
            ],
            results_caveat="Vi vet inte om brotten har blivit färre.",
        )


class NewsIndexFactory(PublishedPageFactory):
    title = "Nyheter"
    show_in_menus = True

    class Meta:
        model = models.NewsIndexPage


class NewsFactory(PublishedPageFactory):
    title = NumberedTitle("Nyhet")
    published_on = date(2026, 9, 1)

    class Meta:
        model = models.NewsPage


class AnswerIndexFactory(PublishedPageFactory):
    title = "Svar"
    show_in_menus = True

    class Meta:
        model = models.AnswerIndexPage


class AnswerFactory(PublishedPageFactory):
    title = NumberedTitle("Svar på skrivelse")
    answer_type = models.AnswerType.PARTY_INQUIRY
    asked_by = "en invånare"
    year = 2024

    class Meta:
        model = models.AnswerPage


class ActorIndexFactory(PublishedPageFactory):
    title = "Aktörer"
    slug = "aktorer"
    show_in_menus = True

    class Meta:
        model = models.ActorIndexPage


class StandardFactory(PublishedPageFactory):
    title = NumberedTitle("Textsida")

    class Meta:
        model = models.StandardPage


class AccessibilityStatementFactory(PublishedPageFactory):
    title = "Tillgänglighetsredogörelse"
    slug = "tillganglighet"
    service_name = "Trygghetsportalen"
    compliance = models.Compliance.PARTIAL
    method = "<p>Vi har testat själva.</p>"
    assessed_on = date(2026, 9, 1)
    updated_on = date(2026, 9, 1)

    class Meta:
        model = models.AccessibilityStatementPage


class ActorFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence(lambda number: f"aktor-{number}")
    name = factory.Sequence(lambda number: f"Aktör {number}")
    kind = ActorKind.ASSOCIATION

    class Meta:
        model = Actor


class TopicFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence(lambda number: f"amne-{number}")
    name = factory.Sequence(lambda number: f"Ämne {number}")

    class Meta:
        model = Topic
        django_get_or_create = ("slug",)
