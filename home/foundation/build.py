"""What home lays for an empty portal."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Site

from core.models import PortalSettings
from home.foundation.front import build_english_front_page, build_front_page
from home.foundation.indexes import build_indexes
from home.foundation.planting import Planter
from home.models import HomePage


def build(planter: Planter) -> HomePage:
    """Make the site, both front pages and home's index pages; return the Swedish front page."""
    home = build_front_page(planter)
    build_indexes(planter, home)
    build_english_front_page(planter, home)
    # What error pages say while nobody has chosen better.
    PortalSettings.objects.get_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={
            "contact_email": settings.CONTACT_EMAIL,
            "contact_phone": settings.CONTACT_PHONE[:40],
        },
    )
    return home
