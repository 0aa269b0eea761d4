"""What Wagtail's log says of traces."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from core.traces.log import Trace

_PLAIN = {
    Trace.LISTED: (gettext_lazy("Visa lista"), gettext_lazy("Visade listan")),
    Trace.OPENED: (gettext_lazy("Öppna"), gettext_lazy("Öppnade")),
    Trace.PRINTED: (gettext_lazy("Skriva ut"), gettext_lazy("Skrev ut listan")),
}


def register_traces(actions: Any) -> None:
    """Give traces their words; `actions` is Wagtail's registry."""
    for trace, (label, message) in _PLAIN.items():
        actions.register_action(trace.value, label, message)
    actions.register_action(Trace.OPENED_FILE.value)(OpenedFile)
    actions.register_action(Trace.EXPORTED.value)(Exported)


class OpenedFile(LogFormatter):
    """Which file, by its number: a name may tell of people."""

    label = gettext_lazy("Öppna bilaga")

    def format_message(self, log_entry: Any) -> str:
        return _("Öppnade bilaga %(number)s") % {"number": log_entry.data.get("file", "")}


class Exported(LogFormatter):
    """In which form."""

    label = gettext_lazy("Hämta kalkylblad")

    def format_message(self, log_entry: Any) -> str:
        form = str(log_entry.data.get("form", "")).upper()
        return _("Hämtade listan som kalkylblad (%(form)s)") % {"form": form}
