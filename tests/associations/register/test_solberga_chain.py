"""The chain of partnerships in Älvsjö/Solberga: each date, gap, sum and status as sources say."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client, RequestFactory

from associations.models import NightWalkPage, PartnershipPage
from associations.register.domain.partnership_term import Period
from associations.register.page_view import PartnershipShown, partnership_on
from searching.lists.listing import list_entries
from tests.associations.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

IOP = "iop-nattvandring-alvsjo-solberga"
CHAIN = (
    "samverkansoverenskommelse-nattvandring-2023",
    "samverkansoverenskommelse-nattvandring-2024",
    IOP,
)
NBSP = "\N{NO-BREAK SPACE}"


def partnership(slug: str = IOP) -> PartnershipPage:
    page: PartnershipPage = PartnershipPage.objects.get(slug=slug)
    return page


def view_on(day: date, slug: str = IOP) -> PartnershipShown:
    return partnership_on(partnership(slug), day)


def test_the_chain_has_its_three_links_with_their_exact_periods() -> None:
    told = [
        (link.page.slug, [(str(p.starts_on), str(p.ends_on)) for p in link.periods])
        for link in view_on(date(2026, 11, 21)).chain
    ]
    assert told == [
        (CHAIN[0], [("2023-09-29", "2023-12-30")]),
        (CHAIN[1], [("2024-05-24", "2024-08-31")]),
        (
            IOP,
            [
                ("2024-09-06", "2024-12-28"),
                ("2025-01-03", "2025-06-28"),
                ("2025-09-05", "2025-12-20"),
            ],
        ),
    ]


@pytest.mark.parametrize("slug", CHAIN)
def test_the_whole_chain_is_the_same_from_each_of_its_links(slug: str) -> None:
    chain = view_on(date(2026, 11, 21), slug).chain
    assert [link.page.slug for link in chain] == list(CHAIN)
    assert [link.page.slug for link in chain if link.is_this] == [slug]


def test_the_gaps_between_the_periods_are_rows_of_their_own() -> None:
    rows = view_on(date(2026, 11, 21)).rows
    gaps = [(str(row.starts_on), str(row.ends_on), row.days) for row in rows if row.is_gap]
    assert gaps == [
        ("2023-12-31", "2024-05-23", 145),
        ("2024-09-01", "2024-09-05", 5),
        ("2024-12-29", "2025-01-02", 5),
        ("2025-06-29", "2025-09-04", 68),
    ]
    assert len(rows) == 9


def test_the_extensions_are_marked_as_such() -> None:
    rows = partnership().period_rows.order_by("sort_order")
    assert [row.is_extension for row in rows] == [False, True, True]


def test_the_page_says_which_periods_are_extensions(client: Client) -> None:
    name = "IOP om nattvandring i Älvsjö/Solberga"
    shown = text_of(client, partnership(CHAIN[0]).url)
    assert f"6 september–28 december 2024 {name} 29 december" in shown
    assert f"3 januari–28 juni 2025 {name} (förlängning) 29 juni" in shown
    assert f"5 september–20 december 2025 {name} (förlängning)" in shown


def test_each_link_leads_to_what_it_replaces_and_what_replaced_it(client: Client) -> None:
    first, second, third = (partnership(slug) for slug in CHAIN)
    view = view_on(date(2026, 11, 21), CHAIN[1])
    assert (view.predecessor, view.successors) == (first, [third])
    shown = text_of(client, second.url)
    assert f"Ersätter {first.title} Ersätts av {third.title}" in shown
    assert "Ersätts av" not in text_of(client, third.url)


def test_a_link_without_known_periods_is_shown_too(client: Client) -> None:
    farsta = partnership("iop-farsta-nattvandrarna")
    farsta.predecessor = partnership()
    farsta.save_revision().publish()
    assert f"Ersätts av {farsta.title}" in text_of(client, partnership().url)
    assert f"Ersätter {partnership().title}" in text_of(client, farsta.url)


def test_it_was_decided_signed_late_and_says_why(client: Client) -> None:
    page = partnership()
    assert (page.decided_on, page.signed_on) == (date(2024, 8, 29), date(2024, 12, 17))
    assert page.decided_by.slug == "hagersten-alvsjo-stadsdelsnamnd"
    assert view_on(date(2026, 11, 21)).days_signed_late == 102
    shown = text_of(client, page.url)
    assert "29 augusti 2024" in shown
    assert "17 december 2024" in shown
    assert "Upphandlingstekniska skäl" in shown


def test_the_costs_add_up_and_say_where_the_money_came_from(client: Client) -> None:
    view = view_on(date(2026, 11, 21))
    assert [(line.row.amount, line.total) for line in view.costs] == [
        (66_300, 66_300),
        (112_200, 178_500),
    ]
    assert {line.row.funding for line in view.costs} == {"Medel för platssamverkan"}
    assert view.total == 178_500
    shown = client.get(partnership().url).text
    for amount in ("66 300", "112 200", "178 500"):
        assert amount.replace(" ", NBSP) in unescape(shown)


@pytest.mark.parametrize(
    ("day", "code", "label"),
    [
        ("2024-09-05", "planned", "Börjar 6 september 2024"),
        ("2024-09-06", "current", "Pågår"),
        ("2024-12-29", "planned", "Uppehåll till 3 januari 2025"),
        ("2025-07-01", "planned", "Uppehåll till 5 september 2025"),
        ("2025-12-20", "current", "Pågår"),
        ("2025-12-21", "last-known", "Senast kända period: 5 september–20 december 2025"),
        ("2026-11-21", "last-known", "Senast kända period: 5 september–20 december 2025"),
    ],
)
def test_the_status_follows_the_dates(day: str, code: str, label: str) -> None:
    status = view_on(date.fromisoformat(day)).status
    assert (status.code, status.label) == (code, label)


def test_no_page_says_today_that_the_partnership_goes_on(client: Client) -> None:
    for page in PartnershipPage.objects.all():
        shown = text_of(client, page.url)
        assert "Pågår" not in shown
        assert "pågående" not in shown.lower()
    assert "Senast kända period: 5 september–20 december 2025" in text_of(client, partnership().url)


def test_lists_say_the_last_known_period_and_not_the_whole_span(client: Client) -> None:
    for address in ("/partnerskap/", "/platser/hagersten-alvsjo/alvsjo-solberga/"):
        shown = text_of(client, address)
        assert "Senast känd 5 september–20 december 2025" in shown, address
        assert "6 september 2024–20 december 2025" not in shown, address


def test_the_groups_that_walk_say_when_it_is_known_that_they_did(client: Client) -> None:
    shown = text_of(client, "/nattvandring/")
    said = "Senast kända period: 5 september–20 december 2025 IOP om nattvandring"
    assert shown.count(said) == 2
    assert "Uppgift saknas Farstas IOP om nattvandring" in shown
    for words in ("De som går", "går varje gång", "pågående"):
        assert words not in shown


@pytest.mark.parametrize("slug", ["alvsjo-aik", "sodra-folkparken", "kulturforeningen-solan"])
def test_no_association_is_said_to_walk_there_today(client: Client, slug: str) -> None:
    shown = text_of(client, f"/foreningar/{slug}/")
    assert "Senast känd 5 september–20 december 2025" in shown
    assert not re.search(r"Nattvandrar för|lagen nattvandrar|som går\b|går varje gång", shown)


def test_the_night_walks_are_fresh_until_the_partnership_ends() -> None:
    page = NightWalkPage.objects.get()
    assert page.fresh_until(datetime(2025, 12, 1, tzinfo=UTC)) == datetime(
        2025, 12, 20, 23, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("moment", "current"),
    [
        (datetime(2025, 12, 20, 12, tzinfo=UTC), 1),
        (datetime(2025, 12, 20, 22, 59, tzinfo=UTC), 1),
        (datetime(2025, 12, 20, 23, 1, tzinfo=UTC), 0),
        (datetime(2026, 11, 21, tzinfo=UTC), 0),
    ],
)
def test_the_list_changes_at_midnight_in_stockholm(moment: datetime, current: int) -> None:
    request = RequestFactory().get("/partnerskap/", {"status": "current"})
    found = list_entries(request, kind="partnership", facets=("status",), now=moment)
    assert found.total == current


def test_the_page_is_fresh_until_the_status_changes() -> None:
    before = datetime(2025, 12, 10, tzinfo=UTC)
    assert partnership().fresh_until(before) == datetime(2025, 12, 20, 23, tzinfo=UTC)
    assert partnership().fresh_until(datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_what_is_not_known_of_farsta_is_said(client: Client) -> None:
    page = partnership("iop-farsta-nattvandrarna")
    assert page.periods == []
    assert view_on(date(2026, 11, 21), page.slug).status.label == "Uppgift saknas"
    assert text_of(client, page.url).count("Uppgift saknas") >= 4


def test_results_stand_beside_what_they_do_not_show(client: Client) -> None:
    shown = text_of(client, partnership().url)
    assert "Var försiktig med att tolka effekten av en enskild insats." in shown
    assert "Förvaltningens och polisens bedömning, inte en mätning." in shown


def test_periods_read_from_the_page_are_in_order() -> None:
    assert partnership().periods == sorted(partnership().periods)
    assert partnership().periods[0] == Period(date(2024, 9, 6), date(2024, 12, 28))
