"""News: short, dated, with a source."""

from collections.abc import Iterator
from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.blocks.body import BodyBlock
from core.blocks.text import plain_text
from core.language.help_texts import BODY, PLACES
from core.models import BasePage
from core.pages.search_document import Facet, SearchDocument
from home.places.place_tree import place_facets


class NewsIndexPage(BasePage):
    """All news, the latest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("nyheter")


class NewsPage(BasePage):
    """Something that has happened or changed."""

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    search_kind = "news"
    open_graph_type = "article"

    published_on = models.DateField(_("datum"))
    places = ParentalManyToManyField(
        "home.PlacePage", blank=True, related_name="news", verbose_name=_("platser")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("innehåll"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel(
            "published_on",
            help_text=_("Dagen som står över nyheten. Nyheterna sorteras efter den."),
        ),
        FieldPanel("body", help_text=BODY),
        FieldPanel("places", help_text=PLACES),
    ]

    class Meta:
        verbose_name = _("nyhet")

    def __str__(self) -> str:
        return self.title

    def search_text(self) -> str:
        return f"{self.introduction} {plain_text(self.body)}"

    def search_facets(self) -> Iterator[Facet]:
        yield from super().search_facets()
        yield from place_facets(self.places.all())
        year = str(self.published_on.year)
        yield Facet("year", year, year)

    def search_document(self) -> SearchDocument | None:
        document = super().search_document()
        return replace(document, dated_on=self.published_on) if document else None
