"""How PostgreSQL is reached, and for how long a request may keep it at work.

What only PostgreSQL has is asked of it where the tests run on it; on SQLite nothing changes.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from config import urls
from config.data_sources import database
from config.postgresql import patience
from config.postgresql.silence import silence
from config.statement_limits import lift_limits, limit_statements
from tests.browser.portal import database_url

SLOW = {
    "postgresql": "SELECT pg_sleep(3)",
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000)"
    " SELECT max(i) FROM n",
}
QUICK = "SELECT 1"
REACHED = {
    "connect_timeout": 2,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


def ask_database(request: HttpRequest) -> HttpResponse:
    """A view whose one statement takes long."""
    with connection.cursor() as cursor:
        cursor.execute(SLOW[connection.vendor] if "slow" in request.path else QUICK)
    return HttpResponse("done")


COMMITTED: list[str] = []
GIVEN_UP, THEN = "Given up", "Begun afterwards"


def change_in_vain(request: HttpRequest) -> HttpResponse:
    """A view that has changed something when it is given up, and goes on with something else."""
    try:
        _change(GIVEN_UP, lambda: ask_database(request))
    except DatabaseError:
        _change(THEN, lambda: None)
    return HttpResponse("done")


def _change(name: str, more: Callable[[], Any]) -> None:
    with transaction.atomic():
        Group.objects.create(name=name)
        transaction.on_commit(lambda: COMMITTED.append(name))
        more()


handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    path(".well-known/slow/", ask_database),
    path(".well-known/quick/", ask_database),
    path(".well-known/slow-change/", change_in_vain),
    *urls.urlpatterns,
]


def elsewhere(work: Callable[[], Any]) -> Any:
    """Do `work` with a connection of its own, as another process has one."""

    def connected() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(connected).result(timeout=60)


def asked(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return str(cursor.fetchone()[0])


@pytest.fixture
def serving(settings: Settings) -> Iterator[None]:
    """This process as one that serves, with one second for a statement."""
    settings.ROOT_URLCONF = __name__
    settings.DATABASE_STATEMENT_SECONDS = 1
    limit_statements()
    yield
    lift_limits()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("serving")
def test_a_statement_that_takes_too_long_ends_with_a_page_that_says_try_again() -> None:
    def answers() -> list[Any]:
        client = Client(raise_request_exception=False)
        return [client.get(f"/.well-known/{which}/") for which in ("quick", "slow", "quick")]

    before, slow, after = elsewhere(answers)
    assert (before.status_code, after.status_code) == (200, 200)
    if connection.vendor == "postgresql":
        assert slow.status_code == 503
        assert slow["Retry-After"]
    else:
        assert slow.status_code == 200


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("serving")
def test_the_worker_and_commands_take_the_time_that_they_need() -> None:
    if connection.vendor == "postgresql":
        assert elsewhere(lambda: asked("SHOW statement_timeout")) == "1s"
        assert elsewhere(lambda: asked("SHOW idle_in_transaction_session_timeout")) == "1min"
        lift_limits()
        assert elsewhere(lambda: asked("SHOW statement_timeout")) == "0"
    options = connections["default"].settings_dict["OPTIONS"]
    lift_limits()
    without = dict(options)
    limit_statements()
    limit_statements()
    lift_limits()
    assert options == without


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("serving")
def test_who_reads_waits_briefly_and_who_sends_as_long_as_a_statement_may(
    settings: Settings,
) -> None:
    lift_limits()
    settings.DATABASE_STATEMENT_SECONDS, settings.DATABASE_READER_SECONDS = 30, 1
    limit_statements()

    def answer(method: str) -> tuple[int, float]:
        began = time.monotonic()
        asking = getattr(Client(raise_request_exception=False), method)
        return asking("/.well-known/slow/").status_code, time.monotonic() - began

    read, took = elsewhere(lambda: answer("get"))
    sent, _took = elsewhere(lambda: answer("post"))
    # A statement that is only slow is no silence.
    assert (sent, silence.is_known) == (200, False)
    if connection.vendor == "postgresql":
        assert (read, took < 2.5) == (503, True)
        # Nor does anybody go on working for who has given up.
        sleeping = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
        assert (
            asked(f"{sleeping} AND query LIKE '%pg_sleep(3)%' AND pid <> pg_backend_pid()") == "0"
        )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("serving")
def test_what_is_given_up_in_the_middle_is_not_half_done(settings: Settings) -> None:
    """Its connection is closed in the transaction; what comes then belongs to another one."""
    lift_limits()
    settings.DATABASE_STATEMENT_SECONDS, settings.DATABASE_READER_SECONDS = 30, 1
    limit_statements()
    COMMITTED.clear()

    def answers() -> list[int]:
        client = Client(raise_request_exception=False)
        asked_for = ("slow-change", "quick")
        return [client.get(f"/.well-known/{which}/").status_code for which in asked_for]

    assert elsewhere(answers) == [200, 200]
    kept = set(Group.objects.filter(name__in=[GIVEN_UP, THEN]).values_list("name", flat=True))
    if connection.vendor == "postgresql":
        assert (kept, COMMITTED) == ({THEN}, [THEN])
    else:
        assert (kept, COMMITTED) == ({GIVEN_UP}, [GIVEN_UP])


@pytest.mark.parametrize(
    ("asked_for", "seconds"),
    [
        ({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, 4.0),
        ({"REQUEST_METHOD": "HEAD", "PATH_INFO": "/"}, 4.0),
        ({"REQUEST_METHOD": "GET", "PATH_INFO": "/readyz"}, 2.0),
        ({"REQUEST_METHOD": "POST", "PATH_INFO": "/"}, None),
        ({"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_COOKIE": "sessionid=a"}, None),
    ],
)
def test_each_request_has_its_patience(asked_for: dict[str, str], seconds: float | None) -> None:
    assert patience.of_request(asked_for) == seconds


ASKED_FOR = {
    "postgresql": (
        "?application_name=prov&connect_timeout=3&options=-c%20lock_timeout%3D7s",
        {"SHOW lock_timeout": "7s", "SHOW application_name": "prov"},
    ),
    "sqlite": ("?timeout=3", {"PRAGMA busy_timeout": "3000"}),
}


@pytest.mark.django_db
def test_options_of_the_address_reach_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    query, expected = ASKED_FOR[connection.vendor]
    monkeypatch.setenv("DATABASE_URL", database_url(connection.settings_dict["NAME"]) + query)
    own = connection.copy()
    own.settings_dict["OPTIONS"] = database("")["OPTIONS"]
    try:
        with own.cursor() as cursor:
            for question, answer in expected.items():
                cursor.execute(question)
                assert cursor.fetchone()[0] in (answer, int(answer) if answer.isdigit() else None)
    finally:
        own.close()


def test_what_the_address_does_not_say_has_limits_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://portal:secret@db/portal?sslmode=require")
    described = database("")
    assert described["OPTIONS"] == {
        **REACHED,
        "sslmode": "require",
        "options": "-c lock_timeout=20s",
    }
    assert described["CONN_MAX_AGE"] == 60


def test_what_the_address_says_goes_before_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "?connect_timeout=7&conn_max_age=0&options=-c%20lock_timeout%3D3s"
    monkeypatch.setenv("DATABASE_URL", f"postgres://portal:secret@db/portal{said}")
    described = database("")
    assert described["OPTIONS"] == {
        **REACHED,
        "connect_timeout": 7,
        "options": "-c lock_timeout=20s -c lock_timeout=3s",
    }
    assert described["CONN_MAX_AGE"] == 0
