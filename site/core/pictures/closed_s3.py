"""Buckets that only the portal reads. Needs requirements/scale.txt."""

import errno
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
        """Never overwrite, never let anybody read."""
        kept: dict[str, Any] = super().get_default_settings()
        return {**kept, "default_acl": "private", "file_overwrite": False, "custom_domain": None}

    def _save(self, name: Any, content: "File[bytes]") -> str:
        try:
            return str(super()._save(name, content))
        except (BotoCoreError, ClientError) as failure:
            raise _unreachable(failure) from failure

    def _open(self, name: str, mode: str = "rb") -> Any:
        try:
            return super()._open(name, mode)
        except (BotoCoreError, ClientError) as failure:
            raise _unreachable(failure) from failure

    def delete(self, name: str) -> None:
        """Remove a file."""
        try:
            super().delete(name)
        except (BotoCoreError, ClientError) as failure:
            raise _unreachable(failure) from failure


class SizesS3Storage(ClosedS3Storage):
    """The sizes of pictures. Their addresses are the portal's, which checks who may see them."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """The address at which the portal hands the file out."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"


class LibraryS3Storage(CleanPictures, SizesS3Storage):
    """Originals and documents."""


def _unreachable(failure: Exception) -> OSError:
    return OSError(errno.EIO, f"The bucket answered with {type(failure).__name__}")
