"""What a search finds, and in which order, on whichever database the tests run."""

import pytest

from core.pages.search_document import SearchDocument
from searching.models import SearchEntry
from tests.searching.stored import Found, add, titles


@pytest.fixture(autouse=True)
def _portal(db: None) -> None:
    add(
        SearchDocument(kind="place", title="Älvsjö", summary="En stadsdel."),
        SearchDocument(kind="place", title="Älvsjö/Solberga", text="Torget i Älvsjö. " * 20),
        SearchDocument(
            kind="measure",
            title="Nattvandring i Älvsjö/Solberga",
            summary="Vuxna från föreningar går tillsammans.",
            text="Nattvandringarna började 2023. Trygghetsvandringar hålls på våren.",
        ),
        SearchDocument(
            kind="answer",
            title="Konkreta och direkta trygghetsskapande åtgärder",
            codes=("HÄ 2024/295",),
            text="Svar på skrivelse. Kameror nämns. Nattvandring nämns.",
        ),
        SearchDocument(
            kind="answer",
            title="Medborgarförslag",
            codes=("HV2024/871",),
            text="Svar med hänvisning till dnr HÄ 2023/12.",
        ),
        SearchDocument(kind="page", title="Om portalen", text="Vad portalen är. Att läsa."),
    )


@pytest.mark.parametrize("typed", ["alvsjo", "Älvsjö", "ÄLVSJÖ", "A\u0308lvsjo\u0308"])
def test_a_place_is_found_first_by_its_name(find: Found, typed: str) -> None:
    assert titles(find(typed))[0] == "Älvsjö"


@pytest.mark.parametrize("typed", ["nattvandringar", "nattvandring", "nattvandr"])
def test_a_measure_is_found_in_any_form_of_the_word(find: Found, typed: str) -> None:
    assert titles(find(typed)) == [
        "Nattvandring i Älvsjö/Solberga",
        "Konkreta och direkta trygghetsskapande åtgärder",
    ]


def test_a_compound_is_found_by_its_beginning(find: Found) -> None:
    assert "Nattvandring i Älvsjö/Solberga" in titles(find("trygghetsvandr"))
    assert "Konkreta och direkta trygghetsskapande åtgärder" in titles(find("trygghet"))


@pytest.mark.parametrize("typed", ["HÄ 2024/295", "hä2024/295", "2024/295", "ha 2024/295"])
def test_an_answer_is_found_by_its_registry_number(find: Found, typed: str) -> None:
    assert titles(find(typed)) == ["Konkreta och direkta trygghetsskapande åtgärder"]


def test_a_registry_number_in_a_text_is_found(find: Found) -> None:
    assert titles(find("HÄ 2023/12")) == ["Medborgarförslag"]
    assert titles(find("HV2024/871")) == ["Medborgarförslag"]


def test_all_words_must_be_found(find: Found) -> None:
    assert titles(find("nattvandring föreningar")) == ["Nattvandring i Älvsjö/Solberga"]


def test_a_stop_word_narrows_nothing_and_alone_is_looked_for_in_titles(find: Found) -> None:
    assert titles(find("nattvandring i älvsjö"))[0] == "Nattvandring i Älvsjö/Solberga"
    assert titles(find("om")) == ["Om portalen"]
    assert find("att").total == 0


@pytest.mark.parametrize(
    "typed",
    [
        '"', "''", "\x00", "nattvandring\x00", "AND", "OR NOT", "NEAR(a b)", "*", "a*", "-a", "^a",
        ":", "title:a", "(", ")", "a & | !", "\\", "%", "_", "';--", "{}", "👩\u200d👩\u200d👧",
        "\ud800".encode("utf-8", "replace").decode(), "<b>", "a" * 20_000, "ord " * 5_000,
        "\u202eabc", "محمد علي", "क्षेत्र", "²", "\uff11\uff12", " ",
    ],
)  # fmt: skip
def test_no_input_is_an_error(find: Found, typed: str) -> None:
    listing = find(typed)
    assert listing.total == 0 or listing.entries


def test_a_search_without_a_word_in_it_finds_nothing(find: Found) -> None:
    listing = find("👩\u200d👧")
    assert (listing.total, listing.entries) == (0, [])
    assert listing.suggestions is not None


def test_an_empty_search_lists_everything_by_title(find: Found) -> None:
    listing = find("")
    assert listing.total == SearchEntry.objects.count()
    assert titles(listing)[-1] == "Älvsjö/Solberga"


def test_results_show_why_they_were_found(find: Found) -> None:
    entry = find("kameror").entries[0]
    assert [part.text for part in entry.excerpt if part.is_match] == ["Kameror"]


def test_the_readers_language_comes_first(find: Found) -> None:
    english = SearchDocument(kind="page", title="Nattvandring in English")
    add(english, language="en", start=100)
    assert titles(find("nattvandring"))[-1] == "Nattvandring in English"


# ---------------------------------------------------------------- nothing found


def test_a_misspelt_word_is_put_right(find: Found) -> None:
    suggestions = find("natvandring").suggestions
    assert suggestions is not None
    assert suggestions.spelling is not None
    assert suggestions.spelling.text == "nattvandring"
    assert suggestions.spelling.url == "/sok/?q=nattvandring"


def test_words_that_find_something_alone_are_offered(find: Found) -> None:
    suggestions = find("nattvandring frukost").suggestions
    assert suggestions is not None
    assert [(way.text, way.count) for way in suggestions.words] == [("nattvandring", 2)]


def test_no_way_leads_to_another_empty_page(find: Found) -> None:
    suggestions = find("natvandring frukost", typ="place").suggestions
    assert suggestions is not None
    assert suggestions.spelling is None
    assert suggestions.without_filters is None
    assert [way.text for way in suggestions.words] == ["nattvandring"]


def test_choices_that_leave_nothing_can_be_dropped(find: Found) -> None:
    suggestions = find("medborgarförslag", typ="place").suggestions
    assert suggestions is not None
    assert suggestions.without_filters is not None
    assert suggestions.without_filters.url == "/sok/?q=medborgarf%C3%B6rslag"
