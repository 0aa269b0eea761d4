"""What each sender proposes: words and files that are nobody else's."""

import hashlib
from dataclasses import dataclass, field
from functools import cache

from tests.factories.files import docx_bytes, pdf_bytes, png_bytes

_LINES = {
    "association_name": "Föreningen Ljus {n} – Älvsjö",
    "contact_name": "Åsa Öberg-Ström {n}",
    "contact_role": "Ordförande",
    "title": "Idé {n} 👩‍👩‍👧 på torget",
}
_TEXTS = {
    "problem": "Det är mörkt vid plan {n}.\nIngen går där efter kl. 18.",
    "activity": "• Vi vandrar på fredagar ({n})\n• ”Öppet hus”",
    "goal": "Fler ute. {n}",
    "contributes": "Tid, {n} västar",
    "needs": "=SUM(A1) <b>{n}</b> {{ lampor }}",
    "budget": "{n} kr",
}


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    name: str
    content: bytes
    content_type: str

    @property
    def sha256(self) -> str:
        """What stands for the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Wanted:
    """One proposal as its sender means it."""

    number: int
    words: dict[str, str] = field(default_factory=dict)
    files: tuple[File, ...] = ()

    @property
    def email(self) -> str:
        """The address of the sender."""
        return self.words["email"]


@cache
def wanted(number: int) -> Wanted:
    """Return proposal number `number`. Made once: office files hold the time of their making."""
    words = {
        name: text.replace("{n}", f"{number:05}") for name, text in {**_LINES, **_TEXTS}.items()
    }
    colour = f"#{number:06x}"
    pictures = File(f"karta {number}.png", png_bytes(colour), "image/png")
    plan = File(f"plan å {number}.pdf", pdf_bytes(f"Plan {number}"), "application/pdf")
    letter = File(f"brev {number}.docx", docx_bytes(f"Brev {number}"), "application/octet-stream")
    return Wanted(
        number,
        {**words, "email": f"sender-{number:05}@exempel.se"},
        (plan, letter if number % 3 == 0 else pictures),
    )
