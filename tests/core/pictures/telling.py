"""Pictures that tell more than they show, in every format, and a look for what they told."""

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageCms, PngImagePlugin

CASES = Path(__file__).parent / "cases"
# What no picture may still hold once it is stored.
SECRETS = (b"Hemlig Person", b"A Person", b"Phone 15", b"A private remark", b"Exif\x00", b"xmpmeta")
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><Hemlig Person/></x:xmpmeta>'
_ORIENTATION, _ARTIST, _GPS = 0x0112, 0x013B, 0x8825


def case(name: str) -> bytes:
    """One of the small files that failed."""
    return (CASES / name).read_bytes()


def telling(
    saved_as: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", *, orientation: int = 6
) -> bytes:
    """A picture with a place, a name and a remark in all the ways that its format has."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_ARTIST] = "Hemlig Person"
    exif.get_ifd(_GPS)[1] = "N"
    how: dict[str, object] = {"exif": exif, "comment": b"Hemlig Person"}
    if saved_as in ("JPEG", "WEBP", "AVIF"):
        how["xmp"] = _XMP
    if saved_as == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "Hemlig Person")
        texts.add_itxt("XML:com.adobe.xmp", _XMP.decode())
        how["pnginfo"] = texts
    how["icc_profile"] = profile()
    drawn = io.BytesIO()
    Image.new(mode, size, "navy" if mode == "RGB" else 0).save(drawn, saved_as, **how)
    return drawn.getvalue() + b"Hemlig Person"


def avif_of_family(brand: bytes) -> bytes:
    """An AVIF that is called by the name of its family first, as some programs do."""
    own = telling("AVIF")
    return own[:8] + brand + own[12:]


@cache
def profile() -> bytes:
    """A colour profile, always the same: it tells the second in which it was made."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def told_by(content: bytes) -> list[bytes]:
    """What a file still tells."""
    return [secret for secret in SECRETS if secret in content]
