"""A dialogue: one address that is first an invitation, then live, then a report."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.models import PageManager
from wagtail.utils.decorators import cached_classmethod

from core.models import BasePage
from core.pages.schema_org import event
from core.pages.search_document import Facet, SearchDocument
from core.routing.public_pages import only_public
from core.templatetags.portal_dates import clock, weekday_date
from dialogues.events.changeability import PRIVATE_OPTIONS, is_counted_on, is_open
from dialogues.events.domain.choices import DialogueKind
from dialogues.events.domain.dialogue_times import (
    DialogueState,
    DialogueTimes,
    days_left,
    dialogue_state,
    link_is_open,
    refreshes_from,
    report_late_from,
    state_changes,
)
from dialogues.events.models.invitation_fields import InvitationFields
from dialogues.events.models.participation_fields import ParticipationFields
from dialogues.events.models.report_fields import ReportFields
from dialogues.events.page_view.dialogue import REPORT_DAYS, DialogueView, dialogue_view
from dialogues.events.page_view.structured_event import event_facts
from dialogues.events.querysets import DialogueChangeQuerySet, DialoguePageQuerySet
from dialogues.events.search_document import projected_card, projected_facets, projected_words
from dialogues.events.shared_fields import COMMON, DECIDED
from dialogues.events.where_and_how import Arrangement, public_arrangement
from dialogues.invitations.admin.checklist_panel import ChecklistPanel, GapsPanel
from dialogues.invitations.admin.page_form import DialoguePageForm

if TYPE_CHECKING:
    from core.chrome.chrome import Frame

# Between the page and its reader, while it is about to ask for itself anew.
KEPT_WHILE_REFRESHING_S = 15


class DialoguePage(InvitationFields, ParticipationFields, ReportFields, BasePage):
    """A dialogue, a walk or another meeting about a place."""

    parent_page_types = ["dialogues.DialogueIndexPage"]
    subpage_types = []
    search_kind = "dialogue"
    base_form_class = DialoguePageForm

    kind = models.CharField(
        _("slag"), max_length=20, choices=DialogueKind.choices, default=DialogueKind.DIALOGUE
    )
    series = models.ForeignKey(
        "dialogues.DialogueSeries",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="dialogues",
        verbose_name=_("serie"),
        help_text=_("För samma dialog på flera tider eller platser."),
    )
    places = ParentalManyToManyField(
        "home.PlacePage", blank=True, related_name="dialogues", verbose_name=_("platser")
    )
    starts_at = models.DateTimeField(_("börjar"), null=True, blank=True)
    ends_at = models.DateTimeField(_("slutar"), null=True, blank=True)
    period_text = models.CharField(
        _("ungefär när"),
        max_length=80,
        blank=True,
        help_text=_("När det inte finns något datum, till exempel ”hösten 2026”."),
    )
    # Decided in steps of their own, with a reason; see actions.changing.
    is_cancelled = models.BooleanField(default=False, editable=False)
    is_postponed = models.BooleanField(default=False, editable=False)

    # What this answer shows, once it has been put together.
    _shown: DialogueView | None = None
    # How it was held for readers until it was saved anew.
    arranged_before: Arrangement | None = None

    objects = PageManager.from_queryset(DialoguePageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("series")]),
        FieldPanel("places"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("period_text"),
    ]
    check_panels = [
        ChecklistPanel(heading=_("Checklista")),
        FieldPanel("gate_reason"),
        FieldPanel("change_reason"),
    ]

    class Meta:
        verbose_name = _("trygghetsdialog")
        verbose_name_plural = _("trygghetsdialoger")

    def __str__(self) -> str:
        return self.title

    @cached_classmethod
    def get_edit_handler(cls) -> Any:
        """The tabs in the order in which an invitation is thought out, the report last."""
        tabs = [
            ObjectList([GapsPanel(), *cls.content_panels], heading=_("Vad och när")),
            ObjectList([GapsPanel(), *cls.invitation_panels], heading=_("Inbjudan")),
            ObjectList([GapsPanel(), *cls.participation_panels], heading=_("Delta")),
            ObjectList(cls.check_panels, heading=_("Klar att publicera?")),
            ObjectList(cls.report_panels, heading=_("Efteråt")),
            ObjectList(cls.review_panels, heading=_("Källor och granskning")),
            ObjectList(cls.promote_panels, heading=_("Adress och synlighet")),
            ObjectList(cls.settings_panels, heading=_("Inställningar")),
        ]
        shown = [tab for tab in tabs if tab.children]
        handler = TabbedInterface(shown, base_form_class=cls.base_form_class)
        return handler.bind_to_model(cls)

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
        if self.is_digital and self.link_access == "REGISTERED" and self.sign_up == "NONE":
            errors["link_access"] = _(
                "Ingen kan anmäla sig, så ingen skulle få länken. Välj anmälan, eller visa länken"
                " för alla."
            )
        if errors:
            raise ValidationError(errors)

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

    # ------------------------------------------------------------ time

    @cached_property
    def times(self) -> DialogueTimes:
        """What its state is computed from."""
        return DialogueTimes(
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            opens_before=timedelta(minutes=self.opens_minutes),
            is_cancelled=self.is_cancelled,
            is_postponed=self.is_postponed,
            reported_at=self.reported_at,
        )

    def state(self, now: datetime) -> DialogueState:
        """In which state it is at `now`."""
        return dialogue_state(self.times, now)

    @property
    def is_hearsay(self) -> bool:
        """Whether it is only known from a source that names no day; nobody is invited to it."""
        return self.starts_at is None and self.as_of is not None

    def all_changes(self) -> DialogueChangeQuerySet:
        """What was decided about it, the first first, in whatever language it is told here."""
        changes: DialogueChangeQuerySet = self.changes.model.objects.all()
        return changes.filter(dialogue__translation_key=self.translation_key).order_by("at", "pk")

    def link_is_open(self, now: datetime) -> bool:
        """Whether the digital link may be shown."""
        return self.is_digital and link_is_open(self.times, now)

    def moments(self, now: datetime) -> Iterator[datetime]:
        yield from state_changes(self.times)
        # What is kept from before this does not ask for itself anew.
        begins = refreshes_from(self.times) if self.is_digital else None
        if begins:
            yield begins
        # Until the doors open it counts the days.
        if days_left(self.times, now):
            today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
            yield today + timedelta(days=1)
        if late_from := report_late_from(self.times, days=REPORT_DAYS):
            yield late_from
        if self.sign_up_closes_at:
            yield self.sign_up_closes_at
        # The others of the series are shown with their states.
        for sibling in self._shown.siblings if self._shown else ():
            yield from sibling.moments

    def seconds_fresh(self, now: datetime) -> int:
        """As for every page; one that will ask for itself again is kept so that it does in time."""
        seconds = super().seconds_fresh(now)
        if self._shown and self._shown.refresh_in is not None:
            return min(seconds, KEPT_WHILE_REFRESHING_S)
        return seconds

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the page; around the time of the dialogue it asks for itself anew, once.

        In a header, which needs no script: the way in appears when the doors open.
        """
        response = super().serve(request, *args, **kwargs)
        if self._shown and self._shown.refresh_in is not None:
            response["Refresh"] = str(self._shown.refresh_in)
        return response

    # ------------------------------------------------------------ reading

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        self._shown = dialogue_view(self, timezone.now())
        context["dialogue"] = self._shown
        return context

    @property
    def summary(self) -> str:
        """What lists say: the introduction, or else the problem that it is about."""
        return self.search_description or Truncator(self.introduction or self.problem).chars(300)

    @cached_property
    def where(self) -> str:
        """Where one goes, in words: the meeting point, and the places that it does not name."""
        titles = [place.title for place in only_public(self.places.all())]
        unsaid = (title for title in titles if title not in self.meeting_point)
        return ", ".join(filter(None, (self.meeting_point, *unsaid)))

    # ------------------------------------------------------------ machines

    @property
    def share_text(self) -> str:
        """When, where and how it stands come first for who is shown the page by a friend."""
        if self._shown is None:
            return self.summary
        parts = [self._shown.status.label]
        if self.starts_at:
            parts[0] += f": {weekday_date(self.starts_at)} {clock(self.starts_at)}"
        if self.is_on_site:
            parts.append(self.where)
        return " ".join(f"{part.rstrip('.')}." for part in (*parts, self.summary) if part)

    def structured_data(self, frame: "Frame") -> list[dict[str, Any]]:
        """As for every page, and the meeting; without a date there is none to come to."""
        known = super().structured_data(frame)
        facts = event_facts(self, frame, self._shown)
        return [*known, event(facts)] if facts else known

    # ------------------------------------------------------------ publishing

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Note when a report is published for the first time, and forget it with the report.

        What was public until now is remembered, for those who must be told that it is no more.
        """
        if kwargs.get("update_fields") is None:
            self.arranged_before = public_arrangement(self)
            if not self.report_summary:
                self.reported_at = None
            elif self.live and self.reported_at is None:
                known = type(self).objects.filter(pk=self.pk, reported_at__isnull=False)
                reported_at = known.values_list("reported_at", flat=True).first()
                self.reported_at = reported_at or timezone.now()
            self.__dict__.pop("times", None)
        return super().save(*args, **kwargs)

    @property
    def private_page_options(self) -> list[str]:
        """None while people count on the dialogue: it is cancelled, never hidden from them."""
        return [] if is_counted_on(self, timezone.now()) and is_open(self) else PRIVATE_OPTIONS

    # ------------------------------------------------------------ lists and search

    def search_text(self) -> str:
        return projected_words(self)

    def search_facets(self) -> Iterator[Facet]:
        yield from super().search_facets()
        yield from projected_facets(self)

    def search_document(self) -> SearchDocument | None:
        document = super().search_document()
        if document is None:
            return None
        day = timezone.localdate(self.starts_at) if self.starts_at else self.as_of
        return replace(document, dated_on=day, card=projected_card(self))
