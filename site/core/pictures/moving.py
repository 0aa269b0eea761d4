"""What the migrations share that put right how pictures and documents once were stored."""

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import Storage
from django.db.models import Model, QuerySet
from PIL import Image
from wagtail.utils.file import hash_filelike

from core.pictures.traces import tells_more

logger = logging.getLogger(__name__)

# What has a file in the library: app, model and field.
FILES = [
    ("core", "PortalImage", "file"),
    ("wagtaildocs", "Document", "file"),
    ("wagtailusers", "UserProfile", "avatar"),
    ("wagtailcore", "UploadedFile", "file"),
]


def with_file(model: Any, field: str) -> Iterator[tuple[Any, str]]:
    """Yield each row that has a file, and the name of that."""
    for row in model.objects.exclude(**{field: ""}).exclude(**{field: None}).order_by("pk"):
        yield row, str(getattr(row, field).name)


def measured(library: Storage, name: str) -> dict[str, Any]:
    """Return what the row of a picture holds of its file."""
    try:
        with library.open(name) as file:
            size, digest = file.size, hash_filelike(file)
            file.seek(0)
            with Image.open(file) as picture:
                width, height = picture.size
    except OSError:
        return {}
    return {"file_size": size, "file_hash": digest, "width": width, "height": height}


def forget_sizes_that_tell(sizes: "QuerySet[Model]", public: Storage) -> list[str]:
    """Delete sizes that carry what their picture told; return the names of their files."""
    gone = []
    for size in sizes.order_by("pk"):
        name = str(size.file.name)  # type: ignore[attr-defined]
        try:
            with public.open(name) as file:
                told = tells_more(file)
        except OSError:
            continue
        if told:
            gone.append(name)
            size.delete()
    return gone


def delete_each(storage: Storage, names: Iterable[str]) -> None:
    """Delete files that no row names any more. One that fails is logged and keeps no other."""
    failed = 0
    for name in names:
        try:
            storage.delete(name)
        except (OSError, SuspiciousOperation) as failure:
            logger.error("A file could not be deleted: %s", type(failure).__name__)
            failed += 1
    if failed:
        logger.error("%d files are still where they were; nobody gets them", failed)
