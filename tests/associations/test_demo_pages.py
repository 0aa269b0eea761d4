"""The demo content of associations as a reader sees it."""

import re
from collections.abc import Iterator

import pytest
import yaml
from django.apps import apps
from django.db import connection
from django.test import Client
from wagtail.models import Page

from associations.demo_facts.reader import FACTS
from associations.models import (
    AssociationDirectoryPage,
    NightWalkPage,
    PartnershipGuidePage,
    PartnershipPage,
    PartnershipRegisterPage,
)
from tests.associations.reading import text_of
from tests.conftest import count_queries
from tests.home.demo.test_demo_facts import internal_notes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

IOP = "iop-nattvandring-alvsjo-solberga"


# ---------------------------------------------------------------- the register


def test_the_register_adds_up_without_counting_twice(client: Client) -> None:
    context = client.get(PartnershipRegisterPage.objects.get().url).context
    assert context["total"] == 178_500
    assert context["totals_by_years"] == [("2023–2024", 66_300), ("2024–2025", 112_200)]
    assert context["totals_by_funding"] == [("Medel för platssamverkan", 178_500)]


def test_the_register_tells_of_the_idea_that_did_not_go_further(client: Client) -> None:
    page = client.get("/partnerskap/").text
    assert 'id="iop-forslag-ofrivillig-ensamhet"' in page
    shown = text_of(client, "/partnerskap/")
    assert (
        "Efter flera möten kom parterna gemensamt fram till att förutsättningar saknades" in shown
    )
    assert "seniorhälsan" in shown
    assert "avslag" not in shown.lower()


def test_partnerships_are_not_spoken_of_as_purchases(client: Client) -> None:
    """Words of trade stand only where they say what a partnership is not."""
    allowed = (
        "överenskommelse, inte avtal",
        "ett avtal är en affärsuppgörelse som föregås av en upphandling",
        "inget avtal om köp",
        "inte ett affärsavtal",
    )
    pages = [*PartnershipPage.objects.all(), *PartnershipRegisterPage.objects.all()]
    pages += [*PartnershipGuidePage.objects.all(), *NightWalkPage.objects.all()]
    for page in pages:
        shown = text_of(client, page.url).lower()
        for phrase in allowed:
            shown = shown.replace(phrase, "")
        assert not re.search(r"\b\w*avtal\w*|\bköp\w*|leverantör|\bpris(et|er|erna)?\b", shown), (
            page
        )


SOLBERGA = ("/partnerskap/iop-nattvandring-alvsjo-solberga/", "regleras", "går varje gång")


@pytest.mark.parametrize(
    ("address", "heading", "words"),
    [
        SOLBERGA,
        (SOLBERGA[0], "uppfoljning", "återrapporterar efter varje vandring"),
        ("/insatser/nattvandring-alvsjo-solberga/", "sa-gar-det-till", "går varje gång"),
        ("/aktorer/kulturforeningen-solan/", "innehall", "går varje gång"),
        ("/aktorer/alvsjo-aik/", "innehall", "ungdomslag nattvandrar"),
    ],
)
def test_what_a_source_says_of_its_present_stands_under_its_month(
    client: Client, address: str, heading: str, words: str
) -> None:
    """The walks may have ended since; the words of the source stay as they were."""
    before, _match, _after = (
        client.get(address).text.partition(f'id="{heading}"')[2].partition(words)
    )
    assert _match
    assert "Uppgiften gäller september 2025" in before


def test_search_says_when_it_was_true_what_an_actor_does(client: Client) -> None:
    shown = text_of(client, "/sok/?q=solan&typ=actor")
    assert "Förening uppgift från september 2025" in shown


# ---------------------------------------------------------------- guide and night walks


