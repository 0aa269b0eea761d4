"""The poster: what it says, in both languages, and where its code leads."""

from django.test import Client
from wagtail.models import Locale

from core.models import User
from dialogues import models
from dialogues.events.actions.plan_changes import cancel_dialogue
from dialogues.invitations.views import qr_code
from home.models import PlacePage
from tests.dialogues.taking_part import LINK, walk_in


def test_the_poster_says_what_when_and_where_and_holds_no_way_in(
    visitor: Client, index: models.DialogueIndexPage, square: PlacePage, administrator: User
) -> None:
    facts = {"is_step_free": True, "contact_role": "Samordnaren", "places": [square]}
    walk = walk_in(index, title="Vandring", **facts)
    path = f"/dialog/{walk.pk}/affisch/"
    page = visitor.get(path).content.decode()
    for words in (
        "Vandring",
        "Utanför biblioteket, Torget",
        "Du kan delta digitalt.",
        "Samordnaren",
    ):
        assert words in page
    assert "Anmäl dig på sidan." in page
    assert "testserver" + walk.url.rstrip("/") in page
    assert qr_code(f"http://testserver{walk.url}") in page
    for secret in (LINK, "kod-4711", "08-123 45 67"):
        assert secret not in page
    cancel_dialogue(dialogue_id=walk.pk, reason="Halka.", officer=administrator)
    assert "Inställd" in visitor.get(path).content.decode()
    walk.refresh_from_db()
    walk.unpublish()
    assert visitor.get(path).status_code == 404


def test_the_english_poster_comes_from_the_english_page(
    visitor: Client, index: models.DialogueIndexPage
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    walk = walk_in(index, title="Vandring")
    path = f"/en/dialog/{walk.pk}/affisch/"
    assert f'href="{path}" hreflang="en">Affisch på engelska' in visitor.get(walk.url).text
    untranslated = visitor.get(path).content.decode()
    assert '<html lang="en">' in untranslated
    assert '<h1 lang="sv">Vandring</h1>' in untranslated
    index.get_parent().copy_for_translation(english).save_revision().publish()
    index.copy_for_translation(english).save_revision().publish()
    translated = walk.copy_for_translation(english)
    translated.title = "Safety walk"
    translated.save_revision().publish()
    page = visitor.get(path).content.decode()
    assert "<h1>Safety walk</h1>" in page
    assert qr_code(f"http://testserver{translated.url}") in page
