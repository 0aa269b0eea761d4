"""Whom a text names: in whatever way people write addresses, names and numbers."""

import pytest

from casework.extracts.people import Person, national_digits

ANNA = Person(name="Åsa Öberg-Ström")
MAIL = Person(email="asa@exempel.se")
PHONE = Person(phone="070-123 45 67")


@pytest.mark.parametrize(
    ("person", "text", "is_in"),
    [
        (ANNA, "Jag heter Åsa Öberg-Ström.", True),
        (ANNA, "ÅSA ÖBERG-STRÖM", True),
        (ANNA, "Öberg-Ström, Åsa", True),
        (ANNA, "Åsa\nÖberg-Ström", True),
        (ANNA, "Åsa Öberg", False),
        (ANNA, "Våsa Öberg-Ström", False),
        (MAIL, "skriv till Asa@Exempel.se.", True),
        (MAIL, '{"email": "asa@exempel.se"}', True),
        (MAIL, "lisa-asa@exempel.se", False),
        (MAIL, "asa@exempel.sen", False),
        (PHONE, "ring 0701234567", True),
        (PHONE, "+46 70 123 45 67", True),
        (PHONE, "0046 (0)70-123 45 67", True),
        (PHONE, "070-123 45 678", False),
        (PHONE, "1070-123 45 67", False),
        (Person(phone="+46 (0)70 1234567"), "070-123 45 67", True),
        (Person(), "vad som helst", False),
        (Person(name="a.b (c"), "inget mönster a.b (c", True),
    ],
)
def test_a_person_is_found_as_people_write(person: Person, text: str, is_in: bool) -> None:
    assert person.is_in(text) is is_in


def test_few_digits_are_no_number() -> None:
    assert national_digits("12 34") == ""
    assert not Person(phone="1234").is_in("1234")
