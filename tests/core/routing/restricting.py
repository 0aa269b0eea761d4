"""Restricts what pages and collections hold, and asks for it."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client, TestCase
from wagtail.models import BaseViewRestriction

from tests.factories.users import UserFactory

KINDS = [BaseViewRestriction.PASSWORD, BaseViewRestriction.LOGIN, BaseViewRestriction.GROUPS]
CANARY = "Kanariefågeln"
WORD = "öppna-sesam"


@pytest.fixture(autouse=True)
def own_library(settings: Any, tmp_path: Path) -> None:
    """No test sees the files of another one."""
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"


@pytest.fixture
def group() -> Group:
    """Whom the third kind lets in."""
    return Group.objects.create(name="De invigda")


def restrict(model: type[Any], kind: str, group: Group, **what: object) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        restriction = model.objects.create(
            restriction_type=kind, password=WORD if kind == "password" else "", **what
        )
        if kind == BaseViewRestriction.GROUPS:
            restriction.groups.add(group)
    return restriction


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


def browser_of(**who: Any) -> Client:
    client = Client()
    client.force_login(UserFactory(**who))
    return client
