"""What readers tell us about the portal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from casework.records.models import Received
from home.feedback.domain.feedback_status import FeedbackStatus
from home.feedback.querysets import FeedbackQuerySet


class FeedbackKind(models.TextChoices):
    """What a message is about."""

    FOUND = "FOUND", _("Hittade du det du sökte?")
    ERROR = "ERROR", _("Fel på portalen")
    ACCESSIBILITY = "ACCESSIBILITY", _("Brist i tillgänglighet")

    @property
    def is_complaint(self) -> bool:
        """Whether the law lets the sender take it further: lag (2018:1937), section 13."""
        return self is FeedbackKind.ACCESSIBILITY


class Feedback(Received):
    """One message from a reader, who may be anonymous. A public record: moved, never deleted.

    When its time is over the words and the sender are erased; reference, kind, dates and status
    remain.
    """

    noun = "feedback"
    kept_by: ClassVar = {
        FeedbackStatus.NEW: "feedback.unhandled",
        FeedbackStatus.IN_PROGRESS: "feedback.unhandled",
        FeedbackStatus.HANDLED: "feedback.handled",
    }
    erased: ClassVar = dict.fromkeys(
        ["text", "note", "page_address", "sender_name", "sender_email"], str
    )

    kind = models.CharField(_("slag"), max_length=20, choices=FeedbackKind.choices)
    found = models.BooleanField(_("hittade det"), null=True, blank=True)
    text = models.TextField(_("meddelande"), blank=True)
    page_address = models.CharField(_("gäller sidan"), max_length=500, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("sida"),
    )
    sender_name = models.CharField(_("namn"), max_length=120, blank=True)
    sender_email = models.EmailField(_("e-postadress"), blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=FeedbackStatus.choices, default=FeedbackStatus.NEW
    )
    note = models.TextField(_("anteckning"), blank=True)
    erased_at = models.DateTimeField(_("gallrad"), null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta(Received.Meta):
        verbose_name = _("synpunkt")
        verbose_name_plural = _("synpunkter")
        # Nobody adds messages on behalf of readers, and nobody deletes them.
        default_permissions = ("change", "view")
        indexes = [models.Index(fields=["status", "kind", "-received_at"], name="feedback_list")]
        constraints = [
            models.CheckConstraint(
                name="feedback_handled_iff_dated",
                condition=Q(status=FeedbackStatus.HANDLED) ^ Q(handled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="feedback_answers_only_the_question",
                condition=Q(kind=FeedbackKind.FOUND) ^ Q(found__isnull=True),
            ),
            models.CheckConstraint(
                name="feedback_erased_says_nothing",
                condition=Q(erased_at__isnull=True)
                | Q(text="", sender_name="", sender_email="", note=""),
            ),
        ]

    @property
    def excerpt(self) -> str:
        """The beginning of the message, for lists."""
        return Truncator(self.text).chars(90)

    @property
    def is_complaint(self) -> bool:
        """As its kind says."""
        return FeedbackKind(self.kind).is_complaint
