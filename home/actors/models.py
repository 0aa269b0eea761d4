"""Who does what: the actors, as a list and one by one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from core.blocks.body import BodyBlock
from core.models import Actor, BasePage
from core.pages.search_document import Facet, SearchDocument
from home.listing import entries_of_pages, index_url, part_of
from home.measures.models.measure_actors import MeasureActor
from home.places.place_tree import place_facets
from searching.lists.listing import list_entries

_MOST_PLACES = 60


class ActorIndexPage(RoutablePageMixin, BasePage):
    """Everyone who works for safety; each has an address below this page."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    # What lists and search call one actor.
    entry_kind = "actor"

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("innehåll"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body", help_text=_("Står före listan över aktörer.")),
    ]

    class Meta:
        verbose_name = _("aktörer")

    def serve(
        self, request: HttpRequest, view: Any = None, args: Any = None, kwargs: Any = None
    ) -> HttpResponseBase:
        """As every page's: addresses below it may be kept as well, which the mixin forgets."""
        now = timezone.now()
        return self.kept(request, super().serve(request, view, args, kwargs), now)

    @path("")
    def list_actors(self, request: HttpRequest) -> HttpResponse:
        """All actors, narrowed by kind and place."""
        facets = ("actor_kind", "place")
        listing = list_entries(request, kind=self.entry_kind, facets=facets, now=timezone.now())
        return self.render(request, context_overrides={"list": listing})

    @path("<slug:slug>/")
    def show_actor(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One actor: role, places, and what it leads, takes part in and pays for."""
        actor = Actor.objects.filter(slug=slug).select_related("parent").first()
        if actor is None:
            raise Http404
        places = entries_of_pages(actor.places.all()).with_facets(timezone.now())
        return self.render(
            request,
            template="home/actor.html",
            context_overrides={
                "actor": actor,
                "actor_sources": actor.source_links.select_related("document"),
                "doing": part_of(request, MeasureActor.objects.of_actor(actor)),
                # One more than are shown, to know whether there are more.
                "places": list(places[: _MOST_PLACES + 1]),
                "most_places": _MOST_PLACES,
            },
        )


def actor_document(actor: Actor) -> SearchDocument:
    """An actor as lists and search see it."""
    kind = Facet("actor_kind", actor.kind.lower().replace("_", "-"), actor.get_kind_display())
    return SearchDocument(
        kind=ActorIndexPage.entry_kind,
        title=actor.name,
        summary=actor.role,
        text=actor.description,
        facets=(kind, *place_facets(actor.places.all())),
        card={"as_of": actor.as_of.isoformat() if actor.as_of else None},
    )


def actor_address(actor: Actor) -> str:
    """Where an actor is described, or an empty text as long as there is no list of actors."""
    index = index_url("home.ActorIndexPage")
    return f"{index}{actor.slug}/" if index else ""
