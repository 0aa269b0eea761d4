"""«Driftläge» among the reports: the readings in words, for those who may change the portal."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from config.readings.kept_pages import kept_by_this_process
from config.readings.looking import look
from config.readings.running import running
from config.readings.told import Told
from core.admin.menu import MayMenuItem

_STATEMENT_MS = 5000


def may_see_readings(user: Any) -> bool:
    """May see how the portal is: who may change its settings."""
    return bool(user.has_perm("core.change_portalsettings"))


@cache_control(private=True, no_store=True)
@require_safe
def show_readings(request: HttpRequest) -> HttpResponse:
    """Read everything now, and show what must be mended first."""
    if not may_see_readings(request.user):
        raise PermissionDenied
    now = timezone.now()
    # Sorting keeps the order otherwise.
    rows = sorted(
        [*look(), *_of_database(now), *kept_by_this_process()], key=lambda each: each.is_well
    )
    title = _("Driftläge")
    context = {
        "rows": rows,
        "unwell": sum(not each.is_well for each in rows),
        "read_at": now,
        "header_title": title,
        "page_title": title,
        "header_icon": "info-circle",
    }
    return render(request, "config/admin/readings.html", context)


def _of_database(now: datetime) -> Iterator[Told]:
    """Read what the database knows, and say so when it takes longer than a reader would wait."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL statement_timeout = %s", [_STATEMENT_MS])
            yield from running(now)
    except DatabaseError as failure:
        said = _("svarade inte på en fråga (%(kind)s), så resten är inte avläst")
        yield Told(
            pgettext("driftläge", "Databas"),
            said % {"kind": type(failure).__name__},
            is_well=False,
            remedy=_("Läs av igen om en stund. Se annars efter hur databasen mår."),
        )


def readings_menu_item() -> MenuItem:
    """The way there among the reports."""
    words = gettext_lazy("Driftläge")
    return MayMenuItem(may_see_readings, words, "readings", icon_name="info-circle", order=660)


def readings_urls() -> list[URLPattern]:
    """Where it is."""
    return [path("reports/driftlage/", show_readings, name="readings")]
