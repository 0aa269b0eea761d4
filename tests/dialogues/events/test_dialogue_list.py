"""What is to come, the next first; what has been after it; and the same as a month."""

from datetime import date, datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from core.times.days import STOCKHOLM
from dialogues.models import DialogueForm, DialogueIndexPage, DialogueKind, DialoguePage
from home.models import HomePage, PlaceIndexPage, PlacePage
from tests.conftest import count_queries
from tests.factories.dialogues import DialogueChangeFactory, DialogueFactory
from tests.factories.home import PlaceFactory

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [entry.title for entry in response.context["list"].entries]


def parts(response) -> dict[str, list[str]]:
    return {
        part.heading: [row.entry.title for row in part.rows] for part in response.context["parts"]
    }


def ahead(**more: float) -> datetime:
    return timezone.now() + timedelta(**more)


@pytest.fixture
def some(dialogue_index: DialogueIndexPage, square: PlacePage) -> DialogueIndexPage:
    """One of each state, made in another order than that in which they are listed."""
    make = {"parent": dialogue_index, "places": [square]}
    DialogueFactory(**make, title="Sist", starts_at=ahead(days=40), kind=DialogueKind.WALK)
    DialogueFactory(**make, title="Odaterad", undated=True)
    DialogueFactory(**make, title="Hållen", held=True)
    DialogueFactory(**make, title="Snart", starts_at=ahead(days=2), form=DialogueForm.ONLINE)
    DialogueFactory(**make, title="Inställd", starts_at=ahead(days=9), cancelled=True)
    DialogueFactory(**make, title="Rapporterad", reported=True)
    DialogueFactory(**make, title="Nu", hybrid=True, live_now=True)
    DialogueFactory(**make, title="Ett utkast", publish=False)
    return dialogue_index


def test_what_is_to_come_stands_first_with_the_next_on_top(some, visitor: Client) -> None:
    response = visitor.get(some.url)
    assert parts(response) == {
        "Kommande": ["Nu", "Snart", "Inställd", "Sist"],
        "Tidigare och utan datum": ["Hållen", "Rapporterad", "Odaterad"],
    }
    assert response.context["list"].total == 7
    assert "7 dialoger" in response.text
    for state in ("Pågår nu", "Kommer", "Inställd", "Hållen, rapport på väg", "Rapport finns"):
        assert state in response.text, state


def test_what_was_moved_says_so_with_its_old_date(some, visitor: Client) -> None:
    moved = DialoguePage.objects.get(title="Snart")
    was = datetime(2026, 1, 7, 18, 30, tzinfo=STOCKHOLM)
    DialogueChangeFactory(dialogue=moved, old_starts_at=was, new_starts_at=moved.starts_at)
    moved.save_revision().publish()
    rows = visitor.get(some.url).text.split("<li class=")
    told = [row for row in rows if "Ny tid. Förut:" in row]
    assert len(told) == 1
    assert "Snart" in told[0]
    assert "<s>onsdag 7 januari 2026 kl. 18.30</s>" in told[0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("nar=kommande", ["Nu", "Snart", "Inställd", "Sist"]),
        ("nar=tidigare", ["Hållen", "Rapporterad"]),
        ("nar=utan-datum", ["Odaterad"]),
        ("form=digitalt", ["Nu", "Snart"]),
        ("form=digitalt&form=pa-plats&dialogslag=walk", ["Sist"]),
        ("status=reported", ["Rapporterad"]),
        ("plats=torget&nar=tidigare", ["Hållen", "Rapporterad"]),
        ("q=rapporterad", ["Rapporterad"]),
    ],
)  # fmt: skip
def test_choices_and_words_narrow_the_list(some, visitor: Client, query, expected) -> None:
    assert titles(visitor.get(f"{some.url}?{query}")) == expected


def test_counts_are_those_of_the_list_that_a_choice_would_give(some, visitor: Client) -> None:
    groups = {
        group.name: {option.key: option.count for option in group.options}
        for group in visitor.get(some.url).context["list"].groups
    }
    assert groups["dialogue_when"] == {"kommande": 4, "tidigare": 2, "utan-datum": 1}
    assert groups["dialogue_form"] == {"pa-plats": 6, "digitalt": 2}
    for name, parameter in (("dialogue_when", "nar"), ("dialogue_form", "form")):
        for key, count in groups[name].items():
            response = visitor.get(f"{some.url}?{parameter}={key}")
            assert response.context["list"].total == count


def test_the_order_goes_on_over_pages(dialogue_index, visitor: Client) -> None:
    for number in range(1, 23):
        DialogueFactory(parent=dialogue_index, title=f"K{number:02}", starts_at=ahead(days=number))
    DialogueFactory(parent=dialogue_index, title="Hållen", held=True)
    first, second = visitor.get(dialogue_index.url), visitor.get(f"{dialogue_index.url}?sida=2")
    listed = titles(first) + titles(second)
    assert listed == [*(f"K{number:02}" for number in range(1, 23)), "Hållen"]


# ------------------------------------------------------------------ the month


