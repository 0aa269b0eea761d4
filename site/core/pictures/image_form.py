"""The form of a picture in the library."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.pictures.asked_sizes import ask
from core.pictures.library import drawn
from core.pictures.models import PortalImage
from core.pictures.traces import NO_PICTURE, PictureRefused, PictureTooLarge

BROKEN = _(
    "Bilden går inte att läsa: filen är skadad eller inte hel. "
    "Spara bilden på nytt och försök igen, eller välj en annan."
)
TOO_LARGE = _(
    "Bilden har för många bildpunkter. Gör den mindre, högst 80 miljoner bildpunkter och 16 000 "
    "på en sida, och försök igen."
)


class PictureField(WagtailImageField):
    """As Wagtail's, but gives the picture without its traces, and tells every failure in words."""

    def to_python(self, data: Any) -> Any:
        """Return the picture, drawn again; raises ValidationError when it cannot be drawn."""
        try:
            if isinstance(data, UploadedFile) and data.size:
                # Before Wagtail, which opens a picture of any kind in full to measure it.
                self.run_validators(data)
                self.check_image_file_size(data)
                data = _drawn(data)
            return super().to_python(data)
        except PictureTooLarge as refused:
            raise ValidationError(TOO_LARGE, code="too_large") from refused
        except (PictureRefused, *NO_PICTURE) as refused:
            raise ValidationError(BROKEN, code="broken") from refused
        except OSError as refused:
            if refused.errno is not None:
                raise
            raise ValidationError(BROKEN, code="broken") from refused


def _drawn(sent: UploadedFile) -> UploadedFile:
    picture = drawn(sent)
    content = io.BytesIO(picture.read())
    clean = InMemoryUploadedFile(content, "file", sent.name, sent.content_type, picture.size, None)
    # So that the library need not draw it once more.
    clean.is_clean = True  # type: ignore[attr-defined]
    return clean


class ImageForm(BaseImageForm):
    """As Wagtail's, which throws all sizes away after it has saved another file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            asked = self.fields["file"]
            # Wagtail's own callback names the class of the field, and cannot be told another.
            self.fields["file"] = PictureField(
                label=asked.label, required=asked.required, widget=asked.widget
            )

    def save(self, commit: bool = True) -> PortalImage:
        """Save the picture, and ask for its sizes if they have just been thrown away."""
        image: PortalImage = super().save(commit=commit)
        if commit:
            ask(image)
        return image
