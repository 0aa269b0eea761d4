"""News: short, dated, with a source."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.blocks.body import BodyBlock
from core.blocks.plain import plain_text
from core.language.help_texts import BODY, PLACES
from core.models import BasePage
from core.pages.schema_org import news_article
from core.pages.search_document import Facet, SearchDocument
from home.listing import list_page
from home.places.place_tree import place_facets
from home.topics_and_places import ties_of

if TYPE_CHECKING:
    from core.chrome.chrome import Frame


class NewsIndexPage(BasePage):
    """All news, the latest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("nyheter")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        facets = ("place", "topic", "year")
        context["list"] = list_page(request, kind="news", facets=facets, order="-date")
        return context


class NewsPage(BasePage):
    """Something that has happened or changed."""

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    search_kind = "news"

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["ties"] = ties_of(self, request)
        return context

    def structured_data(self, frame: "Frame") -> list[dict[str, Any]]:
        modified = self.last_published_at
        article = news_article(
            headline=self.title,
            summary=self.summary,
            url=frame.root_url + (self.url or ""),
            published_on=self.published_on,
            modified=timezone.localdate(modified) if modified else None,
            author=settings.WAGTAIL_SITE_NAME,
        )
        return [*super().structured_data(frame), article]

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
