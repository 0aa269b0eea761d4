"""How proposals are handled is shown in numbers that point at nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from associations.models import EventKind, PartnershipRegisterPage
from associations.proposals.domain.figures import StageEntered, times_of, years_of
from associations.proposals.domain.stages import Stage
from tests.conftest import count_queries
from tests.factories.associations import ProposalFiguresFactory
from tests.factories.proposals import ProposalEventFactory, ProposalFactory

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def case(number: int, *way: tuple[Stage, int], start: datetime = START) -> list[StageEntered]:
    """Return the steps of a case that entered each stage so many days after it came in."""
    first = StageEntered(number, Stage.RECEIVED, start)
    return [
        first,
        *(StageEntered(number, stage, start + timedelta(days=days)) for stage, days in way),
    ]


def steps(*cases: list[StageEntered]) -> list[StageEntered]:
    return [step for each in cases for step in each]


def test_each_proposal_is_counted_once_by_what_became_of_it() -> None:
    accepted = [case(n, (Stage.DRAFTING, 9), (Stage.NOT_PURSUED, 20)) for n in range(6)]
    closed = [case(10 + n, (Stage.NOT_PURSUED, 3)) for n in range(5)]
    open_ = [case(20 + n, (Stage.REGISTERED, 1)) for n in range(7)]
    (year,) = years_of(steps(*accepted, *closed, *open_))
    assert [count.number for count in year.counts] == [18, 6, 5, 0, 7]


def test_one_to_four_are_withheld_and_so_is_the_total_that_would_tell() -> None:
    many = [case(n, (Stage.REGISTERED, 1)) for n in range(6)]
    one = case(30, (Stage.WITHDRAWN, 2))
    (year,) = years_of(steps(*many, one))
    assert [count.number for count in year.counts] == [None, 0, 0, None, 6]
    (few,) = years_of(steps(one))
    assert few.received.number is None
    two_kinds = [case(40 + n, (Stage.NOT_PURSUED, 2)) for n in range(2)]
    (year,) = years_of(steps(*many, one, *two_kinds))
    assert year.received.number == 9


@pytest.mark.parametrize("each", [1, 4])
def test_a_total_that_leaves_one_way_to_share_what_is_withheld_is_withheld(each: int) -> None:
    many = [case(n, (Stage.REGISTERED, 1)) for n in range(6)]
    back = [case(30 + n, (Stage.WITHDRAWN, 2)) for n in range(each)]
    closed = [case(40 + n, (Stage.NOT_PURSUED, 2)) for n in range(each)]
    (year,) = years_of(steps(*many, *back, *closed))
    assert [count.number for count in year.counts] == [None, 0, None, None, 6]


def test_times_are_medians_of_whole_days_by_the_year_in_which_the_stage_was_left() -> None:
    quick = [case(n, (Stage.REGISTERED, days)) for n, days in enumerate([1, 1, 2, 9, 30])]
    late = case(9, (Stage.REGISTERED, 20), start=datetime(2026, 12, 20, tzinfo=UTC))
    times = times_of(steps(*quick, late))
    assert [(time.year, time.stage, time.left.number, time.days) for time in times] == [
        (2027, Stage.RECEIVED, None, None),
        (2026, Stage.RECEIVED, 5, 2),
    ]


def test_the_page_tells_until_yesterday_and_names_nobody(
    visitor: Client, register: PartnershipRegisterPage
) -> None:
    page = ProposalFiguresFactory(parent=register)
    # Early last year: the year has begun and ended long ago, whatever today is.
    since = timezone.now().replace(year=timezone.now().year - 1, month=3, day=5)
    for _number in range(6):
        proposal = ProposalFactory(status_since=since, status=Stage.REGISTERED)
        ProposalEventFactory(
            case=proposal,
            kind=EventKind.REGISTERED,
            to_status=Stage.REGISTERED,
            at=since + timedelta(days=4),
        )
    ProposalFactory()
    response = visitor.get(page.url)
    told = response.content.decode()
    assert '<td class="number">6</td>' in told
    assert '<td class="number">4</td>' in told
    assert "Schack" not in told
    assert not response.cookies
    assert count_queries(visitor, page.url) <= 8


def test_without_proposals_the_page_says_so(
    visitor: Client, register: PartnershipRegisterPage
) -> None:
    page = ProposalFiguresFactory(parent=register)
    assert "Inga förslag har kommit in än." in visitor.get(page.url).content.decode()
