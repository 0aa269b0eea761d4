"""Files of cases, and files that wait for their form."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.files.file_types import JPEG, PNG
from casework.files.private_storage import private_storage

PICTURES = (PNG.extension, JPEG.extension)


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

    @property
    def is_picture(self) -> bool:
        """Whether it may tell where, when and by whom it was taken."""
        return self.extension in PICTURES


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
    # Who sent it, as public_forms.rate_limits tells senders apart for a day.
    sender = models.CharField(_("avsändare, hash"), max_length=64, blank=True, db_index=True)

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
