"""What is known of a dialogue as fields, and what follows from them at a moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import PageManager

from core.models import BasePage
from core.pages.kept_rows import kept_rows
from core.routing.public_pages import only_public
from dialogues.events.domain.changeability import is_counted_on, may_be_changed
from dialogues.events.domain.choices import DialogueForm, DialogueKind, LinkAccess, SignUp
from dialogues.events.domain.dialogue_times import (
    DialogueState,
    DialogueTimes,
    SignUpState,
    dialogue_state,
    link_is_open,
    sign_up_state,
)
from dialogues.events.domain.meeting_links import BadMeetingLink, MeetingLink, read_meeting_link
from dialogues.events.domain.where_and_how import WhereAndHow
from dialogues.events.models.invitation_fields import InvitationFields
from dialogues.events.models.participation_fields import ParticipationFields
from dialogues.events.models.report_fields import ReportFields
from dialogues.events.querysets import DialoguePageQuerySet


class DialogueFields(InvitationFields, ParticipationFields, ReportFields, BasePage):
    """Everything that is stored of a dialogue, and what can be said of it without reading more."""

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
    # Decided in steps of their own, with a reason; see actions.plan_changes.
    is_cancelled = models.BooleanField(default=False, editable=False)
    is_postponed = models.BooleanField(default=False, editable=False)

    objects = PageManager.from_queryset(DialoguePageQuerySet)()

    class Meta:
        abstract = True

    # ------------------------------------------------------------ when

    @property
    def times(self) -> DialogueTimes:
        """What its state is computed from, as its fields are now."""
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
    def is_called_off(self) -> bool:
        """Whether it is not held as it was announced."""
        return self.is_cancelled or self.is_postponed

    @property
    def is_hearsay(self) -> bool:
        """Whether it is only known from a source that names no day; nobody is invited to it."""
        return self.starts_at is None and self.as_of is not None

    def may_be_changed(self, now: datetime) -> bool:
        """Whether something can still be decided of it."""
        return may_be_changed(self.times, is_live=self.live, now=now)

    def is_counted_on(self, now: datetime) -> bool:
        """Whether people may still come."""
        return is_counted_on(self.times, is_live=self.live, now=now)

    # ------------------------------------------------------------ where and how

    @property
    def is_on_site(self) -> bool:
        """Whether there is somewhere to go."""
        return self.form in (DialogueForm.ON_SITE, DialogueForm.BOTH)

    @property
    def is_digital(self) -> bool:
        """Whether one can take part from home."""
        return self.form in (DialogueForm.ONLINE, DialogueForm.BOTH)

    @cached_property
    def where(self) -> str:
        """Where one goes, in words: the meeting point, and the places that it does not name.

        Nobody goes anywhere for what is digital only.
        """
        if not self.is_on_site:
            return ""
        titles = [place.title for place in only_public(kept_rows(self, "places"))]
        unsaid = (title for title in titles if title not in self.meeting_point)
        return ", ".join(filter(None, (self.meeting_point, *unsaid)))

    def where_and_how(self, *, places: Iterable[Any] | None = None) -> WhereAndHow:
        """How it is held, for who has decided to come; a form tells which places it holds."""
        chosen = self.places.all() if places is None else places
        return WhereAndHow(
            form=self.form,
            form_words=str(self.get_form_display()),
            # Nobody goes anywhere for what is digital only.
            meeting_point=" ".join(self.meeting_point.split()) if self.is_on_site else "",
            places=tuple(sorted(place.title for place in only_public(chosen))),
        )

    def public_where_and_how(self) -> WhereAndHow | None:
        """How readers have been shown so far that it is held, None when nothing is public."""
        public = type(self).objects.filter(pk=self.pk, live=True).first() if self.pk else None
        return public.where_and_how() if public else None

    def must_tell(self, before: WhereAndHow | None, after: WhereAndHow, now: datetime) -> bool:
        """Whether people must be told that where or how it is held becomes another.

        Of what has no date nobody has been told where to go; whoever has been there knows.
        """
        has_date = self.starts_at is not None
        return before is not None and before != after and has_date and self.may_be_changed(now)

    # ------------------------------------------------------------ the ways in

    @property
    def meeting_link(self) -> MeetingLink | None:
        """The digital link, if there is one that we would send people to."""
        try:
            return read_meeting_link(self.digital_url) if self.digital_url else None
        except BadMeetingLink:
            return None

    def link_is_open(self, now: datetime) -> bool:
        """Whether the digital link may be shown."""
        return self.is_digital and link_is_open(self.times, now)

    @property
    def shows_link_to_registered_only(self) -> bool:
        """Whether the digital link is kept for those who have signed up."""
        return self.link_access == LinkAccess.REGISTERED

    @property
    def asks_for_sign_up(self) -> bool:
        """Whether one can say that one comes."""
        return self.sign_up != SignUp.NONE

    @property
    def requires_sign_up(self) -> bool:
        """Whether one has to say that one comes."""
        return self.sign_up == SignUp.REQUIRED

    def sign_up_state(self, now: datetime, *, as_if_live: bool = False) -> SignUpState:
        """Whether one can sign up at `now`, and if not, why not."""
        is_asked_for = (self.live or as_if_live) and self.asks_for_sign_up
        return sign_up_state(
            self.times, is_asked_for=is_asked_for, closes_at=self.sign_up_closes_at, now=now
        )

    # ------------------------------------------------------------ words

    @property
    def summary(self) -> str:
        """What lists say: the introduction, or else the problem that it is about."""
        return self.search_description or Truncator(self.introduction or self.problem).chars(300)
