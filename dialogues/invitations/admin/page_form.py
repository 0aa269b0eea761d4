"""The form of a dialogue in the admin: what may be published, and what is moved elsewhere."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from dialogues.events.shared_fields import COMMON
from dialogues.invitations.checklist import (
    begins_before_it_is_out,
    checked,
    lead_days,
    still_invites,
)
from dialogues.invitations.domain.invitation_gate import Point

# The buttons after which readers may see the page without another look at the editor.
_OUT = ("action-publish", "action-submit", "action-restart-workflow")


class DialoguePageForm(WagtailAdminPageForm):
    """Asks for a reason when an invitation goes out late or with gaps. A draft is never asked.

    `points` is the checklist of what was typed, once somebody has tried to publish it.
    """

    points: dict[Point, bool] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A page that does not exist yet calls itself live.
        self._is_public = bool(self.instance.pk and self.instance.live)
        self._known = (self.instance.starts_at, self.instance.ends_at)
        self._keep_common()
        if self._is_public:
            self._keep_times()
            self._forget_used_reason()

    def _keep_common(self) -> None:
        """A translation is held when and how its original is."""
        page = self.instance
        if page.pk is None or type(page).objects.original_of(page).pk == page.pk:
            return
        for name in set(COMMON) & set(self.fields):
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Ändras på den svenska sidan och gäller här också.")

    def _keep_times(self) -> None:
        """Nobody moves a published dialogue silently."""
        told = self._where_times_change()
        for name in {"starts_at", "ends_at"} & set(self.fields):
            self.fields[name].disabled = True
            self.fields[name].help_text = told

    def _forget_used_reason(self) -> None:
        """The version that is public has its reason still; the next change has another."""
        if not self.instance.has_unpublished_changes:
            self.initial["change_reason"] = self.instance.change_reason = ""

    def _where_times_change(self) -> str:
        page = self.instance
        has_been = page.ends_at and page.ends_at <= timezone.now() and not page.is_postponed
        if page.is_cancelled or has_been:
            return _("Tiden ändras inte när dialogen är inställd eller har varit.")
        told = _("Tiden på en publicerad sida ändras i ett eget steg, så att alla får veta det.")
        user = self.for_user
        if user is None or not page.permissions_for_user(user).can_publish():
            ask = _("Be en kommunikatör om det.")
            return f"{told} {ask}"
        link = _("Sätt datum") if page.starts_at is None else _("Flytta dialogen")
        address = reverse("dialogue_admin:move", args=[page.pk])
        return format_html('{} <a href="{}">{}</a>', told, address, link)

    def _post_clean(self) -> None:
        """Judge the page as it would be; only now does it hold what was typed."""
        super()._post_clean()
        if self._is_public:
            # Its fields know no fractions of seconds.
            self.instance.starts_at, self.instance.ends_at = self._known
        if not self.errors and self._is_going_out():
            now = timezone.now()
            self._refuse_going_down_early()
            self._refuse_past_start(now)
            self._ask_for_reason(now)
            self._ask_what_to_tell(now)

    def _is_going_out(self) -> bool:
        is_approving = (
            self.data.get("action-workflow-action")
            and self.data.get("workflow-action-name") == "approve"
        )
        return bool(is_approving or any(self.data.get(name) for name in _OUT))

    def _refuse_going_down_early(self) -> None:
        page = self.instance
        end = None if page.is_postponed else page.ends_at
        if page.expire_at and (end is None or page.expire_at < end):
            self._say("expire_at", _("Sidan ska finnas kvar tills dialogen är slut."))

    def _refuse_past_start(self, now: datetime) -> None:
        if not self._is_public and begins_before_it_is_out(self.instance, now):
            told = _(
                "Dialogen har redan börjat när sidan publiceras. Välj en tid som kommer, eller"
                " skriv rapporten om dialogen är slut."
            )
            self._say("starts_at", told)

    def _ask_for_reason(self, now: datetime) -> None:
        page = self.instance
        if self.errors or not still_invites(page, now):
            return
        days = lead_days()
        places = self.cleaned_data.get("places")
        self.points = checked(
            page, now, days=days, has_place=bool(places), actors=self._typed_actors()
        )
        missing = [point for point, is_met in self.points.items() if not is_met]
        if missing and not page.gate_reason.strip():
            self._say("gate_reason", _reason_wanted(missing, days))

    def _ask_what_to_tell(self, now: datetime) -> None:
        page = self.instance
        if self.errors or page.change_reason.strip():
            return
        after = page.where_and_how(places=self.cleaned_data.get("places"))
        if page.must_tell(page.public_where_and_how(), after, now):
            told = _(
                "Samlingsplatsen, platsen eller formen är en annan än den som är publicerad. Skriv"
                " skälet, så får alla anmälda veta det."
            )
            self._say("change_reason", told)

    def _typed_actors(self) -> list[Any]:
        rows = self.formsets.get("actor_rows", [])
        return [
            row.instance
            for row in rows
            if row.is_valid() and row.cleaned_data.get("actor") and not row.cleaned_data["DELETE"]
        ]

    def _say(self, field: str, told: str) -> None:
        self.add_error(field if field in self.fields else None, told)


def _reason_wanted(missing: list[Point], days: int) -> str:
    if missing == [Point.LEAD_TIME]:
        told = _(
            "Inbjudan ska vara ute minst %(days)s dagar före. Skriv skälet till att den går ut"
            " senare, så kan du publicera."
        )
        return told % {"days": days}
    return _(
        "Något saknas i checklistan här ovanför. Rätta det, eller skriv skälet till att inbjudan"
        " ska ut ändå, så kan du publicera."
    )
