"""Pictures that were not known as such lose what they tell, and what stayed public is told.

An AVIF may begin with the name of its family; the library kept it as it came. Of what was moved
out of the public folder, files may have stayed there that could not be deleted, or that no row
ever named. Nobody gets them any more, but they tell what they told.
"""

import logging
from collections import Counter

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import migrations, transaction

from core.pictures.moving import (
    FILES,
    delete_each,
    forget_sizes_that_tell,
    measured,
    with_file,
)
from core.pictures.traces import PictureRefused, without_traces

logger = logging.getLogger(__name__)

_OVERLOOKED = (b"ftypmif1", b"ftypmsf1")


def clean_up(apps, schema_editor):
    public, library = storages["sizes"], storages["default"]
    replaced, left, sizes = [], [], []
    renditions = apps.get_model("core", "PortalRendition").objects
    for label, model_name, field in FILES:
        model = apps.get_model(label, model_name)
        for row, name in with_file(model, field):
            if not library.exists(name):
                continue
            if public.exists(name):
                left.append(name)
            clean = _drawn_if_overlooked(library, name)
            if clean is None:
                continue
            kept = library.save(name, ContentFile(clean))
            replaced.append(name)
            changed = {field: kept}
            if model_name == "PortalImage":
                changed |= measured(library, kept)
                sizes += forget_sizes_that_tell(renditions.filter(image_id=row.pk), public)
            model.objects.filter(pk=row.pk).update(**changed)
    _tell_what_nobody_names(public, {*renditions.values_list("file", flat=True), *left, *sizes})
    transaction.on_commit(lambda: delete_each(library, replaced))
    transaction.on_commit(lambda: delete_each(public, (*left, *sizes)))


def _drawn_if_overlooked(library, name):
    with library.open(name) as file:
        if file.read(12)[4:] not in _OVERLOOKED:
            return None
        try:
            return without_traces(file)
        except PictureRefused:
            logger.warning("%s cannot be drawn and is kept as it is", name)
            return None


def _tell_what_nobody_names(public, named):
    unnamed = Counter(name.partition("/")[0] for name in _files(public, "") if name not in named)
    for folder, count in unnamed.items():
        logger.warning(
            "%d files under %s in the public folder are no sizes of pictures. Nobody gets them any"
            " more: look at them, and delete them.",
            count,
            folder,
        )


def _files(storage, folder):
    try:
        folders, files = storage.listdir(folder)
    except OSError:
        return
    yield from (f"{folder}{name}" for name in files if name)
    for name in folders:
        yield from _files(storage, f"{folder}{name}/")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0010_retention_is_a_rule"),
        ("wagtailcore", "0093_uploadedfile"),
        ("wagtaildocs", "0001_initial"),
        ("wagtailusers", "0008_userprofile_avatar"),
    ]

    operations = [migrations.RunPython(clean_up, migrations.RunPython.noop)]
