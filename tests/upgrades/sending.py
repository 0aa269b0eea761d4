"""What people and officers do in a portal before it is upgraded, with words that are easily lost.

Everything goes through addresses, so that a release of any age can be filled.
"""

import re
import time
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.files import pdf_bytes
from tests.filled_forms import form_of

# A form that is sent sooner than three seconds after it was shown comes back.
READS_FOR_S = 3.5
PASSWORD = "Fyra-Grå-Åsnor-åt-7-päron"
ODD = "Åsa Öberg-Ström d’Ärlig"
PROPOSE = "/partnerskap/foresla/formular/"
_PROPOSAL = {
    "association_name": "Föreningen Ljus – Älvsjö",
    "contact_name": ODD,
    "contact_role": "Ordförande",
    "email": "asa.oberg@exempel.se",
    "phone": "08-123 45 67",
    "title": "Idé 👩‍👩‍👧 på torget",
    "problem": "Det är mörkt vid planen.\nIngen går där efter kl. 18.",
    "activity": "• Vi vandrar på fredagar\n• ”Öppet hus” <b>&amp;</b>",
    "goal": "Fler ute: مرحبا, привет, 你好",
    "needs": "=SUM(A1) {{ lampor }} %s \\ '",
    "budget": "12 000 kr",
}
_ANSWER = {"text": "Vi är tretton – ibland 🎉 fler.\nHälsningar, Åsa"}


