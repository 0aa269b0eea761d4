"""The files of cases in a bucket of their own. Needs requirements/scale.txt."""

import errno
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from casework.files.private_storage import NamelessFiles


class PrivateS3Storage(NamelessFiles, S3Storage):
    """A private bucket. The portal reads it for those who may see a case; nobody else does.

    What goes wrong there is an OSError, as it is on a disk, so that forms keep what was typed.
    """

    def get_default_settings(self) -> dict[str, Any]:
        """Never overwrite, never let anybody read, whatever the settings of public files say."""
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


def _unreachable(failure: Exception) -> OSError:
    return OSError(errno.EIO, f"The bucket answered with {type(failure).__name__}")
