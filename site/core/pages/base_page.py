"""What all pages share."""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, NamedTuple

from django.db import models, transaction
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page, PageViewRestriction
from wagtail.utils.decorators import cached_classmethod

from core.chrome.chrome import Chrome
from core.chrome.notices import notice_moments
from core.freshness.kept_warm import warm
from core.freshness.readers import is_anonymous, shared
from core.pages.gathered import gathered_for
from core.pages.schema_org import breadcrumb_list
from core.pages.search_document import Facet, SearchDocument
from core.routing.page_addresses import with_root_paths
from core.routing.public_pages import is_restricted
from core.times.days import add_months
from core.vocabulary.models import TopicOnPage
from core.vocabulary.sources import Citation, SourceReference, cited

# The longest that anything between us and the reader may keep a page.
LONGEST_KEPT = timedelta(minutes=5)


class Crumb(NamedTuple):
    """One step of the way to a page."""

    title: str
    url: str


class BasePage(Page):
    """The fields, sources and habits that every page of the portal has."""

    introduction = models.TextField(
        _("inledning"),
        blank=True,
        help_text=_("Två eller tre meningar som säger det viktigaste. Visas även i listor."),
    )
    topics = ClusterTaggableManager(through=TopicOnPage, blank=True, verbose_name=_("ämnen"))
    social_image = models.ForeignKey(
        "core.PortalImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("delningsbild"),
        help_text=_("Visas när någon delar sidan. Utan bild används portalens egen."),
    )
    as_of = models.DateField(
        _("uppgiften gäller"),
        null=True,
        blank=True,
        help_text=_("När uppgifterna var sanna, enligt källan. Visas som månad och år."),
    )
    reviewed_on = models.DateField(_("senast granskad"), null=True, blank=True)
    review_every = models.PositiveSmallIntegerField(
        _("granska igen efter, månader"),
        default=12,
        help_text=_("Då påminner portalen om att sidan behöver ses över."),
    )

    parent_page_types: ClassVar[list[str]] = []
    # None leaves the page open to children that apps above declare.
    subpage_types: ClassVar[list[str] | None] = []
    # What lists and search call this kind of page; empty means that it is not listed.
    search_kind: ClassVar[str] = ""
    # What services that show shared links call it.
    open_graph_type: ClassVar[str] = "website"
    # Which rows a reader's page is read together with, because its template names them.
    read_with: ClassVar[tuple[str, ...]] = ()

    # What its page view has told of the page that is being answered, and of which object.
    _shown_page: "BasePage | None" = None
    _shown_moments: Sequence[datetime] = ()
    _shown_schema_org: Sequence[dict[str, Any]] = ()

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    review_panels = [
        MultiFieldPanel(
            [
                FieldPanel("as_of"),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "reviewed_on",
                            help_text=_(
                                "Dagen då någon senast gick igenom sidan och dess källor. "
                                "Visas för "
                                "läsaren."
                            ),
                        ),
                        FieldPanel("review_every"),
                    ]
                ),
            ],
            heading=_("Aktualitet"),
        ),
        InlinePanel("source_links", heading=_("Källor"), label=_("Källa")),
    ]
    promote_panels = [
        *Page.promote_panels,
        FieldPanel("topics"),
        FieldPanel("social_image"),
    ]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> Any:
        """The editor's tabs: what it says, what that rests on, how it is found, when it shows."""
        tabs = [
            ObjectList(cls.content_panels, heading=_("Innehåll")),
            ObjectList(cls.review_panels, heading=_("Källor och granskning")),
            ObjectList(cls.promote_panels, heading=_("Adress och synlighet")),
            ObjectList(cls.settings_panels, heading=_("Inställningar")),
        ]
        shown = [tab for tab in tabs if tab.children]
        handler = TabbedInterface(shown, base_form_class=cls.base_form_class)
        return handler.bind_to_model(cls)

    # ------------------------------------------------------------ reading

    def breadcrumbs(self) -> list[Crumb]:
        """The way from the front page to this page's parent, the front page first."""
        if self.depth <= 2:
            return []
        if not hasattr(self, "_crumbs"):
            parent_path = self.path[: -self.steplen]
            self._crumbs: list[Crumb] = warm(
                f"crumbs:{parent_path}", lambda: self._read_breadcrumbs(parent_path)
            )
        return self._crumbs

    def _read_breadcrumbs(self, parent_path: str) -> list[Crumb]:
        paths = [parent_path[:end] for end in range(8, len(parent_path) + 1, self.steplen)]
        pages = Page.objects.filter(path__in=paths).order_by("path")
        return [Crumb(page.title, page.url or "") for page in pages]

    def all_sources(self) -> list[Citation]:
        """Every source of the page once; what is cited gets its number as a `note`."""
        return cited((*self.page_sources(), *self.statement_sources()))

    def page_sources(self) -> Sequence[SourceReference]:
        """The sources of the page as a whole, read once per page object."""
        if not hasattr(self, "_page_sources"):
            links = self.source_links.all()
            if hasattr(links, "with_documents"):
                kept = warm(f"sources:{self.pk}", lambda: list(links.with_documents()))
                # A page's own, because they are numbered on it.
                links = [copy(link) for link in kept]
            self._page_sources: list[SourceReference] = list(links)
        return self._page_sources

    def statement_sources(self) -> Sequence[SourceReference]:
        """The sources of single statements on the page; page types override this."""
        return ()

    @property
    def review_due_on(self) -> date | None:
        """The day on which somebody should look the page over again."""
        return add_months(self.reviewed_on, self.review_every) if self.reviewed_on else None

    def _get_site_root_paths(self, cache_object: Any = None, **kwargs: Any) -> Any:
        """As Wagtail's, which asks the cache once for each page whose address is shown."""
        return super()._get_site_root_paths(with_root_paths(cache_object or self))

    def get_view_restrictions(self) -> "models.QuerySet[PageViewRestriction]":
        """As Wagtail's, but without a query when nothing above this page is restricted."""
        if not self.alias_of_id and not is_restricted(self):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def serve_password_required_response(
        self, request: HttpRequest, form: Any, action_url: str
    ) -> HttpResponseBase:
        """As Wagtail's, but with nothing of the page: not even its title is for everybody."""
        told = {"form": form, "action_url": action_url}
        return TemplateResponse(request, "wagtailcore/password_required.html", told)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the frame and the foot of every page show, and what its page view gathers."""
        # The frame asks the request which page it surrounds, in previews too.
        request.served_page = self  # type: ignore[attr-defined]
        context = super().get_context(request, *args, **kwargs)
        gathered = gathered_for(self, request)
        # Of a page that is kept, another object tells the template what this one would.
        context["page"] = context["self"] = gathered.page
        context["breadcrumbs"] = self.breadcrumbs()
        context["sources"] = gathered.sources
        # A page that referred to itself would wait for the collector of garbage.
        self._shown_page = None if gathered.page is self else gathered.page
        self._shown_moments = gathered.moments
        gathered.page._shown_schema_org = gathered.schema_org
        return {**context, **gathered.shown}

    # ------------------------------------------------------------ time

    def moments(self, now: datetime) -> Iterator[datetime]:
        """The times after which this page may read differently, without any edit."""
        return iter(())

    def fresh_until(self, now: datetime) -> datetime | None:
        """The next moment when time alone will change the page, or None."""
        page = self._shown_page or self
        moments = (*page.moments(now), *self._shown_moments, *notice_moments(now, self.path))
        return min((moment for moment in moments if moment > now), default=None)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the page with the time for which it may be kept."""
        # Before it is put together: what changes meanwhile must not look like the latest news.
        now = timezone.now()
        return self.kept(request, super().serve(request, *args, **kwargs), now)

    def kept(
        self, request: HttpRequest, response: HttpResponseBase, now: datetime
    ) -> HttpResponseBase:
        """Say of an answer of this page, begun at `now`, for how long it may be kept by whom."""
        if response.status_code == 200 and is_anonymous(request):
            # Lists have noted which parameters they read.
            return shared(request, response, seconds=self.seconds_fresh(now), reads=())
        patch_cache_control(response, private=True, no_store=True)
        return response

    def seconds_fresh(self, now: datetime) -> int:
        """For how many whole seconds after `now` the page may be kept."""
        change = self.fresh_until(now)
        left = LONGEST_KEPT if change is None else min(LONGEST_KEPT, change - now)
        return int(left.total_seconds())

    # ------------------------------------------------------------ machines

    def structured_data(self, chrome: Chrome) -> list[dict[str, Any]]:
        """What search engines are told, as schema.org objects."""
        trail = breadcrumb_list(self.breadcrumbs(), self.title, self.url or "", chrome.root_url)
        return [*([trail] if trail else []), *self._shown_schema_org]

    # ------------------------------------------------------------ publishing

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """As Wagtail's, but what follows from it, such as lists, changes with it or not at all."""
        with transaction.atomic():
            super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """As Wagtail's, in one transaction with what follows from it."""
        with transaction.atomic():
            super().unpublish(*args, **kwargs)

    # ------------------------------------------------------------ lists and search

    @property
    def summary(self) -> str:
        """What lists, feeds and search engines say about the page, at most 300 characters."""
        return self.search_description or Truncator(self.introduction).chars(300)

    @property
    def share_text(self) -> str:
        """What is shown of the page where somebody shares its address."""
        return self.summary

    def search_document(self) -> SearchDocument | None:
        """The page as lists and search see it, or None when it should not be found."""
        if not self.search_kind:
            return None
        return SearchDocument(
            kind=self.search_kind,
            title=self.title,
            summary=self.summary,
            text=self.search_text(),
            facets=tuple(self.search_facets()),
            dated_on=self.as_of,
        )

    def search_text(self) -> str:
        """Everything on the page that a reader may search for, as plain text."""
        return self.introduction

    def search_facets(self) -> Iterator[Facet]:
        """The values by which the page can be found; topics here, more in the page types."""
        for topic in self.topics.all():
            yield Facet("topic", topic.slug, topic.name, source=f"topic:{topic.pk}")
