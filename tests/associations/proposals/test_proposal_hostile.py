"""What awkward and hostile senders put into a proposal.

The twelve awkward inputs, and where each has its test (here unless a file is named):

1. Organisation numbers in all spellings: `test_an_organisation_number_is_understood_or_refused`
2. Names: `test_names_of_all_kinds_are_kept_and_shown`
3. E-mail addresses: `test_an_address_is_taken_however_it_was_pasted`
4. What comes out of Word: `test_what_is_pasted_from_word_is_kept`
5. Files: test_propose.py `test_a_refused_file_keeps_the_words_and_the_other_files`, and
   `test_a_file_reaches_the_officer_as_something_to_save`
6. Twice: test_propose.py `test_sent_twice_it_is_one_case_with_one_receipt`, and
   test_proposal_once.py `test_sent_twice_at_the_same_moment_it_is_one_case`
7. Back and reload: test_propose.py `test_words_changed_after_sending_are_kept…`
8. An old token: test_propose.py `test_an_expired_token_keeps_words_and_files`; no cookies:
   test_proposal_once.py `test_a_browser_without_cookies_can_propose`; no scripts:
   browser/test_without_scripts.py
9. Emoji: `test_emoji_stay_whole_from_the_form_to_the_exports`
10. Lengths: `test_long_answers_are_kept_and_too_long_ones_come_back`, `test_blanks_are_no_answer`
11. Personal numbers: `test_a_personal_number_is_refused_in_every_field`,
    `test_a_personal_number_in_a_file_name_goes_no_further`
12. Formulas, scripts, templates and line ends: `test_what_looks_like_code_is_text_everywhere`,
    `test_no_line_end_gets_into_a_mail_header`
"""

import csv
import io
import logging
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from associations.models import Proposal
from associations.proposals.domain.questions import WRITTEN, Answer, all_questions
from associations.proposals.forms.proposal import ProposalForm
from casework.models import HeldFile, Mail
from home.models import PlacePage
from tests.associations.proposals.handling import LIST, case_of, officers_browser
from tests.associations.proposals.test_propose import (
    FORM,
    PURPOSE,
    WORDS,
    review,
    send,
    upload,
    written,
)
from tests.exported import fetched
from tests.factories import files as make
from tests.filled_forms import filled, form_of
from tests.smtp import Mailbox

CODE = "<script>alert(1)</script>{{ settings.SECRET_KEY }}{% debug %}"
FORMULA = '=HYPERLINK("http://x")'
FREE = [q.name for q in all_questions() if q.answer in (Answer.LINE, Answer.TEXT)]
MAYBE = ["phone", "email", "organisation_number"]
PERSON = "811218-9876"

pytestmark = pytest.mark.usefixtures("register")


def checked(square: PlacePage, **changes: str) -> ProposalForm:
    """The form, filled in and examined, without the way over the network."""
    words = {**WORDS, "places": str(square.pk), **changes}
    data = QueryDict(mutable=True)
    data.update({name: values[0] for name, values in filled({}, PURPOSE, **words).items()})
    form = ProposalForm(data, now=timezone.now())
    form.full_clean()
    return form


def proposed(visitor: Client, square: PlacePage, **changes: str) -> Proposal:
    """What is stored when somebody goes through form and review."""
    reviewed = review(visitor, written(visitor, square, **changes))
    assert reviewed.status_code == 200, reviewed.content.decode()
    assert send(visitor, form_of(reviewed)).status_code == 302
    return Proposal.objects.get()


def pages_of(visitor: Client, proposal: Proposal) -> dict[str, str]:
    """Every page that shows a proposal, to its sender and to officers."""
    officer = officers_browser()
    token = proposal.token
    answers: dict[str, Any] = {
        "receipt": visitor.get(f"/partnerskap/foresla/tack/{token}/"),
        "mine": visitor.get(f"/partnerskap/mitt-forslag/{token}/"),
        "list": officer.get(LIST),
        "case": officer.get(case_of(proposal)),
        "printout": officer.post(f"{case_of(proposal)}lamna-ut/", {"form": "print"}),
    }
    assert {answer.status_code for answer in answers.values()} == {200}
    return {name: answer.content.decode() for name, answer in answers.items()}


def exported(kind: str) -> bytes:
    return fetched(officers_browser(), f"{LIST}?export={kind}")


# ---------------------------------------------------------------- words


def test_an_organisation_number_is_understood_or_refused(square: PlacePage) -> None:
    """Awkward input 1."""
    spelled = [
        "802012-3454",
        "168020123454",
        "802012–3454",
        "802012\u00a03454",
        "".join(chr(ord(digit) + 0xFEE0) for digit in "8020123454"),
    ]
    for number in spelled:
        form = checked(square, organisation_number=number)
        assert form.cleaned_data["organisation_number"] == "8020123454", number
    for absent in ("", "Saknas", " – "):
        form = checked(square, organisation_number=absent)
        assert form.cleaned_data["organisation_number"] == ("saknas" if absent else "")
    person = checked(square, organisation_number=PERSON)
    assert "Ta bort personnumret" in str(person.errors["organisation_number"])
    assert "811218" not in str(person)


