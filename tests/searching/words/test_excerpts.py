"""Why a page was found, shown with its words marked."""

from hypothesis import given
from hypothesis import strategies as st

from searching.words.excerpts import LONGEST_EXCERPT, Segment, excerpt, highlighted
from searching.words.query import read_query

LONG = "Förvaltningen samarbetar med många. " * 30
TEXT = f"{LONG}Nattvandringarna i Älvsjö (dnr HÄ 2024/295) började 2023. {LONG}"


def shown(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def marked(segments: list[Segment]) -> list[str]:
    return [segment.text for segment in segments if segment.is_match]


def test_words_are_marked_in_the_form_in_which_they_stand() -> None:
    segments = highlighted("Nattvandring i Älvsjö", read_query("nattvandringar alvsjo"))
    assert marked(segments) == ["Nattvandring", "Älvsjö"]
    assert shown(segments) == "Nattvandring i Älvsjö"


def test_a_registry_number_is_marked_whole() -> None:
    assert marked(highlighted("Dnr HÄ 2024/295", read_query("2024/295"))) == ["2024/295"]


def test_the_summary_is_shown_when_it_holds_a_match() -> None:
    segments = excerpt("Vuxna nattvandrar.", TEXT, read_query("nattvandra"))
    assert shown(segments) == "Vuxna nattvandrar."


def test_else_the_passage_with_most_words_is_shown() -> None:
    segments = excerpt("En insats.", TEXT, read_query("nattvandring alvsjo"))
    assert marked(segments) == ["Nattvandringarna", "Älvsjö"]
    assert len(shown(segments)) <= LONGEST_EXCERPT + 6
    assert shown(segments).startswith("… ")
    assert shown(segments).endswith(" …")


def test_without_a_match_the_summary_is_shown_as_it_is() -> None:
    assert excerpt("En insats.", TEXT, read_query("ordningsvakt")) == [
        Segment("En insats.", is_match=False)
    ]


def test_markup_in_a_text_stays_text() -> None:
    segments = highlighted("<b>Trygghet</b> & <script>", read_query("trygghet"))
    assert shown(segments) == "<b>Trygghet</b> & <script>"
    assert marked(segments) == ["Trygghet"]


@given(st.text(), st.text(max_size=40))
def test_nothing_is_lost_whatever_the_text(text: str, typed: str) -> None:
    assert shown(highlighted(text, read_query(typed))) == text
