"""Mails that are kept, as something in which people are found."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.extracts.sources import Fact, PersonSource
from casework.mail.delivery import WAITING
from casework.mail.models import Mail


def _facts(mail: Mail) -> list[Fact]:
    return [
        Fact(_("Till"), mail.to, is_contact=True),
        Fact(_("Ämnesrad"), mail.subject),
        Fact(_("Läge"), str(mail.get_status_display())),
        Fact(_("Text"), mail.message),
    ]


def _why_kept(mail: Mail, now: datetime, officer: Any) -> str:
    return _("Brevet har inte skickats än.") if mail.status in WAITING else ""


def _erase(pk: int, officer: Any, now: datetime) -> None:
    Mail.objects.filter(pk=pk).delete()


MAILS = PersonSource(
    name="mail",
    label=gettext_lazy("Brev från portalen"),
    kept_as="mail",
    rows=lambda: Mail.objects.order_by("pk").iterator(),
    facts=_facts,
    title=lambda mail: str(mail.subject),
    at=lambda mail: mail.queued_at,
    url=lambda mail: "",
    why_kept=_why_kept,
    erase=_erase,
)
