"""Every page of the demo content is as safe as the best, in a public installation over HTTPS."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Page

from core.models import Actor
from dialogues.models import DialoguePage
from tests.browser.portal import database_url
from tests.core.asking import Answer
from tests.core.conftest import asked
from tests.core.observatory import modifiers, score, scripts

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.thorough,
    pytest.mark.any_engine,
    pytest.mark.usefixtures("demo"),
]
# What is no page in the tree: searches, forms, doors that open with a link only.
OTHERS = (
    "dialogues:next_dialogue",
    "home:feedback",
    "home:feedback_error",
    "home:feedback_accessibility",
    "searching:search",
    "associations:suggest_association",
    "associations:report_error",
    "associations:ask_link",
    "associations:propose_way",
    "associations:propose",
    "associations:ask_proposal_link",
)


def addresses() -> Iterator[str]:
    for page in Page.objects.live().filter(depth__gt=1):
        yield page.get_url()
    for slug in Actor.objects.values_list("slug", flat=True):
        yield f"/aktorer/{slug}/"
    yield from (reverse(name) for name in OTHERS)
    to_come = DialoguePage.objects.originals().live().public().to_come(timezone.now())
    dialogue = to_come.exclude(sign_up="NONE").reverse()[0]
    for name in ("dialogues:poster", "dialogues:sign_up"):
        yield reverse(name, args=[dialogue.pk])


@pytest.fixture(scope="module")
def answers(
    demo_database: str,
    production: dict[str, str],
    demo: None,
    django_db_blocker: DjangoDbBlocker,
) -> dict[str, Answer]:
    """What a public installation answers, by address."""
    given = {**production, "DATABASE_URL": database_url(demo_database)}
    with django_db_blocker.unblock():
        paths = list(addresses())
    steps: list[dict[str, Any]] = [{"ask": path, "secure": True} for path in paths]
    return dict(zip(paths, asked(steps, settings="production", **given), strict=True))


def test_every_page_is_there(answers: dict[str, Answer]) -> None:
    assert len(answers) > 120
    assert {path: got["status"] for path, got in answers.items() if got["status"] != 200} == {}


def test_the_observatory_gives_each_140(answers: dict[str, Answer]) -> None:
    low = {
        path: modifiers(got["headers"], got["cookies"], got["text"])
        for path, got in answers.items()
        if score(got["headers"], got["cookies"], got["text"]) < 140
    }
    assert low == {}


def test_each_checks_what_it_loads(answers: dict[str, Answer]) -> None:
    unchecked = {
        (path, tag)
        for path, got in answers.items()
        for tag in (*scripts(got["text"]), *re.findall(r'<link rel="stylesheet".*?>', got["text"]))
        if ' integrity="sha384-' not in tag
    }
    assert unchecked == set()
