"""No control character gets in anywhere, however a row was filled in, and none gets out."""

import json
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Revision

from core.language.plain_text import without_controls
from core.language.stored_text import cleaned_parts, text_fields
from core.models import Actor
from home import models
from searching.models import SearchEntry
from tests.factories.dialogues import DialogueFactory, DialogueIndexFactory
from tests.factories.home import ActorFactory, MeasureFactory, NewsFactory
from tests.home.test_page_forms import sent

BAD = "rad\x0bnästa\x00\x1b\x7f\ud800\ufffe"
FEEDS = ("/dialoger/flode.xml", "/flode/nyheter.xml", "/flode/resultat.xml", "/sitemap.xml")


def stream(text: str) -> list[dict[str, Any]]:
    """Return a body with a text in a box and one in a list of steps."""
    steps = [{"type": "item", "value": {"heading": text, "text": text}}]
    return [
        {"type": "text", "value": f"<p>{text}</p>"},
        {"type": "steps", "value": {"heading": text, "steps": steps}},
    ]


def stored(page: Any) -> str:
    """Return all texts of a page as the database has them now, in one."""
    return str(type(page).objects.get(pk=page.pk).to_json())


def is_clean(text: str) -> bool:
    """Whether JSON holds nothing of what BAD holds too much."""
    codes = ("\\u000b", "\\u0000", "\\u001b", "\\u007f", "\\ud800", "\\ufffe")
    return without_controls(text) == text and not any(code in text for code in codes)


def test_every_text_of_a_page_is_cleaned_by_its_model(
    news_index: models.NewsIndexPage,
) -> None:
    page = NewsFactory(parent=news_index, title=BAD, introduction=BAD, seo_title=BAD)
    page.body = stream(BAD)
    page.save()
    page.refresh_from_db()
    assert page.title == page.seo_title == "rad nästa"
    assert page.introduction == "rad\nnästa"
    assert [block.value.source for block in page.body if block.block_type == "text"] == [
        "<p>rad\nnästa</p>"
    ]
    assert is_clean(stored(page))


def test_a_draft_holds_none_either(news_index: models.NewsIndexPage) -> None:
    page = NewsFactory(parent=news_index)
    page.title, page.introduction, page.body = BAD, BAD, stream(BAD)
    page.source_links.create(external_title=BAD, reference=BAD)
    for clean in (True, False):
        revision = page.save_revision(clean=clean)
        kept = json.dumps(Revision.objects.get(pk=revision.pk).content)
        assert is_clean(kept)
        assert revision.as_object().introduction == "rad\nnästa"
    page.get_latest_revision().publish()
    assert is_clean(stored(page))


def test_an_editor_pastes_from_a_word_processor(
    administrator_client: Client, news_index: models.NewsIndexPage
) -> None:
    page = NewsFactory(parent=news_index, title="Nytt om torget")
    url = f"/admin/pages/{page.pk}/edit/"
    rich = {"blocks": [{"key": "a", "type": "unstyled", "text": "Rad\x0bnästa\x1b", "depth": 0}]}
    form = sent(administrator_client.get(url), type(page), introduction="Rad\x0bnästa\x1b")
    form.update(
        {
            "body-0-type": "text",
            "body-0-order": "0",
            "body-0-deleted": "",
            "body-0-value": json.dumps({**rich, "entityMap": {}}),
            "action-publish": "1",
        }
    )
    form["body-count"] = "1"
    answer = administrator_client.post(
        url, form.urlencode(), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 302
    page.refresh_from_db()
    assert page.introduction == "Rad\nnästa"
    assert "nästa" in str(page.body)
    assert is_clean(stored(page))
    assert Client().get("/flode/nyheter.xml").status_code == 200


def test_every_model_of_ours_is_looked_after() -> None:
    ours = {"core", "casework", "searching", "home", "associations", "dialogues"}
    for model in apps.get_models():
        if model._meta.app_label in ours:
            named = {field.name for field in text_fields(model)}
            kinds = {"CharField", "TextField", "JSONField", "SlugField", "URLField", "EmailField"}
            told = {f.name for f in model._meta.concrete_fields if f.get_internal_type() in kinds}
            assert told <= named, model


@pytest.mark.parametrize(
    "clean",
    [
        "",
        "a",
        'Å "b" \\u000b',
        {"a": ["b", 1, None, True]},
        '[{"a": "\\u00e5 \\ud83d\\ude00"}]',
        "[",
    ],
)
def test_what_is_clean_stays_the_very_same(clean: Any) -> None:
    assert cleaned_parts(clean) is clean


def test_a_text_within_json_within_a_text_is_cleaned() -> None:
    kept = cleaned_parts({"body": json.dumps([{"value": f"<p>{BAD}</p>"}])})
    assert json.loads(kept["body"]) == [{"value": "<p>rad\nnästa</p>"}]


# ---------------------------------------------------------------- what was stored before


def test_a_feed_stands_whatever_was_stored(
    visitor: Client,
    front: models.HomePage,
    news_index: models.NewsIndexPage,
    measure_index: models.MeasureIndexPage,
) -> None:
    NewsFactory(parent=news_index)
    MeasureFactory(parent=measure_index)
    DialogueFactory(parent=DialogueIndexFactory(parent=front))
    dirty = "rad\x0bnästa\x1b\ufffe"
    card = {"has_result": True, "result": dirty, "caveat": dirty}
    SearchEntry.objects.filter(kind="measure").update(card=card)
    SearchEntry.objects.update(title=dirty, summary=dirty)
    for address in FEEDS:
        answer = visitor.get(address)
        assert answer.status_code == 200
        told = ElementTree.fromstring(answer.content)  # noqa: S314 - ours
        assert "sitemap" in address or "rad\nnästa" in "".join(told.itertext())


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_spreadsheet_is_written_whatever_was_stored(
    administrator_client: Client, front: models.HomePage, kind: str
) -> None:
    actor = ActorFactory(name="Polisen")
    Actor.objects.filter(pk=actor.pk).update(name="=Polisen\x0b i\x1b söder")
    url = reverse(Actor.snippet_viewset.get_url_name("list"))
    answer = administrator_client.post(f"{url}?export={kind}")
    assert answer.status_code == 200
    content = answer.getvalue()
    if kind == "xlsx":
        cells = [cell for row in load_workbook(BytesIO(content)).active.values for cell in row]
        assert "'=Polisen\n i söder" in cells
    else:
        assert "'=Polisen\n i söder" in content.decode()
