"""Links to our own pages inside running text, however many, at the cost of one."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.html import escape
from wagtail import hooks
from wagtail.models import Locale, Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from core.freshness.kept_warm import warm
from core.routing.public_pages import is_public, only_public


class WarmPageLinkHandler(PageLinkHandler):
    """Wagtail's handler asks the database twice for every link; this one once for a whole text.

    While nothing public changes it does not ask at all.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """Return the opening tag of each link; one that leads nowhere has no address."""
        ids = [str(attrs.get("id", "")) for attrs in attrs_list]
        wanted = sorted({page_id for page_id in ids if page_id.isdecimal()})
        named = hashlib.sha256(",".join(wanted).encode()).hexdigest()
        addresses = warm(
            f"links:{translation.get_language()}:{named}", lambda: _read_addresses(wanted)
        )
        return [
            f'<a href="{escape(addresses[page_id])}">' if page_id in addresses else "<a>"
            for page_id in ids
        ]


def _read_addresses(ids: Iterable[str]) -> dict[str, str]:
    """Return the address of each page, of its translation if there is one in this language.

    A page that is gone, or that readers may not open, has none.
    """
    pages = list(Page.objects.filter(pk__in=ids).select_related("locale"))
    locale = Locale.get_active()
    keys = [page.translation_key for page in pages if page.locale_id != locale.pk]
    translations = Page.objects.filter(translation_key__in=keys, locale=locale)
    here = (
        {page.translation_key: page for page in only_public(translations.select_related("locale"))}
        if keys
        else {}
    )
    shown = {str(page.pk): here.get(page.translation_key, page) for page in pages}
    return {key: page.url or "" for key, page in shown.items() if is_public(page)}


def register() -> None:
    """Take the place of Wagtail's handler. Called once, when the app is ready.

    Not in wagtail_hooks.py: while those modules are imported Wagtail may already collect what
    they register, and would miss ours.
    """
    hooks.register("register_rich_text_features", _replace_handler, order=10)


def _replace_handler(features: FeatureRegistry) -> None:
    features.register_link_type(WarmPageLinkHandler)
