"""From an address to a page, in at most two queries however deep the page lies."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page, Site
from wagtail.views import serve as wagtail_serve

from core.freshness.kept_warm import warm
from core.logs.asked import ROUTE


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the page at `path`; everything but finding it is Wagtail's."""
    found = _find(request, path)
    if found is not None:
        page, rest = found
        request.META[ROUTE] = type(page).__name__
        # Wagtail looks here before it walks down the tree, one query a level. A page with addresses
        # of its own below it chooses among them.
        request._wagtail_route_for_request = page.route(request, rest)  # type: ignore[attr-defined]
    return wagtail_serve(request, path)


@dataclass(frozen=True)
class _Parent:
    """What is kept of a page: its type, and the one type of its children if there is one."""

    own_type: str
    child_type: str
    may_have_children: bool


def _find(request: HttpRequest, path: str) -> tuple[Page, list[str]] | None:
    """Return the page that answers `path`, and the steps of the path that are left to it."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    language = translation.get_language() or settings.LANGUAGE_CODE
    root = warm(f"root:{site.pk}:{language}", lambda: site.root_page.localized.url_path)
    url_path = root + path.lstrip("/")
    parent_path, _, slug = url_path.rstrip("/").rpartition("/")
    parent = warm(f"parent:{parent_path}/", lambda: _read_parent(f"{parent_path}/"))
    if parent and parent.child_type:
        child = _at(parent.child_type, url_path)
        return (child, []) if child else None
    if parent and not parent.may_have_children:
        above = _at(parent.own_type, f"{parent_path}/")
        return (above, [slug]) if above else None
    own_type = warm(f"type:{url_path}", lambda: _read_type(url_path))
    found = _at(own_type, url_path) if own_type else None
    return (found, []) if found else None


def _at(page_type: str, url_path: str) -> Page | None:
    model = resolve_model_string(page_type)
    pages = model.objects.live().filter(url_path=url_path)
    # Without names, Django would bring every row that the page refers to.
    return (pages.select_related(*model.read_with) if model.read_with else pages).first()


def _read_type(url_path: str) -> str | None:
    """Learn which page type answers a path whose parent leaves that open, or None."""
    page = Page.objects.live().filter(url_path=url_path).first()
    return page.specific_class._meta.label if page else None


def _read_parent(url_path: str) -> _Parent | None:
    """Learn what may lie under a path, so that a page is found with all its fields at once."""
    page = Page.objects.filter(url_path=url_path).first()
    if page is None:
        return None
    own = page.specific_class
    below = own.allowed_subpage_models()
    return _Parent(
        own_type=own._meta.label,
        child_type=below[0]._meta.label if len(below) == 1 else "",
        may_have_children=bool(below),
    )


def page_at(request: HttpRequest, address: str) -> Page | None:
    """Return the published page at a path such as "/platser/", language included, or None."""
    language = translation.get_language_from_path(address) or settings.LANGUAGE_CODE
    with translation.override(language):
        path = address.removeprefix(f"/{language}/")
        found = _find(request, path if path.endswith("/") or not path else f"{path}/")
        return found[0] if found else None
