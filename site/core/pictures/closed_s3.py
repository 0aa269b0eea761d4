"""Buckets that only the portal reads. Needs requirements/scale.txt."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from core.pictures.library import CleanPictures


class ClosedS3Storage(S3Storage):
    """A bucket that nobody but the portal reads.

    What goes wrong there is an OSError, as it is on a disk, so that forms keep what was typed.
    """

    def get_default_settings(self) -> dict[str, Any]:
        """Never overwrite, never let anybody read, hold no large file in memory."""
        kept: dict[str, Any] = super().get_default_settings()
        closed = {"default_acl": "private", "file_overwrite": False, "custom_domain": None}
        # Above this a file that is read waits on disk; without it, none ever does.
        return {**kept, **closed, "max_memory_size": 1 << 20}

    def _save(self, name: Any, content: "File[bytes]") -> str:
        with _as_a_disk_would():
            return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> Any:
        with _as_a_disk_would():
            return super()._open(name, mode)

    def delete(self, name: str) -> None:
        """Remove a file."""
        with _as_a_disk_would():
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        with _as_a_disk_would():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        """Return how many bytes a file has."""
        with _as_a_disk_would():
            return int(super().size(name))

    def get_modified_time(self, name: str) -> datetime:
        """Return when a file was stored."""
        with _as_a_disk_would():
            stored_at: datetime = super().get_modified_time(name)
            return stored_at

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """Return folders and files."""
        with _as_a_disk_would():
            folders, files = super().listdir(name)
            return folders, files


class SizesS3Storage(ClosedS3Storage):
    """The sizes of pictures. Their addresses are the portal's, which checks who may see them."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """The address at which the portal hands the file out."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"


class LibraryS3Storage(CleanPictures, SizesS3Storage):
    """Originals and documents."""


@contextmanager
def _as_a_disk_would() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as failure:
        answered = getattr(failure, "response", {}).get("ResponseMetadata", {})
        if answered.get("HTTPStatusCode") == HTTPStatus.NOT_FOUND:
            raise FileNotFoundError(errno.ENOENT, "The bucket has no such file") from failure
        told = f"The bucket answered with {type(failure).__name__}"
        raise OSError(errno.EIO, told) from failure
