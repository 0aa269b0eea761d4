"""The frame around every page: notices, menus, languages, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from core.models import Notice, NoticeSeverity, PortalSettings
from tests.conftest import count_queries, queries_of
from tests.factories.home import HomePageFactory, MeasureFactory, PlaceFactory


def notice(**values) -> Notice:
    now = timezone.now()
    given = {
        "title": "Vattenläcka vid torget",
        "severity": NoticeSeverity.WARNING,
        "starts_at": now - timedelta(hours=1),
        "ends_at": now + timedelta(hours=1),
        **values,
    }
    return Notice.objects.create(**given)


@pytest.fixture
def square(place_index):
    district = PlaceFactory(parent=place_index, title="Norra distriktet", district=True)
    return PlaceFactory(parent=district, title="Stora torget")


def test_a_notice_for_everywhere_stands_on_every_page(front, square, visitor):
    notice()
    for url in (front.url, square.url, "/tyck-till/", "/sok/"):
        assert "Vattenläcka vid torget" in visitor.get(url).text, url


def test_a_notice_for_a_place_stands_there_and_below_but_nowhere_else(front, square, visitor):
    notice(shown_under=square.get_parent())
    assert "Vattenläcka" in visitor.get(square.url).text
    assert "Vattenläcka" not in visitor.get(front.url).text


@pytest.mark.parametrize(
    ("starts", "ends"),
    [(timedelta(hours=1), timedelta(hours=2)), (timedelta(hours=-2), timedelta(hours=-1))],
    ids=["not yet", "no longer"],
)
def test_a_notice_is_shown_only_in_its_time(front, visitor, starts, ends):
    now = timezone.now()
    notice(starts_at=now + starts, ends_at=now + ends)
    assert "Vattenläcka" not in visitor.get(front.url).text


def test_a_page_is_kept_no_longer_than_until_a_notice_begins_or_ends(front, visitor):
    now = timezone.now()
    notice(starts_at=now + timedelta(seconds=60), ends_at=now + timedelta(hours=1))
    age = int(visitor.get(front.url)["Cache-Control"].split("max-age=")[1].split(",")[0])
    assert 0 < age <= 60


def test_the_loudest_notice_comes_first(front, visitor):
    notice(title="Lugn upplysning", severity=NoticeSeverity.INFO)
    notice(title="Fara på färde", severity=NoticeSeverity.DANGER)
    page = visitor.get(front.url).text
    assert page.index("Fara på färde") < page.index("Lugn upplysning")


def test_a_new_title_in_the_menu_is_seen_at_once(
    front, measure_index, visitor, django_capture_on_commit_callbacks
):
    assert "Insatser" in visitor.get(front.url).text
    measure_index.title = "Det vi gör"
    with django_capture_on_commit_callbacks(execute=True):
        measure_index.save_revision().publish()
    assert "Det vi gör" in visitor.get(front.url).text


def test_a_changed_setting_is_seen_at_once(
    front, site, visitor, django_capture_on_commit_callbacks
):
    visitor.get(front.url)
    settings = PortalSettings.for_site(site)
    settings.organisation_name = "Norra stadsdelsförvaltningen"
    with django_capture_on_commit_callbacks(execute=True):
        settings.save()
    assert "Norra stadsdelsförvaltningen" in visitor.get(front.url).text


def test_menus_settings_and_notices_cost_no_query_when_warm(front, visitor):
    notice()
    visitor.get(front.url)
    asked = " ".join(queries_of(visitor, front.url))
    for table in ("core_notice", "core_portalsettings", "wagtailcore_site", "wagtailcore_locale"):
        assert table not in asked


def test_a_page_deep_in_the_tree_costs_no_more_to_find(front, square, visitor):
    deep = PlaceFactory(parent=PlaceFactory(parent=square))
    visitor.get(square.url)
    visitor.get(deep.url)
    assert count_queries(visitor, deep.url) <= count_queries(visitor, square.url)


def test_a_restricted_page_and_those_below_ask_for_log_in(front, square, visitor):
    PageViewRestriction.objects.create(
        page=square.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    answer = visitor.get(square.url)
    assert answer.status_code == 302
    assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"]
    assert visitor.get(front.url).status_code == 200


def test_an_english_page_is_found_below_its_own_prefix_and_linked_both_ways(front, visitor):
    english = Locale.objects.create(language_code="en")
    translated = front.copy_for_translation(english)
    translated.title = "The safety portal"
    translated.save_revision().publish()
    page = visitor.get("/en/")
    assert page.status_code == 200
    assert page["Content-Language"] == "en"
    assert '<html lang="en"' in page.text
    assert 'hreflang="sv"' in page.text
    assert 'hreflang="en"' in visitor.get("/").text


def test_the_browsers_language_and_cookies_do_not_change_a_page(front, visitor):
    swedish = visitor.get("/", headers={"accept-language": "en"})
    assert swedish["Content-Language"] == "sv"
    assert "Accept-Language" not in swedish.get("Vary", "")
    assert "Cookie" not in swedish.get("Vary", "")


def test_a_readers_page_may_be_shared_and_staffs_may_not(front, visitor, administrator_client):
    assert "public" in visitor.get(front.url)["Cache-Control"]
    assert "no-store" in administrator_client.get(front.url)["Cache-Control"]


def test_a_measures_page_is_kept_no_longer_than_its_status_holds(measure_index, visitor):
    today = timezone.localdate()
    measure = MeasureFactory(
        parent=measure_index,
        as_of=today,
        period_starts_on=today - timedelta(days=30),
        period_ends_on=today,
    )
    tomorrow = measure.fresh_until(timezone.now())
    assert timezone.localtime(tomorrow).date() == today + timedelta(days=1)


def test_a_second_front_page_is_not_served_on_the_swedish_address(front, visitor):
    other = HomePageFactory(parent=front.get_parent(), slug="annan", title="En annan portal")
    assert visitor.get(f"/{other.slug}/").status_code == 404
