"""The sheet that readers get holds all that the small ones say."""

import posixpath
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from core.chrome.stylesheets import inlined

ROOT = Path(settings.PROJECT_DIR)
# Where our own static files lie: the frame's, and each app's.
FOLDERS = [*ROOT.glob("site/static"), *ROOT.glob("site/*/static"), *ROOT.glob("[!.s]*/static")]

SHEETS = {
    "css/main.css": '@layer base, parts;\n@import url("base.css") layer(base);\n'
    '@import url("parts/card.css") layer(parts);\n',
    "css/base.css": '/* why */\na { background: url("../img/a.svg") }\n',
    "css/parts/card.css": '.card { background: url("../../img/b.svg"); }\n',
}


def test_each_import_becomes_its_layer() -> None:
    sheet = inlined("css/main.css", SHEETS.__getitem__)
    assert "@import" not in sheet
    assert re.findall(r"@layer (\w+) \{", sheet) == ["base", "parts"]


def test_addresses_still_lead_to_the_pictures() -> None:
    sheet = inlined("css/main.css", SHEETS.__getitem__)
    assert 'url("../img/a.svg")' in sheet
    assert 'url("../img/b.svg")' in sheet


def test_a_missing_sheet_stops_the_build() -> None:
    with pytest.raises(KeyError):
        inlined("css/main.css", {"css/main.css": SHEETS["css/main.css"]}.__getitem__)


# The sheets beside the components that every page has; others stand alone: the admin's, paper's.
SHARED = {
    *(f"css/{name}.css" for name in ("tokens", "base", "header", "frame", "layout", "print")),
    "home/print.css",
}


def our_sheets() -> dict[str, Path]:
    """Every sheet by the name under which it is collected, those of others apart."""
    return {
        str(path.relative_to(folder)): path
        for folder in FOLDERS
        for path in folder.rglob("*.css")
        if "vendor" not in path.parts
    }


def test_every_component_sheet_is_imported() -> None:
    sheets = our_sheets()
    named = re.findall(r'url\("([^"]+)"\)', sheets["css/main.css"].read_text())
    assert {posixpath.normpath(f"css/{name}") for name in named} == {
        sheet for sheet in sheets if "/components/" in sheet or sheet in SHARED
    }


def test_readers_get_one_hashed_sheet(tmp_path: Path) -> None:
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "core.chrome.stylesheets.PortalStaticFilesStorage"},
    }
    portal = ["django.contrib.staticfiles"]
    with override_settings(
        STATIC_ROOT=tmp_path, STORAGES=storages, INSTALLED_APPS=portal, STATICFILES_DIRS=FOLDERS
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    (sheet,) = tmp_path.glob("css/main.*.css")
    text = sheet.read_text()
    assert "@import" not in text
    assert re.search(r"night-map\.[0-9a-f]{12}\.svg", text)


def test_no_sheet_knows_left_from_right() -> None:
    # What is written from right to left begins on the other side: inline-start is on both.
    sides = r"\b(?:margin|padding|border|inset)-(?:left|right)\b|(?:^|[\s;{])(?:left|right)\s*:"
    named = rf"{sides}|\b(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
    sheets = list(our_sheets().values())
    assert len(sheets) > 30
    found = {path.name: hits for path in sheets if (hits := re.findall(named, path.read_text()))}
    assert found == {}
