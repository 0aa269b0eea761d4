"""Asks for the sizes of a picture when it is saved, in the transaction that saves it."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Now
from django.db.models.signals import post_save

from core.pictures.models import AskedSizes, PortalImage
from core.pictures.renditions import missing

_AT_ONCE = 200


def connect() -> None:
    """Listen to pictures that are saved. Called once, when the app is ready."""
    post_save.connect(_on_save, sender=PortalImage, dispatch_uid="core.pictures.asked_sizes.save")


def ask(image: PortalImage) -> None:
    """Ask for what is missing of the picture as it is; what is asked for already, is asked once.

    Sizes of a file that it had before are of no use to anybody, and go.
    """
    asked, _is_new = AskedSizes.objects.get_or_create(image=image, defaults=_of(image))
    has_other_file = asked.file != str(image.file.name)
    if has_other_file:
        # One by one: their files go with them.
        image.renditions.all().delete()
    is_same = not has_other_file and asked.focal_point == _focal_point(image)
    is_to_come = asked.is_waiting and not asked.not_made
    if is_same and (is_to_come or not missing(image)):
        return
    AskedSizes.objects.filter(pk=asked.pk).update(
        **_of(image),
        turn=F("turn") + 1,
        asked_at=Now(),
        due_at=Now(),
        attempts=0,
        not_made="",
        made_at=None,
    )


def ask_for_missing(now: datetime) -> None:
    """Ask for what is missing of all pictures, whoever put them there; for once a day.

    What was given up stays so: only who sees the picture can mend it.
    """
    unmade = AskedSizes.objects.filter(made_at=None).values("image")
    rest = PortalImage.objects.exclude(pk__in=unmade).order_by("pk")
    for image in rest.prefetch_related("renditions").iterator(chunk_size=_AT_ONCE):
        if missing(image):
            ask(image)


def _of(image: PortalImage) -> dict[str, str]:
    return {"file": str(image.file.name), "focal_point": _focal_point(image)}


def _focal_point(image: PortalImage) -> str:
    point = image.get_focal_point()
    return (
        f"{image.focal_point_x}-{image.focal_point_y}-{point.width}x{point.height}" if point else ""
    )


def _on_save(instance: PortalImage, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        ask(instance)
