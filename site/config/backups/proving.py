"""Asks for pages as readers do, without a server."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http.request import validate_host
from django.test import Client
from wagtail.models import Page, Site

from config.backups.refusal import BackupRefused
from core.routing.sites import has_front_page


def ask_for_pages() -> int:
    """Ask for the front page and a page of each type; return how many answered.

    Raises BackupRefused with those that did not.
    """
    _collect_static_files()
    client = Client(raise_request_exception=False)
    answers = {
        address: client.get(path, secure=True, headers={"host": host}).status_code
        for address, host, path in _addresses()
    }
    if wrong := [f"{address} answers {told}" for address, told in answers.items() if told != 200]:
        raise BackupRefused(f"Everything is put back, but {'; '.join(wrong)}.")
    return len(answers)


def _addresses() -> Iterator[tuple[str, str, str]]:
    sites = {site.pk: site for site in Site.objects.select_related("root_page")}
    seen = set()
    for page in Page.objects.live().public().filter(depth__gt=1).order_by("path"):
        if page.content_type_id in seen:
            continue
        site_id, root, path = page.get_url_parts() or (None, None, None)
        if path is not None and has_front_page(sites[site_id]):
            seen.add(page.content_type_id)
            yield f"{root}{path}", _allowed(sites[site_id].hostname), path


def _allowed(host: str) -> str:
    """Return the host, or one that this portal answers to."""
    allowed: list[str] = settings.ALLOWED_HOSTS
    return host if validate_host(host, allowed) else allowed[0].lstrip(".")


def _collect_static_files() -> None:
    """See that pages find their styles, where nobody has collected them yet."""
    storage: Any = staticfiles_storage
    if getattr(storage, "manifest_strict", False) and not storage.hashed_files:
        call_command("collectstatic", interactive=False, verbosity=0)
