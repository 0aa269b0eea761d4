"""What a picture tells beside what it shows: where and when it was taken, by whom, with what.

A picture is drawn again from its pixels, upright, with its colour profile and nothing else. So
nothing has to be known of all the ways in which a file can carry more than a picture, and a file
that cannot be drawn is found out before it is stored.
"""

import io
import struct
import threading
import zlib
from typing import IO, Any

from django.core.exceptions import SuspiciousOperation
from PIL import Image, ImageCms, ImageOps, JpegImagePlugin

from core.pictures.passes import MAGIC as JPEG_MAGIC
from core.pictures.passes import passes_of, takes_too_long

# More than any phone makes within 10 MB. Drawing takes four bytes for each.
MOST_PIXELS = 80_000_000
# The most that WebP, one of the formats that readers get, can hold of a side.
LONGEST_SIDE = 16_000
# A photograph with a film in it is called MPO by Pillow, which opens it as a JPEG.
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_MAGIC = (JPEG_MAGIC, b"\x89PNG\r\n\x1a\n", b"GIF8")
# What Pillow takes for the beginning of an AVIF: two names of its own, and two of its family.
_AVIF = (b"ftypavif", b"ftypavis", b"ftypmif1", b"ftypmsf1")
# What Pillow raises when a picture is not one. OSError only when it has no number of the system.
NO_PICTURE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
# 16 bits for each pixel become the 8 that every format and every screen has.
_DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I")
# What the sizes that readers get can be made of.
_PLAIN = ("L", "RGB", "RGBA")
_HAS_TRANSPARENCY = ("LA", "La", "PA", "RGBa")
_SAVED_AS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 95},
    "PNG": {},
    "GIF": {},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 90, "speed": 8},
}


# A picture at a time: one of the largest takes 320 MB for itself, and as much again when it is
# turned or coloured anew. Each process has its own memory, so each has its own turn.
_DRAWING = threading.Lock()


class PictureRefused(SuspiciousOperation):
    """A picture that cannot be drawn. Where nobody tells it in better words, the answer is 400."""


class PictureTooLarge(PictureRefused):
    """A picture that would take too much to draw."""


def looks_like_a_picture(head: bytes) -> bool:
    """Whether a file that begins like this is of a kind that `without_traces` takes."""
    return (
        head.startswith(_MAGIC)
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or head[4:12] in _AVIF
    )


def without_traces(file: IO[bytes]) -> bytes:
    """Return the picture in `file` in the same format, upright and without what it tells beside.

    Raises PictureRefused when it cannot be drawn as a whole. What moves is kept as its first
    picture, which is all that pages show of it.
    """
    passes = _passes(file)
    file.seek(0)
    try:
        with Image.open(file, formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureTooLarge("Too many pixels")
            if max(picture.size) > LONGEST_SIDE:
                raise PictureTooLarge("Too long a side")
            if takes_too_long(passes, picture.width * picture.height):
                raise PictureRefused("Too many passes")
            with _DRAWING:
                return _drawn_again(picture)
    except Image.DecompressionBombError as bomb:
        raise PictureTooLarge("Too many pixels") from bomb
    except NO_PICTURE as broken:
        raise PictureRefused("The picture cannot be drawn") from broken
    except OSError as broken:
        if broken.errno is not None:
            raise
        raise PictureRefused("The picture cannot be drawn") from broken


def _passes(file: IO[bytes]) -> int:
    """Count before Pillow opens the file, which asks for every part by itself."""
    file.seek(0)
    head = file.read(len(JPEG_MAGIC))
    if head != JPEG_MAGIC:
        return 1
    passes = passes_of(head + file.read())
    if takes_too_long(passes, 1):
        raise PictureRefused("Too many passes")
    return passes


def tells_more(file: IO[bytes]) -> bool:
    """Whether one of the sizes that Pillow made carries what its picture told."""
    file.seek(0)
    with Image.open(file) as picture:
        return bool({"exif", "xmp", "comment", "XML:com.adobe.xmp"} & set(picture.info))


def _drawn_again(picture: Image.Image) -> bytes:
    saved_as = "JPEG" if picture.format == "MPO" else str(picture.format)
    how = _SAVED_AS[saved_as]
    picture.load()
    profile = _profile(picture)
    if saved_as == "JPEG" and picture.mode in _PLAIN:
        how = _compressed_as(picture)
    ImageOps.exif_transpose(picture, in_place=True)
    # Shares the pixels, but is of no format, moves no more and knows no file.
    shown = picture._new(picture.im)
    if profile and shown.mode == "CMYK":
        shown, profile = _on_screen(shown, profile), b""
    shown = _plain(shown, palette=saved_as == "GIF")
    drawn = io.BytesIO()
    shown.save(drawn, saved_as, icc_profile=profile, **how)
    return drawn.getvalue()


def _compressed_as(photograph: Image.Image) -> dict[str, Any]:
    """Return how to compress a photograph as it was, so that nobody sees the difference."""
    tables: dict[int, Any] = getattr(photograph, "quantization", {})
    if not tables or set(tables) != set(range(len(tables))):
        return _SAVED_AS["JPEG"]
    return {"qtables": tables, "subsampling": JpegImagePlugin.get_sampling(photograph)}


def _plain(picture: Image.Image, *, palette: bool) -> Image.Image:
    """Return the picture in a way of colouring that every format takes, with no word about it."""
    if palette and picture.mode == "P":
        picture.info = {key: picture.info[key] for key in ("transparency",) if key in picture.info}
        return picture
    if picture.mode in _DEEP:
        picture = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode in _HAS_TRANSPARENCY or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    elif picture.mode == "1":
        picture = picture.convert("L")
    elif picture.mode not in _PLAIN:
        picture = picture.convert("RGB")
    picture.info = {}
    return picture


def _profile(picture: Image.Image) -> bytes:
    """Return the colour profile, unless it is none."""
    profile: bytes = picture.info.get("icc_profile") or b""
    try:
        if profile:
            ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (OSError, ImageCms.PyCMSError):
        return b""
    return profile


def _on_screen(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture made for print in the colours of screens."""
    try:
        return ImageCms.profileToProfile(
            picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        ) or picture.convert("RGB")
    except ImageCms.PyCMSError:
        return picture.convert("RGB")
