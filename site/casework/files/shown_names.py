"""What a file that somebody sent is called where people read it."""

import re
import unicodedata

from casework.files.file_types import FileType
from casework.public_forms.personal_numbers import contains_personal_number
from core.language.plain_text import normalised

LONGEST = 100
_LONGEST_TOLD = 60
NAMELESS = "Bilaga"
# Controls, format characters (bidirectional overrides, zero width), surrogates, private use,
# unassigned: nobody sees them, and some turn a name around.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[._\s]+(?=\d)")


def shown_name(raw: str, file_type: FileType) -> str:
    """Return a name that is safe to show and to save under, with the extension of the content.

    Nothing of a path remains, and nothing that is unseen. A name that holds a personal identity
    number is not kept at all: names end up in lists and in the headers of answers.
    """
    extension = f".{file_type.extension}"
    stem = _stem(_seen(_last_part(raw)), extension)
    if not stem or _names_a_person(stem):
        stem = NAMELESS
    return stem[: LONGEST - len(extension)].rstrip(" .") + extension


def told_name(raw: str) -> str:
    """Return a name as its sender knows it, for a message to that sender only.

    Without a personal identity number: the page that tells it may be printed or sent on.
    """
    name = _seen(_last_part(raw)).strip() or NAMELESS
    if _names_a_person(_EXTENSION.sub("", name)):
        ending = _EXTENSION.search(name)
        name = NAMELESS + (ending[0] if ending else "")
    return name if len(name) <= _LONGEST_TOLD else f"{name[: _LONGEST_TOLD - 1]}…"


def _last_part(raw: str) -> str:
    return raw.replace("\\", "/").rpartition("/")[2]


def _seen(name: str) -> str:
    blanks = " ".join(normalised(name).split())
    return "".join(char for char in blanks if unicodedata.category(char) not in _UNSEEN)


def _stem(name: str, extension: str) -> str:
    stem = _EXTENSION.sub("", name)
    # report.pdf.exe was called report.pdf before somebody added to it.
    if stem != name and stem.lower().endswith(extension):
        stem = stem[: -len(extension)]
    return stem.strip(" .")


def _names_a_person(stem: str) -> bool:
    return contains_personal_number(stem) or contains_personal_number(
        _BETWEEN_DIGITS.sub("-", stem)
    )
