"""A document that does something by itself is refused, however it is written down."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from casework.files.checks.contents import identify
from casework.files.checks.plain_text import refuse_unless_text
from casework.files.file_types import FileRefused, Reason
from tests.casework.files.awkward import CASES, REFUSED, TAKEN, case
from tests.factories import files as make


def refusal(content: bytes) -> Reason | None:
    """Return why the content is refused, or None."""
    try:
        identify(io.BytesIO(content))
    except FileRefused as refused:
        return refused.reason
    return None


def test_each_awkward_file_has_its_verdict() -> None:
    assert {path.name for path in CASES.iterdir()} == {*TAKEN, *REFUSED}


@pytest.mark.parametrize("name", TAKEN)
def test_what_every_reader_opens_is_taken(name: str) -> None:
    assert identify(io.BytesIO(case(name))).extension == TAKEN[name]


@pytest.mark.parametrize("name", REFUSED)
def test_what_acts_or_is_locked_is_refused_with_the_reason(name: str) -> None:
    assert refusal(case(name)) == REFUSED[name][0]


# ---------------------------------------------------------------- Word, Excel, LibreOffice

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(kind: str, target: str) -> bytes:
    """A Word document that names something outside of it."""
    relation = f'<Relationship Id="r" Type="{OFFICE}/{kind}" Target="{target}"'
    rels = f'<Relationships>{relation} TargetMode="External"/></Relationships>'
    return make.docx_bytes(extra={"word/_rels/document.xml.rels": rels})


def field(*pieces: str) -> bytes:
    """A Word document with a field whose instruction is written in pieces."""
    texts = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begins = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return make.docx_bytes(extra={"word/document.xml": f"<w:p>{begins}{texts}</w:p>"})


def formula(text: str) -> bytes:
    """An Excel workbook with a formula."""
    return make.xlsx_bytes(extra={"xl/worksheets/sheet1.xml": f"<s><c><f>{text}</f></c></s>"})


def odt(part: str, xml: str) -> bytes:
    return make.odt_bytes(extra={part: xml})


HOST = "file:////fil01/mallar/brev.ott"
ACTS = {
    "a template on the web": (related("attachedTemplate", "https://x.example/t.dotm"), "remote"),
    "a template of the network": (
        related("attachedTemplate", "file:///\\\\fil01\\mall.dotx"),
        "remote",
    ),
    "a picture of the network": (related("image", "\\\\fil01\\bild.png"), "remote"),
    "a picture of the network, hidden": (related("image", "file:%2f%2ffil01/b.png"), "remote"),
    "a frame": (related("frame", "https://x.example/"), "remote"),
    "an object elsewhere": (related("oleObject", "https://x.example/a.hta"), "remote"),
    "a page inside": (related("aFChunk", "a.mht"), "embedded"),
    "a program": (make.docx_bytes(extra={"word/media/a.png": make.exe_bytes()}), "embedded"),
    "a script by its name": (make.odt_bytes(extra={"Pictures/a.vbs": "x"}), "embedded"),
    "a script and a full stop": (make.odt_bytes(extra={"Pictures/a.vbs. ": "x"}), "embedded"),
    "what Word embeds of other programs": (
        make.docx_bytes(extra={"word/embeddings/a.bin": make.ole_bytes(encrypted=False)}),
        "embedded",
    ),
    "a DDE field": (field(" DDEAUTO c:\\\\cmd.exe"), "dde"),
    "a DDE field in pieces": (field(" D", "d", "E", "AUTO ", "cmd"), "dde"),
    "a DDE field in letters by number": (field("&#68;&#68;&#x45; cmd"), "dde"),
    "a simple DDE field": (
        make.docx_bytes(extra={"word/document.xml": '<w:fldSimple w:instr=" dde cmd"/>'}),
        "dde",
    ),
    "a DDE field in UTF-16": (
        make.docx_bytes(
            extra={"word/document.xml": "<w:instrText>DDE c</w:instrText>".encode("utf-16")}
        ),
        "dde",
    ),
    "a formula that starts a program": (formula("cmd|'/c calc'!A0"), "dde"),
    "a formula by number": (formula("1+cmd&#124;'/c calc'!A0"), "dde"),
    "LibreOffice's DDE": (odt("content.xml", '<a><o:dde-source o:name="x"/></a>'), "dde"),
    "LibreOffice's DDE formula": (
        odt("content.xml", '<c t:formula="of:=DDE(&quot;a&quot;)"/>'),
        "dde",
    ),
    "LibreOffice's template elsewhere": (
        odt("meta.xml", f'<m:template x:href="{HOST}"/>'),
        "remote",
    ),
    "LibreOffice's section elsewhere": (
        odt("content.xml", '<s:section-source x:href="https://x.example/a.odt"/>'),
        "remote",
    ),
    "LibreOffice's picture of the network": (
        odt("content.xml", '<d:image x:href="//fil01/a.png"/>'),
        "remote",
    ),
    "a macro of somebody's own LibreOffice": (
        odt("content.xml", '<s:event-listener x:href="vnd.sun.star.script:a.py$b"/>'),
        "macros",
    ),
    "entities of its own": (
        odt("content.xml", '<!DOCTYPE a [<!ENTITY b "href">]><a>&b;</a>'),
        "broken",
    ),
    "elements without end": (
        make.docx_bytes(extra={"word/document.xml": f"<a>instrText{'<b/>' * 1_000_001}</a>"}),
        "bomb",
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_a_document_that_acts_is_refused(name: str) -> None:
    content, reason = ACTS[name]
    assert refusal(content) == reason


HARMLESS = {
    "a link": related("hyperlink", "https://x.example/"),
    "a picture of the web": related("image", "https://x.example/a.png"),
    # Every document that was made from a template of one's own says so.
    "a template on its writer's disk": related("attachedTemplate", "file:///C:\\Mallar\\a.dotx"),
    "a template on its writer's Mac": related("attachedTemplate", "file:///Users/a/b.dotx"),
    "a table of contents": field(" TOC \\o &quot;1-3&quot; "),
    "a word in a text": make.docx_bytes("DDE är en förkortning | instrText"),
    "a line in the text of a formula": formula("IF(A1=&quot;a|b&quot;,'x|y'!A1,2)"),
    "a link of LibreOffice": odt("content.xml", '<t:a x:href="//fil01/a.odt"/>'),
    "a template of LibreOffice": odt("meta.xml", '<m:template x:href="../Mallar/a.ott"/>'),
    "the manifest of OpenOffice 2": make.odt_bytes(
        extra={
            "META-INF/manifest.xml": '<!DOCTYPE manifest PUBLIC "-//OpenOffice" "Manifest.dtd">'
            "<manifest/>"
        }
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_document_that_only_shows_is_taken(name: str) -> None:
    assert refusal(HARMLESS[name]) is None


# ---------------------------------------------------------------- PDF


def pdf(change=None, **saved) -> bytes:
    """A PDF of one page, with what `change` makes of it."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        if change:
            change(made)
        made.save(out, **saved)
    return out.getvalue()


