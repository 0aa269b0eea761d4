"""The site, front page and index pages of a portal that has none."""

from django.db import transaction
from django.utils import translation
from wagtail.models import Page, Site

from associations import foundation as of_associations
from config.readings.told import Told
from core.routing.sites import has_front_page
from dialogues import foundation as of_dialogues
from home.foundation.build import build
from home.foundation.front import own_address
from home.foundation.planting import Planter
from home.models import HomePage


def lay() -> Told:
    """Make them all or none. What editors have begun, even by removing something, is left alone."""
    with transaction.atomic(), translation.override("sv"):
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is not None and has_front_page(site):
            return _left_alone(site)
        if begun := HomePage.objects.order_by("path").first():
            return Told(
                "Pages",
                f"«{begun.title}» is a front page, but the site does not begin there. Choose it in"
                " the admin, under Inställningar, Webbplatser.",
                is_well=False,
            )
        planter = Planter()
        home = build(planter)
        of_associations.build(planter, home)
        of_dialogues.build(planter, home)
    return Told("Pages", f"{planter.made} made, for {_address(*own_address())}", is_change=True)


def _left_alone(site: Site) -> Told:
    count = Page.objects.filter(depth__gt=1).count()
    told = f"{count}, left alone"
    if (site.hostname, site.port) == own_address():
        return Told("Pages", told)
    return Told(
        "Pages",
        f"{told}, but the site says {site.root_url} and WAGTAILADMIN_BASE_URL"
        f" {_address(*own_address())}. Change one: the admin has it under Webbplatser.",
        is_well=False,
    )


def _address(host: str, port: int) -> str:
    return Site(hostname=host, port=port).root_url
