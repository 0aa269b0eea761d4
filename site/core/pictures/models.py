"""Pictures, with the text that stands for them."""

from typing import Any, Self

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core.pictures.library import drawn


class PortalImage(AbstractImage):
    """A picture in the library. Who took it is kept beside it, and nowhere in it."""

    file: Any
    credit = models.CharField(
        _("upphov"),
        max_length=200,
        blank=True,
        help_text=_("Vem som har gjort bilden. Visas under den."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("bild")
        verbose_name_plural = _("bilder")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the picture and, by a signal, ask for its sizes, or do nothing of it."""
        stored = self._store_file()
        try:
            with transaction.atomic():
                super().save(*args, **kwargs)
        except BaseException:
            if stored:
                self.file.storage.delete(stored)
            raise

    def _store_file(self) -> str:
        """Store a new file before the row is written; return its name, "" when there is none.

        The library keeps it without traces: other bytes, and perhaps turned upright.
        """
        if not self.file or self.file._committed:
            return ""
        # Drawn here as well: the library asks the first bytes whether a file is a picture.
        self.file.save(self.file.name, drawn(self.file.file), save=False)
        # Read from the library from now on, its width and height first.
        self.file = str(self.file.name)
        self._set_image_file_metadata()
        return str(self.file.name)


class PortalRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        # Looked up by address where collections are restricted.
        indexes = [models.Index(fields=["file"], name="portal_rendition_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="portal_rendition_once"
            )
        ]


# A worker that is killed each time, by too large a picture for example, counts as well.
MOST_ATTEMPTS = 5


class NotMade(models.TextChoices):
    """Why a size could not be made."""

    MISSING = "missing", _("originalet finns inte kvar")
    UNREADABLE = "unreadable", _("bilden går inte att läsa")
    NOT_DRAWN = "not_drawn", _("en av storlekarna gick inte att rita")


class AskedSizesQuerySet(models.QuerySet["AskedSizes"]):
    """Pictures by how far their sizes have come."""

    def waiting(self) -> Self:
        """Those of which something is still to be made."""
        return self.filter(made_at=None, attempts__lt=MOST_ATTEMPTS)

    def given_up(self) -> Self:
        """Those of which something could not be made, until somebody saves them again."""
        return self.filter(made_at=None, attempts__gte=MOST_ATTEMPTS)


class AskedSizes(models.Model):
    """That the sizes of a picture are asked for, or were made; stored with the picture itself."""

    image = models.OneToOneField(
        PortalImage, on_delete=models.CASCADE, related_name="asked_sizes", editable=False
    )
    # Of what they are: another file, or another focal point, asks for others.
    file = models.CharField(max_length=100, default="")
    focal_point = models.CharField(max_length=60, default="")
    # Another one each time that somebody asks or begins, so that nobody stores what is out of date.
    turn = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(db_default=Now(), db_index=True)
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    not_made = models.CharField(max_length=12, choices=NotMade, default="")
    made_at = models.DateTimeField(null=True)

    objects = AskedSizesQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["due_at"], name="asked_sizes_due", condition=models.Q(made_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.file

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be made, as `waiting` of many."""
        return self.made_at is None and not self.is_given_up

    @property
    def is_given_up(self) -> bool:
        """Whether nobody tries again by themselves."""
        return self.made_at is None and self.attempts >= MOST_ATTEMPTS
