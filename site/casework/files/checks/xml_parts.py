"""What the XML inside an office document does by itself when somebody opens it.

Sources: ECMA-376 part 1, 17.16 (fields), 18.14 (external links) and part 2, 8.3 (relationships);
OpenDocument 1.3 part 3, 14.6 (DDE), 14.4 (event listeners) and 19 (xlink:href).
"""

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote
from xml.parsers import expat

from casework.files.checks.zip_files import Allowance
from casework.files.file_types import FileRefused, Reason

# Names in XML cannot be written in another way, text can; other encodings are read in any case.
_WORTH_READING = re.compile(
    rb"instrText|fldSimple|[dD][dD][eE]|oleLink|event-listener|href|TargetMode|<!|&#|\|"
)
_OVERLAP = 16
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_DDE_FIELD = re.compile(r"\W*DDE(AUTO)?(\W|$)", re.IGNORECASE)
_DDE_CALL = re.compile(r"\bDDE\s*\(", re.IGNORECASE)
# The longest formula of Excel.
_LONGEST = 8192
_IN_QUOTES = re.compile(r"\"[^\"]*\"|'[^']*'")
_DDE_ELEMENTS = frozenset({"ddeLink", "oleLink", "dde-source", "dde-link", "dde-connection-decl"})
_FORMULAS = frozenset({"f", "definedName"})
_NAMES = _DDE_ELEMENTS | _FORMULAS | {"instrText", "fldChar", "fldSimple", "Relationship"}
_NAMES |= {"event-listener"}
# Text is read more slowly than elements are.
_COST_OF_TEXT = 3
_ATTRIBUTES = ("href", "formula")
_MACRO_ADDRESSES = ("vnd.sun.star.script", "macro:")
_SHOWN_FROM_WEB = frozenset({"image", "video", "audio", "media", "fill-image"})
# Followed only by who asks for it.
_FOLLOWED = frozenset(
    {"hyperlink", "a", "externallinkpath", "xlpathmissing", "xlstartup", "xlalternatestartup"}
    | {"xllibrary", "event-listener"}
)
_ON_THIS_DISK = re.compile(r"file:(///|/)?(?![/\\])|[a-z]:[\\/]", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)

Attributes = dict[str, str]


class PartRead:
    """Whether a part, which comes in pieces, is XML that has to be read element by element."""

    def __init__(self) -> None:
        self.head = b""
        self.is_worth_reading = False
        self._tail = b""

    def see(self, piece: bytes) -> None:
        """Take note of the next piece."""
        if not self.head:
            self.head = piece
            self.is_worth_reading = piece.startswith(_UTF_16)
        if not self.is_worth_reading and self._is_xml:
            self.is_worth_reading = bool(_WORTH_READING.search(self._tail + piece))
            self._tail = piece[-_OVERLAP:]

    @property
    def _is_xml(self) -> bool:
        return self.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def refuse_what_acts(pieces: Iterable[bytes], allowance: Allowance) -> None:
    """Raise FileRefused when a part asks for data, macros or files as soon as it is opened."""
    parser = expat.ParserCreate()
    _Reading(parser, allowance)
    parse(pieces, parser)


def parse(pieces: Iterable[bytes], parser: expat.XMLParserType) -> None:
    """Read XML, calling the parser's own handlers. No document declares entities."""

    def declares(name: str, system: object, public: object, has_internal_subset: int) -> None:
        # The manifest of OpenOffice 2 names its DTD, which nobody fetches.
        if has_internal_subset:
            raise FileRefused(Reason.BROKEN)

    parser.StartDoctypeDeclHandler = declares
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise FileRefused(Reason.BROKEN) from broken


