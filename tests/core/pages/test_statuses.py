"""Statuses look alike on pages and in lists, and the styles know each shape."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from associations.register.domain.partnership_term import Term
from core.pages.status import Shape
from dialogues.events.domain.dialogue_times import DialogueState
from home.measures.domain.measure_status import MeasureStatus
from home.measures.status_words import status_key
from searching.lists.rows import shape_of
from searching.models import SearchFacet

STYLES = Path(settings.PROJECT_DIR) / "site/static/css/components/status.css"


def test_the_styles_name_no_other_shapes() -> None:
    assert set(re.findall(r"\.status--([\w-]+)", STYLES.read_text())) <= set(Shape)


@pytest.mark.parametrize("shape", Shape)
def test_each_shape_is_drawn(shape: Shape) -> None:
    drawn = render_to_string("components/status.html", {"code": shape, "label": "Ord"})
    assert f"status--{shape}" in drawn
    assert re.search(r"<(circle|path)", drawn)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("measure", [status_key(status) for status in MeasureStatus]),
        ("partnership", [term.lower() for term in Term]),
        ("dialogue", [state.lower() for state in DialogueState]),
    ],
)
def test_every_status_of_a_list_has_a_shape(kind: str, keys: list[str]) -> None:
    shapes = {shape_of(SearchFacet(name="status", key=key), kind) for key in keys}
    assert shapes <= set(Shape)
