"""What surrounds every page: settings, menus, notices, languages. Kept warm between changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from wagtail.models import Page, Site

from core.chrome.notices import Notice, notices_at
from core.chrome.portal_settings import PortalSettings
from core.freshness.kept_warm import remember, warm
from core.freshness.readers import is_anonymous
from core.language.addresses import front_url


@dataclass(frozen=True)
class MenuItem:
    """A link in a menu."""

    title: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """The portal in another language: this page if it is translated, else the front page."""

    code: str
    name: str
    url: str
    is_current: bool


class Chrome:
    """What surrounds one answer. Everything is read when the template first asks for it."""

    def __init__(self, request: HttpRequest, page: Page | None = None) -> None:
        self.request = request
        self.page = page
        self.language = translation.get_language() or settings.LANGUAGE_CODE

    @property
    def demonstration(self) -> bool:
        """Whether every page says that this is no real service."""
        return bool(settings.DEMONSTRATION)

    @cached_property
    def site(self) -> Site | None:
        """The Wagtail site that the request is for."""
        return Site.find_for_request(self.request)

    @cached_property
    def settings(self) -> PortalSettings:
        """The portal's settings, with their defaults where nobody has set them."""
        site = self.site
        if site is None:
            return PortalSettings()
        key = f"settings:{site.pk}"
        return warm(key, lambda: remember(key, PortalSettings.known_for(site)))

    @cached_property
    def home_url(self) -> str:
        """The front page in the present language."""
        return front_url(self.language)

    @cached_property
    def menu(self) -> list[MenuItem]:
        """The main menu: what stands under the front page and wants to be in menus."""
        return self._marked(warm(f"menu:{self.language}", self._read_menu))

    @cached_property
    def footer_menu(self) -> list[MenuItem]:
        """The pages under the page that the settings choose for the footer."""
        return self._marked(warm(f"footer:{self.language}", self._read_footer))

    @cached_property
    def notices(self) -> list[Notice]:
        """The notices that hold now and here, the loudest first."""
        return notices_at(timezone.now(), self.page.path if self.page else "")

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """One link for each language of the portal."""
        urls = self._translations
        return [
            LanguageLink(
                code,
                name,
                urls[code] if code in urls else front_url(code),
                is_current=code == self.language,
            )
            for code, name in settings.LANGUAGES
        ]

    @cached_property
    def translations(self) -> list[LanguageLink]:
        """This very page in each language that it exists in; empty when there is only one."""
        urls = self._translations
        return [link for link in self.languages if link.code in urls] if len(urls) > 1 else []

    @cached_property
    def frame(self) -> tuple[object, ...]:
        """All that header and footer depend on beside public content: see `kept` in templates."""
        marked = [item.is_current for item in (*self.menu, *self.footer_menu)]
        # The present language is not linked, and has the address of this page.
        others = [link for link in self.languages if not link.is_current]
        return (self.site.pk if self.site else 0, marked, others)

    @property
    def is_staff_view(self) -> bool:
        """Whether the visitor has a session, so that the editors' bar may be shown."""
        return not is_anonymous(self.request)

    @property
    def canonical_url(self) -> str:
        """The one address of this answer, without parameters."""
        root = self.site.root_url if self.site else ""
        return root + self.request.path

    @property
    def root_url(self) -> str:
        """Scheme and host of the portal."""
        return self.site.root_url if self.site else ""

    def _marked(self, items: list[MenuItem]) -> list[MenuItem]:
        path = self.request.path
        return [
            MenuItem(item.title, item.url, is_current=path.startswith(item.url)) for item in items
        ]

    def _read_menu(self) -> list[MenuItem]:
        if self.site is None:
            return []
        children = self.site.root_page.localized.get_children()
        return _items(children.live().public().in_menu())

    def _read_footer(self) -> list[MenuItem]:
        chosen = self.settings.footer_parent
        if chosen is None:
            return []
        return _items(chosen.localized.get_children().live().public().in_menu())

    @cached_property
    def _translations(self) -> dict[str, str]:
        """The addresses of this page by language."""
        page = self.page
        if page is None or page.pk is None:
            return {}
        return warm(f"translations:{page.translation_key}", lambda: _read_translations(page))


def _items(pages: Iterable[Page]) -> list[MenuItem]:
    return [MenuItem(page.title, page.url or "") for page in pages]


def _read_translations(page: Page) -> dict[str, str]:
    same = Page.objects.live().public().filter(translation_key=page.translation_key)
    return {other.locale.language_code: other.url or "" for other in same.select_related("locale")}


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor: `chrome` for every template."""
    return {"chrome": Chrome(request, getattr(request, "served_page", None))}
