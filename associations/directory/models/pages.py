"""The directory: one page for each association, and the list of them all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from associations.borrowed_words import word_source
from associations.directory.domain.alphabet import DIGITS, OTHER, letter_of
from associations.directory.domain.entry_freshness import stale_on
from associations.directory.domain.organisation_number import (
    LooksLikeAPerson,
    NotAnOrganisationNumber,
    normalise,
    shown,
)
from associations.directory.listing import directory_days
from associations.directory.models.kinds import AssociationKind
from associations.directory.organisation_number_field import OrganisationNumberField
from associations.directory.place_map import tile_policy
from associations.directory.querysets import AssociationPageQuerySet
from associations.page_rows import lines
from core.blocks.body import BodyBlock
from core.blocks.text import plain_text
from core.models import BasePage
from core.pages.search_document import Facet, SearchDocument
from core.times.days import midnight
from home.places.place_tree import place_facets


class AssociationDirectoryPage(BasePage):
    """All associations: narrowed by kind, topic, place and target group, as list, file or map."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["associations.AssociationPage"]
    max_count_per_parent = 1

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("innehåll under listan"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("föreningsregister")

    def moments(self, now: datetime) -> Iterator[datetime]:
        yield from map(midnight, directory_days())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the list; where it has a map, the browser may ask for the map's pictures."""
        response = super().serve(request, *args, **kwargs)
        allowed = tile_policy()
        if allowed:
            # Read by django-csp's middleware.
            response._csp_update = allowed  # type: ignore[attr-defined]
        return response


class AssociationPageForm(WagtailAdminPageForm):
    """The editor of an entry, which does not show a personal number again."""

    class Meta(WagtailAdminPageForm.Meta):
        field_classes = {"organisation_number": OrganisationNumberField}


class AssociationPage(BasePage):
    """What an association does, where, for whom, and how to reach it."""

    parent_page_types = ["associations.AssociationDirectoryPage"]
    subpage_types = []
    search_kind = "association"
    base_form_class = AssociationPageForm

    # Translations and copies of an entry are about the same actor.
    actor = models.ForeignKey(
        "core.Actor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="association_pages",
        verbose_name=_("aktör"),
        help_text=_("Samma förening i listan över aktörer. Knyter ihop insatser och partnerskap."),
    )
    organisation_number = models.CharField(
        _("organisationsnummer"),
        max_length=30,
        blank=True,
        help_text=_("Tio siffror, till exempel 802012-3454. Lämna tomt om föreningen saknar."),
    )
    kinds = ParentalManyToManyField(
        AssociationKind, blank=True, related_name="associations", verbose_name=_("slag")
    )
    places = ParentalManyToManyField(
        "home.PlacePage", blank=True, related_name="associations", verbose_name=_("platser")
    )
    target_groups = models.CharField(
        _("för vem"),
        max_length=160,
        blank=True,
        help_text=_("Grupper med komma emellan, till exempel ”barn, unga”."),
    )
    activities = models.TextField(_("det här gör vi"), blank=True, help_text=_("En sak per rad."))
    contributes = models.TextField(
        _("det här kan vi bidra med"), blank=True, help_text=_("En sak per rad.")
    )
    seeks = models.TextField(_("det här söker vi"), blank=True, help_text=_("En sak per rad."))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("mer om föreningen"))

    contact_role = models.CharField(
        _("kontaktens roll"),
        max_length=80,
        blank=True,
        help_text=_("En funktion, till exempel ”kansliet”. Aldrig ett personnamn."),
    )
    email = models.EmailField(_("e-post"), blank=True)
    email_is_public = models.BooleanField(_("visa e-post"), default=False)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    phone_is_public = models.BooleanField(_("visa telefon"), default=False)
    website = models.URLField(_("webbplats"), blank=True)
    website_is_public = models.BooleanField(_("visa webbplats"), default=False)

    checked_on = models.DateField(
        _("kontrollerad"),
        null=True,
        blank=True,
        help_text=_("När föreningen eller vi senast bekräftade uppgifterna."),
    )
    review_email = models.EmailField(
        _("adress för påminnelser"),
        blank=True,
        help_text=_("Dit länken för att se över uppgifterna skickas. Visas aldrig."),
    )
    reminders_sent = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = PageManager.from_queryset(AssociationPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("actor"), FieldPanel("organisation_number")]),
        MultiFieldPanel(
            [
                FieldPanel("kinds"),
                FieldPanel("places"),
                FieldPanel("target_groups"),
            ],
            heading=_("Vad, var och för vem"),
        ),
        MultiFieldPanel(
            [FieldPanel("activities"), FieldPanel("contributes"), FieldPanel("seeks")],
            heading=_("Verksamhet"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                HelpPanel(_("Visa bara det som föreningen har sagt ja till.")),
                FieldPanel("contact_role"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("email_is_public")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_is_public")]),
                FieldRowPanel([FieldPanel("website"), FieldPanel("website_is_public")]),
            ],
            heading=_("Kontakt"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("checked_on"), FieldPanel("review_email")])],
            heading=_("Kontrollerat"),
        ),
    ]

    class Meta:
        verbose_name = _("förening")
        verbose_name_plural = _("föreningar")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Normalise the organisation number; refuse a personal one without repeating it."""
        super().clean()
        if not self.organisation_number:
            return
        try:
            self.organisation_number = normalise(self.organisation_number)
        except LooksLikeAPerson:
            self.organisation_number = ""
            raise ValidationError(
                {"organisation_number": _("Det ser ut som ett personnummer. Ta bort det.")}
            ) from None
        except NotAnOrganisationNumber:
            raise ValidationError(
                {"organisation_number": _("Kontrollera organisationsnumret. Det har tio siffror.")}
            ) from None

    # ------------------------------------------------------------ reading

    @property
    def shown_organisation_number(self) -> str:
        """The number the way it is written."""
        return shown(self.organisation_number)

    @property
    def activity_list(self) -> list[str]:
        """What the association does, one text each."""
        return lines(self.activities)

    @property
    def contributes_list(self) -> list[str]:
        """What it can contribute, one text each."""
        return lines(self.contributes)

    @property
    def seeks_list(self) -> list[str]:
        """What it seeks, one text each."""
        return lines(self.seeks)

    @property
    def target_group_list(self) -> list[str]:
        """Whom it is for."""
        return [group.strip() for group in self.target_groups.split(",") if group.strip()]

    @property
    def public_contacts(self) -> dict[str, str]:
        """The channels that the association lets everybody see."""
        channels = {
            "email": (self.email, self.email_is_public),
            "phone": (self.phone, self.phone_is_public),
            "website": (self.website, self.website_is_public),
        }
        return {name: value for name, (value, shown_) in channels.items() if value and shown_}

    def moments(self, now: datetime) -> Iterator[datetime]:
        if self.checked_on:
            yield midnight(stale_on(self.checked_on))

    # ------------------------------------------------------------ lists and search

    def search_text(self) -> str:
        words = (self.introduction, self.activities, self.contributes, self.seeks)
        return f"{' '.join(words)} {self.target_groups} {plain_text(self.body)}"

    def search_facets(self) -> Iterator[Facet]:
        yield from super().search_facets()
        letter = letter_of(self.title)
        yield Facet("letter", letter, str(_LETTER_LABELS.get(letter, letter.upper())))
        for kind in self.kinds.all():
            yield Facet("association_kind", kind.slug, kind.name, source=word_source(kind))
        yield from place_facets(self.places.all())
        for group in self.target_group_list:
            yield Facet("target", slugify(group), group.capitalize())
        if self.seeks.strip():
            yield Facet("offer", "soker", gettext("Söker något"))
        if self.contributes.strip():
            yield Facet("offer", "bidrar", gettext("Kan bidra med något"))

    def search_document(self) -> SearchDocument | None:
        document = super().search_document()
        if document is None:
            return None
        card = {
            "checked_on": self.checked_on.isoformat() if self.checked_on else None,
            "contacts": self.public_contacts,
            "organisation_number": self.shown_organisation_number,
            "activities": self.activity_list,
            "contributes": self.contributes_list,
            "seeks": self.seeks_list,
        }
        codes = (self.organisation_number,) if self.organisation_number else ()
        return replace(document, codes=codes, dated_on=self.checked_on, card=card)


_LETTER_LABELS = {DIGITS: "0–9", OTHER: _("Övriga tecken")}
