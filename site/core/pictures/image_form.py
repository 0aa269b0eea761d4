"""The form of a picture in the library."""

from wagtail.images.forms import BaseImageForm

from core.pictures.models import PortalImage
from core.pictures.renditions import make_renditions


class ImageForm(BaseImageForm):
    """As Wagtail's, which throws all sizes away after it has saved another file."""

    def save(self, commit: bool = True) -> PortalImage:
        """Save the picture, and make its sizes from the file that it has now."""
        image: PortalImage = super().save(commit=commit)
        if commit:
            make_renditions(image)
        return image
