"""What browsers are told to allow, under the settings of a public installation."""

import re
from base64 import b64encode
from hashlib import sha384
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.core.asking import Answer
from tests.core.conftest import asked, run
from tests.core.observatory import modifiers, parse_csp, score, scripts

pytestmark = [pytest.mark.thorough, pytest.mark.any_engine]

# Every kind of answer: pages, lists, search, forms, receipts that do not exist, files, errors.
PAGES = [
    "/",
    "/platser/",
    "/platser/solberga/",
    "/insatser/",
    "/insatser/nattvandring/",
    "/nyheter/",
    "/nyheter/ny-belysning/",
    "/svar/",
    "/svar/svar-om-trygghet/",
    "/aktorer/",
    "/sok/?q=trygg",
    "/platser-hitta/?q=x",
    "/tyck-till/",
    "/tyck-till/fel/",
    "/tyck-till/tillganglighet/",
]
ERRORS = ["/finns-inte/", "/a%00b/", "/tyck-till/tack/x/"]
MACHINES = ["/platser-forslag/?q=sol", "/robots.txt", "/sitemap.xml", "/flode/nyheter.xml"]
ADMIN = ["/admin/login/", "/admin/password_reset/"]
FORMS = [page for page in PAGES if page.startswith("/tyck-till/")]


@pytest.fixture(scope="module")
def answers(production: dict[str, str]) -> dict[str, Answer]:
    """What a public installation answers over HTTPS, by address."""
    paths = [*PAGES, *ERRORS, *MACHINES, *ADMIN]
    steps: list[dict[str, Any]] = [{"ask": path, "secure": True} for path in paths]
    steps.append({"ask": "/", "method": "BREW", "secure": True})
    got = asked(steps, settings="production", **production)
    return dict(zip([*paths, "BREW /"], got, strict=True))


def test_every_page_is_there(answers: dict[str, Answer]) -> None:
    statuses = {path: answers[path]["status"] for path in (*PAGES, *MACHINES, *ADMIN)}
    assert statuses == dict.fromkeys(statuses, 200)


@pytest.mark.parametrize("path", [*PAGES, *ERRORS, "BREW /"])
def test_the_observatory_gives_every_page_140(answers: dict[str, Answer], path: str) -> None:
    answer = answers[path]
    judged = (answer["headers"], answer["cookies"], answer["text"])
    assert score(*judged) >= 140, modifiers(*judged)


@pytest.mark.parametrize("path", ADMIN)
def test_the_way_in_has_at_least_90(answers: dict[str, Answer], path: str) -> None:
    answer = answers[path]
    judged = (answer["headers"], answer["cookies"], answer["text"])
    assert score(*judged) >= 90, modifiers(*judged)
    # What the policy would stop.
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>|\s(on[a-z]+)=\"", answer["text"])
    assert all('type="application/json"' in attributes for attributes, _event in inline), inline


@pytest.mark.parametrize("path", [*PAGES, *ERRORS, *MACHINES, "BREW /"])
def test_nothing_is_allowed_but_what_is_named_and_nothing_inline(
    answers: dict[str, Answer], path: str
) -> None:
    policy = parse_csp(answers[path]["headers"]["content-security-policy"])
    assert policy["default-src"] == {"'none'"}
    assert policy["frame-ancestors"] == {"'none'"}
    assert policy["base-uri"] == {"'none'"}
    assert policy["form-action"] == {"'self'"}
    allowed = set().union(*policy.values())
    assert allowed <= {"'none'", "'self'", "data:"}
    assert "data:" not in policy["script-src"] | policy["style-src"]


@pytest.mark.parametrize("path", [*PAGES, *ERRORS])
def test_no_page_has_anything_that_the_policy_would_stop(
    answers: dict[str, Answer], path: str
) -> None:
    html = answers[path]["text"]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", html)
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
    assert all('type="application/ld+json"' in attributes for attributes in inline)
    loaded = re.findall(
        r"<(?:script|img|link|source|iframe)\b[^>]*?\b(?:src|href)=\"([^\"]+)", html
    )
    elsewhere = [url for url in loaded if re.match(r"(?:https?:)?//", url)]
    assert all(url.startswith("http://testserver") for url in elsewhere), elsewhere


