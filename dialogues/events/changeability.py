"""Whether people count on a dialogue, and whether something can still be decided of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from wagtail.models import Page, PageViewRestriction

if TYPE_CHECKING:
    from dialogues.models import DialoguePage

# How Wagtail lets editors keep a page from readers.
PRIVATE_OPTIONS: Final[list[str]] = Page.private_page_options


def may_be_changed(dialogue: "DialoguePage", now: datetime) -> bool:
    """Whether the dialogue is public and neither cancelled nor held."""
    has_ended = dialogue.ends_at is not None and dialogue.ends_at <= now
    has_been = has_ended or dialogue.reported_at is not None
    return dialogue.live and not dialogue.is_cancelled and (dialogue.is_postponed or not has_been)


def is_counted_on(dialogue: "DialoguePage", now: datetime) -> bool:
    """Whether the dialogue is public, and its day has not passed.

    Of a cancelled one the page is kept until then, for those who come all the same.
    """
    if dialogue.ends_at is None:
        is_over = dialogue.is_cancelled or dialogue.reported_at is not None
    else:
        is_over = dialogue.ends_at <= now and not dialogue.is_postponed
    return dialogue.live and not is_over


def is_open(page: Page) -> bool:
    """Whether the page itself is kept from nobody. What is, can be opened at any time."""
    return not PageViewRestriction.objects.filter(page=page.pk).exists()
