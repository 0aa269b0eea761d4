"""Fields take what people write, and say what they cannot take."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from casework.public_forms.fields import ForgivingEmailField, OneLineField, PlainTextField
from core.language.email_addresses import BadAddress, mailable, normalise

text = PlainTextField(longest=20)
email = ForgivingEmailField()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Hej  ", "Hej"),
        ("rad 1\r\nrad 2\rrad 3", "rad 1\nrad 2\nrad 3"),
        ("a\x00b\x07c", "abc"),
        ("A\u0308lvsjö", "Älvsjö"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("محمد علي", "محمد علي"),
        ("<b>{{ x }}</b>", "<b>{{ x }}</b>"),
    ],
)
def test_words_are_kept_as_they_were_meant(written: str, kept: str) -> None:
    assert text.clean(written) == kept


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t ", "\x00", None])
def test_only_blanks_are_nothing(nothing: str | None) -> None:
    with pytest.raises(ValidationError):
        text.clean(nothing)


def test_a_text_that_is_too_long_is_told_by_how_much_and_not_cut() -> None:
    with pytest.raises(ValidationError, match="Ta bort 5 tecken"):
        text.clean("x" * 25)
    assert "maxlength" not in text.widget_attrs(text.widget)


def test_a_text_that_no_cleaning_makes_short_enough_is_refused_and_never_cut() -> None:
    with pytest.raises(ValidationError, match=r"Ta bort 79.*981 tecken"):
        text.clean("a" + "\u0301" * 80_000)


def test_blanks_and_marks_around_a_short_text_do_not_make_it_long() -> None:
    assert text.clean(" " * 400 + "A\u0308" * 20 + "\n" * 400) == "Ä" * 20


def test_a_personal_number_is_refused_without_being_repeated() -> None:
    with pytest.raises(ValidationError) as refused:
        text.clean("Se 811218-9876")
    assert refused.value.messages == ["Ta bort personnumret. Skriv inte om enskilda personer."]
    assert "9876" not in repr(refused.value)


def test_who_meant_a_phone_number_learns_how_to_write_it() -> None:
    with pytest.raises(ValidationError, match="070-123 45 67"):
        text.clean("Ring 0701012395")


def test_a_name_is_one_line() -> None:
    assert (
        OneLineField(longest=40).clean("Åsa\r\nBcc: alla@exempel.se") == "Åsa Bcc: alla@exempel.se"
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("anna@exempel.se ", "anna@exempel.se"),
        ("anna+iop@förening.se", "anna+iop@förening.se"),
        ("<Anna@Exempel.se>", "Anna@exempel.se"),
        ("mailto:anna@exempel.se", "anna@exempel.se"),
        ("anna@exem\npel.se", "anna@exempel.se"),
        ("anna@exempel.se\u200e", "anna@exempel.se"),
        ("anna\uff20exempel\u3002se", "anna@exempel.se"),
        ("anna@fo\u0308rening.se", "anna@förening.se"),
        ("anna@xn--frening-90a.se", "anna@förening.se"),
        ("anna@Straße.de", "anna@straße.de"),
    ],
)
def test_an_address_is_taken_however_it_was_pasted(written: str, kept: str) -> None:
    assert email.clean(written) == kept


@pytest.mark.parametrize(
    "written",
    ["anna", "anna@", "@exempel.se", "a b@", "x" * 250 + "@exempel.se", "a@" + "å" * 70 + ".se"],
)
def test_what_is_no_address_is_answered_with_an_example(written: str) -> None:
    with pytest.raises(ValidationError, match="Skriv e-postadressen så här"):
        email.clean(written)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("x@localhost", "en adress på internet"),
        ("x@dator.local", "en adress på internet"),
        ("x@[192.168.1.1]", "en adress på internet"),
        ("x@192.168.1.1", "en adress på internet"),
        ("åsa@exempel.se", "bokstäverna a–z"),
        ("x@-exempel.se", "kan inte vara en adress"),
        ("x@exempel..se", "kan inte vara en adress"),
    ],
)
def test_what_cannot_be_kept_is_refused_saying_why(written: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        email.clean(written)


@pytest.mark.parametrize(
    ("kept", "mailed"),
    [
        ("anna@exempel.se", "anna@exempel.se"),
        ("anna@förening.se", "anna@xn--frening-90a.se"),
        # Another domain than strasse.de, which the standard library would mail to.
        ("anna@straße.de", "anna@xn--strae-oqa.de"),
    ],
)
def test_what_is_kept_is_what_is_mailed_to(kept: str, mailed: str) -> None:
    assert email.clean(kept) == kept
    assert mailable(kept) == mailed
    assert email.clean(mailed) == kept


@given(st.text(max_size=40))
def test_an_address_that_is_kept_is_checked_again_to_the_same(written: str) -> None:
    try:
        kept = normalise(f"anna@{written}.se")
    except BadAddress:
        return
    assert normalise(kept) == kept
    assert mailable(kept).isascii()
