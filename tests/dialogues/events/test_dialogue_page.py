"""The faces of a dialogue's one address: what each says, and what it costs."""

import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, TestCase
from django.utils import timezone
from wagtail.models import Page

from dialogues.models import (
    AgendaItem,
    DialogueIndexPage,
    InvitedActor,
    Participation,
    ReportFinding,
    SignUp,
)
from home.models import MeasureIndexPage, PlacePage
from tests.conftest import count_queries
from tests.dialogues.reading import event_of, shows_way_in
from tests.factories.dialogues import DialogueChangeFactory, DialogueFactory, SeriesFactory
from tests.factories.home import ActorFactory, MeasureFactory

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ the faces


def test_the_invitation_says_what_one_needs_to_know(
    dialogue_index: DialogueIndexPage, square: PlacePage, visitor: Client
) -> None:
    page = DialogueFactory(
        parent=dialogue_index,
        hybrid=True,
        places=[square],
        starts_at=datetime.fromisoformat("2099-12-03T18:30:00+01:00"),
        problem="Det är mörkt <på> gångvägen.",
        participation=Participation.INFORMATION,
        what_cannot_change="Vägen ligger fast.",
        agenda_rows=[AgendaItem(title="Vi går")],
        actor_rows=[
            InvitedActor(
                actor=ActorFactory(name="Polisen"), is_confirmed=True, answers_for="trafik"
            )
        ],
        is_step_free=True,
        has_toilet=False,
        languages="Svenska och arabiska",
        recording_notice="Ingen filmar.",
        contact_role="Trygghetssamordnaren",
        if_cancelled="Det står här.",
        way_there="Rakt fram från torget.",
        what_can_change="Lamporna går att flytta.",
        answers_come_back="Du får svar i rapporten.",
        digital_help="Prova en annan webbläsare.",
    )
    text = visitor.get(page.url).text
    for told in (
        "torsdag 3 december 2099 kl. 18.30–20.00",
        "Länken öppnar torsdag 3 december 2099 kl. 18.15.",
        "Torget",
        "Utanför biblioteket",
        "Det är mörkt &lt;på&gt; gångvägen.",
        "Information.",
        "Vägen ligger fast.",
        "Vi går",
        "Polisen",
        "Svarar på frågor om: trafik",
        "Har tackat ja",
        "Svenska och arabiska",
        "Ingen filmar.",
        "Trygghetssamordnaren",
        "Det står här.",
        "Du behöver inte anmäla dig.",
        "Rakt fram från torget.",
        "Lamporna går att flytta.",
        "Du får svar i rapporten.",
        "Prova en annan webbläsare.",
    ):
        assert told in text, told
    facts = re.findall(r"<dt>(\w+)</dt><dd>([\w ]+)</dd>", text)
    assert facts == [("Stegfritt", "Ja"), ("Toalett", "Nej"), ("Hörslinga", "Uppgift saknas")]


def test_one_can_sign_up_until_it_closes(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index, with_sign_up=True)
    text = visitor.get(page.url).text
    assert f'href="/dialog/{page.pk}/anmal/"' in text
    assert "Det finns 20 platser." in text
    closed = DialogueFactory(
        parent=dialogue_index,
        sign_up=SignUp.REQUIRED,
        sign_up_closes_at=timezone.now() - timedelta(hours=1),
    )
    text = visitor.get(closed.url).text
    assert "har passerat" in text
    assert f"/dialog/{closed.pk}/anmal/" not in text


