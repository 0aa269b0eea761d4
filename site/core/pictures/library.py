"""Where originals lie: pictures, documents and whatever else editors send.

Apart from what is public, and without an address of their own: `core.routing.files` and
Wagtail's view of documents hand them out to those who may have them. Only the sizes that are made
of pictures lie in MEDIA_ROOT (or in their own bucket), under the alias `sizes`.
"""

import os
from typing import IO, Any, cast

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage

from core.pictures.traces import looks_like_a_picture, without_traces

SIZES = "sizes"
_HEAD = 12


def drawn(content: "File[bytes]") -> "File[bytes]":
    """Return the picture in `content` without what it tells beside what it shows.

    For what claims to be a picture, whatever its first bytes are. Raises PictureRefused for what
    cannot be drawn.
    """
    if getattr(content, "is_clean", False):
        return content
    clean = ContentFile(without_traces(cast(IO[bytes], content)), name=content.name)
    # So that the library need not draw it once more.
    clean.is_clean = True  # type: ignore[attr-defined]
    return clean


def cleaned(content: "File[bytes]") -> "File[bytes]":
    """Return `content`; if it is a picture, without what it tells beside what it shows.

    Raises PictureRefused for a picture that cannot be drawn.
    """
    content.seek(0)
    head = content.read(_HEAD)
    content.seek(0)
    return drawn(content) if looks_like_a_picture(head) else content


class CleanPictures(Storage):
    """Keeps no picture as it came. The one door to the library, so nothing has to remember it."""

    def save(self, name: Any, content: Any, max_length: int | None = None) -> str:
        """Store a file, a picture without traces; raises PictureRefused for a broken one."""
        whole = content if hasattr(content, "chunks") else File(content, name)
        return super().save(name, cleaned(whole), max_length)

    def save_as_it_is(self, name: str, content: "File[bytes]") -> str:
        """Store what was stored already elsewhere and cannot be drawn."""
        return super().save(name, content)


class LibraryFileStorage(CleanPictures, FileSystemStorage):
    """Files in settings.LIBRARY_ROOT, outside of what is served."""

    @property
    def base_location(self) -> str:
        """The folder, read anew each time so that a test can have its own."""
        return str(settings.LIBRARY_ROOT)

    @property
    def location(self) -> str:
        """The folder as an absolute path."""
        return os.path.abspath(self.base_location)
