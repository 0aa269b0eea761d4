"""The drawing of a chain of partnerships."""

from datetime import date

from associations.register.domain.partnership_term import Period
from associations.register.domain.timeline import WIDTH, timeline

CHAIN = [
    [Period(date(2023, 9, 29), date(2023, 12, 30))],
    [Period(date(2024, 5, 24), date(2024, 8, 31))],
    [
        Period(date(2024, 9, 6), date(2024, 12, 28)),
        Period(date(2025, 1, 3), date(2025, 6, 28)),
        Period(date(2025, 9, 5), date(2025, 12, 20)),
    ],
]


def test_every_link_of_the_chain_has_its_row_and_every_period_its_bar():
    drawing = timeline(CHAIN)
    assert drawing is not None
    assert [len(row) for row in drawing.rows] == [1, 1, 3]
    assert [tick.year for tick in drawing.ticks] == [2023, 2024, 2025]


def test_the_gaps_stand_between_the_bars_and_within_the_drawing():
    drawing = timeline(CHAIN)
    assert drawing is not None
    assert len(drawing.gaps) == 4
    bars = sorted((bar for row in drawing.rows for bar in row), key=lambda bar: bar.x)
    for gap in drawing.gaps:
        assert gap.x >= 0
        assert gap.x + gap.width <= WIDTH
        assert not any(
            bar.starts_on <= gap.ends_on and gap.starts_on <= bar.ends_on for bar in bars
        )


def test_without_periods_there_is_nothing_to_draw():
    assert timeline([[], []]) is None


def test_an_open_end_is_drawn_to_the_end_of_the_year_it_began_in():
    drawing = timeline([[Period(date(2026, 3, 1))]])
    assert drawing is not None
    assert drawing.rows[0][0].ends_on == date(2026, 12, 31)
