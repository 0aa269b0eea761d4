"""Where and how a dialogue is held, as people who have decided to come know it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.routing.public_pages import only_public
from dialogues.events.changeability import may_be_changed

if TYPE_CHECKING:
    from dialogues.models import DialoguePage


@dataclass(frozen=True)
class Arrangement:
    """What somebody would have to be told of if it became another. `form_words` names `form`."""

    form: str
    form_words: str
    meeting_point: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.meeting_point, *self.places, self.form_words)))


def arrangement_of(page: "DialoguePage", *, places: Iterable[Any] | None = None) -> Arrangement:
    """Return the arrangement of a page; a form tells which places it holds."""
    chosen = page.places.all() if places is None else places
    return Arrangement(
        form=page.form,
        form_words=str(page.get_form_display()),
        # Nobody goes anywhere for what is digital only.
        meeting_point=" ".join(page.meeting_point.split()) if page.is_on_site else "",
        places=tuple(sorted(place.title for place in only_public(chosen))),
    )


def public_arrangement(page: "DialoguePage") -> Arrangement | None:
    """Return the arrangement that readers have been shown so far, None when nothing is public."""
    public = type(page).objects.filter(pk=page.pk, live=True).first() if page.pk else None
    return arrangement_of(public) if public else None


def is_told(
    page: "DialoguePage", before: Arrangement | None, after: Arrangement, now: datetime
) -> bool:
    """Whether people must be told that the arrangement of a page becomes another.

    Of what has no date nobody has been told where to go; whoever has been there knows.
    """
    has_date = page.starts_at is not None
    return before is not None and before != after and has_date and may_be_changed(page, now)
