"""A dialogue: one address that is first an invitation, then live, then a report."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.utils.decorators import cached_classmethod

from core.models import BasePage
from core.pages.search_document import Facet, SearchDocument
from core.templatetags.portal_dates import clock, weekday_date
from core.times.days import midnight_after
from dialogues.events.domain.dialogue_times import (
    REPORT_DAYS,
    days_left,
    refresh_in,
    refreshes_from,
    report_late_from,
    state_changes,
)
from dialogues.events.domain.where_and_how import WhereAndHow
from dialogues.events.models.dialogue_fields import DialogueFields
from dialogues.events.models.hiding import PRIVATE_OPTIONS, is_open
from dialogues.events.models.rows import DialogueChange
from dialogues.events.models.search_document import search_card, search_facets, search_words
from dialogues.events.querysets import DialogueChangeQuerySet
from dialogues.events.shared_fields import COMMON, DECIDED
from dialogues.events.state_words import state_words

# Between the page and its reader, while it is about to ask for itself anew.
KEPT_WHILE_REFRESHING_S = 15


class DialoguePage(DialogueFields):
    """A dialogue, a walk or another meeting about a place."""

    parent_page_types = ["dialogues.DialogueIndexPage"]
    subpage_types = []
    search_kind = "dialogue"
    # Its tabs, the checklist and what they refuse: attached from above, by invitations.
    edit_handler: ClassVar[Any]

    # How it was held for readers until it was saved anew.
    held_before: WhereAndHow | None = None

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("series")]),
        FieldPanel("places"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("period_text"),
    ]

    class Meta:
        verbose_name = _("trygghetsdialog")
        verbose_name_plural = _("trygghetsdialoger")

    def __str__(self) -> str:
        return self.title

    @cached_classmethod
    def get_edit_handler(cls) -> Any:
        """The editor as it was attached."""
        return cls.edit_handler.bind_to_model(cls)

    def clean(self) -> None:
        """Refuse times that cannot be, and a report of what has not been."""
        super().clean()
        errors: dict[str, Any] = {}
        if bool(self.starts_at) != bool(self.ends_at):
            missing = "ends_at" if self.starts_at else "starts_at"
            errors[missing] = _("Fyll i både när det börjar och när det slutar.")
        elif self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("Dialogen kan inte sluta innan den börjar.")
        elif self.report_summary and self.ends_at and self.ends_at > timezone.now():
            errors["report_summary"] = _("Rapporten kan publiceras när dialogen är slut.")
        if self.is_digital and self.shows_link_to_registered_only and not self.asks_for_sign_up:
            errors["link_access"] = _(
                "Ingen kan anmäla sig, så ingen skulle få länken. Välj anmälan, eller visa länken"
                " för alla."
            )
        if errors:
            raise ValidationError(errors)

    # ------------------------------------------------------------ one meeting in every language

    def with_content_json(self, content: dict[str, Any]) -> "DialoguePage":
        """As Wagtail's. What was decided about a published dialogue comes from no older version.

        So no draft, scheduled version or way back in its history moves or revives it silently.
        """
        page: DialoguePage = super().with_content_json(content)
        if self.live:
            for name in DECIDED:
                setattr(page, name, getattr(self, name))
        # When it was reported is known to the page, not to its drafts.
        page.reported_at = self.reported_at
        page.follow_original()
        return page

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's; a translation follows its original, however old its texts are."""
        self.follow_original()
        return super().save_revision(*args, **kwargs)

    def follow_original(self) -> None:
        """Take the times and the ways in from the dialogue whose translation this is."""
        original = type(self).objects.original_of(self)
        for name in COMMON if original.pk != self.pk else ():
            setattr(self, name, getattr(original, name))

    def all_changes(self) -> DialogueChangeQuerySet:
        """What was decided about it, the first first, in whatever language it is told here."""
        changes: DialogueChangeQuerySet = DialogueChange.objects.all()
        return changes.filter(dialogue__translation_key=self.translation_key).order_by("at", "pk")

    # ------------------------------------------------------------ how long it may be kept

    def moments(self, now: datetime) -> Iterator[datetime]:
        yield from state_changes(self.times)
        # What is kept from before this does not ask for itself anew.
        begins = refreshes_from(self.times) if self.is_digital else None
        if begins:
            yield begins
        # Until the doors open it counts the days.
        if days_left(self.times, now):
            yield midnight_after(now)
        if late_from := report_late_from(self.times, days=REPORT_DAYS):
            yield late_from
        if self.sign_up_closes_at:
            yield self.sign_up_closes_at

    def refresh_in(self, now: datetime) -> int | None:
        """After how many seconds the page should be asked for anew; None for never."""
        return refresh_in(self.times, now) if self.is_digital else None

    def seconds_fresh(self, now: datetime) -> int:
        """As for every page; one that will ask for itself again is kept so that it does in time."""
        seconds = super().seconds_fresh(now)
        return seconds if self.refresh_in(now) is None else min(seconds, KEPT_WHILE_REFRESHING_S)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the page; around the time of the dialogue it asks for itself anew, once.

        In a header, which needs no script: the way in appears when the doors open.
        """
        seconds = self.refresh_in(timezone.now())
        response = super().serve(request, *args, **kwargs)
        if seconds is not None:
            response["Refresh"] = str(seconds)
        return response

    @property
    def share_text(self) -> str:
        """When, where and how it stands come first for who is shown the page by a friend."""
        parts = [state_words(self.times, timezone.now()).label]
        if self.starts_at:
            parts[0] += f": {weekday_date(self.starts_at)} {clock(self.starts_at)}"
        told = (*parts, self.where, self.summary)
        return " ".join(f"{part.rstrip('.')}." for part in told if part)

    # ------------------------------------------------------------ publishing

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Note when a report is published for the first time, and forget it with the report.

        What was public until now is remembered, for those who must be told that it is no more.
        """
        if kwargs.get("update_fields") is None:
            self.held_before = self.public_where_and_how()
            if not self.report_summary:
                self.reported_at = None
            elif self.live and self.reported_at is None:
                known = type(self).objects.filter(pk=self.pk, reported_at__isnull=False)
                reported_at = known.values_list("reported_at", flat=True).first()
                self.reported_at = reported_at or timezone.now()
        return super().save(*args, **kwargs)

    @property
    def private_page_options(self) -> list[str]:
        """None while people count on the dialogue: it is cancelled, never hidden from them."""
        return [] if self.is_counted_on(timezone.now()) and is_open(self) else PRIVATE_OPTIONS

    # ------------------------------------------------------------ lists and search

    def search_text(self) -> str:
        return search_words(self)

    def search_facets(self) -> Iterator[Facet]:
        yield from super().search_facets()
        yield from search_facets(self)

    def search_document(self) -> SearchDocument | None:
        document = super().search_document()
        if document is None:
            return None
        last = self.all_changes().of_time().last()
        moved_from = last.old_starts_at if last and last.is_move else None
        day = timezone.localdate(self.starts_at) if self.starts_at else self.as_of
        return replace(document, dated_on=day, card=search_card(self, moved_from=moved_from))