class Sent:
    """What was sent, to be looked for later: by row the fields, and links that open something."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.links: list[str] = []

    def note(self, model: str, words: dict[str, Any]) -> Any:
        """Find the newest row of `model`, which must hold `words`, and return it."""
        row = apps.get_model(model)._base_manager.latest("pk")
        for name, text in words.items():
            assert getattr(row, name) == text, f"{model}.{name}: {getattr(row, name)!r}"
        self.rows.append({"model": model, "pk": row.pk, "fields": words})
        return row


def send_everything(sent: Sent) -> None:
    """Send each public form, and let officers answer."""
    _propose(sent)
    _tell(sent)
    _sign_up(sent)


def send_last(sent: Sent) -> None:
    """Send two forms more, whose receipts nobody delivers."""
    _suggest(sent)


def make_accounts() -> list[dict[str, Any]]:
    """Make an administrator of everything, and one account for each role; return what they are."""
    groups = apps.get_model("auth", "Group")
    users = apps.get_model("core", "User")
    users.objects.create_superuser("administratör", "admin@exempel.se", PASSWORD)
    made: list[dict[str, Any]] = [
        {"username": "administratör", "password": PASSWORD, "groups": []},
    ]
    for group in groups.objects.order_by("name"):
        name = f"anställd-{group.pk}"
        user = users.objects.create_user(name, f"{name}@exempel.se", PASSWORD)
        user.groups.add(group)
        made.append({"username": name, "password": PASSWORD, "groups": [group.name]})
    return made


def _filled(visitor: Client, address: str, words: dict[str, Any]) -> dict[str, Any]:
    shown = visitor.get(address)
    assert shown.status_code == 200, f"{address} answered {shown.status_code}"
    time.sleep(READS_FOR_S)
    fields = {name: texts for name, texts in form_of(shown).items() if name != "attachments"}
    return {**fields, **words}


def _send(address: str, words: dict[str, Any]) -> Any:
    visitor = Client()
    answer = visitor.post(address, _filled(visitor, address, words))
    assert answer.status_code == 302, f"{address} answered {answer.status_code}: {answer.content!r}"
    return answer


def _propose(sent: Sent) -> None:
    visitor = Client()
    place = apps.get_model("home", "PlacePage").objects.filter(live=True).order_by("pk")[0]
    fields = _filled(visitor, PROPOSE, {**_PROPOSAL, "places": [place.pk]})
    plan = SimpleUploadedFile("plan å 🗺.pdf", pdf_bytes("Plan"), "application/pdf")
    review = visitor.post(PROPOSE, {**fields, "attachments": [plan], "step": "review"})
    answer = visitor.post(PROPOSE, {**form_of(review), "step": "send"})
    assert answer.status_code == 302, answer.content
    case = sent.note("associations.Proposal", _PROPOSAL)
    sent.note("associations.ProposalFile", {"name": "plan å 🗺.pdf"})
    link = f"/partnerskap/mitt-forslag/{case.token}/"
    sent.links.append(link)
    officer = Client()
    user = apps.get_model("core", "User").objects.filter(is_superuser=True)[0]
    officer.force_login(user)
    _step(officer, case, "assign", handler=user.pk)
    _step(officer, case, "register", text="HÄ 2026/7")
    _step(officer, case, "move", to="ASSESSING", text="Vi läser.")
    _step(officer, case, "ask", text="Hur många är ni?")
    answered = visitor.post(link, _filled(visitor, link, {**_ANSWER, "step": "send"}))
    assert answered.status_code == 302, answered.content
    sent.note("associations.ProposalEvent", _ANSWER)
    _step(officer, case, "note", text="Ringde Åsa – ”ja” 👍")
    sent.note("associations.ProposalEvent", {"text": "Ringde Åsa – ”ja” 👍"})


def _step(officer: Client, case: Any, step: str, **fields: Any) -> None:
    address = f"/admin/partnerskapsforslag/{case.pk}/"
    shown = officer.get(address).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', shown)
    assert seen, f"{address} has no steps"
    named = {f"{step}-{name}": value for name, value in fields.items()}
    answer = officer.post(address, {**named, "step": step, "seen": seen[1]})
    assert answer.status_code == 302, f"{step} answered {answer.status_code}"


def _suggest(sent: Sent) -> None:
    words = {"title": "Älvsjö bollklubb ⚽", "activities": "Fotboll på torsdagar"}
    sender = {"sender_name": ODD, "sender_email": "asa@exempel.se"}
    _send("/forening/anmal/", {**words, **sender})
    told = {"association_title": words["title"], **sender}
    row = sent.note("associations.EntrySuggestion", told)
    assert row.data["activities"] == words["activities"]
    sent.rows[-1]["fields"]["data"] = row.data
    wrong = {"message": "Numret är gammalt – ring ej 🙏", **sender}
    _send("/forening/rapportera-fel/", {"about": "Schackklubben", **wrong})
    sent.note("associations.EntrySuggestion", wrong)


def _tell(sent: Sent) -> None:
    sender = {"sender_name": ODD, "sender_email": "asa@exempel.se"}
    for address, text in (
        ("/tyck-till/fel/", "Bilden fattas på sidan ”Älvsjö” 🖼"),
        ("/tyck-till/tillganglighet/", "Jag hör inte filmen.\nSnälla, texta den!"),
    ):
        _send(address, {"text": text, **sender})
        sent.note("home.Feedback", {"text": text, **sender})


def _sign_up(sent: Sent) -> None:
    """Sign up for a dialogue with seats for two, and for one with room for everybody."""
    pages = apps.get_model("dialogues", "DialoguePage")
    open_ones = [
        page
        for page in pages.objects.filter(live=True, locale__language_code="sv").order_by("pk")
        if "form_key" in form_of(Client().get(f"/dialog/{page.pk}/anmal/"))
    ]
    for page, capacity in zip(open_ones, (1, None), strict=False):
        pages.objects.filter(pk=page.pk).update(capacity=capacity)
        # The second finds no seat where there is one.
        for number in range(2):
            words = {"name": f"{ODD} {number}", "email": f"gast{number}@exempel.se"}
            words["needs"] = "Hörslinga, och tolk till somaliska 🧏"
            _send(f"/dialog/{page.pk}/anmal/", {**words, "way": "plats"})
            row = sent.note("dialogues.Registration", words)
            sent.links.append(f"/dialog/anmalan/{row.token}/")
