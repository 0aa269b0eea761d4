"""What associations and readers have sent in."""

from datetime import timedelta

import factory
from django.utils import timezone

from associations import models
from associations.directory.domain.suggestion_status import SuggestionStatus
from casework.records import references


class SuggestionFactory(factory.django.DjangoModelFactory):
    """A change that waits; `new`, `error` and `refused` are others."""

    reference = factory.LazyFunction(references.generate)
    kind = models.SuggestionKind.REVIEW
    association_title = "Schackklubben"
    data = {"activities": "Schack på fredagar."}
    base = {"activities": "Schack på torsdagar."}
    received_at = factory.LazyFunction(timezone.now)
    idempotency_key = factory.Sequence(lambda number: f"key-{number}")

    class Meta:
        model = models.EntrySuggestion

    class Params:
        new = factory.Trait(
            kind=models.SuggestionKind.NEW, data={"title": "Schackklubben"}, base={}
        )
        error = factory.Trait(
            kind=models.SuggestionKind.ERROR, data={}, base={}, message="Numret är gammalt."
        )
        refused = factory.Trait(
            status=SuggestionStatus.REFUSED,
            reason="Vi behöver fler uppgifter.",
            handled_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
        )
        signed = factory.Trait(sender_name="Åsa Öberg-Ström", sender_email="asa@exempel.se")
