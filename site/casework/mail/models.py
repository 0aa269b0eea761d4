"""What was mailed, and what goes with a mail."""

from django.db import models
from django.utils.translation import gettext as _told
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS


class Dispatch(models.Model):
    """That somebody is told of an event by mail. One row for each recipient and event, for good.

    The mail itself, with its address, is post_office's and is removed after a while; what
    remains says that it was sent, and to whom only as a keyed hash.
    """

    event = models.CharField(_("händelse"), max_length=120)
    recipient = models.CharField(_("mottagare, hash"), max_length=64)
    template = models.CharField(_("mall"), max_length=120)
    reference = models.CharField(_("referens"), max_length=40, blank=True)
    queued_at = models.DateTimeField(_("lades i kön"), auto_now_add=True)
    mail = models.OneToOneField(
        "post_office.Email",
        null=True,
        on_delete=models.SET_NULL,
        related_name="tells_of",
        verbose_name=_("brev"),
    )

    class Meta:
        verbose_name = _("utskick")
        verbose_name_plural = _("utskick")
        ordering = ["-queued_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("resend_dispatch", _("Kan skicka utskick igen"))]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient"], name="nobody_is_told_twice_of_one_event"
            )
        ]

    def __str__(self) -> str:
        return self.reference or self.event

    @property
    def subject(self) -> str:
        """What the mail is about, for as long as the mail is kept."""
        return self.mail.subject if self.mail else ""

    @property
    def address(self) -> str:
        """Whom the mail is for, for as long as the mail is kept."""
        return ", ".join(self.mail.to) if self.mail else ""

    @property
    def state(self) -> str:
        """How far the mail has come, in words."""
        if self.mail is None:
            return _told("Gallrat")
        if self.mail.status == STATUS.requeued:
            told = _told("Väntar på försök %(number)s")
            return told % {"number": self.mail.number_of_retries + 1}
        return str(_STATES.get(self.mail.status, ""))

    @property
    def has_failed(self) -> bool:
        """Whether the mail has been given up and may be sent again."""
        return self.mail is not None and self.mail.status == STATUS.failed

    @property
    def last_failure(self) -> str:
        """What the receiving server said last, or why there was none to ask."""
        failed = self.mail.logs.order_by("-date", "-pk").first() if self.mail else None
        return f"{failed.exception_type}: {failed.message}" if failed else ""


_STATES = {
    STATUS.queued: _("I kön"),
    STATUS.sent: _("Skickat"),
    STATUS.failed: _("Kunde inte levereras"),
}


class Enclosure(models.Model):
    """A text that goes with a mail as a file, such as a calendar entry.

    It is kept in the database, so that mail and enclosure are queued both or neither, and it goes
    when the mail has left or is forgotten.
    """

    mail = models.ForeignKey(
        "post_office.Email", on_delete=models.CASCADE, related_name="enclosures"
    )
    name = models.CharField(_("namn"), max_length=100)
    content_type = models.CharField(_("innehållstyp"), max_length=100)
    content = models.TextField(_("innehåll"))

    class Meta:
        verbose_name = _("bilaga till brev")
        verbose_name_plural = _("bilagor till brev")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
