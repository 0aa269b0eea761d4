"""Exports that no spreadsheet program takes for formulas, and that hold nothing it refuses."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin, list_to_str

from core.language.plain_text import normalised, without_controls

# What makes Excel, LibreOffice or Sheets calculate instead of show.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


def guard_all_exports() -> None:
    """Let every export of Wagtail's own lists pass through `formula_safe`, at its place for that.

    Called once, when the app is ready.
    """
    formats = SpreadsheetExportMixin.FORMATS
    SpreadsheetExportMixin.custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: dict.fromkeys(formats, formula_safe),
        list: dict.fromkeys(formats, lambda value: formula_safe(list_to_str(value))),
    }


class FormulaSafeExportMixin:
    """For list views with exports: every cell passes through `formula_safe`.

    Stands before Wagtail's view in the list of base classes.
    """

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """As Wagtail's, and then safe."""
        told = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        return formula_safe(told)
