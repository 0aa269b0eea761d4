"""What editors import is measured before it is worked on: Wagtail's redirects, and translations.

Both would read a file however big it is, row for row, in the request of whoever sent it.
"""

import csv
import zipfile
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

import openpyxl
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.contrib.redirects import base_formats
from wagtail.contrib.redirects import views as redirects
from wagtail.contrib.redirects.forms import ImportForm
from wagtail.contrib.redirects.utils import get_format_cls_by_extension
from wagtail_localize.views import edit_translation

from core.language.plain_text import few_marks

MOST_BYTES = 1024 * 1024
MOST_ROWS = 1000
MOST_COLUMNS = 20
# Longer than any address of the portal; see core.routing.middleware.
LONGEST_CELL = 2000
# What a small workbook may hold when it is unpacked.
_MOST_UNPACKED = 20 * MOST_BYTES


def bound() -> None:
    """Put these in place of what they bound. Called once, when the app is ready."""
    # Wagtail knows a format by the name of its class.
    base_formats.DEFAULT_FORMATS[:] = [CSV, XLSX, TSV]
    redirects.ImportForm = RedirectsForm
    edit_translation.upload_pofile = _small_enough(edit_translation.upload_pofile)


class CSV(base_formats.CSV):
    """Rows with commas between."""

    def create_dataset(self, data: str, delimiter: str = ",") -> base_formats.Dataset:
        """Return the rows. Raises ValidationError when they are too many or too long."""
        return _dataset(csv.reader(StringIO(few_marks(data)), delimiter=delimiter))


class TSV(CSV):
    """Rows with tabs between."""

    def create_dataset(self, data: str, delimiter: str = "\t") -> base_formats.Dataset:
        """Return the rows, as those of CSV."""
        return super().create_dataset(data, delimiter)


class XLSX(base_formats.XLSX):
    """The first sheet of a workbook."""

    def create_dataset(self, data: bytes) -> base_formats.Dataset:
        """Return the rows, as those of CSV."""
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                raise ValidationError(_("Arbetsboken är för stor. Spara bara raderna som CSV."))
        workbook = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        try:
            sheet = workbook.worksheets[0]
            rows = sheet.iter_rows(
                max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True
            )
            return _dataset(rows)
        finally:
            workbook.close()


def _dataset(rows: Iterable[Sequence[Any]]) -> base_formats.Dataset:
    read = list(islice(rows, MOST_ROWS + 2))
    if len(read) > MOST_ROWS + 1:
        told = {"most": MOST_ROWS}
        raise ValidationError(_("Filen har fler än %(most)d rader. Dela upp den."), params=told)
    if any(len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]) for row in read):
        told = {"most": MOST_COLUMNS}
        raise ValidationError(_("Filen har fler än %(most)d kolumner."), params=told)
    for number, row in enumerate(read, start=1):
        if any(len(str(cell)) > LONGEST_CELL for cell in row):
            told = {"row": number, "most": LONGEST_CELL}
            raise ValidationError(
                _("Rad %(row)d har en ruta med fler än %(most)d tecken."), params=told
            )
    width = max((len(row) for row in read[:1]), default=0)
    short = [number for number, row in enumerate(read, start=1) if len(row) < width]
    if short:
        told = {"row": short[0]}
        raise ValidationError(_("Rad %(row)d har färre kolumner än den första."), params=told)
    return base_formats.Dataset(read)


class RedirectsForm(ImportForm):
    """Wagtail's form, which says beside the field why a file is not imported."""

    def clean_import_file(self) -> Any:
        """Refuse what is too big, or no file of rows at all."""
        sent = self.cleaned_data["import_file"]
        if sent.size > MOST_BYTES:
            raise ValidationError(_("Filen är större än 1 MB. Dela upp den."))
        known = get_format_cls_by_extension(sent.name.rpartition(".")[2])
        if known is None:
            raise ValidationError(_("Välj en fil som slutar på .csv, .tsv eller .xlsx."))
        data = sent.read()
        sent.seek(0)
        try:
            dataset = known().create_dataset(data if known is XLSX else data.decode())
        except ValidationError:
            raise
        except UnicodeDecodeError as wrong:
            raise ValidationError(_("Filen måste vara sparad som UTF-8.")) from wrong
        except Exception as broken:
            raise ValidationError(_("Filen går inte att läsa.")) from broken
        if not dataset.headers:
            raise ValidationError(_("Filen är tom."))
        return sent


def _small_enough(upload: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    def bounded(request: HttpRequest, translation_id: int) -> HttpResponseBase:
        sent = request.FILES.get("file")
        if problem := _problem_of_translation(sent):
            messages.error(request, problem)
            back = get_valid_next_url_from_request(request)
            return redirect(back or reverse("wagtailadmin_home"))
        if sent is not None:
            sent.seek(0)
            words = few_marks(sent.read().decode())
            request.FILES["file"] = ContentFile(words.encode(), sent.name)  # type: ignore[assignment]
        return upload(request, translation_id)

    return bounded


def _problem_of_translation(sent: Any) -> str:
    if sent is None:
        # Asked without a form; the view says that it wants one.
        return _("Välj en fil.")
    if sent.size > MOST_BYTES:
        return _("Filen är större än 1 MB. Dela upp den.")
    try:
        words = sent.read().decode()
    except UnicodeDecodeError:
        return _("Filen måste vara sparad som UTF-8.")
    if "X-WagtailLocalize-TranslationID" not in words:
        return _("Välj en PO-fil som du har hämtat på den här sidan.")
    return ""
