"""Named reads on dialogues."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import translation
from wagtail.query import PageQuerySet

from dialogues.events.domain.choices import ChangeKind
from searching.models import SearchEntry


class DialoguePageQuerySet(PageQuerySet):
    """Reads on dialogue pages."""

    def originals(self) -> Self:
        """The dialogues themselves, without aliases and translations."""
        # By the code, for which nothing needs to be read first.
        code = settings.LANGUAGE_CODE
        return self.filter(alias_of__isnull=True, locale__language_code=code)

    def in_language(self, dialogue: Any, language: str = "") -> Any:
        """Return `dialogue` as anybody may read it in a language, or itself when nobody may.

        The reader's language, unless another is named.
        """
        language = language or translation.get_language() or settings.LANGUAGE_CODE
        if dialogue.locale.language_code == language:
            return dialogue
        same = self.live().public().filter(translation_key=dialogue.translation_key)
        return same.filter(locale__language_code=language).first() or dialogue

    def original_of(self, page: Any) -> Any:
        """Return the dialogue whose translation or alias `page` is, or the page itself.

        Registrations and changes belong to it: one dialogue in two languages has one room.
        """
        same = self.live().originals().filter(translation_key=page.translation_key)
        return same.first() or page

    def locked(self) -> Self:
        """Let nobody else change who comes to these until the transaction ends.

        Only the dialogue's own row, not Wagtail's: publishing takes Wagtail's first, and whoever
        took them the other way round could wait for it for ever.
        """
        return self.select_for_update(of=("self",))

    def with_calendar_facts(self) -> Self:
        """Those that have a date, with what a calendar tells of their changes.

        `change_count` is how many there were and `changed_at` is of the last; `off_reason` is why
        it is called off, if it is. None without any.
        """
        changes = self.model._meta.get_field("changes").related_model
        of_it = changes.objects.filter(dialogue=OuterRef("pk"))
        last = of_it.order_by("-at", "-pk")
        counted = of_it.order_by().values("dialogue").annotate(number=Count("pk")).values("number")
        return (
            self.filter(starts_at__isnull=False, ends_at__isnull=False)
            .annotate(
                change_count=Coalesce(Subquery(counted), 0),
                changed_at=Subquery(last.values("at")[:1]),
                off_reason=Subquery(last.of_time().values("reason")[:1]),
            )
            .select_related("locale")
            .prefetch_related("places")
        )

    def at_place(self, slug: str) -> Self:
        """Those that are listed at a place, as lists and the place's own page understand it."""
        facets = {"facets__name": "place", "facets__key": slug}
        entries = SearchEntry.objects.filter(kind="dialogue", **facets)
        return self.filter(pk__in=entries.values("page_id"))

    def in_series_of(self, page: Any) -> Self:
        """The other published dialogues of its series, in its language, the earliest first."""
        others = self.live().filter(series_id=page.series_id, locale_id=page.locale_id)
        undated_last = models.F("starts_at").asc(nulls_last=True)
        return (
            others.exclude(pk=page.pk)
            .select_related("locale", "series")
            .order_by(undated_last, "pk")
        )

    def to_come(self, now: datetime) -> Self:
        """Those that have a date and have not ended, the next first."""
        going = self.filter(ends_at__gt=now, is_cancelled=False, is_postponed=False)
        return going.order_by("starts_at", "pk")


class DialogueChangeQuerySet(models.QuerySet[Any]):
    """Reads on what was decided."""

    def of_time(self) -> Self:
        """Those that say whether and when it is held; where and how is left out."""
        return self.exclude(kind=ChangeKind.REARRANGED)
