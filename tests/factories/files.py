"""Files that people send: the smallest real ones of each kind, and hostile ones.

`file_bytes("Rapport.docx")` makes the kind that a name promises.
"""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument"
DOCX_MAIN = f"{_MAIN}.wordprocessingml.document.main+xml"
XLSX_MAIN = f"{_MAIN}.spreadsheetml.sheet.main+xml"
ODT_MIMETYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"

Parts = Mapping[str, str | bytes]


def pdf_bytes(text: str = "Hej") -> bytes:
    """A PDF of one page with a line of text, with a correct table of its objects."""
    drawn = f"BT /F1 18 Tf 20 100 Td ({text}) Tj ET".encode("latin-1", "replace")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table_at)


def png_bytes(colour: str = "navy", size: tuple[int, int] = (8, 8)) -> bytes:
    """A picture without loss."""
    return _picture("PNG", colour, size)


def jpeg_bytes(
    colour: str = "navy", size: tuple[int, int] = (8, 8), *, progressive: bool = False
) -> bytes:
    """A photograph."""
    return _picture("JPEG", colour, size, progressive=progressive)


def docx_bytes(text: str = "Hej", *, extra: Parts | None = None) -> bytes:
    """A Word document of one paragraph; `extra` adds parts, or takes the place of ours."""
    document = (
        f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    return _package("word/document.xml", DOCX_MAIN, {"word/document.xml": document}, extra)


def xlsx_bytes(text: str = "Hej", *, extra: Parts | None = None) -> bytes:
    """An Excel workbook with one sheet of one cell."""
    book = (
        f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    relations = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    sheet = (
        f'<worksheet xmlns="{_SHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr">'
        f"<is><t>{text}</t></is></c></row></sheetData></worksheet>"
    )
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations,
        "xl/worksheets/sheet1.xml": sheet,
    }
    return _package("xl/workbook.xml", XLSX_MAIN, parts, extra)


def odt_bytes(
    text: str = "Hej", *, mimetype: str = ODT_MIMETYPE, extra: Parts | None = None
) -> bytes:
    """A LibreOffice text of one paragraph."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{words}"'
        f' office:version="1.3"><office:body><office:text><text:p>{text}</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    manifest = (
        f'<m:manifest xmlns:m="{_MANIFEST}" m:version="1.3">'
        f'<m:file-entry m:full-path="/" m:media-type="{mimetype}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    parts = {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zip_bytes({**parts, **(extra or {})})


def file_bytes(name: str) -> bytes:
    """Return a file of the kind that the name's extension promises."""
    makers = {
        "pdf": pdf_bytes,
        "odt": odt_bytes,
        "docx": docx_bytes,
        "xlsx": xlsx_bytes,
        "png": png_bytes,
        "jpg": jpeg_bytes,
        "jpeg": jpeg_bytes,
    }
    return makers[name.rpartition(".")[2].lower()]()


# ---------------------------------------------------------------- hostile


def exe_bytes() -> bytes:
    """The beginning of a program for Windows."""
    return b"MZ\x90\x00" + b"\x00" * 56 + b"\x80\x00\x00\x00" + b"\x00" * 64 + b"PE\x00\x00"


def macro_docx_bytes() -> bytes:
    """A Word document with macros that says so, renamed from .docm."""
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return _package(
        "word/document.xml",
        kind,
        {"word/document.xml": "<w/>", "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
        None,
    )


def zip_bomb_bytes(inflated: int = 200 * 1024 * 1024) -> bytes:
    """A Word document whose picture grows a thousandfold when it is opened."""
    out = io.BytesIO(docx_bytes())
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open("word/media/image1.bmp", "w") as entry,
    ):
        part = b"\x00" * (1024 * 1024)
        for _ in range(inflated // len(part)):
            entry.write(part)
    return out.getvalue()


def polyglot_bytes(first: bytes) -> bytes:
    """A file that is both `first` and a zip file with a program in it."""
    return first + zip_bytes({"program.exe": exe_bytes()})


def ole_bytes(*, encrypted: bool) -> bytes:
    """The kind of file that Word made before 2007, and that wraps a locked document."""
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    name = "EncryptedPackage" if encrypted else "WordDocument"
    return magic + name.encode("utf-16-le").ljust(512, b"\x00")


def zip_bytes(parts: Parts) -> bytes:
    """A zip file; an entry called mimetype is stored as it is, the way OpenDocument wants."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            # Of no time: the same parts are the same bytes whenever they are packed.
            packed.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


def content_types(main_part: str, main_type: str) -> str:
    """What [Content_Types].xml says of a package with this main part."""
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main_part}" ContentType="{main_type}"/></Types>'
    )


def _package(main_part: str, main_type: str, parts: Parts, extra: Parts | None) -> bytes:
    relations = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="{main_part}"/></Relationships>'
    )
    frame = {
        "[Content_Types].xml": content_types(main_part, main_type),
        "_rels/.rels": relations,
    }
    return zip_bytes({**frame, **parts, **(extra or {})})


def _picture(kind: str, colour: str, size: tuple[int, int], **options: bool) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()
