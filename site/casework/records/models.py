"""What everything that people send has in common, and what every case has besides.

What somebody sends is a public record (tryckfrihetsförordningen chapter 2): received once, never
deleted, and erased only as the rules of retention say, when a stub remains.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.records.retention import Rule, rule
from core.times.days import day_of, midnight


class Received(models.Model):
    """Something that somebody outside has sent and officers handle. Each kind has its states.

    A kind whose words need another form says the field anew.
    """

    # What the log calls it, as in "home.receive_feedback".
    noun: ClassVar[str]
    # By status: the key of the rule that says how long it is kept (casework.records.retention).
    # What is handled counts from then, everything else from the day on which it came in.
    kept_by: ClassVar[Mapping[str, str]]
    # What erasing puts in the place of words, senders and links.
    erased: ClassVar[Mapping[str, Callable[[], object]]]

    reference = models.CharField(_("referens"), max_length=9, unique=True)
    received_at = models.DateTimeField(_("inkom"))
    status = models.CharField(_("status"), max_length=20)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("handläggare"),
    )
    handled_at = models.DateTimeField(_("hanterad"), null=True, blank=True)
    erased_at = models.DateTimeField(_("gallrat"), null=True, blank=True)
    # The form that it was sent with, or what was said in it: sent twice, it is one row.
    idempotency_key = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def due(cls, now: datetime) -> Q:
        """The condition for what has been kept for long enough and still holds words."""
        due = Q(pk__in=[])
        for status, key in cls.kept_by.items():
            before = rule(key).due_if_before(now)
            unhandled = Q(handled_at__isnull=True, received_at__lt=before)
            due |= Q(status=status) & (Q(handled_at__lt=before) | unhandled)
        return due & Q(erased_at__isnull=True)

    @classmethod
    def late(cls, now: datetime) -> Q:
        """The condition for what nobody has handled for so long that somebody should be told."""
        late = Q(pk__in=[])
        for status, key in cls.kept_by.items():
            if days := rule(key).alarm_days:
                late |= Q(status=status, received_at__lt=midnight(day_of(now) - timedelta(days)))
        return late & Q(handled_at__isnull=True, erased_at__isnull=True)

    @property
    def kept_under(self) -> Rule | None:
        """The rule that says how long it is kept; None while it is kept whatever happens."""
        key = self.kept_by.get(self.status)
        return rule(key) if key else None

    @property
    def to_erase_on(self) -> date | None:
        """The first day on which it is to be erased; None while there is no such day."""
        kept = self.kept_under
        return kept.due_on(self.handled_at or self.received_at) if kept else None

    @property
    def late_on(self) -> date | None:
        """The first day on which somebody is told that nobody has handled it; None without one."""
        days = self.kept_under.alarm_days if self.kept_under else 0
        return day_of(self.received_at) + timedelta(days + 1) if days else None

    def is_to_be_erased(self, now: datetime) -> bool:
        """Whether it has been kept for long enough and still holds words."""
        kept = self.kept_under
        if kept is None or self.erased_at is not None:
            return False
        return kept.is_due(self.handled_at or self.received_at, now)

    @classmethod
    def log_action(cls, verb: str) -> str:
        """Return what the log calls doing `verb` to it."""
        return f"{cls._meta.app_label}.{verb}_{cls.noun}"

    def erase_words(self, now: datetime) -> None:
        """Leave the stub: reference, dates, status and kind."""
        for name, empty in self.erased.items():
            setattr(self, name, empty())
        self.erased_at = now


class Case(Received):
    """What is handled step by step under a registry number that the registrar sets."""

    registry_number = models.CharField(
        _("diarienummer"),
        max_length=40,
        blank=True,
        help_text=_("Registratorn sätter det, till exempel HÄ 2026/123."),
    )
    status_since = models.DateTimeField(_("status sedan"))
    # In which the sender used the portal, and is written to.
    language = models.CharField(_("språk"), max_length=10, default=settings.LANGUAGE_CODE)
    handled_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    # What was said in the form that it was sent with.
    content_key = models.CharField(max_length=64, editable=False)

    class Meta(Received.Meta):
        abstract = True


class CaseEvent(models.Model):
    """One thing that happened to a case: by whom, when, and what was said. Never changed.

    A concrete log names its case as `case`. Words are erased with the case; who, when and from
    which state to which remain.
    """

    kind = models.CharField(_("händelse"), max_length=20)
    at = models.DateTimeField(_("när"))
    # Empty when the sender or the portal itself did it.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("av"),
    )
    is_by_sender = models.BooleanField(_("av avsändaren"), default=False)
    from_status = models.CharField(_("från"), max_length=20, blank=True)
    to_status = models.CharField(_("till"), max_length=20, blank=True)
    text = models.TextField(_("text"), blank=True)
    # Whether the sender sees the words.
    is_public = models.BooleanField(_("syns för avsändaren"), default=False)
    # The form with which the sender said it: sent twice, it happened once.
    form_key = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
