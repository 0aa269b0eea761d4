"""Originals and documents move out of the public folder, and pictures lose what they tell.

Sizes that were made of such pictures go; they are made anew when somebody next asks for them.
"""

import logging

from django.core.files.storage import storages
from django.db import migrations, transaction
from PIL import Image
from wagtail.utils.file import hash_filelike

from core.pictures.traces import PictureRefused, tells_more

logger = logging.getLogger(__name__)

_FILES = [
    ("core", "PortalImage", "file"),
    ("wagtaildocs", "Document", "file"),
    ("wagtailusers", "UserProfile", "avatar"),
    ("wagtailcore", "UploadedFile", "file"),
]


def move_to_library(apps, schema_editor):
    public, library = storages["sizes"], storages["default"]
    moved = []
    for label, model_name, field in _FILES:
        model = apps.get_model(label, model_name)
        for row in model.objects.exclude(**{field: ""}).exclude(**{field: None}).order_by("pk"):
            name = str(getattr(row, field).name)
            if not public.exists(name):
                continue
            kept = _moved(name, public, library)
            moved.append(name)
            changed = {field: kept}
            if model_name == "PortalImage":
                changed |= _measured(library, kept)
            model.objects.filter(pk=row.pk).update(**changed)
    sizes = _sizes_that_tell(apps.get_model("core", "PortalRendition"), public)
    # Files go when it is sure that no row names them any more.
    transaction.on_commit(lambda: [public.delete(name) for name in (*moved, *sizes)])


def _moved(name, public, library):
    if library.exists(name):
        library.delete(name)
    with public.open(name) as file:
        try:
            return library.save(name, file)
        except PictureRefused:
            logger.warning("%s cannot be drawn and is kept as it is", name)
            file.seek(0)
            return library.save_as_it_is(name, file)


def _measured(library, name):
    try:
        with library.open(name) as file:
            size, digest = file.size, hash_filelike(file)
            file.seek(0)
            with Image.open(file) as picture:
                width, height = picture.size
    except OSError:
        return {}
    return {"file_size": size, "file_hash": digest, "width": width, "height": height}


def _sizes_that_tell(model, public):
    gone = []
    for size in model.objects.order_by("pk"):
        name = str(size.file.name)
        try:
            with public.open(name) as file:
                told = tells_more(file)
        except OSError:
            continue
        if told:
            gone.append(name)
            size.delete()
    return gone


def move_back(apps, schema_editor):
    """Put everything where it was. What pictures told is gone for good."""
    public, library = storages["sizes"], storages["default"]
    for label, model_name, field in _FILES:
        model = apps.get_model(label, model_name)
        for row in model.objects.exclude(**{field: ""}).exclude(**{field: None}).order_by("pk"):
            name = str(getattr(row, field).name)
            if library.exists(name) and not public.exists(name):
                with library.open(name) as file:
                    public.save(name, file)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_actor_speaks_for"),
        ("wagtailcore", "0093_uploadedfile"),
        ("wagtaildocs", "0001_initial"),
        ("wagtailusers", "0008_userprofile_avatar"),
    ]

    operations = [migrations.RunPython(move_to_library, move_back)]
