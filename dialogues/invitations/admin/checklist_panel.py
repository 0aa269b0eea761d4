"""The checklist in the editor: what the invitation has, and what is still to be done."""

from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.admin.panels import Panel

from dialogues.invitations.checklist import checked, lead_days, still_invites
from dialogues.invitations.checklist_words import WORDS
from dialogues.invitations.domain.invitation_gate import Point


@dataclass(frozen=True)
class ShownPoint:
    """One line of the checklist."""

    is_met: bool
    name: Promise
    text: Promise


class ChecklistPanel(Panel):
    """Reads the version that is saved, or what somebody has just tried to publish."""

    class BoundPanel(Panel.BoundPanel):
        """The list for one page."""

        template_name = "dialogues/admin/checklist.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            now, days = timezone.now(), lead_days()
            tried = getattr(self.form, "points", None)
            points = tried or checked(self.instance, now, days=days)
            context |= {
                "points": [_shown(point, is_met) for point, is_met in points.items()],
                "missing": sum(not is_met for is_met in points.values()),
                "is_tried": tried is not None,
                "is_new": self.instance.pk is None,
                "invites": still_invites(self.instance, now),
                "days": days,
                "people": _people_beyond_seats(self.instance),
            }
            return dict(context)

        @property
        def media(self) -> Media:
            """How the list looks."""
            return Media(css={"all": ["dialogues/admin-dialogues.css"]})


class GapsPanel(ChecklistPanel):
    """What the checklist misses in one line, to stand beside the fields that are filled in."""

    class BoundPanel(ChecklistPanel.BoundPanel):
        """The line for one page."""

        template_name = "dialogues/admin/gaps.html"


def _shown(point: Point, is_met: bool) -> ShownPoint:
    words = WORDS[point]
    return ShownPoint(is_met, words.name, words.met if is_met else words.to_do)


def _people_beyond_seats(page: Any) -> int:
    """How many people have seats where the page has fewer; 0 when there is room for all."""
    if page.pk is None or page.capacity is None:
        return 0
    in_room: Any = page.registrations.filter(is_digital=False)
    people: int = in_room.current(timezone.now()).seated().people()
    return people if people > page.capacity else 0
