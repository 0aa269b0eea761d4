"""What a reader would miss: asked anew each time, because what is kept warm would answer alone."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from core.chrome.outages import is_damage
from core.routing.sites import has_front_page

logger = logging.getLogger(__name__)

# More than a file system finds room for beside what it has already given to a file.
_ROOM = b"\0" * 65_536


class _Known:
    """What stays true for as long as the process lives."""

    is_migrated = False


def what_is_missing() -> Iterator[str]:
    """Yield a short sentence for each thing that keeps the portal from serving as it should."""
    try:
        yield from _in_database()
    except DatabaseError as failure:
        damaged = is_damage(failure)
        yield "database is damaged: restore a backup" if damaged else "database does not answer"
    if isinstance(staticfiles_storage, ManifestFilesMixin) and not staticfiles_storage.hashed_files:
        yield "static files are not collected"
    yield from _on_disk()


def _in_database() -> Iterator[str]:
    if not _Known.is_migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield "not migrated: run manage.py prepare --production"
            return
        _Known.is_migrated = True
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not has_front_page(site):
        yield "not set up: there is no front page"
    elif not site.root_page.specific.live:
        yield "not set up: the front page is not published"


def _on_disk() -> Iterator[str]:
    for folder in _folders():
        try:
            with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
                if file.write(_ROOM) < len(_ROOM):
                    raise OSError("full")
        except OSError:
            yield f"disk cannot be written: {folder.name}"


def _folders() -> set[Path]:
    """Return where the portal must be able to write."""
    folders = {Path(settings.VAR_DIR)}
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and name.startswith("/"):
        folders.add(Path(name).parent)
    return folders
