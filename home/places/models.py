"""Places: the pages a resident bookmarks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable

from core.blocks.body import BodyBlock
from core.blocks.text import plain_text
from core.language.help_texts import BODY
from core.models import BasePage, SourceReference
from core.pages.search_document import Facet, SearchDocument
from home.places.blocks import IndicatorStream
from home.places.place_tree import free_slug, place_facets
from home.places.querysets import PlaceStatementQuerySet
from searching.entries.entry_builder import page_key


class PlaceKind(models.TextChoices):
    """What kind of place, from the largest to the smallest."""

    MUNICIPALITY = "MUNICIPALITY", _("Kommun")
    DISTRICT = "DISTRICT", _("Stadsdelsområde")
    AREA = "AREA", _("Område")
    NEIGHBOURHOOD = "NEIGHBOURHOOD", _("Stadsdel")
    WATERFRONT = "WATERFRONT", _("Kajområde")
    CENTRE = "CENTRE", _("Centrum")
    SQUARE = "SQUARE", _("Torg")


class PlaceIndexPage(BasePage):
    """All places, district by district."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PlacePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("platser")


class PlacePage(BasePage):
    """A place and everything that is done for safety there.

    A place may consist of others that lie elsewhere in the tree (`parts`): Älvsjö/Solberga is
    Älvsjö, Solberga and Älvsjö centrum. What is said of the whole is found at its parts.
    """

    parent_page_types = ["home.PlaceIndexPage", "home.PlacePage"]
    subpage_types = ["home.PlacePage"]
    search_kind = "place"

    kind = models.CharField(_("slag av plats"), max_length=20, choices=PlaceKind.choices)
    parts = ParentalManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="wholes",
        verbose_name=_("består av"),
        help_text=_("Bara för områden som är sammansatta av andra platser."),
    )
    actors = ParentalManyToManyField(
        "core.Actor", blank=True, related_name="places", verbose_name=_("aktörer här")
    )
    latitude = models.DecimalField(
        _("latitud"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitud"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    accuracy_m = models.PositiveIntegerField(
        _("noggrannhet, meter"),
        null=True,
        blank=True,
        help_text=_("Hur stort området är, ungefär, räknat från mitten."),
    )
    indicators = StreamField(IndicatorStream(), blank=True, verbose_name=_("statistik"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("mer om platsen"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind", help_text=_("Läsaren kan välja ut platser efter slag.")),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Skriv vad som sades och när. En klassning visas alltid med datum och "
                        "aldrig som en nål på en karta."
                    )
                ),
                InlinePanel("statements", label=_("Uppgift")),
            ],
            heading=_("Daterade uppgifter"),
        ),
        FieldPanel(
            "indicators", help_text=_("Siffror år för år. Varje diagram får också en tabell.")
        ),
        FieldPanel("body", help_text=BODY),
        MultiFieldPanel(
            [
                FieldPanel("parts"),
                FieldPanel(
                    "actors",
                    help_text=_("De som arbetar just här. De räknas upp på platsens sida."),
                ),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "latitude",
                            help_text=_("Mitten av platsen, i decimaler, till exempel 59,27810."),
                        ),
                        FieldPanel(
                            "longitude",
                            help_text=_("Mitten av platsen, i decimaler, till exempel 18,00820."),
                        ),
                        FieldPanel("accuracy_m"),
                    ]
                ),
            ],
            heading=_("Läge och samband"),
        ),
    ]

    class Meta:
        verbose_name = _("plats")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        self.slug = free_slug(self)
        super().clean()

    def minimal_clean(self) -> None:
        super().minimal_clean()
        self.slug = free_slug(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A branch that is copied is saved without being cleaned.
        if self.slug and kwargs.get("update_fields") is None:
            self.slug = free_slug(self)
        super().save(*args, **kwargs)

    def all_statements(self) -> "list[PlaceStatement]":
        """The dated statements with their documents, read once per page object."""
        if not hasattr(self, "_statements"):
            rows = self.statements.all()
            if hasattr(rows, "with_documents"):
                rows = rows.with_documents()
            self._statements = list(rows)
        return self._statements

    def facts(self) -> "list[PlaceStatement]":
        """What the sources say of the place, classifications apart."""
        return [row for row in self.all_statements() if not row.classification]

    def classifications(self) -> "list[PlaceStatement]":
        """How the place was classified and when, the newest first."""
        rows = [row for row in self.all_statements() if row.classification]
        return sorted(rows, key=lambda row: row.as_of or date.min, reverse=True)

    def statement_sources(self) -> Sequence[SourceReference]:
        return self.all_statements()

    def search_text(self) -> str:
        said = " ".join(row.text for row in self.all_statements())
        return f"{self.introduction} {said} {plain_text(self.body)}"

    def search_facets(self) -> Iterator[Facet]:
        yield from super().search_facets()
        yield from place_facets([self])
        yield Facet("place_kind", self.kind.lower(), str(self.get_kind_display()))

    def search_document(self) -> SearchDocument | None:
        document = super().search_document()
        if document is None:
            return None
        # What is found at the parts, and where an actor is, is decided here.
        parts = [page_key(part.pk) for part in self.parts.all()]
        actors = [f"actor:{actor.pk}" for actor in self.actors.all()]
        return replace(document, reaches=(*parts, *actors))


class Classification(models.TextChoices):
    """What an authority may call a place. Always dated, never a pin on a map."""

    VULNERABLE_AREA = "VULNERABLE_AREA", _("Utsatt område")
    OPEN_DRUG_SCENE = "OPEN_DRUG_SCENE", _("Öppen drogscen")


class PlaceStatement(SourceReference, Orderable):
    """Something that was true of a place at a time, with its source.

    With `classification` set it says whether the place was so classified (`holds`) and by whom.
    """

    place = ParentalKey(PlacePage, on_delete=models.CASCADE, related_name="statements")
    text = models.TextField(_("uppgift"))
    as_of = models.DateField(
        _("gällde"), null=True, blank=True, help_text=_("Visas som månad och år.")
    )
    classification = models.CharField(
        _("klassning"), max_length=20, choices=Classification.choices, blank=True
    )
    holds = models.BooleanField(
        _("klassningen gäller"),
        default=True,
        help_text=_("Avmarkera när uppgiften säger att platsen inte längre klassas så."),
    )
    classified_by = models.ForeignKey(
        "core.Actor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("klassad av"),
    )

    objects = PlaceStatementQuerySet.as_manager()

    panels = [
        FieldPanel(
            "text", help_text=_("En mening, som källan säger det. Visas med månad och källa.")
        ),
        FieldRowPanel(
            [
                FieldPanel("as_of"),
                FieldPanel(
                    "classification",
                    help_text=_(
                        "Bara när en myndighet har klassat platsen så, eller sagt att den inte "
                        "längre gör det."
                    ),
                ),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("holds"),
                FieldPanel(
                    "classified_by",
                    help_text=_("Myndigheten som har bedömt. Tomt om källan inte säger det."),
                ),
            ]
        ),
        *SourceReference.source_panels,
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("uppgift om plats")
        verbose_name_plural = _("uppgifter om platser")

    def __str__(self) -> str:
        return self.text