def test_the_guide_says_that_no_typical_time_is_known(client: Client) -> None:
    page = PartnershipGuidePage.objects.get()
    assert not any(stage.typical_time for stage in page.stage_rows.all())
    shown = text_of(client, page.url)
    assert "Källorna säger inte hur lång tid stegen brukar ta." in shown
    assert "underlag för budget 2026 med inriktning 2027 och 2028" in shown


def test_the_guide_tells_all_that_an_association_asks_in_that_order(client: Client) -> None:
    shown = text_of(client, PartnershipGuidePage.objects.get().url)
    told = (
        "Ett partnerskap är en överenskommelse. Det är inget avtal om köp",
        "Idén kommer från föreningen själv.",
        "Årets prioriteringar finns i underlag för budget 2026",
        "Förslaget kommer in",
        "Nämnden beslutar",
        "Ni förlänger eller avslutar",
        "Samarbeta utan IOP",
    )
    places = [shown.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_a_typical_time_that_is_known_stands_at_its_stage(client: Client) -> None:
    page = PartnershipGuidePage.objects.get()
    first, second = page.stage_rows.all()[:2]
    first.typical_time = "två veckor"
    first.save()
    shown = text_of(client, page.url)
    assert f"{first.title} {first.text} Brukar ta två veckor" in shown
    assert f"{second.title} {second.text} Brukar ta Uppgift saknas" in shown
    assert "Källorna säger inte hur lång tid" not in shown


def test_the_guide_says_whose_the_criteria_are(client: Client) -> None:
    page = PartnershipGuidePage.objects.get()
    assert "Den är inget beslut i er stadsdelsnämnd" in text_of(client, page.url)
    outside = page.source_links.exclude(external_title="").values_list("external_title", flat=True)
    assert any("Borlänge" in title for title in outside)


def test_night_walks_tell_where_in_general_and_never_when_tonight(client: Client) -> None:
    page = NightWalkPage.objects.get()
    groups = page.groups
    assert [group.name for group in groups] == [
        "Älvsjö AIK",
        "Kulturföreningen Solan",
        "Andra grupper i Hägersten-Älvsjö",
        "Nattvandrarna i Farsta",
    ]
    assert {group.when for group in groups} == {""}
    shown = text_of(client, page.url)
    assert "Sex nattvandrare" in shown
    assert "reflexvästar och försäkring" in shown
    assert "flera saker påverkar ett område" in shown
    assert "pointSurvey" not in shown
    headings = ("Steg för steg i Älvsjö/Solberga", "Grupper Älvsjö AIK", "Gå med i en grupp")
    how, groups, join = (shown.find(f" {words} ") for words in headings)
    assert 0 < how < groups < join
    assert "Fältassistenterna hjälper till att starta grupper" in shown[join:]


# ---------------------------------------------------------------- finding


def titles_found(client: Client, words: str, kind: str) -> list[str]:
    entries = client.get("/sok/", {"q": words, "typ": kind}).context["list"].entries
    return [entry.title for entry in entries]


def test_search_finds_alvsjo_aik(client: Client) -> None:
    for words in ("Älvsjö AIK", "alvsjo aik"):
        first = client.get("/sok/", {"q": words}).context["list"].entries[:2]
        assert [entry.title for entry in first] == ["Älvsjö AIK"] * 2
        assert {entry.kind for entry in first} == {"association", "actor"}


def test_search_finds_the_iop_and_the_idea(client: Client) -> None:
    assert "IOP om nattvandring i Älvsjö/Solberga" in titles_found(
        client, "partnerskap nattvandring", "partnership"
    )
    assert titles_found(client, "ensamhet", "idea") == ["Förslag om IOP mot ofrivillig ensamhet"]


def test_a_football_association_in_alvsjo_is_three_clicks_away(client: Client) -> None:
    door = next(d for d in client.get("/").context["page"].doors if "Hitta" in d.value["heading"])
    directory = client.get(door.value["page"].url)
    place = next(group for group in directory.context["list"].groups if group.name == "place")
    here = next(option for option in place.options if option.label == "Älvsjö")
    kinds = client.get(here.url).context["list"].groups
    sport = next(o for group in kinds for o in group.options if o.label == "Idrottsförening")
    assert [entry.title for entry in client.get(sport.url).context["list"].entries] == [
        "Älvsjö AIK"
    ]


def test_the_place_and_the_measure_lead_to_the_partnership(client: Client) -> None:
    address = f'href="/partnerskap/{IOP}/"'
    assert address in client.get("/platser/hagersten-alvsjo/alvsjo-solberga/").text
    assert address in client.get("/insatser/nattvandring-alvsjo-solberga/").text
    answer = client.get("/svar/iop-samverkan-2025/").text
    assert address in answer
    assert "/partnerskap/#iop-forslag-ofrivillig-ensamhet" in answer


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("upphandlingstekniska skäl", "partnership", "IOP om nattvandring i Älvsjö/Solberga"),
        ("öppen drogscen klassas", "partnership", "IOP om nattvandring i Älvsjö/Solberga"),
        ("tolka effekten", "partnership", "IOP om nattvandring i Älvsjö/Solberga"),
        ("återrapporterar", "partnership", "IOP om nattvandring i Älvsjö/Solberga"),
        ("befintliga budget", "partnership", "IOP om nattvandring i Älvsjö/Solberga"),
        ("drogscen", "night_walk", "Nattvandring"),
        ("affärsuppgörelse", "page", "Partnerskap"),
        ("utesluter inte", "page", "Partnerskap"),
    ],
)
def test_search_finds_all_that_a_page_says(
    client: Client, words: str, kind: str, title: str
) -> None:
    assert title in titles_found(client, words, kind)