def test_over_midnight_both_days_are_said(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(
        parent=dialogue_index, starts_at=datetime.fromisoformat("2099-12-31T23:30:00+01:00")
    )
    said = "torsdag 31 december 2099 kl. 23.30 – fredag 1 januari 2100 kl. 01.00"
    assert said in visitor.get(page.url).text


def test_each_face_has_its_own_words_or_those_that_editors_wrote(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    doors = {"starts_at": timezone.now() + timedelta(minutes=10)}
    faces: list[tuple[dict[str, Any], str, str]] = [
        (doors, "live_text", "Dörrarna är öppna."),
        ({"live_now": True}, "live_text", "Du är välkommen även om du kommer sent."),
        ({"held": True}, "after_text", "Vi sammanställer vad som kom fram."),
    ]
    for facts, field, words in faces:
        page = DialogueFactory(parent=dialogue_index, **facts)
        assert words in visitor.get(page.url).text
        page = DialogueFactory(parent=dialogue_index, **facts, **{field: "Egna ord."})
        text = visitor.get(page.url).text
        assert "Egna ord." in text
        assert words not in text


def test_the_days_until_the_link_opens_are_counted_until_midnight(
    dialogue_index: DialogueIndexPage, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens = datetime.fromisoformat("2031-11-04T18:15:00+01:00")
    page = DialogueFactory(
        parent=dialogue_index, hybrid=True, starts_at=opens + timedelta(minutes=15)
    )
    for now, told in (
        ("2031-11-02T23:59:59+01:00", "(om 2 dagar)"),
        ("2031-11-03T00:00:00+01:00", "(i morgon)"),
        ("2031-11-04T00:00:00+01:00", "(i dag)"),
    ):
        at = datetime.fromisoformat(now)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        response = visitor.get(page.url)
        assert told in response.text
        kept = re.search(r"max-age=(\d+)", response["Cache-Control"])
        assert kept
        midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0) + timedelta(days=1)
        assert at + timedelta(seconds=int(kept[1])) <= midnight


@pytest.mark.parametrize("face", ["reported", "cancelled"])
def test_where_there_is_nothing_to_come_to_it_is_said_what_one_can_do(
    dialogue_index: DialogueIndexPage, visitor: Client, face: str
) -> None:
    page = DialogueFactory(
        parent=dialogue_index, contact_email="trygghet@exempel.se", **{face: True}
    )
    main = visitor.get(page.url).text.split("<main")[1]
    assert f'<a href="{dialogue_index.url}">Se vilka dialoger som kommer</a>' in main
    assert 'href="#kontakt"' in main
    assert 'id="kontakt"' in main


def test_a_place_that_was_taken_down_is_linked_nowhere(
    dialogue_index: DialogueIndexPage, square: PlacePage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index, places=[square])
    address = square.url
    assert f'href="{address}"' in visitor.get(page.url).text
    with TestCase.captureOnCommitCallbacks(execute=True):
        square.unpublish()
    assert f'href="{address}"' not in visitor.get(page.url).text


def test_a_moved_dialogue_keeps_its_old_date_struck_through(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index)
    old = page.starts_at - timedelta(days=7)
    DialogueChangeFactory(dialogue=page, old_starts_at=old, new_starts_at=page.starts_at)
    response = visitor.get(page.url)
    main = response.text.split("<main")[1]
    struck = timezone.localtime(old).strftime("%H.%M</s>")
    assert (
        main.index("Lokalen är upptagen.") < main.index(struck) < main.index('class="when__time"')
    )
    assert "Ändringar" in main
    event = event_of(response)
    assert event
    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert datetime.fromisoformat(event["previousStartDate"]) == old


def test_what_has_no_date_is_announced_and_no_event(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index, undated=True, with_sign_up=True, hybrid=True)
    response = visitor.get(page.url)
    assert "Hösten 2026" in response.text
    assert "Utan datum" in response.text
    assert event_of(response) is None
    assert f"/dialog/{page.pk}/anmal/" not in response.text


def test_what_only_a_source_tells_of_invites_nobody(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index, undated=True, as_of=date(2025, 1, 1))
    main = visitor.get(page.url).text.split("<main")[1]
    assert "Vi vet inte om den har hållits" in main
    for words in ("Kom hit", "Kom som du är", "Skriv ut en affisch", "Lägg i din kalender"):
        assert words not in main


def test_what_is_over_is_neither_put_in_a_calendar_nor_on_a_wall(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    ways = ("Lägg i din kalender", "Skriv ut en affisch")
    shown = {}
    for trait in ("hybrid", "live_now", "held", "reported", "cancelled", "postponed"):
        page = DialogueFactory(parent=dialogue_index, **{trait: True})
        text = visitor.get(page.url).text
        shown[trait] = [words in text for words in ways]
    assert shown == {
        "hybrid": [True, True],
        "live_now": [True, True],
        "held": [False, False],
        "reported": [False, False],
        "cancelled": [False, True],
        "postponed": [False, True],
    }


def test_a_series_names_its_others_in_order_with_their_states(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    told = {"parent": dialogue_index, "series": SeriesFactory(text="Samma fråga på fyra torg.")}
    first = DialogueFactory(**told, title="Första torget", reported=True)
    DialogueFactory(**told, title="Fjärde torget", undated=True)
    DialogueFactory(**told, title="Tredje torget", cancelled=True)
    DialogueFactory(**told, title="Andra torget", live_now=True)
    DialogueFactory(**told, title="Femte torget", publish=False)
    DialogueFactory(parent=dialogue_index, title="Ett annat torg")
    section = visitor.get(first.url).text.split("Fler i samma serie")[1].split("</section>")[0]
    words = (
        "Samma fråga",
        "Andra torget",
        "Pågår nu",
        "Tredje torget",
        "Inställd",
        "Fjärde torget",
    )
    places = [section.index(word) for word in words]
    assert places == sorted(places)
    assert "Femte torget" not in section
    assert "Ett annat torg" not in section


def test_search_engines_learn_how_one_takes_part_but_never_the_way_in(
    dialogue_index: DialogueIndexPage, square: PlacePage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index, hybrid=True, live_now=True, places=[square])
    event = event_of(visitor.get(page.url))
    assert event
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    on_site, online = event["location"]
    assert on_site["name"] == "Utanför biblioteket"
    assert on_site["address"]["addressLocality"] == "Torget"
    assert online == {"@type": "VirtualLocation", "url": event["url"]}
    assert event["url"].endswith(page.url)
    assert not shows_way_in(json.dumps(event, ensure_ascii=False))


@pytest.mark.parametrize(("form", "mode"), [("ON_SITE", "Offline"), ("ONLINE", "Online")])
def test_search_engines_learn_whether_one_goes_there_or_stays_at_home(
    dialogue_index: DialogueIndexPage, visitor: Client, form: str, mode: str
) -> None:
    event = event_of(visitor.get(DialogueFactory(parent=dialogue_index, form=form).url))
    assert event
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert "previousStartDate" not in event


# ------------------------------------------------------------------ what it costs


def test_every_face_costs_at_most_eight_queries_however_much_there_is(
    dialogue_index: DialogueIndexPage,
    measure_index: MeasureIndexPage,
    square: PlacePage,
    visitor: Client,
) -> None:
    series = SeriesFactory()
    actors = [ActorFactory() for _ in range(4)]

    def full(**more: Any) -> Page:
        page = DialogueFactory(
            parent=dialogue_index,
            series=series,
            places=[square],
            hybrid=True,
            agenda_rows=[AgendaItem(title=f"Punkt {number}") for number in range(4)],
            actor_rows=[InvitedActor(actor=actor) for actor in actors],
            **more,
        )
        DialogueChangeFactory(dialogue=page, old_starts_at=page.starts_at)
        return page

    findings = [
        ReportFinding(text=f"Lykta {number}", measure=MeasureFactory(parent=measure_index))
        for number in range(3)
    ]
    pages = [
        full(),
        full(live_now=True),
        full(held=True),
        full(reported=True, finding_rows=findings),
        full(cancelled=True),
    ]
    for page in pages:
        visitor.get(page.url)
    few = [count_queries(visitor, page.url) for page in pages]
    assert max(few) <= 8
    for _ in range(5):
        full()
    for page in pages:
        visitor.get(page.url)
    assert [count_queries(visitor, page.url) for page in pages] == few
