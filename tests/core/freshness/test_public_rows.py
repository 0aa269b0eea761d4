"""Whatever editors change of what readers see makes old what is kept warm."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.test import TestCase
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from casework.models import Mail
from core.freshness.present import present

pytestmark = pytest.mark.django_db
SETTINGS = [model for model in apps.get_models() if issubclass(model, BaseSiteSetting)]
PUBLIC = [*get_page_models(), *get_snippet_models(), *SETTINGS]


def moves_the_stamp(tell: Callable[..., Any], model: type[Model]) -> bool:
    """Whether what is kept warm is old after Django has told of a row."""
    before = present().stamp
    with TestCase.captureOnCommitCallbacks(execute=True):
        tell(sender=model, instance=model(pk=0), raw=True, created=False, origin=None)
    return present().stamp != before


@pytest.mark.parametrize("model", PUBLIC, ids=lambda model: model.__name__)
def test_pages_snippets_and_settings_are_noticed(model: type[Model]) -> None:
    assert moves_the_stamp(post_save.send, model)
    assert moves_the_stamp(post_delete.send, model)


def test_what_people_get_and_send_is_not() -> None:
    assert not moves_the_stamp(post_save.send, Mail)
    assert not moves_the_stamp(post_delete.send, Mail)
