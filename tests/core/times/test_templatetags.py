"""Small things that templates ask for."""

from core.templatetags.charts import unlocalised


def test_numbers_in_drawings_have_a_point_whatever_the_language() -> None:
    assert unlocalised(12.5) == "12.5"
