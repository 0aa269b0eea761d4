"""When the database takes nothing, the form comes back with its words, and nothing is half done."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from associations import models
from casework.models import Mail
from home.models import PlacePage
from tests.associations.directory.review_links import PURPOSE, link_to, shown
from tests.associations.proposals import test_propose as proposing
from tests.factories.files import pdf_bytes
from tests.filled_forms import filled, form_of

TABLE = models.EntrySuggestion._meta.db_table
FUNCTION = (
    "CREATE FUNCTION take_nothing() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'full'; END $$"
)


@contextmanager
def full_database(table: str = TABLE) -> Iterator[None]:
    """Let the database refuse every new row of `table` for as long as the context lasts."""
    is_sqlite = connection.vendor == "sqlite"
    does = (
        "BEGIN SELECT RAISE(ABORT, 'full'); END" if is_sqlite else "EXECUTE FUNCTION take_nothing()"
    )
    with connection.cursor() as cursor:
        if not is_sqlite:
            cursor.execute(FUNCTION)
        each = "" if is_sqlite else "FOR EACH ROW "
        cursor.execute(f"CREATE TRIGGER full_up BEFORE INSERT ON {table} {each}{does}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER full_up" + ("" if is_sqlite else f" ON {table}"))
        if not is_sqlite:
            cursor.execute("DROP FUNCTION take_nothing()")


def test_a_new_association_that_could_not_be_stored_comes_back(
    visitor: Client, directory: models.AssociationDirectoryPage
) -> None:
    fields = form_of(visitor.get("/forening/anmal/"))
    sent = filled(fields, "associations.new", title="Bollklubben", sender_email="a@exempel.se")
    with full_database():
        response = visitor.post("/forening/anmal/", sent)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "Det du skrev är inte skickat" in response.content.decode()
    again = form_of(response)
    assert again["title"] == ["Bollklubben"]
    assert not Mail.objects.exists()
    assert visitor.post("/forening/anmal/", again).status_code == 302


def test_a_link_stays_open_when_its_changes_could_not_be_stored(
    visitor: Client, chess: models.AssociationPage
) -> None:
    link = link_to(chess)
    sent = filled(shown(visitor, link), PURPOSE, seeks="En större lokal")
    with full_database():
        response = visitor.post(link, sent)
    assert response.status_code == 503
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    again = form_of(response)
    assert again["seeks"] == ["En större lokal"]
    assert visitor.post(link, again).status_code == 302
    assert models.EntrySuggestion.objects.get().data["seeks"] == "En större lokal"


def test_what_could_not_be_stored_enters_no_log(
    visitor: Client,
    directory: models.AssociationDirectoryPage,
    caplog: pytest.LogCaptureFixture,
) -> None:
    words = "Hemliga ord"
    fields = form_of(visitor.get("/forening/anmal/"))
    with full_database():
        visitor.post("/forening/anmal/", filled(fields, "associations.new", title=words))
    assert "A form could not be stored" in caplog.text
    assert words not in caplog.text


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("size", [1, 100])
def test_a_proposal_whose_files_find_no_room_comes_back_with_its_words(
    visitor: Client,
    square: PlacePage,
    monkeypatch: pytest.MonkeyPatch,
    size: int,
    *,
    is_first: bool,
) -> None:
    def full() -> Any:
        if is_first:
            # What Python says of folders when it has looked for one and every disk is full.
            raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")
        return open("/dev/full", "wb+")

    fields = proposing.written(visitor, square)
    files = [proposing.upload(f"{number}.pdf", pdf_bytes() * size) for number in range(2)]
    with monkeypatch.context() as no_room:
        no_room.setattr(tempfile, "TemporaryFile", full)
        refused = proposing.review(visitor, fields, *files)
    assert refused.status_code == 503
    again = form_of(refused)
    assert {name: again[name] for name in proposing.WORDS} == {
        name: [text] for name, text in proposing.WORDS.items()
    }
    assert proposing.send(visitor, again).status_code == 302


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's disk is not ours to fill")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_full_disk_gives_no_receipt_and_stops_no_reader(
    visitor: Client, square: PlacePage, register: models.PartnershipRegisterPage
) -> None:
    long = dict.fromkeys(("problem", "activity", "goal", "budget"), "Ljus på torget. " * 1200)
    fields = proposing.written(visitor, square, **long)
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        free = cursor.execute("PRAGMA freelist_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            # What rows have left behind is room, too.
            answers = [proposing.send(visitor, fields) for _each in range(2)]
            read = [
                visitor.get(path) for path in ("/", "/partnerskap/", square.url, "/sok/?q=ljus")
            ]
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert free < 20
    assert {answer.status_code for answer in answers} == {503}
    assert form_of(answers[0])["problem"] == [long["problem"]]
    assert {page.status_code for page in read} == {200}
    assert not models.Proposal.objects.exists()
    assert not Mail.objects.exists()
    assert proposing.send(visitor, form_of(answers[1])).status_code == 302
