"""A chart that shows what the figures say, no more."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructValue

from core.blocks.media import SeriesBlock
from core.drawings.charts import MOST_STEPS, bar_chart, scale
from core.templatetags.charts import figure

YEARS = [(2019, 40.0), (2021, 80.0), (2023, None), (2025, 60.0)]


def test_twice_the_value_is_twice_the_height() -> None:
    bars = bar_chart(YEARS).bars
    assert bars[1].height == 2 * bars[0].height


def test_a_year_without_a_value_leaves_a_gap_and_keeps_its_label() -> None:
    missing = bar_chart(YEARS).bars[2]
    assert (missing.label, missing.value, missing.height) == ("2023", None, 0)


def test_the_axis_starts_at_zero() -> None:
    chart = bar_chart(YEARS)
    assert (chart.ticks[0].value, chart.ticks[0].y) == (0, chart.floor)


def test_bars_stay_inside_the_chart_however_many_years_there_are() -> None:
    chart = bar_chart([(1990 + n, 5.0) for n in range(36)])
    assert chart.bars[0].x >= chart.left
    assert chart.bars[-1].x + chart.bars[-1].width <= chart.right


def test_a_series_of_zeros_can_be_drawn() -> None:
    assert [bar.height for bar in bar_chart([(2024, 0.0), (2025, 0.0)]).bars] == [0, 0]


@given(st.floats(min_value=0.01, max_value=1e9))
def test_the_axis_holds_every_value_in_few_steps(highest: float) -> None:
    top, step = scale(highest)
    assert top >= highest * 0.999999
    assert 1 <= round(top / step) <= MOST_STEPS


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (12345, "12\u00a0345"),
        (7.5, "7,5"),
        (60.0, "60"),
        (0.005, "0,005"),
        (Decimal("7.25"), "7,25"),
        (Decimal("7.50"), "7,50"),
        (None, ""),
    ],
)
def test_figures_are_written_as_in_swedish(value: Decimal | float | None, written: str) -> None:
    assert figure(value) == written


SERIES = {
    "title": "Otrygga i Solberga",
    "kind": "PERCEIVED",
    "unit": "procent",
    "values": [
        {"year": 2023, "value": "21.25", "note": "Ny fråga det året."},
        {"year": 2020, "value": "7.50", "note": ""},
        {"year": 2021, "value": None, "note": ""},
    ],
    "source": "Trygghetsmätningen",
    "source_url": "",
    "caveat": "Siffrorna säger inte varför.",
}


def series_with(**changes: object) -> StructValue:
    block = SeriesBlock()
    return block.clean(block.to_python({**SERIES, **changes}))


def test_the_table_shows_every_figure_as_it_was_given_with_its_note() -> None:
    html = SeriesBlock().render(series_with())
    table = html[html.index("<table") : html.index("</table>")]
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", table)
    assert cells == [
        "År", "Procent", "Kommentar",
        "2020", "7,50", "",
        "2021", "Uppgift saknas", "",
        "2023", "21,25", "Ny fråga det året.",
    ]  # fmt: skip


def test_what_is_perceived_is_named_as_what_was_measured() -> None:
    assert "Upplevd otrygghet, procent" in SeriesBlock().render(series_with())


def test_a_value_below_zero_is_refused() -> None:
    below = [{"year": 2020, "value": "-1", "note": ""}, {"year": 2021, "value": "2", "note": ""}]
    with pytest.raises(ValidationError):
        series_with(values=below)


@pytest.mark.parametrize(("years", "is_many"), [(6, False), (7, True)])
def test_a_chart_of_many_years_says_so_to_its_style(years: int, is_many: bool) -> None:
    values = [{"year": 2000 + each, "value": "5", "note": ""} for each in range(years)]
    html = SeriesBlock().render(series_with(values=values))
    assert ("chart--many" in html) is is_many
    # Each year is a group with its two texts, so that a narrow screen can leave out every other.
    assert [group.count("<text") for group in html.split("<g>")[1:]] == [2] * years
