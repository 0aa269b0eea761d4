"""Loads the demo content of every app that has some."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from searching.entries.projection import rebuild
from searching.entries.receivers import paused


class Command(BaseCommand):
    """Calls build() of each installed app's ``demo``, lowest app first."""

    help = "Load the demo content. Safe to run again: what exists is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the two ways of treating what is there."""
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when the portal has any content."
        )
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="Write the demo content over pages and rows that already exist.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or, when anything in the facts is wrong, nothing."""
        if options["if_empty"] and _has_content():
            self._say(options, _("Innehåll finns redan. Inget lästes in."))
            return
        made = 0
        with transaction.atomic():
            with paused():
                for demo in _demos():
                    try:
                        made += demo.build(refresh=options["refresh"])
                    except ValueError as error:
                        raise CommandError(str(error)) from error
            rebuild()
        self._say(options, _("Klart. Nya sidor och poster: %(count)s.") % {"count": made})

    def _say(self, options: dict[str, Any], message: str) -> None:
        if options["verbosity"]:
            self.stdout.write(message)


def _has_content() -> bool:
    """Whether there is any page besides the root and Wagtail's own welcome page."""
    return Page.objects.filter(depth__gt=2).exists()


def _demos() -> Iterator[ModuleType]:
    """Yield the demo modules, those of lower apps first: INSTALLED_APPS runs from top to bottom."""
    for app in reversed(list(apps.get_app_configs())):
        if find_spec(f"{app.name}.demo") is not None:
            demo = import_module(f"{app.name}.demo")
            if hasattr(demo, "build"):
                yield demo