def test_the_idea_says_with_whom_it_was_discussed_and_for_whom(client: Client) -> None:
    shown = text_of(client, "/partnerskap/")
    assert "Diskuterades med Hägersten-Älvsjö stadsdelsförvaltning" in shown
    assert "För vem Ofrivilligt ensamma äldre, unga vuxna utan sysselsättning" in shown


# ---------------------------------------------------------------- nothing internal, few queries


@pytest.fixture(scope="module")
def notes() -> list[str]:
    """Every sentence of every internal note that is long enough to be no coincidence."""
    content = yaml.safe_load((FACTS / "partnerships.yaml").read_text(encoding="utf-8"))
    found = internal_notes(content)
    assert len(found) >= 4
    sentences = {part.strip() for note in found for part in re.split(r"(?<=[.!?;]) ", note)}
    return [*found, *(sentence for sentence in sentences if len(sentence) > 25)]


def addresses() -> Iterator[str]:
    """Every page of associations, and the files."""
    for page in Page.objects.live().filter(content_type__app_label="associations"):
        yield page.get_url()
    for name in ("foreningar", "partnerskap"):
        yield f"/{name}/export.csv"
        yield f"/{name}/export.json"


def test_no_internal_note_is_in_any_table(notes: list[str]) -> None:
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608
            kept = repr(cursor.fetchall())
        for note in notes:
            assert note not in kept, f"{model._meta.label}: {note}"


def test_no_internal_note_is_on_any_page_or_in_any_file(notes: list[str], client: Client) -> None:
    found = list(addresses())
    assert len(found) > 18
    for address in found:
        shown = client.get(address).getvalue().decode()
        for note in notes:
            assert note not in shown, f"{address}: {note}"


def test_a_page_needs_at_most_eight_queries_and_a_file_ten(client: Client) -> None:
    for address in addresses():
        client.get(address)
        # A file holds the whole list, with every kind of row of each entry.
        most = 11 if "/export." in address else 8
        assert count_queries(client, address) <= most, address
    for query in ("plats=alvsjo&foreningsslag=idrottsforening&amne=nattvandring",):
        address = f"{AssociationDirectoryPage.objects.get().url}?{query}"
        client.get(address)
        assert count_queries(client, address) <= 8
