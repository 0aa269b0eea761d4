"""The files: the same entries as the list, every character right, and nothing a cell can run."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from associations.directory.exports import association_columns
from associations.downloads import csv_chunks, json_chunks
from associations.models import (
    AssociationKind,
    PartnershipActor,
    PartnershipCost,
    PartnershipPeriod,
)
from core.models import FundingSource
from core.pages.search_document import SearchDocument
from core.times.days import add_months
from searching.entries.entry_builder import Record
from searching.entries.projection import _put
from searching.models import SearchEntry
from tests.factories import associations as make
from tests.factories.home import ActorFactory, PlaceFactory

pytestmark = pytest.mark.django_db

REGISTER_JSON = "/partnerskap/export.json"


def content(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows(response) -> list[dict[str, str]]:
    """The rows of a CSV file, read as a Swedish spreadsheet program reads it."""
    text = content(response).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def add(*documents: SearchDocument) -> None:
    records = [
        Record(f"thing:{number}", None, document, f"/{number}/", "sv")
        for number, document in enumerate(documents)
    ]
    _put([record.key for record in records], records)


@pytest.fixture
def some(directory, place_index):
    sport = make.AssociationKindFactory(name="Idrottsförening", slug="idrott")
    north = PlaceFactory(parent=place_index, title="Norra")
    make.AssociationFactory(
        parent=directory, title="Älvsjö FF", kinds=[sport], places=[north], reachable=True,
        activities="Fotboll\nSchack; och mer", contributes="En plan", checked_on=date(2026, 9, 1),
        organisation_number="8020123454",
    )  # fmt: skip
    make.AssociationFactory(parent=directory, title="Ånga & Kol", publish=True)
    make.AssociationFactory(parent=directory, title="Ett utkast", publish=False)
    return directory


def test_a_csv_file_opens_rightly_in_a_swedish_spreadsheet(some, visitor):
    response = visitor.get("/foreningar/export.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="foreningar.csv"'
    raw = content(response)
    assert raw.startswith(b'\xef\xbb\xbf"Namn";"Om f')
    assert raw.endswith(b"\r\n")
    assert "Älvsjö FF".encode() in raw


def test_a_spreadsheet_that_splits_at_commas_too_still_gets_every_cell_whole(some, visitor):
    text = content(visitor.get("/foreningar/export.csv")).decode("utf-8-sig")
    heads, *told = [line[1:-1].split('";"') for line in text.splitlines()]
    assert all(len(cells) == len(heads) for cells in told)


def test_every_public_value_has_its_column_and_nothing_else_is_there(some, visitor):
    first, second = rows(visitor.get("/foreningar/export.csv"))
    assert (first["Namn"], second["Namn"]) == ("Ånga & Kol", "Älvsjö FF")
    assert second["Slag av förening"] == "Idrottsförening"
    assert second["Platser"] == "Norra"
    assert second["Det här gör föreningen"] == "Fotboll | Schack; och mer"
    assert second["Kan bidra med"] == "En plan"
    assert second["Organisationsnummer"] == "802012-3454"
    assert second["E-post"] == "kansliet@example.se"
    assert second["Webbplats"] == "https://example.se/"
    assert second["Kontrollerad"] == "2026-09-01"
    assert second["Adress"] == "http://testserver/foreningar/alvsjo-ff/"
    # The association keeps its telephone number to itself.
    assert second["Telefon"] == ""
    for address in ("/foreningar/export.csv", "/foreningar/export.json"):
        assert "123 45 67" not in content(visitor.get(address)).decode()


@pytest.mark.parametrize(
    "query",
    ["", "foreningsslag=idrott", "plats=norra&foreningsslag=idrott", "q=fotboll", "bokstav=å",
     "plats=norra&q=kol", "foreningsslag=okand", "q=!!!", "q=fotboll&sida=7"],
)  # fmt: skip
def test_a_file_holds_the_same_entries_as_the_list(some, visitor, query):
    listed = visitor.get(f"{some.url}?{query}").context["list"].entries
    exported = rows(visitor.get(f"/foreningar/export.csv?{query}"))
    told = json.loads(content(visitor.get(f"/foreningar/export.json?{query}")))
    titles = [entry.title for entry in listed]
    assert sorted(row["Namn"] for row in exported) == sorted(titles)
    assert [row["title"] for row in told] == [row["Namn"] for row in exported]


def test_the_page_links_to_the_files_of_what_is_chosen(some, visitor):
    page = visitor.get(f"{some.url}?plats=norra&q=fotboll").text
    assert 'href="/foreningar/export.csv?plats=norra&amp;q=fotboll"' in page
    assert 'href="/foreningar/export.json?plats=norra&amp;q=fotboll"' in page


def test_json_keeps_lists_and_unknowns(some, visitor):
    first, second = json.loads(content(visitor.get("/foreningar/export.json")))
    assert second["activities"] == ["Fotboll", "Schack; och mer"]
    assert second["kinds"] == ["Idrottsförening"]
    assert first["checked_on"] is None
    assert first["kinds"] == []


def test_an_empty_result_is_a_valid_file(directory, visitor):
    assert json.loads(content(visitor.get("/foreningar/export.json"))) == []
    assert rows(visitor.get("/foreningar/export.csv")) == []


FORMULAS = ['=HYPERLINK("http://x")', "+46 8", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless_in_csv_only(text):
    add(SearchDocument(kind="association", title="Förening", summary=text))
    entries = list(SearchEntry.objects.all())
    entries[0].summary = text
    columns = association_columns("")
    (row,) = csv.DictReader(
        StringIO(b"".join(csv_chunks(columns, entries)).decode("utf-8-sig"), newline=""),
        delimiter=";",
    )
    assert row["Om föreningen"] == f"'{text}"
    (told,) = json.loads(b"".join(json_chunks(columns, entries)))
    assert told["summary"] == text


def test_names_with_emoji_and_other_scripts_come_out_whole(directory, visitor):
    for number, title in enumerate(("Familjen 👩‍👩‍👧", "محمد علي", "Łódź & Söner")):
        make.AssociationFactory(parent=directory, title=title, slug=f"namn-{number}")
    exported = {row["Namn"] for row in rows(visitor.get("/foreningar/export.csv"))}
    assert exported == {"Familjen 👩‍👩‍👧", "محمد علي", "Łódź & Söner"}


# ---------------------------------------------------------------- the register


@pytest.fixture
def iop(register, square):
    party, helper = ActorFactory(name="Schackklubben"), ActorFactory(name="Polisen")
    return make.PartnershipFactory(
        parent=register, title="IOP om schack", places=[square], dated=True,
        decided_on=date(2024, 8, 29), signed_on=date(2024, 12, 17),
        late_signing_reason="Texten skulle bli rätt.",
        actor_links=[
            PartnershipActor(actor=party, role="PARTY", sort_order=0),
            PartnershipActor(actor=helper, role="SUPPORT", sort_order=1),
        ],
        cost_rows=[
            PartnershipCost(
                label="Hösten", amount=1000, covers_from=date(2024, 9, 6),
                covers_to=date(2024, 12, 28),
                funding=FundingSource.objects.create(slug="plats", title="Platsmedel"),
            ),
            PartnershipCost(label="Våren", amount=500, covers_from=date(2025, 1, 3)),
            PartnershipCost(label="Fika", amount=50),
        ],
    )  # fmt: skip


def test_the_register_as_csv_tells_periods_gaps_and_costs(iop, visitor):
    (row,) = rows(visitor.get("/partnerskap/export.csv"))
    assert row["Namn"] == "IOP om schack"
    assert row["Parter"] == "Schackklubben"
    assert row["Stöder"] == "Polisen"
    assert row["Perioder"] == "2024-09-06–2024-12-28 | 2025-01-03–2025-06-28 (förlängning)"
    assert row["Uppehåll"] == "2024-12-29–2025-01-02"
    assert row["Kostnad, kronor"] == "1550"
    assert row["Kostnader, kronor"] == (
        "Hösten: 1000 (2024-09-06–2024-12-28, Platsmedel) | Våren: 500 (2025-01-03–) | Fika: 50"
    )
    assert row["Underskrivet"] == "2024-12-17"
    assert row["Läge i dag"] == "Senast kända period: 3 januari–28 juni 2025"


def test_a_csv_file_of_the_register_opens_rightly_too(iop, visitor):
    iop.purpose = 'Barn, unga; "alla" på\nÄngen'
    iop.save_revision().publish()
    raw = content(visitor.get("/partnerskap/export.csv"))
    assert raw.startswith(b'\xef\xbb\xbf"Namn";"Slag";"')
    assert raw.endswith(b'"\r\n')
    assert ';"Barn, unga; ""alla"" på\nÄngen";'.encode() in raw
    # A number and a date are quoted as texts are.
    assert b';"1550";' in raw
    assert b';"2024-12-17";' in raw


def test_the_register_as_json_keeps_shapes_and_running_totals(iop, visitor):
    (told,) = json.loads(content(visitor.get("/partnerskap/export.json")))
    assert told["costs"][1]["total_so_far"] == 1500
    assert told["gaps"] == [{"from": "2024-12-29", "to": "2025-01-02", "days": 5}]
    assert told["periods"][1]["is_extension"] is True
    assert told["decided_on"] == "2024-08-29"
    assert told["results_caveat"] is None
    assert told["url"] == "http://testserver/partnerskap/iop-om-schack/"


def test_a_file_tells_what_replaces_what(iop, register, visitor):
    make.PartnershipFactory(parent=register, title="Nästa IOP", predecessor=iop)
    make.PartnershipFactory(parent=register, title="Utkast", predecessor=iop, publish=False)
    told = {row["title"]: row for row in json.loads(content(visitor.get(REGISTER_JSON)))}
    assert told["IOP om schack"]["successors"] == ["Nästa IOP"]
    assert told["IOP om schack"]["predecessor"] is None
    assert told["Nästa IOP"]["predecessor"] == "IOP om schack"


def test_a_file_tells_how_often_and_when_next_a_partnership_is_followed_up(register, visitor):
    today = timezone.localdate()
    make.PartnershipFactory(
        parent=register,
        follow_up_every=3,
        period_rows=[PartnershipPeriod(starts_on=today, ends_on=None)],
    )
    (told,) = json.loads(content(visitor.get(REGISTER_JSON)))
    assert told["follow_up_every_months"] == 3
    assert told["next_follow_up"] == add_months(today, 3).isoformat()
    (row,) = rows(visitor.get("/partnerskap/export.csv"))
    assert row["Nästa uppföljning"] == told["next_follow_up"]
    assert row["Månader mellan uppföljningar"] == "3"


def test_a_draft_partnership_is_in_no_file(register, visitor):
    make.PartnershipFactory(parent=register, publish=False)
    assert json.loads(content(visitor.get("/partnerskap/export.json"))) == []


def test_the_register_costs_the_same_for_few_and_many(iop, register, square, visitor):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            content(visitor.get("/partnerskap/export.json"))
        return len(captured)

    queries()
    few = queries()
    for _ in range(8):
        make.PartnershipFactory(parent=register, places=[square], dated=True)
    queries()
    assert queries() == few


# ---------------------------------------------------------------- around the files


def test_a_file_may_be_kept_for_a_minute_by_readers_but_not_for_staff(
    directory, visitor, officer_client
):
    kept = visitor.get("/foreningar/export.csv")["Cache-Control"]
    assert "public" in kept
    assert "max-age=60" in kept
    assert "no-store" in officer_client.get("/foreningar/export.csv")["Cache-Control"]


def test_only_reading_is_answered(directory, visitor):
    assert visitor.post("/foreningar/export.csv").status_code in (403, 405)


def test_the_labels_follow_the_language_of_the_address(some, visitor):
    response = visitor.get("/en/foreningar/export.csv")
    assert response["Content-Language"] == "en"
    assert AssociationKind.objects.get().name in content(response).decode()
