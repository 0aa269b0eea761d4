"""Calendar files as other programs read them: valid, stable, honest about changes."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from xml.etree import ElementTree

from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import Locale, PageViewRestriction

from core.models import User
from core.times.days import STOCKHOLM
from dialogues import models
from dialogues.events.actions.plan_changes import cancel_dialogue, move_dialogue, postpone_dialogue
from home.models import PlaceIndexPage
from tests.conftest import count_queries
from tests.dialogues.calendars.strict_calendar import read_strictly
from tests.dialogues.taking_part import LINK, walk_in
from tests.factories.dialogues import DialogueFactory
from tests.factories.home import PlaceFactory

FEED = "/dialoger/kalender.ics"

AWKWARD = "Åsa, Öst; \\ä\\ och\nen rad till – 👩‍👩‍👧 " + "å" * 90


def read(visitor: Client, path: str) -> tuple[Any, str]:
    """Return what an independent parser makes of the answer, and its text, checked strictly."""
    response = visitor.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    content = response.getvalue()
    read_strictly(content)
    return Calendar.from_ical(content), content.decode()


def entries(calendar: Any) -> list[Any]:
    return list(calendar.walk("VEVENT"))


def change(walk: models.DialoguePage, officer: User, **moved_to: datetime) -> None:
    move_dialogue(dialogue_id=walk.pk, reason="Halka, is; snö", officer=officer, **moved_to)


def test_a_dialogue_as_a_file_keeps_every_letter_and_its_time(
    visitor: Client, index: models.DialogueIndexPage, place_index: PlaceIndexPage
) -> None:
    place = PlaceFactory(parent=place_index, title="Älvsjö, centrum")
    # Over midnight, in the night in which summer time ends.
    starts_at = datetime(2031, 10, 25, 23, 30, tzinfo=STOCKHOLM)
    walk = walk_in(
        index,
        title="Trygghet, ljus; och mörker",
        introduction=AWKWARD,
        meeting_point='Torget, vid "klockan"',
        places=[place],
        starts_at=starts_at,
        ends_at=datetime(2031, 10, 26, 3, 0, tzinfo=STOCKHOLM),
    )
    path = f"/dialog/{walk.pk}/dialog.ics"
    calendar, text = read(visitor, path)
    (entry,) = entries(calendar)
    assert str(entry["SUMMARY"]) == "Trygghet, ljus; och mörker"
    assert str(entry["LOCATION"]) == 'Torget, vid "klockan", Älvsjö, centrum'
    assert str(entry["DESCRIPTION"]).startswith(AWKWARD[:60])
    assert "kl. 23.15" in str(entry["DESCRIPTION"])
    assert entry.decoded("DTSTART") == datetime(2031, 10, 25, 21, 30, tzinfo=UTC)
    assert entry.decoded("DTEND") == datetime(2031, 10, 26, 2, 0, tzinfo=UTC)
    assert str(entry["STATUS"]) == "CONFIRMED"
    assert int(entry["SEQUENCE"]) == 0
    assert str(entry["URL"]).endswith(walk.url)
    for secret in (LINK, "kod-4711", "08-123 45 67"):
        assert secret not in text.replace("\r\n ", "")
    response = visitor.get(path)
    assert response["Cache-Control"] == "public, max-age=300"
    # Nothing in the file depends on when it is asked for.
    assert response.content.decode() == text


def test_what_was_written_arrives_to_the_letter_but_for_what_no_text_holds(
    visitor: Client, index: models.DialogueIndexPage
) -> None:
    written = "Å, ä; ö \\n är inget radslut\nen ny rad\t\u2028 slut: ”ja”"
    walk = walk_in(
        index,
        # A word processor breaks lines with a vertical tab, and escape is in what is copied from
        # terminals.
        title="Vandring\x0bvid\x1b tunneln",
        introduction=written.replace("\n", "\x0b") + "\x1b\x7f",
        meeting_point="Torget;\x0c vid \\ klockan",
    )
    content = visitor.get(f"/dialog/{walk.pk}/dialog.ics").content
    (entry,) = read_strictly(content)
    assert entry.text("SUMMARY") == "Vandring vid tunneln"
    assert entry.text("DESCRIPTION").startswith(f"{written}\n\nDu kan delta digitalt.")
    assert entry.text("LOCATION") == "Torget; vid \\ klockan"
    # Other programs understand the same by it.
    (same,) = entries(Calendar.from_ical(content))
    assert str(same["DESCRIPTION"]) == entry.text("DESCRIPTION")


def test_an_entry_follows_what_happens_and_is_never_taken_away(
    visitor: Client, index: models.DialogueIndexPage, administrator: User
) -> None:
    walk = walk_in(index)
    assert walk.starts_at
    before = entries(read(visitor, FEED)[0])[0]
    later = walk.starts_at + timedelta(days=7)
    change(walk, administrator, starts_at=later, ends_at=later + timedelta(hours=1))
    moved = entries(read(visitor, FEED)[0])[0]
    assert moved["UID"] == before["UID"]
    assert int(moved["SEQUENCE"]) == 1
    assert moved.decoded("DTSTART") == later.replace(microsecond=0)
    assert moved.decoded("LAST-MODIFIED") >= before.decoded("LAST-MODIFIED")
    facts = {"dialogue_id": walk.pk, "officer": administrator}
    postpone_dialogue(reason="Sjukdom.", **facts)
    postponed = entries(read(visitor, FEED)[0])[0]
    assert (str(postponed["STATUS"]), int(postponed["SEQUENCE"])) == ("TENTATIVE", 2)
    assert str(postponed["SUMMARY"]).startswith("Uppskjuten: ")
    assert str(postponed["TRANSP"]) == "TRANSPARENT"
    cancel_dialogue(reason="Halka, is; snö", **facts)
    cancelled = entries(read(visitor, FEED)[0])[0]
    assert (str(cancelled["STATUS"]), int(cancelled["SEQUENCE"])) == ("CANCELLED", 3)
    assert cancelled["UID"] == before["UID"]
    assert "Halka, is; snö" in str(cancelled["DESCRIPTION"])


def test_feeds_are_named_for_people_and_narrowed_by_place_and_kind(
    visitor: Client, index: models.DialogueIndexPage, place_index: PlaceIndexPage
) -> None:
    district = PlaceFactory(parent=place_index, title="Solberga", district=True)
    square = PlaceFactory(parent=district, title="Torget")
    elsewhere = PlaceFactory(parent=place_index, title="Farsta")
    walk = {"kind": models.DialogueKind.WALK}
    DialogueFactory(parent=index, title="A", places=[district])
    DialogueFactory(parent=index, title="B", places=[square], **walk)
    DialogueFactory(parent=index, title="C", places=[elsewhere], **walk)
    DialogueFactory(parent=index, title="Utan datum", undated=True, places=[square])
    DialogueFactory(parent=index, title="Utkast", publish=False, places=[square])
    hidden = DialogueFactory(parent=index, title="Hemlig", places=[square])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for query, name, titles in (
        ("", "Trygghetsdialoger", ["A", "B", "C"]),
        ("?plats=solberga", "Trygghetsdialoger i Solberga", ["A", "B"]),
        ("?slag=walk", "Trygghetsvandringar", ["B", "C"]),
        ("?slag=walk&plats=torget", "Trygghetsvandringar i Torget", ["B"]),
        ("?slag=workshop", "Workshoppar", []),
    ):
        calendar, _text = read(visitor, FEED + query)
        assert str(calendar["X-WR-CALNAME"]) == str(calendar["NAME"]) == name
        assert [str(entry["SUMMARY"]) for entry in entries(calendar)] == titles
        # A calendar holds something even when nothing is planned.
        assert calendar.subcomponents
    for unknown in ("?plats=finns-inte", "?slag=fest", "?plats=%00"):
        assert visitor.get(FEED + unknown).status_code == 404
    for path in (hidden.pk, 987654):
        assert visitor.get(f"/dialog/{path}/dialog.ics").status_code == 404
    undated = models.DialoguePage.objects.get(title="Utan datum")
    assert visitor.get(f"/dialog/{undated.pk}/dialog.ics").status_code == 404


def test_a_feed_is_asked_for_cheaply_until_something_changes(
    visitor: Client, index: models.DialogueIndexPage, administrator: User
) -> None:
    walk = walk_in(index)
    first = visitor.get(FEED)
    assert first["Cache-Control"] == "public, max-age=300"
    same = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert visitor.get(FEED, **same).status_code == 304
    cancel_dialogue(dialogue_id=walk.pk, reason="Halka.", officer=administrator)
    assert visitor.get(FEED, **same).status_code == 200


def test_the_feed_of_many_costs_no_more_queries_than_that_of_few(
    visitor: Client, index: models.DialogueIndexPage, place_index: PlaceIndexPage
) -> None:
    place = PlaceFactory(parent=place_index)
    for _number in range(2):
        DialogueFactory(parent=index, places=[place])
    count_queries(visitor, FEED)
    few = count_queries(visitor, FEED)
    for _number in range(6):
        DialogueFactory(parent=index, places=[place])
    count_queries(visitor, FEED)
    assert count_queries(visitor, FEED) == few <= 8


def test_the_english_feed_has_english_words_where_there_are_any(
    visitor: Client, index: models.DialogueIndexPage
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    walk, other = walk_in(index, title="Vandring"), walk_in(index, title="Bara på svenska")
    index.get_parent().copy_for_translation(english).save_revision().publish()
    index.copy_for_translation(english).save_revision().publish()
    translated = walk.copy_for_translation(english)
    translated.title = "Safety walk"
    translated.save_revision().publish()
    calendar, _text = read(visitor, f"/en{FEED}")
    found = {str(entry["SUMMARY"]): entry for entry in entries(calendar)}
    assert set(found) == {"Safety walk", "Bara på svenska"}
    assert "/en/" in str(found["Safety walk"]["URL"])
    assert str(found["Bara på svenska"]["URL"]).endswith(other.url)
    # The same dialogue in both languages is one entry of somebody who subscribes to both.
    swedish = {str(entry["UID"]) for entry in entries(read(visitor, FEED)[0])}
    assert {str(entry["UID"]) for entry in found.values()} == swedish
    # Its number leads to the one room, whichever language's page it is.
    assert visitor.get(f"/en/dialog/{translated.pk}/anmal/").status_code == 200


def test_rss_and_the_next_dialogue_lead_to_the_page(
    visitor: Client, index: models.DialogueIndexPage, place_index: PlaceIndexPage, settings: Any
) -> None:
    empty = visitor.get("/dialoger/nasta/").content.decode()
    assert "Ingen dialog har ett datum just nu." in empty
    place = PlaceFactory(parent=place_index, title="Solberga")
    near = walk_in(index, starts_at=timezone.now() + timedelta(hours=3), title="Snart")
    DialogueFactory(parent=index, cancelled=True, starts_at=timezone.now() + timedelta(hours=1))
    there = DialogueFactory(parent=index, places=[place], title="På platsen")
    rss = visitor.get("/dialoger/flode.xml").content.decode()
    assert near.url in rss
    assert LINK not in rss
    settings.EMBED_ANCESTORS = ["'self'", "https://start.stockholm"]
    shown = visitor.get("/dialoger/nasta/")
    assert near.url in shown.content.decode()
    assert LINK not in shown.content.decode()
    policy = shown["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://start.stockholm;" in f"{policy};"
    assert "X-Frame-Options" not in shown
    assert there.url in visitor.get("/dialoger/nasta/?plats=solberga").content.decode()
    assert visitor.get("/dialoger/nasta/?plats=x").status_code == 404
    # Nothing else may be framed.
    other = visitor.get(near.url)
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"


def test_rss_tells_what_has_happened_and_when_it_was_told(
    visitor: Client, index: models.DialogueIndexPage, place_index: PlaceIndexPage, officer: User
) -> None:
    place = PlaceFactory(parent=place_index, title="Solberga")
    walks = {
        title: walk_in(index, title=title, places=[place])
        for title in ("Kommer", "Flyttas", "Skjuts upp", "Ställs in")
    }
    later = {"starts_at": datetime(2031, 5, 6, 18, 0, tzinfo=STOCKHOLM)}
    later["ends_at"] = later["starts_at"] + timedelta(hours=2)
    change(walks["Flyttas"], officer, **later)
    told = {"reason": "Halka", "officer": officer}
    postpone_dialogue(dialogue_id=walks["Skjuts upp"].pk, **told)
    cancel_dialogue(dialogue_id=walks["Ställs in"].pk, **told)
    DialogueFactory(parent=index, title="Har varit", reported=True)
    feed = visitor.get("/dialoger/flode.xml").content
    channel = ElementTree.fromstring(feed)[0]  # noqa: S314 - our own answer
    items = {item.findtext("title"): item for item in channel.iter("item")}
    assert set(items) == {
        "Kommer",
        "Ny tid: Flyttas",
        "Uppskjuten: Skjuts upp",
        "Inställd: Ställs in",
        "Rapport: Har varit",
    }
    moved = items["Ny tid: Flyttas"].findtext("description") or ""
    for words in ("tisdag 6 maj 2031 kl. 18.00", "Utanför biblioteket, Solberga", "Kommer."):
        assert words in moved
    assert "såg tre mörka" in (items["Rapport: Har varit"].findtext("description") or "")
    for item in items.values():
        published = parsedate_to_datetime(item.findtext("pubDate") or "")
        assert timezone.now() - published < timedelta(minutes=5)


def test_a_narrowed_list_offers_the_feed_of_what_was_chosen_and_a_frame_for_others(
    visitor: Client, index: models.DialogueIndexPage, place_index: PlaceIndexPage
) -> None:
    places = [PlaceFactory(parent=place_index, title=title) for title in ("Solberga", "Fruängen")]
    DialogueFactory(parent=index, kind=models.DialogueKind.WALK, places=places)
    page = visitor.get(f"{index.url}?plats=solberga&dialogslag=walk").text
    assert "det du har valt: Trygghetsvandringar i Solberga" in page
    [address] = re.findall(r'href="([^"]+)">Prenumerera bara', page)
    calendar, _text = read(visitor, unescape(address))
    assert str(calendar["X-WR-CALNAME"]) == "Trygghetsvandringar i Solberga"
    code = unescape(page.split("<code>")[1].split("</code>")[0])
    framed = re.search(r'^<iframe src="http://testserver([^"]+)" title="[^"]+"', code)
    assert framed
    assert framed[1] == "/dialoger/nasta/?plats=solberga"
    assert visitor.get(framed[1]).status_code == 200
    # No feed holds two places and leaves out a third.
    both = visitor.get(f"{index.url}?plats=solberga&plats=fruangen").text
    assert "Prenumerera bara" not in both
    assert 'http://testserver/dialoger/nasta/" title=' in both
