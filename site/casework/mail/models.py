"""Mails until they are forgotten, what goes with them, and that somebody was told."""

from email.message import Message
from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.utils.translation import gettext as _told
from django.utils.translation import gettext_lazy as _


class MailStatus(models.IntegerChoices):
    """How far a mail has come. What is `REQUEUED` could not be sent yet."""

    FAILED = 1, _("Kunde inte levereras")
    REQUEUED = 3, _("Väntar på nytt försök")
    QUEUED = 2, _("I kön")
    SENT = 0, _("Skickat")


class Mail(models.Model):
    """One mail to one address. Its words go when it has arrived, its address some weeks later."""

    to = models.EmailField()
    # As long as a line of a mail may be.
    subject = models.CharField(max_length=989)
    message = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    status = models.PositiveSmallIntegerField(
        choices=MailStatus.choices, default=MailStatus.QUEUED, db_index=True
    )
    queued_at = models.DateTimeField(auto_now_add=True, db_index=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    # When to try next, if not at once, and how often it has been put off.
    due_at = models.DateTimeField(null=True)
    retries = models.PositiveIntegerField(default=0)
    last_failure = models.TextField(blank=True)

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("brev")
        default_permissions = ()

    def __str__(self) -> str:
        return self.subject

    def as_message(self) -> EmailMessage:
        """Return what is sent: the same at every attempt."""
        sender, headers = settings.DEFAULT_FROM_EMAIL, self.headers
        message = EmailMessage(self.subject, self.message, sender, [self.to], headers=headers)
        for enclosure in self.enclosures.all():
            message.attach(enclosure.as_part())
        return message


class Dispatch(models.Model):
    """That somebody is told of an event by mail. One row for each recipient and event, for years.

    The mail itself, with its address, is removed after a while; what remains says that it was
    sent, and to whom only as a keyed hash.
    """

    event = models.CharField(_("händelse"), max_length=120)
    recipient = models.CharField(_("mottagare, hash"), max_length=64)
    template = models.CharField(_("mall"), max_length=120)
    reference = models.CharField(_("referens"), max_length=40, blank=True)
    queued_at = models.DateTimeField(_("lades i kön"), auto_now_add=True)
    mail = models.OneToOneField(
        Mail,
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
        return self.mail.to if self.mail else ""

    @property
    def state(self) -> str:
        """How far the mail has come, in words."""
        if self.mail is None:
            return _told("Gallrat")
        if self.mail.status == MailStatus.REQUEUED:
            return _told("Väntar på försök %(number)s") % {"number": self.mail.retries + 1}
        return str(MailStatus(self.mail.status).label)

    @property
    def has_failed(self) -> bool:
        """Whether the mail has been given up and may be sent again."""
        return self.mail is not None and self.mail.status == MailStatus.FAILED

    @property
    def last_failure(self) -> str:
        """What the receiving server said last, or why there was none to ask."""
        return self.mail.last_failure if self.mail else ""


class Enclosure(models.Model):
    """A text that goes with a mail as a file, such as a calendar entry.

    It is kept in the database, so that mail and enclosure are queued both or neither, and it goes
    when the mail has left or is forgotten.
    """

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="enclosures")
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

    def as_part(self) -> MIMEText:
        """Return the part of a mail; Django's own would say the charset twice."""
        told = Message()
        told["Content-Type"] = self.content_type
        part = MIMEText(self.content, told.get_content_subtype(), "utf-8")
        for name, value in told.get_params([])[1:]:
            if name.lower() != "charset":
                part.set_param(name, value)
        part.add_header("Content-Disposition", "attachment", filename=self.name)
        return part
