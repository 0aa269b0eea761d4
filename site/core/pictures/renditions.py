"""Makes the sizes and formats of a picture when it is saved, so that no reader has to.

A page that is only read must not write, and must be shown while the database takes no writing.
"""

from typing import Any

from django.db.models.signals import post_save
from wagtail.images.models import Filter

from core.pictures.models import PortalImage

# What pages ask for: templatetags/pictures.py, and components/open_graph.html.
PICTURE = Filter.expand_spec("format-{avif,webp,jpeg} width-{480,960,1440}")
_SHARED = ["fill-1200x630|format-png"]


def connect() -> None:
    """Listen to pictures that are saved. Called once, when the app is ready."""
    post_save.connect(_on_save, sender=PortalImage, dispatch_uid="core.pictures.renditions.save")


def make_renditions(image: PortalImage) -> None:
    """Make what is missing of the sizes and formats that templates ask for."""
    image.get_renditions(*PICTURE, *_SHARED)


def _on_save(instance: PortalImage, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        make_renditions(instance)