def test_names_of_all_kinds_are_kept_and_shown(visitor: Client, square: PlacePage) -> None:
    """Awkward input 2."""
    proposal = proposed(
        visitor,
        square,
        association_name="A\u030arsta jämt",
        contact_name="محمد علي",
        contact_role="O'Neill",
        partners="Łukasz\nCher",
    )
    assert proposal.association_name == "Årsta jämt"
    assert proposal.contact_name == "محمد علي"
    assert proposal.partners == "Łukasz\nCher"
    case = pages_of(visitor, proposal)["case"]
    for name in ("Årsta jämt", "محمد علي", "O&#x27;Neill", "Łukasz"):
        assert name in case


def test_an_address_is_taken_however_it_was_pasted(square: PlacePage, mailbox: Mailbox) -> None:
    """Awkward input 3, as far as the mail server."""
    pasted = {
        "anna+iop@förening.se ": "anna+iop@förening.se",
        "<Anna@Exempel.SE>": "Anna@exempel.se",
        "mailto:a@exempel.se": "a@exempel.se",
    }
    for raw, kept in pasted.items():
        assert checked(square, email=raw).cleaned_data["email"] == kept
    for wrong in ("asa", "a@b", "a@exempel.se\nBcc: b@exempel.se", "a@exempel.se, b@exempel.se"):
        assert "namn@exempel.se" in str(checked(square, email=wrong).errors["email"]), wrong
    send(Client(), written(Client(), square, email="anna+iop@förening.se"))
    call_command("worker", once=True)
    assert ["anna+iop@xn--frening-90a.se"] in mailbox.recipients


def test_what_is_pasted_from_word_is_kept(visitor: Client, square: PlacePage) -> None:
    """Awkward input 4, and characters that no database takes."""
    pasted = "”Rad” ett\r\n•\tRad\u00ad två\u200b – <b>fet</b>\x00\x0b\x85"
    proposal = proposed(visitor, square, problem=pasted, title="Ljus\x00\r\n på \u00a0planen")
    assert proposal.problem == "”Rad” ett\n•\tRad\u00ad två\u200b – <b>fet</b>"
    assert proposal.title == "Ljus på planen"


def test_emoji_stay_whole_from_the_form_to_the_exports(visitor: Client, square: PlacePage) -> None:
    """Awkward input 9, and 12 in exports."""
    title = "👩‍👩‍👧 på torget 𝄞"
    proposal = proposed(visitor, square, title=title, problem=FORMULA, phone="+46 8 123 45 67")
    assert proposal.title == title
    assert all(
        title in page for name, page in pages_of(visitor, proposal).items() if name != "receipt"
    )
    assert {
        mail.subject.isascii() or proposal.reference in mail.subject for mail in Mail.objects.all()
    } == {True}
    text = io.StringIO(exported("csv").decode("utf-8-sig"))
    row = next(csv.DictReader(text, delimiter=";"))
    assert title in row.values()
    assert f"'{FORMULA}" in row.values()
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "@"))]
    sheet = openpyxl.load_workbook(io.BytesIO(exported("xlsx"))).active
    assert sheet
    cells = [cell for cells in sheet.iter_rows() for cell in cells]
    assert title in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_long_answers_are_kept_and_too_long_ones_come_back(
    visitor: Client, square: PlacePage
) -> None:
    """Awkward input 10."""
    whole, word = "Ljus på torget. " * 1250, "trygg" * 60
    proposal = proposed(visitor, square, activity=whole, goal=word)
    assert proposal.activity == whole.strip()
    assert proposal.goal == word
    assert word in pages_of(visitor, proposal)["case"]
    refused = checked(square, title=word, budget=whole + "12345")
    assert "Ta bort 140 tecken" in str(refused.errors["title"])
    assert "Ta bort 5 tecken" in str(refused.errors["budget"])
    assert word in str(refused)


def test_blanks_are_no_answer(square: PlacePage) -> None:
    """Awkward input 10."""
    blanks = " \t\r\n\u00a0\u2003\x00"
    form = checked(square, **{**dict.fromkeys(WRITTEN, blanks), "organisation_number": "\u2003"})
    required = {q.name for q in all_questions() if q.is_required} - {"places"}
    assert set(form.errors) == required


# ---------------------------------------------------------------- persons


