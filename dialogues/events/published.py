"""From the number in an address to a dialogue that anybody may read."""

from typing import NamedTuple

from django.http import Http404

from core.routing.public_pages import is_restricted
from dialogues.events.models import DialoguePage


class Found(NamedTuple):
    """A dialogue: `dialogue` holds the facts and whoever has signed up, `words` is what is read.

    They differ where the dialogue is published in the reader's language as well.
    """

    dialogue: DialoguePage
    words: DialoguePage


def find_dialogue(page_id: int) -> Found:
    """Return the published dialogue that `page_id` or a translation of it names, or raise 404.

    Both must be for everybody: the facts are the original's, and so is the list of who comes.
    """
    pages = DialoguePage.objects
    page = pages.live().public().filter(pk=page_id).first()
    if page is None:
        raise Http404
    dialogue = pages.original_of(page)
    if dialogue != page and is_restricted(dialogue):
        raise Http404
    return Found(dialogue, pages.in_language(dialogue))
