"""At which address readers get a size of a picture."""

from django.conf import settings

from core.pictures.models import PortalRendition
from core.routing.files import is_restricted


def address_of(size: PortalRendition) -> str:
    """Return the address: of the host that keeps pictures near readers, or a path of the portal.

    What only some may see is asked of the portal itself: no other host knows who asks.
    """
    if not settings.MEDIA_ORIGIN or is_restricted(size.image.collection):
        return str(size.url)
    return f"{settings.MEDIA_ORIGIN}{size.url}"
