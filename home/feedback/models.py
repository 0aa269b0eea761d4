"""What readers tell us about the portal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from home.feedback.domain.feedback_status import FeedbackStatus
from home.querysets import FeedbackQuerySet


class FeedbackKind(models.TextChoices):
    """What a message is about."""

    FOUND = "FOUND", _("Hittade du det du sökte?")
    ERROR = "ERROR", _("Fel på portalen")
    ACCESSIBILITY = "ACCESSIBILITY", _("Brist i tillgänglighet")


class Feedback(models.Model):
    """One message from a reader, who may be anonymous. A public record: moved, never deleted.

    When its time is over the words and the sender are erased; reference, kind, dates and status
    remain.
    """

    reference = models.CharField(_("referens"), max_length=9, unique=True)
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
    received_at = models.DateTimeField(_("inkom"))
    status = models.CharField(
        _("status"), max_length=20, choices=FeedbackStatus.choices, default=FeedbackStatus.NEW
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("handläggare"),
    )
    handled_at = models.DateTimeField(_("hanterad"), null=True, blank=True)
    note = models.TextField(_("anteckning"), blank=True)
    erased_at = models.DateTimeField(_("gallrad"), null=True, blank=True)
    # See FormKey.for_content: sending the same form twice makes one row.
    idempotency_key = models.CharField(max_length=64, unique=True, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("synpunkt")
        verbose_name_plural = _("synpunkter")
        ordering = ["-received_at", "-pk"]
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

    def __str__(self) -> str:
        return self.reference

    @property
    def excerpt(self) -> str:
        """The beginning of the message, for lists."""
        return Truncator(self.text).chars(90)

    @property
    def is_anonymous(self) -> bool:
        """Whether the sender left neither name nor address."""
        return not (self.sender_name or self.sender_email)
