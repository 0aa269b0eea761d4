"""Whether the static files of this code have been collected."""

from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.readings.told import Told

# Stands among the files while they are collected; see config.founding.static_files.
UNFINISHED = ".unfinished"


def static_files() -> Told:
    """Ask for the manifest, without which no page can be drawn."""
    what = pgettext("driftläge", "Statiskt")
    storage: Any = staticfiles_storage
    if not hasattr(storage, "manifest_name"):
        return Told(what, _("filerna tas direkt ur koden"))
    if storage.exists(storage.manifest_name) and not storage.exists(UNFINISHED):
        return Told(what, _("%(count)d filer är insamlade") % {"count": len(storage.hashed_files)})
    remedy = _("Kör manage.py prepare --production och starta om.")
    return Told(what, _("filerna är inte insamlade"), is_well=False, remedy=remedy)
