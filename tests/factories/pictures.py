"""Pictures as readers see them: with their sizes, which the worker makes."""

from typing import Any

from django.utils import timezone
from wagtail_factories import ImageFactory

from core.models import PortalImage
from core.pictures.making import make_due


def picture_with_sizes(**fields: Any) -> PortalImage:
    """Return a picture of the library that the worker has been at."""
    image: PortalImage = ImageFactory(**fields)
    make_sizes()
    return image


def make_sizes() -> None:
    """Do what the worker does until nothing is left."""
    while make_due(timezone.now()):
        pass
