"""Until when pages may be kept, and what they say of follow-ups done and due."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from associations import models
from core.templatetags.portal_dates import long_date
from core.times.days import add_months
from tests.associations.reading import text_of
from tests.conftest import count_queries
from tests.factories import associations as make

pytestmark = pytest.mark.django_db


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def ending_in(days: int) -> list[models.PartnershipPeriod]:
    today = timezone.localdate()
    return [
        models.PartnershipPeriod(
            starts_on=today - timedelta(days=300), ends_on=today + timedelta(days=days)
        )
    ]


# ---------------------------------------------------------------- lists


def test_the_register_is_fresh_until_a_partnership_begins_or_ends(
    register: models.PartnershipRegisterPage, visitor: Client
) -> None:
    now = timezone.now()
    assert register.fresh_until(now) is None
    make.PartnershipFactory(parent=register, period_rows=ending_in(20))
    make.PartnershipFactory(parent=register, period_rows=ending_in(10))
    ends = timezone.localdate(now) + timedelta(days=11)
    assert register.fresh_until(now) == morning(ends)
    assert register.fresh_until(morning(ends)) == morning(ends + timedelta(days=10))
    visitor.get(register.url)
    assert count_queries(visitor, register.url) <= 8


def test_the_directory_is_fresh_until_an_entry_needs_a_new_check(
    directory: models.AssociationDirectoryPage,
) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    assert directory.fresh_until(now) is None
    for days in (300, 200, 100):
        make.AssociationFactory(parent=directory, checked_on=today - timedelta(days=days))
    assert directory.fresh_until(now) == morning(today + timedelta(days=40))


# ---------------------------------------------------------------- follow-ups


@pytest.fixture
def followed(register: models.PartnershipRegisterPage) -> models.PartnershipPage:
    """A partnership that goes on, followed up twice."""
    today = timezone.localdate()
    page: models.PartnershipPage = make.PartnershipFactory(
        parent=register,
        follow_up_every=3,
        follow_up_plan="Möte med polisen.",
        period_rows=ending_in(300),
        follow_up_rows=[
            models.PartnershipFollowUp(
                done_on=today - timedelta(days=100), summary="Sex gick varje gång."
            ),
            models.PartnershipFollowUp(
                done_on=today - timedelta(days=10), summary="Två föräldrar till kom med."
            ),
        ],
    )
    return page


def test_the_page_tells_of_follow_ups_done_and_of_the_next(
    followed: models.PartnershipPage, visitor: Client
) -> None:
    latest = timezone.localdate() - timedelta(days=10)
    shown = text_of(visitor, followed.url)
    assert f"Senast {long_date(add_months(latest, 3))}." in shown.partition("Nästa uppföljning")[2]
    done = shown.partition("Gjorda uppföljningar")[2]
    assert f"{long_date(latest)} Två föräldrar till kom med." in done
    assert done.index("Två föräldrar") < done.index("Sex gick varje gång.")


def test_a_late_follow_up_is_told(register: Any, visitor: Client) -> None:
    page = make.PartnershipFactory(parent=register, follow_up_every=3, period_rows=ending_in(9))
    due = add_months(timezone.localdate() - timedelta(days=300), 3)
    assert f"Den skulle ha gjorts senast {long_date(due)}." in text_of(visitor, page.url)


def test_the_page_is_fresh_until_the_next_follow_up_is_late(
    followed: models.PartnershipPage,
) -> None:
    now = timezone.now()
    due = add_months(timezone.localdate(now) - timedelta(days=10), 3)
    assert followed.fresh_until(now) == morning(due + timedelta(days=1))