def script_of_a_button(made: pikepdf.Pdf) -> None:
    action = made.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    button = Dictionary(Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), A=action)
    made.pages[0].Annots = Array([made.make_indirect(button)])


def action_named_elsewhere(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = Dictionary(S=made.make_indirect(Name.Launch), F="cmd.exe")


def script_of_a_form(made: pikepdf.Pdf) -> None:
    form = made.make_stream(b"<xdp><script contentType='x'>a</script></xdp>")
    made.Root.AcroForm = Dictionary(XFA=Array(["template", form]))


def holding(name: str, content: bytes):
    def change(made: pikepdf.Pdf) -> None:
        made.attachments[name] = pikepdf.AttachedFileSpec(made, content, filename=name)

    return change


def bomb(made: pikepdf.Pdf) -> None:
    inflating = zlib.compressobj(9)
    small = b"".join(inflating.compress(b"\x00" * 2**20) for _ in range(300)) + inflating.flush()
    file = pikepdf.Stream(made, small)
    file.Filter, file.Type = Name.FlateDecode, Name.EmbeddedFile
    made.Root.Inside = file


MACROS = make.macro_docx_bytes()
PDFS = {
    "a script in a stream of objects": (
        pdf(script_of_a_button, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "script",
    ),
    "a script whose name is spelled otherwise": (
        pdf(script_of_a_button, static_id=True).replace(b"/JavaScript", b"/J#61vaScript"),
        "script",
    ),
    "a script behind a lock that opens": (
        pdf(script_of_a_button, encryption=pikepdf.Encryption(owner="o", user="")),
        "script",
    ),
    "a script of an XFA form": (pdf(script_of_a_form), "script"),
    "an action that is named elsewhere": (pdf(action_named_elsewhere), "launch"),
    "a program inside": (pdf(holding("a.bin", make.exe_bytes())), "embedded"),
    "a script file inside": (pdf(holding("faktura.js", b"x")), "embedded"),
    "macros inside": (pdf(holding("a.docx", MACROS)), "macros"),
    "a zip file inside": (pdf(holding("a.zip", make.zip_bytes({"a": "a"}))), "embedded"),
    "a script in a PDF inside": (pdf(holding("b.pdf", pdf(script_of_a_button))), "script"),
    "a file inside that grows": (pdf(bomb), "broken"),
    "a password": (pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "encrypted"),
    "no pages": (b"%PDF-1.7\ntrailer<</Root<</Type/Catalog>>>>\n%%EOF", "broken"),
}


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_that_does_more_than_show_its_pages_is_refused(name: str) -> None:
    content, reason = PDFS[name]
    assert refusal(content) == reason


def test_a_pdf_may_hold_what_could_have_come_alone() -> None:
    assert refusal(pdf(holding("budget.xlsx", make.xlsx_bytes()))) is None
    assert refusal(pdf(holding("factur-x.xml", b"<?xml version='1.0'?><a/>"))) is None
    assert refusal(pdf(holding("b.pdf", pdf()))) is None


# ---------------------------------------------------------------- text

TEXTS = {
    "rows": ("namn;antal\r\nÅsa;3\r\n".encode(), None),
    "rows of old Excel": ("namn;antal\r\nÅsa;-3\r\n".encode("latin-1"), None),
    "Excel's Unicode text": ("namn\tantal\r\n".encode("utf-16"), None),
    "a telephone number": (b"a;+46 8 508 00 000;b|c\r\n", None),
    "nothing": (b"", "empty"),
    "a program": (make.exe_bytes(), "misnamed"),
    "a page": (b" \n<!DOCTYPE html><script>alert(1)</script>", "misnamed"),
    "a document": (make.docx_bytes(), "misnamed"),
    "a formula that starts a program": (b"a;b\r\n1;\"=cmd|'/c calc'!A0\"\r\n", "dde"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_text_and_starts_nothing(name: str) -> None:
    content, reason = TEXTS[name]
    told = None
    try:
        refuse_unless_text(io.BytesIO(content))
    except FileRefused as refused:
        told = refused.reason
    assert told == reason
