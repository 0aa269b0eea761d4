"""Exports of lists in the admin: asked for with a button, logged, and in one form.

The form is that of all files of ours: UTF-8 with a byte order mark, semicolons, times as the
clock here shows them, and no cell that a spreadsheet program takes for a formula.
"""

import csv
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin
from wagtail.models import ModelLogEntry

from core.language.plain_text import normalised, without_controls
from core.traces.log import Trace, note_list

# What makes Excel, LibreOffice or Sheets calculate instead of show.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Excel reads UTF-8 only after this, and takes a comma for a decimal sign in Swedish.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
SEPARATOR = ";"


def formula_safe(value: Any) -> Any:
    """Return text clean, with an apostrophe before what may be a formula; other values as they are.

    The apostrophe is how spreadsheet programs themselves mark a cell as text.
    """
    if not isinstance(value, str):
        return value
    # Cleaned once more: what was stored before there was a rule would stop the whole file.
    value = without_controls(value)
    # Full-width forms of the signs count too, and blanks before them do not help.
    begins = normalised(value[:20], "NFKC").lstrip(" ")
    return f"'{value}" if begins.startswith(_FORMULA) else value


class OurExports:
    """What takes the place of Wagtail's own in every list that can be exported.

    The old address of an export, a GET, shows a button; the button sends a POST there.
    """

    def setup(self: Any, request: Any, *args: Any, **kwargs: Any) -> None:
        super(SpreadsheetExportMixin, self).setup(  # type: ignore[misc]
            request, *args, **kwargs
        )
        is_asked = request.GET.get("export") in self.FORMATS
        self.is_export = is_asked and request.method == "POST"
        # Views differ in what they answer to a GET, but all look first whether one may see them.
        if self.is_export:
            self.post = self.get
        elif is_asked:
            self.get = self.head = partial(_button, self, self.get)

    def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime):
            local = timezone.make_naive(value) if timezone.is_aware(value) else value
            return local.replace(microsecond=0)
        return formula_safe(_wagtails_value(self, field, value, export_format))

    def get_heading(self: Any, queryset: Any, field: str) -> Any:
        return formula_safe(_wagtails_heading(self, queryset, field))

    def stream_csv(self: Any, queryset: Any) -> Iterator[bytes]:
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=SEPARATOR)
        yield BYTE_ORDER_MARK.encode()
        headings = {field: self.get_heading(queryset, field) for field in self.list_export}
        yield writer.writerow(headings)
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))

    def write_csv_response(self: Any, queryset: Any) -> StreamingHttpResponse:
        answer = StreamingHttpResponse(
            self.stream_csv(queryset), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.csv"'
        return answer

    def as_spreadsheet(self: Any, queryset: Any, spreadsheet_format: str) -> HttpResponseBase:
        # Logs of several kinds come as a list.
        model = getattr(self, "model", None) or getattr(queryset, "model", ModelLogEntry)
        user, title = self.request.user, _title(self)
        note_list(Trace.EXPORTED, model, user, title=title, form=spreadsheet_format)
        answer: HttpResponseBase = _wagtails_spreadsheet(self, queryset, spreadsheet_format)
        add_never_cache_headers(answer)
        return answer


_wagtails_value = SpreadsheetExportMixin.preprocess_field_value
_wagtails_heading = SpreadsheetExportMixin.get_heading
_wagtails_spreadsheet = SpreadsheetExportMixin.as_spreadsheet


def take_over_all_exports() -> None:
    """Let every export be as `OurExports` says. Called once, when the app is ready."""
    for name, ours in vars(OurExports).items():
        if not name.startswith("__"):
            setattr(SpreadsheetExportMixin, name, ours)


def _title(view: Any) -> str:
    """Return what the list is called; a page of one object, such as a form, with its name."""
    return " ".join(filter(None, (str(view.get_page_title()), str(view.get_page_subtitle()))))


def _button(view: Any, show: Any, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
    # Some views learn only there what they list, or send elsewhere.
    shown: HttpResponseBase = show(request, *args, **kwargs)
    if shown.status_code != HTTPStatus.OK:
        return shown
    form = request.GET["export"]
    told = {"title": _title(view), "form": form.upper(), "list": request.path}
    named = {"page_title": _title(view), "header_title": _title(view), "header_icon": "download"}
    return TemplateResponse(request, "core/admin/fetch_table.html", {**told, **named})
