"""What the log says of entries and suggestions. Never what stands in them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

_PLAIN = {
    "associations.receive_suggestion": (gettext_lazy("Ta emot förslag"), gettext_lazy("Kom in")),
    "associations.refuse_suggestion": (gettext_lazy("Avböj förslag"), gettext_lazy("Avböjt")),
    "associations.erase_suggestion": (
        gettext_lazy("Gallra förslag"),
        gettext_lazy("Gallrat: innehåll, namn och e-postadress är borttagna"),
    ),
    "associations.confirm_entry": (
        gettext_lazy("Bekräfta uppgifter"),
        gettext_lazy("Föreningen bekräftade att uppgifterna stämmer"),
    ),
    "associations.send_review_link": (
        gettext_lazy("Skicka granskningslänk"),
        gettext_lazy("Skickade en länk för att se över uppgifterna"),
    ),
    "associations.remind": (
        gettext_lazy("Påminn förening"),
        gettext_lazy("Påminde föreningen om att se över uppgifterna"),
    ),
}


def register_suggestion_log(actions: Any) -> None:
    """Give the actions their words; `actions` is Wagtail's registry."""
    for action, (label, message) in _PLAIN.items():
        actions.register_action(action, label, message)
    actions.register_action("associations.approve_suggestion")(Approved)


class Approved(LogFormatter):
    """Which fields were taken over."""

    label = gettext_lazy("Godkänn förslag")

    def format_message(self, log_entry: Any) -> str:
        """The fields, by name."""
        fields = log_entry.data.get("fields") or []
        if not fields:
            return _("Godkänt utan att något ändrades")
        return _("Godkänt: %(fields)s") % {"fields": ", ".join(fields)}
