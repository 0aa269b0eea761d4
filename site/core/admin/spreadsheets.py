"""Exports that no spreadsheet program takes for formulas."""

from typing import Any

from core.language.plain_text import normalised

# What makes Excel, LibreOffice or Sheets calculate instead of show.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def formula_safe(value: Any) -> Any:
    """Return text that may be a formula with an apostrophe before it; other values as they are.

    The apostrophe is how spreadsheet programs themselves mark a cell as text.
    """
    if not isinstance(value, str):
        return value
    # Full-width forms of the signs count too, and blanks before them do not help.
    begins = normalised(value[:20], "NFKC").lstrip(" ")
    return f"'{value}" if begins.startswith(_FORMULA) else value


class FormulaSafeExportMixin:
    """For list views with exports: every cell passes through `formula_safe`.

    Stands before Wagtail's view in the list of base classes.
    """

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """As Wagtail's, and then safe."""
        told = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        return formula_safe(told)
