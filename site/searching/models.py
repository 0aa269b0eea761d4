"""The projection of everything public that lists, search and feeds read instead of pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from searching.words.excerpts import Segment

# The facet that every entry has by its kind alone.
KIND = "kind"


class SearchFacetQuerySet(models.QuerySet["SearchFacet"]):
    """Named reads on facets."""

    def valid(self, now: datetime) -> Self:
        """The values that hold at `now` and may be shown."""
        started = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=now)
        not_over = models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=now)
        return self.filter(started & not_over).exclude(name="")


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Named reads on entries."""

    def with_facets(self, now: datetime) -> Self:
        """Bring the values that hold at `now`, for `facets_now`, in one query for all entries."""
        return self.prefetch_related(facets_at(now))

    def first_of_each(self, *wanted: Self, most: int) -> Self:
        """Return the first `most` of each of `wanted`, in one query, in the order of this one.

        Each is looked up by itself, so that it comes from an index: of a choice of several kinds,
        databases read every row before they sort.
        """
        firsts = [
            models.Subquery(each.values("pk")[place : place + 1])
            for each in wanted
            for place in range(most)
        ]
        return self.filter(pk__in=firsts)

    def in_one_language(self, language: str | None = None) -> Self:
        """Leave out the pages that there are in the reader's language too, or in `language`."""
        language = language or get_language()
        same = SearchEntry.objects.filter(
            language=language,
            page__translation_key=models.OuterRef("page__translation_key"),
        )
        # Asked of one entry at a time, and only of those in other languages. For NOT EXISTS,
        # PostgreSQL reads every entry there is before it looks at the first; and of IS NULL it
        # thinks that hardly any entry passes, so that it would not stop at the first few either.
        found = Coalesce(models.Subquery(same.values("language")[:1]), models.Value(""))
        return self.alias(found_in=found).filter(
            models.Q(language=language) | ~models.Q(found_in=language)
        )


class SearchEntry(models.Model):
    """One public thing: a page, or a row that has an address of its own.

    `key` says which ("page:12", "actor:5"). `title_key` and `sort_title` are the title as exact
    searches and alphabetical lists compare it. `reaches` are the keys of other things whose
    facets this one decides.
    """

    key = models.CharField(_("nyckel"), max_length=60, unique=True)
    kind = models.CharField(_("slag"), max_length=30)
    title = models.CharField(_("rubrik"), max_length=255)
    title_key = models.CharField(_("rubrik att jämföra"), max_length=255)
    sort_title = models.CharField(_("rubrik att sortera efter"), max_length=255)
    summary = models.TextField(_("sammanfattning"), blank=True)
    address = models.CharField(_("adress"), max_length=500)
    language = models.CharField(_("språk"), max_length=10)
    date = models.DateField(_("datum"), null=True, blank=True)
    card = models.JSONField(_("kort"), default=dict, blank=True)
    reaches = models.JSONField(_("når"), default=list, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("sida"),
    )
    written_at = models.DateTimeField(_("skriven"), default=timezone.now)

    objects = SearchEntryQuerySet.as_manager()

    # Title and best passage with what was searched for marked; empty in lists without a search.
    title_segments: Sequence[Segment] = ()
    excerpt: Sequence[Segment] = ()
    # What an excerpt is looked for in.
    searched_text = ""

    # The projection refers to every page; that is no use of a page that an editor should see.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sökpost")
        verbose_name_plural = _("sökposter")
        indexes = [
            models.Index(fields=["kind", "sort_title", "id"], name="search_entry_by_title"),
            models.Index(fields=["kind", "-date", "-id"], name="search_entry_by_date"),
        ]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def facets_now(self) -> "list[SearchFacet]":
        """The values that hold now, if the entry was read `with_facets`."""
        return list(self.facets.all())

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """What a list row says of each facet: its own values, not what follows from them."""
        labels: dict[str, list[str]] = {}
        for facet in self.facets_now:
            if facet.is_direct and facet.label:
                labels.setdefault(facet.name, []).append(facet.label)
        return labels


class SearchText(models.Model):
    """The whole text of an entry, apart from it so that lists need not carry it."""

    entry = models.OneToOneField(
        SearchEntry,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="full_text",
        verbose_name=_("sökpost"),
    )
    text = models.TextField(_("text"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text till sökpost")
        verbose_name_plural = _("texter till sökposter")

    def __str__(self) -> str:
        return self.text[:80]


class SearchFacet(models.Model):
    """One value by which an entry can be found.

    A row without a name is not offered to anyone: it only says that the entry depends on
    `source`, and is read again when that changes.
    """

    entry = models.ForeignKey(
        SearchEntry,
        on_delete=models.CASCADE,
        related_name="facets",
        # The index below begins with it.
        db_index=False,
        verbose_name=_("sökpost"),
    )
    name = models.CharField(_("slag"), max_length=30, blank=True)
    key = models.CharField(_("nyckel"), max_length=120, blank=True)
    label = models.CharField(_("etikett"), max_length=255, blank=True)
    is_direct = models.BooleanField(_("egen"), default=True)
    valid_from = models.DateTimeField(_("gäller från"), null=True, blank=True)
    valid_until = models.DateTimeField(_("gäller till"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=60, blank=True)

    objects = SearchFacetQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sökvärde")
        verbose_name_plural = _("sökvärden")
        indexes = [
            # Both hold all that counting and choosing need, so that no row has to be looked up.
            models.Index(
                fields=["entry", "name", "key", "valid_from", "valid_until"],
                name="search_facet_of_entry",
            ),
            models.Index(
                fields=["name", "key", "entry", "valid_from", "valid_until"],
                name="search_facet_by_value",
            ),
            models.Index(fields=["source"], name="search_facet_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.key}"

    def holds_at(self, now: datetime) -> bool:
        """Whether the value holds at `now`, as `valid` asks the database."""
        is_begun = self.valid_from is None or self.valid_from <= now
        return is_begun and (self.valid_until is None or now < self.valid_until)


def facets_at(now: datetime) -> "models.Prefetch[str, SearchFacetQuerySet, str]":
    """Return what to prefetch so that entries have the values that hold at `now`."""
    return models.Prefetch("facets", SearchFacet.objects.valid(now).order_by("name", "label", "pk"))