class Table(HTMLParser):
    """The rows of the first table, each a list of what its cells say."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.heads: list[str | None] = []
        self.is_inside = False
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        self.is_inside = self.is_inside or tag == "table"
        if self.is_inside and tag == "tr":
            self.rows.append([])
        elif self.is_inside and tag in ("td", "th"):
            self.rows[-1].append("")
            if tag == "th":
                self.heads.append(dict(attrs).get("scope"))

    def handle_endtag(self, tag) -> None:
        self.is_inside = self.is_inside and tag != "table"

    def handle_data(self, data) -> None:
        if self.is_inside and self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += f" {data.strip()}"


def test_the_month_is_a_table_of_whole_weeks(dialogue_index, square, visitor: Client) -> None:
    for day, hour in ((1, 0), (3, 18), (3, 9), (31, 23)):
        DialogueFactory(
            parent=dialogue_index,
            title=f"D{day}-{hour}",
            starts_at=datetime(2026, 12, day, hour, 30, tzinfo=STOCKHOLM),
            places=[square] if day == 3 else [],
        )
    DialogueFactory(parent=dialogue_index, title="Odaterad", undated=True, as_of=date(2026, 12, 1))
    response = visitor.get(f"{dialogue_index.url}?manad=2026-12")
    table = Table(response.text)
    assert table.heads == ["col"] * 7
    assert [len(row) for row in table.rows] == [7] * 6
    (third,) = [cell for row in table.rows for cell in row if "D3-" in cell]
    assert third.index("kl. 9.30" if "kl. 9.30" in third else "kl. 09.30") < third.index(
        "kl. 18.30"
    )
    assert "torsdag" in third
    cells = [cell for row in table.rows[1:] for cell in row]
    assert "D1-0" in cells[1]
    assert "D31-23" in cells[31]
    assert "Odaterad" not in " ".join(cells)
    month = response.context["month"]
    assert month.total == 4
    assert "4 dialoger den här månaden" in response.text
    assert month.before_url.endswith("?manad=2026-11")
    assert month.after_url.endswith("?manad=2027-01")
    narrowed = visitor.get(f"{dialogue_index.url}?plats=torget&manad=2026-12")
    assert narrowed.context["month"].total == 2
    assert 'name="manad" value="2026-12"' in narrowed.text
    assert "plats=torget" in narrowed.context["month"].after_url
    assert visitor.get(f"{dialogue_index.url}?q=D31&manad=2026-12").context["month"].total == 1
    # What is no month is the list.
    assert visitor.get(f"{dialogue_index.url}?manad=2026-13").context["month"] is None


# ------------------------------------------------------------------ elsewhere


def test_a_place_lists_the_next_first_then_the_latest(some, square, visitor: Client) -> None:
    page = visitor.get(square.url)
    section = next(s for s in page.context["hub"].sections if s.section.kind == "dialogue")
    shown = [entry.title for entry in section.local]
    assert shown == ["Nu", "Snart", "Inställd", "Sist", "Hållen", "Rapporterad"]
    assert section.local_total == 7
    assert 'id="dialoger"' in page.text


def test_what_goes_on_past_midnight_is_not_past_at_its_place(
    dialogue_index: DialogueIndexPage, square, visitor: Client
) -> None:
    for title, starts, ends in (("Natten", -26, 2), ("Förr", -50, -49), ("Sen", 30, 31)):
        times = {"starts_at": ahead(hours=starts), "ends_at": ahead(hours=ends)}
        DialogueFactory(parent=dialogue_index, title=title, places=[square], **times)
    sections = visitor.get(square.url).context["hub"].sections
    (shown,) = (each.local for each in sections if each.section.kind == "dialogue")
    assert [entry.title for entry in shown] == ["Natten", "Sen", "Förr"]


def test_the_front_page_shows_the_next_with_one_button_and_the_latest_reports(
    some, visitor: Client
) -> None:
    (card,) = visitor.get("/").context["cards"]
    assert card.context["next"].entry.title == "Nu"
    assert [row.entry.title for row in card.context["later"]] == ["Snart", "Sist"]
    assert [entry.title for entry in card.context["reports"]] == ["Rapporterad"]
    text = visitor.get("/").text
    hero = text.split("Härnäst")[1].split("</section>")[0]
    assert hero.count('class="button') == 1
    assert "Torget" in hero
    assert "Inställd" not in hero


def test_what_goes_on_for_weeks_stays_on_the_front_page_while_it_does(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    times = {"starts_at": ahead(days=-20), "ends_at": ahead(days=20)}
    DialogueFactory(parent=dialogue_index, title="Utställningen", **times)
    over = {"starts_at": ahead(days=-3), "ends_at": ahead(days=-2)}
    DialogueFactory(parent=dialogue_index, title="Har varit", **over)
    text = visitor.get("/").text
    assert "Utställningen" in text
    assert "Har varit" not in text


def test_without_dialogues_the_front_page_says_nothing_of_them(
    front: HomePage, visitor: Client
) -> None:
    assert visitor.get("/").context["cards"] == []
    assert "Härnäst" not in visitor.get("/").text


def test_search_finds_a_dialogue_by_what_it_is_about(dialogue_index, visitor: Client) -> None:
    DialogueFactory(parent=dialogue_index, title="Kvällspromenad", problem="Mörka gångvägar.")
    response = visitor.get("/sok/?q=gångväg&typ=dialogue")
    assert titles(response) == ["Kvällspromenad"]
    assert "Dialog" in response.text


def test_lists_cost_the_same_for_few_and_many(
    dialogue_index: DialogueIndexPage, place_index: PlaceIndexPage, visitor: Client
) -> None:
    places = [PlaceFactory(parent=place_index) for _ in range(3)]

    def add(number: int) -> None:
        for each in range(number):
            DialogueFactory(
                parent=dialogue_index,
                places=places,
                starts_at=ahead(days=each + 1 if each % 2 else -each - 1),
            )

    month = f"{timezone.localdate():%Y-%m}"
    urls = [
        f"{dialogue_index.url}{query}"
        for query in ("", "?nar=tidigare", "?q=dialog", f"?manad={month}", "?plats=plats-1")
    ]
    urls += ["/", places[0].url]
    add(3)
    for url in urls:
        visitor.get(url)
    few = {url: count_queries(visitor, url) for url in urls}
    assert max(few.values()) <= 8
    add(25)
    for url in urls:
        visitor.get(url)
    assert {url: count_queries(visitor, url) for url in urls} == few
