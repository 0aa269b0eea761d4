"""Associations and partnerships, as few words as a test needs."""

from datetime import date

import factory

from associations import models
from tests.factories.pages import NumberedTitle, PublishedPageFactory


class DirectoryFactory(PublishedPageFactory):
    title = "Föreningar"
    slug = "foreningar"
    show_in_menus = True

    class Meta:
        model = models.AssociationDirectoryPage


class AssociationKindFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence(lambda number: f"slag-{number}")
    name = factory.Sequence(lambda number: f"Slag {number}")

    class Meta:
        model = models.AssociationKind


class AssociationFactory(PublishedPageFactory):
    title = NumberedTitle("Förening")
    activities = "Schack på torsdagar."

    class Meta:
        model = models.AssociationPage

    class Params:
        reachable = factory.Trait(
            email="kansliet@example.se",
            email_is_public=True,
            phone="+46 8 123 45 67",
            phone_is_public=False,
            website="https://example.se/",
            website_is_public=True,
        )


class RegisterFactory(PublishedPageFactory):
    title = "Partnerskap"
    slug = "partnerskap"
    show_in_menus = True

    class Meta:
        model = models.PartnershipRegisterPage


class ProposalFiguresFactory(PublishedPageFactory):
    title = "Förslag i siffror"
    slug = "siffror"

    class Meta:
        model = models.ProposalFiguresPage


class PartnershipFactory(PublishedPageFactory):
    title = NumberedTitle("Partnerskap")
    kind = models.PartnershipKind.IOP
    purpose = "Fler trygga vuxna där unga samlas."

    class Meta:
        model = models.PartnershipPage

    class Params:
        dated = factory.Trait(
            period_rows=factory.LazyFunction(
                lambda: [
                    models.PartnershipPeriod(
                        starts_on=date(2024, 9, 6), ends_on=date(2024, 12, 28), sort_order=0
                    ),
                    models.PartnershipPeriod(
                        starts_on=date(2025, 1, 3),
                        ends_on=date(2025, 6, 28),
                        is_extension=True,
                        sort_order=1,
                    ),
                ]
            )
        )


class NightWalkFactory(PublishedPageFactory):
    title = "Nattvandring"
    slug = "nattvandring"

    class Meta:
        model = models.NightWalkPage


# Found by its model: `tests/searching/test_every_field.py` fills every type of page.
class GuideFactory(PublishedPageFactory):
    title = "Så blir ett partnerskap till"

    class Meta:
        model = models.PartnershipGuidePage


class IdeaFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence(lambda number: f"ide-{number}")
    title = factory.Sequence(lambda number: f"Idé {number}")
    idea = "Schack i väntrummet."
    reason = "Parterna kom gemensamt fram till att lokalen saknades."
    live = False

    class Meta:
        model = models.NotPursued