def test_what_a_page_loads_is_what_its_file_contains(
    production: dict[str, str], answers: dict[str, Answer]
) -> None:
    promised = set()
    for path in (*PAGES, *ERRORS):
        html = answers[path]["text"]
        for tag in (*scripts(html), *re.findall(r'<link rel="stylesheet"[^>]*>', html)):
            found = re.search(r'(?:src|href)="([^"]+)" integrity="sha384-([^"]+)"', tag)
            assert found, tag
            promised.add((found[1], found[2]))
    assert len(promised) > 1
    steps = [{"ask": url, "secure": True} for url, _digest in promised]
    for (url, digest), file in zip(
        promised, asked(steps, settings="production", **production), strict=True
    ):
        assert digest == b64encode(sha384(file["text"].encode()).digest()).decode(), url


@pytest.mark.parametrize("path", [*PAGES, *ERRORS, *MACHINES, *ADMIN, "BREW /"])
def test_every_answer_has_the_other_headers_too(answers: dict[str, Answer], path: str) -> None:
    headers = answers[path]["headers"]
    assert headers["strict-transport-security"] == "max-age=63072000; includeSubDomains; preload"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["x-frame-options"] == ("SAMEORIGIN" if path in ADMIN else "DENY")


def test_a_city_that_cannot_bind_all_its_hosts_does_not_ask_for_the_list(
    production: dict[str, str],
) -> None:
    given = {**production, "SECURE_HSTS_PRELOAD": "false"}
    (front,) = asked([{"ask": "/", "secure": True}], settings="production", **given)
    told = front["headers"]["strict-transport-security"]
    assert told == "max-age=63072000; includeSubDomains"


def test_static_files_have_the_headers_and_are_kept_for_ever(
    production: dict[str, str], answers: dict[str, Answer]
) -> None:
    found = re.search(r'<link rel="stylesheet" href="([^"]+)"', answers["/"]["text"])
    assert found
    (sheet,) = asked([{"ask": found[1], "secure": True}], settings="production", **production)
    assert sheet["status"] == 200
    assert "immutable" in sheet["headers"]["cache-control"]
    assert sheet["headers"]["x-content-type-options"] == "nosniff"


def test_the_admin_loads_nothing_from_elsewhere_and_is_framed_by_nobody_else(
    answers: dict[str, Answer],
) -> None:
    policy = parse_csp(answers["/admin/login/"]["headers"]["content-security-policy"])
    allowed = set().union(*policy.values())
    assert allowed <= {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}
    assert policy["frame-ancestors"] == {"'self'"}
    assert policy["object-src"] == {"'none'"}


# ---------------------------------------------------------------- cookies


@pytest.mark.parametrize("path", [*PAGES, *ERRORS, *MACHINES])
def test_a_reader_gets_no_cookie_unless_there_is_a_form_to_send(
    answers: dict[str, Answer], path: str
) -> None:
    names = [cookie.split("=")[0].strip() for cookie in answers[path]["cookies"]]
    assert names == (["__Host-csrf"] if path in FORMS else [])


def test_the_cookie_of_a_form_is_for_this_host_and_no_script(answers: dict[str, Answer]) -> None:
    (cookie,) = answers["/tyck-till/"]["cookies"]
    flags = {flag.strip().lower() for flag in cookie.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= flags
    assert not any(flag.startswith("domain=") for flag in flags)


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize("path", ["/", "/platser/", "/insatser/", "/sok/?q=x", "/tyck-till/"])
def test_a_reader_has_no_session(visitor: Client, path: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = visitor.get(path)
    asked_for = " ".join(query["sql"] for query in captured.captured_queries)
    assert "django_session" not in asked_for
    assert "core_user" not in asked_for
    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert "Cookie" not in response.get("Vary", "") or path == "/tyck-till/"


# ---------------------------------------------------------------- the installation


def test_plain_http_is_sent_to_https_and_monitors_are_not(production: dict[str, str]) -> None:
    page, alive, ready = asked(
        [{"ask": "/platser/"}, {"ask": "/healthz"}, {"ask": "/readyz"}],
        settings="production",
        **production,
    )
    assert page["status"] == 301
    assert page["headers"]["location"] == "https://testserver/platser/"
    assert (alive["status"], ready["status"]) == (200, 200)


def test_the_deployment_check_has_nothing_to_say(production: dict[str, str]) -> None:
    told = run("manage.py", "check", "--deploy", settings="production", **production)
    assert told.returncode == 0, told.stderr
    assert "no issues" in told.stdout + told.stderr
    assert "0 silenced" in told.stdout + told.stderr
