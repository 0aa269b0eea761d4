"""Small things that templates ask for."""

from types import SimpleNamespace

from core.templatetags.charts import unlocalised
from core.templatetags.notes import note_of


def source(key: str) -> SimpleNamespace:
    return SimpleNamespace(key=(key, "Fråga 1"))


def test_a_statement_carries_the_number_of_its_source() -> None:
    sources = [source("first"), source("second")]
    assert note_of(sources, source("second")) == 2


def test_a_statement_without_a_listed_source_carries_no_number() -> None:
    assert note_of([source("first")], source("other")) is None


def test_numbers_in_drawings_have_a_point_whatever_the_language() -> None:
    assert unlocalised(12.5) == "12.5"
