"""How else to reach us, as far as that is known when nothing answers."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from redis.exceptions import RedisError

from core.freshness.kept_warm import last_known


@dataclass(frozen=True)
class Contact:
    """A telephone number and a mailbox; either may be empty."""

    phone: str
    email: str


def last_known_contact(request: HttpRequest) -> Contact:
    """Return the contact that the portal's settings last named, without asking the database.

    A process that has not yet served a page knows only what the environment says.
    """
    site = getattr(request, "_wagtail_site", None)
    try:
        known = last_known(f"settings:{site.pk}") if site else None
    except (RedisError, OSError):
        known = None
    return Contact(
        phone=getattr(known, "contact_phone", "") or settings.CONTACT_PHONE,
        email=getattr(known, "contact_email", "") or settings.CONTACT_EMAIL,
    )
