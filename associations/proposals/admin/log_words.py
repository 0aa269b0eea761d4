"""What Wagtail's log says of proposals. Never what stands in them, and of people only officers."""

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from associations.proposals.domain.stages import Stage

_WORDS = {
    "receive_proposal": (pgettext_lazy("partnerskap", "Ta emot förslag"), _("Kom in")),
    "answer_proposal": (_("Svara på fråga"), _("Avsändaren svarade")),
    "take_back_proposal": (_("Återta förslag"), _("Avsändaren tog tillbaka förslaget")),
    "renew_proposal_link": (_("Förnya länk"), _("Ny länk till avsändaren")),
    "assign_proposal": (_("Fördela förslag"), _("Bytte handläggare")),
    "register_proposal": (_("Diarieför förslag"), _("Skrev in diarienummer")),
    "note_on_proposal": (_("Anteckna om förslag"), _("Skrev en intern anteckning")),
    "write_to_proposer": (_("Skriv till avsändaren"), _("Skrev till avsändaren")),
    "export_proposal": (_("Lämna ut förslag"), _("Lämnade ut hela ärendet")),
    "erase_proposal": (
        pgettext_lazy("partnerskap", "Gallra förslag"),
        _("Gallrat: innehåll, avsändare och bilagor är borta"),
    ),
}


def register_proposal_log(actions: Any) -> None:
    """Give the actions their words; `actions` is Wagtail's registry."""
    for name, (label, message) in _WORDS.items():
        actions.register_action(f"associations.{name}", label, message)
    actions.register_action("associations.move_proposal")(Moved)


class Moved(LogFormatter):
    """From one stage to the next."""

    label = _("Flytta förslag")

    def format_message(self, log_entry: Any) -> str:
        """Which stages, as officers call them."""
        stages = {end: _word(log_entry.data.get(end, "")) for end in ("from", "to")}
        return gettext("Från %(from)s till %(to)s") % stages


def _word(status: str) -> str:
    return str(Stage(status).label) if status in Stage.values else ""
