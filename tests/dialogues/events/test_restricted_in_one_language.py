"""A dialogue that is for some in one language only is told to others in the other one only."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from dialogues.models import DialogueIndexPage, DialoguePage
from tests.core.routing.restricting import CANARY, KINDS, body, group, restrict
from tests.factories.dialogues import DialogueFactory

__all__ = ["group"]

pytestmark = pytest.mark.django_db
WAYS = ("dialog.ics", "affisch/", "anmal/")


@pytest.fixture
def languages(dialogue_index: DialogueIndexPage) -> tuple[DialoguePage, DialoguePage]:
    """One dialogue in both languages; the word stands in each with the name of the language."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    told = {"title": f"{CANARY} på svenska", "meeting_point": f"Vid {CANARY} på svenska"}
    page = DialogueFactory(
        parent=dialogue_index,
        with_sign_up=True,
        starts_at=timezone.now().replace(microsecond=0) + timedelta(days=40),
        **told,
    )
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.title = f"{CANARY} in English"
    translated.meeting_point = f"At {CANARY} in English"
    translated.save_revision().publish()
    page.refresh_from_db()
    return page, translated


def ways(pages: tuple[DialoguePage, DialoguePage]) -> list[str]:
    entries = [f"{prefix}/dialog/{page.pk}/{way}" for prefix in ("", "/en") for page in pages
               for way in WAYS]  # fmt: skip
    return [*entries, "/dialoger/kalender.ics", "/en/dialoger/kalender.ics", "/en/dialoger/"]


def told(visitor: Client, way: str, word: str) -> bool:
    # A calendar folds its lines.
    return word in body(visitor.get(way)).replace("\r\n ", "")


def test_both_are_told_while_both_are_public(
    languages: tuple[DialoguePage, DialoguePage], visitor: Client
) -> None:
    for word, before in (("på svenska", ""), ("in English", "/en")):
        for page in languages:
            for way in WAYS:
                address = f"{before}/dialog/{page.pk}/{way}"
                assert told(visitor, address, f"{CANARY} {word}"), address
        assert told(visitor, f"{before}/dialoger/kalender.ics", f"{CANARY} {word}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_english_words_are_not_told_where_only_they_are_restricted(
    languages: tuple[DialoguePage, DialoguePage], visitor: Client, group: Group, kind: str
) -> None:
    page, translated = languages
    restrict(PageViewRestriction, kind, group, page=translated)
    for way in ways(languages):
        assert not told(visitor, way, f"{CANARY} in English"), way
        assert not told(visitor, way, translated.url), way
    for way in WAYS:
        assert told(visitor, f"/en/dialog/{page.pk}/{way}", f"{CANARY} på svenska")
    assert not told(visitor, page.url, translated.url)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_restricted_original_is_told_by_the_number_of_its_translation(
    languages: tuple[DialoguePage, DialoguePage], visitor: Client, group: Group, kind: str
) -> None:
    page, translated = languages
    restrict(PageViewRestriction, kind, group, page=page)
    for way in ways(languages):
        assert not told(visitor, way, f"{CANARY} på svenska"), way
    for prefix in ("", "/en"):
        for way in WAYS:
            address = f"{prefix}/dialog/{translated.pk}/{way}"
            assert visitor.get(address).status_code == 404, address
    assert not told(visitor, translated.url, f'href="{page.url}"')
    assert f'hreflang="sv" href="http://localhost{page.url}"' not in body(visitor.get("/en/"))
