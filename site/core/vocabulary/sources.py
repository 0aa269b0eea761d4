"""Where a statement comes from."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable

from core.routing.page_addresses import url_of
from core.routing.public_pages import is_public, restricted_paths


class SourceReference(models.Model):
    """A place in one of our own documents, or something published elsewhere.

    Our own documents are pages of the type that the setting SOURCE_DOCUMENT_MODEL names.
    """

    document = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dokument"),
        help_text=_("Svaret eller rapporten på portalen som uppgiften kommer från."),
    )
    reference = models.CharField(
        _("var i dokumentet"),
        max_length=120,
        blank=True,
        help_text=_("Till exempel ”Fråga 3” eller ”Sammanfattning”."),
    )
    external_title = models.CharField(
        _("annan källa"),
        max_length=255,
        blank=True,
        help_text=_("Titel på en källa utanför portalen. Fyll i bara om du inte väljer dokument."),
    )
    external_url = models.URLField(_("adress till källan"), blank=True)
    external_date = models.DateField(_("källans datum"), null=True, blank=True)

    # Its number at the foot of the page that is being shown; see `cited`.
    note: int | None = None

    source_panels = [
        MultiFieldPanel(
            [
                PageChooserPanel("document", page_type=settings.SOURCE_DOCUMENT_MODEL),
                FieldPanel("reference"),
                FieldPanel("external_title"),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "external_url",
                            help_text=_(
                                "Hela adressen, med https:// först. Lämna tom om källan "
                                "inte finns på "
                                "webben."
                            ),
                        ),
                        FieldPanel("external_date", help_text=_("När källan kom ut.")),
                    ]
                ),
            ],
            heading=_("Källa"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        """The source as a reader should see it: title, then the place in it."""
        if self.document and not self.is_open:
            return gettext("Dokument som inte är publicerat")
        title = self.document.title if self.document else self.external_title
        return f"{title}, {self.reference.lower()}" if title and self.reference else title

    @property
    def url(self) -> str:
        """Where the source can be read, or an empty text."""
        if self.document:
            return url_of(self.document) if self.is_open else ""
        return self.external_url

    @cached_property
    def is_open(self) -> bool:
        """Whether readers may open the document; see `cited` for many of them."""
        return is_public(self.document)

    @property
    def key(self) -> tuple[object, str]:
        """What makes two references the same source note."""
        return (self.document_id or self.external_title, self.reference)

    def clean(self) -> None:
        super().clean()
        if self.document_id and self.external_title:
            raise ValidationError(
                {"external_title": _("Välj antingen ett dokument eller en annan källa, inte båda.")}
            )


class Citation(NamedTuple):
    """A source as the foot of a page lists it."""

    label: str
    url: str
    external_date: date | None


def cited(references: Iterable[SourceReference]) -> list[Citation]:
    """Return each source once, in the order in which it is first cited, and number `references`.

    Learns once which documents readers may open, not once for each reference.
    """
    restricted = restricted_paths()
    citations: list[Citation] = []
    numbers: dict[object, int] = {}
    for reference in references:
        document = reference.document
        reference.is_open = bool(
            document and document.live and not document.path.startswith(restricted)
        )
        if not reference.label:
            continue
        if reference.key not in numbers:
            citations.append(Citation(reference.label, reference.url, reference.external_date))
            numbers[reference.key] = len(citations)
        reference.note = numbers[reference.key]
    return citations


class SourceQuerySet(models.QuerySet[Any]):
    """Named reads on what names a source."""

    def with_documents(self) -> "SourceQuerySet":
        """Bring the document that each source is, in the same query."""
        return self.select_related("document")


class PageSource(SourceReference, Orderable):
    """One source of a whole page."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="source_links")
    document = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cited_by",
        verbose_name=_("dokument"),
        help_text=_("Svaret eller rapporten på portalen som uppgiften kommer från."),
    )

    objects = SourceQuerySet.as_manager()

    panels = SourceReference.source_panels

    class Meta(Orderable.Meta):
        verbose_name = _("källa")
        verbose_name_plural = _("källor")
        constraints = [
            models.CheckConstraint(
                name="page_source_names_something",
                condition=models.Q(document__isnull=False) | ~models.Q(external_title=""),
                violation_error_message=_("Välj ett dokument eller skriv titeln på källan."),
            )
        ]

    def __str__(self) -> str:
        return self.label
