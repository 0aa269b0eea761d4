"""Files that programs really make, and that fail easily: what is right for each."""

from pathlib import Path

from casework.files.file_types import Reason

CASES = Path(__file__).parent / "cases"

# What every reader opens.
TAKEN = {
    "docx-with-a-table-inside.docx": "docx",
    "docx-written-as-a-stream.docx": "docx",
    "ods-from-odfpy.ods": "ods",
    "odt-from-libreoffice.odt": "odt",
    "pdf-after-a-byte-order-mark.pdf": "pdf",
    "pdf-after-a-line-break.pdf": "pdf",
    "pdf-from-libreoffice.pdf": "pdf",
    "pdf-that-opens-but-forbids-copying.pdf": "pdf",
    "pdf-with-its-odt-inside.pdf": "pdf",
}
# What does more than show what is in it, and what we cannot read.
REFUSED = {
    "docx-with-a-program-inside.docx": (Reason.EMBEDDED, "innehåller ett program"),
    "docx-with-a-template-elsewhere.docx": (Reason.REMOTE, "hämtar en mall"),
    "docx-with-macros.docx": (Reason.MACROS, "innehåller makron"),
    "pdf-that-asks-for-a-password.pdf": (Reason.ENCRYPTED, "är låst med lösenord"),
    "pdf-with-javascript.pdf": (Reason.SCRIPT, "innehåller programkod (JavaScript)"),
    "pdf-with-launch-action.pdf": (Reason.LAUNCH, "startar ett program"),
    "xlsx-with-dde-link.xlsx": (Reason.DDE, "hämtar uppgifter från ett annat program (DDE)"),
}


def case(name: str) -> bytes:
    """Return one of the files."""
    return (CASES / name).read_bytes()
