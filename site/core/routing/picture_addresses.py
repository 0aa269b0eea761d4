"""At which address readers get a size of a picture."""

from django.conf import settings

from core.pictures.models import PortalImage
from core.routing.files import is_picture_restricted


def origin_of(image: PortalImage) -> str:
    """Return where its sizes are asked for: the host that keeps pictures near readers, or "".

    What only some may see is asked of the portal itself: no other host knows who asks.
    """
    if not settings.MEDIA_ORIGIN or is_picture_restricted(image):
        return ""
    origin: str = settings.MEDIA_ORIGIN
    return origin
