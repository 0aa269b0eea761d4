"""What the log says of messages from readers. Never what stands in them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


def register_feedback_log(actions: Any) -> None:
    """Give the three log actions of feedback their words; `actions` is Wagtail's registry."""
    actions.register_action(
        "home.receive_feedback", gettext_lazy("Ta emot synpunkt"), gettext_lazy("Kom in")
    )
    actions.register_action(
        "home.erase_feedback",
        gettext_lazy("Gallra synpunkt"),
        gettext_lazy("Gallrad: text, namn och e-postadress är borttagna"),
    )
    actions.register_action("home.move_feedback")(Moved)


class Moved(LogFormatter):
    """From one state to the next."""

    label = gettext_lazy("Flytta synpunkt")

    def format_message(self, log_entry: Any) -> str:
        """Which states, in words."""
        states = {"from": log_entry.data.get("from", ""), "to": log_entry.data.get("to", "")}
        return _("Från %(from)s till %(to)s") % states
