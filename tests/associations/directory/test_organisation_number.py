"""Organisation numbers in every form that people write them."""

import pytest

from associations.directory.domain.organisation_number import (
    LooksLikeAPerson,
    NotAnOrganisationNumber,
    normalise,
    shown,
)


@pytest.mark.parametrize(
    "written",
    [
        "802012-3454",
        "8020123454",
        "168020123454",
        "16802012-3454",
        "802012–3454",
        "802012\u00a03454",
        " 802012 - 3454 ",
        "".join(chr(0xFF10 + int(digit)) for digit in "8020123454"),
        "802012\u00ad3454",
        "SE802012345401",
        "se 802012-3454 01",
    ],
)
def test_every_way_to_write_a_number_gives_the_same_ten_digits(written):
    assert normalise(written) == "8020123454"


def test_the_sample_number_of_the_city_is_valid_and_shown_with_a_hyphen():
    assert shown(normalise("212000-0142")) == "212000-0142"


@pytest.mark.parametrize(
    "written",
    [
        "811228-9874",
        "SE811228987401",
        "198112289874",
        "19811228-9874",
        "8112289874",
        "811218+9876",
        "pnr 811218-9876",
        "811218-9876 (ordföranden)",
    ],
)
def test_a_personal_number_is_refused_without_being_repeated(written):
    with pytest.raises(LooksLikeAPerson) as refused:
        normalise(written)
    assert str(refused.value) == ""


@pytest.mark.parametrize(
    "written",
    [
        "802012-3455",
        "12345",
        "abc",
        "8020123454123",
        "80201234-5x",
        "SE802012345402",
        "SE802012345501",
    ],
)
def test_anything_else_is_no_organisation_number(written):
    with pytest.raises(NotAnOrganisationNumber):
        normalise(written)
