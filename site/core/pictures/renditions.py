"""Which sizes and formats of a picture pages ask for, which are there and which are missing.

No reader waits for one: whoever saves a picture asks for them (`asked_sizes`), and the worker
makes them (`making`).
"""

from wagtail.images.models import Filter

from core.pictures.models import PortalImage, PortalRendition

# What pages ask for: templatetags/pictures.py, and components/open_graph.html. In the order in
# which browsers choose.
PICTURE = Filter.expand_spec("format-{avif,webp,jpeg} width-{480,960,1440}")
SHARED = "fill-1200x630|format-png"
# Backwards: should one fail, a picture is shown at least in the format that all browsers read.
_IN_ORDER = (*reversed(PICTURE), SHARED)


def missing(image: PortalImage) -> list[Filter]:
    """Return what is not made yet of the picture as it is now. One query at most."""
    known = {(size.filter_spec, size.focal_point_key) for size in image.renditions.all()}
    filters = (Filter(spec) for spec in _IN_ORDER)
    return [each for each in filters if (each.spec, each.get_cache_key(image)) not in known]


def made(image: PortalImage) -> dict[str, PortalRendition]:
    """Return what is there, by what was asked for. One query, and nothing is made."""
    wanted = {spec: Filter(spec).get_cache_key(image) for spec in (*PICTURE, SHARED)}
    known = {
        size.filter_spec: size
        for size in image.renditions.filter(filter_spec__in=wanted)
        if size.focal_point_key == wanted[size.filter_spec]
    }
    return {spec: known[spec] for spec in wanted if spec in known}
