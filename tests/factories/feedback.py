"""What readers have told us."""

from datetime import timedelta

import factory
from django.utils import timezone

from casework.records import references
from home import models
from home.feedback.domain.feedback_status import FeedbackStatus


class FeedbackFactory(factory.django.DjangoModelFactory):
    """A new error report; `handled` is one that staff have closed."""

    reference = factory.LazyFunction(references.generate)
    kind = models.FeedbackKind.ERROR
    text = "Länken till kartan leder fel."
    page_address = "/platser/"
    received_at = factory.LazyFunction(timezone.now)
    idempotency_key = factory.Sequence(lambda number: f"key-{number}")

    class Meta:
        model = models.Feedback

    class Params:
        handled = factory.Trait(
            status=FeedbackStatus.HANDLED,
            handled_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
        )
        signed = factory.Trait(sender_name="Åsa Öberg-Ström", sender_email="asa@exempel.se")
