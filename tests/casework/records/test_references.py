"""References can be read out on the phone, and mistakes are noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.records.references import ALPHABET, BadReference, generate, is_reference, normalise

# The same seed gives the same reference, so that a failure can be repeated.
references = st.randoms(use_true_random=False).map(lambda seeded: generate(seeded.choice))


def plain(reference: str) -> str:
    return reference.replace("-", "")


@given(references)
def test_a_reference_is_two_groups_of_four_that_we_recognise(reference: str) -> None:
    assert len(reference) == 9
    assert reference[4] == "-"
    assert normalise(reference) == reference


@given(references)
def test_a_reference_holds_no_vowel_and_no_two_characters_that_look_alike(reference: str) -> None:
    assert not set(plain(reference)) & set("AEIOUYÅÄÖ01L")
    for one, other in ("8B", "5S", "2Z", "6G"):
        assert not {one, other} <= set(ALPHABET)


@given(references, st.sampled_from([" ", "-", "–", "  ", ".", "\u00a0", ""]), st.booleans())
def test_it_does_not_matter_how_a_reference_is_said(
    reference: str, between: str, is_low: bool
) -> None:
    said = between.join(plain(reference))
    assert normalise(said.lower() if is_low else said) == reference


@given(references)
def test_look_alikes_are_understood(reference: str) -> None:
    misread = plain(reference).translate(str.maketrans("8526V", "BSZGU"))
    assert normalise(misread) == reference


@given(references, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(reference: str, place: int, other: str) -> None:
    right = plain(reference)
    wrong = right[:place] + other + right[place + 1 :]
    assert is_reference(wrong) == (wrong == right)


@given(references, st.integers(0, 7), st.integers(0, 7))
def test_two_characters_that_changed_places_are_always_noticed(
    reference: str, one: int, other: int
) -> None:
    right = plain(reference)
    swapped = list(right)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert is_reference("".join(swapped)) == ("".join(swapped) == right)


@pytest.mark.parametrize(
    "said", ["", "T7K4", "T7K4-9XQ2-3", "OOOO-OOOO", "åäö", "\x00" * 8, "🙂" * 8]
)
def test_rubbish_is_no_reference(said: str) -> None:
    with pytest.raises(BadReference):
        normalise(said)


@given(st.text(max_size=40))
def test_no_text_breaks_the_check(said: str) -> None:
    assert is_reference(said) in {True, False}


def test_references_come_from_a_source_that_cannot_be_guessed() -> None:
    drawn = {generate() for _ in range(2000)}
    assert len(drawn) == 2000
