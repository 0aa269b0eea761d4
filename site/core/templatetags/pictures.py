"""Shows a picture from the library in the size and format that suit the reader's screen."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django import template

from core.freshness.kept_warm import warm
from core.pictures.models import PortalImage, PortalRendition
from core.pictures.renditions import PICTURE, SHARED, made
from core.routing.picture_addresses import origin_of

register = template.Library()


@dataclass(frozen=True)
class PictureSource:
    """The sizes of one format, as the attributes `type` and `srcset` take them."""

    content_type: str
    srcset: str


@register.inclusion_tag("core/components/responsive_picture.html")
def responsive_picture(image: PortalImage, sizes: str) -> dict[str, Any]:
    """Draw `image`, `sizes` wide, from the sizes that are there. No reader waits for one."""
    by_format: dict[str, dict[int, Any]] = defaultdict(dict)
    there = _sizes(image)
    for spec in PICTURE:
        if (rendition := there.get(spec)) is None:
            continue
        name = spec.split("|")[0].removeprefix("format-")
        # All sizes of a small picture are the same, and each width may be named once.
        by_format[name].setdefault(rendition.width, rendition)
    if not by_format["jpeg"]:
        # The words beside it are worth more than a page that is not there.
        return {}
    # Once: each size would ask for its picture, and the picture for its collection.
    origin = origin_of(image)
    sources = [
        PictureSource(f"image/{name}", _srcset(found, origin)) for name, found in by_format.items()
    ]
    smallest = min(by_format["jpeg"].values(), key=lambda rendition: rendition.width)
    return {
        "sources": sources[:-1],
        "fallback": sources[-1],
        "smallest": smallest,
        "address": f"{origin}{smallest.url}",
        "sizes": sizes,
    }


@register.simple_tag
def shared_picture(image: PortalImage | None) -> PortalRendition | None:
    """Return the size that is shown where a page is shared, if it is there."""
    return _sizes(image).get(SHARED) if image else None


@register.filter
def address_below(size: PortalRendition, root_url: str) -> str:
    """Return the whole address of a size, for those who read it elsewhere."""
    return urljoin(root_url, f"{origin_of(size.image)}{size.url}")


def _sizes(image: PortalImage) -> dict[str, PortalRendition]:
    """Return the sizes that are there, with what is said of the picture where it is shown."""
    found = {}
    for spec, size in warm(f"sizes:{image.pk}", lambda: made(image)).items():
        # Those that are kept warm are everybody's.
        found[spec] = copy(size)
        found[spec].image = image
    return found


def _srcset(renditions: dict[int, Any], origin: str) -> str:
    return ", ".join(f"{origin}{size.url} {width}w" for width, size in renditions.items())