def test_a_personal_number_is_refused_in_every_field(
    visitor: Client, square: PlacePage, caplog: pytest.LogCaptureFixture
) -> None:
    """Awkward input 11: neither repeated in a message, nor stored, nor logged."""
    caplog.set_level(logging.DEBUG)
    for spelled in (PERSON, "19811218 9876", "811218\u20139876"):
        form = checked(square, **dict.fromkeys(FREE, f"Han har {spelled}."))
        assert set(form.errors) == set(FREE)
        assert "811218" not in str(form.errors)
    for name in MAYBE:
        assert name in checked(square, **{name: PERSON}).errors
    everywhere = written(visitor, square, **dict.fromkeys([*FREE, *MAYBE], PERSON))
    assert review(visitor, everywhere).status_code == 422
    assert send(visitor, everywhere).status_code == 422
    assert not Proposal.objects.exists()
    assert not Mail.objects.exists()
    told = (r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    assert "811218" not in "".join(told)


def test_a_personal_number_in_a_file_name_goes_no_further(
    visitor: Client, square: PlacePage, caplog: pytest.LogCaptureFixture
) -> None:
    """Awkward input 11, taken or refused."""
    caplog.set_level(logging.DEBUG)
    right = upload(f"Intyg {PERSON}.pdf", make.pdf_bytes())
    wrong = upload(f"{PERSON}.exe", make.exe_bytes())
    page = review(visitor, written(visitor, square), right, wrong)
    assert page.status_code == 422
    assert "811218" not in page.content.decode()
    assert HeldFile.objects.get().name == "Bilaga.pdf"
    told = (r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    assert "811218" not in "".join(told)


# ---------------------------------------------------------------- code


def test_what_looks_like_code_is_text_everywhere(visitor: Client, square: PlacePage) -> None:
    """Awkward input 12: in review, receipt, Mitt förslag, list, case, printout, and mails."""
    said = dict.fromkeys(FREE, CODE)
    reviewed = review(
        visitor, written(visitor, square, **said), upload("<img src=x>.pdf", make.pdf_bytes())
    )
    shown = reviewed.content.decode()
    assert reviewed.status_code == 200
    assert send(visitor, form_of(reviewed)).status_code == 302
    proposal = Proposal.objects.get()
    pages = {"review": shown, **pages_of(visitor, proposal)}
    for name, page in pages.items():
        assert "<script>alert" not in page, name
        assert "<img src=x" not in page, name
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt;{{ settings.SECRET_KEY }}{% debug %}"
    for name in ("review", "case", "printout"):
        assert pages[name].count(escaped) >= len(FREE), name
    mailed = "".join(mail.subject + mail.message for mail in Mail.objects.all())
    assert "script" not in mailed
    assert form_of(visitor.post(FORM, {**form_of(reviewed), "step": "edit"}))["title"] == [CODE]


def test_no_line_end_gets_into_a_mail_header(
    visitor: Client, square: PlacePage, mailbox: Mailbox
) -> None:
    """Awkward input 12, as the mail server sees it."""
    injected = "Ljus\r\nBcc: alla@exempel.se\r\n\r\nHej"
    names = ("title", "association_name", "contact_name", "contact_role")
    proposal = proposed(visitor, square, **dict.fromkeys(names, injected))
    assert proposal.title == "Ljus Bcc: alla@exempel.se Hej"
    call_command("worker", once=True)
    assert mailbox.recipients == [["asa@exempel.se"]]
    assert mailbox.received[0]["Bcc"] is None
    assert proposal.reference in str(mailbox.received[0]["Subject"])
    assert "alla@" not in mailbox.text()


def test_a_reference_opens_nothing(visitor: Client, square: PlacePage) -> None:
    proposal = proposed(visitor, square)
    for guess in (proposal.reference, proposal.link_key, str(proposal.pk), f"{proposal.token}x"):
        for path in ("mitt-forslag", "foresla/tack"):
            answer = visitor.get(f"/partnerskap/{path}/{guess}/")
            assert answer.status_code in {404, 410}, guess
            assert WORDS["problem"] not in answer.content.decode()


# ---------------------------------------------------------------- files


def test_a_file_reaches_the_officer_as_something_to_save(
    visitor: Client, square: PlacePage
) -> None:
    """Awkward input 5: whatever it was called, it has the content's type and runs nowhere."""
    hostile = upload("..\\..\\Åsas plan.pdf.html", make.pdf_bytes("<script>alert(1)</script>"))
    reviewed = review(visitor, written(visitor, square), hostile)
    assert reviewed.status_code == 200
    send(visitor, form_of(reviewed))
    file = Proposal.objects.get().files.get()
    assert file.name == "Åsas plan.pdf"
    assert "/" not in file.file.name
    address = f"{case_of(file.case)}bilaga/{file.pk}/"
    answer: Any = officers_browser().get(address)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == make.pdf_bytes("<script>alert(1)</script>")
    assert visitor.get(address).status_code == 302
