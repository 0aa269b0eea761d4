"""The portal's own drawings, as pictures in the library."""

from __future__ import annotations

from pathlib import Path

from django.core.files import File

from core.models import PortalImage
from core.pictures.making import make_at_once

PICTURES = Path(__file__).parent / "pictures"


def drawing(name: str, *, alt: str) -> PortalImage:
    """Return the drawing in the file `name`, added to the library if it was missing."""
    found = PortalImage.objects.filter(title=name).first()
    if found is None:
        with (PICTURES / name).open("rb") as file:
            found = PortalImage.objects.create(
                title=name,
                description=alt,
                credit="Teckning: Trygghetsportalen.",
                file=File(file, name=name),
            )
        # The first reader may come before the worker.
        make_at_once(found)
    # What an editor fills in where the picture is placed.
    found.contextual_alt_text, found.decorative = alt, False
    return found
