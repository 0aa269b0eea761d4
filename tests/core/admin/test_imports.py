"""Files that editors import: each bound is told in Swedish."""

import io
import time
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from core.admin.imports import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from home.models import HomePage, NewsIndexPage
from tests.factories import home as make

pytestmark = pytest.mark.django_db

MARKS = "a" + "\u0301\u0327" * 80_000


def workbook(*rows: list[str], cell: tuple[int, int] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if cell:
        book.active.cell(*cell, value="långt borta")
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def bomb() -> bytes:
    packed = io.BytesIO(workbook(["från", "till"]))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/nothing.bin", bytes(50 * MOST_BYTES))
    return packed.getvalue()


def send(client: Client, name: str, content: bytes) -> str:
    begun = time.process_time()
    answer = client.post(
        "/admin/redirects/import/", {"import_file": SimpleUploadedFile(name, content)}
    )
    assert time.process_time() - begun < 5
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"from,to\n" + b"/a,/b\n" * (MOST_ROWS + 1), "fler än 1000 rader"),
        ("a.tsv", b"from\tto\n" + b"/a\t/b\n" * (MOST_ROWS + 1), "fler än 1000 rader"),
        ("a.csv", b"x" * (MOST_BYTES + 1), "större än 1 MB"),
        ("a.csv", b"from,to\n/a," + b"b" * (LONGEST_CELL + 1), "Rad 2 har en ruta med fler än"),
        ("a.csv", b"from,to\n/a," + b"b" * 200_000, "Filen går inte att läsa"),
        ("a.csv", b",".join([b"x"] * (MOST_COLUMNS + 1)), "fler än 20 kolumner"),
        ("a.csv", b"from,to\n/a\n", "Rad 2 har färre kolumner"),
        ("a.csv", "från,till".encode("latin-1"), "sparad som UTF-8"),
        ("a.csv", b"", "tom"),
        ("a.txt", b"from,to", "slutar på .csv"),
        ("a", b"from,to", "slutar på .csv"),
        ("a.xlsx", b"PK\x03\x04 no workbook", "Filen går inte att läsa"),
        ("a.xlsx", bomb(), "Arbetsboken är för stor"),
        ("a.xlsx", workbook(*[["/a", "/b"]] * (MOST_ROWS + 2)), "fler än 1000 rader"),
        ("a.xlsx", workbook(["a", "b"], cell=(1_048_576, 1)), "fler än 1000 rader"),
        ("a.xlsx", workbook(["a", "b"], cell=(2, MOST_COLUMNS + 1)), "fler än 20 kolumner"),
    ],
)
def test_a_file_beyond_the_bounds_is_refused_in_words(
    administrator_client: Client, front: HomePage, name: str, content: bytes, told: str
) -> None:
    assert told in send(administrator_client, name, content)


@pytest.mark.parametrize("marks", ["", MARKS])
def test_a_file_within_them_is_imported(
    administrator_client: Client, front: HomePage, marks: str
) -> None:
    rows = "\n".join(
        [
            "from,to",
            "/gammal/,https://exempel.se/ny",
            *([f"/m/{marks},https://exempel.se/b"] if marks else []),
        ]
    )
    shown = administrator_client.post(
        "/admin/redirects/import/",
        {"import_file": SimpleUploadedFile("a.csv", rows.encode())},
    )
    form = shown.context["form"]
    sent = {
        "import_file_name": form.initial["import_file_name"],
        "input_format": form.initial["input_format"],
        "from_index": "0",
        "to_index": "1",
        "permanent": "on",
    }
    begun = time.process_time()
    administrator_client.post("/admin/redirects/import/process/", sent)
    assert time.process_time() - begun < 5
    assert Redirect.objects.filter(
        old_path="/gammal", redirect_link="https://exempel.se/ny"
    ).exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"x" * (MOST_BYTES + 1), "större än 1 MB"),
        (b'msgid "a"\nmsgstr "b"\n', "PO-fil som du har hämtat"),
        ("åäö".encode("latin-1"), "sparad som UTF-8"),
        (None, "Välj en fil."),
    ],
)
def test_a_translation_from_a_file_is_bounded_too(
    administrator_client: Client,
    news_index: NewsIndexPage,
    content: bytes | None,
    told: str,
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    news = make.NewsFactory(parent=news_index)
    news.copy_for_translation(english, copy_parents=True)
    source, _is_new = TranslationSource.get_or_create_from_instance(news)
    translation = Translation.objects.create(source=source, target_locale=english)
    address = f"/admin/localize/translate/{translation.pk}/pofile/upload/"
    files = {} if content is None else {"file": SimpleUploadedFile("a.po", content)}
    answer = administrator_client.post(address, files, follow=True)
    assert answer.status_code == 200
    assert told in answer.text
    good = SimpleUploadedFile("a.po", str(translation.export_po()).encode())
    done = administrator_client.post(address, {"file": good}, follow=True)
    assert "PO" in "".join(str(each) for each in done.context["messages"])
