"""Writes the search projection anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from searching.entries.projection import rebuild
from searching.entries.registry import all_listed


class Command(BaseCommand):
    """Needed after code that decides what is found has changed, or after loading a backup."""

    help = "Write the search projection anew from everything that is published."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how far it has come when somebody is watching."""
        self.total = Page.objects.count()
        self.total += sum(how.model._default_manager.count() for how in all_listed())
        watched = options["verbosity"] > 0 and self.stdout.isatty()
        entries = rebuild(self._show) if watched else rebuild()
        if watched:
            self.stdout.write("")
        if options["verbosity"] > 0:
            text = ngettext(
                "Klart. %(count)s sida eller post går att hitta.",
                "Klart. %(count)s sidor och poster går att hitta.",
                entries,
            )
            self.stdout.write(text % {"count": entries})

    def _show(self, done: int) -> None:
        share = 100 * done // max(self.total, 1)
        text = _("%(done)s av %(total)s (%(share)s %%)")
        shown = text % {"done": done, "total": self.total, "share": share}
        self.stdout.write(f"\r{shown}", ending="")
        self.stdout.flush()
