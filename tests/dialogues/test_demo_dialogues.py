"""The demo content of dialogues: all that the sources say, no date that they do not, no note."""

import re
import shutil
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page, ReferenceIndex, Site

from core.models import Actor
from core.templatetags.portal_dates import month
from dialogues.demo import build
from dialogues.demo.facts_reader import FACTS, read_facts
from dialogues.events.domain.dialogue_times import DialogueState
from dialogues.invitations.domain.invitation_gate import Point
from dialogues.invitations.speakers import speakers
from dialogues.models import (
    ChangeKind,
    DialogueIndexPage,
    DialoguePage,
    GateException,
)
from home.demo.facts_problems import FactsError
from home.demo.facts_reader import read_facts as home_facts
from home.models import PlacePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

LIVE = "oppet-hus-i-axelsberg-exempel"
TOMORROW = "workshop-om-belysning-exempel"
IN_THREE_WEEKS = "vandring-i-solberga-exempel"
MOVED = "dialog-i-fruangen-exempel"
CANCELLED = "vandring-i-liljeholmen-exempel"
REPORTED = "vandring-i-vastertorp-exempel"
EXAMPLES = {LIVE, TOMORROW, IN_THREE_WEEKS, MOVED, CANCELLED, REPORTED}


def everything() -> dict[str, list[object]]:
    counted = (Page, DialoguePage, ReferenceIndex)
    return {
        model.__name__: list(model.objects.order_by("pk").values_list("pk")) for model in counted
    }


def test_every_event_is_in_and_none_of_them_is_ever_coming() -> None:
    for event in read_facts().events:
        page = DialoguePage.objects.get(slug=event.slug)
        assert page.state(timezone.now()) == DialogueState.ANNOUNCED
        assert page.title == event.title
        assert page.period_text
        assert [place.slug for place in page.places.all()] == [event.place]
        assert {row.actor.slug for row in page.actor_rows.all()} == {
            event.organizer,
            *event.invited,
        }
        assert [link.reference for link in page.source_links.all()] == [
            source.ref for source in event.sources
        ]
        assert page.as_of
    assert DialoguePage.objects.get(slug="foreningsdag-2025").period_text == "februari 2025"


def test_routines_open_series_and_proposals_are_told_and_internal_meetings_are_not() -> None:
    text = Client().get("/dialoger/").text
    facts = read_facts()
    for told in (*facts.routines, *facts.proposals):
        assert told.title in text, told.slug
    shown = {series.slug for series in facts.series if series.title in text}
    assert shown == {
        "trygghetsdialoger-med-vandring",
        "foraldramoten-nattvandring",
        "foreningsdialog-hasselby-vallingby",
    }


def shown_at(address: str) -> str:
    """Return the words of a page, in one line."""
    main = Client().get(address).text.split("<main")[1].split("</main")[0]
    return " ".join(unescape(strip_tags(main)).split())


def in_words(key: str, value: object) -> list[str]:
    """Return what a reader should be told of what the facts say under a key."""
    if key in ("place", "district"):
        return [PlacePage.objects.get(slug=value).title]
    if key == "organizer":
        return [Actor.objects.get(slug=value).name]
    if key in ("invited", "actors"):
        return [actor.name for actor in Actor.objects.filter(slug__in=value)]
    if key == "sources":
        return [source["citation"] for source in value]
    if key in ("as_of", "period"):
        year, _dash, number = str(value).partition("-")
        return [month(date(int(year), int(number), 1)) if number else year]
    if key == "programme":
        return [item.rstrip(".") for item in value]
    return [str(value)]


def test_every_key_of_the_facts_is_told_with_where_it_is_from() -> None:
    content = yaml.safe_load((FACTS / "dialogues.yaml").read_text(encoding="utf-8"))
    index = shown_at("/dialoger/")
    public = {series.slug for series in read_facts().series if series.is_public}
    told_otherwise = {"slug", "editor_note", "answer", "date"}
    untold = []
    for name in ("series", "proposals", "routines"):
        for record in content[name]:
            if name == "series" and record["slug"] not in public:
                continue
            begins = index.index(record["title"])
            said = index[begins : begins + 2500].casefold()
            for key in record.keys() - told_otherwise:
                # That something holds is said only where it does not simply do so.
                if record[key] != "gäller":
                    words = in_words(key, record[key])
                    untold += [(record["slug"], key, w) for w in words if w.casefold() not in said]
    for record in content["events"]:
        page = DialoguePage.objects.get(slug=record["slug"])
        said = shown_at(page.url).casefold()
        # An event that was planned is announced without a day; its sources are tested above.
        for key in record.keys() - told_otherwise - {"status", "sources"}:
            words = in_words(key, record[key])
            untold += [(record["slug"], key, w) for w in words if w.casefold() not in said]
    assert untold == []


def test_no_note_to_editors_is_on_any_page() -> None:
    content = yaml.safe_load((FACTS / "dialogues.yaml").read_text(encoding="utf-8"))
    notes = [
        record["editor_note"]
        for records in content.values()
        for record in records
        if "editor_note" in record
    ]
    assert len(notes) >= 8
    client = Client()
    addresses = [
        page.url for page in (*DialogueIndexPage.objects.all(), *DialoguePage.objects.all())
    ]
    for address in addresses:
        text = client.get(address).text
        assert not [note for note in notes if note in text], address
    assert not [note for note in notes if note in repr(read_facts())]


def examples() -> dict[str, DialoguePage]:
    return {page.slug: page for page in DialoguePage.objects.filter(slug__in=EXAMPLES)}


