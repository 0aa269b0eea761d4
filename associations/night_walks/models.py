"""Night walks: where in general, who walks, how to join. Never routes, never staffing."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable

from associations.page_rows import entry_address, rows_with
from core.blocks.text import plain_text
from core.models import BasePage
from core.pages.search_document import Facet
from home.measures.blocks import ResultStream, caveat_errors, result_texts
from home.places.place_tree import place_facets
from home.standard.blocks import StandardBody


class NightWalkPage(BasePage):
    """How a night walk works and how you join one, with the groups that walk."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    search_kind = "night_walk"
    max_count_per_parent = 1

    body = StreamField(StandardBody(), blank=True, verbose_name=_("så går en nattvandring till"))
    join = StreamField(StandardBody(), blank=True, verbose_name=_("gå med eller starta en grupp"))
    results = StreamField(ResultStream(), blank=True, verbose_name=_("resultat"))
    results_caveat = models.TextField(_("vad vi inte kan säga säkert"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Skriv var i stort sett och på vilka dagar i veckan. Aldrig rutter, "
                        "mötesplatser för en viss kväll eller hur många som går."
                    )
                ),
                InlinePanel("group_rows", label=_("Grupp")),
            ],
            heading=_("Grupper"),
        ),
        FieldPanel("join"),
        MultiFieldPanel(
            [FieldPanel("results"), FieldPanel("results_caveat")], heading=_("Resultat")
        ),
    ]

    class Meta:
        verbose_name = _("nattvandring")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a result without what it cannot tell."""
        super().clean()
        errors = caveat_errors(self.results, self.results_caveat)
        if errors:
            raise ValidationError(errors)

    def moments(self, now: datetime) -> Iterator[datetime]:
        for group in self.groups:
            if group.partnership:
                yield from group.partnership.term_moments()

    @cached_property
    def groups(self) -> "list[NightWalkGroup]":
        """The groups with all that is shown of them, in the order editors chose."""
        return list(rows_with(self.group_rows.all(), "with_ties"))

    def search_text(self) -> str:
        words = [self.introduction, plain_text(self.body), plain_text(self.join)]
        for row in self.group_rows.all():
            words += [row.name, row.where, row.when, row.how_to_join]
        return " ".join([*words, *result_texts(self.results), self.results_caveat])

    def search_facets(self) -> Iterator[Facet]:
        yield from super().search_facets()
        places = {place.pk: place for row in self.group_rows.all() for place in row.places.all()}
        yield from place_facets(places.values())


class NightWalkGroupQuerySet(models.QuerySet[Any]):
    """Reads on groups that walk."""

    def with_ties(self) -> Self:
        """Bring whose a group is, where it walks and its partnership, in the order of the page."""
        linked = self.select_related("actor", "partnership").annotate(entry_address=entry_address())
        return linked.prefetch_related("places", "partnership__period_rows").order_by(
            "sort_order", "pk"
        )


class NightWalkGroup(ClusterableModel, Orderable):
    """A group that walks: whose it is, and where and when in general."""

    page = ParentalKey(NightWalkPage, on_delete=models.CASCADE, related_name="group_rows")
    name = models.CharField(_("namn"), max_length=120)
    actor = models.ForeignKey(
        "core.Actor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="night_walk_groups",
        verbose_name=_("förening"),
    )
    places = ParentalManyToManyField(
        "home.PlacePage", blank=True, related_name="night_walk_groups", verbose_name=_("platser")
    )
    partnership = models.ForeignKey(
        "associations.PartnershipPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("går inom partnerskapet"),
        help_text=_("Då visar sidan om det gäller i dag, eller vilken period som är senast känd."),
    )
    where = models.CharField(_("var, i stort"), max_length=160, blank=True)
    when = models.CharField(_("när, i stort"), max_length=160, blank=True)
    how_to_join = models.TextField(_("så går du med"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("actor")]),
        FieldPanel("places"),
        PageChooserPanel("partnership", page_type="associations.PartnershipPage"),
        FieldRowPanel([FieldPanel("where"), FieldPanel("when")]),
        FieldPanel("how_to_join"),
    ]

    objects = NightWalkGroupQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("nattvandrargrupp")
        verbose_name_plural = _("nattvandrargrupper")

    def __str__(self) -> str:
        return self.name
