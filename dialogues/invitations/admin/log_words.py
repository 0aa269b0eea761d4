"""What Wagtail's log says of dialogues. Never who has signed up, and never a reason."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from dialogues.events.domain.choices import ChangeKind
from dialogues.invitations.checklist_words import names_of, notice_words


def register_dialogue_log(actions: Any) -> None:
    """Give the actions their words; `actions` is Wagtail's registry."""
    actions.register_action("dialogues.change")(Changed)
    actions.register_action("dialogues.gate_exception")(Excepted)
    actions.register_action(
        "dialogues.export_registrations",
        gettext_lazy("Hämta anmälda"),
        gettext_lazy("Hämtade listan över anmälda"),
    )
    actions.register_action(
        "dialogues.confirm_registration",
        gettext_lazy("Bekräfta anmälan"),
        gettext_lazy("Bekräftades genom länken i brevet"),
    )
    actions.register_action(
        "dialogues.lapse_registration",
        gettext_lazy("Släppa plats"),
        gettext_lazy("Bekräftades inte i tid"),
    )


class Changed(LogFormatter):
    """That a dialogue was moved, postponed or cancelled."""

    label = gettext_lazy("Ändra planerna för en dialog")

    def format_message(self, log_entry: Any) -> str:
        """What happened, in one or two words."""
        kind = log_entry.data.get("kind", "")
        return str(ChangeKind(kind).label) if kind in ChangeKind.values else ""


class Excepted(LogFormatter):
    """That an invitation went out late or with gaps."""

    label = gettext_lazy("Publicera inbjudan med undantag")

    def format_message(self, log_entry: Any) -> str:
        """What was missing, and how long before."""
        names = ", ".join(names_of(log_entry.data.get("points") or []))
        notice = notice_words(log_entry.data.get("days"))
        told = _("Publicerad trots att det saknas: %(names)s") % {"names": names}
        return f"{told} ({notice.lower()})" if notice else told
