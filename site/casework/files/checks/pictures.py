"""Whether a picture is what its first bytes claim, without drawing it in full."""

from typing import BinaryIO

from PIL import Image

from casework.files.file_types import FileRefused, Reason
from core.pictures.passes import passes_of, takes_too_long
from core.pictures.traces import MOST_PIXELS, NO_PICTURE

_JPEG_END = b"\xff\xd9"


def verify_picture(file: BinaryIO, format_name: str) -> None:
    """Raise FileRefused unless `file` is a whole picture of the format that Pillow calls so."""
    passes = _passes(file) if format_name == "JPEG" else 1
    file.seek(0)
    try:
        with Image.open(file, formats=[format_name]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefused(Reason.BOMB)
            if takes_too_long(passes, picture.width * picture.height):
                raise FileRefused(Reason.BROKEN)
            if format_name == "JPEG":
                _verify_jpeg(file, picture)
            else:
                # Reads every part and its checksum, and unpacks none.
                picture.verify()
    except Image.DecompressionBombError as bomb:
        raise FileRefused(Reason.BOMB) from bomb
    except NO_PICTURE as broken:
        raise FileRefused(Reason.BROKEN) from broken
    except OSError as broken:
        if broken.errno is not None:
            raise
        raise FileRefused(Reason.BROKEN) from broken


def _passes(file: BinaryIO) -> int:
    """Count before Pillow opens the file, which asks for every part by itself."""
    file.seek(0)
    passes = passes_of(file.read())
    if takes_too_long(passes, 1):
        raise FileRefused(Reason.BROKEN)
    return passes


def _verify_jpeg(file: BinaryIO, picture: Image.Image) -> None:
    if "progressive" in picture.info:
        # Has to be kept in memory as a whole to be drawn.
        file.seek(0)
        if _JPEG_END not in file.read():
            raise FileRefused(Reason.BROKEN)
        return
    # An eighth of the size: reads all of the data, and needs little memory.
    picture.draft("L", (max(1, picture.width // 8), max(1, picture.height // 8)))
    picture.load()