def test_every_example_is_marked_and_nothing_else_has_a_date() -> None:
    pages = examples()
    assert set(pages) == EXAMPLES
    assert all(page.title.endswith("(Exempel)") for page in pages.values())
    dated = DialoguePage.objects.filter(starts_at__isnull=False)
    # Other checks put dialogues beside them, and say so too.
    assert all(page.title.endswith("(Exempel)") for page in dated)


def test_the_examples_show_the_states_of_a_dialogue() -> None:
    now = timezone.now()
    states = {slug: page.state(now) for slug, page in examples().items()}
    assert states == {
        LIVE: DialogueState.LIVE,
        TOMORROW: DialogueState.COMING,
        IN_THREE_WEEKS: DialogueState.COMING,
        MOVED: DialogueState.COMING,
        CANCELLED: DialogueState.CANCELLED,
        REPORTED: DialogueState.REPORTED,
    }


def test_the_examples_are_dated_from_the_day_of_loading() -> None:
    now, today = timezone.now(), timezone.localdate()
    pages = examples()
    days = {
        slug: (timezone.localdate(page.starts_at) - today).days
        for slug, page in pages.items()
        if slug != LIVE
    }
    assert days == {TOMORROW: 1, IN_THREE_WEEKS: 21, MOVED: 35, CANCELLED: 10, REPORTED: -5}
    # Whoever looks some hours later still finds it going on.
    assert pages[LIVE].ends_at - now > timedelta(hours=6)
    assert now - pages[LIVE].starts_at < timedelta(hours=1)


def test_what_was_decided_about_an_example_is_in_its_log_with_the_reason() -> None:
    pages = examples()
    [moved], [cancelled] = pages[MOVED].all_changes(), pages[CANCELLED].all_changes()
    assert (moved.kind, cancelled.kind) == (ChangeKind.MOVED, ChangeKind.CANCELLED)
    assert moved.new_starts_at - moved.old_starts_at == timedelta(days=7)
    client = Client()
    for page, change in ((pages[MOVED], moved), (pages[CANCELLED], cancelled)):
        assert change.reason in client.get(page.url).text


def test_what_the_checklist_misses_of_an_example_has_its_reason() -> None:
    kept = GateException.objects.filter(dialogue__in=examples().values())
    assert Point.LEAD_TIME in kept.get(dialogue__slug=TOMORROW).points
    assert not kept.filter(reason="").exists()


def test_who_speaks_for_police_and_district_is_known_by_what_they_belong_to() -> None:
    spoken = {
        slug: (actor.pk in speakers().police, actor.pk in speakers().district)
        for slug, actor in Actor.objects.in_bulk(field_name="slug").items()
    }
    assert {slug for slug, (police, _district) in spoken.items() if police} == {"polisen"}
    district = {slug for slug, (_police, district) in spoken.items() if district}
    assert district == {
        *(actor.slug for actor in home_facts().actors if runs_a_district(actor.slug)),
        *(actor.slug for actor in home_facts().actors if runs_a_district(actor.parent or "")),
    }
    # Of the city, but of no district; with the police, but not of it.
    assert not district & {"stadsledningskontoret", "utbildningsforvaltningen", "skolor", "polisen"}
    assert {"faltassistenterna", "socialsekreterare-hos-polis"} <= district


def runs_a_district(slug: str) -> bool:
    return slug.endswith(("-stadsdelsforvaltning", "-stadsdelsnamnd"))


def test_the_list_is_in_the_menu() -> None:
    front = Site.objects.get(is_default_site=True).root_page
    assert "dialoger" in front.get_children().in_menu().values_list("slug", flat=True)


def test_a_second_load_changes_nothing_and_keeps_what_editors_wrote() -> None:
    page = DialoguePage.objects.get(slug="foreningsdag-2025")
    page.introduction = "Skrivet av en redaktör."
    page.save_revision().publish()
    before = everything()
    assert build() == 0
    assert everything() == before
    page.refresh_from_db()
    assert page.introduction == "Skrivet av en redaktör."


def test_a_refresh_writes_over_the_same_pages_and_moves_the_examples() -> None:
    before = everything()
    walk = DialoguePage.objects.get(slug=IN_THREE_WEEKS)
    DialoguePage.objects.filter(pk=walk.pk).update(
        title="Något annat",
        starts_at=walk.starts_at - timedelta(days=50),
        ends_at=walk.ends_at - timedelta(days=50),
    )
    assert build(refresh=True) == 0
    walk_again = DialoguePage.objects.get(pk=walk.pk)
    assert (walk_again.title, walk_again.starts_at) == (walk.title, walk.starts_at)
    assert examples()[CANCELLED].all_changes().count() == 1
    assert everything()["Page"] == before["Page"]


def test_without_a_demonstration_nothing_is_invented(settings) -> None:
    settings.DEMONSTRATION = False
    DialoguePage.objects.filter(slug__in=EXAMPLES).delete()
    assert build() == 0
    assert not DialoguePage.objects.filter(slug__in=EXAMPLES).exists()


def test_a_broken_reference_is_named_and_changes_nothing(tmp_path: Path) -> None:
    facts = Path(shutil.copytree(FACTS, tmp_path / "facts"))
    file = facts / "dialogues.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("place: fruangen\n", "place: fruängen\n"), encoding="utf-8")
    before = everything()
    record = re.escape("dialogues.yaml, posten ”trygghetsvandring-fruangen-2024”, nyckeln ”place”")
    with pytest.raises(FactsError, match=record):
        build(facts_folder=facts)
    assert everything() == before
