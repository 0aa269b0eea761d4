"""Whether a picture is what its first bytes claim, without drawing it in full."""

import struct
import zlib
from typing import BinaryIO

from PIL import Image

from casework.files.file_types import FileRefused, Reason

# More than any phone makes within 10 MB. Drawing it later takes four bytes for each.
MOST_PIXELS = 80_000_000
_JPEG_END = b"\xff\xd9"
# What Pillow raises when a picture is not one. OSError only when it has no number of the system.
_NO_PICTURE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def verify_picture(file: BinaryIO, format_name: str) -> None:
    """Raise FileRefused unless `file` is a whole picture of the format that Pillow calls so."""
    file.seek(0)
    try:
        with Image.open(file, formats=[format_name]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefused(Reason.BOMB)
            if format_name == "JPEG":
                _verify_jpeg(file, picture)
            else:
                # Reads every part and its checksum, and unpacks none.
                picture.verify()
    except Image.DecompressionBombError as bomb:
        raise FileRefused(Reason.BOMB) from bomb
    except _NO_PICTURE as broken:
        raise FileRefused(Reason.BROKEN) from broken
    except OSError as broken:
        if broken.errno is not None:
            raise
        raise FileRefused(Reason.BROKEN) from broken


def _verify_jpeg(file: BinaryIO, picture: Image.Image) -> None:
    if "progressive" in picture.info:
        # Has to be kept in memory as a whole to be drawn, and may be made of endless passes.
        file.seek(0)
        if _JPEG_END not in file.read():
            raise FileRefused(Reason.BROKEN)
        return
    # An eighth of the size: reads all of the data, and needs little memory.
    picture.draft("L", (max(1, picture.width // 8), max(1, picture.height // 8)))
    picture.load()
