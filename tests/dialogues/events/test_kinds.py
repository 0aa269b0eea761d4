"""The five things that people can be invited to, each in its own words."""

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.models import DialogueIndexPage, DialogueKind
from tests.factories.dialogues import DialogueFactory

pytestmark = pytest.mark.django_db
WORDS = {
    "DIALOGUE": ("Trygghetsdialog", "Trygghetsdialoger"),
    "WALK": ("Trygghetsvandring", "Trygghetsvandringar"),
    "ASSOCIATION_DAY": ("Föreningsdag", "Föreningsdagar"),
    "WORKSHOP": ("Workshop", "Workshoppar"),
    "ACTIVATION": ("Platsaktivering", "Platsaktiveringar"),
}


def test_there_are_five() -> None:
    assert set(DialogueKind.values) == set(WORDS)


@pytest.mark.parametrize("kind", WORDS)
def test_each_kind_has_its_word_its_choice_and_its_feed(
    dialogue_index: DialogueIndexPage, visitor: Client, kind: str
) -> None:
    pages = {
        each: DialogueFactory(parent=dialogue_index, kind=each, title=f"Möte {number}")
        for number, each in enumerate(WORDS)
    }
    one, several = WORDS[kind]
    assert one in visitor.get(pages[kind].url).text
    narrowed = visitor.get(f"{dialogue_index.url}?dialogslag={kind.lower()}")
    entries = narrowed.context["list"].entries
    assert [entry.title for entry in entries] == [pages[kind].title]
    feed = visitor.get(reverse("dialogues:calendar_feed"), {"slag": kind.lower()})
    told = feed.content.decode()
    assert f"X-WR-CALNAME:{several}" in told
    assert told.count("BEGIN:VEVENT") == 1
