"""Whatever goes wrong ends in a Swedish page with the right status, never in a stack trace."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from casework.public_forms.protection import FormKey
from core.routing.middleware import OutageMiddleware
from tests.core.asking import Answer
from tests.core.chrome.failing_urls import FAILURES
from tests.core.conftest import asked


@pytest.fixture
def browser() -> Client:
    """A browser that sees the error page instead of the exception."""
    return Client(raise_request_exception=False)


def is_swedish_page(text: str) -> bool:
    return 'lang="sv"' in text and bool(re.search(r"<h1[^>]*>\s*\w", text))


def shows_no_trace(text: str) -> bool:
    return not any(word in text for word in ("Traceback", "Exception", "secret detail", ".py"))


def check(response: HttpResponse | Any, status: int) -> None:
    """Check that the answer is a page of ours with the right status and nothing from inside."""
    text = response.content.decode()
    assert response.status_code == status
    assert is_swedish_page(text)
    assert shows_no_trace(text)
    assert "no-store" in response["Cache-Control"]


# ---------------------------------------------------------------- each status


@pytest.mark.usefixtures("front")
def test_an_address_that_does_not_exist_is_a_404_that_offers_ways_on(browser: Client) -> None:
    response = browser.get("/finns-inte/")
    check(response, 404)
    assert "/platser/" in response.content.decode()
    assert 'action="/sok/"' in response.content.decode()
    # Search, places, and what is on.
    for way in ("/sok/", "/platser/", "/dialoger/"):
        assert f'<a class="button button--quiet" href="{way}"' in response.content.decode()


STATUSES = {
    "permission": 403,
    "suspicious": 400,
    "field": 500,
    "mistake": 500,
    "integrity": 500,
    "data": 500,
    "file": 500,
    "operational": 503,
    "interface": 503,
    "redis": 503,
    "disk": 503,
}


@pytest.mark.usefixtures("front")
@override_settings(ROOT_URLCONF="tests.core.chrome.failing_urls")
@pytest.mark.parametrize("what", FAILURES)
def test_every_failure_has_its_page(browser: Client, what: str) -> None:
    response = browser.get(f"/fail/{what}/")
    check(response, STATUSES[what])
    assert 'href="/om/tillganglighet/"' in response.text
    if STATUSES[what] == 503:
        assert response["Retry-After"]


@pytest.mark.usefixtures("front")
@override_settings(
    ROOT_URLCONF="tests.core.chrome.failing_urls",
    CONTACT_PHONE="08-123 45 67",
    CONTACT_EMAIL="trygghet@exempel.se",
)
@pytest.mark.parametrize("what", ["mistake", "operational"])
def test_a_failure_says_how_else_to_reach_us(browser: Client, what: str) -> None:
    text = browser.get(f"/fail/{what}/").content.decode()
    assert "08-123 45 67" in text
    assert "trygghet@exempel.se" in text
    assert "112" in text


@pytest.mark.usefixtures("front")
@override_settings(ROOT_URLCONF="tests.core.chrome.failing_urls")
def test_half_a_form_is_the_senders_failure_in_the_editor_only(browser: Client) -> None:
    check(browser.post("/admin/fail/field/"), 400)
    check(browser.post("/fail/field/"), 500)
    check(browser.post("/admin/fail/mistake/"), 500)


@override_settings(TEMPLATES=[], ROOT_URLCONF="tests.core.chrome.failing_urls")
def test_when_not_even_a_template_can_be_drawn_something_readable_is_answered(
    browser: Client,
) -> None:
    response = browser.get("/fail/mistake/")
    assert response.status_code == 500
    assert "Felet är vårt" in response.content.decode()


def test_what_fails_below_a_view_is_logged_without_being_shown(
    rf: Any, caplog: pytest.LogCaptureFixture
) -> None:
    middleware = OutageMiddleware(lambda request: HttpResponse())
    response = middleware.process_exception(rf.get("/platser/"), FAILURES["operational"])
    assert isinstance(response, HttpResponse)
    assert response.status_code == 503
    assert "OperationalError" in caplog.text
    assert "/platser/" not in caplog.text


# ---------------------------------------------------------------- bad input


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize("path", ["/a%00b/", "/%ff%fe/", "/platser/%00", "/%E0%A4%A/"])
def test_an_address_that_cannot_exist_is_a_400(browser: Client, path: str) -> None:
    response = browser.generic("GET", path)
    assert response.status_code in {400, 404}
    check(response, response.status_code)


@pytest.mark.usefixtures("front")
def test_an_unknown_host_is_a_400(browser: Client) -> None:
    for host in ("ond.example", "testserver.ond.example", "a b", "\x00", "[::1"):
        check(browser.get("/", headers={"host": host}), 400)


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize("path", ["/", "/platser/", "/tyck-till/", "/healthz", "/finns-inte/"])
def test_an_unknown_method_is_a_405_that_says_which_are_known(browser: Client, path: str) -> None:
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"):
        response = browser.generic(method, path)
        check(response, 405)
        probed = path == "/healthz"
        assert response["Allow"] == ("GET, HEAD" if probed else "GET, HEAD, POST, OPTIONS")


@pytest.mark.usefixtures("front")
def test_a_method_that_only_this_address_does_not_know_is_a_405(browser: Client) -> None:
    for path in ("/platser-hitta/", "/platser-forslag/", "/tyck-till/tack/x/"):
        check(browser.post(path), 405)


@pytest.mark.usefixtures("front")
def test_harmless_methods_are_answered(browser: Client) -> None:
    for path in ("/", "/platser/", "/tyck-till/", "/sok/", "/platser-forslag/"):
        assert browser.head(path).status_code == 200
        assert browser.options(path).status_code in {200, 204}
    assert browser.options("/sok/")["Allow"] == "GET, HEAD, OPTIONS"


READING = ["/", "/platser/", "/insatser/", "/nyheter/", "/svar/", "/aktorer/", "/sok/"]
BROKEN_QUERIES = [
    "x=%00",
    "q=%00",
    "q=%ff%fe",
    "q=" + "a" * 5000,
    "sida=%00",
    "sida=-1",
    "sida=99999999999999999999999",
    "plats=finns-inte&amne=%00&typ=..",
    "%00=%00",
    "&&==&",
    "q=%F0%9F%91%A9%E2%80%8D%F0%9F%91%A9",
    "q=%22'(*)AND+OR+NOT+NEAR",
]


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize("query", BROKEN_QUERIES)
def test_a_broken_query_never_breaks_a_page(browser: Client, query: str) -> None:
    for path in (*READING, "/platser-hitta/", "/platser-forslag/", "/tyck-till/"):
        response = browser.get(f"{path}?{query}")
        assert response.status_code == 200, path
        assert shows_no_trace(response.content.decode()), path


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize("cookie", ['"\\000abcdefgh"', "x" * 4000, "å"])
def test_a_broken_cookie_never_breaks_a_page(browser: Client, cookie: str) -> None:
    response = browser.get("/", headers={"cookie": f"sessionid={cookie}; csrftoken={cookie}"})
    assert response.status_code in {200, 400}


@pytest.mark.usefixtures("front")
def test_a_form_that_is_too_large_is_a_413(browser: Client) -> None:
    check(browser.post("/tyck-till/", {"text": "a" * 3_000_000}), 413)


# ---------------------------------------------------------------- without a database

LOOKED_AT = [*READING, "/platser/solberga/", "/insatser/nattvandring/", "/svar/svar-om-trygghet/"]
SENT = {"text": "Länken till kartan\nleder fel. Åäö <b>&amp;"}


def questions(paths: list[str]) -> list[dict[str, Any]]:
    return [{"ask": path} for path in paths]


def a_report() -> dict[str, Any]:
    """Return an error report as a browser without cookies sends it."""
    shown_at = timezone.now() - timezone.timedelta(minutes=5)
    key = FormKey.new(shown_at).signed("feedback.error")
    return {
        "ask": "/tyck-till/fel/",
        "method": "POST",
        "headers": {"Origin": "http://testserver"},
        "data": {**SENT, "form_key": key},
    }


def a_proposal() -> dict[str, Any]:
    """Return a proposal as a browser without cookies sends it."""
    key = FormKey.new(timezone.now() - timezone.timedelta(minutes=5)).signed(
        "associations.proposal"
    )
    words = {"association_name": "Lyktan", "title": "Ljus", "activity": SENT["text"]}
    return {
        "ask": "/partnerskap/foresla/formular/",
        "method": "POST",
        "headers": {"Origin": "http://testserver"},
        "data": {**words, "places": ["17", "4"], "form_key": key, "step": "send"},
    }


def keeps_the_text(answer: Answer) -> bool:
    return "Länken till kartan\nleder fel. Åäö &lt;b&gt;&amp;amp;" in answer["text"]


@pytest.mark.processes
@pytest.mark.thorough
@pytest.mark.parametrize("what", ["no folder", "no tables", "no database"])
def test_without_a_database_every_page_is_a_503_and_the_process_says_that_it_lives(
    tmp_path: Path, what: str
) -> None:
    path = tmp_path / ("missing/none.sqlite3" if what == "no folder" else "none.sqlite3")
    if what == "no database":
        path.write_bytes(b"no database at all\n" * 500)
    asking = [*questions(["/", "/platser/", "/sok/?q=x", "/tyck-till/"]), a_report(), a_proposal()]
    asking += questions(["/healthz", "/readyz", "/robots.txt"])
    *pages, report, proposal, alive, ready, _robots = asked(
        asking,
        DATABASE_URL=f"sqlite:///{path}",
        CONTACT_PHONE="08-123 45 67",
    )
    for page in pages:
        assert page["status"] == 503
        assert is_swedish_page(page["text"])
        assert shows_no_trace(page["text"])
        assert "08-123 45 67" in page["text"]
        assert page["headers"]["retry-after"]
    assert (report["status"], keeps_the_text(report)) == (503, True)
    assert (proposal["status"], keeps_the_text(proposal)) == (503, True)
    assert [f'name="places" value="{place}"' in proposal["text"] for place in (17, 4)] == [True] * 2
    assert (alive["status"], ready["status"]) == (200, 503)


@pytest.mark.processes
@pytest.mark.thorough
def test_a_database_that_breaks_while_we_serve_is_a_503_too(portal: Path) -> None:
    first, broken, report = asked(
        [{"ask": "/"}, {"break": str(portal)}, {"ask": "/platser/"}, a_report()],
        DATABASE_URL=f"sqlite:///{portal}",
    )
    assert (first["status"], broken["status"], report["status"]) == (200, 503, 503)
    # What the settings said while they could be read.
    assert "08-111 22 33" in broken["text"]
    assert "08-111 22 33" in report["text"]
    assert keeps_the_text(report)


@pytest.mark.processes
@pytest.mark.thorough
def test_a_database_that_is_locked_for_writing_serves_every_reading_page(portal: Path) -> None:
    paths = [*LOOKED_AT, "/tyck-till/", "/platser-forslag/?q=sol", "/sitemap.xml", "/readyz"]
    answers = asked(
        [{"lock": str(portal)}, *questions(paths)],
        DATABASE_URL=f"sqlite:///{portal}",
    )
    assert {path: answer["status"] for path, answer in zip(paths, answers, strict=True)} == (
        dict.fromkeys(paths, 200)
    )


@pytest.mark.processes
@pytest.mark.thorough
def test_a_full_disk_serves_every_reading_page(portal: Path) -> None:
    answers = asked(
        [{"ask": "/"}, {"fill": "disk"}, *questions(LOOKED_AT)],
        DATABASE_URL=f"sqlite:///{portal}",
    )
    assert [answer["status"] for answer in answers] == [200] * (1 + len(LOOKED_AT))


@pytest.mark.processes
@pytest.mark.thorough
def test_a_form_sent_to_a_locked_database_keeps_the_text_and_can_be_sent_again(
    portal: Path,
) -> None:
    report = a_report()
    refused, received, again = asked(
        [{"lock": str(portal)}, report, {"unlock": str(portal)}, report, report],
        DATABASE_URL=f"sqlite:///{portal}",
        CONTACT_EMAIL="trygghet@exempel.se",
    )
    assert refused["status"] == 503
    assert keeps_the_text(refused)
    assert "inte skickat" in refused["text"]
    assert report["data"]["form_key"] in refused["text"]
    assert shows_no_trace(refused["text"])
    assert (received["status"], again["status"]) == (302, 302)
    assert received["headers"]["location"] == again["headers"]["location"]


@pytest.mark.processes
@pytest.mark.thorough
def test_the_admin_without_a_database_is_a_503_too(tmp_path: Path) -> None:
    (answer,) = asked(
        [{"ask": "/admin/", "headers": {"Cookie": "sessionid=abcdefghijklmnop"}}],
        DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite3",
    )
    assert answer["status"] == 503
    assert is_swedish_page(answer["text"])
    assert shows_no_trace(answer["text"])
