"""Originals and documents move out of the public folder, and pictures lose what they tell.

Sizes that were made of such pictures go; they are made anew when somebody next asks for them.
"""

import logging

from django.core.files.storage import storages
from django.db import migrations, transaction

from core.pictures.moving import (
    FILES,
    delete_each,
    forget_sizes_that_tell,
    measured,
    with_file,
)
from core.pictures.traces import PictureRefused

logger = logging.getLogger(__name__)


def move_to_library(apps, schema_editor):
    public, library = storages["sizes"], storages["default"]
    moved = []
    for label, model_name, field in FILES:
        model = apps.get_model(label, model_name)
        for row, name in with_file(model, field):
            if not public.exists(name):
                continue
            kept = _moved(name, public, library)
            moved.append(name)
            changed = {field: kept}
            if model_name == "PortalImage":
                changed |= measured(library, kept)
            model.objects.filter(pk=row.pk).update(**changed)
    sizes = forget_sizes_that_tell(apps.get_model("core", "PortalRendition").objects.all(), public)
    # Files go when it is sure that no row names them any more.
    transaction.on_commit(lambda: delete_each(public, (*moved, *sizes)))


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


def move_back(apps, schema_editor):
    """Put everything where it was. What pictures told is gone for good."""
    public, library = storages["sizes"], storages["default"]
    for label, model_name, field in FILES:
        for _row, name in with_file(apps.get_model(label, model_name), field):
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
