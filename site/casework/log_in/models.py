"""What is kept of failed log-ins and of passwords that were forgotten; none of it for long."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BrakeKind(models.TextChoices):
    """What is slowed down."""

    ATTEMPT = "ATTEMPT", _("ett namn från en avsändare")
    NAME = "NAME", _("ett namn, varifrån som helst")
    SENDER = "SENDER", _("en avsändare, med vilka namn som helst")


class LogInBrake(models.Model):
    """How often a log-in has failed lately, and until when the next attempt has to wait.

    `key` stands for name and sender; neither is stored, because people type passwords there, too.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("vad som bromsas"), max_length=10, choices=BrakeKind.choices)
    failures = models.PositiveIntegerField(_("misslyckade försök"), default=0)
    last_failed_at = models.DateTimeField(_("senaste försöket"), db_index=True)
    locked_until = models.DateTimeField(_("bromsas till"), null=True, blank=True)
    told_at = models.DateTimeField(_("larmat"), null=True, blank=True)
    # Whose name it is; found when administrators are told, and never for a name that nobody has.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("konto"),
    )

    class Meta:
        verbose_name = _("broms för inloggning")
        verbose_name_plural = _("bromsar för inloggning")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.failures}"


class PasswordResetRequest(models.Model):
    """That somebody asked for a new password. The address goes when the worker has looked at it."""

    address = models.CharField(_("e-postadress"), max_length=254, blank=True)
    asked_at = models.DateTimeField(_("begärt"), db_index=True)

    class Meta:
        verbose_name = _("begäran om nytt lösenord")
        verbose_name_plural = _("begäranden om nytt lösenord")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"
