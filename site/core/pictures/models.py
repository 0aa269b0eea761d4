"""Pictures, with the text that stands for them."""

from typing import Any

from django.db import models, transaction
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
        """Save the picture with its sizes, or nothing of it."""
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
