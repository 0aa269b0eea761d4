"""Why a file was not taken is told in words, with its name."""

import pytest

from casework.files.file_types import FileRefused, Reason
from casework.files.refusals import message_of


def test_every_reason_is_told_with_the_name_and_in_words_of_its_own() -> None:
    told = {message_of(FileRefused(reason), "Plan.pdf") for reason in Reason}
    assert len(told) == len(Reason)
    assert all("”Plan.pdf”" in each for each in told)
    assert "”Plan.pdf” är för stor. En fil får vara högst 10 MB." in told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("C:\\Asa\\Plan.pdf", "”Plan.pdf” är tom"),
        ("plan\u202efdp.exe", "”planfdp.exe” är tom"),
        ("100 %(a)s.pdf", "”100 %(a)s.pdf” är tom"),
        ("", "”Bilaga” är tom"),
        ("a" * 100 + ".pdf", f"”{'a' * 59}…” är tom"),
    ],
)
def test_a_name_is_told_as_its_sender_knows_it_and_no_longer(sent: str, told: str) -> None:
    assert message_of(FileRefused(Reason.EMPTY), sent).startswith(told)
