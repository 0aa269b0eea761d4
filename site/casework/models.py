"""What casework keeps of its own: rates, mails sent, jobs done, and files that wait."""

from django.db import models
from django.utils.translation import gettext as _told
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS

from casework.files.private_storage import private_storage


class RateCount(models.Model):
    """How many times one sender has sent something within one window of time.

    `sender` is a keyed hash of the network address that changes every day; the address itself
    is never stored. Rows whose window is over say nothing any more and are purged.
    """

    scope = models.CharField(_("formulär"), max_length=40)
    sender = models.CharField(_("avsändare, hash"), max_length=64)
    window_starts_at = models.DateTimeField(_("fönstret börjar"), db_index=True)
    count = models.PositiveIntegerField(_("antal"), default=1)

    class Meta:
        verbose_name = _("räknare")
        verbose_name_plural = _("räknare")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "sender", "window_starts_at"], name="one_rate_count_per_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.window_starts_at:%Y-%m-%d %H:%M}"


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


class DailyRun(models.Model):
    """When a daily job last did its work, so that of many workers one does it once a day."""

    name = models.CharField(_("jobb"), max_length=80, unique=True)
    done_on = models.DateField(_("gjort"), null=True)
    tried_at = models.DateTimeField(_("senaste försök"), null=True)

    class Meta:
        verbose_name = _("dagligt jobb")
        verbose_name_plural = _("dagliga jobb")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Lease(models.Model):
    """Which process may do something that only one may do at a time, and until when."""

    name = models.CharField(_("uppgift"), max_length=40, unique=True)
    holder = models.CharField(_("process"), max_length=80)
    until = models.DateTimeField(_("till"))

    class Meta:
        verbose_name = _("tur")
        verbose_name_plural = _("turer")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class StoredFile(models.Model):
    """A file in the private storage, as its content and its sender describe it."""

    # As `shown_name` made it: safe to show, with the content's own extension.
    name = models.CharField(_("namn"), max_length=100)
    content_type = models.CharField(_("innehållstyp"), max_length=100)
    extension = models.CharField(_("filändelse"), max_length=10)
    size = models.PositiveIntegerField(_("storlek i byte"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    file = models.FileField(_("fil"), storage=private_storage, max_length=100)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class CaseFile(StoredFile):
    """A file of a case. Each kind of case has its own model that adds the case.

    Whoever takes a row away hands `file.name` to private_storage.remove_after_commit.
    """

    received_at = models.DateTimeField(_("inkom"))

    class Meta:
        abstract = True
        verbose_name = _("bilaga")
        verbose_name_plural = _("bilagor")
        ordering = ["pk"]
        default_permissions = ()


class HeldFile(StoredFile):
    """A file that waits for its form to be sent. No official sees it; see files.waiting_files."""

    form_key = models.CharField(_("formulär, hash"), max_length=64)
    # Which of the few places of the form it takes, so that two at once cannot be one too many.
    place = models.PositiveSmallIntegerField(_("plats"))
    held_at = models.DateTimeField(_("togs emot"), db_index=True)

    class Meta:
        verbose_name = _("väntande fil")
        verbose_name_plural = _("väntande filer")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["form_key", "place"], name="one_held_file_for_each_place"
            ),
            models.UniqueConstraint(
                fields=["form_key", "sha256"], name="one_held_file_for_each_content"
            ),
        ]
