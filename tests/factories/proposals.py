"""What associations have proposed, with log and files."""

import hashlib
from datetime import timedelta
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from associations import models
from associations.models import EventKind
from associations.proposals.domain.stages import MOVES, Stage
from casework.files.private_storage import put
from casework.records import references


class ProposalFactory(factory.django.DjangoModelFactory):
    """A proposal that has just come in; `stage` and `days` say how far it is and since when."""

    reference = factory.LazyFunction(references.generate)
    received_at = factory.LazyAttribute(lambda made: made.status_since)
    status = Stage.RECEIVED
    status_since = factory.LazyAttribute(lambda made: timezone.now() - timedelta(days=made.days))
    idempotency_key = factory.Sequence(lambda number: f"{number:064x}")
    content_key = factory.Sequence(lambda number: f"{number:064x}")
    association_name = "Schackklubben Bonden"
    organisation_number = "8020123454"
    contact_name = "Åsa Öberg-Ström"
    contact_role = "Ordförande"
    email = "asa@exempel.se"
    phone = "070-123 45 67"
    title = "Schack på torget"
    problem = "Torget är tomt på kvällarna."
    activity = "Vi ställer ut bräden varje torsdag."
    contributes = "Tid och bräden"
    needs = "En nyckel till förrådet"

    class Meta:
        model = models.Proposal
        skip_postgeneration_save = True

    class Params:
        days = 0
        # Final: the sender took it back, so long ago that it is to be erased.
        due_for_erasing = factory.Trait(status=Stage.WITHDRAWN, days=800)
        closed = factory.Trait(status=Stage.WITHDRAWN)

    @factory.lazy_attribute
    def handled_at(self) -> Any:
        """The moment at which it reached a final stage."""
        return self.status_since if self.status in MOVES.final else None

    @factory.post_generation
    def places(self, create: bool, extracted: Any, **kwargs: object) -> None:
        """Choose places."""
        if create and extracted:
            self.places.set(extracted)

    @factory.post_generation
    def topics(self, create: bool, extracted: Any, **kwargs: object) -> None:
        """Choose topics."""
        if create and extracted:
            self.topics.set(extracted)

    @factory.post_generation
    def arrival(self, create: bool, extracted: Any, **kwargs: object) -> None:
        """Write the first line of the log."""
        if create:
            ProposalEventFactory(case=self, at=self.received_at)


class ProposalEventFactory(factory.django.DjangoModelFactory):
    """Something in the log; as it stands, that the proposal came in."""

    case = factory.SubFactory(ProposalFactory)
    kind = EventKind.RECEIVED
    at = factory.LazyFunction(timezone.now)
    is_by_sender = True
    is_public = True
    to_status = factory.LazyAttribute(
        lambda made: Stage.RECEIVED if made.kind == EventKind.RECEIVED else ""
    )

    class Meta:
        model = models.ProposalEvent


class ProposalFileFactory(factory.django.DjangoModelFactory):
    """A file that came with a proposal; its content is in the private storage."""

    event = factory.LazyAttribute(lambda made: made.case.events.first())
    case = factory.SubFactory(ProposalFactory)
    name = "Budget.pdf"
    content_type = "application/pdf"
    extension = "pdf"
    received_at = factory.LazyFunction(timezone.now)
    size = factory.LazyAttribute(lambda made: len(made.content))
    sha256 = factory.LazyAttribute(lambda made: hashlib.sha256(made.content).hexdigest())
    file = factory.LazyAttribute(lambda made: put(ContentFile(made.content)))

    class Meta:
        model = models.ProposalFile

    class Params:
        content = b"%PDF-1.4\n%%EOF\n"
