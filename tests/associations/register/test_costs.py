"""What partnerships have cost, added up."""

from datetime import date

from associations.register.domain.costs import CostRow, running, totals_by
from associations.register.domain.follow_up import next_follow_up
from associations.register.domain.partnership_term import Period

BEFORE = CostRow("Före IOP", 66_300, date(2023, 9, 29), date(2024, 8, 31), "Platssamverkan")
DURING = CostRow("Under IOP", 112_200, date(2024, 9, 6), date(2025, 9, 30), "Platssamverkan")


def test_the_running_total_of_the_night_walks_ends_at_178_500():
    assert [row.total for row in running([DURING, BEFORE])] == [66_300, 178_500]


def test_a_cost_over_two_years_is_not_divided_between_them():
    assert totals_by([BEFORE, DURING], "years") == [("2023–2024", 66_300), ("2024–2025", 112_200)]


def test_costs_of_unknown_years_come_last():
    rows = [CostRow("Okänt", 10), CostRow("Känt", 5, date(2024, 1, 1), date(2024, 2, 1))]
    assert totals_by(rows, "years") == [("2024", 5), ("", 10)]


def test_money_from_one_source_is_one_sum():
    assert totals_by([BEFORE, DURING], "funding") == [("Platssamverkan", 178_500)]


PERIOD = [Period(date(2025, 9, 5), date(2025, 12, 20))]


def test_the_next_follow_up_is_counted_from_the_last_one_done():
    found = next_follow_up(3, [date(2025, 9, 10)], PERIOD, date(2025, 11, 1))
    assert found is not None
    assert (found.due_on, found.is_late) == (date(2025, 12, 10), False)


def test_a_follow_up_that_nobody_did_is_late():
    found = next_follow_up(1, [], PERIOD, date(2025, 11, 1))
    assert found is not None
    assert (found.due_on, found.is_late) == (date(2025, 10, 5), True)


def test_an_expired_partnership_has_no_next_follow_up():
    assert next_follow_up(3, [], PERIOD, date(2026, 1, 1)) is None
