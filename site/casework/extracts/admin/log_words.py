"""What the log says of extracts. Never whom they are about."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


def register_extract_log(actions: Any) -> None:
    """Give the actions their words; `actions` is Wagtail's registry."""
    actions.register_action("casework.look_up_person")(LookedUp)
    actions.register_action("casework.export_person")(Exported)
    actions.register_action("casework.correct_person")(Corrected)
    actions.register_action(
        "casework.erase_person",
        gettext_lazy("Radera från registerutdrag"),
        gettext_lazy("Raderade uppgifter om en person"),
    )


class LookedUp(LogFormatter):
    """That somebody was looked for, and how much was found."""

    label = gettext_lazy("Slå upp en person")

    def format_message(self, log_entry: Any) -> str:
        """How many hits."""
        return _("Slog upp en person: %(hits)s träffar") % {"hits": log_entry.data.get("hits", "")}


class Exported(LogFormatter):
    """That an extract was taken out."""

    label = gettext_lazy("Ta ut registerutdrag")

    def format_message(self, log_entry: Any) -> str:
        """In which form, and how much."""
        told = {name: log_entry.data.get(name, "") for name in ("hits", "form")}
        return _("Tog ut registerutdrag med %(hits)s poster (%(form)s)") % told


class Corrected(LogFormatter):
    """Which fields were corrected."""

    label = gettext_lazy("Rätta personuppgift")

    def format_message(self, log_entry: Any) -> str:
        """What they are called."""
        return _("Rättade: %(fields)s") % {"fields": ", ".join(log_entry.data.get("fields", []))}