class _Reading:
    """One part, from its first element to its last."""

    def __init__(self, parser: expat.XMLParserType, allowance: Allowance) -> None:
        self.parser = parser
        self.allowance = allowance
        # The instructions of the fields that are open; a field may stand inside another.
        self.fields = [""]
        self.text = ""
        parser.StartElementHandler = self.element

    def element(self, name: str, attributes: Attributes) -> None:
        """Called for each of up to a million elements, most of which say nothing."""
        self.allowance.elements -= 1
        if self.allowance.elements < 0:
            raise FileRefused(Reason.BOMB)
        local = name.rpartition(":")[2]
        if local in _NAMES:
            self._named(local, _local(attributes))
        for attribute, value in attributes.items():
            if attribute.endswith(_ATTRIBUTES):
                self._attribute(local, attribute, value)

    def _named(self, name: str, attributes: Attributes) -> None:
        if name in _DDE_ELEMENTS:
            raise FileRefused(Reason.DDE)
        if name == "instrText":
            self._listen(self._instruction)
        elif name in _FORMULAS:
            self._listen(self._formula)
        elif name == "fldChar":
            self._field(attributes.get("fldCharType", ""))
        elif name == "fldSimple":
            _refuse_dde(_DDE_FIELD.match(attributes.get("instr", "")))
        elif name == "Relationship":
            _refuse_relationship(attributes)
        elif "macro-name" in attributes:
            raise FileRefused(Reason.MACROS)

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.endswith("formula"):
            _refuse_dde(_DDE_CALL.search(value[:_LONGEST]))
        elif value.lower().startswith(_MACRO_ADDRESSES):
            raise FileRefused(Reason.MACROS)
        else:
            _refuse_remote(element, value)

    def _listen(self, heard: Callable[[str], None]) -> None:
        self.text = ""
        self.allowance.elements -= _COST_OF_TEXT

        def ends(_name: str) -> None:
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
            heard(self.text)

        self.parser.CharacterDataHandler = self._more
        self.parser.EndElementHandler = ends

    def _more(self, text: str) -> None:
        self.text += text
        if len(self.text) > _LONGEST:
            # Longer than any formula or field is: nobody needs the rest.
            self.parser.CharacterDataHandler = None

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
        elif kind == "end" and len(self.fields) > 1:
            self.fields.pop()

    def _instruction(self, text: str) -> None:
        # In pieces, so that nobody who looks for the word finds it.
        self.fields[-1] = (self.fields[-1] + text).lstrip()[:64]
        _refuse_dde(_DDE_FIELD.match(self.fields[-1]))

    def _formula(self, text: str) -> None:
        # =cmd|'/c calc'!A0; the line is no operator of any formula.
        _refuse_dde("|" in _IN_QUOTES.sub("", text) or _DDE_CALL.search(text))


def _local(attributes: Attributes) -> Attributes:
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


def _refuse_dde(found: object) -> None:
    if found:
        raise FileRefused(Reason.DDE)


def _refuse_relationship(attributes: Attributes) -> None:
    kind = attributes.get("Type", "").rpartition("/")[2].lower()
    if kind == "afchunk":
        # A page or RTF, which is opened as if it were part of the document.
        raise FileRefused(Reason.EMBEDDED)
    if attributes.get("TargetMode", "").strip().lower() == "external":
        _refuse_remote(kind, attributes.get("Target", ""))


def _refuse_remote(kind: str, address: str) -> None:
    """Refuse what is fetched at once from another machine: it may be changed there afterwards.

    A path on another machine of the network also gives away the password of who opens it. What
    names the sender's own disk is what every document from a template does, and finds nothing.
    """
    if kind in _FOLLOWED:
        return
    plain = unquote(address).strip()
    if plain.lower().startswith(("http:", "https:")):
        is_remote = kind not in _SHOWN_FROM_WEB
    elif plain.startswith(("//", "\\\\")):
        is_remote = True
    else:
        is_remote = bool(_SCHEME.match(plain)) and not _ON_THIS_DISK.match(plain)
    if is_remote and not plain.lower().startswith("data:"):
        raise FileRefused(Reason.REMOTE)
