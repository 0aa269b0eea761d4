"""Dialogues in every state, as few words as a test needs."""

from datetime import timedelta

import factory
from django.utils import timezone
from wagtail.models import Page

from dialogues import models
from tests.factories.pages import NumberedTitle, PublishedPageFactory


def _from_now(**ahead: float) -> "factory.LazyFunction":
    """A moment as an editor types it, without fractions of a second."""
    return factory.LazyFunction(lambda: timezone.now().replace(microsecond=0) + timedelta(**ahead))


class DialogueIndexFactory(PublishedPageFactory):
    title = "Dialoger"
    slug = "dialoger"
    show_in_menus = True

    class Meta:
        model = models.DialogueIndexPage


class DialogueFactory(PublishedPageFactory):
    """A dialogue on site in three weeks; the traits say what else is known."""

    title = NumberedTitle("Dialog")
    problem = "Det är mörkt på gångvägen."
    starts_at = _from_now(days=21)
    ends_at = factory.LazyAttribute(lambda o: o.starts_at and o.starts_at + timedelta(hours=1.5))

    class Meta:
        model = models.DialoguePage

    @classmethod
    def many(cls, model: type[Page]) -> list[str]:
        """All but the places: a dialogue that got them after it was public would have moved."""
        return [name for name in super().many(model) if name != "places"]

    class Params:
        undated = factory.Trait(starts_at=None, ends_at=None, period_text="hösten 2026")
        # The doors open at a quarter to; the link is shown from then on.
        hybrid = factory.Trait(
            form=models.DialogueForm.BOTH,
            meeting_point="Utanför biblioteket",
            digital_url="https://meet.jit.si/hemligt-rum",
            meeting_code="kod-4711",
            phone_alternative="08-123 45 67, mötes-id 4711",
        )
        live_now = factory.Trait(starts_at=_from_now(minutes=-10))
        held = factory.Trait(starts_at=_from_now(days=-2))
        reported = factory.Trait(
            starts_at=_from_now(days=-9),
            report_summary="Vi gick runt torget och såg tre mörka ställen.",
            participants=14,
        )
        cancelled = factory.Trait(is_cancelled=True)
        postponed = factory.Trait(is_postponed=True)
        with_sign_up = factory.Trait(sign_up=models.SignUp.REQUIRED, capacity=20)


class DialogueChangeFactory(factory.django.DjangoModelFactory):
    kind = models.ChangeKind.MOVED
    at = factory.LazyFunction(timezone.now)
    reason = "Lokalen är upptagen."

    class Meta:
        model = models.DialogueChange


class SeriesFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Serie {number}")

    class Meta:
        model = models.DialogueSeries
