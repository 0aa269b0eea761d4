"""From the number in an address to a dialogue that anybody may read."""

from typing import NamedTuple

from django.conf import settings
from django.http import Http404
from django.utils import translation

from dialogues.models import DialoguePage


class Found(NamedTuple):
    """A dialogue: `dialogue` holds the facts and whoever has signed up, `words` is what is read.

    They differ where the dialogue is published in the reader's language as well.
    """

    dialogue: DialoguePage
    words: DialoguePage


def find_dialogue(page_id: int) -> Found:
    """Return the published dialogue that `page_id` or a translation of it names, or raise 404."""
    page = DialoguePage.objects.open_to_all().filter(pk=page_id).first()
    if page is None:
        raise Http404
    return in_words(DialoguePage.objects.original_of(page))


def in_words(dialogue: DialoguePage) -> Found:
    """Return the dialogue with its words in the reader's language, as far as there are any."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return Found(dialogue, DialoguePage.objects.in_language(dialogue, language))
