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
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3File, S3Storage, TransferConfig
from storages.utils import clean_name

from core.pictures.bucket_turns import READING, WRITING, Waiting, turns
from core.pictures.library import CleanPictures


class _BucketFile(S3File):
    """A file that is fetched when it is first read, whole or not at all."""

    _file: Any

    def _get_file(self) -> Any:
        if self._file is not None or "r" not in self._mode:
            return super()._get_file()
        with asking(READING):
            try:
                return super()._get_file()
            except BaseException:
                # What has come so far would be taken for the file.
                self._file = None
                raise

    file = property(_get_file, S3File._set_file)


class ClosedS3Storage(S3Storage):
    """A bucket that nobody but the portal reads.

    What goes wrong there is an OSError, as it is on a disk, so that forms keep what was typed.
    """

    def get_default_settings(self) -> dict[str, Any]:
        """Never overwrite, never let anybody read, hold no large file in memory."""
        kept: dict[str, Any] = super().get_default_settings()
        closed = {"default_acl": "private", "file_overwrite": False, "custom_domain": None}
        # Whoever asks does the work itself, and what fails in the middle is not begun anew.
        alone = TransferConfig(use_threads=False, max_concurrency=1, num_download_attempts=1)
        # Above this a file that is read waits on disk; without it, none ever does.
        return {**kept, **closed, "transfer_config": alone, "max_memory_size": 1 << 20}

    @property
    def connection(self) -> Any:
        """The client of this thread that waits as long as it may just now."""
        waits = turns.waiting()
        kept: dict[Waiting, Any] = self._connections.__dict__.setdefault("by_waiting", {})
        if waits not in kept:
            kept[waits] = self._create_session().resource(
                "s3",
                region_name=self.region_name,
                use_ssl=self.use_ssl,
                endpoint_url=self.endpoint_url,
                config=self.client_config.merge(waits.client),
                verify=self.verify,
            )
        return kept[waits]

    @property
    def bucket(self) -> Any:
        """The bucket, as the present client sees it."""
        return self.connection.Bucket(self.bucket_name)

    def _save(self, name: Any, content: "File[bytes]") -> str:
        with asking(WRITING):
            return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> Any:
        with asking(READING):
            return _BucketFile(self._normalize_name(clean_name(name)), mode, self)

    def delete(self, name: str) -> None:
        """Remove a file."""
        with asking(WRITING):
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        with asking(READING):
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        """Return how many bytes a file has."""
        with asking(READING):
            return int(super().size(name))

    def get_modified_time(self, name: str) -> datetime:
        """Return when a file was stored."""
        with asking(READING):
            stored_at: datetime = super().get_modified_time(name)
            return stored_at

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """Return folders and files."""
        with asking(READING):
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
def asking(hurried: Waiting) -> Iterator[None]:
    """Take a turn, and fail as a disk would."""
    try:
        with turns.taken(hurried):
            yield
    except (BotoCoreError, ClientError, RetriesExceededError) as failure:
        # A time-out has a response, too, which is None.
        answered = (getattr(failure, "response", None) or {}).get("ResponseMetadata", {})
        if answered.get("HTTPStatusCode") == HTTPStatus.NOT_FOUND:
            raise FileNotFoundError(errno.ENOENT, "The bucket has no such file") from failure
        told = f"The bucket answered with {type(failure).__name__}"
        raise OSError(errno.EIO, told) from failure
