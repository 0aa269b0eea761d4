"""What associations and readers want to have changed in the directory."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from associations.directory.domain.suggestion_status import MOVES, SuggestionStatus
from associations.directory.models.pages import AssociationPage
from associations.directory.querysets import EntrySuggestionQuerySet
from casework.records.models import Received


class SuggestionKind(models.TextChoices):
    """Where a suggestion comes from."""

    REVIEW = "REVIEW", _("Ändring från föreningen")
    NEW = "NEW", _("Ny förening")
    ERROR = "ERROR", _("Rapporterat fel")


class EntrySuggestion(Received):
    """One suggestion. A public record: decided, never deleted.

    `base` is what the sender saw and `data` what they want instead, as entry_values
    reads entries; `applied` is what a communicator took over. When its time is over, words
    and sender are erased; reference, kind, dates and status remain.
    """

    noun = "suggestion"
    kept_by: ClassVar = {
        SuggestionStatus.RECEIVED: "suggestion.unhandled",
        **dict.fromkeys(MOVES.final, "suggestion.handled"),
    }
    erased: ClassVar = {
        **dict.fromkeys(["data", "base", "applied"], dict),
        **dict.fromkeys(["message", "reason", "sender_name", "sender_email"], str),
    }

    kind = models.CharField(_("slag"), max_length=10, choices=SuggestionKind.choices)
    # The entry may be deleted while the suggestion waits; its name stays known.
    association = models.ForeignKey(
        AssociationPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="suggestions",
        verbose_name=_("förening"),
    )
    association_title = models.CharField(_("föreningens namn"), max_length=255, blank=True)
    data = models.JSONField(_("förslag"), default=dict, blank=True)
    base = models.JSONField(_("som det såg ut"), default=dict, blank=True)
    applied = models.JSONField(_("infört"), default=dict, blank=True)
    message = models.TextField(_("meddelande"), blank=True)
    sender_name = models.CharField(_("namn"), max_length=120, blank=True)
    sender_email = models.EmailField(_("e-postadress"), blank=True)
    # In which the sender used the portal, and is written to.
    language = models.CharField(_("språk"), max_length=10, default=settings.LANGUAGE_CODE)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=SuggestionStatus.choices,
        default=SuggestionStatus.RECEIVED,
    )
    reason = models.TextField(_("skäl"), blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("beslutat av"),
    )
    handled_at = models.DateTimeField(_("beslutat"), null=True, blank=True)

    objects = EntrySuggestionQuerySet.as_manager()

    class Meta(Received.Meta):
        verbose_name = _("förslag")
        verbose_name_plural = _("förslag från föreningar")
        default_permissions = ("view",)
        permissions = [("decide_entrysuggestion", _("Kan besluta om förslag från föreningar"))]
        indexes = [models.Index(fields=["status", "kind", "-received_at"], name="suggestion_list")]
        constraints = [
            models.CheckConstraint(
                name="suggestion_decided_iff_dated",
                condition=Q(status=SuggestionStatus.RECEIVED) ^ Q(handled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="suggestion_refused_for_a_reason",
                condition=~Q(status=SuggestionStatus.REFUSED)
                | ~Q(reason="")
                | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(
                name="suggestion_erased_says_nothing",
                condition=Q(erased_at__isnull=True)
                | Q(message="", reason="", sender_name="", sender_email=""),
            ),
        ]

    @property
    def has_lost_its_entry(self) -> bool:
        """Whether the entry that this is about has been deleted."""
        is_about_entry = self.kind == SuggestionKind.REVIEW
        return is_about_entry and self.association_id is None

    @property
    def is_decided(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.status != SuggestionStatus.RECEIVED or self.erased_at is not None
