"""Where statements come from, as the foot of a page lists it."""

import pytest

from core.models import PageSource
from core.vocabulary.sources import cited

pytestmark = pytest.mark.django_db


def source(title: str) -> PageSource:
    return PageSource(external_title=title, reference="Fråga 1")


def test_a_statement_carries_the_number_of_its_source() -> None:
    statement = source("second")
    citations = cited([source("first"), source("second"), statement])
    assert statement.note == 2
    assert [citation.label for citation in citations] == ["first, fråga 1", "second, fråga 1"]


def test_a_statement_without_a_source_carries_no_number() -> None:
    statement = source("")
    assert cited([source("first"), statement])[0].label == "first, fråga 1"
    assert statement.note is None
